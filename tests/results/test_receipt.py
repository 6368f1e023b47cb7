"""Does the receipt of every number give that number, and nothing away?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxboard.analysis.comparison import difference
from cxboard.domain.catalogue import all_measures, headline_measures
from cxboard.domain.errors import UserFacingError
from cxboard.domain.filters import Filters
from cxboard.domain.periods import Period
from cxboard.domain.scores import Score
from cxboard.domain.scoring import score, score_item
from cxboard.domain.vocabulary import Instrument
from cxboard.queries.question import Question
from cxboard.queries.reader import Reader
from cxboard.results.counting import items_of, latest_run
from cxboard.results.domains import domain_detail, domains
from cxboard.results.receipt import receipt
from cxboard.results.receipt_document import document
from cxboard.results.receipt_types import Asked, Counting, Figure, Receipt
from cxboard.results.recounting import counts_of
from cxboard.results.scorecard import scorecard
from cxboard.storage.publications import current
from cxboard.storage.workspace import Workspace

YEAR = Period(first=date(2025, 11, 1), last=date(2026, 10, 1))
QUARTER = Period(first=date(2026, 8, 1), last=date(2026, 10, 1))
LEGACY = Period(first=date(2024, 1, 1), last=date(2024, 12, 1))
POPULATIONS = {
    "everybody": Filters(period=YEAR),
    "a quarter of one hospital": Filters(period=QUARTER, facilities=("LH02",)),
    "a year that is not over": Filters(
        period=Period(first=date(2026, 1, 1), last=date(2026, 12, 1))
    ),
    "the legacy survey": Filters(period=LEGACY),
    "a channel": Filters(period=QUARTER, channels=("phone",)),
    "a unit, in part too small": Filters(period=QUARTER, facilities=("LH06",), units=("LH06-U01",)),
}


@pytest.fixture(scope="module")
def workspace(shared_demo: Path) -> Iterator[Workspace]:
    opened = Workspace.open(shared_demo)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reader(workspace: Workspace) -> Iterator[Reader]:
    """Return the demo as the pages read it."""
    yield from _opened(workspace)


@pytest.fixture(scope="module")
def fresh(workspace: Workspace) -> Iterator[Reader]:
    """Return a second, locked connection, in which receipts are run again as printed."""
    yield from _opened(workspace)


def _opened(workspace: Workspace) -> Iterator[Reader]:
    publication = current(workspace.ledger)
    assert publication is not None
    opened = Reader(workspace, publication)
    yield opened
    opened.close()


def run_as_printed(fresh: Reader, question: Question) -> list[tuple[object, ...]]:
    cursor = fresh.cursor()
    for statement in question.text().split(";\n"):
        cursor.execute(statement)
    return cursor.fetchall()


def as_shown(given: Score, shown: Score) -> Score:
    """Return a score without the boxes that are not shown."""
    hidden = {name: None for name in ("top", "middle", "bottom") if getattr(shown, name) is None}
    return replace(given, **hidden)  # type: ignore[arg-type]


def follow(fresh: Reader, told: Receipt, counting: Counting) -> Score:
    """Return what the receipt's statement and arithmetic give, counted by hand."""
    counts = counts_of(run_as_printed(fresh, counting.question))  # type: ignore[arg-type]
    found = latest_run(told.measure, counting.period)
    assert found is not None
    items = items_of(found[0])
    if told.asked.item:
        return score_item(next(i for i in items if i.key == told.asked.item), counts)
    return score(told.measure, items, counts)


@pytest.mark.parametrize("name", POPULATIONS)
def test_every_number_of_the_scorecard_is_what_its_receipt_gives(
    workspace: Workspace, reader: Reader, fresh: Reader, name: str
) -> None:
    filters = POPULATIONS[name]
    card = scorecard(reader, filters)
    assert card.rows
    for row in card.rows:

        def told(figure: Figure, measure_id: str = row.measure.id) -> Receipt:
            return receipt(workspace, reader, filters, Asked(measure_id=measure_id, figure=figure))

        value = told(Figure.VALUE)
        (counting,) = value.countings
        assert counting.shown == row.score
        assert counting.agrees
        if not row.score.suppressed:
            assert as_shown(follow(fresh, value, counting), row.score) == row.score
        change = told(Figure.CHANGE)
        if row.change is not None:
            now, before = (follow(fresh, change, each) for each in change.countings)
            given_change = difference(now, before)
            assert given_change == (row.change.difference, row.change.lower, row.change.upper)
            assert change.conclusion
        target = told(Figure.TARGET).references
        assert target == ((row.target,) if row.target else ())
        assert set(row.benchmarks) <= set(told(Figure.BENCHMARKS).references)


@pytest.mark.parametrize("name", ["everybody", "a quarter of one hospital"])
def test_every_month_of_a_sparkline_is_what_its_receipt_gives(
    workspace: Workspace, reader: Reader, fresh: Reader, name: str
) -> None:
    filters = POPULATIONS[name]
    for row in scorecard(reader, filters).rows:
        asked = Asked(measure_id=row.measure.id, figure=Figure.MONTHS)
        told = receipt(workspace, reader, filters, asked)
        assert told.series is not None
        months: dict[str, dict[str, dict[int, int]]] = {}
        for month, item, answer, n in run_as_printed(fresh, told.series):
            months.setdefault(str(month), {}).setdefault(str(item), {})[answer] = n  # type: ignore
        shown = {each.month: each.score for each in told.months}
        for point in row.series:
            name_of_month = f"{point.month:%Y-%m}"
            items = items_of(row.measure.runs()[point.run])
            if not point.score.suppressed:
                again = score(row.measure, items, months.get(name_of_month, {}))
                assert as_shown(again, point.score) == point.score
            assert shown[name_of_month].suppressed or shown[name_of_month] == point.score


@pytest.mark.parametrize("instrument", list(Instrument))
def test_every_number_of_the_domains_is_what_its_receipt_gives(
    workspace: Workspace, reader: Reader, fresh: Reader, instrument: Instrument
) -> None:
    filters = Filters(period=Period(first=date(2024, 6, 1), last=date(2025, 12, 1)))
    page = domains(reader, filters, instrument)
    assert page.rows
    assert page.as_of is not None
    period = page.as_of.period
    asked = [(row.score, Asked(measure_id=row.measure.id, period=period)) for row in page.rows]
    for (facility, _), cells in zip(page.grid.facilities[:2], page.grid.cells[:2], strict=True):
        asked += [
            (cell, Asked(measure_id=measure.id, facility=facility, period=period))
            for cell, measure in zip(cells[::3], page.grid.measures[::3], strict=True)
        ]
    for row in page.rows[::3]:
        asked += [
            (item.score, Asked(measure_id=row.measure.id, item=item.item.key))
            for item in domain_detail(reader, filters, row.measure.id).items
        ]
    for shown, each in asked:
        told = receipt(workspace, reader, filters, Asked.parse(each.text()))
        (counting,) = told.countings
        assert counting.shown == shown
        assert counting.agrees
        if not shown.suppressed:
            assert as_shown(follow(fresh, told, counting), shown) == shown


def test_a_hidden_number_has_a_receipt_that_gives_nothing_away(
    workspace: Workspace, reader: Reader
) -> None:
    hidden = 0
    for unit in ("LH06-U01", "LH06-U02"):
        filters = Filters(period=QUARTER, facilities=("LH06",), units=(unit,))
        for measure in headline_measures()[::2]:
            told = receipt(workspace, reader, filters, Asked(measure_id=measure.id))
            for counting in told.countings:
                if counting.shown.suppressed:
                    hidden += 1
                    assert "Hidden" in told.suppression
                    assert not counting.items
                    assert not counting.arithmetic
                    assert not told.left_out
                    shown = document(told)["values"][0]["shown"]  # type: ignore[index]
                    assert set(shown.values()) == {None, True}
    assert hidden


def test_a_receipt_names_what_it_rests_on(workspace: Workspace, reader: Reader) -> None:
    told = receipt(workspace, reader, POPULATIONS["everybody"], Asked(measure_id="nps"))
    assert {upload.file_name for upload in told.uploads} == {"survey_2025.csv", "survey_2026.csv"}
    assert all(len(upload.sha256) == 64 and upload.by for upload in told.uploads)
    assert told.publication == reader.publication
    (counting,) = told.countings
    assert [each.reason for each in counting.items[0].left_out]
    assert "unadjusted" in told.adjustment
    assert json.loads(json.dumps(document(told), default=str))["definition"]["source"]


def test_every_kind_of_measure_has_a_receipt(workspace: Workspace, reader: Reader) -> None:
    for measure in all_measures()[::3]:
        told = receipt(workspace, reader, POPULATIONS["everybody"], Asked(measure_id=measure.id))
        assert all(counting.agrees for counting in told.countings)
        assert document(told)


def test_months_that_do_not_count_are_named(workspace: Workspace, reader: Reader) -> None:
    filters = Filters(period=Period(first=date(2024, 6, 1), last=date(2025, 12, 1)))
    told = receipt(workspace, reader, filters, Asked(measure_id="responsiveness"))
    assert told.outside
    assert "only Jan 2025 to Dec 2025 counts" in told.outside


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "nps~money", "nps~value~nurse_listen", "nps~change~likelihood_to_recommend"],
)
def test_an_address_that_names_no_number_is_refused(text: str) -> None:
    with pytest.raises(UserFacingError):
        Asked.parse(text)


@given(st.sampled_from(headline_measures()), st.sampled_from(Figure), st.booleans())
def test_what_is_asked_survives_the_address(measure: object, figure: Figure, dated: bool) -> None:
    asked = Asked(
        measure_id=measure.id,  # type: ignore[attr-defined]
        figure=figure,
        period=YEAR if dated else None,
    )
    assert Asked.parse(asked.text()) == asked
