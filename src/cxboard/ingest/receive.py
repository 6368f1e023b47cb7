"""Is this a file that can be read at all? Size, first bytes and fingerprint, before any parsing."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from cxboard.domain.letters import shortened
from cxboard.ingest.file_kinds import AS_WORKBOOK, EXPORT, UNPACK, XML, FileKind, kind_of
from cxboard.ingest.forms import FORMS, Form
from cxboard.ingest.limits import Limits, megabytes
from cxboard.ingest.report import Problem, error

_BY_EXTENSION = {
    **dict.fromkeys((".xls", ".xlsb", ".xlsm", ".xltx", ".ods", ".numbers"), AS_WORKBOOK),
    **dict.fromkeys((".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".tgz"), UNPACK),
    **dict.fromkeys((".json", ".jsonl", ".sav", ".por", ".dta", ".sas7bdat", ".xpt"), EXPORT),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".rtf", ".html", ".htm", ".mdb", ".accdb"), EXPORT),
}
"""What to do with files of other programs, known by their names."""

_NOTHING = re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t\r\n]*")
_PARQUET_MAGIC = b"PAR1"
_NAMED = {
    Form.TEXT: "CSV",
    Form.WORKBOOK: "an Excel workbook",
    Form.PARQUET: "a Parquet file",
    Form.XML: "XML",
}
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
    return shortened(name, 120)


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
        if size <= len(head) and _NOTHING.fullmatch(head):
            return error("empty_file", "The file is empty.", "Check the export that made it.")
        found = kind_of(file, size)
        file.seek(max(size - 4, 0))
        tail = file.read(4)
    if form is None:
        return _not_read(path.suffix, found)
    if form is Form.PARQUET and head[:4] == _PARQUET_MAGIC:
        whole = tail == _PARQUET_MAGIC and size >= 12
        return None if whole else _cut_off()
    if found is not None and found.form is form:  # its parts are looked at in the child
        return None
    if form is Form.XML and found in (None, XML) and _begins_like_xml(head):
        return None
    if form is Form.TEXT and found is None:
        return None
    return _is_not(form, found)


def _not_read(suffix: str, found: FileKind | None) -> Problem:
    """Return the problem of a name that promises nothing we read, with what is in the file."""
    named = f"“{suffix[:20]}”" if suffix else "a file without extension"
    message = f"{named} is not read; {_READ} are."
    if found is not None:
        message += f" The file is {found.what}."
    fix = found.fix if found else _BY_EXTENSION.get(suffix.lower(), "Name it .csv, if it is text.")
    return error("wrong_extension", message, fix)


def _is_not(form: Form, found: FileKind | None) -> Problem:
    """Return the problem of a content that is not what the name says."""
    but = f", but {found.what}" if found else ""
    fix = found.fix if found else "Export it again; if it is text, name it .csv."
    return error("wrong_content", f"The file is not {_NAMED[form]} as its name says{but}.", fix)


def _cut_off() -> Problem:
    message = "The file is named .parquet and is no whole Parquet file: its end is missing."
    return error("wrong_content", message, "Export it again.")


def _begins_like_xml(head: bytes) -> bool:
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _too_large(size: int, most: int, is_parquet: bool) -> Problem:
    other = "" if is_parquet else ", or send it as Parquet, which is about six times smaller"
    return error(
        "file_too_large",
        f"The file has {megabytes(size)}; at most {megabytes(most)} are read at once.",
        f"Split it by month and send the parts one after another{other}.",
    )
