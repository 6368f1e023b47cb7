"""What was done, and what happened, marked on a trend: a dotted line and a letter each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from cxboard.charts import theme
from cxboard.charts.figures import go
from cxboard.domain.periods import month_name

_MOST = len(ascii_uppercase)


@dataclass(frozen=True, kw_only=True, order=True)
class Mark:
    """One moment, and what to say of it."""

    day: date
    text: str


def lettered(marks: Sequence[Mark], first: date, last: date) -> list[tuple[str, Mark]]:
    """Return the marks of the months shown, oldest first, each with its letter."""
    shown = sorted(mark for mark in marks if first <= mark.day.replace(day=1) <= last)
    return list(zip(ascii_uppercase, shown[-_MOST:], strict=False))


def in_words(letters: Sequence[tuple[str, Mark]]) -> str:
    """Return what the letters stand for, for the text above the figure."""
    told = "; ".join(f"{letter}: {mark.text}, {month_name(mark.day)}" for letter, mark in letters)
    return f"Marked: {told}." if told else ""


def draw(drawing: go.Figure, letters: Sequence[tuple[str, Mark]]) -> None:
    """Add the marks to a trend."""
    for letter, mark in letters:
        drawing.add_vline(
            x=mark.day.replace(day=1).isoformat(),
            line={"color": theme.REFERENCE.both, "width": 1, "dash": "dot"},
        )
        drawing.add_annotation(
            x=mark.day.replace(day=1).isoformat(),
            y=0.0,
            yref="paper",
            yanchor="bottom",
            xanchor="left",
            text=f"<b>{letter}</b>",
            showarrow=False,
            font={"size": 14},
        )
