"""Which SPC rules does this installation follow? One set for every grid, chart, table and export.

Two sets side by side would show one measure with two verdicts, so that the choice is the
operator's, made once, and printed with every chart.
"""

from __future__ import annotations

import os

from cxboard.analysis.spc.rules import PTD7, Rules, get_rules

RULES_VARIABLE = "CXBOARD_SPC_RULES"


def rules_in_force() -> Rules:
    """Return the rules that CXBOARD_SPC_RULES names; “ptd7” when it names none.

    Raises:
        UnknownValue: there are no such rules.
    """
    return get_rules(os.environ.get(RULES_VARIABLE) or PTD7.name)
