"""Does the running server give anything to those who are not signed in, over any of its ways?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus

from cxboard.access import sessions, tickets, tokens
from tests.board import Board, ask, elements, html_of, page_hashes, rerun, running_board, wire

FORM = {"html", "heading", "text_input", "button"}
"""All that an anonymous visitor may be shown; `html` being the name of the product alone."""

_SESSION_ONLY = [
    ("GET", "/media/0123456789abcdef.csv"),
    ("HEAD", "/media/0123456789abcdef.csv"),
    ("PUT", "/_stcore/upload_file/session/file"),
    ("DELETE", "/_stcore/upload_file/session/file"),
    ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/agent/openapi.json"),
    ("POST", "/_stcore/agent/interact"),
    ("POST", "/_stcore/agent/mcp"),
    ("GET", "/_stcore/script-health-check"),
    ("GET", "/_stcore/bidi-components/any/file.js"),
    ("GET", "/component/any/index.html"),
    ("GET", "/app/static/any.png"),
    ("GET", "/auth/login"),
    ("GET", "/auth/logout"),
    ("GET", "/oauth2callback"),
    ("GET", "/unknown"),
    ("GET", "/.streamlit/config.toml"),
    ("POST", "/"),
    ("POST", "/auth/enter"),
    ("OPTIONS", "/_stcore/upload_file/session/file"),
]
_OPEN = {
    "/": "text/html; charset=utf-8",
    "/hcahps-domains": "text/html; charset=utf-8",
    "/favicon.png": "image/png",
    "/manifest.json": "application/json",
    "/_stcore/health": "text/plain; charset=utf-8",
    "/_stcore/host-config": "application/json",
    "/api/health": "application/json",
    "/api/ready": "application/json",
}


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """Return a running app without data."""
    folder = tmp_path_factory.mktemp("board")
    with running_board(folder / "data", folder) as running:
        yield running


@pytest.fixture
def http(board: Board) -> Iterator[httpx.Client]:
    """Return a client that is signed in as nobody and follows no redirect."""
    with httpx.Client(base_url=board.url) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), _SESSION_ONLY)
def test_anonymous_callers_are_refused(http: httpx.Client, method: str, path: str) -> None:
    answer = http.request(method, path)
    assert answer.status_code == 401
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/media/../media/a", "//media/a", "/media%2Fa", "/static/..%2Fa"])
def test_no_spelling_of_a_path_gets_round_the_guard(board: Board, path: str) -> None:
    with httpx.Client() as client:
        answer = client.send(httpx.Request("GET", httpx.URL(board.url, raw_path=path.encode())))
    assert answer.status_code in {400, 401}


@pytest.mark.parametrize(("path", "content_type"), _OPEN.items())
def test_what_is_open_is_open(http: httpx.Client, path: str, content_type: str) -> None:
    answer = http.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
    assert "server" not in answer.headers
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_static_files_come_compressed(http: httpx.Client) -> None:
    shell = http.get("/").text
    path = shell.partition('src="./static/js/')[2].partition('"')[0]
    packed = http.get(f"/static/js/{path}")
    plain = http.get(f"/static/js/{path}", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["cache-control"] == plain.headers["cache-control"]
    assert "immutable" in packed.headers["cache-control"]
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2


def test_a_session_opens_media_and_uploads_to_streamlits_own_checks(
    board: Board, http: httpx.Client
) -> None:
    cookie = {"Cookie": f"cxboard_session={board.new_session()}"}
    assert http.get("/media/none.csv", headers=cookie).status_code == 404
    upload = http.put("/_stcore/upload_file/a/b", headers=cookie)
    assert (upload.status_code, upload.text) == (403, "XSRF token missing or invalid")


def test_an_anonymous_websocket_shows_the_sign_in_form_and_nothing_else(board: Board) -> None:
    with wire(board) as connection:
        first = ask(connection, rerun())
        assert elements(first) == FORM
        assert [body[:7] for body in html_of(first)] == ["<style>", "<header"]
        assert "visitor" not in str(first), "no name of a user"
        for page_hash in [*page_hashes(first), "made-up"]:
            connection.send(rerun(page_hash, fragment="made-up").SerializeToString())
            again = ask(connection, rerun(page_hash, query="facility=LH02"))
            assert elements(again) <= FORM
            assert html_of(again) == html_of(first)


@pytest.mark.parametrize("token", ["", "x", "x" * 43])
def test_a_made_up_session_shows_the_sign_in_form(board: Board, token: str) -> None:
    with wire(board, token, x_cxboard_session=tokens.digest(board.new_session())) as connection:
        assert elements(ask(connection, rerun())) == FORM


def test_a_session_shows_pages_until_it_ends_and_then_only_the_way_out(board: Board) -> None:
    token = board.new_session()
    with wire(board, token) as connection:
        first = ask(connection, rerun())
        assert "text_input" not in elements(first)
        assert "Sign out" in str(first)
        sessions.revoke(board.ledger, tokens.digest(token))
        click = BackMsg()
        click.rerun_script.widget_states.widgets.add(id="any", trigger_value=True)
        click.rerun_script.fragment_id = "any"
        after = ask(connection, click)
        assert elements(after) == {"html"}
        assert "/auth/leave?next=" in str(after)
    with wire(board, token) as connection:
        assert elements(ask(connection, rerun())) == FORM


def test_other_sites_cannot_open_the_websocket(board: Board) -> None:
    token = board.new_session()
    with (
        pytest.raises(InvalidStatus, match="403"),
        wire(board, token, Origin="http://cxboard.example.org"),
    ):
        pass


def test_a_ticket_becomes_a_cookie_once_and_the_link_survives(
    board: Board, http: httpx.Client
) -> None:
    visitor = tokens.new_token()
    ticket = tickets.issue(board.ledger, board.name, visitor)
    way = {"ticket": ticket, "next": "/hcahps-domains?facility=LH02"}
    cookie = {"Cookie": f"cxboard_visitor={visitor}"}
    answer = http.get("/auth/enter", params=way, headers=cookie)
    assert (answer.status_code, answer.headers["location"]) == (303, way["next"])
    value, *flags = answer.headers["set-cookie"].split("; ")
    assert set(flags) == {"HttpOnly", "Path=/", "SameSite=lax"}
    assert sessions.find(board.ledger, value.removeprefix("cxboard_session=")) is not None
    http.cookies.clear()
    again = http.get("/auth/enter", params=way, headers=cookie)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    assert 'href="/hcahps-domains?facility=LH02"' in again.text


def test_signing_in_again_ends_the_browsers_former_session(
    board: Board, http: httpx.Client
) -> None:
    former, visitor = board.new_session(), tokens.new_token()
    ticket = tickets.issue(board.ledger, board.name, visitor)
    cookie = {"Cookie": f"cxboard_visitor={visitor}; cxboard_session={former}"}
    http.get("/auth/enter", params={"ticket": ticket}, headers=cookie)
    assert sessions.find(board.ledger, former) is None


@pytest.mark.parametrize("target", ["//cxboard.example.org", "/\\cxboard.example.org", "/media/a"])
def test_leaving_and_entering_never_lead_away(
    board: Board, http: httpx.Client, target: str
) -> None:
    visitor = tokens.new_token()
    ticket = tickets.issue(board.ledger, board.name, visitor)
    cookie = {"Cookie": f"cxboard_visitor={visitor}"}
    entered = http.get("/auth/enter", params={"ticket": ticket, "next": target}, headers=cookie)
    left = http.get("/auth/leave", params={"next": target})
    assert entered.headers["location"] == left.headers["location"] == "/"


def test_a_link_elsewhere_signs_nobody_out(board: Board, http: httpx.Client) -> None:
    token = board.new_session()
    cookie = {"Cookie": f"cxboard_session={token}"}
    assert "set-cookie" not in http.get("/auth/leave", headers=cookie).headers
    sessions.revoke(board.ledger, tokens.digest(token))
    cleared = http.get("/auth/leave", headers=cookie).headers["set-cookie"]
    assert cleared.startswith('cxboard_session=""; expires=')


def test_behind_https_cookies_are_secure(tmp_path: Path) -> None:
    environment = {"CXBOARD_HTTPS": "1", "CXBOARD_ALLOWED_HOSTS": "board.example"}
    with running_board(tmp_path / "data", tmp_path, environment) as board:
        visitor = tokens.new_token()
        ticket = tickets.issue(board.ledger, board.name, visitor)
        headers = {"Cookie": f"cxboard_visitor={visitor}", "Host": "board.example"}
        answer = httpx.get(f"{board.url}/auth/enter?ticket={ticket}", headers=headers)
        assert answer.headers["set-cookie"].endswith("; Secure")
        assert "max-age=" in answer.headers["strict-transport-security"]
        assert httpx.get(board.url, headers={"Host": "other.example"}).status_code == 400


def test_the_log_holds_no_ticket_and_no_password(board: Board) -> None:
    log = board.log.read_text()
    assert board.password not in log
    assert "ticket=" not in log
    assert "Traceback" not in log


def test_a_damaged_lake_is_read_only_and_says_so(own_demo: Path, tmp_path: Path) -> None:
    file = next((own_demo / "lake" / "survey").rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-1])
    with running_board(own_demo, tmp_path) as board:
        ready = httpx.get(f"{board.url}/api/ready")
        assert (ready.status_code, ready.json()["status"][:9]) == (200, "read-only")
        assert file.name not in ready.text
        with wire(board, board.new_session()) as connection:
            assert "Read only" in str(ask(connection, rerun()))
