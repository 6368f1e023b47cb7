"""Loyalty and omnichannel measures: NPS, first-contact resolution, satisfaction and effort."""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.vocabulary import Family, Kind, Scoring, Section, Unit

LIKELIHOOD_TO_RECOMMEND = Item(
    key="likelihood_to_recommend",
    wording="How likely to recommend us to friends or family, from 0 to 10",
    scale=scales.LIKELIHOOD,
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

UNSCORED = (REPEATED_THEMSELVES, REPEAT_CONTACT, ANSWERED_IN_TIME)
"""Rolled up with the others, and not yet a measure of a page."""

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
        id="first_contact_resolution",
        title="First-contact resolution",
        short_title="First-contact resolution",
        question="How many contacts were settled the first time?",
        family=Family.OMNICHANNEL,
        section=Section.LISTENING,
        editions=(Edition(items=(RESOLVED_FIRST,)),),
        source="Agent flag on the contact; method stated by the extract",
        owner_role="Chief customer officer",
        headline=True,
        top_label="resolved at first contact",
    ),
    Measure(
        id="contact_satisfaction",
        title="Satisfaction with contacts",
        short_title="Contact satisfaction",
        question="How many people were satisfied or very satisfied with the contact?",
        family=Family.OMNICHANNEL,
        section=Section.LISTENING,
        editions=(Edition(items=(SATISFACTION,)),),
        source="CSAT: 4 or 5 of 5",
        owner_role="Chief customer officer",
        top_label="satisfied or very satisfied",
    ),
    Measure(
        id="contact_ease",
        title="Ease of contacts",
        short_title="Contact ease",
        question="How many people say it was made easy?",
        family=Family.OMNICHANNEL,
        section=Section.LISTENING,
        editions=(Edition(items=(EFFORT,)),),
        source="CES 2.0: 5 to 7 of 7",
        owner_role="Chief customer officer",
        top_label="agree that it was easy",
    ),
)
