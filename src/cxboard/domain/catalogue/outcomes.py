"""What runs beside experience: readmission, access, adherence, retention, staff and margin.

These stand beside experience; that one moves the other is never implied.
"""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.catalogue.indicators import indicator
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.vocabulary import Direction, Family, Scoring, Section


def _outcome(item: Item, **fields: object) -> Measure:
    """Return an outcome known by its indicator; few are good where the item's scale says so."""
    shared = {
        "id": item.key,
        "family": Family.OUTCOMES,
        "section": Section.STRATEGIC_INFLUENCE,
        "editions": (Edition(items=(item,)),),
        "source": f"Indicator {item.key}, as the extract defines it",
    }
    if item.scale is scales.FLAG_NO_IS_GOOD:
        shared |= {"scoring": Scoring.BOTTOM_BOX, "direction": Direction.DECREASE}
    return Measure(**(shared | fields))  # type: ignore[arg-type]


MEASURES = (
    _outcome(
        indicator("readmissions", "Readmitted within 30 days", scales.FLAG_NO_IS_GOOD),
        title="Readmissions within 30 days",
        short_title="Readmissions",
        question="How many patients come back within 30 days?",
        owner_role="Chief medical officer",
        top_label="readmitted",
    ),
    _outcome(
        indicator("no_shows", "Appointment missed", scales.FLAG_NO_IS_GOOD),
        title="Missed appointments",
        short_title="No-shows",
        question="How many appointments are missed?",
        owner_role="Chief operating officer",
        counted="appointments",
        top_label="missed",
    ),
    _outcome(
        indicator("medication_adherence", "Took medicines as agreed"),
        title="Medication adherence",
        short_title="Adherence",
        question="How many patients take their medicines as agreed?",
        owner_role="Chief pharmacist",
        top_label="adherent",
    ),
    _outcome(
        indicator("patient_retention", "Came back for further care"),
        title="Patient retention",
        short_title="Retention",
        question="How many patients stay with us? The others are the churn.",
        owner_role="Chief customer officer",
        top_label="stayed",
    ),
    _outcome(
        indicator("staff_engagement", "Engaged, by the staff survey"),
        title="Staff engagement",
        short_title="Staff engagement",
        question="How many of the staff feel engaged?",
        owner_role="Chief people officer",
        counted="staff",
        top_label="engaged",
    ),
    _outcome(
        indicator("empathy_training", "Trained in empathy"),
        title="Staff trained in empathy",
        short_title="Empathy training",
        question="How many of the staff have done the empathy training?",
        owner_role="Chief nurse",
        counted="staff",
        top_label="trained",
    ),
    _outcome(
        indicator("operating_margin", "Operating result, of revenue"),
        title="Operating margin",
        short_title="Operating margin",
        question="How much of the revenue is left after the costs of running?",
        owner_role="Chief financial officer",
        scoring=Scoring.MONEY,
        top_label="of revenue",
    ),
)
