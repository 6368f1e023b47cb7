"""Did the actions work? All of them in one table, and the evidence of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxboard.analysis.impact import Impact, in_points
from cxboard.analysis.interrupted import LEAST_MONTHS, Estimate
from cxboard.charts import before_after
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.numbers import NOT_THERE, format_value
from cxboard.domain.periods import month_name
from cxboard.domain.vocabulary import Unit
from cxboard.results.learning_types import ImpactBoard, ImpactCase
from cxboard.ui import chart_panel, choice, data_table, links, register_marks
from cxboard.ui import format as written

NOTES = (
    (
        "Worked: since the start there is a special cause for the better that did not begin "
        "before, and it is clearly better than at the places without the action, or, where there "
        "are none, than the time before would have led to. Too early: fewer than seven months "
        "since the start. Everything else is not shown, which does not mean that nothing happened."
    ),
    (
        "Interrupted time series: a step and another slope from the first month on, weighted by "
        f"people; from {LEAST_MONTHS} months on either side, with a season of the year from 12 "
        "there. Intervals are the wider ones of Newey–West (lag 3) and ordinary errors, and rather "
        "too narrow all the same."
    ),
    (
        "Comparison: difference in differences with the effects of place and month taken out. p is "
        "the share of places that would show as much had they been the one (permutation); with "
        "six places it cannot fall below 0.17. Estimates are positive where things got better."
    ),
)

_YEAR = 12

_MARKS = {
    Impact.WORKED: "▲",
    Impact.WORSE: "▼",
    Impact.NOT_SHOWN: "–",
    Impact.TOO_EARLY: "…",
}


def show_all(board: ImpactBoard, chosen: ImpactCase) -> None:
    """Show every action with its verdict, what needs a decision first."""
    head = ["Action", "Measure and place", "Verdict", "Better by, points", "Why"]
    rows = [_row(case, chosen) for case in board.cases]
    caption = "Every action, judged over the whole of its place; raw, unadjusted scores."
    data_table.show(caption, [head, *rows])


def choose(board: ImpactBoard) -> ImpactCase:
    """Show the choice of an action and return its case."""
    titles = {f"{case.action.id}": _choice(case) for case in board.cases}
    chosen = choice.select("Action to study", titles, key="action")
    return next(case for case in board.cases if f"{case.action.id}" == chosen)


def show_case(case: ImpactCase) -> None:
    """Show one action: its months, the evidence in the order of its weight, and the warnings."""
    figure = before_after.figure(case)
    told = chart_panel.mark(figure, case.series, register_marks.beside(case.action))
    chart_panel.show(
        figure,
        key=f"impact_{case.action.id}",
        title=before_after.headline(case),
        alt=f"{before_after.describe(case)} {told}".strip(),
        rows=_month_rows(case),
        text=f"{case.why} Grey: process limits of the whole series. {told}".strip(),
    )
    data_table.show("The evidence, in the order in which it is asked", _evidence(case))
    warnings = case.warnings or ("Nothing that we know of: no other change is on record.",)
    items = (tag("li", warning) for warning in warnings)
    st.html(tag("div", tag("h3", "To beware of"), tag("ul", *items), class_="cx cx-section"))


def _row(case: ImpactCase, chosen: ImpactCase) -> list[str]:
    action = case.action
    address = links.address(action=f"{action.id}")
    current = "true" if case is chosen else None
    name = tag("a", action.title, href=address, target="_self", aria_current=current)
    begun = f"{action.owner_role}, from {month_name(case.start)}, {action.status}"
    witness = case.evidence.witness
    better = NOT_THERE if witness is None else _signed(witness.value)
    interval = "" if witness is None else f"{_signed(witness.lower)} to {_signed(witness.upper)}"
    return [
        _with_small(name, begun),
        _with_small(case.measure.title, case.place),
        tag("b", f"{_MARKS[case.impact]} {case.impact}", class_="cx-nowrap"),
        _with_small(better, interval),
        case.why,
    ]


def _evidence(case: ImpactCase) -> Sequence[Sequence[str]]:
    evidence = case.evidence
    signal = "none since the start"
    if evidence.improved or evidence.worsened:
        kinds = [
            name
            for name, is_there in (
                ("for the better", evidence.improved),
                ("for the worse", evidence.worsened),
            )
            if is_there
        ]
        signal = f"since the start {' and '.join(kinds)}"
    before = "already improving" if evidence.was_improving else "no signal of improvement"
    rows = [
        ["What was asked", "Answer", "Detail"],
        [
            "Process limits: is there a special cause?",
            signal,
            f"{evidence.before} months before ({before}), {evidence.after} since",
        ],
    ]
    past, others = evidence.past, evidence.others
    if past is None:
        missing = f"fewer than {LEAST_MONTHS} months on one side"
        rows.append(["Interrupted time series: against its own past?", "not asked", missing])
    else:
        rows += [
            [
                "Interrupted time series: against its own past?",
                f"{in_points(past.by_now)} by now",
                _errors(past.by_now),
            ],
            ["… the step at the start", in_points(past.level), _errors(past.level)],
            ["… the change of the monthly slope", in_points(past.slope), _errors(past.slope)],
        ]
    if others is None:
        rows.append(["Beside places without the action?", "not asked", "none to compare with"])
    else:
        detail = f"{others.places} places, p = {others.p:.2f} by permutation"
        rows.append(["Beside places without the action?", in_points(others.change), detail])
    if evidence.by_itself:
        back = f"{evidence.by_itself:.1f} points"
        rows.append(["What would come back by itself?", back, "regression to the mean"])
    if case.impact is Impact.WORKED:
        rows.append(["Does it last?", *_lasting(case)])
    return rows


def _lasting(case: ImpactCase) -> tuple[str, str]:
    """Return whether what worked is still there a year later."""
    since = f"{case.evidence.after} months since the start"
    if case.evidence.after < _YEAR:
        return "to be asked again after a year", since
    if case.trend is not None and case.trend.is_concern:
        return "not any more", f"{since}, and the latest is part of a signal for the worse"
    return "so far", f"{since}, and the latest is no signal for the worse"


def _errors(estimate: Estimate) -> str:
    return (
        f"standard error {estimate.error:.2f} (Newey–West), {estimate.plain_error:.2f} (ordinary)"
    )


def _month_rows(case: ImpactCase) -> Sequence[Sequence[str]]:
    unit = case.measure.unit
    beside = {point.month: point.score for point in case.others}
    head = ["Month", case.place, case.measure.counted.capitalize(), "Places without it"]
    return [
        head,
        *(
            [
                f"{month_name(point.month)}{' (since the start)' * (point.month >= case.start)}",
                written.score_text(point.score, unit),
                written.people_text(point.score),
                written.score_text(beside[point.month], unit)
                if point.month in beside
                else NOT_THERE,
            ]
            for point in reversed(case.series)
        ),
    ]


def _choice(case: ImpactCase) -> str:
    return f"{case.action.title} ({case.place}, from {month_name(case.start)}, {case.impact})"


def _signed(value: float) -> str:
    text = format_value(value, Unit.POINTS)
    return f"+{text}" if value > 0 and text != "0.0" else text


def _with_small(text: str, small: str) -> Markup:
    return join([text, tag("small", small)]) if small else join([text])
