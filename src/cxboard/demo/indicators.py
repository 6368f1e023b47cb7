"""How do outcomes, reach and the feedback loop run beside experience, month by month?

Every indicator is a numerator over a denominator; `surveys_sent` and `discharges` are counts and
have none. Only what measures read is written; poor scores are those of the surveys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cxboard.demo.organisation import HOSPITALS, UNITS, facility_index
from cxboard.demo.people import AGE_SHARES, WORDS, language_shares
from cxboard.demo.plan import Plan
from cxboard.demo.stories import planted
from cxboard.demo.surveys import SurveyMonth
from cxboard.domain.vocabulary import Kind
from cxboard.storage.tables import table_of

TABLE = "indicator"
RESPONSE_RATE = 0.23
SURVEYED_SHARE = 0.8
"""Discharged patients who are eligible for the survey and get one."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A monthly share by hospital: its level, and its denominator per discharged patient.

    `spread` is how far hospitals differ; `exact` shares are counted, not drawn (staff trained).
    """

    name: str
    share: float
    per_discharge: float
    spread: float = 0.01
    exact: bool = False


INDICATORS = (
    Indicator(name="no_shows", share=0.098, per_discharge=3.2, spread=0.008),
    Indicator(name="medication_adherence", share=0.775, per_discharge=0.9),
    Indicator(name="patient_retention", share=0.83, per_discharge=0.7, spread=0.015),
    Indicator(name="empathy_training", share=0.38, per_discharge=0.5, exact=True),
    Indicator(name="staff_engagement", share=0.68, per_discharge=0.25, spread=0.02),
)
BACK_IN_TWO_WEEKS = 0.43
"""Share of completed surveys that come back within 14 days."""
READMITTED = 0.146
"""Share of discharged patients back within 30 days, by unit."""
PUT_RIGHT = 0.55
"""Share of those called within two days who say afterwards that the matter is put right."""
CALLED = {"poor_scores_contacted_24h": 0.42, "poor_scores_contacted_48h": 0.62}
MARGIN = 2.4
"""Operating margin in percent of revenue; revenue is in thousands of dollars."""
_REVENUE_PER_DISCHARGE = 15.8
_MARGIN_SPREAD, _MARGIN_NOISE = 1.2, 0.9


def indicator_month(plan: Plan, month: date, surveys: SurveyMonth) -> pl.DataFrame:
    """Return one month's indicators as an extract.

    Args:
        plan: the system.
        month: the month.
        surveys: the month's surveys, whose counts are repeated here.
    """
    sent, discharged = _reach(plan, month, surveys)
    by_hospital = np.bincount(facility_index(), discharged).astype(np.int64)
    told = (
        *_by_unit("surveys_sent", sent, None),
        *_by_unit("discharges", discharged, None),
        *_by_unit("readmissions", _readmitted(plan, month, discharged), discharged),
        *_shares(plan, month, by_hospital),
        *_margin(plan, month, by_hospital),
        *_loop(plan, month, surveys),
        *_back(plan, month, surveys),
        *_served(plan, month, discharged),
    )
    rows = [row for row in told if row["denominator"] != 0]
    frame = pl.DataFrame(
        rows,
        schema={name: pl.String for name in ("indicator", "facility_id", "unit_id")}
        | {"numerator": pl.Int64, "denominator": pl.Int64},
    )
    return frame.with_columns(
        pl.lit(month).alias("month_of"), pl.lit(None, pl.String).alias("service_line")
    ).select(column.name for column in table_of(Kind.INDICATOR).columns)


def _row(name: str, place: str, top: Any, of: Any, unit: str | None = None) -> Row:
    return {
        "indicator": name,
        "facility_id": place,
        "unit_id": unit,
        "numerator": int(top),
        "denominator": None if of is None else int(of),
    }


def _by_unit(name: str, tops: NDArray[np.int64], ofs: NDArray[np.int64] | None) -> Iterator[Row]:
    for position, unit in enumerate(UNITS):
        of = None if ofs is None else ofs[position]
        yield _row(name, unit.facility_id, tops[position], of, unit.id)


def _reach(
    plan: Plan, month: date, surveys: SurveyMonth
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return surveys sent and patients discharged by unit; never fewer than completed."""
    chance = plan.stream(TABLE, month, "reach")
    completed = surveys.completed
    sent = completed + chance.negative_binomial(completed + 1, RESPONSE_RATE)
    return sent, sent + chance.negative_binomial(sent + 1, SURVEYED_SHARE)


def _readmitted(plan: Plan, month: date, discharged: NDArray[np.int64]) -> NDArray[np.int64]:
    units = np.random.Generator(np.random.PCG64(311)).normal(READMITTED, 0.012, len(UNITS))
    return plan.stream(TABLE, month, "readmissions").binomial(discharged, units)


def hospital_shares(plan: Plan, month: date, name: str, share: float, spread: float) -> Any:
    """Return an indicator's expected share at each hospital in a month, stories included."""
    order = sum(name.encode())
    chance = np.random.Generator(np.random.PCG64([311, order]))
    shares = share + chance.normal(0.0, spread, len(HOSPITALS))
    for story, effect in planted(name):
        points = effect.points * story.weight(month, plan.end) / 100
        inside = [story.facility in (None, hospital.id) for hospital in HOSPITALS]
        shares += np.where(inside, points, 0.0)
    return np.clip(shares, 0.01, 0.99)


def _shares(plan: Plan, month: date, discharged: NDArray[np.int64]) -> Iterator[Row]:
    usual = np.full(len(HOSPITALS), discharged.sum() / len(HOSPITALS))
    for each in INDICATORS:
        shares = hospital_shares(plan, month, each.name, each.share, each.spread)
        size = discharged if not each.exact else usual
        of = np.maximum(np.rint(size * each.per_discharge), 20).astype(np.int64)
        drawn = plan.stream(TABLE, month, each.name).binomial(of, shares)
        tops = np.rint(of * shares).astype(np.int64) if each.exact else drawn
        for hospital, top, total in zip(HOSPITALS, tops, of, strict=True):
            yield _row(each.name, hospital.id, top, total)


def _margin(plan: Plan, month: date, discharged: NDArray[np.int64]) -> Iterator[Row]:
    usual = np.random.Generator(np.random.PCG64(613)).normal(MARGIN, _MARGIN_SPREAD, len(HOSPITALS))
    noise = plan.stream(TABLE, month, "operating_margin").normal(0, _MARGIN_NOISE, len(HOSPITALS))
    revenue = np.rint(discharged * _REVENUE_PER_DISCHARGE).astype(np.int64)
    for hospital, total, percent in zip(HOSPITALS, revenue, usual + noise, strict=True):
        yield _row("operating_margin", hospital.id, np.rint(total * percent / 100), total)


def _loop(plan: Plan, month: date, surveys: SurveyMonth) -> Iterator[Row]:
    """Yield poor scores and how many of those people were called within one day and two."""
    day, two_days = (
        hospital_shares(plan, month, name, share, 0.04) for name, share in CALLED.items()
    )
    chance = plan.stream(TABLE, month, "poor_scores")
    first = chance.binomial(surveys.poor, day)
    second = first + chance.binomial(surveys.poor - first, (two_days - day) / (1 - day))
    right = plan.stream(TABLE, month, "put right").binomial(second, PUT_RIGHT)
    for position, hospital in enumerate(HOSPITALS):
        poor = surveys.poor[position]
        yield _row("poor_scores_contacted_24h", hospital.id, first[position], poor)
        yield _row("poor_scores_contacted_48h", hospital.id, second[position], poor)
        yield _row("poor_scores_recovered", hospital.id, right[position], second[position])


def _back(plan: Plan, month: date, surveys: SurveyMonth) -> Iterator[Row]:
    """Yield completed surveys and how many of them came back within two weeks."""
    name = "surveys_back_in_two_weeks"
    completed = np.bincount(facility_index(), surveys.completed).astype(np.int64)
    shares = hospital_shares(plan, month, name, BACK_IN_TWO_WEEKS, 0.02)
    soon = plan.stream(TABLE, month, name).binomial(completed, shares)
    for hospital, top, total in zip(HOSPITALS, soon, completed, strict=True):
        yield _row(name, hospital.id, top, total)


def _served(plan: Plan, month: date, discharged: NDArray[np.int64]) -> Iterator[Row]:
    """Yield the population served by language and age, to hold respondents against."""
    facility = facility_index()
    totals = np.bincount(facility, discharged).astype(np.int64)
    languages = language_shares(answered=False)
    ages = np.array([AGE_SHARES[unit.service_line] for unit in UNITS])
    by_age = (
        np.array(
            [np.bincount(facility, discharged * ages[:, band]) for band in range(ages.shape[1])]
        ).T
        / np.maximum(totals, 1)[:, None]
    )
    chance = plan.stream(TABLE, month, "served")
    for dimension, shares in (("language", languages), ("age_group", by_age)):
        for hospital, total, here in zip(HOSPITALS, totals, shares, strict=True):
            drawn = chance.multinomial(total, here / here.sum())
            for word, count in zip(WORDS[dimension], drawn, strict=True):
                yield _row(f"served_{dimension}:{word}", hospital.id, count, total)
