"""One measure of a page, studied: chosen by name, or by a link from another page."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.results.types import Charted
from cxboard.ui import chart_panel, choice


def show(rows: Sequence[Charted]) -> dict[str, str]:
    """Show the choice of a measure and its months with all that is marked on them.

    Args:
        rows: the measures of the page, the one to begin with first; those of which no month can
            be shown come last, and those without months are not offered.

    Returns:
        What the page's link must carry; nothing when no measure has a month.
    """
    offered = {row.measure.id: row for row in sorted(rows, key=_is_silent) if row.series}
    if not offered:
        return {}
    titles = {name: row.measure.title for name, row in offered.items()}
    chosen = choice.select("Measure to study", titles, key="measure")
    chart_panel.show_trend(offered[chosen])
    return {"measure": chosen}


def _is_silent(row: Charted) -> bool:
    return all(point.score.value is None for point in row.series)
