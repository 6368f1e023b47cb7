"""What do the numbers say, in one sentence? Verdicts of trends, ranked by what needs a decision.

A sentence about a trend comes from process limits and never from two periods; where there are too
few months for a verdict, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.domain.listing import in_words
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Direction, Unit
from cxboard.results.types import HospitalConcern, Need, ScorecardRow

SCALE = {
    Unit.PERCENT: 100.0,
    Unit.POINTS: 200.0,
    Unit.MEAN: 5.0,
    Unit.PER_THOUSAND: 100.0,
    Unit.TO_ONE: 10.0,
}
"""Length of each unit's scale: 0 to 100 per cent, −100 to 100 points; the rest as usually seen."""

_NAMED = 3
"""Measures that a sentence names; the others are counted."""


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
    if concerns and not any(is_concern(row) for row in judged):
        return _elsewhere(concerns, judged, what)
    return f"{_balance(judged, what)}."


def worsened(rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern] = ()) -> str:
    """Return what really worsened, as a whole or else at single hospitals; empty when nothing did.

    Args:
        rows: the measures of the whole population chosen.
        concerns: what worsened at one hospital alone, the most telling first.
    """
    worse = [row for row in ranked(rows) if is_concern(row)]
    if worse:
        return f"{_names(worse)} {_verb(worse, 'has', 'have')} really worsened"
    if not concerns:
        return ""
    first, *more = concerns
    others = f", and {len(more)} more at single hospitals" if more else ""
    return f"{first.row.measure.short_title} has really worsened at {first.place}{others}"


def ranked(rows: Sequence[ScorecardRow]) -> list[ScorecardRow]:
    """Return the rows by what needs a decision: signals for the worse, then the widest gaps.

    What worsens as a whole comes before what worsens at single hospitals.
    """
    order = list(Need)
    return sorted(
        rows,
        key=lambda row: (
            order.index(row.need),
            not is_concern(row),
            not row.worse_at,
            _gap(row),
        ),
    )


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
    short = [row for row in ordered if fails(row)]
    rising = [row for row in ordered if is_on_its_way(row)]
    better = [row for row in ordered if row.need is Need.IMPROVING and not is_on_its_way(row)]
    parts = [worse] if worse else []
    if short:
        parts.append(_out_of_reach(short))
    if rising:
        parts.append(f"{len(rising)} {_verb(rising, 'is', 'are')} improving but not there yet")
    parts += [f"{len(better)} {'more ' if rising else ''}really improved"] if better else []
    whole = f"{len(judged)} {what}"
    if not parts:
        return f"All {whole} are steady, and none is sure to miss its target"
    if not worse and not short and not rising:
        parts.append("none needs a decision")
    joint = ", and " if ", " in parts[0] else " and "
    said = joint.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"Of {whole}, {said}"


def _state(row: ScorecardRow) -> str:
    """Return a single measure's verdict in a few words."""
    if is_concern(row):
        return "a real change for the worse"
    if is_on_its_way(row):
        return "a real change for the better, but not there yet"
    if row.need is Need.IMPROVING:
        return "a real change for the better"
    return "the target is out of reach as things are" if fails(row) else "no real change"


def _elsewhere(
    concerns: Sequence[HospitalConcern], judged: Sequence[ScorecardRow], what: str
) -> str:
    """Return what worsened at single hospitals, and what else needs a decision."""
    lead = worsened((), concerns)
    short = [row for row in judged if fails(row)]
    if not short:
        return f"{lead}. {_balance(judged, what)}."
    rising = [row for row in judged if is_on_its_way(row)]
    more = f" and {len(rising)} more {_verb(rising, 'is', 'are')} improving but not there yet"
    said = _out_of_reach(short, f" of {len(judged)} {what}")
    return f"{lead}; {said}{more if rising else ''}."


def _out_of_reach(short: Sequence[ScorecardRow], whole: str = "") -> str:
    end = _verb(short, "its target", "their targets")
    return f"{len(short)}{whole} will not reach {end} as things are"


def is_concern(row: ScorecardRow) -> bool:
    """Return whether a measure really worsens as a whole."""
    return row.trend is not None and row.trend.is_concern


def fails(row: ScorecardRow) -> bool:
    """Return whether a measure will not reach its target as things are: it does not improve."""
    return row.trend is not None and row.trend.fails and not row.trend.is_improvement


def is_on_its_way(row: ScorecardRow) -> bool:
    """Return whether a measure really improves though its limits do not reach its target yet."""
    return row.trend is not None and row.trend.fails and row.trend.is_improvement


def _verb(rows: Sequence[ScorecardRow], one: str, many: str) -> str:
    return one if len(rows) == 1 else many


def _names(rows: Sequence[ScorecardRow]) -> str:
    """Return the first names and how many more there are."""
    named = [row.measure.title for row in rows[:_NAMED]]
    more = len(rows) - len(named)
    return in_words([*named, f"{more} more"] if more else named)


def _gap(row: ScorecardRow) -> float:
    """Return how far a value lies on the good side of its target, as a share of the scale."""
    if row.target is None or row.score.value is None:
        return 0.0
    sign = 1 if row.measure.direction is Direction.INCREASE else -1
    distance = (row.score.value - row.target.value) * sign
    return distance / SCALE[row.measure.unit]
