"""What does the scorecard say about a few made-up rows?"""

from __future__ import annotations

from datetime import date

import pytest

from cxboard.domain.catalogue import get_measure
from cxboard.domain.periods import Period
from cxboard.domain.references import Target, TargetStatus
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.verdicts import Assurance, Footing, PointType, SpecialCause, Variation
from cxboard.domain.vocabulary import Direction
from cxboard.results.details import scorecard_details
from cxboard.results.executive import with_concerns
from cxboard.results.findings import ranked, scorecard_finding
from cxboard.results.trend_types import Trend, TrendPoint
from cxboard.results.types import HospitalConcern, Need, ScorecardRow

PERIOD = Period(first=date(2025, 11, 1), last=date(2026, 10, 1))
SINCE = date(2026, 3, 1)
VARIATIONS = {
    PointType.CONCERN: Variation.CONCERN_LOW,
    PointType.IMPROVEMENT: Variation.IMPROVEMENT_HIGH,
    PointType.COMMON_CAUSE: Variation.COMMON_CAUSE,
}
WORSE, BETTER, STEADY = PointType.CONCERN, PointType.IMPROVEMENT, PointType.COMMON_CAUSE


def row(
    measure_id: str,
    value: float | None,
    meaning: PointType | None = STEADY,
    target: float | None = None,
    assurance: Assurance | None = None,
) -> ScorecardRow:
    """Return a row with a verdict; `meaning` None stands for too few months."""
    return ScorecardRow(
        measure=get_measure(measure_id),
        score=SUPPRESSED if value is None else Score(value=value, n=500),
        change=None,
        benchmarks=(),
        target=None if target is None else agreed(measure_id, target),
        series=(),
        latest_month=None,
        trend=trend(meaning, assurance),
    )


def agreed(measure_id: str, value: float) -> Target:
    return Target(
        measure_id=measure_id,
        value=value,
        direction=Direction.INCREASE,
        agreed_by="Board",
        agreed_on=date(2026, 1, 1),
        source="minutes",
        status=TargetStatus.AGREED,
    )


def trend(meaning: PointType | None, assurance: Assurance | None) -> Trend:
    point = TrendPoint(
        month=PERIOD.last,
        value=70.0,
        mean=70.0,
        lower=65.0,
        upper=75.0,
        type=meaning or STEADY,
        cause=SpecialCause.NONE,
        phase=0,
    )
    return Trend(
        points=(point,),
        chart="XmR chart",
        rules="",
        footing=Footing.SETTLED if meaning else Footing.EARLY,
        variation=VARIATIONS[meaning] if meaning else None,
        assurance=assurance,
        reason="",
        since=SINCE if meaning in (WORSE, BETTER) else None,
    )


FAIL, CHANCE = Assurance.FAIL, Assurance.HIT_OR_MISS
RATING = "Overall hospital rating stands at 73.0% (rated 9 or 10)"


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "There is nothing to show for this selection yet."),
        ([row("nps", None)], "Too few people answered in this selection to show a result."),
        (
            [row("overall_rating", 73.0, None), row("nps", 40.0, None)],
            (
                f"{RATING} in Nov 2025 to Oct 2026; there are too few months for a verdict on "
                "any trend."
            ),
        ),
        ([row("overall_rating", 73.0)], f"{RATING}: no real change."),
        ([row("overall_rating", 73.0, WORSE)], f"{RATING}: a real change for the worse."),
        ([row("overall_rating", 73.0, BETTER)], f"{RATING}: a real change for the better."),
        (
            [row("overall_rating", 73.0, STEADY, 80, FAIL)],
            f"{RATING}: the target is out of reach as things are.",
        ),
        (
            [row("overall_rating", 73.0), row("nps", 40.0, STEADY, 45, CHANCE)],
            "All 2 headline measures are steady, and none is sure to miss its target.",
        ),
        (
            [row("overall_rating", 73.0, BETTER), row("nps", 40.0)],
            "Of 2 headline measures, 1 really improved and none needs a decision.",
        ),
        (
            [
                row("overall_rating", 73.0, BETTER),
                row("nps", 40.0, WORSE),
                row("cleanliness", 70.0, STEADY, 78, FAIL),
            ],
            (
                "Of 3 headline measures, Net Promoter Score has really worsened, 1 will not reach "
                "its target as things are and 1 really improved."
            ),
        ),
        (
            [row(name, 70.0, WORSE) for name in ("nps", "cleanliness", "responsiveness")]
            + [row(name, 70.0, WORSE) for name in ("overall_rating", "care_coordination")],
            (
                "Of 5 headline measures, Net Promoter Score, Cleanliness of hospital environment, "
                "Responsiveness of hospital staff and 2 more have really worsened."
            ),
        ),
    ],
)
def test_the_finding(rows: list[ScorecardRow], finding: str) -> None:
    assert scorecard_finding(rows, PERIOD) == finding


def test_what_needs_a_decision_comes_first_and_the_widest_gap_before_others() -> None:
    rows = [
        row("overall_rating", 73.0, BETTER),
        row("cleanliness", 70.0, STEADY, 72, FAIL),
        row("medicine_communication", 60.0, STEADY, 70, FAIL),
        row("nps", 40.0),
        row("responsiveness", 60.0, WORSE),
        row("care_coordination", 60.0, None),
    ]
    assert [each.measure.id for each in ranked(rows)] == [
        "responsiveness",
        "medicine_communication",
        "cleanliness",
        "overall_rating",
        "nps",
        "care_coordination",
    ]


def test_the_details_name_up_to_two_decisions_and_what_goes_well() -> None:
    rows = [
        row("overall_rating", 73.0, BETTER, 76, FAIL),
        row("cleanliness", 70.0, STEADY, 72, FAIL),
        row("medicine_communication", 60.0, STEADY, 70, FAIL),
        row("responsiveness", 60.0, WORSE),
    ]
    assert tuple(each.text for each in scorecard_details(rows)) == (
        "Responsiveness of hospital staff (60.0%): worsening since Mar 2026.",
        (
            "Communication about medicines (60.0%): steady; the target of 70% is out of reach as "
            "things are (−10.0)."
        ),
        (
            "Overall hospital rating (73.0%): improving since Mar 2026, but not there yet: −3.0 to "
            "the target of 76%."
        ),
    )


def test_what_improves_is_not_there_yet_and_not_out_of_reach() -> None:
    rows = [
        row("overall_rating", 73.0, BETTER, 76, FAIL),
        row("restfulness", 64.0, BETTER, 66, CHANCE),
        row("cleanliness", 70.0, STEADY, 72, FAIL),
    ]
    assert scorecard_finding(rows, PERIOD) == (
        "Of 3 headline measures, 1 will not reach its target as things are, 1 is improving but not "
        "there yet and 1 more really improved."
    )
    assert scorecard_finding(rows[:1], PERIOD).endswith(
        ": a real change for the better, but not there yet."
    )


def test_what_worsens_at_one_hospital_comes_before_what_is_steadily_short() -> None:
    rows = [
        row("overall_rating", 73.0, BETTER),
        row("cleanliness", 70.0, STEADY, 72, FAIL),
        row("medicine_communication", 60.0, STEADY, 70, FAIL),
        row("responsiveness", 66.0),
    ]
    there = HospitalConcern(
        facility_id="H1", place="Northgate", row=row("responsiveness", 58.0, WORSE)
    )
    finding = scorecard_finding(rows, PERIOD, [there])
    assert finding == (
        "Responsiveness has really worsened at Northgate; 2 of 4 headline measures will not reach "
        "their targets as things are."
    )
    assert scorecard_finding([row("nps", 40.0), row("cleanliness", 70.0)], PERIOD, [there]) == (
        "Responsiveness has really worsened at Northgate. All 2 headline measures are steady, and "
        "none is sure to miss its target."
    )
    worse = scorecard_finding([row("nps", 40.0, WORSE), row("cleanliness", 70.0)], PERIOD, [there])
    assert worse == "Of 2 headline measures, Net Promoter Score has really worsened."
    first, second, last = scorecard_details(rows, [there])
    assert first.text == (
        "Northgate: Responsiveness of hospital staff (58.0%): worsening since Mar 2026."
    )
    assert (first.measure, first.facility_id) == (there.row.measure, "H1")
    assert scorecard_details(with_concerns(rows, [there]), [there]) == (first, second, last)
    lead = ranked(with_concerns(rows, [there]))[0]
    assert (lead.measure.id, lead.need) == ("responsiveness", Need.DECISION)
    assert "medicines" in second.text
    assert "Overall hospital rating" in last.text


def test_points_of_a_longer_scale_weigh_less() -> None:
    rows = [
        row("nps", 44.0, STEADY, 50, FAIL),
        row("medicine_communication", 61.0, STEADY, 66, FAIL),
    ]
    assert [each.measure.id for each in ranked(rows)] == ["medicine_communication", "nps"]
