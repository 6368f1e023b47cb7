"""The field's closed lists: instruments, families, sections, care domains, dimensions."""

from __future__ import annotations

from enum import StrEnum


class Instrument(StrEnum):
    """Edition of the HCAHPS survey; chosen by discharge date, never by upload date."""

    LEGACY = "legacy29"
    UPDATED = "updated32"


class Family(StrEnum):
    """What a measure is about."""

    HCAHPS = "HCAHPS"
    LOYALTY = "Loyalty"
    OMNICHANNEL = "Omnichannel"


class Section(StrEnum):
    """The five sections of NHS England's Experience of Care Improvement Framework."""

    STRATEGIC_INFLUENCE = "Strategic influence"
    LISTENING = "Listening"
    FEEDBACK_AND_ACTION = "Feedback and action"
    PARTNERSHIP = "Partnership"
    LEARNING = "Learning"


class CareDomain(StrEnum):
    """The eight domains of patient-centred care."""

    RESPECT = "Respect for preferences"
    EMOTIONAL = "Emotional support"
    COMFORT = "Physical comfort"
    INFORMATION = "Information and education"
    CONTINUITY = "Continuity and transition"
    COORDINATION = "Care coordination"
    ACCESS = "Access to care"
    FAMILY = "Family and caregiver involvement"


class Unit(StrEnum):
    """The unit that a measure's value is written in."""

    PERCENT = "percent"
    POINTS = "points"


class Direction(StrEnum):
    """Where improvement lies."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Scoring(StrEnum):
    """How counts become a value."""

    TOP_BOX = "top-box percentage; a composite is the mean of its items' percentages"
    NET_PROMOTER = "percentage of promoters minus percentage of detractors"


class Kind(StrEnum):
    """What an extract holds; each kind is one table of the lake."""

    ORGANISATION = "organisation"
    SURVEY = "survey"
    CONTACT = "contact"
    FEEDBACK = "feedback"
    INDICATOR = "indicator"
    PUBLISHED = "published"


class Dimension(StrEnum):
    """What results can be grouped by."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FACILITY = "facility"
    UNIT = "unit"
    SERVICE_LINE = "service_line"
    CHANNEL = "channel"
    TOUCHPOINT = "touchpoint"
    LANGUAGE = "language"
    AGE_GROUP = "age_group"
    SEX = "sex"
    ETHNICITY = "ethnicity"


CONTACT_CUTS = (Dimension.CHANNEL, Dimension.TOUCHPOINT)
"""Dimensions of how people were in touch: counted by unit."""

PERSON_CUTS = (Dimension.LANGUAGE, Dimension.AGE_GROUP, Dimension.SEX, Dimension.ETHNICITY)
"""Dimensions of the person: counted by hospital, because a unit's month has too few of each."""

CUTS = (*CONTACT_CUTS, *PERSON_CUTS)
"""Dimensions that are rolled up one at a time, never crossed."""

SERVICE_LINES = (
    "Medicine",
    "Surgery",
    "Maternity",
    "Cardiology",
    "Oncology",
    "Orthopaedics",
    "Emergency",
)
"""The service lines of the fictional system; an organisation register may name any others."""

CHANNELS = (
    "phone",
    "portal",
    "app",
    "email",
    "sms",
    "web_chat",
    "video",
    "in_person",
    "mail",
)
"""How a person reached the health system, or answered its survey."""

TOUCHPOINTS = (
    "scheduling_and_access",
    "clinical_communication",
    "billing_and_financial_support",
    "post_visit_follow_up",
    "complaint_resolution",
    "emotional_and_informational_support",
)
