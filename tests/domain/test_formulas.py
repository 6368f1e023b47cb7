"""Is every text that a spreadsheet would take for a formula kept from being one?"""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.formulas import neutral
from cxboard.ingest.rejects import neutralised

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://localhost/?x="&A1,"Click")',
    '=IMPORTXML(CONCAT("http://localhost/?",A1),"//a")',
    "=WEBSERVICE(A1)",
    '=DDE("cmd","/C calc","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "-1-1",
    "+A1",
    "-@SUM(1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    "\ttext",
    "|cmd",
    "%0A=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "=1e5",
    "-1e",
    "+.",
]
HARMLESS = [
    "",
    "9",
    "-5",
    "+4.5e3",
    " -0.5 ",
    "-.5",
    "a=b",
    "1+1",
    "'=1",
    "e-mail",
    "3 - 2",
    "“=1”",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_becomes_text(payload: str) -> None:
    assert neutral(payload) == f"'{payload}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


TEXTS = st.text(st.sampled_from("=+-@＝＋－＠ \t\r\n|%019.eE'a\ufeff\u00a0"), max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_tables_and_single_texts_are_treated_alike(texts: list[str]) -> None:
    frame = pl.DataFrame({"cell": [*texts, *PAYLOADS]}, schema={"cell": pl.String})
    expected = [neutral(text) for text in [*texts, *PAYLOADS]]
    assert frame.select(neutralised(pl.col("cell")))["cell"].to_list() == expected


@given(TEXTS)
def test_what_was_made_harmless_is_harmless_in_a_file(text: str) -> None:
    output = io.StringIO()
    csv.writer(output).writerow([neutral(text), ""])
    (cell, _) = next(csv.reader(io.StringIO(output.getvalue(), newline="")))
    assert neutral(cell) == cell
