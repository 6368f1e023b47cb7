"""What does a sender say about a file, where its columns and values shall not decide alone?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cxboard.domain.vbp_rules import year_in_name
from cxboard.domain.vocabulary import Kind
from cxboard.ingest.days import DayStyle
from cxboard.ingest.decimals import DecimalSign
from cxboard.ingest.forms import AS_FOUND, Reading
from cxboard.ingest.profiles import Profile


@dataclass(frozen=True, kw_only=True)
class Said:
    """Answers that were given beforehand.

    Attributes:
        kind: what the file holds.
        profile: how it is to be read, saved or not.
        reading: encoding, delimiter, header row, sheet.
        days: how columns of ours write their days.
        decimals: the sign before decimals in columns of ours.
        anew: no saved profile counts, so that the columns can be matched once more.
        drop: headers that may name or number people and are dropped on purpose.
        constants: columns of ours with their one value, for files without such a column.
    """

    kind: Kind | None = None
    profile: Profile | None = None
    anew: bool = False
    reading: Reading = AS_FOUND
    days: Mapping[str, DayStyle] = field(default_factory=dict)
    decimals: Mapping[str, DecimalSign] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: Path) -> Said:
        """Return this with what the file's name says, where nobody has said otherwise."""
        year = year_in_name(path.name)
        named = {} if year is None else {"fiscal_year": str(year)}
        return replace(self, constants={**named, **self.constants})


NOTHING_SAID = Said()
