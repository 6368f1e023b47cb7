"""The recipe: receive, read apart, recognise, check, publish. One file, one publication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cxboard.ingest import receipts
from cxboard.ingest.again import bring_back, foresee
from cxboard.ingest.checking import check
from cxboard.ingest.evidence import asked
from cxboard.ingest.failures import changed_meanwhile, in_a_line, not_saved, rows_rejected
from cxboard.ingest.identifying import identifying, told
from cxboard.ingest.limits import DEFAULT_LIMITS, Limits
from cxboard.ingest.looking import open_file
from cxboard.ingest.matching import Match, match
from cxboard.ingest.reader import Extract
from cxboard.ingest.receive import Received, is_untouched, receive, shown_name
from cxboard.ingest.report import (
    Foreseen,
    IngestReport,
    KpiChange,
    Problem,
    RowCounts,
    warning,
)
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.ingest.saved import load_profiles
from cxboard.ingest.staging import room
from cxboard.storage.classify import classify
from cxboard.storage.comparing import compare
from cxboard.storage.profiles import saved_profiles
from cxboard.storage.publications import Publication, current
from cxboard.storage.publishing import Candidate, Preview, Published, preview, publish
from cxboard.storage.uploads import UploadRecord, find_by_sha256
from cxboard.storage.workspace import Workspace

KpiChanges = Callable[
    [Publication | None, Published | Preview],
    Sequence[tuple[str, float | None, float | None]],
]
"""Headline measures before and after: from the publication before and what was (or would be)
published. This layer may not compute results, so its caller brings them."""

Turned = Callable[[Publication | None, Published | Preview], Sequence[Any]]
"""Verdicts that turn, as dataclasses; likewise brought by the caller."""


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """What the sender of a file asked for."""

    workspace: Workspace
    said: Said
    dry_run: bool
    accept_partial: bool
    by: str
    kpi_changes: KpiChanges | None
    turned: Turned | None
    limits: Limits


def ingest_file(
    workspace: Workspace,
    path: Path,
    *,
    said: Said = NOTHING_SAID,
    dry_run: bool = False,
    accept_partial: bool = False,
    by: str = "command line",
    kpi_changes: KpiChanges | None = None,
    turned: Turned | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> IngestReport:
    """Check a file and publish it, all of it or nothing. Nothing about it or the disk raises.

    Args:
        workspace: the data folder.
        path: the file.
        said: what its sender says about it, where columns and values shall not decide alone.
        dry_run: say what would happen and change nothing.
        accept_partial: publish the good rows although others are rejected.
        by: who sends it.
        kpi_changes: tells how the headline measures change, for the receipt.
        turned: tells which verdicts turn; with it a dry run compares row by row, too.
        limits: largest file, and what reading it may cost.
    """
    wish = _Wish(
        workspace=workspace,
        said=said,
        dry_run=dry_run,
        accept_partial=accept_partial,
        by=by,
        kpi_changes=kpi_changes,
        turned=turned,
        limits=limits,
    )
    report = IngestReport(file=shown_name(path), outcome="refused", kind=said.kind)
    received = receive(path, limits)
    if isinstance(received, Problem):
        return report.refused(received)
    return _receipt(wish, received, replace(report, sha256=received.sha256))


def _receipt(wish: _Wish, received: Received, report: IngestReport) -> IngestReport:
    try:
        return _already_known(wish, received, report) or _take_in(wish, received, report)
    except Exception as wrong:  # whatever a full disk or a damaged lake makes libraries raise
        return report.refused(not_saved(wrong))


def _already_known(wish: _Wish, received: Received, report: IngestReport) -> IngestReport | None:
    """Return the receipt of a file that was published before; nothing of it is read again."""
    record = find_by_sha256(wish.workspace.ledger, received.sha256)
    before = current(wish.workspace.ledger)
    if record is None or before is None or _reads_anew(wish, record):
        return None
    if record.upload_id in before.uploads:
        return receipts.unchanged(wish.workspace, record, before, report)
    if record.counts["rejected"] and not wish.accept_partial:
        return receipts.still_rejected(wish.workspace, record, before, report)
    if wish.dry_run:
        foreseen = foresee(wish.workspace, record, before)
        again = receipts.published_again(wish.workspace, record, before, report)
        return _with_kpis(wish, replace(again, outcome="dry_run", publication=None), foreseen)
    published = bring_back(wish.workspace, record, before, wish.by)
    shown = published.publication
    assert shown is not None
    again = receipts.published_again(wish.workspace, record, shown, report)
    return _with_kpis(wish, again, published)


def _reads_anew(wish: _Wish, record: UploadRecord) -> bool:
    """Whether the file might be read otherwise than it was: something is said, or a profile new."""
    changed = (saved.saved_at for saved in saved_profiles(wish.workspace.ledger))
    last = record.committed_at or record.staged_at
    return wish.said != NOTHING_SAID or max(changed, default=last) > last


def _take_in(wish: _Wish, received: Received, report: IngestReport) -> IngestReport:
    profiles = load_profiles(wish.workspace)
    with room(wish.workspace.staging_dir) as folder:
        extract = open_file(received, folder, wish.said, profiles, wish.limits)
        if not is_untouched(received):
            return report.refused(changed_meanwhile())
        if not isinstance(extract, Extract):
            return report.refused(*extract)
        matched = match(extract, wish.said, profiles, folder)
        if isinstance(matched, tuple):
            return replace(report, problems=extract.notices).refused(*matched)
        return _check_and_publish(wish, received, report, matched, folder)


def _check_and_publish(
    wish: _Wish, received: Received, report: IngestReport, matched: Match, folder: Path
) -> IngestReport:
    extract = matched.extract
    report = replace(report, problems=extract.notices, kind=matched.recognised.layout.kind)
    named = identifying(matched.extract, matched.recognised, matched.drop)
    if named:
        return report.refused(*told(named))
    if matched.questions:
        return report.refused(*asked(matched.questions))
    staged = check(wish.workspace, received, extract, matched.recognised, folder, wish.by)
    report = replace(
        report,
        kind=staged.candidate.kind,
        upload_id=staged.candidate.upload_id,
        periods=staged.periods,
        rejects_file=staged.rejects_file,
        problems=staged.problems,
    )
    return _publish(wish, staged.candidate, report, staged.good)


def _publish(wish: _Wish, candidate: Candidate, report: IngestReport, good: int) -> IngestReport:
    """Publish or preview the good rows, unless rejected ones keep the file out."""
    if not good or (candidate.rejected and not wish.accept_partial):
        effect = classify(
            wish.workspace, current(wish.workspace.ledger), candidate.kind, candidate.rows_file
        )
        return replace(report, rows=_counts(candidate, effect)).refused(
            rows_rejected(candidate.rejected, good, report.rejects_file)
        )
    if wish.dry_run:
        foreseen = preview(wish.workspace, candidate)
        rows = _counts(candidate, foreseen)
        receipt = replace(report, outcome="dry_run", rows=rows, effect=_effect(wish, foreseen))
        return _with_kpis(wish, receipt, foreseen)
    published = publish(wish.workspace, candidate)
    shown = published.publication
    receipt = replace(
        report,
        upload_id=(shown.upload_id if shown and published.accepted else None) or report.upload_id,
        outcome="published" if published.accepted else "unchanged",
        rows=_counts(candidate, published),
        publication=shown.id if shown else None,
    )
    return _with_kpis(wish, receipt, published) if published.accepted else receipt


def _effect(wish: _Wish, foreseen: Preview) -> Foreseen | None:
    """Return what a dry run sees beyond the counts, when its caller wants to know."""
    if wish.turned is None or foreseen.candidate is None:
        return None
    return Foreseen(
        rows=compare(wish.workspace, foreseen.before, foreseen.kind, foreseen.candidate),
        turned=tuple(asdict(one) for one in wish.turned(foreseen.before, foreseen)),
    )


def _counts(candidate: Candidate, effect: receipts.Counted) -> RowCounts:
    return RowCounts(
        read=candidate.read,
        accepted=effect.accepted,
        rejected=candidate.rejected,
        duplicate=candidate.duplicate,
        unchanged=effect.unchanged,
        restated=effect.restated,
    )


def _with_kpis(wish: _Wish, receipt: IngestReport, effect: Published | Preview) -> IngestReport:
    """Return a receipt with the headline measures that change; publishing is over by now."""
    if wish.kpi_changes is None:
        return receipt
    try:
        found = wish.kpi_changes(effect.before, effect)
    except Exception as wrong:  # a receipt must not say “refused” of what is published
        notice = warning(
            "kpi_unknown",
            f"How the headline measures change could not be worked out ({in_a_line(wrong)}).",
            "Look at the scorecard, and at `cxboard verify`.",
        )
        return replace(receipt, problems=(*receipt.problems, notice))
    changes = (KpiChange(measure=name, before=old, after=new) for name, old, new in found)
    return replace(receipt, kpi_changes=tuple(changes))
