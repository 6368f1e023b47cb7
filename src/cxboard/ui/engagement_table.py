"""What did CMS publish of a hospital’s VBP points, and what if its rates were higher?"""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.vbp_rules import Points
from cxboard.results.engagement import what_if
from cxboard.results.published_types import PublishedEngagement, PublishedHospital
from cxboard.ui import choice, data_table, page

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
_WHAT_IF = (
    "Points that every performance rate would be higher: standards and baseline rates stay, points "
    "are computed as CMS computes them. A what-if, not a forecast."
)


def show(hospital: PublishedHospital | None) -> None:
    """Show the latest fiscal year of a hospital, and what higher rates would have earned."""
    found = hospital.engagement if hospital else None
    if hospital is None or found is None:
        return
    page.section(
        f"Value-based purchasing as CMS published it, fiscal year {found.reading.fiscal_year}",
        _lead(found),
    )
    rows = [_row(found, title) for title in found.reading.dimensions]
    data_table.show(f"{hospital.place.name}: rates, standards and points", [_HEAD, *rows])
    for note in found.computed.notes:
        st.html(tag("p", note, class_="cx cx-source"))
    _show_what_if(found)


def _lead(found: PublishedEngagement) -> str:
    reading = found.reading
    if found.published_domain is None:
        return "CMS published no score of this domain for the hospital."
    agrees = (
        "The same points follow from its rates and standards."
        if found.agrees
        else "Other points follow from its rates and standards: CMS’s own stand."
    )
    return (
        f"{found.published_domain} of 100 points: base {reading.published_base} of 80, consistency "
        f"{reading.published_consistency} of 20. {agrees} Adjusted by CMS for patient mix and "
        f"survey mode. Taken in: {', '.join(found.years)}."
    )


def _show_what_if(found: PublishedEngagement) -> None:
    points = choice.amount("What if: points higher, every dimension", key="rise", step=0.5)
    if points is None:
        st.html(tag("p", "Enter points to see what they would earn.", class_="cx cx-none"))
        return
    raised = what_if(found, Decimal(str(points)))
    rows = [
        (
            title,
            _percent(raised.reading.dimensions[title].performance),
            _number(found.computed.dimensions[title].score),
            _number(own.score),
        )
        for title, own in raised.computed.dimensions.items()
    ]
    before, after = found.computed, raised.computed
    rows += [
        ("Base", "", _number(before.base), _number(after.base)),
        ("Consistency", "", _number(before.consistency), _number(after.consistency)),
        ("Domain", "", _number(before.domain), _number(after.domain)),
    ]
    head = ("Dimension", "Rate, what if", "Points, as computed", "Points, what if")
    data_table.show(_WHAT_IF, [head, *rows])


def _row(found: PublishedEngagement, title: str) -> tuple[str, ...]:
    one = found.reading.dimensions[title]
    standard, points = one.standard, one.published
    rates = (one.baseline, one.performance, standard.floor, standard.threshold, standard.benchmark)
    return (title, *(_percent(rate) for rate in rates), *_points(points))


def _points(points: Points) -> tuple[str, ...]:
    return tuple(_number(n) for n in (points.achievement, points.improvement, points.score))


def _percent(rate: Decimal | None) -> str:
    return NOT_THERE if rate is None else f"{rate:.2f}%"


def _number(points: int | None) -> str:
    return NOT_THERE if points is None else str(points)
