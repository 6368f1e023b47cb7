"""Is every measure of both instruments there, whole and consistent?"""

from datetime import date
from itertools import pairwise

import pytest

from cxboard.domain.catalogue import (
    all_items,
    all_measures,
    care_domains,
    get_measure,
    measures_in,
    measures_of,
)
from cxboard.domain.errors import UnknownValue
from cxboard.domain.items import MISSING
from cxboard.domain.vocabulary import Family, Instrument, Kind

LEGACY = {
    "nurse_communication": "nurse_respect nurse_listen nurse_explain",
    "doctor_communication": "dr_respect dr_listen dr_explain",
    "responsiveness": "call_button bath_help",
    "medicine_communication": "med_for side_effects",
    "discharge_information": "disch_help disch_symptoms",
    "care_transition": "ct_prefer ct_understand ct_med",
    "cleanliness": "clean",
    "quietness": "quiet",
    "overall_rating": "rating",
    "recommend_hospital": "recommend",
}
UPDATED = {
    "nurse_communication": "nurse_respect nurse_listen nurse_explain",
    "doctor_communication": "dr_respect dr_listen dr_explain",
    "responsiveness": "bath_help help_asap",
    "medicine_communication": "med_for side_effects",
    "discharge_information": "disch_help disch_symptoms",
    "care_coordination": "informed worked_together plans_care",
    "restfulness": "rest quiet help_rest",
    "cleanliness": "clean",
    "symptom_information": "info_symptoms",
    "overall_rating": "rating",
    "recommend_hospital": "recommend",
}
BREAK = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("instrument", "expected"), [(Instrument.LEGACY, LEGACY), (Instrument.UPDATED, UPDATED)]
)
def test_an_instrument_reports_its_measures_with_their_items(
    instrument: Instrument, expected: dict[str, str]
) -> None:
    found = {
        measure.id: " ".join(item.key for item in edition.items)
        for measure in measures_of(instrument)
        for edition in measure.editions
        if edition.instrument is instrument
    }
    assert found == expected


def test_only_unchanged_measures_run_over_the_break() -> None:
    both = set(LEGACY) & set(UPDATED)
    joined = {m.id for m in all_measures() if any(edition.continues for edition in m.editions)}
    assert joined == both - {"responsiveness"}
    for measure_id in joined:
        assert LEGACY[measure_id] == UPDATED[measure_id]


def test_editions_follow_each_other_without_gap_or_overlap() -> None:
    for measure in all_measures():
        for earlier, later in pairwise(measure.editions):
            assert earlier.last == date(2024, 12, 31)
            assert later.first == BREAK
        on_break = measure.edition_on(BREAK)
        assert on_break is None or on_break is measure.latest_edition


# item | codes that count | top | middle | bottom | codes that leave the denominator
CODES = """
nurse_respect  | 1 2 3 4 | 4    | 3   | 1 2             | -1
call_button    | 1 2 3 4 | 4    | 3   | 1 2             | -1 9
bath_help      | 1 2 3 4 | 4    | 3   | 1 2             | -1 8
help_asap      | 1 2 3 4 | 4    | 3   | 1 2             | -1 9
med_for        | 1 2 3 4 | 4    | 3   | 1 2             | -1 8
disch_help     | 1 2     | 1    |     | 2               | -1 8
help_rest      | 1 2 3   | 1    | 2   | 3               | -1
info_symptoms  | 1 2 3   | 1    | 2   | 3               | -1 9
ct_prefer      | 1 2 3 4 | 4    | 3   | 1 2             | -1
ct_med         | 1 2 3 4 | 4    | 3   | 1 2             | -1 5
recommend      | 1 2 3 4 | 4    | 3   | 1 2             | -1
rating         | 0 1 2 3 4 5 6 7 8 9 10 | 9 10 | 7 8 | 0 1 2 3 4 5 6 | -1
likelihood_to_recommend | 0 1 2 3 4 5 6 7 8 9 10 | 9 10 | 7 8 | 0 1 2 3 4 5 6 | -1
resolved_first | 0 1     | 1    |     | 0               | -1
"""


@pytest.mark.parametrize("row", [line for line in CODES.strip().splitlines()])
def test_an_item_counts_and_excludes_these_codes(row: str) -> None:
    key, *columns = (cell.strip() for cell in row.split("|"))
    codes, top, middle, bottom, excluded = (set(map(int, cell.split())) for cell in columns)
    item = next(item for item in all_items() if item.key == key)
    assert item.scale.codes == codes
    assert (item.scale.top, item.scale.middle, item.scale.bottom) == (top, middle, bottom)
    assert set(item.excluded) == excluded


def test_boxes_partition_every_scored_scale_and_its_ends_are_0_and_100() -> None:
    for item in all_items():
        scale = item.scale
        if scale.is_scored:
            assert scale.top | scale.middle | scale.bottom == scale.codes
            assert len(scale.top) + len(scale.middle) + len(scale.bottom) == len(scale.codes)
            assert {scale.linear(scale.worst), scale.linear(scale.best)} == {0.0, 100.0}
            assert scale.best in scale.top


def test_codes_never_mean_two_things() -> None:
    for item in all_items():
        assert not item.scale.codes & set(item.excluded)
        assert MISSING in item.allowed


def test_screeners_are_asked_by_the_same_instruments() -> None:
    items = {item.key: item for item in all_items(Kind.SURVEY)}
    screened = [item for item in items.values() if item.screener]
    assert screened
    for item in screened:
        assert item.screener is not None
        screener = items[item.screener.item]
        assert set(item.numbers) <= set(screener.numbers)
        assert item.screener.skip_codes <= screener.scale.codes


def test_question_numbers_are_each_used_once_per_instrument() -> None:
    for instrument, last in ((Instrument.LEGACY, 29), (Instrument.UPDATED, 32)):
        numbers = [i.numbers[instrument] for i in all_items() if instrument in i.numbers]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) <= set(range(1, last + 1))


def test_every_measure_has_an_id_of_its_own() -> None:
    ids = [measure.id for measure in all_measures()]
    assert sorted(ids) == sorted(set(ids))


def test_no_two_measures_bear_one_title() -> None:
    titles = [measure.title for measure in all_measures()]
    assert sorted(titles) == sorted(set(titles))


# domain | survey | items
DOMAINS = """
respect      | legacy29  | nurse_respect nurse_listen dr_respect dr_listen ct_prefer
respect      | updated32 | nurse_respect nurse_listen dr_respect dr_listen
comfort      | legacy29  | clean quiet bath_help
comfort      | updated32 | clean rest quiet bath_help help_rest
information  | legacy29  | nurse_explain dr_explain med_for side_effects ct_med
information  | updated32 | nurse_explain dr_explain med_for side_effects
continuity   | legacy29  | disch_help disch_symptoms ct_understand
continuity   | updated32 | plans_care disch_help disch_symptoms
coordination | updated32 | informed worked_together
access       | legacy29  | call_button
access       | updated32 | help_asap
family       | updated32 | info_symptoms
"""


def test_a_domain_of_care_has_these_items_of_hcahps() -> None:
    rows = ((cell.strip() for cell in row.split("|")) for row in DOMAINS.strip().splitlines())
    expected = {(f"domain_{name}", survey): items for name, survey, items in rows}
    found = {
        (measure.id, edition.instrument): " ".join(item.key for item in edition.items)
        for measure in measures_in(Family.PATIENT_CENTRED)
        for edition in measure.editions
        if edition.instrument
    }
    assert found == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("comfort", "5 items"),
        ("coordination", "2 items"),
        ("access", "thin: one item"),
        ("family", "thin: one item"),
        ("emotional_support", "not covered by HCAHPS"),
    ],
)
def test_a_domain_says_how_well_it_is_covered(name: str, said: str) -> None:
    assert care_domains.coverage(get_measure(f"domain_{name}")) == said


def test_every_scored_question_but_the_two_overall_ones_is_in_one_domain() -> None:
    domains = [m.latest_edition.items for m in measures_in(Family.PATIENT_CENTRED)]
    keys = [item.key for items in domains for item in items if item.numbers]
    asked = {i.key for m in measures_of(Instrument.UPDATED) for i in m.latest_edition.items}
    assert sorted(keys) == sorted(asked - {"rating", "recommend"})


def test_an_unknown_measure_offers_the_nearest() -> None:
    with pytest.raises(UnknownValue, match="nurse_communication"):
        get_measure("nurse_comunication")
