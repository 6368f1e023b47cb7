"""Does the register know a row's unit in its hospital, and what is the unit's service line?"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from cxboard.ingest.findings import Finding
from cxboard.ingest.judges import Judge, Verdict
from cxboard.ingest.register import Register
from cxboard.ingest.values import ColumnJudge
from cxboard.ingest.word_judges import member_judge

_BETWEEN = "\n"


class PlaceJudge:
    """Judges pairs of hospital and unit, each distinct pair once."""

    def __init__(self, register: Register) -> None:
        units = {
            facility: member_judge("unit", known) for facility, known in register.units.items()
        }
        self._pairs = ColumnJudge("unit_id", pl.String(), _pair_judge(register, units))

    def service_lines(
        self, facilities: pl.Series, units: pl.Series
    ) -> tuple[pl.Series, list[Finding]]:
        """Return each row's service line as the register has it, and unknown units.

        Args:
            facilities: hospitals of a chunk, null where unknown; their units are not judged.
            units: units of the chunk, null where none is named.
        """
        pairs = facilities + _BETWEEN + units
        lines, findings = self._pairs.values(pairs)
        named = [replace(one, values=units.gather(one.rows)) for one in findings]
        return lines.alias("service_line"), named


def _pair_judge(register: Register, units: dict[str, Judge]) -> Judge:
    def judge(pair: str) -> Verdict:
        facility, _, unit = pair.partition(_BETWEEN)
        verdict = units[facility](unit)
        if verdict.fault:
            what = f"is not a unit of {facility} in the organisation register"
            return Verdict(fault=replace(verdict.fault, what=what))
        return Verdict(register.service_lines[facility, unit])

    return judge
