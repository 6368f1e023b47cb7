"""Does the finding on actions lead with what got worse, and never claim what is not shown?"""

from __future__ import annotations

from datetime import date

from cxboard.analysis.impact import Evidence, Impact
from cxboard.domain.actions import Action
from cxboard.domain.catalogue import get_measure
from cxboard.results.impact_words import board_finding
from cxboard.results.learning_types import ImpactCase

START = date(2026, 1, 1)


def case(title: str, impact: Impact) -> ImpactCase:
    nothing = Evidence(
        before=0,
        after=0,
        improved=False,
        worsened=False,
        was_improving=False,
        past=None,
        others=None,
    )
    return ImpactCase(
        action=Action(
            measure_id="cleanliness", title=title, owner_role="Chief nurse", start=START, due=START
        ),
        measure=get_measure("cleanliness"),
        place="all hospitals",
        impact=impact,
        why="",
        start=START,
        evidence=nothing,
        series=(),
        others=(),
        trend=None,
        warnings=(),
    )


def test_what_got_worse_comes_before_what_worked() -> None:
    cases = [case("A", Impact.WORKED), case("B", Impact.WORSE), case("C", Impact.TOO_EARLY)]
    assert board_finding(cases) == ("1 of 3 actions got worse: “B”; 1 worked: “A” (1 too early).")


def test_nothing_shown_is_nothing_claimed() -> None:
    cases = [case("A", Impact.NOT_SHOWN), case("B", Impact.NOT_SHOWN)]
    assert board_finding(cases) == "Of 2 actions none has been shown to work: 2 not shown."
    assert board_finding([]) == "There is no action to judge in this selection."
