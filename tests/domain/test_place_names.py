"""Are the names that CMS writes in capitals readable, and the others left alone?"""

from __future__ import annotations

import pytest

from cxboard.domain.place_names import readable


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("SOUTHEAST HEALTH MEDICAL CENTER", "Southeast Health Medical Center"),
        ("ASCENSION ST VINCENT'S CLAY COUNTY", "Ascension St Vincent's Clay County"),
        ("HCA FLORIDA JFK HOSPITAL", "HCA Florida JFK Hospital"),
        ("BAPTIST MEDICAL CENTER  BEACHES", "Baptist Medical Center Beaches"),
        ("HOSPITAL OF THE UNIVERSITY", "Hospital of the University"),
        ("VILLAGES REGIONAL HOSPITAL, THE", "Villages Regional Hospital, the"),
        ("CALHOUN-LIBERTY HOSPITAL", "Calhoun-Liberty Hospital"),
        ("THE QUEEN'S MEDICAL CENTER", "The Queen's Medical Center"),
        ("96th Medical Group (Eglin AFB)", "96th Medical Group (Eglin AFB)"),
        ("AdventHealth Carrollwood", "AdventHealth Carrollwood"),
        ("", ""),
    ],
)
def test_names_in_capitals_become_readable(published: str, read: str) -> None:
    assert readable(published) == read
    assert readable(read) == read
