"""Is it said how little a score can carry?"""

from __future__ import annotations

import pytest

from cxboard.domain.catalogue import get_measure
from cxboard.domain.errors import BadRequest
from cxboard.domain.scores import SUPPRESSED, Score
from cxboard.results.cautions import cautions
from cxboard.results.ladder import ENOUGH_VARIABLE, as_figure

RATING = get_measure("overall_rating")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (11, "not report it in public"),
        (24, "not report it in public"),
        (25, "footnote 10"),
        (49, "footnote 10"),
        (50, "no star"),
        (99, "no star"),
        (100, None),
    ],
)
def test_the_steps_of_completed_surveys(n: int, said: str | None) -> None:
    found = cautions([("North", RATING, Score(value=70.0, n=n))])
    assert len(found) == (said is not None)
    assert all(text.startswith("North: rests on fewer than") and said in text for text in found)


@pytest.mark.parametrize(("n", "shown"), [(11, False), (24, False), (25, True)])
def test_too_few_surveys_make_no_figure(n: int, shown: bool) -> None:
    score = Score(value=70.0, n=n, lower=60.0, upper=80.0, top=70.0)
    found = as_figure(RATING, score)
    assert found == (score if shown else Score(n=n, held_back=True))
    told = cautions([("North", RATING, found)])
    assert told == [text for text in told if "great caution" in text or "not enough" in text]
    assert ("not enough for a score" in told[0]) is not shown


def test_the_fewest_surveys_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    score = Score(value=70.0, n=12)
    monkeypatch.setenv(ENOUGH_VARIABLE, "11")
    assert as_figure(RATING, score) == score
    monkeypatch.setenv(ENOUGH_VARIABLE, "many")
    with pytest.raises(BadRequest, match="whole number of completed surveys"):
        as_figure(RATING, score)


def test_other_measures_are_no_surveys_of_cms() -> None:
    assert as_figure(get_measure("nps"), Score(value=20.0, n=12)).value == 20.0


def test_scores_of_the_same_step_share_a_sentence() -> None:
    scores = [(name, RATING, Score(value=70.0, n=30)) for name in ("North", "South")]
    assert [text.partition(":")[0] for text in cautions(scores)] == ["North, South"]


def test_nothing_is_said_of_what_is_hidden_or_of_another_family() -> None:
    assert not cautions([("North", RATING, SUPPRESSED), ("South", RATING, Score())])
    assert not cautions([("North", get_measure("nps"), Score(value=20.0, n=30))])


def test_the_interval_of_few_nps_answers_is_called_unverified() -> None:
    [said] = cautions([("North", get_measure("nps"), Score(value=20.0, n=29))])
    assert "remembered and not verified" in said


def test_limits_that_are_wider_than_need_be_are_called_so() -> None:
    wide = Score(value=70.0, n=500, wide_limits=True)
    [said] = cautions([("North", get_measure("nurse_communication"), wide)])
    assert "wider than need be" in said
