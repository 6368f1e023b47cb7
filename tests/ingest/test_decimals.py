"""Is a decimal comma seen by a column's own values, and is nothing guessed without them?"""

from __future__ import annotations

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.decimals import DecimalSign, sign_of
from cxboard.ingest.said import Said
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send


def test_a_decimal_comma_is_read_and_told(registered: Workspace) -> None:
    text = (
        "contact_id;facility_id;contact_date;channel;response_minutes\n"
        "C1;LH01;2026-06-02;phone;12,5\nC2;LH01;2026-06-02;phone;1.204,25\n"
    )
    report = send(registered, text)
    assert report.outcome == "published"
    assert [problem.code for problem in report.problems] == ["decimal_comma"]


def test_a_share_is_no_count_and_a_clock_is_told(registered: Workspace) -> None:
    report = send(registered, minutes("00:12:30", "12:30", "81,5%"))
    assert [(p.code, p.row) for p in report.problems if p.row] == [
        ("ambiguous_time", 3),
        ("not_a_number", 4),
        ("read_as_a_clock", 2),
    ]
    assert "“12:30” may be minutes and seconds" in report.problems[0].message
    assert "“81,5%” (read as 81.5%) is a share" in report.problems[1].message


def minutes(*texts: str) -> str:
    rows = "".join(f"C{n};LH01;2026-06-02;phone;{text}\n" for n, text in enumerate(texts))
    return f"contact_id;facility_id;contact_date;channel;response_minutes\n{rows}"


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.695", "950", "12.004"], "1.695"),
        (["1,695", "2,004"], "1,695"),
        (["1.695", "2.5"], DecimalSign.POINT),
        (["1.695", "2,5"], DecimalSign.COMMA),
        (["0.695", "1.695"], DecimalSign.POINT),
        (["0,695", "1,695"], DecimalSign.COMMA),
        (["1.000.695", "1.695"], DecimalSign.COMMA),
        (["2.5", "2,5"], None),
        (["7", "12"], None),
        (["81%", "9 %"], None),
        (["8,1\u00a0%", "9%"], DecimalSign.COMMA),
        (["1\u202f204,25"], DecimalSign.COMMA),
    ],
)
def test_a_decimal_sign_is_told_by_all_values(texts: list[str], sign: str | None) -> None:
    assert sign_of(texts) == sign


def test_thousands_that_may_be_decimals_are_asked_for_and_never_guessed(
    registered: Workspace,
) -> None:
    text = minutes("1.695", "1.079", "54")
    report = send(registered, text)
    assert [problem.code for problem in report.errors] == ["ambiguous_decimals"]
    assert "“1.079” is 1.079 (decimal point) or 1079 (decimal comma)" in report.errors[0].message
    assert report.errors[0].option == "--decimals response_minutes=point|comma"
    said = Said(decimals={"response_minutes": DecimalSign.COMMA})
    assert send(registered, text, said=said).outcome == "published"
    publication = current(registered.ledger)
    assert publication is not None
    rows = read_visible(registered, publication, Kind.CONTACT, ("response_minutes",))
    assert sorted(rows["response_minutes"]) == [54, 1079, 1695]
