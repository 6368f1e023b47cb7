"""Would people recommend us: overall, by month, by group, and does HCAHPS say the same?"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cxboard.charts import boxes
from cxboard.charts.markup import Markup, tag
from cxboard.domain.numbers import NOT_THERE, format_value
from cxboard.domain.periods import month_name
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.nps import Nps
from cxboard.ui import chart_panel, filter_bar, page, score_cells
from cxboard.ui import format as written

_HEADS = ("", "NPS", "Promoters, passives, detractors", "Promoters", "Passives", "Detractors", "n")

NOTES = (
    (
        "NPS: percentage of promoters (9–10) minus percentage of detractors (0–6), from −100 to "
        "100, with its 95% interval. HCAHPS items are never called NPS."
    ),
    "Rolling 12 months: neighbouring values share eleven months, so they have no process limits.",
)


def finding(found: Nps) -> str:
    """Return where the score stands and whether it really moves, in one sentence."""
    if found.score.value is None:
        return "Too few people answered in this selection to show a result."
    value = format_value(found.score.value, found.measure.unit)
    ends = written.interval_text(found.score, found.measure.unit)
    stands = f"NPS stands at {value} (95% interval {ends})"
    if found.trend is None or found.trend.variation is None:
        return f"{stands}; there are too few months for a verdict."
    if not (found.trend.is_concern or found.trend.is_improvement):
        return f"{stands}; by month there is no real change."
    way = "falling" if found.trend.is_concern else "rising"
    since = f" since {month_name(found.trend.since)}" if found.trend.since else ""
    return f"{stands}; it is really {way}{since}."


def show(found: Nps) -> None:
    """Show whether NPS and HCAHPS agree, the months, and every group."""
    _show_agreement(found)
    chart_panel.show_trend(found, rolling=found.rolling)
    rows = [("All chosen", found.score)]
    st.html(_table("All", rows, {}))
    for title, group in found.groups:
        page.section(title)
        column = group.column(found.measure.id)
        st.html(_table(title, list(column.items()), found.names))


def _show_agreement(found: Nps) -> None:
    titles = {
        True: "NPS and HCAHPS agree",
        False: "NPS and HCAHPS disagree",
        None: "NPS beside HCAHPS",
    }
    page.section(titles[found.agrees], found.agreement)


def _table(title: str, rows: list[tuple[str, Score]], names: Mapping[str, str]) -> Markup:
    body = [_row(names.get(key, filter_bar.channel_name(key)), value) for key, value in rows]
    return score_cells.table(title, _HEADS, body)


def _row(name: str, value: Score) -> Markup:
    why = written.why_missing(value)
    shares = (value.top, value.middle, value.bottom)
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag(
            "td",
            tag("span", written.score_text(value, Unit.POINTS), class_="cx-value"),
            tag("small", why or written.interval_text(value, Unit.POINTS)),
            class_="cx-nowrap",
        ),
        tag("td", "" if why else boxes.picture(*shares)),
        *(tag("td", NOT_THERE if why else written.share_text(share)) for share in shares),
        score_cells.people(value),
    )
