"""A refused file leaves an entry in the ledger: for the audit, without what its cells say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cxboard.domain.numbers import counted
from cxboard.ingest.failures import in_a_line
from cxboard.ingest.report import IngestReport, Problem, warning
from cxboard.storage.refusals import add_refusal
from cxboard.storage.workspace import Workspace


def keep_refusal(workspace: Workspace, report: IngestReport, by: str) -> IngestReport:
    """Write into the ledger who sent a refused file and why it was refused; return its receipt.

    When even that cannot be written, the receipt says so.
    """
    try:
        add_refusal(
            workspace.ledger,
            by=by,
            file_name=report.file,
            sha256=report.sha256,
            kind=report.kind and report.kind.value,
            reasons=[_reason(problem, report) for problem in report.errors],
        )
    except Exception as wrong:  # a full disk, a damaged ledger: whatever its library raises
        told = warning(
            "refusal_not_kept",
            f"The ledger could not be written, so it does not know of this: {in_a_line(wrong)}.",
            "Make room or mend the data folder.",
        )
        return replace(report, problems=(*report.problems, told))
    return report


def _reason(problem: Problem, report: IngestReport) -> Mapping[str, Any]:
    """Return a reason; of rows that were judged only the rule, because messages quote values."""
    text = problem.message
    if report.rows.read and problem.column:
        rule = problem.code.replace("_", " ")
        text = f"{problem.column}: {rule} in {counted(problem.count, 'row')}."
    where = {"column": problem.column, "row": problem.row, "count": problem.count}
    return {"code": problem.code, **where, "text": text}
