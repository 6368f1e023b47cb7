"""What is told of all rows of a file at once?"""

from __future__ import annotations

from cxboard.domain.numbers import counted
from cxboard.domain.vocabulary import CMS_KINDS, Kind
from cxboard.ingest.layout import Recognised
from cxboard.ingest.register import Register
from cxboard.ingest.report import Problem, warning


def about_comments(count: int, column: str) -> list[Problem]:
    """Return what to tell when personal details were taken out of `count` comments."""
    if not count:
        return []
    return [
        warning(
            "comments_redacted",
            f"Names, numbers or addresses were taken out of {counted(count, 'comment')} before "
            "anything was stored. The rules do not find all of them.",
            "Nothing. Comments remain sensitive: show them to few.",
            column=column,
            count=count,
        )
    ]


def about_register(recognised: Recognised, register: Register) -> list[Problem]:
    """Return what to tell when nobody knows which hospitals and units there are."""
    if register or recognised.layout.kind in (Kind.ORGANISATION, *CMS_KINDS):
        return []
    return [
        warning(
            "no_register",
            "No organisation register is published, so hospitals and units are taken as found.",
            "Publish an organisation file first; see data/samples/organisation.csv.",
            column=recognised.shown("facility_id"),
        )
    ]
