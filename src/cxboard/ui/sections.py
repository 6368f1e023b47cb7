"""The results of the pages that need nothing but the filters, each with its type."""

from __future__ import annotations

from cxboard.domain.filters import Filters
from cxboard.results.care import Care
from cxboard.results.equity import Equity
from cxboard.results.learning_types import DriverBoard, ImpactBoard, Outlook
from cxboard.results.loop import Loop
from cxboard.results.nps import Nps
from cxboard.results.omnichannel import Omnichannel
from cxboard.results.reach import Reach
from cxboard.results.signal_types import Signals
from cxboard.results.types import Scorecard
from cxboard.results.value_types import HospitalValue, Value
from cxboard.ui import cached


def scorecard(filters: Filters) -> Scorecard:
    """Return the executive scorecard."""
    found: Scorecard = cached.section("scorecard", filters)
    return found


def omnichannel(filters: Filters) -> Omnichannel:
    """Return contacts by channel and touchpoint."""
    found: Omnichannel = cached.section("omnichannel", filters)
    return found


def nps(filters: Filters) -> Nps:
    """Return the Net Promoter Score by month and group, beside HCAHPS."""
    found: Nps = cached.section("nps", filters)
    return found


def signals(filters: Filters) -> Signals:
    """Return every special cause of every place chosen."""
    found: Signals = cached.section("signals", filters)
    return found


def outlook(filters: Filters) -> Outlook:
    """Return the forecasts of the headline measures from the end of the period on."""
    found: Outlook = cached.section("outlook", filters)
    return found


def impact_board(filters: Filters) -> ImpactBoard:
    """Return every action of the places chosen, with what became of its measure."""
    found: ImpactBoard = cached.section("impact", filters)
    return found


def driver_board(filters: Filters, outcome: str) -> DriverBoard:
    """Return what goes with an outcome, a measure id."""
    found: DriverBoard = cached.section(f"drivers_{outcome}", filters)
    return found


def care(filters: Filters) -> Care:
    """Return the eight domains of patient-centred care."""
    found: Care = cached.section("care", filters)
    return found


def loop(filters: Filters) -> Loop:
    """Return complaints, compliments and call-backs."""
    found: Loop = cached.section("loop", filters)
    return found


def equity(filters: Filters) -> Equity:
    """Return the gaps between groups of people."""
    found: Equity = cached.section("equity", filters)
    return found


def reach(filters: Filters) -> Reach:
    """Return whom the surveys hear."""
    found: Reach = cached.section("reach", filters)
    return found


def value(filters: Filters) -> Value:
    """Return what the surveys would earn in stars and points."""
    found: Value = cached.section("value", filters)
    return found


def hospital_values(filters: Filters) -> tuple[HospitalValue, ...]:
    """Return what each hospital's surveys would earn; nothing beside a chosen place."""
    found: tuple[HospitalValue, ...] = cached.section("value_hospitals", filters)
    return found
