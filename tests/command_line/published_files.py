"""Small files in the layouts of CMS, made up, for `cxboard stars` and `cxboard vbp`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.ingest.files import REAL_FILES

STAR_HEADER = (
    "Facility ID", "Facility Name", "HCAHPS Measure ID", "Patient Survey Star Rating",
    "Patient Survey Star Rating Footnote", "HCAHPS Linear Mean Value",
    "Number of Completed Surveys", "Start Date", "End Date",
)  # fmt: skip
STEMS = (
    "H_COMP_1", "H_COMP_2", "H_COMP_5", "H_COMP_6", "H_CLEAN", "H_QUIET", "H_HSP_RATING",
    "H_RECMND",
)  # fmt: skip
LEGACY_STEMS = (*STEMS, "H_COMP_3", "H_COMP_7")
NOT_THERE = "Not Applicable"


def real(pattern: str) -> Iterator[Path]:
    """Return CMS’s real files of a name; they are no part of the project."""
    if not REAL_FILES.is_dir():
        pytest.skip("the real CMS files are not here (../shared/data)")
    files = sorted(REAL_FILES.glob(pattern))
    assert files
    return iter(files)


def csv_text(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def star_rows(
    facility: str,
    scores: Mapping[str, tuple[object, object]],
    *,
    summary: object = "4",
    footnote: str = "",
    completed: object = 300,
    first: str = "07/01/2024",
    last: str = "06/30/2025",
) -> list[list[object]]:
    """Return a hospital's rows: a star and a linear score for each stem (None: no such row)."""
    rows: list[list[object]] = []

    def add(cms_id: str, star: object, linear: object) -> None:
        note = footnote if star == "Not Available" else ""
        rows.append([facility, "Larkfield", cms_id, star, note, linear, completed, first, last])

    for stem, (star, linear) in scores.items():
        if star is not None:
            add(f"{stem}_STAR_RATING", star, NOT_THERE)
        if linear is not None:
            add(f"{stem}_LINEAR_SCORE", NOT_THERE, linear)
    add("H_STAR_RATING", summary, NOT_THERE)
    add("H_COMP_1_A_P", NOT_THERE, NOT_THERE)
    return rows


PARTS = (
    "Floor", "Achievement Threshold", "Benchmark", "Baseline Rate", "Performance Rate",
    "Achievement Points", "Improvement Points", "Dimension Score",
)  # fmt: skip
EIGHT = (
    "Communication With Nurses", "Communication With Doctors", "Responsiveness Of Hospital Staff",
    "Care Transition", "Communication About Medicines",
    "Cleanliness And Quietness Of Hospital Environment", "Discharge Information",
    "Overall Rating Of Hospital",
)  # fmt: skip
SIX = tuple(title for title in EIGHT if not title.startswith(("Responsiveness", "Care")))

# Threshold 50, benchmark 70, floor 30; from 55 to 60.
DIMENSION = ("30.00%", "50.00%", "70.00%", "55.0000%", "60.0000%", "5 out of 10", "3 out of 9", "5")
NONE = ("30.00%", "50.00%", "70.00%", *["Not Available"] * 5)


SEVEN = tuple("Pain Management" if title == "Care Transition" else title for title in EIGHT)


def points_file(hospitals: Mapping[str, Sequence[object]], year: int | None = None) -> str:
    """Return a file of points alone, as CMS wrote it before it told rates.

    Args:
        hospitals: achievement and improvement of every dimension, base and consistency, by id.
        year: of the column that some files have and others have not.
    """
    named = [title.replace(" Of ", " of ").replace(" With ", " with ") for title in SEVEN]
    header = ["Provider Number", "Hospital Name", "State"] + (
        [] if year is None else ["Fiscal Year"]
    )
    header += [f"{title} {part}" for title in named for part in PARTS[5:]]
    rows: list[list[object]] = [[*header, "HCAHPS Base Score", "HCAHPS Consistency Score"]]
    for facility, (achieved, improved, base, steady) in hospitals.items():
        known = (achieved, improved) if isinstance(achieved, int) else ()
        score = f"{max(known)} out of 10" if known else achieved  # type: ignore[type-var]
        told = [
            f"{each} out of 10" if isinstance(each, int) else each for each in (achieved, improved)
        ]
        row = [facility, "Larkfield", "AL"] + ([] if year is None else [year])
        rows.append([*row, *[*told, score] * len(named), base, steady])
    return csv_text(rows)


def vbp_header(titles: Sequence[str]) -> list[str]:
    """Return the header of CMS's file with these dimensions."""
    parts = [f"{title} {part}" for title in titles for part in PARTS]
    return ["Fiscal Year", "Facility ID", *parts, "Hcahps Base Score", "Hcahps Consistency Score"]


def vbp_row(
    facility: str, titles: Sequence[str], year: object = 2024, base: object = 40, **cells: object
) -> list[object]:
    """Return a hospital with DIMENSION in every dimension; `cells` replace parts of the first."""
    first = [cells.get(part.replace(" ", "_").lower(), value)
             for part, value in zip(PARTS, DIMENSION, strict=True)]  # fmt: skip
    return [year, facility, *first, *DIMENSION * (len(titles) - 1), base, 20]
