"""What does an upload, an undo or a redo move, in words? For page, PDF and terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from cxboard.domain.catalogue import get_measure
from cxboard.domain.numbers import NOT_THERE, format_change, format_count, format_value
from cxboard.domain.periods import Period, day_name, month_name, parse_month
from cxboard.domain.verdicts import ASSURANCE_WORDS, VARIATION_WORDS
from cxboard.results.flips import Flip
from cxboard.results.history import Consequences
from cxboard.results.seen import Seen

OVER = (
    "Each is over the latest 12 months before and after: a file with a later month moves these "
    "months on, and with them measures of which it says nothing."
)
HEADLINES = "Headline measures, now and afterwards"
NO_HEADLINE = "No headline measure would move."
TURNED = "Verdicts that would turn, and numbers that would appear or be hidden"
NONE_TURNED = "No verdict would turn, and no number would appear or be hidden."
SEEN = "Readers have seen these months"
WHOLE_SYSTEM = "The whole system"

TURNED_HEAD = ("Measure", "Where", "What", "Before", "After")
SEEN_HEAD = ("Month", "First shown by", "On", "Publications that showed it")

_WHAT = {"variation": "Trend", "assurance": "Target", "display": "Shown or hidden"}
_WORDS: Mapping[str, str] = {
    **{verdict.value: words for verdict, words in VARIATION_WORDS.items()},
    **{verdict.value: words for verdict, words in ASSURANCE_WORDS.items()},
    "none": NOT_THERE,
}


class Change(Protocol):
    """A headline measure before and after; None where it is not shown."""

    @property
    def measure(self) -> str:
        """Its id."""

    @property
    def before(self) -> float | None:
        """What readers see."""

    @property
    def after(self) -> float | None:
        """What they would see."""


def rows(changes: Sequence[Change]) -> list[list[str]]:
    """Return changes as table rows, the head first."""
    return [["Measure", "Before", "After", "Difference"], *(list(cells(each)) for each in changes)]


def cells(change: Change) -> tuple[str, str, str, str]:
    """Return a measure's title, what was, what is, and the difference, as text."""
    measure, before, after = get_measure(change.measure), change.before, change.after
    moved = NOT_THERE if before is None or after is None else format_change(after - before)
    old, new = (format_value(each, measure.unit) for each in (before, after))
    return measure.title, old, new, moved


def turned_cells(one: Flip, named: Callable[[str], str] = str) -> tuple[str, ...]:
    """Return the cells of TURNED_HEAD.

    Args:
        one: what turns.
        named: returns the name of a hospital of an id.
    """
    where = named(one.facility) if one.facility else WHOLE_SYSTEM
    words = (_WORDS.get(text, text) for text in (one.before, one.after))
    return (get_measure(one.measure).title, where, _WHAT[one.what], *words)


def seen_cells(one: Seen) -> tuple[str, ...]:
    """Return the cells of SEEN_HEAD."""
    day, times = day_name(one.at.date()), format_count(one.publications)
    return month_name(one.month), one.publication, day, times


def touched(found: Consequences) -> str:
    """Return which months an undo or redo touches, as a sentence."""
    months = [parse_month(month) for month in found.months]
    if not months:
        return "It touches no month of its own."
    return f"It touches {Period(first=months[0], last=months[-1]).describe()}."


def kept(found: Consequences) -> str:
    """Return what later uploads keep, as a sentence; empty when nothing."""
    later = ", ".join(found.later)
    return f"What {later} restated since stays as those have it." if later else ""
