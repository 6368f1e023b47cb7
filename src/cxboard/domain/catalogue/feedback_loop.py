"""Who answers, who complains, and is the loop closed in time? Surveys, feedback, call-backs."""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.catalogue.indicators import indicator
from cxboard.domain.items import Item, Scale
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.scoring import respondents
from cxboard.domain.vocabulary import Direction, Family, Kind, Scoring, Section, Unit

ACKNOWLEDGE_WITHIN_DAYS = 3
ANSWER_WITHIN_DAYS = 30
"""Calendar days. Three days is the NHS's rule in working days; thirty is a common local promise."""

LATE, IN_TIME, OPEN, NOT_DUE = 0, 1, 2, 3
"""What has become of a complaint: NOT_DUE until the standard has run out for its whole month, so
that quick answers alone never make a month look good."""


_TYPES = Scale(
    name="type of feedback, not scored",
    answers={1: "compliment", 2: "comment", 3: "complaint"},
)


def _handled(what: str) -> Scale:
    return Scale(
        name=f"{what} in time",
        answers={LATE: f"{what} late or overdue", IN_TIME: f"{what} in time"},
        top=frozenset({IN_TIME}),
        bottom=frozenset({LATE}),
        worst=LATE,
        best=IN_TIME,
    )


def _made(key: str, wording: str, scale: Scale, **more: object) -> Item:
    """Return an item that the rollup makes of the columns of a feedback extract."""
    return Item(
        key=key,
        wording=wording,
        scale=scale,
        source=Kind.FEEDBACK,
        recorded=False,
        **more,  # type: ignore[arg-type]
    )


_NOT_YET = {OPEN: "open, and not yet due", NOT_DUE: "of a month that is not yet due"}

FEEDBACK_TYPE = _made("feedback_type", "Type of feedback", _TYPES)
COMPLAINT = _made("complaint", "A complaint", scales.COUNTED)
COMPLIMENT = _made("compliment", "A compliment", scales.COUNTED)
ACKNOWLEDGED = _made(
    "complaint_acknowledged",
    f"Complaint acknowledged within {ACKNOWLEDGE_WITHIN_DAYS} days",
    _handled("acknowledged"),
    excluded=_NOT_YET,
)
ANSWERED = _made(
    "complaint_answered",
    f"Complaint answered within {ANSWER_WITHIN_DAYS} days",
    _handled("answered"),
    excluded=_NOT_YET,
)
REOPENED = _made("complaint_reopened", "Answered complaint reopened", scales.FLAG_NO_IS_GOOD)
UNANSWERED = _made("complaint_open", "Complaint without an answer", scales.COUNTED)

STANDARDS = {ACKNOWLEDGED.key: ACKNOWLEDGE_WITHIN_DAYS, ANSWERED.key: ANSWER_WITHIN_DAYS}
"""Days within which each has to be done."""

UNSCORED = (FEEDBACK_TYPE, UNANSWERED)
"""Counted, and shown as they are."""

_COMPLETED = Item(
    key=respondents(Kind.SURVEY.value),
    wording="Survey completed",
    scale=scales.COUNTED,
    recorded=False,
)


def _loop(**fields: object) -> Measure:
    """Return a measure of the loop; what most of them share is stated here once."""
    shared = {
        "family": Family.FEEDBACK_LOOP,
        "section": Section.FEEDBACK_AND_ACTION,
        "owner_role": "Chief customer officer",
    }
    return Measure(**(shared | fields))  # type: ignore[arg-type]


def _of(*items: Item) -> tuple[Edition]:
    return (Edition(items=items),)


MEASURES = (
    _loop(
        id="response_rate",
        title="Survey response rate",
        short_title="Response rate",
        question="How many of those who got a survey completed it?",
        section=Section.LISTENING,
        editions=_of(_COMPLETED, indicator("surveys_sent", "Surveys sent", scales.COUNTED)),
        source="Completed surveys of the survey extract, of the indicator surveys_sent",
        scoring=Scoring.SHARE,
        counted="surveys sent",
        top_label="completed",
    ),
    _loop(
        id="surveys_back_in_two_weeks",
        title="Surveys back within two weeks",
        short_title="Back in two weeks",
        question="How many completed surveys came back within 14 days of going home?",
        section=Section.LISTENING,
        editions=_of(indicator("surveys_back_in_two_weeks", "Back within 14 days")),
        source="Indicator surveys_back_in_two_weeks, of completed surveys",
        counted="surveys",
        top_label="back within two weeks",
        notes={"lag": "Ways of asking differ: post takes longer than the web."},
    ),
    _loop(
        id="poor_scores_contacted_24h",
        title="Poor scores contacted within 24 hours",
        short_title="Contacted in 24 h",
        question="How many of those who gave a poor score were called within a day?",
        editions=_of(indicator("poor_scores_contacted_24h", "Contacted within 24 hours")),
        source="Indicator poor_scores_contacted_24h, of poor scores",
        top_label="contacted within 24 hours",
        notes={"custom": "24 hours is the industry’s custom, not a published standard."},
    ),
    _loop(
        id="poor_scores_contacted_48h",
        title="Poor scores contacted within 48 hours",
        short_title="Contacted in 48 h",
        question="How many of those who gave a poor score were called within two days?",
        editions=_of(indicator("poor_scores_contacted_48h", "Contacted within 48 hours")),
        source="Indicator poor_scores_contacted_48h, of poor scores",
        top_label="contacted within 48 hours",
        notes={"custom": "48 hours is the industry’s custom, not a published standard."},
    ),
    _loop(
        id="poor_scores_recovered",
        title="Poor scores recovered",
        short_title="Recovered",
        question="How many of those who were called say that the matter is put right?",
        editions=_of(indicator("poor_scores_recovered", "Put right, as the person says")),
        source="Indicator poor_scores_recovered, of poor scores that were followed up",
        top_label="recovered",
    ),
    _loop(
        id="complaint_rate",
        title="Complaints per 1,000 discharges",
        short_title="Complaint rate",
        question="How many complaints come for every 1,000 patients who go home?",
        editions=_of(COMPLAINT, indicator("discharges", "Patients discharged", scales.COUNTED)),
        source="Complaints of the feedback extract, per 1,000 of the indicator discharges",
        scoring=Scoring.RATE,
        unit=Unit.PER_THOUSAND,
        direction=Direction.DECREASE,
        counted="complaints",
        top_label="complaints per 1,000 discharges",
        notes={"count": "A complaint about several matters counts once."},
    ),
    _loop(
        id="complaints_to_compliments",
        title="Complaints to compliments",
        short_title="Complaints to compliments",
        question="How many complaints come for each compliment?",
        editions=_of(COMPLAINT, COMPLIMENT),
        source="Complaints and compliments of the feedback extract; no official definition exists",
        scoring=Scoring.TWO_COUNTS,
        unit=Unit.TO_ONE,
        direction=Direction.DECREASE,
        counted="compliments",
        top_label="complaints for one compliment",
    ),
    _loop(
        id="complaints_acknowledged",
        title="Complaints acknowledged in time",
        short_title="Acknowledged in time",
        question=f"How many complaints were acknowledged within {ACKNOWLEDGE_WITHIN_DAYS} days?",
        editions=_of(ACKNOWLEDGED),
        source=f"Dates of the feedback extract; {ACKNOWLEDGE_WITHIN_DAYS} calendar days",
        counted="complaints",
        top_label="acknowledged in time",
    ),
    _loop(
        id="complaints_answered",
        title="Complaints answered in time",
        short_title="Answered in time",
        question=f"How many complaints were answered within {ANSWER_WITHIN_DAYS} days?",
        editions=_of(ANSWERED),
        source=f"Dates of the feedback extract; {ANSWER_WITHIN_DAYS} calendar days",
        counted="complaints",
        top_label="answered in time",
    ),
    _loop(
        id="complaints_reopened",
        title="Complaints reopened",
        short_title="Reopened",
        question="How many answered complaints came back?",
        editions=_of(REOPENED),
        source="Flag of the feedback extract, of complaints that were answered",
        scoring=Scoring.BOTTOM_BOX,
        direction=Direction.DECREASE,
        counted="complaints",
        top_label="reopened",
    ),
)
