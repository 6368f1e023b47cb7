"""The words of Larkfield Health's framework assessment and partnership register: all invented.

Months are counted from the system's last month.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxboard.domain.actions import Engagement
from cxboard.domain.partnership import Involvement


@dataclass(frozen=True, kw_only=True)
class Found:
    """What two reviews found in one area; `due` is a month, counted from the last one."""

    levels: tuple[int | None, int | None]
    owner: str
    evidence: tuple[str, ...] = ()
    action: str = ""
    due: int | None = None


@dataclass(frozen=True, kw_only=True)
class Work:
    """Standing work with patients, families or volunteers."""

    kind: Involvement
    title: str
    lead: str
    level: Engagement
    since: int
    people: int
    facility: str = ""
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A recommendation; `closed` None while it waits."""

    title: str
    lead: str
    level: Engagement
    since: int
    due: int
    closed: int | None = None
    facility: str = ""
    outcome: str = ""


_NURSE, _CUSTOMER, _CHIEF = "Chief nurse", "Chief customer officer", "Chief executive"
_MEDICAL, _PEOPLE, _OPERATING = (
    "Chief medical officer",
    "Chief people officer",
    "Chief operating officer",
)

ASSESSED = (
    Found(levels=(2, 3), owner=_CHIEF, evidence=("/",)),
    Found(levels=(2, 3), owner=_CHIEF, evidence=("/",)),
    Found(levels=(2, 2), owner=_PEOPLE, action="Leaders’ rounds on every ward, monthly", due=3),
    Found(levels=(3, 3), owner=_CHIEF, evidence=("hcahps-domains",)),
    Found(
        levels=(1, 2),
        owner=_PEOPLE,
        action="Staff engagement beside patient experience in the board’s pack",
        due=2,
    ),
    Found(levels=(2, 2), owner=_CUSTOMER, action="Ask in Spanish wherever we ask", due=-1),
    Found(levels=(2, 3), owner=_CUSTOMER, evidence=("omnichannel",)),
    Found(levels=(1, 1), owner=_CUSTOMER, action="Outreach with three community centres", due=5),
    Found(levels=(1, 2), owner=_NURSE, evidence=("patient-centred-care",)),
    Found(levels=(3, 3), owner=_CUSTOMER, evidence=("measures",)),
    Found(levels=(2, 3), owner=_NURSE, evidence=("drivers",)),
    Found(levels=(2, 3), owner=_CUSTOMER, evidence=("/", "hcahps-domains")),
    Found(levels=(2, 3), owner=_CUSTOMER, evidence=("actions",)),
    Found(levels=(3, 2), owner=_CUSTOMER, action="Answer every complaint within 30 days", due=1),
    Found(levels=(2, 3), owner=_NURSE, evidence=("actions",)),
    Found(levels=(1, 2), owner=_NURSE, evidence=("working-with-patients",)),
    Found(levels=(2, 3), owner=_NURSE, evidence=("working-with-patients",)),
    Found(levels=(3, 3), owner=_PEOPLE, evidence=("working-with-patients",)),
    Found(levels=(1, 1), owner=_CUSTOMER, action="A partner for those without a doctor", due=6),
    Found(levels=(1, 2), owner=_MEDICAL, evidence=("outlook",)),
    Found(levels=(1, 2), owner=_OPERATING, action="Take quiet nights to two hospitals", due=4),
    Found(levels=(2, 2), owner=_PEOPLE, action="Process-limit charts for ward managers", due=3),
    Found(levels=(None, 1), owner=_MEDICAL, action="One list of what harm and praise teach", due=7),
)
"""What the two reviews found in the 23 areas, in the order of their numbers."""

WORK = (
    Work(
        kind=Involvement.COUNCIL,
        title="Patient and Family Advisory Council, whole system",
        lead=_NURSE,
        level=Engagement.SYSTEMIC,
        since=-34,
        people=18,
        outcome="Meets monthly; two members sit on the board’s committee.",
    ),
    Work(
        kind=Involvement.COUNCIL,
        title="Youth and family council",
        lead=_NURSE,
        level=Engagement.ORGANISATIONAL,
        since=-11,
        people=12,
        facility="LH01",
    ),
    Work(
        kind=Involvement.CO_DESIGN,
        title="Quiet nights, designed with people who could not sleep",
        lead=_NURSE,
        level=Engagement.ORGANISATIONAL,
        since=-16,
        people=11,
        facility="LH04",
        outcome="The programme runs on all wards.",
    ),
    Work(
        kind=Involvement.CO_DESIGN,
        title="Discharge folder in plain words, English and Spanish",
        lead="Chief pharmacist",
        level=Engagement.INTERPERSONAL,
        since=-3,
        people=14,
    ),
    Work(
        kind=Involvement.VOLUNTEERS,
        title="Bedside companions",
        lead=_PEOPLE,
        level=Engagement.INTERPERSONAL,
        since=-30,
        people=126,
    ),
    Work(
        kind=Involvement.VOLUNTEERS,
        title="Peer mentors after heart surgery",
        lead=_MEDICAL,
        level=Engagement.INTRAPERSONAL,
        since=-9,
        people=23,
        facility="LH04",
    ),
)

ADVICE = (
    Advice(
        title="Say who is in charge of my care today",
        lead=_NURSE,
        level=Engagement.INTERPERSONAL,
        since=-10,
        due=-4,
        closed=-5,
        outcome="Names stand on the whiteboards of every room.",
    ),
    Advice(
        title="Lights out on the corridors at night",
        lead=_NURSE,
        level=Engagement.ORGANISATIONAL,
        since=-17,
        due=-13,
        closed=-14,
        facility="LH04",
        outcome="Part of the quiet-nights programme.",
    ),
    Advice(
        title="One bill, not four",
        lead="Chief financial officer",
        level=Engagement.SYSTEMIC,
        since=-4,
        due=-1,
    ),
    Advice(
        title="Tell families when visiting hours change",
        lead=_CUSTOMER,
        level=Engagement.INTERPERSONAL,
        since=-2,
        due=3,
    ),
    Advice(
        title="Pay patient partners for their time",
        lead=_PEOPLE,
        level=Engagement.SYSTEMIC,
        since=-6,
        due=2,
    ),
    Advice(
        title="Help to write down my own questions before a visit",
        lead=_MEDICAL,
        level=Engagement.INTRAPERSONAL,
        since=-5,
        due=1,
        closed=-1,
        outcome="A card is handed out at admission.",
    ),
)
