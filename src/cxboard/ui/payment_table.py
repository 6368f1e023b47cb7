"""What are points worth in dollars? Only from figures of the reader's own, and as an estimate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from cxboard.analysis.vbp import PaymentEffect, payment_effect
from cxboard.charts.markup import tag
from cxboard.domain.vbp_rules import ExchangeSlope
from cxboard.storage.standards import exchange_slopes
from cxboard.ui import choice, page


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the reader gave: a year's base payments in dollars, the total performance score now."""

    base: Decimal | None
    total: Decimal | None
    slope: ExchangeSlope

    def effect(self, total: Decimal) -> PaymentEffect | None:
        """Return what a total performance score does to the payments; None without an amount."""
        within = min(Decimal(100), max(Decimal(0), total))
        return None if self.base is None else payment_effect(within, self.base, self.slope.slope)

    @property
    def link(self) -> dict[str, str]:
        """The figures by their names in the URL."""
        given = {"base": self.base, "total": self.total}
        return {name: str(figure) for name, figure in given.items() if figure is not None}


def show(domain: int | None, year: int | None) -> Terms:
    """Let the reader give the figures, and show what a point is worth.

    Args:
        domain: points of the domain as they are.
        year: the fiscal year whose slope is taken, the newest known for another.
    """
    page.section("What a point is worth", "Only from figures of your own; nothing is assumed.")
    left, right, _ = st.columns([2, 2, 1])
    with left:
        base = choice.amount(
            "A year’s base operating DRG payments, in dollars", key="base", step=1_000_000.0
        )
    with right:
        total = choice.amount(
            "Total performance score now, all four domains", key="total", step=1.0, most=100.0
        )
    slopes = exchange_slopes()
    terms = Terms(
        base=None if base is None else Decimal(str(base)),
        total=None if total is None else Decimal(str(total)),
        slope=slopes.get(year or 0, slopes[max(slopes)]),
    )
    st.html(tag("div", *(tag("p", line) for line in _lines(terms, domain)), class_="cx cx-part"))
    return terms


def _lines(terms: Terms, domain: int | None) -> Iterator[str]:
    effect, slope = terms.effect(terms.total or Decimal(0)), terms.slope
    if effect is None:
        yield "Enter the payments to see an estimate in dollars."
        return
    yield f"One point of this domain is worth about {dollars(effect.per_point)} a year."
    if domain is not None:
        yield f"{domain} points are worth about {dollars(effect.per_point * domain)}."
    if terms.total is not None:
        yield (
            f"At a total performance score of {terms.total} the payments change by about "
            f"{dollars(effect.dollars, signed=True)} a year."
        )
    yield (
        f"Estimate: 2% is withheld, the domain counts a quarter, slope {slope.slope} of fiscal "
        f"year {slope.fiscal_year} ({slope.status}); a total score of {effect.break_even:.1f} "
        "breaks even."
    )


def dollars(amount: Decimal, *, signed: bool = False) -> str:
    """Return whole dollars, such as "−$1,200"; with a plus sign where one is wanted."""
    sign = "−" if amount < 0 else "+" if signed and amount > 0 else ""
    return f"{sign}${abs(amount):,.0f}"
