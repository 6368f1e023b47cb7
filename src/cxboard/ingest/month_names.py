"""Which month is a name, in English, German, French, Spanish or Turkish?

No name means one month in one of these languages and another in the next.
"""

from __future__ import annotations

from cxboard.domain.letters import bare

NAMES = (
    "january jan januar janner janvier janv enero ene ocak oca",
    "february feb februar fevrier fevr fev febrero subat sub",
    "march mar marz mrz mars marzo mart",
    "april apr avril avr abril abr nisan nis",
    "may mai mayo mayis",
    "june jun juni juin junio haziran haz",
    "july jul juli juillet juil julio temmuz tem",
    "august aug aout agosto ago agustos agu",
    "september sep sept septembre septiembre setiembre set eylul eyl",
    "october oct oktober okt octobre octubre ekim eki",
    "november nov novembre noviembre kasim kas",
    "december dec dezember dez decembre diciembre dic aralik ara",
)
"""The names and what they are shortened to, month by month, without marks on their letters."""

_MONTHS = {name: number for number, names in enumerate(NAMES, 1) for name in names.split()}


def month_of(name: str) -> int:
    """Return the number of a month, 0 where it is none; “Mär”, “MARZ” and “maerz” are March."""
    plain = bare(name)
    return _MONTHS.get(plain, _MONTHS.get(plain.replace("ae", "a"), 0))
