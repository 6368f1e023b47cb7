"""Does CX Board keep its budgets? Everything measured in one run, as one table of ratios.

Two cores are the reference machine; absolute times move with the machine, ratios much less.
BENCH_BIG=DIR names a data folder with ten million responses (built once below data/bench when it
is not there), BENCH_BIG=none leaves it out. BENCH_ONLY=screen,calls measures some parts only.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from playwright.sync_api import Browser, Page

from cxboard.ui.navigation import ENTRIES, Entry
from tests.bench import calls, intake, screen, servers, sockets
from tests.bench.table import Table, p95
from tests.browser.chromium import find_chromium
from tests.commands import ROOT, command, end, free_port, run_cxboard, start, wait_until_ready

WORK: Final = ROOT / "data" / "bench"
DEMO_RESPONSES: Final = 60_000
BIG_RESPONSES: Final = 10_000_000
TOURS: Final = 3
"""How often every page is visited, after a visit that warms the caches."""
ROUNDS: Final = 2
CALL_BUDGET: Final = 1.2


@dataclass
class Run:
    """One run of the benchmark: where it works, and what it has measured so far."""

    table: Table
    browser: Browser
    logs: Path
    demo: Path
    seen: dict[str, list[float]] = field(default_factory=dict)

    def page(self) -> Page:
        """Return a fresh browser page."""
        return screen.new_page(self.browser)


def demo(run: Run) -> None:
    """How long does the demo take to build?"""
    shutil.rmtree(run.demo, ignore_errors=True)
    started = perf_counter()
    run_cxboard("demo", "--responses", str(DEMO_RESPONSES), data_dir=run.demo)
    run.table.add("demo built", perf_counter() - started, "s", 20)


def second_start(run: Run) -> None:
    """How long until the sign-in page stands on the screen, from the command of a second start?"""
    with servers.board(run.demo, run.logs):
        pass  # the first start
    port = free_port(servers.PORTS)
    url = f"http://127.0.0.1:{port}"
    arguments = command("serve", "--port", str(port), "--demo-if-empty", data_dir=run.demo)
    if Path(sys.prefix) == ROOT / ".venv":
        arguments = ["make", "run", f"PORT={port}", f"DATA={run.demo}"]
    page, log = run.page(), run.logs / "second-start.log"
    started = perf_counter()
    child = start(arguments, log=log)
    try:
        wait_until_ready(child, f"{url}/api/health", log)
        ready = perf_counter() - started
        page.goto(url, wait_until="commit")
        after = screen.wait_until_drawn(page, screen.SIGN_IN)
        seconds = perf_counter() - started - after
    finally:
        end(child)
        page.context.close()
    run.table.add(
        "second start to first page ready", seconds, "s", 3, f"server answers after {ready:.1f} s"
    )


def floors(run: Run) -> None:
    """What do bare Streamlit pages cost on this machine, now?"""
    for script, needed in screen.FLOORS.items():
        with servers.floor(script, run.logs) as url:
            page = run.page()
            run.seen[f"{script} open"] = screen.time_open(page, url, needed)
            run.seen[f"{script} filter"] = screen.time_choices(page, needed)
            page.context.close()
        for action in ("open", "filter"):
            run.table.add(
                f"bare Streamlit, {script.replace('_', ' ')}: {action}",
                median(run.seen[f"{script} {action}"]) * 1000,
                "ms",
            )


def pages(run: Run, data_dir: Path, size: str) -> None:
    """How fast are the board's pages in a real browser?"""
    with servers.board(data_dir, run.logs) as board:
        page = run.page()
        screen.sign_in(page, board)
        _scorecard(run, page, board.url, size)
        _switches(run, page, size)
        page.context.close()


def _scorecard(run: Run, page: Page, url: str, size: str) -> None:
    """Measure the scorecard, opened and with another hospital, against bare pages."""
    add, ratio, seen = run.table.add, run.table.ratio, run.seen
    opened = screen.time_open(page, url, screen.SCORECARD)
    chosen = screen.time_choices(page, screen.SCORECARD)
    seen |= {f"{size} open": opened, f"{size} filter": chosen}
    add(f"{size}: scorecard open", median(opened), "s", 0.8)
    add(f"{size}: scorecard, another hospital", median(chosen), "s", 0.4)
    for name, took in (("open", opened), ("filter", chosen)):
        ratio(f"{size}: {name} / twelve Plotly charts", took, seen[f"twelve_charts {name}"], 0.6)
        ratio(f"{size}: {name} / one filter", took, seen[f"one_filter {name}"], 2.0)
        ratio(f"{size}: {name} / five filters", took, seen[f"five_filters {name}"], None)


def _switches(run: Run, page: Page, size: str) -> None:
    """Measure the way from a click in the navigation to the last chart, for every page."""
    switched = screen.time_switches(page, ENTRIES, TOURS)
    for title, took in switched.items():
        run.seen[f"{size} switch {title}"] = took
        run.table.add(f"{size}: to {title}, median", median(took), "s", 0.8)
    every = [seconds for took in switched.values() for seconds in took]
    run.table.add(f"{size}: page switch to last chart drawn, p95", p95(every), "s", 0.8)


def scripts(run: Run, data_dir: Path, size: str) -> None:
    """How long do the pages' scripts take, over all hospitals, without a browser?"""
    with servers.board(data_dir, run.logs) as board:
        cookies = _cookies(run, board)
        for entry in ENTRIES:
            _script(run, board, cookies, entry, size)


def _script(run: Run, board: servers.Board, cookies: str, entry: Entry, size: str) -> None:
    """Measure a page's first views apart from those that follow."""
    visit = partial(sockets.script_times, board.url, cookies, entry.url)
    begun = servers.processor_seconds(board.pid)
    first = sockets.wait_for(visit(1))
    between = servers.processor_seconds(board.pid)
    again = sockets.wait_for(visit(ROUNDS))
    spent = servers.processor_seconds(board.pid) - between
    run.seen[f"{size} script {entry.title}"] = again
    what, note = f"{size}: script of {entry.title}", "ms of processor a run"
    each = f"median {median(again) * 1000:.0f}; {spent / (len(again) + 1) * 1000:.0f} {note}"
    run.table.add(f"{what}, p95", p95(again) * 1000, "ms", 120, each)
    each = f"{(between - begun) / (len(first) + 1) * 1000:.0f} {note}"
    run.table.add(f"{what}, slowest first view", max(first) * 1000, "ms", 800, each)


def _cookies(run: Run, board: servers.Board) -> str:
    """Sign in and return the cookies of the session."""
    page = run.page()
    screen.sign_in(page, board)
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    page.context.close()
    return cookies


def data_calls(run: Run, data_dir: Path, size: str) -> None:
    """Is any data call dearer than the best query written by hand?"""
    compared = calls.compare(data_dir)
    ratios = {name: median(ours) / median(theirs) for name, ours, theirs in compared}
    for name, ours, theirs in compared:
        if ratios[name] > CALL_BUDGET:
            run.table.ratio(f"{size}: {name}", ours, theirs, CALL_BUDGET)
    many = f"of {len(ratios)} data calls, against the query by hand"
    run.table.add(f"{size}: median {many}", median(ratios.values()), "×")
    run.table.add(f"{size}: worst {many}", max(ratios.values()), "×", CALL_BUDGET)


def at_scale(run: Run) -> None:
    """Does a page cost the same at ten million responses?"""
    named = os.environ.get("BENCH_BIG", "")
    if named.lower() == "none":
        run.table.skip("everything at 10 million responses", "BENCH_BIG=none")
        return
    folder = Path(named).resolve() if named else WORK / "big"
    if not (folder / "lake").exists():
        print(f"Building {BIG_RESPONSES:,} responses in {folder} …", flush=True)
        started = perf_counter()
        run_cxboard("demo", "--responses", str(BIG_RESPONSES), data_dir=folder)
        run.table.add("10 M: demo built", (perf_counter() - started) / 60, "min")
    floors(run)  # again: what the machine does besides may have changed by now
    pages(run, folder, "10 M")
    scripts(run, folder, "10 M")
    for action in ("open", "filter"):
        run.table.ratio(
            f"scorecard {action}, 10 M / demo",
            run.seen[f"10 M {action}"],
            run.seen[f"demo {action}"],
            1.2,
        )
    for kind in ("switch", "script"):
        _of_both_sizes(run, kind)
    data_calls(run, folder, "10 M")


def _of_both_sizes(run: Run, kind: str) -> None:
    """Compare all pages together, by the sum of their medians, and name the one that grew most."""
    small, large = (
        {entry.title: median(run.seen[f"{size} {kind} {entry.title}"]) for entry in ENTRIES}
        for size in ("demo", "10 M")
    )
    worst = max(large, key=lambda title: large[title] / small[title])
    run.table.add(
        f"{kind} of all pages, 10 M / demo",
        sum(large.values()) / sum(small.values()),
        "×",
        1.2,
        f"most: {worst}, {large[worst] / small[worst]:.2f} ×",
    )


def extract(run: Run) -> None:
    """What does a million surveys cost to take in?"""
    folder = WORK / "intake"
    folder.mkdir(parents=True, exist_ok=True)
    extracts, surveys = run.demo / "demo_extracts", folder / "surveys.csv"
    register = extracts / "organisation.csv"
    intake.write_surveys(extracts, surveys)
    copied = intake.time_copy(surveys)
    took, peak = intake.time_ingest(register, surveys, folder / "data", run.logs / "ingest.log")
    size = f"{intake.ROWS:,} rows, {surveys.stat().st_size / 1e6:.0f} MB"
    run.table.ratio("ingest of a survey CSV / DuckDB's copy to Parquet", [took], copied, 5)
    run.table.add("ingest: peak memory of all processes", peak, "GB", 2, size)
    shutil.rmtree(folder)


def crowd(run: Run) -> None:
    """What do fifty people see who use the board at once?"""
    with servers.board(run.demo, run.logs) as board:
        cookies = _cookies(run, board)
        seconds, errors = sockets.wait_for(
            sockets.crowd(board.url, cookies, [entry.url for entry in ENTRIES])
        )
    note = f"{len(seconds)} actions; median {median(seconds) * 1000:.0f} ms"
    run.table.add(
        f"{sockets.SESSIONS} sessions, think time 5–15 s: p95", p95(seconds), "s", 1, note
    )
    run.table.add(f"{sockets.SESSIONS} sessions: errors", len(errors), "", 0, "; ".join(errors[:1]))


PARTS: Final[dict[str, Callable[[Run], None]]] = {
    "demo": demo,
    "start": second_start,
    "floor": floors,
    "screen": lambda run: pages(run, run.demo, "demo"),
    "scripts": lambda run: scripts(run, run.demo, "demo"),
    "calls": lambda run: data_calls(run, run.demo, "demo"),
    "crowd": crowd,
    "big": at_scale,
    "intake": extract,
}
"""In this order: the pages need the demo and the floor, the large lake needs the pages."""

NEEDS: Final = {"screen": {"floor"}, "big": {"floor", "screen", "scripts"}}


def main() -> int:
    """Measure, print the table, and return 0 when every budget is kept."""
    asked = set(filter(None, os.environ.get("BENCH_ONLY", "").split(","))) or set(PARTS)
    if unknown := asked - set(PARTS):
        print(f"BENCH_ONLY: unknown {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
        return 2
    if find_chromium() is None:
        print("There is no Chromium, so nothing can be measured on the screen.")
        return 2
    wanted = asked.union(*(NEEDS.get(part, set()) for part in asked))
    logs, folder = WORK / "logs", WORK / "demo"
    logs.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        wanted.add("demo")
    table = Table()
    with screen.warm_browser() as browser:
        run = Run(table=table, browser=browser, logs=logs, demo=folder)
        for part, measure in PARTS.items():
            if part in wanted:
                measure(run)
            else:
                table.skip(part, "BENCH_ONLY")
    print(f"\n{table}")
    return 1 if any(row.verdict == "OVER" for row in table.rows) else 0


if __name__ == "__main__":
    sys.exit(main())
