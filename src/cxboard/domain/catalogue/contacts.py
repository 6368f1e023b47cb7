"""How contacts go on every channel: satisfaction, effort, resolution, repeats and response."""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.items import Item, Scale
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.vocabulary import Direction, Family, Kind, Scoring, Section, Unit

_EFFORT5 = Scale(
    name="1 very low effort to 5 very high effort",
    answers={
        1: "Very low effort",
        2: "Low effort",
        3: "Neither",
        4: "High effort",
        5: "Very high effort",
    },
    top=frozenset({1, 2}),
    middle=frozenset({3}),
    bottom=frozenset({4, 5}),
    worst=5,
    best=1,
)
_RESPONSE_BAND = Scale(
    name="time to the first response, not scored",
    answers={
        1: "within 5 minutes",
        2: "within 1 hour",
        3: "within 4 hours",
        4: "within 1 day",
        5: "within 3 days",
        6: "after more than 3 days",
    },
)
RESOLVED_FIRST = Item(
    key="resolved_first",
    wording="Resolved at the first contact, without transfer or repeat, as the agent recorded it",
    scale=scales.FLAG,
    source=Kind.CONTACT,
)
SATISFACTION = Item(
    key="satisfaction",
    wording="Satisfaction with the contact, from 1 to 5",
    scale=scales.SATISFACTION5,
    source=Kind.CONTACT,
)
EFFORT = Item(
    key="effort",
    wording="It was made easy to handle the matter, from 1 to 7",
    scale=scales.EASE7,
    source=Kind.CONTACT,
)
EFFORT_ASKED_AS_EFFORT = Item(
    key="effort_asked",
    wording="Own effort to handle the matter, from 1 very low to 5 very high",
    scale=_EFFORT5,
    source=Kind.CONTACT,
)
REPEATED_THEMSELVES = Item(
    key="repeated_themselves",
    wording="Had to say the same thing again to another person",
    scale=scales.FLAG_NO_IS_GOOD,
    source=Kind.CONTACT,
)
REPEAT_CONTACT = Item(
    key="repeat_contact",
    wording="Had been in contact about the same matter before",
    scale=scales.FLAG_NO_IS_GOOD,
    source=Kind.CONTACT,
)
ANSWERED_IN_TIME = Item(
    key="answered_in_time",
    wording="Answered within the channel’s own time standard",
    scale=scales.FLAG,
    source=Kind.CONTACT,
)

RESPONSE_BAND = Item(
    key="response_band",
    wording="Time to the first response",
    scale=_RESPONSE_BAND,
    source=Kind.CONTACT,
    recorded=False,
)

DIGITAL = Item(
    key="digital",
    wording="Contact over a digital channel",
    scale=scales.FLAG,
    source=Kind.CONTACT,
    recorded=False,
)

UNSCORED = (RESPONSE_BAND,)
"""Counted, and shown as it is; no measure of its own."""


def _contacts(item: Item, **fields: object) -> Measure:
    """Return a measure of one item of contacts; what all of them share is stated here once."""
    shared = {
        "editions": (Edition(items=(item,)),),
        "family": Family.OMNICHANNEL,
        "section": Section.LISTENING,
        "owner_role": "Chief customer officer",
        "counted": "contacts",
    }
    return Measure(**(shared | fields))  # type: ignore[arg-type]


MEASURES = (
    _contacts(
        RESOLVED_FIRST,
        id="first_contact_resolution",
        title="First-contact resolution",
        short_title="First-contact resolution",
        question="How many contacts were settled the first time?",
        source="Agent flag on the contact; method stated by the extract",
        headline=True,
        top_label="resolved at first contact",
    ),
    _contacts(
        SATISFACTION,
        id="contact_satisfaction",
        title="Satisfaction with contacts",
        short_title="Contact satisfaction",
        question="How many people were satisfied or very satisfied with the contact?",
        source="CSAT: 4 or 5 of 5",
        headline=True,
        top_label="satisfied or very satisfied",
    ),
    _contacts(
        SATISFACTION,
        id="contact_satisfaction_mean",
        title="Satisfaction with contacts, mean",
        short_title="Satisfaction, mean",
        question="How satisfied were people with the contact, from 1 to 5?",
        source="CSAT: mean of 1 to 5, t interval",
        scoring=Scoring.MEAN,
        unit=Unit.MEAN,
        top_label="mean of 1 to 5",
    ),
    _contacts(
        EFFORT,
        id="contact_ease",
        title="Ease of contacts",
        short_title="Contact ease",
        question="How many people say it was made easy?",
        source="CES 2.0: 5 to 7 of 7",
        top_label="agree that it was easy",
    ),
    _contacts(
        EFFORT,
        id="contact_ease_mean",
        title="Ease of contacts, mean",
        short_title="Ease, mean",
        question="How easy was it made, from 1 to 7?",
        source="CES 2.0: mean of 1 to 7, t interval",
        scoring=Scoring.MEAN,
        unit=Unit.MEAN,
        top_label="mean of 1 to 7",
    ),
    _contacts(
        EFFORT_ASKED_AS_EFFORT,
        id="contact_low_effort",
        title="Low effort in contacts",
        short_title="Low effort",
        question="How many people say that it took them little effort?",
        source="CES 1.0: 1 or 2 of 5, where 5 is very high effort; never joined with CES 2.0",
        top_label="low or very low effort",
    ),
    _contacts(
        REPEAT_CONTACT,
        id="repeat_contacts",
        title="Repeat contacts",
        short_title="Repeat contacts",
        question="How many contacts were about a matter that had been raised before?",
        source="Flag on the contact; method stated by the extract",
        scoring=Scoring.BOTTOM_BOX,
        direction=Direction.DECREASE,
        top_label="repeat contacts",
    ),
    _contacts(
        REPEATED_THEMSELVES,
        id="repeated_themselves",
        title="Had to repeat themselves",
        short_title="Had to repeat",
        question="How many people had to say the same thing again to another person?",
        source="Asked after the contact",
        scoring=Scoring.BOTTOM_BOX,
        direction=Direction.DECREASE,
        top_label="had to repeat themselves",
    ),
    _contacts(
        ANSWERED_IN_TIME,
        id="contacts_answered_in_time",
        title="Contacts answered in time",
        short_title="Answered in time",
        question="How many contacts were answered within their channel’s own time standard?",
        source="Flag on the contact against the channel’s own standard",
        top_label="answered in time",
    ),
    _contacts(
        DIGITAL,
        id="digital_contacts",
        title="Contacts over digital channels",
        short_title="Digital contacts",
        question="How many contacts come by portal, app, message, chat or video?",
        source="Channel of the contact",
        top_label="over digital channels",
    ),
)
