"""Where does a link lead, and with which choices? Every link reproduces the filters."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from cxboard.charts.markup import Linked, Markup, tag
from cxboard.domain.measures import Measure
from cxboard.domain.vocabulary import Dimension, Family, Section
from cxboard.results.types import Sentence
from cxboard.ui import state

_PAGES = {
    Family.HCAHPS: "hcahps-domains",
    Family.LOYALTY: "nps-trends",
    Family.OMNICHANNEL: "omnichannel",
    Family.PATIENT_CENTRED: "patient-centred-care",
    Family.FEEDBACK_LOOP: "closing-the-loop",
}
"""The page that studies a measure, by the measure's family."""

_REACH = "reach"
"""The page of what the loop knows of the surveys themselves."""


def address(page: str = "", **more: str) -> str:
    """Return a relative address with this run's filters and more parameters.

    Args:
        page: path of the page; the one at hand when empty.
        more: further parameters, by name.
    """
    choices = state.choices()
    query = urlencode((dict(choices.link) if choices else {}) | more)
    return f"{page}?{query}" if query else page or "?"


def to_measure(measure: Measure, *, short: bool = False) -> Markup:
    """Return the measure's name, in full or short, linked to its page where it has one."""
    page, name = _page_of(measure), measure.short_title if short else measure.title
    if page is None:
        return tag("span", name)
    return tag("a", name, href=address(page, measure=measure.id), target="_self")


def narrowed(name: str, dimension: Dimension, value: str) -> str:
    """Return a name that leads to the page at hand with one more filter; without a value, alone."""
    return Linked(name, address(**{dimension.value: value})) if value else name


def sentences(found: Iterable[Sentence]) -> list[str]:
    """Return sentences, each linked to the page, and the hospital, that it leads to."""
    return [
        to_place(each.measure, each.facility_id, "", each.text) if each.measure else each.text
        for each in found
    ]


def to_place(measure: Measure, facility_id: str, unit_id: str, name: str) -> Markup:
    """Return a place's name, linked to the measure's page, if it has one, with that place chosen.

    The whole population chosen keeps the filters at hand.
    """
    page = _page_of(measure)
    if page is None:
        return tag("span", name)
    places = {"facility": facility_id} | ({"unit": unit_id} if unit_id else {})
    href = address(page, measure=measure.id, **(places if facility_id else {}))
    return tag("a", name, href=href, target="_self")


def _page_of(measure: Measure) -> str | None:
    if measure.family is Family.FEEDBACK_LOOP and measure.section is Section.LISTENING:
        return _REACH
    return _PAGES.get(measure.family)
