"""What goes with a good rating? The choice of the outcome, the priority matrix, and the table."""

from __future__ import annotations

from cxboard.charts import priority
from cxboard.domain.catalogue import get_measure
from cxboard.domain.numbers import format_range, format_value
from cxboard.domain.vocabulary import Unit
from cxboard.results.drivers import OUTCOMES
from cxboard.results.learning_types import DriverBoard, DriverRow
from cxboard.ui import chart_panel, choice, links
from cxboard.ui import format as written

_RANKS = "1st 2nd 3rd".split()  # noqa: SIM905


def choose() -> str:
    """Show the choice of the outcome and return its measure id."""
    titles = {name: get_measure(name).title for name in OUTCOMES}
    return choice.segments("What should rise", titles, key="outcome")


def show(board: DriverBoard) -> None:
    """Show the priority matrix, with the same numbers as a table."""
    chart_panel.show(
        priority.figure(board),
        key=f"drivers_{board.outcome.id}",
        title=priority.headline(board),
        alt=priority.describe(board),
        rows=[_HEAD, *(_cells(row) for row in board.rows)],
        text=(
            "Association, not proof of cause: people who rate the stay higher may see everything "
            "in a kinder light. Upwards: the share of what all domains explain, with its 95% "
            "interval; dotted lines: an even share, and the median score."
        ),
    )


def basis(board: DriverBoard) -> list[str]:
    """Return what the weights rest on, a few words each."""
    return [f"weights from about {written.format_count(board.people)} who answered everything"]


def notes(board: DriverBoard) -> list[str]:
    """Return the footnotes: the method, its limits, and what other cases would say."""
    floor = format_value(100 * board.floor, Unit.PERCENT)
    return [
        (
            "Weights: Johnson’s relative weights, from every person’s mean score of each domain (0 "
            "to 100). They add up to all that the domains explain together, and are not misled by "
            "domains that go together, as the coefficients of a regression are. Not adjusted for "
            "age, health or other differences between patients."
        ),
        (
            f"Intervals: from {board.cells} months of a hospital, drawn anew 1,000 times "
            f"(bootstrap). A domain of pure chance would stay below {floor} nineteen times of "
            "twenty. A rank is given as a range where it is not sure. Shown from 200 people, 12 "
            "months of a hospital and 10% explained on."
        ),
        (
            "Only people who answered about every domain are in the weights, rounded to 50; "
            f"scores are those of everybody. {board.sensitivity}"
        ),
    ]


_HEAD = ["Domain", "Weight", "95% interval", "Rank", "Top box", "Where it stands"]


def _cells(row: DriverRow) -> list[str]:
    weight = row.weight
    return [
        links.to_measure(row.measure),
        format_value(100 * weight.share, Unit.PERCENT),
        format_range(100 * weight.lower, 100 * weight.upper, Unit.PERCENT),
        _rank(weight.best_rank, weight.worst_rank),
        written.score_text(row.score, row.measure.unit),
        str(row.quadrant),
    ]


def _rank(best: int, worst: int) -> str:
    if best == worst:
        return _ordinal(best)
    return f"{_ordinal(best)} to {_ordinal(worst)}"


def _ordinal(rank: int) -> str:
    return _RANKS[rank - 1] if rank <= len(_RANKS) else f"{rank}th"
