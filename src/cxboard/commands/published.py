"""stars and vbp: CMS's own results computed again from its public files, and where they differ."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from cxboard.analysis.stars import Rated, rate
from cxboard.analysis.vbp import DOMAIN_WEIGHT, Engagement, engagement, payment_effect
from cxboard.commands.output import OK, print_json, print_table, say
from cxboard.domain.errors import BadRequest, UnknownValue
from cxboard.domain.rounding import half_up
from cxboard.domain.star_rules import CutPoints, SummaryForm
from cxboard.domain.vbp_rules import EngagementReading, Points
from cxboard.ingest.cms_engagement import engagement_names, read_engagement
from cxboard.ingest.cms_stars import period_words, read_hospitals, star_names
from cxboard.ingest.cms_table import CmsTable
from cxboard.storage.reference import footnotes
from cxboard.storage.standards import cut_points, dimension_rules, exchange_slopes

_PROVISIONAL = "The form of the updated survey is our proposal; CMS has not published its own."
_CENT = Decimal("0.01")


def stars(arguments: argparse.Namespace) -> int:
    """Print measure stars and summary star of every hospital of CMS's HCAHPS file."""
    table = CmsTable(Path(arguments.file), star_names())
    hospitals = read_hospitals(table)
    rated = [rate(one, cut_points(), provisional=arguments.provisional) for one in hospitals]
    rows = [_star_row(one) for one in rated]
    published = [row for row in rows if row["published_summary"] is not None]
    equal = sum(row["summary"] == row["published_summary"] for row in published)
    forms = sorted({one.summary.form.value for one in rated})
    notes = [table.note] if table.note else []
    if arguments.provisional and SummaryForm.UPDATED.value in forms:
        notes.append(_PROVISIONAL)
    if arguments.json:
        print_json(
            {
                "file": table.name,
                "discharges": period_words(hospitals),
                "summary_forms": forms,
                "cut_points": _tables(one.cut_points for one in rated),
                "compared": {"published_summaries": len(published), "equal": equal},
                "notes": notes,
                "rows": rows,
            }
        )
        return OK
    headings = ("facility_id", "summary", "published_summary", "completed_surveys", "reason")
    print_table(headings, ([row[name] for name in headings] for row in rows))
    _tell((*notes, f"{equal} of {len(published)} published summary stars are equal."))
    return OK


def vbp(arguments: argparse.Namespace) -> int:
    """Print points, base and consistency of every hospital of CMS's VBP file."""
    table = CmsTable(Path(arguments.file), engagement_names(dimension_rules()))
    readings = read_engagement(table, dimension_rules(), arguments.fiscal_year)
    if arguments.facility:
        known = {one.facility_id for one in readings}
        if arguments.facility not in known:
            raise UnknownValue("hospital", arguments.facility, known)
        readings = [one for one in readings if one.facility_id == arguments.facility]
    scored = [(one, engagement(one, dimension_rules())) for one in readings]
    payment = _payment(scored, arguments)
    cells = [pair for reading, own in scored for pair in _cells(reading, own)]
    equal = sum(own == published for own, published in cells)
    notes = [table.note] if table.note else []
    if arguments.json:
        print_json(
            {
                "file": table.name,
                "compared": {"published_cells": len(cells), "equal": equal},
                "notes": notes,
                "payment": payment,
                "rows": [_vbp_row(reading, own) for reading, own in scored],
            }
        )
        return OK
    headings = ("facility_id", "fiscal_year", "base", "consistency", "domain")
    rows = (_vbp_row(reading, own) for reading, own in scored)
    print_table(headings, ([row[name] for name in headings] for row in rows))
    _tell((*notes, f"{equal} of {len(cells)} published cells are equal."))
    _tell(f"{name.replace('_', ' ')}: {value}" for name, value in (payment or {}).items())
    return OK


def _star_row(rated: Rated) -> dict[str, object]:
    """Return one hospital; `sources` says of every star whether it was computed."""
    hospital, summary = rated.hospital, rated.summary
    published = hospital.summary.published if hospital.summary else None
    withheld = hospital.summary.footnotes if hospital.summary else ()
    return {
        "facility_id": hospital.facility_id,
        "start_date": hospital.first,
        "end_date": hospital.last,
        "completed_surveys": hospital.completed_surveys or None,
        "measure_stars": rated.stars,
        "summary": summary.star,
        "published_summary": published,
        "summary_form": summary.form,
        "summary_mean": None if summary.mean is None else float(summary.mean),
        "reason": summary.reason or None,
        "footnotes": [footnotes().get(code, f"Footnote {code}.") for code in withheld],
        "sources": {one.reading.measure_id: one.source for one in rated.measures},
        "measures": [
            {
                "measure": one.reading.measure_id,
                "cms_id": one.reading.cms_id,
                "linear_score": None if one.reading.linear is None else float(one.reading.linear),
                "star": one.star,
                "source": one.source,
                "published_star": one.reading.published,
                "differs": one.differs,
                "reason": one.reason or None,
            }
            for one in rated.measures
        ],
    }


def _tables(used: Iterable[Sequence[CutPoints]]) -> list[dict[str, object]]:
    """Return the publications whose cut points were used, each once."""
    every = {one.publication: one for tables in used for one in tables}
    return [
        {
            "publication": name,
            "start_date": one.first,
            "end_date": one.last,
            "status": one.status,
            "source": one.source,
        }
        for name, one in sorted(every.items())
    ]


def _vbp_row(reading: EngagementReading, own: Engagement) -> dict[str, object]:
    return {
        "facility_id": reading.facility_id,
        "fiscal_year": reading.fiscal_year,
        "dimensions": {title: _points(points) for title, points in own.dimensions.items()},
        "base": own.base,
        "consistency": own.consistency,
        "domain": own.domain,
        "published_base": reading.published_base,
        "published_consistency": reading.published_consistency,
        "differs": sum(a != b for a, b in _cells(reading, own)),
        "notes": list(own.notes),
    }


def _points(points: Points) -> dict[str, int | None]:
    return {
        "achievement": points.achievement,
        "improvement": points.improvement,
        "score": points.score,
    }


def _cells(reading: EngagementReading, own: Engagement) -> list[tuple[int | None, int | None]]:
    """Return every number that CMS publishes of a hospital and we computed: ours, and CMS's."""
    if not reading.has_rates:
        pairs = [
            (own.dimensions[t].score, d.published.score) for t, d in reading.dimensions.items()
        ]
        pairs.append((own.base, reading.published_base))
        return [pair for pair in pairs if pair[1] is not None]
    pairs = [
        (ours, published)
        for title, points in own.dimensions.items()
        for ours, published in zip(
            _points(points).values(),
            _points(reading.dimensions[title].published).values(),
            strict=True,
        )
    ]
    pairs.append((own.base, reading.published_base))
    pairs.append((own.consistency, reading.published_consistency))
    return [pair for pair in pairs if pair[1] is not None]


def _payment(
    scored: Sequence[tuple[EngagementReading, Engagement]], arguments: argparse.Namespace
) -> Mapping[str, object] | None:
    """Return the estimated payment effect, only for one hospital and an amount that was given."""
    if arguments.base_amount is None:
        if arguments.total_score or arguments.slope:
            raise BadRequest("A payment is estimated only from a --base-amount that you give.")
        return None
    if len(scored) != 1:
        raise BadRequest("A base amount belongs to one hospital: name it with --facility.")
    reading, own = scored[0]
    slope, source = _slope(reading.fiscal_year, arguments.slope)
    amount = _number(arguments.base_amount)
    total = _number(arguments.total_score) if arguments.total_score else None
    effect = payment_effect(total if total is not None else Decimal(0), amount, slope)
    domain = own.domain
    return {
        "status": "estimate",
        "base_amount": float(amount),
        "slope": float(slope),
        "slope_source": source,
        "break_even_total_score": _cents(effect.break_even),
        "per_point_of_this_domain": _cents(effect.per_point),
        "earned_by_this_domain": None if domain is None else _cents(effect.per_point * domain),
        "weight_of_this_domain": float(DOMAIN_WEIGHT),
        "total_score": None if total is None else float(total),
        "multiplier": None if total is None else float(effect.multiplier),
        "gain_or_loss": None if total is None else _cents(effect.dollars),
    }


def _slope(fiscal_year: int | None, given: str | None) -> tuple[Decimal, str]:
    """Return the slope of the exchange function and where it comes from."""
    if given is not None:
        return _number(given), "given by the user"
    estimate = exchange_slopes().get(fiscal_year or 0)
    if estimate is None:
        year = fiscal_year or "unknown"
        raise BadRequest(f"No slope is known for fiscal year {year}: give --slope.")
    return estimate.slope, f"{estimate.status}: {estimate.source}"


def _number(text: str) -> Decimal:
    """Return a number that was typed, with or without separators of thousands."""
    try:
        number = Decimal(text.replace(",", "").removeprefix("$"))
    except InvalidOperation:
        raise BadRequest(f"“{text[:20]}” is not a number.") from None
    if not number.is_finite() or abs(number) > 10**13:
        raise BadRequest(f"“{text[:20]}” is not a number that can be used.")
    return number


def _cents(amount: Decimal) -> float:
    return float(half_up(amount / _CENT) * _CENT)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)
