"""Is the funnel of units made of what may be shown, and is it on the page?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxboard.analysis.funnel import FunnelPlace
from cxboard.charts import funnel_plot
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Dimension
from cxboard.queries.reader import opened
from cxboard.results.funnel import unit_funnel
from cxboard.results.score import score_by
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace

YEAR = Filters(period=Period(first=date(2025, 11, 1), last=date(2026, 10, 1)))


@pytest.mark.parametrize("measure_id", ["cleanliness", "nurse_communication"])
def test_units_stand_with_their_own_scores(telling_demo: Path, measure_id: str) -> None:
    workspace = Workspace.open(telling_demo)
    shown = current(workspace.ledger)
    assert shown is not None
    reader = opened(workspace, shown)
    found = unit_funnel(reader, YEAR, measure_id)
    by = (Dimension.FACILITY, Dimension.UNIT)
    rows = [row.score for row in score_by(reader, get_measure(measure_id), YEAR, by)]
    workspace.close()
    assert found is not None
    there = sorted((s.n, round(s.value, 6)) for s in rows if s.value is not None and s.n)
    drawn = [(row.tally.denominator, round(100 * row.value, 6)) for row in found.funnel.rows]
    assert sorted(drawn) == there
    assert min(n for n, _ in drawn) >= 11
    assert found.hidden == sum(score.suppressed for score in rows) > 0
    assert found.is_composite is (measure_id == "nurse_communication")
    told = funnel_plot.table(found)
    assert len(told) == len(drawn) + 1
    outside = [row for row in found.funnel.rows if row.place is FunnelPlace.OUTSIDE]
    assert ("No unit of" in funnel_plot.headline(found)) is (not outside)
    figure = funnel_plot.figure(found)
    assert len(figure.data) == 5 + 2 * len(FunnelPlace)
    named = {each.text for each in figure.layout.annotations}
    beyond = [row for row in found.funnel.rows if row.place is not FunnelPlace.WITHIN]
    assert named == {row.tally.name for row in beyond}


def test_few_units_make_no_funnel(shared_demo: Path) -> None:
    workspace = Workspace.open(shared_demo)
    shown = current(workspace.ledger)
    assert shown is not None
    reader = opened(workspace, shown)
    one = Filters(period=YEAR.period, facilities=("LH02",), units=("LH02-U01",))
    assert unit_funnel(reader, one, "cleanliness") is None
    month = Period(first=date(2023, 11, 1), last=date(2023, 11, 1))
    assert unit_funnel(reader, Filters(period=month), "symptom_information") is None
    workspace.close()
