"""What is a measure's linear mean score, 0–100, and is it adjusted as CMS adjusts?

Source: HCAHPS Star Ratings Technical Notes, January 2024: 1) the mean of each item on the scale of
its answers; 2) patient-mix adjustment, quarter by quarter, then the mean of a composite's items;
3) on to 0–100; 4) survey-mode adjustment; 5) quarters weighted by eligible discharges; 6) rounded
half up. Without a table for a quarter nothing is adjusted, and the score says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cxboard.domain.adjustment import AdjustmentStatus, AdjustmentTables
from cxboard.domain.errors import BadRequest
from cxboard.domain.items import YES_NO, Item, Scale
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.periods import month_name
from cxboard.domain.rounding import half_up
from cxboard.domain.scoring import Counts


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """One hospital's quarter.

    `first` is its first day, `counts` people by item and answer code, `eligible` its eligible
    discharges. `mode` and `means` (the hospital's mean of each patient-mix variable) are what
    adjustment needs; None or incomplete where they are not known.
    """

    first: date
    counts: Counts
    eligible: int
    mode: str | None = None
    means: Mapping[str, Decimal] | None = None


@dataclass(frozen=True, kw_only=True)
class LinearScore:
    """A linear mean score. `exact` is unrounded; `reason` says why it is missing or unadjusted."""

    exact: Decimal | None
    status: AdjustmentStatus
    reason: str = ""

    @property
    def value(self) -> int | None:
        """The score as it is shown: rounded half up to a whole number."""
        return None if self.exact is None else half_up(self.exact)


def ends(scale: Scale) -> tuple[int, int]:
    """Return the lowest and highest value of a scale: 0–1 for yes or no, else as on the form.

    For the three-step yes of the updated survey (1–3) no source was found; it is our reading.
    """
    if scale is YES_NO:
        return 0, 1
    return min(scale.worst, scale.best), max(scale.worst, scale.best)


def value_of(scale: Scale, code: int) -> int:
    """Return an answer's value, where more is better whichever way the codes run."""
    lowest, _ = ends(scale)
    return lowest + abs(code - scale.worst)


def item_mean(item: Item, counts: Counts) -> Decimal | None:
    """Return the mean of an item's scored answers on its own scale; None without any."""
    answers = counts.get(item.key, {})
    scored = item.scale.top | item.scale.middle | item.scale.bottom
    people = sum(answers.get(code, 0) for code in scored)
    total = sum(answers.get(code, 0) * value_of(item.scale, code) for code in scored)
    return Decimal(total) / people if people else None


def patient_mix(
    mean: Decimal, measure_id: str, means: Mapping[str, Decimal], tables: AdjustmentTables
) -> Decimal:
    """Return y + Σ coefficient × (hospital's mean − national mean), on the scale of the answers.

    Raises:
        BadRequest: the hospital's mean of a variable is missing.
    """
    for adjuster in tables.adjusters:
        coefficient = adjuster.coefficients[measure_id]
        if coefficient and adjuster.name not in means:
            raise BadRequest(f"The hospital’s mean of “{adjuster.name}” is missing.")
        if coefficient:
            mean += coefficient * (means[adjuster.name] - adjuster.national_mean)
    return mean


def rescaled(mean: Decimal, scale: Scale) -> Decimal:
    """Return a mean on a scale's own values as 0–100: 100(M − R)/(K − R)."""
    lowest, highest = ends(scale)
    return 100 * (mean - lowest) / (highest - lowest)


def combined(quarters: Sequence[tuple[Decimal, int]]) -> Decimal:
    """Return the mean of quarters' scores weighted by eligible discharges.

    Raises:
        BadRequest: no quarter, a negative weight, or weights that sum to zero.
    """
    total = sum(weight for _, weight in quarters)
    if total <= 0 or any(weight < 0 for _, weight in quarters):
        raise BadRequest("Quarters need eligible discharges: none below zero, and some above.")
    return sum((score * weight for score, weight in quarters), Decimal(0)) / total


def linear_score(
    measure: Measure, quarters: Sequence[Quarter], tables: Collection[AdjustmentTables]
) -> LinearScore:
    """Return a measure's linear mean score over up to four quarters.

    Raises:
        BadRequest: quarters of two instruments whose items differ, or without discharges.
    """
    editions = [_edition(measure, quarter) for quarter in quarters]
    _require_one_run(measure, editions)
    chosen = [_tables_for(measure, quarter, tables) for quarter in quarters]
    why = next((found for found in chosen if isinstance(found, str)), "")
    status = AdjustmentStatus.UNADJUSTED if why else AdjustmentStatus.ADJUSTED
    scores = []
    for quarter, edition, found in zip(quarters, editions, chosen, strict=True):
        use = None if why or isinstance(found, str) else found
        score = _quarter_score(measure, edition, quarter, use)
        if score is None:
            return LinearScore(
                exact=None, status=status, reason=f"No scored answers in {quarter.first:%Y-%m}."
            )
        scores.append((score, quarter.eligible))
    return LinearScore(exact=combined(scores), status=status, reason=why)


def _quarter_score(
    measure: Measure, edition: Edition, quarter: Quarter, tables: AdjustmentTables | None
) -> Decimal | None:
    """Return one quarter's score, 0–100, adjusted with `tables`; None when an item has none.

    A composite of one scale is averaged before it is put on 0–100, as the notes say; one of two
    scales (updated survey) can only be averaged after.
    """
    parts: list[tuple[Decimal, Scale]] = []
    for item in edition.items:
        mean = item_mean(item, quarter.counts)
        if mean is None:
            return None
        if tables is not None:
            mean = patient_mix(mean, measure.id, quarter.means or {}, tables)
        parts.append((mean, item.scale))
    if len({scale.name for _, scale in parts}) == 1:
        score = rescaled(_mean([mean for mean, _ in parts]), parts[0][1])
    else:
        score = _mean([rescaled(mean, scale) for mean, scale in parts])
    return score if tables is None else score + tables.modes[quarter.mode or ""][measure.id]


def _tables_for(
    measure: Measure, quarter: Quarter, tables: Collection[AdjustmentTables]
) -> AdjustmentTables | str:
    """Return the tables of a quarter, or why it stays unadjusted, in words."""
    month = month_name(quarter.first)
    found = next((one for one in tables if one.first <= quarter.first <= one.last), None)
    if found is None:
        return f"No coefficients for discharges of {month}."
    if measure.id not in found.modes.get(quarter.mode or "", {}):
        return f"No mode adjustment of “{measure.id}” for survey mode “{quarter.mode}” in {month}."
    needed = {one.name for one in found.adjusters if one.coefficients[measure.id]}
    lacking = sorted(needed - set(quarter.means or {}))
    if lacking:
        return f"The hospital’s patient mix of {month} is not known: {', '.join(lacking)}."
    return found


def _edition(measure: Measure, quarter: Quarter) -> Edition:
    edition = measure.edition_on(quarter.first)
    if edition is None:
        raise BadRequest(f"“{measure.title}” was not asked in {quarter.first:%Y-%m}.")
    return edition


def _require_one_run(measure: Measure, editions: Sequence[Edition]) -> None:
    """Refuse quarters of editions whose items differ: the two surveys never join silently."""
    if not any(all(one in run for one in editions) for run in measure.runs()):
        raise BadRequest(
            f"“{measure.title}” changed its questions with discharges of 2025: the quarters "
            "before and after do not make one score."
        )


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
