"""How many stars does a hospital have: each measure by the published cut points, and the summary?

Source: HCAHPS Star Ratings Technical Notes, January 2024 and later. CMS makes the cut points by
clustering all hospitals; they are published and looked up here, never clustered again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from cxboard.domain.rounding import half_up
from cxboard.domain.star_rules import (
    MINIMUM_SURVEYS,
    TOO_FEW_FOR_STARS,
    CutPoints,
    HospitalReading,
    StarReading,
    StarSource,
    SummaryForm,
)

PAIN: Final = "H_COMP_4"
"""CMS's stem of pain management, which left the survey in 2018 and the catalogue never had."""

_COMPOSITES = (
    "nurse_communication",
    "doctor_communication",
    "medicine_communication",
    "discharge_information",
)
_GLOBAL = ("overall_rating", "recommend_hospital")
_SINGLES = ("cleanliness", "quietness")


def _inputs(*composites: str, pair: tuple[str, ...] = _SINGLES) -> tuple[tuple[str, ...], ...]:
    return (*((name,) for name in (*_COMPOSITES, *composites)), pair, _GLOBAL)


INPUTS: Final[Mapping[SummaryForm, tuple[tuple[str, ...], ...]]] = {
    SummaryForm.NINE_INPUTS: _inputs("responsiveness", "care_transition", PAIN),
    SummaryForm.EIGHT_INPUTS: _inputs("responsiveness", "care_transition"),
    SummaryForm.SIX_INPUTS: _inputs(),
    SummaryForm.UPDATED: _inputs(
        "responsiveness",
        "care_coordination",
        "restfulness",
        pair=("cleanliness", "symptom_information"),
    ),
}
"""The equal inputs of each form; an input of two measures is their unrounded mean.

Eight and six inputs reproduce CMS's summary stars. Nine is remembered from the notes of 2015. How
CMS combines the measures of the updated survey is not published: our proposal, off by default.
"""

EIGHT_UNTIL: Final = date(2024, 12, 31)
SIX_UNTIL: Final = date(2025, 9, 30)
"""Last discharges of the publications of October 2025 and of July 2026."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The summary star, or why there is none. `mean` is the unrounded mean of the inputs."""

    form: SummaryForm
    star: int | None = None
    mean: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureStar:
    """One measure's star with its source, or why there is none."""

    reading: StarReading
    star: int | None = None
    source: StarSource | None = None
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether CMS published another star."""
        published = self.reading.published
        return published is not None and self.star is not None and self.star != published


@dataclass(frozen=True, kw_only=True)
class Rated:
    """One hospital's stars for one span of discharges."""

    hospital: HospitalReading
    measures: tuple[MeasureStar, ...]
    summary: Summary
    cut_points: tuple[CutPoints, ...] = field(default=())

    @property
    def stars(self) -> dict[str, int | None]:
        """The star of each measure, by measure id."""
        return {one.reading.measure_id: one.star for one in self.measures}


def star_of(linear: Decimal, cut_points: CutPoints) -> int:
    """Return the star (1–5) of a linear score, which is first rounded to a whole number."""
    score = half_up(linear)
    return 1 + sum(score >= lowest for lowest in cut_points.lowest)


def form_of(last: date | None, rated: Collection[str]) -> SummaryForm:
    """Return the form of the summary star.

    Args:
        last: last day of the discharges; None when the file does not say.
        rated: measures that have a star row, by which the form is told where the day does not.
    """
    legacy = last <= EIGHT_UNTIL if last else {"responsiveness", "care_transition"} <= set(rated)
    if legacy:
        return SummaryForm.NINE_INPUTS if PAIN in rated else SummaryForm.EIGHT_INPUTS
    if last is None or last <= SIX_UNTIL:
        return SummaryForm.SIX_INPUTS
    return SummaryForm.UPDATED


def summary_star(
    form: SummaryForm, stars: Mapping[str, int | None], *, provisional: bool = False
) -> Summary:
    """Return the summary star of measure stars.

    Args:
        form: which inputs make it.
        stars: 1–5 by measure id; None or absent where there is none.
        provisional: whether the form that CMS has not published may be used.

    Returns:
        Without every input, or with the provisional form switched off, no star and the reason.
    """
    if form is SummaryForm.UPDATED and not provisional:
        return Summary(form=form, reason="How CMS combines the updated measures is not published.")
    missing = [name for group in INPUTS[form] for name in group if stars.get(name) is None]
    if missing:
        return Summary(form=form, reason=f"No star for {', '.join(missing)}.")
    groups = [[Decimal(stars[name] or 0) for name in group] for group in INPUTS[form]]
    mean = _mean([_mean(group) for group in groups])
    return Summary(form=form, star=min(5, max(1, half_up(mean))), mean=mean)


def measure_star(
    hospital: HospitalReading, reading: StarReading, cut_points: CutPoints | None
) -> MeasureStar:
    """Return a measure's star: by cut points, otherwise as CMS published it, otherwise none."""
    if hospital.enough_surveys is False or TOO_FEW_FOR_STARS in reading.footnotes:
        return MeasureStar(
            reading=reading,
            reason=f"Fewer than {MINIMUM_SURVEYS} completed surveys: footnote 15.",
        )
    if reading.withheld:
        codes = ", ".join(reading.footnotes)
        return MeasureStar(reading=reading, reason=f"CMS gives no star: footnote {codes}.")
    if reading.linear is not None and cut_points is not None:
        star = star_of(reading.linear, cut_points)
        return MeasureStar(reading=reading, star=star, source=StarSource.CUT_POINTS)
    lacks = "linear score" if reading.linear is None else "table of cut points for the discharges"
    if reading.published is None:
        return MeasureStar(reading=reading, reason=f"Neither a {lacks} nor a published star.")
    return MeasureStar(
        reading=reading,
        star=reading.published,
        source=StarSource.PUBLISHED,
        reason=f"Taken as published: no {lacks}.",
    )


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def rate(
    hospital: HospitalReading, tables: Iterable[CutPoints], *, provisional: bool = False
) -> Rated:
    """Return all stars of a hospital; only cut points of exactly its discharges are used."""
    period = (hospital.first, hospital.last)
    cuts = {one.measure_id: one for one in tables if (one.first, one.last) == period}
    rated = tuple(
        measure_star(hospital, one, cuts.get(one.measure_id)) for one in hospital.measures
    )
    stars = {one.reading.measure_id: one.star for one in rated}
    return Rated(
        hospital=hospital,
        measures=rated,
        summary=summary_star(form_of(hospital.last, stars), stars, provisional=provisional),
        cut_points=tuple(cuts.values()),
    )
