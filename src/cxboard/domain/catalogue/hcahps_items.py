"""Every question of both HCAHPS instruments, once, by item key.

Source: official HCAHPS mail survey of March 2022 (legacy); HCAHPS Fact Sheet of December 2024 and
the 2025 telephone script (updated). Wordings are ours. Numbers of the updated survey that no
source states are inferred, and the item says so.
"""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.items import Item, Scale, Screener, excluding
from cxboard.domain.vocabulary import CareDomain, Instrument

_SKIPPED = excluding(_8="skipped after a screening question")
_NUMBER_INFERRED = "content verified; number in the updated survey inferred"


def _asked(
    key: str,
    wording: str,
    scale: Scale,
    *,
    legacy: int | None = None,
    updated: int | None = None,
    domain: CareDomain | None = None,
    evidence: str = "verified",
    **more: object,
) -> Item:
    """Return an item with its question number in each instrument that asks it."""
    numbers = {Instrument.LEGACY: legacy, Instrument.UPDATED: updated}
    return Item(
        key=key,
        wording=wording,
        scale=scale,
        numbers={instrument: number for instrument, number in numbers.items() if number},
        care_domain=domain,
        evidence=evidence,
        **more,  # type: ignore[arg-type]
    )


NURSE_RESPECT = _asked(
    "nurse_respect", "Nurses were courteous and respectful", scales.FREQ4,
    legacy=1, updated=1, domain=CareDomain.RESPECT,
)  # fmt: skip
NURSE_LISTEN = _asked(
    "nurse_listen", "Nurses listened carefully", scales.FREQ4,
    legacy=2, updated=2, domain=CareDomain.RESPECT,
)  # fmt: skip
NURSE_EXPLAIN = _asked(
    "nurse_explain", "Nurses explained things clearly", scales.FREQ4,
    legacy=3, updated=3, domain=CareDomain.INFORMATION,
)  # fmt: skip
DR_RESPECT = _asked(
    "dr_respect", "Doctors were courteous and respectful", scales.FREQ4,
    legacy=5, updated=4, domain=CareDomain.RESPECT, evidence=_NUMBER_INFERRED,
)  # fmt: skip
DR_LISTEN = _asked(
    "dr_listen", "Doctors listened carefully", scales.FREQ4,
    legacy=6, updated=5, domain=CareDomain.RESPECT, evidence=_NUMBER_INFERRED,
)  # fmt: skip
DR_EXPLAIN = _asked(
    "dr_explain", "Doctors explained things clearly", scales.FREQ4,
    legacy=7, updated=6, domain=CareDomain.INFORMATION, evidence=_NUMBER_INFERRED,
)  # fmt: skip
CALL_BUTTON = _asked(
    "call_button", "Help came soon after the call button", scales.FREQ4, legacy=4,
    domain=CareDomain.ACCESS, excluded=excluding(_9="never pressed the call button"),
)  # fmt: skip
BATH_SCREEN = _asked(
    "bath_screen", "Needed help to reach the bathroom or use a bedpan", scales.SCREENING,
    legacy=10, updated=12,
)  # fmt: skip
BATH_HELP = _asked(
    "bath_help", "Bathroom help came as soon as wanted", scales.FREQ4, legacy=11, updated=13,
    domain=CareDomain.COMFORT, excluded=_SKIPPED,
    screener=Screener(item="bath_screen", skip_codes=frozenset({2})),
)  # fmt: skip
HELP_ASAP = _asked(
    "help_asap", "Help came right away when asked for", scales.FREQ4, updated=14,
    domain=CareDomain.ACCESS, excluded=excluding(_9="never asked for help"),
    evidence="content verified; code 9 remembered",
)  # fmt: skip
CLEAN = _asked(
    "clean", "Room and bathroom were kept clean", scales.FREQ4,
    legacy=8, updated=7, domain=CareDomain.COMFORT, evidence=_NUMBER_INFERRED,
)  # fmt: skip
QUIET = _asked(
    "quiet", "Area around the room was quiet at night", scales.FREQ4,
    legacy=9, updated=9, domain=CareDomain.COMFORT, evidence=_NUMBER_INFERRED,
)  # fmt: skip
REST = _asked(
    "rest", "Could get the rest that was needed", scales.FREQ4,
    updated=8, domain=CareDomain.COMFORT,
)  # fmt: skip
HELP_REST = _asked(
    "help_rest", "Staff helped the patient to rest and recover", scales.YES_DEFINITELY,
    updated=18, domain=CareDomain.COMFORT,
    evidence="content verified; number and code order remembered",
)  # fmt: skip
INFORMED = _asked(
    "informed", "Staff were informed and up to date about the care", scales.FREQ4,
    updated=10, domain=CareDomain.COORDINATION, evidence=_NUMBER_INFERRED,
)  # fmt: skip
WORKED_TOGETHER = _asked(
    "worked_together", "Staff worked well together", scales.FREQ4,
    updated=11, domain=CareDomain.COORDINATION, evidence=_NUMBER_INFERRED,
)  # fmt: skip
PLANS_CARE = _asked(
    "plans_care", "Staff worked with patient and family on plans for care after leaving",
    scales.YES_DEFINITELY, updated=19, domain=CareDomain.CONTINUITY,
    evidence="content verified; number and code order remembered",
)  # fmt: skip
INFO_SYMPTOMS = _asked(
    "info_symptoms", "Family or caregiver was told enough about symptoms to watch for",
    scales.YES_DEFINITELY, updated=20, domain=CareDomain.FAMILY,
    excluded=excluding(_9="no family or caregiver involved"),
    evidence="question verified; codes remembered",
)  # fmt: skip
NEWMED_SCREEN = _asked(
    "newmed_screen", "Was given a medicine not taken before", scales.SCREENING,
    legacy=12, updated=15, evidence="number and skip in the updated survey inferred",
)  # fmt: skip
_NEW_MEDICINE = Screener(item="newmed_screen", skip_codes=frozenset({2}))
MED_FOR = _asked(
    "med_for", "Was told what the new medicine was for", scales.FREQ4, legacy=13, updated=16,
    domain=CareDomain.INFORMATION, excluded=_SKIPPED, screener=_NEW_MEDICINE,
    evidence=_NUMBER_INFERRED,
)  # fmt: skip
SIDE_EFFECTS = _asked(
    "side_effects", "Side effects were described clearly", scales.FREQ4, legacy=14, updated=17,
    domain=CareDomain.INFORMATION, excluded=_SKIPPED, screener=_NEW_MEDICINE,
    evidence=_NUMBER_INFERRED,
)  # fmt: skip
DESTINATION = _asked(
    "destination", "Where the patient went after the hospital", scales.DESTINATION,
    legacy=15, updated=21,
)  # fmt: skip
_WENT_HOME = Screener(item="destination", skip_codes=frozenset({3}))
DISCH_HELP = _asked(
    "disch_help", "Staff asked about help needed after leaving", scales.YES_NO,
    legacy=16, updated=22, domain=CareDomain.CONTINUITY, excluded=_SKIPPED, screener=_WENT_HOME,
)  # fmt: skip
DISCH_SYMPTOMS = _asked(
    "disch_symptoms", "Got written information about symptoms to look out for", scales.YES_NO,
    legacy=17, updated=23, domain=CareDomain.CONTINUITY, excluded=_SKIPPED, screener=_WENT_HOME,
)  # fmt: skip
RATING = _asked(
    "rating", "Rating of the hospital from 0 (worst) to 10 (best)", scales.RATING,
    legacy=18, updated=24, evidence=_NUMBER_INFERRED,
)  # fmt: skip
RECOMMEND = _asked(
    "recommend", "Would recommend the hospital to friends and family", scales.RECOMMEND,
    legacy=19, updated=25, evidence=_NUMBER_INFERRED,
)  # fmt: skip
CT_PREFER = _asked(
    "ct_prefer", "Preferences were taken into account when needs after leaving were decided",
    scales.AGREE4, legacy=20, domain=CareDomain.RESPECT,
)  # fmt: skip
CT_UNDERSTAND = _asked(
    "ct_understand", "Understood what to do to look after own health", scales.AGREE4,
    legacy=21, domain=CareDomain.CONTINUITY,
)  # fmt: skip
CT_MED = _asked(
    "ct_med", "Understood what each medicine is for", scales.AGREE4, legacy=22,
    domain=CareDomain.INFORMATION, excluded=excluding(_5="was not given any medicine"),
)  # fmt: skip
ER_ADMIT = _asked(
    "er_admit", "Was admitted through the emergency room", scales.SCREENING, legacy=23
)
PLANNED_STAY = _asked(
    "planned_stay", "The stay was planned in advance", scales.PLANNED3, updated=26,
    evidence="content partly verified; number and codes remembered",
)  # fmt: skip
OVERALL_HEALTH = _asked(
    "overall_health", "Overall health in the person’s own view", scales.EXCELLENT5,
    legacy=24, updated=27, evidence="number in the updated survey remembered",
)  # fmt: skip
MENTAL_HEALTH = _asked(
    "mental_health", "Mental and emotional health in the person’s own view", scales.EXCELLENT5,
    legacy=25, updated=28, evidence="number in the updated survey remembered",
)  # fmt: skip
EDUCATION = _asked(
    "education", "Highest level of school completed", scales.EDUCATION6,
    legacy=26, updated=30, evidence="number in the updated survey remembered",
)  # fmt: skip

UNSCORED = (
    BATH_SCREEN,
    NEWMED_SCREEN,
    DESTINATION,
    ER_ADMIT,
    PLANNED_STAY,
    OVERALL_HEALTH,
    MENTAL_HEALTH,
    EDUCATION,
)
"""Screeners and questions about the person: stored and validated, never scored.

Ethnicity and language are columns of the extract of their own, because they are cuts; race is not
read yet.
"""
