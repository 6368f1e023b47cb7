"""Who answered, as CMS's patient-mix adjustment sees them: a hospital's mean of each variable.

The rollup counts people by the codes below for months that have a table of coefficients. That age
categories count 1 to 8 in the two products, and that people without a variable are left out of its
mean, is inferred: the means of the published table fit, the text was not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from cxboard.domain.scoring import Counts

LANGUAGE: Final = "m:language"
AGE: Final = "m:age"
SEX_AND_LINE: Final = "m:sex_and_line"
SURGICAL_AGE: Final = "m:surgical_age"
MATERNITY_AGE: Final = "m:maternity_age"
PERCENTILE: Final = "m:percentile"
MODE: Final = "m:mode"

SHARES: Final[Mapping[str, Mapping[int, str]]] = {
    LANGUAGE: {1: "lang_english_REF", 2: "lang_spanish", 3: "lang_chinese", 4: "lang_rvpo"},
    AGE: {
        1: "age_18_24",
        2: "age_25_34",
        3: "age_35_44",
        4: "age_45_54",
        5: "age_55_64",
        6: "age_65_74",
        7: "age_75_84",
        8: "age_85plus_REF",
    },
    SEX_AND_LINE: {
        1: "male_medical",
        2: "male_surgical",
        3: "female_medical_REF",
        4: "female_surgical",
        5: "female_maternity",
    },
}
"""Variables that are shares of people, by what is counted and its code."""

MEANS: Final[Mapping[str, str]] = {
    "education": "education_per_level",
    "overall_health": "self_rated_health_per_level",
    "mental_health": "self_rated_mental_health_per_level",
    PERCENTILE: "response_percentile_per_1pct",
    SURGICAL_AGE: "surgical_x_agecat",
    MATERNITY_AGE: "maternity_x_agecat",
}
"""Variables that are means of codes, by what is counted; codes below zero are no answers."""

MODES: Final[Mapping[int, str]] = {1: "mail_only", 2: "phone_only", 3: "mixed"}
"""Survey modes that a table has; other modes have code 0."""

COUNTED: Final = (*SHARES, *MEANS, MODE)
"""Everything that has to be counted."""


def mix_of(counts: Counts) -> dict[str, Decimal]:
    """Return the mean of each variable; one that nobody's record has is left out."""
    found: dict[str, Decimal] = {}
    for item, names in SHARES.items():
        people = {code: counts.get(item, {}).get(code, 0) for code in names}
        if total := sum(people.values()):
            found |= {name: Decimal(people[code]) / total for code, name in names.items()}
    for item, name in MEANS.items():
        answers = {code: n for code, n in counts.get(item, {}).items() if code >= 0}
        if total := sum(answers.values()):
            found[name] = Decimal(sum(code * n for code, n in answers.items())) / total
    return found


def mode_of(counts: Counts) -> str | None:
    """Return the one mode in which everybody was asked; None for none or several."""
    used = [code for code, n in counts.get(MODE, {}).items() if n]
    return MODES.get(used[0], "another") if len(used) == 1 else None
