"""Does the heat map read as a table by itself, and does nothing from the data become markup?"""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cxboard.charts import heat_map, tints
from cxboard.charts.markup import Markup, tag
from cxboard.domain.catalogue import get_measure
from cxboard.domain.references import Benchmark
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.vocabulary import Direction
from cxboard.results.types import FacilityGrid

HOSTILE = """<script>alert("x")</script>' onmouseover='1"""
MEASURES = tuple(get_measure(name) for name in ("responsiveness", "restfulness"))


class Reader(HTMLParser):
    """Collects tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((name, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


REFERENCE = Benchmark(
    measure_id="responsiveness",
    label="US average",
    value=66.0,
    population="US",
    period="2023",
    source="CMS",
    status="official",
)


def table(name: str = "North", label: str = "US average") -> Reader:
    reference = replace(REFERENCE, label=label)
    grid = FacilityGrid(
        facilities=(("N", name), ("S", "South")),
        measures=MEASURES,
        cells=(
            (Score(value=70.0, n=90), Score(value=55.0, n=90)),
            (Score(value=54.0, n=90), SUPPRESSED),
        ),
    )
    return Reader(heat_map.table(grid, {"responsiveness": reference}, "Domains by hospital"))


def test_it_has_a_caption_and_scoped_headers() -> None:
    read = table()
    names = [name for name, _ in read.tags]
    assert names.count("table") == names.count("caption") == 1
    scopes = [attributes["scope"] for name, attributes in read.tags if name == "th"]
    assert scopes == ["col"] * 3 + ["row"] * 3
    told = "1 of 4 values are hidden: they would tell of few people."
    assert f"Domains by hospital {tints.WORST_FIRST} {told}" in read.text


def test_the_widest_gap_for_the_worse_comes_first() -> None:
    text = table().text
    assert text.index("South") < text.index("North")
    fewer = replace(MEASURES[0], direction=Direction.DECREASE)
    grid = FacilityGrid(
        facilities=(("S", "South"), ("N", "North")),
        measures=(fewer,),
        cells=((Score(value=54.0, n=90),), (Score(value=70.0, n=90),)),
    )
    text = Reader(heat_map.table(grid, {"responsiveness": REFERENCE}, "")).text
    assert text.index("North") < text.index("South"), "where fewer is better"


def test_every_cell_says_its_value_and_its_distance() -> None:
    text = " ".join(table().text)
    for said in ("70.0%", "+4.0", "54.0%", "−12.0", "55.0%", "hidden", "66.0%", "US average"):
        assert said in text


def test_the_headline_names_who_is_most_often_above_and_below() -> None:
    reference = replace(REFERENCE, value=66.0)
    grid = FacilityGrid(
        facilities=(("N", "North"), ("S", "South"), ("W", "West")),
        measures=MEASURES[:1],
        cells=tuple((Score(value=value, n=90),) for value in (70.0, 54.0, 71.0)),
    )
    said = heat_map.headline(grid, {"responsiveness": reference})
    assert said == (
        "By hospital: 2 hospitals are above the reference in 1 of 1 domains, "
        "South is below it in 1 of 1"
    )
    alike = heat_map.headline(grid, {"responsiveness": replace(reference, value=40.0)})
    assert alike == "By hospital: 3 hospitals are above the reference in 1 of 1 domains"
    assert heat_map.headline(grid, {}) == "By hospital"


def test_hostile_names_stay_text() -> None:
    read = table(name=HOSTILE, label=HOSTILE)
    assert "script" not in [name for name, _ in read.tags]
    assert not any("onmouseover" in attributes for _, attributes in read.tags)
    assert HOSTILE in read.text


@pytest.mark.parametrize(
    ("distance", "expected"),
    [(12.0, "improvement"), (40.0, "improvement"), (-12.0, "concern"), (0.0, "transparent")],
)
def test_tints(distance: float, expected: str) -> None:
    assert expected in tints.tint(distance)
    assert tints.tint(40.0) == tints.tint(12.0)


def test_tags_escape_text_and_attributes_but_not_markup() -> None:
    made = tag("td", HOSTILE, tag("b", "bold"), title=HOSTILE, class_="a", data_x=None)
    assert isinstance(made, Markup)
    read = Reader(made)
    assert read.tags == [("td", {"title": HOSTILE, "class": "a"}), ("b", {})]
    assert read.text == [HOSTILE, "bold"]
