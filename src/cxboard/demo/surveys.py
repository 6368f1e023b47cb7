"""What do patients answer in the HCAHPS survey, month by month?

The instrument follows the discharge date; skips and special codes are those of the catalogue.
Completed surveys add up to exactly the number asked for; some more broke off (partial).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cxboard.demo.answers import NOT_ASKED, Answers, Numbers, answer, impressions, written
from cxboard.demo.levels import SURVEY_LEVELS, UNSCORED_SHARES
from cxboard.demo.organisation import UNITS
from cxboard.demo.people import WORDS, People, people, pick
from cxboard.demo.plan import Plan
from cxboard.demo.stories import POOR_RATINGS
from cxboard.domain.catalogue import all_items
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.items import MISSING, Item
from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Instrument, Kind
from cxboard.storage.tables import table_of

TABLE = "survey"
PARTIAL_SHARE = 0.04
MISSING_SHARE = 0.015
SKIPPED = 8
_LAST = 99
"""Question number after all others: what is asked beside HCAHPS comes last."""

_MODES_BEFORE = {"mail": 0.44, "phone": 0.27, "email": 0.16, "sms": 0.08, "portal": 0.05}
_MODES_AFTER = {"mail": 0.34, "phone": 0.23, "email": 0.20, "sms": 0.12, "portal": 0.11}
_MODE_SHIFT = {"phone": 0.07, "email": -0.03, "sms": -0.05, "portal": -0.02}
_AGE_SHIFT = (-0.10, -0.04, 0.02, 0.06, 0.01)
_LINES = {"Maternity": "maternity", "Surgery": "surgical", "Orthopaedics": "surgical"}
_LIFT = 0.03
"""Makes up for what winters and the spread of units take from the favourable answers."""


@dataclass(frozen=True, kw_only=True)
class SurveyMonth:
    """One month of the survey: its extract, and the counts that indicators must agree with.

    `completed` is by unit, `poor` (completed surveys with a poor rating) by hospital.
    """

    frame: pl.DataFrame
    completed: NDArray[np.int64]
    poor: NDArray[np.int64]


def survey_month(plan: Plan, month: date) -> SurveyMonth:
    """Return all surveys of the patients discharged in a month."""
    completed = plan.share_of(plan.responses, month)
    partial = plan.share_of(round(plan.responses * PARTIAL_SHARE), month)
    who = _channels(plan, people(plan, TABLE, month, completed + partial, small_rows=_small(month)))
    stops = _stops(plan, who, partial)
    answers = _all_answers(plan, who, stops)
    done = stops > _LAST
    poor = np.isin(answers["rating"], list(POOR_RATINGS)) & done
    return SurveyMonth(
        frame=_frame(plan, who, answers, done),
        completed=np.bincount(who.codes["unit_id"][done], minlength=len(UNITS)),
        poor=np.bincount(who.codes["facility_id"][poor], minlength=len(WORDS["facility_id"])),
    )


def _small(month: date) -> int:
    """Return how many surveys the unit too small to show has: one every four months."""
    return int(month.month % 4 == 2)


def _channels(plan: Plan, who: People) -> People:
    age = plan.months.index(who.month) / (len(plan.months) - 1)
    shares = {
        mode: (1 - age) * share + age * _MODES_AFTER[mode] for mode, share in _MODES_BEFORE.items()
    }
    in_order = [shares.get(channel, 0.0) for channel in WORDS["channel"]]
    channel = pick(in_order, plan.stream(TABLE, who.month, "channel"), who.size)
    return People(month=who.month, codes={**who.codes, "channel": channel})


def _stops(plan: Plan, who: People, partial: int) -> NDArray[np.int16]:
    """Return the question at which each person broke off; beyond the last for completed ones."""
    chance = plan.stream(TABLE, who.month, "partial")
    stops = np.full(who.size, _LAST + 1, dtype=np.int16)
    large = np.flatnonzero(who.codes["unit_id"] != len(UNITS) - 1)
    broke_off = chance.choice(large, min(partial, len(large)), replace=False)
    stops[broke_off] = chance.integers(4, 15, len(broke_off))
    return stops


def _all_answers(plan: Plan, who: People, stops: NDArray[np.int16]) -> dict[str, Answers]:
    """Return the answers to every item of the catalogue, in the order of the questionnaire."""
    instrument = Instrument.LEGACY if who.month < INSTRUMENT_BREAK else Instrument.UPDATED
    feels = impressions(plan, TABLE, who)
    shift = _person_shift(who)
    answers: dict[str, Answers] = {}
    for item in sorted(all_items(Kind.SURVEY), key=lambda each: _number(each, instrument)):
        number = _number(item, instrument)
        if number == 0:
            answers[item.key] = np.full(who.size, NOT_ASKED, dtype=np.int8)
            continue
        if item.key in SURVEY_LEVELS:
            level = SURVEY_LEVELS[item.key]
            given = answer(plan, TABLE, item, level, who, feels, shift)
        else:
            given = _unscored(plan, item, who)
        unanswered = plan.stream(TABLE, who.month, f"missing {item.key}").random(who.size)
        given[(unanswered < MISSING_SHARE) | (stops <= number)] = MISSING
        answers[item.key] = _skipped(item, given, answers)
    return answers


def _number(item: Item, instrument: Instrument) -> int:
    """Return an item's place in the questionnaire; 0 when it is not asked."""
    if item.key not in SURVEY_LEVELS and item.key not in UNSCORED_SHARES:
        return 0
    return item.numbers.get(instrument, 0) if item.numbers else _LAST


def _skipped(item: Item, given: Answers, before: dict[str, Answers]) -> Answers:
    """Apply the screening question: code 8 after a skip, missing when it was not answered."""
    if item.screener is None:
        return given
    screened = before[item.screener.item]
    given[screened == MISSING] = MISSING
    given[np.isin(screened, list(item.screener.skip_codes))] = SKIPPED
    return given


def _unscored(plan: Plan, item: Item, who: People) -> Answers:
    shares = UNSCORED_SHARES[item.key]
    drawn = pick(list(shares.values()), plan.stream(TABLE, who.month, item.key), who.size)
    return np.array(list(shares), dtype=np.int8)[drawn]


def _person_shift(who: People) -> Numbers:
    modes = np.array([_MODE_SHIFT.get(name, 0.0) for name in WORDS["channel"]], dtype=np.float32)
    ages = np.array(_AGE_SHIFT, dtype=np.float32)
    shift: Numbers = modes[who.codes["channel"]] + ages[who.codes["age_group"]] + np.float32(_LIFT)
    return shift


def _frame(
    plan: Plan, who: People, answers: dict[str, Answers], done: NDArray[np.bool_]
) -> pl.DataFrame:
    """Return the month as an extract, by discharge date."""
    length = (add_months(who.month, 1) - who.month).days
    days = np.sort(plan.stream(TABLE, who.month, "day").integers(0, length, who.size))
    number = pl.int_range(1, who.size + 1, eager=True).cast(pl.String).str.zfill(7)
    columns = {
        "survey_id": f"S{who.month:%Y%m}-" + number,
        "discharge_date": pl.Series(days + who.month.toordinal() - _EPOCH).cast(pl.Date),
        "survey_status": pl.Series(np.where(done, "completed", "partial")),
        **{name: who.column(name) for name in who.codes},
        "hcahps_mode": pl.repeat("mixed", who.size, eager=True),
        "hcahps_line": who.column("service_line").replace_strict(_LINES, default="medical"),
        "response_percentile": pl.repeat(None, who.size, dtype=pl.Float64, eager=True),
        **{key: written(key, given) for key, given in answers.items()},
    }
    return pl.DataFrame(columns).select(column.name for column in table_of(Kind.SURVEY).columns)


_EPOCH = date(1970, 1, 1).toordinal()
