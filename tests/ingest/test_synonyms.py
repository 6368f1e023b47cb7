"""Are the columns of extracts in other languages proposed as what they are, and none as two?"""

from __future__ import annotations

from collections import Counter

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.foreign_synonyms import FOREIGN
from cxboard.ingest.looking import look
from cxboard.ingest.said import NOTHING_SAID
from cxboard.storage.tables import table_of
from cxboard.storage.workspace import Workspace

EXTRACTS = [
    (
        "contact",
        "Vorgangsnummer;Datum;Standort;Kanal;Anrufgrund;Wartezeit (Minuten);Zufriedenheit;Sprache",
        "V1;3. März 2025;Nord;Telefon;Rechnung;2,5;4;Deutsch",
        "contact_id contact_date facility_id channel touchpoint response_minutes language",
    ),
    (
        "feedback",
        "Nº de reclamación;Fecha de recepción;Hospital;Unidad;Asunto;Comentarios;Grupo de edad",
        "1;03/25/2025;Norte;Cirugía;Espera;Mucho tiempo;35-49",
        "feedback_id received_date facility_id unit_id topic text age_group",
    ),
    (
        "contact",
        "Numéro de ticket,Date d’appel,Établissement,Unité,Canal,Satisfaction globale,Sexe",
        "T1,12 janvier 2025,Nord,Chirurgie,Téléphone,4,F",
        "contact_id contact_date facility_id unit_id channel satisfaction sex",
    ),
    (
        "feedback",
        "ŞİKÂYET NO;BAŞVURU TARİHİ;HASTANE;BİRİM;KONU;AÇIKLAMA;YANIT TARİHİ;CİNSİYET",
        "1;3 Mart 2025;Kuzey;Cerrahi;Bekleme;Uzun;5 Mart 2025;Kadın",
        "feedback_id received_date facility_id unit_id topic text answered_date sex",
    ),
    (
        "survey",
        "Fragebogennummer;Entlassdatum;Krankenhaus;Station;Altersgruppe;Geschlecht;Gesamtbewertung",
        "F1;03.03.2025;Nord;3B;35-49;w;9",
        "survey_id discharge_date facility_id unit_id age_group sex rating",
    ),
    (
        "indicator",
        "Monat;Krankenhaus;Anzahl;Gesamt",
        "März 2025;Nord;80;100",
        "month_of facility_id numerator denominator",
    ),
]


@pytest.mark.parametrize(
    ("kind", "names", "row", "ours"), EXTRACTS, ids=[e[1][:14] for e in EXTRACTS]
)
def test_columns_in_other_languages_are_proposed(
    workspace: Workspace, kind: str, names: str, row: str, ours: str
) -> None:
    path = workspace.data_dir.parent / "export.csv"
    path.write_text(f"{names}\n{row}\n", encoding="utf-8")
    proposal = look(workspace, path, NOTHING_SAID).proposal
    assert proposal is not None
    assert proposal.kind == kind
    assert set(ours.split()) <= {one.column for one in proposal.columns}


@pytest.mark.parametrize("kind", [Kind.SURVEY, Kind.CONTACT, Kind.FEEDBACK, Kind.INDICATOR])
def test_no_name_means_two_columns_of_one_extract(kind: Kind) -> None:
    columns = (column.name for column in table_of(kind).columns)
    names = Counter(name for column in columns for name in FOREIGN.get(column, ()))
    assert [name for name, count in names.items() if count > 1] == []
