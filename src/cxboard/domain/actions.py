"""What is done about a measure: the register of actions, and at which level people are involved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from cxboard.domain.catalogue import get_measure
from cxboard.domain.records import Placed, require


class Engagement(StrEnum):
    """At which level people are involved."""

    INTRAPERSONAL = "intrapersonal"
    INTERPERSONAL = "interpersonal"
    ORGANISATIONAL = "organisational"
    SYSTEMIC = "systemic"


class PatientSide(StrEnum):
    """What an action does for the patient in a customer."""

    QUALITY = "clinical quality"
    SAFETY = "safety"
    COMPASSION = "compassion"


class CustomerSide(StrEnum):
    """What an action does for the customer in a patient."""

    CONVENIENCE = "convenience"
    EFFICIENCY = "efficiency"
    COMMUNICATION = "communication"


class ActionStatus(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)


@dataclass(frozen=True, kw_only=True)
class Action(Placed):
    """What is done about a measure, by whom and until when; marked on the measure's charts."""

    measure_id: str
    title: str
    owner_role: str
    start: date
    due: date
    status: ActionStatus = ActionStatus.PLANNED
    level: Engagement = Engagement.ORGANISATIONAL
    patient_side: tuple[PatientSide, ...] = ()
    customer_side: tuple[CustomerSide, ...] = ()
    notes: str = ""

    def check(self, others: Sequence[Self]) -> None:
        """Raise BadRequest when nobody could tell what is done, by whom and until when."""
        super().check(others)
        get_measure(self.measure_id)
        require(bool(self.title.strip()), "Give the action a title: what is done?")
        require(bool(self.owner_role.strip()), "Name the role that owns the action.")
        require(self.start <= self.due, "The action is due before it starts.")
        require(
            bool(self.patient_side or self.customer_side),
            "Say whom it serves: at least one of the patient side and the customer side.",
        )

    def is_overdue(self, today: date) -> bool:
        """Return whether the action should be done and is not."""
        return self.status.is_open and self.due < today

    @property
    def serves_one_side(self) -> bool:
        """Whether only the patient or only the customer gains; the other side then often loses."""
        return bool(self.patient_side) != bool(self.customer_side)
