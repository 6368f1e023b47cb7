"""What goes with a good rating, and how strongly? Johnson's relative weights, from sums alone.

Domains of a stay go together, so that the coefficients of a plain regression mislead. Relative
weights (Johnson 2000) divide what all drivers explain together (R²) among them, by way of the
uncorrelated variables that lie closest to them. Uncertainty comes from drawing whole cells, such
as a hospital's month, anew (cluster bootstrap); the floor is what a driver of pure chance gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

DRAWS: Final = 1_000
FEWEST_PEOPLE: Final = 200
PEOPLE_PER_DRIVER: Final = 10
FEWEST_CELLS: Final = 12
LEAST_EXPLAINED: Final = 0.10
_SEED: Final = 20_260
_FLOOR: Final = 95.0
_TINY: Final = 1e-10


@dataclass(frozen=True, kw_only=True)
class Cells:
    """Sums by cell: people (c,), their scores (c, p), and the products of two scores (c, p, p)."""

    people: Array
    sums: Array
    products: Array

    def total(self, weights: Array | None = None) -> tuple[Array, Array, Array]:
        """Return the sums of all cells, each counted as often as each row of `weights` says.

        Args:
            weights: (draws, c); None counts every cell once, in one draw.
        """
        if weights is None:
            weights = np.ones((1, len(self.people)))
        products = self.products.reshape(len(self.people), -1)
        size = self.sums.shape[1]
        return (
            weights @ self.people,
            weights @ self.sums,
            (weights @ products).reshape(-1, size, size),
        )


@dataclass(frozen=True, kw_only=True)
class Weight:
    """One driver: its share of what is explained (0–1) and its rank (1 first), with 95 % limits."""

    share: float
    lower: float
    upper: float
    rank: int
    best_rank: int
    worst_rank: int


@dataclass(frozen=True, kw_only=True)
class Drivers:
    """All drivers of one outcome, in the order given; `floor` is the share that chance reaches.

    One in twenty drivers of pure chance would have a larger share than the floor.
    """

    explained: float
    weights: tuple[Weight, ...]
    floor: float


class NotEnough(Exception):
    """There are too few people, months or differences to say anything; the text says which."""


def correlations(people: Array, sums: Array, products: Array) -> Array:
    """Return the correlations of each draw, (draws, p, p), from its totals."""
    means = sums / people[:, None]
    covariance = products / people[:, None, None] - means[:, :, None] * means[:, None, :]
    spread = np.sqrt(np.maximum(np.diagonal(covariance, axis1=1, axis2=2), 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = covariance / (spread[:, :, None] * spread[:, None, :])
    return found


def relative_weights(correlation: Array) -> Array:
    """Return the raw weights, (draws, p): they add up to R².

    Args:
        correlation: (draws, p + 1, p + 1); the first variable is the outcome.
    """
    values, vectors = np.linalg.eigh(correlation[:, 1:, 1:])
    roots = np.sqrt(np.maximum(values, _TINY))
    loadings = np.einsum("dik,dk,djk->dij", vectors, roots, vectors)
    slopes = np.linalg.solve(loadings, correlation[:, 1:, :1])[:, :, 0]
    weights: Array = np.einsum("dij,dj->di", loadings**2, slopes**2)
    return weights


def drivers(cells: Cells, *, draws: int = DRAWS) -> Drivers:
    """Return the relative weights of all variables but the first, which is the outcome.

    Raises:
        NotEnough: nothing can be said, and why.
    """
    people, sums, products = cells.total()
    size = cells.sums.shape[1] - 1
    _require_people(int(people[0]), size, len(cells.people))
    correlation = correlations(people, sums, products)
    if not np.isfinite(correlation).all():
        raise NotEnough("Everybody gave the same answer to one of the questions.")
    raw = relative_weights(correlation)[0]
    explained = float(raw.sum())
    if explained < LEAST_EXPLAINED:
        raise NotEnough(
            f"All domains together explain only {100 * explained:.0f}% of the differences between "
            f"people; below {100 * LEAST_EXPLAINED:.0f}% their order is noise."
        )
    random = np.random.default_rng(_SEED)
    count = len(cells.people)
    drawn = random.multinomial(count, np.full(count, 1 / count), size=draws).astype(float)
    shares = _shares(relative_weights(correlations(*cells.total(drawn))))
    return Drivers(
        explained=explained,
        weights=_weights(raw / explained, shares),
        floor=_floor(correlation[0], int(people[0]), draws, random),
    )


def _require_people(people: int, size: int, cells: int) -> None:
    needed = max(FEWEST_PEOPLE, PEOPLE_PER_DRIVER * size)
    if people < needed:
        raise NotEnough(f"Fewer than {needed} people answered everything that is compared here.")
    if cells < FEWEST_CELLS:
        raise NotEnough(
            f"There are fewer than {FEWEST_CELLS} months of a hospital to draw from, so it cannot "
            "be told how sure the order is."
        )


def _shares(raw: Array) -> Array:
    finite = raw[np.isfinite(raw).all(axis=1)]
    shares: Array = finite / finite.sum(axis=1, keepdims=True)
    return shares


def _weights(shares: Array, drawn: Array) -> tuple[Weight, ...]:
    lower, upper = np.percentile(drawn, [2.5, 97.5], axis=0)
    ranks = 1 + np.argsort(np.argsort(-drawn, axis=1), axis=1)
    best, worst = np.percentile(ranks, [2.5, 97.5], axis=0, method="nearest")
    order = 1 + np.argsort(np.argsort(-shares))
    return tuple(
        Weight(
            share=float(shares[i]),
            lower=min(float(lower[i]), float(shares[i])),
            upper=max(float(upper[i]), float(shares[i])),
            rank=int(order[i]),
            best_rank=min(int(best[i]), int(order[i])),
            worst_rank=max(int(worst[i]), int(order[i])),
        )
        for i in range(len(shares))
    )


def _floor(correlation: Array, people: int, draws: int, random: np.random.Generator) -> float:
    """Return the share below which 95 % of drivers of pure chance stay.

    The correlations of a chance variable with the others vary around zero as theirs with one
    another do, by one over the root of the people.
    """
    size = len(correlation)
    chance = random.multivariate_normal(np.zeros(size), correlation / people, size=draws)
    wider = np.tile(np.eye(size + 1), (draws, 1, 1))
    wider[:, :size, :size] = correlation
    wider[:, size, :size] = wider[:, :size, size] = chance
    return float(np.percentile(_shares(relative_weights(wider))[:, -1], _FLOOR))


def gathered(
    keys: Sequence[object],
    people: Sequence[int],
    sums: Sequence[Sequence[float]],
    products: Sequence[Sequence[float]],
    places: Sequence[tuple[int, int]],
) -> Cells:
    """Return cells from rows: those with one key are added, and lists of pairs become squares.

    Args:
        keys: by row, the cell that it belongs to.
        people: by row.
        sums: by row and variable.
        products: by row and pair.
        places: the two variables of each pair.
    """
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    cell = np.array([numbers[key] for key in keys], dtype=int)
    width = len(sums[0])
    first, second = (np.array(each, dtype=int) for each in zip(*places, strict=True))
    flat = np.zeros((len(numbers), len(places)))
    np.add.at(flat, cell, np.asarray(products, dtype=float))
    square = np.zeros((len(numbers), width, width))
    square[:, first, second] = square[:, second, first] = flat
    total, count = np.zeros((len(numbers), width)), np.zeros(len(numbers))
    np.add.at(total, cell, np.asarray(sums, dtype=float))
    np.add.at(count, cell, np.asarray(people, dtype=float))
    return Cells(people=count, sums=total, products=square)


def chosen(cells: Cells, variables: Sequence[int]) -> Cells:
    """Return the cells of some variables, in the order given."""
    kept = list(variables)
    return Cells(
        people=cells.people,
        sums=cells.sums[:, kept],
        products=cells.products[:, kept][:, :, kept],
    )
