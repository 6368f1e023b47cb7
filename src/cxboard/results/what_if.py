"""What would other rates earn in value-based purchasing, and how likely are they to be shown?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cxboard.analysis.chances import Chance, Sample, chance_of
from cxboard.analysis.next_point import answers
from cxboard.analysis.vbp import DOMAIN_WEIGHT, Engagement, engagement
from cxboard.domain.vbp_rules import EngagementReading, Points
from cxboard.storage.standards import dimension_rules


@dataclass(frozen=True, kw_only=True)
class Step:
    """One dimension of a what-if: its rates in per cent and its points, now and then.

    `answers` are the favourable answers more that it takes, over all its questions; None, as the
    chance, where it is not known what the rate rests on, or nothing is to rise.
    """

    title: str
    rate_now: Decimal | None
    rate_then: Decimal | None
    now: Points
    then: Points
    answers: int | None
    chance: Chance | None


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """A hospital as it is and as it would be with other rates."""

    steps: tuple[Step, ...]
    before: Engagement
    after: Engagement

    @property
    def gained(self) -> int | None:
        """Points of the domain more (or fewer); None where either has no score."""
        if self.before.domain is None or self.after.domain is None:
            return None
        return self.after.domain - self.before.domain

    @property
    def gained_in_total(self) -> Decimal | None:
        """Points of the total performance score more: the domain counts a quarter."""
        return None if self.gained is None else self.gained * DOMAIN_WEIGHT


def what_if(
    reading: EngagementReading, rises: Mapping[str, Decimal], samples: Mapping[str, Sample]
) -> WhatIf:
    """Return what the rates would earn, were each so many points higher, within 0 to 100.

    Args:
        reading: the rates; standards and baseline rates stay as they are.
        rises: points by the dimension's title; a dimension that is not in it stays.
        samples: what the rates rest on, by title, where it is known.
    """
    raised = {
        title: one
        if one.performance is None
        else replace(one, performance=_within(one.performance + rises.get(title, Decimal(0))))
        for title, one in reading.dimensions.items()
    }
    before = engagement(reading, dimension_rules())
    after = engagement(replace(reading, dimensions=raised), dimension_rules())
    steps = []
    for title, one in reading.dimensions.items():
        then = raised[title].performance
        taken, chance = _taken(one.performance, then, samples.get(title))
        steps.append(
            Step(
                title=title,
                rate_now=one.performance,
                rate_then=then,
                now=before.dimensions[title],
                then=after.dimensions[title],
                answers=taken,
                chance=chance,
            )
        )
    return WhatIf(steps=tuple(steps), before=before, after=after)


def _taken(
    now: Decimal | None, then: Decimal | None, sample: Sample | None
) -> tuple[int | None, Chance | None]:
    """Return how many answers a rise takes, and its chance; None without one or its sample."""
    if now is None or then is None or sample is None or then <= now:
        return None, None
    return (
        answers(float(then - now), sample.answers),
        chance_of(float(then), float(now), sample),
    )


def _within(rate: Decimal) -> Decimal:
    return min(Decimal(100), max(Decimal(0), rate))
