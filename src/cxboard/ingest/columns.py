"""Which judge does each column have? One table from columns to rules; the rest follows types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from cxboard.domain.catalogue import all_items, made_items
from cxboard.domain.catalogue.indicators import SERVED, served
from cxboard.domain.items import COUNTED
from cxboard.domain.vocabulary import CHANNELS, CMS_KINDS, TOUCHPOINTS, Kind
from cxboard.ingest.judges import (
    Judge,
    TextJudge,
    code_judge,
    day_judge,
    item_judge,
)
from cxboard.ingest.number_judges import minutes_judge, number_judge
from cxboard.ingest.published_judges import (
    hospital_id_judge,
    percent_judge,
    points_judge,
    score_judge,
    surveys_judge,
    year_judge,
)
from cxboard.ingest.register import Register
from cxboard.ingest.word_judges import choice_judge, indicator_judge, member_judge
from cxboard.storage.tables import Column, Table

GROUPS = tuple(served(one) for one in SERVED)
"""How names of indicators begin that go on with a group's name."""

SURVEY_STATUSES = ("completed", "partial")
HCAHPS_MODES = (
    *("mail_only", "phone_only", "mixed", "ivr"),
    *("web_mail", "web_phone", "web_mail_phone"),
)
HCAHPS_LINES = ("medical", "surgical", "maternity")
FEEDBACK_TYPES = ("comment", "complaint", "compliment")
MAY_BE_NEGATIVE = frozenset({"operating_margin"})
"""Indicators whose numerator is money that can be lost."""
INDICATORS = {item.key: item for item in made_items(Kind.INDICATOR)}
"""Indicators that measures read."""
COUNTS_OF = frozenset(INDICATORS) - MAY_BE_NEGATIVE
"""Those of people or cases: whole numbers."""
SHARES = COUNTS_OF - {item.key for item in INDICATORS.values() if item.scale is COUNTED}
"""Those of them whose numerator is a part of their denominator."""

_COMMENT_LENGTH = None  # the limit of a cell is limit enough

_BY_NAME: Mapping[str, Judge] = {
    "survey_status": choice_judge("status", SURVEY_STATUSES, closed=True),
    "hcahps_mode": choice_judge("survey mode", HCAHPS_MODES, closed=True),
    "hcahps_line": choice_judge("HCAHPS service line", HCAHPS_LINES, closed=True),
    "response_percentile": number_judge(highest=100, percent=True),
    "response_minutes": minutes_judge(),
    "feedback_type": choice_judge("feedback type", FEEDBACK_TYPES, closed=True),
    "channel": choice_judge("channel", CHANNELS, closed=False),
    "touchpoint": choice_judge("touchpoint", TOUCHPOINTS, closed=False),
    "reopened": code_judge(frozenset({0, 1}), "1 (yes), 0 (no)"),
    "text": TextJudge(longest=_COMMENT_LENGTH),
    "indicator": indicator_judge(INDICATORS, GROUPS),
    "numerator": number_judge(negative=True),  # checked against the indicator's name afterwards
    "answer": TextJudge(longest=_COMMENT_LENGTH),
    "answer_percent": score_judge(0, 100, percent=True),
    "star_rating": score_judge(1, 5),
    "linear_score": score_judge(0, 100),
    "response_rate": score_judge(0, 100, percent=True),
    "completed_surveys": surveys_judge,
    "fiscal_year": year_judge,
    "overall_rating": score_judge(1, 5),
}

_NAMES = ("place_name", "state")
_POINTS = ("_points", "_score")


def judges_of(
    table: Table, constants: Mapping[str, str], register: Register, today: date
) -> dict[str, Judge]:
    """Return the judge of every column of a table.

    Args:
        table: the kind's table.
        constants: what the layout says of every row, such as the level of published scores.
        register: known hospitals and units; empty when none is published.
        today: no day may be later.
    """
    items = {item.key: item_judge(item) for item in all_items(table.kind)}
    judges = {column.name: _judge(column, table, items, today) for column in table.columns}
    if constants.get("level") == "hospital" or table.kind in (Kind.VBP, Kind.HOSPITAL):
        judges["place_id"] = hospital_id_judge
    if register and table.kind not in (Kind.ORGANISATION, *CMS_KINDS):
        judges["facility_id"] = member_judge("hospital", register.units.keys())
    return judges


def _judge(column: Column, table: Table, items: Mapping[str, Judge], today: date) -> Judge:
    if column.name in items:
        return items[column.name]
    if column.name in _BY_NAME:
        return _BY_NAME[column.name]
    if table.kind is Kind.VBP and column.name not in _NAMES:
        return points_judge if column.name.endswith(_POINTS) else percent_judge
    if column.dtype == pl.Date:
        return day_judge(
            today,
            us_style=table.kind is Kind.PUBLISHED,
            months=column.name == "month_of",
        )
    if column.dtype == pl.Float64:
        return number_judge()
    is_key = column.name in table.key
    barred = "|" if is_key and len(table.key) > 1 else ""
    return TextJudge(barred=barred, is_id=is_key or column.name in ("facility_id", "unit_id"))
