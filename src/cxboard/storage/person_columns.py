"""Which columns speak of the person who answered, and of how they were asked? With their types."""

from __future__ import annotations

from typing import Final

import polars as pl

Columns = dict[str, tuple[pl.DataType, str]]
"""Type and meaning by name."""

PERSON: Final[Columns] = {
    "language": (pl.String(), "language the person prefers"),
    "age_group": (pl.String(), "age band, such as 65-74"),
    "sex": (pl.String(), "sex, as recorded"),
    "ethnicity": (pl.String(), "ethnicity, as the person states it"),
}
ADJUSTERS: Final[Columns] = {
    "hcahps_mode": (pl.String(), "mode of the survey, for adjustment"),
    "hcahps_line": (pl.String(), "service line as HCAHPS has it, for adjustment"),
    "response_percentile": (pl.Float64(), "place among the answers by lag, 0 to 100"),
}
"""What patient-mix and mode adjustment need besides; few extracts have it."""
