"""Does the trend draw what may be shown, mark the break, and say in words what it shows?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cxboard.charts import trend
from cxboard.charts.trend_layout import labels, layout, limits
from cxboard.domain.catalogue import get_measure
from cxboard.domain.periods import add_months
from cxboard.domain.references import Benchmark, Target
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.vocabulary import Direction, Unit
from cxboard.results.types import MonthPoint

MEASURE = get_measure("responsiveness")
BREAK = date(2025, 1, 1)
NATION = Benchmark(
    measure_id=MEASURE.id,
    label="US average",
    value=66.0,
    population="US",
    period="2023",
    source="CMS",
    status="official",
)
TARGET = Target(
    measure_id=MEASURE.id,
    value=70.0,
    direction=Direction.INCREASE,
)


def series(values: list[float | None], first: date = date(2024, 10, 1)) -> list[MonthPoint]:
    months = [add_months(first, step) for step in range(len(values))]
    return [
        MonthPoint(
            month=month,
            score=SUPPRESSED
            if value is None
            else Score(value=value, n=400, lower=value - 3, upper=value + 3),
            run=int(month >= BREAK),
        )
        for month, value in zip(months, values, strict=True)
    ]


def test_lines_are_svg_and_never_cross_the_break_or_a_gap() -> None:
    made = trend.figure(MEASURE, series([60.0, 61.0, 62.0, 63.0, None, 64.0]), survey_break=BREAK)
    assert {trace.type for trace in made.data} == {"scatter"}
    lines = [list(trace.x) for trace in made.data if trace.mode == "lines+markers"]
    assert lines == [
        ["2024-10-01", "2024-11-01", "2024-12-01"],
        ["2025-01-01"],
        ["2025-03-01"],
    ]
    said = [annotation.text for annotation in made.layout.annotations]
    assert "HCAHPS survey changed" in said
    assert "<b>64.0%</b> Mar 2025" in said


def test_levels_are_labelled_and_the_figure_is_the_same_each_time() -> None:
    values: list[float | None] = [60.0, 65.9]
    made = [
        trend.figure(MEASURE, series(values), benchmarks=[NATION], target=TARGET) for _ in range(2)
    ]
    assert made[0].to_json() == made[1].to_json()
    said = [annotation.text for annotation in made[0].layout.annotations]
    assert "66% US average" in said
    assert "70% target (placeholder)" in said
    assert len(made[0].layout.shapes) == 2


def test_labels_at_the_edge_do_not_overlap() -> None:
    placed = sorted(label["y"] for label in labels([(60.0, "a"), (60.1, "b"), (60.2, "c")], 50, 70))
    gaps = [after - before for before, after in zip(placed, placed[1:], strict=False)]
    assert min(gaps) > 0.06


def test_nothing_to_show_is_said_and_not_drawn() -> None:
    hidden = series([None, None])
    assert not trend.figure(MEASURE, hidden).data
    assert "no month" in trend.headline(MEASURE, hidden)
    assert "No months" in trend.describe(MEASURE, hidden)


def test_the_headline_speaks_of_the_survey_in_force_only() -> None:
    text = trend.headline(MEASURE, series([10.0, 20.0, 30.0, 63.0, 61.0, 64.0]))
    assert text == (
        "Responsiveness: 64.0% in Mar 2025, by month between 61.0% and 64.0% since Jan 2025"
    )
    assert "US average: 66%" in trend.describe(MEASURE, series([60.0]), [NATION])


def test_a_benchmark_of_former_questions_ends_with_them() -> None:
    former = replace(NATION, label="US average, former questions")
    months = series([60.0, 61.0, 62.0, 63.0])
    made = trend.figure(MEASURE, months, benchmarks=[former, NATION], survey_break=BREAK)
    ends = [shape.x1 for shape in made.layout.shapes if shape.y0 == shape.y1]
    assert ends == ["2024-12-16", 1]


def test_an_industry_guide_is_named_beside_its_number_and_no_label_is_cut() -> None:
    guide = replace(NATION, label="Top performers of the whole country", status="industry guide")
    made = trend.figure(MEASURE, series([60.0, 61.0]), benchmarks=[guide])
    label = "66% Top performers of the whole country (industry guide)"
    assert label in [annotation.text for annotation in made.layout.annotations]
    assert made.layout.margin.r >= 6.5 * len(label)


def test_the_break_is_explained_where_the_months_cross_it() -> None:
    crossing = series([60.0, 61.0, 62.0, 63.0])
    assert "the two parts do not compare" in trend.break_in_words(crossing, BREAK)
    same = [replace(point, run=0) for point in crossing]
    assert "these questions stayed the same" in trend.break_in_words(same, BREAK)
    assert trend.break_in_words(crossing[:3], BREAK) == ""
    assert trend.break_in_words([], BREAK) == ""


def test_the_value_axis_is_as_long_as_its_unit_asks_for() -> None:
    few = series([1.5])
    ratio = limits(few, [1.0, 2.0], Unit.TO_ONE)
    percent = limits(few, [1.0, 2.0], Unit.PERCENT)
    bare = [replace(point, score=Score(value=1.5, n=400)) for point in few]
    low, high = limits(bare, [1.4, 1.6], Unit.TO_ONE)
    assert round(high - low, 6) == 1.0
    assert ratio[1] - ratio[0] < percent[1] - percent[0]


def test_few_months_are_each_named_once() -> None:
    assert layout(Unit.PERCENT, 0, 1, series([60.0]), [])["xaxis"]["dtick"] == "M1"
    assert layout(Unit.PERCENT, 0, 1, series([60.0] * 24), [])["xaxis"]["dtick"] is None
