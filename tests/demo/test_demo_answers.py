"""Is every value one that the catalogue allows, on a day on which it was asked, at real levels?"""

from __future__ import annotations

import polars as pl
import pytest

from cxboard.demo.contacts import MINUTES_STANDARD
from cxboard.demo.organisation import SMALL_UNIT
from cxboard.demo.people import WORDS
from cxboard.demo.stories import POOR_RATINGS
from cxboard.domain.catalogue import all_items, get_measure
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.items import MISSING, Item
from cxboard.domain.vocabulary import CHANNELS, TOUCHPOINTS, Instrument, Kind
from tests.demo.conftest import Extracts

COMPLETED = pl.col("survey_status") == "completed"
LAST_DAY = pl.lit("2026-10-31")

NATIONAL = {
    "overall_rating": 72,
    "recommend_hospital": 70,
    "nurse_communication": 80,
    "doctor_communication": 80,
    "responsiveness": 67,
    "medicine_communication": 62,
    "discharge_information": 86,
    "cleanliness": 74,
    "quietness": 62,
    "care_transition": 52,
}
"""CMS national top-box percentages, discharges 4/2023 to 3/2024."""

NEVER_ASKED = {"friends_and_family", "worries_heard", "emotional_support", "effort_asked"}
"""What an extract may bring and Larkfield Health does not ask."""
ASKED = [item for item in all_items() if item.key not in NEVER_ASKED]


def texts(codes: frozenset[int] | range) -> list[str]:
    return ["M" if code == MISSING else str(code) for code in codes]


def top_box(frame: pl.DataFrame, item: Item) -> float:
    """Return the percentage of favourable answers, as a reader of the file would count it."""
    answers = frame[item.key].drop_nulls()
    scored = answers.filter(~answers.is_in(texts(frozenset(item.excluded))))
    return 100 * float(scored.is_in(texts(item.scale.top)).mean())  # type: ignore[arg-type]


def composite(frame: pl.DataFrame, measure: str, edition: int = 0) -> float:
    items = get_measure(measure).editions[edition].items
    return sum(top_box(frame, item) for item in items) / len(items)


def nps(frame: pl.DataFrame) -> float:
    given = frame["likelihood_to_recommend"].drop_nulls().replace("M", None).drop_nulls()
    return 100 * float(given.is_in(["9", "10"]).mean() - given.is_in(texts(range(7))).mean())  # type: ignore[operator]


@pytest.mark.parametrize("item", ASKED, ids=lambda item: item.key)
def test_every_answer_is_allowed(extracts: Extracts, item: Item) -> None:
    frame = extracts.surveys if item.source is Kind.SURVEY else extracts.contacts
    found = set(frame[item.key].drop_nulls())
    assert found <= set(texts(item.allowed))
    assert found >= set(texts(item.scale.codes)), "an answer that nobody gives"


@pytest.mark.parametrize(
    "item", [i for i in ASKED if i.source is Kind.SURVEY], ids=lambda item: item.key
)
def test_each_instrument_asks_its_own_questions(extracts: Extracts, item: Item) -> None:
    before = pl.col("discharge_date") < str(INSTRUMENT_BREAK)
    for instrument, rows in ((Instrument.LEGACY, before), (Instrument.UPDATED, ~before)):
        asked = extracts.surveys.filter(rows)[item.key].is_not_null()
        assert asked.all() if instrument in item.numbers or not item.numbers else not asked.any()


@pytest.mark.parametrize(
    "item", [i for i in all_items(Kind.SURVEY) if i.screener], ids=lambda item: item.key
)
def test_skips_follow_the_screening_question(extracts: Extracts, item: Item) -> None:
    assert item.screener
    answers = extracts.surveys.select(screen=item.screener.item, given=item.key)
    skipped = pl.col("screen").is_in(texts(item.screener.skip_codes))
    assert set(answers.filter(skipped)["given"]) == {"8"}
    assert set(answers.filter(pl.col("screen") == "M")["given"]) == {"M"}
    assert "8" not in set(answers.filter(~skipped)["given"])


def test_partial_surveys_break_off_and_stay_off(extracts: Extracts) -> None:
    partial = extracts.surveys.filter(~COMPLETED)
    for late in ("rating", "recommend", "likelihood_to_recommend", "education"):
        assert set(partial[late]) == {"M"}
    assert (partial["nurse_respect"] != "M").mean() > 0.9
    completed = extracts.surveys.filter(COMPLETED)
    assert (completed["rating"] == "M").mean() == pytest.approx(0.015, abs=0.005)


@pytest.mark.parametrize(("measure", "national"), NATIONAL.items())
def test_levels_are_close_to_the_nation(extracts: Extracts, measure: str, national: int) -> None:
    assert composite(extracts.surveys.filter(COMPLETED), measure) == pytest.approx(national, abs=2)


def test_measures_of_the_new_survey_are_plausible(extracts: Extracts) -> None:
    surveys = extracts.surveys.filter(COMPLETED)
    for measure in ("care_coordination", "restfulness", "symptom_information"):
        assert 55 < composite(surveys, measure) < 80
    assert 40 < nps(surveys) < 50


def test_hospitals_differ_as_hospitals_do(extracts: Extracts) -> None:
    surveys = extracts.surveys.filter(COMPLETED)
    ratings = [composite(part, "overall_rating") for _, part in surveys.group_by("facility_id")]
    assert 8 < max(ratings) - min(ratings) < 20


def test_answers_of_one_person_hang_together(extracts: Extracts) -> None:
    given = extracts.surveys.filter(COMPLETED).select(
        pl.col("rating", "nurse_listen", "clean", "dr_listen").replace("M", None).cast(pl.Int8)
    )
    drivers = [
        given.select(pl.corr("rating", name, method="spearman")).item()
        for name in ("nurse_listen", "dr_listen", "clean")
    ]
    assert all(0.2 < driver < 0.75 for driver in drivers)
    assert drivers[0] == max(drivers)


def test_people_are_described_by_known_words(extracts: Extracts) -> None:
    for frame in (extracts.surveys, extracts.contacts, extracts.feedback):
        for name in ("language", "age_group", "sex", "ethnicity"):
            assert set(frame[name].drop_nulls()) == set(WORDS[name])
    languages = extracts.surveys["language"]
    assert (languages == "English").mean() == pytest.approx(0.86, abs=0.02)
    assert (languages == "Spanish").mean() == pytest.approx(0.10, abs=0.01)
    assert set(extracts.surveys["channel"]) == {"mail", "phone", "email", "sms", "portal"}
    mothers = extracts.surveys.filter(service_line="Maternity")
    assert set(mothers["sex"]) == {"Female"}
    assert set(mothers["age_group"]) == {"18-34", "35-49"}


def test_contacts_use_every_channel_and_keep_its_standard(extracts: Extracts) -> None:
    contacts = extracts.contacts.with_columns(pl.col("response_minutes").cast(pl.Float64))
    assert set(contacts["channel"]) == set(CHANNELS)
    assert set(contacts["touchpoint"]) == set(TOUCHPOINTS)
    assert contacts["response_minutes"].min() >= 0  # type: ignore[operator]
    standard = pl.col("channel").replace_strict(MINUTES_STANDARD, return_dtype=pl.Float64)
    in_time = (pl.col("response_minutes") <= standard).cast(pl.Int8).cast(pl.String)
    assert contacts.select((in_time == pl.col("answered_in_time")).all()).item()


def test_complaints_are_handled_after_they_come_and_before_the_end(extracts: Extracts) -> None:
    complaint = pl.col("feedback_type") == "complaint"
    dates = ("acknowledged_date", "answered_date", "reopened")
    others = extracts.feedback.filter(~complaint)
    assert all(others[name].is_null().all() for name in dates)
    rows = extracts.feedback.filter(complaint)
    assert rows.select((pl.col("acknowledged_date") >= pl.col("received_date")).all()).item()
    assert rows.select((pl.col("answered_date") >= pl.col("acknowledged_date")).all()).item()
    assert rows.select((pl.max_horizontal(dates[:2]) <= LAST_DAY).all()).item()
    assert 0 < rows["answered_date"].is_null().sum() < 200, "some are still open"


def counted(extracts: Extracts, indicator: str) -> pl.DataFrame:
    return extracts.indicators.filter(indicator=indicator).with_columns(
        pl.col("numerator", "denominator").cast(pl.Int64), month=pl.col("month_of").str.slice(0, 7)
    )


def test_shares_are_shares(extracts: Extracts) -> None:
    rows = extracts.indicators.with_columns(pl.col("numerator", "denominator").cast(pl.Int64))
    rows = rows.filter(pl.col("denominator").is_not_null())
    assert rows["denominator"].min() > 0  # type: ignore[operator]
    shares = rows.filter(pl.col("indicator") != "operating_margin")
    assert shares.select((pl.col("numerator") <= pl.col("denominator")).all()).item()
    assert shares["numerator"].min() >= 0  # type: ignore[operator]


def test_indicators_agree_with_the_surveys(extracts: Extracts) -> None:
    surveys = extracts.surveys.filter(COMPLETED).with_columns(
        month=pl.col("discharge_date").str.slice(0, 7)
    )
    poor = pl.col("rating").is_in(texts(POOR_RATINGS))
    by = ("month", "facility_id")
    recount = surveys.filter(poor).group_by(by).agg(poor=pl.len().cast(pl.Int64))
    told = counted(extracts, "poor_scores_contacted_24h")
    told = told.join(recount, on=by, how="full", coalesce=True)
    assert told.select((pl.col("denominator") == pl.col("poor")).all()).item()
    completed = surveys.group_by("month", "unit_id").agg(completed=pl.len())
    sent = counted(extracts, "surveys_sent").join(completed, on=("month", "unit_id"), how="left")
    assert sent.height == 36 * 48
    assert sent.select((pl.col("numerator") >= pl.col("completed").fill_null(0)).all()).item()
    assert 60_000 / sent["numerator"].sum() == pytest.approx(0.23, abs=0.01)


def test_the_small_unit_is_small_everywhere(extracts: Extracts) -> None:
    for frame in (extracts.surveys, extracts.contacts, extracts.feedback):
        assert 1 <= frame.filter(unit_id=SMALL_UNIT.id).height <= 10
    sent = counted(extracts, "surveys_sent").filter(unit_id=SMALL_UNIT.id)
    assert sent["numerator"].sum() < 300
    smallest = extracts.surveys.filter(COMPLETED, pl.col("discharge_date") >= "2025-11-01")
    others = smallest.filter(pl.col("unit_id") != SMALL_UNIT.id)["unit_id"].value_counts()
    assert others.height == 47
    assert others["count"].min() > 100  # type: ignore[operator]
