"""What has really changed, where, since when, and who owns it?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.catalogue import get_measure
from cxboard.domain.numbers import format_level
from cxboard.domain.periods import month_name
from cxboard.results.rule_set import rules_in_force
from cxboard.results.signal_types import HeardAlert, Signal, Signals
from cxboard.ui import (
    below_reason,
    chart_panel,
    choice,
    data_table,
    links,
    page,
    score_cells,
    state,
)

_JOIN = "~"

_HEADS = ("Place", "Measure and owner", "Verdict", "Since", "Why, and what is done")
_WORSE_ORDER = "Those that fall short of their target first, then the wider places."
_BETTER_ORDER = (
    "The largest change first: the latest month’s distance from its mean, by the limits’ width."
)
_NO_ALERT = "Nobody has set an alert; every special cause is listed above"
_SET = "Analysts set them, on a special cause or a threshold, on the page "
_ALERTS = "targets-and-rebases?register=alerts"
_MOST = 60
"""Rows of a list; the rest is counted."""

_WITH_REASON = 10
"""Improvements told at length; the others, which need no decision, stand together by measure."""


def finding(found: Signals) -> str:
    """Return what there is, in one sentence."""
    if not found.judged:
        return "There are too few months for a verdict on any trend here."
    worse, better = len(found.concerns), len(found.improvements)
    if not worse and not better:
        return f"Nothing really changed in {found.judged} trends: the ups and downs are noise."
    rising = f"{better or 'none'} {_verb(better)} really improving"
    if not worse:
        return f"Of {found.judged} trends none is really getting worse; {rising}."
    first = found.concerns[0]
    lead = "" if worse == 1 else "first "
    return (
        f"{worse} of {found.judged} trends {_verb(worse)} really getting worse, {lead}"
        f"{first.measure.short_title} ({first.place}); {rising}."
    )


def details(found: Signals) -> tuple[str, ...]:
    """Return the three signals that come first, a sentence each."""
    return tuple(
        f"{row.measure.title}, {row.place}: {row.trend.reason.partition('. ')[0].rstrip('.')}."
        for row in found.rows[:3]
    )


def show(found: Signals) -> None:
    """Show what gets worse, each with its reason, and what improves, most of it in few words."""
    worse, better = found.concerns, found.improvements
    if worse:
        page.section(f"Getting worse ({len(worse)})", _cut(worse))
        st.html(table(_WORSE_ORDER, worse[:_MOST]))
    if better:
        page.section(f"Improving ({len(better)})")
        st.html(table(_BETTER_ORDER, better[:_WITH_REASON]))
        if rest := better[_WITH_REASON:]:
            st.html(_by_measure(rest))


def study(found: Signals) -> dict[str, str]:
    """Show the choice of a signal and its months, marked; return what the page's link carries."""
    if not found.rows:
        return {}
    rows = {_key(row): row for row in found.rows}
    titles = {key: f"{row.measure.title}, {row.place}" for key, row in rows.items()}
    chosen = choice.select("Signal to study", titles, key="signal")
    row, filters = rows[chosen], state.current_filters()
    place = filters.at(row.facility_id, row.unit_id) if filters else None
    page.section(f"{row.place}, {row.measure.title.lower()}: the months of the signal")
    chart_panel.show_trend(row, place)
    return {"signal": chosen}


def notes(found: Signals) -> list[str]:
    """Return what to keep in mind, as footnotes."""
    rules = {f"{row.trend.chart}: {row.trend.rules}" for row in found.rows}
    return [
        rules_in_force().false_alarm_note(found.judged).replace("measures", "trends"),
        "A signal says that something changed, not why. Every place is judged by its own limits.",
        *sorted(rules),
    ]


def table(title: str, rows: Sequence[Signal]) -> Markup:
    """Return signals as an HTML table."""
    return score_cells.table(title, _HEADS, [_row(row) for row in rows])


def _by_measure(rows: Sequence[Signal]) -> Markup:
    """Return signals as a table with one row for each measure: its places, and since when."""
    groups: dict[str, list[Signal]] = {}
    for row in rows:
        groups.setdefault(row.measure.id, []).append(row)
    caption = (
        f"The other {len(rows)} improvements by measure; a place leads to its months, the reason "
        "stands with them."
    )
    lines = [
        score_cells.row(
            group[0].measure.title,
            tag("td", str(len(group)), class_="cx-number"),
            tag("td", tag("ul", *map(_place, group), class_="cx-places")),
            note=group[0].measure.owner_role,
        )
        for group in groups.values()
    ]
    heads = ("Measure and owner", "Places", "Where, and since when")
    return score_cells.table(caption, heads, lines, class_="cx-table cx-by-measure")


def _place(row: Signal) -> Markup:
    name = tag("a", row.place, href=links.address(signal=_key(row)), target="_self")
    since = f" since {month_name(row.trend.since)}" if row.trend.since else ""
    return tag("li", name, tag("small", since))


def _row(row: Signal) -> Markup:
    name = links.to_place(row.measure, row.facility_id, row.unit_id, row.place)
    address = links.address(signal=_key(row))
    measure = tag("a", row.measure.title, href=address, target="_self")
    owner = tag("small", row.measure.owner_role)
    since = month_name(row.trend.since) if row.trend.since else ""
    return tag(
        "tr",
        tag("th", name, scope="row"),
        tag("td", measure, owner),
        score_cells.verdict(row),
        tag("td", since, class_="cx-nowrap"),
        tag("td", row.trend.reason, *below_reason.open_actions(row.actions), class_="cx-why"),
    )


def _key(row: Signal) -> str:
    return _JOIN.join((row.measure.id, row.facility_id, row.unit_id))


def show_alerts(alerts: Sequence[HeardAlert]) -> None:
    """Show what somebody wants to be told, and whether its rule is met now."""
    due = sum(heard.speaks is True for heard in alerts)
    title = f"Alerts that people set: {due} of {len(alerts)} speak now" if alerts else _NO_ALERT
    where = tag("a", "Targets and rebases", href=_ALERTS, target="_self")
    page.section(title, join([_SET, where, "."]))
    if alerts:
        head = ["Alert", "Place", "For", "Now"]
        data_table.show("Alerts", [head, *map(_alert, alerts)])


def _alert(heard: HeardAlert) -> list[str]:
    alert, said = heard.alert, {True: "speaks", False: "silent", None: "no verdict here"}
    measure = get_measure(alert.measure_id)
    limit = "" if alert.threshold is None else f" of {format_level(alert.threshold, measure.unit)}"
    return [
        f"{measure.title}: {alert.rule}{limit}",
        heard.place,
        alert.for_role,
        said[heard.speaks],
    ]


def _cut(rows: Sequence[Signal]) -> str:
    more = len(rows) - _MOST
    return f"The first {_MOST}; choose a hospital to see the other {more}." if more > 0 else ""


def _verb(count: int) -> str:
    return "is" if count <= 1 else "are"
