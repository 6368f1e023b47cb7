"""Does a table lose nothing when its small drawings become one image of each kind?"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from cxboard.charts import boxes, verdict_icons
from cxboard.charts.markup import Markup, join, tag
from cxboard.charts.sheet import on_one_sheet
from cxboard.domain.verdicts import ASSURANCE_WORDS, Assurance

PASS, FAIL = (verdict_icons.assurance(each) for each in (Assurance.PASS, Assurance.FAIL))
BAR = boxes.picture(70, 20, 10)
SVG = "{http://www.w3.org/2000/svg}"


def sheets(markup: Markup) -> dict[str, ET.Element]:
    """Return the image of each kind, parsed as the browser does."""
    found = re.findall(r'--sheet-of-([a-z-]+):url\("data:image/svg\+xml,(.*?)"\)', unescape(markup))
    return {kind: ET.fromstring(unquote(uri)) for kind, uri in found}


def places(markup: Markup) -> list[tuple[str, float, float]]:
    """Return each drawing's alt text, how far down the sheet it lies (%), and the size (%)."""
    pattern = (
        r'aria-label="([^"]*)"[^>]*style="background:var\([a-z-]+\) 0 ([\d.]+)%/100% ([\d.]+)%'
    )
    return [(alt, float(y), float(size)) for alt, y, size in re.findall(pattern, markup)]


def test_each_drawing_is_on_its_sheet_once_and_every_place_shows_its_own() -> None:
    table = on_one_sheet(join([PASS, FAIL, PASS, BAR]))
    found = sheets(table)
    assert {kind: len(sheet) for kind, sheet in found.items()} == {"cx-verdict": 2, "cx-boxes": 1}
    assert [drawing.get("y") for drawing in found["cx-verdict"]] == ["0", "34"]
    assert found["cx-verdict"].get("viewBox") == "0 0 32 66"
    letters = [drawing.findtext(f"{SVG}text") for drawing in found["cx-verdict"]]
    assert letters == ["P", "F"]
    assert "<img" not in table
    will, will_not = (ASSURANCE_WORDS[a] for a in (Assurance.PASS, Assurance.FAIL))
    size = 206.25  # 66 pixels behind a place of 32
    assert places(table) == [
        (will, 0, size),
        (will_not, 100, size),
        (will, 0, size),
        ("top box 70%, middle box 20%, bottom box 10%", 0, 100),
    ]


def test_the_middle_of_three_lies_where_a_browser_looks_for_it() -> None:
    third = verdict_icons.assurance(Assurance.HIT_OR_MISS)
    (_, (_, share, size), _) = places(on_one_sheet(join([PASS, FAIL, third])))
    # background-position: p % of what the place does not show lies above it.
    assert share / 100 * (size / 100 * 32 - 32) == 34


def test_words_and_quotes_stay_as_they_were() -> None:
    hostile = tag("p", "“<img src=x>” & 'quoted'", title="a \"b\" & 'c'")
    assert on_one_sheet(hostile) == hostile
    assert hostile == (
        "<p title=\"a &quot;b&quot; &amp; 'c'\">“&lt;img src=x&gt;” &amp; &#x27;quoted&#x27;</p>"
    )
    assert hostile in on_one_sheet(join([hostile, PASS]))
