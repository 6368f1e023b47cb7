"""Which places can an action's place be compared with? Those of its kind without such an action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cxboard.analysis.interrupted import Value
from cxboard.domain.actions import Action
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.intervals import Z95
from cxboard.domain.periods import Period, month_of
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import Reader
from cxboard.results.options import options
from cxboard.results.score import score_by


@dataclass(frozen=True, kw_only=True)
class Places:
    """The months of an action's place (`own`) and of those that it is compared with.

    `panel` and the months' standard `errors` are by place, empty where there is nothing to compare
    with; `together` are the filters of the comparison places as one population.
    """

    own: str = ""
    panel: Mapping[str, list[Value]] = field(default_factory=dict)
    errors: Mapping[str, list[float]] = field(default_factory=dict)
    together: Filters | None = None


def places_of(reader: Reader, action: Action, months: Period, registers: Registers) -> Places:
    """Return an action's place and those without one for the same measure.

    Hospitals are compared with hospitals, a unit with other hospitals' units of its service line;
    the whole system has nothing to compare it with.
    """
    if not action.facility_id:
        return Places()
    if action.unit_id:
        wide, dimension = _alike(reader, action, months), Dimension.UNIT
    else:
        wide, dimension = Filters(period=months), Dimension.FACILITY
    treated = _treated(action, registers, months.last)
    own = action.unit_id or action.facility_id
    panel: dict[str, list[Value]] = {}
    errors: dict[str, list[float]] = {}
    by = (dimension, Dimension.MONTH)
    for row in score_by(reader, get_measure(action.measure_id), wide, by):
        place, month = row.group
        if row.score.value is not None and (place == own or place not in treated):
            panel.setdefault(place, []).append(
                value_of(date.fromisoformat(f"{month}-01"), row.score)
            )
            errors.setdefault(place, []).append(error_of(row.score))
    others = tuple(sorted(set(panel) - {own}))
    if own not in panel or not others:
        return Places()
    chosen = {"units": others} if action.unit_id else {"facilities": others}
    together = Filters(period=months, **chosen)
    return Places(own=own, panel=panel, errors=errors, together=together)


def value_of(month: date, score: Score) -> Value:
    """Return a month with a value as the analysis takes it."""
    assert score.value is not None
    return Value(month=month_number(month), value=score.value, people=float(score.n or 1))


def error_of(score: Score) -> float:
    """Return the standard error of a value, from its 95 % interval."""
    if score.lower is None or score.upper is None:
        return 0.0
    return (score.upper - score.lower) / (2 * Z95)


def month_number(month: date) -> int:
    """Return the number of a month, counted from the year 0."""
    return month.year * 12 + month.month - 1


def _alike(reader: Reader, action: Action, months: Period) -> Filters:
    """Return the units of the same service line in other hospitals, and the unit itself."""
    facilities = options(reader).facilities
    line = next((u.service_line for f in facilities for u in f.units if u.id == action.unit_id), "")
    units = [
        unit.id
        for facility in facilities
        for unit in facility.units
        if unit.id == action.unit_id
        or (line and unit.service_line == line and facility.id != action.facility_id)
    ]
    return Filters(period=months, units=tuple(units))


def _treated(action: Action, registers: Registers, last: date) -> set[str]:
    """Return the places that have an action for the same measure, begun by the last month."""
    begun = [
        other
        for other in registers.actions
        if other.measure_id == action.measure_id and month_of(other.start) <= last
    ]
    return {other.unit_id or other.facility_id for other in begun if other.facility_id} | {
        other.facility_id for other in begun if other.facility_id and not action.unit_id
    }
