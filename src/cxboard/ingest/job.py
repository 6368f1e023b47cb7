"""What the parent tells the child to read, and what the child answers: two small JSON files."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cxboard.ingest.forms import Form, Reading, Shape
from cxboard.ingest.limits import Limits
from cxboard.ingest.report import Problem

NO_ROOM = 74
"""Exit code of a child that could not write what it read (EX_IOERR)."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One file to read.

    `known` holds the plain names of the columns of every layout, to tell the delimiter by.
    """

    source: Path
    folder: Path
    form: Form
    reading: Reading
    limits: Limits
    known: Collection[str]

    @property
    def job_file(self) -> Path:
        """Where the child finds this job."""
        return self.folder / "job.json"

    @property
    def rows_file(self) -> Path:
        """Where the child writes the cells: columns c0, c1, … of text, in the file's order."""
        return self.folder / "cells.parquet"

    @property
    def plain_file(self) -> Path:
        """Where the child copies a text that cannot be read where it lies."""
        return self.folder / "plain.csv"

    @property
    def lines_file(self) -> Path:
        """Where the child writes the line of every row (numpy, int32)."""
        return self.folder / "lines.npy"

    @property
    def answer_file(self) -> Path:
        """Where the child writes its answer, as its last deed."""
        return self.folder / "answer.json"

    def write(self) -> None:
        """Write the job for the child."""
        fields = asdict(self) | {"source": str(self.source), "folder": str(self.folder)}
        fields |= {"limits": self.limits.as_json(), "known": sorted(self.known)}
        self.job_file.write_text(json.dumps(fields), encoding="utf-8")

    @classmethod
    def read(cls, job_file: Path) -> Job:
        """Return the job that a parent wrote."""
        fields: dict[str, Any] = json.loads(job_file.read_text(encoding="utf-8"))
        paths = {name: Path(fields[name]) for name in ("source", "folder")}
        fields |= paths | {"limits": Limits(**fields["limits"]), "form": Form(fields["form"])}
        fields |= {"known": frozenset(fields["known"]), "reading": Reading(**fields["reading"])}
        return cls(**fields)


@dataclass(frozen=True, kw_only=True)
class ReadTable:
    """What a reader has written to the job's rows file: headers, and the line of every row.

    `below` are the names in the row below the headers, if it holds names, too.
    """

    headers: tuple[str, ...]
    lines: npt.NDArray[np.int32]
    shape: Shape
    notices: tuple[Problem, ...] = ()
    below: tuple[str, ...] = ()


def tell(rows: int, done: int) -> None:
    """Tell the parent how many rows and bytes of the source the child has read so far."""
    print(rows, done, flush=True)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The headers as the file writes them and how it was read, or why it cannot be read.

    `below` are the names in the row below the headers, `notices` tell what was decided on the way.
    """

    headers: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    shape: Shape | None = None
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    def write(self, answer_file: Path) -> None:
        """Write the answer for the parent."""
        answer_file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, answer_file: Path) -> Answer:
        """Return the answer of a child; ValueError, KeyError or TypeError if it is none."""
        fields = json.loads(answer_file.read_text(encoding="utf-8"))
        shape = fields["shape"]
        if shape:
            sheets = tuple(shape["sheets"])
            shape = Shape(**shape | {"form": Form(shape["form"]), "sheets": sheets})
        return cls(
            headers=tuple(str(header) for header in fields["headers"]),
            below=tuple(str(name) for name in fields["below"]),
            shape=shape,
            notices=tuple(Problem(**notice) for notice in fields["notices"]),
            problems=tuple(Problem(**problem) for problem in fields["problems"]),
        )
