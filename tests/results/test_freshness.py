"""What is late, by how much, and of which months and hospitals is nothing there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.profiles import profile_from
from cxboard.ingest.saved import keep_profile
from cxboard.results.freshness import Standing, standings
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, send_sample

SURVEYS = ExpectedSource(
    title="Surveys", kind=Kind.SURVEY, rhythm=Rhythm.MONTHLY, due_days=20, since=date(2026, 6, 1)
)
ROWS = (("S1", "LH01", "2026-06-10"), ("S2", "LH02", "2026-06-11"), ("S3", "LH01", "2026-07-12"))
SURVEY_FILE = "survey_id,facility_id,discharge_date,rating\n" + "".join(
    f"{key},{place},{day},9\n" for key, place, day in ROWS
)
FRIENDS = "Trust,Period,Good,All\nLH01,Jun-26,8,10\n"
FRIENDS_PROFILE = {
    "kind": "indicator",
    "headers": ["Trust", "Period", "Good", "All"],
    "columns": {"facility_id": "Trust", "month_of": "Period", "numerator": "Good",
                "denominator": "All"},
    "constants": {"indicator": "fft_positive"},
}  # fmt: skip


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a lake with two hospitals' surveys of June, one's of July, and counts of June."""
    opened = Workspace.open(Path(tmp_path_factory.mktemp("fresh")) / "data")
    send_sample(opened, "organisation.csv")
    send(opened, SURVEY_FILE, "survey.csv")
    keep_profile(opened, profile_from("Friends", FRIENDS_PROFILE), "ana")
    send(opened, FRIENDS, "friends.csv")
    yield opened
    opened.close()


def standing(lake: Workspace, source: ExpectedSource, today: date) -> Standing:
    (found,) = standings(lake, current(lake.ledger), [source], today)
    return found


def missing(found: Standing) -> list[str]:
    return [gap.text for gap in found.gaps]


def test_what_is_there_in_time_says_how_far_it_reaches(lake: Workspace) -> None:
    found = standing(lake, replace(SURVEYS, facility_id="LH01"), date(2026, 8, 31))
    assert found.is_whole
    assert found.short == "Surveys to Jul 2026"
    assert found.next_due == date(2026, 9, 20)


def test_what_is_late_counts_days_from_the_day_it_was_due(lake: Workspace) -> None:
    found = standing(lake, replace(SURVEYS, facility_id="LH01"), date(2026, 10, 2))
    assert found.late is not None
    assert (found.late.describe(), found.days_late) == ("Aug 2026", 12)
    assert found.short == "Surveys 12 days late"


def test_a_hospital_that_is_missing_in_a_month_is_named(lake: Workspace) -> None:
    one = replace(SURVEYS, facility_id="LH02")
    assert standing(lake, one, date(2026, 9, 1)).late is not None
    every = standing(lake, SURVEYS, date(2026, 9, 1))
    assert every.short == "Surveys to Jul 2026, with gaps"
    assert missing(every) == ["Jul 2026: Larkfield Riverside"]


def test_a_month_before_the_latest_of_which_nothing_is_there_is_named(lake: Workspace) -> None:
    may = replace(SURVEYS, facility_id="LH01", since=date(2026, 5, 1))
    assert missing(standing(lake, may, date(2026, 9, 1))) == ["May 2026: nothing at all"]


def test_files_of_one_profile_count_where_only_they_are_expected(lake: Workspace) -> None:
    friends = replace(SURVEYS, title="Friends", kind=Kind.INDICATOR, profile="Friends")
    assert standing(lake, friends, date(2026, 7, 20)).short == "Friends to Jun 2026"
    assert standing(lake, friends, date(2026, 8, 21)).days_late == 1
    other = replace(friends, profile="Nobody")
    assert standing(lake, other, date(2026, 7, 21)).days_late == 1


def test_before_the_first_upload_everything_due_is_late(lake: Workspace) -> None:
    (found,) = standings(lake, None, [SURVEYS], date(2026, 7, 21))
    assert (found.latest, found.days_late) == (None, 1)
    (early,) = standings(lake, None, [SURVEYS], date(2026, 7, 1))
    assert early.short == "Surveys not due yet"
