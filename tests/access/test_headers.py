"""Does every kind of answer carry the headers that it should?"""

from __future__ import annotations

import base64
import hashlib

import pytest

from cxboard.access.headers import SecurityHeaders, inline_scripts
from tests.access.asgi import Answer, Recorder, ask

SCRIPT = "window.ready = true"
_EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


def _answer(path: str, content_type: str = "text/html", **given: str) -> Answer:
    app = SecurityHeaders(Recorder(content_type), scripts=[SCRIPT])
    return ask(app, path, **given)


def _policy(answer: Answer) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize(
    "path", ["/", "/media/a.csv", "/static/js/a.js", "/auth/enter", "/nothing"]
)
def test_every_answer_is_protected(path: str) -> None:
    headers = _answer(path).headers
    assert {name: headers[name] for name in _EVERYWHERE} == _EVERYWHERE
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize(
    ("path", "content_type", "is_kept_out_of_caches"),
    [
        ("/", "text/html; charset=utf-8", True),
        ("/media/a.csv", "text/csv", True),
        ("/api/ready", "application/json", True),
        ("/static/missing", "text/html; charset=utf-8", True),
        ("/static/js/a.js", "text/javascript", False),
        ("/favicon.png", "image/png", False),
    ],
)
def test_only_static_files_may_be_kept(
    path: str, content_type: str, is_kept_out_of_caches: bool
) -> None:
    kept_out = _answer(path, content_type).headers.get("cache-control") == "no-store"
    assert kept_out is is_kept_out_of_caches


def test_only_our_own_scripts_run() -> None:
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = _policy(_answer("/"))
    assert policy["script-src"] == f"'self' 'sha256-{digest}'"
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe-eval" not in str(policy)


def test_websockets_go_to_the_pages_own_host_only() -> None:
    policy = _policy(_answer("/", host="cxboard.example.org:8443"))
    assert (
        policy["connect-src"]
        == "'self' ws://cxboard.example.org:8443 wss://cxboard.example.org:8443"
    )
    assert _policy(_answer("/", host="a; script-src *"))["connect-src"] == "'self'"


def test_https_is_remembered() -> None:
    assert "max-age=" in _answer("/", scheme="https").headers["strict-transport-security"]
    told = SecurityHeaders(Recorder(), always_secure=True)
    assert "max-age=" in ask(told, "/").headers["strict-transport-security"]


def test_inline_scripts_are_found() -> None:
    html = '<script>\n a\n</script><script type="module" src="x"></script><script>b</script>'
    assert inline_scripts(html) == ["\n a\n", "b"]
