"""How does a command answer? One JSON document on stdout, or a few lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

OK, DIFFERS, WRONG, REFUSED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done; `verify` found differences; the question was wrong or could not be answered; a
file was refused; Ctrl-C."""


def print_json(document: Any) -> None:
    """Print one JSON document; days and moments in ISO 8601, moments in UTC."""
    print(json.dumps(document, default=_plain, ensure_ascii=False, indent=2, allow_nan=False))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print columns under headings, as wide as their widest cell."""
    cells = [list(headings), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def say(text: str) -> None:
    """Tell a person something; stdout stays free for the answer."""
    print(text, file=sys.stderr, flush=True)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return "–" if value is None else str(value)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
