"""Which rows and columns of a workbook's sheets are hidden? They are read, and told."""

from __future__ import annotations

from collections.abc import Mapping

_YES = ("1", "true", "on")


class Hidden:
    """Notes, part by part of a workbook, what is hidden; rows and columns are counted from 1."""

    def __init__(self) -> None:
        self._rows: dict[str, set[int]] = {}
        self._columns: dict[str, list[range]] = {}
        self._part = ""

    def begin(self, part: str) -> None:
        """Go on to a part."""
        self._part = part

    def row(self, number: int, attributes: Mapping[str, str]) -> None:
        """Take a row of the sheet that is being read."""
        if attributes.get("hidden") in _YES:
            self._rows.setdefault(self._part, set()).add(number)

    def column(self, attributes: Mapping[str, str]) -> None:
        """Take what the sheet that is being read says of neighbouring columns."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _YES and first.isdecimal() and last.isdecimal():
            self._columns.setdefault(self._part, []).append(range(int(first), int(last) + 1))

    def rows(self, part: str) -> set[int]:
        """Return the hidden rows of a sheet's part."""
        return self._rows.get(part, set())

    def is_column(self, part: str, number: int) -> bool:
        """Whether a column of a sheet's part is hidden."""
        return any(number in columns for columns in self._columns.get(part, ()))
