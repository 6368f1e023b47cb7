"""What can be wrong with a text file before any cell is read, in words that its sender can use."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cxboard.domain.numbers import counted
from cxboard.ingest.report import Problem, error, warning
from cxboard.ingest.seven_bits import Found


class BadStructure(Exception):
    """The file is not one table; carries the reasons."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


def empty() -> Problem:
    """Return the problem of a file without a header."""
    return error(
        "empty_file",
        "Line 1 is blank, so the columns have no names.",
        "The first line must hold the column names; see the templates in data/samples.",
        row=1,
    )


def no_rows() -> Problem:
    """Return the problem of a file with a header and nothing else."""
    return error(
        "no_rows",
        "The file has column names and no rows.",
        "Check the period and the filter of the export.",
    )


def not_utf8(line: int, byte: int) -> Problem:
    """Return the problem of a byte that is not UTF-8."""
    return error(
        "wrong_encoding",
        f"Line {line:,} is not UTF-8 text (byte 0x{byte:02X}), nor does the file look like "
        "Windows-1252.",
        "Save it as “CSV UTF-8” and send it again, or say its encoding. Nothing is guessed, so "
        "that no name is spoilt.",
        row=line,
        option="--encoding",
    )


def seven_bits(line: int, found: Found) -> Problem:
    """Return the problem of letters that are written as rows of plain ones."""
    return error(
        "seven_bit_encoding",
        f"The file looks like {found.encoding}: “{found.written[:40]}” in line {line:,} would then "
        f"be “{found.meant[:40]}”.",
        "Save it as “CSV UTF-8” and send it again; if it is meant as it stands, say that its "
        "encoding is UTF-8.",
        row=line,
        option="--encoding utf-8",
    )


def zero_byte(line: int) -> Problem:
    """Return the problem of a zero byte."""
    return error(
        "zero_byte",
        f"Line {line:,} holds a zero byte, which no text has: the file is damaged, "
        "another program’s, or UTF-16 or UTF-32.",
        "Export it again as “CSV UTF-8”.",
        row=line,
    )


def too_long(line: int, cell_bytes: int) -> Problem:
    """Return the problem of an endless cell, most often a quote that is never closed."""
    return error(
        "cell_too_long",
        f"A cell that starts on line {line:,} is longer than {cell_bytes // 1024} KB; it has far "
        "too much text or blanks, or its quote is never closed.",
        "Close the quote, or shorten the text.",
        row=line,
    )


def endless(line: int, record_bytes: int) -> Problem:
    """Return the problem of a row without an end: an open quote, or far too much in it."""
    return error(
        "row_too_long",
        f"The row that starts on line {line:,} is longer than {record_bytes // 2**20} MB: a cell "
        "has far too much text or blanks, a quote is never closed, or there are far too many "
        "columns.",
        "Close the quote, shorten the text, or export only the columns that are needed.",
        row=line,
    )


def open_quote(line: int) -> Problem:
    """Return the problem of a quote that is still open at the end of the file."""
    return error(
        "unclosed_quote",
        f"The quote opened on line {line:,} is never closed.",
        "Close it; within a quoted text write every quote twice.",
        row=line,
    )


def stray_quote(line: int, count: int) -> Problem:
    """Return the problem of quotes in the middle of a cell."""
    return error(
        "stray_quote",
        f"Line {line:,} has a quote that neither opens nor closes a cell.",
        "Put the whole cell in quotes, without a blank around them, and write every quote within "
        "it twice.",
        row=line,
        count=count,
    )


def lone_return(line: int, count: int) -> Problem:
    """Return the problem of line ends as of forty years ago."""
    return error(
        "wrong_line_end",
        f"Line {line:,} holds a carriage return without a line feed.",
        "Save it with Windows (CR LF) or Unix (LF) line ends; of Excel’s formats “CSV UTF-8”, not "
        "“CSV (Macintosh)”.",
        row=line,
        count=count,
    )


def ragged(line: int, found: int, expected: int, count: int, records: int) -> Problem:
    """Return the problem of rows with more or fewer cells than the header."""
    fix = "Put text that holds the delimiter in quotes, and give every row all its cells."
    if count > records / 2:
        fix = f"So have {count:,} of {records:,} rows: perhaps it is no table. {fix}"
    return error(
        "ragged_rows",
        f"Line {line:,} has {counted(found, 'cell')} and the header has {expected:,}, so its "
        "values may stand under the wrong names.",
        fix,
        row=line,
        count=count,
    )


def one_column(header: str) -> Problem:
    """Return the problem of a text without a separator that we know."""
    others = [sign for sign in "^~:\x1f\x01¦·" if header.count(sign) > 1]
    sign = others[0] if others and others[0].isprintable() else None
    guess = f"; perhaps “{sign}” separates its columns" if sign else ""
    return error(
        "one_column",
        f"The file has one column only, or is a text and no table: its first line is "
        f"“{header[:80]}”{guess}.",
        "Look into it. If it is a table, separate its columns by commas, semicolons, tabs or "
        "vertical bars; if it is a message, the export failed.",
    )


def blank_rows(count: int) -> Problem:
    """Return how many rows between others hold no value."""
    return warning(
        "blank_rows",
        f"{counted(count, 'row')} without any value left out: no record.",
        "Nothing, unless the export has lost their values.",
        count=count,
    )


def two_tables(first: int, second: int) -> Problem:
    """Return the problem of two rows of column names with rows between them."""
    return error(
        "two_tables",
        f"Lines {first:,} and {second:,} both have column names, so the file holds two tables.",
        "Send each table as a file of its own.",
        row=second,
    )


def side_by_side(columns: Sequence[str], rows: Sequence[int]) -> Problem:
    """Return the problem of two tables with a blank column between them."""
    return error(
        "two_tables",
        f"Columns {columns[0]} and {columns[1]} look like two tables side by side: a blank column "
        f"is between them, and they have {rows[0]:,} and {rows[1]:,} rows.",
        "Send each table as a file of its own; if it is one table, remove the blank column.",
    )


def too_many_rows(most: int) -> Problem:
    """Return the problem of more rows than one file may have."""
    return error(
        "too_many_rows",
        f"The file has more than {most:,} rows.",
        "Split it by month and send the parts one after another.",
    )


def readers_disagree(what: str) -> Problem:
    """Return the problem of a file that two readers read differently."""
    return error(
        "ambiguous_file",
        f"Two independent readers do not find the same table ({what}), so neither is believed.",
        "Write the file again with plain commas, quotes only around whole cells, and UTF-8.",
    )
