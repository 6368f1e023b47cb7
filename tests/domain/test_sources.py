"""When is an extract due, and which ones should be there by now?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cxboard.domain.errors import BadRequest
from cxboard.domain.sources import ExpectedSource, Rhythm
from cxboard.domain.vocabulary import Kind

MONTHLY = ExpectedSource(
    title="Calls", kind=Kind.CONTACT, rhythm=Rhythm.MONTHLY, due_days=10, since=date(2026, 8, 1)
)
QUARTERLY = replace(MONTHLY, rhythm=Rhythm.QUARTERLY, due_days=0)

DUE = [
    (MONTHLY, date(2026, 9, 9), []),
    (MONTHLY, date(2026, 9, 10), []),  # on the day itself it is not late yet
    (MONTHLY, date(2026, 9, 11), ["Aug 2026"]),
    (MONTHLY, date(2026, 11, 30), ["Aug 2026", "Sep 2026", "Oct 2026"]),
    (QUARTERLY, date(2026, 9, 30), []),
    (QUARTERLY, date(2026, 10, 1), ["Jul 2026 to Sep 2026"]),
]


@pytest.mark.parametrize(("source", "today", "expected"), DUE)
def test_what_is_due(source: ExpectedSource, today: date, expected: list[str]) -> None:
    assert [period.describe() for period in source.periods_due(today)] == expected


WRONG = [
    ({"title": " "}, "Name the source"),
    ({"title": "x" * 41}, "40 characters"),
    ({"kind": Kind.ORGANISATION}, "no set time"),
    ({"facility_id": "A", "unit_id": "A1"}, "not for a unit"),
    ({"due_days": -1}, "after how many days"),
    ({"due_days": 1_001}, "after how many days"),
    ({"since": date(2026, 8, 2)}, "first day"),
]


@pytest.mark.parametrize(("change", "words"), WRONG)
def test_what_cannot_be_expected_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        replace(MONTHLY, **change).check([])  # type: ignore[arg-type]


def test_a_name_is_given_once() -> None:
    with pytest.raises(BadRequest, match="this name"):
        replace(MONTHLY, title="CALLS ").check([MONTHLY])
