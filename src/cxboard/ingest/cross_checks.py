"""Do the values of one row fit together? Rules over several columns of a chunk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from cxboard.domain.catalogue import all_items
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.items import MISSING, Item
from cxboard.domain.vocabulary import Instrument, Kind
from cxboard.ingest.columns import COUNTS_OF, MAY_BE_NEGATIVE, SHARES
from cxboard.ingest.judges import Fault
from cxboard.ingest.unanswered import too_few_answers


@dataclass(frozen=True)
class CrossCheck:
    """A fault of `column` in the rows where `broken` holds."""

    column: str
    fault: Fault
    broken: pl.Expr


Shown = Callable[[str], str]
"""From a column of ours to what the file calls it."""

Checks = Callable[[frozenset[str], Shown], Iterator[CrossCheck]]


def cross_checks(kind: Kind, columns: frozenset[str], shown: Shown) -> list[CrossCheck]:
    """Return the checks of a kind that concern columns which a file has."""
    return list(_BY_KIND[kind](columns, shown)) if kind in _BY_KIND else []


def broken_rows(chunk: pl.DataFrame, checks: list[CrossCheck]) -> list[npt.NDArray[np.int64]]:
    """Return for each check the places of the rows that break it."""
    if not checks:
        return []
    marks = chunk.select(
        check.broken.fill_null(False).alias(str(place)) for place, check in enumerate(checks)
    )
    return [np.flatnonzero(mark.to_numpy()) for mark in marks.iter_columns()]


def not_asked(kind: Kind, columns: frozenset[str]) -> list[pl.Expr]:
    """Return expressions that blank "no answer" to questions that were not asked that day.

    Vendors pad such columns with M. An answer would be an error; M says nothing and is dropped.
    """
    return [
        pl.when(~(_not_in_force(item) & (pl.col(item.key) == MISSING)))
        .then(pl.col(item.key))
        .alias(item.key)
        for item in all_items(kind)
        if item.key in columns and _limited(item)
    ]


def _survey(columns: frozenset[str], shown: Shown) -> Iterator[CrossCheck]:
    for item in all_items(Kind.SURVEY):
        if item.key not in columns:
            continue
        answer = pl.col(item.key)
        if _limited(item):
            fault = Fault(
                "not_asked",
                f"answers a question that {_which(item)} did not ask on that discharge date",
                "Leave it blank, or correct the discharge date.",
            )
            yield CrossCheck(item.key, fault, _not_in_force(item) & (answer != MISSING))
        if item.screener and item.screener.item in columns:
            fault = Fault(
                "skipped_but_answered",
                f"is answered although {shown(item.screener.item)} says that it was to be skipped",
                "It is kept as it is; check the export of skipped questions (code 8).",
                "warning",
            )
            skipped = pl.col(item.screener.item).is_in(sorted(item.screener.skip_codes))
            yield CrossCheck(item.key, fault, skipped & answer.is_in(sorted(item.scale.codes)))

    for rule, broken in too_few_answers(columns):
        fault = Fault(
            "incomplete",
            f"is a survey with fewer than {rule.needed} answers to the {len(rule.items)} "
            "questions put to everybody",
            "It is kept, and left out of scores as CMS leaves it out.",
            "warning",
        )
        done = pl.col("survey_status").fill_null("completed") == "completed"
        counts = done if "survey_status" in columns else pl.lit(True)
        yield CrossCheck("survey_id", fault, broken & counts)


def _feedback(columns: frozenset[str], shown: Shown) -> Iterator[CrossCheck]:
    for later in ("acknowledged_date", "answered_date"):
        if later in columns:
            what = f"lies before {shown('received_date')}"
            fault = Fault("impossible_date", what, "Correct one of them.")
            yield CrossCheck(later, fault, pl.col(later) < pl.col("received_date"))


def _indicator(columns: frozenset[str], shown: Shown) -> Iterator[CrossCheck]:
    name, numerator = pl.col("indicator"), pl.col("numerator")
    denominator = pl.col("denominator") if "denominator" in columns else pl.lit(None, pl.Float64)
    share, counted = name.is_in(sorted(SHARES)), name.is_in(sorted(COUNTS_OF))
    fault = Fault(
        "negative",
        "is below zero",
        f"Only {', '.join(sorted(MAY_BE_NEGATIVE))} may be negative.",
    )
    yield CrossCheck("numerator", fault, (numerator < 0) & ~name.is_in(sorted(MAY_BE_NEGATIVE)))
    fault = Fault(
        "part_above_whole",
        f"is more than {shown('denominator')}, of which it is a part",
        "Correct one of them; perhaps they are exchanged.",
    )
    yield CrossCheck("numerator", fault, share & (numerator > denominator))
    fault = Fault(
        "without_denominator",
        "has no denominator, and this indicator is a share of one",
        "Fill in of how many the numerator counts.",
    )
    yield CrossCheck("numerator", fault, share & numerator.is_not_null() & denominator.is_null())
    fault = Fault(
        "not_whole",
        "is not a whole number, and this indicator counts people or cases",
        "Write the count itself, not a rate, an average or a percentage.",
    )
    for column in sorted({"numerator", "denominator"} & columns):
        yield CrossCheck(column, fault, counted & (pl.col(column) % 1 != 0))


def _published(columns: frozenset[str], shown: Shown) -> Iterator[CrossCheck]:
    what = f"lies before {shown('start_date')}"
    fault = Fault("impossible_date", what, "Download the file again from CMS.")
    yield CrossCheck("end_date", fault, pl.col("end_date") < pl.col("start_date"))


_BY_KIND: dict[Kind, Checks] = {
    Kind.SURVEY: _survey,
    Kind.FEEDBACK: _feedback,
    Kind.INDICATOR: _indicator,
    Kind.PUBLISHED: _published,
}


def _limited(item: Item) -> bool:
    """Whether only one of the two instruments asks an item."""
    return len(item.numbers) == 1


def _not_in_force(item: Item) -> pl.Expr:
    updated = pl.col("discharge_date") >= INSTRUMENT_BREAK
    return updated if Instrument.LEGACY in item.numbers else ~updated


def _which(item: Item) -> str:
    asked = next(iter(item.numbers))
    return "the updated survey" if asked is Instrument.LEGACY else "the legacy survey"
