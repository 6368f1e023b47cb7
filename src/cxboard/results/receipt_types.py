"""What a receipt says: everything behind one number, cleared for display."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cxboard.domain.catalogue import get_measure
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.domain.filters import Filters
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.periods import Period, parse_period
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Boxes
from cxboard.queries.question import Question
from cxboard.results.dictionary import Feed
from cxboard.results.linear import OwnLinear
from cxboard.storage.publications import Publication

_MARK = "~"
"""What stands between the parts of a receipt's address."""


class Figure(StrEnum):
    """Which number of a measure is asked about."""

    VALUE = "value"
    CHANGE = "change"
    MONTHS = "months"
    TARGET = "target"
    BENCHMARKS = "benchmarks"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The number that somebody wants to see the receipt of; the population is the page's.

    `item` narrows a composite to one of its questions, `facility` the population to one hospital
    of a table of hospitals; `period` stands for the page's where a table speaks of other months.
    """

    measure_id: str
    figure: Figure = Figure.VALUE
    item: str = ""
    facility: str = ""
    period: Period | None = None

    def text(self) -> str:
        """Return it as an address has it, such as "nps~change"."""
        period = f"{self.period.first:%Y-%m}..{self.period.last:%Y-%m}" if self.period else ""
        parts = (self.measure_id, self.figure, self.item, self.facility, period)
        return _MARK.join(parts).rstrip(_MARK)

    @classmethod
    def parse(cls, text: str) -> Asked:
        """Read what `text` wrote, whatever a browser sent.

        Raises:
            UnknownValue: there is no such measure, number or question.
            BadRequest: the period is none, or the number is not kept by question or hospital.
        """
        parts = [*text.split(_MARK), "", "", "", ""]
        measure_id, figure, item, facility, period = parts[:5]
        measure = get_measure(measure_id)
        which = figure or Figure.VALUE.value
        if which not in set(Figure):
            raise UnknownValue("number of a measure", which, Figure)
        keys = {each.key for edition in measure.editions for each in edition.items}
        if item and item not in keys:
            raise UnknownValue("question", item, keys)
        if (item or facility) and which != Figure.VALUE:
            raise BadRequest("Only a value has a receipt by question or by hospital.")
        return cls(
            measure_id=measure_id,
            figure=Figure(which),
            item=item,
            facility=facility,
            period=parse_period(period, date.today()) if ".." in period else None,
        )

    def narrow(self, filters: Filters) -> Filters:
        """Return the page's population, narrowed to what is asked about."""
        narrowed = replace(filters, facilities=(self.facility,)) if self.facility else filters
        return narrowed.over(self.period) if self.period else narrowed


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """People who are not in a denominator, and why; None when they are 1 to 10."""

    reason: str
    people: int | None


@dataclass(frozen=True, kw_only=True)
class ItemCount:
    """One question: what counts, of how many, and who is left out."""

    item: Item
    numerator: int
    denominator: int
    boxes: Boxes | None = None
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counting:
    """One value, counted again for the receipt.

    `shown` is the score as pages show it, `recounted` what the statement gives; a suppressed one
    has neither counts nor arithmetic.
    """

    period: Period
    shown: Score
    recounted: Score
    question: Question
    items: tuple[ItemCount, ...] = ()
    arithmetic: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the statement gives the number shown; nothing shown, nothing to differ."""
        return self.shown.suppressed or self.shown == self.recounted


@dataclass(frozen=True, kw_only=True)
class MonthCount:
    """One month of a series, as it is shown; a suppressed one carries no count."""

    month: str
    score: Score


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Everything behind one number.

    `countings` holds one value, or the two of a change, the later one first; `months` those of a
    series with `series` as their statement; `references` targets or benchmarks. `edition` is the
    newest of the run that counts, `conclusion` the arithmetic of a change, `left_out` who is in no
    denominator of it, `outside` which months of the period do not count, `linear` the linear mean
    score that stands beside an HCAHPS measure's value.
    """

    asked: Asked
    measure: Measure
    edition: Edition | None
    population: str
    countings: tuple[Counting, ...]
    months: tuple[MonthCount, ...]
    series: Question | None
    references: tuple[Benchmark | Target, ...]
    conclusion: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    outside: str | None
    suppression: str
    adjustment: str
    linear: OwnLinear | None
    uploads: tuple[Feed, ...]
    publication: Publication
