"""Which hospital stands where on which domain? A table whose cells carry a tint.

Every cell holds its value and its distance from the reference of its column as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cxboard.charts import hidden
from cxboard.charts.markup import Markup, join, tag
from cxboard.charts.tints import better_by, tint, worst_first
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import NOT_THERE, format_change, format_value
from cxboard.domain.references import Benchmark
from cxboard.domain.scores import Score
from cxboard.results.types import FacilityGrid

Link = Callable[[str, Measure, str], str]
"""Makes a link of a number, given its measure and the id of its hospital."""


def _no_link(text: str, _measure: Measure, _facility: str) -> str:
    return text


def _no_place(_facility: str, name: str) -> str:
    return name


def table(
    grid: FacilityGrid,
    references: Mapping[str, Benchmark],
    caption: str,
    link: Link = _no_link,
    place: Callable[[str, str], str] = _no_place,
) -> Markup:
    """Return the heat map as an HTML table.

    Args:
        grid: top-box scores by hospital and measure.
        references: by measure id, the benchmark that the tint measures the distance from.
        caption: what the table shows, read out before it.
        link: what a number leads to.
        place: makes a link of a hospital, given its id and name.
    """
    rows, order = worst_first(
        list(zip(grid.facilities, grid.cells, strict=True)),
        lambda row: _gaps(row[1], grid.measures, references),
    )
    every = (score for scores in grid.cells for score in scores)
    told = hidden.caption(f"{caption} {order}".strip(), every)
    head = tag(
        "tr",
        tag("th", "Hospital", scope="col"),
        *(tag("th", measure.short_title, scope="col") for measure in grid.measures),
    )
    body = [
        tag(
            "tr",
            tag("th", place(key, name), scope="row"),
            *(
                _cell(score, measure, references.get(measure.id), key, link)
                for score, measure in zip(scores, grid.measures, strict=True)
            ),
        )
        for (key, name), scores in rows
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", told),
            tag("thead", head, _reference_row(grid.measures, references)),
            tag("tbody", *body),
            class_="cx-table cx-heat",
        ),
        class_="cx cx-scroll",
        tabindex=0,
        role="region",
        aria_label=told,
    )


def headline(grid: FacilityGrid, references: Mapping[str, Benchmark]) -> str:
    """Return what the table shows: the hospitals most often above and below the references."""
    counts = [
        (name, *_sides(scores, grid.measures, references))
        for (_, name), scores in zip(grid.facilities, grid.cells, strict=True)
    ]
    counts = [entry for entry in counts if entry[3]]
    if not counts:
        return "By hospital"
    above = _most([(name, above, compared) for name, above, _, compared in counts])
    below = _most([(name, below, compared) for name, _, below, compared in counts])
    parts = [f"{who} above the reference in {share} domains" for who, share in (above,) if who]
    parts += [f"{who} below it in {share}" for who, share in (below,) if who]
    return f"By hospital: {', '.join(parts)}" if parts else "By hospital: all at the reference"


def _most(counts: Sequence[tuple[str, int, int]]) -> tuple[str, str]:
    """Return who has the largest share, and the share: "A is" or "3 hospitals are", "7 of 7"."""
    name, count, compared = max(counts, key=lambda entry: (entry[1] / entry[2], entry[1]))
    if not count:
        return "", ""
    first = [entry for entry in counts if entry[1:] == (count, compared)]
    who = f"{name} is" if len(first) == 1 else f"{len(first)} hospitals are"
    return who, f"{count} of {compared}"


def _sides(
    scores: Sequence[Score], measures: Sequence[Measure], references: Mapping[str, Benchmark]
) -> tuple[int, int, int]:
    """Return in how many domains a hospital is above, below, and compared at all, as written."""
    gaps = [
        round(score.value - references[measure.id].value, 1)
        for score, measure in zip(scores, measures, strict=True)
        if score.value is not None and not score.suppressed and measure.id in references
    ]
    return sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps), len(gaps)


def _gaps(
    scores: Sequence[Score], measures: Sequence[Measure], references: Mapping[str, Benchmark]
) -> Iterator[float | None]:
    """Yield how far each score lies on the good side of its reference."""
    for score, measure in zip(scores, measures, strict=True):
        reference = references.get(measure.id)
        yield better_by(score, reference.value if reference else None, measure.direction)


def _reference_row(measures: Sequence[Measure], references: Mapping[str, Benchmark]) -> Markup:
    labels = {reference.label for reference in references.values()}
    name = labels.pop() if len(labels) == 1 else "Reference"
    cells = (_reference_cell(measure, references.get(measure.id)) for measure in measures)
    return tag("tr", tag("th", name, scope="row"), *cells, class_="cx-reference")


def _reference_cell(measure: Measure, reference: Benchmark | None) -> Markup:
    if reference is None:
        return tag("td", NOT_THERE, title="No published reference")
    told = f"{reference.label}, {reference.period}"
    return tag("td", format_value(reference.value, measure.unit), title=told)


def _cell(
    score: Score, measure: Measure, reference: Benchmark | None, facility: str, link: Link
) -> Markup:
    if score.suppressed:
        shown = link("hidden", measure, facility)
        return tag("td", shown, class_="cx-none", title="Too few people to show")
    if score.value is None:
        return tag("td", NOT_THERE, class_="cx-none", title=hidden.why_absent(score))
    text = link(format_value(score.value, measure.unit), measure, facility)
    if reference is None:
        return tag("td", text)
    gap = tag("small", format_change(score.value - reference.value))
    better = better_by(score, reference.value, measure.direction)
    return tag("td", join([text, " "]), gap, style=tint(better or 0.0))
