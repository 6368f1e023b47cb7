"""What do the numbers say, in sentences? Verdicts of trends, ranked by what needs a decision.

A sentence about a trend comes from process limits and never from two periods; where there are too
few months for a verdict, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.domain.numbers import format_change, format_level, format_value
from cxboard.domain.periods import Period, month_name
from cxboard.domain.vocabulary import Direction, Unit
from cxboard.results.types import HospitalConcern, Need, ScorecardRow, Sentence

_SCALE = {
    Unit.PERCENT: 100.0,
    Unit.POINTS: 200.0,
    Unit.MEAN: 5.0,
    Unit.PER_THOUSAND: 100.0,
    Unit.TO_ONE: 10.0,
}
"""Length of each unit's scale: 0 to 100 per cent, −100 to 100 points; the rest as usually seen."""

_NAMED = 3
"""Measures that a sentence names, and sentences below the finding; the others are counted."""


def scorecard_finding(
    rows: Sequence[ScorecardRow],
    period: Period,
    concerns: Sequence[HospitalConcern] = (),
    what: str = "headline measures",
) -> str:
    """Return the one sentence at the top of a page of measures.

    Args:
        rows: the measures of the whole population chosen.
        period: the months that their values are of.
        concerns: what worsened at one hospital alone, the most telling first.
        what: what the measures are called together.
    """
    shown = [row for row in rows if row.score.value is not None]
    if not shown:
        return (
            "Too few people answered in this selection to show a result."
            if any(row.score.suppressed or row.score.held_back for row in rows)
            else "There is nothing to show for this selection yet."
        )
    judged = [row for row in shown if row.need is not Need.UNKNOWN]
    if not judged:
        hidden = any(point.score.suppressed for row in shown for point in row.series)
        why = (
            "months are hidden, as few people answered, so no trend has a verdict"
            if hidden
            else "there are too few months for a verdict on any trend"
        )
        return f"{_opening(shown[0])} in {period.describe()}; {why}."
    if len(judged) < len(shown):
        what = f"{what} that can be judged"
    if concerns and not any(_is_concern(row) for row in judged):
        return _elsewhere(concerns, judged, what)
    return f"{_balance(judged, what)}."


def worsened(rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern] = ()) -> str:
    """Return what really worsened, as a whole or else at single hospitals; empty when nothing did.

    Args:
        rows: the measures of the whole population chosen.
        concerns: what worsened at one hospital alone, the most telling first.
    """
    worse = [row for row in ranked(rows) if _is_concern(row)]
    if worse:
        return f"{_names(worse)} {_verb(worse, 'has', 'have')} really worsened"
    if not concerns:
        return ""
    first, *more = concerns
    others = f", and {len(more)} more at single hospitals" if more else ""
    return f"{first.row.measure.short_title} has really worsened at {first.place}{others}"


def concern_sentences(
    rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern] = ()
) -> list[Sentence]:
    """Return a sentence on each measure that worsens, as a whole first, then at one hospital."""
    worse = [_sentence(row) for row in ranked(rows) if _is_concern(row)]
    return [*worse, *(_at_hospital(concern) for concern in concerns)]


def ranked(rows: Sequence[ScorecardRow]) -> list[ScorecardRow]:
    """Return the rows by what needs a decision: signals for the worse, then the widest gaps.

    What worsens as a whole comes before what worsens at single hospitals.
    """
    order = list(Need)
    return sorted(
        rows,
        key=lambda row: (
            order.index(row.need),
            not _is_concern(row),
            not row.worse_at,
            _gap(row),
        ),
    )


def scorecard_details(
    rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern] = ()
) -> tuple[Sentence, ...]:
    """Return up to three sentences, ranked by what needs a decision.

    First what worsens as a whole, then what worsens at one hospital, then what will miss its
    target; what goes well has the last place.
    """
    ordered = ranked(rows)
    short = [r for r in ordered if r.need is Need.DECISION and _fails(r) and not _is_concern(r)]
    better = [_sentence(row) for row in ordered if row.need is Need.IMPROVING]
    decisions = [*concern_sentences(rows, concerns), *(_sentence(row) for row in short)]
    return tuple([*decisions[: _NAMED - bool(better)], *better][:_NAMED])


def _opening(lead: ScorecardRow) -> str:
    """Return where the first measure stands."""
    measure = lead.measure
    value = f"{format_value(lead.score.value, measure.unit)} ({measure.top_label})"
    return f"{measure.title} stands at {value}"


def _balance(judged: Sequence[ScorecardRow], what: str) -> str:
    """Return what needs a decision, what moved, and out of how many."""
    if len(judged) == 1:
        return f"{_opening(judged[0])}: {_state(judged[0])}"
    ordered = ranked(judged)
    worse = worsened(judged)
    short = [row for row in ordered if _fails(row)]
    rising = [row for row in short if row.need is Need.IMPROVING]
    better = [row for row in ordered if row.need is Need.IMPROVING and not _fails(row)]
    parts = [worse] if worse else []
    if short:
        end = _verb(short, "its target", "their targets")
        some = f" ({len(rising)} of them improving)" if rising else ""
        moving = ", though improving" if len(rising) == len(short) else some
        parts.append(f"{len(short)} will not reach {end} as things are{moving}")
    parts += [f"{len(better)} {'more ' if rising else ''}really improved"] if better else []
    whole = f"{len(judged)} {what}"
    if not parts:
        return f"All {whole} are steady, and none is sure to miss its target"
    if not worse and not short:
        parts.append("none needs a decision")
    said = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"Of {whole}, {said}"


def _state(row: ScorecardRow) -> str:
    """Return a single measure's verdict in a few words."""
    if _is_concern(row):
        return "a real change for the worse"
    if row.need is Need.IMPROVING:
        return "a real change for the better"
    return "the target is out of reach as things are" if _fails(row) else "no real change"


def _elsewhere(
    concerns: Sequence[HospitalConcern], judged: Sequence[ScorecardRow], what: str
) -> str:
    """Return what worsened at single hospitals, and what else needs a decision."""
    lead = worsened((), concerns)
    short = [row for row in judged if _fails(row)]
    if not short:
        return f"{lead}. {_balance(judged, what)}."
    end = _verb(short, "its target", "their targets")
    return f"{lead}; {len(short)} of {len(judged)} {what} will not reach {end} as things are."


def _at_hospital(concern: HospitalConcern) -> Sentence:
    """Return what worsened at one hospital, since when and by how much."""
    row = concern.row
    found = _sentence(row)
    moved = f", {format_change(row.change.difference)} on the period before" if row.change else ""
    return Sentence(
        text=f"{concern.place}: {found.text.removesuffix('.')}{moved}.",
        measure=row.measure,
        facility_id=concern.facility_id,
    )


def _sentence(row: ScorecardRow) -> Sentence:
    """Return where a measure stands and why it is named."""
    measure, trend = row.measure, row.trend
    assert trend is not None
    value = format_value(row.score.value, measure.unit)
    moved = f" since {month_name(trend.since)}" if trend.since else ""
    if _is_concern(row):
        what = f"worsening{moved}"
    elif row.need is Need.IMPROVING:
        what = f"improving{moved}"
    else:
        what = "steady"
    text = f"{measure.title} ({value}): {what}{_target_words(row)}."
    return Sentence(text=text, measure=measure)


def _target_words(row: ScorecardRow) -> str:
    if row.target is None or row.score.value is None:
        return ""
    label = "placeholder target" if row.target.status == "placeholder" else "target"
    value = format_level(row.target.value, row.measure.unit)
    if _fails(row):
        gap = format_change(row.score.value - row.target.value)
        return f"; the {label} of {value} is out of reach as things are ({gap})"
    return ""


def _is_concern(row: ScorecardRow) -> bool:
    return row.trend is not None and row.trend.is_concern


def _fails(row: ScorecardRow) -> bool:
    return row.trend is not None and row.trend.fails


def _verb(rows: Sequence[ScorecardRow], one: str, many: str) -> str:
    return one if len(rows) == 1 else many


def _names(rows: Sequence[ScorecardRow]) -> str:
    """Return the first names and how many more there are."""
    named = [row.measure.title for row in rows[:_NAMED]]
    more = len(rows) - len(named)
    *others, last = [*named, f"{more} more"] if more else named
    return f"{', '.join(others)} and {last}" if others else last


def _gap(row: ScorecardRow) -> float:
    """Return how far a value lies on the good side of its target, as a share of the scale."""
    if row.target is None or row.score.value is None:
        return 0.0
    sign = 1 if row.measure.direction is Direction.INCREASE else -1
    distance = (row.score.value - row.target.value) * sign
    return distance / _SCALE[row.measure.unit]
