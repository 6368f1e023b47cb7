"""What series does a CSV file hold? Its dates and numbers, or what is wrong and where."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.domain.listing import listed
from cxboard.ingest.dialect import choose_dialect, plain_name

DATE_NAMES: Final = ("date", "month", "period", "day", "week")
VALUE_NAMES: Final = ("value",)

_UNICODE_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Cell = TypeVar("Cell")


@dataclass(frozen=True, kw_only=True)
class Table:
    """A CSV file's rows, each with its line number, under the names in its first line."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(
        self, wanted: str | None, usual: Sequence[str], option: str, taken: int | None = None
    ) -> int:
        """Return the place of a column.

        Args:
            wanted: the name asked for; None looks for a usual one, and takes the only column
                besides `taken` where there is no other.
            usual: names that need no asking, in order of preference.
            option: the option that names the column, for the message.
            taken: the column that holds something else.

        Raises:
            UserFacingError: there is no such column, or more than one.
        """
        if wanted is not None and self.headers.count(wanted) == 1:
            return self.headers.index(wanted)
        plain = [plain_name(header) for header in self.headers]
        names = [plain_name(wanted)] if wanted is not None else list(usual)
        for name in names:
            if plain.count(name) > 1:
                raise BadRequest(f"{self.name} has more than one column “{name}”. Rename one.")
            if name in plain:
                return plain.index(name)
        if wanted is not None:
            raise UnknownValue("column", wanted, self.headers)
        left = [place for place in range(len(plain)) if place != taken]
        if taken is not None and len(left) == 1:
            return left[0]
        raise BadRequest(
            f"{self.name} has no column “{usual[0]}”. Name the right one with {option}: "
            f"{listed(self.headers, 12)}."
        )

    def texts(self, place: int) -> list[str]:
        """Return a column's cells as they are written."""
        return [row[place] for _, row in self.rows]

    def cells(self, place: int, read: Callable[[str], Cell]) -> Iterator[Cell]:
        """Yield a column's cells, read; raise BadRequest with the line of one that cannot be."""
        for line, row in self.rows:
            try:
                yield read(row[place])
            except BadRequest as wrong:
                where = f"{self.name}, line {line}, column “{self.headers[place]}”"
                raise BadRequest(f"{where}: {wrong}") from None


def read_table(file: Path) -> Table:
    """Read a CSV file with a header line, with commas, semicolons, tabs or pipes.

    Raises:
        BadRequest: it cannot be read, is empty, or has rows that do not fit its header.
    """
    lines = _text(file).splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise BadRequest(f"{file.name} is empty. It needs a header line and a row for each date.")
    try:
        dialect = choose_dialect(lines[start], {*DATE_NAMES, *VALUE_NAMES})
        reader = csv.reader(lines[start + 1 :], delimiter=dialect.delimiter, strict=True)
        rows = [
            (start + 1 + reader.line_num, tuple(cell.strip() for cell in row))
            for row in reader
            if any(cell.strip() for cell in row)
        ]
    except (csv.Error, ValueError) as wrong:
        raise BadRequest(f"{file.name} is not a CSV file: {wrong}.") from None
    if not rows:
        raise BadRequest(f"{file.name} has a header line but no rows.")
    width = len(dialect.headers)
    for line, row in rows:
        if len(row) != width:
            raise BadRequest(
                f"{file.name}, line {line} has {len(row)} cells where the header has {width}."
            )
    return Table(name=file.name, headers=dialect.headers, rows=tuple(rows))


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as wrong:
        raise BadRequest(f"{file} cannot be read: {wrong.strerror or wrong}.") from None
    encoding = _UNICODE_MARKS.get(content[:2], "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadRequest(f"{file.name} is not a text file.")
    return text
