"""Where are the measures heading? The fan of the chosen one, and all of them in one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxboard.analysis.forecast import BackTest
from cxboard.charts import fan
from cxboard.charts.markup import Markup, join, tag
from cxboard.domain.numbers import NOT_THERE, format_range, format_value
from cxboard.domain.periods import month_name
from cxboard.domain.scores import Score
from cxboard.results.learning_types import Outlook, OutlookRow
from cxboard.results.outlook import MONTHS_AHEAD, percent
from cxboard.ui import chart_panel, choice, data_table, links, page
from cxboard.ui import format as written

NOTES = (
    (
        "Estimates, not promises: a forecast carries on what the months have in common (a level "
        "or a straight line, a season of the year) and knows nothing of what anybody is about to "
        "do."
    ),
    (
        "Back-test: the same procedure, the choice of the model included, repeated from every "
        "second month of the latest year on with what was known then. A forecast is shown only "
        "where it missed by less than the better of two forecasts that need no model: the latest "
        "month carried on, and the same month a year before. Intervals are widened by what the "
        "back-test found."
    ),
    (
        "Chance: that the value of that one month lies at the target or on its good side, rounded "
        "to 5 percentage points. Editions of a survey that do not join are never forecast as one; "
        "where the questions of January 2025 stayed the same, months on both sides are used."
    ),
)


def choose(outlook: Outlook) -> OutlookRow:
    """Show the choice of a measure and return its row."""
    titles = {row.measure.id: row.measure.title for row in outlook.rows}
    chosen = choice.select("Measure to study", titles, key="forecast")
    return next(row for row in outlook.rows if row.measure.id == chosen)


def show_fan(row: OutlookRow) -> None:
    """Show a measure's months and its fan, with the same numbers as a table."""
    text = row.why_not
    if row.test and row.ahead:
        text = (
            f"The forecast follows {row.follows}. Dark: where half of the cases fall; light: four "
            f"of five. {_record(row.test)}"
        )
    chart_panel.show(
        fan.figure(row),
        key=f"fan_{row.measure.id}",
        title=fan.headline(row),
        alt=fan.describe(row),
        rows=_month_rows(row),
        text=text,
    )


def show_all(outlook: Outlook, chosen: OutlookRow, last: date) -> None:
    """Show every measure: its forecast, its chance at the target, and how the past judges it."""
    page.section("All headline measures, those least likely to be at their target first")
    ordered = sorted(outlook.rows, key=_least_likely_first)
    ahead = next((row.ahead[-1].month for row in outlook.rows if row.ahead), None)
    until = month_name(ahead) if ahead else f"{MONTHS_AHEAD} months on"
    head = [
        "Measure",
        f"{month_name(last)}",
        f"{until}, estimate",
        "Target",
        "Chance to be there",
        "Mean miss, back-test",
    ]
    caption = f"Forecast of each measure for {until}; raw, unadjusted scores."
    data_table.show(caption, [head, *(_cells(row, chosen, last) for row in ordered)])


def _least_likely_first(row: OutlookRow) -> tuple[bool, bool, float]:
    return not row.ahead, row.chance is None, row.chance or 0.0


def _cells(row: OutlookRow, chosen: OutlookRow, last: date) -> list[str]:
    unit = row.measure.unit
    target = written.reference_text(row.target, row.measure) if row.target else NOT_THERE
    label = row.target.status if row.target and row.target.status != "agreed" else ""
    now = next((point.score for point in row.series if point.month == last), Score())
    people = "" if now.value is None else f"{written.format_count(now.n)} {row.measure.counted}"
    return [
        _name(row, chosen),
        _with_small(written.score_text(now, unit), people or written.why_missing(now)),
        _outcome(row),
        _with_small(target, label),
        percent(row.chance) or NOT_THERE,
        _misses(row.test),
    ]


def _name(row: OutlookRow, chosen: OutlookRow) -> Markup:
    address = links.address(forecast=row.measure.id)
    bold = "page" if row is chosen else None
    return tag("a", row.measure.title, href=address, target="_self", aria_current=bold)


def _outcome(row: OutlookRow) -> str:
    if not row.ahead:
        return _with_small("no forecast", "no better than none" if row.test else row.why_not)
    end = row.ahead[-1]
    interval = format_range(*end.most, row.measure.unit)
    return _with_small(format_value(end.expected, row.measure.unit), f"80%: {interval}")


def _misses(test: BackTest | None) -> str:
    if test is None:
        return NOT_THERE
    return _with_small(f"{test.error:.2f}", f"without a model {test.naive_error:.2f}")


def _record(test: BackTest) -> str:
    return (
        f"In the back-test {test.forecasts} forecasts missed by {test.error:.1f} points on average "
        f"({test.naive}: {test.naive_error:.1f}), and {test.held} fell within the 80% interval as "
        f"it came from the model; so it is drawn {test.widening:.1f} times as wide."
        if test.widening > 1.05
        else f"In the back-test {test.forecasts} forecasts missed by {test.error:.1f} points on "
        f"average ({test.naive}: {test.naive_error:.1f}), and {test.held} fell within their 80% "
        "interval."
    )


def _month_rows(row: OutlookRow) -> Sequence[Sequence[str]]:
    head = ["Month", row.measure.short_title, "80% interval", "50% interval"]
    unit = row.measure.unit
    future = [
        [
            f"{month_name(month.month)} (estimate)",
            format_value(month.expected, unit),
            format_range(*month.most, unit),
            format_range(*month.half, unit),
        ]
        for month in reversed(row.ahead)
    ]
    past = [
        [month_name(point.month), written.score_text(point.score, unit), "", ""]
        for point in reversed(row.series)
    ]
    return [head, *future, *past]


def _with_small(text: str, small: str) -> Markup:
    return join([text, tag("small", small)]) if small else join([text])
