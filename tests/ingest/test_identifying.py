"""Is a column that names or numbers people refused until it is dropped, and never stored?"""

from __future__ import annotations

from pathlib import Path

import pytest

from cxboard.ingest.identifying import by_header, by_values
from cxboard.ingest.said import Said
from cxboard.storage.workspace import Workspace
from tests.ingest.files import SURVEY, csv_text, published_times, send

HEADERS = [
    ("Patient Name", "names of people"),
    ("LastName", "names of people"),
    ("surname", "names of people"),
    ("DOB", "days of birth"),
    ("Date of Birth", "days of birth"),
    ("Home Phone", "telephone numbers"),
    ("mobile_no", "telephone numbers"),
    ("E-Mail Address", "e-mail addresses"),
    ("MRN", "record numbers"),
    ("NHS Number", "record numbers"),
    ("patient id", "record numbers"),
    ("Postcode", "home addresses"),
    ("Nachname", "names of people"),
    ("Nombre y apellidos", "names of people"),
    ("Prénom", "names of people"),
    ("HASTA ADI", "names of people"),
    ("Geburtsdatum", "days of birth"),
    ("Fecha de nacimiento", "days of birth"),
    ("Doğum tarihi", "days of birth"),
    ("Cep telefonu", "telephone numbers"),
    ("Correo electrónico", "e-mail addresses"),
    ("Fallnummer", "record numbers"),
    ("Numéro de dossier", "record numbers"),
    ("T.C. Kimlik No", "record numbers"),
    ("Straße", "home addresses"),
    ("Nombre", None),
    ("Telefon", None),
    ("Name der Station", None),
    ("Nombre del hospital", None),
    ("Başvuru no", None),
    ("facility_name", None),
    ("unit_name", None),
    ("ward", None),
    ("language", None),
    ("channel", None),
    ("rating", None),
]


@pytest.mark.parametrize(("header", "what"), HEADERS)
def test_a_header_gives_itself_away(header: str, what: str | None) -> None:
    assert by_header(header) == what


VALUES = [
    (["a.b@mail.example", "c@mail.example", "d@mail.example"], "e-mail addresses"),
    (["407-555-0123", "(407) 555-0124", "+44 20 7946 0958"], "telephone numbers"),
    (["123-45-6789", "987-65-4321", "111-22-3333"], "social security numbers"),
    (["943 476 5919", "9434765870", "401 023 2137"], "NHS numbers"),
    (["Smith, John", "Okafor, Ada", "Lee, Mei"], "names of people"),
    (["Mary Johnson 0", "Peter Miller 1", "Ana García 2"], "names of people"),
    (["Victoria Ward", "Charlotte Maternity", "Martin Clinic"], None),
    (["MRN 1234567", "MRN 1234568", "MRN 1234569"], "record numbers"),
    (["2026-06-01", "2026-06-02", "2026-06-03"], None),
    (["S1", "S2", "S3"], None),
    (["1000000001", "1000000002", "1000000003"], None),
    (["9", "10", "7"], None),
    (["87.123456", "12.345678", "1948.00001"], None),
    (["Medicine", "Surgery", "Maternity"], None),
]


@pytest.mark.parametrize(("texts", "what"), VALUES)
def test_values_give_themselves_away(texts: list[str], what: str | None) -> None:
    assert by_values(texts) == what


def test_a_named_column_keeps_its_file_out_until_it_is_dropped(registered: Workspace) -> None:
    text = csv_text([SURVEY | {"Patient Name": "Ada Okafor", "visit": "a.b@mail.example"}])
    report = send(registered, text)
    found = [(problem.code, problem.column) for problem in report.errors]
    assert found == [("identifying_column", "Patient Name"), ("identifying_column", "visit")]
    assert published_times(registered) == 1
    said = Said(drop=("Patient Name", "visit"))
    dropped = send(registered, text, said=said)
    assert dropped.outcome == "published"
    assert [problem.code for problem in dropped.problems] == ["unknown_column"]
    assert stored_anywhere(registered.data_dir, b"Okafor") == []


def test_an_id_that_is_an_address_is_refused(registered: Workspace) -> None:
    rows = [SURVEY | {"survey_id": f"{name}@mail.example"} for name in ("ada", "bo", "cy")]
    report = send(registered, csv_text(rows))
    assert [(p.code, p.column) for p in report.errors] == [("identifying_column", "survey_id")]


FEEDBACK = {
    "feedback_id": "F1", "facility_id": "LH01", "received_date": "2026-06-02",
    "feedback_type": "comment", "topic": "Food", "service_line": "Medicine", "language": "English",
}  # fmt: skip
NAMING = {
    "feedback_id": "jo.roe@mail.example",
    "topic": "Complaint by Mrs Clark 07700 900123",
    "service_line": "jane.roe@mail.example",
    "language": "Call 407-555-0123",
}


def test_one_value_that_names_somebody_keeps_its_row_out(registered: Workspace) -> None:
    harmless = ("Dr Communication", "Nurse Manager", "0123456789", "2026-06-02", "18-64")
    rows = [FEEDBACK | {"feedback_id": f"OK{n}", "topic": t} for n, t in enumerate(harmless)]
    rows += [FEEDBACK | {"feedback_id": f"F{c}"} | {c: text} for c, text in NAMING.items()]
    report = send(registered, csv_text(rows))
    found = {(problem.code, problem.column) for problem in report.errors if problem.column}
    assert found == {("personal_detail", column) for column in NAMING}
    assert (report.rows.accepted, report.rows.rejected) == (len(harmless), len(NAMING))
    for secret in (b"Clark", b"900123", b"roe@", b"555-0123"):
        assert stored_anywhere(registered.data_dir, secret) == []


def stored_anywhere(folder: Path, secret: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]
