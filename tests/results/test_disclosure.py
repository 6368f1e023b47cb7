"""Can anybody work out from all that is shown that a group has 1 to 10 people? A solver tries."""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random

import pytest

from cxboard.results.earlier import beside
from cxboard.results.policy import ANSWERS_VARIABLE
from tests.results.systems import (
    CUTS,
    Answers,
    Atom,
    People,
    Readers,
    Subtracter,
    everything_said,
    late_answers,
    random_people,
    some_windows,
)

SOAK = os.environ.get("CXBOARD_SOAK") == "1"
SYSTEMS, PAIRS, WINDOWS, ASKED = (300, 100, 12, 6) if SOAK else (12, 4, 12, 4)
"""Random systems, and pairs of publications; in each, periods of several months, and small groups
that the solver is asked for."""

Counted = tuple[int, ...]
"""The answers that are counted together: the top box, the others, or both."""

RULES: dict[str, tuple[Counted, ...]] = {"hidden": ((0,), (1,)), "shown": ((0, 1),)}
"""For each setting of CXBOARD_FEW_ANSWERS, the counts that must not be small."""

ENOUGH = 11 - 1e-6
"""What a small group must seem able to hold: what a solver calls 11."""


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    return Readers(tmp_path_factory.mktemp("empty"))


def cells(people: People) -> dict[object, frozenset[Atom]]:
    """Return the groups that a reader may think of: of places, months, and values of the cut."""
    groups: dict[object, set[Atom]] = {}
    for atom in people:
        hospital, unit, _, value, month = atom
        for key in ((unit, month), (hospital, value, month), (unit, value), (hospital, value)):
            groups.setdefault(key, set()).add(atom)
    return {name: frozenset(atoms) for name, atoms in groups.items()}


def of(answers: Answers, counted: Counted) -> int:
    return sum(answers[number] for number in counted)


def small_ones(chance: Random, people: People, counted: Counted) -> list[frozenset[Atom]]:
    """Return some of the groups in which 1 to 10 people gave an answer."""
    small = [
        group
        for group in cells(people).values()
        if 0 < sum(of(people[atom], counted) for atom in group) < 11
    ]
    return chance.sample(small, min(len(small), ASKED))


@pytest.fixture(params=RULES)
def rule(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Counted, ...]:
    monkeypatch.setenv(ANSWERS_VARIABLE, request.param)
    return RULES[request.param]


def test_no_group_of_1_to_10_can_be_recovered(
    readers: Readers, tell: Callable[[str], None], rule: tuple[Counted, ...]
) -> None:
    asked = figures = 0
    for number in range(SYSTEMS):
        chance = Random(number)
        people, cut = random_people(chance), chance.choice(CUTS)
        reader = readers.open(people, cut)
        windows = some_windows(chance, people, WINDOWS)
        shown = {s.atoms: s.answers for s in everything_said(reader, people, cut, windows)}
        figures += len(shown)
        for counted in rule:
            subtracter = Subtracter(people)
            for atoms, answers in shown.items():
                n = of(answers, counted)
                assert n == 0 or n >= 11, number
                subtracter.learn(dict.fromkeys(atoms, 1), n)
            for group in small_ones(chance, people, counted):
                asked += 1
                assert subtracter.most(dict.fromkeys(group, 1)) >= ENOUGH, (number, group)
        reader.close()
    tell(
        f"disclosure, {len(rule)} counts: {SYSTEMS} systems, {figures:,} figures, "
        f"{asked:,} small groups, 0 recovered"
    )


def test_no_few_late_answers_can_be_recovered_from_two_publications(
    readers: Readers, tell: Callable[[str], None], rule: tuple[Counted, ...]
) -> None:
    """The reader even knows which months a late file touched."""
    asked = figures = 0
    for number in range(PAIRS):
        chance = Random(1_000 + number)
        before, cut = random_people(chance), chance.choice(CUTS)
        after = late_answers(chance, before)
        late = {atom[4] for atom in before if after[atom] != before[atom]}
        newest = readers.open(after, cut)
        superseded = beside(readers.open(before, cut), [newest])
        windows = some_windows(chance, before, WINDOWS)
        earlier = {atom: ("earlier", atom) if atom[4] in late else atom for atom in before}
        now = list(everything_said(newest, after, cut, windows))
        then = list(everything_said(superseded, before, cut, windows))
        figures += len(then)
        for counted in rule:
            subtracter = Subtracter({*before, *earlier.values()})
            for said in now:
                subtracter.learn(dict.fromkeys(said.atoms, 1), of(said.answers, counted))
            for said in then:
                subtracter.learn(
                    {earlier[atom]: 1 for atom in said.atoms}, of(said.answers, counted)
                )
            gained = {
                atom: (after[atom][0] - top, after[atom][1] - rest)
                for atom, (top, rest) in before.items()
                if atom[4] in late
            }
            unknown: list[dict[object, int]] = [
                *({earlier[a]: 1 for a in group} for group in small_ones(chance, before, counted)),
                *(dict.fromkeys(group, 1) for group in small_ones(chance, after, counted)),
                *(
                    dict.fromkeys(group, 1) | {earlier[atom]: -1 for atom in group}
                    for group in small_ones(chance, gained, counted)
                ),
            ]
            for terms in unknown:
                asked += 1
                assert subtracter.most(terms) >= ENOUGH, (number, terms)
        newest.close()
    tell(
        f"disclosure, {len(rule)} counts: {PAIRS} pairs of publications, "
        f"{figures:,} earlier figures, "
        f"{asked:,} small groups, 0 recovered"
    )
