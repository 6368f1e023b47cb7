"""The eight domains of patient-centred care, each the mean of the items that carry it.

An item counts in one domain only, its primary one, which the item itself names. HCAHPS asks
nothing about emotional support, and courtesy is never taken for it: that domain has two questions
of our own, which an extract may bring, and no value without them.
"""

from __future__ import annotations

from cxboard.domain import items as scales
from cxboard.domain.catalogue import hcahps, hcahps_items
from cxboard.domain.items import Item
from cxboard.domain.measures import Edition, Measure
from cxboard.domain.vocabulary import CareDomain, Family, Instrument, Section

WORRIES = Item(
    key="worries_heard",
    wording="Found somebody on the staff to talk to about worries and fears",
    scale=scales.YES_DEFINITELY,
    care_domain=CareDomain.EMOTIONAL,
    evidence="supplementary question in our own words; not part of HCAHPS",
)
COMFORTED = Item(
    key="emotional_support",
    wording="Got the emotional support that was needed",
    scale=scales.YES_DEFINITELY,
    care_domain=CareDomain.EMOTIONAL,
    evidence="supplementary question in our own words; not part of HCAHPS",
)

_QUESTIONS = {
    CareDomain.RESPECT: ("respect", "Are people treated with courtesy, and heard?"),
    CareDomain.EMOTIONAL: ("emotional_support", "Are fears and worries met?"),
    CareDomain.COMFORT: ("comfort", "Is it clean, quiet and restful, and is bodily help there?"),
    CareDomain.INFORMATION: ("information", "Are things explained so that people understand?"),
    CareDomain.CONTINUITY: ("continuity", "Do people leave prepared, with a plan?"),
    CareDomain.COORDINATION: ("coordination", "Do staff know the case and work together?"),
    CareDomain.ACCESS: ("access", "Does help come right away when it is asked for?"),
    CareDomain.FAMILY: ("family", "Are family and caregivers told what they need to know?"),
}
_OWNERS = {
    CareDomain.INFORMATION: "Chief medical officer",
    CareDomain.COORDINATION: "Chief operating officer",
}
_NOTES = {
    CareDomain.EMOTIONAL: "Not covered by HCAHPS; never taken from answers about courtesy.",
    CareDomain.COORDINATION: (
        "Care coordination among staff is two of the three questions of HCAHPS’s Care "
        "coordination; the third, on plans for leaving, counts in Continuity and transition."
    ),
    CareDomain.ACCESS: "Access inside the stay only: HCAHPS does not ask about access to care.",
}


def coverage(measure: Measure) -> str:
    """Return how well a domain is covered: "4 items", "thin: one item", "not covered by HCAHPS"."""
    items = measure.latest_edition.items
    if not any(item.numbers for item in items):
        return "not covered by HCAHPS"
    return "thin: one item" if len(items) == 1 else f"{len(items)} items"


def _editions(domain: CareDomain) -> tuple[Edition, ...]:
    """Return the domain in each survey that asks any of its items; equal items run on."""
    if domain is CareDomain.EMOTIONAL:
        return (Edition(items=(WORRIES, COMFORTED)),)
    first = hcahps.INSTRUMENT_BREAK
    legacy, updated = (_items(domain, instrument) for instrument in Instrument)
    found = []
    if legacy:
        found.append(Edition(items=legacy, instrument=Instrument.LEGACY, last=hcahps.LEGACY_END))
    if updated:
        found.append(
            Edition(
                items=updated,
                instrument=Instrument.UPDATED,
                first=first,
                continues=legacy == updated,
            )
        )
    return tuple(found)


def _items(domain: CareDomain, instrument: Instrument) -> tuple[Item, ...]:
    asked = (item for item in vars(hcahps_items).values() if isinstance(item, Item))
    own = (item for item in asked if item.care_domain is domain and instrument in item.numbers)
    return tuple(sorted(own, key=lambda item: item.numbers[instrument]))


MEASURES = tuple(
    Measure(
        id=f"domain_{name}",
        title=domain.value,
        short_title=domain.value,
        question=question,
        family=Family.PATIENT_CENTRED,
        section=Section.PARTNERSHIP,
        editions=_editions(domain),
        source="Mean of its items’ top-box percentages; the mapping is ours, one domain an item",
        owner_role=_OWNERS.get(domain, "Chief nurse"),
        top_label="best answers",
        notes={"domain": _NOTES[domain]} if domain in _NOTES else {},
    )
    for domain, (name, question) in _QUESTIONS.items()
)
