"""Loyalty: would people recommend us, and how do they find us on the whole?"""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.catalogue.indicators import indicator
from cxboard.domain.items import Item, Scale
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.vocabulary import Family, Scoring, Section, Unit

_FRIENDS_AND_FAMILY = Scale(
    name="very good to very poor; “don’t know” stays in the denominator",
    answers={
        1: "Very good",
        2: "Good",
        3: "Neither good nor poor",
        4: "Poor",
        5: "Very poor",
        6: "Don’t know",
    },
    top=frozenset({1, 2}),
    middle=frozenset({3, 6}),
    bottom=frozenset({4, 5}),
    worst=5,
    best=1,
)
LIKELIHOOD_TO_RECOMMEND = Item(
    key="likelihood_to_recommend",
    wording="How likely to recommend us to friends or family, from 0 to 10",
    scale=scales.LIKELIHOOD,
)
FRIENDS_AND_FAMILY = Item(
    key="friends_and_family",
    wording="Overall experience of the service, from very good to very poor",
    scale=_FRIENDS_AND_FAMILY,
    evidence="“don’t know” in the denominator is verified for the question before 2020",
)


def _fft(item: Item, **fields: str) -> Measure:
    """Return a measure of the Friends and Family Test, known by its item."""
    return Measure(
        id=item.key,
        family=Family.LOYALTY,
        section=Section.LISTENING,
        editions=(Edition(items=(item,)),),
        owner_role="Chief customer officer",
        top_label="good or very good",
        notes={"not_nps": "No standard mode and response rate: not made for comparing providers."},
        **fields,  # type: ignore[arg-type]
    )


MEASURES = (
    Measure(
        id="nps",
        title="Net Promoter Score",
        short_title="NPS",
        question="How many more people would promote us than warn against us?",
        family=Family.LOYALTY,
        section=Section.LISTENING,
        editions=(Edition(items=(LIKELIHOOD_TO_RECOMMEND,)),),
        source="0–10 likelihood to recommend: promoters 9–10, passives 7–8, detractors 0–6",
        owner_role="Chief customer officer",
        scoring=Scoring.NET_PROMOTER,
        unit=Unit.POINTS,
        headline=True,
        top_label="promoters",
        notes={"not_hcahps": "Asked beside HCAHPS; HCAHPS items are never called NPS."},
    ),
    _fft(
        FRIENDS_AND_FAMILY,
        title="Friends and Family Test, positive",
        short_title="FFT positive",
        question="How many people call their experience good or very good?",
        source="NHS Friends and Family Test since April 2020: very good or good, of all answers",
    ),
    _fft(
        indicator("fft_positive", "Very good or good"),
        title="Friends and Family Test, positive, from counts",
        short_title="FFT counts",
        question="How many people call their experience good or very good, by a month’s counts?",
        source="Indicator fft_positive: very good and good, of all answers, as counted by month",
    ),
)
