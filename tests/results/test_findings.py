"""What does the scorecard say about a few made-up rows?"""

from __future__ import annotations

from datetime import date

import pytest

from cxboard.domain.catalogue import get_measure
from cxboard.domain.periods import Period
from cxboard.domain.references import Target
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.results.findings import scorecard_details, scorecard_finding
from cxboard.results.types import Change, ScorecardRow

PERIOD = Period(first=date(2025, 11, 1), last=date(2026, 10, 1))


def row(
    measure_id: str, value: float | None, change: float = 0.0, target: float | None = None
) -> ScorecardRow:
    """Return a row whose change has an interval of ±1."""
    measure = get_measure(measure_id)
    return ScorecardRow(
        measure=measure,
        score=SUPPRESSED if value is None else Score(value=value, n=500),
        change=Change(
            difference=change,
            lower=change - 1,
            upper=change + 1,
            beyond_chance=abs(change) > 1,
            compared="Nov 2024 to Oct 2025",
        ),
        benchmarks=(),
        target=target
        if target is None
        else Target(
            measure_id=measure_id,
            value=target,
            period="2027",
            agreed_by="Board",
            agreed_on="2026-01-01",
            source="minutes",
            status="agreed",
        ),
        series=(),
        latest_month=None,
    )


RATING = "Overall hospital rating stands at 73.0% (rated 9 or 10)"


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "There is nothing to show for this selection yet."),
        (
            [row("nps", None)],
            "Too few people answered in this selection to show a result.",
        ),
        (
            [row("overall_rating", 73.0, 0.5)],
            f"{RATING}; no headline measure moved by more than chance over Nov 2025 to Oct 2026.",
        ),
        (
            [row("overall_rating", 73.0, 2.0), row("nps", 40.0, -3.0), row("cleanliness", 70.0, 2)],
            (
                f"{RATING}; of 3 headline measures, 2 are better and 1 is worse than in the months "
                "before, by more than chance."
            ),
        ),
    ],
)
def test_the_finding(rows: list[ScorecardRow], finding: str) -> None:
    assert scorecard_finding(rows, PERIOD) == finding


def test_the_details_name_the_worst_move_the_widest_gap_and_the_best_move() -> None:
    rows = [
        row("overall_rating", 73.0, 2.5, target=74.0),
        row("responsiveness", 60.0, -4.0, target=70.0),
        row("cleanliness", 70.0, -2.0),
    ]
    worst, gap, best = scorecard_details(rows)
    assert worst.startswith("Responsiveness of hospital staff fell by 4.0 points to 60.0%")
    assert gap == (
        "Responsiveness of hospital staff is furthest from its target: 10.0 points short of 70%."
    )
    assert best.startswith("Overall hospital rating rose by 2.5 points to 73.0%")
