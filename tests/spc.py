"""How do tests write a series? Values in a list, one a month from January 2022, None for a gap."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cxboard.analysis.spc.chart import Chart, xmr_chart
from cxboard.analysis.spc.series import Observation, Settings
from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Direction
from tests.commands import ROOT
from tests.components import MISSING

UP = Settings(direction=Direction.INCREASE)
DOWN = Settings(direction=Direction.DECREASE)
NEITHER = Settings(direction=None)

FIXTURES = ROOT.parent / "shared" / "fixtures"


def months(values: Sequence[float | None]) -> list[Observation]:
    """Return one value a month."""
    return [Observation(day=month(i), value=value) for i, value in enumerate(values)]


def month(index: int) -> date:
    """Return the first day of a month; 0 is January 2022."""
    return add_months(date(2022, 1, 1), index)


def charted(values: Sequence[float | None], settings: Settings = UP, **changes: Any) -> Chart:
    """Chart values, one a month."""
    return xmr_chart(months(values), replace(settings, **changes))


def labels(chart: Chart) -> list[str]:
    """Return each point's cause in the words of its dialect."""
    return [chart.settings.rules.label(point.cause) for point in chart.points]


def reference_cases(name: str) -> list[Any]:
    """Return the cases of a reference file, as pytest parameters; one skip where it is absent."""
    file = FIXTURES / name
    if not file.exists():
        absent = pytest.mark.skip(reason=f"{MISSING}{name} (reference results)")
        return [pytest.param(None, marks=absent, id="absent")]
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases]
