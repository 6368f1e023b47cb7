"""Is a page whole on a small screen and on paper, and does it say which page it is?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

_CUT_OFF = """() => [...document.querySelectorAll('.cx-scroll')]
  .filter(box => box.offsetParent && box.scrollWidth > box.clientWidth).length"""
_INK = """() => [...document.querySelectorAll('.cx-finding, .cx-value')].map(
  part => getComputedStyle(part).color)"""


@pytest.mark.parametrize("path", ["/", "/hcahps-domains?measure=responsiveness"])
def test_no_table_is_cut_off_on_a_small_screen_or_on_paper(reader: Person, path: str) -> None:
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.sign_in(path)
    expect(reader.page).to_have_title(re.compile(r"^(Executive scorecard|HCAHPS domains) · CX"))
    assert reader.page.evaluate(_CUT_OFF) == 0

    reader.page.emulate_media(media="print", color_scheme="dark")
    reader.page.set_viewport_size({"width": 1030, "height": 720})
    expect(reader.page.get_by_role("combobox", name="Hospital")).to_be_hidden()
    assert reader.page.evaluate(_CUT_OFF) == 0
    assert set(reader.page.evaluate(_INK)) == {"rgb(0, 0, 0)"}


def test_the_sign_in_says_what_this_is(visitor: Person) -> None:
    visitor.open()
    expect(visitor.page.get_by_role("heading", name="CX Board", level=1)).to_be_visible()
    expect(visitor.page.get_by_text("experience of care")).to_be_visible()
    expect(visitor.page).to_have_title("CX Board")
