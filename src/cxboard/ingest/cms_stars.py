"""Which linear scores and stars does CMS's HCAHPS file by hospital hold?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cxboard.domain.catalogue import all_measures
from cxboard.domain.errors import UserFacingError
from cxboard.domain.star_rules import MINIMUM_SURVEYS, HospitalReading, StarReading
from cxboard.ingest.cms_layouts import CMS_HOSPITAL
from cxboard.ingest.cms_table import CmsTable

SUMMARY: Final = "H_STAR_RATING"
_STAR, _LINEAR = "_STAR_RATING", "_LINEAR_SCORE"
_SCORE = re.compile(r"\d{1,3}(?:\.\d{1,6})?", re.ASCII)
_LARGEST_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d")

_NEEDED = ("place_id", "measure_id", "star_rating")
_KEPT = (
    *_NEEDED,
    "star_rating_footnote",
    "linear_score",
    "completed_surveys",
    "start_date",
    "end_date",
)

_Period = tuple[str, date | None, date | None]


def star_names() -> frozenset[str]:
    """Return the plain names of the columns that are read."""
    return frozenset().union(*(CMS_HOSPITAL.sources[column] for column in _KEPT))


@dataclass
class _Gathered:
    """What the rows of one hospital and period have said so far."""

    completed: str = ""
    measures: dict[str, StarReading] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    summary: StarReading | None = None


def read_hospitals(table: CmsTable) -> list[HospitalReading]:
    """Return every hospital and period of a file, in the order of the file.

    Raises:
        UserFacingError: not this kind of file, no hospital in it, or a cell that is no score.
    """
    places = _places(table)
    measures = _measure_ids()
    gathered: dict[_Period, _Gathered] = {}
    for line, row in table.rows():
        cms_id = row[places["measure_id"]].strip().upper()
        if cms_id.endswith((_STAR, _LINEAR)):
            cells = {name: row[place].strip() for name, place in places.items()}
            where = f"“{table.name}”, line {line}"
            _add(gathered, cells, cms_id, measures, where)
    if not gathered:
        raise UserFacingError(
            f"“{table.name}” has no rows of stars or linear scores: hospitals have them, states "
            "and the nation do not."
        )
    return [_hospital(period, found) for period, found in gathered.items()]


def _places(table: CmsTable) -> dict[str, int]:
    found = {column: table.place(*CMS_HOSPITAL.sources[column]) for column in _KEPT}
    missing = [CMS_HOSPITAL.sources[column][0] for column in _NEEDED if found[column] is None]
    if missing:
        listed = ", ".join(f"“{name}”" for name in missing)
        raise UserFacingError(
            f"“{table.name}” is not CMS’s HCAHPS file by hospital: it has no column {listed}."
        )
    return {column: place for column, place in found.items() if place is not None}


def _measure_ids() -> dict[str, str]:
    """Return our measure by CMS's star id and linear id."""
    published = [(one.id, one.published) for one in all_measures() if one.published]
    pairs = [(ids.star, name) for name, ids in published] + [
        (ids.linear, name) for name, ids in published
    ]
    return {cms_id: name for cms_id, name in pairs if cms_id}


def _add(
    gathered: dict[_Period, _Gathered],
    cells: Mapping[str, str],
    cms_id: str,
    measures: Mapping[str, str],
    where: str,
) -> None:
    """Add one row of stars or scores; a repeated row must say the same again."""
    if not cells["place_id"]:
        raise UserFacingError(f"{where}: the hospital has no id.")
    period = (cells["place_id"], _day(cells.get("start_date")), _day(cells.get("end_date")))
    found = gathered.setdefault(period, _Gathered())
    said = tuple(cells.values())
    if found.seen.setdefault(cms_id, said) != said:
        raise UserFacingError(f"{where}: {cms_id} of hospital {period[0]} differs from before.")
    found.completed = found.completed or cells.get("completed_surveys", "")
    stem = cms_id.removesuffix(_STAR).removesuffix(_LINEAR)
    name = measures.get(cms_id, stem)
    old = found.measures.get(name) or StarReading(measure_id=name, cms_id=stem)
    if cms_id.endswith(_LINEAR):
        found.measures[name] = replace(old, linear=_score(cells.get("linear_score", ""), where))
        return
    star, notes = _star(cells["star_rating"], where), _codes(cells.get("star_rating_footnote", ""))
    read = replace(old, published=star, footnotes=notes, withheld=star is None and bool(notes))
    if cms_id == SUMMARY:
        found.summary = replace(read, measure_id="summary", cms_id=SUMMARY)
    else:
        found.measures[name] = read


def _hospital(period: _Period, found: _Gathered) -> HospitalReading:
    facility, first, last = period
    return HospitalReading(
        facility_id=facility,
        first=first,
        last=last,
        completed_surveys=found.completed,
        enough_surveys=_enough(found.completed),
        measures=tuple(sorted(found.measures.values(), key=lambda one: one.cms_id)),
        summary=found.summary,
    )


def _enough(completed: str) -> bool | None:
    """Tell whether a count, or a phrase of older files such as "Fewer than 100", is enough."""
    text = completed.replace(",", "")
    numbers = [int(number) for number in _LARGEST_COUNT.findall(text)]
    if not numbers:
        return None
    if text.isdigit():
        return numbers[0] >= MINIMUM_SURVEYS
    return "fewer" not in text.lower() and numbers[0] >= MINIMUM_SURVEYS


def _star(text: str, where: str) -> int | None:
    if not any(character.isdigit() for character in text):
        return None
    if text not in ("1", "2", "3", "4", "5"):
        raise UserFacingError(f"{where}: “{text[:20]}” is not a star rating from 1 to 5.")
    return int(text)


def _score(text: str, where: str) -> Decimal | None:
    if not any(character.isdigit() for character in text):
        return None
    if not _SCORE.fullmatch(text) or Decimal(text) > 100:
        raise UserFacingError(f"{where}: “{text[:20]}” is not a linear score from 0 to 100.")
    return Decimal(text)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for part in text.split(",") if (code := part.strip()))


@lru_cache(maxsize=64)
def _day(text: str | None) -> date | None:
    """Return a day; None when the file does not say, or not in a form of CMS's."""
    return next(iter(_days(text or "")), None)


def _days(text: str) -> Iterator[date]:
    for form in _DATE_FORMATS:
        try:
            yield datetime.strptime(text[:10], form).date()
        except ValueError:
            continue


def period_words(hospitals: Sequence[HospitalReading]) -> list[str]:
    """Return the spans of discharges of a file, such as "2024-07-01 to 2025-06-30"."""
    spans = dict.fromkeys((one.first, one.last) for one in hospitals)
    return [f"{first or 'unknown'} to {last or 'unknown'}" for first, last in spans]
