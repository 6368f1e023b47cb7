"""Which months does a period key name?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.errors import BadRequest
from cxboard.domain.periods import Period, add_months, months_between, parse_period

LATEST = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("12m", "2025-11", "2026-10"),
        ("1m", "2026-10", "2026-10"),
        ("2026", "2026-01", "2026-12"),
        ("2026Q3", "2026-07", "2026-09"),
        ("2024Q4", "2024-10", "2024-12"),
        ("2026-10", "2026-10", "2026-10"),
        ("2025-12..2026-02", "2025-12", "2026-02"),
    ],
)
def test_a_key_names_its_months(key: str, first: str, last: str) -> None:
    period = parse_period(key, LATEST)
    assert (f"{period.first:%Y-%m}", f"{period.last:%Y-%m}") == (first, last)


@pytest.mark.parametrize(
    "key",
    ["", "0m", "2026Q5", "2026-13", "2026-00", "2026-02..2025-12", "all", "12m; drop", "９９９９"],
)
def test_another_key_is_refused_with_the_forms_there_are(key: str) -> None:
    with pytest.raises(BadRequest, match=r"period|month"):
        parse_period(key, LATEST)


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(1, 60))
def test_the_period_before_is_as_long_and_ends_where_this_one_starts(day: date, n: int) -> None:
    first = day.replace(day=1)
    period = Period(first=first, last=add_months(first, n - 1))
    before = period.before()
    assert before.months == period.months == n
    assert add_months(before.last, 1) == period.first
    assert len(months_between(before.first, period.last)) == 2 * n


@pytest.mark.parametrize(
    ("key", "compared"),
    [
        ("2026", "Jan 2025 to Oct 2025"),
        ("2026Q4", "Oct 2025"),
        ("2025", "Jan 2024 to Dec 2024"),
        ("2026Q3", "Apr 2026 to Jun 2026"),
        ("12m", "Nov 2024 to Oct 2025"),
        ("2025-01..2026-12", "Jan 2023 to Oct 2024"),
    ],
)
def test_what_is_not_over_is_compared_with_the_same_months(key: str, compared: str) -> None:
    assert parse_period(key, LATEST).before(LATEST).describe() == compared
