"""What does the rollup count for patient-mix adjustment? Codes of `domain.patient_mix`, as SQL.

Only for months that have a table of coefficients: for all others the expressions give NULL, and
nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxboard.domain import patient_mix as mix
from cxboard.storage.standards import adjustment_tables

_LINES = {
    "medical": ("medical", "medicine"),
    "surgical": ("surgical", "surgery"),
    "maternity": ("maternity", "obstetrics"),
}
_AGES = {
    1: ("18-24",),
    2: ("25-34", "25-29", "30-34"),
    3: ("35-44", "35-39", "40-44"),
    4: ("45-54", "45-49", "50-54"),
    5: ("55-64", "55-59", "60-64"),
    6: ("65-74", "65-69", "70-74"),
    7: ("75-84", "75-79", "80-84"),
    8: ("85+", "85-89", "90+"),
}
"""Age bands that lie within one of CMS's; wider ones cannot be told apart."""

_LANGUAGES = {1: ("english",), 2: ("spanish",), 3: ("chinese",)}


def mix_expressions() -> dict[str, str]:
    """Return what is counted, as name → SQL expression giving a code or NULL."""
    months = " OR ".join(
        f"month BETWEEN DATE '{one.first:%Y-%m}-01' AND DATE '{one.last}'"
        for one in adjustment_tables()
    )
    return {
        name: f"CASE WHEN {months or 'false'} THEN {text} END::TINYINT"
        for name, text in _codes().items()
    }


def _codes() -> dict[str, str]:
    line = _case("lower(coalesce(hcahps_line, service_line))", _LINES)
    age = _case("age_group", _AGES)
    sex = "left(lower(sex), 1)"
    both = f"({sex} || ':' || {line})"
    cells = {"m:medical": 1, "m:surgical": 2, "f:medical": 3, "f:surgical": 4, "f:maternity": 5}
    return {
        mix.LANGUAGE: f"coalesce({_case('lower(language)', _LANGUAGES)}, "
        "CASE WHEN language IS NOT NULL THEN 4 END)",
        mix.AGE: age,
        mix.SEX_AND_LINE: _case(both, {code: (cell,) for cell, code in cells.items()}),
        mix.SURGICAL_AGE: f"CASE WHEN {line} = 'surgical' THEN {age} "
        f"WHEN {line} IS NOT NULL THEN 0 END",
        mix.MATERNITY_AGE: f"CASE WHEN {line} = 'maternity' THEN {age} "
        f"WHEN {line} IS NOT NULL THEN 0 END",
        mix.PERCENTILE: "round(response_percentile)",
        mix.MODE: f"coalesce({_case('hcahps_mode', {c: (m,) for c, m in mix.MODES.items()})}, "
        "CASE WHEN hcahps_mode IS NOT NULL THEN 0 END)",
    }


def _case(column: str, texts: Mapping[Any, tuple[str, ...]]) -> str:
    """Return a CASE over words that we write ourselves."""
    whens = " ".join(
        f"WHEN {column} IN ({', '.join(repr(word) for word in words)}) THEN {value!r}"
        for value, words in texts.items()
    )
    return f"(CASE {whens} END)"
