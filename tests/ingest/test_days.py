"""Does a column's own evidence decide how it writes days, and is nothing guessed without it?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.ingest import month_names
from cxboard.ingest.days import Ambiguous, DayStyle, read_day, style_of
from cxboard.ingest.said import Said
from cxboard.storage.workspace import Workspace
from tests.ingest.files import published_times, send, surveys

COLUMNS = [
    (["2026-06-30"], None),
    (["2026-06-30", "2026-07-01 14:05"], DayStyle.ISO),
    (["2026/06/30", "2026.7.1"], DayStyle.ISO),
    (["30/06/2026", "01/07/2026"], DayStyle.DAY_FIRST),
    (["06/30/2026", "07/01/2026"], DayStyle.MONTH_FIRST),
    (["30.06.26", "01.07.26"], DayStyle.DAY_FIRST),
    (["30/06/2026 09:15", "01/07/2026 23:59:59"], DayStyle.DAY_FIRST),
    (["9/14/26, 1:05 AM", "9/15/26, 11:45 PM"], DayStyle.MONTH_FIRST),
    (["30-Jun-2026", "1 July 2026"], DayStyle.NAMED),
    (["Jun 30, 2026"], DayStyle.NAMED),
    (["20260630"], DayStyle.COMPACT),
    (["26/09/01", "26/09/30"], DayStyle.SHORT_YEAR_FIRST),  # not that day of 2001 and of 2030
    (["14/09/26", "15/09/26"], DayStyle.DAY_FIRST),
    (["03/03/2026", "04/04/2026"], DayStyle.DAY_FIRST),  # the same day either way
    (["30/06/2026", "06/30/2026"], None),  # two hands; each row is told
    (["soon", "later"], None),
    ([], None),
]


@pytest.mark.parametrize(("texts", "style"), COLUMNS)
def test_a_column_is_read_by_all_its_values(texts: list[str], style: DayStyle | None) -> None:
    assert style_of(texts) == style


NAMED = [
    ("3. März 2025", "2025-03-03"),
    ("03-MÄR-25", "2025-03-03"),
    ("1. Jänner 2025 09:15", "2025-01-01"),
    ("12 janvier 2025", "2025-01-12"),
    ("1er août 2025", "2025-08-01"),
    ("5 de mayo de 2025", "2025-05-05"),
    ("3 Mart 2025", "2025-03-03"),
    ("15 ARALIK 2025", "2025-12-15"),
    ("9 Ağustos 2025", "2025-08-09"),
    ("2 Şub 2025", "2025-02-02"),
    ("3 jui 2025", None),  # juin or juillet
    ("31 février 2025", None),
]


@pytest.mark.parametrize(("text", "day"), NAMED)
def test_months_have_names_in_several_languages(text: str, day: str | None) -> None:
    assert read_day(text, DayStyle.NAMED) == day


def test_no_name_is_of_two_months() -> None:
    every = [name for names in month_names.NAMES for name in names.split()]
    assert len(every) == len(set(every))


def test_what_no_value_decides_is_asked() -> None:
    found = style_of(["03/04/2026", "05/06/2026"])
    assert found == Ambiguous((DayStyle.DAY_FIRST, DayStyle.MONTH_FIRST), "03/04/2026")
    assert isinstance(style_of(["46203", "46204"]), Ambiguous)
    found = style_of(["26/09/14"])
    assert found == Ambiguous((DayStyle.DAY_FIRST, DayStyle.SHORT_YEAR_FIRST), "26/09/14")


def test_months_may_lack_a_day_where_months_are_meant() -> None:
    every = (
        "2026-06",
        "06/2026",
        "Jun-26",
        "June 2026",
        "juin 2026",
        "Haziran 2026",
        "junio de 2026",
    )
    for texts in ([text] for text in every):
        assert style_of(texts, months=True) is DayStyle.MONTH
        assert read_day(texts[0], DayStyle.MONTH) == "2026-06-01"
        assert style_of(texts) is None


WRITTEN = {
    DayStyle.ISO: "%Y/%m/%d",
    DayStyle.DAY_FIRST: "%d/%m/%Y",
    DayStyle.MONTH_FIRST: "%m-%d-%Y",
    DayStyle.COMPACT: "%Y%m%d",
    DayStyle.NAMED: "%d %B %Y",
}


@given(
    style=st.sampled_from(sorted(WRITTEN)),
    days=st.lists(st.dates(date(1990, 1, 1), date(2035, 1, 1)), min_size=1, max_size=40),
)
def test_no_column_is_ever_read_as_other_days(style: DayStyle, days: list[date]) -> None:
    texts = [day.strftime(WRITTEN[style]) for day in days]
    found = style_of(set(texts))
    if isinstance(found, Ambiguous):
        assert style in found.choices
        assert all(day.day <= 12 for day in days)
        return
    assert found is not None
    assert [read_day(text, found) for text in texts] == [day.isoformat() for day in days]


def test_excel_counts_days_from_the_end_of_1899() -> None:
    assert read_day("46203", DayStyle.SERIAL) == (date(1899, 12, 30) + timedelta(46203)).isoformat()


def test_an_ambiguous_column_keeps_its_file_out_until_somebody_says(registered: Workspace) -> None:
    text = surveys({"discharge_date": "03/04/2026"}, {"discharge_date": "05/06/2026"})
    report = send(registered, text)
    assert [problem.code for problem in report.errors] == ["ambiguous_dates"]
    assert "2026-04-03" in report.errors[0].message
    assert "2026-03-04" in report.errors[0].message
    assert published_times(registered) == 1
    said = send(registered, text, said=Said(days={"discharge_date": DayStyle.MONTH_FIRST}))
    assert (said.outcome, said.periods) == ("published", ("2026-03", "2026-05"))


def test_day_numbers_of_excel_are_asked_for_and_never_guessed(registered: Workspace) -> None:
    text = surveys({"discharge_date": "46203"})
    report = send(registered, text)
    assert [problem.code for problem in report.errors] == ["ambiguous_dates"]
    assert "numbers and no days" in report.errors[0].message
    assert "“46203” is 2026-06-30" in report.errors[0].message
    assert report.errors[0].option == "--dates discharge_date=serial"
    said = send(registered, text, said=Said(days={"discharge_date": DayStyle.SERIAL}))
    assert (said.outcome, said.periods) == ("published", ("2026-06",))


def test_an_unambiguous_column_is_read_and_told(registered: Workspace) -> None:
    text = surveys({"discharge_date": "03/04/2026"}, {"discharge_date": "30/06/2026"})
    report = send(registered, text)
    assert (report.outcome, report.periods) == ("published", ("2026-04", "2026-06"))
    assert [problem.code for problem in report.problems] == ["dates_read_as"]
    assert "day/month/year: “30/06/2026” is 2026-06-30" in report.problems[0].message


def test_days_that_a_spreadsheet_has_swapped_keep_their_file_out(registered: Workspace) -> None:
    """08/09/2026, opened where the month comes first, became the true day of 9 August."""
    spoilt = surveys(
        {"discharge_date": "2026-08-09"},
        {"discharge_date": "2026-10-09 00:00:00"},
        {"discharge_date": "22/09/2026"},
        {"discharge_date": "14/09/2026"},
    )
    for said in (Said(), Said(days={"discharge_date": DayStyle.DAY_FIRST})):
        (problem,) = send(registered, spoilt, said=said).problems
        assert problem.code == "swapped_days"
        assert "2026-09-08" in problem.message
    honest = spoilt.replace("2026-08-09", "2026-08-19")
    assert "swapped_days" not in {one.code for one in send(registered, honest).problems}


def test_days_of_universal_time_are_told(registered: Workspace) -> None:
    moments = [{"discharge_date": f"2026-06-{day}T02:30:00Z"} for day in (29, 30)]
    told = [one.code for one in send(registered, surveys(*moments)).problems]
    assert told == ["dates_read_as", "days_of_utc"]
