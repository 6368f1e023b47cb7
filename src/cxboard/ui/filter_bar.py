"""Which period and which part of the health system is the page about? One calm row above it.

Made once, in the entry script, and shared by all pages; every choice is in the URL.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from cxboard.domain.errors import BadRequest
from cxboard.domain.filters import Filters
from cxboard.domain.periods import DEFAULT_PERIOD, Period, month_name, parse_period
from cxboard.results.types import Facility, Options
from cxboard.ui import choice, state

ALL = ""
"""Id of the option that narrows nothing."""

_ROLLING = {
    "12m": "Latest 12 months",
    "6m": "Latest 6 months",
    "3m": "Latest 3 months",
    "1m": "Latest month",
}
_WHAT = {
    "period": "period",
    "facility": "hospital",
    "unit": "unit",
    "service_line": "service line",
    "channel": "channel",
}
_WIDTHS = (1.25, 1.5, 1.4, 1.1, 1.0)


def show(options: Options, *, visible: bool = True) -> Filters | None:
    """Show the filter bar and return what was chosen, checked again on this side.

    Args:
        options: what can be chosen, from the publication that this run reads.
        visible: False on a page that it says nothing to; the choices stay for the next page.

    Returns:
        The filters; None, and nothing on screen, when there are no data of one's own.
    """
    if options.first_month is None or options.latest_month is None:
        state.remember(None)
        return None
    offered = offers(options)
    _read_address(options, offered)
    with st.container(key="cx-filters" if visible else "cx-filters-away"):
        chosen = _widgets(options, offered)
        if hint := state.note("address"):
            st.caption(hint)
    choices = choices_of(chosen, options)
    state.remember(choices)
    return choices.filters


def offers(options: Options) -> dict[str, Mapping[str, str]]:
    """Return what each box but the unit's offers: labels by id, the first being the default."""
    assert options.first_month is not None
    assert options.latest_month is not None
    return {
        "period": period_labels(options.first_month, options.latest_month),
        "facility": {ALL: "All hospitals"} | _unique({f.id: f.name for f in options.facilities}),
        "service_line": {ALL: "All service lines"} | {line: line for line in options.service_lines},
        "channel": {ALL: "All channels"} | {name: channel_name(name) for name in options.channels},
    }


def unit_labels(options: Options, facility_id: str) -> Mapping[str, str]:
    """Return the units of a hospital, labels by id; only "all" when no hospital is chosen."""
    if not facility_id:
        return {ALL: "All units"}
    units = _facility(options, facility_id).units
    return {ALL: "All units"} | _unique({unit.id: unit.name for unit in units})


def period_labels(first: date, latest: date) -> Mapping[str, str]:
    """Return the periods to choose from, newest first: rolling, then calendar years and quarters.

    The twelve months before the latest, and those before them, are the stretches by which small
    groups are shown (see `results.cells.blocks`).

    Args:
        first: first month with data.
        latest: last month with data, where rolling periods end.
    """
    earlier: dict[str, str] = {}
    period = parse_period(DEFAULT_PERIOD, latest).before()
    while period.last >= first:
        earlier[f"{period.first:%Y-%m}..{period.last:%Y-%m}"] = (
            f"12 months to {month_name(period.last)}"
        )
        period = period.before()
    calendar: dict[str, str] = {}
    for year in range(latest.year, first.year - 1, -1):
        years = Period(first=date(year, 1, 1), last=date(year, 12, 1))
        so_far = f" to {month_name(latest)[:3]}" if latest < years.last else ""
        calendar[str(year)] = f"{year}{so_far}"
        for quarter in (4, 3, 2, 1):
            key = f"{year}Q{quarter}"
            period = parse_period(key, latest)
            if period.first <= latest and period.last >= first:
                calendar[key] = f"{year} Q{quarter}"
    return _ROLLING | earlier | calendar


def channel_name(channel: str) -> str:
    """Return a channel's name for a reader."""
    special = {"sms": "SMS"}
    return special.get(channel, channel.replace("_", " ").capitalize())


def choices_of(chosen: Mapping[str, str], options: Options) -> state.Choices:
    """Return filters, display names and link parameters for the chosen ids.

    Ids that are not offered are left out, whatever a browser sent.
    """
    assert options.latest_month is not None
    offered = offers(options)
    valid = {key: chosen.get(key, ALL) for key in offered}
    valid = {key: value if value in offered[key] else ALL for key, value in valid.items()}
    units = unit_labels(options, valid["facility"])
    valid["unit"] = chosen.get("unit", ALL) if chosen.get("unit", ALL) in units else ALL
    try:
        period = parse_period(valid["period"], options.latest_month)
    except BadRequest:
        period, valid["period"] = parse_period(DEFAULT_PERIOD, options.latest_month), ALL
    filters = Filters(
        period=period,
        facilities=_one(valid["facility"]),
        units=_one(valid["unit"]),
        service_lines=_one(valid["service_line"]),
        channels=_one(valid["channel"]),
    )
    names = dict(options.names()) | {name: channel_name(name) for name in options.channels}
    link = {key: value for key, value in valid.items() if value not in (ALL, DEFAULT_PERIOD)}
    first, latest = options.first_month, options.latest_month
    return state.Choices(
        filters=filters,
        names=names,
        link=link,
        state_code=_state(options, valid["facility"]),
        data=Period(first=first, last=latest) if first else None,
    )


def _widgets(options: Options, offered: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    columns = st.columns(_WIDTHS, gap="small")
    chosen: dict[str, str] = {}
    with columns[0]:
        chosen["period"] = choice.select("Period", offered["period"], key="period")
    with columns[1]:
        chosen["facility"] = choice.select(
            "Hospital",
            offered["facility"],
            key="facility",
            on_change=lambda: state.reset("unit", ALL),
        )
    with columns[2]:
        units = unit_labels(options, chosen["facility"])
        if not chosen["facility"]:
            units = {ALL: "Choose a hospital first"}
        chosen["unit"] = choice.select("Unit", units, key="unit", disabled=len(units) == 1)
    with columns[3]:
        chosen["service_line"] = choice.select(
            "Service line", offered["service_line"], key="service_line"
        )
    with columns[4]:
        chosen["channel"] = choice.select("Channel", offered["channel"], key="channel")
    return chosen


def _read_address(options: Options, offered: Mapping[str, Mapping[str, str]]) -> None:
    """Take ids over from the address, once a session; say quietly what it names in vain."""
    units = unit_labels(options, _facility_asked(options))
    labels = {**offered, "unit": units}
    in_vain = [what for key, what in _WHAT.items() if not choice.read_address(key, labels[key])]
    if in_vain:
        state.note(
            "address",
            f"Not among the choices here: this link’s {', '.join(in_vain)}. "
            "The usual choice is shown instead.",
        )


def _facility_asked(options: Options) -> str:
    value = st.query_params.get("facility", "")
    labels = offers(options)["facility"]
    return next((key for key, label in labels.items() if value in (key, label)), ALL)


def _facility(options: Options, facility_id: str) -> Facility:
    return next(f for f in options.facilities if f.id == facility_id)


def _state(options: Options, facility_id: str) -> str | None:
    """Return the state of the chosen hospital, or of all when they share one."""
    states = {f.state for f in options.facilities if not facility_id or f.id == facility_id}
    return states.pop() if len(states) == 1 else None


def _unique(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the labels, with the id added where two are the same."""
    names = list(labels.values())
    return {
        key: f"{name} ({key})" if names.count(name) > 1 else name for key, name in labels.items()
    }


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
