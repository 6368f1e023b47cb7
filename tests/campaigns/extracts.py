"""What do the campaigns feed to the command line? Small extracts whose whole truth is known."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

FACILITIES: Final = ("H1", "H2", "H3")
MONTHS: Final = ("2025-11", "2025-12", "2026-01")
_RATINGS: Final = range(11)

Answers = dict[str, int]
"""Survey id → the answer to the overall rating."""


def write_organisation(file: Path) -> None:
    """Write a register of three hospitals with one unit each."""
    rows = [(f, f"Hospital {f}", f"{f}-U", f"Unit of {f}", "Medicine", "FL") for f in FACILITIES]
    header = ("facility_id", "facility_name", "unit_id", "unit_name", "service_line", "state")
    _write(file, header, rows)


def write_surveys(file: Path, answers: Answers) -> None:
    """Write surveys; place and day follow from the id, so that a restated survey keeps them."""
    rows = []
    for survey_id, rating in answers.items():
        drawn = random.Random(survey_id)
        place = drawn.choice(FACILITIES)
        day = f"{drawn.choice(MONTHS)}-{drawn.randint(1, 28):02d}"
        rows.append((survey_id, place, f"{place}-U", day, rating))
    _write(file, ("survey_id", "facility_id", "unit_id", "discharge_date", "rating"), rows)


def draw_answers(rng: random.Random, known: Sequence[str], *, new: int, again: int) -> Answers:
    """Draw answers to `new` surveys never seen before, and new answers to `again` known ones."""
    drawn = {f"S{len(known) + i:06d}": rng.choice(_RATINGS) for i in range(new)}
    for survey_id in rng.sample(known, min(again, len(known))):
        drawn[survey_id] = rng.choice(_RATINGS)
    return drawn


def _write(file: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as output:
        csv.writer(output).writerows([header, *rows])
