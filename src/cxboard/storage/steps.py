"""The steps of an ingest, in their order, and how whoever takes one says so."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """What is being done, in words."""

    RECEIVE = "looking at the file"
    READ = "reading"
    CHECK = "checking the rows"
    WAIT = "waiting until another upload is published"
    COMPARE = "comparing with what readers see"
    SAVE = "saving the rows"
    COUNT = "counting answers"
    PUBLISH = "publishing"
    EFFECT = "working out the effect"


Begin = Callable[[Step], None]
"""Told of each step before it begins. Whatever it raises ends the work there; raised before the
end of PUBLISH, which is one transaction, it leaves the former publication."""


def unheard(_step: Step) -> None:
    """Begin steps that nobody wants to hear of."""
