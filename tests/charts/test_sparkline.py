"""Does a sparkline show every month that it may, gap every other, and join no two runs?"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from datetime import date
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from cxboard.charts import boxes, scale, sparkline, trend
from cxboard.domain.catalogue import get_measure
from cxboard.domain.periods import Period, add_months
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.trends import judge
from cxboard.results.types import MonthPoint

FIRST = date(2023, 11, 1)
BREAK = date(2025, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"

values = st.none() | st.just("suppressed") | st.floats(-100, 100) | st.just(math.nan)


def points(given_values: list[float | str | None], broken: bool = True) -> list[MonthPoint]:
    made = []
    for step, value in enumerate(given_values):
        month = add_months(FIRST, step)
        score = SUPPRESSED if isinstance(value, str) else Score(value=value, n=50)
        made.append(MonthPoint(month=month, score=score, run=int(broken and month >= BREAK)))
    return made


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)


def numbers(element: ET.Element) -> list[float]:
    text = " ".join(
        value
        for each in element.iter()
        for name, value in each.attrib.items()
        if name in {"points", "cx", "cy", "r", "x1", "x2", "y1", "y2"}
    )
    return [float(number) for number in text.replace(",", " ").split()]


@given(
    st.lists(values, max_size=40),
    st.none() | st.floats(-100, 100) | st.just(math.nan),
    st.booleans(),
)
def test_any_months_give_a_drawing_inside_its_box(
    given_values: list[float | str | None], target: float | None, broken: bool
) -> None:
    series = points(given_values, broken)
    drawing = sparkline.draw(series, target=target, survey_break=BREAK)
    coordinates = numbers(parsed(drawing))
    assert all(math.isfinite(number) for number in coordinates)
    assert all(0 <= number <= scale.WIDTH for number in coordinates)
    assert drawing == sparkline.draw(series, target=target, survey_break=BREAK)
    assert "nan" not in sparkline.describe(series, Unit.PERCENT)


@given(st.lists(values, min_size=1, max_size=40), st.booleans())
def test_every_shown_month_is_drawn_once_and_every_other_is_a_gap(
    given_values: list[float | str | None], broken: bool
) -> None:
    series = points(given_values, broken)
    pieces = scale.segments(series)
    assert [point for piece in pieces for point in piece] == scale.shown(series)
    for piece in pieces:
        assert len({point.run for point in piece}) == 1
        assert [p.month for p in piece] == [
            add_months(piece[0].month, step) for step in range(len(piece))
        ]
    drawn = parsed(sparkline.draw(series))
    lines = drawn.findall(f"{SVG}polyline")
    assert len(lines) == sum(len(piece) > 1 for piece in pieces)
    vertices = sum(len(line.attrib["points"].split()) for line in lines)
    assert vertices == sum(len(piece) for piece in pieces if len(piece) > 1)


def test_months_left_out_are_gaps_too() -> None:
    series = points([70.0, 71.0, 72.0, 73.0])
    assert len(scale.segments([series[0], series[1], series[3]])) == 2
    assert "1 month without" in sparkline.describe([series[0], series[3 - 1]], Unit.PERCENT)


def test_break_and_target_are_marked_only_where_they_lie() -> None:
    across, before = points([70.0] * 20), points([70.0] * 5)
    assert len(parsed(sparkline.draw(across, survey_break=BREAK)).findall(f"{SVG}line")) == 1
    assert not parsed(sparkline.draw(before, survey_break=BREAK)).findall(f"{SVG}line")
    both = parsed(sparkline.draw(across, survey_break=BREAK, target=75.0))
    assert len(both.findall(f"{SVG}line")) == 2
    assert "do not compare" in sparkline.describe(across, Unit.PERCENT)


def first_x(drawing: str) -> float:
    line = parsed(drawing).find(f"{SVG}polyline")
    assert line is not None
    return float(line.attrib["points"].split(",")[0])


def test_rows_of_a_table_share_one_time_axis() -> None:
    late = points([70.0] * 24)[14:]
    window = Period(first=FIRST, last=late[-1].month)
    assert first_x(sparkline.draw(late)) < scale.WIDTH / 10
    assert first_x(sparkline.draw(late, window=window)) > scale.WIDTH / 2


def test_the_latest_month_has_the_mark_of_a_signal_only_when_it_is_part_of_one() -> None:
    for ending, symbol in (([70.0] * 8, ""), ([78.0] * 8, "circle"), ([62.0] * 8, "polygon")):
        series = points([69.0, 71.0] * 12 + ending, broken=False)
        judged = judge(get_measure("nps"), series)
        drawn = parsed(sparkline.draw(series, trend=judged))
        last = list(drawn)[-1]
        assert last.tag == f"{SVG}{symbol or 'circle'}"
        assert (last.attrib["fill"] == "none") is not bool(symbol)
        made = trend.figure(get_measure("nps"), series, trend=judged)
        rings = [each for each in made.data if each.marker.symbol == "circle-open"]
        assert bool(rings) is not bool(symbol)


def test_a_picture_is_a_small_safe_image_with_words() -> None:
    picture = sparkline.picture(points([70.0 + step % 5 for step in range(36)]), Unit.PERCENT)
    element = ET.fromstring(picture)
    assert element.tag == "img"
    assert element.attrib["alt"].startswith("By month: 70.0% in Nov 2023 to 70.0% in Oct 2026")
    head, _, drawing = element.attrib["src"].partition(",")
    assert head == "data:image/svg+xml"
    assert parsed(unquote(drawing)).tag == f"{SVG}svg"
    assert len(picture) < 2_500


@given(*[st.none() | st.floats() for _ in range(3)])
def test_boxes_never_leave_their_frame(
    top: float | None, middle: float | None, bottom: float | None
) -> None:
    drawn = ET.fromstring(boxes.draw(top, middle, bottom))
    rights = [float(r.attrib["x"]) + float(r.attrib["width"]) for r in drawn]
    assert all(0 <= right <= boxes.WIDTH + 0.6 for right in rights)
    assert "nan" not in boxes.picture(top, middle, bottom)
