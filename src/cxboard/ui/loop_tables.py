"""Is the loop closed in time? What is open, who is slow, and what complaints are about."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts import grid, hidden
from cxboard.charts.markup import Markup, tag
from cxboard.domain.letters import capitalised
from cxboard.domain.measures import Measure
from cxboard.domain.periods import month_name
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Dimension, Unit
from cxboard.results.findings import ranked
from cxboard.results.loop import BY_TOPIC, Loop, OpenMonth, Topic
from cxboard.ui import data_table, links, one_measure, page, score_cells
from cxboard.ui import format as written

DUE = (
    "Complaints are due for acknowledgement after 3 days and for an answer after 30, calendar days "
    "both. A month counts when that time has run out for all of its complaints; what is open then "
    "is late."
)
CUSTOM = "24 and 48 hours are the industry’s custom; no clinical standard says so."
_NO_TOPICS = "Topics are kept for all channels together. Take the choice of a channel away."


def basis(found: Loop) -> str:
    """Return how much feedback the page rests on."""
    what = "comments, complaints and compliments"
    if found.feedback.suppressed:
        return f"number of {what} hidden"
    return f"{written.people_text(found.feedback)} {what}"


def study(found: Loop) -> dict[str, str]:
    """Show one measure's months, at first the one that needs a decision most."""
    return one_measure.show(ranked(found.card.rows))


def show_open(found: Loop) -> None:
    """Show the complaints without an answer by the month in which they came."""
    overdue = [month for month in found.open_months if month.is_overdue]
    if not found.open_months:
        page.section("Open complaints: none", "Every complaint that came in has an answer.")
        return
    title = "Open complaints: none is older than its month allows"
    if overdue:
        since = month_name(overdue[0].month)
        title = f"Open complaints: some that came in {since} are overdue"
    page.section(title, "By the month in which they came in; nobody is named.")
    head = ["Came in", "Age", "Without an answer", "Standing"]
    rows = [head, *(_open(month) for month in found.open_months)]
    caption = "Complaints that nobody has answered yet, the oldest first."
    counts = (month.count for month in found.open_months)
    data_table.show(hidden.caption(caption, counts, "counts"), rows)


def show_hospitals(found: Loop) -> None:
    """Show the measures by hospital as a heat map that reads as a table."""
    table, names = found.hospitals, dict(found.names)
    shown = [place for place, total in enumerate(table.total) if total.n or total.suppressed]
    if len(table.groups) < 2 or not shown:
        return
    page.section(f"By hospital: {found.slowest}" if found.slowest else "By hospital")
    rows = [
        (
            links.narrowed(names.get(group, group), Dimension.FACILITY, group),
            [cells[place] for place in shown],
        )
        for group, cells in zip(table.groups, table.cells, strict=True)
    ]
    readings = [_reading(table.measures[place], table.total[place]) for place in shown]
    caption = "Small: points above (+) or below (−) all hospitals."
    columns = [table.measures[place].short_title for place in shown]
    st.html(grid.with_legend("Hospital", columns, rows, readings, caption))


def show_topics(found: Loop) -> None:
    """Show what complaints are about, the most frequent first."""
    if not found.topics:
        page.section("What complaints are about", _NO_TOPICS)
        return
    page.section(_about(found.topics))
    titles = [measure.short_title for measure in BY_TOPIC]
    heads = ("Topic", "Complaints", "Before", *titles)
    cells = {topic.name: (topic.now, topic.before, *topic.scores) for topic in found.topics}
    every = (score for scores in cells.values() for score in scores)
    text = f"A complaint counts once, under its one topic. Before: {found.earlier.describe()}."
    caption = hidden.caption(text, every)
    if dark := [name for name, scores in cells.items() if hidden.is_all(scores)]:
        caption += f" Hidden altogether: {', '.join(dark)}."
    rows = [_topic(topic) for topic in found.topics if topic.name not in dark]
    st.html(score_cells.table(caption, heads, rows) if rows else tag("p", caption, class_="cx"))


def _about(topics: Sequence[Topic]) -> str:
    """Return the topics that most complaints are about, and the one that rose most, as a title."""
    most = [topic.name.lower() for topic in topics if topic.now.n == topics[0].now.n]
    title = f"What complaints are about: most often {' and '.join(most)}"
    rises = [(each.now.n - each.before.n, each) for each in topics if each.now.n and each.before.n]
    rise, risen = max(rises, key=lambda pair: pair[0], default=(0, topics[0]))
    if rise <= 0:
        return title
    before, now = (written.people_text(score) for score in (risen.before, risen.now))
    return f"{title}; {risen.name.lower()} rose most, {before} to {now}"


def _open(month: OpenMonth) -> list[str]:
    age = "this month" if month.months == 0 else f"{month.months} months ago"
    return [
        month_name(month.month),
        "1 month ago" if month.months == 1 else age,
        written.people_text(month.count),
        "overdue" if month.is_overdue else "not all due yet",
    ]


def _reading(measure: Measure, total: Score) -> grid.Reading:
    is_counts = measure.unit is Unit.TO_ONE
    reference = None if is_counts else total.value
    return grid.Reading(unit=measure.unit, reference=reference, direction=measure.direction)


def _topic(topic: Topic) -> Markup:
    cells = (
        score_cells.value(score, measure)
        for score, measure in zip(topic.scores, BY_TOPIC, strict=True)
    )
    name = capitalised(topic.name)
    counts = (tag("td", written.people_text(score)) for score in (topic.now, topic.before))
    return score_cells.row(name, *counts, *cells)
