"""Loyalty and omnichannel measures: NPS, Friends and Family, and how contacts go."""

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
_FRIENDS_AND_FAMILY = Scale(
    name="very good to very poor; “don’t know” stays in the denominator",
    answers={
        1: "Very good",
        2: "Good",
        3: "Neither good nor poor",
        4: "Poor",
        5: "Very poor",
        6: "Don’t know",
    },
    top=frozenset({1, 2}),
    middle=frozenset({3, 6}),
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
LIKELIHOOD_TO_RECOMMEND = Item(
    key="likelihood_to_recommend",
    wording="How likely to recommend us to friends or family, from 0 to 10",
    scale=scales.LIKELIHOOD,
)
FRIENDS_AND_FAMILY = Item(
    key="friends_and_family",
    wording="Overall experience of the service, from very good to very poor",
    scale=_FRIENDS_AND_FAMILY,
    evidence="“don’t know” in the denominator is verified for the question before 2020",
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

UNSCORED = (RESPONSE_BAND,)
"""Counted, and shown as it is; no measure of its own."""


def _contacts(item: Item, **fields: object) -> Measure:
    """Return a measure of one item of contacts; what all of them share is stated here once."""
    shared = {
        "editions": (Edition(items=(item,)),),
        "family": Family.OMNICHANNEL,
        "section": Section.LISTENING,
        "owner_role": "Chief customer officer",
    }
    return Measure(**(shared | fields))  # type: ignore[arg-type]


MEASURES = (
    Measure(
        id="nps",
        title="Net Promoter Score",
        short_title="NPS",
        question="How many more people would promote us than warn against us?",
        family=Family.LOYALTY,
        section=Section.LISTENING,
        editions=(Edition(items=(LIKELIHOOD_TO_RECOMMEND,)),),
        source="0–10 likelihood to recommend: promoters 9–10, passives 7–8, detractors 0–6",
        owner_role="Chief customer officer",
        scoring=Scoring.NET_PROMOTER,
        unit=Unit.POINTS,
        headline=True,
        top_label="promoters",
        notes={"not_hcahps": "Asked beside HCAHPS; HCAHPS items are never called NPS."},
    ),
    Measure(
        id="friends_and_family",
        title="Friends and Family Test, positive",
        short_title="FFT positive",
        question="How many people call their experience good or very good?",
        family=Family.LOYALTY,
        section=Section.LISTENING,
        editions=(Edition(items=(FRIENDS_AND_FAMILY,)),),
        source="NHS Friends and Family Test since April 2020: very good or good, of all answers",
        owner_role="Chief customer officer",
        top_label="good or very good",
        notes={"not_nps": "No standard mode and response rate: not made for comparing providers."},
    ),
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
)
