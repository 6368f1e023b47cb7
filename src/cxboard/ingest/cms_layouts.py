"""Which layouts have the files that CMS publishes about HCAHPS, payment and hospitals?"""

from __future__ import annotations

from cxboard.domain.vbp_rules import PARTS
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.layout import Layout
from cxboard.storage.standards import dimension_rules

_PERIOD = {
    "start_date": ("start_date", "measure_start_date"),
    "end_date": ("end_date", "measure_end_date"),
}
_ANSWER = {
    "measure_id": ("hcahps_measure_id",),
    "answer": ("hcahps_answer_description",),
    "answer_percent": ("hcahps_answer_percent",),
}
_FOOTNOTE = {"answer_percent_footnote": ("footnote", "hcahps_answer_percent_footnote")}
_REQUIRED = ("measure_id", "answer_percent", "start_date", "end_date")
_QUESTION = frozenset({"hcahps_question"})
_HOSPITAL = {
    "place_id": ("facility_id", "provider_id", "provider_number"),
    "place_name": ("facility_name", "hospital_name"),
    "state": ("state",),
}
_ADDRESS = frozenset(
    {"address", "citytown", "city", "zip_code", "countyparish", "county_name"}
    | {"telephone_number", "phone_number", "location"}
)

CMS_HOSPITAL = Layout(
    title="CMS HCAHPS file by hospital",
    kind=Kind.PUBLISHED,
    sources={
        **_HOSPITAL,
        **_ANSWER,
        "answer_percent_footnote": ("hcahps_answer_percent_footnote",),
        "star_rating": ("patient_survey_star_rating",),
        "star_rating_footnote": ("patient_survey_star_rating_footnote",),
        "linear_score": ("hcahps_linear_mean_value",),
        "completed_surveys": ("number_of_completed_surveys",),
        "completed_surveys_footnote": ("number_of_completed_surveys_footnote",),
        "response_rate": ("survey_response_rate_percent",),
        "response_rate_footnote": ("survey_response_rate_percent_footnote",),
        **_PERIOD,
    },
    required=("place_id", *_REQUIRED),
    constants={"level": "hospital"},
    unused=_QUESTION | _ADDRESS,
)
CMS_STATE = Layout(
    title="CMS HCAHPS file by state",
    kind=Kind.PUBLISHED,
    sources={"place_id": ("state",), "state": ("state",), **_ANSWER, **_FOOTNOTE, **_PERIOD},
    required=("place_id", *_REQUIRED),
    absent=frozenset(_HOSPITAL["place_id"]),
    constants={"level": "state"},
    unused=_QUESTION,
)
CMS_NATIONAL = Layout(
    title="CMS HCAHPS file of the nation",
    kind=Kind.PUBLISHED,
    sources={**_ANSWER, **_FOOTNOTE, **_PERIOD},
    required=_REQUIRED,
    absent=frozenset({*_HOSPITAL["place_id"], "state"}),
    constants={"level": "nation", "place_id": "US", "place_name": "United States"},
    unused=_QUESTION,
)
CMS_VBP = Layout(
    title="CMS value-based purchasing file of Person and Community Engagement",
    kind=Kind.VBP,
    sources={
        **_HOSPITAL,
        "fiscal_year": ("fiscal_year",),
        **{
            f"{rule.dimension}_{part}": (f"{plain_name(rule.title)}_{part}",)
            for rule in dimension_rules()
            for part in PARTS
        },
        "base_score": ("hcahps_base_score",),
        "consistency_score": ("hcahps_consistency_score",),
    },
    required=("place_id", "fiscal_year", "nurses_dimension_score", "base_score"),
    otherwise={
        "fiscal_year": (
            "Put the year into the file’s name, such as “hvbp_FY2024.csv”, or match the columns.",
            "--fiscal-year 2024",
        )
    },
    unused=_ADDRESS,
)
_GROUPS = ("mort", "safety", "readm", "te")
CMS_GENERAL = Layout(
    title="CMS hospital general information file",
    kind=Kind.HOSPITAL,
    sources={
        **_HOSPITAL,
        "hospital_type": ("hospital_type",),
        "ownership": ("hospital_ownership",),
        "emergency_services": ("emergency_services",),
        "overall_rating": ("hospital_overall_rating",),
        "overall_rating_footnote": ("hospital_overall_rating_footnote",),
        "experience_measures": ("count_of_facility_pt_exp_measures",),
        "experience_measures_in_group": ("pt_exp_group_measure_count",),
        "experience_footnote": ("pt_exp_group_footnote",),
        "experience_comparison": ("patient_experience_national_comparison",),
        "experience_comparison_footnote": ("patient_experience_national_comparison_footnote",),
    },
    required=("place_id", "place_name", "hospital_type", "ownership", "overall_rating"),
    unused=_ADDRESS
    | {
        f"meets_criteria_for_{what}"
        for what in (
            "birthing_friendly_designation",
            "promoting_interoperability_of_ehrs",
            "meaningful_use_of_ehrs",
        )
    }
    | {f"{group}_group_{what}" for group in _GROUPS for what in ("measure_count", "footnote")}
    | {
        f"count_of_{what}"
        for group in _GROUPS
        for what in (
            f"facility_{group}_measures",
            *(f"{group}_measures_{than}" for than in ("better", "no_different", "worse")),
        )
    }
    | {
        f"{what}_national_comparison{note}"
        for what in (
            "mortality",
            "safety_of_care",
            "readmission",
            "effectiveness_of_care",
            "timeliness_of_care",
            "efficient_use_of_medical_imaging",
        )
        for note in ("", "_footnote")
    },
)
CMS_LAYOUTS = (CMS_HOSPITAL, CMS_STATE, CMS_NATIONAL, CMS_VBP, CMS_GENERAL)
