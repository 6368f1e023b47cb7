"""Does the page find what was planted among channels and touchpoints, and stay honest without?"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
import streamlit as st

from cxboard.demo.contacts import contact_month
from cxboard.demo.plan import Plan
from cxboard.demo.stories import BILLING_UPSET
from cxboard.domain.catalogue import get_measure
from cxboard.domain.periods import add_months, months_between
from tests.commands import ROOT, run_cxboard
from tests.pages.opening import markup, page_at

PAGE = "omnichannel"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def finding(shown: str) -> str:
    match = re.search(r'class="cx-finding">([^<]*)<', shown)
    assert match
    return match[1]


def test_the_portal_got_better_while_the_mix_held_the_total(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    assert "within chance" in finding(shown)
    assert "people moved to channels that satisfy less" in finding(shown)
    assert re.search(r"Portal: satisfaction rose from 5\d\.\d% to 6?\d+\.\d%", shown)
    table = shown[shown.index("What moved satisfaction") :]
    first = re.search(r'<th scope="row">([^<]*)<', table)
    assert first
    assert first[1] == "Portal", "the channel that gave most comes first"


def test_digital_channels_take_over(shared_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = page_at(PAGE, shared_demo, monkeypatch)
    alts = [chart.proto.alt for chart in running.get("plotly_chart")]
    (adoption,) = [alt for alt in alts if alt.startswith("Contacts over digital channels")]
    assert "By month" in adoption
    portal = re.search(
        r">Portal</a></th><td[^>]*>(\d+\.\d)%<small>\+(\d\.\d) points", markup(running)
    )
    assert portal
    assert float(portal[2]) > 5


def test_a_year_that_is_not_over_is_set_against_the_same_months(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, period="2026"))
    assert "points on Jan 2025 to Oct 2025 (" in finding(shown)
    assert "change against Jan 2025 to Oct 2025." in shown


def test_a_link_that_names_an_unknown_measure_is_told_what_is_shown(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = page_at(PAGE, shared_demo, monkeypatch, measure="<b>nps")
    (told,) = [str(each.value) for each in running.caption]
    box = running.selectbox(key="measure")
    assert told == (
        "Not among the choices of “Measure to study”: what this link names. "
        f"Shown: {get_measure(box.value).title}."
    )
    another = next(each for each in box.options if each not in told)
    box.set_value(another).run()
    assert not running.caption


@pytest.fixture(scope="module")
def two_quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lake with many contacts of the new billing system's quarter and the one before."""
    plan, folder = Plan(responses=120_000), tmp_path_factory.mktemp("two-quarters")
    first, last = BILLING_UPSET.window(plan.end)
    months = months_between(add_months(first, -3), last)
    contacts = pl.concat(contact_month(plan, month) for month in months)
    contacts.write_csv(folder / "contact.csv", float_precision=1)
    run_cxboard("ingest", folder / "contact.csv", data_dir=folder / "data")
    return folder / "data"


def test_bills_upset_people_in_the_quarter_of_the_new_system(
    two_quarters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, two_quarters, monkeypatch, period="3m"))
    assert re.search(r"Fell most: billing and financial support, −\d\.\d points", shown)


def test_complaint_resolution_is_the_weakest_step(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch))
    assert "The journey: weakest at complaint resolution" in shown
    assert re.search(r"Ease of contacts, mean: [45]\.\d \(.*CES 2\.0", shown)
    assert shown.count("weakest step") == 1


def test_a_chosen_channel_keeps_its_share_of_all_contacts(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = re.compile(r">Phone</a></th><td[^>]*>\d+\.\d%<small>[^<]*</small>")
    whole = share.search(markup(page_at(PAGE, shared_demo, monkeypatch)))
    chosen = markup(page_at(PAGE, shared_demo, monkeypatch, channel="phone"))
    assert whole
    assert whole[0] in chosen
    assert ">All channels</th>" not in chosen, "one channel is not all of them"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"channel": "portal"}, "kept by hospital"),
        ({"service_line": "Medicine"}, "kept by hospital"),
        ({"period": "2023"}, "no earlier period"),
    ],
)
def test_what_cannot_be_told_is_said(
    shared_demo: Path, monkeypatch: pytest.MonkeyPatch, address: dict[str, str], said: str
) -> None:
    shown = markup(page_at(PAGE, shared_demo, monkeypatch, **address))
    assert said in shown
    assert "channel" not in address or "Digital channels carry" not in shown
    assert "nan" not in shown.lower().replace("financ", "")


def test_without_contacts_it_says_what_to_take_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no contacts in this selection" in markup(page_at(PAGE, tmp_path / "none", monkeypatch))
    data = tmp_path / "data"
    samples = ROOT / "data" / "samples"
    run_cxboard("ingest", samples / "organisation.csv", samples / "survey.csv", data_dir=data)
    st.cache_resource.clear()
    assert "cxboard ingest contact.csv" in markup(page_at(PAGE, data, monkeypatch))
