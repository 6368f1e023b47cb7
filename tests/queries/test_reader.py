"""Does the reading connection stay locked, and the answer in step with its publication?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.answer_counts import answer_counts
from cxboard.queries.organisation import cut_values
from cxboard.queries.reader import Reader, opened
from cxboard.storage.publications import current
from cxboard.storage.publishing import publish
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import candidate, survey

YEAR = Filters(period=Period(first=date(2026, 1, 1), last=date(2026, 12, 1)))


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    workspace = Workspace.open(tmp_path / "data")
    rows = [survey(str(k), f"2026-0{1 + k % 3}", rating=k % 11, language="xyz"[k % 3])
            for k in range(60)]  # fmt: skip
    rows += [survey(f"b{k}", facility_id="B", unit_id="B1", rating=9) for k in range(20)]
    publish(workspace, candidate(workspace, rows))
    shown = current(workspace.ledger)
    assert shown is not None
    yield opened(workspace, shown)
    workspace.close()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '/tmp/escape.csv'",
        "COPY rollup TO 'escape.parquet'",
        "ATTACH '/tmp/escape.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "SET threads = 64",
        "SELECT * FROM read_parquet('/tmp/*.parquet')",
    ],
)
def test_the_connection_is_locked(reader: Reader, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        reader.cursor().execute(sql).fetchall()


@pytest.mark.parametrize(
    "value", ["' OR 1=1 --", "A'; DROP TABLE rollup; --", "%", "*", "A\x00", "𝔸", ""]
)
def test_a_hostile_filter_value_is_only_a_value(reader: Reader, value: str) -> None:
    filters = Filters(period=YEAR.period, facilities=(value,))
    assert answer_counts(reader, ["rating"], filters).is_empty()
    assert answer_counts(reader, ["rating"], YEAR)["n"].sum() == 80


def test_groups_and_filters(reader: Reader) -> None:
    by_facility = answer_counts(reader, ["n:survey"], YEAR, (Dimension.FACILITY,))
    assert dict(by_facility.select("facility", "n").iter_rows()) == {"A": 60, "B": 20}
    by_cut = answer_counts(reader, ["n:survey"], YEAR, (Dimension.LANGUAGE, Dimension.QUARTER))
    assert set(by_cut.select("language", "quarter", "n").iter_rows()) == {
        ("x", "2026Q1", 20),
        ("y", "2026Q1", 20),
        ("z", "2026Q1", 20),
        ("unknown", "2026Q1", 20),
    }
    narrowed = Filters(period=YEAR.period, facilities=("A",), channels=("mail",))
    assert answer_counts(reader, ["n:survey"], narrowed)["n"].sum() == 60


def test_cuts_are_never_crossed(reader: Reader) -> None:
    with pytest.raises(BadRequest, match="not by both"):
        answer_counts(reader, ["rating"], YEAR, (Dimension.LANGUAGE, Dimension.SEX))


def test_many_threads_may_ask_at_once(reader: Reader) -> None:
    def ask(_turn: int) -> int:
        return int(answer_counts(reader, ["rating"], YEAR)["n"].sum())

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(80))) == {80}


def test_cuts_that_are_held_give_the_same_answers(reader: Reader) -> None:
    by = (Dimension.LANGUAGE, Dimension.FACILITY, Dimension.MONTH)
    narrowed = Filters(period=YEAR.period, facilities=("A",), channels=("mail", "unheard of"))

    def ask() -> list[list[tuple[object, ...]]]:
        found = [answer_counts(reader, ["rating", "n:survey"], YEAR, by)]
        found.append(answer_counts(reader, ["rating", "never asked"], narrowed))
        return [sorted(each.iter_rows()) for each in found]

    from_parquet = ask()
    reader.hold_cuts()
    reader.hold_cuts()  # once is enough, twice does no harm
    assert ask() == from_parquet
    assert all(from_parquet)
    assert cut_values(reader, Dimension.LANGUAGE) == ["unknown", "x", "y", "z"]


def test_cuts_are_held_while_others_ask(reader: Reader) -> None:
    def ask(turn: int) -> int:
        if turn == 20:
            reader.hold_cuts()
        return int(answer_counts(reader, ["n:survey"], YEAR, (Dimension.LANGUAGE,))["n"].sum())

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(80))) == {80}


def test_too_many_cuts_stay_in_parquet(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxboard.queries.held_cuts.MOST_ROWS", 1)
    reader.hold_cuts()
    tables = reader.cursor().execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert ("held_cut",) not in tables
    assert answer_counts(reader, ["n:survey"], YEAR, (Dimension.LANGUAGE,))["n"].sum() == 80
