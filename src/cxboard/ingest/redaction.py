"""People's names and numbers are taken out of comments before anything is stored.

Rules and lists, not a model. What they find, and how much they miss, is measured on a seeded corpus
(tests/ingest/test_redaction.py); comments stay sensitive and are shown to few.
"""

from __future__ import annotations

import polars as pl

from cxboard.ingest.first_names import FIRST_NAMES


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


_HONORIFIC = _any(
    *("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Rev"),
    *("Frau", "Herrn?", "Mme", "Mlle", "Madame", "Monsieur", "[Ss]eñora?", "Sra", "Sayın"),
)
_ROLE = _any(
    *("Doctor", "Nurse", "Sister", "Matron", "Father", "Midwife", "Consultant", "Surgeon"),
    *("Doktor", "Docteur", "Schwester", r"M\.", "Sr", "Dra", "Sn"),
)
"""What may stand before a name, and before much else that is no name, such as "Nurse Manager"."""
_INTRODUCTION = _any(
    *("my name is", "i am called", "called", "named", "name was", "name is", "signed", "regards,?"),
    *("sincerely,?", "thanks to", "thank you to", "spoke to", "spoke with", "ask for"),
    *("wife", "husband", "daughter", "son", "mother", "father", "sister", "brother"),
    *("mum", "mom", "dad", "friend", "neighbour", "neighbor"),
)
_MONTH = _any(
    *("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?"),
    *("Aug(?:ust)?", "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?"),
)
_DAY = _any(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
    r"\d{4}-\d{2}-\d{2}",
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+\d{{4}}",
    rf"{_MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}",
)
_BIRTH = _any(
    *("born(?: on)?", "dob", r"d\.o\.b\.?", "date of birth", "birthday"),
    *("geboren(?: am)?", r"geb\.", "née? le", "nacid[oa] el", "doğum tarihi"),
)
_STREET = _any(
    *("Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Dr", "Court", "Ct"),
    *("Close", "Way", "Boulevard", "Blvd", "Terrace", "Place", "Crescent"),
)
_RECORD = _any(
    *("mrn", "nhs", "ssn", "hospital", "record", "chart", "account", "policy", "case", "patient")
)
_BEFORE_A_NUMBER = rf"(?i:\b{_RECORD}\s*(?:no\.?|number|num|id|#)?\s*(?:is|was|:|#)?\s*)"
_AROUND, _AFTER = '<>"“”«»', r"'’.,;:!?…)\]}"
"""What no address of the web holds, and what none ends with, because it is of the sentence."""
_CAPITAL = r"\p{Lu}[\p{L}'’-]+"
_FULL = rf"{_CAPITAL}(?:\s+(?:\p{{Lu}}\.\s*)?{_CAPITAL}){{0,2}}"
_FIRST = _any(*sorted(FIRST_NAMES))
_PARTICLES = r"(?:(?:von|van|der|de|la|del|du)\s+)*"

EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
TITLED = (
    rf"\b(?:{_HONORIFIC}\.?\s+)+{_PARTICLES}{_FULL}|\b{_ROLE}\.?\s+{_FIRST}\b(?:\s+{_CAPITAL})*"
)
"""A name behind a title, as far as a title and a capital mean a name in a line of headings too."""
PHONE = "|".join(
    (
        r"\+\d[\d\s().-]{7,}\d",
        r"\(\d{3,5}\)\s?\d{3,4}[\s.-]?\d{3,4}",
        r"\b\d{3}[.-]\d{3}[.-]\d{4}\b",
        r"\b0\d{2,4}[\s/-]?\d{3,4}[\s-]?\d{3,4}\b",
        r"\b0\d{2,4}[\s/-]\d{5,8}\b",
        r"\b0\d(?:[\s.-]\d{2}){4}\b",
        r"\b(?:0\d{3}|5\d{2})\s\d{3}\s\d{2}\s\d{2}\b",
        r"\b[6-9]\d{2}[\s.]\d{3}[\s.]\d{3}\b",
    )
)
"""Shapes that English, German, French, Spanish and Turkish numbers are written in."""

_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("[e-mail]", (EMAIL,)),
    ("[address]", (rf"(?:https?://|www\.)[^\s{_AROUND}]*[^\s{_AROUND}{_AFTER}]",)),
    (
        "[number]",
        (
            r"\b\d{3}-\d{2}-\d{4}\b",
            r"\b\d{3}[ -]\d{3}[ -]\d{4}\b",
            rf"{_BEFORE_A_NUMBER}[A-Z]{{0,3}}\d[\d -]{{4,}}\d",
        ),
    ),
    ("[phone]", (PHONE, r"\b\d{3}-\d{4}\b", r"\b\d{10,11}\b")),
    ("[number]", (r"\b\d{6,9}\b",)),
    ("[date]", (rf"(?i:\b{_BIRTH}(?:\s*(?:is|was|:))?\s*{_DAY})",)),
    (
        "[place]",
        (
            rf"\b\d{{1,5}}[A-Za-z]?\s+(?:{_CAPITAL}\s+){{1,3}}{_STREET}\b\.?",
            r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
        ),
    ),
    (
        "${1}[name]",
        (
            TITLED,
            rf"\b{_ROLE}\.?\s+{_PARTICLES}{_FULL}",
            rf"\b{_CAPITAL}\s+(?:Hanım|Bey)\b",
            rf"((?i:\b{_INTRODUCTION}[,:]?\s+)){_FULL}",
            rf"\b{_FIRST}(?:\s+(?:\p{{Lu}}\.\s*)?{_CAPITAL})?\b",
        ),
    ),
)
"""What is put in the place of a match, and the patterns (of the regex crate), in this order."""


def redacted(texts: pl.Series) -> tuple[pl.Series, int]:
    """Return comments without what the rules find, and how many comments were changed."""
    plain = texts
    for mark, patterns in _RULES:
        plain = plain.str.replace_all("|".join(patterns), mark)
    return plain, int((plain != texts).sum())
