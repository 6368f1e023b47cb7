"""Units among each other: a funnel of the chosen measure, with what widens its limits."""

from __future__ import annotations

import streamlit as st

from cxboard.charts import funnel_plot
from cxboard.charts.markup import tag
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
    funnel = found.funnel
    chart_panel.show(
        funnel_plot.figure(found),
        key="funnel",
        title=funnel_plot.headline(found),
        alt=funnel_plot.describe(found),
        rows=funnel_plot.table(found),
        text=_how(found),
    )
    made = (
        "Funnel. Limits are widened by the variance between units "
        f"(τ² = {funnel.tau2:.4f}, Spiegelhalter 2005): scores vary {funnel.phi:.1f} times as much "
        "as chance alone would make them."
    )
    st.html(tag("div", tag("p", made), class_="cx cx-foot-of-chart"))


def _how(found: UnitFunnel) -> str:
    """Return how to read the limits, how often they err, and what is not in the picture."""
    rows = len(found.funnel.rows)
    text = (
        "A unit outside the solid lines (99.8% limits) really differs; rings lie outside the "
        f"dashed ones (95%). By chance alone {found.false_alarms:.1f} of {rows} units would lie "
        "outside the solid lines."
    )
    if found.is_composite:
        text += " A composite stands as one share of the people who answered any question."
    if not found.hidden:
        return text
    verb = "unit is" if found.hidden == 1 else "units are"
    return f"{text} {found.hidden} {verb} hidden: they would tell of few people."
