"""Which hospitals, units and words are published already?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxboard.domain.vocabulary import Kind
from cxboard.storage.known_words import known_words
from cxboard.storage.publications import Publication
from cxboard.storage.visible import read_visible
from cxboard.storage.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Register:
    """Units by hospital, and the service line of each unit; empty when none is published.

    `words` are those that published counts have, by column.
    """

    units: Mapping[str, frozenset[str]] = field(default_factory=dict)
    service_lines: Mapping[tuple[str, str], str] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.units)


def read_register(workspace: Workspace, publication: Publication | None) -> Register:
    """Return the register and the words that a publication shows."""
    if publication is None:
        return Register()
    words = dict(known_words(workspace, publication))
    if Kind.ORGANISATION.value not in publication.tables:
        return Register(words=words)
    columns = ("facility_id", "unit_id", "service_line")
    rows = read_visible(workspace, publication, Kind.ORGANISATION, columns).rows()
    units: dict[str, set[str]] = {}
    for facility, unit, _ in rows:
        units.setdefault(facility, set()).add(unit)
    for name, known in (("facility_id", units), ("unit_id", frozenset().union(*units.values()))):
        words[name] = words.get(name, frozenset()).union(known)
    return Register(
        units={facility: frozenset(known) for facility, known in units.items()},
        service_lines={(facility, unit): line for facility, unit, line in rows},
        words=words,
    )
