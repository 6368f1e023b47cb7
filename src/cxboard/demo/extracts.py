"""Which files does the fictional system hand over, and how are they cut?

The files are those an analyst would get: CSV in CX Board's own layouts. The same arguments give
the same bytes. Months are made and written one after the other, so that memory stays small at any
size; at ten million responses contacts and feedback have four times their usual number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from cxboard.demo.contacts import contact_month
from cxboard.demo.feedback import feedback_month
from cxboard.demo.indicators import indicator_month
from cxboard.demo.organisation import organisation
from cxboard.demo.plan import (
    CONTACTS,
    DEFAULT_RESPONSES,
    DEFAULT_SEED,
    DEFAULT_UNTIL,
    FEEDBACK,
    Plan,
)
from cxboard.demo.surveys import PARTIAL_SHARE, survey_month
from cxboard.domain.vocabulary import Kind

LARGEST_FILE = 500_000
"""Rows that no extract has more of."""

STEMS = {
    Kind.ORGANISATION: "organisation",
    Kind.SURVEY: "survey",
    Kind.CONTACT: "contacts",
    Kind.FEEDBACK: "feedback",
    Kind.INDICATOR: "indicators",
}
"""First word of each file's name, in the order in which the files are taken in."""

_CUTS: tuple[Callable[[date], str], ...] = (
    lambda month: "",
    lambda month: f"_{month:%Y}",
    lambda month: f"_{month:%Y}_q{(month.month + 2) // 3}",
    lambda month: f"_{month:%Y}_{month:%m}",
)
"""Ways to cut a table into files, coarsest first."""


def write_extracts(
    directory: Path,
    *,
    responses: int = DEFAULT_RESPONSES,
    seed: int = DEFAULT_SEED,
    until: date = DEFAULT_UNTIL,
) -> list[Path]:
    """Write the extracts of the fictional system, reproducible to the byte.

    Args:
        directory: folder to write to; created when missing, files of the same name are replaced.
        responses: completed surveys over all 36 months, exactly.
        seed: start of all chance, from 0.
        until: a day in the last month.

    Returns:
        The files in the order in which they are to be taken in.

    Raises:
        BadRequest: a value that the fictional system cannot have.
    """
    plan = Plan(responses=responses, seed=seed, until=until)
    directory.mkdir(parents=True, exist_ok=True)
    organisation().write_csv(directory / "organisation.csv")
    names = _file_names(plan)
    started: dict[Path, Kind] = {directory / "organisation.csv": Kind.ORGANISATION}
    for month in plan.months:
        for kind, frame in _month(plan, month):
            for name, part in _parts(names[kind][month], frame):
                path = directory / f"{name}.csv"
                with path.open("ab" if path in started else "wb") as file:
                    part.write_csv(file, include_header=path not in started, float_precision=1)
                started[path] = kind
    order = list(STEMS)
    return sorted(started, key=lambda path: order.index(started[path]))


def kind_of(path: Path) -> Kind:
    """Return what one of the written files holds, by its name."""
    return next(kind for kind, stem in STEMS.items() if path.name.startswith(stem))


def _month(plan: Plan, month: date) -> Iterator[tuple[Kind, pl.DataFrame]]:
    surveys = survey_month(plan, month)
    feedback = feedback_month(plan, month)
    yield Kind.SURVEY, surveys.frame
    yield Kind.CONTACT, contact_month(plan, month)
    yield Kind.FEEDBACK, feedback
    yield Kind.INDICATOR, indicator_month(plan, month, surveys)


def _file_names(plan: Plan) -> Mapping[Kind, Mapping[date, str]]:
    """Return the file each month of a table goes to: the coarsest cut that is small enough."""
    rows = {
        Kind.SURVEY: round(plan.responses * (1 + PARTIAL_SHARE)),
        Kind.CONTACT: round(CONTACTS * plan.scale),
        Kind.FEEDBACK: round(FEEDBACK * plan.scale),
        Kind.INDICATOR: 0,
    }
    return {kind: _cut(plan, kind, total) for kind, total in rows.items()}


def _cut(plan: Plan, kind: Kind, total: int) -> Mapping[date, str]:
    cuts = _CUTS[1:] if kind is Kind.SURVEY else _CUTS
    for cut in cuts:
        names = {month: STEMS[kind] + cut(month) for month in plan.months}
        fullest = max(list(names.values()).count(name) for name in names.values())
        if fullest * (total / len(plan.months) + 2) <= LARGEST_FILE:
            break
    return names


def _parts(name: str, frame: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield a month's frame, in numbered parts when one file would be too long."""
    if frame.height <= LARGEST_FILE:
        yield name, frame
        return
    for number, part in enumerate(frame.iter_slices(LARGEST_FILE), start=1):
        yield f"{name}_part{number:02d}", part
