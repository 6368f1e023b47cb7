"""Which words of a stranger's column are not ours, and what do they most likely mean?

For questions that a person answers once; what was answered becomes the value map of a profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cxboard.domain.catalogue import all_items
from cxboard.domain.items import FLAG, MISSING, Item
from cxboard.domain.vocabulary import CHANNELS, TOUCHPOINTS, Kind
from cxboard.ingest.columns import FEEDBACK_TYPES, SURVEY_STATUSES
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.judges import item_judge

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
_REOPENED = Item(key="reopened", wording="reopened", scale=FLAG, excluded={})
"""A column of complaints that is answered yes or no, though no measure asks it."""
_FLAG = {"yes": "1", "y": "1", "true": "1", "no": "0", "n": "0", "false": "0"}
_NO_ANSWER = ("missing", "no answer", "not answered", "don’t know", "dont know",
              "missing/don’t know", "refused")  # fmt: skip
_WORDINGS: Mapping[str, Mapping[str, int]] = {
    "yes or no": {"y": 1, "n": 2},
    "yes or no, not scored": {"y": 1, "n": 2},
    "1 very dissatisfied to 5 very satisfied": {"neither satisfied nor dissatisfied": 3},
    "education, not scored": {
        "some high school, but did not graduate": 2, "high school graduate or ged": 3,
        "4-year college graduate": 5, "more than 4-year college degree": 6,
    },
}  # fmt: skip
"""How questionnaires word answers otherwise than our scales, by a scale's name."""
_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "skipped after a screening question": ("not applicable", "n/a"),
    "never pressed the call button": ("i never pressed the call button",),
    "never asked for help": ("i never asked for help", "i never asked for help right away"),
    "was not given any medicine": (
        "i was not given any medication when i left the hospital", "i was not given any medication",
    ),
}  # fmt: skip
"""How questionnaires word what leaves a denominator, by our reason."""

_LABELLED = re.compile(r"(\d{1,2})(?:\s*[-–—:=.(]\s*|\s+)([^\W\d_][^)]*)\)?")
"""A code with its meaning: “4 - Always”, “10 (best)”."""
_LOW = re.compile(r"\b(worst|not|unlikely|disagree|difficult|dissatisfied|poor)\b", re.IGNORECASE)
_HIGH = re.compile(r"\b(best|likely|agree|easy|satisfied|excellent)\b", re.IGNORECASE)
"""What stands at an end of a scale whose codes have no names of their own."""


def codes(kind: Kind, column: str) -> dict[str, str]:
    """Return the codes that a column may hold, each with what it means; none for an open column."""
    if column in _LISTS:
        return {word: word.replace("_", " ") for word in _LISTS[column]}
    item = _item(kind, column)
    if item is None:
        return {}
    return {
        code: text if text == code else f"{code} {text}" for code, text in _written(item).items()
    }


def likely(kind: Kind, column: str, word: str) -> str | None:
    """Return the code that a word most likely means, or None."""
    meanings = _meanings(kind, column)
    found = meanings.get(plain_name(word))
    if found is None and (match := _LABELLED.fullmatch(word.strip())):
        return _labelled(_item(kind, column), meanings, int(match[1]), match[2])
    return found


def strange(kind: Kind, column: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that a column with codes does not take as they are."""
    item = _item(kind, column)
    if item is not None:
        judge = item_judge(item)
        return tuple(word for word in words if judge(word).fault)
    known = _LISTS.get(column, ())
    return tuple(word for word in words if column in _LISTS and plain_name(word) not in known)


def _item(kind: Kind, column: str) -> Item | None:
    every = (*all_items(kind), _REOPENED)
    return next((item for item in every if item.key == column), None)


def _written(item: Item) -> dict[str, str]:
    """Return an item's codes as extracts write them, with what each means."""
    labels = {**item.scale.answers, **item.excluded}
    return {"M" if code == MISSING else str(code): text for code, text in labels.items()}


def _meanings(kind: Kind, column: str) -> dict[str, str]:
    """Return what words mean, as `plain_name` writes them."""
    if column in _LISTS:
        own = {word: word for word in _LISTS[column]}
        return own | {plain_name(said): word for said, word in _SPOKEN.get(column, {}).items()}
    item = _item(kind, column)
    return {} if item is None else {plain_name(text): code for text, code in _answers(item).items()}


def _answers(item: Item) -> dict[str, str]:
    """Return the words of an item's answers; the scale's own names count last, and so most."""
    scale = item.scale
    own = {label: str(code) for code, label in scale.answers.items()}
    if "Neither" in own:
        own["neutral"] = own["Neither"]
    reasons = {
        text: str(code)
        for code, reason in item.excluded.items()
        for text in (reason, *_LEFT_OUT.get(reason, ()))
        if code != MISSING
    }
    missing = dict.fromkeys(_NO_ANSWER, "M") if MISSING in item.excluded else {}
    usual = {text: str(code) for text, code in _WORDINGS.get(scale.name, {}).items()}
    return missing | reasons | (_FLAG if scale.codes == {0, 1} else {}) | usual | own


def _labelled(item: Item | None, meanings: Mapping[str, str], code: int, label: str) -> str | None:
    """Return a code that is told with its meaning, if that is what it means in our scale, too.

    Others number the other way round: of “1 - Always” nobody knows what counts.
    """
    if item is None or code not in item.allowed:
        return None
    if item.scale.answers.get(code) != str(code):
        return str(code) if meanings.get(plain_name(label)) == str(code) else None
    if not (word := _LOW.search(label) or _HIGH.search(label)):
        return None
    end = item.scale.worst if word.re is _LOW else item.scale.best
    middle = (item.scale.worst + item.scale.best) / 2
    return str(code) if abs(code - end) < abs(middle - end) else None
