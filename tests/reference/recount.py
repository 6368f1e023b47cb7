"""The obvious twin: measures scored person by person, in plain Python, from the rules alone.

It shares nothing with the package: the rules are written out again, so that both would have to be
wrong in the same way for a test to pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Person = Mapping[str, int | None]

ALWAYS = (4, {1, 2, 3, 4})
YES = (1, {1, 2})
DEFINITELY = (1, {1, 2, 3})

# measure → items, each with its favourable answer and its valid answers
RULES: dict[str, dict[str, tuple[int, set[int]]]] = {
    "nurse_communication": {
        "nurse_respect": ALWAYS,
        "nurse_listen": ALWAYS,
        "nurse_explain": ALWAYS,
    },
    "doctor_communication": {"dr_respect": ALWAYS, "dr_listen": ALWAYS, "dr_explain": ALWAYS},
    "responsiveness": {"bath_help": ALWAYS, "help_asap": ALWAYS},
    "medicine_communication": {"med_for": ALWAYS, "side_effects": ALWAYS},
    "discharge_information": {"disch_help": YES, "disch_symptoms": YES},
    "cleanliness": {"clean": ALWAYS},
    "restfulness": {"rest": ALWAYS, "quiet": ALWAYS, "help_rest": DEFINITELY},
    "care_coordination": {
        "informed": ALWAYS,
        "worked_together": ALWAYS,
        "plans_care": DEFINITELY,
    },
    "symptom_information": {"info_symptoms": DEFINITELY},
    "recommend_hospital": {"recommend": ALWAYS},
    "first_contact_resolution": {"resolved_first": (1, {0, 1})},
}

# What the surveys put to everybody: half of it must be answered (9 of 17, 10 of 20).
LEGACY = """
    nurse_respect nurse_listen nurse_explain call_button dr_respect dr_listen dr_explain
    clean quiet bath_screen newmed_screen destination rating recommend
    ct_prefer ct_understand ct_med
"""
UPDATED = """
    nurse_respect nurse_listen nurse_explain dr_respect dr_listen dr_explain clean rest quiet
    informed worked_together bath_screen help_asap newmed_screen help_rest plans_care
    info_symptoms destination rating recommend
"""


def counts(row: Mapping[str, str]) -> bool:
    """Tell whether a survey, as an extract writes it, enters scores."""
    if row.get("survey_status") == "partial":
        return False
    legacy = row["discharge_date"] < "2025-01-01"
    unanswered = [name for name in (LEGACY if legacy else UPDATED).split() if row.get(name) == "M"]
    return len(unanswered) <= (8 if legacy else 10)


@dataclass(frozen=True)
class Recount:
    """What a measure comes to."""

    value: float | None
    n: int
    numerator: int
    denominator: int


def recount(measure_id: str, people: Sequence[Person]) -> Recount:
    """Score a measure from people's answers; None and codes outside the scale do not count."""
    if measure_id == "overall_rating":
        ratings = [p["rating"] for p in people if p.get("rating") in range(11)]
        top = sum(1 for rating in ratings if rating in (9, 10))
        return Recount(_percent(top, len(ratings)), len(ratings), top, len(ratings))
    if measure_id == "nps":
        answers = [p.get("likelihood_to_recommend") for p in people]
        valid = [a for a in answers if a is not None and 0 <= a <= 10]
        net = sum(1 for a in valid if a >= 9) - sum(1 for a in valid if a <= 6)
        return Recount(_percent(net, len(valid)), len(valid), net, len(valid))
    rules = RULES[measure_id]
    shares, numerator, denominator, respondents = [], 0, 0, set()
    for item, (favourable, valid_codes) in rules.items():
        answered = [(i, p[item]) for i, p in enumerate(people) if p.get(item) in valid_codes]
        top = sum(1 for _, answer in answered if answer == favourable)
        numerator += top
        denominator += len(answered)
        respondents |= {i for i, _ in answered}
        shares.append(_percent(top, len(answered)))
    known = [share for share in shares if share is not None]
    value = sum(known) / len(known) if len(known) == len(shares) else None
    return Recount(value, len(respondents), numerator, denominator)


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
