"""Do the filters offer what there is, survive any address, and come back from the address?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from cxboard.domain.periods import Period
from cxboard.results.types import Facility, Options, Unit
from cxboard.ui import filter_bar

HOSTILE = "<script>alert('x')</script>"
LATEST = date(2026, 10, 1)


def options() -> Options:
    return Options(
        facilities=tuple(
            Facility(
                id=f"H{number}",
                name=name,
                state="FL",
                units=(
                    Unit(id=f"H{number}-M", name="Medical", service_line="Medicine"),
                    Unit(id=f"H{number}-S", name="Surgical", service_line="Surgery"),
                ),
            )
            for number, name in enumerate(("Central", "North & “South”", "Twin", "Twin"), 1)
        ),
        service_lines=("Medicine", "Surgery"),
        channels=("phone", "web_chat", "sms"),
        first_month=date(2025, 5, 1),
        latest_month=LATEST,
    )


def app(address: dict[str, str], shown: Callable[[], Options] = options) -> AppTest:
    """Run the filter bar alone, opened by an address."""

    def script() -> None:
        import streamlit as st

        from cxboard.ui import filter_bar, links
        from tests.ui.test_filter_bar import options

        filters = filter_bar.show(options())
        st.session_state["found"] = (filters, links.address("page"))

    made = AppTest.from_function(script, default_timeout=30)
    for key, value in address.items():
        made.query_params[key] = value
    return made.run()


def found(running: AppTest) -> Any:
    assert not running.exception
    return running.session_state["found"]


def test_periods_are_the_rolling_ones_the_years_before_and_every_year_and_quarter_with_data() -> (
    None
):
    labels = filter_bar.period_labels(date(2025, 5, 1), LATEST)
    assert list(labels)[:4] == ["12m", "6m", "3m", "1m"]
    assert list(labels)[4:] == [
        "2024-11..2025-10",
        *("2026", "2026Q4", "2026Q3", "2026Q2", "2026Q1"),
        *("2025", "2025Q4", "2025Q3", "2025Q2"),
    ]
    assert labels["2024-11..2025-10"] == "12 months to Oct 2025"
    assert labels["2026"] == "2026 to Oct"
    assert len(set(labels.values())) == len(labels)


def test_labels_are_one_of_a_kind() -> None:
    labels = filter_bar.offers(options())["facility"]
    assert len(set(labels.values())) == len(labels)
    assert labels["H3"] == "Twin (H3)"
    assert filter_bar.channel_name("web_chat") == "Web chat"
    assert filter_bar.channel_name("sms") == "SMS"


@given(
    st.dictionaries(
        st.sampled_from(["period", "facility", "unit", "service_line", "channel"]),
        st.text(max_size=30) | st.sampled_from(["H1", "H1-M", "H2-M", "2026Q3", "phone"]),
    )
)
def test_whatever_a_browser_sends_gives_filters_that_are_offered(chosen: dict[str, str]) -> None:
    made = filter_bar.choices_of(chosen, options())
    filters = made.filters
    assert set(filters.facilities) <= {"H1", "H2", "H3", "H4"}
    assert set(filters.channels) <= {"phone", "web_chat", "sms"}
    if filters.units:
        assert filters.units[0].startswith(filters.facilities[0])
    assert filter_bar.choices_of(made.link, options()).filters == filters


def test_without_an_address_all_hospitals_and_the_latest_twelve_months() -> None:
    filters, link = found(app({}))
    assert filters.period == Period(first=date(2025, 11, 1), last=LATEST)
    assert filters.chosen() == {}
    assert link == "page"


@pytest.mark.parametrize(
    "address",
    [
        {"facility": "H2", "unit": "H2-M", "period": "2026Q3", "channel": "web_chat"},
        {
            "facility": "North & “South”",
            "unit": "Medical",
            "period": "2026 Q3",
            "channel": "Web chat",
        },
    ],
    ids=["ids", "labels"],
)
def test_an_address_sets_the_filters_and_stays(address: dict[str, str]) -> None:
    running = app(address)
    filters, link = found(running)
    assert (filters.facilities, filters.units) == (("H2",), ("H2-M",))
    assert filters.channels == ("web_chat",)
    assert filters.period == Period(first=date(2026, 7, 1), last=date(2026, 9, 1))
    assert link == "page?period=2026Q3&facility=H2&channel=web_chat&unit=H2-M"
    assert found(running.run())[0] == filters
    assert found(running.run())[0] == filters


def test_another_hospital_forgets_the_unit() -> None:
    running = app({"facility": "H2", "unit": "H2-M"})
    running.selectbox(key="facility").set_value("H1").run()
    filters, _ = found(running)
    assert (filters.facilities, filters.units) == (("H1",), ())


def test_a_hostile_address_falls_back_with_a_quiet_note() -> None:
    running = app({"facility": HOSTILE, "period": "../../etc", "unit": "H2-M", "channel": "phone"})
    filters, _ = found(running)
    assert filters.facilities == filters.units == ()
    assert filters.channels == ("phone",)
    assert filters.period.last == LATEST
    (note,) = running.caption
    assert "period, hospital, unit" in note.value
    assert "script" not in note.value
