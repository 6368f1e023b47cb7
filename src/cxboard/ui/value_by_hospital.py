"""What would each hospital earn? Points and stars side by side, for CMS scores each by itself."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import Markup, tag
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.vocabulary import Dimension
from cxboard.results.value_types import HospitalValue
from cxboard.ui import links, page, score_cells

_CAPTION = (
    "Points out of 100, with base and consistency, and the star that each linear score would be at "
    "CMS’s cut points. Raw and unadjusted: planning estimates."
)


def show(found: Sequence[HospitalValue]) -> None:
    """Show the hospitals, most points first; nothing without two of them."""
    if len(found) < 2:
        return
    scored = [each for each in found if each.points is not None]
    title = "By hospital"
    if len(scored) > 1:
        first, last = scored[0], scored[-1]
        title = f"{title}: {first.place} {first.points} points, {last.place} {last.points}"
    page.section(title, "CMS scores and rates each hospital by itself.")
    rated = [
        place
        for place, row in enumerate(found[0].value.stars)
        if any(_star(each, place) for each in found)
    ]
    titles = [found[0].value.stars[place].measure.short_title for place in rated]
    heads = ("Hospital", "Points", *titles)
    st.html(score_cells.table(_CAPTION, heads, [_row(each, rated) for each in found]))


def _row(each: HospitalValue, rated: Sequence[int]) -> Markup:
    name = links.narrowed(each.place, Dimension.FACILITY, each.facility_id)
    return score_cells.row(name, _points(each), *(_cell(_star(each, place)) for place in rated))


def _points(each: HospitalValue) -> Markup:
    earned = each.value.earned
    if earned is None or earned.domain is None:
        return tag("td", NOT_THERE, tag("small", "too few answers"))
    parts = f"{earned.base} base, {earned.consistency} consistency"
    return tag("td", tag("b", str(earned.domain)), tag("small", parts), class_="cx-nowrap")


def _cell(star: int | None) -> Markup:
    said = NOT_THERE if star is None else f"{star} {'star' if star == 1 else 'stars'}"
    return tag("td", said, class_="cx-nowrap")


def _star(each: HospitalValue, place: int) -> int | None:
    own = each.value.stars[place].own
    return own.star if own else None
