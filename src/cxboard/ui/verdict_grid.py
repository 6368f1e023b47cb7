"""Where does each measure stand: is it moving, and will it reach its target? Nine cells."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.charts import verdict_icons
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.listing import listed
from cxboard.domain.verdicts import ICONS_FROM, Assurance, PointType
from cxboard.results.rule_set import rules_in_force
from cxboard.results.types import Need, ScorecardRow
from cxboard.ui import links, score_cells

_COLUMNS = (
    (Assurance.PASS, "Keeps meeting its target"),
    (Assurance.HIT_OR_MISS, "Hits and misses its target"),
    (Assurance.FAIL, "Falls short of its target"),
)
_ROWS = (
    (PointType.IMPROVEMENT, "Improving"),
    (PointType.COMMON_CAUSE, "No real change"),
    (PointType.CONCERN, "Getting worse"),
)
_READINGS = {
    (PointType.IMPROVEMENT, Assurance.PASS): "learn from it",
    (PointType.IMPROVEMENT, Assurance.HIT_OR_MISS): "on the way: keep going",
    (PointType.IMPROVEMENT, Assurance.FAIL): "not there yet: how far, by when?",
    (PointType.COMMON_CAUSE, Assurance.PASS): "steady and capable: watch lightly",
    (PointType.COMMON_CAUSE, Assurance.HIT_OR_MISS): "unreliable: make it steadier",
    (PointType.COMMON_CAUSE, Assurance.FAIL): "will not reach it: change the process",
    (PointType.CONCERN, Assurance.PASS): "still meeting it, but slipping: find the cause",
    (PointType.CONCERN, Assurance.HIT_OR_MISS): "slipping: find the cause now",
    (PointType.CONCERN, Assurance.FAIL): "short and getting worse: decide now",
}
"""What each cell asks for, in our own words."""

_CAPTION = (
    "Variation (is the latest month a real change?) by assurance (what will the present process do "
    "with its target?)."
)


def table(rows: Sequence[ScorecardRow]) -> Markup:
    """Return the grid as HTML, with what has no place in it named below."""
    placed = [row for row in rows if row.need is not Need.UNKNOWN]
    head = tag("tr", tag("td", ""), *(_head(verdict, words) for verdict, words in _COLUMNS))
    body = [
        tag(
            "tr",
            tag("th", words, scope="row"),
            *(_cell(placed, meaning, verdict) for verdict, _ in _COLUMNS),
        )
        for meaning, words in _ROWS
    ]
    whole = tag(
        "table",
        tag("caption", _CAPTION),
        tag("thead", head),
        tag("tbody", *body),
        class_="cx-table cx-nine",
    )
    below = tag(
        "p", _left_out(rows), rules_in_force().false_alarm_note(len(placed)), class_="cx-nine-note"
    )
    grid = score_cells.scrolling(whole, "Variation by assurance")
    return tag("div", grid, below if placed else "", class_="cx")


def _head(verdict: Assurance, words: str) -> Markup:
    return tag("th", join([verdict_icons.assurance(verdict), tag("span", words)]), scope="col")


def _cell(rows: Sequence[ScorecardRow], meaning: PointType, verdict: Assurance) -> Markup:
    """Return the measures of a cell, each linked to its page."""
    found = [
        row
        for row in rows
        if row.trend and row.trend.meaning is meaning and row.trend.assurance is verdict
    ]
    falls_short = meaning is PointType.COMMON_CAUSE and verdict is Assurance.FAIL
    needs = found and (meaning is PointType.CONCERN or falls_short)
    entries = tag("ul", *(tag("li", *_entry(row)) for row in found))
    reading = tag("small", _READINGS[meaning, verdict])
    return tag("td", reading, entries if found else "", class_="cx-needs" if needs else None)


def _entry(row: ScorecardRow) -> list[str]:
    """Return a measure, and the hospitals at which it worsened although it did not as a whole."""
    places = listed([concern.place for concern in row.worse_at])
    worse = [tag("small", f"worse at {places}")] if places else []
    return [links.to_measure(row.measure, short=True), *worse]


def _left_out(rows: Sequence[ScorecardRow]) -> str:
    """Return which measures have no cell, and why."""
    untargeted = [
        row.measure.short_title
        for row in rows
        if row.need is not Need.UNKNOWN and row.trend and row.trend.assurance is None
    ]
    unknown = [row.measure.short_title for row in rows if row.need is Need.UNKNOWN]
    parts = [f"Without a target: {', '.join(untargeted)}. "] if untargeted else []
    parts += (
        [f"Fewer than {ICONS_FROM} months with a value, so no verdict: {', '.join(unknown)}. "]
        if unknown
        else []
    )
    return "".join(parts)
