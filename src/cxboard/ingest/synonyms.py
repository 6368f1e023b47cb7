"""What do other systems call our columns? For proposals that a person confirms, never for reading.

Names as `plain_name` and `bare` write them, gathered from exports of survey vendors, contact
centres and complaint systems; a name may serve several kinds.
"""

from __future__ import annotations

from cxboard.ingest.foreign_synonyms import FOREIGN

_ENGLISH: dict[str, tuple[str, ...]] = {
    "survey_id": ("response_id", "respondent_id", "survey_number", "interview_id", "record_id",
                  "surveyid", "resp_id", "case_id", "unique_id"),
    "contact_id": ("interaction_id", "ticket_id", "ticket_number", "case_number", "call_id",
                   "conversation_id", "case_id", "reference", "response_id", "respondent_id",
                   "user_id"),
    "feedback_id": ("complaint_id", "complaint_number", "case_number", "reference", "ref",
                    "comment_id", "case_id", "concern_number"),
    "facility_id": ("hospital", "hospital_id", "site", "site_code", "site_id", "facility", "ccn",
                    "provider_id", "site_name", "hospital_name", "facility_name", "trust_code",
                    "org_code", "location", "location_id"),
    "unit_id": ("unit", "ward", "ward_code", "ward_name", "nursing_unit", "department", "unit_code",
                "clinic"),
    "service_line": ("service", "specialty", "speciality", "division", "program"),
    "discharge_date": ("discharged", "date_of_discharge", "discharge", "disdate", "visit_date",
                       "service_date", "dc_date"),
    "contact_date": ("date", "created", "created_at", "opened", "call_date", "interaction_date",
                     "start_time", "date_time", "timestamp", "created_date", "response_date",
                     "survey_date", "submitted_at", "recordeddate", "recorded_date",
                     "date_submitted", "end_date", "start_date"),
    "received_date": ("received", "date_received", "date_opened", "created", "created_at", "date",
                      "complaint_date"),
    "acknowledged_date": ("acknowledged", "date_acknowledged", "ack_date"),
    "answered_date": ("answered", "date_answered", "closed", "date_closed", "response_date",
                      "final_response", "date_of_response", "closed_date"),
    "month_of": ("month", "period", "reporting_month", "reporting_period"),
    "feedback_type": ("type", "case_type", "category_type", "record_type"),
    "topic": ("category", "subject", "theme", "issue", "complaint_category"),
    "text": ("comment", "comments", "description", "narrative", "free_text", "verbatim", "details"),
    "channel": ("mode", "contact_channel", "media_type", "method", "survey_mode", "source",
                "how_received", "interaction_type"),
    "touchpoint": ("reason", "call_reason", "wrap_up_code", "wrap_up", "disposition", "queue",
                   "skill", "contact_reason", "topic"),
    "response_minutes": ("minutes_to_response", "wait_min", "wait", "wait_minutes",
                         "time_to_answer", "first_response", "asa_minutes",
                         "response_time_minutes"),
    "numerator": ("count", "value", "cases", "events"),
    "denominator": ("total", "population", "responses", "eligible"),
    "language": ("preferred_language", "lang", "primary_language"),
    "age_group": ("age_band", "age_range", "age"),
    "sex": ("gender",),
    "ethnicity": ("ethnic_group", "race", "race_ethnicity"),
    "survey_status": ("status", "disposition", "completion_status", "response_status",
                      "finished"),
    "rating": ("overall_rating", "rate_hospital", "rating_0_10", "overall_rating_of_hospital",
               "hospital_rating", "q_overall", "overall"),
    "recommend": ("would_recommend", "recommend_hospital", "willingness_to_recommend"),
    "likelihood_to_recommend": ("nps", "nps_score", "likelihood", "ltr", "net_promoter",
                                "how_likely_to_recommend", "promoter_score", "nps_rating",
                                "nps_response"),
    "satisfaction": ("csat", "csat_score", "overall_satisfaction", "customer_satisfaction"),
    "effort": ("ces", "ces_score", "effort_score", "customer_effort", "ease"),
    "resolved_first": ("fcr", "first_contact_res", "first_contact_resolution",
                       "resolved_on_first_contact", "first_call_resolution", "resolved"),
    "repeat_contact": ("repeat", "repeat_caller", "called_before", "is_repeat"),
    "repeated_themselves": ("had_to_repeat", "repeat_information"),
}  # fmt: skip

SYNONYMS = {
    column: (*_ENGLISH.get(column, ()), *FOREIGN.get(column, ())) for column in (_ENGLISH | FOREIGN)
}
"""Our column to what others call it, in English first."""
