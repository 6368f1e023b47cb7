"""What happened while nobody looked? Messages to the person at hand, until they are read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.charts.markup import Markup, tag
from cxboard.domain.numbers import counted
from cxboard.domain.periods import moment_name
from cxboard.results.service import service
from cxboard.storage.messages import Message, mark_read, messages_for
from cxboard.ui import links, state

_MOST = 100
"""Messages that the page lists, the newest."""


def notice() -> None:
    """Say on every page that messages wait, if any do."""
    waiting = len(messages_for(service().workspace.ledger, state.name()))
    if waiting:
        words = f"{counted(waiting, 'unread message')} about files"
        link = tag("a", words, href=links.address("messages"), target="_self")
        st.html(tag("p", link, class_="cx cx-banner", role="status"))


def messages() -> Sequence[Message]:
    """Return the visitor's messages, newest first."""
    return messages_for(service().workspace.ledger, state.name(), unread_only=False)


def finding(found: Sequence[Message]) -> str:
    """Return what waits to be read, as one sentence."""
    unread = [one for one in found if one.read_at is None]
    if not found:
        return "There are no messages for you."
    if not unread:
        return "Every message is read."
    refused = sum(one.severity == "error" for one in unread)
    told = f"{counted(len(unread), 'message')} to read"
    return f"{told}; {refused or 'none'} of them about a refused file."


def show(found: Sequence[Message]) -> None:
    """Show messages, the unread ones marked, and let the visitor mark them as read."""
    unread = [one.number for one in found if one.read_at is None]
    if unread and st.button("Mark all as read", type="primary", key="read_all"):
        mark_read(service().workspace.ledger, state.name(), unread)
        st.rerun()
    body = tag("tbody", *(_line(one) for one in found[:_MOST]))
    names = ("About", "What happened", "When", "Read")
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    caption = "Messages to you, newest first"
    whole = tag("table", tag("caption", caption), head, body, class_="cx-table")
    st.html(tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=caption))


def _line(one: Message) -> Markup:
    title: str = one.title
    if one.upload_id and one.severity != "error":
        href = links.address("history", upload=one.upload_id)
        title = tag("a", one.title, href=href, target="_self")
    return tag(
        "tr",
        tag("th", title, scope="row"),
        tag("td", *(tag("div", sentence) for sentence in one.detail)),
        tag("td", moment_name(one.created_at), class_="cx-nowrap"),
        tag("td", moment_name(one.read_at) if one.read_at else "unread"),
        aria_current=None if one.read_at else "true",
    )
