"""Whom do the surveys hear? Sent and completed, by place and month, and against those served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxboard.analysis.gaps import holm, probability
from cxboard.domain.catalogue import get_measure
from cxboard.domain.catalogue.indicators import SERVED, served
from cxboard.domain.filters import Filters
from cxboard.domain.intervals import wilson
from cxboard.domain.letters import capitalised
from cxboard.domain.numbers import format_change, format_percent
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import grouped_counts, keys_of, monthly_counts, within
from cxboard.results.coverage import COMPLETED, Coverage, coverage
from cxboard.results.disclosure import Clearance, clearance_of
from cxboard.results.groups import Compared, compared
from cxboard.results.options import options
from cxboard.results.people_words import group_name
from cxboard.results.scorecard import measure_rows, series_window
from cxboard.results.types import AsOf, ScorecardRow

RATE = get_measure("response_rate")
LAG = get_measure("surveys_back_in_two_weeks")
BY_MODE = tuple(get_measure(name) for name in ("overall_rating", "recommend_hospital", "nps"))
UNKNOWN = "unknown"
_SENTENCES = 3


@dataclass(frozen=True, kw_only=True)
class Represented:
    """A group's share of respondents against its share of those served, in per cent.

    `is_real` says whether the difference stands among all groups that were looked at (Holm).
    """

    dimension: Dimension
    group: str
    respondents: Score
    served: float
    is_real: bool

    @property
    def name(self) -> str:
        """The group in words."""
        return group_name(self.dimension, self.group)

    @property
    def points(self) -> float:
        """Respondents minus served."""
        return (self.respondents.value or 0.0) - self.served


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The page; without surveys in the selection `rate` is None and `coverage` has no unit.

    `lag` is how soon they come back, None where no indicator says so.
    """

    finding: str
    details: tuple[str, ...]
    rate: ScorecardRow | None
    lag: ScorecardRow | None
    hospitals: Compared
    names: tuple[tuple[str, str], ...]
    modes: Compared
    groups: tuple[Represented, ...]
    coverage: Coverage
    as_of: AsOf


def reach(reader: Reader, filters: Filters, registers: Registers) -> Reach:
    """Return the reach of a population and period."""
    keys = dict.fromkeys([*keys_of([RATE, LAG]), *BEHIND])
    by_month = monthly_counts(reader, list(keys), filters.over(series_window(filters.period)))
    rows = measure_rows(reader, filters, [RATE, LAG], by_month, registers)
    found = {row.measure.id: row for row in rows}
    rate, lag = found.get(RATE.id), found.get(LAG.id)
    groups = _represented(reader, filters)
    heard = coverage(reader, filters)
    return Reach(
        finding=_finding(rate, groups),
        details=_details(rate, lag, groups, heard),
        rate=rate,
        lag=lag,
        hospitals=compared(reader, [RATE, LAG], filters, Dimension.FACILITY),
        names=tuple(options(reader).names().items()),
        modes=compared(reader, BY_MODE, filters, Dimension.CHANNEL),
        groups=groups,
        coverage=heard,
        as_of=as_of(reader, filters, within(by_month, filters.period), max(by_month, default=None)),
    )


def _represented(reader: Reader, filters: Filters) -> tuple[Represented, ...]:
    """Return each group that is known on both sides, the least heard first.

    None below the hospital or beside a chosen channel: neither side is kept there.
    """
    if filters.units or filters.service_lines or filters.channels:
        return ()
    found: list[Represented] = []
    for dimension in SERVED:
        served = _served(reader, filters, dimension)
        asked = grouped_counts(reader, [COMPLETED], filters, (dimension,))
        counts = {group: c for (group,), c in asked.items() if group != UNKNOWN}
        total = Clearance(reader, filters, (dimension, counts)).people(
            COMPLETED, add(counts.values()), filters.period
        )
        for group in served if total else ():
            clearance = clearance_of(reader, filters, (dimension,), (group,))
            n = clearance.people(COMPLETED, counts.get(group, {}), filters.period)
            if n is not None and total:
                share = _share(n, total)
                found.append(
                    Represented(
                        dimension=dimension,
                        group=group,
                        respondents=share,
                        served=served[group],
                        is_real=False,
                    )
                )
    return _judged(found)


def _served(reader: Reader, filters: Filters, dimension: Dimension) -> dict[str, float]:
    """Return each group's share of those served, as the monthly indicators say."""
    prefix = served(dimension)
    keys = sorted(name for name in reader.known["item"] if name.startswith(prefix))
    if not keys:
        return {}
    counts = grouped_counts(reader, keys, filters, ()).get((), {})
    shares = {}
    for key in keys:
        answers = counts.get(key, {})
        if whole := answers.get(1, 0) + answers.get(0, 0):
            shares[key.removeprefix(prefix)] = 100 * answers.get(1, 0) / whole
    return shares


def _share(n: int, total: int) -> Score:
    low, high = wilson(n, total)
    return Score(
        value=100 * n / total,
        n=n,
        numerator=n,
        denominator=total,
        lower=100 * low,
        upper=100 * high,
    )


def _judged(groups: Sequence[Represented]) -> tuple[Represented, ...]:
    stands = holm([_chance(group) for group in groups])
    judged = [
        Represented(
            dimension=group.dimension,
            group=group.group,
            respondents=group.respondents,
            served=group.served,
            is_real=stood,
        )
        for group, stood in zip(groups, stands, strict=True)
    ]
    return tuple(sorted(judged, key=lambda group: group.points))


def _chance(group: Represented) -> float:
    share = group.respondents
    assert share.lower is not None
    assert share.upper is not None
    return probability((group.points, share.lower - group.served, share.upper - group.served))


def _finding(rate: ScorecardRow | None, groups: Sequence[Represented]) -> str:
    said = []
    if rate and rate.score.value is not None:
        said.append(f"{format_percent(rate.score.value)} of the surveys sent came back completed")
    least = next((group for group in groups if group.is_real and group.points < 0), None)
    if least:
        said.append(
            f"{least.name} are {format_percent(least.respondents.value)} of those who answer and "
            f"{format_percent(least.served)} of those served"
        )
    if not said:
        return "How many surveys were sent is not known for this selection."
    text = "; ".join(said)
    return f"{capitalised(text)}."


def _details(
    rate: ScorecardRow | None,
    lag: ScorecardRow | None,
    groups: Sequence[Represented],
    heard: Coverage,
) -> tuple[str, ...]:
    """Return up to three sentences: who else is heard too little or too much, units, the rates."""
    less = [group for group in groups if group.is_real and group.points < 0][1:3]
    more = [group for group in groups if group.is_real and group.points > 0][-1:]
    sentences = [f"Heard less than served: {_with_points(less)}."] if less else []
    sentences += [f"Heard more than served: {_with_points(more)}."] if more else []
    if heard.silent:
        noun = "unit has" if heard.silent == 1 else "units have"
        sentences.append(f"{heard.silent} {noun} a month without any completed survey.")
    if lag and lag.score.value is not None:
        sentences.append(
            f"{format_percent(lag.score.value)} of completed surveys came back within two weeks."
        )
    if rate and rate.change:
        moved = format_change(rate.change.difference)
        how = "more than" if rate.change.beyond_chance else "within"
        sentences.append(
            f"The response rate moved by {moved} points on {rate.change.compared}, {how} chance."
        )
    return tuple(sentences[:_SENTENCES])


def _with_points(groups: Sequence[Represented]) -> str:
    return ", ".join(f"{g.name} ({format_change(g.points)} points)" for g in groups)
