"""What does each data call of a page cost, against the best query by hand on the same rollup?

The calls are not listed here: they are recorded while the pages' own results are made. The query
by hand asks for the same counts, with every constant in its text and nothing computed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from unittest.mock import patch

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.periods import parse_period
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import CUTS, Dimension, Instrument
from cxboard.queries.answer_counts import answer_counts
from cxboard.queries.reader import Reader
from cxboard.results import counting
from cxboard.results.domains import domain_detail, domains
from cxboard.results.options import options
from cxboard.results.sections import REGISTERED_SECTIONS, SECTIONS
from cxboard.storage import registers
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace

REPEATS: Final = 25
_GROUPS: Final = {
    Dimension.MONTH: "month",
    Dimension.QUARTER: "date_trunc('quarter', month)",
    Dimension.YEAR: "date_trunc('year', month)",
    Dimension.FACILITY: "facility_id",
    Dimension.UNIT: "unit_id",
    Dimension.SERVICE_LINE: "service_line",
}


@dataclass(frozen=True)
class Call:
    """One data call of a page."""

    name: str
    items: tuple[str, ...]
    filters: Filters
    by: tuple[Dimension, ...]


def compare(data_dir: Path) -> list[tuple[str, list[float], list[float]]]:
    """Return each call's name, its seconds, and those of the query by hand, turn about."""
    workspace = Workspace.open(data_dir)
    publication = current(workspace.ledger)
    assert publication is not None
    with closing(workspace), closing(Reader(workspace, publication)) as reader:
        reader.hold_cuts()
        recorded = _calls(reader, registers.read(workspace.ledger))
        return [(call.name, *_time(reader, call)) for call in recorded]


def _calls(reader: Reader, kept: Registers) -> list[Call]:
    """Record the calls behind every page, for everybody, one hospital, and one channel."""
    offered = options(reader)
    assert offered.latest_month is not None
    everybody = Filters(period=parse_period("12m", offered.latest_month))
    hospital = Filters(period=everybody.period, facilities=(offered.facilities[0].id,))
    channel = Filters(period=everybody.period, channels=offered.channels[:1])
    calls: dict[tuple[Any, ...], Call] = {}
    for whom, filters in (("all", everybody), ("hospital", hospital), ("channel", channel)):
        for page, ask in _pages(reader, kept, filters).items():
            for items, narrowed, by in _recorded(ask):
                groups = "+".join(by) or "total"
                name = f"{page}, {whom}: {len(items)} items by {groups}"
                calls.setdefault((items, narrowed, by), Call(name, items, narrowed, by))
    return list(calls.values())


def _pages(
    reader: Reader, registers: Registers, filters: Filters
) -> dict[str, Callable[[], object]]:
    plain = {name: partial(ask, reader, filters) for name, ask in SECTIONS.items()}
    registered = {
        name: partial(ask, reader, filters, registers) for name, ask in REGISTERED_SECTIONS.items()
    }
    return {
        "domains": lambda: domains(reader, filters, Instrument.UPDATED),
        "one domain": lambda: domain_detail(reader, filters, "nurse_communication", None),
        **plain,
        **registered,
    }


def _recorded(ask: Callable[[], object]) -> list[tuple[tuple[str, ...], Filters, Any]]:
    found = []

    def note(
        reader: Reader, items: Iterable[str], filters: Filters, by: tuple[Dimension, ...] = ()
    ) -> object:
        found.append((tuple(items), filters, by))
        return answer_counts(reader, found[-1][0], filters, by)

    with patch.object(counting, "answer_counts", note), suppress(BadRequest):
        ask()  # some pages say no to a channel
    return found


def _time(reader: Reader, call: Call) -> tuple[list[float], list[float]]:
    query = _by_hand(call)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(REPEATS + 1):
        started = perf_counter()
        counted = answer_counts(reader, call.items, call.filters, call.by)
        between = perf_counter()
        by_hand = reader.cursor().sql(query).pl()
        ours.append(between - started)
        theirs.append(perf_counter() - between)
        assert counted["n"].sum() == by_hand["n"].sum(), call
        assert len(counted) == len(by_hand), call
    return ours[1:], theirs[1:]


def _by_hand(call: Call) -> str:
    chosen = call.filters.chosen()
    cut = next((c for c in CUTS if c in call.by or c in chosen), None)
    groups = ["cut_value" if d is cut else _GROUPS[d] for d in call.by]
    where = [f"item IN ({_listed(call.items)})"]
    period = call.filters.period
    where.append(f"month BETWEEN DATE '{period.first}' AND DATE '{period.last}'")
    if cut is not None:
        where.append(f"cut = '{cut.value}'")
    for dimension, values in chosen.items():
        column = "cut_value" if dimension is cut else _GROUPS[dimension]
        where.append(f"{column} IN ({_listed(values)})")
    source = "rollup" if cut is None else "rollup_cut"
    columns = ", ".join([*groups, "item", "answer", "sum(n)::BIGINT AS n"])
    return f"SELECT {columns} FROM {source} WHERE {' AND '.join(where)} GROUP BY ALL"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)
