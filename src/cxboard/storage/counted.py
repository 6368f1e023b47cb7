"""What does the rollup count? Items, people, and how two answers of one person go together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cxboard.domain.catalogue import all_items, all_measures, made_items
from cxboard.domain.composites import FIRST, SECOND, pair_key
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.scoring import counted_pairs, respondents
from cxboard.domain.vocabulary import Kind
from cxboard.storage.countable import EXPRESSIONS
from cxboard.storage.mix_counts import mix_expressions


def counted(kind: Kind) -> dict[str, str]:
    """Return what is counted, as name → SQL expression giving an answer code or NULL."""
    found = {item.key: item.key for item in all_items(kind)}
    found |= {
        item.key: EXPRESSIONS[item.key] for item in made_items(kind) if item.key in EXPRESSIONS
    }
    found |= mix_expressions() if kind is Kind.SURVEY else {}
    found[respondents(kind.value)] = "1::TINYINT"
    for measure in _composites(kind):
        either = " OR ".join(f"({_answered(edition)})" for edition in measure.editions)
        found[respondents(measure.id)] = f"CASE WHEN {either} THEN 1::TINYINT END"
        found |= {pair_key(*pair): _both(*pair) for pair in counted_pairs(measure)}
    return found


def _composites(kind: Kind) -> Iterator[Measure]:
    return (each for each in all_measures() if each.kind is kind and each.is_composite)


def _answered(edition: Edition) -> str:
    """Return the SQL condition that somebody gave a scored answer to any item of an edition."""
    conditions = []
    if edition.first:
        conditions.append(f"month >= DATE '{edition.first}'")
    if edition.last:
        conditions.append(f"month < DATE '{edition.last + timedelta(days=1)}'")
    scored = (_among(item, item.scale.codes) for item in edition.items)
    return " AND ".join([*conditions, f"({' OR '.join(scored)})"])


def _both(first: Item, second: Item) -> str:
    """Return which of two answered items got a top-box answer; see NEITHER, FIRST, SECOND, BOTH."""
    answered = " AND ".join(_among(item, item.scale.codes) for item in (first, second))
    first_top, second_top = (_among(item, item.scale.top) for item in (first, second))
    return (
        f"CASE WHEN {answered} THEN "
        f"({FIRST} * {first_top}::TINYINT + {SECOND} * {second_top}::TINYINT)::TINYINT END"
    )


def _among(item: Item, codes: frozenset[int]) -> str:
    """Return the SQL condition that an answer has one of these codes."""
    first, last = min(codes), max(codes)
    if last - first + 1 == len(codes):  # two comparisons take half the time of a list
        return f"({item.key} BETWEEN {first} AND {last})"
    return f"({item.key} IN ({', '.join(map(str, sorted(codes)))}))"
