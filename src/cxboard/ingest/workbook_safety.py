"""Is a workbook harmless to read? Its archive and every cell's place, before any reader opens it.

A workbook of kilobytes can unpack to gigabytes, or name a cell so far away that a reader asks for
the memory of the whole sheet. What the archive declares may lie, so the parts are counted as they
unpack.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cxboard.ingest import structure_problems as problems
from cxboard.ingest.dialect import column_letters, column_number
from cxboard.ingest.limits import MIB, Limits, megabytes
from cxboard.ingest.report import Problem, error
from cxboard.ingest.safe_xml import parse
from cxboard.ingest.structure_problems import BadStructure
from cxboard.ingest.workbook_formats import FIRST, IdCells
from cxboard.ingest.workbook_hidden import Hidden

_MOST_PARTS = 2_000
_MOST_RATIO = 200
_SMALL = 10 * MIB
"""A part may unpack to this much at any ratio: sheets of repeated cells do."""

_MOST_ROWS = 1_048_576
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".7z", ".gz")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SAVE_AGAIN = "Open it in Excel and save it as a new .xlsx, or as “CSV UTF-8”."


class Seen(NamedTuple):
    """What no reader tells of a workbook's cells; nothing here works formulas out.

    `without_result` formulas have no stored result, `errors` cells show an error, `ids` are
    numbers that a format shows as ids, and `hidden` are rows and columns.
    """

    without_result: int
    errors: int
    ids: IdCells
    hidden: Hidden


def check_workbook(path: Path, limits: Limits) -> Seen:
    """Go through every part of a workbook.

    Raises:
        BadStructure: no workbook, damaged, or larger than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, limits)
            cells = _Cells(limits)
            for part in _xml_parts(archive):
                cells.begin(part)
                with archive.open(part) as source:
                    parse(
                        source,  # type: ignore[arg-type]
                        cells.start,
                        cells.end,
                        cells.text,
                        most_bytes=limits.workbook_unpacked_bytes,
                        part=f"The workbook’s part {part[:60]}",
                    )
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as wrong:
        if isinstance(wrong, BadStructure):
            raise
        raise BadStructure([damaged(f"it is no whole workbook ({str(wrong)[:60]})")]) from None
    except Exception as wrong:  # zlib.error and the like, of a damaged part
        if isinstance(wrong, BadStructure):
            raise
        raise BadStructure([damaged(f"a part of it is damaged ({type(wrong).__name__})")]) from None
    return Seen(cells.without_result, cells.errors, cells.ids, cells.hidden)


def damaged(reason: str) -> Problem:
    """Return the problem of a workbook that cannot be read."""
    return error("damaged_file", f"The workbook cannot be read: {reason}.", _SAVE_AGAIN)


class _Cells:
    """Follows the cells of a sheet: how many, how far, and which have nothing that can be read."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._count = 0
        self._formula = self._inside = self._value = False
        self._style = ""
        self.without_result = self.errors = 0
        self.ids, self.hidden = IdCells(), Hidden()
        self.begin("")

    def begin(self, part: str) -> None:
        """Begin another part, perhaps a sheet."""
        self.ids.begin(part)
        self.hidden.begin(part)
        self._row = self._column = self._last_row = self._last_column = self._done = 0
        self._row_says = self._in_row = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self._done, self._row_says, self._in_row = self._row, number.isdecimal(), True
            self._row = int(number) if self._row_says else self._row + 1
            self._column = 0
            self.hidden.row(self._row, attributes)
        elif name == "col":
            self.hidden.column(attributes)
        elif name == "c":
            self._count += 1
            if self._count > self._limits.workbook_cells:
                raise BadStructure([_too_many_cells(self._limits.workbook_cells)])
            self._formula = self._inside = self._value = False
            self.errors += attributes.get("t") == "e"
            self._place(attributes.get("r", ""))
            self._style = attributes.get("s", "") if attributes.get("t", "n") == "n" else ""
        elif name == "f":
            self._formula = True
        elif name in ("v", "is"):
            self._inside = True
        else:
            self.ids.start(name, attributes)

    def text(self, text: str) -> None:
        """A result is a text in its element: some programs write the element and leave it empty."""
        self._value = self._value or (self._inside and bool(text.strip()))

    def end(self, name: str) -> None:
        self.ids.end(name)
        if name in ("v", "is"):
            self._inside = False
        elif name == "row":
            self._in_row = False
        elif name == "c" and self._value:
            self.ids.cell(self._row, self._column, self._style)
        elif name == "c" and self._formula:
            self.without_result += 1

    def _place(self, place: str) -> None:
        """Check where a cell stands: where it says, otherwise behind the one before."""
        left, row = self._column, self._row
        self._column += 1
        if match := _PLACE.fullmatch(place):
            self._column, self._row = column_number(match[1]), int(match[2])
        named = place or f"{column_letters(self._column)}{self._row}"
        if self._column > self._limits.columns:
            raise BadStructure([_too_wide(named, self._limits.columns)])
        if self._row > _MOST_ROWS:
            raise BadStructure([problems.too_many_rows(_MOST_ROWS)])
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_row * self._last_column > self._limits.workbook_area:
            raise BadStructure([_too_far(named)])
        is_elsewhere = self._row <= self._done or (self._row_says and self._row != row)
        if self._in_row and (is_elsewhere or self._column <= left):
            raise BadStructure([damaged(f"cell {named} stands where another one is")])


def _check_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    unpacked = sum(part.file_size for part in parts)
    if wrong := _not_an_archive_of_ours(names):
        raise BadStructure([damaged(wrong)])
    if unpacked > limits.workbook_unpacked_bytes:
        raise BadStructure([_unpacks_to(unpacked, limits.workbook_unpacked_bytes)])
    for part in parts:
        ratio = part.file_size // max(part.compress_size, 1)
        if part.file_size > _SMALL and ratio > _MOST_RATIO:
            raise BadStructure([_swollen(part.filename, part.file_size, ratio)])
    if any(part.flag_bits & 1 for part in parts):
        raise BadStructure([damaged("it is protected by a password")])


def _not_an_archive_of_ours(names: list[str]) -> str | None:
    """Return why an archive with these parts is no workbook, None when it may be one."""
    if "[Content_Types].xml" not in names:
        return "it is a ZIP archive and no Excel workbook (.xlsx)"
    if len(names) > _MOST_PARTS:
        return f"its archive has {len(names):,} parts, more than any workbook"
    if len(set(names)) < len(names):
        return "its archive has two parts of one name"
    if outside := [name for name in names if _leads_out(name)]:
        return f"its archive has a part that leads out of it ({outside[0][:60]})"
    if nested := [name for name in names if name.lower().endswith(_ARCHIVES)]:
        return f"its archive holds another archive ({nested[0][:60]})"
    return None


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _xml_parts(archive: zipfile.ZipFile) -> list[str]:
    """Return the parts to read; first those that tell how to read the others."""
    names = [name for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))]
    return sorted(names, key=lambda name: name not in FIRST)


def _too_many_cells(most: int) -> Problem:
    return error(
        "file_too_large",
        f"The workbook has more than {most:,} cells.",
        "Save the sheet as “CSV UTF-8”, which may be far larger.",
    )


def _too_wide(place: str, most: int) -> Problem:
    return error(
        "too_many_columns",
        f"The workbook has a cell {place}, beyond column {most:,}.",
        "Delete the columns to the right of the table and save it again.",
    )


def _too_far(place: str) -> Problem:
    return error(
        "file_too_large",
        f"The workbook has a cell {place}, so far from the others that its sheet spans millions of "
        "blank cells.",
        "Delete the rows below and the columns to the right of the table, and save it again.",
    )


def _unpacks_to(size: int, most: int) -> Problem:
    return error(
        "file_too_large",
        f"The workbook unpacks to {megabytes(size)}; at most {megabytes(most)} are read at once.",
        "Delete empty rows and columns, or save the sheet as “CSV UTF-8”.",
    )


def _swollen(part: str, size: int, ratio: int) -> Problem:
    return error(
        "file_too_large",
        f"The workbook’s part {part[:60]} unpacks to {megabytes(size)}, {ratio:,} times what "
        "it has in the file: it holds hardly anything but blanks, or one thing over and over.",
        "Shorten cells of blanks or repeated text and save it again, or save it as “CSV UTF-8”.",
    )
