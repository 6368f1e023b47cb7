"""Units among each other: a funnel of the chosen measure, with what widens its limits."""

from __future__ import annotations

from cxboard.charts import funnel_plot
from cxboard.domain.filters import Filters
from cxboard.results.funnel_types import UnitFunnel
from cxboard.ui import cached, chart_panel, page

_TEXT = (
    "Units by how many people answered, about the value of all together. Units differ for more "
    "reasons than chance and care, so the limits are widened by what most of them vary."
)


def show(filters: Filters, measure_id: str) -> None:
    """Show the funnel of a measure by unit; nothing where too few units can be shown."""
    found: UnitFunnel | None = cached.section(f"funnel_{measure_id}", filters)
    if found is None:
        return
    page.section("Units among each other", _TEXT)
    chart_panel.show(
        funnel_plot.figure(found),
        key="funnel",
        title=funnel_plot.headline(found),
        alt=funnel_plot.describe(found),
        rows=funnel_plot.table(found),
        text=_how(found),
    )


def _how(found: UnitFunnel) -> str:
    """Return how the limits were made, how often they err, and what is not in the picture."""
    funnel = found.funnel
    text = (
        f"Scores vary {funnel.phi:.1f} times as much as chance alone would make them (variance "
        f"between units τ² = {funnel.tau2:.4f}, Spiegelhalter 2005). Solid: 99.8% limits, outside "
        f"them is a signal; dashed: 95%. By chance alone {found.false_alarms:.1f} of "
        f"{len(funnel.rows)} units would lie outside the solid ones."
    )
    if found.is_composite:
        text += " A composite stands as one share of the people who answered any question."
    return f"{text} Too few people to show: {found.hidden} units." if found.hidden else text
