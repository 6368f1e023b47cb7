"""Which ids and words do readers see already? Of the latest months, which costs next to nothing."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from cxboard.storage.publications import Publication
from cxboard.storage.tables import ROLLUPS
from cxboard.storage.workspace import Workspace

_PLACES = ("facility_id", "unit_id", "service_line")
_MONTHS = 3
"""Latest months of each kind that are looked at: who was written so before is written so there."""


def known_words(workspace: Workspace, publication: Publication) -> Mapping[str, frozenset[str]]:
    """Return the words that a publication's counts have, by column: places, channels, languages."""
    files = [
        file
        for rollup in ROLLUPS.values()
        if (version := publication.tables.get(rollup)) is not None
        for file in workspace.lake.files(
            rollup, version, workspace.lake.months(rollup, version)[-_MONTHS:]
        )
    ]
    if not files:
        return {}
    columns = (*_PLACES, "cut", "cut_value")
    counted = pl.scan_parquet(files).select(columns).unique().collect()
    places = {name: frozenset(counted[name].drop_nulls()) for name in _PLACES}
    words = counted.group_by("cut").agg(pl.col("cut_value").unique()).rows()
    return places | {cut: frozenset(values) - {None} for cut, values in words}
