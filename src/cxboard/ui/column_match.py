"""Which of a foreign file's columns brings which of ours? Asked once, kept as a profile.

The proposal comes from names and values; a person corrects it, gives it a name, and the next file
of the same source needs no word from anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.ingest.identifying import by_header
from cxboard.ingest.looking import Looked
from cxboard.ingest.profiles import Profile, profile_from
from cxboard.ingest.propose import Proposal, Proposed
from cxboard.ingest.saved import keep_profile
from cxboard.results.service import service
from cxboard.storage.tables import table_of
from cxboard.ui import ingest_desk, page, state
from cxboard.ui.ingest_desk import Desk

_NOWHERE = "– not in the file –"


def show(desk: Desk) -> None:
    """Offer to match the columns of a file that no known layout fits."""
    looked = desk.job.looked
    if looked is None or looked.proposal is None:
        return
    page.section(
        "Match the columns",
        "No known layout fits. Say once what the columns are; files of this source then go through "
        "by themselves.",
    )
    kinds = [kind.value for kind in Kind if kind not in CMS_KINDS]
    chosen = st.selectbox(
        "What the rows are", kinds, index=kinds.index(looked.proposal.kind.value), key="match_kind"
    )
    if chosen != looked.proposal.kind.value:
        said = replace(desk.said, kind=Kind(chosen))
        ingest_desk.check_again(service().workspace, state.name(), said)
        st.rerun()
    _form(desk, looked, looked.proposal)


def _form(desk: Desk, looked: Looked, proposal: Proposal) -> None:
    """Show the proposal as a form; what is sent is kept as a profile, and the file checked anew."""
    headers = list(looked.headers)
    proposed = {one.column: one for one in proposal.columns}
    table = table_of(proposal.kind)
    first = [name for name in table.required if name not in proposed] + list(proposed)
    others = [column.name for column in table.columns if column.name not in first]
    answers: dict[str, _Answer] = {}
    with st.form(f"cx-match-{proposal.kind}"):
        for name in first:
            answers[name] = _ask(name, headers, proposed.get(name))
        with st.expander(f"Further columns ({len(others)})"):
            for name in others:
                answers[name] = _ask(name, headers, None)
        _told(proposal.values)
        dropped = st.multiselect(
            "Columns that name or number people: dropped, never stored",
            headers,
            default=[header for header in headers if by_header(header)],
        )
        title = st.text_input("Name of this source, such as “Contact centre monthly”", max_chars=80)
        if st.form_submit_button("Keep this and check again", type="primary"):
            _keep(desk, profile_from(title, _document(proposal, headers, answers, dropped)))


@dataclass(frozen=True)
class _Answer:
    """The header that brings a column, or the one value that it has in every row."""

    header: str | None
    constant: str


def _ask(name: str, headers: list[str], proposed: Proposed | None) -> _Answer:
    left, right = st.columns([2, 1])
    options = [_NOWHERE, *headers]
    index = options.index(proposed.header) if proposed else 0
    because = f"{proposed.because}: {', '.join(proposed.samples)}" if proposed else None
    chosen = left.selectbox(name, options, index=index, key=f"match_{name}", help=because)
    constant = right.text_input(f"{name}, the same in every row", key=f"constant_{name}")
    return _Answer(None if chosen == _NOWHERE else chosen, constant.strip())


def _document(
    proposal: Proposal, headers: list[str], answers: Mapping[str, _Answer], dropped: list[str]
) -> dict[str, object]:
    """Return the profile that was agreed to, as a document."""
    columns = {name: [one.header] for name, one in answers.items() if one.header}
    return {
        "kind": proposal.kind.value,
        "headers": headers,
        "columns": columns,
        "constants": {
            name: one.constant for name, one in answers.items() if one.constant and not one.header
        },
        "values": {name: dict(words) for name, words in proposal.values.items() if name in columns},
        "drop": dropped,
    }


def _told(values: Mapping[str, Mapping[str, str]]) -> None:
    """Say which words of the file are read as which of our codes."""
    for column, words in values.items():
        pairs = "; ".join(f"“{word}” is {code}" for word, code in words.items())
        st.html(tag("p", f"{column}: {pairs}.", class_="cx cx-none"))


def _keep(desk: Desk, profile: Profile) -> None:
    service().require_writable()
    keep_profile(service().workspace, profile, state.name())
    said = replace(desk.said, profile=profile, kind=None)
    ingest_desk.check_again(service().workspace, state.name(), said)
    st.rerun()
