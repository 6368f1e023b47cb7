"""What does an upload move, beyond its rows? Told by results, which this layer may not compute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from cxboard.domain.listing import listed
from cxboard.ingest.failures import in_a_line
from cxboard.ingest.report import (
    Foreseen,
    IngestReport,
    KpiChange,
    Problem,
    sorted_problems,
    warning,
)
from cxboard.storage import receipt_parts
from cxboard.storage.comparing import compare
from cxboard.storage.publications import Publication
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.respelt import Respelt, respelt_keys
from cxboard.storage.sent import Outnumbered, outnumbered
from cxboard.storage.workspace import Workspace

KpiChanges = Callable[
    [Publication | None, Published | Preview],
    Sequence[tuple[str, float | None, float | None]],
]
"""Headline measures before and after: from the publication before and what was (or would be)
published. This layer may not compute results, so its caller brings them."""

Turned = Callable[[Publication | None, Published | Preview], Sequence[Any]]
"""Verdicts that turn, as dataclasses; likewise brought by the caller."""


def with_kpis(
    kpi_changes: KpiChanges | None, receipt: IngestReport, effect: Published | Preview
) -> IngestReport:
    """Return a receipt with the headline measures that change; publishing is over by now."""
    if kpi_changes is None:
        return receipt
    try:
        found = kpi_changes(effect.before, effect)
    except Exception as wrong:  # a receipt must not say “refused” of what is published
        notice = warning(
            "kpi_unknown",
            f"How the headline measures change could not be worked out ({in_a_line(wrong)}).",
            "Look at the scorecard; `cxboard verify`, on the server, names what is wrong.",
        )
        return replace(receipt, problems=(*receipt.problems, notice))
    changes = (KpiChange(measure=name, before=old, after=new) for name, old, new in found)
    return replace(receipt, kpi_changes=tuple(changes))


def with_contradictions(
    workspace: Workspace, receipt: IngestReport, effect: Published | Preview, rows_file: Path
) -> IngestReport:
    """Return a receipt that tells where its file contradicts what is published."""
    assert receipt.kind is not None, "only a recognised file has an effect"
    told = (
        *_about_outnumbered(outnumbered(workspace, effect, receipt.kind)),
        *_about_respelt(respelt_keys(workspace, effect, receipt.kind, rows_file)),
    )
    return replace(receipt, problems=sorted_problems((*receipt.problems, *told)))


def _about_outnumbered(found: Sequence[Outnumbered]) -> list[Problem]:
    if not found:
        return []
    named = listed(
        [
            f"{one.facility_id} {one.month:%Y-%m} ({one.completed:,} of {one.sent:,})"
            for one in found
        ]
    )
    return [
        warning(
            "more_completed_than_sent",
            f"More surveys were completed than sent, so there is no response rate: {named}.",
            "Ask which is right: surveys_sent of the indicator extract, or the survey extract of "
            "these months. The later upload of either restates it.",
            count=len(found),
        )
    ]


def _about_respelt(found: Respelt | None) -> list[Problem]:
    if found is None:
        return []
    return [
        warning(
            "ids_respelt",
            f"Ids that are new are published in another writing, such as “{found.new[:40]}” and "
            f"“{found.published[:40]}”: if they are the same, all of them count twice.",
            "If the file is a corrected one, send it with its ids as they were: a spreadsheet "
            "drops the zeros before an id.",
            count=found.count,
        )
    ]


def foresee_effect(
    workspace: Workspace, foreseen: Preview, turned: Turned | None
) -> Foreseen | None:
    """Return what a dry run sees beyond the counts, when its caller wants to know."""
    if turned is None or foreseen.candidate is None:
        return None
    return Foreseen(
        rows=compare(workspace, foreseen.before, foreseen.kind, foreseen.candidate),
        turned=tuple(asdict(one) for one in turned(foreseen.before, foreseen)),
    )


def keep_effect(
    workspace: Workspace, receipt: IngestReport, published: Published, turned: Turned | None
) -> None:
    """Keep what an upload moved with its receipt; it is published already, whatever happens."""
    assert receipt.upload_id is not None, "only what is published is kept"
    document = {
        "kpi_changes": [asdict(change) for change in receipt.kpi_changes],
        "turned": [asdict(one) for one in turned(published.before, published)] if turned else None,
    }
    with workspace.ledger.begin() as connection:
        receipt_parts.keep(connection, receipt.upload_id, "effect", document)
