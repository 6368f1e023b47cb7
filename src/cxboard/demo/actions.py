"""What is done at Larkfield Health about its stories: invented actions."""

from __future__ import annotations

from datetime import date, timedelta

from cxboard.demo.stories import (
    DIGITAL_ADOPTION,
    EMPATHY_TRAINING,
    LATE_ANSWERS,
    NPS_DISAGREES,
    POOR_SCORES_CALLED,
    QUIET_NIGHTS,
    RESPONSIVENESS_FALLS,
)
from cxboard.demo.story import Story
from cxboard.domain.actions import Action, ActionStatus, CustomerSide, Engagement, PatientSide
from cxboard.domain.periods import add_months

_QUALITY, _SAFETY, _COMPASSION = PatientSide
_CONVENIENCE, _EFFICIENCY, _COMMUNICATION = CustomerSide


def after(end: date, months: int, day: int = 1) -> date:
    """Return a day of the month so many months after the last one of the system."""
    return add_months(end, months) + timedelta(days=day - 1)


def began(story: Story, end: date) -> date:
    """Return the first day of a story, on which its action began."""
    return story.window(end)[0]


def actions(end: date) -> list[Action]:
    """Return every action."""
    return [*_of_hospitals(end), *_of_the_system(end)]


def _of_hospitals(end: date) -> list[Action]:
    """Return what single hospitals do."""
    return [
        Action(
            measure_id="restfulness",
            facility_id=QUIET_NIGHTS.facility or "",
            title="Quiet nights: lights and trolleys rest from 10 pm to 6 am",
            owner_role="Chief nurse",
            start=began(QUIET_NIGHTS, end),
            due=after(end, -8, 28),
            status=ActionStatus.DONE,
            level=Engagement.ORGANISATIONAL,
            patient_side=(_QUALITY, _COMPASSION),
            customer_side=(_COMMUNICATION,),
            notes="All wards at once; earplugs and a sleep menu are offered on the first evening.",
        ),
        Action(
            measure_id="responsiveness",
            facility_id=RESPONSIVENESS_FALLS.facility or "",
            title="Fill the vacant posts of nursing assistants",
            owner_role="Chief people officer",
            start=after(began(RESPONSIVENESS_FALLS, end), 2),
            due=after(end, -1, 15),
            status=ActionStatus.UNDER_WAY,
            level=Engagement.ORGANISATIONAL,
            patient_side=(_SAFETY, _COMPASSION),
            customer_side=(_EFFICIENCY,),
        ),
        Action(
            measure_id="responsiveness",
            facility_id=RESPONSIVENESS_FALLS.facility or "",
            title="Hourly rounds, with a name on the whiteboard",
            owner_role="Chief nurse",
            start=after(end, 0, 12),
            due=after(end, 3, 31),
            status=ActionStatus.UNDER_WAY,
            level=Engagement.INTERPERSONAL,
            patient_side=(_SAFETY, _COMPASSION),
            customer_side=(_COMMUNICATION,),
        ),
        Action(
            measure_id="complaints_answered",
            facility_id=LATE_ANSWERS.facility or "",
            title="A second complaints handler, and a weekly list of answers due",
            owner_role="Chief customer officer",
            start=after(LATE_ANSWERS.window(end)[1], 1),
            due=after(LATE_ANSWERS.window(end)[1], 5),
            status=ActionStatus.DONE,
            level=Engagement.ORGANISATIONAL,
            patient_side=(_COMPASSION,),
            customer_side=(_COMMUNICATION, _EFFICIENCY),
        ),
    ]


def _of_the_system(end: date) -> list[Action]:
    """Return what the whole system does."""
    return [
        Action(
            measure_id="first_contact_resolution",
            title="Portal and app as the first door: booking, results, messages",
            owner_role="Chief customer officer",
            start=began(DIGITAL_ADOPTION, end),
            due=after(end, 5, 30),
            status=ActionStatus.UNDER_WAY,
            level=Engagement.SYSTEMIC,
            customer_side=(_CONVENIENCE, _EFFICIENCY),
        ),
        Action(
            measure_id="nurse_communication",
            title="Empathy training for all who speak with patients",
            owner_role="Chief nurse",
            start=began(EMPATHY_TRAINING, end),
            due=after(end, 2, 31),
            status=ActionStatus.UNDER_WAY,
            level=Engagement.INTRAPERSONAL,
            patient_side=(_COMPASSION,),
            customer_side=(_COMMUNICATION,),
        ),
        Action(
            measure_id="nps",
            title="Correct the bills of the new billing system and say sorry",
            owner_role="Chief financial officer",
            start=after(began(NPS_DISAGREES, end), 1),
            due=after(end, -1, 30),
            status=ActionStatus.DONE,
            level=Engagement.ORGANISATIONAL,
            customer_side=(_EFFICIENCY, _COMMUNICATION),
        ),
        Action(
            measure_id="poor_scores_contacted_48h",
            title="Somebody calls everybody who gave a poor score",
            owner_role="Chief customer officer",
            start=began(POOR_SCORES_CALLED, end),
            due=after(end, 8, 30),
            status=ActionStatus.UNDER_WAY,
            level=Engagement.INTERPERSONAL,
            patient_side=(_COMPASSION,),
            customer_side=(_COMMUNICATION,),
        ),
        Action(
            measure_id="medicine_communication",
            title="Medicines explained in Spanish, on paper and by interpreters",
            owner_role="Chief pharmacist",
            start=after(end, 2),
            due=after(end, 8, 30),
            status=ActionStatus.PLANNED,
            level=Engagement.SYSTEMIC,
            patient_side=(_QUALITY, _SAFETY),
            customer_side=(_COMMUNICATION,),
        ),
    ]
