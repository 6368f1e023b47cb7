"""What is to be said of actions: the finding, the details, and what to beware of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from cxboard.analysis.impact import Evidence, Impact
from cxboard.analysis.interrupted import LEAST_MONTHS
from cxboard.domain.actions import Action
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.filters import Filters
from cxboard.domain.listing import in_words
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import counted
from cxboard.domain.periods import Period
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Direction, Family
from cxboard.results.impact_places import Places, month_number
from cxboard.results.learning_types import ImpactCase

_NEAR = timedelta(days=183)
_BASELINE = 12


def board_finding(cases: Sequence[ImpactCase]) -> str:
    """Return what got worse, what worked, and how many are not shown to, in one sentence."""
    if not cases:
        return "There is no action to judge in this selection."
    counts = Counter(case.impact for case in cases)
    whole = counted(len(cases), "action")
    rest = ", ".join(
        f"{counts[impact]} {impact}"
        for impact in (Impact.NOT_SHOWN, Impact.TOO_EARLY)
        if counts[impact]
    )
    told = [
        f"{counts[impact]} {impact}: {_titles(cases, impact)}"
        for impact in (Impact.WORSE, Impact.WORKED)
        if counts[impact]
    ]
    if not told:
        return f"Of {whole} none has been shown to work: {rest}."
    first, *others = told
    number, _, what = first.partition(" ")
    return f"{'; '.join([f'{number} of {whole} {what}', *others])}{f' ({rest})' if rest else ''}."


def _titles(cases: Sequence[ImpactCase], impact: Impact) -> str:
    return in_words([f"“{case.action.title}”" for case in cases if case.impact is impact])


def board_details(cases: Sequence[ImpactCase]) -> tuple[str, ...]:
    """Return a sentence on what got worse, what worked, and what it is too early for."""
    picked: dict[Impact, ImpactCase] = {}
    for case in cases:
        picked.setdefault(case.impact, case)
    order = (Impact.WORSE, Impact.WORKED, Impact.NOT_SHOWN)
    return tuple(
        f"“{picked[impact].action.title}”, {picked[impact].place}, {impact}: {picked[impact].why}"
        for impact in order
        if impact in picked
    )


def warnings_of(
    action: Action,
    measure: Measure,
    evidence: Evidence,
    places: Places,
    months: Period,
    registers: Registers,
) -> tuple[str, ...]:
    """Return what a reader must beware of, a sentence or two each."""
    found = [
        _far_out(measure, evidence, places, action),
        _survey_changed(measure, months),
        _apart(evidence),
        _other_actions(action, registers, months),
        _no_witness(action, evidence),
    ]
    return tuple(each for each in found if each)


def _far_out(measure: Measure, evidence: Evidence, places: Places, action: Action) -> str:
    """Warn of regression to the mean where the place was the worst of its kind before."""
    start = month_number(action.start)
    before = {
        name: [v for v in values if start - _BASELINE <= v.month < start]
        for name, values in places.panel.items()
    }
    levels = {
        name: sum(v.value * v.people for v in values) / sum(v.people for v in values)
        for name, values in before.items()
        if values
    }
    if len(levels) < 3 or places.own not in levels:
        return ""
    worst = min if measure.direction is Direction.INCREASE else max
    if levels[places.own] != worst(levels.values()):
        return ""
    return (
        f"Regression to the mean: before the start this was the worst of {len(levels)} places, and "
        "the worst of any group tends to come back by itself. Chance alone explains about "
        f"{evidence.by_itself:.1f} points of it."
    )


def _survey_changed(measure: Measure, months: Period) -> str:
    if measure.family is not Family.HCAHPS or not months.first < INSTRUMENT_BREAK <= months.last:
        return ""
    return (
        "The HCAHPS survey and its modes changed on 1 January 2025: a step there may be the "
        "survey’s own. It is the same at all places, so the comparison takes it out; the action’s "
        "own past does not."
    )


def _apart(evidence: Evidence) -> str:
    if evidence.others is None or not evidence.others.apart_before:
        return ""
    return "Before the action the place already moved away from the others: they compare badly."


def _other_actions(action: Action, registers: Registers, months: Period) -> str:
    near = [
        f"“{other.title}”"
        for other in registers.actions_of(action.measure_id, action.narrow(Filters(period=months)))
        if other.id != action.id and abs(other.start - action.start) <= _NEAR
    ]
    if not near:
        return ""
    return f"Within half a year {in_words(near)} began as well: they cannot be told apart."


def _no_witness(action: Action, evidence: Evidence) -> str:
    if evidence.others is not None:
        return ""
    if not action.facility_id:
        return "The whole system took part, so there is nobody to compare it with."
    past = "" if evidence.past else f", and fewer than {LEAST_MONTHS} months on one side"
    return f"There are not enough comparable places without such an action{past}."
