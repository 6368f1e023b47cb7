"""Which words of a stranger's column are not ours, and what do they most likely mean?

For questions that a person answers once; what was answered becomes the value map of a profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import MISSING, Item
from cxboard.domain.vocabulary import CHANNELS, TOUCHPOINTS, Kind
from cxboard.ingest.columns import FEEDBACK_TYPES, SURVEY_STATUSES
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.judges import item_judge
from cxboard.ingest.translation import plain_value

MOST_WORDS = 120
"""A column with more different values is no list of answers."""

_LISTS: Mapping[str, Sequence[str]] = {
    "channel": CHANNELS,
    "touchpoint": TOUCHPOINTS,
    "feedback_type": FEEDBACK_TYPES,
    "survey_status": SURVEY_STATUSES,
}
_SPOKEN = {
    "channel": {
        "telephone": "phone", "call": "phone", "voice": "phone", "e-mail": "email", "text": "sms",
        "text message": "sms", "chat": "web_chat", "webchat": "web_chat", "letter": "mail",
        "post": "mail", "face to face": "in_person", "walk-in": "in_person",
        "in person": "in_person",
    },
    "survey_status": {
        "complete": "completed", "finished": "completed", "true": "completed",
        "incomplete": "partial", "partially completed": "partial", "false": "partial",
    },
}  # fmt: skip
_YES_NO = {"yes": "1", "y": "1", "true": "1", "no": "0", "n": "0", "false": "0"}


def codes(kind: Kind, column: str) -> dict[str, str]:
    """Return the codes that a column may hold, each with what it means; none for an open column."""
    if column in _LISTS:
        return {word: word.replace("_", " ") for word in _LISTS[column]}
    item = _item(kind, column)
    if item is None:
        return {}
    labels = {**item.scale.answers, **item.excluded}
    written = {"M" if code == MISSING else str(code): text for code, text in labels.items()}
    return {code: text if text == code else f"{code} {text}" for code, text in written.items()}


def likely(kind: Kind, column: str, word: str) -> str | None:
    """Return the code that a word most likely means, or None."""
    return _meanings(kind, column).get(plain_value(word))


def strange(kind: Kind, column: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that a column with codes does not take as they are."""
    item = _item(kind, column)
    if item is not None:
        judge = item_judge(item)
        return tuple(word for word in words if judge(word).fault)
    known = _LISTS.get(column, ())
    return tuple(word for word in words if column in _LISTS and plain_name(word) not in known)


def _item(kind: Kind, column: str) -> Item | None:
    return next((item for item in all_items(kind) if item.key == column), None)


def _meanings(kind: Kind, column: str) -> dict[str, str]:
    if column in _LISTS:
        own = {plain_value(word.replace("_", " ")): word for word in _LISTS[column]}
        return own | {word: word for word in _LISTS[column]} | _SPOKEN.get(column, {})
    item = _item(kind, column)
    if item is None:
        return {}
    labels = {plain_value(label): str(code) for code, label in item.scale.answers.items()}
    if "neither" in labels:
        labels["neutral"] = labels["neither"]
    return (_YES_NO if item.scale.codes == {0, 1} else {}) | labels
