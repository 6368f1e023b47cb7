"""What was asked, which answers exist, and which of them count: scales and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cxboard.domain.vocabulary import CareDomain, Instrument, Kind

MISSING = -1
"""Stored code for "M": asked and not answered, or "don't know"; the lowest code there is."""

NULL = MISSING - 1
"""What stands for a blank where every row needs a number; it is never stored."""

_NO_ANSWER = {MISSING: "no answer or “don’t know”"}


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The answers to choose from, as codes, and the box each falls into.

    `top`, `middle` and `bottom` partition the scored codes; a scale without them is not scored
    (screeners and questions about the person). `worst` and `best` are the ends of the linear
    scale; `best` may be the lower code.
    """

    name: str
    answers: Mapping[int, str]
    top: frozenset[int] = frozenset()
    middle: frozenset[int] = frozenset()
    bottom: frozenset[int] = frozenset()
    worst: int = 0
    best: int = 0

    @property
    def is_scored(self) -> bool:
        """Whether its answers enter a percentage."""
        return bool(self.top)

    @property
    def codes(self) -> frozenset[int]:
        """Every code that is an answer."""
        return frozenset(self.answers)

    def linear(self, code: int) -> float:
        """Return the answer on a scale from 0 (worst) to 100 (best); CMS Technical Notes 2024."""
        return 100.0 * (code - self.worst) / (self.best - self.worst)


@dataclass(frozen=True, kw_only=True)
class Screener:
    """A question that lets people skip others."""

    item: str
    skip_codes: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question of one source, known by its key.

    `wording` is in our own words. `excluded` maps every code that leaves the denominator to its
    reason. `numbers` (the question's number in an instrument) is for display only: part of the
    updated survey's numbering is inferred, and `evidence` says so. What is not `recorded` is no
    column of an extract: the rollup makes it of other columns, or of a monthly indicator.
    """

    key: str
    wording: str
    scale: Scale
    source: Kind = Kind.SURVEY
    excluded: Mapping[int, str] = field(default_factory=lambda: MappingProxyType(_NO_ANSWER))
    screener: Screener | None = None
    numbers: Mapping[Instrument, int] = field(default_factory=dict)
    care_domain: CareDomain | None = None
    evidence: str = "verified"
    recorded: bool = True

    @property
    def allowed(self) -> frozenset[int]:
        """Every code that an extract may hold."""
        return self.scale.codes | frozenset(self.excluded)


def excluding(**reasons: str) -> Mapping[int, str]:
    """Return the codes that leave the denominator: `_8="skipped"` adds code 8 to "no answer"."""
    extra = {int(name.removeprefix("_")): reason for name, reason in reasons.items()}
    return MappingProxyType(_NO_ANSWER | extra)


FREQ4 = Scale(
    name="how often",
    answers={1: "Never", 2: "Sometimes", 3: "Usually", 4: "Always"},
    top=frozenset({4}),
    middle=frozenset({3}),
    bottom=frozenset({1, 2}),
    worst=1,
    best=4,
)
YES_NO = Scale(
    name="yes or no",
    answers={1: "Yes", 2: "No"},
    top=frozenset({1}),
    bottom=frozenset({2}),
    worst=2,
    best=1,
)
YES_DEFINITELY = Scale(
    name="yes definitely, somewhat, no",
    answers={1: "Yes, definitely", 2: "Yes, somewhat", 3: "No"},
    top=frozenset({1}),
    middle=frozenset({2}),
    bottom=frozenset({3}),
    worst=3,
    best=1,
)
RATING = Scale(
    name="0 to 10",
    answers={code: str(code) for code in range(11)},
    top=frozenset({9, 10}),
    middle=frozenset({7, 8}),
    bottom=frozenset(range(7)),
    worst=0,
    best=10,
)
RECOMMEND = Scale(
    name="definitely no to definitely yes",
    answers={1: "Definitely no", 2: "Probably no", 3: "Probably yes", 4: "Definitely yes"},
    top=frozenset({4}),
    middle=frozenset({3}),
    bottom=frozenset({1, 2}),
    worst=1,
    best=4,
)
AGREE4 = Scale(
    name="strongly disagree to strongly agree",
    answers={1: "Strongly disagree", 2: "Disagree", 3: "Agree", 4: "Strongly agree"},
    top=frozenset({4}),
    middle=frozenset({3}),
    bottom=frozenset({1, 2}),
    worst=1,
    best=4,
)
LIKELIHOOD = Scale(
    name="0 not at all likely to 10 extremely likely",
    answers={code: str(code) for code in range(11)},
    top=frozenset({9, 10}),
    middle=frozenset({7, 8}),
    bottom=frozenset(range(7)),
    worst=0,
    best=10,
)
SATISFACTION5 = Scale(
    name="1 very dissatisfied to 5 very satisfied",
    answers={
        1: "Very dissatisfied",
        2: "Dissatisfied",
        3: "Neither",
        4: "Satisfied",
        5: "Very satisfied",
    },
    top=frozenset({4, 5}),
    middle=frozenset({3}),
    bottom=frozenset({1, 2}),
    worst=1,
    best=5,
)
EASE7 = Scale(
    name="1 strongly disagree to 7 strongly agree that it was made easy",
    answers={code: str(code) for code in range(1, 8)},
    top=frozenset({5, 6, 7}),
    middle=frozenset({4}),
    bottom=frozenset({1, 2, 3}),
    worst=1,
    best=7,
)
FLAG = Scale(
    name="1 yes, 0 no",
    answers={1: "Yes", 0: "No"},
    top=frozenset({1}),
    bottom=frozenset({0}),
    worst=0,
    best=1,
)
COUNTED = Scale(name="a count", answers={1: "counted"}, top=frozenset({1}), worst=0, best=1)
FLAG_NO_IS_GOOD = Scale(
    name="1 yes, 0 no; no is the good answer",
    answers={1: "Yes", 0: "No"},
    top=frozenset({0}),
    bottom=frozenset({1}),
    worst=1,
    best=0,
)
DESTINATION = Scale(
    name="where the person went",
    answers={1: "Own home", 2: "Someone else’s home", 3: "Another health facility"},
)
SCREENING = Scale(name="yes or no, not scored", answers={1: "Yes", 2: "No"})
EXCELLENT5 = Scale(
    name="excellent to poor, not scored",
    answers={1: "Excellent", 2: "Very good", 3: "Good", 4: "Fair", 5: "Poor"},
)
EDUCATION6 = Scale(
    name="education, not scored",
    answers={
        1: "8th grade or less",
        2: "Some high school",
        3: "High school or equivalent",
        4: "Some college or 2-year degree",
        5: "4-year college",
        6: "More than 4-year college",
    },
)
PLANNED3 = Scale(
    name="planned stay, not scored",
    answers={1: "Yes, definitely", 2: "Yes, somewhat", 3: "No"},
)
