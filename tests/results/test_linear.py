"""Do own surveys give the linear score that a person would work out, adjusted where it can be?

The twin works person by person from the coefficient files and the rules as written, with floats.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date
from math import floor
from pathlib import Path
from statistics import fmean

import pytest

from cxboard.domain.adjustment import AdjustmentStatus
from cxboard.domain.catalogue import get_measure
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.queries.reader import Reader, opened
from cxboard.results.linear import OwnLinear, linear_scores
from cxboard.storage.publications import current
from cxboard.storage.publishing import publish
from cxboard.storage.reference import REFERENCE_DIR
from cxboard.storage.workspace import Workspace
from tests.storage.candidates import Row, candidate, survey

PERIOD = Period(first=date(2022, 4, 1), last=date(2022, 9, 1))
ITEMS = {
    "nurse_communication": ("nurse_respect", "nurse_listen", "nurse_explain"),
    "discharge_information": ("disch_help", "disch_symptoms"),
    "overall_rating": ("rating",),
}
ENDS = {"nurse_communication": (1, 4), "discharge_information": (0, 1), "overall_rating": (0, 10)}
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+")


def surveys(**same: object) -> list[Row]:
    draw = random.Random(3)
    rows = []
    for number in range(240):
        line, sex = draw.choice([("Medicine", "Male"), ("Surgery", "Female"), ("Maternity", "F")])
        row = survey(
            f"{number}",
            draw.choice(["2022-04", "2022-06", "2022-07", "2022-09"]),
            service_line=line,
            sex=sex,
            age_group=draw.choice(AGES),
            language=draw.choice(["English", "English", "Spanish", "Chinese", "Russian"]),
            education=draw.choice([1, 3, 6, -1]),
            overall_health=draw.choice([1, 2, 5]),
            mental_health=draw.choice([1, 3, 4, -1]),
            response_percentile=float(draw.randrange(40)),
            hcahps_mode="phone_only",
            rating=draw.choice([0, 5, 8, 9, 10]),
            disch_help=draw.choice([1, 1, 2, 8]),
            disch_symptoms=draw.choice([1, 2, -1]),
            **{item: draw.choice([1, 2, 3, 4, 4, 4, -1]) for item in ITEMS["nurse_communication"]},
        )
        rows.append(row | same)
    return rows


def variables(person: Row) -> dict[str, float | None]:
    """Return one person's adjusters; None for one that is not known of the person."""
    line = {"Medicine": "medical", "Surgery": "surgical", "Maternity": "maternity"}
    lang = {"English": "english_REF", "Spanish": "spanish", "Chinese": "chinese"}
    where, age = line[person["service_line"]], AGES.index(person["age_group"]) + 1
    band = person["age_group"].replace("-", "_").replace("85+", "85plus_REF")
    cell = f"{'male' if person['sex'] == 'Male' else 'female'}_{where}"
    names = {f"lang_{lang.get(person['language'], 'rvpo')}": 1.0, f"age_{band}": 1.0, cell: 1.0}
    answers = {"education_per_level": "education", "self_rated_health_per_level": "overall_health"}
    answers |= {"self_rated_mental_health_per_level": "mental_health"}
    return {
        **names,
        **{name: person[item] if person[item] > 0 else None for name, item in answers.items()},
        "response_percentile_per_1pct": person["response_percentile"],
        "surgical_x_agecat": age if where == "surgical" else 0,
        "maternity_x_agecat": age if where == "maternity" else 0,
    }


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE_DIR / f"{name}_2022-04_2023-03.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def twin(people: list[Row], measure: str) -> float:
    low, high = ENDS[measure]
    told = [variables(person) for person in people]
    shift = 0.0
    for row in table("pma_linear"):
        name = row["adjuster"]
        known = [each.get(name, 0.0) for each in told]
        mean = fmean(value for value in known if value is not None)
        shift += float(row[measure]) * (mean - float(row["national_mean"]))
    yes_or_no, means = measure == "discharge_information", []
    for item in ITEMS[measure]:
        none = (-1, 8) if yes_or_no else (-1,)
        codes = [person[item] for person in people if person[item] not in none]
        means.append(fmean(2 - c if yes_or_no else c for c in codes))
    (mode,) = [row for row in table("mode_adj_linear") if row["mode"] == "phone_only"]
    return 100 * (fmean(means) + shift - low) / (high - low) + float(mode[measure])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an empty data folder."""
    opened_here = Workspace.open(tmp_path / "data")
    yield opened_here
    opened_here.close()


def reader(workspace: Workspace, rows: list[Row]) -> Reader:
    publish(workspace, candidate(workspace, rows))
    shown = current(workspace.ledger)
    assert shown is not None
    return opened(workspace, shown)


def linear(found: Reader, measure: str, period: Period = PERIOD) -> OwnLinear:
    return linear_scores(found, Filters(period=period), [get_measure(measure)])[measure]


def test_adjusted_scores_equal_the_twin(workspace: Workspace) -> None:
    rows = surveys()
    found = reader(workspace, rows)
    quarters = [
        [row for row in rows if row["month"].month in months] for months in ((4, 5, 6), (7, 8, 9))
    ]
    for measure in ITEMS:
        own = linear(found, measure)
        expected = sum(twin(people, measure) * len(people) for people in quarters) / len(rows)
        assert own.score.status is AdjustmentStatus.ADJUSTED, own.score.reason
        assert own.score.exact is not None
        assert float(own.score.exact) == pytest.approx(expected, abs=1e-9)
        assert own.score.value == floor(expected + 0.5)
        assert (own.quarters, own.weights) == (2, "completed surveys")


@pytest.mark.parametrize(
    ("same", "word"),
    [
        ({"hcahps_mode": None}, "survey mode “None”"),
        ({"hcahps_mode": "web_mail"}, "survey mode “another”"),
        ({"response_percentile": None}, "response_percentile_per_1pct"),
        ({"age_group": "18-34"}, "age_65_74"),
        ({"service_line": "Cardiology"}, "male_medical"),
    ],
)
def test_what_is_not_known_leaves_the_score_raw_and_is_named(
    workspace: Workspace, same: dict[str, object], word: str
) -> None:
    rows = surveys(**same)
    own = linear(reader(workspace, rows), "overall_rating")
    assert own.score.status is AdjustmentStatus.UNADJUSTED
    assert word in own.score.reason
    assert own.score.exact is not None
    by_quarter = [[r for r in rows if (r["month"].month > 6) is late] for late in (False, True)]
    raw = sum(10 * fmean(r["rating"] for r in part) * len(part) for part in by_quarter) / len(rows)
    assert float(own.score.exact) == pytest.approx(raw)


def test_two_modes_in_a_quarter_and_months_without_a_table_stay_raw(workspace: Workspace) -> None:
    rows = surveys()
    rows[0]["hcahps_mode"] = "mail_only"
    later = [
        row | {"record_key": f"x{row['survey_id']}", "month": date(2023, 5, 1)} for row in rows
    ]
    found = reader(workspace, rows + later)
    assert "survey mode “None”" in linear(found, "overall_rating").score.reason
    may = linear(found, "overall_rating", Period(first=date(2023, 5, 1), last=date(2023, 5, 1)))
    assert may.score.reason == "No coefficients for discharges of May 2023."
    assert may.star is not None
    assert "provisional" in may.describe()


def test_below_a_hundred_surveys_there_is_no_star(workspace: Workspace) -> None:
    found = reader(workspace, surveys()[:99])
    assert linear(found, "overall_rating").star is None
