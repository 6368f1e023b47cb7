"""What do all tests share? A small demo, the real command line, and an honest closing summary."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from _pytest.terminal import TerminalReporter
from filelock import FileLock
from hypothesis import settings
from sqlalchemy import create_engine, text

from tests.commands import ROOT, run_cxboard
from tests.components import MISSING, unavailable
from tests.postgres import ADVICE, cluster, find_postgres

SOAK = os.environ.get("CXBOARD_SOAK") == "1"
"""Long campaigns at full length (`make soak`); otherwise their short form."""

DEMO_RESPONSES = 6_000
"""A tenth of the demo: large enough for every page, small enough to build while tests wait."""

TELLING_RESPONSES = 30_000
"""Half the demo: months of one hospital with enough answers to tell a story from noise."""

# The short form is the same on every run, so that a red run is red for a reason in the change;
# the long form draws anew each time and prints what it drew.
settings.register_profile("short", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("soak", deadline=None, print_blob=True, max_examples=2_000)
settings.load_profile("soak" if SOAK else "short")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Repeat what campaigns counted; say, and count, what did not run and why."""
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    told = [line for report in reports for name, line in report.user_properties if name == "told"]
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)]
    missing = [reason.partition(MISSING)[2] for reason in reasons if MISSING in reason]
    if told:
        terminalreporter.section("campaigns")
    for line in told:
        terminalreporter.write_line(str(line))
    if missing:
        terminalreporter.section("not run")
    for reason in sorted(set(missing)):
        terminalreporter.write_line(f"{missing.count(reason)} × {reason}")


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a way to print one line below all tests, whichever worker the test ran in."""
    return lambda line: record_property("told", line)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the whole project."""
    return ROOT


@pytest.fixture(scope="session")
def soak() -> bool:
    """Return whether campaigns run at full length."""
    return SOAK


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the URL of a PostgreSQL that runs while this worker's tests do."""
    programs = find_postgres()
    if programs is None:
        unavailable("PostgreSQL", ADVICE)
    with cluster(programs) as url:
        yield url


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty ledger; a test that takes it runs on both kinds of database."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: str = request.getfixturevalue("postgres")
    name = f"cx_{uuid4().hex}"  # a schema each: a database each would take a second
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return f"{server}&options=-csearch_path%3D{name}"


def _built_once(base: Path, name: str, responses: int) -> Path:
    """Build a demo in pytest's own folder, once for all workers, and return its data folder."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    built = base / name
    with FileLock(base / f"{name}.lock"):
        if not (built / "done").exists():
            shutil.rmtree(built, ignore_errors=True)
            run_cxboard("demo", "--responses", str(responses), data_dir=built / "data")
            (built / "done").touch()
    return built / "data"


@pytest.fixture(scope="session")
def shared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a small demo, built once for all workers. Never write to it."""
    return _built_once(tmp_path_factory.getbasetemp(), "shared-demo", DEMO_RESPONSES)


@pytest.fixture(scope="session")
def telling_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of a demo large enough for one hospital's story to be a signal."""
    return _built_once(tmp_path_factory.getbasetemp(), "telling-demo", TELLING_RESPONSES)


@pytest.fixture
def own_demo(shared_demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the small demo that the test may change."""
    copied = tmp_path / "data"
    shutil.copytree(shared_demo, copied)
    return copied
