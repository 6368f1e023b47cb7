"""Which surveys count? One SQL condition, for counts, sums and receipts alike.

A survey is left out when it was broken off, or when so many of the questions put to everybody
stand as not answered that fewer than half of them can be. Questions that an extract does not bring
are not held against it: nobody knows whether they were answered.
"""

from __future__ import annotations

from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.completeness import Completeness, Incomplete
from cxboard.domain.items import MISSING
from cxboard.domain.scoring import respondents
from cxboard.domain.vocabulary import Instrument
from cxboard.storage.standards import completeness_rules

LEFT_OUT = respondents("incomplete")
"""The pseudo-item that counts surveys that do not count, by `Incomplete`."""


def why_incomplete() -> str:
    """Return an SQL expression over the survey table: an `Incomplete`, or NULL for who counts."""
    too_few = " OR ".join(f"({_too_few(rule)})" for rule in completeness_rules())
    return (
        f"CASE WHEN coalesce(survey_status, 'completed') <> 'completed' "
        f"THEN {Incomplete.BROKEN_OFF:d} "
        f"WHEN {too_few} THEN {Incomplete.TOO_FEW_ANSWERS:d} END::TINYINT"
    )


def _too_few(rule: Completeness) -> str:
    since = "<" if rule.instrument is Instrument.LEGACY else ">="
    unanswered = " + ".join(f"coalesce({i} = {MISSING}, false)::TINYINT" for i in rule.items)
    return f"month {since} DATE '{INSTRUMENT_BREAK}' AND {unanswered} > {rule.spare}"
