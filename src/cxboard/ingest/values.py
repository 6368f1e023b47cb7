"""A column of texts becomes a column of stored values; each distinct text is judged once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from cxboard.ingest.findings import Finding
from cxboard.ingest.judges import Judge, TextJudge, Verdict
from cxboard.ingest.personal import any_personal, personal_faults

_REMEMBERED = 100_000
"""Verdicts kept from chunk to chunk, per column; ids, which never come back, are forgotten."""


@dataclass
class ColumnJudge:
    """Judges one column of a file, chunk by chunk; `personal` are the shapes it may not hold."""

    column: str
    dtype: pl.DataType
    judge: Judge
    personal: Mapping[str, str] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)

    def values(self, texts: pl.Series) -> tuple[pl.Series, list[Finding]]:
        """Return stored values of a chunk's texts, blank ones as null, and what was found.

        Args:
            texts: String, or Enum of what the chunk repeats.
        """
        if isinstance(texts.dtype, pl.Enum):
            return self._judged(texts, texts.dtype.categories, texts.to_physical())
        if isinstance(self.judge, TextJudge):
            plain = texts.str.strip_chars()
            doubtful = plain.str.contains(self.judge.may_doubt()).any()
            if not doubtful and not any_personal(plain, self.personal):
                return plain.replace("", None).alias(self.column), []
        distinct = texts.unique().drop_nulls()
        return self._judged(texts, distinct, texts.cast(pl.Enum(distinct)).to_physical())

    def _judged(
        self, texts: pl.Series, distinct: pl.Series, places: pl.Series
    ) -> tuple[pl.Series, list[Finding]]:
        """Judge the distinct texts; `places` leads from row to text."""
        if distinct.is_empty():
            return pl.Series(self.column, [None] * len(texts), self.dtype), []
        if len(self._verdicts) > _REMEMBERED:
            self._verdicts.clear()
        known = self._verdicts
        new = distinct.filter([text not in known for text in distinct.to_list()])
        self._verdicts.update(self._judge(new))
        verdicts = [known[text] for text in distinct.to_list()]
        stored = pl.Series(self.column, [one.value for one in verdicts], self.dtype)
        return stored.gather(places), self._findings(verdicts, places, texts)

    def _judge(self, texts: pl.Series) -> dict[str, Verdict]:
        """Return the verdicts on texts that have none yet."""
        verdicts = {
            text: self.judge(plain) if (plain := text.strip()) else Verdict()
            for text in texts.to_list()
        }
        for place, fault in personal_faults(texts, self.personal).items():
            verdicts[texts[place]] = Verdict(fault=fault)
        return verdicts

    def _findings(
        self, verdicts: list[Verdict], places: pl.Series, texts: pl.Series
    ) -> list[Finding]:
        """Return the faults of a chunk by rule; `places` leads from row to verdict."""
        faults = [verdict.fault for verdict in verdicts]
        rules = dict.fromkeys((fault.code, fault.severity) for fault in faults if fault)
        if not rules:
            return []
        whats = pl.Series([fault.what if fault else "" for fault in faults])
        fixes = pl.Series([fault.fix if fault else "" for fault in faults])
        findings = []
        for code, severity in rules:
            broken = pl.Series([fault is not None and fault.code == code for fault in faults])
            rows = np.flatnonzero(broken.gather(places).fill_null(False).to_numpy())
            which = places.gather(rows)
            findings.append(
                Finding(
                    column=self.column,
                    code=code,
                    severity=severity,
                    rows=rows,
                    values=texts.gather(rows).cast(pl.String()),
                    whats=whats.gather(which),
                    fixes=fixes.gather(which),
                )
            )
        return findings
