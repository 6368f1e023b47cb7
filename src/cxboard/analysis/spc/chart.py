"""One series, charted and judged: limits → points → signals → variation → assurance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.analysis.spc.assurance import assurance
from cxboard.analysis.spc.limits import Limits, xmr_limits
from cxboard.analysis.spc.points import Place, place
from cxboard.analysis.spc.series import Observation, Settings, ordered, phases
from cxboard.analysis.spc.signals import causes
from cxboard.analysis.spc.variation import naming_cause, point_type, variation
from cxboard.domain.errors import BadRequest
from cxboard.domain.verdicts import Assurance, Footing, PointType, SpecialCause, Variation


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value with the limits of its date; `met` holds every rule it meets, `cause` the naming one.

    `phase` counts from 0; a point without a value is a gap.
    """

    day: date
    value: float | None
    limits: Limits
    place: Place
    met: tuple[SpecialCause, ...]
    cause: SpecialCause
    type: PointType
    phase: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A judged series. Verdicts speak of the latest point and the latest phase's limits.

    They are always there; `footing` says whether there are enough values to show them.
    """

    points: tuple[Point, ...]
    settings: Settings
    variation: Variation
    assurance: Assurance | None
    footing: Footing

    @property
    def latest(self) -> Point:
        """The latest point; its limits are those of the latest phase."""
        return self.points[-1]

    @property
    def phases(self) -> list[tuple[Point, ...]]:
        """The points of each phase, oldest first."""
        count = self.latest.phase + 1
        return [tuple(p for p in self.points if p.phase == phase) for phase in range(count)]

    @property
    def phase(self) -> tuple[Point, ...]:
        """The points of the latest phase."""
        return tuple(point for point in self.points if point.phase == self.latest.phase)

    @property
    def is_constant(self) -> bool:
        """Whether all values of the latest phase are the same, and its limits have no width."""
        return _is_constant(self.phase)


def xmr_chart(observations: Iterable[Observation], settings: Settings) -> Chart:
    """Chart single values (“XmR”), in any order.

    Raises:
        BadRequest: the series cannot be charted, or a rebase date is not in it.
    """
    series = ordered(observations)
    spans = phases([observation.day for observation in series], settings.rebases)
    limits: list[Limits] = []
    for span in spans:
        rows = series[span]
        found = xmr_limits(
            [row.value for row in rows[: settings.fix_after]],
            factor=settings.rules.factor,
            screen=settings.screens,
        )
        if found is None:
            raise BadRequest(
                f"The phase from {rows[0].day} to {rows[-1].day} has no two neighbouring values, "
                "so it has no limits. Rebase on another date, or wait for more values."
            )
        limits += [found] * len(rows)
    return judged(series, spans, limits, settings)


def judged(
    series: Sequence[Observation],
    spans: Sequence[slice],
    limits: Sequence[Limits],
    settings: Settings,
) -> Chart:
    """Judge a series against limits that are known; rules start anew in each phase.

    Args:
        series: in date order.
        spans: the phases, as slices of the series.
        limits: one for each date.
        settings: direction, target and rules.
    """
    points: list[Point] = []
    for number, span in enumerate(spans):
        points += _phase(series[span], limits[span], number, settings)
    phase = [point for point in points if point.phase == len(spans) - 1]
    return Chart(
        points=tuple(points),
        settings=settings,
        variation=variation(points[-1].cause, settings.direction),
        assurance=assurance(points[-1].limits, settings, is_constant=_is_constant(phase)),
        footing=Footing.of(sum(point.value is not None for point in phase)),
    )


def _phase(
    rows: Sequence[Observation], limits: Sequence[Limits], number: int, settings: Settings
) -> list[Point]:
    values = [row.value for row in rows]
    places = [place(v, own, settings.rules) for v, own in zip(values, limits, strict=True)]
    met = causes(values, places, settings.rules)
    named = [naming_cause(each, settings.direction, settings.rules) for each in met]
    return [
        Point(
            day=row.day,
            value=row.value,
            limits=limits[i],
            place=places[i],
            met=met[i],
            cause=named[i],
            type=point_type(named[i], settings.direction),
            phase=number,
        )
        for i, row in enumerate(rows)
    ]


def _is_constant(phase: Sequence[Point]) -> bool:
    limits = phase[-1].limits
    values = {point.value for point in phase if point.value is not None}
    return len(values) == 1 and limits.lower == limits.upper
