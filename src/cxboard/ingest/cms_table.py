"""Which rows does a public file of CMS have? Read as text, row by row, whatever its age.

For recomputing CMS's own results from a file at hand: nothing is stored. Headers may be in title or
snake case, in any order, with others between; columns are found by plain name. Older files are in
Windows-1252: then only names can be misread, because ids and figures are ASCII, and `note` says so.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from cxboard.domain.errors import UserFacingError
from cxboard.ingest.dialect import choose_dialect, plain_name
from cxboard.ingest.receive import shown_name

_CHUNK: Final = 4 * 1024 * 1024
_HEADER_BYTES: Final = 1024 * 1024
_SAVE_AGAIN: Final = "Take the CSV as CMS offers it, or save it as “CSV UTF-8”."


class CmsTable:
    """One file: `columns` maps the plain name of every header to its place, counted from 0."""

    def __init__(self, path: Path, known: Collection[str]) -> None:
        """Check that a file is text with a header.

        Args:
            path: the file.
            known: plain names to tell the delimiter by.

        Raises:
            UserFacingError: it cannot be read, is empty, or is not text.
        """
        self.name = shown_name(path)
        self._path = path
        if not path.is_file():
            raise UserFacingError(f"“{self.name}” cannot be read: there is no such file.")
        try:
            self._encoding = self._check_text()
            header = self._first_line()
        except OSError as error:
            raise UserFacingError(f"“{self.name}” cannot be read: {error.strerror}.") from error
        try:
            self._dialect = choose_dialect(header, known)
        except ValueError as error:
            raise UserFacingError(f"“{self.name}”: the quotes of line 1 do not fit.") from error
        plain = [plain_name(one) for one in self._dialect.headers]
        self.columns: Mapping[str, int] = {one: place for place, one in enumerate(plain)}
        self.headers = dict(zip(plain, self._dialect.headers, strict=True))
        self._width = len(plain)
        self._twice = {one for one, times in Counter(plain).items() if times > 1}

    @property
    def note(self) -> str:
        """What a reader should know about how the file was read; "" for UTF-8."""
        if self._encoding == "utf-8-sig":
            return ""
        return "The file is not UTF-8 and was read as Windows-1252; ids and figures are the same."

    def place(self, *names: str) -> int | None:
        """Return the place of the first of several columns that the file has.

        Raises:
            UserFacingError: the column stands in the file twice.
        """
        found = next((name for name in names if name in self.columns), None)
        if found in self._twice:
            raise UserFacingError(f"“{self.name}” has the column “{found}” twice.")
        return None if found is None else self.columns[found]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the number of the line that it ends on.

        Raises:
            UserFacingError: a record with more or fewer cells than the header, or bad quotes.
        """
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as file:
            reader = csv.reader(file, delimiter=self._dialect.delimiter, strict=True)
            try:
                next(reader)
                for row in reader:
                    if len(row) != self._width and any(row):
                        raise UserFacingError(
                            f"“{self.name}”, line {reader.line_num}: {len(row)} cells, but the "
                            f"header has {self._width}."
                        )
                    if any(row):
                        yield reader.line_num, row
            except csv.Error as error:
                raise UserFacingError(
                    f"“{self.name}”, line {reader.line_num}: not one table ({error})."
                ) from error

    def _check_text(self) -> str:
        """Return the encoding; the whole file is looked at once."""
        decoder, encoding, content = codecs.getincrementaldecoder("utf-8")(), "utf-8-sig", False
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    raise UserFacingError(f"“{self.name}” is not a text file. {_SAVE_AGAIN}")
                content = content or bool(chunk.strip(b"\xef\xbb\xbf \t\r\n"))
                encoding = _still(decoder, chunk, encoding)
        if not content:
            raise UserFacingError(f"“{self.name}” is empty.")
        return _still(decoder, b"", encoding, final=True)

    def _first_line(self) -> str:
        with self._path.open(encoding=self._encoding, errors="replace") as file:
            line = file.readline(_HEADER_BYTES)
        if not line.strip():
            raise UserFacingError(f"“{self.name}”: line 1 is blank; it must name the columns.")
        return line.rstrip("\n")


def _still(
    decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str, *, final: bool = False
) -> str:
    """Return the encoding after one more chunk."""
    if encoding != "utf-8-sig":
        return encoding
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return "cp1252"
    return encoding
