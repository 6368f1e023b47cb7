"""What can a value be read against? Benchmarks as a short list, each with whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cxboard.charts.markup import Markup, tag
from cxboard.charts.references import is_official, speaks_of_former_questions
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.references import Benchmark
from cxboard.results.receipt_types import Figure
from cxboard.ui import format as written
from cxboard.ui import receipt

_NAMED = 3
"""Up to so many measures a footnote names them."""


def cell(
    benchmarks: Sequence[Benchmark],
    measure: Measure,
    value: float | None = None,
    *,
    receipts: bool = False,
) -> Markup:
    """Return a table cell with value, label and period of each benchmark.

    Args:
        benchmarks: what to list.
        measure: the measure that they speak of.
        value: one's own, to say how far it lies above or below; None for no such words.
        receipts: whether the page offers receipts, which the values then open.
    """
    if not benchmarks:
        return tag("td", NOT_THERE, tag("small", "none published"), class_="cx-none")
    return tag("td", lines(benchmarks, measure, value, receipts=receipts))


def lines(
    benchmarks: Sequence[Benchmark],
    measure: Measure,
    value: float | None = None,
    *,
    receipts: bool = False,
) -> Markup:
    """Return the benchmarks of `cell` as a list; nothing without any."""
    if not benchmarks:
        return Markup("")
    found = (_line(benchmark, measure, value, receipts) for benchmark in benchmarks)
    return tag("ul", *found, class_="cx-references")


def short_period(benchmark: Benchmark) -> str:
    """Return when a benchmark speaks of, as short as a table needs it, and if it is a guide's."""
    period = benchmark.period.removeprefix("discharges ")
    return period if is_official(benchmark) else f"{benchmark.status}, {period}"


def notes(pairs: Iterable[tuple[Measure, Sequence[Benchmark]]]) -> list[str]:
    """Return whom each benchmark speaks of and where it comes from, as footnotes.

    Args:
        pairs: measures with their benchmarks.
    """
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for measure, benchmarks in pairs:
        for b in benchmarks:
            key = (b.label, b.period, b.population, b.source)
            found.setdefault(key, []).append(measure.short_title)
    return [
        f"{label} ({_names(names)}): {population}; {period}; {source}."
        for (label, period, population, source), names in found.items()
    ]


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names)} measures"


def _line(benchmark: Benchmark, measure: Measure, own: float | None, receipts: bool) -> Markup:
    value = written.reference_text(benchmark, measure)
    small = [_gap(benchmark, own), short_period(benchmark)]
    return tag(
        "li",
        tag("b", receipt.to(measure, Figure.BENCHMARKS, value) if receipts else value),
        f" {benchmark.label} ",
        tag("small", ", ".join(part for part in small if part)),
        class_=None if is_official(benchmark) else "cx-unofficial",
    )


def _gap(benchmark: Benchmark, own: float | None) -> str:
    """Return how far one's own value lies from it; answers to former questions do not compare."""
    if own is None or speaks_of_former_questions(benchmark):
        return ""
    return written.gap_text(own, benchmark.value, equal="level with it")
