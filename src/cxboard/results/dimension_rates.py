"""What rate do one's own surveys give for a dimension of value-based purchasing? Raw."""

from __future__ import annotations

from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.vbp_rules import DimensionRule
from cxboard.queries.reader import Reader
from cxboard.results.domains import domain_detail
from cxboard.results.score import score_by

MEASURES = {
    "nurses": "nurse_communication",
    "doctors": "doctor_communication",
    "responsiveness": "responsiveness",
    "care_transition": "care_transition",
    "medicines": "medicine_communication",
    "discharge": "discharge_information",
    "rating": "overall_rating",
    "care_coordination": "care_coordination",
    "restfulness": "restfulness",
}
"""The measure of each dimension that is one measure."""

_QUIET = "quiet"
_PAIRS = {
    "clean_quiet": ("cleanliness", _QUIET),
    "clean_symptoms": ("cleanliness", "symptom_information"),
}
"""The two rates whose mean is a dimension's."""


def dimension_name(rule: DimensionRule) -> str:
    """Return a dimension in the words of the other pages."""
    measure = MEASURES.get(rule.dimension)
    return get_measure(measure).title if measure else rule.title.capitalize()


def questions_in(dimension: str) -> int:
    """Return how many questions a dimension is the mean of; one that is no measure has two."""
    measure = MEASURES.get(dimension)
    return len(get_measure(measure).latest_edition.items) if measure else 2


def own_rate(reader: Reader, filters: Filters, dimension: str) -> Score:
    """Return a dimension's top-box rate; empty for one that the surveys at hand never asked."""
    if dimension in MEASURES:
        return own_score(reader, filters, MEASURES[dimension])
    if dimension not in _PAIRS:
        return Score()
    first, second = (
        _quiet(reader, filters) if name == _QUIET else own_score(reader, filters, name)
        for name in _PAIRS[dimension]
    )
    return _mean(first, second)


def own_score(reader: Reader, filters: Filters, measure_id: str) -> Score:
    """Return a measure's score of the population and period, as it may be shown."""
    rows = score_by(reader, get_measure(measure_id), filters, ())
    return rows[0].score if rows else Score()


def _mean(first: Score, second: Score) -> Score:
    """Return the mean of two rates; its limits are the means of theirs."""
    if first.suppressed or second.suppressed:
        return SUPPRESSED
    people = min(first.n or 0, second.n or 0)
    if first.value is None or second.value is None:
        return Score(n=people)
    pairs = ((first.lower, second.lower), (first.upper, second.upper))
    lower, upper = (((a or 0.0) + (b or 0.0)) / 2 for a, b in pairs)
    return Score(
        value=(first.value + second.value) / 2,
        n=people,
        numerator=(first.numerator or 0) + (second.numerator or 0),
        denominator=(first.denominator or 0) + (second.denominator or 0),
        lower=lower,
        upper=upper,
    )


def _quiet(reader: Reader, filters: Filters) -> Score:
    """Return the question about quiet nights, which the updated survey asks under Restfulness."""
    for measure_id in ("restfulness", "quietness"):
        for row in domain_detail(reader, filters, measure_id).items:
            if row.item.key == _QUIET:
                return row.score
    return Score()
