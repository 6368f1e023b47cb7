"""What if more patients answered “Always”? Each dimension moved freely, points and payment follow.

The fields are points of per cent: so many more favourable answers in a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import streamlit as st

from cxboard.analysis.chances import Chance, Sample
from cxboard.charts.markup import tag
from cxboard.domain.numbers import NOT_THERE, format_change, format_count
from cxboard.domain.vbp_rules import EngagementReading
from cxboard.results.dimension_rates import dimension_name
from cxboard.results.what_if import Step, WhatIf, what_if
from cxboard.storage.standards import dimension_rules
from cxboard.ui import choice, data_table
from cxboard.ui.payment_table import Terms, dollars

_ACROSS = 3
_HELP = "More favourable answers in a hundred, such as “Always”; fewer with a minus sign."
_HEAD = (
    "Dimension",
    "Rate now",
    "Rate, what if",
    "More favourable answers",
    "Points now",
    "Points, what if",
    "How likely it is that as many surveys show it",
)


def show(
    reading: EngagementReading, samples: Mapping[str, Sample], terms: Terms, *, key: str
) -> dict[str, str]:
    """Show a field for each dimension, and what comes of them; return the choices by name.

    Args:
        reading: the rates now.
        samples: what they rest on, by the dimension's title, where it is known.
        terms: what the reader gave of payments.
        key: what the names of the fields in the URL begin with.
    """
    names = {rule.title: dimension_name(rule) for rule in dimension_rules()}
    rises, link = _fields(reading, names, key)
    found = what_if(reading, rises, samples)
    st.html(tag("p", _sentence(found, terms), class_="cx cx-caption", role="status"))
    if link:
        rows = [_row(step, names.get(step.title, step.title)) for step in found.steps]
        data_table.show(
            "Standards and baseline rates stay; points as CMS computes them. Answers are counted "
            "over all questions of a dimension, each rising alike. A what-if, no forecast.",
            [_HEAD, *rows, *_sums(found, terms)],
        )
    return link


def _fields(
    reading: EngagementReading, names: Mapping[str, str], key: str
) -> tuple[dict[str, Decimal], dict[str, str]]:
    keys = {rule.title: f"{key}_{rule.dimension}" for rule in dimension_rules()}
    rises, link = {}, {}
    columns = st.columns(_ACROSS)
    rated = [title for title, one in reading.dimensions.items() if one.performance is not None]
    for place, title in enumerate(rated):
        with columns[place % _ACROSS]:
            rises[title] = choice.rise(names[title], key=keys[title], hint=_HELP)
        if rises[title]:
            link[keys[title]] = str(rises[title])
    return rises, link


def _sentence(found: WhatIf, terms: Terms) -> str:
    """Return what the fields come to."""
    if all(step.rate_now == step.rate_then for step in found.steps):
        return "Move a dimension to see what it would earn."
    if found.gained is None or found.gained_in_total is None:
        return "CMS gives this domain no score here: points of single dimensions only."
    said = (
        f"{found.after.domain} of 100 points instead of {found.before.domain}, "
        f"{format_change(float(found.gained_in_total), 2)} points of the total performance score"
    )
    effect = terms.effect(Decimal(0))
    if effect is None:
        return f"{said}."
    worth = dollars(effect.per_point * found.gained, signed=True)
    return f"{said}: about {worth} a year, an estimate."


def _row(step: Step, name: str) -> tuple[str, ...]:
    return (
        name,
        _percent(step.rate_now),
        _percent(step.rate_then),
        NOT_THERE if step.answers is None else f"{format_count(step.answers)} in all",
        _number(step.now.score),
        _number(step.then.score),
        _likely(step),
    )


def _likely(step: Step) -> str:
    """Return the chance of a rise in words."""
    if step.rate_now is None or step.rate_then is None or step.rate_then <= step.rate_now:
        return NOT_THERE
    if step.chance is None:
        return "not known: how many surveys these rates rest on was not taken in"
    return (
        f"{luck_words(step.chance)} if nothing changes; four times in five once the true rate is "
        f"{step.chance.true_rate:.1f}%"
    )


def luck_words(chance: Chance) -> str:
    """Return how often luck alone shows a rate."""
    times = round(100 * chance.by_luck)
    return f"{times} in 100" if times else "under 1 in 100"


def _sums(found: WhatIf, terms: Terms) -> Iterator[tuple[str, ...]]:
    before, after = found.before, found.after
    for name, now, then in (
        ("Base, of 80", before.base, after.base),
        ("Consistency, of 20", before.consistency, after.consistency),
        ("Domain, of 100", before.domain, after.domain),
    ):
        yield _sum(name, _number(now), _number(then))
    if terms.total is None or found.gained_in_total is None:
        return
    then_total = min(Decimal(100), max(Decimal(0), terms.total + found.gained_in_total))
    yield _sum("Total performance score", f"{terms.total:.2f}", f"{then_total:.2f}")
    effects = terms.effect(terms.total), terms.effect(then_total)
    if effects[0] and effects[1]:
        now_paid, paid = (dollars(effect.dollars, signed=True) for effect in effects if effect)
        yield _sum("Payment effect a year, estimate", now_paid, paid)


def _sum(name: str, now: str, then: str) -> tuple[str, ...]:
    return (name, "", "", "", now, then, "")


def _percent(rate: Decimal | None) -> str:
    return NOT_THERE if rate is None else f"{rate:.2f}%"


def _number(points: int | None) -> str:
    return NOT_THERE if points is None else str(points)
