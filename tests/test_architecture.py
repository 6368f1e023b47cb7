"""Does the project keep to its architecture, and would the rules notice if it did not?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import Problem, problems, sources


def test_the_project_keeps_to_its_architecture(repository: Path) -> None:
    found = problems(repository)
    assert not found, "\n" + "\n".join(str(problem) for problem in found)


def test_the_rules_looked_at_the_whole_project(repository: Path) -> None:
    seen = {source.path for source in sources(repository)}
    assert {"tests/architecture.py", "app/main.py", "src/cxboard/domain/measures.py"} <= seen
    assert any(path.startswith("pages/") for path in seen)


def _check(root: Path, path: str, code: str) -> list[Problem]:
    """Return the problems of a tree that holds one file; line 1 of it is a docstring."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'"""What is it for?"""\n{code}', encoding="utf-8")
    return problems(root)


_CACHED = "src/cxboard/ui/cached.py"
_PAGE = "pages/listening/page.py"

_BROKEN = {
    "layer upwards": ("src/cxboard/analysis/a.py", "\nimport cxboard.ui.page\n", 3, "analysis may"),
    "from a layer": ("src/cxboard/domain/a.py", "from cxboard import storage\n", 2, "domain may"),
    "layer aside": ("src/cxboard/charts/a.py", "from cxboard.results import score\n", 2, "charts"),
    "inside a function": (
        "src/cxboard/cli.py",
        "def serve() -> None:\n    from cxboard.ui import page\n",
        3,
        "cli may not import cxboard.ui.page",
    ),
    "page to storage": (_PAGE, "from cxboard.storage import lake\n", 2, "pages may not"),
    "unknown layer": ("src/cxboard/helpers/a.py", "", 1, "“helpers” is not a layer"),
    "library in domain": ("src/cxboard/domain/a.py", "import polars as pl\n", 2, "standard lib"),
    "streamlit outside ui": ("src/cxboard/charts/a.py", "import streamlit as st\n", 2, "streamlit"),
    "duckdb in a page": (_PAGE, "import duckdb\n", 2, "duckdb may be imported only"),
    "duckdb in storage": ("src/cxboard/storage/a.py", "import duckdb\n", 2, "duckdb"),
    "deltalake in ingest": ("src/cxboard/ingest/a.py", "import deltalake\n", 2, "deltalake"),
    "sqlalchemy in queries": ("src/cxboard/queries/a.py", "import sqlalchemy\n", 2, "sqlalchemy"),
    "plotly in ui": ("src/cxboard/ui/a.py", "from plotly import graph_objects\n", 2, "plotly"),
    "authenticator": ("app/a.py", "import streamlit_authenticator\n", 2, "sign_in.py"),
    "pandas": (
        *("src/cxboard/charts/a.py", "import pandas\n", 2),
        "pandas may be imported only in src/cxboard/charts/figures.py",
    ),
    "a score by another way": (
        "src/cxboard/results/a.py",
        "from cxboard.domain.scoring import score\n",
        2,
        "ask results.disclosure.Clearance",
    ),
    "relative import": ("src/cxboard/ui/a.py", "from . import page\n", 2, "relative import"),
    "long page": (_PAGE, "a = 1\n" * 60, 61, "61 lines; at most 60"),
    "long file": ("src/cxboard/ui/a.py", "a = 1\n" * 250, 251, "251 lines; at most 250"),
    "long function": (
        "src/cxboard/ui/a.py",
        "def f() -> None:\n" + "    a = 1\n" * 60,
        2,
        "f has 61 lines",
    ),
    "function in a page": (_PAGE, "def f() -> None: ...\n", 2, "composition only"),
    "class in a page": (_PAGE, "class A: ...\n", 2, "composition only"),
    "arithmetic in a page": (_PAGE, "share = 3 / 4\n", 2, "no arithmetic"),
    "HTML in a page": (_PAGE, "a = 'Now <b>bold</b>'\n", 2, "HTML"),
    "unsafe HTML in a page": (_PAGE, "print(unsafe_allow_html=True)\n", 2, "HTML"),
    "colour in a page": (_PAGE, "accent = '#1f77b4'\n", 2, "colour"),
    "SQL in a page": (_PAGE, "q = 'select a from b'\n", 2, "SQL"),
    "SQL over lines": (_PAGE, "q = '''\n  SELECT a\n  FROM b'''\n", 2, "SQL"),
    "SQL in the app": ("app/main.py", "q = 'DELETE FROM users'\n", 2, "SQL"),
    "state in a page": (_PAGE, "import streamlit as st\nst.session_state.a = 1\n", 3, "state"),
    "state by name": ("app/main.py", "from streamlit import session_state as s\n", 2, "state"),
    "state by text": ("app/main.py", "s = getattr(object, 'session_state')\n", 2, "state"),
    "cache elsewhere": (
        "src/cxboard/ui/page.py",
        "import streamlit as st\n@st.cache_data(ttl=60)\ndef f(publication: str) -> None: ...\n",
        3,
        "caches live in",
    ),
    "cache by another name": (
        "src/cxboard/ui/page.py",
        "from streamlit import cache_resource as keep\n",
        2,
        "caches live in",
    ),
    "cache without publication": (
        _CACHED,
        "import streamlit as st\n@st.cache_data(ttl=60)\ndef f(scope: str) -> None: ...\n",
        4,
        "needs “publication: str”",
    ),
    "cache without scope": (
        _CACHED,
        "import streamlit as st\n@st.cache_data(ttl=60)\ndef f(publication: str) -> None: ...\n",
        4,
        "needs “scope: str”",
    ),
    "cache that takes a frame": (
        _CACHED,
        (
            "import polars as pl\nimport streamlit as st\n@st.cache_resource(max_entries=9)\n"
            "def f(publication: str, scope: str, rows: pl.DataFrame | None) -> None: ...\n"
        ),
        5,
        "takes a frame (rows)",
    ),
    "cache with an unhashed argument": (
        _CACHED,
        (
            "import streamlit as st\n@st.cache_data(ttl=60)\n"
            "def f(publication: str, scope: str, _filters: int) -> None: ...\n"
        ),
        4,
        "_filters would not be part of its key",
    ),
    "cache with open arguments": (
        _CACHED,
        (
            "import streamlit as st\n@st.cache_data(ttl=60)\n"
            "def f(publication: str, scope: str, **more: str) -> None: ...\n"
        ),
        4,
        "name every argument",
    ),
    "cache without bound": (
        _CACHED,
        (
            "import streamlit as st\n@st.cache_data\n"
            "def f(publication: str, scope: str) -> None: ...\n"
        ),
        4,
        "max_entries or ttl",
    ),
    "cache not as a decorator": (
        _CACHED,
        "import streamlit as st\nf = st.cache_data(print)\n",
        3,
        "a cache is a decorator",
    ),
}


@pytest.mark.parametrize(("path", "code", "line", "reason"), _BROKEN.values(), ids=_BROKEN.keys())
def test_a_broken_rule_is_told_with_file_line_and_reason(
    tmp_path: Path, path: str, code: str, line: int, reason: str
) -> None:
    found = _check(tmp_path, path, code)
    told = [str(problem) for problem in found]
    assert any(text.startswith(f"{path}:{line}: ") and reason in text for text in told), told


def test_a_missing_docstring_is_told(tmp_path: Path) -> None:
    file = tmp_path / "pages" / "page.py"
    file.parent.mkdir()
    file.write_text("import streamlit\n", encoding="utf-8")
    assert [str(problem) for problem in problems(tmp_path)] == [
        "pages/page.py:1: no module docstring: say which question the file answers"
    ]


_SOUND = {
    "a chart takes a result's shape": (
        "src/cxboard/charts/a.py",
        "from cxboard.results.types import Scorecard\nfrom cxboard.domain import measures\n",
    ),
    "prose in a page": (
        _PAGE,
        "from cxboard.ui import page\npage.begin(title='Select a hospital from the list')\n",
    ),
    "a file's name in a page": (_PAGE, "title = 'C# and #1 of 3 < 4'\n"),
    "a cache with its whole key": (
        _CACHED,
        (
            "import streamlit as st\n@st.cache_resource(max_entries=64)\n"
            "def f(publication: str, scope: str, filters: tuple[str, ...]) -> None: ...\n"
        ),
    ),
    "tests use any layer": ("tests/test_a.py", "import duckdb\nfrom cxboard.ui import page\n"),
}


@pytest.mark.parametrize(("path", "code"), _SOUND.values(), ids=_SOUND.keys())
def test_what_is_sound_passes(tmp_path: Path, path: str, code: str) -> None:
    assert _check(tmp_path, path, code) == []
