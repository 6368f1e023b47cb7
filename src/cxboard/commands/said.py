"""What does a command line say about a file?"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from enum import StrEnum

from cxboard.domain.errors import BadRequest
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.days import DayStyle
from cxboard.ingest.decimals import DecimalSign
from cxboard.ingest.forms import Reading
from cxboard.ingest.said import Said
from cxboard.ingest.saved import named_profile
from cxboard.storage.workspace import Workspace

COMMAND_LINE = "command line"

SHIPPED = {
    "own-layout": None,
    "cms-hcahps": Kind.PUBLISHED,
    "cms-vbp": Kind.VBP,
    "cms-general": Kind.HOSPITAL,
    "hcahps-xml": Kind.SURVEY,
}
"""Profiles that CX Board comes with: its own layouts (kind by the columns), CMS's public files and
HCAHPS XML data files. Others are made once and saved."""


def said_by(workspace: Workspace, arguments: argparse.Namespace) -> Said:
    """Return what the command line says about its files.

    Raises:
        UserFacingError: no such profile, encoding, delimiter or way to write days.
    """
    saved = arguments.profile and arguments.profile not in SHIPPED
    kind = Kind(arguments.kind) if arguments.kind else SHIPPED.get(arguments.profile)
    return Said(
        kind=kind,
        profile=named_profile(workspace, arguments.profile) if saved else None,
        reading=Reading(
            encoding=arguments.encoding,
            delimiter=arguments.delimiter
            and {"tab": "\t"}.get(arguments.delimiter, arguments.delimiter),
            header_row=arguments.header_row,
            names_below=arguments.names_below,
            sheet=arguments.sheet,
        ),
        days={column: DayStyle(way) for column, way in _ways(arguments.dates, DayStyle)},
        decimals={
            column: DecimalSign(way) for column, way in _ways(arguments.decimals, DecimalSign)
        },
        drop=tuple(arguments.drop),
        constants=dict(_constant(text) for text in arguments.set)
        | ({"fiscal_year": str(arguments.fiscal_year)} if arguments.fiscal_year else {}),
    )


def _constant(text: str) -> tuple[str, str]:
    column, _, value = text.partition("=")
    if not column or not value.strip():
        raise BadRequest(f"“{text[:60]}” is not COLUMN=VALUE.")
    return column, value.strip()


def _ways(texts: Iterable[str], ways: type[StrEnum]) -> Iterator[tuple[str, str]]:
    """Yield column and way of each COLUMN=WAY."""
    for text in texts:
        column, _, way = text.rpartition("=")
        if not column or way not in set(ways):
            raise BadRequest(f"“{text[:60]}” is not COLUMN={'|'.join(ways)}.")
        yield column, way
