"""Are groups of patients named as a sentence wants them?"""

from __future__ import annotations

import pytest

from cxboard.domain.vocabulary import Dimension
from cxboard.results.people_words import group_name

NAMES = (
    (Dimension.LANGUAGE, "Spanish", "patients who prefer Spanish"),
    (Dimension.LANGUAGE, "Another language", "patients who prefer another language"),
    (Dimension.AGE_GROUP, "65-74", "patients aged 65-74"),
    (Dimension.ETHNICITY, "Other", "patients who state other"),
    (Dimension.ETHNICITY, "Otherlander", "patients who state Otherlander"),
)


@pytest.mark.parametrize(("dimension", "group", "words"), NAMES)
def test_a_group_in_words(dimension: Dimension, group: str, words: str) -> None:
    assert group_name(dimension, group) == words
