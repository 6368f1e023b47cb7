"""Did a total change because its parts did better, or because the parts' shares moved?

With shares w and values v of the parts before (0) and now (1), and T the mean of the two totals:

    mix of a part          (w1 − w0) · ((v0 + v1)/2 − T)
    performance of a part  (w0 + w1)/2 · (v1 − v0)

Added over the parts, the two give exactly the change of the total (midpoint decomposition, so
that neither period is the base).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Part = tuple[int, int]
"""Favourable answers, and all scored answers."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a part gave to the change of the total, in percentage points.

    `share` and `value` are (before, now), in per cent; a value without answers is None.
    """

    mix: float
    performance: float
    share: tuple[float, float]
    value: tuple[float | None, float | None]


@dataclass(frozen=True, kw_only=True)
class Split:
    """The change of a total from `before` to `now`, all in per cent: `mix` plus `performance`."""

    before: float
    now: float
    mix: float
    performance: float
    parts: Mapping[str, Effect]


def split(before: Mapping[str, Part], now: Mapping[str, Part]) -> Split | None:
    """Split the change of a percentage; None when either period has no answers.

    A part that is new or gone keeps the value it has, so all of its effect is mix.
    """
    sizes = [sum(n for _, n in parts.values()) for parts in (before, now)]
    if not all(sizes):
        return None
    totals = [
        100 * sum(top for top, _ in parts.values()) / size
        for parts, size in zip((before, now), sizes, strict=True)
    ]
    level = sum(totals) / 2
    parts = {
        name: _effect(before.get(name, (0, 0)), now.get(name, (0, 0)), sizes, level)
        for name in dict.fromkeys([*before, *now])
    }
    return Split(
        before=totals[0],
        now=totals[1],
        mix=sum(part.mix for part in parts.values()),
        performance=sum(part.performance for part in parts.values()),
        parts=parts,
    )


def _effect(before: Part, now: Part, sizes: list[int], level: float) -> Effect:
    shares = (before[1] / sizes[0], now[1] / sizes[1])
    values = tuple(100 * top / n if n else None for top, n in (before, now))
    known = [value for value in values if value is not None] or [level]
    first, last = known[0], known[-1]
    return Effect(
        mix=(shares[1] - shares[0]) * ((first + last) / 2 - level),
        performance=sum(shares) / 2 * (last - first),
        share=(100 * shares[0], 100 * shares[1]),
        value=(values[0], values[1]),
    )
