"""Does the page Signals list what changed, where and since when, and nothing of a hidden place?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st

from cxboard.demo import stories
from cxboard.domain.charted import Alert, AlertRule
from cxboard.domain.filters import Filters
from cxboard.domain.periods import DEFAULT_PERIOD, parse_period
from cxboard.domain.registers import Registers
from cxboard.queries.reader import Reader, opened
from cxboard.results.loop import closing_the_loop
from cxboard.results.options import options
from cxboard.results.scorecard import scorecard
from cxboard.results.signals import signals
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace
from tests.pages.opening import markup, page_at

PAGE = "signals"


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


def opened_demo(data_dir: Path) -> tuple[Reader, Filters]:
    workspace = Workspace.open(data_dir)
    publication = current(workspace.ledger)
    assert publication is not None
    reader = opened(workspace, publication)
    latest = options(reader).latest_month
    assert latest is not None
    return reader, Filters(period=parse_period(DEFAULT_PERIOD, latest))


def test_the_fall_of_responsiveness_is_listed_with_its_hospital(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, telling_demo, monkeypatch))
    worse = shown[shown.index("Getting worse (") : shown.index("Improving (")]
    rows = [row for row in worse.split("<tr>") if "Responsiveness of hospital staff" in row]
    row = next(row for row in rows if ">Northgate Hospital</a>" in row)
    assert "a real fall, not noise" in row
    assert "Chief nurse" in row
    assert f"facility={stories.RESPONSIVENESS_FALLS.facility}" in row
    assert "would show a signal in their latest value by chance alone" in shown
    improving = shown[shown.index("Improving (") :]
    assert "Restfulness of hospital environment" in improving
    assert "First-contact resolution" in improving


def test_improvements_beyond_the_first_stand_together_by_measure(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, telling_demo, monkeypatch))
    counted = re.search(r"Improving \((\d+)\)", shown)
    assert counted
    others = int(counted[1]) - 10
    assert others > 0
    together = shown[shown.index(f"The other {others} improvements by measure") :]
    together = together[: together.index("</table>")]
    assert together.count("<li>") == others
    assert together.count('scope="row"') < others


def test_the_whole_has_the_verdicts_of_the_pages_that_judge_it(shared_demo: Path) -> None:
    reader, filters = opened_demo(shared_demo)
    found = signals(reader, filters, Registers())
    listed = {row.measure.id: row.trend for row in found.rows if not row.facility_id}
    cards = (
        scorecard(reader, filters, Registers()),
        closing_the_loop(reader, filters, Registers()).card,
    )
    for row in (row for card in cards for row in card.rows):
        changed = row.trend and (row.trend.is_concern or row.trend.is_improvement)
        assert (row.measure.id in listed) is bool(changed)
        if row.trend and changed:
            assert listed[row.measure.id].since == row.trend.since


def test_improvements_stand_by_the_size_of_their_change(shared_demo: Path) -> None:
    found = signals(*opened_demo(shared_demo), Registers())
    distances = [row.trend.distance for row in found.improvements]
    assert len(set(distances)) > 1
    assert distances == sorted(distances, reverse=True)


def test_a_unit_too_small_to_show_is_judged_nowhere(shared_demo: Path) -> None:
    reader, filters = opened_demo(shared_demo)
    found = signals(reader, filters, Registers())
    assert stories.TOO_SMALL.unit not in {row.unit_id for row in found.rows}


def test_an_alert_speaks_when_its_rule_is_met(telling_demo: Path) -> None:
    reader, filters = opened_demo(telling_demo)
    alerts = tuple(
        Alert(measure_id=measure, rule=rule, for_role="Chief nurse", threshold=99.0)
        for measure in ("overall_rating", "complaints_to_compliments")
        for rule in (AlertRule.BELOW, AlertRule.ABOVE)
    )
    heard = signals(reader, filters, Registers(alerts=alerts)).alerts
    assert [each.speaks for each in heard] == [True, False, True, False]


def test_with_nothing_at_all_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are no data yet" in markup(page_at(PAGE, tmp_path / "data", monkeypatch))


def test_with_one_month_it_says_what_a_verdict_needs(
    one_month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(page_at(PAGE, one_month, monkeypatch))
    assert "too few months for a verdict" in shown
    assert "Verdicts on trends need 13 months" in shown
    scorecard_page = markup(page_at("executive_scorecard", one_month, monkeypatch))
    assert "cx-nine" not in scorecard_page, "nine empty cells tell nothing"
    assert "there are too few months for a verdict on any trend" in scorecard_page
