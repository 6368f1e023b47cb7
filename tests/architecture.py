"""Does the code keep to its architecture? The rules as tables, and what breaks them.

`python -m tests.architecture` prints every problem with file, line and reason, and then the
functions that are longer than they should be. `tests/test_architecture.py` runs the same.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

PACKAGE: Final = "cxboard"
FILE_LINES, PAGE_LINES, FUNCTION_LINES, LONG_FUNCTION_LINES = 250, 60, 60, 40

_RESULTS: Final = {"domain", "storage", "queries", "analysis", "results"}
_ALL: Final = _RESULTS | {"ingest", "charts", "reports", "access"}
LAYERS: Final[dict[str, set[str]]] = {
    "domain": set(),
    "storage": {"domain"},
    "ingest": {"domain", "storage"},
    "queries": {"domain", "storage"},
    "analysis": {"domain"},
    "charts": {
        "domain",
        "analysis",
        "results.types",
        "results.funnel_types",
        "results.learning_types",
        "results.trend_types",
    },
    "results": _RESULTS,
    "reports": _RESULTS | {"charts"},
    "access": {"domain", "storage"},
    "demo": {"domain", "storage", "ingest"},
    "ui": _ALL,
    "commands": _ALL | {"demo"},
    "cli": _ALL | {"demo", "commands"},
    "app": _ALL | {"ui"},
    "pages": {"ui", "charts", "domain"},
}
"""Layer → the layers it may import; its own it always may. A dotted name allows one module."""

LIBRARIES: Final[dict[str, tuple[str, ...]]] = {
    "streamlit": ("src/cxboard/ui/*", "app/*", "pages/*"),
    "streamlit_authenticator": ("src/cxboard/ui/sign_in.py", "src/cxboard/access/passwords.py"),
    "duckdb": (
        "src/cxboard/queries/*",
        "src/cxboard/storage/rollups.py",
        "src/cxboard/storage/classify.py",
        "src/cxboard/storage/visible.py",
        "src/cxboard/ingest/child*.py",
    ),
    "deltalake": ("src/cxboard/storage/lake.py",),
    "sqlalchemy": ("src/cxboard/storage/*", "src/cxboard/access/*"),
    "reportlab": ("src/cxboard/reports/*",),
    "plotly": ("src/cxboard/charts/figures.py",),
    "statsmodels": ("src/cxboard/analysis/*",),
    "pandas": ("src/cxboard/charts/figures.py",),
}
"""Library → the only files that may import it. Tests may import anything."""

CACHES: Final = ("src/cxboard/ui/cached.py", "src/cxboard/ui/cached_extracts.py")
"""The only homes of Streamlit's caches."""

ONE_WAY: Final[dict[str, tuple[str, ...]]] = {
    "cxboard.domain.scoring.score": ("src/cxboard/results/disclosure.py",),
    "cxboard.domain.scoring.score_item": ("src/cxboard/results/disclosure.py",),
    "cxboard.domain.scoring.boxes": (
        "src/cxboard/results/arithmetic.py",
        "src/cxboard/results/omnichannel.py",
    ),
    "cxboard.queries.answer_counts.answer_counts": (
        "src/cxboard/results/cells.py",
        "src/cxboard/results/counting.py",
    ),
    "cxboard.queries.answer_counts.question": (
        "src/cxboard/results/receipt.py",
        "src/cxboard/results/recounting.py",
        "src/cxboard/results/value.py",
    ),
}
"""From counts to figures: what only these files may import. A figure comes out of `Clearance`; who
else reads counts asks it first."""

_FRAME: Final = re.compile(r"DataFrame|Series|LazyFrame|\bTable\b|ndarray")
_SQL: Final = re.compile(
    r"^\s*(?:(?:SELECT|select|WITH|with)\b.*\b(?:FROM|from)\b"
    r"|(?:INSERT|insert)\s+(?:INTO|into)\b|(?:UPDATE|update)\b.*\b(?:SET|set)\b"
    r"|(?:DELETE|delete)\s+(?:FROM|from)\b|(?:CREATE|create|DROP|drop)\s+(?:TABLE|table|VIEW|view))",
    re.DOTALL,
)
_HTML: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_COLOUR: Final = re.compile(
    r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|\b(?:rgb|hsl)a?\("
)


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One broken rule: where, and why it is one."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Return it as editors and people read it."""
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One parsed file; `path` is relative to the repository, with forward slashes."""

    path: str
    lines: int
    tree: ast.Module

    @property
    def folder(self) -> str:
        """The top folder: src, app, pages or tests."""
        return self.path.partition("/")[0]

    @property
    def layer(self) -> str:
        """The layer, or "" for the package's own `__init__` and the tests."""
        if self.folder in ("app", "pages"):
            return self.folder
        inside = self.path.removeprefix(f"src/{PACKAGE}/")
        name = inside.partition("/")[0].removesuffix(".py")
        return "" if inside == self.path or name == "__init__" else name


Finding = tuple[ast.AST | int, str]


def problems(root: Path) -> list[Problem]:
    """Return everything below `root` that breaks a rule, ordered by file and line."""
    found = []
    for source in sources(root):
        for rule in RULES:
            for where, reason in rule(source):
                line = where if isinstance(where, int) else getattr(where, "lineno", 1)
                found.append(Problem(file=source.path, line=line, reason=reason))
    return sorted(found)


def sources(root: Path) -> Iterator[Source]:
    """Parse every Python file of the project below `root`."""
    for folder in ("src", "app", "pages", "tests"):
        for file in sorted((root / folder).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            path = file.relative_to(root).as_posix()
            yield Source(path=path, lines=len(text.splitlines()), tree=ast.parse(text, path))


def imports(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each imported module, as a dotted name; `from a import b` gives "a.b"."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _docstring(source: Source) -> Iterator[Finding]:
    if source.lines and not (ast.get_docstring(source.tree) or "").strip():
        yield 1, "no module docstring: say which question the file answers"


def _absolute(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node, "relative import: write the whole name"


def _direction(source: Source) -> Iterator[Finding]:
    if not source.layer:
        return
    if source.layer not in LAYERS:
        yield 1, f"“{source.layer}” is not a layer: give it a line in LAYERS"
        return
    allowed = LAYERS[source.layer] | {source.layer}
    for node, name in imports(source):
        package, _, inside = name.partition(".")
        if package == PACKAGE and not any(f"{inside}.".startswith(f"{a}.") for a in allowed):
            known = ", ".join(sorted(LAYERS[source.layer])) or "no other layer"
            yield node, f"{source.layer} may not import {name}: it may import {known}"


def _libraries(source: Source) -> Iterator[Finding]:
    for node, name in imports(source):
        library = name.partition(".")[0]
        homes = LIBRARIES.get(library)
        if homes is None or (source.folder == "tests" and homes):
            continue
        if not any(fnmatchcase(source.path, home) for home in homes):
            yield node, f"{library} may be imported only in {', '.join(homes) or 'no file'}"


def _one_way_to_figures(source: Source) -> Iterator[Finding]:
    if source.folder == "tests":
        return
    for node, name in imports(source):
        homes = ONE_WAY.get(name)
        if homes and source.path not in homes:
            yield node, f"{name} is for {', '.join(homes)}: ask results.disclosure.Clearance"


def _domain_is_plain(source: Source) -> Iterator[Finding]:
    if source.layer != "domain":
        return
    for node, name in imports(source):
        library = name.partition(".")[0]
        if library != PACKAGE and library not in sys.stdlib_module_names:
            yield node, f"domain uses the standard library only, not {library}"


def _sizes(source: Source) -> Iterator[Finding]:
    limit = {"src": FILE_LINES, "app": FILE_LINES, "pages": PAGE_LINES}.get(source.folder)
    if limit is not None and source.lines > limit:
        yield limit + 1, f"{source.lines} lines; at most {limit}"
    for node, length in functions(source):
        if length > FUNCTION_LINES:
            yield node, f"{node.name} has {length} lines; at most {LONG_FUNCTION_LINES}"


def functions(source: Source) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Yield every function with its length in lines."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def _texts(source: Source) -> Iterator[ast.Constant]:
    """Yield every text literal that is not a docstring."""
    documents = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in documents:
            yield node


def _no_sql_or_state(source: Source) -> Iterator[Finding]:
    if source.folder not in ("pages", "app"):
        return
    for text in _texts(source):
        if _SQL.search(str(text.value)):
            yield text, "SQL belongs in queries/"
        if text.value == "session_state":
            yield text, "session state belongs in ui/state.py"
    for node in ast.walk(source.tree):
        if "session_state" in {getattr(node, name, "") for name in ("attr", "id", "name")}:
            yield node, "session state belongs in ui/state.py"


def _pages_compose(source: Source) -> Iterator[Finding]:
    if source.folder != "pages":
        return
    for text in _texts(source):
        if _HTML.search(str(text.value)):
            yield text, "HTML belongs in ui/"
        if _COLOUR.search(str(text.value)):
            yield text, "a colour belongs in charts/theme.py or the theme's configuration"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield node, "a page is composition only: no function or class of its own"
        elif isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr):
            yield node, "a page is composition only: no arithmetic"
        elif isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield node.value, "HTML belongs in ui/"


def _caches_at_home(source: Source) -> Iterator[Finding]:
    if source.folder == "tests" or source.path in CACHES:
        return
    for node in ast.walk(source.tree):
        if _is_cache(node) and not isinstance(node, ast.Call):
            yield node, f"caches live in {' and '.join(CACHES)}"


def _cache_keys(source: Source) -> Iterator[Finding]:
    if source.path not in CACHES:
        return
    decorators = set()
    for function, _ in functions(source):
        for decorator in function.decorator_list:
            if _is_cache(decorator):
                decorators |= {id(node) for node in ast.walk(decorator)}
                yield from ((function, reason) for reason in _cache_faults(function, decorator))
    for node in ast.walk(source.tree):
        if _is_cache(node) and id(node) not in decorators and not isinstance(node, ast.alias):
            yield node, "a cache is a decorator, so that its key can be read off the function"


def _is_cache(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return _is_cache(node.func)
    named = getattr(node, "attr", None) or getattr(node, "id", None)
    if isinstance(node, ast.alias):
        named = node.name
    return named in ("cache_data", "cache_resource")


def _cache_faults(
    function: ast.FunctionDef | ast.AsyncFunctionDef, decorator: ast.expr
) -> Iterator[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    kinds = {a.arg: ast.unparse(a.annotation) if a.annotation else "" for a in arguments}
    for needed in ("publication", "scope"):
        if kinds.get(needed) != "str":
            yield f"{function.name} is cached and needs “{needed}: str” in its key"
    for name, kind in kinds.items():
        if _FRAME.search(kind):
            yield f"{function.name} is cached and takes a frame ({name}): take what makes it"
        if name.startswith("_"):
            yield f"{function.name} is cached and {name} would not be part of its key"
    if function.args.vararg or function.args.kwarg:
        yield f"{function.name} is cached: name every argument"
    limits = decorator.keywords if isinstance(decorator, ast.Call) else []
    if not {"max_entries", "ttl"} & {keyword.arg for keyword in limits}:
        yield f"{function.name} is cached without bound: set max_entries or ttl"


RULES: Final[tuple[Callable[[Source], Iterator[Finding]], ...]] = (
    _docstring,
    _absolute,
    _direction,
    _libraries,
    _one_way_to_figures,
    _domain_is_plain,
    _sizes,
    _no_sql_or_state,
    _pages_compose,
    _caches_at_home,
    _cache_keys,
)


def main(root: Path) -> int:
    """Print every problem, then the functions to shorten; return the exit code."""
    found = problems(root)
    for problem in found:
        print(problem)
    for source in sources(root):
        for node, length in functions(source):
            if LONG_FUNCTION_LINES < length <= FUNCTION_LINES:
                print(f"{source.path}:{node.lineno}: note: {node.name} has {length} lines")
    print(f"architecture: {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))
