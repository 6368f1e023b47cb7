"""Are verdicts explained in sentences that are true of the chart?"""

from __future__ import annotations

from datetime import date

import pytest

from cxboard.analysis.spc.cadence import cadence
from cxboard.analysis.spc.caveats import caveats, screened_out
from cxboard.analysis.spc.chart import xmr_chart
from cxboard.analysis.spc.rebase import suggest_rebase
from cxboard.analysis.spc.rules import MDC_EXCEL_7, MDCSPC_6
from cxboard.analysis.spc.series import Observation, Settings
from cxboard.analysis.spc.words import explain
from cxboard.domain.vocabulary import Unit
from tests.spc import DOWN, NEITHER, UP, charted, month

STEADY = [69.0, 71.0] * 12
NOISE = "The latest month (71.0) lies within the limits of 64.7 to 75.3 and ends no run or trend"


def test_the_sentence_of_the_issue() -> None:
    values = [*STEADY[:-1], 69.5, 69, 69.4, 69, 69.5, 69, 69.3, 69.1]
    words = explain(charted(values, fix_after=22, target=80), Unit.PERCENT)
    assert words.variation.startswith(
        "Nine months in a row below the mean: a real fall, not noise."
    )
    assert words.assurance == (
        "The target of 80% lies above the upper limit: the present process will not reach it."
    )


@pytest.mark.parametrize(
    ("settings", "last", "expected"),
    [
        (UP, [], f"{NOISE}: the ups and downs are noise."),
        (
            UP,
            [80.0],
            "The latest month (80.0) lies above the upper limit of 75.3: a real rise, not noise.",
        ),
        (
            DOWN,
            [80.0],
            (
                "The latest month (80.0) lies above the upper limit of 75.3: a real rise, not "
                "noise. Lower is better, so this is a concern."
            ),
        ),
        (
            DOWN,
            [60.0],
            (
                "The latest month (60.0) lies below the lower limit of 64.7: a real fall, not "
                "noise. Lower is better, so this is an improvement."
            ),
        ),
        (
            NEITHER,
            [72, 74.0, 74.1],
            (
                "Two of the last three months lie close to the upper limit, all three above the "
                "mean: a real rise, not noise."
            ),
        ),
        (
            UP,
            [66.0, 65.9, 66.0],
            (
                "All of the last three months lie close to the lower limit, all three below the "
                "mean: a real fall, not noise."
            ),
        ),
        (
            UP,
            [69.2, 69.4, 69.6, 69.8, 70.2, 70.4, 70.6],
            "Seven months in a row, each higher than the one before: a real rise, not noise.",
        ),
        (UP, [None], "The latest month has no value, so there is nothing to judge."),
    ],
)
def test_variation(settings: Settings, last: list[float | None], expected: str) -> None:
    assert explain(charted([*STEADY, *last], settings, fix_after=24)).variation == expected


def test_a_signal_that_ends_a_run_says_so() -> None:
    words = explain(charted([*STEADY, *[70.5, 71] * 3, 80], fix_after=24)).variation
    assert words == (
        "The latest month (80.0) lies above the upper limit of 75.3, at the end of eight months in "
        "a row above the mean: a real rise, not noise."
    )


def test_a_run_across_a_month_without_row_is_not_called_months_in_a_row() -> None:
    series = [Observation(day=month(i), value=v) for i, v in enumerate(STEADY)]
    series += [Observation(day=month(25 + i), value=70.5 + i % 2) for i in range(8)]
    chart = xmr_chart(series, Settings(direction=UP.direction, fix_after=24))
    assert explain(chart).variation.startswith("Nine values in a row above the mean")
    assert caveats(chart) == [
        "No row for 1 month (2024-01-01): the values on either side are treated as neighbours."
    ]


@pytest.mark.parametrize(
    ("settings", "target", "expected"),
    [
        (UP, None, ""),
        (UP, 60, "The target of 60 lies below the lower limit: the present process will keep"),
        (DOWN, 60, "The target of 60 lies below the lower limit: the present process will not"),
        (
            DOWN,
            80.5,
            "The target of 80.5 lies above the upper limit: the present process will keep",
        ),
        (UP, 72, "The target of 72 lies between the limits: the present process will meet it in"),
        (NEITHER, 72, "The target of 72 has no verdict, because neither way is better."),
    ],
)
def test_assurance(settings: Settings, target: float | None, expected: str) -> None:
    assert explain(charted(STEADY, settings, target=target)).assurance.startswith(expected)


def test_a_target_on_the_limit() -> None:
    upper = charted(STEADY).latest.limits.upper
    words = explain(charted(STEADY, target=upper, rules=MDC_EXCEL_7)).assurance
    assert "lies on the upper limit: the present process will not reach it." in words


def test_what_improves_is_not_there_yet() -> None:
    words = explain(charted([*STEADY, *[73.0] * 8], target=80)).assurance
    assert words == "The target of 80 lies above the upper limit: improving, but not there yet."


def test_a_constant() -> None:
    words = explain(charted([100.0] * 24, target=100))
    assert words.variation == (
        "Every value since 2022-01-01 is the same (100): there is no variation to judge."
    )
    assert words.assurance == "The target of 100 is met exactly, as every value is the same."


def test_limits_that_rest_on_few_values_say_so() -> None:
    assert explain(charted(STEADY)).limits == ""
    assert explain(charted(STEADY[:3])).limits == (
        "Only three values: too few to read anything into them."
    )
    early = explain(charted([*STEADY[:9], 90], screen=True))
    assert early.limits.startswith("Only ten values: these are trial limits")
    assert early.variation.endswith("a first sign of a rise.")
    assert explain(charted(STEADY[:15])).limits.startswith("Trial limits: they rest on 15 values")
    assert "fixed on the first twelve values" in explain(charted(STEADY, fix_after=12)).limits


def test_two_in_three_of_other_dialects() -> None:
    last = [74.0, 69, 74.1]
    words = explain(charted([*STEADY, *last], fix_after=24, rules=MDCSPC_6)).variation
    assert words.startswith("Two of the last three months lie close to or beyond the upper limit:")


def test_caveats() -> None:
    assert caveats(charted(STEADY)) == []
    assert caveats(charted([*STEADY, None, 70])) == [
        "No value on 2024-01-01: a gap, which breaks runs and trends."
    ]
    assert caveats(charted([*STEADY, *STEADY], rebases=(month(24),))) == [
        "The limits are drawn anew from 2024-01-01 on."
    ]
    flat = charted([5.0] * 23 + [9.0])
    assert flat.latest.limits.lower == flat.latest.limits.upper
    assert "Chart without screening" in caveats(flat)[0]
    assert screened_out(flat) == 1
    assert screened_out(charted([5.0] * 24)) == 0


@pytest.mark.parametrize(
    ("days", "noun", "missing"),
    [
        (["2024-01-01"], "value", 0),
        (["2024-01-01", "2024-02-01", "2024-05-01"], "month", 2),
        (["2024-01-31", "2024-02-29", "2024-03-31"], "month", 0),
        (["2024-01-01", "2024-04-01", "2024-10-01"], "quarter", 1),
        (["2022-06-30", "2023-06-30", "2024-06-30"], "year", 0),
        (["2024-01-01", "2024-01-08", "2024-01-29"], "week", 2),
        (["2024-01-01", "2024-01-02", "2024-01-05"], "day", 2),
        (["2024-01-01", "2024-01-04", "2024-01-09"], "value", 0),
    ],
)
def test_cadence(days: list[str], noun: str, missing: int) -> None:
    found = cadence([date.fromisoformat(text) for text in days])
    assert (found.noun, found.missing_count) == (noun, missing)
    assert len(found.missing) == missing


def test_a_new_level_is_suggested_with_its_reason_and_never_applied() -> None:
    values = [*[69.0, 71.0] * 8, *[74.0, 76.0] * 7]
    chart = charted(values)
    suggestion = suggest_rebase(chart)
    assert suggestion is not None
    assert (suggestion.day, suggestion.before, suggestion.after) == (month(16), 70, 75)
    assert "The level seems to have changed on 2023-05-01: the mean was 70" in str(suggestion)
    assert "changed in May 2023: the mean was 70.0% before" in suggestion.of_months(Unit.PERCENT)
    assert len(chart.phases) == 1
    assert suggest_rebase(charted(values, rebases=(month(16),))) is None


def test_a_fall_is_not_made_the_new_normal() -> None:
    suggestion = suggest_rebase(charted([*[74.0, 76.0] * 8, *[69.0, 71.0] * 7]))
    assert suggestion is not None
    assert suggestion.is_concern
    assert "not made the new normal" in str(suggestion)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([69.0, 71.0] * 14, id="no shift"),
        pytest.param([*[69.0, 71.0] * 8, *[74.0, 76.0] * 5], id="ten values are too few"),
        pytest.param([*[69.0, 71.0] * 5, *[74.0, 76.0] * 8], id="ten before are too few"),
        pytest.param(
            [*[69.0, 71.0] * 8, *[74.0, 76.0] * 5, 66.0, 66.0, *[74.0, 76.0] * 3],
            id="two in a row have crossed back",
        ),
    ],
)
def test_no_suggestion(values: list[float | None]) -> None:
    assert suggest_rebase(charted(values)) is None
