"""Where does the table begin and end? Titles above the column names, totals and notes below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from cxboard.ingest.dialect import is_blank, plain_name
from cxboard.ingest.forms import Shape
from cxboard.ingest.report import Problem, warning

Row = Sequence[str]

LOOKED_AT = 40
"""Rows at the beginning among which the column names are looked for; at the end, a quarter."""

_TOTAL = re.compile(
    r"((grand|sub|overall)[ -]?)?totals?:?|sum:?|summe:?|gesamt(summe)?:?|average:?|mean:?|"
    r"median:?|count:?|((grand )?total|count|n|anzahl|nombre|summe|recuento)\s*[=:]\s*[\d.,]+",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[\s\"*(\[]*(generated|exported|printed|created|produced|report(ed)? (run|date|generated)|run "
    r"(on|date)|source|notes?\b|end of|confidential|page \d|rows?\b.{0,12}:|records?\b.{0,12}:|"
    r"[\d,]+ (rows?|records?)\b|(total|number of) (rows?|records?)\b|copyright|©|"
    r"[-=_]{3,}\s*$|\x1a\s*$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\s$€£%+-]*[\d.,\s]*%?", re.ASCII)
_IMPORT_ID = re.compile(r"\{.{0,4}ImportId\b")
LIKE_A_VALUE = re.compile(
    r"[-+(]?[$€£]?\s?\d[\d.,:/\s-]*%?\)?|\d{4}-\d\d-\d\d[T ][\d:.+Z-]*|true|false|yes|no|"
    r"[^@\s]+@[^@\s]+\.\w+",
    re.IGNORECASE,
)
"""A number, a day, a moment, a yes or an address: rarely the name of a column."""

_SHOWN = 160


def header_place(rows: Sequence[Row], known: Collection[str]) -> int:
    """Return which of the first rows holds the column names.

    The row with most names that CX Board knows; without two such names, the first one as wide as
    most rows are, with words in nearly every cell.

    Args:
        rows: the first rows, blank ones too.
        known: plain names of the columns of every layout and profile.
    """
    scores = [len({plain_name(cell) for cell in row} & set(known)) for row in rows]
    first = next((place for place, row in enumerate(rows) if _filled(row)), 0)
    ids = next((place for place, row in enumerate(rows) if is_ids(row)), 0)
    if ids > first:  # what stands right above them is the questions, and above these the names
        above = rows[ids - 2] if ids - 2 >= first else ()
        return ids - 2 if len(above) == len(rows[ids]) else ids - 1
    best = max(scores, default=0)
    if best >= 2:
        return first if scores[first] == best else scores.index(best)
    width = _usual_width(rows)
    begins = first if any(map(_filled, rows[first + 1 : first + 2])) else None
    named = (
        place for place, row in enumerate(rows) if _could_be_names(row, width, place == begins)
    )
    return next(named, first) if width > 1 else first


def is_ids(row: Row) -> bool:
    """Whether a row holds the ids that Qualtrics writes below names and questions."""
    return bool(_IMPORT_ID.match(next(iter(row), "")))


def names_above(rows: Sequence[Row], place: int, known: Collection[str]) -> int | None:
    """Return which row above the column names has column names, too: of another table.

    Names right above the column names are no table, since a table has rows.
    """
    named = (
        above
        for above, row in enumerate(rows[:place])
        if len({plain_name(cell) for cell in row} & set(known)) >= 2
        if any(_filled(between) for between in rows[above + 1 : place])
    )
    return next(named, None)


def rows_below(rows: Sequence[Row], width: int) -> int:
    """Return how many of the last rows are totals, notes or blank, as spreadsheets leave them.

    Args:
        rows: the last rows of the table, in order.
        width: number of columns.
    """
    found = 0
    for count, row in enumerate(reversed(rows), 1):
        if _filled(row) and not (_is_total(row, width) or _is_note(row, width)):
            break
        found = count
    return found


def left_out(shape: Shape) -> list[Problem]:
    """Return what to tell about lines around the table."""
    told, row, below = [], shape.header_row, shape.below
    if not is_blank(shape.above):
        told.append(
            warning(
                "title_lines",
                f"Line {row:,} has the column names; what stands above it was left out: "
                f"{_shown(shape.above)}.",
                "Nothing, if that is right; otherwise name the line of the column names.",
                row=row,
                option="--header-row",
            )
        )
    if shape.names_below:
        told.append(
            warning(
                "name_lines",
                "What stands right below the column names was taken for more names and left out: "
                f"{_shown(shape.names_below)}.",
                "Nothing, if that is right; otherwise say how many lines of names there are.",
                row=row + 1,
                option="--names-below 0",
            )
        )
    if not is_blank(below):
        told.append(
            warning(
                "closing_lines",
                f"Totals or notes below the table were left out: {_shown(below)}.",
                "Nothing, if that is right; otherwise remove them from the file.",
            )
        )
    return told


def _shown(text: str) -> str:
    line = " · ".join(part.strip() for part in text.splitlines() if part.strip())
    return f"“{line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}”"


def _filled(row: Row) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def _usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(len(row) for row in rows if _filled(row))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _could_be_names(row: Row, width: int, is_first: bool) -> bool:
    """Whether a row may hold names: nearly all of them, and nothing that looks like a value.

    The row that a file begins with may lack several or hold years, of which its sender is told; a
    title has one cell or two, or a blank row below.
    """
    cells = _filled(row[:width])
    missing = width - len(cells)
    if any(cell.strip() for cell in row[width:]):
        return False
    if is_first and len(cells) == width > 2:
        return True
    enough = missing == 0 or (missing == 1 and width > 2 and not row[0].strip())
    return (
        (enough or (is_first and len(cells) > max(missing, 2)))
        and len(set(cells)) == len(cells)
        and not any(LIKE_A_VALUE.fullmatch(cell) for cell in cells)
    )


def _is_total(row: Row, width: int) -> bool:
    cells = _filled(row)
    return (
        width > 1
        and bool(_TOTAL.fullmatch(cells[0]))
        and all(_NUMBER.fullmatch(cell) for cell in cells[1:])
    )


def _is_note(row: Row, width: int) -> bool:
    cells = _filled(row)
    odd = len(row) != width or len(cells) == 1
    return width > 2 and odd and bool(_NOTE.match(cells[0]))
