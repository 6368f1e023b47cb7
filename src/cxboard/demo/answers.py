"""What did people answer, given what they felt, who they are, and what was going on?

Each answer is a normal number cut into the item's codes. The number adds up what the person feels
of the whole and of the item's theme, the item's own chance, and shifts: of the unit, of the
person, and of the stories. So the answers of one person hang together, and shares come out as set.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cxboard.demo.levels import THEMES, Level, thresholds
from cxboard.demo.organisation import theme_levels
from cxboard.demo.people import People, words
from cxboard.demo.plan import Plan
from cxboard.demo.stories import planted
from cxboard.domain.items import MISSING, Item

Numbers = NDArray[np.float32]
Answers = NDArray[np.int8]

NOT_ASKED = -2
"""Code in memory for a question that was not asked; a blank in the extract."""

_WRITTEN = ("M", *(str(code) for code in range(11)))


def impressions(plan: Plan, table: str, people: People) -> dict[str, Numbers]:
    """Return what each person feels, by theme: standard normal numbers."""
    return {
        theme: plan.stream(table, people.month, f"feels {theme}").standard_normal(
            people.size, dtype=np.float32
        )
        for theme in THEMES
    }


def story_shift(plan: Plan, key: str, level: Level, people: People) -> Numbers:
    """Return what the stories add to each person's answer, in standard deviations."""
    shift = np.zeros(people.size, dtype=np.float32)
    for story, effect in planted(key):
        weight = story.weight(people.month, plan.end, persists=effect.persists)
        if weight:
            rows = people.is_in(story)
            shift[slice(None) if rows is None else rows] += level.shift_of(weight * effect.points)
    return shift


def answer(
    plan: Plan,
    table: str,
    item: Item,
    level: Level,
    people: People,
    feels: Mapping[str, Numbers],
    shift: Numbers,
) -> Answers:
    """Return each person's answer to an item, before skips and missing answers.

    Args:
        plan: the system.
        table: name of the table, which gives the random stream.
        item: the question.
        level: how it is usually answered.
        people: who answers.
        feels: their impressions.
        shift: further shift of each person, in standard deviations.
    """
    chance = plan.stream(table, people.month, item.key)
    own = (1 - sum(loading**2 for loading in level.loadings.values())) ** 0.5
    felt = chance.standard_normal(people.size, dtype=np.float32) * np.float32(own)
    for theme, loading in level.loadings.items():
        felt += feels[theme] * np.float32(loading)
    felt += theme_levels(level.theme)[people.codes["unit_id"]]
    felt += story_shift(plan, item.key, level, people)
    felt += shift
    codes, cuts = thresholds(item, level)
    chosen = codes[np.searchsorted(cuts, felt)]
    if level.unasked:
        code, share = level.unasked
        chosen[chance.random(people.size) < share] = code
    return chosen


def written(name: str, answers: Answers) -> pl.Series:
    """Return answers as an extract writes them: "M" for missing, blank for not asked."""
    return words(name, np.where(answers == NOT_ASKED, -1, answers - MISSING), _WRITTEN)
