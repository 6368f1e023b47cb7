"""One chunk of an extract: its rows as they would be stored, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.columns import judges_of
from cxboard.ingest.cross_checks import broken_rows, cross_checks, not_asked
from cxboard.ingest.findings import Finding, same_fault
from cxboard.ingest.judges import Fault
from cxboard.ingest.layout import Recognised
from cxboard.ingest.personal import PERSONAL, masked, shapes_of
from cxboard.ingest.places import PlaceJudge
from cxboard.ingest.register import Register
from cxboard.ingest.tried_out import tried_out
from cxboard.ingest.unanswered import as_unanswered
from cxboard.ingest.values import ColumnJudge
from cxboard.storage.tables import NO_MONTH, SYSTEM_COLUMNS, Table, table_of

_BLANK = Fault("blank", "must not be blank", "Fill it in.")


class RowChecker:
    """Checks the chunks of one file; remembers its verdicts on values."""

    def __init__(self, recognised: Recognised, register: Register, today: date) -> None:
        layout = recognised.layout
        self._table = table_of(layout.kind)
        self._constants = layout.constants
        self._translate = recognised.translation.apply
        columns = frozenset(recognised.headers).union(recognised.translation.constants)
        self._columns = columns
        self._recognised = recognised
        judges = judges_of(self._table, layout.constants, register, today)
        self._personal = {one.name: shapes_of(one, self._table) for one in self._table.columns}
        self._judges = [
            ColumnJudge(column.name, column.dtype, judges[column.name], self._personal[column.name])
            for column in self._table.columns
            if column.name in columns
        ]
        self._cross = cross_checks(layout.kind, columns, recognised.shown)
        self._not_asked = not_asked(layout.kind, columns)
        self._unanswered = as_unanswered(layout.kind, columns)
        has_units = "unit_id" in columns and layout.kind is not Kind.ORGANISATION
        self._places = PlaceJudge(register) if register and has_units else None

    def check(self, texts: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
        """Return a chunk's rows as they would be stored (a bad value is null) and its faults."""
        sent, texts = texts, self._translate(texts)
        findings: list[Finding] = []
        columns: dict[str, pl.Series] = {}
        for judge in self._judges:
            columns[judge.column], found = judge.values(texts[judge.column])
            findings += found
        findings += self._blanks(texts, columns)
        if self._places:
            lines, found = self._places.service_lines(columns["facility_id"], columns["unit_id"])
            given = columns.get("service_line", lines)
            columns["service_line"] = given.zip_with(given.is_not_null(), lines)
            findings += found
        rows = pl.DataFrame(columns)
        broken = broken_rows(rows, self._cross)
        for check, places in zip(self._cross, broken, strict=True):
            findings += same_fault(check.column, check.fault, places, texts[check.column])
        findings += tried_out(sent, self._recognised.marks)
        told = rows.with_columns(self._not_asked).with_columns(self._unanswered)
        stored = _as_stored(told, self._table, self._constants)
        return stored, [self._as_sent(one, sent) for one in findings]

    def _as_sent(self, finding: Finding, sent: pl.DataFrame) -> Finding:
        """Return a finding in the file's own words."""
        column, recognised = finding.column, self._recognised
        rewritten = column in recognised.translation.rewritten and column in sent.columns
        texts = sent[column] if rewritten else None
        if finding.code != PERSONAL:
            return finding.as_sent(recognised.shown(column), recognised.meaning(column), texts)
        plain = replace(finding, values=masked(finding.values, self._personal[column]))
        return plain.as_sent(recognised.shown(column), recognised.meaning(column), None)

    def without_names(self, rejected: pl.DataFrame) -> pl.DataFrame:
        """Return rejected rows as they may be kept, no value naming anybody."""
        if rejected.is_empty():  # as of most chunks
            return rejected
        named = [name for name in self._personal if name in rejected.columns]
        return rejected.with_columns(masked(rejected[name], self._personal[name]) for name in named)

    def _blanks(self, texts: pl.DataFrame, stored: Mapping[str, pl.Series]) -> Iterable[Finding]:
        for column in self._table.required:
            if column in self._columns:
                missing = stored[column].is_null().arg_true()  # blank, or at fault
                sent = texts[column].gather(missing).cast(pl.String()).str.strip_chars()
                places = missing.filter(sent.fill_null("") == "").to_numpy().astype(np.int64)
                yield from same_fault(column, _BLANK, places, None)


def _as_stored(rows: pl.DataFrame, table: Table, constants: Mapping[str, str]) -> pl.DataFrame:
    """Return rows in the table's schema without what storage adds, with key and month.

    A row whose key is incomplete has none (null).
    """
    known = rows.with_columns(pl.lit(value).alias(name) for name, value in constants.items())
    missing = {c.name: c.dtype for c in table.columns if c.name not in known.columns}
    full = known.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in missing.items())
    if table.kind is Kind.SURVEY:
        full = full.with_columns(pl.col("survey_status").fill_null("completed"))
    needed = [pl.col(name) for name in table.key if name in table.required]
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in table.key]
    complete = pl.all_horizontal(part.is_not_null() for part in needed)
    day = pl.col(table.day) if table.day else pl.lit(date.fromisoformat(NO_MONTH))
    keyed = full.with_columns(
        record_key=pl.when(complete).then(pl.concat_str(parts, separator="|")),
        month=day.dt.truncate("1mo"),
    )
    wanted = [name for name in table.schema() if name not in SYSTEM_COLUMNS or name == "month"]
    return keyed.select(wanted)
