"""Does the guard let through what it should, and nothing else?"""

from __future__ import annotations

import pytest

from cxboard.access import sessions, tokens
from cxboard.access.guard import IDENTITY_HEADER, Guard
from cxboard.access.requests import parse_cookies
from cxboard.storage.ledger import Ledger
from tests.access.asgi import HOST, Recorder, ask, connect
from tests.access.conftest import USER

PAGES = frozenset({"/", "/hcahps-domains"})


def _guard(ledger: Ledger, app: Recorder, *, always_secure: bool = False) -> Guard:
    return Guard(
        app,
        ledger=ledger,
        page_paths=PAGES,
        hosts=("127.0.0.1", "board.example"),
        bare_rerun=lambda message: b"bare:" + message,
        always_secure=always_secure,
    )


@pytest.fixture
def app() -> Recorder:
    return Recorder()


@pytest.fixture
def guard(ledger: Ledger, app: Recorder) -> Guard:
    return _guard(ledger, app)


@pytest.fixture
def token(ledger: Ledger) -> str:
    return sessions.create(ledger, USER)


def test_anonymous_callers_get_pages_and_no_media(guard: Guard, app: Recorder) -> None:
    assert ask(guard, "/hcahps-domains").body == b"passed"
    refused = ask(guard, "/media/secret.csv")
    assert (refused.status, refused.body) == (401, b"Sign in first.")
    assert len(app.scopes) == 1


def test_a_session_opens_the_rest_until_it_ends(guard: Guard, ledger: Ledger, token: str) -> None:
    cookie = f"other=1; cxboard_session={token}"
    assert ask(guard, "/media/secret.csv", cookie=cookie).status == 200
    sessions.revoke_all(ledger, USER)
    assert ask(guard, "/media/secret.csv", cookie=cookie).status == 401


@pytest.mark.parametrize("value", ["", "x", "x" * 43, '"quoted"', "é", "a" * 100_000])
def test_a_made_up_cookie_opens_nothing(guard: Guard, value: str) -> None:
    assert ask(guard, "/media/secret.csv", cookie=f"cxboard_session={value}").status == 401


@pytest.mark.parametrize(
    "host", ["", "cxboard.example.org", "127.0.0.1.example", "[::", "a@b", "*"]
)
def test_foreign_host_names_are_refused(guard: Guard, host: str) -> None:
    assert ask(guard, "/", host=host).status == 400
    assert connect(guard, [], host=host) == ["websocket.close"]


@pytest.mark.parametrize("host", [HOST, "127.0.0.1", "board.example", "BOARD.example.:443"])
def test_our_host_names_are_known(guard: Guard, host: str) -> None:
    assert ask(guard, "/", host=host).status == 200


@pytest.mark.parametrize(
    "origin", ["http://cxboard.example.org", f"http://{HOST}1", "null", "http://127.0.0.1", "x"]
)
def test_other_sites_may_neither_write_nor_listen(guard: Guard, token: str, origin: str) -> None:
    cookie = f"cxboard_session={token}"
    path = "/_stcore/upload_file/a/b"
    assert ask(guard, path, method="PUT", cookie=cookie, origin=origin).status == 403
    assert connect(guard, [], cookie=cookie, origin=origin) == ["websocket.close"]


def test_a_write_without_origin_is_refused_when_the_browser_calls_it_foreign(
    guard: Guard, token: str
) -> None:
    cookie, path = f"cxboard_session={token}", "/_stcore/upload_file/a/b"
    foreign = ask(guard, path, method="POST", cookie=cookie, sec_fetch_site="cross-site")
    own = ask(guard, path, method="POST", cookie=cookie, sec_fetch_site="same-origin")
    assert (foreign.status, own.status) == (403, 200)


def test_our_own_pages_may_write_with_a_session_only(guard: Guard, token: str) -> None:
    path, origin = "/_stcore/upload_file/a/b", f"http://{HOST}"
    assert ask(guard, path, method="PUT", origin=origin).status == 401
    signed_in = ask(guard, path, method="PUT", origin=origin, cookie=f"cxboard_session={token}")
    assert signed_in.status == 200


def test_a_browser_gets_its_visitor_cookie_once(guard: Guard) -> None:
    given = ask(guard, "/").headers["set-cookie"]
    name, _, rest = given.partition("=")
    value, *flags = rest.split("; ")
    assert name == "cxboard_visitor"
    assert tokens.is_token(value)
    assert flags == ["Path=/", "HttpOnly", "SameSite=Lax"]
    assert "set-cookie" not in ask(guard, "/", cookie=f"cxboard_visitor={value}").headers
    assert "set-cookie" in ask(guard, "/", cookie="cxboard_visitor=chosen-by-somebody").headers
    assert "set-cookie" not in ask(guard, "/static/js/x.js").headers


def test_over_https_the_visitor_cookie_is_secure(ledger: Ledger, app: Recorder) -> None:
    seen = ask(_guard(ledger, app), "/", scheme="https").headers["set-cookie"]
    told = ask(_guard(ledger, app, always_secure=True), "/").headers["set-cookie"]
    assert seen.endswith("; Secure")
    assert told.endswith("; Secure")


def test_only_the_guard_says_who_it_is(
    guard: Guard, app: Recorder, ledger: Ledger, token: str
) -> None:
    forged = {"x_cxboard_session": "somebody"}
    connect(guard, [], **forged)
    connect(guard, [], cookie=f"cxboard_session={token}", **forged)
    ask(guard, "/", **forged)
    said = [
        [v for k, v in scope["headers"] if k == IDENTITY_HEADER.encode()] for scope in app.scopes
    ]
    assert said == [[], [tokens.digest(token).encode()], []]


def test_after_the_session_every_message_is_a_bare_rerun(
    guard: Guard, app: Recorder, ledger: Ledger, token: str
) -> None:
    def end_session() -> None:
        sessions.revoke_all(ledger, USER)

    messages = [b"one", end_session, b"fragment", b"callback"]
    connect(guard, messages, cookie=f"cxboard_session={token}")
    assert app.received == [b"one", b"bare:fragment", b"bare:callback"]


def test_only_the_scripts_websocket_is_open(guard: Guard, app: Recorder, token: str) -> None:
    closed = connect(guard, [], path="/_stcore/other", cookie=f"cxboard_session={token}")
    assert closed == ["websocket.close"]
    assert not app.scopes


def test_broken_cookies_do_no_harm() -> None:
    assert parse_cookies("a=1; =; ;b=\x00; c=2; d") == {"a": "1", "c": "2"}
