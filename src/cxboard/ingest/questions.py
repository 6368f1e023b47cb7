"""Which of our questions is each of a stranger's? By its name, or by its wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import Item
from cxboard.domain.letters import bare
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.synonyms import SYNONYMS

_ALIKE = 0.6
"""How much two wordings of a question have in common at least."""

_STEM = 5
"""Letters by which two words are told apart: “listened” is “listen”."""

_FILLERS = frozenset(
    ("a", "an", "and", "are", "as", "at", "by", "did", "do", "during", "for", "from", "had", "has",
     "have", "how", "in", "is", "it", "of", "on", "or", "stay", "that", "the", "their", "this",
     "to", "us", "was", "we", "were", "what", "when", "with", "you", "your")
)  # fmt: skip
"""Words that tell no question from another."""


def likely_questions(
    kind: Kind, texts: Iterable[str], without: Collection[str] = ()
) -> dict[str, str]:
    """Return the item that each question most likely is; no item twice, none where none is near.

    An item's key or usual name counts first, then how much of its wording the question has.

    Args:
        kind: what the rows are.
        texts: the questions.
        without: items that are none of these.
    """
    items = [item for item in all_items(kind) if item.key not in without]
    scores = [(_likeness(text, item), text, item.key) for text in texts for item in items]
    found: dict[str, str] = {}
    for score, text, key in sorted(scores, reverse=True):
        if score >= _ALIKE and text not in found and key not in found.values():
            found[text] = key
    return found


def _likeness(text: str, item: Item) -> float:
    """Return 1 for an item's own names, otherwise the share of its wording that a text has."""
    if plain_name(bare(text)) in (item.key, *SYNONYMS.get(item.key, ())):
        return 1.0
    own, theirs = _stems(item.wording), _stems(text)
    return len(own & theirs) / len(own) if own else 0.0


def _stems(text: str) -> set[str]:
    words = plain_name(text).split("_")
    return {word[:_STEM] for word in words if word not in _FILLERS}
