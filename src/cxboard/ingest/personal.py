"""Does a single value, of a column other than the comments, name or number a person?

Such a row stays out, and what names the person is neither repeated in messages nor kept with the
rejected rows. A column most of whose values do so is `identifying`'s matter.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from cxboard.domain.vocabulary import CMS_KINDS
from cxboard.ingest.identifying import PLACE_NAMES
from cxboard.ingest.judges import Fault
from cxboard.ingest.redaction import EMAIL, PHONE, TITLED, redacted
from cxboard.storage.tables import Column, Table

PERSONAL = "personal_detail"

_MAIL = {"an e-mail address": EMAIL}
_NAMED = {"the name of a person": TITLED}
_RUNG = {"a telephone number": PHONE}
_COMMENTS = "text"
_NO_NAME = r"\bDr\.?\s+(?:Attitude|Care|Comm|Expla|Listen|Office|On|Respect|Round|Visit)\w*"
"""Headings of surveys in which "Dr" is any doctor."""


def shapes_of(column: Column, table: Table) -> Mapping[str, str]:
    """Return what a column may not hold in any value: its name, and its pattern.

    Ids are often written like telephone numbers; CMS's files speak of hospitals alone.
    """
    if column.dtype != pl.String() or column.name == _COMMENTS or table.kind in CMS_KINDS:
        return {}
    if column.name in PLACE_NAMES:
        return _MAIL | _RUNG
    is_id = column.name in table.key or column.name in ("facility_id", "unit_id")
    return _MAIL | _NAMED if is_id else _MAIL | _NAMED | _RUNG


def any_personal(texts: pl.Series, shapes: Mapping[str, str]) -> bool:
    """Return whether any text holds one of the shapes."""
    if not shapes:
        return False
    found = texts.filter(_hold(texts, shapes))  # of a million ids there is hardly one
    return bool(_hold(_headings_out(found), shapes).any())


def personal_faults(distinct: pl.Series, shapes: Mapping[str, str]) -> dict[int, Fault]:
    """Return the faults of texts by their place; a number of digits alone is a code."""
    if not any_personal(distinct, shapes):
        return {}
    texts = _headings_out(distinct).str.replace(r"^\s*\d+\s*$", "")
    found: dict[int, Fault] = {}
    for what, pattern in shapes.items():
        fault = Fault(
            PERSONAL,
            f"holds {what}; what is in brackets is not kept",
            "Take it out: nothing that identifies a person may be stored.",
        )
        found |= dict.fromkeys(texts.str.contains(pattern).arg_true().to_list(), fault)
    return found


def masked(texts: pl.Series, shapes: Mapping[str, str]) -> pl.Series:
    """Return texts redacted as comments are where they hold one of the shapes."""
    if not any_personal(texts, shapes):
        return texts
    return redacted(texts)[0].zip_with(_hold(texts, shapes), texts)


def _hold(texts: pl.Series, shapes: Mapping[str, str]) -> pl.Series:
    """Tell for each text whether it holds one of the shapes."""
    return texts.str.contains("|".join(shapes.values()))


def _headings_out(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(_NO_NAME, "")
