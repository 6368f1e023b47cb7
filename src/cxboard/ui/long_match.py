"""Has a foreign file one row per answer? Then which questions of it are which of ours?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.domain.catalogue import all_items
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.looking import Looked
from cxboard.ingest.questions import likely_questions
from cxboard.ui.plain import as_plain

_DROPPED = ""
_KINDS = (Kind.SURVEY, Kind.CONTACT)


@dataclass(frozen=True, kw_only=True)
class LongMatch:
    """How a file with one row per answer is read: a profile's part, and answers by our column."""

    document: Mapping[str, object]
    words: dict[str, tuple[str, ...]]


def ask(looked: Looked, kind: Kind) -> LongMatch | None:
    """Ask whether rows are answers, and what each question is; None for one row per record."""
    found = looked.long
    if found is None or kind not in _KINDS:
        return None
    asks, answers = as_plain(found.question), as_plain(found.answer)
    if not st.toggle(
        f"One row per answer: “{asks}” asks, “{answers}” answers",
        value=True,
        key="match_long",
    ):
        return None
    st.html(tag("p", "Which of our questions is each of theirs?", class_="cx cx-caption"))
    labels = {_DROPPED: "– none: its answers are dropped –"}
    labels |= {item.key: f"{item.key}: {item.wording}" for item in all_items(kind)}
    likely, questions = likely_questions(kind, found.answers), {}
    for number, text in enumerate(found.answers):
        options = list(labels)
        questions[text] = st.selectbox(
            f"“{as_plain(text[:120])}”",
            options,
            index=options.index(likely.get(text, _DROPPED)),
            format_func=lambda code: labels.get(code, code),
            key=f"question_{number}_{text[:40]}",
        )
    return LongMatch(
        document={"question": found.question, "answer": found.answer, "questions": questions},
        words={column: found.answers[text] for text, column in questions.items() if column},
    )
