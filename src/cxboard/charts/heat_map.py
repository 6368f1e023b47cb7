"""Which hospital stands where on which domain? A table whose cells carry a tint.

Every cell holds its value and its distance from the reference of its column as text; the tint only
repeats what the sign says: blue above, orange below, the stronger the further.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cxboard.charts import hidden
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import NOT_THERE, format_change, format_value
from cxboard.domain.references import Benchmark
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Direction
from cxboard.results.types import FacilityGrid

_FULL_TINT_AT = 12.0
"""Points of distance at which the tint is at its strongest."""

_STRONGEST = 38
"""Per cent of the colour in the strongest tint: text stays legible on it in both themes."""


Link = Callable[[str, Measure, str], str]
"""Makes a link of a number, given its measure and the id of its hospital."""


def _no_link(text: str, _measure: Measure, _facility: str) -> str:
    return text


def table(
    grid: FacilityGrid,
    references: Mapping[str, Benchmark],
    caption: str,
    link: Link = _no_link,
) -> Markup:
    """Return the heat map as an HTML table.

    Args:
        grid: top-box scores by hospital and measure.
        references: by measure id, the benchmark that the tint measures the distance from.
        caption: what the table shows, read out before it.
        link: what a number leads to.
    """
    told = hidden.caption(caption, (score for scores in grid.cells for score in scores))
    head = tag(
        "tr",
        tag("th", "Hospital", scope="col"),
        *(tag("th", measure.short_title, scope="col") for measure in grid.measures),
    )
    rows = [
        tag(
            "tr",
            tag("th", name, scope="row"),
            *(
                _cell(score, measure, references.get(measure.id), key, link)
                for score, measure in zip(scores, grid.measures, strict=True)
            ),
        )
        for (key, name), scores in zip(grid.facilities, grid.cells, strict=True)
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", told),
            tag("thead", head, _reference_row(grid.measures, references)),
            tag("tbody", *rows),
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


def legend() -> Markup:
    """Return what the tints mean."""
    steps = ((-_FULL_TINT_AT, "12 or more below"), (-4.0, "4 below"), (0.0, "at the reference"))
    above = ((4.0, "4 above"), (_FULL_TINT_AT, "12 or more above"))
    swatches = (
        tag("span", text, class_="cx-swatch", style=tint(distance))
        for distance, text in (*steps, *above)
    )
    return tag("p", *swatches, class_="cx cx-legend")


def tint(distance: float) -> str:
    """Return the style of a cell that lies so many points above (below) its reference."""
    strength = round(min(abs(distance) / _FULL_TINT_AT, 1.0) * _STRONGEST)
    if not strength:
        return "background-color:transparent"
    colour = "var(--cx-improvement)" if distance > 0 else "var(--cx-concern)"
    return f"background-color:color-mix(in srgb, {colour} {strength}%, transparent)"


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
    distance = score.value - reference.value
    good = distance if measure.direction is Direction.INCREASE else -distance
    gap = tag("small", format_change(distance))
    return tag("td", join([text, " "]), gap, style=tint(good))
