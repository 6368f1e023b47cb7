"""Do people sound like people, and is nobody named?"""

from __future__ import annotations

import re

import pytest

from cxboard.demo.feedback import TOPICS
from cxboard.demo.phrases_praise import PRAISE
from cxboard.demo.phrases_trouble import TROUBLE
from tests.demo.conftest import Extracts

FORBIDDEN = {
    "a digit, as in a telephone, record or room number": r"\d",
    "an address of mail or web": r"@|www|http|\.com",
    "a title that leads a name": r"\b(Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Jr)\b",
    "an exact place of living": r"\b(Street|Avenue|Road|Lane|Apartment)\b",
}
CAPITALS_INSIDE = {"I", "English", "Spanish"}


def test_every_topic_has_both_sides() -> None:
    assert tuple(TROUBLE) == tuple(PRAISE) == TOPICS


def test_there_are_hundreds_of_distinct_comments(extracts: Extracts) -> None:
    assert extracts.feedback["text"].n_unique() > 1_500
    assert extracts.feedback["text"].value_counts()["count"].max() < 60  # type: ignore[operator]
    assert set(extracts.feedback["topic"]) == set(TOPICS)


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items())
def test_no_text_holds(extracts: Extracts, what: str, pattern: str) -> None:
    found = extracts.feedback["text"].unique()
    assert [text for text in found if re.search(pattern, text)] == [], what


def test_nobody_is_named(extracts: Extracts) -> None:
    """A capital inside a sentence would be a name."""
    for text in extracts.feedback["text"].unique():
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            inside = re.findall(r"\b[A-Z][a-zA-Z]*", sentence.partition(" ")[2])
            assert set(inside) <= CAPITALS_INSIDE, text


def test_sentences_are_whole(extracts: Extracts) -> None:
    for text in extracts.feedback["text"].unique():
        assert re.fullmatch(r"[A-Z].*\.", text), text
        assert not re.search(r"  |\.\.|,,| ,| \.", text), text


def test_words_fit_the_type(extracts: Extracts) -> None:
    """Compliments begin with praise of their topic, complaints with trouble."""
    for kind, side in (("compliment", PRAISE), ("complaint", TROUBLE)):
        rows = extracts.feedback.filter(feedback_type=kind).select("topic", "text").unique()
        for topic, text in rows.iter_rows():
            openings, details = side[topic]
            assert text.startswith(openings), (kind, text)
            assert any(detail in text for detail in details), (kind, text)


def test_types_come_in_their_shares(extracts: Extracts) -> None:
    shares = extracts.feedback["feedback_type"].value_counts(normalize=True)
    found = dict(shares.iter_rows())
    assert found == pytest.approx(
        {"comment": 0.46, "complaint": 0.29, "compliment": 0.25}, abs=0.02
    )
