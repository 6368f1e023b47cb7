"""What is expected, and how late is it? A few words for every page's head, and the whole table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE
from cxboard.domain.periods import month_name, month_of
from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Kind
from cxboard.results.freshness import Standing
from cxboard.results.service import service
from cxboard.storage.ledger import now
from cxboard.storage.profiles import saved_profiles
from cxboard.ui import cached_extracts, page, register_fields, register_form
from cxboard.ui.register_fields import count, day_text, month, one_of, option, place, words

_MOST_GAPS = 3
"""Gaps that the table names; of more it gives the number."""

_NOTHING = (
    "No source is expected yet, so no page can say that an extract is late. Say below which ones "
    "come how often."
)
_KINDS = {
    Kind.SURVEY: "surveys",
    Kind.CONTACT: "contacts",
    Kind.FEEDBACK: "feedback: comments, complaints, compliments",
    Kind.INDICATOR: "monthly indicators",
    Kind.PUBLISHED: "published scores",
}


def show() -> None:
    """Show every expected source with how it stands, and below it the way to change them."""
    found = cached_extracts.standings()
    page.section("What is expected, and how late it is", "" if found else _NOTHING)
    if found:
        st.html(_table(found))
    register_form.edit(_form(), [one.source for one in found])


def finding(found: Sequence[Standing]) -> str:
    """Return what is late, as one sentence; empty when nothing is expected or nothing late."""
    late = [one for one in found if one.late]
    if not late:
        return ""
    return f"Late: {'; '.join(one.short.removesuffix(' late') for one in late)}."


def _table(found: Sequence[Standing]) -> str:
    head = ("Source", "Expected", "Latest", "How late", "Not there", "Owner")
    caption = "Expected sources, the latest first"
    whole = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head))),
        tag("tbody", *(_line(one) for one in found)),
        class_="cx-table",
    )
    return tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption)


def _line(one: Standing) -> str:
    source = one.source
    what = source.profile or _KINDS[source.kind]
    if source.facility_id:
        what += f", {register_fields.place_text(source.facility_id, '')}"
    late = one.short.removeprefix(f"{source.title} ") if one.late else "in time"
    upcoming = f"{'was' if one.late else 'next'} due {day_text(one.next_due)}"
    return tag(
        "tr",
        tag("th", source.title, tag("small", what), scope="row"),
        tag("td", f"{source.rhythm}, {source.due_days} days after the end"),
        tag("td", month_name(one.latest) if one.latest else "nothing yet"),
        tag("td", late, tag("small", upcoming)),
        tag("td", *_gaps(one)),
        tag("td", source.owner_role or NOT_THERE),
    )


def _gaps(one: Standing) -> list[str]:
    """Return the periods that are missing somewhere, the newest first."""
    texts = [gap.text for gap in one.gaps[:_MOST_GAPS]]
    if more := len(one.gaps) - _MOST_GAPS:
        texts += [f"and {more} more"] if more > 0 else []
    return [tag("div", text) for text in texts] or [NOT_THERE]


def _form() -> register_form.Form:
    profiles = {"": "Any file of the kind"}
    profiles |= {saved.name: saved.name for saved in saved_profiles(service().workspace.ledger)}
    return register_form.Form(
        key="source",
        noun="source",
        blank=_blank,
        title=_named,
        fields=(
            words("title", "Name, such as “Contact centre”"),
            option("kind", "What it brings", _KINDS),
            option("profile", "Files that count", profiles),
            place(),
            one_of("rhythm", "How often", Rhythm),
            count("due_days", "Due, days after the period’s last"),
            month("since", "First month expected"),
            words("owner_role", "Owner (a role)"),
        ),
    )


def _blank() -> ExpectedSource:
    return ExpectedSource(
        title="",
        kind=Kind.SURVEY,
        rhythm=Rhythm.MONTHLY,
        due_days=20,
        since=month_of(now().date()),
    )


def _named(source: Any) -> str:
    return str(source.title)
