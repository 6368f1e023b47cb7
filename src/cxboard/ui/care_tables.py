"""Is care centred on the patient? Domains, their items, and where they are strong or weak."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cxboard.charts import grid, hidden, tints
from cxboard.charts.markup import Markup, tag
from cxboard.domain.letters import uncapitalised
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Dimension, Unit
from cxboard.results.care import Care, CareDomainRow
from cxboard.results.groups import Compared, furthest_below
from cxboard.results.types import ScorecardRow
from cxboard.ui import below_reason, links, page, score_cells
from cxboard.ui import format as written

MAPPING = (
    "Each question counts in one domain only. The mapping of questions to domains is ours and not "
    "CMS’s; emotional support is never taken from answers about courtesy."
)
_BREAK = (
    "The HCAHPS survey changed with discharges of January 2025; most domains are carried by other "
    "questions since, and their lines are not joined across it."
)


def charted(found: Care) -> list[ScorecardRow]:
    """Return the domains that somebody was asked about, the weakest first."""
    return [row.judged for row in found.rows if row.judged]


def show_domains(found: Care) -> None:
    """Show the domains with value, change, trend, coverage and their weakest question."""
    heads = (
        "Domain",
        "Best answers",
        "Verdict",
        "Change, points",
        "People",
        "By month",
        "Weakest question",
    )
    window = _window(found)
    rows = [_domain(row, window) for row in found.rows]
    changes = (row.judged.change for row in found.rows if row.judged)
    earlier = next((change.compared for change in changes if change), None)
    against = f" Change against {earlier}." if earlier else ""
    caption = f"Mean of the questions’ top-box percentages with its 95% interval.{against}"
    st.html(score_cells.table(caption, heads, rows))


def show_items(found: Care) -> None:
    """Show the questions that carry each domain, each with its own denominator."""
    page.section(f"What carries each domain{_lowest_question(found)}", MAPPING)
    rows = [line for row in found.rows for line in _questions(row)]
    caption = "Questions by their primary domain."
    st.html(score_cells.table(caption, ("Domain", "Question", "Best answers", "People"), rows))


def _lowest_question(found: Care) -> str:
    scored = [(s.value, item.wording, s) for row in found.rows for item, s in row.items if s.value]
    if not scored:
        return ""
    _, wording, score = min(scored, key=lambda entry: entry[:2])
    value = written.score_text(score, Unit.PERCENT)
    return f": the lowest answer, “{uncapitalised(wording)}”, {value}"


def show_places(found: Care) -> None:
    """Show the domains by hospital and by service line, as heat maps that read as tables."""
    names = dict(found.names)
    shown = [
        _show_grid(Dimension.FACILITY, "By hospital", found.hospitals, names),
        _show_grid(Dimension.SERVICE_LINE, "By service line", found.service_lines, names),
    ]
    if any(shown):
        st.html(tints.legend())


def notes(found: Care) -> list[str]:
    """Return the page's footnotes."""
    own = [text for row in found.rows for text in row.measure.notes.values()]
    return [*page.provisional_notes(found.as_of), *own, _BREAK]


def _domain(row: CareDomainRow, window: Period | None) -> Markup:
    scored = [(s.value, item.wording, s) for item, s in row.items if s.value is not None]
    weakest = tag("td", "", class_="cx-none")
    if len(scored) > 1:
        _, wording, score = min(scored, key=lambda entry: entry[:2])
        weakest = tag("td", wording, tag("small", written.score_text(score, row.measure.unit)))
    return score_cells.row(
        row.measure.title,
        score_cells.value(row.score, row.measure, large=True),
        score_cells.verdict(row.judged),
        _change(row.judged),
        score_cells.people(row.score),
        score_cells.trend(row.judged, window),
        weakest,
        note=row.coverage,
        below=below_reason.worse_at(row.judged),
    )


def _questions(row: CareDomainRow) -> list[Markup]:
    """Return a line for each question; the first is headed by the domain."""
    head = tag("th", row.measure.title, scope="row", rowspan=len(row.items))
    lines = []
    for number, (item, score) in enumerate(row.items):
        note = "" if item.numbers else item.evidence
        cells = (
            tag("td", item.wording, tag("small", note) if note else ""),
            score_cells.value(score, row.measure),
            score_cells.people(score),
        )
        lines.append(tag("tr", *((head, *cells) if number == 0 else cells)))
    return lines


def _change(row: ScorecardRow | None) -> Markup:
    if row is None or row.change is None:
        return score_cells.change("", "nothing to compare")
    moved = written.format_change(row.change.difference)
    return score_cells.change(moved, written.chance_text(row.change))


def _show_grid(by: Dimension, title: str, table: Compared, names: Mapping[str, str]) -> bool:
    """Show a heat map titled by its lowest cell; nothing with fewer than two rows.

    Returns:
        Whether any cell has a tint to explain.
    """
    shown = [place for place, total in enumerate(table.total) if total.n != 0]
    rows = [
        (
            links.narrowed(names.get(group, group) or "Without one", by, group),
            [cells[place] for place in shown],
        )
        for group, cells in zip(table.groups, table.cells, strict=True)
    ]
    if len(rows) < 2:
        return False
    readings = [_reading(table.measures[place], table.total[place]) for place in shown]
    caption = "Best answers, and points above (+) or below (−) the whole selection."
    columns = [table.measures[place].short_title for place in shown]
    page.section(f"{title}{_lowest(table, names)}")
    corner = "Hospital" if by is Dimension.FACILITY else "Service line"
    st.html(grid.table(corner, columns, rows, readings, caption))
    return not hidden.is_all([score for _, cells in rows for score in cells])


def _lowest(table: Compared, names: Mapping[str, str]) -> str:
    found = furthest_below(table)
    if found is None:
        return ""
    group, measure, gap = found
    title = measure.title.lower()
    return f": {names.get(group, group)} furthest below, {written.format_change(gap)} in {title}"


def _reading(measure: Measure, total: Score) -> grid.Reading:
    return grid.Reading(unit=measure.unit, reference=total.value, direction=measure.direction)


def _window(found: Care) -> Period | None:
    months = [point.month for row in charted(found) for point in row.series]
    return Period(first=min(months), last=max(months)) if months else None
