"""The results of the pages that need nothing but the filters, by name: the key of their cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from cxboard.domain.catalogue import measures_in
from cxboard.domain.filters import Filters
from cxboard.domain.registers import Registers
from cxboard.domain.vocabulary import Family
from cxboard.queries.reader import Reader
from cxboard.results.care import care
from cxboard.results.drivers import OUTCOMES, driver_board
from cxboard.results.equity import equity
from cxboard.results.executive import executive_scorecard
from cxboard.results.funnel import unit_funnel
from cxboard.results.impact import impact_board
from cxboard.results.loop import closing_the_loop
from cxboard.results.nps import nps
from cxboard.results.omnichannel import omnichannel
from cxboard.results.outlook import outlook
from cxboard.results.reach import reach
from cxboard.results.signals import signals
from cxboard.results.value import value
from cxboard.results.value_hospitals import hospital_values

SECTIONS: Mapping[str, Callable[[Reader, Filters], object]] = {
    **{f"drivers_{name}": partial(driver_board, outcome_id=name) for name in OUTCOMES},
    **{
        f"funnel_{measure.id}": partial(unit_funnel, measure_id=measure.id)
        for measure in measures_in(Family.HCAHPS)
    },
    "value": value,
    "value_hospitals": hospital_values,
    "equity": equity,
}

REGISTERED_SECTIONS: Mapping[str, Callable[[Reader, Filters, Registers], object]] = {
    "scorecard": executive_scorecard,
    "omnichannel": omnichannel,
    "care": care,
    "outlook": outlook,
    "loop": closing_the_loop,
    "reach": reach,
    "impact": impact_board,
    "signals": signals,
    "nps": nps,
}
"""Those that depend on what people entered in the registers, too, whose revision is in the key."""
