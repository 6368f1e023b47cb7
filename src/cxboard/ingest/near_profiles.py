"""Is a file that no layout fits nearly one of a known source? It is told what differs."""

from __future__ import annotations

from collections.abc import Sequence

from cxboard.domain.listing import listed
from cxboard.ingest.dialect import plain_name
from cxboard.ingest.profiles import Profile
from cxboard.ingest.report import Problem, error

_NEAR = 2 / 3
"""A file that has a smaller share of a profile's columns is of another source."""


def nearest(headers: Sequence[str], saved: Sequence[Profile]) -> Profile | None:
    """Return the saved profile whose columns a file has all or nearly all, if there is one."""
    plain = {plain_name(header) for header in headers}
    shares = [(_share(one, plain), one) for one in saved]
    share, found = max(shares, key=lambda both: both[0], default=(0.0, None))
    return found if share >= _NEAR else None


def about_near(headers: Sequence[str], saved: Sequence[Profile]) -> list[Problem]:
    """Return what to tell of the saved profile whose columns a file has nearly all.

    Args:
        headers: the file's.
        saved: every saved profile.
    """
    near = nearest(headers, saved)
    if near is None:
        return []
    plain = {plain_name(header) for header in headers}
    known = {plain_name(header) for header in near.headers}
    new = [header for header in headers if plain_name(header) not in known]
    lost = [header for header in near.headers if plain_name(header) not in plain]
    beside = f", and beside them {_named(new)}" if new else ""
    but = f" but {_named(lost)}" if lost else ""
    said = f"The file has all columns of the profile “{near.name}”{but}{beside}."
    if near.used.isdisjoint(lost):
        fix = "Say that it is of this source: what is new is left out and not stored."
        return [error("profile_and_more", said, fix, option=f"--profile “{near.name}”")]
    fix = "If its source has renamed a column, match the columns anew; if not, ask for all of them."
    return [error("profile_but_for", said, fix)]


def _share(profile: Profile, plain: set[str]) -> float:
    known = {plain_name(header) for header in profile.headers}
    return len(known & plain) / max(len(known), 1)


def _named(headers: Sequence[str]) -> str:
    return listed([f"“{header[:60]}”" for header in headers], 12)
