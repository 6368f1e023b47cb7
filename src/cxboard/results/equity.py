"""Is care equally good for everybody? Gaps between groups of people, real ones told from noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxboard.analysis.gaps import gap, holm, probability
from cxboard.domain.catalogue import get_measure, measures_of
from cxboard.domain.filters import Filters
from cxboard.domain.letters import capitalised
from cxboard.domain.measures import Measure
from cxboard.domain.numbers import format_change
from cxboard.domain.scores import Score
from cxboard.domain.scoring import Counts, add
from cxboard.domain.vocabulary import PERSON_CUTS, Dimension, Instrument
from cxboard.queries.reader import Reader
from cxboard.results.as_of import BEHIND, as_of
from cxboard.results.counting import Run, keys_of, known_counts, monthly_counts
from cxboard.results.disclosure import Clearance
from cxboard.results.groups import Columns, Compared, by_window, columns_of, side_by_side
from cxboard.results.people_words import group_name
from cxboard.results.types import AsOf

MEASURES = (*measures_of(Instrument.UPDATED), get_measure("nps"))
UNKNOWN = "unknown"
_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One group against everybody else on one measure: points, their 95 % limits, the verdict.

    `is_real` says whether the gap stands among all that were looked at (Holm).
    """

    dimension: Dimension
    group: str
    measure: Measure
    score: Score
    points: float
    lower: float
    upper: float
    is_real: bool = False


@dataclass(frozen=True, kw_only=True)
class Equity:
    """The page; `tables` holds measures by group for each dimension of the person.

    `gaps` are the real ones, the widest for the worse first; `compared` are all that were judged.
    `refusal` says why nothing can be compared for the filters, empty otherwise.
    """

    finding: str
    details: tuple[str, ...]
    gaps: tuple[Gap, ...]
    compared: tuple[Gap, ...]
    tables: Mapping[Dimension, Compared]
    as_of: AsOf | None
    refusal: str = ""


_REFUSAL = (
    "Groups of people are compared by whole hospitals, so that nobody can be singled out: take the "
    "choice of a unit, service line or channel away."
)


def equity(reader: Reader, filters: Filters) -> Equity:
    """Return the gaps of a population and period."""
    if filters.units or filters.service_lines or filters.channels:
        return Equity(
            finding=_REFUSAL,
            details=(),
            gaps=(),
            compared=(),
            tables={},
            as_of=None,
            refusal=_REFUSAL,
        )
    tables: dict[Dimension, Compared] = {}
    found: list[Gap] = []
    for dimension in PERSON_CUTS:
        columns: Columns = {}
        for window, pairs in by_window(MEASURES, filters.period):
            keys = keys_of(measure for measure, _ in pairs)
            groups = known_counts(reader, keys, filters.over(window), (dimension,))
            counts = {group: c for (group,), c in groups.items()}
            narrowed = filters.over(window)
            columns |= columns_of(reader, pairs, counts, narrowed, dimension)
            found += _gaps(reader, narrowed, dimension, pairs, counts, columns)
        tables[dimension] = side_by_side(MEASURES, columns)
    real = _real(found)
    by_month = monthly_counts(reader, list(BEHIND), filters)
    return Equity(
        finding=_finding(real, len(found)),
        details=_details(real),
        gaps=real,
        compared=tuple(found),
        tables=tables,
        as_of=as_of(reader, filters, list(by_month.values()), max(by_month, default=None)),
    )


def _gaps(
    reader: Reader,
    filters: Filters,
    dimension: Dimension,
    pairs: Sequence[tuple[Measure, Run]],
    counts: Mapping[str, Counts],
    columns: Columns,
) -> list[Gap]:
    """Return every group that may be shown against all others that stated theirs."""
    stated = {group: c for group, c in counts.items() if group != UNKNOWN}
    found = []
    for group in stated:
        others = [other for other in stated if other != group]
        rest = add(stated[other] for other in others)
        clearance = Clearance(reader, filters, (dimension, others))
        for measure, run in pairs:
            shown = columns[measure.id][0][group]
            difference = gap(shown, clearance.score(measure, run, rest, filters.period))
            if difference and not shown.suppressed:
                points, lower, upper = difference
                found.append(
                    Gap(
                        dimension=dimension,
                        group=group,
                        measure=measure,
                        score=shown,
                        points=points,
                        lower=lower,
                        upper=upper,
                    )
                )
    return found


def _real(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Return the gaps that stand among all, those for the worse first and the widest first."""
    stands = holm([probability((g.points, g.lower, g.upper)) for g in gaps])
    real = [gap for gap, stood in zip(gaps, stands, strict=True) if stood]
    return tuple(sorted(real, key=lambda gap: gap.points))


def _finding(real: Sequence[Gap], looked_at: int) -> str:
    if not looked_at:
        return "In this selection there are no groups large enough to compare."
    worse = [gap for gap in real if gap.points < 0]
    if not worse:
        return f"No group fares worse than all others beyond chance, among {looked_at} comparisons."
    first = worse[0]
    own = [g for g in worse if (g.dimension, g.group) == (first.dimension, first.group)]
    named = ", ".join(
        f"{g.measure.title.lower()} ({format_change(g.points)})" for g in own[:_NAMED]
    )
    who = group_name(first.dimension, first.group)
    return f"{capitalised(who)} fare worse than all others in {named}."


def _details(real: Sequence[Gap]) -> tuple[str, ...]:
    """Return who else fares worse, one sentence a group, two at most."""
    groups: dict[tuple[Dimension, str], list[Gap]] = {}
    for each in real:
        if each.points < 0:
            groups.setdefault((each.dimension, each.group), []).append(each)
    sentences = [
        f"{capitalised(group_name(*key))}: lower on "
        f"{len(found)} {'measure' if len(found) == 1 else 'measures'}, most on "
        f"{found[0].measure.title.lower()} ({format_change(found[0].points)})."
        for key, found in groups.items()
    ]
    return tuple(sentences[1:3])
