"""Which rows of an extract may be published? Everything is checked at once, chunk by chunk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.about_all import about_comments, about_register
from cxboard.ingest.duplicates import find_repeats
from cxboard.ingest.findings import Problems, rejected_rows, same_fault
from cxboard.ingest.judges import Fault
from cxboard.ingest.layout import Recognised
from cxboard.ingest.progress import Progress
from cxboard.ingest.reader import Extract
from cxboard.ingest.redaction import redacted
from cxboard.ingest.register import Register
from cxboard.ingest.rejects import Rejects
from cxboard.ingest.report import Problem, sorted_problems
from cxboard.ingest.row_checker import RowChecker
from cxboard.ingest.spellings import spelt_alike
from cxboard.storage.tables import table_of

_COMMENTS = "text"
"""The column of ours that holds people's own words."""
_CONFLICTING = Fault(
    "conflicting",
    "is the key of several rows that say different things",
    "Keep the right one; every row needs a key of its own.",
)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The rows that passed, in the table's schema without what storage adds; and the others."""

    rows: pl.DataFrame
    rejected: int
    duplicate: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class _Passed:
    """Rows without a fault of their own, with their place in the file.

    `keys` are places and keys of all rows that have a key, faulty or not; `comments` is the number
    of those that named somebody.
    """

    rows: pl.DataFrame
    keys: pl.DataFrame
    comments: int


def validate(
    extract: Extract,
    recognised: Recognised,
    register: Register,
    today: date,
    rejects: Rejects,
    progress: Progress,
) -> Checked:
    """Check every row of an extract.

    Args:
        extract: the file, read apart.
        recognised: its layout and the headers that bring its columns.
        register: known hospitals and units; empty when none is published.
        today: no day may be later.
        rejects: where rejected rows go, with all their faults.
        progress: is told the rows that are checked.

    Raises:
        Cancelled: the file is not wanted any more.
    """
    problems = Problems()
    checker = RowChecker(recognised, register, today)
    passed = _passed(extract, recognised, checker, problems, rejects, progress)
    repeats = find_repeats(extract, recognised.read, passed.keys)
    conflicting = passed.rows.filter(_at(repeats.conflicting))["place"]
    _reject_conflicting(extract, recognised, conflicting, problems, rejects)
    gone = pl.concat([repeats.copies, repeats.conflicting])
    kept = passed.rows.filter(~_at(gone)) if len(gone) else passed.rows
    told = [*recognised.problems, *about_register(recognised, register)]
    told += about_comments(passed.comments, recognised.shown(_COMMENTS))
    table = table_of(recognised.layout.kind)
    told += spelt_alike(kept, table, recognised.shown, extract.lines, register.words)
    return Checked(
        rows=_by_month(kept.drop("place")),
        rejected=rejects.rows,
        duplicate=len(passed.rows) - len(conflicting) - len(kept),
        problems=sorted_problems((*told, *problems.all())),
    )


def _passed(
    extract: Extract,
    recognised: Recognised,
    checker: RowChecker,
    problems: Problems,
    rejects: Rejects,
    progress: Progress,
) -> _Passed:
    """Check the chunks of an extract, one after the other."""
    good, keys, comments, start = [], [], 0, 0
    for chunk in extract.chunks(recognised.read, _differing(recognised.layout.kind)):
        texts, changed = _without_names(chunk)
        comments += changed
        lines = extract.lines[start : start + len(texts)]
        rows, findings = checker.check(texts)
        for finding in findings:
            problems.add(finding, lines)
        faulty = rejected_rows(findings, lines)
        rejects.add(checker.without_names(texts[faulty["place"]].cast(pl.String())), faulty)
        sound = rows.with_row_index("place", start)
        keys.append(sound.select("place", "record_key").drop_nulls())
        if len(faulty):
            sound = sound.filter(~_at(start + faulty["place"]))
        good.append(sound)
        start += len(texts)
        progress.advance(start, extract.rows)
    return _Passed(rows=pl.concat(good), keys=pl.concat(keys), comments=comments)


def _at(places: pl.Series) -> pl.Expr:
    """Return whether a row stands at one of some places in the file."""
    return pl.col("place").is_in(places.implode())


def _by_month(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows in the order of their months, as most files have them already."""
    return rows if rows["month"].is_sorted() else rows.sort("month", maintain_order=True)


def _differing(kind: Kind) -> frozenset[str]:
    """Return the columns that say something else in nearly every row."""
    key = table_of(kind).key
    return frozenset({_COMMENTS, *(key if len(key) == 1 else ())})


def _reject_conflicting(
    extract: Extract,
    recognised: Recognised,
    places: pl.Series,
    problems: Problems,
    rejects: Rejects,
) -> None:
    """Reject rows that share their key with rows that say something else."""
    if places.is_empty():
        return
    rows = places.to_numpy().astype(np.int64)
    texts = (
        extract.scan(recognised.read)
        .with_row_index("place")
        .filter(_at(places))
        .drop("place")
        .collect()
    )
    texts, _ = _without_names(texts)
    column = next(name for name in table_of(recognised.layout.kind).key if name in texts.columns)
    within = np.arange(len(rows), dtype=np.int64)
    findings = same_fault(recognised.shown(column), _CONFLICTING, within, texts[column])
    lines = extract.lines[rows]
    for finding in findings:
        problems.add(finding, lines)
    rejects.add(texts, rejected_rows(findings, lines))


def _without_names(texts: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Return a chunk whose comments name nobody, and how many of them did."""
    if _COMMENTS not in texts.columns:
        return texts, 0
    plain, changed = redacted(texts[_COMMENTS])
    return texts.with_columns(plain), changed
