"""How does care go on every channel, and did the total move because of them or of their mix?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxboard.analysis.comparison import difference
from cxboard.analysis.mix import Split, split
from cxboard.domain.catalogue import get_measure
from cxboard.domain.catalogue.contacts import RESPONSE_BAND
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.domain.periods import Period
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add, boxes
from cxboard.domain.vocabulary import JOURNEY, Dimension
from cxboard.queries.reader import Reader
from cxboard.results.as_of import PEOPLE, as_of
from cxboard.results.channel_shares import CONTACTS, ChannelShare, channel_shares
from cxboard.results.counting import keys_of, monthly_counts, within
from cxboard.results.disclosure import Clearance
from cxboard.results.groups import (
    ByGroup,
    Compared,
    both_periods,
    columns_of,
    compared,
    side_by_side,
)
from cxboard.results.omnichannel_words import details, finding
from cxboard.results.options import earlier
from cxboard.results.scorecard import measure_rows, series_window
from cxboard.results.types import AsOf, ScorecardRow

MEASURES = tuple(
    get_measure(name)
    for name in (
        "contact_satisfaction",
        "contact_ease",
        "first_contact_resolution",
        "repeat_contacts",
        "repeated_themselves",
        "contacts_answered_in_time",
    )
)
SATISFACTION = MEASURES[0]
STEP_MEASURES = MEASURES[:3]
BESIDE = tuple(
    get_measure(name)
    for name in ("contact_satisfaction_mean", "contact_ease_mean", "contact_low_effort")
)
"""Second readings of the same answers, and the other form of the effort question."""
DIGITAL = get_measure("digital_contacts")
_ITEM = SATISFACTION.latest_edition.items[0]
_KEYS = tuple(dict.fromkeys([*keys_of([*MEASURES, *BESIDE]), CONTACTS, RESPONSE_BAND.key]))
OTHERS = "others"
"""Channels of which one has too few answers to be shown, taken together."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A touchpoint: its scores, in the order of STEP_MEASURES, and the change of the first."""

    name: str
    scores: tuple[Score, ...]
    change: tuple[float, float, float] | None


@dataclass(frozen=True, kw_only=True)
class Omnichannel:
    """Everything the page shows; without contacts `channels.groups` is empty.

    `before` are the totals of the earlier period, in the order of MEASURES. `journey` is None
    where touchpoints are not kept for the filters; `grid` likewise, by "channel|touchpoint".
    `charted` are the measures by month; `adoption` is the share of digital contacts, None beside
    a chosen channel, which either is digital or is not.
    """

    finding: str
    details: tuple[str, ...]
    channels: Compared
    before: tuple[Score, ...]
    earlier: Period
    beside: tuple[Score, ...]
    shares: Mapping[str, ChannelShare]
    split: Split | None
    journey: tuple[Step, ...] | None
    grid: Mapping[str, Score] | None
    charted: tuple[ScorecardRow, ...]
    adoption: ScorecardRow | None
    as_of: AsOf


def omnichannel(reader: Reader, filters: Filters, registers: Registers) -> Omnichannel:
    """Return the page of a population and period."""
    compared_with = earlier(reader, filters.period)
    ways = both_periods(reader, _KEYS, filters, Dimension.CHANNEL)
    clearance = Clearance(reader, filters)
    channels, before = _side_by_side(reader, filters, MEASURES, ways, Dimension.CHANNEL)
    window = series_window(filters.period)
    by_month_of = MEASURES if filters.channels else (*MEASURES, DIGITAL)
    keys = [*keys_of(by_month_of), *PEOPLE.values()]
    by_month = monthly_counts(reader, keys, filters.over(window))
    rows = measure_rows(reader, filters, by_month_of, by_month, registers)
    page = Omnichannel(
        finding="",
        details=(),
        channels=channels,
        before=before.total,
        earlier=compared_with,
        beside=_beside(ways[0], filters.period, clearance),
        shares=channel_shares(reader, filters, ways),
        split=_split(channels, before, *ways),
        journey=_journey(reader, filters),
        grid=_grid(reader, filters),
        charted=tuple(row for row in rows if row.measure.id != DIGITAL.id),
        adoption=next((row for row in rows if row.measure.id == DIGITAL.id), None),
        as_of=as_of(reader, filters, within(by_month, filters.period), max(by_month, default=None)),
    )
    return replace(page, finding=finding(page), details=details(page))


def _beside(now: ByGroup, period: Period, clearance: Clearance) -> tuple[Score, ...]:
    """Return the scores of BESIDE over all channels."""
    counts = add(now.values())
    return tuple(clearance.score(m, m.editions, counts, period) for m in BESIDE)


def _side_by_side(
    reader: Reader,
    filters: Filters,
    measures: Sequence[Measure],
    ways: tuple[ByGroup, ByGroup],
    by: Dimension,
) -> tuple[Compared, Compared]:
    """Return measures by group in the period and in the one before."""
    pairs = [(measure, measure.editions) for measure in measures]
    periods = (filters.period, earlier(reader, filters.period))
    now, before = (
        side_by_side(measures, columns_of(reader, pairs, way, filters.over(period), by))
        for way, period in zip(ways, periods, strict=True)
    )
    return now, before


def _split(
    channels: Compared, channels_before: Compared, now: ByGroup, before: ByGroup
) -> Split | None:
    """Split the change of satisfaction; channels that may not be shown are taken together."""
    hidden = {
        channel
        for table in (channels, channels_before)
        for channel, score in table.column(SATISFACTION.id).items()
        if score.suppressed
    }
    if channels.total_of(SATISFACTION.id).suppressed or len(channels.groups) < 2:
        return None

    def parts(groups: ByGroup) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for channel, counts in groups.items():
            name = OTHERS if channel in hidden else channel
            answers = boxes(_ITEM, counts)
            top, n = found.get(name, (0, 0))
            found[name] = (top + answers.top, n + answers.valid)
        return found

    return split(parts(before), parts(now))


def _journey(reader: Reader, filters: Filters) -> tuple[Step, ...] | None:
    """Return the touchpoints in the journey's order; None beside a chosen channel."""
    if filters.channels:
        return None
    ways = both_periods(reader, keys_of(STEP_MEASURES), filters, Dimension.TOUCHPOINT)
    now, before = _side_by_side(reader, filters, STEP_MEASURES, ways, Dimension.TOUCHPOINT)
    rows_before = dict(zip(before.groups, before.cells, strict=True))
    rows = dict(zip(now.groups, now.cells, strict=True))
    return tuple(
        Step(
            name=name,
            scores=rows[name],
            change=difference(rows[name][0], rows_before[name][0]) if name in rows_before else None,
        )
        for name in JOURNEY
        if name in rows
    )


def _grid(reader: Reader, filters: Filters) -> dict[str, Score] | None:
    """Return satisfaction by channel and touchpoint; None where both are not kept crossed."""
    if filters.channels or filters.units or filters.service_lines:
        return None
    crossed = compared(reader, (SATISFACTION,), filters, Dimension.CHANNEL_AND_TOUCHPOINT)
    return crossed.column(SATISFACTION.id)
