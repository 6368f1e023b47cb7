"""Which limits has a rate whose denominator changes from month to month? p, p′, u and u′ charts.

The unprimed charts expect nothing but chance; with large denominators their limits are far too
narrow. The primed ones (Laney) widen or narrow them by the variation that there really is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum, isfinite, sqrt

from cxboard.analysis.spc.chart import Chart, judged
from cxboard.analysis.spc.limits import Limits, average_range, moving_ranges
from cxboard.analysis.spc.rules import D2
from cxboard.analysis.spc.series import (
    LARGEST,
    Observation,
    Settings,
    ordered,
    phases,
    refuse_repeated,
)
from cxboard.domain.errors import BadRequest


class CountChart(StrEnum):
    """What is counted: proportions (p) or events by exposure (u), plain or primed."""

    P = "p"
    P_PRIME = "pp"
    U = "u"
    U_PRIME = "up"

    @property
    def is_proportion(self) -> bool:
        """Whether the numerator is part of the denominator."""
        return self in (CountChart.P, CountChart.P_PRIME)

    @property
    def is_primed(self) -> bool:
        """Whether limits follow the variation between dates as well."""
        return self in (CountChart.P_PRIME, CountChart.U_PRIME)

    def describe(self, settings: Settings, *, widen_only: bool = False) -> str:
        """Return rules and limits as they are printed on a chart."""
        chance = "binomial" if self.is_proportion else "Poisson"
        how = "widened, never narrowed," if widen_only else "widened or narrowed"
        laney = f", {how} by the variation between dates (Laney)" * self.is_primed
        return (
            f"{settings.rules.describe()} Limits: mean ± 3 {chance} standard errors of each date’s "
            f"own denominator{laney}."
        )


@dataclass(frozen=True, kw_only=True)
class Count:
    """Events of a date; the denominator of u charts may be any positive number.

    Without a numerator the date is a gap: something was counted that may not be shown.
    """

    day: date
    numerator: float | None
    denominator: float

    @property
    def rate(self) -> float | None:
        """Numerator by denominator; None for a gap."""
        return None if self.numerator is None else self.numerator / self.denominator


def gap(day: date) -> Count:
    """Return a date without a value that stays in the series, and breaks runs and trends."""
    return Count(day=day, numerator=None, denominator=1.0)


def count_chart(
    counts: Iterable[Count],
    kind: CountChart,
    settings: Settings,
    *,
    screen_z: bool = False,
    widen_only: bool = False,
    per: float = 1.0,
) -> Chart:
    """Chart rates with changing denominators.

    Args:
        counts: in any order. Dates without a denominator have no rate and are left out: see
            `without_denominator`.
        kind: which chart.
        settings: direction, target, rebases and rules; limits are not screened by them.
        screen_z: leave out large moving ranges of the z-scores of primed charts.
        widen_only: never let a primed chart narrow the limits, which would be false precision
            where denominators are small.
        per: what rates are given for, such as 100 for percentages; the target's unit, too.

    Raises:
        BadRequest: a numerator or denominator that cannot be, or a series that cannot be charted.
    """
    rows = sorted(counts, key=lambda count: count.day)
    refuse_repeated([row.day for row in rows])
    for row in rows:
        _refuse_impossible(row, kind)
    rows = [row for row in rows if row.denominator > 0]
    series = ordered(Observation(day=row.day, value=_shown(row, per)) for row in rows)
    spans = phases([row.day for row in rows], settings.rebases)
    limits: list[Limits] = []
    for span in spans:
        base = rows[span][: settings.fix_after]
        centre = _centre(base)
        spread = _spread(base, centre, kind, screen=screen_z) if kind.is_primed else 1.0
        spread = max(1.0, spread) if widen_only else spread
        limits += _limits(rows[span], centre, spread, kind, per)
    return judged(series, spans, limits, settings)


def _centre(base: Sequence[Count]) -> float:
    known = [row for row in base if row.numerator is not None]
    if not known:
        raise BadRequest(f"The phase from {base[0].day} on has no value, so it has no limits.")
    return fsum(row.numerator or 0.0 for row in known) / fsum(row.denominator for row in known)


def without_denominator(counts: Iterable[Count]) -> list[date]:
    """Return the dates on which nothing could be counted, so that there is no rate."""
    return sorted(count.day for count in counts if count.denominator == 0)


def _spread(base: Sequence[Count], centre: float, kind: CountChart, *, screen: bool) -> float:
    """Return how many times wider than chance the rates vary (Laney's sigma z)."""
    variance = _variance(centre, kind)
    errors = [sqrt(variance / row.denominator) for row in base]
    if min(errors) == 0:  # all or nothing everywhere: there is no variation to compare
        return 1.0
    scores = [
        None if row.rate is None else (row.rate - centre) / error
        for row, error in zip(base, errors, strict=True)
    ]
    ranges = moving_ranges(scores)
    return average_range(ranges, screen=screen) / D2 if ranges else 1.0


def _variance(centre: float, kind: CountChart) -> float:
    """Return the variance of one event by chance; over the denominator it is that of a rate."""
    return max(0.0, centre * (1 - centre) if kind.is_proportion else centre)


def _shown(row: Count, per: float) -> float | None:
    return None if row.rate is None else row.rate * per


def _limits(
    rows: Sequence[Count], centre: float, spread: float, kind: CountChart, per: float
) -> list[Limits]:
    mean, highest = centre * per, per if kind.is_proportion else LARGEST
    variance = _variance(centre, kind)
    found = []
    for row in rows:
        sigma = sqrt(variance / row.denominator) * spread * per
        found.append(
            Limits(
                mean=mean,
                lower=max(0.0, mean - 3 * sigma),
                upper=min(highest, mean + 3 * sigma),
                near_lower=max(0.0, mean - 2 * sigma),
                near_upper=min(highest, mean + 2 * sigma),
            )
        )
    return found


def _refuse_impossible(row: Count, kind: CountChart) -> None:
    if row.numerator is None:
        return
    for name, number in (("numerator", row.numerator), ("denominator", row.denominator)):
        if not isfinite(number) or not 0 <= number <= LARGEST:
            raise BadRequest(f"The {name} of {row.day} is not a count.")
    if row.denominator == 0 and row.numerator > 0:
        raise BadRequest(f"On {row.day} something was counted, but the denominator is zero.")
    if 0 < row.denominator < 1 / LARGEST:
        raise BadRequest(f"The denominator of {row.day} is too small to divide by.")
    if kind.is_proportion and row.numerator > row.denominator:
        raise BadRequest(
            f"On {row.day} the numerator is larger than the denominator, so it is no proportion. "
            "Choose a u chart for events by exposure."
        )
