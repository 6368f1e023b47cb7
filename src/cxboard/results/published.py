"""What CMS published, place by place: whole numbers, adjusted, for a rolling year each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from cxboard.domain.catalogue import all_measures
from cxboard.domain.measures import Measure, PublishedIds
from cxboard.domain.numbers import counted
from cxboard.domain.periods import month_name
from cxboard.domain.place_names import readable
from cxboard.domain.references import Benchmark
from cxboard.queries.published_scores import (
    hospital_facts,
    published_hospitals,
    published_rows,
    published_state,
)
from cxboard.queries.reader import Reader
from cxboard.results.engagement import published_engagement
from cxboard.results.published_types import (
    PublishedGrid,
    PublishedHospital,
    PublishedPlace,
    PublishedScore,
)
from cxboard.storage.reference import footnotes

NATION = "US"
NO_STATE = "none"
"""Where hospitals stand of which a file names no state: they have no peers to be read against."""

SUMMARY_STAR = "H_STAR_RATING"
_OF_ALL_ROWS = (
    "start_date",
    "end_date",
    "completed_surveys",
    "completed_surveys_footnote",
    "response_rate",
    "response_rate_footnote",
)
"""What every row of a hospital and period says alike."""


def published_measures() -> tuple[tuple[Measure, PublishedIds], ...]:
    """Return the measures that CMS publishes, with their ids, in the order of the board page."""
    return tuple((m, m.published) for m in all_measures() if m.published is not None)


def states(reader: Reader) -> tuple[str, ...]:
    """Return the states of published hospitals, NO_STATE last.

    The state with most hospitals that have HCAHPS results is first, the others come by name.
    """
    told = published_hospitals(reader).group_by("state").agg(pl.col("has_hcahps").sum())
    counted = dict(told.iter_rows())
    most = max(counted, key=lambda state: (counted[state], state), default="")
    return tuple(sorted(counted, key=lambda s: (s == NO_STATE, s != most, not counted[s], s)))


def hospitals(reader: Reader, state: str) -> tuple[PublishedPlace, ...]:
    """Return a state's hospitals with published scores by name, those with HCAHPS first."""
    listed = published_hospitals(reader).sort(~pl.col("has_hcahps"), maintain_order=True)
    return tuple(
        _place(row["place_id"], row["place_name"], row["state"])
        for row in listed.iter_rows(named=True)
        if row["state"] == state
    )


def hospital(reader: Reader, place_id: str) -> PublishedHospital | None:
    """Return all that CMS published of a hospital, HCAHPS for its latest period, or None."""
    places = published_hospitals(reader).filter(pl.col("place_id") == place_id)
    if places.is_empty():
        return None
    rows = _by_measure(published_rows(reader, "hospital", place_id))
    any_row = next(iter(rows.values()), dict.fromkeys(_OF_ALL_ROWS))
    place = places.row(0, named=True)
    state, nation = _tops(reader, "state", place["state"]), _tops(reader, "nation", NATION)
    notes = any_row["completed_surveys_footnote"], any_row["response_rate_footnote"]
    return PublishedHospital(
        place=_place(place_id, place["place_name"], place["state"]),
        first=any_row["start_date"],
        last=any_row["end_date"],
        completed_surveys=any_row["completed_surveys"] or "",
        response_rate=any_row["response_rate"] or "",
        summary_star=(rows.get(SUMMARY_STAR) or {}).get("star_rating") or "",
        scores=tuple(
            _published_score(measure, ids, rows, state, nation)
            for measure, ids in published_measures()
            if ids.top in rows or ids.star in rows
        ),
        footnotes=_in_words(*notes),
        engagement=published_engagement(reader, place_id),
        general=hospital_facts(reader, place_id),
    )


def grid(reader: Reader, state: str) -> PublishedGrid | None:
    """Return a state's hospitals against measures for the latest period, or None without any."""
    rows = published_state(reader, state)
    if rows.is_empty():
        return None
    present = set(rows["measure_id"])
    measures = [(m, ids) for m, ids in published_measures() if ids.top in present]
    percents = {(r["place_id"], r["measure_id"]): r["percent"] for r in rows.iter_rows(named=True)}
    stars = dict(
        rows.filter(pl.col("measure_id") == SUMMARY_STAR).select("place_id", "star").iter_rows()
    )
    places = tuple(
        _place(place_id, name, state)
        for place_id, name in rows.select("place_id", "place_name")
        .unique(maintain_order=True)
        .iter_rows()
    )
    return PublishedGrid(
        finding=_grid_finding(state, places, stars),
        state=state,
        first=rows["start_date"][0],
        last=rows["end_date"][0],
        places=places,
        measures=tuple(measure for measure, _ in measures),
        cells=tuple(
            tuple(percents.get((place.place_id, ids.top)) for _, ids in measures)
            for place in places
        ),
        summary_stars=tuple(stars.get(place.place_id) for place in places),
    )


def published_benchmarks(
    reader: Reader, state: str | None = None
) -> dict[str, tuple[Benchmark, ...]]:
    """Return the ingested averages by measure id: the state's, when one is named, then the US."""
    found: dict[str, list[Benchmark]] = {}
    for level, place_id, label in (
        ("state", state, f"{state} average"),
        ("nation", NATION, "US average"),
    ):
        rows = _by_measure(published_rows(reader, level, place_id)) if place_id else {}
        for measure, ids in published_measures():
            row = rows.get(ids.top, {})
            percent = _number(row.get("answer_percent"))
            if percent is not None:
                found.setdefault(measure.id, []).append(_average(measure, label, percent, row))
    return {key: tuple(values) for key, values in found.items()}


def _place(place_id: str, name: str | None, state: str | None) -> PublishedPlace:
    return PublishedPlace(place_id=place_id, name=readable(name or place_id), state=state)


def _average(measure: Measure, label: str, percent: int, row: Mapping[str, Any]) -> Benchmark:
    return Benchmark(
        measure_id=measure.id,
        label=label + (", former questions" if _is_former(measure, row["end_date"]) else ""),
        value=float(percent),
        population="hospitals that report to CMS, adjusted",
        period=f"{month_name(row['start_date'])} to {month_name(row['end_date'])}",
        source="CMS HCAHPS public file, as ingested",
        status="official",
    )


def _is_former(measure: Measure, last: date) -> bool:
    """Whether a period's results come from questions that have since been replaced."""
    edition = measure.latest_edition
    return edition.first is not None and not edition.continues and last < edition.first


def _published_score(
    measure: Measure,
    ids: PublishedIds,
    rows: Mapping[str, Mapping[str, Any]],
    state: Mapping[str, int | None],
    nation: Mapping[str, int | None],
) -> PublishedScore:
    sources = {
        "top": (ids.top, "answer_percent"),
        "middle": (ids.middle, "answer_percent"),
        "bottom": (ids.bottom, "answer_percent"),
        "linear": (ids.linear, "linear_score"),
        "star": (ids.star, "star_rating"),
    }
    shown = {
        name: (rows.get(measure_id or "") or {}).get(column) or ""
        for name, (measure_id, column) in sources.items()
    }
    codes = [
        (rows.get(measure_id or "") or {}).get(column)
        for measure_id, column in (
            (ids.top, "answer_percent_footnote"),
            (ids.star, "star_rating_footnote"),
        )
    ]
    return PublishedScore(
        measure=measure,
        top=_number(shown["top"]),
        middle=_number(shown["middle"]),
        bottom=_number(shown["bottom"]),
        linear=_number(shown["linear"]),
        star=_number(shown["star"]),
        shown=shown,
        footnotes=_in_words(*codes),
        state_top=state.get(ids.top),
        nation_top=nation.get(ids.top),
    )


def _by_measure(rows: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["measure_id"]: row for row in rows.iter_rows(named=True)}


def _tops(reader: Reader, level: str, place_id: str | None) -> dict[str, int | None]:
    rows = published_rows(reader, level, place_id) if place_id else None
    if rows is None:
        return {}
    return {key: _number(row["answer_percent"]) for key, row in _by_measure(rows).items()}


def _number(text: str | None) -> int | None:
    """Return a published whole number; None for "Not Available" and "Not Applicable"."""
    return int(text) if text and text.isascii() and text.isdigit() else None


def _in_words(*codes: str | None) -> tuple[str, ...]:
    """Return footnotes such as "5, 24" as "5: …" sentences, each once."""
    meanings = footnotes()
    single = (part.strip() for text in codes if text for part in text.split(","))
    unique = dict.fromkeys(code for code in single if code)
    return tuple(f"{code}: {meanings.get(code, 'meaning not known')}" for code in unique)


def _grid_finding(
    state: str, places: tuple[PublishedPlace, ...], stars: Mapping[str, int | None]
) -> str:
    rated = [star for star in stars.values() if star is not None]
    where = "" if state == NO_STATE else f" in {state}"
    many = f"{counted(len(places), 'hospital')}{where}"
    if not rated:
        return f"CMS published scores of {many}; none has a star."
    high = sum(star >= 4 for star in rated)
    verb = "has" if len(rated) == 1 else "have"
    return f"{len(rated)} of {many} {verb} a summary star, {high or 'none'} of them 4 or 5 stars."
