"""Which part of the health system do the numbers speak of?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Dimension


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What changes the numbers; hashable, and so the key of every cached call.

    An empty tuple means "all". Ids are those of the organisation register.
    """

    period: Period
    facilities: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    service_lines: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def over(self, period: Period) -> Filters:
        """Return the same population over another period."""
        return replace(self, period=period)

    def at(self, facility_id: str, unit_id: str = "") -> Filters:
        """Return the same population at one place; without ids it stays as it is."""
        return replace(
            self,
            facilities=(facility_id,) if facility_id else self.facilities,
            units=(unit_id,) if unit_id else self.units,
        )

    def chosen(self) -> dict[Dimension, tuple[str, ...]]:
        """Return the dimensions that are narrowed, with their values."""
        choices = {
            Dimension.FACILITY: self.facilities,
            Dimension.UNIT: self.units,
            Dimension.SERVICE_LINE: self.service_lines,
            Dimension.CHANNEL: self.channels,
        }
        return {dimension: values for dimension, values in choices.items() if values}

    def describe(self, names: Mapping[str, str] | None = None) -> str:
        """Return the population and period as a sentence, so that a screenshot states it.

        Args:
            names: display names by id; an id without a name is shown as it is.
        """
        parts = [self.describe_places(names)]
        if self.service_lines:
            parts.append(", ".join(self.service_lines))
        if self.channels:
            named = names or {}
            parts.append("by " + ", ".join(named.get(value, value) for value in self.channels))
        return f"{' · '.join(parts)}, {self.period.describe()}."

    def describe_places(self, names: Mapping[str, str] | None = None) -> str:
        """Return the hospitals and units in words, for what has neither period nor channel."""
        named = names or {}
        places = [named.get(value, value) for value in (*self.facilities, *self.units)]
        return ", ".join(places) or "All hospitals"
