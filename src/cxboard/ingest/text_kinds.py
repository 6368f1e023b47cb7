"""What is a text that is no table? Told by its first lines, where these leave no doubt."""

from __future__ import annotations

import re

_EXPORT = "Export the data as CSV where it comes from."
_MOMENT = rb"\[?(\d{4}[-/]\d\d[-/]\d\d|[A-Z][a-z]{2} [ \d]\d)[T ]\d\d:\d\d:\d\d[^\s]*"
_LOG_LINE = (
    rb"("
    + _MOMENT
    + rb"\s+(\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b|[\w.-]+ [\w./-]+(\[\d+\])?:)"
    rb"|\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?[:\s]+" + _MOMENT + rb"|"
    rb"[\w.:]+ [\w-]+ [\w-]+ \[\d\d/[A-Z][a-z]{2}/\d{4}:)"
)

_REFUSAL = (
    rb"(bad request|unauthori[sz]ed|forbidden|access (is )?denied|not found|too many requests|"
    rb"internal server error|bad gateway|service unavailable|gateway time-?out)"
)

_KINDS: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (
        re.compile(rb"version https://git-lfs\.github\.com/spec/"),
        "a Git LFS pointer, which only names the file that is meant",
        "Fetch the file itself (`git lfs pull`) and send that.",
    ),
    (
        re.compile(
            rb"HTTP/\d|(error:?\s+)?([45]\d\d\W{1,3})?" + _REFUSAL + rb"\W*$",
            re.IGNORECASE,
        ),
        "the answer of a web server that did not send the file",
        "Sign in there, or ask for the file again, and see that it opens before it is sent.",
    ),
    (
        re.compile(
            rb"(\+[-=+]+\+\s*\n)?[^\n]*[|][^\n]*\n[ \t]*[-:=|+ \t]*-{3,}:?[|+][-:=|+ \t]*\r?(\n|$)"
        ),
        "a Markdown table, or one drawn by a terminal",
        "Paste it into a spreadsheet and save that as “CSV UTF-8”, or ask for the data behind it.",
    ),
    (re.compile(_LOG_LINE + rb"[^\n]*\n(\s[^\n]*\n)*" + _LOG_LINE), "a log file", _EXPORT),
    (
        re.compile(
            rb"(--[^\n]*\n|/\*[^\n]*\n|\s)*(CREATE (TABLE|DATABASE)|INSERT INTO|DROP TABLE)\b"
        ),
        "a script of a database (SQL)",
        _EXPORT,
    ),
    (re.compile(rb"MSH\|\^~\\&\|"), "messages between hospital systems (HL7)", _EXPORT),
    (re.compile(rb"BEGIN:V(CARD|CALENDAR)"), "a file of contacts or a calendar", _EXPORT),
    (re.compile(rb"-----BEGIN [A-Z ]+-----"), "a key, a certificate or an encrypted text", _EXPORT),
)
"""How such a text begins, what it is, and what to do."""


def text_kind(text: bytes) -> tuple[str, str] | None:
    """Return what a text is and what to do, None when it may be a table.

    Args:
        text: its first kilobytes, one byte a sign.
    """
    found = ((what, fix) for pattern, what, fix in _KINDS if pattern.match(text))
    return next(found, None)
