"""Does the rollup count what a person would count, row by row, in every cut?"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from cxboard.domain.catalogue import get_measure
from cxboard.domain.composites import item_pairs, pair_key
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import Row, counted_anew, survey

NURSES = get_measure("nurse_communication").latest_edition.items
PLACES = (
    {"facility_id": "A", "unit_id": "A1", "service_line": "Medicine"},
    {"facility_id": "A", "unit_id": "A2", "service_line": None},
    {"facility_id": "B", "unit_id": None, "service_line": None},
)
Key = tuple[date, str, str, str, str, str, str, int]


def surveys(count: int = 200) -> list[Row]:
    draw = random.Random(11)
    return [
        survey(
            f"{number}",
            draw.choice(["2024-12", "2025-01"]),
            channel=draw.choice(["mail", "phone", None]),
            language=draw.choice(["English", "Spanish", None]),
            survey_status=draw.choice(["completed", "completed", None, "partial"]),
            **draw.choice(PLACES),
            **{item.key: draw.choice([4, 4, 3, 1, -1, None]) for item in NURSES},
        )
        for number in range(count)
    ]


def told(row: Row) -> dict[str, int]:
    """Return everything that is counted of one person's answers to the nurses' questions."""
    found = {item.key: row[item.key] for item in NURSES if row[item.key] is not None}
    for first, second in item_pairs(NURSES):
        if row[first.key] in first.scale.codes and row[second.key] in second.scale.codes:
            code = (row[first.key] == 4) + 2 * (row[second.key] == 4)
            found[pair_key(first, second)] = code
    return found


def by_hand(rows: list[Row]) -> Counter[Key]:
    """Count one person, one cut and one answer after the other."""
    counts: Counter[Key] = Counter()
    for row in rows:
        if row["survey_status"] == "partial":
            continue
        unit = (row["unit_id"] or "", row["service_line"] or "")
        cuts = {("all", ""): unit, ("channel", row["channel"] or "unknown"): unit}
        cuts["language", row["language"] or "unknown"] = ("", "")
        for cut, place in cuts.items():
            for item, answer in told(row).items():
                counts[row["month"], row["facility_id"], *place, *cut, item, answer] += 1
    return counts


def test_items_and_pairs_of_items_are_counted_by_place_and_cut(workspace: Workspace) -> None:
    rows = surveys()
    rollup = counted_anew(workspace, rows)
    expected = by_hand(rows)
    columns = ["month", "facility_id", "unit_id", "service_line", "cut", "cut_value", "item"]
    items = {key[6] for key in expected}
    counted = {
        row[:-1]: row[-1]
        for row in rollup.select([*columns, "answer", "n"]).iter_rows()
        if row[6] in items and row[4] in {"all", "channel", "language"}
    }
    assert len(items) == 6
    assert counted == expected
