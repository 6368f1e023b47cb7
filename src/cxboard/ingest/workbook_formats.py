"""Which numbers of a workbook are ids that a format shows with leading zeros or letters?

Excel keeps 000042 as the number 42 and a format of zeros. Whoever looks at the sheet sees an id, so
the id is what is read.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

_PIECE = re.compile(r'"([A-Za-z0-9-]*)"|\\([A-Za-z0-9-])|(0+)|(-)')
_GENERAL = "0"
_STYLES, _LISTED, _BOOK = "xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
FIRST = (_STYLES, _LISTED, _BOOK)
"""Parts that have to be read before the sheets."""


@dataclass(frozen=True)
class IdFormat:
    """A format of zeros: literals, and how many digits stand between them at least."""

    pieces: tuple[str | int, ...]

    @classmethod
    def of(cls, code: str) -> IdFormat | None:
        """Return the format that Excel's code for positive numbers is; None if of a quantity."""
        text = code.partition(";")[0]
        found = list(_PIECE.finditer(text))
        is_whole = "".join(match[0] for match in found) == text
        if not is_whole or text == _GENERAL or not text.endswith("0"):
            return None
        return cls(tuple(len(m[3]) if m[3] else m[1] or m[2] or m[4] or "" for m in found))

    def shown(self, number: str) -> str:
        """Return what a reader of the sheet sees of a whole number, given in digits."""
        widths = [piece for piece in self.pieces if isinstance(piece, int)]
        digits, texts = number.zfill(sum(widths)), list[str]()
        for piece in reversed(self.pieces):
            if isinstance(piece, int):
                widths.pop()
                cut = len(digits) - piece if widths else 0
                digits, piece = digits[:cut], digits[cut:]
            texts.append(piece)
        return "".join(reversed(texts))


class IdCells:
    """Notes, part by part of a workbook, which cells have such a format."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._styles: list[IdFormat | None] = []
        self._parts: dict[str, str] = {}
        self._sheets: dict[str, str] = {}
        self._found: dict[str, dict[tuple[int, int], IdFormat]] = {}
        self._part = ""
        self._in_styles = False

    def begin(self, part: str) -> None:
        """Go on to a part."""
        self._part = part

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take what an element outside of sheets says."""
        if self._part == _STYLES:
            self._style(name, attributes)
        elif self._part == _LISTED and name == "Relationship":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            self._parts[attributes.get("Id", "")] = whole
        elif self._part == _BOOK and name == "sheet":
            by = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            self._sheets[attributes.get("name", "")] = by

    def end(self, name: str) -> None:
        """Leave an element."""
        self._in_styles = self._in_styles and name != "cellXfs"

    def cell(self, row: int, column: int, style: str) -> None:
        """Take a cell of the sheet that is being read; both places are counted from 1."""
        if style.isdecimal() and int(style) < len(self._styles):
            shape = self._styles[int(style)]
            if shape is not None:
                self._found.setdefault(self._part, {})[row, column] = shape

    def of(self, sheet: str) -> Mapping[tuple[int, int], IdFormat]:
        """Return the formats of a sheet's cells by row and column."""
        return self._found.get(self.part_of(sheet), {})

    def part_of(self, sheet: str) -> str:
        """Return the part that holds a sheet's cells."""
        return self._parts.get(self._sheets.get(sheet, ""), "")

    def _style(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_styles = True
        elif name == "xf" and self._in_styles:
            code = self._codes.get(attributes.get("numFmtId", ""), "")
            self._styles.append(IdFormat.of(code))
