"""Targets and rebases: what do we want to reach, who agreed it, and where do limits start anew?"""

from cxboard.ui import action_table, page, series_registers

TITLE = "Targets and rebases"

page.begin(title=TITLE, finding=series_registers.finding(), basis=action_table.as_of())
series_registers.show(series_registers.choose())
page.end(sources=["registers kept by analysts and administrators", "data/reference/targets.csv"])
