"""The steps of an ingest, in their order, and how whoever takes one says so."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """What is being done, in words."""

    RECEIVE = "looking at the file"
    READ = "reading"
    CHECK = "checking the rows"
    WAIT = "waiting until another change is published"
    COMPARE = "comparing with what readers see"
    SAVE = "saving the rows"
    COUNT = "counting answers"
    PUBLISH = "publishing"
    EFFECT = "working out the effect"


class Begin(Protocol):
    """Told of each step before it begins.

    Whatever it raises ends the work there; raised before the end of PUBLISH, which is one
    transaction, it leaves the former publication.
    """

    def __call__(self, step: Step, detail: str = "", /) -> None:
        """Begin a step; `detail` says more of it, such as who is waited for."""


def unheard(_step: Step, _detail: str = "", /) -> None:
    """Begin steps that nobody wants to hear of."""
