"""How do people at Larkfield Health usually answer: how well, and together with what?

Shares of favourable and unfavourable answers are CMS's national item results of discharges 10/2022
to 9/2023 where CMS publishes them; items of the updated survey, not published yet, and items of
contacts are set at plausible levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cxboard.domain.items import Item, Scale

_NORMAL = NormalDist()

GENERAL = "general"
THEMES = (
    GENERAL,
    "nurses",
    "doctors",
    "help",
    "clean",
    "rest",
    "coordination",
    "medicines",
    "leaving",
    "whole",
)
"""What a person feels about a stay: one general impression, and one of each theme."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """How an item is answered.

    `top` and `bottom` are shares of scored answers; `loadings` say how much each impression
    counts in the answer (their squares add up to less than 1; the rest is the item's own chance);
    `unasked` is the code and share of those to whom the question does not apply.
    """

    top: float
    bottom: float
    theme: str
    loadings: Mapping[str, float]
    unasked: tuple[int, float] | None = None

    def shift_of(self, points: float) -> float:
        """Return the shift, in standard deviations, that adds points to the favourable share."""
        changed = min(max(self.top + points / 100, 0.01), 0.99)
        return _NORMAL.inv_cdf(changed) - _NORMAL.inv_cdf(self.top)


def _level(
    top: int,
    bottom: int,
    theme: str,
    *,
    unasked: tuple[int, float] | None = None,
    loadings: Mapping[str, float] | None = None,
) -> Level:
    return Level(
        top=top / 100,
        bottom=bottom / 100,
        theme=theme,
        loadings=loadings or {GENERAL: 0.55, theme: 0.45},
        unasked=unasked,
    )


_OVERALL = {
    "general": 0.60,
    "whole": 0.30,
    "nurses": 0.38,
    "coordination": 0.24,
    "help": 0.14,
    "clean": 0.10,
}
"""What moves the overall answers, in the order in which the drivers should be found."""

SURVEY_LEVELS = {
    "nurse_respect": _level(87, 3, "nurses"),
    "nurse_listen": _level(77, 5, "nurses"),
    "nurse_explain": _level(75, 6, "nurses"),
    "dr_respect": _level(86, 4, "doctors"),
    "dr_listen": _level(79, 6, "doctors"),
    "dr_explain": _level(75, 7, "doctors"),
    "call_button": _level(66, 9, "help", unasked=(9, 0.18)),
    "bath_help": _level(68, 10, "help"),
    "help_asap": _level(66, 9, "help", unasked=(9, 0.14)),
    "clean": _level(74, 9, "clean"),
    "quiet": _level(62, 9, "rest"),
    "rest": _level(57, 13, "rest"),
    "help_rest": _level(67, 8, "rest"),
    "informed": _level(69, 9, "coordination"),
    "worked_together": _level(77, 6, "coordination"),
    "plans_care": _level(63, 10, "coordination"),
    "info_symptoms": _level(70, 9, "leaving", unasked=(9, 0.09)),
    "med_for": _level(76, 11, "medicines"),
    "side_effects": _level(49, 28, "medicines"),
    "disch_help": _level(85, 15, "leaving"),
    "disch_symptoms": _level(87, 13, "leaving"),
    "ct_prefer": _level(46, 6, "leaving"),
    "ct_understand": _level(51, 5, "leaving"),
    "ct_med": _level(59, 5, "medicines", unasked=(5, 0.05)),
    "rating": _level(71, 9, "whole", loadings=_OVERALL),
    "recommend": _level(70, 6, "whole", loadings=_OVERALL),
    "likelihood_to_recommend": _level(61, 14, "whole", loadings=_OVERALL),
}

_OF_CONTACT = {GENERAL: 0.6}
CONTACT_LEVELS = {
    "resolved_first": Level(top=0.615, bottom=0.385, theme="whole", loadings=_OF_CONTACT),
    "satisfaction": Level(top=0.64, bottom=0.18, theme="whole", loadings=_OF_CONTACT),
    "effort": Level(top=0.68, bottom=0.18, theme="whole", loadings=_OF_CONTACT),
    "repeated_themselves": Level(top=0.74, bottom=0.26, theme="whole", loadings=_OF_CONTACT),
    "repeat_contact": Level(top=0.82, bottom=0.18, theme="whole", loadings=_OF_CONTACT),
}

UNSCORED_SHARES: dict[str, dict[int, float]] = {
    "bath_screen": {1: 0.42, 2: 0.58},
    "newmed_screen": {1: 0.55, 2: 0.45},
    "destination": {1: 0.89, 2: 0.05, 3: 0.06},
    "er_admit": {1: 0.56, 2: 0.44},
    "planned_stay": {1: 0.36, 2: 0.12, 3: 0.52},
    "overall_health": {1: 0.12, 2: 0.25, 3: 0.33, 4: 0.22, 5: 0.08},
    "mental_health": {1: 0.25, 2: 0.28, 3: 0.28, 4: 0.14, 5: 0.05},
    "education": {1: 0.05, 2: 0.08, 3: 0.29, 4: 0.31, 5: 0.14, 6: 0.13},
}
"""Answers to screening questions and questions about the person: drawn on their own."""

_WITHIN_BOX: Mapping[str, Mapping[int, float]] = {
    "how often": {1: 0.3, 2: 0.7},
    "definitely no to definitely yes": {1: 0.4, 2: 0.6},
    "strongly disagree to strongly agree": {1: 0.4, 2: 0.6},
    "0 to 10": {0: 6, 1: 4, 2: 6, 3: 8, 4: 9, 5: 30, 6: 37, 7: 35, 8: 65, 9: 27, 10: 73},
    "0 not at all likely to 10 extremely likely": {
        0: 9, 1: 4, 2: 6, 3: 8, 4: 9, 5: 33, 6: 31, 7: 41, 8: 59, 9: 31, 10: 69,
    },
    "1 very dissatisfied to 5 very satisfied": {1: 0.45, 2: 0.55, 4: 0.52, 5: 0.48},
    "1 strongly disagree to 7 strongly agree that it was made easy": {
        1: 0.25, 2: 0.30, 3: 0.45, 5: 0.30, 6: 0.34, 7: 0.36,
    },
}  # fmt: skip
"""How answers spread inside a box, by scale: weights of its codes."""


def thresholds(item: Item, level: Level) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return an item's codes from worst to best, and the cuts of a standard normal between them."""
    scale = item.scale
    ordered = sorted(scale.top | scale.middle | scale.bottom, key=scale.linear)
    shares = _shares(scale, level)
    cumulative = np.cumsum([shares[code] for code in ordered])[:-1]
    cuts = [_NORMAL.inv_cdf(min(max(float(share), 1e-6), 1 - 1e-6)) for share in cumulative]
    return np.array(ordered, dtype=np.int8), np.array(cuts, dtype=np.float32)


def _shares(scale: Scale, level: Level) -> dict[int, float]:
    weights = _WITHIN_BOX.get(scale.name, {})
    boxes = (
        (scale.top, level.top),
        (scale.middle, 1 - level.top - level.bottom),
        (scale.bottom, level.bottom),
    )
    shares: dict[int, float] = {}
    for codes, share in boxes:
        total = sum(weights.get(code, 1.0) for code in codes)
        shares |= {code: share * weights.get(code, 1.0) / total for code in codes}
    return shares
