"""What is this file? How it is read, its first rows, and what its columns are or might be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.asking import asked
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.forms import Reading, Shape
from cxboard.ingest.layouts import known_headers
from cxboard.ingest.limits import DEFAULT_LIMITS, Limits
from cxboard.ingest.matching import Match, match
from cxboard.ingest.near_profiles import nearest
from cxboard.ingest.profiles import Profile
from cxboard.ingest.progress import Progress
from cxboard.ingest.propose import (
    Proposal,
    answers_by_question,
    distinct_values,
    one_row_per_answer,
    propose,
)
from cxboard.ingest.questions import likely_questions
from cxboard.ingest.read_as import first_rows
from cxboard.ingest.reader import Extract, read_apart
from cxboard.ingest.receive import Received, receive, shown_name
from cxboard.ingest.report import Problem
from cxboard.ingest.said import Said
from cxboard.ingest.saved import load_profiles
from cxboard.ingest.staging import room
from cxboard.ingest.words import likely as meaning
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class LongLook:
    """A file that seems to have one row per answer: its two headers, and answers by question."""

    question: str
    answer: str
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a file is. Without `shape` it cannot be read, and `problems` say why.

    `layout` is the profile or known layout that fits; without one, `proposal` says what the file
    might be, `values` lists the different values of each header that has few, and `long` is there
    when it seems to have one row per answer. `rows` are its first rows as text.
    """

    file: str
    shape: Shape | None = None
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    layout: str | None = None
    problems: tuple[Problem, ...] = ()
    proposal: Proposal | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    long: LongLook | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the document that `cxboard look --json` prints."""
        proposal = self.proposal
        return {
            "file": self.file,
            "shape": self.shape.as_json() if self.shape else None,
            "headers": list(self.headers),
            "rows": [list(row) for row in self.rows],
            "layout": self.layout,
            "problems": [asdict(problem) for problem in self.problems],
            "proposal": self._profile(proposal) if proposal else None,
            "proposed_columns": [asdict(one) for one in proposal.columns] if proposal else [],
        }

    def _profile(self, proposal: Proposal) -> dict[str, Any]:
        """Return the proposal as a profile's document, with the questions of a long file."""
        document = proposal.as_profile(self.headers)
        if self.long is None:
            return document
        likely = likely_questions(proposal.kind, self.long.answers)
        questions = {text: likely.get(text, "") for text in self.long.answers}
        asked = {"question": self.long.question, "answer": self.long.answer}
        words = {key: self._codes(proposal.kind, key, text) for text, key in likely.items()}
        values = document["values"] | {key: codes for key, codes in words.items() if codes}
        return document | {"values": values, "long": asked | {"questions": questions}}

    def _codes(self, kind: Kind, key: str, question: str) -> dict[str, str]:
        """Return the answers to a question of a long file that say which code they mean."""
        assert self.long is not None, "only a long file asks questions"
        found = {text: meaning(kind, key, text) for text in self.long.answers[question]}
        return {text: code for text, code in found.items() if code and code != text}


def look(workspace: Workspace, path: Path, said: Said, limits: Limits = DEFAULT_LIMITS) -> Looked:
    """Read a file in the limited child and say what it is; nothing is checked or kept."""
    looked = Looked(file=shown_name(path))
    received = receive(path, limits)
    if isinstance(received, Problem):
        return Looked(file=looked.file, problems=(received,))
    profiles = load_profiles(workspace)
    with room(workspace.staging_dir) as folder:
        extract = open_file(received, folder, said, profiles, limits, Progress())
        if not isinstance(extract, Extract):
            return Looked(file=looked.file, problems=extract)
        found = match(extract, said.of(received.path), profiles, folder)
        near = nearest(extract.headers, [] if said.anew else profiles)
        return _looked(looked.file, extract, said, found, near)


def open_file(
    received: Received,
    folder: Path,
    said: Said,
    profiles: list[Profile],
    limits: Limits,
    progress: Progress,
) -> Extract | tuple[Problem, ...]:
    """Read a received file as its sender, or its profile, says it is to be read."""
    names = (plain_name(header) for profile in profiles for header in profile.headers)
    return read_apart(
        received.path,
        folder,
        form=received.form,
        reading=_reading(said),
        limits=limits,
        known=known_headers().union(names),
        progress=progress,
    )


def _reading(said: Said) -> Reading:
    """Return what is said of a file, and where nothing is, what its profile says."""
    if said.profile is None:
        return said.reading
    return Reading(**(said.profile.reading.as_json() | said.reading.as_json()))


def _looked(
    name: str,
    extract: Extract,
    said: Said,
    found: Match | tuple[Problem, ...],
    near: Profile | None,
) -> Looked:
    known = isinstance(found, Match)
    problems = (
        (*found.recognised.problems, *asked(found.questions)) if isinstance(found, Match) else found
    )
    return Looked(
        file=name,
        shape=extract.shape,
        headers=extract.headers,
        rows=first_rows(extract),
        layout=found.recognised.layout.title if isinstance(found, Match) else None,
        problems=(*extract.notices, *problems),
        proposal=None if known else propose(extract, said.kind, near),
        values={} if known else {one: distinct_values(extract, one) for one in extract.headers},
        long=None if known else _long(extract),
    )


def _long(extract: Extract) -> LongLook | None:
    pair = one_row_per_answer(extract)
    if pair is None:
        return None
    answers = answers_by_question(extract, *pair)
    return LongLook(question=pair[0], answer=pair[1], answers=answers)
