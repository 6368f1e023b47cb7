"""Is every way in which a text file can fail to be one table found, and named by its line?"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.ingest.dialect import choose_dialect, is_blank
from cxboard.ingest.layouts import known_headers
from cxboard.ingest.limits import Limits
from cxboard.ingest.structure import Structure, read_structure
from cxboard.ingest.structure_problems import BadStructure

LIMITS = Limits(rows=1000, columns=20, cell_bytes=2000, record_bytes=10_000)


def structure_of(path: Path, content: bytes) -> Structure:
    file = path / "file.csv"
    file.write_bytes(content)
    return read_structure(file, LIMITS, known_headers())


BAD = [
    # content, code, line, words of the message
    (b"\nrating\n9\n", "empty_file", 1, "Line 1 is blank"),
    (b"survey_id,rating\n", "no_rows", None, "no rows"),
    (b"survey_id,rating,rating\n1,2,3\n", "duplicate_header", 1, "“rating”"),
    (b"survey_id,Rating, rating\n1,2,3\n", "duplicate_header", 1, "2 columns"),
    (b"a,b\n1,2\n1,2,3\n1\n", "ragged_rows", 3, "3 cells and the header has 2"),
    (b'a,b\n"x\ny",2\n1\n', "ragged_rows", 4, "Line 4 has 1 cell and"),
    (b'a,b\n1,"2\n3,4\n', "unclosed_quote", 2, "line 2"),
    (b'a,b\n1,2\n1,5" pipe\n', "stray_quote", 3, "Line 3"),
    (b'a,b\n1,"x"y\n', "stray_quote", 2, "Line 2"),
    (b'"a,b\n1,2\n', "unclosed_quote", 1, "line 1"),
    (b"a,b\n1,Jos\xe9\n", "wrong_encoding", 2, "0xE9"),
    (b"a,b\n1,2\n1,\xc3", "wrong_encoding", 3, "0xC3"),
    (b"a,b\n1,\x00\n", "zero_byte", 2, "UTF-16"),
    (
        "a,b\n1,élan\n".encode("utf-7"),
        "seven_bit_encoding",
        2,
        "“+AOk-” in line 2 would then be “é”",
    ),
    ("a,b\n1,2\n1,日本\n".encode("iso2022-jp"), "seven_bit_encoding", 3, "ISO-2022"),
    ("a,b\n1,中文\n".encode("hz"), "seven_bit_encoding", 2, "“中文”"),
    (b"a,b\r1,2\r", "wrong_line_end", 1, "carriage return"),
    (b"a,b\n1,2\r3,4\n", "wrong_line_end", 2, "Line 2"),
    (b"a,b\n1," + b"x" * 2001 + b"\n", "cell_too_long", 2, "line 2"),
    (b'a,b\n1,2\n1,"' + b"x,y\n" * 9000, "row_too_long", 3, "line 3"),
    (b",".join(b"c%d" % n for n in range(21)) + b"\n1\n", "too_many_columns", 1, "21 columns"),
    (b"a,b\n" + b"1,2\n" * 1001, "too_many_rows", None, "1,000 rows"),
]


@pytest.mark.parametrize(("content", "code", "line", "words"), BAD)
def test_what_is_no_table_is_named(
    tmp_path: Path, content: bytes, code: str, line: int | None, words: str
) -> None:
    with pytest.raises(BadStructure) as caught:
        structure_of(tmp_path, content)
    (problem,) = caught.value.problems
    assert (problem.code, problem.row) == (code, line)
    assert words in problem.message
    assert problem.fix


def test_ragged_rows_are_counted(tmp_path: Path) -> None:
    with pytest.raises(BadStructure) as caught:
        structure_of(tmp_path, b"a,b\n1,2\n1\n1,2\n1,2,3\n1,2,3,4\n")
    (problem,) = caught.value.problems
    assert (problem.row, problem.count) == (3, 3)


GOOD = [
    # content, delimiter, bytes of each column, lines
    (b"a,b\n1,22\n", ",", (1, 2), [2]),
    (b"\xef\xbb\xbfa,b\n1,22\n", ",", (1, 2), [2]),
    (b"a;b;c\n1;22;\n;;3\n", ";", (1, 2, 1), [2, 3]),
    (b"a\tb\r\n1\t22\r\n", "\t", (1, 2), [2]),
    (b"a|b\n1|22", "|", (1, 2), [2]),
    (b'"survey_id","x;y;z"\n1,2\n', ",", (1, 1), [2]),
    (b'a,b\n"1\n2","say ""hi"""\n3,\n', ",", (4, 8), [2, 4]),
    (b"a,b\n\n1,2\n\n\r\n3,4\n\n", ",", (2, 2), [3, 6]),
    (b"a,b\n1,2\r\n3,4\n", ",", (2, 2), [2, 3]),
    ("a,b\nJosé,“x”\n".encode(), ",", (5, 7), [2]),
    (b"a,b\njo+abc-d@x.org,+44-20\n", ",", (14, 6), [2]),
    ("a,b\n+AOk-,é\n".encode(), ",", (5, 2), [2]),
]


@pytest.mark.parametrize(("content", "delimiter", "sizes", "lines"), GOOD)
def test_what_is_a_table_is_measured(
    tmp_path: Path, content: bytes, delimiter: str, sizes: tuple[int, ...], lines: list[int]
) -> None:
    found = structure_of(tmp_path, content)
    assert found.dialect.delimiter == delimiter
    assert found.column_bytes == sizes
    assert found.lines.tolist() == lines


@pytest.mark.parametrize("text", ["", " \t", ",,,", '"";"";', "|\u00a0|\r\n", ";;\n,,\n"])
def test_signs_between_values_are_no_value(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}x")
    assert not is_blank(f"0{text}")


CELL = st.text(st.sampled_from('ab1é ",;\n'), max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=30))
def test_it_finds_what_the_standard_library_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("survey_id", "facility_id", "rating"), *rows])
    folder = tmp_path_factory.mktemp("structure")
    found = structure_of(folder, text.getvalue().encode())
    assert found.records == len(rows)
    sizes = [sum(len(cell.encode()) for cell in column) for column in zip(*rows, strict=True)]
    assert list(found.column_bytes) == sizes


def test_records_across_blocks_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"S{n}", 'two\nlines and a "quote"' if n % 3 else "", str(n)) for n in range(200)]
    text = io.StringIO()
    csv.writer(text).writerows([("survey_id", "text", "rating"), *rows])
    whole = structure_of(tmp_path, text.getvalue().encode())
    monkeypatch.setattr("cxboard.ingest.blocks._BLOCK", 17)
    pieces = structure_of(tmp_path, text.getvalue().encode())
    assert whole.records == pieces.records == 200
    assert whole.column_bytes == pieces.column_bytes
    assert whole.lines.tolist() == pieces.lines.tolist()


@pytest.mark.parametrize(
    ("header", "width"),
    [
        ("freq,sex,age,geo\\TIME_PERIOD\t2019 \t2020 ", 3),  # as Eurostat writes
        ("freq,sex,geo\\TIME_PERIOD\t2020", 2),
        ("id,first\tsecond,third", 3),
        ("id\tage,years\tsex", 3),
    ],
)
def test_codes_before_a_tab_are_one_column(header: str, width: int) -> None:
    assert len(choose_dialect(header, known_headers()).headers) == width
