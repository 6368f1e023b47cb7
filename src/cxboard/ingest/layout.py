"""What does a layout of a file say, and what does a file that has it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxboard.domain.letters import shortened
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.report import Problem
from cxboard.ingest.translation import NOTHING_TO_TRANSLATE, Translation


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One layout of a file.

    `sources` maps each column of the kind's table to the plain names (see `plain_name`) of the
    headers that may bring it. A file fits when it has every `required` column and no `absent`
    header. `constants` are columns that no header brings; `unused` headers are known and never
    stored. `values` maps texts of a column to ours; `notes` are told with every file. `otherwise`
    says of a required column how else than by a header it can be said: to a page, and typed.
    """

    title: str
    kind: Kind
    sources: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    absent: frozenset[str] = frozenset()
    constants: Mapping[str, str] = field(default_factory=dict)
    unused: frozenset[str] = frozenset()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    otherwise: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """Plain names of every header that belongs to the layout."""
        return self.unused.union(*self.sources.values())


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """A file's layout, the header that brings each column, and what is worth telling.

    `translation` makes texts of ours from the file's; `profile` is the one that a person made for
    files like this, None for a layout that CX Board knows by itself; `dropped` are the headers
    that are left out and not stored; `marks` are read to tell which rows are no patient's.
    """

    layout: Layout
    headers: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    translation: Translation = NOTHING_TO_TRANSLATE
    profile: str | None = None
    dropped: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> dict[str, str]:
        """Every column to read, and the header that brings it."""
        return dict(self.headers) | self.translation.headers() | dict(self.marks)

    def shown(self, column: str) -> str:
        """Return the header under which the file has a column of ours; of several all."""
        headers = (self.headers.get(column, column), *self.translation.added.get(column, ()))
        return shortened(" + ".join(headers), 80)

    def meaning(self, column: str) -> str:
        """Return a column of ours, nothing where the file's header says the same."""
        is_said = column in self.marks or plain_name(self.shown(column)) == column
        return "" if is_said else column
