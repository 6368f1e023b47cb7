"""Whose number is a benchmark, and of which questions does it speak?"""

from __future__ import annotations

from cxboard.domain.references import Benchmark


def is_official(benchmark: Benchmark) -> bool:
    """Return whether a public body published it, rather than an industry guide."""
    return benchmark.status != "industry guide"


def speaks_of_former_questions(benchmark: Benchmark) -> bool:
    """Return whether it is about questions that are no longer asked; its label is what says so."""
    return "former questions" in benchmark.label
