"""What may be shown: nothing that rests on 1 to 10 people, and nothing that gives them away.

Follows CMS's cell-size policy (ResDAC node 1506): no cell of 1 to 10 is shown or derivable; 0 may
be shown. The policy binds users of CMS's data; for one's own surveys it is our default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cxboard.domain.scores import SUPPRESSED, Score

SMALLEST_SHOWN = 11

Group = tuple[str, ...]


def is_small(n: int | None) -> bool:
    """Whether a count of people is 1 to 10."""
    return n is not None and 0 < n < SMALLEST_SHOWN


def clear_one(score: Score) -> Score:
    """Return a score that stands alone as it may be shown."""
    return SUPPRESSED if is_small(score.n) else score


def clear(
    rows: Sequence[tuple[Group, Score]], parts: Iterable[Sequence[Group]] = ()
) -> list[tuple[Group, Score]]:
    """Return the scores of a table as they may be shown.

    Args:
        rows: one per group; groups have one value per grouping dimension.
        parts: further sets of groups whose total may be known, such as a hospital's units.

    Returns:
        The same rows. A score of 1 to 10 people is suppressed. Where a line of the table (the
        rows that differ in one dimension only) has hidden scores of fewer than 11 people, or a
        single one, the next smallest go too: otherwise the line's total would give them away.
    """
    scores = dict(rows)
    hidden = {group for group, score in rows if is_small(score.n)}
    # The smallest sets first: what they hide usually serves the larger ones as well.
    lines = [*(list(part) for part in parts), *_lines([group for group, _ in rows])]
    changed = bool(hidden)
    while changed:
        changed = False
        for line in lines:
            extra = _needed(line, scores, hidden)
            hidden |= extra
            changed = changed or bool(extra)
    return [(group, SUPPRESSED if group in hidden else score) for group, score in rows]


def _lines(groups: Sequence[Group]) -> list[list[Group]]:
    """Return the lines of a table along each of its dimensions."""
    lines: dict[tuple[int, Group], list[Group]] = defaultdict(list)
    for group in groups:
        for position in range(len(group)):
            lines[position, group[:position] + group[position + 1 :]].append(group)
    return list(lines.values())


def _needed(line: list[Group], scores: dict[Group, Score], hidden: set[Group]) -> set[Group]:
    """Return what else must go so that the line's total does not give its hidden scores away."""
    gone = [group for group in line if group in hidden]
    people = sum(scores[group].n or 0 for group in gone)
    extra: set[Group] = set()
    open_groups = (g for g in line if g not in hidden and (scores[g].n or 0) > 0)
    for group in sorted(open_groups, key=lambda g: (scores[g].n or 0, g)):
        if not gone or (len(gone) + len(extra) > 1 and people >= SMALLEST_SHOWN):
            break
        extra.add(group)
        people += scores[group].n or 0
    return extra
