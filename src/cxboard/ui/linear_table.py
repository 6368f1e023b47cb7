"""Linear mean scores of one’s own surveys, and what star they would be read at."""

from __future__ import annotations

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.adjustment import AdjustmentStatus
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.star_rules import MINIMUM_SURVEYS
from cxboard.results.linear import OwnLinear
from cxboard.results.types import DomainRow, Domains
from cxboard.ui import data_table, page
from cxboard.ui import format as written

_LEAD = (
    "The mean of the answers on a scale from 0 to 100, by the steps of CMS’s Technical Notes: "
    "items, patient mix where a table of coefficients exists, composite, survey mode, quarters, "
    "rounding half up. Stars are read at published cut points, which CMS made for adjusted scores."
)
_HEAD = ("Domain", "Linear score", "Unrounded", "Status", "Star", "Quarters, weighted by")


def show(domains: Domains) -> None:
    """Show the linear score of every domain, and why it is not adjusted."""
    page.section(_title(domains), _LEAD)
    data_table.show("Linear mean scores", [_HEAD, *(_row(row) for row in domains.rows)])
    for reason in dict.fromkeys(_reasons(domains)):
        st.html(tag("p", reason, class_="cx cx-source"))


def star_text(own: OwnLinear | None) -> str:
    """Return the star that a score would be read at, with what it is not."""
    if own is None or own.score.exact is None:
        return NOT_THERE
    if own.table is None:
        return "no cut points published"
    if own.star is None:
        return f"none below {MINIMUM_SURVEYS} surveys"
    adjusted = own.score.status is AdjustmentStatus.ADJUSTED
    label = "provisional" if adjusted else "provisional, unadjusted"
    return f"{own.star} ({label}; cut points of {own.table.published_in})"


def _title(domains: Domains) -> str:
    """Return how many domains would be read as four stars or more."""
    stars = [row.linear.star for row in domains.rows if row.linear and row.linear.star is not None]
    if not stars:
        return "Linear mean scores"
    high = sum(star >= 4 for star in stars)
    return f"Linear mean scores: {high or 'none'} of {len(stars)} would be read as 4 or 5 stars"


def _row(row: DomainRow) -> tuple[str, ...]:
    own = row.linear
    if own is None or own.score.exact is None:
        why = written.why_missing(row.score) or "no answers"
        return (row.measure.title, NOT_THERE, NOT_THERE, why, NOT_THERE, NOT_THERE)
    return (
        row.measure.title,
        str(own.score.value),
        f"{own.score.exact:.2f}",
        own.score.status.value,
        star_text(own),
        f"{own.quarters}, {own.weights}",
    )


def _reasons(domains: Domains) -> list[str]:
    """Return why scores are not adjusted."""
    return [
        f"Unadjusted: {row.linear.score.reason}"
        for row in domains.rows
        if row.linear is not None and row.linear.score.reason
    ]
