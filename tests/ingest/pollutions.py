"""What programs and people do to a clean table of text on its way: one deed each, by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

Pollution = Callable[[str], str | bytes]


def _lines(change: Callable[[int, str], str]) -> Pollution:
    """Change every line, told its number from 0."""
    return lambda text: "".join(
        f"{change(number, line)}\n" for number, line in enumerate(text.splitlines())
    )


def _cells(change: Callable[[int, list[str]], list[str]], **how: object) -> Pollution:
    """Change every record, told its number from 0, and write it as the options say."""

    def polluted(text: str) -> str:
        output = io.StringIO()
        writer = csv.writer(output, lineterminator="\n", **how)  # type: ignore[arg-type]
        rows = csv.reader(io.StringIO(text))
        writer.writerows(change(number, row) for number, row in enumerate(rows))
        return output.getvalue()

    return polluted


def _same(_number: int, row: list[str]) -> list[str]:
    return row


def _only(wanted: int, change: Callable[[str], str]) -> Pollution:
    return _lines(lambda number, line: change(line) if number == wanted else line)


def _half(text: str, change: Callable[[str], str]) -> str:
    """Change the second half of the lines."""
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    return "".join(lines[:middle]) + change("".join(lines[middle:]))


def _in_row(wanted: int, change: Callable[[list[str]], list[str]], **how: object) -> Pollution:
    return _cells(lambda number, row: change(row) if number == wanted else row, **how)


POLLUTIONS: dict[str, Pollution] = {
    "clean": str,
    # ends of records and of the file
    "no final line end": lambda text: text.rstrip("\n"),
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "LF CR": lambda text: text.replace("\n", "\n\r"),
    "CR CR LF": lambda text: text.replace("\n", "\r\r\n"),
    "line ends change": lambda text: _half(text, lambda rest: rest.replace("\n", "\r\n")),
    "line ends change to CR": lambda text: _half(text, lambda rest: rest.replace("\n", "\r")),
    "form feed": lambda text: _half(text, lambda rest: f"\f{rest}"),
    "line separator": lambda text: text.replace("\n", "\u2028"),
    "end of file sign": lambda text: f"{text}\x1a",
    "blank lines at the end": lambda text: f"{text}\n\n\n",
    "blank lines at the beginning": lambda text: f"\n\n{text}",
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "spaces in blank lines": lambda text: _half(text, lambda rest: f"   \n{rest}"),
    "lines of delimiters": lambda text: f"{text}{',' * text.split(chr(10))[0].count(',')}\n",
    # encodings
    "mark": lambda text: text.encode("utf-8-sig"),
    "mark within": lambda text: _half(text, lambda rest: f"\ufeff{rest}"),
    "two marks": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, no mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "encodings change": lambda text: text.encode() + "S9,é\n".encode("cp1252"),
    "NUL at the end": lambda text: f"{text}\0\0\0",
    # titles, notes, further names
    "title": lambda text: f"Monthly extract\n\n{text}",
    "title of cells": lambda text: f"Monthly extract,June,,\n{text}",
    "five lines of title": lambda text: "a\nb,b\nc,c,c\n\n-----\n" + text,
    "comment": lambda text: f"# made by hand\n{text}",
    "hint to Excel": lambda text: f"sep=,\n{text}",
    "wrong hint to Excel": lambda text: f"sep=;\n{text}",
    "units below the names": _only(0, lambda line: f"{line}\n{line.replace('_', ' ').upper()}"),
    "names again": lambda text: _half(text, lambda rest: text.splitlines()[0] + "\n" + rest),
    "names at the end": lambda text: text + text.splitlines()[0] + "\n",
    "no names": lambda text: text.partition("\n")[2],
    "total": lambda text: f"{text}Total,12\n",
    "note": lambda text: f"{text}\nGenerated on 2 July 2026\n",
    "twice": lambda text: text + text,
    # delimiters
    "semicolons": _cells(_same, delimiter=";"),
    "tabs": _cells(_same, delimiter="\t"),
    "bars": _cells(_same, delimiter="|"),
    "carets": _cells(_same, delimiter="^"),
    "two signs": _cells(lambda number, row: [part for cell in row for part in (cell, "")][:-1]),
    "comma and space": lambda text: text.replace(",", ", "),
    "delimiters change": lambda text: _half(text, lambda rest: rest.replace(",", ";")),
    "delimiters change once": _only(3, lambda line: line.replace(",", ";")),
    "names by other delimiters": _only(0, lambda line: line.replace(",", ";")),
    "delimiter at the end": _lines(lambda number, line: f"{line},"),
    "delimiter at the end of rows": _lines(lambda number, line: f"{line}," if number else line),
    "delimiter at the end of one row": _only(3, lambda line: f"{line},"),
    "delimiter at the beginning": _lines(lambda number, line: f",{line}"),
    # cells too many or too few
    "row without its last cell": _in_row(3, lambda row: row[:-1]),
    "rows without blank cells at the end": _lines(lambda number, line: line.rstrip(",")),
    "row with a cell more": _in_row(3, lambda row: [*row, "x"]),
    "row with a cell more within": _in_row(3, lambda row: [row[0], "x", *row[1:]]),
    "one cell": _in_row(3, lambda row: row[:1]),
    "rows joined": lambda text: _half(text, lambda rest: rest.replace("\n", ",", 1)),
    "row broken": _only(3, lambda line: line.replace(",", ",\n", 4).replace(",\n", ",", 3)),
    "row numbers": _cells(lambda number, row: [str(number) if number else "", *row]),
    "column more": _cells(lambda number, row: [*row, "note" if number == 0 else "x"]),
    "column twice": _cells(lambda number, row: [*row, row[0]]),
    "columns turned round": _cells(lambda number, row: row[::-1]),
    # quotes
    "all quoted": _cells(_same, quoting=csv.QUOTE_ALL),
    "apostrophes": _cells(_same, quoting=csv.QUOTE_ALL, quotechar="'"),
    "backslashes": _in_row(3, lambda row: ['a "b"', *row[1:]], doublequote=False, escapechar="\\"),
    "quote opens": _only(3, lambda line: f'"{line}'),
    "quote closes": _only(3, lambda line: f'{line}"'),
    "quote within": _only(3, lambda line: f'{line[:2]}"{line[2:]}'),
    "row in quotes": _only(3, lambda line: '"' + line.replace('"', '""') + '"'),
    "quote behind a space": _only(3, lambda line: f' "{line.replace(",", chr(34) + ",", 1)}'),
    "quotes doubled": lambda text: text.replace('"', '""'),
    # what stands in names and cells
    "spaces around": _cells(lambda number, row: [f" {cell} " for cell in row]),
    "names in capitals": _only(0, str.upper),
    "names with spaces": _only(0, lambda line: line.replace("_", " ")),
    "lines in a name": _in_row(0, lambda row: [row[0].replace("_", "\n"), *row[1:]]),
    "long line": _in_row(3, lambda row: [*row[:-1], "x" * 70_000]),
}
