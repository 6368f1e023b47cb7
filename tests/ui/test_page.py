"""Does the as-of line say what the numbers rest on, and no more than may be said?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.results.types import AsOf
from cxboard.ui import page, state

AS_OF = AsOf(
    publication="p00001",
    published_at=datetime(2026, 11, 2),
    period=Period(first=date(2026, 1, 1), last=date(2026, 10, 1)),
    surveys=400,
    incomplete=0,
    contacts=900,
    latest_month=date(2026, 10, 1),
    provisional_from=date(2026, 8, 1),
)


def test_it_names_what_was_counted() -> None:
    said = page.as_of_parts(AS_OF)
    assert said[1:4] == ["400 surveys", "900 contacts", "provisional from Aug 2026"]
    assert said[-1] == "publication p00001 of 2 Nov 2026"


def test_what_is_not_there_is_left_out_and_what_is_too_little_is_said() -> None:
    assert "0 surveys" not in page.as_of_parts(replace(AS_OF, surveys=0))
    assert "hidden surveys" in page.as_of_parts(replace(AS_OF, surveys=None))
    assert "900 contacts" not in page.as_of_parts(AS_OF, contacts=False)
    assert "0 surveys" in page.as_of_parts(replace(AS_OF, surveys=0), contacts=False)


def test_a_year_that_is_not_over_says_which_months_it_is_compared_with() -> None:
    year = Filters(period=Period(first=date(2026, 1, 1), last=date(2026, 12, 1)))
    state.remember(state.Choices(filters=year, data=AS_OF.period))
    said = page.filter_words()[-1]
    state.remember(None)
    assert said == "not over: data to Oct 2026; changes are on Jan 2025 to Oct 2025"


def test_provisional_is_explained_where_it_is_said() -> None:
    (note,) = page.provisional_notes(AS_OF)
    assert "about Aug 2026 and later still come in" in note
    assert page.provisional_notes(replace(AS_OF, provisional_from=None)) == []
