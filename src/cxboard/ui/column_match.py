"""Which of a foreign file's columns brings which of ours? Asked once, kept as a profile.

The proposal comes from names and values; a person corrects it, gives it a name, and the next file
of the same source needs no word from anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from cxboard.domain.catalogue import all_items, made_items
from cxboard.domain.letters import shortened
from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.ingest.identifying import by_header
from cxboard.ingest.looking import Looked
from cxboard.ingest.profiles import Profile, profile_from
from cxboard.ingest.propose import Proposal, Proposed
from cxboard.ingest.saved import keep_profile
from cxboard.results.service import service
from cxboard.storage.tables import NUMBER, Column, Table, table_of
from cxboard.ui import ingest_desk, long_match, page, state, word_match
from cxboard.ui.ingest_desk import Desk

_NOWHERE = "– not in the file –"
_CONSTANTS = {
    "indicator": f"One of {', '.join(item.key for item in made_items(Kind.INDICATOR))}",
}
"""What a column may be in every row, where that is a closed list."""

_WHY = ("answers_in_words", "profile_and_more", "profile_but_for")
"""Problems that say why a file with columns of a known layout or source is to be matched."""


def show(desk: Desk) -> None:
    """Offer to match the columns of a file that no known layout fits."""
    looked = desk.job.looked
    if looked is None or looked.proposal is None:
        return
    words = [one.message for one in looked.problems if one.code in _WHY]
    page.section(
        "Match the columns",
        f"{' '.join(words) or 'No known layout fits.'} Say once what the columns and their words "
        "are; files of this source then go through by themselves.",
    )
    kinds = [kind.value for kind in Kind if kind not in CMS_KINDS]
    chosen = st.selectbox(
        "What the rows are", kinds, index=kinds.index(looked.proposal.kind.value), key="match_kind"
    )
    if chosen != looked.proposal.kind.value:
        said = replace(desk.said, kind=Kind(chosen))
        ingest_desk.check_again(service().workspace, state.name(), said)
        st.rerun()
    with st.container(border=True):
        _ask_all(desk, looked, looked.proposal)


def _ask_all(desk: Desk, looked: Looked, proposal: Proposal) -> None:
    """Ask for columns, words, what to drop and a name; what is agreed to is kept as a profile."""
    long = long_match.ask(looked, proposal.kind)
    answers = _columns(looked, proposal, without=_answered(proposal.kind) if long else set())
    brought = {name: one.headers for name, one in answers.items() if one.headers}
    words = {name: looked.values.get(headers[0], ()) for name, headers in brought.items()}
    asked = words | (long.words if long else {})
    values = word_match.ask(proposal.kind, asked, proposal.values)
    dropped = st.multiselect(
        "Columns that name or number people: dropped, never stored",
        looked.headers,
        default=[header for header in looked.headers if by_header(header)],
        format_func=_shown,
        key="match_drop",
    )
    title = st.text_input(
        "Name of this source, such as “Contact centre monthly”", max_chars=80, key="match_name"
    )
    if st.button("Keep this and check again", type="primary", key="match_keep"):
        document = {
            "kind": proposal.kind.value,
            "headers": list(looked.headers),
            "columns": {name: list(headers) for name, headers in brought.items()},
            "constants": {name: one.constant for name, one in answers.items() if one.is_constant},
            "values": values,
            "drop": dropped,
            "long": long.document if long else None,
            "days": {column: style.value for column, style in desk.said.days.items()},
            "decimals": {column: sign.value for column, sign in desk.said.decimals.items()},
            "reading": desk.said.reading.as_json(),
        }
        _keep(desk, profile_from(title, document))


@dataclass(frozen=True)
class _Answer:
    """The headers that bring a column (added up), or the one value that it has in every row."""

    headers: tuple[str, ...]
    constant: str

    @property
    def is_constant(self) -> bool:
        """Whether every row gets the one value."""
        return bool(self.constant) and not self.headers


def _answered(kind: Kind) -> set[str]:
    """Return the columns that answers to questions fill."""
    return {item.key for item in all_items(kind)}


def _columns(looked: Looked, proposal: Proposal, without: Collection[str]) -> dict[str, _Answer]:
    """Ask for every column but some, those first that are needed or were found."""
    proposed = {one.column: one for one in proposal.columns if one.column not in without}
    table = table_of(proposal.kind)
    first = [name for name in table.required if name not in proposed] + list(proposed)
    others = [one.name for one in table.columns if one.name not in {*first, *without}]
    answers = _asked(first, table, looked.headers, proposed)
    with st.expander(f"Further columns ({len(others)})"):
        return answers | _asked(others, table, looked.headers, {})


def _asked(
    names: Iterable[str], table: Table, headers: tuple[str, ...], proposed: Mapping[str, Proposed]
) -> dict[str, _Answer]:
    columns = {column.name: column for column in table.columns}
    return {name: _ask(columns[name], headers, proposed.get(name)) for name in names}


def _ask(column: Column, headers: tuple[str, ...], proposed: Proposed | None) -> _Answer:
    left, right = st.columns([2, 1])
    with left:
        ask = _ask_several if column.dtype == NUMBER else _ask_one
        chosen = ask(column, headers, proposed)
    constant = right.text_input(
        "or the same in every row",
        key=f"constant_{column.name}",
        disabled=bool(chosen),
        help=_CONSTANTS.get(column.name, f"{column.name}, where no column of the file brings it"),
    )
    return _Answer(chosen, constant.strip())


def _ask_one(
    column: Column, headers: tuple[str, ...], proposed: Proposed | None
) -> tuple[str, ...]:
    options = [_NOWHERE, *headers]
    chosen = st.selectbox(
        f"{column.name}: {column.meaning}",
        options,
        index=options.index(proposed.header) if proposed else 0,
        format_func=_shown,
        key=f"match_{column.name}",
        help=_why(proposed),
    )
    return () if chosen == _NOWHERE else (chosen,)


def _ask_several(
    column: Column, headers: tuple[str, ...], proposed: Proposed | None
) -> tuple[str, ...]:
    """Ask which columns of numbers bring one of ours; several are added up, such as answers."""
    chosen = st.multiselect(
        f"{column.name}: {column.meaning} (several columns are added up)",
        headers,
        default=[proposed.header] if proposed else [],
        format_func=_shown,
        key=f"match_{column.name}",
        placeholder=_NOWHERE,
        help=_why(proposed),
    )
    return tuple(chosen)


def _shown(header: str) -> str:
    """Return a header as it fits into a list: some are whole questions."""
    return shortened(header, 120)


def _why(proposed: Proposed | None) -> str | None:
    """Return why a header is proposed, and some of its values; a backtick would be markup."""
    if proposed is None:
        return None
    samples = ", ".join(sample.replace("`", "’") for sample in proposed.samples)
    return f"Proposed for {proposed.because}. It holds: `{samples}`"


def _keep(desk: Desk, profile: Profile) -> None:
    service().require_writable()
    kept = profile.undated()
    keep_profile(service().workspace, kept, state.name())
    once = {**desk.said.constants, **{name: text for name, text in profile.dated.items() if text}}
    said = replace(desk.said, profile=kept, anew=False, kind=None, constants=once)
    ingest_desk.check_again(service().workspace, state.name(), said)
    st.rerun()
