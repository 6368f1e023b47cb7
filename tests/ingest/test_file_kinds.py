"""Is a file of another program called by its true name, whatever it is named?"""

from __future__ import annotations

import gzip
import io
import sqlite3
import tarfile
from pathlib import Path

import pytest

from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, surveys
from tests.ingest.hostile import ODS, ROWS, archive_of
from tests.ingest.workbooks import workbook


def ole(name: str) -> bytes:
    """Return an OLE file whose directory, in its second sector, has one name."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40) + (1).to_bytes(4, "little")
    return header.ljust(1024, b"\0") + name.encode("utf-16-le").ljust(512, b"\0")


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("survey.csv"))
    return buffer.getvalue()


def database(folder: Path) -> bytes:
    with sqlite3.connect(folder / "a.db") as made:
        made.execute("CREATE TABLE survey (id)")
    return (folder / "a.db").read_bytes()


BOOK = workbook({"Data": ROWS})
EXCEL_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
LFS = "version https:" + "//git-lfs.github.com/spec/v1\noid sha256:4d7a\n"
FLAT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
KINDS: list[tuple[str, bytes | str, str, str]] = [
    # name, content, words of the message, words of the advice
    ("note.csv", r"{\rtf1\ansi survey_id}", "RTF", "as CSV"),
    ("page.xls", "<html><table><tr><td>1</td></tr></table></html>", "web page (HTML)", "Excel"),
    ("page.xlsx", "\ufeff\n<!DOCTYPE HTML><html></html>", "web page (HTML)", "Excel"),
    ("page.xml", "<!DOCTYPE html><html></html>", "web page (HTML)", "error page"),
    ("old.xls", ole("Workbook"), "old Excel workbook", ".xlsx"),
    ("locked.xlsx", ole("EncryptedPackage"), "protected by a password", "without a password"),
    ("letter.csv", ole("WordDocument"), "Word", "as CSV"),
    ("book.csv", BOOK, "an Excel workbook", "Rename it to .xlsx"),
    ("book.xls", BOOK, "an Excel workbook", "Rename it to .xlsx"),
    ("macro.xlsm", workbook({"D": ROWS}, extra={"xl/vbaProject.bin": b""}), "macros", "without"),
    ("letter.docx", archive_of(("word/document.xml", b"<a/>")), "a Word document", "as CSV"),
    ("sheet.ods", archive_of(("mimetype", ODS)), "OpenDocument spreadsheet", ".xlsx"),
    ("bundle.zip", archive_of(("survey.csv", b"a")), "its first file is “survey.csv”", "Unpack"),
    ("excel.xml", EXCEL_2003, "XML spreadsheet of Excel 2003", ".xlsx"),
    ("feed.csv", "<?xml version='1.0'?><feed/>", "an XML file", ".xml"),
    ("lines.csv", '{"survey_id": 1}\n{"survey_id": 2}\n', "JSON", "as CSV"),
    ("list.csv", '[{"survey_id": 1}]', "JSON", "as CSV"),
    ("lfs.csv", LFS, "Git LFS", "pull"),
    ("gone.csv", "404: Not Found\n", "web server", "Sign in"),
    ("denied.csv", "Access Denied.", "web server", "Sign in"),
    ("head.csv", "HTTP/1.1 503 Service Unavailable\r\nDate: x\r\n", "web server", "again"),
    ("psql.txt", " id | rating\n----+--------\n S1 | 9\n(1 row)\n", "drawn", "data behind it"),
    ("grid.txt", "+----+---+\n| id | r |\n+----+---+\n| S1 | 9 |\n", "drawn", "data behind it"),
    ("bare.csv", "id | rating\n---|---:\nS1 | 9\n", "a Markdown table", "data behind it"),
    ("readme.csv", "| survey_id | rating |\n|:---|---:|\n| S1 | 9 |\n", "a Markdown table", "data"),
    (
        "log.csv",
        "2026-06-30 12:00:01,5 INFO up\n  at x\n2026-06-30T12:00:02Z [ERROR] no\n",
        "log",
        "",
    ),
    ("web.log.csv", 2 * '::1 - - [30/Jun/2026:12:00:01 +0000] "GET / HTTP/1.1" 200 5\n', "log", ""),
    ("sys.csv", 2 * "Jun 30 12:00:01 host cron[7]: ran, well\n", "a log file", "as CSV"),
    ("dump.csv", "-- dumped\n\nCREATE TABLE a (b INT);\n", "SQL", "as CSV"),
    ("small.xlsx", gzip.compress(b"a"), "gzip", "Unpack"),
    ("all.csv", tar(), "TAR", "Unpack"),
    ("shot.csv", b"\x89PNG\r\n\x1a\n", "image", "as CSV"),
    ("lfs.parquet", LFS, "Git LFS", "Fetch"),
    ("lab.txt", "MSH|^~\\&|LAB|LH|\nPID|1||7\n", "HL7", "as CSV"),
    ("cards.csv", "\ufeffBEGIN:VCARD\nEND:VCARD\n", "contacts", "as CSV"),
    ("cloud.csv", bytes(600), "zero bytes", "again"),
    ("flat.fods", f'<?xml version="1.0"?><document xmlns:office="{FLAT}"/>', ".fods", ".xlsx"),
    ("locked.ods", archive_of(("META-INF/manifest.xml", b"")), "OpenDocument", ".xlsx"),
    ("shot.png", b"\x89PNG\r\n\x1a\n", "image", "as CSV"),
]


@pytest.mark.parametrize(("name", "content", "what", "advice"), KINDS, ids=[k[0] for k in KINDS])
def test_it_is_named_with_what_to_do(
    workspace: Workspace, name: str, content: bytes | str, what: str, advice: str
) -> None:
    (problem,) = send(workspace, content, name).errors
    assert what in problem.message
    assert advice in problem.fix


def test_a_database_is_named(workspace: Workspace, tmp_path: Path) -> None:
    (problem,) = send(workspace, database(tmp_path), "survey.csv").errors
    assert "SQLite" in problem.message


TABLES = ["404 surveys\n", "| June |\n", "2026-06-30 12:00:01 INFO\n", "Forbidden, not found\n"]


@pytest.mark.parametrize("title", TABLES)
def test_a_title_makes_a_table_no_other_file(registered: Workspace, title: str) -> None:
    assert send(registered, title + surveys({}), "title.csv").outcome == "published"


def test_names_in_brackets_are_no_json(registered: Workspace) -> None:
    names, _, rows = surveys({}).partition("\n")
    bracketed = ",".join(f"[{name}]" for name in names.split(","))
    assert send(registered, f"{bracketed}\n{rows}").outcome == "published"
