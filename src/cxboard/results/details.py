"""What stands below a finding? Up to three sentences, each leading to the measure it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxboard.domain.numbers import format_change, format_level, format_value
from cxboard.domain.periods import month_name
from cxboard.domain.vocabulary import Direction
from cxboard.results.findings import SCALE, fails, is_concern, is_on_its_way, ranked
from cxboard.results.types import HospitalConcern, Need, ScorecardRow, Sentence

_SENTENCES = 3


def scorecard_details(
    rows: Sequence[ScorecardRow],
    concerns: Sequence[HospitalConcern] = (),
    lowest: Sentence | None = None,
) -> tuple[Sentence, ...]:
    """Return up to three sentences, ranked by what needs a decision.

    First what worsens as a whole, then what worsens at one hospital, then the hospital that is
    lowest for long, if there is one, which takes its place among them, then what will miss its
    target; what goes well has the last place. Where no trend can be judged, what changed by more
    than chance is named, without a verdict.
    """
    if all(row.need is Need.UNKNOWN for row in rows):
        return tuple(_changes(rows))[:_SENTENCES]
    ordered = ranked(rows)
    short = [r for r in ordered if r.need is Need.DECISION and fails(r) and not is_concern(r)]
    better = [_sentence(row) for row in ordered if row.need is Need.IMPROVING]
    room = _SENTENCES - bool(better)
    decisions = concern_sentences(rows, concerns)[: room - bool(lowest)]
    decisions += [lowest] if lowest else []
    decisions += [_sentence(row) for row in short]
    return tuple([*decisions[:room], *better][:_SENTENCES])


def concern_sentences(
    rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern] = ()
) -> list[Sentence]:
    """Return a sentence on each measure that worsens, as a whole first, then at one hospital."""
    worse = [_sentence(row) for row in ranked(rows) if is_concern(row)]
    return [*worse, *(_at_hospital(concern) for concern in concerns)]


def _changes(rows: Sequence[ScorecardRow]) -> Iterator[Sentence]:
    """Yield what changed by more than chance against the period before, the worst first."""
    sign = {Direction.DECREASE: -1}
    moved = [
        (row.change.difference * sign.get(row.measure.direction, 1) / SCALE[row.measure.unit], row)
        for row in rows
        if row.change and row.change.beyond_chance
    ]
    for _, row in sorted(moved, key=lambda each: each[0]):
        assert row.change is not None
        value = format_value(row.score.value, row.measure.unit)
        by = format_change(row.change.difference)
        text = f"{row.measure.title} ({value}): {by} against {row.change.compared}, beyond chance."
        yield Sentence(text=text, measure=row.measure)


def _at_hospital(concern: HospitalConcern) -> Sentence:
    """Return what worsened at one hospital, since when and by how much."""
    row = concern.row
    found = _sentence(row)
    change = row.change
    moved = f", {format_change(change.difference)} on {change.compared}" if change else ""
    return Sentence(
        text=f"{concern.place}: {found.text.removesuffix('.')}{moved}.",
        measure=row.measure,
        facility_id=concern.facility_id,
    )


def _sentence(row: ScorecardRow) -> Sentence:
    """Return where a measure stands and why it is named."""
    measure, trend = row.measure, row.trend
    assert trend is not None
    value = format_value(row.score.value, measure.unit)
    moved = f" since {month_name(trend.since)}" if trend.since else ""
    if is_concern(row):
        what = f"worsening{moved}"
    elif row.need is Need.IMPROVING:
        what = f"improving{moved}"
    else:
        what = "steady"
    text = f"{measure.title} ({value}): {what}{_target_words(row)}."
    return Sentence(text=text, measure=measure)


def _target_words(row: ScorecardRow) -> str:
    if row.target is None or row.score.value is None:
        return ""
    label = "placeholder target" if row.target.status == "placeholder" else "target"
    value = format_level(row.target.value, row.measure.unit)
    gap = format_change(row.score.value - row.target.value)
    if is_on_its_way(row):
        return f", but not there yet: {gap} to the {label} of {value}"
    return f"; the {label} of {value} is out of reach as things are ({gap})" if fails(row) else ""
