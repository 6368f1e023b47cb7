"""Is a polluted table refused in words, or is every row of it what it was in the clean one?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cxboard.ingest.checking import check
from cxboard.ingest.limits import DEFAULT_LIMITS
from cxboard.ingest.looking import open_file
from cxboard.ingest.matching import Match, match
from cxboard.ingest.progress import Progress
from cxboard.ingest.reader import Extract
from cxboard.ingest.receive import Received, receive
from cxboard.ingest.report import Problem
from cxboard.ingest.said import NOTHING_SAID
from cxboard.ingest.staging import room
from cxboard.storage.workspace import Workspace
from tests.campaigns.third_reader import differs
from tests.ingest.files import SAMPLES
from tests.ingest.pollutions import POLLUTIONS
from tests.warm import warm_reader

Rows = dict[str, dict[str, Any]]
"""Rows that would be published, by their key."""

TABLES = ("survey", "contact", "feedback", "cms_state")
_CALL = '{n},North,2026-06-{n},{rating},"said ""{n}"",\nand left"\n'
FOREIGN = 'Call ref,Where,"When, local",How was it?,Comment\n' + "".join(
    _CALL.format(n=number, rating=number % 5) for number in range(10, 22)
)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, warm_reader(patch):
        yield


def table(name: str) -> str:
    """Return the names and the first rows of a sample."""
    lines = (SAMPLES / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[:12])


def taken_in(workspace: Workspace, content: str | bytes) -> Rows | tuple[Problem, ...]:
    """Return which rows of a text would be published, or why none; every cell is read thrice."""
    path = workspace.data_dir.parent / "extract.csv"
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    received = receive(path, DEFAULT_LIMITS)
    if not isinstance(received, Received):
        return (received,)
    with room(workspace.staging_dir) as folder:
        extract = open_file(received, folder, NOTHING_SAID, [], DEFAULT_LIMITS, Progress())
        if not isinstance(extract, Extract):
            return extract
        assert differs(extract, ".csv", raw) is None
        matched = match(extract, NOTHING_SAID, [], folder)
        if not isinstance(matched, Match):
            return matched
        return _checked(workspace, received, matched, folder)


def _checked(
    workspace: Workspace, received: Received, matched: Match, folder: Path
) -> Rows | tuple[Problem, ...]:
    staged = check(
        workspace,
        received,
        matched.extract,
        matched.recognised,
        folder,
        "test",
        {},
        Progress(),
        None,
    )
    rows = pl.read_parquet(staged.candidate.rows_file, hive_partitioning=False)
    if rows.is_empty():
        return tuple(one for one in staged.problems if one.severity == "error")
    return {row["record_key"]: row for row in rows.to_dicts()}


@pytest.mark.parametrize("name", TABLES)
def test_a_polluted_table_is_refused_or_says_what_the_clean_one_says(
    workspace: Workspace, name: str
) -> None:
    clean = taken_in(workspace, table(name))
    assert isinstance(clean, dict)
    outcomes = {}
    for deed, pollute in POLLUTIONS.items():
        found = taken_in(workspace, pollute(table(name)))
        outcomes[deed] = found
        if isinstance(found, dict):
            wrong = {key: row for key, row in found.items() if clean.get(key) != row}
            assert not wrong, deed
        else:
            assert found, deed
            assert all(one.message and one.fix for one in found), deed
    read = [deed for deed, found in outcomes.items() if isinstance(found, dict)]
    assert {"clean", "CR LF", "UTF-16", "title", "semicolons", "all quoted"} <= set(read)


def test_a_polluted_foreign_table_is_refused_or_read_as_it_stands(workspace: Workspace) -> None:
    for deed, pollute in POLLUTIONS.items():
        found = taken_in(workspace, pollute(FOREIGN))
        assert not isinstance(found, dict), deed
        assert all(one.message and one.fix for one in found), deed
