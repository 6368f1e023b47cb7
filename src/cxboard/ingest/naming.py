"""Does a file have the columns that its sender names? By our name, or by the header of the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

import polars as pl

from cxboard.domain.listing import listed
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.layout import Recognised
from cxboard.ingest.report import Problem, error
from cxboard.ingest.said import Said
from cxboard.storage.tables import NUMBER, table_of

_Way = TypeVar("_Way")


def by_our_names(
    said: Said, recognised: Recognised, headers: Collection[str]
) -> Said | tuple[Problem, ...]:
    """Return what was said with columns called as ours are, or which names are nobody's.

    Args:
        said: what the sender says of columns.
        recognised: which header brings which column.
        headers: every header of the file.
    """
    types = {column.name: column.dtype for column in table_of(recognised.layout.kind).columns}
    days = {name for name in recognised.headers if types.get(name) == pl.Date}
    numbers = {name for name in recognised.headers if types.get(name) == NUMBER}
    lent = types.keys() - recognised.headers.keys()
    plain = {plain_name(header) for header in headers}
    found = replace(
        said,
        days=_renamed(said.days, recognised, days),
        decimals=_renamed(said.decimals, recognised, numbers),
    )
    once = said.constants.keys() - {"fiscal_year"}  # the name of a file may say that in vain
    shown = {column: f"{column} (“{recognised.shown(column)}”)" for column in recognised.headers}
    problems = (
        *_unknown("--dates", found.days.keys() - days, [shown[one] for one in days]),
        *_unknown("--decimals", found.decimals.keys() - numbers, [shown[one] for one in numbers]),
        *_unknown("--set", once - lent, lent),
        *_unknown("--drop", {one for one in said.drop if plain_name(one) not in plain}, headers),
    )
    return problems or found


def _renamed(
    ways: Mapping[str, _Way], recognised: Recognised, columns: Collection[str]
) -> dict[str, _Way]:
    """Return ways by our columns, where a header of the file was named instead."""
    ours = {plain_name(recognised.headers[column]): column for column in columns}
    return {
        name if name in columns else ours.get(plain_name(name), name): way
        for name, way in ways.items()
    }


def _unknown(option: str, names: Collection[str], possible: Collection[str]) -> tuple[Problem, ...]:
    there = f"There are {listed(sorted(possible), 30)}." if possible else "There is none."
    return tuple(
        error(
            "unknown_name",
            f"{option} names “{name[:80]}”, which it cannot be of. {there}",
            "Name a column of these, or leave it out.",
            column=name[:80],
        )
        for name in sorted(names)
    )
