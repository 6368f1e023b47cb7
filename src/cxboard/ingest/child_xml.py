"""Inside the child: an HCAHPS XML data file becomes one row per person who answered.

Every element of a person's record is a column under its own name. Two columns are made: the
survey's id, since a patient's id is unique only within one hospital's month, and the day, since
the file knows months only. The file's header is repeated on every row, behind `header-`; its
counts are rows of their own when the sender asks for them (`child_xml_header`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cxboard.domain.numbers import counted
from cxboard.ingest.child_rows import write_rows
from cxboard.ingest.child_xml_header import (
    HEADER,
    HEADERS,
    PARTS,
    PEOPLE,
    about_header,
    about_sent,
    header_rows,
    no_counts,
    no_part,
)
from cxboard.ingest.forms import Form, Shape
from cxboard.ingest.job import Job, ReadTable
from cxboard.ingest.report import Problem, error, warning
from cxboard.ingest.safe_xml import parse
from cxboard.ingest.structure_problems import BadStructure

ANSWERED = ("1", "6")
"""Codes of survey-status of people who answered: completed, and broken off."""

_NO_SCORES = "Nothing: they are not part of any score."
_REPEATED = ("provider-id", "discharge-yr", "discharge-month")
_STRATA = "dsrs-strata"


def read_xml(job: Job) -> ReadTable:
    """Write every record of an HCAHPS XML data file, or its header, to `job.rows_file`.

    Raises:
        BadStructure: not well-formed, unsafe, or not such a file.
    """
    part = job.reading.sheet or PEOPLE
    if part not in PARTS:
        raise BadStructure([no_part(part)])
    document = _Document(job)
    with job.source.open("rb") as source:
        parse(source, document.start, document.end, document.text, most_bytes=job.limits.xml_bytes)
    if not document.records and not document.silent:
        raise BadStructure([_no_records() if document.header else _not_hcahps(document.root)])
    if elsewhere := _elsewhere(document):
        raise BadStructure([elsewhere])
    return _header(job, document) if part == HEADER else _people(job, document)


def _header(job: Job, document: _Document) -> ReadTable:
    rows = header_rows(document.header, document.silent)
    if not rows:
        raise BadStructure([no_counts()])
    columns: list[list[str | None]] = [list(column) for column in zip(*rows, strict=True)]
    shape = Shape(form=Form.XML, sheet=HEADER, sheets=PARTS)
    return write_rows(job, HEADERS, columns, [1] * len(rows), shape, [about_sent()])


def _people(job: Job, document: _Document) -> ReadTable:
    if not document.records:
        raise BadStructure([_nobody(document.silent)])
    rows = [_completed(document.header, record) for record in document.records]
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return write_rows(
        job,
        headers,
        [[row.get(name) or None for row in rows] for name in headers],
        document.lines,
        Shape(form=Form.XML),
        [
            *about_header(document.header),
            *_about_days(document.header),
            *_about_silent(document.silent),
        ],
    )


class _Document:
    """Collects header and records; of people who did not answer only their number."""

    def __init__(self, job: Job) -> None:
        self._limits = job.limits
        self._path: list[str] = []
        self._words: list[str] = []
        self._attributes: list[str] = []
        self._record: dict[str, str] = {}
        self.root = ""
        self.header: dict[str, str] = {}
        self.records: list[dict[str, str]] = []
        self.lines: list[int] = []
        self.silent: Counter[str] = Counter()
        self._number = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        self._words = []
        self._attributes = [one for one in attributes if ":" not in one and one != "xmlns"]
        if len(self._path) == 1:
            self.root = name
        if name == "patientleveldata":
            self._record = {}
            self._number += 1

    def text(self, words: str) -> None:
        self._words.append(words)

    def end(self, name: str) -> None:
        self._path.pop()
        words, self._words = "".join(self._words).strip(), []
        if len(words) > self._limits.cell_bytes:
            raise BadStructure([_wrong(f"element {name} is longer than any answer")])
        if name == "patientleveldata":
            self._finish()
        elif "patientleveldata" in self._path and self._path[-1] != "patientleveldata":
            self._keep(self._record, name, words)
        elif "header" in self._path and _STRATA not in self._path and name != _STRATA:
            self._keep(self.header, name, words)

    def _keep(self, fields: dict[str, str], name: str, words: str) -> None:
        if self._attributes and not words:
            said = f"“{self._attributes[0][:40]}” as an attribute of element {name}, and no text"
            raise BadStructure([_wrong(f"record {self._number:,} has {said}")])
        if fields.setdefault(name, words) != words:
            raise BadStructure([_wrong(f"record {self._number:,} has element {name} twice")])
        if len(fields) > self._limits.columns:
            raise BadStructure([_wrong("it has too many elements in one record")])

    def _finish(self) -> None:
        status = self._record.get("survey-status", "")
        if status and status not in ANSWERED:
            self.silent[status] += 1
            return
        self.records.append(self._record)
        self.lines.append(self._number)
        if len(self.records) > self._limits.rows:
            raise BadStructure([_wrong(f"it has more than {self._limits.rows:,} records")])


def _completed(header: Mapping[str, str], record: Mapping[str, str]) -> dict[str, str]:
    """Return a record with the file's header and the two columns that are made."""
    known = {name: record.get(name) or header.get(name, "") for name in _REPEATED}
    parts = [known["provider-id"], known["discharge-yr"], known["discharge-month"].zfill(2)]
    person = record.get("patient-id", "")
    made = {
        "survey-id": "-".join([*parts, person]) if person else "",
        "discharge-date": f"{parts[1]}-{parts[2]}-01" if all(parts[1:]) else "",
    }
    return made | dict(record) | known | {f"header-{name}": text for name, text in header.items()}


def _elsewhere(document: _Document) -> Problem | None:
    """Return what is wrong where records name another hospital or month than the header."""
    others = [
        (line, name, record[name])
        for line, record in zip(document.lines, document.records, strict=True)
        for name in _REPEATED
        if _differ(record.get(name), document.header.get(name))
    ]
    if not others:
        return None
    line, name, said = others[0]
    count, header = len({line for line, _, _ in others}), document.header[name]
    return error(
        "conflicting_header",
        f"The file has {counted(count, 'record')} of another hospital or month than its header "
        f"names; the first is record {line:,}: its {name} is {said[:40]}, the header’s is "
        f"{header[:40]}.",
        "A file holds one hospital’s month. Ask for a corrected file, or one for each month.",
        column=name,
        row=line,
        count=count,
    )


def _differ(one: str | None, other: str | None) -> bool:
    """Tell whether both are said and differ otherwise than by leading zeros."""
    return bool(one and other and one.lstrip("0") != other.lstrip("0"))


def _about_days(header: Mapping[str, str]) -> list[Problem]:
    told = [
        warning(
            "month_only",
            "An HCAHPS XML file knows the month of a discharge and not its day; the first of the "
            "month is stored.",
            "Nothing.",
        )
    ]
    if header.get("sample-type") == "3":
        told.append(
            warning(
                "not_weighted",
                "The sample is disproportionately stratified; answers are counted without its "
                "weights.",
                "Do not compare these raw scores with published ones.",
            )
        )
    return told


def _about_silent(silent: Counter[str]) -> list[Problem]:
    if not silent:
        return []
    listed = ", ".join(
        f"{count:,} with status {status}" for status, count in sorted(silent.items())
    )
    return [
        warning(
            "no_answer",
            f"People who did not answer are not rows of the survey: {listed}.",
            _NO_SCORES,
            count=silent.total(),
        )
    ]


def _nobody(silent: Counter[str]) -> Problem:
    message = f"None of the {silent.total():,} people in the file answered."
    return error("no_rows", message, "Check the period of the export.")


def _no_records() -> Problem:
    message = "The XML file has a <header> and no <patientleveldata>: nobody’s answers."
    return error("no_rows", message, "Check the period of the export, and that it is HCAHPS data.")


def _not_hcahps(root: str) -> Problem:
    return error(
        "unknown_layout",
        f"The XML file begins with <{root[:40]}> and has no <patientleveldata>, so it is no HCAHPS "
        "data file.",
        "Export the survey as HCAHPS XML, or as CSV.",
    )


def _wrong(what: str) -> Problem:
    return error("damaged_file", f"The file cannot be read: {what}.", "Export it again.")
