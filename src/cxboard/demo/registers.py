"""What do the people of Larkfield Health keep in their registers? It fits the planted stories.

Everything is fictional and written through the same code as what people enter. Days are counted
from the first of the system's last month.
"""

from __future__ import annotations

from datetime import date

from cxboard.demo.actions import actions, after, began
from cxboard.demo.plan import Plan
from cxboard.demo.registers_text import ADVICE, ASSESSED, WORK, Advice, Work
from cxboard.demo.stories import (
    NPS_DISAGREES,
    QUIET_NIGHTS,
    RESPONSIVENESS_FALLS,
)
from cxboard.domain.charted import Alert, AlertRule, Annotation
from cxboard.domain.framework import Assessment, Review
from cxboard.domain.partnership import Involvement, Partnership
from cxboard.domain.records import Author, Record
from cxboard.domain.references import Target
from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Direction, Kind
from cxboard.storage import registers
from cxboard.storage.ledger import Ledger

AUTHOR = Author(name="demo", role="demo data")
_EXAMPLE = "Example value of the fictional system; put your own board’s here"


def fill_registers(ledger: Ledger, plan: Plan) -> None:
    """Write the registers of Larkfield Health, unless anything was ever entered."""
    if registers.revision(ledger):
        return
    end = plan.end
    reviews = registers.add(ledger, _reviews(end), AUTHOR)
    entries: list[Record] = [*actions(end), *_notes(end), *_alerts(), *_targets(end)]
    entries += [*_partnerships(end), *_sources(end)]
    entries += [
        found
        for review, levels in zip(reviews, (0, 1), strict=True)
        for found in _assessments(review.id, levels, end)
    ]
    registers.add(ledger, entries, AUTHOR)


def _notes(end: date) -> list[Record]:
    return [
        Annotation(
            month=began(NPS_DISAGREES, end), measure_id="nps", text="New billing system starts"
        ),
        Annotation(
            month=began(RESPONSIVENESS_FALLS, end),
            measure_id="responsiveness",
            facility_id=RESPONSIVENESS_FALLS.facility or "",
            text="Nursing assistants leave",
        ),
    ]


def _alerts() -> list[Record]:
    chief = "Chief nurse"
    return [
        Alert(measure_id="responsiveness", rule=AlertRule.SPECIAL_CAUSE, for_role=chief),
        Alert(
            measure_id="nps",
            rule=AlertRule.BELOW,
            threshold=30.0,
            for_role="Chief customer officer",
        ),
    ]


def _sources(end: date) -> list[Record]:
    """Return what the system waits for each month; the days are an example like its names."""
    return [
        ExpectedSource(
            title=title,
            kind=kind,
            rhythm=Rhythm.MONTHLY,
            due_days=days,
            since=after(end, -11),
            owner_role=owner,
        )
        for title, kind, days, owner in (
            ("Surveys", Kind.SURVEY, 25, "Survey vendor"),
            ("Contacts", Kind.CONTACT, 10, "Head of the contact centre"),
            ("Feedback", Kind.FEEDBACK, 15, "Head of patient relations"),
            ("Indicators", Kind.INDICATOR, 25, "Head of performance"),
        )
    ]


def _targets(end: date) -> list[Record]:
    return [
        Target(
            measure_id="restfulness",
            facility_id=QUIET_NIGHTS.facility or "",
            value=70.0,
            direction=Direction.INCREASE,
            first=began(QUIET_NIGHTS, end),
            population="all wards of the hospital",
            source=_EXAMPLE,
        )
    ]


def _reviews(end: date) -> list[Review]:
    group = "Experience of Care Committee, with two patient partners"
    return [
        Review(held_on=after(end, -13, 16), group=group, assessor="Chief nurse"),
        Review(held_on=after(end, -1, 15), group=group, assessor="Chief nurse"),
    ]


def _assessments(review_id: int, which: int, end: date) -> list[Record]:
    """Return one review's levels; what follows belongs to the latest alone."""
    is_latest = which == 1
    return [
        Assessment(
            review_id=review_id,
            area=number,
            level=found.levels[which],
            evidence=found.evidence if is_latest else (),
            owner_role=found.owner,
            action=found.action if is_latest else "",
            due=after(end, found.due) if is_latest and found.due is not None else None,
        )
        for number, found in enumerate(ASSESSED, start=1)
    ]


def _partnerships(end: date) -> list[Record]:
    return [*(_work(work, end) for work in WORK), *(_advice(advice, end) for advice in ADVICE)]


def _work(work: Work, end: date) -> Partnership:
    return Partnership(
        kind=work.kind,
        title=work.title,
        facility_id=work.facility,
        lead_role=work.lead,
        level=work.level,
        since=after(end, work.since),
        people=work.people,
        outcome=work.outcome,
    )


def _advice(advice: Advice, end: date) -> Partnership:
    return Partnership(
        kind=Involvement.RECOMMENDATION,
        title=advice.title,
        facility_id=advice.facility,
        lead_role=advice.lead,
        level=advice.level,
        since=after(end, advice.since),
        due=after(end, advice.due),
        closed_on=after(end, advice.closed, 20) if advice.closed is not None else None,
        outcome=advice.outcome,
    )
