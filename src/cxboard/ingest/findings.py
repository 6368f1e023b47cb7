"""What was found in the rows: faults gathered as problems, and the rows that they keep out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.ingest.judges import Fault
from cxboard.ingest.report import Problem, Severity

_MOST = 40
"""Problems after which words of open lists are no longer told one by one."""

_SHOWN = 80
"""Characters of a value that a message repeats."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule of one column, broken in some rows of a chunk.

    `rows` are places within the chunk, ascending. Row by row go `values`, the texts (null for
    blank), and what is wrong and how to mend it. `column` is the file's header as soon as that is
    known, `means` our column where the header does not say it.
    """

    column: str
    code: str
    severity: Severity
    rows: npt.NDArray[np.int64]
    values: pl.Series
    whats: pl.Series
    fixes: pl.Series
    means: str = ""

    def as_sent(self, column: str, means: str, texts: pl.Series | None) -> Finding:
        """Return this under the file's header, with the texts that the file has.

        Args:
            column: the header.
            means: our column, nothing where the header says the same.
            texts: the column of the chunk before its texts were rewritten, None if they were not.
        """
        if texts is None:
            return replace(self, column=column, means=means)
        sent = texts.gather(self.rows).cast(pl.String())
        differs = (sent.str.strip_chars() != self.values).fill_null(False)
        read = pl.select(
            pl.when(differs)
            .then("(read as " + self.values + ") " + self.whats)
            .otherwise(self.whats)
        ).to_series()
        return replace(self, column=column, means=means, values=sent, whats=read)


def same_fault(
    column: str, fault: Fault, rows: npt.NDArray[np.int64], texts: pl.Series | None
) -> list[Finding]:
    """Return a fault that is worded alike in all its rows; nothing when there are none.

    Args:
        column: where it is.
        fault: what it is.
        rows: places within the chunk.
        texts: the column's texts of the whole chunk, None when the file does not have it.
    """
    if not len(rows):
        return []
    blank = pl.Series([None] * len(rows), dtype=pl.String())
    return [
        Finding(
            column=column,
            code=fault.code,
            severity=fault.severity,
            rows=rows,
            values=blank if texts is None else texts.gather(rows).cast(pl.String()),
            whats=pl.Series([fault.what]).gather([0] * len(rows)),
            fixes=pl.Series([fault.fix]).gather([0] * len(rows)),
        )
    ]


class Problems:
    """Problems of a file, one for each column and rule, with the first place and the number.

    A word that an open list does not have is published all the same and stands in no file of
    rejected rows, so each such word is a problem of its own.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], Problem] = {}

    def add(self, finding: Finding, lines: npt.NDArray[np.int32]) -> None:
        """Add what was found in a chunk, whose rows stand on `lines`; chunks come in order."""
        if not _is_open_word(finding):
            self._add(finding, "", lines)
            return
        for word, one in _by_word(finding):
            is_told = (finding.column, finding.code, word) in self._found
            own = is_told or len(self._found) < _MOST
            self._add(one if own else _others(one), word if own else "", lines)

    def _add(self, finding: Finding, word: str, lines: npt.NDArray[np.int32]) -> None:
        key = (finding.column, finding.code, word)
        line, count = int(lines[finding.rows[0]]), len(finding.rows)
        known = self._found.get(key)
        if known is None or (known.row is not None and line < known.row):
            first = _problem(finding, line)
            self._found[key] = replace(first, count=count + (known.count if known else 0))
        else:
            self._found[key] = replace(known, count=known.count + count)

    def all(self) -> list[Problem]:
        """Return the problems in the order in which their first rows stand in the file."""
        return sorted(self._found.values(), key=lambda problem: problem.row or 0)


def _is_open_word(finding: Finding) -> bool:
    """Whether words were found that an open list does not have."""
    return finding.severity == "warning" and finding.code.startswith("unknown_")


def _by_word(finding: Finding) -> Iterator[tuple[str, Finding]]:
    for word in finding.values.unique(maintain_order=True):
        at = (finding.values == word).arg_true()
        texts = {name: getattr(finding, name).gather(at) for name in ("values", "whats", "fixes")}
        yield word, replace(finding, rows=finding.rows[at.to_numpy()], **texts)


def _others(finding: Finding) -> Finding:
    """Return the finding of a word beyond those that are told one by one."""
    return replace(finding, whats=finding.whats + ", nor are further words")


def rejected_rows(findings: list[Finding], lines: npt.NDArray[np.int32]) -> pl.DataFrame:
    """Return the rows that errors keep out.

    Returns:
        one row per rejected row, ascending: place (in the chunk), row (in the file), and as text
        column, value, rule and fix, several joined by "; ".
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    parts = [
        pl.DataFrame(
            {
                "place": finding.rows,
                "column": finding.column,
                "value": finding.values.fill_null(""),
                "rule": finding.code + ": " + finding.whats,
                "fix": finding.fixes,
            },
            schema=_FOUND,
        )
        for finding in errors
    ]
    found = pl.concat(parts) if parts else pl.DataFrame(schema=_FOUND)
    texts = pl.col("column", "value", "rule", "fix")
    joined = found.group_by("place").agg(texts.str.join("; ")).sort("place")
    rows = pl.Series("row", lines, dtype=pl.Int64()).gather(joined["place"])
    return joined.with_columns(rows)


_FOUND = {
    "place": pl.Int64(),
    "column": pl.String(),
    "value": pl.String(),
    "rule": pl.String(),
    "fix": pl.String(),
}


def _problem(finding: Finding, line: int) -> Problem:
    value = finding.values[0]
    shown = "(blank)" if value is None else f"“{str(value)[:_SHOWN]}”"
    means = f" ({finding.means})" if finding.means else ""
    return Problem(
        severity=finding.severity,
        code=finding.code,
        message=f"Row {line:,}: {finding.column}{means} {shown} {finding.whats[0]}.",
        fix=finding.fixes[0],
        column=finding.column,
        row=line,
    )
