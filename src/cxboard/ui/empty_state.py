"""What to do when there is nothing to show."""

from __future__ import annotations

from typing import Literal, NoReturn

import streamlit as st

from cxboard.charts.markup import tag
from cxboard.ui import page

Missing = Literal[
    "everything",
    "surveys",
    "surveys_of_scorecard",
    "surveys_of_outlook",
    "surveys_of_drivers",
    "drivers",
    "actions",
    "survey_in_use",
    "contacts",
    "surveys_of_care",
    "feedback",
    "reach",
    "uploads",
    "messages",
    "answers",
    "months",
    "whole_hospitals",
    "action_register",
    "partnerships",
    "reviews",
]

_TEXTS: dict[Missing, tuple[str, str, tuple[str, ...]]] = {
    "everything": (
        "There are no data yet",
        (
            "Take in an extract of survey responses or contacts, or CMS’s public HCAHPS files; "
            "templates lie in data/samples. Or look around in a fictional health system first."
        ),
        ("cxboard ingest responses.csv", "cxboard demo"),
    ),
    "surveys": (
        "No survey responses of your own yet",
        (
            "What CMS published stands below. To see your own domains by month, by hospital and by "
            "question, take in an extract of survey responses; a template lies in data/samples."
        ),
        ("cxboard ingest responses.csv",),
    ),
    "surveys_of_scorecard": (
        "This page needs survey responses or contacts of your own",
        (
            "Take in an extract; templates lie in data/samples. What CMS published of any hospital "
            "is on the page HCAHPS domains."
        ),
        ("cxboard ingest responses.csv",),
    ),
    "surveys_of_outlook": (
        "This page needs months of your own",
        (
            "Take in extracts of survey responses or contacts of 18 months or more; templates lie "
            "in data/samples. What CMS published are rolling years, which are no basis for it."
        ),
        ("cxboard ingest responses.csv",),
    ),
    "contacts": (
        "There are no contacts in this selection",
        (
            "Take in an extract of contacts with channel, touchpoint and what people said of them; "
            "a template lies in data/samples. With contacts there already, choose a longer period "
            "or a wider part of the health system."
        ),
        ("cxboard ingest contact.csv",),
    ),
    "surveys_of_care": (
        "This page needs survey responses of your own",
        (
            "Take in an extract of survey responses; a template lies in data/samples. With surveys "
            "there already, choose a longer period or a wider part of the health system."
        ),
        ("cxboard ingest survey.csv",),
    ),
    "feedback": (
        "There are no complaints and call-backs in this selection",
        (
            "Take in feedback (complaints with the days of acknowledgement and answer) and the "
            "monthly indicators poor_scores_contacted_24h and _48h; templates lie in data/samples. "
            "With both there already, choose a longer period or a wider part."
        ),
        ("cxboard ingest feedback.csv indicator.csv",),
    ),
    "reach": (
        "Reach needs survey responses and how many were sent",
        (
            "Take in survey responses and the monthly indicator surveys_sent; templates lie in "
            "data/samples. With both there already, choose a longer period or a wider part."
        ),
        ("cxboard ingest survey.csv indicator.csv",),
    ),
    "surveys_of_drivers": (
        "Drivers need survey responses of your own",
        (
            "What goes with what is a question to the same people’s answers; CMS publishes totals. "
            "Take in an extract of survey responses; a template lies in data/samples."
        ),
        ("cxboard ingest responses.csv",),
    ),
    "drivers": (
        "No order can be told here",
        "Choose a longer period, all units and channels, or more hospitals in the row above.",
        (),
    ),
    "actions": (
        "No action is on record here",
        (
            "Enter what is being done on the page Actions, with its measure, its place and its "
            "start; or choose all hospitals in the row above."
        ),
        (),
    ),
    "survey_in_use": (
        "This survey was not in use then",
        (
            "The HCAHPS survey changed with discharges of January 2025. Choose the other survey "
            "above, or another period."
        ),
        (),
    ),
    "messages": (
        "No message was left for you",
        (
            "Files that land in a watched folder are taken in by themselves; those who are named "
            "with --tell, or else every analyst, find here what became of them."
        ),
        ("cxboard watch FOLDER --tell NAME",),
    ),
    "uploads": (
        "No upload answers the search",
        "Every word must be part of a file’s name, kind, state, months, sender or hash.",
        (),
    ),
    "action_register": (
        "No action is written down yet",
        (
            "An action says what is done about a measure, where, by which role and until when. It "
            "is marked on the charts of its measure. Analysts and administrators add it below."
        ),
        (),
    ),
    "partnerships": (
        "No work with patients is written down yet",
        (
            "Councils, co-design work, volunteers, and what they recommend stand here, with what "
            "became of it. Analysts and administrators add them below."
        ),
        (),
    ),
    "reviews": (
        "There is no review yet",
        (
            "A review assesses the areas of the framework with a group of staff and patient "
            "partners. Analysts and administrators begin the first one below."
        ),
        (),
    ),
    "whole_hospitals": (
        "A choice stands in the way",
        "Choose all units, service lines and channels in the row above to see the groups.",
        (),
    ),
    "months": (
        "Verdicts on trends need 13 months",
        (
            "Process limits tell a real change from noise when a series has 13 months with a "
            "value. Take in earlier months; until then the other pages show what there is."
        ),
        (),
    ),
    "answers": (
        "Nobody answered in this selection",
        (
            "Choose a longer period or a wider part of the health system in the row above. Without "
            "survey responses there at all, take in an extract; a template lies in data/samples."
        ),
        (),
    ),
}


def show(missing: Missing) -> None:
    """Say what is missing and how to bring it.

    Args:
        missing: what there is none of.
    """
    title, text, commands = _TEXTS[missing]
    body = [tag("h2", title), tag("p", text), *(tag("code", command) for command in commands)]
    st.html(tag("div", *body, class_="cx cx-empty"))


def stop(missing: Missing) -> NoReturn:
    """Say what is missing, give the link that reproduces the page, and end it.

    Args:
        missing: what there is none of.
    """
    show(missing)
    page.end()
    st.stop()
