"""How does care go by channel? Channels, what moved the total, the journey, and both crossed."""

from __future__ import annotations

import streamlit as st

from cxboard.charts import gap_bar, grid, hidden
from cxboard.charts.markup import Markup, tag
from cxboard.domain.catalogue import get_measure
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import CROSSING, JOURNEY, Dimension, Unit
from cxboard.results.omnichannel import BESIDE, STEP_MEASURES, Omnichannel, Step
from cxboard.results.omnichannel_words import spoken, weakest_step
from cxboard.ui import chart_panel, links, page, score_cells
from cxboard.ui import format as written

_NO_SPLIT = "There is no earlier period to compare the channels with."
_NO_MIX = (
    "One channel alone has no mix; take the choice of a channel away to see what moved the total."
)
_METHODS = (
    "Resolved at first contact and repeat contact are flags of the contact; in time means the "
    "channel’s own standard. “More than chance” is judged for each number by itself."
)
_NOT_CROSSED = (
    "Channel and touchpoint together are kept by hospital. Take the choice of a unit, service line "
    "or channel away to see them crossed."
)


def show_channels(found: Omnichannel) -> None:
    """Show every channel with its share of contacts, the largest first; several have a total."""
    page.section(_by_channel(found), "The largest channel first. Intervals are 95%.")
    measures = found.channels.measures
    heads = ("Channel", "Share of contacts", *(m.short_title for m in measures), "Usual response")
    rows = dict(zip(found.channels.groups, found.channels.cells, strict=True))
    order = sorted(rows, key=lambda name: -(_share(found, name).value or 0.0))
    caption = "Satisfied: 4 or 5 of 5. Easy: 5 to 7 of 7. Repeat contacts: fewer is better."
    dark = [name for name in order if hidden.is_all(rows[name])]
    if dark:
        caption += f" Hidden, as few people used them: {', '.join(map(spoken, dark))}."
    body = [_channel(found, name, rows[name]) for name in order if name not in dark]
    if len(order) > 1:
        body.insert(0, _all_channels(found))
    st.html(score_cells.table(caption, heads, body))


def show_split(found: Omnichannel) -> None:
    """Show what channels and their mix gave to the change of satisfaction."""
    if found.split is None:
        alone = len(found.channels.groups) < 2
        page.section("What moved satisfaction", _NO_MIX if alone else _NO_SPLIT)
        return
    split = found.split
    title = (
        f"What moved satisfaction: channels themselves {written.format_change(split.performance)}, "
        f"their mix {written.format_change(split.mix)}"
    )
    text = (
        f"Against {found.earlier.describe()}. Performance is what each channel’s own change gave; "
        "mix is what people moving between channels gave. Both add up to the change of the total."
    )
    page.section(title, text)
    reach = max(max(abs(p.mix), abs(p.performance)) for p in split.parts.values())
    order = sorted(split.parts, key=lambda name: -abs(split.parts[name].performance))
    heads = ("Channel", "Share of answers", "Satisfied", "Performance", "Mix")
    rows = []
    for name in order:
        part = split.parts[name]
        cells = (
            tag("td", _from_to(part.share, 0), class_="cx-nowrap"),
            tag("td", _from_to(part.value, 1), class_="cx-nowrap"),
            _effect(part.performance, reach),
            _effect(part.mix, reach),
        )
        rows.append(score_cells.row(spoken(name), *cells))
    totals = (
        tag("td", "100%"),
        tag("td", _from_to((split.before, split.now), 1), class_="cx-nowrap"),
        tag("td", _bar_text(split.performance)),
        tag("td", _bar_text(split.mix)),
    )
    rows.append(score_cells.row("All channels", *totals, is_current=True))
    caption = "Points that each channel gave to the change of the share who are satisfied."
    st.html(score_cells.table(caption, heads, rows))


def show_journey(found: Omnichannel) -> None:
    """Show the touchpoints in the order in which a patient meets them; the weakest is marked."""
    if not found.journey:
        return
    weakest = weakest_step(found)
    title = f"The journey: weakest at {spoken(weakest.name).lower()}" if weakest else "The journey"
    page.section(title, "From the first contact to the follow-up, and when something went wrong.")
    measures = found.channels.measures
    rows = [
        score_cells.row(
            f"{number}. {spoken(step.name)}",
            *(score_cells.value(s, m) for s, m in zip(step.scores, measures, strict=False)),
            _step_change(step),
            score_cells.people(step.scores[0]),
            note="weakest step" if step is weakest else "",
            is_current=step is weakest,
        )
        for number, step in enumerate(found.journey, start=1)
    ]
    titles = (measure.short_title for measure in STEP_MEASURES)
    heads = ("Step", *titles, "Satisfaction, change", "Answers")
    caption = f"Contacts by what they were about; change against {found.earlier.describe()}."
    st.html(score_cells.table(caption, heads, rows))


def show_grid(found: Omnichannel) -> None:
    """Show satisfaction by touchpoint and channel as a heat map that reads as a table."""
    if found.grid is None:
        page.section("Touchpoint by channel", _NOT_CROSSED)
        return
    channels = [name for name in found.shares if any(_key(name, t) in found.grid for t in JOURNEY)]
    if not channels:
        return
    reading = grid.Reading(unit=Unit.PERCENT, reference=found.channels.total[0].value)
    rows = [
        (spoken(step), [found.grid.get(_key(channel, step), Score()) for channel in channels])
        for step in JOURNEY
    ]
    caption = (
        "Share satisfied, and points above (+) or below (−) all contacts, in the order of the "
        "journey."
    )
    page.section(_grid_title(found))
    names = [links.narrowed(spoken(each), Dimension.CHANNEL, each) for each in channels]
    readings = [reading] * len(channels)
    st.html(grid.with_legend("Touchpoint", names, rows, readings, caption, in_order=True))


def show_adoption(found: Omnichannel) -> None:
    """Show the adoption of digital channels by month."""
    digital = found.adoption
    if digital is not None and digital.series:
        share = written.score_text(digital.score, digital.measure.unit)
        page.section(f"Adoption of digital channels: {share} of contacts", digital.measure.question)
        chart_panel.show_trend(digital)


def notes(found: Omnichannel) -> list[str]:
    """Return the page's footnotes: the means, and which form of the effort question was asked."""
    told = [
        f"{measure.title}: {written.score_text(score, measure.unit)} "
        f"({written.interval_text(score, measure.unit)}; {measure.source})."
        for measure, score in zip(BESIDE, found.beside, strict=True)
        if score.value is not None
    ]
    return [*told, _METHODS]


def _by_channel(found: Omnichannel) -> str:
    """Return the channel that satisfies most, and the one that satisfies least, as a title."""
    column = found.channels.column(found.channels.measures[0].id)
    shown = [(s.value, spoken(name)) for name, s in column.items() if s.value is not None]
    if len(shown) < 2:
        return "By channel"
    (low, lowest), (high, highest) = min(shown), max(shown)
    best, worst = (written.format_value(value, Unit.PERCENT) for value in (high, low))
    return f"By channel: {highest} satisfies most ({best}), {lowest} least ({worst})"


def _all_channels(found: Omnichannel) -> Markup:
    totals = zip(found.channels.total, found.channels.measures, strict=True)
    return score_cells.row(
        "All channels",
        tag("td", "100%"),
        *(_cell(score, measure.id) for score, measure in totals),
        tag("td", NOT_THERE),
        is_current=True,
    )


def _channel(found: Omnichannel, name: str, cells: tuple[Score, ...]) -> Markup:
    share = found.shares.get(name)
    now = _share(found, name)
    moved = ""
    if share and share.now.value is not None and share.before.value is not None:
        moved = f"{written.format_change(share.now.value - share.before.value)} points"
    return score_cells.row(
        links.narrowed(spoken(name), Dimension.CHANNEL, name),
        score_cells.change(written.score_text(now, Unit.PERCENT), moved),
        *(_cell(s, m.id) for s, m in zip(cells, found.channels.measures, strict=True)),
        tag("td", (share.usual_response if share else None) or NOT_THERE),
    )


def _cell(score: Score, measure_id: str) -> Markup:
    return score_cells.value(score, get_measure(measure_id))


def _share(found: Omnichannel, name: str) -> Score:
    share = found.shares.get(name)
    return share.now if share else Score()


def _step_change(step: Step) -> Markup:
    if step.change is None:
        return score_cells.change("", "nothing to compare")
    points, lower, upper = step.change
    how = "more than chance" if lower > 0 or upper < 0 else "within chance"
    return score_cells.change(written.format_change(points), how)


def _effect(points: float, reach: float) -> Markup:
    return tag("td", _bar_text(points), gap_bar.picture(points, reach), class_="cx-nowrap")


def _bar_text(points: float) -> Markup:
    return tag("span", written.format_change(points), class_="cx-bar-text")


def _from_to(pair: tuple[float | None, float | None], digits: int) -> str:
    before, now = (written.format_value(value, Unit.PERCENT, digits) for value in pair)
    return f"{before} → {now}"


def _key(channel: str, touchpoint: str) -> str:
    return f"{channel}{CROSSING}{touchpoint}"


def _grid_title(found: Omnichannel) -> str:
    """Return the grid's lowest cell as its title."""
    assert found.grid is not None
    shown = {key: s for key, s in found.grid.items() if s.value is not None}
    shown = {key: s for key, s in shown.items() if "unknown" not in key}
    if not shown:
        return "Touchpoint by channel"
    low = min(shown, key=lambda key: shown[key].value or 0.0)
    channel, step = low.split(CROSSING, 1)
    value = written.format_value(shown[low].value, Unit.PERCENT)
    return f"Lowest of all: {spoken(step).lower()} by {spoken(channel).lower()}, {value}"
