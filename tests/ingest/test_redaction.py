"""How much of what identifies people is taken out of comments, and how much else is spoilt?"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from cxboard.domain.vocabulary import Kind
from cxboard.ingest.redaction import redacted
from cxboard.storage.publications import current
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.comments import PLAIN, SENTENCES, corpus
from tests.ingest.files import csv_text, send

SEED = 20261124
_HOST = "trust" + ".org"
RECALL = 0.93
"""Share of names and numbers that must be found; the README states what is reached."""


def test_most_of_what_identifies_people_is_found(tell: Callable[[str], None]) -> None:
    comments = corpus(SEED, 4_000)
    plain, _ = redacted(pl.Series([text for text, _ in comments]))
    left = [
        word
        for text, (_, words) in zip(plain.to_list(), comments, strict=True)
        for word in words
        if word in text
    ]
    total = sum(len(words) for _, words in comments)
    recall = 1 - len(left) / total
    tell(f"redaction: {recall:.1%} of {total:,} seeded names and numbers found (seed {SEED})")
    assert recall >= RECALL, sorted(set(left))[:20]


def test_what_identifies_nobody_stays() -> None:
    harmless = [text.format(word) for text in SENTENCES[:3] for word in PLAIN]
    plain, changed = redacted(pl.Series(harmless))
    assert (plain.to_list(), changed) == (harmless, 0)


IDENTIFYING = (
    ("Ring 07700 900123 now", "Ring [phone] now"),
    ("Frau Schmidt, Herr Dr. Müller", "[name], [name]"),
    ("Mme Dupont est gentille", "[name] est gentille"),
    ("La señora García", "La [name]"),
    ("Sayın Yılmaz, Ayşe Hanım", "[name], [name]"),
    ("Tel. 0171 1234567", "Tel. [phone]"),
    ("06 12 34 56 78", "[phone]"),
    ("612 345 678", "[phone]"),
    ("0532 123 45 67", "[phone]"),
    ("Geboren am 12.03.1941", "[date]"),
)


def test_titles_and_numbers_of_other_languages_are_found_whole() -> None:
    plain, _ = redacted(pl.Series([text for text, _ in IDENTIFYING]))
    assert plain.to_list() == [expected for _, expected in IDENTIFYING]


def test_what_stands_after_an_address_stays() -> None:
    around = (('"', '", he said'), ("(", ")."), ("[", "], so"), ("“", "”!"), ("see ", ", ok"))
    for before, after in around:
        for address in (f"https://{_HOST}/b?c=d,e", f"www.{_HOST}"):
            plain, _ = redacted(pl.Series([f"{before}{address}{after}"]))
            assert plain.to_list() == [f"{before}[address]{after}"]


def test_a_comment_is_stored_and_rejected_without_names(workspace: Workspace) -> None:
    row = {"feedback_id": "F1", "facility_id": "H1", "received_date": "2026-06-02"}
    row |= {"feedback_type": "comment", "text": "Dr Okafor was kind. Call 407-555-0123."}
    report = send(workspace, csv_text([row]))
    assert report.outcome == "published"
    assert "comments_redacted" in [problem.code for problem in report.problems]
    shown = current(workspace.ledger)
    assert shown is not None
    stored = read_visible(workspace, shown, Kind.FEEDBACK, ("text",)).item()
    assert stored == "[name] was kind. Call [number]." or "[phone]" in stored
    assert "Okafor" not in stored
    bad = send(workspace, csv_text([row | {"feedback_id": "F2", "feedback_type": "rumour"}]))
    assert bad.rejects_file is not None
    assert "Okafor" not in bad.rejects_file.read_text(encoding="utf-8")
