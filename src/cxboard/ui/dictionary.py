"""The dictionary of measures as pages search it; it belongs to no publication, so to no cache."""

from __future__ import annotations

from cxboard.results.dictionary import Entry, entries, matching


def found(words: str = "", family: str = "") -> tuple[Entry, ...]:
    """Return the measures of a family (of all when empty) that hold every one of the words."""
    fitting = matching(entries(), words)
    return tuple(entry for entry in fitting if family in ("", entry.measure.family))


def families() -> tuple[str, ...]:
    """Return the families of measures, in the order of the board page."""
    return tuple(dict.fromkeys(entry.measure.family for entry in entries()))


def entry_of(measure_id: str) -> Entry:
    """Return one measure of the dictionary."""
    return next(e for e in entries() if e.measure.id == measure_id)
