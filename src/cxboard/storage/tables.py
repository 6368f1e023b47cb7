"""The tables of the lake: every column, its type, and what an extract must bring.

A row of any fact table is known by `record_key`, unique within its kind. Rows are only ever
appended; the newest active upload that names a key is the one that readers see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.vocabulary import Kind
from cxboard.storage import cms_columns as cms
from cxboard.storage.person_columns import ADJUSTERS, PERSON, Columns

TEXT: Final = pl.String()
DAY: Final = pl.Date()
CODE: Final = pl.Int8()
NUMBER: Final = pl.Float64()
WHOLE: Final = pl.Int64()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of an extract in our own layout, and of its table."""

    name: str
    dtype: pl.DataType
    meaning: str
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """One fact table.

    `key` names the columns whose values make the record key (joined by "|"); `day` the column
    that says which month a row belongs to, None when it belongs to none.
    """

    kind: Kind
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    day: str | None

    @property
    def name(self) -> str:
        """The table's name in the lake."""
        return self.kind.value

    @property
    def required(self) -> tuple[str, ...]:
        """Columns that an extract must have."""
        return tuple(column.name for column in self.columns if column.required)

    def schema(self) -> dict[str, pl.DataType]:
        """Return the stored schema: record key, the columns, then what CX Board adds."""
        return (
            {"record_key": TEXT}
            | {column.name: column.dtype for column in self.columns}
            | SYSTEM_COLUMNS
        )


SYSTEM_COLUMNS: Final[dict[str, pl.DataType]] = {
    "upload_id": TEXT,
    "restates": pl.Boolean(),
    "month": DAY,
}
"""Added by CX Board: the upload a row came with, whether its key had been seen before, and the
first day of its month, by which tables are partitioned."""

NO_MONTH: Final = "1970-01-01"
"""Partition of tables without a date."""


def _columns(named: Columns) -> tuple[Column, ...]:
    return tuple(Column(name=n, dtype=dtype, meaning=m) for n, (dtype, m) in named.items())


_PLACE = (
    Column(name="facility_id", dtype=TEXT, meaning="hospital, as in the register", required=True),
    Column(name="unit_id", dtype=TEXT, meaning="unit, as in the register"),
    Column(name="service_line", dtype=TEXT, meaning="service line; from the register if blank"),
)


def _item_columns(kind: Kind) -> tuple[Column, ...]:
    return tuple(Column(name=i.key, dtype=CODE, meaning=i.wording) for i in all_items(kind))


def table_of(kind: Kind) -> Table:
    """Return a kind's table. Item columns come from the catalogue as it stands now."""
    return _BUILDERS[kind]()


def _organisation() -> Table:
    return Table(
        kind=Kind.ORGANISATION,
        key=("facility_id", "unit_id"),
        day=None,
        columns=(
            Column(name="facility_id", dtype=TEXT, meaning="hospital id", required=True),
            Column(name="facility_name", dtype=TEXT, meaning="hospital name", required=True),
            Column(name="unit_id", dtype=TEXT, meaning="unit id", required=True),
            Column(name="unit_name", dtype=TEXT, meaning="unit name", required=True),
            Column(name="service_line", dtype=TEXT, meaning="service line", required=True),
            Column(name="state", dtype=TEXT, meaning="two-letter state, for state benchmarks"),
        ),
    )


def _survey() -> Table:
    return Table(
        kind=Kind.SURVEY,
        key=("survey_id",),
        day="discharge_date",
        columns=(
            Column(name="survey_id", dtype=TEXT, meaning="unique id of the survey", required=True),
            *_PLACE,
            Column(name="discharge_date", dtype=DAY, meaning="day of discharge", required=True),
            Column(name="survey_status", dtype=TEXT, meaning="completed (default) or partial"),
            Column(name="channel", dtype=TEXT, meaning="how the answer came"),
            *_columns(PERSON | ADJUSTERS),
            *_item_columns(Kind.SURVEY),
        ),
    )


def _contact() -> Table:
    return Table(
        kind=Kind.CONTACT,
        key=("contact_id",),
        day="contact_date",
        columns=(
            Column(name="contact_id", dtype=TEXT, meaning="unique id", required=True),
            *_PLACE,
            Column(name="contact_date", dtype=DAY, meaning="day of the contact", required=True),
            Column(name="channel", dtype=TEXT, meaning="channel of the contact", required=True),
            Column(name="touchpoint", dtype=TEXT, meaning="what the contact was about"),
            Column(name="response_minutes", dtype=NUMBER, meaning="minutes to first response"),
            *_columns(PERSON),
            *_item_columns(Kind.CONTACT),
        ),
    )


def _feedback() -> Table:
    return Table(
        kind=Kind.FEEDBACK,
        key=("feedback_id",),
        day="received_date",
        columns=(
            Column(name="feedback_id", dtype=TEXT, meaning="unique id", required=True),
            *_PLACE,
            Column(name="received_date", dtype=DAY, meaning="day it came in", required=True),
            Column(
                name="feedback_type",
                dtype=TEXT,
                meaning="comment, complaint or compliment",
                required=True,
            ),
            Column(name="channel", dtype=TEXT, meaning="how it came"),
            Column(name="topic", dtype=TEXT, meaning="what it is about"),
            Column(name="text", dtype=TEXT, meaning="the words, without names"),
            Column(name="acknowledged_date", dtype=DAY, meaning="when acknowledged, complaints"),
            Column(name="answered_date", dtype=DAY, meaning="when answered, complaints"),
            Column(name="reopened", dtype=CODE, meaning="1 reopened, 0 not"),
            *_columns(PERSON),
        ),
    )


def _indicator() -> Table:
    return Table(
        kind=Kind.INDICATOR,
        key=("indicator", "month_of", "facility_id", "unit_id"),
        day="month_of",
        columns=(
            Column(name="indicator", dtype=TEXT, meaning="name of the indicator", required=True),
            Column(name="month_of", dtype=DAY, meaning="first day of the month", required=True),
            *_PLACE,
            Column(name="numerator", dtype=NUMBER, meaning="count or amount", required=True),
            Column(name="denominator", dtype=NUMBER, meaning="count or amount"),
        ),
    )


def _as_published(
    kind: Kind, key: tuple[str, ...], columns: Mapping[str, str], day: str | None = None
) -> Table:
    """Return a table of what CMS published, by column and meaning.

    Values stay text, so that "Not Available" survives; days are days.
    """
    return Table(
        kind=kind,
        key=key,
        day=day,
        columns=tuple(
            Column(
                name=name,
                dtype=DAY if name.endswith("_date") else TEXT,
                meaning=meaning,
                required=name in key,
            )
            for name, meaning in columns.items()
        ),
    )


_BUILDERS: Final[Mapping[Kind, Callable[[], Table]]] = {
    Kind.ORGANISATION: _organisation,
    Kind.SURVEY: _survey,
    Kind.CONTACT: _contact,
    Kind.FEEDBACK: _feedback,
    Kind.INDICATOR: _indicator,
    Kind.PUBLISHED: lambda: _as_published(
        Kind.PUBLISHED, cms.PUBLISHED_KEY, cms.PUBLISHED_COLUMNS, "end_date"
    ),
    Kind.VBP: lambda: _as_published(Kind.VBP, ("place_id", "fiscal_year"), cms.vbp_columns()),
    Kind.HOSPITAL: lambda: _as_published(Kind.HOSPITAL, ("place_id",), cms.HOSPITAL_COLUMNS),
}

ROLLUPS: Final[dict[Kind, str]] = {
    Kind.SURVEY: "rollup_survey",
    Kind.CONTACT: "rollup_contact",
    Kind.FEEDBACK: "rollup_feedback",
    Kind.INDICATOR: "rollup_indicator",
}
"""Counts of answers, a table per kind: one row per month, place, cut, cut value, item and answer
code; `item` may be "n:" and a measure's id, and then the count is of respondents to any of its
items; or an indicator's name, and then answer 1 is its numerator and 0 the rest of its denominator.
Cuts of the person and crossed ones are kept by hospital, the others by unit."""

ROLLUP_SCHEMA: Final[dict[str, pl.DataType]] = {
    "facility_id": TEXT,
    "unit_id": TEXT,
    "service_line": TEXT,
    "cut": TEXT,
    "cut_value": TEXT,
    "item": TEXT,
    "answer": CODE,
    "n": WHOLE,
    "month": DAY,
}
