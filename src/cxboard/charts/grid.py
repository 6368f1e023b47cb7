"""Which cell of two groupings stands out? A table whose cells carry a tint, as in the heat map.

Each cell holds its value and its distance from the whole as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxboard.charts import hidden
from cxboard.charts.markup import Markup, drawn, join, tag
from cxboard.charts.tints import better_by, legend, tint, worst_first
from cxboard.domain.numbers import NOT_THERE, format_change, format_count, format_value
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Direction, Unit


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a column is read: its unit, its good side, and the value that the tint starts from.

    `references` hold one for each row where rows do not share theirs; a row without has no tint.
    """

    unit: Unit
    reference: float | None = None
    direction: Direction = Direction.INCREASE
    references: Mapping[str, float] | None = None

    def at(self, row: str) -> Reading:
        """Return how a row's cell of the column is read."""
        if self.references is None:
            return self
        return replace(self, reference=self.references.get(row), references=None)


def table(
    corner: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Score]]],
    readings: Sequence[Reading],
    caption: str,
    *,
    in_order: bool = False,
) -> Markup:
    """Return the grid as an HTML table; what is hidden altogether is named and not drawn.

    Args:
        corner: what the rows are.
        columns: heading of each column.
        rows: name and scores, one for each column; names and headings may be Linked.
        readings: one for each column.
        caption: what the table shows, read out before it.
        in_order: whether the rows have an order of their own; otherwise the widest gap for the
            worse comes first.
    """
    order = ""
    if not in_order:
        rows, order = worst_first(
            rows, lambda row: map(_better, row[1], (each.at(row[0]) for each in readings))
        )
    every = (score for _, scores in rows for score in scores)
    told = hidden.caption(f"{caption} {order}".strip(), every)
    lines = [name for name, scores in rows if hidden.is_all(scores)]
    dark = [n for n, _ in enumerate(columns) if hidden.is_all([scores[n] for _, scores in rows])]
    seen = [n for n in range(len(columns)) if n not in dark]
    shown = [(name, scores) for name, scores in rows if name not in lines]
    if not shown or not seen:
        return tag("p", told, class_="cx cx-none")
    if lines or dark:
        told = f"{told} Hidden altogether: {', '.join([*lines, *(columns[n] for n in dark)])}."
    heads = (corner, *(columns[n] for n in seen))
    body = (
        tag(
            "tr",
            tag("th", drawn(name), scope="row"),
            *(_cell(scores[n], readings[n].at(name)) for n in seen),
        )
        for name, scores in shown
    )
    whole = tag(
        "table",
        tag("caption", told),
        tag("thead", tag("tr", *(tag("th", drawn(name), scope="col") for name in heads))),
        tag("tbody", *body),
        class_="cx-table cx-heat",
    )
    return tag("div", whole, class_="cx cx-scroll", tabindex=0, role="region", aria_label=told)


def with_legend(
    corner: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Score]]],
    readings: Sequence[Reading],
    caption: str,
    *,
    in_order: bool = False,
) -> Markup:
    """Return the grid with what its tints mean; arguments as for `table`."""
    made = table(corner, columns, rows, readings, caption, in_order=in_order)
    is_dark = hidden.is_all([score for _, scores in rows for score in scores])
    return made if is_dark else join([made, legend()])


def _cell(score: Score, reading: Reading) -> Markup:
    if score.suppressed:
        return tag("td", "hidden", class_="cx-none", title="Would tell of 1 to 10 people")
    if score.value is None:
        return tag("td", NOT_THERE, class_="cx-none", title=hidden.why_absent(score))
    text = format_value(score.value, reading.unit)
    if reading.unit is Unit.TO_ONE:
        text = f"{format_count(score.numerator)} : {format_count(score.denominator)}"
    if reading.reference is None:
        return tag("td", text)
    gap = tag("small", format_change(score.value - reading.reference))
    return tag("td", join([text, " "]), gap, style=tint(_better(score, reading) or 0.0))


def _better(score: Score, reading: Reading) -> float | None:
    return better_by(score, reading.reference, reading.direction)
