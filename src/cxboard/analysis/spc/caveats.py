"""What must stand beside a chart: gaps, what was left out, limits that have collapsed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxboard.analysis.spc.cadence import MOST, cadence
from cxboard.analysis.spc.chart import Chart, Point
from cxboard.analysis.spc.limits import kept, moving_ranges
from cxboard.domain.numbers import counted


def caveats(chart: Chart) -> list[str]:
    """Return sentences on what a reader could otherwise overlook; most charts have none."""
    return [*_gaps(chart), *_missing(chart), *_recalculated(chart), *_collapsed(chart)]


def screened_out(chart: Chart) -> int:
    """Return how many moving ranges screening left out of the latest phase's limits."""
    if not chart.settings.screens:
        return 0
    values = [point.value for point in chart.phase][: chart.settings.fix_after]
    ranges = moving_ranges(values)
    return len(ranges) - len(kept(ranges)) if any(ranges) else 0


def _gaps(chart: Chart) -> list[str]:
    days = [point.day for point in chart.points if point.value is None]
    if not days:
        return []
    return [f"No value on {_listed(days, len(days))}: a gap, which breaks runs and trends."]


def _missing(chart: Chart) -> list[str]:
    rhythm = cadence([point.day for point in chart.points])
    if not rhythm.missing_count:
        return []
    many = counted(rhythm.missing_count, rhythm.noun)
    which = _listed(rhythm.missing, rhythm.missing_count)
    return [f"No row for {many} ({which}): the values on either side are treated as neighbours."]


def _recalculated(chart: Chart) -> list[str]:
    return [f"The limits are drawn anew from {phase[0].day} on." for phase in chart.phases[1:]]


def _collapsed(chart: Chart) -> list[str]:
    return [
        f"The values from {phase[0].day} on vary, but too seldom for moving ranges to show it: the "
        "limits fall together with the mean, and every point off it counts as outside. Chart "
        "without screening, or over longer periods."
        for phase in chart.phases
        if _is_flat(phase) and len({p.value for p in phase if p.value is not None}) > 1
    ]


def _is_flat(phase: Sequence[Point]) -> bool:
    return phase[-1].limits.upper == phase[-1].limits.lower


def _listed(days: Sequence[date], count: int) -> str:
    said = ", ".join(str(day) for day in days[:MOST])
    return f"{said} and {count - MOST} more" if count > MOST else said
