"""Which lakes do the tests of pages share, beside the demo?"""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from cxboard.demo.plan import Plan
from tests.commands import run_cxboard

HOSTILE = "St <script>alert(1)</script> & “Sons”"
CMS_HOSPITAL = {
    "facility_id": "10021F",
    "facility_name": HOSTILE,
    "state": "FL",
    "patient_survey_star_rating_footnote": "",
    "hcahps_answer_percent_footnote": "",
    "number_of_completed_surveys": "1273",
    "number_of_completed_surveys_footnote": "",
    "survey_response_rate_percent": "24",
    "survey_response_rate_percent_footnote": "",
    "start_date": "07/01/2024",
    "end_date": "06/30/2025",
}
CMS_SCORES = (
    ("H_COMP_1_A_P", "Not Applicable", "84", "Not Applicable"),
    ("H_COMP_1_U_P", "Not Applicable", "12", "Not Applicable"),
    ("H_COMP_1_SN_P", "Not Applicable", "4", "Not Applicable"),
    ("H_COMP_1_LINEAR_SCORE", "Not Applicable", "Not Applicable", "93"),
    ("H_COMP_1_STAR_RATING", "5", "Not Applicable", "Not Applicable"),
    ("H_HSP_RATING_9_10", "Not Applicable", "Not Available", "Not Applicable"),
    ("H_STAR_RATING", "4", "Not Applicable", "Not Applicable"),
)
"""Measure id, star rating, percent, linear score."""


@pytest.fixture(scope="session")
def cms_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the published scores of one hospital and nothing else."""
    folder = tmp_path_factory.mktemp("cms")
    rows = [
        CMS_HOSPITAL
        | {
            "hcahps_measure_id": measure,
            "hcahps_question": measure,
            "hcahps_answer_description": measure,
            "patient_survey_star_rating": star,
            "hcahps_answer_percent": percent,
            "hcahps_linear_mean_value": linear,
        }
        for measure, star, percent, linear in CMS_SCORES
    ]
    file = folder / "HCAHPS-Hospital.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    run_cxboard("ingest", file, data_dir=folder / "data")
    return folder / "data"


@pytest.fixture(scope="session")
def contacts_only(shared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the register and the contacts of the small demo."""
    folder = tmp_path_factory.mktemp("contacts")
    extracts = shared_demo / "demo_extracts"
    files = [*extracts.glob("organisation*.csv"), *extracts.glob("contact*.csv")]
    run_cxboard("ingest", *files, data_dir=folder / "data")
    return folder / "data"


@pytest.fixture(scope="session")
def one_month(telling_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the register and the last month of the large demo's surveys."""
    folder = tmp_path_factory.mktemp("one-month")
    extracts = telling_demo / "demo_extracts"
    rows = [pl.read_csv(each, infer_schema=False) for each in sorted(extracts.glob("survey*.csv"))]
    latest = pl.col("discharge_date").str.starts_with(f"{Plan().end:%Y-%m}")
    pl.concat(rows).filter(latest).write_csv(folder / "survey.csv")
    files = [*extracts.glob("organisation*.csv"), folder / "survey.csv"]
    run_cxboard("ingest", *files, data_dir=folder / "data")
    return folder / "data"
