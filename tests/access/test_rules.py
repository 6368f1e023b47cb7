"""What may anybody reach, and where may a sign-in lead to?"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.access.rules import Need, need_of, safe_next

PAGES = frozenset({"/", "/hcahps-domains"})
HERE = "http://127.0.0.1:8501/auth/enter"

_NEEDS = {
    ("GET", "/"): Need.VISITOR,
    ("HEAD", "/hcahps-domains"): Need.VISITOR,
    ("GET", "/static/js/index.js"): Need.NOTHING,
    ("GET", "/favicon.png"): Need.NOTHING,
    ("GET", "/_stcore/health"): Need.NOTHING,
    ("GET", "/_stcore/host-config"): Need.NOTHING,
    ("GET", "/hcahps-domains/_stcore/health"): Need.NOTHING,
    ("GET", "/api/health"): Need.NOTHING,
    ("GET", "/api/ready"): Need.NOTHING,
    ("GET", "/auth/enter"): Need.NOTHING,
    ("GET", "/auth/leave"): Need.NOTHING,
    ("POST", "/"): Need.SESSION,
    ("POST", "/auth/enter"): Need.SESSION,
    ("OPTIONS", "/_stcore/health"): Need.SESSION,
    ("GET", "/auth/login"): Need.SESSION,
    ("GET", "/unknown"): Need.SESSION,
    ("GET", "/media/abc.csv"): Need.SESSION,
    ("GET", "/media/_stcore/health"): Need.SESSION,
    ("GET", "/hcahps-domains/media/abc"): Need.SESSION,
    ("PUT", "/_stcore/upload_file/a/b"): Need.SESSION,
    ("GET", "/_stcore/metrics"): Need.SESSION,
    ("GET", "/_stcore/agent/openapi.json"): Need.SESSION,
    ("GET", "/component/x/index.html"): Need.SESSION,
    ("GET", "/_stcore/bidi-components/x"): Need.SESSION,
    ("GET", "/static"): Need.SESSION,
    ("GET", ""): Need.SESSION,
}


@pytest.mark.parametrize(("request_line", "need"), _NEEDS.items())
def test_what_a_request_needs(request_line: tuple[str, str], need: Need) -> None:
    assert need_of(*request_line, PAGES) is need


@pytest.mark.parametrize(
    "link",
    [
        "/",
        "/hcahps-domains",
        "/hcahps-domains?facility=LH02",
        "/?period=2026Q3&facility=LH02&unit=LH02-ICU",
        "/hcahps-domains?service_line=Women%27s%20health&x=",
    ],
)
def test_a_link_to_a_page_survives_with_its_query(link: str) -> None:
    assert safe_next(link, PAGES) == link


_ATTACKS = [
    None,
    "",
    "//cxboard.example.org",
    "///cxboard.example.org",
    "/\\cxboard.example.org",
    "\\\\cxboard.example.org",
    "\\cxboard.example.org",
    "http://cxboard.example.org",
    "https:cxboard.example.org",
    "https:///cxboard.example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "%2F%2Fcxboard.example.org",
    "/%2Fcxboard.example.org",
    "/%5Ccxboard.example.org",
    "/%09/cxboard.example.org",
    "/\t/cxboard.example.org",
    "/\n/cxboard.example.org",
    " //cxboard.example.org",
    "/hcahps-domains/../..//cxboard.example.org",
    "/hcahps-domains@cxboard.example.org",
    "/.cxboard.example.org",
    "@cxboard.example.org",
    ".cxboard.example.org",
    "hcahps-domains",
    "/auth/leave",
    "/media/secret",
    "/hcahps-domains#//cxboard.example.org",
]


@pytest.mark.parametrize("attack", _ATTACKS)
def test_everything_else_leads_to_the_first_page(attack: str | None) -> None:
    assert safe_next(attack, PAGES) == "/"


@given(st.text(), st.sampled_from(["", "/", "//", "/\\", "/hcahps-domains?", "/hcahps-domains?a="]))
def test_no_text_leads_away_or_splits_a_header(text: str, start: str) -> None:
    target = safe_next(start + text, PAGES)
    assert target.isascii()
    assert target.isprintable()
    assert urlsplit(target).path in PAGES
    assert urlsplit(urljoin(HERE, target)).netloc == "127.0.0.1:8501"


def test_a_long_query_is_cut_not_refused() -> None:
    assert len(safe_next("/?a=" + "x" * 100_000, PAGES)) <= 2000
