"""Is every number written in one way, and is what is missing always said in words?"""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.domain.numbers import counted, format_change, format_count, format_range, format_value
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.domain.vocabulary import Unit
from cxboard.results.types import Change
from cxboard.ui import format as written


@pytest.mark.parametrize(
    ("value", "unit", "digits", "expected"),
    [
        (71.25, Unit.PERCENT, 1, "71.2%"),
        (71.0, Unit.PERCENT, 0, "71%"),
        (-4.04, Unit.POINTS, 1, "−4.0"),
        (-0.04, Unit.POINTS, 1, "0.0"),
        (100.0, Unit.PERCENT, 1, "100.0%"),
        (None, Unit.PERCENT, 1, "–"),
        (math.nan, Unit.PERCENT, 1, "–"),
        (math.inf, Unit.POINTS, 1, "–"),
    ],
)
def test_value(value: float | None, unit: Unit, digits: int, expected: str) -> None:
    assert format_value(value, unit, digits) == expected


@pytest.mark.parametrize(
    ("difference", "expected"),
    [(1.24, "+1.2"), (-0.42, "−0.4"), (0.04, "0.0"), (-0.04, "0.0"), (None, "–"), (math.nan, "–")],
)
def test_change(difference: float | None, expected: str) -> None:
    assert format_change(difference) == expected


@given(st.floats() | st.none())
def test_no_number_is_ever_nan(value: float | None) -> None:
    for text in (format_value(value, Unit.PERCENT), format_change(value)):
        assert "nan" not in text
        assert "inf" not in text
        assert "-" not in text


def test_counts_and_ranges() -> None:
    assert format_count(1234567) == "1,234,567"
    assert format_count(999) == "999"
    assert format_count(None) == "–"
    assert format_range(70.06, 72.44, Unit.PERCENT) == "70.1 to 72.4%"
    assert format_range(-3.0, 4.0, Unit.POINTS) == "−3.0 to 4.0"
    assert format_range(None, 4.0, Unit.POINTS) == "–"


@pytest.mark.parametrize(
    ("score", "text", "why", "people", "interval"),
    [
        (
            Score(value=71.3, n=420, lower=70.0, upper=72.6),
            "71.3%",
            "",
            "420",
            "70.0 to 72.6%",
        ),
        (SUPPRESSED, "hidden", "few people", "hidden", ""),
        (Score(), "–", "no answers", "0", ""),
    ],
)
def test_score(score: Score, text: str, why: str, people: str, interval: str) -> None:
    assert written.score_text(score, Unit.PERCENT) == text
    assert written.why_missing(score) == why
    assert written.people_text(score) == people
    assert written.interval_text(score, Unit.PERCENT) == interval


def test_distance_and_chance_in_words() -> None:
    assert written.gap_text(71.4, 75.0) == "3.6 below"
    assert written.gap_text(76.0, 75.0) == "1.0 above"
    assert written.gap_text(75.04, 75.0) == "reached exactly"
    assert written.gap_text(None, 75.0) == ""
    change = Change(difference=1.0, lower=0.2, upper=1.8, beyond_chance=True, compared="2025")
    assert written.chance_text(change) == "more than chance"


def test_a_count_agrees_with_its_noun() -> None:
    told = [counted(number, "row") for number in (0, 1, 2, 1_000)]
    assert told == ["0 rows", "1 row", "2 rows", "1,000 rows"]
    assert counted(1, "cell holds", "cells hold") == "1 cell holds"
