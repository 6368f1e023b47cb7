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
    PATIENT_CENTRED = "Patient-centred care"
    FEEDBACK_LOOP = "Feedback loop"
    OUTCOMES = "Outcomes beside experience"


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
    COORDINATION = "Care coordination among staff"
    ACCESS = "Access to care"
    FAMILY = "Family and caregiver involvement"


class Unit(StrEnum):
    """The unit that a measure's value is written in."""

    PERCENT = "percent"
    POINTS = "points"
    MEAN = "mean answer"
    PER_THOUSAND = "per 1,000"
    TO_ONE = "to one"


class Direction(StrEnum):
    """Where improvement lies."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Scoring(StrEnum):
    """How counts become a value."""

    TOP_BOX = "top-box percentage; a composite is the mean of its items' percentages"
    BOTTOM_BOX = "percentage of unfavourable answers"
    NET_PROMOTER = "percentage of promoters minus percentage of detractors"
    MEAN = "mean of the answers"
    SHARE = "the first count as a percentage of the second"
    RATE = "events per 1,000 of what they could have come from"
    TWO_COUNTS = "two counts side by side"
    MONEY = "one amount as a percentage of another; not a sample, so without an interval"


class Kind(StrEnum):
    """What an extract holds; each kind is one table of the lake."""

    ORGANISATION = "organisation"
    SURVEY = "survey"
    CONTACT = "contact"
    FEEDBACK = "feedback"
    INDICATOR = "indicator"
    PUBLISHED = "published"
    VBP = "vbp"
    HOSPITAL = "hospital"


CMS_KINDS = (Kind.PUBLISHED, Kind.VBP, Kind.HOSPITAL)
"""What CMS publishes: HCAHPS results, value-based purchasing, what it says of each hospital."""


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
    CHANNEL_AND_TOUCHPOINT = "channel_and_touchpoint"
    TOPIC = "topic"
    LANGUAGE = "language"
    AGE_GROUP = "age_group"
    SEX = "sex"
    ETHNICITY = "ethnicity"


CONTACT_CUTS = (Dimension.CHANNEL, Dimension.TOUCHPOINT, Dimension.TOPIC)
"""Dimensions of how people were in touch, and what about: counted by unit."""

CROSSED_CUTS = {Dimension.CHANNEL_AND_TOUCHPOINT: (Dimension.CHANNEL, Dimension.TOUCHPOINT)}
"""The only two dimensions that are counted crossed, by hospital; both speak of the contact, neither
of the person."""

CROSSING = "|"
"""What stands between the two values of a crossed cut."""

PERSON_CUTS = (Dimension.LANGUAGE, Dimension.AGE_GROUP, Dimension.SEX, Dimension.ETHNICITY)
"""Dimensions of the person: counted by hospital, because a unit's month has too few of each."""

HOSPITAL_CUTS = (*CROSSED_CUTS, *PERSON_CUTS)
"""Dimensions that are counted by hospital only."""

CUTS = (*CONTACT_CUTS, *HOSPITAL_CUTS)
"""Dimensions that are rolled up one at a time."""

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

DIGITAL_CHANNELS = ("portal", "app", "email", "sms", "web_chat", "video")
"""Channels that need neither a telephone line nor a desk nor a letter."""

JOURNEY = (
    "scheduling_and_access",
    "clinical_communication",
    "emotional_and_informational_support",
    "billing_and_financial_support",
    "post_visit_follow_up",
    "complaint_resolution",
)
"""Touchpoints in the order in which a patient meets them."""
