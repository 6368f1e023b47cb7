"""How do people reach Larkfield Health, what about, and how well does it go?"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cxboard.demo.answers import NOT_ASKED, Answers, answer, impressions, written
from cxboard.demo.levels import CONTACT_LEVELS
from cxboard.demo.organisation import UNITS
from cxboard.demo.people import WORDS, People, people, pick
from cxboard.demo.plan import CONTACTS, Plan
from cxboard.demo.stories import CHANNEL_MIX_AFTER, CHANNEL_MIX_BEFORE, DIGITAL_ADOPTION
from cxboard.domain.catalogue import all_items
from cxboard.domain.items import MISSING
from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Dimension, Kind
from cxboard.storage.tables import table_of

TABLE = "contact"
ASKED_SHARE = 0.42
"""Contacts whose person was asked how it went, right after it."""
ASKED_AFTERWARDS = ("satisfaction", "effort", "repeated_themselves")
MISSING_SHARE = 0.02
WITHOUT_UNIT = 0.35
"""Contacts that concern the hospital, not one of its units."""
_EPOCH = date(1970, 1, 1).toordinal()

TOUCHPOINT_SHARES = {
    "scheduling_and_access": 0.30,
    "clinical_communication": 0.20,
    "billing_and_financial_support": 0.16,
    "post_visit_follow_up": 0.17,
    "complaint_resolution": 0.05,
    "emotional_and_informational_support": 0.12,
}
CHANNEL_POINTS = {
    "satisfaction": {
        "phone": 2, "portal": -14, "app": -6, "email": -4, "web_chat": -8, "video": 8,
        "in_person": 10, "mail": -6,
    },
    "effort": {
        "phone": -1, "portal": -9, "app": 2, "email": -3, "sms": 4, "web_chat": 1, "video": 4,
        "in_person": 3, "mail": -14,
    },
    "resolved_first": {
        "phone": 2, "portal": 0, "app": 0, "email": -6, "sms": 2, "web_chat": -4, "video": 5,
        "in_person": 4, "mail": -15,
    },
}  # fmt: skip
"""How a channel differs from the average, in points of favourable answers."""
TOUCHPOINT_POINTS = {
    "satisfaction": {
        "scheduling_and_access": -1, "clinical_communication": 4, "post_visit_follow_up": 2,
        "billing_and_financial_support": -6, "complaint_resolution": -18,
        "emotional_and_informational_support": 6,
    },
    "effort": {
        "scheduling_and_access": -2, "clinical_communication": 4, "post_visit_follow_up": 3,
        "billing_and_financial_support": -5, "complaint_resolution": -15,
        "emotional_and_informational_support": 4,
    },
    "resolved_first": {
        "scheduling_and_access": 3, "clinical_communication": 1, "post_visit_follow_up": 1,
        "billing_and_financial_support": -6, "complaint_resolution": -20,
        "emotional_and_informational_support": 3,
    },
}  # fmt: skip

MINUTES_USUALLY = {
    "phone": 3.0, "portal": 290.0, "app": 180.0, "email": 620.0, "sms": 40.0, "web_chat": 2.0,
    "video": 6.0, "in_person": 9.0, "mail": 4300.0,
}  # fmt: skip
MINUTES_STANDARD = {
    "phone": 5.0, "portal": 480.0, "app": 480.0, "email": 1440.0, "sms": 120.0, "web_chat": 4.0,
    "video": 15.0, "in_person": 20.0, "mail": 10080.0,
}  # fmt: skip
"""Each channel's own time standard, which "answered in time" is held against."""
_MINUTES_SPREAD = 0.85


def contact_month(plan: Plan, month: date) -> pl.DataFrame:
    """Return all contacts of a month as an extract, by date."""
    size = plan.share_of(round(CONTACTS * plan.scale), month)
    small = int(month.month % 4 == 3)
    who = people(plan, TABLE, month, size, small_rows=small, answered=False)
    who = People(month=month, codes={**who.codes, **_way(plan, month, size)})
    minutes = _minutes(plan, who)
    answers = _answers(plan, who)
    answers["answered_in_time"] = (minutes <= _by_channel(MINUTES_STANDARD, who)).astype(np.int8)
    return _frame(plan, who, minutes, answers)


def channel_mix(plan: Plan, month: date) -> dict[str, float]:
    """Return the shares of contacts by channel in a month."""
    done = DIGITAL_ADOPTION.weight(month, plan.end)
    return {
        channel: (1 - done) * before + done * CHANNEL_MIX_AFTER[channel]
        for channel, before in CHANNEL_MIX_BEFORE.items()
    }


def _way(plan: Plan, month: date, size: int) -> dict[str, NDArray[np.int16]]:
    mix = channel_mix(plan, month)
    shares = {
        "channel": [mix[channel] for channel in WORDS["channel"]],
        "touchpoint": [TOUCHPOINT_SHARES[name] for name in WORDS["touchpoint"]],
    }
    return {
        name: pick(values, plan.stream(TABLE, month, name), size) for name, values in shares.items()
    }


def _minutes(plan: Plan, who: People) -> NDArray[np.float64]:
    """Return the minutes to the first response, one decimal, as the extract has them."""
    chance = plan.stream(TABLE, who.month, "minutes").standard_normal(who.size)
    usual = _by_channel(MINUTES_USUALLY, who)
    minutes: NDArray[np.float64] = np.round(usual * np.exp(_MINUTES_SPREAD * chance), 1)
    return minutes


def _by_channel(values: dict[str, float], who: People) -> NDArray[np.float64]:
    in_order = np.array([values.get(channel, 0.0) for channel in WORDS["channel"]])
    found: NDArray[np.float64] = in_order[who.codes["channel"]]
    return found


def _answers(plan: Plan, who: People) -> dict[str, Answers]:
    """Return flags of every contact, and what people answered where they were asked."""
    feels = impressions(plan, TABLE, who)
    asked = plan.stream(TABLE, who.month, "asked").random(who.size) < ASKED_SHARE
    answers: dict[str, Answers] = {}
    for item in all_items(Kind.CONTACT):
        if item.key not in CONTACT_LEVELS:
            answers[item.key] = np.full(who.size, NOT_ASKED, dtype=np.int8)
            continue
        shift = _way_shift(plan, item.key, who)
        given = answer(plan, TABLE, item, CONTACT_LEVELS[item.key], who, feels, shift)
        if item.key in ASKED_AFTERWARDS:
            missing = plan.stream(TABLE, who.month, f"missing {item.key}").random(who.size)
            given[missing < MISSING_SHARE] = MISSING
            given[~asked] = NOT_ASKED
        answers[item.key] = given
    return answers


def _way_shift(plan: Plan, key: str, who: People) -> NDArray[np.float32]:
    """Return what channel and touchpoint add, in standard deviations.

    First-contact resolution is held on its path: its channels' differences are taken from the
    mean of the month's mix, so that the mix alone does not move it.
    """
    level = CONTACT_LEVELS[key]
    by_channel = CHANNEL_POINTS.get(key, {})
    mix = channel_mix(plan, who.month)
    mean = sum(share * by_channel.get(channel, 0) for channel, share in mix.items())
    mean = mean if key == "resolved_first" else 0.0
    shift = np.zeros(who.size, dtype=np.float32)
    for dimension, points, centre in (
        (Dimension.CHANNEL, by_channel, mean),
        (Dimension.TOUCHPOINT, TOUCHPOINT_POINTS.get(key, {}), 0.0),
    ):
        in_order = [level.shift_of(points.get(word, 0) - centre) for word in WORDS[dimension]]
        shift += np.array(in_order, dtype=np.float32)[who.codes[dimension]]
    return shift


def _frame(
    plan: Plan, who: People, minutes: NDArray[np.float64], answers: dict[str, Answers]
) -> pl.DataFrame:
    length = (add_months(who.month, 1) - who.month).days
    days = np.sort(plan.stream(TABLE, who.month, "day").integers(0, length, who.size))
    number = pl.int_range(1, who.size + 1, eager=True).cast(pl.String).str.zfill(7)
    without = plan.stream(TABLE, who.month, "without unit").random(who.size) < WITHOUT_UNIT
    without &= who.codes["unit_id"] != len(UNITS) - 1
    unit = np.where(without, -1, who.codes["unit_id"]).astype(np.int16)
    placed = People(month=who.month, codes={**who.codes, "unit_id": unit})
    columns = {
        "contact_id": f"C{who.month:%Y%m}-" + number,
        "contact_date": pl.Series(days + who.month.toordinal() - _EPOCH).cast(pl.Date),
        "response_minutes": pl.Series(minutes),
        **{name: placed.column(name) for name in placed.codes},
        **{key: written(key, given) for key, given in answers.items()},
    }
    return pl.DataFrame(columns).select(column.name for column in table_of(Kind.CONTACT).columns)
