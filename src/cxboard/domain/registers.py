"""Everything that people keep in registers, as it stands at one revision."""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.domain.actions import Action
from cxboard.domain.charted import Alert, Annotation, Rebase
from cxboard.domain.filters import Filters
from cxboard.domain.framework import Area, Assessment, Maturity, Review
from cxboard.domain.partnership import Partnership
from cxboard.domain.references import Target
from cxboard.domain.sources import ExpectedSource


@dataclass(frozen=True, kw_only=True)
class Registers:
    """Every entry that is not withdrawn, read once a revision; `Registers()` holds none.

    A result that depends on registers takes this value beside its reader and filters, and asks it
    for what concerns one measure and the population chosen:

        registers.target_of("nps", filters)         the target to read the period against, or None
        registers.rebases_of("nps", filters)        for the process limits of exactly this series
        registers.actions_of("nps", filters)        to mark on the chart, by start
        registers.annotations_of("nps", filters)    to write on the chart, by month

    For a hospital of a list, ask with its filters: `replace(filters, facilities=(id,))`. For the
    population of an entry: `action.narrow(filters)`. `storage.registers.read` makes the value
    from the ledger; a page gets its results from `ui.cached`, whose calls have the revision in
    their key, so that a change is seen by the next run of the script. Tests make the value by hand:
    `Registers(rebases=(Rebase(measure_id="nps", month=…, decided_by=…, reason=…),))`.

    `targets` begins with those that people entered; those that we bring along have the id 0.
    """

    revision: int = 0
    targets: tuple[Target, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    actions: tuple[Action, ...] = ()
    alerts: tuple[Alert, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    areas: tuple[Area, ...] = ()
    maturities: tuple[Maturity, ...] = ()
    reviews: tuple[Review, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    sources: tuple[ExpectedSource, ...] = ()

    def target_of(self, measure_id: str, filters: Filters) -> Target | None:
        """Return the target in force at the end of the period.

        Of several, the one of the narrowest place that holds the population, those that people
        entered before those that we bring along.
        """
        fitting = [
            target
            for target in self.targets
            if target.measure_id == measure_id
            and target.is_for(filters.period.last)
            and target.contains(filters)
        ]
        return max(fitting, key=lambda each: (each.depth, each.id > 0), default=None)

    def rebases_of(self, measure_id: str, filters: Filters) -> tuple[Rebase, ...]:
        """Return the rebases of one series, by month: those decided for exactly this population."""
        found = (r for r in self.rebases if r.measure_id == measure_id and r.is_exactly(filters))
        return tuple(sorted(found, key=lambda rebase: rebase.month))

    def actions_of(self, measure_id: str, filters: Filters) -> tuple[Action, ...]:
        """Return a measure's actions whose place has anybody of the population, by start."""
        found = (a for a in self.actions if a.measure_id == measure_id and a.touches(filters))
        return tuple(sorted(found, key=lambda action: (action.start, action.id)))

    def annotations_of(self, measure_id: str, filters: Filters) -> tuple[Annotation, ...]:
        """Return what is written on a measure's charts for this population, by month."""
        found = (
            note
            for note in self.annotations
            if note.measure_id in ("", measure_id) and note.touches(filters)
        )
        return tuple(sorted(found, key=lambda note: (note.month, note.id)))

    def alerts_of(self, measure_id: str, filters: Filters) -> tuple[Alert, ...]:
        """Return what people want to be told about a measure of exactly this population."""
        return tuple(a for a in self.alerts if a.measure_id == measure_id and a.is_exactly(filters))
