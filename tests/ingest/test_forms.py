"""Is every form of file read as what it is, and is everything told that was found out?"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.forms import Reading
from cxboard.ingest.said import Said
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, add_up, csv_text, published_times, send, surveys
from tests.ingest.workbooks import workbook
from tests.ingest.xml_files import ANSWERS, document, record

TWO = surveys({}, {"rating": "7"})
TITLE = "Patient survey, monthly extract\nRun for: Larkfield, all units\n\n"
TOTAL = "Total,,,,,2\nGenerated on 2 July 2026 by the survey office\n"

TEXTS = [
    # name, content, codes of what is told
    ("utf8.csv", TWO.encode(), []),
    ("mark.csv", b"\xef\xbb\xbf" + TWO.encode(), []),
    ("utf16.csv", TWO.encode("utf-16"), []),
    ("utf16le.csv", TWO.encode("utf-16-le"), []),
    ("utf16be.txt", b"\xfe\xff" + TWO.encode("utf-16-be"), []),
    ("semicolon.csv", TWO.replace(",", ";").encode(), []),
    ("tab.tsv", TWO.replace(",", "\t").encode(), []),
    ("pipe.txt", TWO.replace(",", "|").encode(), []),
    ("blank.csv", (TWO + ",,,,,\n" * 99).encode(), []),
    ("between.csv", TWO.replace("\nS2", "\n,,,,,\n , ,,,,\n\nS2").encode(), ["blank_rows"]),
    ("short.csv", TWO.replace("\nS2", '\n,"",\n  \n,,,,,,,\nS2').encode(), ["blank_rows"]),
    ("windows.csv", TWO.replace("\n", "\r\n").encode(), []),
    (
        "cp1252.csv",
        surveys({"language": "Français"}, {}).encode("cp1252"),
        ["read_as_windows_1252"],
    ),
    ("quotes.csv", surveys({"language": "“Welsh”"}, {}).encode("cp1252"), ["read_as_windows_1252"]),
    ("title.csv", (TITLE + TWO).encode(), ["title_lines"]),
    ("excel.csv", ("sep=;\n" + TWO.replace(",", ";")).encode(), ["title_lines"]),
    ("hint.csv", f"sep=;\n{TWO}".encode(), ["title_lines", "wrong_hint"]),
    ("hints.csv", f'"sep=^",,\r\n{TWO}'.encode(), ["title_lines", "wrong_hint"]),
    ("total.csv", (TWO + TOTAL).encode(), ["closing_lines"]),
    ("rows.csv", f"{TWO}Total rows: 2\n".encode(), ["closing_lines"]),
    ("line.csv", f"{TWO}-----\n2 records\n".encode(), ["closing_lines"]),
    ("end.csv", f"{TWO}\x1a".encode(), ["closing_lines"]),
    ("both.csv", (TITLE + TWO + TOTAL).encode("utf-16"), ["closing_lines", "title_lines"]),
]


@pytest.mark.parametrize(("name", "content", "told"), TEXTS, ids=[text[0] for text in TEXTS])
def test_an_awkward_text_is_read_as_it_was_meant(
    registered: Workspace, name: str, content: bytes, told: list[str]
) -> None:
    report = send(registered, content, name)
    assert report.outcome == "published", report.problems
    assert (report.rows.read, report.rows.accepted) == (2, 2)
    assert sorted(problem.code for problem in report.problems) == told


def test_a_row_is_named_by_the_line_of_the_file_that_was_sent(registered: Workspace) -> None:
    text = TITLE + surveys({}, {"rating": "11"}) + TOTAL
    report = send(registered, text)
    assert report.outcome == "refused"
    assert next(p for p in report.errors if p.code == "outside_scale").row == 6


def test_rows_without_a_value_are_counted_once_and_shift_no_line(registered: Workspace) -> None:
    lines = surveys({}, {"rating": "11"}).splitlines()
    report = send(registered, "\n".join([lines[0], ",,,,,", lines[1], ",,", " ,,,,,", lines[2]]))
    assert (report.rows.read, report.rows.rejected) == (2, 1)
    assert next(p for p in report.errors if p.code == "outside_scale").row == 6
    assert next(p for p in report.problems if p.code == "blank_rows").count == 3


def test_a_table_of_blank_rows_has_no_rows(registered: Workspace) -> None:
    report = send(registered, surveys({}).splitlines()[0] + "\n" + ",,,,,\n" * 9_000)
    assert [problem.code for problem in report.errors] == ["no_rows"]


def test_what_looks_like_a_total_and_is_a_row_is_kept(registered: Workspace) -> None:
    rows = [SURVEY, SURVEY | {"survey_id": "Total"}]
    report = send(registered, csv_text(rows))
    assert report.rows.read == 2


NOT_WINDOWS = [
    # a damaged UTF-8 file, another alphabet
    ("survey_id,language\n1,Español\n2,Jos".encode() + b"\xe9\n", "wrong_encoding"),
    ("survey_id,language\n1,日本語の文章\n".encode("shift-jis"), "which_encoding"),
]


@pytest.mark.parametrize(("content", "code"), NOT_WINDOWS)
def test_an_encoding_is_not_guessed_against_the_evidence(
    workspace: Workspace, content: bytes, code: str
) -> None:
    report = send(workspace, content)
    assert [problem.code for problem in report.errors] == [code]
    assert "UTF-8" in report.errors[0].fix


def test_a_sender_overrules_what_was_found(registered: Workspace) -> None:
    text = "survey_id,facility_id\nnotes,notes\n" + TWO
    reading = Reading(header_row=3, delimiter=",", encoding="cp1252")
    report = send(registered, text, said=Said(reading=reading))
    assert (report.outcome, report.rows.accepted) == ("published", 2)


def test_a_text_said_to_be_utf_16_is_read_whole(registered: Workspace) -> None:
    for name in ("utf-16-le", "utf-16-be"):
        said = Said(reading=Reading(encoding="utf-16"))
        report = send(registered, TWO.strip().encode(name), f"{name}.csv", said=said)
        assert report.outcome in ("published", "unchanged"), report.problems
        assert report.rows.read == 2


def sheet(*changes: dict[str, str]) -> list[list[str]]:
    return [line.split(",") for line in surveys(*changes).splitlines()]


def test_a_workbook_is_read_like_the_text_it_stands_for(registered: Workspace) -> None:
    rows: list[list[str | int | None]] = [list(row) for row in sheet({}, {"rating": "7"})]
    rows[1][4] = 9
    report = send(
        registered, workbook({"Data": [["Monthly extract"], [], *rows, ["Total", 2]]}), "a.xlsx"
    )
    assert report.outcome == "published", report.problems
    assert sorted(problem.code for problem in report.problems) == ["closing_lines", "title_lines"]
    again = send(registered, TWO, "b.csv")
    assert (again.outcome, again.rows.unchanged) == ("unchanged", 2)


def test_the_sheet_with_known_columns_is_chosen_and_told(registered: Workspace) -> None:
    notes = [["Read me"], ["These are the surveys of June."]]
    report = send(registered, workbook({"Notes": notes, "Data": sheet({})}), "a.xlsx")
    assert report.outcome == "published"
    assert [problem.code for problem in report.problems] == ["sheet_chosen"]


def test_of_two_sheets_alike_one_must_be_named(registered: Workspace) -> None:
    both = workbook({"May": sheet({}), "June": sheet({"rating": "1"})})
    report = send(registered, both, "a.xlsx")
    assert [problem.code for problem in report.errors] == ["which_sheet"]
    assert "“May”, “June”" in report.errors[0].message
    assert (
        send(registered, both, "a.xlsx", said=Said(reading=Reading(sheet="June"))).outcome
        == "published"
    )


def test_an_id_of_a_workbook_is_read_as_it_is_shown(registered: Workspace) -> None:
    rows = [list(row.split(",")) for row in surveys({}, {}).split()]
    rows[1][0] = '<c r="A2" s="1"><v>42</v></c>'
    rows[2][0] = '<c r="A3" s="2"><v>7</v></c>'
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000000"/>'
        '<numFmt numFmtId="165" formatCode="&quot;S&quot;00;-0"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="165"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    )
    content = workbook({"Surveys": rows}, extra={"xl/styles.xml": styles.encode()})
    assert send(registered, content, "ids.xlsx").outcome == "published"
    shown = read_visible(
        registered, current(registered.ledger), Kind.SURVEY, ("survey_id",)
    ).to_series()
    assert sorted(shown) == ["000042", "S07"]


def test_hidden_sheets_formulas_and_errors_are_told(registered: Workspace) -> None:
    rows = sheet({"language": "=A1"}, {"language": "#N/A"})
    book = workbook({"Data": rows, "Old": sheet({})}, hidden=["Old"])
    report = send(registered, book, "a.xlsx")
    assert report.outcome == "published"
    told = {problem.code for problem in report.problems}
    assert told == {"formula_without_result", "error_cell", "hidden_sheet"}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<c><f>1+8</f><v /></c>", "formula_without_result"),
        ("<c><f>1+8</f><v></v></c>", "formula_without_result"),
        ('<c t="e"><v>#N/A</v></c>', "error_cell"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error_cell"),
    ],
)
def test_cells_that_other_programs_leave_empty_are_told(
    registered: Workspace, cell: str, code: str
) -> None:
    """openpyxl, for one, writes a formula with an empty result, which reads as no answer."""
    report = send(registered, workbook({"Data": sheet({"language": cell})}), "a.xlsx")
    assert report.outcome == "published"
    assert [(problem.code, problem.count) for problem in report.problems] == [(code, 1)]


FAR = '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
BOMB = b"<worksheet>" + b" " * 400_000_000 + b"</worksheet>"
LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet>&lol2;</worksheet>'
)
FOREIGN = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
DEEP = b"<a>" * 200_000 + b"</a>" * 200_000
FIRST = "xl/worksheets/sheet1.xml"
ONE = {"Data": sheet({})}

HOSTILE = [
    ("empty", b"PK\x03\x04" + b"\0" * 40, "damaged_file"),
    ("cut", workbook(ONE)[:-40], "damaged_file"),
    ("no workbook", b"PK\x05\x06" + b"\0" * 18, "wrong_content"),
    ("far cell", workbook({"Data": [[FAR]]}), "too_many_columns"),
    ("bomb", workbook(ONE, extra={FIRST: BOMB}), "file_too_large"),
    ("laughs", workbook(ONE, extra={FIRST: LAUGHS}), "damaged_file"),
    ("foreign", workbook(ONE, extra={FIRST: FOREIGN}), "damaged_file"),
    ("deep", workbook(ONE, extra={FIRST: DEEP}), "damaged_file"),
    ("nested", workbook(ONE, extra={"xl/inner.zip": b"PK"}), "damaged_file"),
    ("outside", workbook(ONE, extra={"../../etc/cron": b"x"}), "damaged_file"),
    ("blank", workbook({"Data": []}), "no_rows"),
    ("old", b"\xd0\xcf\x11\xe0" + b"\0" * 40, "wrong_content"),
]


@pytest.mark.parametrize(("content", "code"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_a_hostile_workbook_is_refused_with_a_reason(
    workspace: Workspace, content: bytes, code: str
) -> None:
    report = send(workspace, content, "book.xlsx")
    assert [problem.code for problem in report.errors] == [code]
    assert published_times(workspace) == 0
    assert list(workspace.staging_dir.iterdir()) == []


def test_hcahps_xml_becomes_surveys(registered: Workspace) -> None:
    people = [
        record({"patient-id": "A1"}),
        record({"patient-id": "A2", "survey-status": "6"}, {**ANSWERS, "overall-rate": "M"}),
        record({"patient-id": "A3", "survey-status": "8"}, None),
    ]
    report = send(registered, document(people), "march.xml")
    assert report.outcome == "published", report.problems
    assert (report.kind, report.rows.read, report.periods) == (Kind.SURVEY, 2, ("2024-03",))
    told = {problem.code for problem in report.problems}
    assert told == {"header_apart", "no_answer", "month_only", "labels_not_verified"}
    shown = current(registered.ledger)
    assert shown is not None
    columns = ("survey_id", "rating", "survey_status", "sex", "age_group", "channel", "call_button")
    rows = read_visible(registered, shown, Kind.SURVEY, columns).sort("survey_id").rows()
    assert rows == [
        ("LH01-2024-03-A1", 9, "completed", "Female", "65-69", "mail", 9),
        ("LH01-2024-03-A2", -1, "partial", "Female", "65-69", "mail", 9),
    ]


def test_an_updated_survey_and_unknown_elements_are_read_and_told(registered: Workspace) -> None:
    month = {"discharge-yr": "2025", "discharge-month": "04"}
    answers = {"overall-rate": "9", "help-asap": "4", "web-device": "2"}
    report = send(registered, document([record(month, answers)], month), "april.xml")
    assert report.outcome == "published", report.problems
    unknown = next(p for p in report.problems if p.code == "unknown_column")
    assert "web-device" in unknown.message


TWICE = record(answers={"quiet": "1"}).replace("</quiet>", "</quiet><quiet>2</quiet>")
BAD_XML = [
    ("not closed", document([record()])[:-20], "damaged_file"),
    ("entities", document([record()], before='<!DOCTYPE a [<!ENTITY b "c">]>'), "damaged_file"),
    ("deep", "<a>" * 200_000, "damaged_file"),
    ("no records", document([]), "no_rows"),
    ("nobody", document([record({"survey-status": "8"}, None)]), "no_rows"),
    ("other", "<rss><item/></rss>", "unknown_layout"),
    ("page", "<!doctype html><html></html>", "wrong_content"),
    ("encoding", '<?xml version="1.0" encoding="klingon"?><a/>', "damaged_file"),
    ("twice", document([TWICE]), "damaged_file"),
    *(
        (f"other {name}", document([record(), record({name: said})]), "conflicting_header")
        for name, said in (
            ("discharge-month", "02"),
            ("discharge-yr", "2023"),
            ("provider-id", "LH02"),
        )
    ),
]


@pytest.mark.parametrize(("content", "code"), [b[1:] for b in BAD_XML], ids=[b[0] for b in BAD_XML])
def test_bad_xml_is_refused_with_a_reason(workspace: Workspace, content: str, code: str) -> None:
    report = send(workspace, content, "data.xml")
    assert [problem.code for problem in report.errors] == [code]
    assert published_times(workspace) == 0


def test_nothing_of_a_workbook_is_lost_on_the_way(registered: Workspace, tmp_path: Path) -> None:
    report = send(registered, workbook({"Data": sheet({}, {"rating": "11"}, {})}), "a.xlsx")
    assert (report.outcome, add_up(report)) == ("refused", True)
    assert (report.rows.read, report.rows.rejected) == (3, 1)
    assert report.errors[0].row == 3
