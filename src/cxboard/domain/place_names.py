"""How is a hospital's name read aloud that CMS publishes in capitals?"""

from __future__ import annotations

import re
from typing import Final

_ACRONYMS: Final = re.compile(
    r"AFB|AHMC|AHN|AHS|ARH|AU|CHI|DBA|DCH|ECU|FHN|HCA|HMHP|HSHS|I[IUV]|III|JFK|KS|LL[CP]|LMH|LP|LSU"
    r"|MH|MUSC|NH|NMC|NYC|NYU|OSF|PIH|RMC|SSM|TMC|UAB|UAMS|UC|UCF|UCI|UCLA|UCSD|UCSF|UF|UH|UK|UNC"
    r"|UNM|UPHS|UPMC|USA|USC|UT|UVA|UW|VA|WCA"
)
"""Letters that are said one by one, as CMS's files have them; a list, for no rule finds them."""

_SMALL: Final = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to"])
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def readable(name: str) -> str:
    """Return a name written in capitals as in a sentence; one with small letters as it is.

    What is lost, such as the second capital of “McLaren”, cannot be known.
    """
    name = " ".join(name.split())
    return _WORD.sub(_word, name) if name == name.upper() else name


def _word(found: re.Match[str]) -> str:
    word = found[0]
    if _ACRONYMS.fullmatch(word):
        return word
    return word.lower() if found.start() and word.lower() in _SMALL else word.capitalize()
