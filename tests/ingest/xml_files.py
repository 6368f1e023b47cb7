"""HCAHPS XML data files, written small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

HEADER = {
    "provider-name": "Example Hospital",
    "provider-id": "LH01",
    "discharge-yr": "2024",
    "discharge-month": "03",
    "survey-mode": "1",
    "determination-of-service-line": "1",
    "number-eligible-discharge": "310",
    "sample-size": "310",
    "sample-type": "1",
}
PERSON = {
    "provider-id": "LH01",
    "discharge-yr": "2024",
    "discharge-month": "03",
    "patient-id": "A0001",
    "admission-source": "1",
    "principal-reason-admission": "2",
    "discharge-status": "1",
    "survey-status": "1",
    "language": "1",
    "lag-time": "34",
    "gender": "2",
    "patient-age": "10",
}
ANSWERS = {"nurse-courtesy-respect": "4", "overall-rate": "9", "recommend": "4", "call-button": "9"}


def record(person: Mapping[str, str] = {}, answers: Mapping[str, str] | None = ANSWERS) -> str:  # noqa: B006
    """Return one person's element; `answers` None: they did not answer."""
    response = f"<patientresponse>{_elements(answers)}</patientresponse>" if answers else ""
    administration = _elements({**PERSON, **person})
    return (
        f"<patientleveldata><administration>{administration}</administration>{response}"
        "</patientleveldata>"
    )


def document(records: Sequence[str], header: Mapping[str, str] = {}, *, before: str = "") -> str:  # noqa: B006
    """Return a whole file; `before` stands between the declaration and the root."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        '<monthlydata xmlns="http://hcahps.ifmc.org">'
        f"<header>{_elements({**HEADER, **header})}</header>{''.join(records)}</monthlydata>"
    )


def _elements(texts: Mapping[str, str]) -> str:
    return "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())
