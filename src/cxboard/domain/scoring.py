"""From counts of answers to a measure’s value.

Rates are never averaged over groups: counts are added first and scored here, at the last step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cxboard.domain.composites import composite_margin, item_pairs, pair_key
from cxboard.domain.count_scores import mean_answer, money, rate, share_of_counts, two_counts
from cxboard.domain.intervals import net_promoter, wilson
from cxboard.domain.items import Item
from cxboard.domain.measures import Measure
from cxboard.domain.scores import Score
from cxboard.domain.vocabulary import Family, Scoring

Counts = Mapping[str, Mapping[int, int]]
"""People by item key and answer code; pseudo-items of respondents have the one answer 1."""


_OF_COUNTS = {
    Scoring.MEAN: mean_answer,
    Scoring.SHARE: share_of_counts,
    Scoring.RATE: rate,
    Scoring.TWO_COUNTS: two_counts,
    Scoring.MONEY: money,
}


def respondents(name: str) -> str:
    """Return the pseudo-item whose count is of people: a composite's, or "survey", "contact"."""
    return f"n:{name}"


def respondents_key(measure: Measure) -> str:
    """Return the pseudo-item that counts people who answered any item of a composite."""
    return respondents(measure.id)


def pseudo_items(measure: Measure) -> list[str]:
    """Return what is counted for a composite besides its items: its people, and pairs of items.

    Pairs are counted for the composites of HCAHPS, on which decisions about pay rest; they would
    double the rollup for all the others.
    """
    if not measure.is_composite:
        return []
    return [respondents_key(measure), *(pair_key(*pair) for pair in counted_pairs(measure))]


def counted_pairs(measure: Measure) -> list[tuple[Item, Item]]:
    """Return the pairs of items whose answers are counted together, each once."""
    if measure.family is not Family.HCAHPS:
        return []
    found = (pair for edition in measure.editions for pair in item_pairs(edition.items))
    return list({pair_key(*pair): pair for pair in found}.values())


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """One item's answers by box; `valid` is their sum, the item's own denominator."""

    top: int
    middle: int
    bottom: int

    @property
    def valid(self) -> int:
        """Answers that are scored: everything but missing, skipped and not applicable."""
        return self.top + self.middle + self.bottom

    @property
    def add_up(self) -> bool:
        """Whether somebody answered, and no box is negative: a part larger than its whole."""
        return self.valid > 0 and min(self.top, self.middle, self.bottom) >= 0


def boxes(item: Item, counts: Counts) -> Boxes:
    """Return an item's answers by box."""
    scale, top, middle, bottom = item.scale, 0, 0, 0
    for code, n in counts.get(item.key, {}).items():
        if code in scale.top:
            top += n
        elif code in scale.middle:
            middle += n
        elif code in scale.bottom:
            bottom += n
    return Boxes(top=top, middle=middle, bottom=bottom)


def score_item(item: Item, counts: Counts) -> Score:
    """Return the top-box score of one item."""
    return _top_box([boxes(item, counts)], None)


def score(measure: Measure, items: tuple[Item, ...], counts: Counts) -> Score:
    """Return a measure's score from counts of one edition run.

    Args:
        measure: what to score.
        items: the items of the edition that the counts belong to.
        counts: answers of one population and period.

    Returns:
        Without a scored answer to every item, a score whose value is None: a composite is the
        mean of all its items (CMS), and leaving one out would change what it means.
    """
    if measure.scoring in _OF_COUNTS:
        return _OF_COUNTS[measure.scoring](items, counts)
    parts = [boxes(item, counts) for item in items]
    if measure.scoring is Scoring.NET_PROMOTER:
        return _net_promoter(parts[0])
    people = counts.get(respondents_key(measure), {}).get(1, 0) if len(items) > 1 else None
    if measure.scoring is Scoring.BOTTOM_BOX:
        return _bottom_box(parts, people)
    margin = _margin(items, parts, counts, people) if people else None
    return _top_box(parts, people, margin)


def add(many: Iterable[Counts], keys: Iterable[str] | None = None) -> dict[str, dict[int, int]]:
    """Return the sum of counts, of all items or of some."""
    wanted = None if keys is None else list(keys)
    total: dict[str, dict[int, int]] = {item: {} for item in wanted or ()}
    for counts in many:
        for item in counts if wanted is None else wanted:
            answers = counts.get(item)
            if answers is None:
                continue
            if not (kept := total.get(item)):
                total[item] = dict(answers)
                continue
            for code, n in answers.items():
                kept[code] = kept.get(code, 0) + n
    return total


def _top_box(parts: list[Boxes], people: int | None, margin: float | None = None) -> Score:
    """Score the mean of the items' percentages.

    Without a margin of its own (a proportion) the limits are the means of the items' Wilson
    limits: for a composite wide enough whatever the correlation between one person's answers.
    """
    numerator, denominator = sum(p.top for p in parts), sum(p.valid for p in parts)
    n = parts[0].valid if people is None else people
    if not all(part.add_up for part in parts):
        return Score(n=n, numerator=numerator, denominator=denominator)
    top = _mean([100 * part.top / part.valid for part in parts])
    if margin is None:
        limits = [wilson(part.top, part.valid) for part in parts]
        lower, upper = 100 * _mean([low for low, _ in limits]), 100 * _mean([h for _, h in limits])
    else:
        lower, upper = max(0.0, top - 100 * margin), min(100.0, top + 100 * margin)
    return Score(
        value=top,
        n=n,
        numerator=numerator,
        denominator=denominator,
        lower=lower,
        upper=upper,
        top=top,
        middle=_mean([100 * part.middle / part.valid for part in parts]),
        bottom=_mean([100 * part.bottom / part.valid for part in parts]),
        wide_limits=people is not None and margin is None,
    )


def _margin(
    items: tuple[Item, ...], parts: list[Boxes], counts: Counts, people: int
) -> float | None:
    """Return the margin that follows from how a composite's items go together, if it is known."""
    if not all(part.add_up for part in parts):
        return None
    shares = {i.key: (part.top, part.valid) for i, part in zip(items, parts, strict=True)}
    return composite_margin(items, shares, counts, people)


def _bottom_box(parts: list[Boxes], people: int | None) -> Score:
    """Score the unfavourable answers as what counts; the boxes keep their names."""
    turned = [Boxes(top=p.bottom, middle=p.middle, bottom=p.top) for p in parts]
    found = _top_box(turned, people)
    return replace(found, top=found.bottom, bottom=found.top)


def _net_promoter(part: Boxes) -> Score:
    """Score promoters minus detractors; `numerator` is their difference in people."""
    net, n = part.top - part.bottom, part.valid
    if not n:
        return Score()
    lower, upper = net_promoter(part.top, part.bottom, n)
    return Score(
        value=100 * net / n,
        n=n,
        numerator=net,
        denominator=n,
        lower=100 * lower,
        upper=100 * upper,
        top=100 * part.top / n,
        middle=100 * part.middle / n,
        bottom=100 * part.bottom / n,
    )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)  # statistics.fmean takes six times as long for three values
