"""Is a blank in a question put to everybody “not answered”, and is an incomplete survey told?"""

from __future__ import annotations

import pytest

from cxboard.domain.vocabulary import Instrument, Kind
from cxboard.storage.publications import current
from cxboard.storage.standards import completeness_rules
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace
from tests.ingest.files import send, surveys

ITEMS = {rule.instrument: rule.items for rule in completeness_rules()}[Instrument.UPDATED]
GIVEN = dict.fromkeys(ITEMS, "1")


def blank(count: int, text: str = "") -> dict[str, str]:
    return GIVEN | dict.fromkeys(ITEMS[:count], text)


def kept(workspace: Workspace) -> dict[str, tuple[int | None, ...]]:
    """Return everybody's answers to the first questions, by survey."""
    shown = current(workspace.ledger)
    rows = read_visible(workspace, shown, Kind.SURVEY, ["survey_id", *ITEMS[:2], "call_button"])
    return {name: tuple(answers) for name, *answers in rows.iter_rows()}


def test_a_blank_is_no_answer_where_everybody_was_asked(registered: Workspace) -> None:
    nps_only = dict.fromkeys(ITEMS, "") | {"rating": "", "likelihood_to_recommend": "9"}
    nps_only |= {"nurse_listen": ""}
    send(registered, surveys(blank(1), nps_only))
    assert kept(registered) == {"S1": (-1, 1, None), "S2": (None, None, None)}


def test_a_blank_stays_one_where_a_question_has_no_column(registered: Workspace) -> None:
    send(registered, surveys({name: text for name, text in blank(2).items() if name != "clean"}))
    assert kept(registered)["S1"] == (None, None, None)


@pytest.mark.parametrize("text", ["", "M"])
def test_incomplete_surveys_are_told_and_kept(registered: Workspace, text: str) -> None:
    partial = blank(12, text) | {"survey_status": "partial"}
    report = send(registered, surveys(blank(10, text), blank(11, text), partial))
    assert report.rows.accepted == 3
    (told,) = [one for one in report.problems if one.code == "incomplete"]
    assert (told.severity, told.count, told.row) == ("warning", 1, 3)
    assert "fewer than 10 answers to the 20 questions" in told.message
