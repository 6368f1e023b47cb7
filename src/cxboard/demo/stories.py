"""What happens at Larkfield Health? Every planted story, with its place, time and size.

The generators read these constants, and so do the tests of the pages that must find the stories.
Times are months relative to the last month of the system (0 is the last month, −7 seven months
before it), so that the stories move with `until`. Sizes are percentage points of favourable
answers, as added to what would have been answered.
"""

from __future__ import annotations

from cxboard.demo.organisation import SMALL_UNIT
from cxboard.demo.story import Effect, Shape, Story
from cxboard.domain.vocabulary import Dimension

_INFORMATION = (
    "med_for",
    "side_effects",
    "disch_help",
    "disch_symptoms",
    "info_symptoms",
)
_STAY = (
    "nurse_respect",
    "nurse_listen",
    "nurse_explain",
    "dr_respect",
    "dr_listen",
    "dr_explain",
    "call_button",
    "bath_help",
    "help_asap",
    "clean",
    "quiet",
    "rest",
    "help_rest",
    "informed",
    "worked_together",
    "plans_care",
    "med_for",
    "side_effects",
    "rating",
    "recommend",
    "likelihood_to_recommend",
)

RESPONSIVENESS_FALLS = Story(
    id="responsiveness_falls",
    what="Help comes later at Northgate Hospital since staff left and were not replaced.",
    measures=("responsiveness",),
    shape=Shape.STEP,
    facility="LH02",
    first=-7,
    effects=(
        Effect(keys=("call_button", "bath_help", "help_asap"), points=-11.0),
        Effect(keys=("staff_engagement",), points=-7.0),
    ),
    topic="Waiting for help",
    talk=3.0,
)
QUIET_NIGHTS = Story(
    id="quiet_nights",
    what="The quiet-nights programme raises restfulness at Harbor Point Medical Center.",
    measures=("restfulness",),
    shape=Shape.STEP,
    facility="LH04",
    first=-14,
    effects=(
        Effect(keys=("quiet",), points=13.0),
        Effect(keys=("rest",), points=9.0),
        Effect(keys=("help_rest",), points=6.0),
    ),
    topic="Noise at night",
    talk=0.6,
)
PORTAL_MIX = Story(
    id="portal_mix",
    what=(
        "The portal gets better and takes over contacts from the telephone and the front desk, "
        "which people like better still; so the total stays where it is."
    ),
    measures=("contact_satisfaction", "contact_ease"),
    shape=Shape.RAMP,
    cut=(Dimension.CHANNEL, "portal"),
    first=-24,
    effects=(
        Effect(keys=("satisfaction",), points=13.0),
        Effect(keys=("effort",), points=11.0),
    ),
    topic="Digital services",
    talk=1.5,
)
DIGITAL_ADOPTION = Story(
    id="digital_adoption",
    what="Contacts move from telephone and front desk to portal and app; fewer no-shows follow.",
    measures=("first_contact_resolution",),
    shape=Shape.RAMP,
    first=-24,
    effects=(Effect(keys=("no_shows",), points=-2.0),),
)
SPANISH_INFORMATION_GAP = Story(
    id="spanish_information_gap",
    what=(
        "Patients who prefer Spanish are told less about medicines, discharge and symptoms; and "
        "they answer the survey less often than others."
    ),
    measures=("medicine_communication", "discharge_information", "symptom_information"),
    shape=Shape.ALWAYS,
    cut=(Dimension.LANGUAGE, "Spanish"),
    effects=(Effect(keys=_INFORMATION, points=-12.0),),
    topic="Information about medicines",
    talk=2.5,
)
NPS_DISAGREES = Story(
    id="nps_disagrees",
    what=(
        "A new billing system upsets people for one quarter: NPS, which asks about everything, "
        "falls while the HCAHPS rating of the stay rises, and stays up."
    ),
    measures=("nps", "overall_rating", "recommend_hospital"),
    shape=Shape.STEP,
    first=-5,
    whole_quarter=True,
    effects=(
        Effect(keys=("likelihood_to_recommend",), points=-9.0),
        Effect(keys=("rating", "recommend"), points=2.5, persists=True),
    ),
    topic="Billing",
    talk=3.0,
)
BILLING_UPSET = Story(
    id="billing_upset",
    what="Contacts about bills satisfy fewer people in the quarter of the new billing system.",
    measures=("contact_satisfaction",),
    shape=Shape.STEP,
    first=-5,
    whole_quarter=True,
    cut=(Dimension.TOUCHPOINT, "billing_and_financial_support"),
    effects=(Effect(keys=("satisfaction", "effort"), points=-6.0),),
)
FCR_CLIMBS = Story(
    id="fcr_climbs",
    what="First-contact resolution climbs steadily and ends just below its target of 75 %.",
    measures=("first_contact_resolution",),
    shape=Shape.RAMP,
    first=-35,
    effects=(Effect(keys=("resolved_first",), points=12.0),),
)
WINTER_DIP = Story(
    id="winter_dip",
    what="Every winter the wards are full, and fewer patients answer the best.",
    measures=("overall_rating", "nurse_communication", "responsiveness", "cleanliness", "nps"),
    shape=Shape.WINTER,
    effects=(Effect(keys=_STAY, points=-3.5),),
)
LATE_ANSWERS = Story(
    id="late_answers",
    what="Westmere Regional Hospital answers complaints late for ten months, then recovers.",
    measures=(),
    shape=Shape.STEP,
    facility="LH05",
    first=-20,
    last=-11,
    recovery=4,
    effects=(
        Effect(keys=("complaints_acknowledged_in_time",), points=-32.0),
        Effect(keys=("complaints_answered_in_time",), points=-40.0),
        Effect(keys=("reopened",), points=10.0),
    ),
)
POOR_SCORES_CALLED = Story(
    id="poor_scores_called",
    what="More of those who gave a poor score are called back within a day and within two.",
    measures=(),
    shape=Shape.RAMP,
    first=-24,
    effects=(
        Effect(keys=("poor_scores_contacted_24h",), points=18.0),
        Effect(keys=("poor_scores_contacted_48h",), points=14.0),
    ),
)
EMPATHY_TRAINING = Story(
    id="empathy_training",
    what="Empathy training reaches most staff, and communication with nurses rises a little.",
    measures=("nurse_communication",),
    shape=Shape.RAMP,
    first=-30,
    effects=(
        Effect(keys=("empathy_training",), points=45.0),
        Effect(keys=("nurse_respect", "nurse_listen", "nurse_explain"), points=2.5),
    ),
)
TOO_SMALL = Story(
    id="too_small",
    what="A hand surgery suite with nine surveys in three years: nothing of it may be shown.",
    measures=(),
    shape=Shape.ALWAYS,
    facility=SMALL_UNIT.facility_id,
    unit=SMALL_UNIT.id,
)

STORIES = (
    RESPONSIVENESS_FALLS,
    QUIET_NIGHTS,
    PORTAL_MIX,
    DIGITAL_ADOPTION,
    SPANISH_INFORMATION_GAP,
    NPS_DISAGREES,
    BILLING_UPSET,
    FCR_CLIMBS,
    WINTER_DIP,
    LATE_ANSWERS,
    POOR_SCORES_CALLED,
    EMPATHY_TRAINING,
    TOO_SMALL,
)

FCR_TARGET = 75.0
ACKNOWLEDGE_WITHIN_DAYS = 3
ANSWER_WITHIN_DAYS = 30
POOR_RATINGS = range(7)
"""A rating of 0 to 6 is a poor score, and somebody should call."""

CHANNEL_MIX_BEFORE = {
    "phone": 0.44,
    "portal": 0.10,
    "app": 0.03,
    "email": 0.09,
    "sms": 0.05,
    "web_chat": 0.05,
    "video": 0.04,
    "in_person": 0.17,
    "mail": 0.03,
}
CHANNEL_MIX_AFTER = {
    "phone": 0.33,
    "portal": 0.27,
    "app": 0.08,
    "email": 0.07,
    "sms": 0.05,
    "web_chat": 0.06,
    "video": 0.03,
    "in_person": 0.09,
    "mail": 0.02,
}
"""Shares of contacts by channel before and after DIGITAL_ADOPTION."""


def planted(key: str) -> list[tuple[Story, Effect]]:
    """Return every story that touches an item or indicator, with its effect."""
    return [(s, effect) for s in STORIES for effect in s.effects if key in effect.keys]
