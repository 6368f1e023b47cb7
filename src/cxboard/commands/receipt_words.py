"""What a file, an undo or a redo moves, in lines for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cxboard.commands.output import say
from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.domain.periods import month_name
from cxboard.ingest.report import Foreseen, IngestReport
from cxboard.results import change_words
from cxboard.results.change_words import OVER, Change, cells, seen_cells, turned_cells
from cxboard.results.flips import Flip
from cxboard.results.history import Consequences

_OUTCOMES = {"dry_run": "dry run, nothing is published"}
_PARTS = ("new", "changed", "identical", "missing")


def tell(report: IngestReport) -> None:
    """Tell what became of a file, what was found, and what it moves or would move."""
    shown = f" as {report.publication}" if report.publication else ""
    say(f"{report.file}: {_OUTCOMES.get(report.outcome, report.outcome)}{shown} — {_rows(report)}.")
    for problem in report.problems:
        place = f" [column {problem.column}]" if problem.column else ""
        place += f" [line {problem.row}]" if problem.row else ""
        place += f" [{format_count(problem.count)} rows]" if problem.count > 1 else ""
        say(f"  {problem.severity}{place} {problem.message} {problem.fix_typed}")
    for line in (*_moved(report), *_foreseen(report.effect)):
        say(f"  {line}")
    if report.rejects_file:
        say(f"  The rejected rows, with reasons: {report.rejects_file}")
    elif report.rows.rejected and report.read_as:
        say("  With --rejects FILE the rejected rows are written there, with reasons.")


def _rows(report: IngestReport) -> str:
    rows = report.rows
    good = "could be accepted" if report.outcome in ("refused", "dry_run") else "accepted"
    parts = (
        (rows.read, "read"),
        (rows.accepted, good),
        (rows.restated, "of them restated"),
        (rows.rejected, "rejected"),
        (rows.duplicate, "duplicate"),
        (rows.unchanged, "unchanged"),
    )
    return "rows: " + ", ".join(f"{format_count(count)} {what}" for count, what in parts)


def _moved(report: IngestReport) -> Iterator[str]:
    if report.kpi_changes:
        yield f"Headline measures of the whole system, before → after. {OVER}"
        yield from (f"  {_change(change)}" for change in report.kpi_changes)


def _change(change: Change) -> str:
    title, before, after, moved = cells(change)
    by = "" if moved == NOT_THERE else f" ({moved})"
    return f"{title}: {before} → {after}{by}"


def _foreseen(effect: Foreseen | None) -> Iterator[str]:
    """Yield what a dry run saw beyond that: rows by month, and verdicts that turn."""
    if effect is None:
        return
    if effect.rows:
        yield "Rows by month; missing ones are published, not in the file, and stay:"
    for month, places in groupby(effect.rows, key=lambda row: row.month):
        each = list(places)
        sums = {part: sum(getattr(row, part) for row in each) for part in _PARTS}
        told = ", ".join(f"{format_count(n)} {part}" for part, n in sums.items() if n)
        yield f"  {month_name(month)}: {told}"
    if effect.turned:
        yield "Verdicts that turn, and numbers that appear or are hidden:"
    for one in effect.turned:
        yield f"  {_turned(Flip(**one))}"


def tell_switch(deed: str, found: Consequences) -> None:
    """Tell what an undo or redo changes, as the page does before it is done."""
    say(f"{deed}. {change_words.touched(found)}")
    for line in _switched(found):
        say(f"  {line}")


def _switched(found: Consequences) -> Iterator[str]:
    if found.changes:
        yield f"{change_words.HEADLINES}. {OVER}"
        yield from (f"  {_change(change)}" for change in found.changes)
    else:
        yield change_words.NO_HEADLINE
    yield f"{change_words.TURNED}:" if found.turned else change_words.NONE_TURNED
    yield from (f"  {_turned(one)}" for one in found.turned)
    if found.seen:
        yield f"{change_words.SEEN}:"
    for one in found.seen:
        month, publication, day, times = seen_cells(one)
        yield f"  {month}: first by {publication} on {day}, in {times} so far"
    if found.later:
        yield change_words.kept(found)


def _turned(one: Flip) -> str:
    title, where, what, before, after = turned_cells(one)
    return f"{title}, {where}, {what}: {before} → {after}"
