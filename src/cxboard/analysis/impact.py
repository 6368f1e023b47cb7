"""Did it work? A plain verdict from three witnesses, in an order that was fixed beforehand.

First the process itself: without a special cause after the start there is nothing to explain. Then
somebody must say that it was the action: places without it, or, where there are none, the place's
own past carried on. What a place would regain by itself, having been far out, does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cxboard.analysis.beside_others import LEAST_BEFORE, Difference
from cxboard.analysis.interrupted import LEAST_MONTHS, Estimate, Interrupted
from cxboard.domain.letters import capitalised
from cxboard.domain.numbers import counted_or_no

MONTHS_TO_SHOW: Final = 7
"""Months after the start before a shift can be seen: the run length of the rules."""


class Impact(StrEnum):
    """The verdict."""

    WORKED = "worked"
    NOT_SHOWN = "not shown"
    WORSE = "got worse"
    TOO_EARLY = "too early"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that a verdict rests on; estimates are positive where things got better.

    `signals` says whether months since the start are special causes for the better and for the
    worse; `was_improving` whether the months just before were. `by_itself` is the return towards
    the others that chance alone explains.
    """

    before: int
    after: int
    improved: bool
    worsened: bool
    was_improving: bool
    past: Interrupted | None
    others: Difference | None
    by_itself: float = 0.0

    @property
    def witness(self) -> Estimate | None:
        """The estimate that the verdict rests on: beside others, else against its own past."""
        if self.others is not None:
            return self.others.change
        return self.past.by_now if self.past is not None else None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The verdict and its reason, a sentence or two."""

    impact: Impact
    why: str


def judge_impact(evidence: Evidence) -> Judgement:
    """Return the verdict."""
    early = _too_little(evidence)
    if early is not None:
        return early
    witness = evidence.witness
    if evidence.worsened and not evidence.improved:
        return _worse(witness)
    if not evidence.improved:
        return _not_shown(
            "The months since the start lie within what the process does by chance: no signal of "
            "improvement."
        )
    if evidence.was_improving:
        return _not_shown("There is a signal of improvement, but it began before the action did.")
    if witness is None:
        return _not_shown(
            f"There is a signal of improvement, but nobody to say that it was the action: fewer "
            f"than {LEAST_MONTHS} months on one side, and no comparable places without it."
        )
    return _improved(evidence, witness)


def in_points(estimate: Estimate) -> str:
    """Return an estimate with its interval, such as "7.9 points (95% interval 5.9 to 9.9)"."""
    low, high = (f"{end:.1f}".replace("-", "−") for end in (estimate.lower, estimate.upper))
    value = f"{estimate.value:.1f}".replace("-", "−")
    return f"{value} points (95% interval {low} to {high})"


def _too_little(evidence: Evidence) -> Judgement | None:
    missing = MONTHS_TO_SHOW - evidence.after
    if not evidence.before + evidence.after:
        return _not_shown("There are no months with a value to show at this place.")
    if missing > 0:
        so_far = capitalised(counted_or_no(evidence.after, "month"))
        return Judgement(
            impact=Impact.TOO_EARLY,
            why=(
                f"{so_far} with a value since the start; {missing} more "
                f"{'is' if missing == 1 else 'are'} needed before a lasting shift can show."
            ),
        )
    if evidence.before < LEAST_BEFORE:
        before = capitalised(counted_or_no(evidence.before, "month"))
        return _not_shown(
            f"{before} of the same questions before the start: too little to compare with."
        )
    return None


def _worse(witness: Estimate | None) -> Judgement:
    told = ""
    if witness is not None and witness.upper < 0:
        told = f" The witness agrees: {in_points(witness)}."
    return Judgement(
        impact=Impact.WORSE,
        why=f"Since the start there is a signal for the worse and none for the better.{told}",
    )


def _improved(evidence: Evidence, witness: Estimate) -> Judgement:
    others = evidence.others
    if witness.lower <= max(0.0, evidence.by_itself):
        beside = "than the places without the action" if others else "than its own past led to"
        chance = (
            f" Up to {evidence.by_itself:.1f} points would have come back by themselves, as the "
            "place was far out before."
            if evidence.by_itself > max(0.0, witness.lower)
            else ""
        )
        return _not_shown(
            f"There is a signal of improvement, but it is not clearly better {beside}: "
            f"{in_points(witness)}.{chance}"
        )
    if others is not None and others.p > 1 / (1 + others.places):
        return _not_shown(
            "There is a signal of improvement, but a place without the action moved as much: "
            f"{in_points(witness)} beside the others, p = {others.p:.2f}."
        )
    beside = (
        f"more than at {others.places} places without the action, none of which moved as much"
        if others
        else "above what the time before would have led to"
    )
    return Judgement(
        impact=Impact.WORKED,
        why=f"A signal of improvement, and it is better by {in_points(witness)} {beside}.",
    )


def _not_shown(why: str) -> Judgement:
    return Judgement(impact=Impact.NOT_SHOWN, why=why)
