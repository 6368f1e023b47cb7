"""What does the rollup count? What a row itself tells, and the composites of several answers."""

from __future__ import annotations

from cxboard.domain.catalogue import all_items, all_measures, made_items
from cxboard.domain.composites import pair_key
from cxboard.domain.measures import Measure
from cxboard.domain.scoring import counted_pairs
from cxboard.domain.vocabulary import Kind
from cxboard.storage.countable import EXPRESSIONS
from cxboard.storage.mix_counts import mix_expressions


def recorded(kind: Kind) -> dict[str, str]:
    """Return what a row itself tells, as name → SQL expression giving an answer code or NULL."""
    found = {item.key: item.key for item in all_items(kind)}
    found |= {
        item.key: EXPRESSIONS[item.key] for item in made_items(kind) if item.key in EXPRESSIONS
    }
    return found | (mix_expressions() if kind is Kind.SURVEY else {})


def composites(kind: Kind) -> list[Measure]:
    """Return the composites of a kind: respondents to any of their items are counted."""
    return [each for each in all_measures() if each.kind is kind and each.is_composite]


def described(kind: Kind) -> list[str]:
    """Return what the counts depend on: when it changes, they have to be built anew."""
    told = [f"{name}={text}" for name, text in recorded(kind).items()]
    for measure in composites(kind):
        told += [pair_key(*pair) for pair in counted_pairs(measure)]
        told += [
            f"{measure.id}={edition.first}-{edition.last}:"
            + ",".join(
                f"{i.key}{sorted(i.scale.codes)}{sorted(i.scale.top)}" for i in edition.items
            )
            for edition in measure.editions
        ]
    return told
