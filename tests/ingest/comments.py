"""A seeded corpus of comments in which it is known what identifies somebody."""

from __future__ import annotations

import random

_SURNAMES = """
Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez
Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez
Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores
Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Okafor Patel Khan
Singh O'Brien Kowalski Fernandes Oyelaran Haddad Yilmaz
"""
SURNAMES = _SURNAMES.split()
_FIRST = """
Mary James Patricia Robert Jennifer Michael Linda Elizabeth William Barbara Susan Joseph
Sarah Karen Lisa Nancy Betty Margaret Sandra Ashley Emily Donna Michelle Kenneth Kevin Brian
George Grace Hope Rose Mark Will Oluwaseun Xiomara Zbigniew Anneliese Thulani Priyanka
Siobhan Dafydd
"""
FIRST = _FIRST.split()
"""Common, rare and foreign names, and names that are words: the rules do not know them all."""

SENTENCES = (
    "The staff on the ward were kind and {}.",
    "We waited four hours in May and nobody came.",
    "Discharge was rushed, {}.",
    "Dr {last} explained everything.",
    "Nurse {first} {last} was wonderful.",
    "Please call me back on {phone}.",
    "My email is {email} if you need more.",
    "My name is {first} {last} and I was on 4 West.",
    "{common} never answered the call bell.",
    "My husband {first} was left alone all night.",
    "His MRN {mrn} was mixed up with another patient.",
    "NHS number {nhs} is on the letter.",
    "She was born on {dob} and they had it wrong.",
    "We live at {street} and it is a long way.",
    "I spoke to {first} {last} at the desk.",
    "SSN {ssn} was read out loud.",
    "The room was quiet and clean; thank you to {first}.",
    "Then {first} came in without knocking.",
    "The receptionist, {first}, was rude to {common}.",
    "Ring {phone} after six, or ext {mrn}.",
)
PLAIN = ("helpful", "rather slow", "the best I have met", "too noisy at night")


def corpus(seed: int, size: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return comments, and in each the words that identify somebody."""
    draw = random.Random(seed)
    return [_comment(draw) for _ in range(size)]


def _comment(draw: random.Random) -> tuple[str, tuple[str, ...]]:
    words = {
        "first": draw.choice(FIRST),
        "common": draw.choice(FIRST[:27]),
        "last": draw.choice(SURNAMES),
        "phone": draw.choice(("555-0142", "(407) 555-0188", "407-555-0123", "020 7946 0958"))
        .replace("01", str(draw.randint(10, 99))),
        "email": f"{draw.choice(SURNAMES).lower()}{draw.randint(1, 99)}@mail.example",
        "mrn": str(draw.randint(1_000_000, 9_999_999)),
        "nhs": f"{draw.randint(400, 499)} {draw.randint(100, 999)} {draw.randint(1000, 9999)}",
        "dob": f"{draw.randint(1, 12)}/{draw.randint(1, 28)}/19{draw.randint(30, 99)}",
        "ssn": f"{draw.randint(100, 899)}-{draw.randint(10, 99)}-{draw.randint(1000, 9999)}",
        "street": f"{draw.randint(1, 999)} {draw.choice(SURNAMES)} Street",
    }  # fmt: skip
    parts, named = [], []
    for sentence in draw.sample(SENTENCES, 3):
        parts.append(sentence.format(draw.choice(PLAIN), **words))
        named += [word for name, word in words.items() if "{" + name + "}" in sentence]
    return " ".join(parts), tuple(named)
