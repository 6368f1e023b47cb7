"""Would people recommend us: overall, by month, by group, and does HCAHPS say the same?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts import boxes, hidden, trend
from cxboard.charts.markup import Markup, drawn, tag
from cxboard.domain.letters import uncapitalised
from cxboard.domain.numbers import NOT_THERE, format_value
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Dimension, Unit
from cxboard.results.cautions import cautions
from cxboard.results.nps import Nps
from cxboard.ui import chart_panel, filter_bar, links, page, score_cells
from cxboard.ui import format as written

_BOXES = "Promoters, passives, detractors"
_SHARES = ("NPS", _BOXES, "Promoters", "Passives", "Detractors", "People")

_NOTES = (
    (
        "NPS: percentage of promoters (9–10) minus percentage of detractors (0–6), from −100 to "
        "100, with its 95% interval. HCAHPS items are never called NPS."
    ),
    "Rolling 12 months: neighbouring values share eleven months, so they have no process limits.",
)


def notes(found: Nps) -> list[str]:
    """Return the footnotes of the page."""
    scores = [("All together", found.score)]
    scores += [
        (found.names.get(key, filter_bar.channel_name(key)), value)
        for _, group in found.groups
        for key, value in group.column(found.measure.id).items()
    ]
    told = cautions((name, found.measure, score) for name, score in scores)
    return [*_NOTES, *told]


def finding(found: Nps) -> str:
    """Return where the score stands and whether it really moves, in one sentence."""
    if found.score.suppressed:
        return "Too few people answered in this selection to show a result."
    if found.score.value is None:
        return "Nobody was asked in this selection whether they would recommend us."
    value = format_value(found.score.value, found.measure.unit)
    ends = written.interval_text(found.score, found.measure.unit)
    stands = f"NPS stands at {value} (95% interval {ends})"
    if found.trend is None or found.trend.variation is None:
        missing = written.hidden_months(found.series) or "there are too few months for a verdict."
        return f"{stands}; {uncapitalised(missing)}"
    return f"{stands}: {trend.course(found.trend)}."


_FILTERS = {
    "hospital": Dimension.FACILITY,
    "service line": Dimension.SERVICE_LINE,
    "survey channel": Dimension.CHANNEL,
}
"""What a group of a table is chosen by."""


def show(found: Nps) -> None:
    """Show whether NPS and HCAHPS agree, the months, and every group."""
    _show_agreement(found)
    chart_panel.show_trend(found, rolling=found.rolling)
    for by, group in found.groups:
        rows = [
            (links.narrowed(_spoken(found, key), _FILTERS[by], key), value)
            for key, value in group.column(found.measure.id).items()
        ]
        shown = sorted((row for row in rows if not row[1].suppressed), key=_lowest_first)
        if len(rows) < 2:
            continue
        told = hidden.in_words((value for _, value in rows), f"{by}s")
        page.section(_title(by, rows), told)
        if shown:
            st.html(_table(by, [*shown, ("All together", found.score)]))


def _spoken(found: Nps, key: str) -> str:
    return found.names.get(key, filter_bar.channel_name(key))


def _lowest_first(row: tuple[str, Score]) -> float:
    value = row[1].value
    return 1000.0 if value is None else value


def _show_agreement(found: Nps) -> None:
    titles = {
        True: "NPS and HCAHPS agree",
        False: "NPS and HCAHPS disagree",
        None: "NPS beside HCAHPS",
    }
    page.section(titles[found.agrees], found.agreement)


def _title(by: str, rows: Sequence[tuple[str, Score]]) -> str:
    """Return the lowest and the highest group as the title of a table."""
    shown = [(value.value, name) for name, value in rows if value.value is not None]
    if len(shown) < 2:
        return f"By {by}"
    (low, lowest), (high, highest) = min(shown), max(shown)
    best, worst = format_value(high, Unit.POINTS), format_value(low, Unit.POINTS)
    return f"By {by}: {lowest} lowest ({worst}), {highest} highest ({best})"


def _table(by: str, rows: Sequence[tuple[str, Score]]) -> Markup:
    caption = (
        "Lowest first. Points from −100 to 100 with the 95% interval, and the shares they are made "
        "of."
    )
    heads = (by.capitalize(), *_SHARES)
    return score_cells.table(caption, heads, [_row(name, value) for name, value in rows])


def _row(name: str, value: Score) -> Markup:
    why = written.why_missing(value)
    shares = (value.top, value.middle, value.bottom)
    return tag(
        "tr",
        tag("th", drawn(name), scope="row"),
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
