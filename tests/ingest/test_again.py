"""Does a file that was taken in before say and do the same, whatever became of it meanwhile?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxboard.domain.vocabulary import Kind
from cxboard.ingest import load
from cxboard.ingest.load import ingest_file
from cxboard.ingest.said import Said
from cxboard.queries.reader import Reader, opened
from cxboard.queries.rollup_source import Overlay
from cxboard.results.history import consequences
from cxboard.results.kpis import headline_values, kpi_changes
from cxboard.storage.publications import Publication, current
from cxboard.storage.publishing import Preview, Published
from cxboard.storage.switching import redo, undo
from cxboard.storage.verify import verify
from cxboard.storage.workspace import Workspace
from tests.ingest.files import published_times, sample, send, surveys

OLD = surveys(*({"rating": "3"} for _ in range(60)))
NEW = surveys(*({"rating": "9"} for _ in range(45)))


def _opened(workspace: Workspace) -> Reader:
    shown = current(workspace.ledger)
    assert shown is not None
    return opened(workspace, shown)


def _changes(workspace: Workspace) -> load.KpiChanges:
    def changes(
        before: Publication | None, after: Published | Preview
    ) -> list[tuple[str, float | None, float | None]]:
        assert before is not None
        if isinstance(after, Published):
            assert after.publication is not None
            new = opened(workspace, after.publication)
        else:
            new = Reader(workspace, before, Overlay(after.kind, after.rollup, after.months))
        found = kpi_changes(opened(workspace, before), new)
        return [(change.measure, change.before, change.after) for change in found]

    return changes


def test_a_dry_run_of_an_undone_file_foresees_its_return(registered: Workspace) -> None:
    old, new = send(registered, OLD, "old.csv"), send(registered, NEW, "new.csv")
    assert (new.rows.restated, old.upload_id is not None) == (45, True)
    undo(registered, str(old.upload_id), "test")
    told = _changes(registered)
    dry = send(registered, OLD, "old.csv", dry_run=True, kpi_changes=told)
    times = published_times(registered)
    real = send(registered, OLD, "old.csv", kpi_changes=told)
    assert published_times(registered) == times + 1
    # it comes back behind the newer file: 45 of its 60 rows stay restated
    assert [(c.measure, c.before, c.after) for c in real.kpi_changes] == [
        ("overall_rating", 100.0, 75.0)
    ]
    assert replace(dry, outcome="published", publication=real.publication) == real


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_active_file_read_anew_moves_nothing(registered: Workspace, dry_run: bool) -> None:
    old, new = send(registered, OLD, "old.csv"), send(registered, NEW, "new.csv")
    times = published_times(registered)
    again = send(registered, OLD, "old.csv", said=Said(kind=Kind.SURVEY), dry_run=dry_run)
    assert (again.outcome, again.rows.unchanged, again.rows.accepted) == ("unchanged", 60, 0)
    assert (again.upload_id, published_times(registered)) == (old.upload_id, times)
    assert f"undo {new.upload_id}" in again.problems[0].fix


def test_undoing_an_older_file_says_what_it_changes_and_spares_later_rows(
    registered: Workspace,
) -> None:
    old, new = send(registered, OLD, "old.csv"), send(registered, NEW, "new.csv")
    before = headline_values(_opened(registered))
    told = consequences(registered, str(old.upload_id))
    assert (told.months, told.later) == (("2026-06",), (new.upload_id,))
    assert [(c.before, c.after) for c in told.changes] == [(75.0, 100.0)]
    undo(registered, str(old.upload_id), "test")
    after = headline_values(_opened(registered))
    assert {one.measure: one.after for one in told.changes}.items() <= after.items()
    assert consequences(registered, str(old.upload_id)).changes[0].after == 75.0
    redo(registered, str(old.upload_id), "test")
    assert headline_values(_opened(registered)) == before
    assert verify(registered) == []


def test_an_unchanged_file_speaks_of_its_own_periods(registered: Workspace) -> None:
    june = send(registered, surveys({}), "june.csv")
    july = surveys({"discharge_date": "2026-07-01"})
    first = send(registered, july, "july.csv")
    assert (first.rows.restated, first.periods) == (1, ("2026-07",))
    assert send(registered, july, "july.csv").periods == ("2026-07",)
    assert send(registered, surveys({}), "june.csv").periods == june.periods == ("2026-06",)


def test_a_restated_release_still_names_its_period(workspace: Workspace) -> None:
    text = sample("cms_national.csv").read_text(encoding="utf-8")
    first = send(workspace, text, "first.csv")
    second = send(workspace, text.replace(",81,", ",82,").replace(",15,", ",14,"), "second.csv")
    again = send(workspace, text, "first.csv")
    assert (again.outcome, again.periods) == ("unchanged", first.periods)
    assert again.periods == ("2024-10-01/2025-09-30",)
    assert str(second.upload_id) in again.problems[0].fix


def test_rows_rejected_once_are_not_let_in_by_undo_and_sending_again(registered: Workspace) -> None:
    text = surveys({}, {"rating": "11"})
    partial = send(registered, text, accept_partial=True)
    assert "rejected (1)" in send(registered, text).problems[0].fix
    undo(registered, str(partial.upload_id), "test")
    refused = send(registered, text)
    assert (refused.outcome, refused.rows) == ("refused", partial.rows)
    assert [problem.code for problem in refused.errors] == ["rows_rejected"]
    assert send(registered, text, accept_partial=True).outcome == "published"


def test_what_is_published_is_never_called_refused(registered: Workspace) -> None:
    def broken(before: Publication | None, after: Published | Preview) -> list[object]:
        raise OSError(5, "Input/output error")

    report = send(registered, surveys({}), kpi_changes=broken)
    assert report.outcome == "published"
    assert report.publication is not None
    assert report.problems[-1].code == "kpi_unknown"
    assert "Input/output error" in report.problems[-1].message


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_damaged_lake_refuses_a_file_and_raises_nothing(
    registered: Workspace, dry_run: bool
) -> None:
    send(registered, surveys({}), "first.csv")
    (log,) = (registered.lake.root / "survey" / "_delta_log").glob("*0.json")
    log.write_bytes(b"")
    fresh = Workspace.open(registered.data_dir)  # as a new process sees it
    path = registered.data_dir.parent / "second.csv"
    path.write_text(surveys({}, {}))
    report = ingest_file(fresh, path, dry_run=dry_run)
    fresh.close()
    assert report.outcome == "refused"
    assert report.errors[0].code in ("not_saved", "not_publishable")
    assert "cxboard verify" in report.errors[0].message + report.errors[0].fix
