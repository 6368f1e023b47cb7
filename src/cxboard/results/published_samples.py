"""How many answers do the rates rest on that CMS published of value-based purchasing?"""

from __future__ import annotations

from cxboard.analysis.chances import Sample, sample_of_surveys
from cxboard.results.dimension_rates import questions_in
from cxboard.results.published_types import PublishedHospital
from cxboard.storage.standards import dimension_rules


def samples_of(hospital: PublishedHospital) -> dict[str, Sample]:
    """Return what a hospital's rates rest on, by dimension; empty where CMS gave no number.

    The number is that of the HCAHPS results taken in, which may be of another year.
    """
    count = hospital.completed_surveys
    if hospital.engagement is None or not count.isdecimal() or int(count) == 0:
        return {}
    dimensions = hospital.engagement.reading.dimensions
    return {
        rule.title: sample_of_surveys(float(rate), int(count), questions_in(rule.dimension))
        for rule in dimension_rules()
        if rule.title in dimensions and (rate := dimensions[rule.title].performance) is not None
    }
