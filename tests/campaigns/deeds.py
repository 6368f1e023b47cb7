"""What can be done to a lake, half or to its end, and what is true of its surveys afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.load import ingest_file
from cxboard.ingest.said import Said
from cxboard.storage.compacting import compact
from cxboard.storage.durable import sha256_of
from cxboard.storage.switching import redo, undo
from cxboard.storage.uploads import upload_id_of
from cxboard.storage.workspace import Workspace
from tests.campaigns.extracts import Answers

BY: Final = "campaign"


@dataclass(frozen=True)
class Upload:
    """One extract that was published."""

    upload_id: str
    answers: Answers


@dataclass
class Truth:
    """Every upload in order, and which of them count."""

    uploads: list[Upload] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)

    def answers(self) -> Answers:
        """Return what readers must see: of one survey, the answer of the newest that counts."""
        seen: Answers = {}
        for upload in self.uploads:
            if upload.upload_id not in self.undone:
                seen |= upload.answers
        return seen


@dataclass(frozen=True)
class Ingest:
    """Take in a file."""

    file: Path
    answers: Answers
    traces = ("any", "staged", "files", "lake", "lake", "rollup")
    name = "ingest"

    def words(self) -> list[str]:
        """Return the command."""
        return ["ingest", str(self.file), "--kind", "survey"]

    def finish(self, workspace: Workspace, *, is_done: bool) -> None:
        """Give the same command again, to its end."""
        report = ingest_file(workspace, self.file, said=Said(kind=Kind.SURVEY), by=BY)
        assert report.outcome == ("unchanged" if is_done else "published"), report

    def apply(self, truth: Truth) -> Truth:
        """Return the truth afterwards."""
        own = Upload(upload_id_of(sha256_of(self.file), Kind.SURVEY), self.answers)
        return Truth([*truth.uploads, own], truth.undone)


@dataclass(frozen=True)
class Switch:
    """Undo an upload, or redo it."""

    upload_id: str
    name: str
    traces = ("any", "rollup", "rollup")

    def words(self) -> list[str]:
        """Return the command."""
        return [self.name, self.upload_id]

    def finish(self, workspace: Workspace, *, is_done: bool) -> None:
        """Give the same command again, unless it is done and would be refused."""
        if not is_done:
            (undo if self.name == "undo" else redo)(workspace, self.upload_id, BY)

    def apply(self, truth: Truth) -> Truth:
        """Return the truth afterwards."""
        return Truth(truth.uploads, truth.undone ^ {self.upload_id})


@dataclass(frozen=True)
class Compact:
    """Make few files of many."""

    name = "compact"
    traces = ("any", "lake", "files", "files")

    def words(self) -> list[str]:
        """Return the command."""
        return ["compact"]

    def finish(self, workspace: Workspace, *, is_done: bool) -> None:
        """Give the same command again."""
        compact(workspace, BY)

    def apply(self, truth: Truth) -> Truth:
        """Return the truth afterwards: not a row is another."""
        return truth


Deed = Ingest | Switch | Compact
