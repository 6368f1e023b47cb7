"""What did CMS publish of a hospital’s VBP points, and what if its rates were higher?"""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE, format_count
from cxboard.domain.vbp_rules import DimensionReading, Points
from cxboard.results.dimension_rates import dimension_name
from cxboard.results.published_samples import samples_of
from cxboard.results.published_types import PublishedEngagement, PublishedHospital
from cxboard.storage.standards import dimension_rules
from cxboard.ui import data_table, page, payment_table, what_if_table
from cxboard.ui.payment_table import Terms

_HEAD = (
    "Dimension",
    "Baseline",
    "Performance",
    "Floor",
    "Threshold",
    "Benchmark",
    "Achievement",
    "Improvement",
    "Dimension score",
)


def finding(hospital: PublishedHospital | None) -> str:
    """Return what CMS says of a hospital, as the page's sentence."""
    found = hospital.engagement if hospital else None
    if hospital is None:
        return "There is nothing to show yet."
    if found and found.published_domain is not None:
        return (
            f"{hospital.place.name} earned {found.published_domain} of 100 points of Person and "
            f"Community Engagement in fiscal year {found.reading.fiscal_year}."
        )
    if hospital.summary_star.isdecimal():
        return f"{hospital.place.name} has {hospital.summary_star} of 5 stars from CMS."
    return f"CMS published neither points nor a summary star for {hospital.place.name}."


def show(hospital: PublishedHospital | None, terms: Terms | None) -> dict[str, str]:
    """Show the latest fiscal year of a hospital, and what other rates would have earned.

    Returns:
        The reader's choices by name.
    """
    found = hospital.engagement if hospital else None
    if hospital is None or found is None:
        return {}
    reading = found.reading
    page.section(
        f"Value-based purchasing as CMS published it, fiscal year {reading.fiscal_year}",
        _lead(found),
    )
    names = {rule.title: dimension_name(rule) for rule in dimension_rules()}
    rows = [_row(one, names.get(title, title)) for title, one in reading.dimensions.items()]
    data_table.show(f"{hospital.place.name}: rates, standards and points", [_HEAD, *rows])
    for note in found.computed.notes:
        st.html(tag("p", note, class_="cx cx-source"))
    samples = samples_of(hospital)
    if terms is None:
        terms = payment_table.show(found.published_domain, reading.fiscal_year)
    if not reading.has_rates:
        return terms.link
    page.section(
        f"What if more patients of {hospital.place.name} had answered favourably?",
        f"Points of per cent for each dimension. {_rested(hospital, bool(samples))}",
    )
    return {**terms.link, **what_if_table.show(reading, samples, terms, key="cms")}


def _rested(hospital: PublishedHospital, known: bool) -> str:
    if not known:
        return "How many surveys the rates rest on was not taken in: no chance is stated."
    surveys = format_count(int(hospital.completed_surveys))
    return (
        f"As for the {surveys} surveys of the HCAHPS results taken in: chances as if each rate "
        "were one question, answers as if all of them answered every question."
    )


def _lead(found: PublishedEngagement) -> str:
    reading = found.reading
    if found.published_domain is None:
        return "CMS published no score of this domain for the hospital."
    base = "rates and standards" if reading.has_rates else "dimensions’ points"
    agrees = (
        f"The same points follow from its {base}."
        if found.agrees
        else f"Other points follow from its {base}: CMS’s own stand."
    )
    return (
        f"{found.published_domain} of 100 points: base {reading.published_base} of 80, consistency "
        f"{reading.published_consistency} of 20. {agrees} Adjusted by CMS for patient mix and "
        f"survey mode. Taken in: {', '.join(found.years)}."
    )


def _row(one: DimensionReading, title: str) -> tuple[str, ...]:
    standard, points = one.standard, one.published
    rates = (one.baseline, one.performance, standard.floor, standard.threshold, standard.benchmark)
    return (title, *(_percent(rate) for rate in rates), *_points(points))


def _points(points: Points) -> tuple[str, ...]:
    return tuple(_number(n) for n in (points.achievement, points.improvement, points.score))


def _percent(rate: Decimal | None) -> str:
    return NOT_THERE if rate is None else f"{rate:.2f}%"


def _number(points: int | None) -> str:
    return NOT_THERE if points is None else str(points)
