"""What the elements of an HCAHPS XML data file are called here, and what their codes mean.

Source: HCAHPS XML file specification, versions 4.0 and 4.2 (discharges to 2024). No specification
of later files was found, so each item of the updated survey goes by several names that are our
proposal; labels of languages, age bands and reasons of admission are not verified either. The
receipt of every file says so.
"""

from __future__ import annotations

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.layout import Layout
from cxboard.ingest.report import warning

_LEGACY = {
    "nurse_respect": ("nurse_courtesy_respect",),
    "nurse_listen": ("nurse_listen",),
    "nurse_explain": ("nurse_explain",),
    "call_button": ("call_button",),
    "dr_respect": ("dr_courtesy_respect",),
    "dr_listen": ("dr_listen",),
    "dr_explain": ("dr_explain",),
    "clean": ("cleanliness",),
    "quiet": ("quiet",),
    "bath_screen": ("bathroom_screener",),
    "bath_help": ("bathroom_help",),
    "newmed_screen": ("new_med_screener",),
    "med_for": ("med_for",),
    "side_effects": ("side_effects",),
    "destination": ("discharge_screener",),
    "disch_help": ("help_after_discharge",),
    "disch_symptoms": ("symptoms",),
    "rating": ("overall_rate",),
    "recommend": ("recommend",),
    "ct_prefer": ("ct_preferences",),
    "ct_understand": ("ct_understanding",),
    "ct_med": ("ct_purpose_med",),
    "er_admit": ("er_admission",),
    "overall_health": ("overall_health",),
    "mental_health": ("mental_health",),
    "education": ("education",),
}

_UPDATED = {
    "rest": ("rest", "restful", "get_rest"),
    "informed": ("informed", "kept_informed", "staff_informed"),
    "worked_together": ("worked_together", "staff_worked_together", "work_together"),
    "help_asap": ("help_asap", "help_right_away", "help_needed"),
    "help_rest": ("help_rest", "help_you_rest"),
    "plans_care": ("plans_care", "plan_care", "care_plans"),
    "info_symptoms": ("info_symptoms", "symptoms_info", "family_info_symptoms"),
    "planned_stay": ("planned_stay", "stay_planned"),
}
"""Proposed names only; see the module's docstring."""

_BANDS = ("18-24", *(f"{low}-{low + 4}" for low in range(25, 90, 5)), "90+")

HCAHPS_XML = Layout(
    title="HCAHPS XML data file",
    kind=Kind.SURVEY,
    sources={
        "survey_id": ("survey_id",),
        "facility_id": ("provider_id",),
        "discharge_date": ("discharge_date",),
        "survey_status": ("survey_status",),
        "service_line": ("principal_reason_admission",),
        "channel": ("header_survey_mode",),
        "hcahps_mode": ("header_survey_mode",),
        "language": ("language",),
        "age_group": ("patient_age",),
        "sex": ("gender",),
        **_LEGACY,
        **_UPDATED,
    },
    required=("survey_id", "facility_id", "discharge_date", "survey_status"),
    absent=frozenset({"facility_id"}),
    unused=frozenset(
        {"discharge_yr", "discharge_month", "patient_id", "admission_source", "discharge_status"}
        | {"number_survey_attempts_mail", "number_survey_attempts_telephone", "lag_time"}
        | {"supplemental_question_count", "strata_name", "npi", "ethnic", "language_speak"}
        | {"race_white", "race_african_amer", "race_asian", "race_hi_pacific_islander"}
        | {"race_amer_indian_ak", "med_screener", "pain_control", "help_pain"}
        | {"header_provider_name", "header_provider_id", "header_npi", "header_sample_type"}
        | {"header_discharge_yr", "header_discharge_month", "header_number_eligible_discharge"}
        | {"header_sample_size", "header_determination_of_service_line"}
    ),
    values={
        "survey_status": {"1": "completed", "6": "partial"},
        "service_line": {"1": "Maternity", "2": "Medicine", "3": "Surgery", "M": ""},
        "channel": {"1": "mail", "2": "phone", "3": "", "4": "phone"},
        "hcahps_mode": {"1": "mail_only", "2": "phone_only", "3": "mixed", "4": "ivr"},
        "language": {
            "1": "English", "2": "Spanish", "3": "Chinese", "4": "Russian", "5": "Vietnamese",
            "6": "Portuguese", "7": "German", "8": "", "9": "", "M": "",
        },
        "age_group": {"0": "", "M": ""} | {str(at): band for at, band in enumerate(_BANDS, 1)},
        "sex": {"1": "Male", "2": "Female", "M": ""},
    },
    notes=(
        warning(
            "labels_not_verified",
            "Languages, age bands and reasons of admission of HCAHPS XML files are labelled as "
            "remembered from layouts 4.0 and 4.2, and the names of the updated survey’s elements "
            "are proposals; no published specification of later layouts was found.",
            "Compare the labels with your vendor’s specification.",
        ),
    ),
)  # fmt: skip
