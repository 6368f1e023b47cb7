"""Do surveys with too few answers stay out of counts, sums and receipts, and are they counted?"""

from __future__ import annotations

import random

import polars as pl
import pytest

from cxboard.domain.completeness import Incomplete
from cxboard.domain.items import MISSING
from cxboard.domain.vocabulary import Instrument, Kind
from cxboard.storage.completeness import LEFT_OUT
from cxboard.storage.contributions import contributions
from cxboard.storage.publications import current
from cxboard.storage.standards import completeness_rules
from cxboard.storage.workspace import Workspace
from tests.reference.recount import counts
from tests.storage.candidates import Row, counted_anew, survey

RULES = {rule.instrument: rule for rule in completeness_rules()}


def test_half_of_the_questions_put_to_everybody() -> None:
    legacy, updated = RULES[Instrument.LEGACY], RULES[Instrument.UPDATED]
    assert (legacy.needed, len(legacy.items), legacy.status) == (9, 17, "verified")
    assert (updated.needed, len(updated.items), updated.status) == (10, 20, "inferred")


def answers(month: str, unanswered: int, brought: int = 99) -> Row:
    """Return a survey that brings its first questions, some of them without an answer."""
    rule = RULES[Instrument.UPDATED if month >= "2025" else Instrument.LEGACY]
    items = rule.items[:brought]
    return {
        item: MISSING if place < unanswered else 1
        for place, item in enumerate(random.Random(unanswered).sample(items, len(items)))
    }


@pytest.mark.parametrize(
    ("month", "unanswered", "brought", "is_counted"),
    [
        ("2024-12", 8, 99, True),
        ("2024-12", 9, 99, False),
        ("2025-01", 10, 99, True),
        ("2025-01", 11, 99, False),
        ("2025-01", 10, 12, True),  # the eight that the extract lacks may have been answered
        ("2025-01", 11, 12, False),  # even if they all were
    ],
)
def test_where_the_line_is(
    workspace: Workspace, month: str, unanswered: int, brought: int, is_counted: bool
) -> None:
    assert counted(workspace, [survey("1", month, **answers(month, unanswered, brought))]) == (
        {} if is_counted else {Incomplete.TOO_FEW_ANSWERS: 1}
    )


def test_against_the_plain_rule(workspace: Workspace) -> None:
    draw = random.Random(5)
    rows = []
    for number in range(300):
        month = draw.choice(["2024-12", "2025-01"])
        status = draw.choice(["completed", "completed", None, "partial"])
        rows.append(
            survey(
                f"{number}",
                month,
                survey_status=status,
                channel=draw.choice(["mail", None]),
                **answers(month, draw.randrange(18)),
            )
        )
    texts = [{n: "M" if v == MISSING else str(v) for n, v in row.items()} for row in rows]
    stay_out = [row for row, text in zip(rows, texts, strict=True) if not counts(text)]
    broken_off = sum(row["survey_status"] == "partial" for row in rows)
    assert counted(workspace, rows) == {
        Incomplete.BROKEN_OFF: broken_off,
        Incomplete.TOO_FEW_ANSWERS: len(stay_out) - broken_off,
    }


def counted(workspace: Workspace, rows: list[Row]) -> dict[int, int]:
    """Publish surveys; return who stays out, after asking rollup and receipt the same."""
    rollup = counted_anew(workspace, rows)
    shown = current(workspace.ledger)
    assert shown is not None
    by_cut = {}
    for cut in ("all", "channel"):
        out = rollup.filter((rollup["item"] == LEFT_OUT) & (rollup["cut"] == cut))
        by_cut[cut] = dict(out.group_by("answer").agg(pl.col("n").sum()).iter_rows())
        kept = rollup.filter((rollup["item"] == "n:survey") & (rollup["cut"] == cut))["n"].sum()
        assert kept + out["n"].sum() == len(rows)
    months = sorted({row["month"] for row in rows})
    (receipt,) = contributions(workspace, shown, Kind.SURVEY, months, {})
    assert (receipt.broken_off, receipt.too_few_answers) == (
        by_cut["all"].get(Incomplete.BROKEN_OFF, 0),
        by_cut["all"].get(Incomplete.TOO_FEW_ANSWERS, 0),
    )
    assert by_cut["all"] == by_cut["channel"]
    return by_cut["all"]
