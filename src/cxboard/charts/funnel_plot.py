"""Places by size among their limits: outside 99.8 % a signal, inside one another's noise."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.analysis.funnel import Z95, Z998, FunnelPlace, FunnelRow, limits_at
from cxboard.charts import theme
from cxboard.charts.figures import go
from cxboard.charts.scatter_layout import FRAME, axis
from cxboard.charts.stacked_names import Named, placed
from cxboard.domain.numbers import format_count, format_value
from cxboard.domain.vocabulary import Unit
from cxboard.results.funnel_types import UnitFunnel

HEIGHT = 420
_STEPS = 60
_LIMITS = ((Z998, "solid", "99.8% limits"), (Z95, "dash", "95% limits"))
_LOOKS = {
    (FunnelPlace.WITHIN, False): (theme.COMMON_CAUSE, "circle"),
    (FunnelPlace.WITHIN, True): (theme.COMMON_CAUSE, "circle"),
    (FunnelPlace.LOOK, False): (theme.COMMON_CAUSE, "circle-open"),
    (FunnelPlace.LOOK, True): (theme.COMMON_CAUSE, "circle-open"),
    (FunnelPlace.OUTSIDE, False): (theme.CONCERN, "diamond"),
    (FunnelPlace.OUTSIDE, True): (theme.IMPROVEMENT, "circle"),
}
"""By where a unit lies, and whether above the middle line."""


def figure(found: UnitFunnel) -> go.Figure:
    """Return the funnel: people to the right, percentage upwards."""
    drawing = go.Figure()
    rows = found.funnel.rows
    sizes = _sizes(rows)
    reached = [100 * row.value for row in rows]
    for z, dash, _ in _LIMITS:
        limits = [limits_at(found.funnel.centre, size, z, found.funnel.tau2) for size in sizes]
        for side in (0, 1):
            values = [100 * limit[side] for limit in limits]
            reached += [min(values), max(values)]
            drawing.add_trace(_line(sizes, values, dash))
    drawing.add_trace(_line(sizes, [100 * found.funnel.centre] * len(sizes), "dot"))
    for place, is_above in _LOOKS:
        drawing.add_trace(_points(found, place, is_above=is_above))
    names, ends = placed(_named(found), (sizes[0], sizes[-1]), (min(reached), max(reached)))
    drawing.update_layout(
        FRAME,
        height=HEIGHT,
        annotations=names,
        xaxis=axis("People"),
        yaxis=axis(found.measure.title) | {"ticksuffix": "%", "range": ends},
    )
    return drawing


def headline(found: UnitFunnel) -> str:
    """Return what the funnel shows, as its title."""
    total, outside = len(found.funnel.rows), found.outside
    if not outside:
        return f"No unit of {total} differs from the others by more than they usually do"
    named = ", ".join(f"{row.tally.name} ({_percent(row)})" for row in outside[:3])
    more = f" and {len(outside) - 3} more" if len(outside) > 3 else ""
    differ = "differs" if len(outside) == 1 else "differ"
    return f"{len(outside)} of {total} units {differ} from the others: {named}{more}"


def describe(found: UnitFunnel) -> str:
    """Return the funnel in words, for those who do not see it."""
    lines = (
        f"{row.tally.name}: {_percent(row)} of {_people(row)}, {row.place}"
        for row in found.funnel.rows
    )
    return f"{headline(found)}. {'; '.join(lines)}."


def table(found: UnitFunnel) -> list[tuple[str, ...]]:
    """Return the same numbers as a table; the first row is its head."""
    head = ("Unit", "People", "Value", "95% limits", "99.8% limits", "Place")
    return [head, *(_row(row) for row in found.funnel.rows)]


def _row(row: FunnelRow) -> tuple[str, ...]:
    limits = (
        f"{100 * low:.1f}% to {100 * high:.1f}%" for low, high in (row.limits95, row.limits998)
    )
    return (row.tally.name, _people(row), _percent(row), *limits, row.place)


def _people(row: FunnelRow) -> str:
    return format_count(round(row.tally.denominator))


def _percent(row: FunnelRow) -> str:
    return format_value(100 * row.value, Unit.PERCENT)


def _sizes(rows: Sequence[FunnelRow]) -> list[float]:
    """Return sizes at which limits are drawn, from a little below the smallest place."""
    low, high = 0.9 * rows[0].tally.denominator, 1.05 * rows[-1].tally.denominator
    return [low + (high - low) * step / (_STEPS - 1) for step in range(_STEPS)]


def _line(sizes: Sequence[float], values: Sequence[float], dash: str) -> go.Scatter:
    line = {"color": theme.REFERENCE.both, "width": 1.5, "dash": dash}
    return go.Scatter(x=sizes, y=values, mode="lines", line=line, hoverinfo="skip")


def _points(found: UnitFunnel, place: FunnelPlace, *, is_above: bool) -> go.Scatter:
    colour, symbol = _LOOKS[place, is_above]
    rows = [
        row
        for row in found.funnel.rows
        if row.place is place and (row.value > found.funnel.centre) is is_above
    ]
    is_outside = place is FunnelPlace.OUTSIDE
    return go.Scatter(
        x=[row.tally.denominator for row in rows],
        y=[100 * row.value for row in rows],
        mode="markers",
        marker={"size": 13 if is_outside else 10, "color": colour.both, "symbol": symbol},
        hovertext=[f"<b>{row.tally.name}</b><br>{_percent(row)} of {_people(row)}" for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _named(found: UnitFunnel) -> list[Named]:
    """Return the units outside the inner limits, to be named."""
    return [
        Named(
            x=row.tally.denominator,
            y=100 * row.value,
            name=row.tally.name,
            is_above=row.value > found.funnel.centre,
        )
        for row in found.funnel.rows
        if row.place is not FunnelPlace.WITHIN
    ]
