"""What do people write, and how soon are their complaints acknowledged and answered?"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cxboard.demo.organisation import UNITS
from cxboard.demo.people import WORDS, People, people, pick, words
from cxboard.demo.phrases_praise import PRAISE, PRAISE_CLOSINGS, Fragments
from cxboard.demo.phrases_trouble import (
    TROUBLE,
    TROUBLE_CLOSINGS,
    UNTRANSLATED,
    UNTRANSLATED_TOPICS,
)
from cxboard.demo.plan import FEEDBACK, Plan
from cxboard.demo.stories import (
    ACKNOWLEDGE_WITHIN_DAYS,
    ANSWER_WITHIN_DAYS,
    STORIES,
    planted,
)
from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Kind
from cxboard.storage.tables import table_of

TABLE = "feedback"
TYPES = ("comment", "complaint", "compliment")
_TYPE_SHARES = (0.46, 0.29, 0.25)
TOPICS = tuple(PRAISE)
_TOPIC_SHARES = (0.11, 0.07, 0.08, 0.07, 0.08, 0.09, 0.17, 0.11, 0.07, 0.07, 0.04, 0.04)
_CHANNEL_SHARES = (0.22, 0.16, 0.05, 0.20, 0.04, 0.03, 0.01, 0.13, 0.16)
_UNHAPPY_COMMENTS = 0.52
_WITH_CLOSING = 0.55
_TWO_SIDED = 0.18
_WITHOUT_UNIT = 0.15

COMPLAINT_SHARES = {
    "complaints_acknowledged_in_time": 0.93,
    "complaints_answered_in_time": 0.87,
    "reopened": 0.06,
}
_LATEST_ACKNOWLEDGED = 12
_LATEST_ANSWERED = 75
_EPOCH = date(1970, 1, 1).toordinal()


def feedback_month(plan: Plan, month: date) -> pl.DataFrame:
    """Return the comments, complaints and compliments of a month as an extract, by date."""
    size = plan.share_of(round(FEEDBACK * plan.scale), month)
    who = people(plan, TABLE, month, size, small_rows=int(month.month == 5))
    channel = pick(_CHANNEL_SHARES, plan.stream(TABLE, month, "channel"), size)
    who = People(month=month, codes={**who.codes, "channel": channel})
    topic, unhappy, kind = _subject(plan, who)
    length = (add_months(month, 1) - month).days
    received = np.sort(plan.stream(TABLE, month, "day").integers(0, length, size))
    received += month.toordinal()
    unit = who.codes["unit_id"].copy()
    chance = plan.stream(TABLE, month, "without unit").random(size)
    unit[(chance < _WITHOUT_UNIT) & (unit != len(UNITS) - 1)] = -1
    placed = People(month=month, codes={**who.codes, "unit_id": unit})
    number = pl.int_range(1, size + 1, eager=True).cast(pl.String).str.zfill(6)
    columns = {
        "feedback_id": f"F{month:%Y%m}-" + number,
        "received_date": pl.Series(received - _EPOCH).cast(pl.Date),
        "feedback_type": words("feedback_type", kind, TYPES),
        "topic": words("topic", topic, TOPICS),
        "text": pl.Series(_texts(plan, who, topic, unhappy), dtype=pl.String),
        **_handling(plan, who, kind == TYPES.index("complaint"), received),
        **{name: placed.column(name) for name in placed.codes},
    }
    return pl.DataFrame(columns).select(column.name for column in table_of(Kind.FEEDBACK).columns)


def _subject(
    plan: Plan, who: People
) -> tuple[NDArray[np.int16], NDArray[np.bool_], NDArray[np.int16]]:
    """Return topic, whether the words are unhappy, and type of each row.

    While a story runs, its people speak of its topic more (or less) often when they are unhappy.
    """
    kind = pick(_TYPE_SHARES, plan.stream(TABLE, who.month, "type"), who.size)
    comments = plan.stream(TABLE, who.month, "unhappy").random(who.size) < _UNHAPPY_COMMENTS
    unhappy = (kind == TYPES.index("complaint")) | ((kind == TYPES.index("comment")) & comments)
    weights = np.tile(np.array(_TOPIC_SHARES), (who.size, 1))
    for story in STORIES:
        weight = story.weight(who.month, plan.end)
        if story.topic and weight:
            inside = who.is_in(story)
            rows = unhappy if inside is None else unhappy & inside
            weights[rows, TOPICS.index(story.topic)] *= 1 + (story.talk - 1) * weight
    edges = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    drawn = plan.stream(TABLE, who.month, "topic").random((who.size, 1))
    topic = np.minimum((drawn >= edges).sum(axis=1), len(TOPICS) - 1).astype(np.int16)
    return topic, unhappy, kind


def _texts(
    plan: Plan, who: People, topics: NDArray[np.int16], unhappy: NDArray[np.bool_]
) -> list[str]:
    chance = plan.stream(TABLE, who.month, "text")
    spanish = who.codes["language"] == WORDS["language"].index("Spanish")
    rows = zip(topics.tolist(), unhappy.tolist(), spanish.tolist(), strict=True)
    return [_text(TOPICS[topic], bad, untold, chance) for topic, bad, untold in rows]


def _text(topic: str, unhappy: bool, spanish: bool, chance: np.random.Generator) -> str:
    """Return one or two sentences; some people have something good and something bad to say."""
    fragments, closings = (TROUBLE, TROUBLE_CLOSINGS) if unhappy else (PRAISE, PRAISE_CLOSINGS)
    said = [_sentence(fragments[topic], chance)]
    if unhappy and spanish and topic in UNTRANSLATED_TOPICS:
        said.append(UNTRANSLATED[int(chance.integers(len(UNTRANSLATED)))])
    elif chance.random() < _TWO_SIDED:
        other = TOPICS[int(chance.integers(len(TOPICS)))]
        said.append(_sentence((PRAISE if unhappy else TROUBLE)[other], chance))
    elif chance.random() < _WITH_CLOSING:
        said.append(closings[int(chance.integers(len(closings)))])
    return " ".join(said)


def _sentence(fragments: Fragments, chance: np.random.Generator) -> str:
    openings, details = fragments
    opening = openings[int(chance.integers(len(openings)))]
    return f"{opening} {details[int(chance.integers(len(details)))]}."


def complaint_share(plan: Plan, key: str, who: People) -> NDArray[np.float64]:
    """Return each row's probability of a complaint's fate, stories included."""
    shares = np.full(who.size, COMPLAINT_SHARES[key])
    for story, effect in planted(key):
        rows = who.is_in(story)
        points = effect.points * story.weight(who.month, plan.end)
        shares[slice(None) if rows is None else rows] += points / 100
    return shares


def _handling(
    plan: Plan, who: People, complaint: NDArray[np.bool_], received: NDArray[np.int64]
) -> dict[str, pl.Series]:
    """Return the dates of acknowledgement and answer, blank while open at the system's last day."""
    chance = plan.stream(TABLE, who.month, "handling")

    def days(key: str, soonest: int, standard: int, latest: int) -> NDArray[np.int64]:
        in_time = chance.random(who.size) < complaint_share(plan, key, who)
        early = chance.integers(soonest, standard + 1, who.size)
        return np.where(in_time, early, chance.integers(standard + 1, latest + 1, who.size))

    acknowledged = received + days(
        "complaints_acknowledged_in_time", 0, ACKNOWLEDGE_WITHIN_DAYS, _LATEST_ACKNOWLEDGED
    )
    answered = received + days(
        "complaints_answered_in_time", 4, ANSWER_WITHIN_DAYS, _LATEST_ANSWERED
    )
    answered = np.maximum(answered, acknowledged)
    again = chance.random(who.size) < complaint_share(plan, "reopened", who)
    last = plan.last_day.toordinal()
    reopened = np.where(again & (answered <= last), 1, 0).astype(np.int16)
    return {
        "acknowledged_date": _days(acknowledged, complaint & (acknowledged <= last)),
        "answered_date": _days(answered, complaint & (answered <= last)),
        "reopened": words("reopened", np.where(complaint, reopened, -1), ("0", "1")),
    }


def _days(ordinals: NDArray[np.int64], known: NDArray[np.bool_]) -> pl.Series:
    days = pl.Series(ordinals - _EPOCH).cast(pl.Date)
    return pl.select(pl.when(pl.Series(known)).then(days)).to_series()
