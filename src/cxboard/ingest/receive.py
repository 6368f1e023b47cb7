"""Is this a file that can be read at all? Size, first bytes and fingerprint, before any parsing."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from cxboard.ingest.forms import FORMS, Form
from cxboard.ingest.limits import Limits, megabytes
from cxboard.ingest.report import Problem, error

_SAVE_AS_CSV = "Open it where it was made and save it as “CSV UTF-8”."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook", "Name it .xlsx if it is a workbook."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", _SAVE_AS_CSV),
    (b"%PDF", "a PDF document", "Ask for the data behind it as CSV."),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first."),
    (b"BZh", "compressed with bzip2", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard", "Unpack it first."),
    (b"SQLite format 3", "a SQLite database", "Export the table as CSV."),
    (
        b"<",
        "a web page or an XML file",
        "Name it .xml if it is HCAHPS data; a page may be an error.",
    ),
    (b"{", "JSON", "Export the data as CSV."),
    (b"[", "JSON", "Export the data as CSV."),
)
"""First bytes that no CSV of ours has, what they are, and what to do."""

_SAVE_AS_WORKBOOK = "Open it and save it as “Excel workbook (.xlsx)” or as “CSV UTF-8”."
_UNPACK = "Unpack it first, and send the file that was in it."
_EXPORT = "Export the data as CSV where it comes from."
_BY_EXTENSION = {
    **dict.fromkeys((".xls", ".xlsb", ".xlsm", ".xltx", ".ods", ".numbers"), _SAVE_AS_WORKBOOK),
    **dict.fromkeys((".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".tgz"), _UNPACK),
    **dict.fromkeys((".json", ".jsonl", ".sav", ".por", ".dta", ".sas7bdat", ".xpt"), _EXPORT),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".rtf", ".html", ".htm", ".mdb", ".accdb"), _EXPORT),
}
"""What to do with files of other programs, known by their names."""

_PARQUET_MAGIC = b"PAR1"
_ZIP_MAGIC = b"PK\x03\x04"
_READ = ".csv, .tsv, .txt, .xlsx, .parquet and .xml"


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file that may be read. `stamp` changes when somebody writes to it meanwhile."""

    path: Path
    size: int
    sha256: str
    form: Form
    stamp: tuple[int, int, int]


def shown_name(path: Path) -> str:
    """Return a file's name fit to be shown: no control characters, at most 120 characters."""
    name = "".join(char if char.isprintable() else "�" for char in path.name)
    return name if len(name) <= 120 else f"{name[:80]}…{name[-39:]}"


def receive(path: Path, limits: Limits) -> Received | Problem:
    """Look at a file from outside, then take its SHA-256."""
    try:
        str(path.resolve()).encode()  # the child is told the path in UTF-8
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return error("not_a_file", "This is not a file.", "Name a file.")
        form = FORMS.get(path.suffix.lower())
        own = {Form.PARQUET: limits.parquet_bytes, Form.XML: limits.xml_bytes}
        most = own.get(form, limits.text_bytes) if form else limits.text_bytes
        if status.st_size > most:
            return _too_large(status.st_size, most, form is Form.PARQUET)
        problem = _wrong_content(path, form, status.st_size)
        if problem:
            return problem
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return error("no_such_file", "There is no such file.", "Check the path.")
    except ValueError:  # a NUL in the path, or bytes that are no text
        return error("cannot_open", "The file’s name or folder is not valid text.", "Rename it.")
    except (OSError, RuntimeError) as wrong:  # RuntimeError: links that lead in a circle
        reason = getattr(wrong, "strerror", None) or "its links lead in a circle"
        fix = "Check the path and your rights."
        return error("cannot_open", f"The file cannot be opened: {reason}.", fix)
    assert form is not None, "a file without a known extension has been refused"
    return Received(
        path=path,
        size=status.st_size,
        sha256=sha256,
        form=form,
        stamp=(status.st_size, status.st_mtime_ns, status.st_ino),
    )


def is_untouched(received: Received) -> bool:
    """Whether the file is still the one whose SHA-256 was taken."""
    try:
        status = received.path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns, status.st_ino) == received.stamp


def _wrong_content(path: Path, form: Form | None, size: int) -> Problem | None:
    """Return what is wrong when a file is empty or not what its extension says."""
    with path.open("rb") as file:
        head = file.read(512)
        file.seek(max(size - 4, 0))
        tail = file.read(4)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return error("empty_file", "The file is empty.", "Check the export that made it.")
    if form is Form.PARQUET:
        return None if head[:4] == tail == _PARQUET_MAGIC and size >= 12 else _not_parquet(head)
    if form is Form.WORKBOOK:
        return None if head.startswith(_ZIP_MAGIC) else _no_workbook(head)
    if form is Form.XML:
        return None if _begins_like_xml(head) else _is_not("XML", "Export it again.")
    if form is None:
        what = _kind_of(head)
        suffix = path.suffix
        name = f"“{suffix[:20]}”" if suffix else "a file without extension"
        advice = what[1] if what else "Name it .csv, if it is text."
        advice = _BY_EXTENSION.get(suffix.lower(), advice)
        return error("wrong_extension", f"{name} is not read; {_READ} are.", advice)
    if head[:4] == _PARQUET_MAGIC:
        return _is_really("a Parquet file", "Rename it to .parquet.")
    what = _kind_of(head)
    return _is_really(*what) if what else None


def _kind_of(head: bytes) -> tuple[str, str] | None:
    """Return what other program's file begins like this, and what to do."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what, advice in _MAGIC:
        if (text if len(magic) == 1 else head).startswith(magic):
            return what, advice
    return None


def _is_really(what: str, advice: str) -> Problem:
    return error("wrong_content", f"The file is not CSV as its name says, but {what}.", advice)


def _is_not(what: str, advice: str) -> Problem:
    return error("wrong_content", f"The file is not {what} as its name says.", advice)


def _no_workbook(head: bytes) -> Problem:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        advice = "Save it without a password, as “Excel workbook (.xlsx)” or “CSV UTF-8”."
        return error("wrong_content", "The workbook is of the old form, or protected.", advice)
    return _is_not("an Excel workbook", "Save it in Excel again; if it is text, name it .csv.")


def _begins_like_xml(head: bytes) -> bool:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return text.startswith(b"<") and not text[:15].lower().startswith((b"<!doctype html", b"<html"))


def _not_parquet(head: bytes) -> Problem:
    if head[:4] == b"PARE":
        advice = "Write it without encryption, or send the data as CSV."
        return error("wrong_content", "The Parquet file is encrypted.", advice)
    return error(
        "wrong_content",
        "The file is named .parquet and is no whole Parquet file"
        + (": its end is missing." if head[:4] == _PARQUET_MAGIC else "."),
        "Export it again; if it is text, name it .csv.",
    )


def _too_large(size: int, most: int, is_parquet: bool) -> Problem:
    other = "" if is_parquet else ", or send it as Parquet, which is about six times smaller"
    return error(
        "file_too_large",
        f"The file has {megabytes(size)}; at most {megabytes(most)} are read at once.",
        f"Split it by month and send the parts one after another{other}.",
    )
