"""What does the rollup count that no column holds as it is? Each as one SQL expression.

An expression gives an answer code, or NULL for rows that it does not concern.
"""

from __future__ import annotations

from collections.abc import Mapping

from cxboard.domain.catalogue import feedback_loop as loop
from cxboard.domain.catalogue.contacts import DIGITAL, RESPONSE_BAND
from cxboard.domain.vocabulary import CROSSED_CUTS, CROSSING, CUTS, DIGITAL_CHANNELS

UNKNOWN = "unknown"
"""What a blank cut value counts as."""

_BANDS = {5: 1, 60: 2, 240: 3, 1_440: 4, 4_320: 5}
"""Minutes up to which a response falls into a band of RESPONSE_BAND."""

_COMPLAINT = "feedback_type = 'complaint'"


def _handled(day: str, standard: int) -> str:
    """Return whether a complaint was dealt with in time; OPEN while there is no day."""
    return (
        f"CASE WHEN NOT ({_COMPLAINT}) THEN NULL WHEN {day} IS NULL THEN {loop.OPEN} "
        f"WHEN date_diff('day', received_date, {day}) <= {standard} THEN {loop.IN_TIME} "
        f"ELSE {loop.LATE} END::TINYINT"
    )


def _band() -> str:
    steps = " ".join(f"WHEN response_minutes <= {up_to} THEN {b}" for up_to, b in _BANDS.items())
    return f"CASE WHEN response_minutes IS NULL THEN NULL {steps} ELSE 6 END::TINYINT"


_DIGITAL = ", ".join(f"'{channel}'" for channel in DIGITAL_CHANNELS)

EXPRESSIONS: Mapping[str, str] = {
    DIGITAL.key: f"(channel IN ({_DIGITAL}))::TINYINT",
    RESPONSE_BAND.key: _band(),
    loop.FEEDBACK_TYPE.key: (
        "CASE feedback_type WHEN 'compliment' THEN 1 WHEN 'comment' THEN 2 "
        "WHEN 'complaint' THEN 3 END::TINYINT"
    ),
    loop.COMPLAINT.key: f"CASE WHEN {_COMPLAINT} THEN 1 END::TINYINT",
    loop.COMPLIMENT.key: "CASE WHEN feedback_type = 'compliment' THEN 1 END::TINYINT",
    loop.ACKNOWLEDGED.key: _handled(
        "coalesce(acknowledged_date, answered_date)", loop.ACKNOWLEDGE_WITHIN_DAYS
    ),
    loop.ANSWERED.key: _handled("answered_date", loop.ANSWER_WITHIN_DAYS),
    loop.REOPENED.key: (
        f"CASE WHEN {_COMPLAINT} AND answered_date IS NOT NULL THEN reopened END::TINYINT"
    ),
    loop.UNANSWERED.key: f"CASE WHEN {_COMPLAINT} AND answered_date IS NULL THEN 1 END::TINYINT",
}
"""By key of the item that the rollup makes."""


def cuts_of(columns: Mapping[str, object]) -> dict[str, str]:
    """Return the cuts that a table's columns allow, as name → SQL expression, never NULL."""
    plain = {cut.value: f"coalesce({cut}, '{UNKNOWN}')" for cut in CUTS if cut.value in columns}
    crossed = {
        cut.value: f" || '{CROSSING}' || ".join(plain[part.value] for part in parts)
        for cut, parts in CROSSED_CUTS.items()
        if all(part.value in plain for part in parts)
    }
    return plain | crossed


INDICATOR_COUNTS = """
    WITH placed AS (
        SELECT month, facility_id, coalesce(unit_id, '') AS unit_id,
               coalesce(service_line, '') AS service_line, indicator, numerator, denominator
        FROM visible
    ), told AS (
        SELECT * FROM placed WHERE unit_id <> ''
        UNION ALL
        SELECT hospital.* FROM placed AS hospital ANTI JOIN (
            SELECT DISTINCT month, facility_id, indicator FROM placed WHERE unit_id <> ''
        ) USING (month, facility_id, indicator) WHERE unit_id = ''
    ), counted AS (
        SELECT *, 1 AS answer, numerator AS amount FROM told
        UNION ALL
        SELECT *, 0 AS answer, denominator - numerator AS amount FROM told
        WHERE denominator IS NOT NULL
    )
    SELECT facility_id, unit_id, service_line, 'all' AS cut, '' AS cut_value, indicator AS item,
           answer::TINYINT AS answer, round(sum(amount))::BIGINT AS n, month
    FROM counted GROUP BY ALL ORDER BY month, item, facility_id, unit_id
"""
"""Monthly indicators as answers: the numerator is answer 1, the rest of the denominator answer 0.
What a hospital says of itself is left out where its units say it, too: it would count twice."""


def overdue(data_end: str) -> str:
    """Return what an answer of a feedback rollup has become by the end of the data.

    Until the standard has run out for a month's last complaint, its complaints are NOT_DUE; after
    that, what is still open is LATE.

    Args:
        data_end: SQL expression for the last day that the extracts speak of.
    """
    cases = " ".join(
        f"WHEN item = '{key}' AND last_day(month) + {days} > {data_end} THEN {loop.NOT_DUE} "
        f"WHEN item = '{key}' AND answer = {loop.OPEN} THEN {loop.LATE}"
        for key, days in loop.STANDARDS.items()
    )
    return f"CASE {cases} ELSE answer END::TINYINT"
