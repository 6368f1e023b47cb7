"""Cells that tables of scores share: the value with its interval, a change, a trend."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts import sparkline, verdict_icons
from cxboard.charts.markup import Markup, drawn, join, tag
from cxboard.charts.sheet import on_one_sheet
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import Period
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.types import Charted
from cxboard.ui import format as written

_STRETCHES = 3
"""Quarters or years that a cell names."""


def value(score: Score, measure: Measure, *, large: bool = False) -> Markup:
    """Return a cell with the value and its interval, or the reason why there is none."""
    unit = measure.unit
    told = written.why_missing(score) or _none_of(score, unit)
    small = told or written.interval_text(score, unit)
    number = tag("span", written.score_text(score, unit), class_="cx-value" if large else None)
    return tag("td", join([number, tag("small", small)]), class_="cx-nowrap")


def _none_of(score: Score, unit: Unit) -> str:
    """Return, where nobody is counted, of how many, and the most that it may really be."""
    if score.numerator != 0 or not score.denominator or unit is not Unit.PERCENT:
        return ""
    none = f"none of {written.format_count(score.denominator)}"
    most = "" if score.upper is None else f", at most {written.format_value(score.upper, unit)}"
    return f"{none}{most}"


def people(score: Score) -> Markup:
    """Return a cell with the number of people behind a score."""
    return tag("td", written.people_text(score), class_="cx-nowrap")


def change(text: str, small: str = "") -> Markup:
    """Return a cell with a change and a few words on it."""
    return tag("td", text or NOT_THERE, tag("small", small) if small else "", class_="cx-nowrap")


def trend(charted: Charted | None, window: Period | None = None) -> Markup:
    """Return a cell with the months, and their process limits, as a small image.

    Where most months are hidden, it has the longer stretches that may be shown.
    """
    if charted is None:
        return tag("td", "")
    if charted.stretches:
        return tag("td", stretches(charted))
    unit = charted.measure.unit
    return tag("td", sparkline.picture(charted.series, unit, window=window, trend=charted.trend))


def stretches(charted: Charted) -> Markup:
    """Return the newest quarters or years that may be shown, each with its months, as lines."""
    told = [each for each in charted.stretches if each.score.value is not None]
    lines = (
        tag(
            "li",
            tag("b", written.score_text(each.score, charted.measure.unit)),
            tag("small", f" {each.period.describe()}"),
        )
        for each in told[: -_STRETCHES - 1 : -1]
    )
    return tag("ul", *lines, class_="cx-stretches")


def verdict(charted: Charted | None) -> Markup:
    """Return a cell with the icons of variation and assurance, or the reason why there are none."""
    found = charted.trend if charted else None
    if found is None or found.variation is None:
        hidden = charted is not None and any(point.score.suppressed for point in charted.series)
        why = "months hidden" if hidden else "too early"
        return tag("td", NOT_THERE, tag("small", why), class_="cx-none")
    icons = [verdict_icons.variation(found.variation)]
    icons += [verdict_icons.assurance(found.assurance)] if found.assurance else []
    return tag("td", *icons, class_="cx-nowrap")


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Markup], *, class_: str = "cx-table"
) -> Markup:
    """Return a table of rows with column headings, in a region that scrolls by keyboard."""
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in heads)))
    whole = tag("table", tag("caption", caption), head, tag("tbody", *rows), class_=class_)
    return scrolling(whole, caption)


def scrolling(table: Markup, name: str) -> Markup:
    """Return a finished table in a region that scrolls by keyboard, its drawings on one sheet."""
    region = tag("div", table, class_="cx cx-scroll", tabindex=0, role="region", aria_label=name)
    return on_one_sheet(region)


def row(
    name: str,
    *cells: Markup,
    note: str = "",
    below: Sequence[Markup] = (),
    is_current: bool = False,
) -> Markup:
    """Return a table row with its heading, and a few words and lines below that."""
    heading = tag("th", drawn(name), tag("small", note) if note else "", *below, scope="row")
    return tag("tr", heading, *cells, aria_current="true" if is_current else None)
