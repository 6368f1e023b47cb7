"""Monthly indicators as items: the numerator answers 1, the rest of the denominator 0."""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.items import Item, Scale
from cxboard.domain.vocabulary import Dimension, Kind

SERVED = (Dimension.LANGUAGE, Dimension.AGE_GROUP)
"""Dimensions for which indicators such as "served_language:Spanish" may say who was served."""


def served(dimension: Dimension) -> str:
    """Return how the names of the indicators begin that say who was served, group by group."""
    return f"served_{dimension.value}:"


def indicator(name: str, wording: str, scale: Scale = scales.FLAG) -> Item:
    """Return the item that a monthly indicator is counted as.

    Args:
        name: the indicator's name in extracts.
        wording: what its numerator counts.
        scale: FLAG where many is good, FLAG_NO_IS_GOOD where few are, COUNTED where the indicator
            has no denominator.
    """
    return Item(key=name, wording=wording, scale=scale, source=Kind.INDICATOR, recorded=False)
