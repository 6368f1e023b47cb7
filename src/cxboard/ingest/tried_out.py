"""Which rows are answers that somebody gave to try a survey out, and no patient's?

Survey tools export them with the others, and say so in a column of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from cxboard.ingest.dialect import plain_name
from cxboard.ingest.findings import Finding, same_fault
from cxboard.ingest.judges import Fault

_TRIED: Mapping[str, frozenset[str]] = {
    "status": frozenset({"survey preview", "survey test"}),
    "response_type": frozenset({"survey preview", "survey test"}),
    "distributionchannel": frozenset({"preview", "test"}),
    "distribution_channel": frozenset({"preview", "test"}),
}
"""What Qualtrics writes of such a row, by the plain name of its column."""

_FAULT = Fault(
    "tried_out",
    "says that somebody tried the survey out: the row is no patient’s",
    "Leave such rows out of the export, or publish the good rows alone.",
)


def marking(headers: Sequence[str]) -> dict[str, str]:
    """Return the columns of a file that mark such rows; they are read and never stored."""
    return {header: header for header in headers if plain_name(header) in _TRIED}


def tried_out(texts: pl.DataFrame, marks: Mapping[str, str]) -> list[Finding]:
    """Return a finding for every row of a chunk that is such an answer."""
    found: list[Finding] = []
    for header in marks:
        words = texts[header].cast(pl.String()).str.strip_chars().str.to_lowercase()
        places = words.is_in(list(_TRIED[plain_name(header)])).fill_null(False).arg_true()
        found += same_fault(header, _FAULT, places.to_numpy(), texts[header])
    return found
