"""Which columns are kept of CMS's files? All are as published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxboard.domain.vbp_rules import PARTS
from cxboard.storage.standards import dimension_rules

_PLACE: Final[Mapping[str, str]] = {
    "place_id": "CMS certification number",
    "place_name": "name of the hospital",
    "state": "two-letter state",
}

PUBLISHED_KEY: Final = ("level", "place_id", "measure_id", "start_date", "end_date")
PUBLISHED_COLUMNS: Final[Mapping[str, str]] = {
    "level": "hospital, state or nation",
    "place_id": "CCN, state or US",
    "place_name": "name of the place",
    "state": "two-letter state",
    "measure_id": "CMS measure id",
    "answer": "answer description",
    "answer_percent": "as published",
    "answer_percent_footnote": "footnote codes",
    "star_rating": "as published",
    "star_rating_footnote": "footnote codes",
    "linear_score": "as published",
    "completed_surveys": "as published",
    "completed_surveys_footnote": "footnote codes",
    "response_rate": "percent, as published",
    "response_rate_footnote": "footnote codes",
    "start_date": "first discharge day",
    "end_date": "last discharge day",
}

HOSPITAL_COLUMNS: Final[Mapping[str, str]] = {
    **_PLACE,
    "hospital_type": "such as “Critical Access Hospitals”",
    "ownership": "who owns it",
    "emergency_services": "Yes or No",
    "overall_rating": "overall star rating of the hospital, all groups of measures",
    "overall_rating_footnote": "footnote codes",
    "experience_measures": "measures of patient experience that the hospital reports",
    "experience_measures_in_group": "measures of patient experience that there are",
    "experience_footnote": "footnote codes",
    "experience_comparison": "older files: above, same as or below the national average",
    "experience_comparison_footnote": "footnote codes",
}


def vbp_columns() -> dict[str, str]:
    """Return the columns of the VBP file: eight for each dimension that any year scores."""
    dimensions = {rule.dimension: rule.title for rule in dimension_rules()}
    return {
        **_PLACE,
        "fiscal_year": "fiscal year of payment",
        **{
            f"{key}_{part}": f"{title}, {part.replace('_', ' ')}"
            for key, title in dimensions.items()
            for part in PARTS
        },
        "base_score": "base points, 0 to 80",
        "consistency_score": "consistency points, 0 to 20",
    }
