"""What do the numbers say, in sentences? Plain, ranked by what needs a decision."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_value
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Direction
from cxboard.results.types import ScorecardRow


def scorecard_finding(rows: Sequence[ScorecardRow], period: Period) -> str:
    """Return the one sentence at the top of the scorecard."""
    shown = [row for row in rows if row.score.value is not None]
    if not shown:
        return (
            "Too few people answered in this selection to show a result."
            if any(row.score.suppressed for row in rows)
            else "There is nothing to show for this selection yet."
        )
    better, worse = _moved(shown, better=True), _moved(shown, better=False)
    lead = shown[0]
    value = format_value(lead.score.value, lead.measure.unit)
    opening = f"{lead.measure.title} stands at {value} ({lead.measure.top_label})"
    if not better and not worse:
        return f"{opening}; no headline measure moved by more than chance over {period.describe()}."
    parts = [_counted(len(better), "better") if better else ""]
    parts.append(_counted(len(worse), "worse") if worse else "")
    moved = " and ".join(part for part in parts if part)
    return (
        f"{opening}; of {len(shown)} headline measures, {moved} than in the months before, "
        "by more than chance."
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {'is' if count == 1 else 'are'} {word}"


def scorecard_details(rows: Sequence[ScorecardRow]) -> tuple[str, ...]:
    """Return up to three sentences: the worst move, the widest gap to a target, the best move."""
    shown = [row for row in rows if row.score.value is not None]
    worse, better = _moved(shown, better=False), _moved(shown, better=True)
    sentences = [_moved_sentence(row) for row in worse[:1]]
    gaps = [row for row in shown if _gap(row) < 0]
    sentences += [_gap_sentence(min(gaps, key=_gap))] if gaps else []
    sentences += [_moved_sentence(row) for row in better[:1]]
    return tuple(sentences)


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
    return sorted(moved, key=lambda row: -abs(row.change.difference if row.change else 0.0))


def _moved_sentence(row: ScorecardRow) -> str:
    assert row.change is not None
    verb = "rose" if row.change.difference > 0 else "fell"
    size = abs(row.change.difference)
    return (
        f"{row.measure.title} {verb} by {size:.1f} points to "
        f"{format_value(row.score.value, row.measure.unit)}, more than chance explains "
        f"(compared with {row.change.compared})."
    )


def _gap(row: ScorecardRow) -> float:
    """Return how far a value lies on the good side of its target; negative when it falls short."""
    if row.target is None or row.score.value is None:
        return 0.0
    return (row.score.value - row.target.value) * _sign(row.measure)


def _gap_sentence(row: ScorecardRow) -> str:
    assert row.target is not None
    label = "placeholder target" if row.target.status == "placeholder" else "target"
    return (
        f"{row.measure.title} is furthest from its {label}: {abs(_gap(row)):.1f} points short of "
        f"{format_value(row.target.value, row.measure.unit, 0)}."
    )
