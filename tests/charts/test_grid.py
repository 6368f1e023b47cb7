"""Does a grid say how much of it is hidden, and draw nothing of what is hidden altogether?"""

from __future__ import annotations

import re

from cxboard.charts import grid
from cxboard.charts.markup import Linked
from cxboard.charts.tints import WORST_FIRST
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.vocabulary import Unit

READING = grid.Reading(unit=Unit.PERCENT, reference=60.0)
SEEN = Score(value=66.0, n=100)


def drawn(*rows: tuple[str, tuple[Score, Score]]) -> str:
    return grid.table("Hospital", ("Phone", "Mail"), rows, (READING, READING), "Satisfied.")


def test_single_hidden_cells_stay_and_are_counted() -> None:
    shown = drawn(("North", (SEEN, SUPPRESSED)), ("South", (SEEN, SEEN)))
    told = f"{WORST_FIRST} 1 of 4 values are hidden: they would tell of few people."
    assert f"Satisfied. {told}</caption>" in shown
    assert shown.count(">hidden<") == 1
    assert "altogether" not in shown


def test_rows_and_columns_without_anything_to_show_are_named_below_the_title() -> None:
    shown = drawn(("North", (SEEN, SUPPRESSED)), ("South", (SUPPRESSED, SUPPRESSED)))
    assert "3 of 4 values are hidden" in shown
    assert "Hidden altogether: South, Mail.</caption>" in shown
    assert ">South</th>" not in shown
    assert ">Mail</th>" not in shown
    assert "+6.0" in shown


def test_a_grid_without_anything_to_show_is_a_sentence() -> None:
    shown = drawn(("North", (SUPPRESSED, SUPPRESSED)))
    assert "All 2 values are hidden" in shown
    assert "<table" not in shown
    assert "altogether" not in shown


def test_a_name_that_leads_somewhere_is_a_link_and_stays_text_where_it_is_told() -> None:
    linked = Linked("South & Sons", "?facility=S")
    shown = drawn((linked, (SEEN, SUPPRESSED)))
    assert '<a href="?facility=S" target="_self">South &amp; Sons</a></th>' in shown
    hidden = drawn((linked, (SUPPRESSED, SUPPRESSED)), ("North", (SEEN, SEEN)))
    assert "Hidden altogether: South &amp; Sons." in hidden


def test_rows_may_have_a_reference_each() -> None:
    reading = grid.Reading(unit=Unit.PERCENT, references={"North": 60.0, "South": 70.0})
    rows = [(name, (SEEN,)) for name in ("North", "South", "Elsewhere")]
    shown = grid.table("Hospital", ("Phone",), rows, [reading], "Satisfied.")
    assert re.findall(r"<small>([^<]*)</small>", shown) == ["−4.0", "+6.0"]
