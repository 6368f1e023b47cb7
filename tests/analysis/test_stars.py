"""Stars: published cut points, the three forms of the summary, and every reason for no star."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.stars import INPUTS, PAIN, form_of, rate, star_of, summary_star
from cxboard.domain.catalogue import get_measure
from cxboard.domain.star_rules import (
    CutPoints,
    HospitalReading,
    StarReading,
    StarSource,
    SummaryForm,
)
from cxboard.storage.standards import cut_points

SPRING_2026 = (date(2024, 7, 1), date(2025, 6, 30))
AUTUMN_2025 = (date(2024, 1, 1), date(2024, 12, 31))
LEGACY = (
    "nurse_communication", "doctor_communication", "responsiveness", "medicine_communication",
    "discharge_information", "care_transition", "cleanliness", "quietness", "overall_rating",
    "recommend_hospital",
)  # fmt: skip


def table(measure: str, first: date) -> CutPoints:
    return next(c for c in cut_points() if c.measure_id == measure and c.first == first)


def hospital(**fields: object) -> HospitalReading:
    usual = {"facility_id": "100001", "first": AUTUMN_2025[0], "last": AUTUMN_2025[1],
             "completed_surveys": "300", "enough_surveys": True}  # fmt: skip
    return HospitalReading(**(usual | fields))  # type: ignore[arg-type]


def measured(**fields: object) -> StarReading:
    usual = {"measure_id": "nurse_communication", "cms_id": "H_COMP_1"}
    return StarReading(**(usual | fields))  # type: ignore[arg-type]


# Nurses, discharges of 2024: 86, 90, 92, 94.
@pytest.mark.parametrize(
    ("linear", "stars"),
    [("0", 1), ("85", 1), ("86", 2), ("89", 2), ("90", 3), ("92", 4), ("93", 4), ("94", 5),
     ("100", 5), ("85.5", 2), ("85.49", 1), ("93.5", 5)],
)  # fmt: skip
def test_a_cut_point_is_the_lowest_score_of_its_star(linear: str, stars: int) -> None:
    assert star_of(Decimal(linear), table("nurse_communication", AUTUMN_2025[0])) == stars


def test_every_publication_has_whole_tables_with_their_source() -> None:
    by_publication: dict[str, list[CutPoints]] = {}
    for one in cut_points():
        by_publication.setdefault(one.publication, []).append(one)
        assert list(one.lowest) == sorted(set(one.lowest))
        assert one.source
        assert get_measure(one.measure_id)
    assert {name: len(rows) for name, rows in by_publication.items()} == {
        "2024-01": 10, "2025-04": 10, "2025-07": 10, "2025-10": 10,
        "2026-01": 8, "2026-04": 8, "2026-07": 8,
    }  # fmt: skip
    for name, rows in by_publication.items():
        assert len({(one.first, one.last) for one in rows}) == 1
        assert {one.status for one in rows} == {"derived" if name == "2026-04" else "published"}


def test_the_worked_example_of_the_technical_notes() -> None:
    stars = dict(zip(LEGACY, (4, 3, 4, 4, 4, 3, 5, 5, 4, 3), strict=True))
    result = summary_star(SummaryForm.EIGHT_INPUTS, stars)
    assert (result.mean, result.star) == (Decimal("3.8125"), 4)


@pytest.mark.parametrize(
    ("halves", "expected"), [((1, 2), 2), ((2, 3), 3), ((3, 4), 4), ((4, 5), 5)]
)
def test_half_a_star_goes_up(halves: tuple[int, int], expected: int) -> None:
    low, high = halves
    stars = dict.fromkeys(LEGACY, low) | dict.fromkeys(LEGACY[:4], high)
    result = summary_star(SummaryForm.EIGHT_INPUTS, stars)
    assert result.mean == (low + high) / Decimal(2)
    assert result.star == expected


def test_each_form_has_its_own_inputs() -> None:
    assert {form: len(inputs) for form, inputs in INPUTS.items()} == {
        SummaryForm.NINE_INPUTS: 9,
        SummaryForm.EIGHT_INPUTS: 8,
        SummaryForm.SIX_INPUTS: 6,
        SummaryForm.UPDATED: 9,
    }
    stars = dict.fromkeys(LEGACY, 5) | {"responsiveness": 1, "care_transition": 1}
    assert summary_star(SummaryForm.SIX_INPUTS, stars).star == 5
    assert summary_star(SummaryForm.EIGHT_INPUTS, stars).star == 4


@pytest.mark.parametrize(
    ("last", "rated", "form"),
    [
        (date(2024, 12, 31), LEGACY, SummaryForm.EIGHT_INPUTS),
        (date(2016, 12, 31), (*LEGACY, PAIN), SummaryForm.NINE_INPUTS),
        (date(2025, 3, 31), LEGACY[:2], SummaryForm.SIX_INPUTS),
        (date(2025, 9, 30), (), SummaryForm.SIX_INPUTS),
        (date(2025, 12, 31), (), SummaryForm.UPDATED),
        (None, LEGACY, SummaryForm.EIGHT_INPUTS),
        (None, ("nurse_communication",), SummaryForm.SIX_INPUTS),
    ],
)
def test_the_form_follows_the_discharges(
    last: date | None, rated: tuple[str, ...], form: SummaryForm
) -> None:
    assert form_of(last, rated) is form


def test_the_provisional_form_is_off_until_asked_for() -> None:
    stars = {name: 4 for group in INPUTS[SummaryForm.UPDATED] for name in group}
    off = summary_star(SummaryForm.UPDATED, stars)
    assert off.star is None
    assert "not published" in off.reason
    assert summary_star(SummaryForm.UPDATED, stars, provisional=True).star == 4


def test_a_missing_input_leaves_no_summary_and_says_which() -> None:
    stars: dict[str, int | None] = dict.fromkeys(LEGACY, 4) | {"quietness": None}
    result = summary_star(SummaryForm.EIGHT_INPUTS, stars)
    assert (result.star, result.reason) == (None, "No star for quietness.")


def one_star(reading: StarReading, **fields: object) -> tuple[int | None, StarSource | None, str]:
    found = rate(hospital(measures=(reading,), **fields), cut_points()).measures[0]
    return found.star, found.source, found.reason


def test_a_star_says_where_it_comes_from() -> None:
    scored = measured(linear=Decimal(92), published=4)
    assert one_star(scored)[:2] == (4, StarSource.CUT_POINTS)
    assert one_star(replace(scored, linear=None)) == (
        4, StarSource.PUBLISHED, "Taken as published: no linear score.",
    )  # fmt: skip
    other_year = {"first": date(2019, 1, 1), "last": date(2019, 12, 31)}
    star, source, reason = one_star(scored, **other_year)
    assert (star, source) == (4, StarSource.PUBLISHED)
    assert "cut points" in reason
    assert one_star(replace(scored, published=None), **other_year)[0] is None
    assert one_star(scored, first=date(2024, 4, 1))[1] is StarSource.PUBLISHED


def test_no_star_below_a_hundred_surveys_or_where_cms_withholds_it() -> None:
    scored = measured(linear=Decimal(92), published=4)
    assert one_star(scored, enough_surveys=False)[0] is None
    assert one_star(scored, enough_surveys=None)[0] == 4
    too_few = measured(linear=Decimal(92), footnotes=("3", "15"), withheld=True)
    assert "footnote 15" in one_star(too_few)[2]
    withheld = measured(linear=Decimal(92), footnotes=("11",), withheld=True)
    assert one_star(withheld) == (None, None, "CMS gives no star: footnote 11.")
    assert one_star(measured())[0] is None


def test_a_star_that_differs_from_the_published_one_is_named() -> None:
    reading = measured(linear=Decimal(92), published=3)
    found = rate(hospital(measures=(reading,)), cut_points()).measures[0]
    assert (found.star, found.differs) == (4, True)


@given(st.sampled_from(cut_points()), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_stars_never_fall_when_the_score_rises(
    cuts: CutPoints, one: Decimal, other: Decimal
) -> None:
    assert 1 <= star_of(min(one, other), cuts) <= star_of(max(one, other), cuts) <= 5


@given(st.permutations(LEGACY), st.lists(st.integers(1, 5), min_size=10, max_size=10))
def test_the_summary_equals_a_plain_recount(names: list[str], stars: list[int]) -> None:
    given_stars = dict(zip(names, stars, strict=True))
    s = given_stars
    total = 2 * sum(s[name] for name in LEGACY[:6])
    total += s["cleanliness"] + s["quietness"] + s["overall_rating"] + s["recommend_hospital"]
    # The mean is total / 16, and a star begins at each half.
    expected = sum(total >= 16 * k - 8 for k in range(2, 6)) + 1
    assert summary_star(SummaryForm.EIGHT_INPUTS, given_stars).star == expected
