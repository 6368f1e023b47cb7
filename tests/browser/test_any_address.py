"""Does every page stand, whatever its address says: what nobody knows, other pages' words, attacks?

Asked over the wire, as a browser would; nothing is drawn, so every page is asked in all ways.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import pytest

from cxboard.ui.navigation import ENTRIES
from tests.board import Board, alerts_of, ask, elements, html_of, page_hashes, rerun, wire

PARAMETERS: Final = (
    *("period", "facility", "unit", "service_line", "channel", "measure", "instrument", "state"),
    *("published", "published_grid", "receipt", "signal", "forecast", "outcome", "by", "base"),
    *("action", "about", "owner", "status", "register", "target", "rebase", "annotation", "alert"),
    *("partnership", "assessment", "review", "area", "maturity", "entry", "family", "search"),
    *("upload", "match_kind", "edit", "total", "more_rating", "cms_nurses"),
)
ATTACK: Final = "<script>alert(1)</script>'; DROP TABLE users; --\x00\u202e../../etc/passwd"
FOREIGN: Final = {
    "period": "2024Q1",
    "facility": "LH02",
    "unit": "LH01-1N",
    "measure": "nps",
    "instrument": "legacy",
    "receipt": "complaints_answered~months",
    "signal": "nps~LH01~",
    "forecast": "operating_margin",
    "outcome": "nps",
    "register": "users",
    "action": "999999999999999999999",
    "base": "1e400",
    "total": "-5",
    "more_rating": "1e400",
    "cms_nurses": "nan",
}
"""Words of other pages, hospitals and registers, each where it does not belong."""

QUERIES: Final = {
    "unknown": urlencode(dict.fromkeys(PARAMETERS, "nobody-knows-this")),
    "attack": urlencode(dict.fromkeys(PARAMETERS, ATTACK + 400 * "9")),
    "twice": "&".join(f"{name}=&{name}=%ff%fe&{name}={name}" for name in PARAMETERS),
    "foreign": urlencode(FOREIGN),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_every_page_stands(demo_board: Board, query: str) -> None:
    with wire(demo_board, demo_board.new_session()) as connection:
        pages = page_hashes(ask(connection, rerun()))
    with wire(demo_board, demo_board.new_session()) as connection:
        for entry, page in zip(ENTRIES, pages, strict=True):
            answers = ask(connection, rerun(page, query))
            html = "\n".join(html_of(answers))
            assert "exception" not in elements(answers), entry.title
            assert not [text for text in alerts_of(answers) if "Something went wrong" in text]
            assert f"<h1>{entry.title}</h1>" in html
            assert "<script" not in html.lower(), entry.title
