"""The recipe: receive, read apart, recognise, check, publish. One file, one publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cxboard.domain.vocabulary import Kind
from cxboard.ingest import read_as, receipts
from cxboard.ingest.again import bring_back, foresee
from cxboard.ingest.asking import asked
from cxboard.ingest.checking import check
from cxboard.ingest.effects import (
    KpiChanges,
    Turned,
    foresee_effect,
    keep_effect,
    with_contradictions,
    with_kpis,
)
from cxboard.ingest.failures import changed_meanwhile, not_saved, rows_rejected
from cxboard.ingest.forms import Form
from cxboard.ingest.identifying import identifying, told
from cxboard.ingest.limits import DEFAULT_LIMITS, Limits
from cxboard.ingest.looking import open_file
from cxboard.ingest.lost_columns import about_lost_columns
from cxboard.ingest.matching import Match, match
from cxboard.ingest.progress import Progress
from cxboard.ingest.reader import Extract
from cxboard.ingest.receive import Received, is_untouched, receive, shown_name
from cxboard.ingest.refused import keep_refusal
from cxboard.ingest.repeated_names import repeated_names
from cxboard.ingest.report import IngestReport, Problem, RowCounts
from cxboard.ingest.said import NOTHING_SAID, Said
from cxboard.ingest.saved import load_profiles
from cxboard.ingest.staging import room
from cxboard.storage.classify import classify
from cxboard.storage.profiles import saved_profiles
from cxboard.storage.publications import current
from cxboard.storage.publishing import Candidate, active_with_rows, preview, publish
from cxboard.storage.steps import Step
from cxboard.storage.uploads import UploadRecord, find_by_sha256
from cxboard.storage.workspace import Workspace


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
    rejects: Path | None
    limits: Limits
    progress: Progress


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
    rejects: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
    tried_again: frozenset[str] = frozenset(),
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
        rejects: where rejected rows go; else the data folder has them, and nobody of a dry run.
        limits: largest file, and what reading it may cost.
        progress: is told how far the file is, and says when it is not wanted any more.
        tried_again: codes of problems after which the caller tries once more by itself. Any other
            refusal is written into the ledger, unless it was a dry run.

    Raises:
        Cancelled: `progress` was cancelled before anything was published.
    """
    wish = _Wish(
        workspace=workspace,
        said=said,
        dry_run=dry_run,
        accept_partial=accept_partial,
        by=by,
        kpi_changes=kpi_changes,
        turned=turned,
        rejects=rejects,
        limits=limits,
        progress=progress or Progress(),
    )
    report = IngestReport(file=shown_name(path), outcome="refused", kind=said.kind)
    if isinstance(received := receive(path, limits), Problem):
        report = report.refused(received)
    else:
        report = _receipt(wish, received, replace(report, sha256=received.sha256))
    is_final = tried_again.isdisjoint(problem.code for problem in report.errors)
    if report.outcome == "refused" and is_final and not dry_run:
        return keep_refusal(workspace, report, by)
    return report


def _receipt(wish: _Wish, received: Received, report: IngestReport) -> IngestReport:
    try:
        return _already_known(wish, received, report) or _take_in(wish, received, report)
    except Exception as wrong:  # whatever a full disk or a damaged lake makes libraries raise
        return report.refused(not_saved(wrong))


def _already_known(wish: _Wish, received: Received, report: IngestReport) -> IngestReport | None:
    """Return the receipt of a file that was published before; nothing of it is read again."""
    people = Kind.SURVEY if received.form is Form.XML else None
    record = find_by_sha256(wish.workspace.ledger, received.sha256, people)
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
        return with_kpis(
            wish.kpi_changes, replace(again, outcome="dry_run", publication=None), foreseen
        )
    published = bring_back(wish.workspace, record, before, wish.by, wish.progress.begin)
    shown = published.publication
    assert shown is not None
    again = receipts.published_again(wish.workspace, record, shown, report)
    return with_kpis(wish.kpi_changes, again, published)


def _reads_anew(wish: _Wish, record: UploadRecord) -> bool:
    """Whether the file might be read otherwise than it was: something is said, or a profile new."""
    changed = (saved.saved_at for saved in saved_profiles(wish.workspace.ledger))
    last = record.committed_at or record.staged_at
    return wish.said != NOTHING_SAID or max(changed, default=last) > last


def _take_in(wish: _Wish, received: Received, report: IngestReport) -> IngestReport:
    profiles = load_profiles(wish.workspace)
    with room(wish.workspace.staging_dir) as folder:
        wish.progress.begin(Step.READ)
        extract = open_file(received, folder, wish.said, profiles, wish.limits, wish.progress)
        if not is_untouched(received):
            return report.refused(changed_meanwhile())
        if not isinstance(extract, Extract):
            return report.refused(*extract)
        if again := repeated_names(extract):
            return report.refused(again)
        matched = match(extract, wish.said.of(received.path), profiles, folder)
        if isinstance(matched, tuple):
            apart = read_as.apart(extract)
            return replace(report, problems=extract.notices, read_as=apart).refused(*matched)
        report = replace(report, read_as=read_as.matched(extract, matched))
        return _check_and_publish(wish, received, report, matched, folder)


def _check_and_publish(
    wish: _Wish, received: Received, report: IngestReport, matched: Match, folder: Path
) -> IngestReport:
    extract, recognised = matched.extract, matched.recognised
    report = replace(report, problems=extract.notices, kind=recognised.layout.kind)
    if named := identifying(extract, recognised, matched.drop):
        return report.refused(*told(named))
    if matched.questions:
        asking = replace(report, questions=matched.questions)
        return asking.refused(*asked(matched.questions))
    lost = about_lost_columns(wish.workspace, recognised)
    recognised = replace(recognised, problems=(*recognised.problems, *lost))
    wish.progress.begin(Step.CHECK)
    kept_in = wish.rejects or (None if wish.dry_run else wish.workspace.rejects_dir)
    reading = read_as.kept(wish.workspace.ledger, report.read_as)
    sent = (wish.workspace, received, extract, recognised, folder, wish.by)
    staged = check(*sent, reading, wish.progress, kept_in)
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
    before = current(wish.workspace.ledger)
    if before is not None and (same := active_with_rows(wish.workspace.ledger, before, candidate)):
        return receipts.unchanged(wish.workspace, same, before, report)
    if not good or (candidate.rejected and not wish.accept_partial):
        effect = classify(wish.workspace, before, candidate.kind, candidate.rows_file)
        return replace(report, rows=_counts(candidate, effect)).refused(
            rows_rejected(candidate.rejected, good)
        )
    if wish.dry_run:
        foreseen = preview(wish.workspace, candidate, wish.progress.begin)
        wish.progress.begin(Step.EFFECT)
        rows = _counts(candidate, foreseen)
        seen = foresee_effect(wish.workspace, foreseen, wish.turned)
        receipt = replace(report, outcome="dry_run", rows=rows, effect=seen)
        told = with_contradictions(wish.workspace, receipt, foreseen, candidate.rows_file)
        return with_kpis(wish.kpi_changes, told, foreseen)
    published = publish(wish.workspace, candidate, wish.progress.begin)
    shown = published.publication
    receipt = replace(
        report,
        upload_id=(shown.upload_id if shown and published.accepted else None) or report.upload_id,
        outcome="published" if published.accepted else "unchanged",
        rows=_counts(candidate, published),
        publication=shown.id if shown else None,
    )
    if not published.accepted:
        return receipt
    receipt = with_contradictions(wish.workspace, receipt, published, candidate.rows_file)
    receipt = with_kpis(wish.kpi_changes, receipt, published)
    if wish.kpi_changes is not None:
        keep_effect(wish.workspace, receipt, published, wish.turned)
    return receipt


def _counts(candidate: Candidate, effect: receipts.Counted) -> RowCounts:
    return RowCounts(
        read=candidate.read,
        accepted=effect.accepted,
        rejected=candidate.rejected,
        duplicate=candidate.duplicate,
        unchanged=effect.unchanged,
        restated=effect.restated,
    )
