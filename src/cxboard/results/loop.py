"""Is the loop closed in time? Poor scores called back, complaints answered, what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxboard.analysis.comparison import difference
from cxboard.domain.catalogue import feedback_loop as catalogue
from cxboard.domain.catalogue import get_measure, measures_in
from cxboard.domain.filters import Filters
from cxboard.domain.letters import capitalised, uncapitalised
from cxboard.domain.numbers import format_change, format_count, format_value
from cxboard.domain.periods import Period, add_months
from cxboard.domain.registers import Registers
from cxboard.domain.scores import Score
from cxboard.domain.scoring import add, respondents
from cxboard.domain.vocabulary import Dimension, Family, Kind, Section
from cxboard.queries.reader import Reader
from cxboard.results.as_of import as_of
from cxboard.results.counting import ByMonth, keys_of, monthly_counts, within
from cxboard.results.details import concern_sentences
from cxboard.results.disclosure import Clearance, clearance_of
from cxboard.results.executive import hospital_concerns, with_concerns
from cxboard.results.findings import ranked
from cxboard.results.groups import (
    ByGroup,
    Compared,
    both_periods,
    columns_of,
    compared,
    side_by_side,
)
from cxboard.results.options import earlier, options
from cxboard.results.scorecard import measure_rows, series_window
from cxboard.results.types import HospitalConcern, Scorecard, ScorecardRow, Sentence

MEASURES = tuple(
    m for m in measures_in(Family.FEEDBACK_LOOP) if m.section is Section.FEEDBACK_AND_ACTION
)
BY_TOPIC = tuple(
    get_measure(name)
    for name in ("complaints_to_compliments", "complaints_answered", "complaints_reopened")
)
FEEDBACK = respondents(Kind.FEEDBACK.value)


@dataclass(frozen=True, kw_only=True)
class OpenMonth:
    """Complaints of a month that nobody has answered yet; `months` is how many months ago."""

    month: date
    months: int
    is_overdue: bool
    count: Score


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic: its complaints now and in the period before, and how they were dealt with."""

    name: str
    now: Score
    before: Score
    scores: tuple[Score, ...]


@dataclass(frozen=True, kw_only=True)
class Loop:
    """The page: `card` are its measures, judged; without feedback and call-backs it has no row."""

    card: Scorecard
    feedback: Score
    open_months: tuple[OpenMonth, ...]
    hospitals: Compared
    slowest: str
    names: tuple[tuple[str, str], ...]
    earlier: Period
    topics: tuple[Topic, ...]


def closing_the_loop(reader: Reader, filters: Filters, registers: Registers) -> Loop:
    """Return the loop of a population and period."""
    keys = [*keys_of(MEASURES), catalogue.UNANSWERED.key, FEEDBACK]
    by_month = monthly_counts(reader, keys, filters.over(series_window(filters.period)))
    rows = measure_rows(reader, filters, MEASURES, by_month, registers)
    hospitals = compared(reader, MEASURES, filters, Dimension.FACILITY)
    names = options(reader).names()
    slowest, clearance = _slowest(hospitals, names), Clearance(reader, filters)
    concerns = hospital_concerns(reader, filters, rows, registers)
    rows = with_concerns(rows, concerns)
    return Loop(
        card=Scorecard(
            finding=_finding(rows, concerns),
            details=_details(rows, concerns, slowest),
            rows=rows,
            as_of=as_of(reader, filters, [], max(by_month, default=None)),
        ),
        feedback=clearance.count(FEEDBACK, add(within(by_month, filters.period)), filters.period),
        open_months=_open_months(by_month, clearance),
        hospitals=hospitals,
        slowest=slowest,
        names=tuple(names.items()),
        earlier=earlier(reader, filters.period),
        topics=_topics(reader, filters),
    )


def _open_months(by_month: ByMonth, clearance: Clearance) -> tuple[OpenMonth, ...]:
    """Return the months with open complaints, the oldest first; small counts are hidden."""
    latest = max(by_month, default=None)
    rows = [
        (month, clearance.count(catalogue.UNANSWERED.key, counts, Period(first=month, last=month)))
        for month, counts in by_month.items()
    ]
    return tuple(
        OpenMonth(
            month=month,
            months=(latest.year - month.year) * 12 + latest.month - month.month,
            is_overdue=add_months(month, 2) <= add_months(latest, 1),
            count=score,
        )
        for month, score in rows
        if latest and score.n != 0
    )


def _topics(reader: Reader, filters: Filters) -> tuple[Topic, ...]:
    """Return the topics of complaints, the most frequent first; none beside a chosen channel."""
    if filters.channels:
        return ()
    keys = [*keys_of(BY_TOPIC), catalogue.COMPLAINT.key]
    ways = both_periods(reader, keys, filters, Dimension.TOPIC)
    periods = (filters.period, earlier(reader, filters.period))
    now, before = (
        _complaints(reader, filters.over(period), way)
        for period, way in zip(periods, ways, strict=True)
    )
    pairs = [(measure, measure.editions) for measure in BY_TOPIC]
    table = side_by_side(BY_TOPIC, columns_of(reader, pairs, ways[0], filters, Dimension.TOPIC))
    rows = dict(zip(table.groups, table.cells, strict=True))
    found = [
        Topic(name=name, now=score, before=before.get(name, Score()), scores=rows[name])
        for name, score in now.items()
        if name in rows
    ]
    return tuple(sorted(found, key=lambda topic: -(topic.now.n or 0)))


def _complaints(reader: Reader, filters: Filters, counts: ByGroup) -> dict[str, Score]:
    """Return the number of complaints by topic, cleared."""
    return {
        name: clearance_of(reader, filters, (Dimension.TOPIC,), (name,)).count(
            catalogue.COMPLAINT.key, c, filters.period
        )
        for name, c in counts.items()
    }


def _by_id(rows: Sequence[ScorecardRow], measure_id: str) -> ScorecardRow | None:
    return next((row for row in rows if row.measure.id == measure_id), None)


def _finding(rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern]) -> str:
    """Return the one sentence: what worsens, then call-backs and complaints answered in time."""
    called, answered = (
        _by_id(rows, name) for name in ("poor_scores_contacted_48h", "complaints_answered")
    )
    said = _worsening(rows, concerns)
    if called and called.score.value is not None:
        said.append(
            f"{_value(called)} of poor scores are called back within 48 hours{_moved(called)}"
        )
    if answered and answered.score.value is not None:
        said.append(f"{_value(answered)} of complaints are answered in time{_moved(answered)}")
    if said:
        text = "; ".join(said)
        return f"{capitalised(text)}."
    there = next((row for row in ranked(rows) if row.score.value is not None), None)
    if there:
        return (
            f"{there.measure.title}: {_value(there)}; in this selection call-backs and answers "
            "have too few people behind them to be shown."
        )
    if any(row.score.suppressed for row in rows):
        return "Too few complaints and poor scores in this selection to show a result."
    return "There is nothing to show for this selection yet."


def _worsening(rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern]) -> list[str]:
    """Return what really worsens, as a whole or else at the hospital where it does most."""
    worse = [
        uncapitalised(row.measure.title)
        for row in ranked(rows)
        if row.trend and row.trend.is_concern
    ]
    if worse:
        return [f"really worsening: {' and '.join(worse[:2])}"]
    return [
        f"really worsening at {c.place}: {uncapitalised(c.row.measure.title)}" for c in concerns[:1]
    ]


def _value(row: ScorecardRow) -> str:
    return format_value(row.score.value, row.measure.unit)


def _moved(row: ScorecardRow) -> str:
    """Return the change in brackets, if it is more than chance."""
    if row.change is None or not row.change.beyond_chance:
        return ""
    return f" ({format_change(row.change.difference)} points, more than chance)"


def _details(
    rows: Sequence[ScorecardRow], concerns: Sequence[HospitalConcern], slowest: str
) -> tuple[Sentence, ...]:
    """Return up to three sentences: signals for the worse, the slowest hospital, the balance."""
    found = concern_sentences(rows, concerns)[: 2 - bool(slowest)]
    found += [Sentence(text=slowest)] if slowest else []
    pair = _by_id(rows, "complaints_to_compliments")
    if pair and pair.score.n:
        text = (
            f"{format_count(pair.score.numerator)} complaints came in beside "
            f"{format_count(pair.score.denominator)} compliments."
        )
        found.append(Sentence(text=text))
    return tuple(found)


def _slowest(hospitals: Compared, names: Mapping[str, str]) -> str:
    """Return the hospital that answers complaints least in time, if that is more than chance."""
    column, total = (
        hospitals.column("complaints_answered"),
        hospitals.total_of("complaints_answered"),
    )
    shown = {place: score for place, score in column.items() if score.value is not None}
    if len(shown) < 2:
        return ""
    place = min(shown, key=lambda each: shown[each].value or 0.0)
    gap = difference(shown[place], total)
    if gap is None or gap[2] >= 0:
        return ""
    value = format_value(shown[place].value, get_measure("complaints_answered").unit)
    return (
        f"{names.get(place, place)} answers {value} of its complaints in time, "
        f"{abs(gap[0]):.1f} points fewer than all hospitals."
    )
