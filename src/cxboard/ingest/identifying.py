"""Does a column name or number people? By its header, and by what its values look like.

Refused unless dropped on purpose. Rules, not a model: recall is measured on a seeded corpus in the
tests, and a column that neither is called nor looks like an identifier passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import polars as pl

from cxboard.domain.letters import bare, shortened
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.first_names import FIRST_NAMES
from cxboard.ingest.foreign_identifiers import ABROAD
from cxboard.ingest.layout import Recognised
from cxboard.ingest.reader import Extract
from cxboard.ingest.report import Problem, error

_NAMES = "names of people"
_HEADERS: Mapping[str, tuple[str, ...]] = {
    _NAMES: (
        r"name|patient|caller|complainant|firstname|lastname|(.*_)?(surname|forename|fname|lname)",
        r"(.*_)?(first|last|given|family|middle|full|maiden|nick)_?name(_\d)?|initials",
        r"(.*_)?(patient|customer|caller|member|person|complainant|client|contact)_?name(_\d)?",
        r"(.*_)?(agent|staff|employee|advis[eo]r|handler|operator|clinician|nurse|doctor)_name",
    ),
    "days of birth": (r"(.*_)?(dob|birth_?da(te|y)|date_of_birth|born|birth)(_.*)?",),
    "telephone numbers": (
        r"(.*_)?(tele)?(phone|mobile|cell|fax)(_?(number|no|num))?(_\d)?",
        r"tel|ani|caller_id|phone_\w+",
    ),
    "e-mail addresses": (r"(.*_)?e_?mail(_?addr(ess)?)?(_\d)?",),
    "record numbers": (
        r"(.*_)?(mrn|nhs_?(number|no|num)|ssn|mbi|hospital_number|chart_(number|no)|member_id)",
        r"(.*_)?(social_security|medical_record|health_card|passport|national_(id|insurance)).*",
        r"(.*_)?(insurance|policy|account|license|encounter)_(number|no|id)",
        r"(.*_)?patient_(id|number|no|identifier)",
    ),
    "home addresses": (
        r"(.*_)?(street|address(_line)?(_?\d)?|postcode|post_code|postal_code|zip(_?code)?)",
        r"home_.*",
    ),
}

_CALLED = {what: re.compile("|".join((*names, *ABROAD[what]))) for what, names in _HEADERS.items()}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_PHONE = re.compile(
    r"(?!\d+\.\d+$)"  # a plain number
    r"(\+\d{1,3}[\s.-]?)?(\(\d{2,5}\)\s?|\d{2,5}[\s.-])\d{3,4}[\s.-]?\d{3,4}|\+\d{9,14}"
)
_NAME = re.compile(
    r"(Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][\w'’-]+(\s+[A-Z][\w'’-]+)*|"
    r"[A-Z][a-z'’-]+,\s*[A-Z][a-z]+(\s[A-Z]\.?)?"
)
_LAST = re.compile(r"[A-Z][^\W\d_]*(?:['’-][A-Z]?[^\W\d_]+)*\.?|\d+")
_PLACES = frozenset(
    {
        *("Campus", "Cancer", "Care", "Center", "Centre", "Children", "Clinic", "Department"),
        *(
            "General",
            "Health",
            "Hospital",
            "House",
            "Infirmary",
            "Maternity",
            "Medical",
            "Memorial",
        ),
        *("Practice", "Regional", "Suite", "Surgery", "Unit", "Ward", "Wing"),
    }
)
"""Words of places, which bear people's names too."""
_MRN = re.compile(r"(MRN|NHS)[\s:#-]*\d{5,}", re.IGNORECASE)

PLACE_NAMES = ("facility_name", "unit_name", "place_name")
"""Our columns of hospitals and practices, which bear people's names."""

_LOOKED_AT = 2_000
_MANY = 0.3
_FEW = 3


def _nhs_number(text: str) -> bool:
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{10}", digits) or len(set(digits)) == 1:
        return False
    weighted = sum(int(digits[place]) * (10 - place) for place in range(9))
    return (11 - weighted % 11) % 11 == int(digits[9])


def _name(text: str) -> bool:
    """Whether a text is a name with its title, "Last, First", or a known first name and more."""
    first, *others = text.split() or [""]
    called = first in FIRST_NAMES and 0 < len(others) <= 3 and _PLACES.isdisjoint(others)
    called = called and not others[0].isdigit() and all(map(_LAST.fullmatch, others))
    return called or bool(_NAME.fullmatch(text))


_VALUES: Mapping[str, tuple[Callable[[str], object], float]] = {
    "e-mail addresses": (_EMAIL.fullmatch, _MANY),
    "social security numbers": (_SSN.fullmatch, _MANY),
    "telephone numbers": (_PHONE.fullmatch, _MANY),
    "record numbers": (_MRN.fullmatch, _MANY),
    "NHS numbers": (_nhs_number, 0.9),
    _NAMES: (_name, 0.5),
}
"""What a value may be, and the share of a column's values that must be."""


@dataclass(frozen=True, kw_only=True)
class Identifying:
    """A header whose column seems to hold `what`; `by` says what gave it away."""

    header: str
    what: str
    by: str


def identifying(
    extract: Extract, recognised: Recognised, drop: Collection[str]
) -> tuple[Identifying, ...]:
    """Return columns that may identify people and that nobody has dropped on purpose.

    Args:
        extract: the file.
        recognised: how it is read; columns that its layout never stores are no matter.
        drop: headers that are dropped on purpose.
    """
    dropped = {plain_name(header) for header in drop} | recognised.layout.unused
    used = set(recognised.headers.values())
    free_text = {recognised.headers.get("text")}
    places = {recognised.headers.get(name) for name in PLACE_NAMES}
    found = []
    for header in extract.headers:
        if plain_name(header) in dropped or header in free_text:
            continue
        what, by = (None if header in used else by_header(header)), "its name"
        if what is None:
            what, by = by_values(_some(extract, header)), "its values"
        if what and not (what == _NAMES and header in places):
            found.append(Identifying(header=header, what=what, by=by))
    return tuple(found)


def by_header(header: str) -> str | None:
    """Return what a column of this name most likely holds about people, or None."""
    plain = plain_name(bare(header))
    return next((what for what, names in _CALLED.items() if names.fullmatch(plain)), None)


def by_values(texts: Collection[str]) -> str | None:
    """Return what values most likely are, or None."""
    for what, (is_one, share) in _VALUES.items():
        hits = sum(bool(is_one(text)) for text in texts)
        if hits >= min(_FEW, len(texts)) and hits >= share * len(texts) and hits:
            return what
    return None


def told(found: Collection[Identifying]) -> tuple[Problem, ...]:
    """Return what keeps a file out because it names people."""
    return tuple(
        error(
            "identifying_column",
            f"“{shortened(one.header, 80)}” seems to hold {one.what}, by {one.by}. Nothing "
            "that identifies a person may be stored.",
            "Remove the column from the export, or have it dropped: it is never stored then.",
            column=one.header,  # whole, so that it can be dropped by it
            option=f"--drop “{one.header}”",
        )
        for one in found
    )


def _some(extract: Extract, header: str) -> list[str]:
    texts = extract.scan({"text": header}).select(pl.col("text").str.strip_chars()).head(50_000)
    distinct = texts.unique(maintain_order=True).head(_LOOKED_AT).collect().to_series()
    return [text for text in distinct.drop_nulls().to_list() if text]
