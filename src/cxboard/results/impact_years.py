"""What became of a measure whose months are all hidden? Its latest year beside the one before."""

from __future__ import annotations

from cxboard.analysis.comparison import difference
from cxboard.domain.actions import Action
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.numbers import format_change, format_value
from cxboard.domain.periods import Period, add_months, month_name
from cxboard.domain.scores import Score
from cxboard.queries.reader import Reader
from cxboard.results.score import score_by

_YEAR = 12
_HIDDEN = "Its months are hidden: they would tell of few people."


def year_by_year(reader: Reader, action: Action, months: Period) -> str:
    """Return, in words, the latest year's value and the one before; they make no verdict.

    Whole years that end with the period are what disclosure control keeps whole, so the action
    may have begun within one of them; that is said.

    Args:
        reader: the publication.
        action: what was done.
        months: those of the newest questions, to the end of the period.
    """
    year = Period(first=add_months(months.last, 1 - _YEAR), last=months.last)
    then, now = (_score(reader, action, part) for part in (year.before(), year))
    found = difference(now, then)
    if found is None or year.before().first < months.first:
        return _HIDDEN
    change, lower, upper = found
    unit = get_measure(action.measure_id).unit
    return (
        f"{_HIDDEN} By year: {format_value(then.value, unit)} in {year.before().describe()}, "
        f"{format_value(now.value, unit)} in {year.describe()} ({format_change(change)} points, "
        f"{'more than' if lower > 0 or upper < 0 else 'within'} chance); the action began in "
        f"{month_name(action.start)}. Two values are no verdict."
    )


def _score(reader: Reader, action: Action, period: Period) -> Score:
    rows = score_by(
        reader, get_measure(action.measure_id), action.narrow(Filters(period=period)), ()
    )
    return rows[0].score if rows else Score()
