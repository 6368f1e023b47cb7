"""What do the numbers say, in sentences? Plain, ranked by what needs a decision.

Nothing is said that was not compared: without an earlier period there is no "better" and no
"worse". Moves and gaps of measures with different scales are ranked by their share of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change, format_value
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Direction, Unit
from cxboard.results.types import ScorecardRow

_SCALE = {
    Unit.PERCENT: 100.0,
    Unit.POINTS: 200.0,
    Unit.MEAN: 5.0,
    Unit.PER_THOUSAND: 100.0,
    Unit.TO_ONE: 10.0,
}
"""Length of each unit's scale: 0 to 100 per cent, −100 to 100 points; the rest as usually seen."""

_WORSE_NAMED, _BETTER_NAMED = 3, 2
"""Measures that a sentence names; the others are counted. What got worse needs the decision."""


def scorecard_finding(rows: Sequence[ScorecardRow], period: Period) -> str:
    """Return the one sentence at the top of the scorecard."""
    shown = [row for row in rows if row.score.value is not None]
    if not shown:
        return (
            "Too few people answered in this selection to show a result."
            if any(row.score.suppressed for row in rows)
            else "There is nothing to show for this selection yet."
        )
    compared = [row for row in shown if row.change]
    opening = _opening(shown[0])
    if not compared:
        return f"{opening}; there is no earlier period to compare {period.describe()} with."
    if len(shown) == 1:
        return f"{opening}, {_strength(shown[0])}."
    return f"{opening}; {_balance(compared, len(shown))}."


def scorecard_details(rows: Sequence[ScorecardRow]) -> tuple[str, ...]:
    """Return up to three sentences: what got worse, the widest gap to a target, what got better."""
    shown = [row for row in rows if row.score.value is not None]
    worse, better = _moved(shown, better=False), _moved(shown, better=True)
    short = [row for row in shown if _gap(row) < 0]
    sentences = [f"Worse than before: {_moves(worse, _WORSE_NAMED)}."] if worse else []
    sentences += [_gap_sentence(min(short, key=_gap))] if short else []
    sentences += [f"Better than before: {_moves(better, _BETTER_NAMED)}."] if better else []
    return tuple(sentences)


def _opening(lead: ScorecardRow) -> str:
    """Return where the first measure stands, and its move when that is more than chance."""
    measure, change = lead.measure, lead.change
    value = f"{format_value(lead.score.value, measure.unit)} ({measure.top_label})"
    if change is None or not change.beyond_chance:
        return f"{measure.title} stands at {value}"
    verb = "rose" if change.difference > 0 else "fell"
    return f"{measure.title} {verb} by {abs(change.difference):.1f} points to {value}"


def _strength(row: ScorecardRow) -> str:
    moved = row.change is not None and row.change.beyond_chance
    return "more than chance explains" if moved else "no more changed than chance explains"


def _balance(compared: Sequence[ScorecardRow], shown: int) -> str:
    """Return how many of the compared measures moved which way."""
    better, worse = _moved(compared, better=True), _moved(compared, better=False)
    if not better and not worse:
        whole = "no headline measure" if len(compared) == shown else "none that can be compared"
        return f"{whole} moved by more than chance since the period before"
    number = f"{shown}" if len(compared) == shown else f"the {len(compared)} comparable"
    parts = [_counted(len(better), "better"), _counted(len(worse), "worse")]
    moved = " and ".join(part for part in parts if part)
    return f"of {number} headline measures, {moved} than in the period before, by more than chance"


def _counted(count: int, word: str) -> str:
    return f"{count} {'is' if count == 1 else 'are'} {word}" if count else ""


def _sign(measure: Measure) -> int:
    return 1 if measure.direction is Direction.INCREASE else -1


def _moved(rows: Sequence[ScorecardRow], *, better: bool) -> list[ScorecardRow]:
    """Return the rows that moved by more than chance in one direction, the largest move first."""
    wanted = 1 if better else -1
    moved = [
        row
        for row in rows
        if row.change
        and row.change.beyond_chance
        and row.change.difference * _sign(row.measure) * wanted > 0
    ]
    return sorted(moved, key=_size, reverse=True)


def _size(row: ScorecardRow) -> float:
    """Return how far a row moved, as a share of its scale."""
    return abs(row.change.difference) / _SCALE[row.measure.unit] if row.change else 0.0


def _moves(rows: Sequence[ScorecardRow], most: int) -> str:
    """Return the largest moves with the values that they led to, and how many more there are."""
    named = [
        f"{row.measure.title} ({format_change(row.change.difference if row.change else None)} to "
        f"{format_value(row.score.value, row.measure.unit)})"
        for row in rows[:most]
    ]
    more = len(rows) - len(named)
    *others, last = [*named, f"{more} more"] if more else named
    return f"{', '.join(others)} and {last}" if others else last


def _gap(row: ScorecardRow) -> float:
    """Return how far a value lies on the good side of its target, as a share of the scale."""
    if row.target is None or row.score.value is None:
        return 0.0
    distance = (row.score.value - row.target.value) * _sign(row.measure)
    return distance / _SCALE[row.measure.unit]


def _gap_sentence(row: ScorecardRow) -> str:
    assert row.target is not None
    assert row.score.value is not None
    label = "placeholder target" if row.target.status == "placeholder" else "target"
    return (
        f"Furthest from its {label}: {row.measure.title}, "
        f"{abs(row.score.value - row.target.value):.1f} points short of "
        f"{format_value(row.target.value, row.measure.unit, 0)}."
    )
