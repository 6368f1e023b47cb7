"""The ten legacy and eleven updated measures of HCAHPS.

Source: HCAHPS Fact Sheet, December 2024; Technical Notes for HCAHPS Star Ratings, January 2024.
The survey changed with discharges of 1 January 2025. Measures whose items did not change have two
editions whose counts may be added; Responsiveness kept its name and changed an item, so its two
editions never join.
"""

from __future__ import annotations

from datetime import date

from cxboard.domain.catalogue import hcahps_items as items
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure, PublishedIds
from cxboard.domain.vocabulary import Family, Instrument, Section

INSTRUMENT_BREAK = date(2025, 1, 1)
"""First discharge day of the updated survey."""

LEGACY_END = date(2024, 12, 31)
"""Last discharge day of the legacy survey."""

_SOURCE = "HCAHPS Fact Sheet, December 2024; Star Ratings Technical Notes, January 2024"


def _legacy(*asked: Item) -> Edition:
    return Edition(items=asked, instrument=Instrument.LEGACY, last=LEGACY_END)


def _updated(*asked: Item, continues: bool = False) -> Edition:
    return Edition(
        items=asked, instrument=Instrument.UPDATED, first=INSTRUMENT_BREAK, continues=continues
    )


def _unchanged(*asked: Item) -> tuple[Edition, Edition]:
    return _legacy(*asked), _updated(*asked, continues=True)


def _composite_ids(number: int, boxes: tuple[str, str | None, str]) -> PublishedIds:
    stem = f"H_COMP_{number}"
    top, middle, bottom = boxes
    return PublishedIds(
        top=f"{stem}_{top}",
        middle=f"{stem}_{middle}" if middle else None,
        bottom=f"{stem}_{bottom}",
        linear=f"{stem}_LINEAR_SCORE",
        star=f"{stem}_STAR_RATING",
    )


_ALWAYS = ("A_P", "U_P", "SN_P")


def _measure(**fields: object) -> Measure:
    """Return an HCAHPS measure; what all of them share is stated here once."""
    shared = {
        "family": Family.HCAHPS,
        "section": Section.STRATEGIC_INFLUENCE,
        "source": _SOURCE,
        "top_label": "answered “Always”",
    }
    return Measure(**(shared | fields))  # type: ignore[arg-type]


MEASURES = (
    _measure(
        id="overall_rating",
        title="Overall hospital rating",
        short_title="Overall rating",
        question="How many patients rate the hospital 9 or 10 out of 10?",
        editions=_unchanged(items.RATING),
        owner_role="Chief executive",
        headline=True,
        top_label="rated 9 or 10",
        published=PublishedIds(
            top="H_HSP_RATING_9_10",
            middle="H_HSP_RATING_7_8",
            bottom="H_HSP_RATING_0_6",
            linear="H_HSP_RATING_LINEAR_SCORE",
            star="H_HSP_RATING_STAR_RATING",
        ),
    ),
    _measure(
        id="recommend_hospital",
        title="Willingness to recommend the hospital",
        short_title="Recommend hospital",
        question="How many patients would definitely recommend the hospital?",
        editions=_unchanged(items.RECOMMEND),
        owner_role="Chief executive",
        headline=True,
        top_label="answered “Definitely yes”",
        published=PublishedIds(
            top="H_RECMND_DY",
            middle="H_RECMND_PY",
            bottom="H_RECMND_DN",
            linear="H_RECMND_LINEAR_SCORE",
            star="H_RECMND_STAR_RATING",
        ),
    ),
    _measure(
        id="nurse_communication",
        title="Communication with nurses",
        short_title="Nurse communication",
        question="Did nurses always show respect, listen and explain?",
        editions=_unchanged(items.NURSE_RESPECT, items.NURSE_LISTEN, items.NURSE_EXPLAIN),
        owner_role="Chief nurse",
        headline=True,
        published=_composite_ids(1, _ALWAYS),
    ),
    _measure(
        id="doctor_communication",
        title="Communication with doctors",
        short_title="Doctor communication",
        question="Did doctors always show respect, listen and explain?",
        editions=_unchanged(items.DR_RESPECT, items.DR_LISTEN, items.DR_EXPLAIN),
        owner_role="Chief medical officer",
        headline=True,
        published=_composite_ids(2, _ALWAYS),
    ),
    _measure(
        id="responsiveness",
        title="Responsiveness of hospital staff",
        short_title="Responsiveness",
        question="Did help always come as soon as it was wanted?",
        editions=(
            _legacy(items.CALL_BUTTON, items.BATH_HELP),
            _updated(items.BATH_HELP, items.HELP_ASAP),
        ),
        owner_role="Chief nurse",
        headline=True,
        published=_composite_ids(3, _ALWAYS),
    ),
    _measure(
        id="medicine_communication",
        title="Communication about medicines",
        short_title="Medicines",
        question="Did staff always explain new medicines and their side effects?",
        editions=_unchanged(items.MED_FOR, items.SIDE_EFFECTS),
        owner_role="Chief pharmacist",
        headline=True,
        published=_composite_ids(5, _ALWAYS),
    ),
    _measure(
        id="discharge_information",
        title="Discharge information",
        short_title="Discharge information",
        question="Were patients asked about help at home and told what to watch for?",
        editions=_unchanged(items.DISCH_HELP, items.DISCH_SYMPTOMS),
        owner_role="Chief nurse",
        headline=True,
        top_label="answered “Yes”",
        published=_composite_ids(6, ("Y_P", None, "N_P")),
    ),
    _measure(
        id="care_coordination",
        title="Care coordination",
        short_title="Care coordination",
        question="Were staff informed, working together and planning with the family?",
        editions=(_updated(items.INFORMED, items.WORKED_TOGETHER, items.PLANS_CARE),),
        owner_role="Chief operating officer",
        headline=True,
        top_label="answered “Always” or “Yes, definitely”",
    ),
    _measure(
        id="restfulness",
        title="Restfulness of hospital environment",
        short_title="Restfulness",
        question="Could patients rest, was it quiet at night, did staff help them recover?",
        editions=(_updated(items.REST, items.QUIET, items.HELP_REST),),
        owner_role="Chief operating officer",
        headline=True,
        top_label="answered “Always” or “Yes, definitely”",
    ),
    _measure(
        id="cleanliness",
        title="Cleanliness of hospital environment",
        short_title="Cleanliness",
        question="Were room and bathroom always kept clean?",
        editions=_unchanged(items.CLEAN),
        owner_role="Chief operating officer",
        headline=True,
        published=PublishedIds(
            top="H_CLEAN_HSP_A_P",
            middle="H_CLEAN_HSP_U_P",
            bottom="H_CLEAN_HSP_SN_P",
            linear="H_CLEAN_LINEAR_SCORE",
            star="H_CLEAN_STAR_RATING",
        ),
    ),
    _measure(
        id="symptom_information",
        title="Information about symptoms",
        short_title="Symptom information",
        question="Was the family told enough about symptoms to watch for?",
        editions=(_updated(items.INFO_SYMPTOMS),),
        owner_role="Chief nurse",
        headline=True,
        top_label="answered “Yes, definitely”",
    ),
    _measure(
        id="quietness",
        title="Quietness of hospital environment",
        short_title="Quietness",
        question="Was the area around the room always quiet at night?",
        editions=(_legacy(items.QUIET),),
        owner_role="Chief operating officer",
        published=PublishedIds(
            top="H_QUIET_HSP_A_P",
            middle="H_QUIET_HSP_U_P",
            bottom="H_QUIET_HSP_SN_P",
            linear="H_QUIET_LINEAR_SCORE",
            star="H_QUIET_STAR_RATING",
        ),
        notes={"ended": "Ended with discharges of 2024; its question is now part of Restfulness."},
    ),
    _measure(
        id="care_transition",
        title="Care transition",
        short_title="Care transition",
        question="Did patients leave understood, and understanding their part?",
        editions=(_legacy(items.CT_PREFER, items.CT_UNDERSTAND, items.CT_MED),),
        owner_role="Chief nurse",
        top_label="answered “Strongly agree”",
        published=_composite_ids(7, ("SA", "A", "D_SD")),
        notes={"ended": "Ended with discharges of 2024."},
    ),
)
