"""What do the channels say, in sentences? Nothing that was not compared, and no cause claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxboard.analysis.comparison import difference
from cxboard.domain.numbers import format_change, format_value
from cxboard.domain.vocabulary import Unit

if TYPE_CHECKING:
    from cxboard.results.omnichannel import Omnichannel, Step

_NAMES = {
    "sms": "SMS",
    "others": "Channels too small to show",
    "post_visit_follow_up": "Post-visit follow-up",
}
_MOST = 3
"""Sentences below the finding."""

_LEAST = 0.05
"""Points below which an effect is written as none."""


def spoken(name: str) -> str:
    """Return a channel's or touchpoint's name for a reader."""
    return _NAMES.get(name, name.replace("_", " ").capitalize())


def finding(page: Omnichannel) -> str:
    """Return the one sentence: where satisfaction stands, and what moved it."""
    total, before = page.channels.total[0], page.before[0]
    if total.value is None:
        return (
            "Too few people were asked in this selection to show a result."
            if total.suppressed
            else "Nobody was asked about a contact in this selection."
        )
    lead = f"{format_value(total.value, Unit.PERCENT)} are satisfied with their contact"
    moved = difference(total, before)
    if moved is None:
        return f"{lead}; there is no earlier period to compare with."
    change, lower, upper = moved
    how = "more than chance" if lower > 0 or upper < 0 else "within chance"
    lead = f"{lead}, {format_change(change)} points on {page.earlier.describe()} ({how})"
    return f"{lead}: {_why(page)}." if page.split else f"{lead}."


def details(page: Omnichannel) -> tuple[str, ...]:
    """Return up to three sentences: what fell, the channel that moved most, the weakest step."""
    found = (_fallen(page), _mover(page), _weakest(page), _adoption(page))
    return tuple(sentence for sentence in found if sentence)[:_MOST]


def _why(page: Omnichannel) -> str:
    assert page.split
    mix, performance = page.split.mix, page.split.performance
    did = "did better" if performance > 0 else "did worse"
    to = "satisfy more" if mix > 0 else "satisfy less"
    parts = [f"channels {did} ({format_change(performance)})"] if abs(performance) > _LEAST else []
    if abs(mix) > _LEAST:
        parts.append(f"people moved to channels that {to} ({format_change(mix)})")
    return (
        " while ".join(parts) if mix * performance < 0 else " and ".join(parts) or "nothing moved"
    )


def _mover(page: Omnichannel) -> str:
    """Return the channel whose own satisfaction moved the total most."""
    parts = page.split.parts if page.split else {}
    known = {n: p for n, p in parts.items() if None not in p.value and n != "others"}
    if not known:
        return ""
    name, part = max(known.items(), key=lambda entry: abs(entry[1].performance))
    before, now = part.value
    verb = "rose" if (now or 0) >= (before or 0) else "fell"
    return (
        f"{spoken(name)}: satisfaction {verb} from {format_value(before, Unit.PERCENT)} to "
        f"{format_value(now, Unit.PERCENT)}, its share of answers went from "
        f"{format_value(part.share[0], Unit.PERCENT, 0)} to "
        f"{format_value(part.share[1], Unit.PERCENT, 0)}."
    )


def weakest_step(page: Omnichannel) -> Step | None:
    """Return the touchpoint with the lowest satisfaction, if that is below the whole's."""
    steps = [step for step in page.journey or () if step.scores[0].value is not None]
    total = page.channels.total[0].value
    if len(steps) < 2 or total is None:
        return None
    low = min(steps, key=lambda step: step.scores[0].value or 0.0)
    return low if (low.scores[0].upper or 100.0) < total else None


def _weakest(page: Omnichannel) -> str:
    found = weakest_step(page)
    if found is None:
        return ""
    value = format_value(found.scores[0].value, Unit.PERCENT)
    return f"Weakest step of the journey: {spoken(found.name).lower()}, {value} satisfied."


def _fallen(page: Omnichannel) -> str:
    """Return the touchpoint that fell most, if it fell by more than chance."""
    moved = [(step.change[0], step) for step in page.journey or () if step.change]
    fallen = [(points, step) for points, step in moved if step.change and step.change[2] < 0]
    if not fallen:
        return ""
    points, step = min(fallen, key=lambda entry: entry[0])
    return (
        f"Fell most: {spoken(step.name).lower()}, {format_change(points)} points to "
        f"{format_value(step.scores[0].value, Unit.PERCENT)}, more than chance."
    )


def _adoption(page: Omnichannel) -> str:
    digital = page.adoption
    if digital is None or digital.change is None:
        return ""
    return (
        f"Digital channels carry {format_value(digital.score.value, Unit.PERCENT, 0)} of "
        f"contacts, {format_change(digital.change.difference)} points on {digital.change.compared}."
    )
