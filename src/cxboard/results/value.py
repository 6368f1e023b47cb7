"""Value and stars: what one's own surveys would earn, as a planning estimate, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cxboard.analysis.next_point import next_point
from cxboard.analysis.vbp import achievement, engagement
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.star_rules import MINIMUM_SURVEYS, CutPoints
from cxboard.domain.vbp_rules import DimensionReading, EngagementReading, YearStandard
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.organisation import months_with_data
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import monthly_counts
from cxboard.results.dimension_rates import (
    MEASURES,
    dimension_name,
    own_rate,
    own_score,
    questions_in,
)
from cxboard.results.engagement import standards_at_hand
from cxboard.results.groups import compared
from cxboard.results.linear import linear_scores
from cxboard.results.options import options
from cxboard.results.published_types import PublishedHospital, PublishedScore
from cxboard.results.value_types import BesideRow, DimensionRow, PublishedStar, StarRow, Value
from cxboard.storage.standards import cut_points, dimension_rules

_BESIDE = ("readmissions", "patient_retention", "operating_margin")
_TOGETHER = tuple(get_measure(name) for name in ("overall_rating", *_BESIDE))


def value(reader: Reader, filters: Filters) -> Value:
    """Return what the population's surveys of the period would earn; raw, so an estimate."""
    standards = standards_at_hand(reader)
    year = max(standard.fiscal_year for standard in standards)
    newest = tuple(standard for standard in standards if standard.fiscal_year == year)
    dimensions = _dimensions(reader, filters, newest)
    months = months_with_data(reader)
    people = monthly_counts(reader, list(BEHIND), filters)
    rests_on = as_of(reader, filters, list(people.values()), months[1] if months else None)
    enough = (rests_on.surveys or 0) >= MINIMUM_SURVEYS
    reading = EngagementReading(
        facility_id="",
        fiscal_year=year,
        dimensions={
            row.title: DimensionReading(
                standard=row.standard.standard, performance=_decimal(row.score.value)
            )
            for row in dimensions
        },
    )
    earned = engagement(reading, dimension_rules()) if enough else None
    stars, publication = _stars(reader, filters)
    return Value(
        finding=_finding(dimensions, earned.domain if earned else None, year)
        if rests_on.surveys != 0
        else "Nobody answered a survey in this selection: there are no points to estimate.",
        as_of=rests_on,
        stars=stars,
        cut_points=publication,
        fiscal_year=year,
        dimensions=dimensions,
        reading=reading,
        earned=earned,
        beside=tuple(
            BesideRow(measure=get_measure(name), score=own_score(reader, filters, name))
            for name in _BESIDE
        ),
        by_hospital=compared(reader, _TOGETHER, filters, Dimension.FACILITY),
        names=dict(options(reader).names()),
    )


def next_stars(hospital: PublishedHospital) -> tuple[PublishedStar, ...]:
    """Return the published stars of a hospital, and what the next one takes.

    Cut points hold for their discharges alone. Where none of exactly these are at hand, the
    nearest ones that give the star which CMS gave say about how far the next one is.
    """
    return tuple(_next_star(score, hospital.last) for score in hospital.scores)


def _next_star(score: PublishedScore, last: date | None) -> PublishedStar:
    star, linear, table = score.star, score.linear, None
    if star is None or linear is None or last is None:
        why = "CMS published no star or no linear score."
    elif star == 5:
        why = "The most there is."
    else:
        table = _cut_points(score.measure.id, star, linear, last)
        why = "" if table else "No cut points of these discharges are at hand, or of others near."
    return PublishedStar(
        measure=score.measure,
        linear=linear,
        star=star,
        to_next=table.lowest[star - 1] - linear if table and star and linear is not None else None,
        near=table if table and table.last != last else None,
        why=why,
    )


def _cut_points(measure_id: str, star: int, linear: int, last: date) -> CutPoints | None:
    """Return the table nearest to the discharges that rates a linear score as CMS did, if any."""
    fitting = [
        table
        for table in cut_points()
        if table.measure_id == measure_id and 1 + sum(linear >= c for c in table.lowest) == star
    ]
    return min(fitting, key=lambda table: abs((table.last - last).days), default=None)


def _dimensions(
    reader: Reader, filters: Filters, standards: Sequence[YearStandard]
) -> tuple[DimensionRow, ...]:
    """Return the dimensions of the standards' fiscal year."""
    year = standards[0].fiscal_year
    rules = {rule.dimension: rule for rule in dimension_rules() if rule.applies(year)}
    rows = []
    for standard in standards:
        rule = rules.get(standard.dimension)
        if rule is None:
            continue
        found = own_rate(reader, filters, standard.dimension)
        rate = _decimal(found.value)
        points = None if rate is None else achievement(rate, standard.standard)
        rows.append(
            DimensionRow(
                title=rule.title,
                name=dimension_name(rule),
                measure=get_measure(MEASURES[name])
                if (name := standard.dimension) in MEASURES
                else None,
                score=found,
                standard=standard,
                points=points,
                next=None if points is None else next_point(found, standard.standard, points),
            )
        )
    return tuple(rows)


def _stars(reader: Reader, filters: Filters) -> tuple[tuple[StarRow, ...], str]:
    """Return linear scores at the newest cut points, and the name of their publication."""
    newest = max(cut_points(), key=lambda table: table.last)
    tables = [table for table in cut_points() if table.publication == newest.publication]
    measures = [get_measure(table.measure_id) for table in tables]
    linear = linear_scores(reader, filters, measures)
    hidden = {m.id for m in measures if own_score(reader, filters, m.id).suppressed}
    rows = tuple(
        StarRow(
            measure=measure,
            own=None if measure.id in hidden else linear.get(measure.id),
            suppressed=measure.id in hidden,
            lowest=table.lowest,
        )
        for measure, table in zip(measures, tables, strict=True)
    )
    return rows, f"{newest.published_in} ({newest.status})"


def _decimal(rate: float | None) -> Decimal | None:
    return None if rate is None else Decimal(str(rate))


def _finding(rows: tuple[DimensionRow, ...], domain: int | None, year: int) -> str:
    if domain is None:
        return (
            f"Fewer than {MINIMUM_SURVEYS} surveys, or too few answers in a dimension: CMS would "
            "give no points for this population."
        )
    lead = f"These surveys would earn about {domain} of 100 points in fiscal year {year}"
    open_ones = [
        (row.next.per_hundred, row.next.answers, row.name, questions_in(row.standard.dimension))
        for row in rows
        if row.next
    ]
    if not open_ones:
        return f"{lead}: the most there is in every dimension."
    _, answers, name, questions = min(open_ones)
    more = "1 more favourable answer" if answers == 1 else f"{answers} more favourable answers"
    over = f" over its {questions} questions" if questions > 1 else ""
    return f"{lead}; the nearest point more is {name}: {more}{over}."
