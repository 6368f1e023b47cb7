"""Work with patients: by level, the work itself, the recommendations, and the way to edit them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.actions import Engagement
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.partnership import Involvement, Partnership
from cxboard.results.partnership_board import PartnershipBoard, partnership_board
from cxboard.storage.ledger import now
from cxboard.ui import (
    cached,
    data_table,
    links,
    register_fields,
    register_form,
    sections,
    state,
)
from cxboard.ui import format as written
from cxboard.ui.register_fields import count, day, day_text, one_of, place, prose, words

KEY = "partnership"
_FAMILY = "What patients say about it, beside what is done; the one does not prove the other."
_FAMILY_MEASURE = "domain_family"


def board() -> PartnershipBoard:
    """Return the register for the population chosen."""
    kept = cached.registers().partnerships
    return partnership_board(kept, now().date(), state.current_filters())


def advice_title(found: PartnershipBoard) -> str:
    """Return how many recommendations are overdue, open and closed, as a title."""
    late, closed = len(found.late), sum(row.closed for row in found.levels)
    still = sum(row.open for row in found.levels) - late
    counts = ((late, "overdue"), (still, "more open" if late else "open"), (closed, "closed"))
    told = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f"Recommendations: {told or 'none yet'}"


def work_title(found: PartnershipBoard) -> str:
    """Return how much work with patients is running, as a title."""
    return f"Councils, co-design and volunteers: {sum(w.is_open for w in found.work)} running"


def show_levels(found: PartnershipBoard) -> None:
    """Show work and recommendations by level of engagement."""
    head = ["Level of engagement", "Running work"]
    head += ["Recommendations open", "of these overdue", "Recommendations closed"]
    rows = [
        [row.level.capitalize(), *map(str, (row.work, row.open, row.late, row.closed))]
        for row in found.levels
    ]
    data_table.show("From within one person to the whole system", [head, *rows])


def show_advice(found: PartnershipBoard) -> None:
    """Show the recommendations, open ones first."""
    head = ("Recommendation", "Level", "Lead", "Made", "Due", "Closed", "What became of it")
    rows = [
        (
            each.level,
            each.lead_role,
            _day(each.since),
            join([_day(each.due), ", overdue" if each.id in found.late else ""]),
            _day(each.closed_on),
            each.outcome or NOT_THERE,
        )
        for each in found.advice
    ]
    _table("Recommendations of patients, families and councils", head, found.advice, rows)


def show_work(found: PartnershipBoard) -> None:
    """Show councils, co-design work and volunteers."""
    head = ("Work", "Kind", "Level", "Lead", "People", "Since", "Ended", "What it brought")
    rows = [
        (
            each.kind,
            each.level,
            each.lead_role,
            NOT_THERE if each.people is None else str(each.people),
            _day(each.since),
            _day(each.closed_on),
            each.outcome or NOT_THERE,
        )
        for each in found.work
    ]
    _table("Advisory councils, co-design and volunteers", head, found.work, rows)


def family_text() -> str:
    """Return how to read the domain, and whose answers of which period are shown.

    The head of the page names places alone: the register has neither period nor channel.
    """
    choices = state.choices()
    return f"{_FAMILY} {choices.filters.describe(choices.names)}" if choices else _FAMILY


def show_family() -> None:
    """Show the domain of family and caregiver involvement, from one's own surveys."""
    filters = state.current_filters()
    rows = sections.care(filters).rows if filters else ()
    for row in rows:
        if row.measure.id == _FAMILY_MEASURE:
            value = written.score_text(row.score, row.measure.unit)
            cells = [
                row.measure.title,
                " ".join(part for part in (value, written.why_missing(row.score)) if part),
                written.interval_text(row.score, row.measure.unit) or NOT_THERE,
                written.people_text(row.score),
                row.coverage,
            ]
            head = ["Domain", "Favourable answers", "95% interval", "People", "Carried by"]
            data_table.show("Family involvement, raw and unadjusted", [head, cells])
            return
    st.html(tag("p", "No survey of this selection asks about families yet.", class_="cx cx-none"))


def edit() -> None:
    """Let those who may add an entry or change one."""
    form = register_form.Form(
        key=KEY,
        noun="entry",
        blank=lambda: Partnership(
            kind=Involvement.RECOMMENDATION,
            title="",
            lead_role="",
            level=Engagement.INTERPERSONAL,
            since=now().date(),
        ),
        title=lambda entry: entry.title,
        fields=(
            one_of("kind", "Kind", Involvement),
            words("title", "Title"),
            one_of("level", "Level of engagement", Engagement),
            place(),
            words("lead_role", "Lead (a role)"),
            count("people", "People (members, partners, volunteers)"),
            day("since", "Since, or made on"),
            day("due", "Due"),
            day("closed_on", "Closed, or ended, on"),
            prose("outcome", "What became of it"),
        ),
    )
    register_form.edit(form, cached.registers().partnerships)


def _day(value: date | None) -> Markup:
    return tag("span", day_text(value), class_="cx-nowrap")


def _table(
    caption: str,
    head: Sequence[str],
    entries: Sequence[Partnership],
    rows: Sequence[Sequence[str]],
) -> None:
    top = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head)))
    lines = (
        tag("tr", _name(entry), *(tag("td", cell) for cell in row))
        for entry, row in zip(entries, rows, strict=True)
    )
    whole = tag("table", tag("caption", caption), top, tag("tbody", *lines), class_="cx-table")
    st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption))


def _name(entry: Partnership) -> Markup:
    where = register_fields.place_text(entry.facility_id, entry.unit_id)
    title: str = entry.title
    if state.may_write():
        href = links.address(**{KEY: str(entry.id)})
        title = tag("a", entry.title, href=href, target="_self")
    return tag("th", join([title, tag("small", where)]), scope="row")
