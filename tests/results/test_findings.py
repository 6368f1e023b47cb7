"""What does the scorecard say about a few made-up rows?"""

from __future__ import annotations

from dataclasses import replace
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


def alone(measure_id: str, value: float) -> ScorecardRow:
    """Return a row that there is nothing earlier to compare with."""
    return replace(row(measure_id, value), change=None)


RATING = "Overall hospital rating stands at 73.0% (rated 9 or 10)"
ROSE = "Overall hospital rating rose by 2.0 points to 73.0% (rated 9 or 10)"


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
            f"{RATING}, no more changed than chance explains.",
        ),
        (
            [row("overall_rating", 73.0, 2.0)],
            f"{ROSE}, more than chance explains.",
        ),
        (
            [row("overall_rating", 73.0, 0.5), row("nps", 40.0, 0.5)],
            f"{RATING}; no headline measure moved by more than chance since the period before.",
        ),
        (
            [row("overall_rating", 73.0, 2.0), row("nps", 40.0, -3.0), row("cleanliness", 70.0, 2)],
            (
                f"{ROSE}; of 3 headline measures, 2 are better and 1 is worse than in the period "
                "before, by more than chance."
            ),
        ),
        (
            [row("overall_rating", 73.0, 2.0), row("nps", 40.0, -3.0), alone("cleanliness", 70.0)],
            (
                f"{ROSE}; of the 2 comparable headline measures, 1 is better and 1 is worse than "
                "in the period before, by more than chance."
            ),
        ),
        (
            [alone("overall_rating", 73.0), alone("nps", 40.0)],
            f"{RATING}; there is no earlier period to compare Nov 2025 to Oct 2026 with.",
        ),
    ],
)
def test_the_finding(rows: list[ScorecardRow], finding: str) -> None:
    assert scorecard_finding(rows, PERIOD) == finding


def test_the_details_name_what_got_worse_the_widest_gap_and_what_got_better() -> None:
    rows = [
        row("overall_rating", 73.0, 2.5, target=74.0),
        row("responsiveness", 60.0, -4.0, target=70.0),
        row("cleanliness", 70.0, -2.0),
    ]
    assert scorecard_details(rows) == (
        (
            "Worse than before: Responsiveness of hospital staff (−4.0 to 60.0%) and "
            "Cleanliness of hospital environment (−2.0 to 70.0%)."
        ),
        ("Furthest from its target: Responsiveness of hospital staff, 10.0 points short of 70%."),
        "Better than before: Overall hospital rating (+2.5 to 73.0%).",
    )


def test_points_of_a_longer_scale_weigh_less() -> None:
    rows = [
        row("nps", 44.0, -2.9, target=50.0),
        row("medicine_communication", 61.0, -2.0, target=66.0),
    ]
    worse, gap = scorecard_details(rows)
    assert worse.startswith("Worse than before: Communication about medicines (−2.0 to 61.0%) and")
    assert gap.startswith("Furthest from its target: Communication about medicines, 5.0 points")


def test_a_sentence_names_the_largest_moves_and_counts_the_others() -> None:
    (better,) = scorecard_details([row(name, 70.0, 2.0) for name in FIVE])
    assert better.count("(+2.0 to 70.0%)") == 2
    assert better.endswith(" and 3 more.")
    (worse,) = scorecard_details([row(name, 70.0, -2.0) for name in FIVE])
    assert worse.count("(−2.0 to 70.0%)") == 3
    assert worse.endswith(" and 2 more.")


FIVE = (
    "overall_rating",
    "recommend_hospital",
    "nurse_communication",
    "doctor_communication",
    "cleanliness",
)
