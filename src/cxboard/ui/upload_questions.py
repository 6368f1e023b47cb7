"""What only a person can say of a file: how its days are written, what to drop, how to read it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.days import DayStyle
from cxboard.ingest.decimals import DecimalSign
from cxboard.ingest.forms import ENCODINGS, Reading
from cxboard.ingest.report import IngestReport
from cxboard.ingest.said import Said
from cxboard.ingest.saved import keep_profile, load_profiles, named_profile
from cxboard.ingest.ways import Question, Way, asked_of, read_as, way_said
from cxboard.results.service import service
from cxboard.ui import ingest_desk, page, register_fields, state
from cxboard.ui.ingest_desk import Desk
from cxboard.ui.plain import as_plain

_AUTO = "found by itself"
_ANEW = "another: match its columns"
_DELIMITERS = {_AUTO: None, "comma": ",", "semicolon": ";", "tab": "\t", "bar |": "|"}


def show(desk: Desk, report: IngestReport) -> None:
    """Ask what keeps the file at hand from being checked, where an answer would help."""
    _show_questions(desk, report)
    _ask_reading(desk, report)
    _ask_day(desk, report)
    _offer_to_drop(desk, report)


def _show_questions(desk: Desk, report: IngestReport) -> None:
    """Ask what only a person can decide: what can be read in more than one way."""
    questions = report.questions
    if not questions:
        return
    what, profile = asked_of(questions), report.read_as.profile if report.read_as else None
    kept = "kept with the profile of its source" if profile else "for this file alone"
    page.section(f"How are these {what} written?", f"The file does not tell. The answer is {kept}.")
    with st.form("cx-days"):
        chosen = {one.column: _ask_way(one) for one in questions}
        said = {column: way for column, way in chosen.items() if way}
        if st.form_submit_button(f"Read the {what} so") and len(said) == len(chosen):
            _say_ways(desk, said)


@dataclass(frozen=True, kw_only=True)
class _Choice:
    """How a person is asked for what one field of the reading is to be."""

    title: str
    label: str
    field: str
    button: str


_CHOICES = {
    "which_encoding": _Choice(
        title="Which of these is spelt right?",
        label="Encoding",
        field="encoding",
        button="Read the letters so",
    ),
    "which_sheet": _Choice(
        title="Which sheet is the extract?",
        label="Sheet",
        field="sheet",
        button="Read this sheet",
    ),
}
"""What is asked where a problem of this code keeps a file out; its option lists the answers."""


def _ask_reading(desk: Desk, report: IngestReport) -> None:
    """Ask for what no byte of a file decides: its encoding, or its sheet."""
    for asked in report.problems:
        if (choice := _CHOICES.get(asked.code)) is None:
            continue
        page.section(choice.title, asked.message)
        with st.form(f"cx-{choice.field}"):
            chosen = st.selectbox(
                choice.label,
                _answers(asked.option.removeprefix(f"--{choice.field} ")),
                index=None,
                placeholder="Choose one",
                format_func=_encoding,
            )
            if st.form_submit_button(choice.button) and chosen:
                said: dict[str, Any] = {choice.field: chosen}
                _again(desk, reading=replace(desk.said.reading, **said))


def _answers(option: str) -> list[str]:
    """Return the answers that an option lists with bars between, quoted as for a shell."""
    words = shlex.shlex(option, posix=True, punctuation_chars="|")
    words.whitespace_split = True
    return [word for word in words if word != "|"]


def _ask_day(desk: Desk, report: IngestReport) -> None:
    """Ask for the one day or month of a file whose columns say none; no profile keeps it."""
    unsaid = [one for one in report.problems if one.code == "day_not_said"]
    if not unsaid:
        return
    page.section("Which day or month is this file of?", unsaid[0].message)
    with st.form("cx-day-of-file"):
        asked = [one.column for one in unsaid if one.column]
        chosen = {name: st.date_input(name, None, key=f"day_of_file_{name}") for name in asked}
        if st.form_submit_button("Check again") and all(chosen.values()):
            said = {name: _first_day(name, day) for name, day in chosen.items() if day}
            _again(desk, constants={**desk.said.constants, **said})


def _first_day(column: str, day: date) -> str:
    """Return a day as text; of a month its first, whichever was chosen."""
    return str(day.replace(day=1) if column == "month_of" else day)


def _encoding(name: str) -> str:
    return ENCODINGS.get(name, name)


def _ask_way(question: Question) -> Way | None:
    """Ask how a column is read; nothing is chosen beforehand, so that nobody guesses."""
    return st.selectbox(
        f"“{as_plain(question.header)}”",
        question.choices,
        index=None,
        placeholder=f"Choose what “{question.example}” is",
        format_func=lambda way: _said(question.example, way),
        key=f"{'days' if question.is_of_days else 'decimals'}_{question.column}",
    )


def _said(example: str, way: Way) -> str:
    read = read_as(example, way)
    is_day = isinstance(way, DayStyle)
    shown = register_fields.day_text(date.fromisoformat(read)) if is_day else read
    return f"{way_said(way)}: {shown}"


def _say_ways(desk: Desk, ways: Mapping[str, Way]) -> None:
    """Read columns as was said, and keep that with the profile: nobody is asked again."""
    report, workspace = desk.job.report, service().workspace
    name = report.read_as.profile if report and report.read_as else None
    days = {column: way for column, way in ways.items() if isinstance(way, DayStyle)}
    decimals = {column: way for column, way in ways.items() if isinstance(way, DecimalSign)}
    if name is None:
        _again(desk, days={**desk.said.days, **days}, decimals={**desk.said.decimals, **decimals})
    else:
        service().require_writable()
        profile = desk.said.profile or named_profile(workspace, name)
        told = replace(
            profile,
            days={**profile.days, **days},
            decimals={**profile.decimals, **decimals},
        )
        keep_profile(workspace, told, state.name())
        _again(desk, profile=told)


def show_reading(desk: Desk) -> None:
    """Let the sender say how the file is to be read where it was read wrongly."""
    said, title = desk.said.reading, "Read the file in another way"
    with st.expander(title), st.form("cx-reading"):
        left, right = st.columns(2)
        kinds = [_AUTO, *(kind.value for kind in Kind)]
        kind = left.selectbox("What it holds", kinds, _place(kinds, desk.said.kind))
        profiles = {one.name: one for one in load_profiles(service().workspace)}
        source = right.selectbox("Source", [_AUTO, *profiles, _ANEW])
        line = "Line of the column names (0: found by itself)"
        header = left.number_input(line, 0, 1000, said.header_row or 0)
        below = [_AUTO, *range(4)]
        names = right.selectbox(
            "Lines of more names below it", below, _place(below, said.names_below)
        )
        encodings = [_AUTO, *ENCODINGS]
        encoding = left.selectbox(
            "Encoding", encodings, _place(encodings, said.encoding), format_func=_encoding
        )
        signs = list(_DELIMITERS.values())
        delimiter = right.selectbox("Delimiter", list(_DELIMITERS), _place(signs, said.delimiter))
        label = "Sheet of a workbook (empty: found by itself), or “header” of HCAHPS XML"
        sheet = left.text_input(label, said.sheet or "", max_chars=80)
        if st.form_submit_button("Check again"):
            reading = Reading(
                encoding=None if encoding == _AUTO else encoding,
                delimiter=_DELIMITERS[delimiter],
                header_row=int(header) or None,
                names_below=None if names == _AUTO else int(names),
                sheet=sheet or None,
            )
            _again(
                desk,
                kind=None if kind == _AUTO else Kind(kind),
                profile=profiles.get(source),
                anew=source == _ANEW,
                drop=(),
                constants={},
                days={},
                decimals={},
                reading=reading,
            )


def _place(options: Sequence[object], said: object) -> int:
    """Return the place of what was said before, the first one where nothing was."""
    return options.index(said) if said in options else 0


def _offer_to_drop(desk: Desk, report: IngestReport) -> None:
    """Let the sender leave out what names or numbers people; a foreign file is matched instead."""
    found = [one.column for one in report.problems if one.code == "identifying_column"]
    names = tuple(name for name in found if name)
    words = "Drop this column" if len(names) == 1 else f"Drop these {len(names)} columns"
    if names and not desk.is_foreign and st.button(f"{words} and check again", key="drop"):
        _again(desk, drop=(*desk.said.drop, *names))


def _again(desk: Desk, **changed: object) -> None:
    said = Said(**{**vars(desk.said), **changed})
    ingest_desk.check_again(service().workspace, state.name(), said)
    st.rerun()
