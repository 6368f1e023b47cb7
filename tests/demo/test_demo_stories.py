"""Can every planted story be seen in the files, by plain counting?"""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from cxboard.demo import stories
from cxboard.demo.feedback import COMPLAINT_SHARES
from cxboard.demo.people import WORDS
from cxboard.demo.plan import Plan
from cxboard.demo.stories import ACKNOWLEDGE_WITHIN_DAYS, ANSWER_WITHIN_DAYS
from cxboard.demo.story import Shape, Story
from cxboard.domain.catalogue import all_items, get_measure
from cxboard.domain.periods import add_months
from cxboard.domain.vocabulary import Kind
from tests.demo.conftest import Extracts
from tests.demo.test_demo_answers import COMPLETED, composite, counted, nps, top_box

END = Plan().end
DAYS = {"surveys": "discharge_date", "contacts": "contact_date", "feedback": "received_date"}
ITEMS = {item.key: item for item in all_items()}


def between(extracts: Extracts, table: str, first: int, last: int) -> pl.DataFrame:
    """Return the rows of the months from first to last, relative to the end, both included."""
    frame: pl.DataFrame = getattr(extracts, table)
    if table == "surveys":
        frame = frame.filter(COMPLETED)
    day = pl.col(DAYS[table])
    start, stop = add_months(END, first), add_months(END, last + 1)
    return frame.filter((day >= str(start)) & (day < str(stop)))


def share(extracts: Extracts, indicator: str, first: int, last: int, *places: str) -> float:
    rows = counted(extracts, indicator)
    start, stop = add_months(END, first), add_months(END, last)
    rows = rows.filter((pl.col("month_of") >= str(start)) & (pl.col("month_of") <= str(stop)))
    rows = rows.filter(pl.col("facility_id").is_in(places)) if places else rows
    return 100 * rows["numerator"].sum() / rows["denominator"].sum()


def in_time(feedback: pl.DataFrame, day: str, standard: int) -> float:
    complaints = feedback.filter(feedback_type="complaint")
    days = complaints[day].str.to_date() - complaints["received_date"].str.to_date()
    return 100 * (days.dt.total_days() <= standard).sum() / complaints.height


def quarter(extracts: Extracts, first: date) -> pl.DataFrame:
    offset = (first.year - END.year) * 12 + first.month - END.month
    return between(extracts, "surveys", offset, offset + 2)


def test_responsiveness_falls_at_northgate_only(extracts: Extracts) -> None:
    story = stories.RESPONSIVENESS_FALLS
    before = between(extracts, "surveys", story.first - 12, story.first - 1)
    after = between(extracts, "surveys", story.first, 0)
    there, elsewhere = pl.col("facility_id") == story.facility, pl.col("facility_id") != "LH02"
    fall = composite(after.filter(there), "responsiveness", 1) - composite(
        before.filter(there), "responsiveness", 1
    )
    others = composite(after.filter(elsewhere), "responsiveness", 1) - composite(
        before.filter(elsewhere), "responsiveness", 1
    )
    assert fall < -7
    assert abs(others) < 3
    staff = share(extracts, "staff_engagement", story.first, 0, "LH02")
    assert (
        staff < share(extracts, "staff_engagement", story.first - 12, story.first - 1, "LH02") - 4
    )


def test_responsiveness_at_northgate_falls_in_its_month(extracts: Extracts) -> None:
    story = stories.RESPONSIVENESS_FALLS
    monthly = [
        composite(
            between(extracts, "surveys", month, month).filter(facility_id="LH02"),
            "responsiveness",
            1,
        )
        for month in range(-21, 1)
    ]
    before, after = monthly[: story.first - 1], monthly[story.first - 1 :]
    assert len(after) == 8
    assert max(after) < sum(before) / len(before)


def test_quiet_nights_raise_restfulness_at_harbor_point_only(extracts: Extracts) -> None:
    story = stories.QUIET_NIGHTS
    rises = {}
    for place in WORDS["facility_id"]:
        before = between(extracts, "surveys", -21, story.first - 1).filter(facility_id=place)
        after = between(extracts, "surveys", story.first, 0).filter(facility_id=place)
        rises[place] = {
            key: top_box(after, ITEMS[key]) - top_box(before, ITEMS[key])
            for key in ("quiet", "rest", "help_rest")
        }
    assert rises["LH04"]["quiet"] > 8
    assert sum(rises["LH04"].values()) / 3 > 6
    assert all(abs(sum(rise.values()) / 3) < 4 for place, rise in rises.items() if place != "LH04")


def test_portal_rises_while_the_total_stays_flat(extracts: Extracts) -> None:
    before, after = between(extracts, "contacts", -23, -12), between(extracts, "contacts", -11, 0)
    satisfaction = ITEMS["satisfaction"]
    total = top_box(after, satisfaction) - top_box(before, satisfaction)
    assert abs(total) < 1.2
    scores = {
        channel: (
            top_box(before.filter(channel=channel), satisfaction),
            top_box(after.filter(channel=channel), satisfaction),
        )
        for channel in ("portal", "phone", "in_person")
    }
    portal = [part.filter(channel="portal").height / part.height for part in (before, after)]
    assert scores["portal"][1] - scores["portal"][0] > 4
    assert abs(scores["phone"][1] - scores["phone"][0]) < 2.5
    assert scores["portal"][1] < scores["phone"][1] < scores["in_person"][1]
    assert portal[1] > portal[0] + 0.05


def test_digital_channels_take_over_and_fewer_visits_are_missed(extracts: Extracts) -> None:
    digital = ("portal", "app", "sms", "web_chat", "video", "email")
    first = between(extracts, "contacts", -35, -24)["channel"].is_in(digital).mean()
    last = between(extracts, "contacts", -2, 0)["channel"].is_in(digital).mean()
    assert last > first + 0.15  # type: ignore[operator]
    assert share(extracts, "no_shows", -5, 0) < share(extracts, "no_shows", -35, -24) - 1


def test_patients_who_prefer_spanish_are_told_less(extracts: Extracts) -> None:
    surveys = between(extracts, "surveys", -11, 0)
    spanish, english = (surveys.filter(language=name) for name in ("Spanish", "English"))
    for measure in stories.SPANISH_INFORMATION_GAP.measures:
        edition = len(get_measure(measure).editions) - 1
        assert composite(spanish, measure, edition) < composite(english, measure, edition) - 7
    for measure in ("doctor_communication", "cleanliness", "overall_rating"):
        gap = composite(spanish, measure, 1) - composite(english, measure, 1)
        assert abs(gap) < 5, "the gap is in information"
    served = share(extracts, "served_language:Spanish", -11, 0)
    assert served > 100 * spanish.height / surveys.height + 1.5


def test_one_quarter_in_which_nps_and_hcahps_disagree(extracts: Extracts) -> None:
    first, last = stories.NPS_DISAGREES.window(END)
    assert (first, last) == (date(2026, 4, 1), date(2026, 6, 1))
    before, there = quarter(extracts, add_months(first, -3)), quarter(extracts, first)
    after = quarter(extracts, add_months(first, 3))
    assert nps(there) < nps(before) - 7
    assert nps(after) > nps(there) + 7
    for measure in ("overall_rating", "recommend_hospital"):
        assert composite(there, measure, 1) > composite(before, measure, 1) + 2
        assert abs(composite(after, measure, 1) - composite(there, measure, 1)) < 2.5


def test_bills_upset_people_in_that_quarter(extracts: Extracts) -> None:
    contacts = extracts.contacts.filter(touchpoint="billing_and_financial_support")
    day = pl.col("contact_date")
    inside = (day >= "2026-04-01") & (day < "2026-07-01")
    upset = top_box(contacts.filter(inside), ITEMS["satisfaction"])
    assert upset < top_box(contacts.filter(~inside), ITEMS["satisfaction"]) - 3
    unhappy = extracts.feedback.filter(feedback_type="complaint").with_columns(
        inside=pl.col("received_date").is_between(pl.lit("2026-04-01"), pl.lit("2026-06-31"))
    )
    about = dict(unhappy.group_by("inside").agg((pl.col("topic") == "Billing").mean()).iter_rows())
    assert about[True] > 1.7 * about[False]


def test_first_contact_resolution_climbs_to_just_below_its_target(extracts: Extracts) -> None:
    item = ITEMS["resolved_first"]
    halves = [top_box(between(extracts, "contacts", m, m + 5), item) for m in range(-35, 1, 6)]
    assert halves == sorted(halves)
    assert halves[-1] - halves[0] > 7
    latest = top_box(between(extracts, "contacts", 0, 0), item)
    assert stories.FCR_TARGET - 4 < latest < stories.FCR_TARGET


def test_winters_are_lower(extracts: Extracts) -> None:
    surveys = extracts.surveys.filter(COMPLETED)
    month = pl.col("discharge_date").str.slice(5, 2)
    winter, rest = (
        surveys.filter(month.is_in(["12", "01", "02"])),
        surveys.filter(month.is_in(["03", "04", "05", "09", "10", "11"])),
    )
    for measure in ("nurse_communication", "cleanliness", "doctor_communication"):
        assert composite(winter, measure, 1) < composite(rest, measure, 1) - 1.5


def test_westmere_answers_late_and_recovers(extracts: Extracts) -> None:
    story = stories.LATE_ANSWERS
    there = pl.col("facility_id") == "LH05"
    during = between(extracts, "feedback", story.first, story.last)
    standards = {"acknowledged_date": ACKNOWLEDGE_WITHIN_DAYS, "answered_date": ANSWER_WITHIN_DAYS}
    for handled in standards.items():
        late = in_time(during.filter(there), *handled)
        before = between(extracts, "feedback", -35, story.first - 1).filter(there)
        assert late < in_time(before, *handled) - 15
        after = between(extracts, "feedback", story.last + 5, -1).filter(there)
        assert late < in_time(after, *handled) - 15
        assert in_time(during.filter(~there), *handled) > 80


def test_more_poor_scores_are_called(extracts: Extracts) -> None:
    for indicator in ("poor_scores_contacted_24h", "poor_scores_contacted_48h"):
        assert share(extracts, indicator, -5, 0) > share(extracts, indicator, -35, -24) + 8
    day, two = (share(extracts, f"poor_scores_contacted_{hours}h", -5, 0) for hours in (24, 48))
    assert day < two


def test_training_and_nurse_communication_rise(extracts: Extracts) -> None:
    assert (
        share(extracts, "empathy_training", 0, 0)
        > share(extracts, "empathy_training", -35, -35) + 30
    )
    before, after = between(extracts, "surveys", -35, -24), between(extracts, "surveys", -11, 0)
    rise = composite(after, "nurse_communication", 1) - composite(before, "nurse_communication")
    assert 0.3 < rise < 4


def test_every_effect_names_something_that_exists(extracts: Extracts) -> None:
    known = {*ITEMS, *COMPLAINT_SHARES, *extracts.indicators["indicator"]}
    measures = set()
    for story in stories.STORIES:
        assert {key for effect in story.effects for key in effect.keys} <= known, story.id
        assert story.topic is None or story.topic in set(extracts.feedback["topic"])
        measures |= {get_measure(measure).kind for measure in story.measures}
    assert len({story.id for story in stories.STORIES}) == len(stories.STORIES)
    assert measures == {Kind.SURVEY, Kind.CONTACT}


@pytest.mark.parametrize(
    ("story", "month", "weight"),
    [
        (stories.RESPONSIVENESS_FALLS, -8, 0),
        (stories.RESPONSIVENESS_FALLS, -7, 1),
        (stories.RESPONSIVENESS_FALLS, 0, 1),
        (stories.FCR_CLIMBS, -35, 0),
        (stories.FCR_CLIMBS, -14, 0.6),
        (stories.FCR_CLIMBS, 0, 1),
        (stories.LATE_ANSWERS, -11, 1),
        (stories.LATE_ANSWERS, -10, 0.8),
        (stories.LATE_ANSWERS, -6, 0),
        (stories.NPS_DISAGREES, -7, 0),
        (stories.NPS_DISAGREES, -6, 1),
        (stories.NPS_DISAGREES, -3, 0),
        (stories.WINTER_DIP, -9, 1),
        (stories.WINTER_DIP, 0, 0),
    ],
)
def test_stories_come_and_go_as_planned(story: Story, month: int, weight: float) -> None:
    assert story.weight(add_months(END, month), END) == pytest.approx(weight)


def test_a_story_without_time_is_always_there() -> None:
    assert stories.SPANISH_INFORMATION_GAP.shape is Shape.ALWAYS
    assert stories.SPANISH_INFORMATION_GAP.weight(date(1999, 1, 1), END) == 1
