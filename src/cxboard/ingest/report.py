"""What became of a file: the receipt of one ingest, as the command line and the pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.ways import Question

if TYPE_CHECKING:  # the child reports problems, too, and need not load the ledger's library
    from cxboard.ingest.read_as import ReadAs
    from cxboard.storage.comparing import PlaceChange

Severity = Literal["error", "warning"]
_LONGEST = 1_000
"""Characters of a message; a file's name, a column and a value fit several times."""

Outcome = Literal["published", "unchanged", "dry_run", "refused"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong with a file, and what to do about it.

    `column` and `row` (the line of the file; in Parquet the row's place, counted from 1) name the
    first of `count` places. An error keeps its rows out; a warning does not. `fix` is worded for
    page and terminal alike; `option` is how the command line says what it asks for, if it can.
    """

    severity: Severity
    code: str
    message: str
    fix: str
    column: str | None = None
    row: int | None = None
    count: int = 1
    option: str = ""

    @property
    def fix_typed(self) -> str:
        """What to do about it for somebody at a terminal."""
        return f"{self.fix} On the command line: {self.option}." if self.option else self.fix

    def __post_init__(self) -> None:
        """Let nothing through that a terminal or a page would obey: files are quoted here."""
        object.__setattr__(self, "message", _shown(self.message))
        object.__setattr__(self, "fix", _shown(self.fix))


def _shown(text: str) -> str:
    if text.isprintable() and len(text) <= _LONGEST:
        return text
    plain = "".join(char if char.isprintable() else "�" for char in text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def error(code: str, message: str, fix: str, **where: Any) -> Problem:
    """Return a problem that keeps rows, or the whole file, out."""
    return Problem(severity="error", code=code, message=message, fix=fix, **where)


def warning(code: str, message: str, fix: str, **where: Any) -> Problem:
    """Return a problem that is told and keeps nothing out."""
    return Problem(severity="warning", code=code, message=message, fix=fix, **where)


@dataclass(frozen=True, kw_only=True)
class RowCounts:
    """Where every row went: read = accepted + rejected + duplicate + unchanged.

    `accepted` rows passed every check and are new or changed; `restated` of them replace a row
    that was published before. `duplicate` rows repeat a row of the same file word for word.
    """

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate: int = 0
    unchanged: int = 0
    restated: int = 0

    def __post_init__(self) -> None:
        parts = self.accepted + self.rejected + self.duplicate + self.unchanged
        assert self.read == parts, f"rows do not add up: {self}"
        assert self.restated <= self.accepted, f"more restated than accepted: {self}"


@dataclass(frozen=True, kw_only=True)
class KpiChange:
    """A headline measure before and after an upload, in the measure's own unit."""

    measure: str
    before: float | None
    after: float | None


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a dry run saw: rows by month and place, and verdicts that would turn.

    `turned` are documents, since what a verdict is is not this layer's business.
    """

    rows: tuple[PlaceChange, ...]
    turned: tuple[Mapping[str, Any], ...]

    @property
    def restated_periods(self) -> tuple[str, ...]:
        """Months that readers have seen and that would say something else."""
        months = {row.month for row in self.rows if row.was_published and (row.changed or row.new)}
        return tuple(f"{month:%Y-%m}" for month in sorted(months))

    def as_json(self) -> dict[str, Any]:
        """Return the document that `cxboard ingest --dry-run --effect --json` adds."""
        return {
            "restated_periods": list(self.restated_periods),
            "rows": [asdict(row) for row in self.rows],
            "turned": [dict(one) for one in self.turned],
        }


@dataclass(frozen=True, kw_only=True)
class IngestReport:
    """The receipt of one file.

    `periods` are months (YYYY-MM) that the rows speak of, or for published scores their periods
    (YYYY-MM-DD/YYYY-MM-DD). `publication` is the one that shows the file, None when none does.
    `read_as` is None for a file that could not be read apart, or was published before. `questions`
    are what a person has to answer before the file can be checked.
    """

    file: str
    outcome: Outcome
    upload_id: str | None = None
    sha256: str | None = None
    kind: Kind | None = None
    rows: RowCounts = field(default_factory=RowCounts)
    periods: tuple[str, ...] = ()
    publication: str | None = None
    rejects_file: Path | None = None
    problems: tuple[Problem, ...] = ()
    kpi_changes: tuple[KpiChange, ...] = ()
    effect: Foreseen | None = None
    read_as: ReadAs | None = None
    questions: tuple[Question, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep rows out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def refused(self, *problems: Problem) -> IngestReport:
        """Return the receipt of a file that is not published, for further reasons."""
        every = (*self.problems, *problems)
        return replace(self, outcome="refused", problems=sorted_problems(every))

    def as_json(self) -> dict[str, Any]:
        """Return the document that `cxboard ingest --json` prints."""
        return {
            "upload_id": self.upload_id,
            "file": self.file,
            "sha256": self.sha256,
            "kind": None if self.kind is None else self.kind.value,
            "outcome": self.outcome,
            "rows": _fields(self.rows),
            "periods": list(self.periods),
            "publication": self.publication,
            "rejects_file": None if self.rejects_file is None else str(self.rejects_file),
            "problems": [_told(problem) for problem in self.problems],
            "kpi_changes": [_fields(change) for change in self.kpi_changes],
        } | ({} if self.effect is None else {"effect": self.effect.as_json()})


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with errors first, otherwise as they were found."""
    return tuple(sorted(problems, key=lambda problem: problem.severity != "error"))


def _told(problem: Problem) -> dict[str, Any]:
    told = _fields(problem) | {"fix": problem.fix_typed}
    del told["option"]
    return told


def _fields(part: RowCounts | Problem | KpiChange) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__dataclass_fields__}
