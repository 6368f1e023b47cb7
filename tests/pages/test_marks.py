"""Are actions, annotations and rebases marked on every chart of their measure, and there alone?"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from cxboard.demo.plan import Plan
from cxboard.domain.actions import Action, PatientSide
from cxboard.domain.charted import Annotation, Rebase
from cxboard.domain.periods import add_months
from cxboard.domain.records import Author
from cxboard.storage import registers
from cxboard.storage.ledger import Ledger
from tests.pages.opening import page_at

MONTH = add_months(Plan().end, -15)


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def noted(telling_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a demo in which a strike is noted for all measures, and two entries for one each."""
    folder = tmp_path_factory.mktemp("noted") / "data"
    shutil.copytree(telling_demo, folder)
    ledger, otto = Ledger(f"sqlite:///{folder / 'ledger.db'}"), Author(name="otto", role="analyst")
    entries = (
        Annotation(month=MONTH, text="Strike of porters"),
        Rebase(
            measure_id="nps", month=MONTH, decided_by="Chief customer officer", reason="new wards"
        ),
        Action(
            measure_id="domain_access",
            title="Answer within a minute",
            owner_role="Chief nurse",
            start=MONTH.replace(day=20),
            due=date(2027, 1, 1),
            patient_side=(PatientSide.SAFETY,),
        ),
    )
    for entry in entries:
        registers.save(ledger, entry, otto)
    ledger.close()
    return folder


def alts(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> list[str]:
    running = page_at(page, folder, monkeypatch, **address)
    assert not running.exception
    told = [str(chart.proto.alt) for chart in running.get("plotly_chart")]
    return [alt for alt in told if "from the others" not in alt]  # a funnel has no months


@pytest.mark.parametrize(
    ("page", "address", "also"),
    [
        ("hcahps_domains", {"measure": "restfulness", "facility": "LH04"}, "Quiet nights"),
        ("nps_trends", {}, "limits drawn anew by Chief customer officer, because: new wards"),
        ("omnichannel", {"measure": "first_contact_resolution"}, "Portal and app as the first"),
        ("patient_centred_care", {"measure": "domain_access"}, "Answer within a minute"),
        ("closing_the_loop", {"measure": "poor_scores_contacted_48h"}, "Somebody calls everybody"),
        ("reach", {}, "Strike"),
        ("signals", {"signal": "first_contact_resolution~~"}, "Portal and app as the first door"),
        ("did_it_work", {}, "Start"),
    ],
)
def test_what_was_done_and_what_happened_is_marked(
    noted: Path, monkeypatch: pytest.MonkeyPatch, page: str, address: dict[str, str], also: str
) -> None:
    told = alts(page, noted, monkeypatch, **address)
    assert told
    for alt in told:
        assert "Strike of porters (The whole system)" in alt
    assert also == "Start" or any(also in alt for alt in told)


def test_what_was_done_elsewhere_is_not_marked(
    telling_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(facility: str) -> str:
        address = {"measure": "restfulness", "facility": facility}
        return alts("hcahps_domains", telling_demo, monkeypatch, **address)[0]

    assert "A: Quiet nights" in told("LH04")
    assert "Marked" not in told("LH01")
