"""Plotly's figures, and only them: every chart that is studied gets `go` from here.

pandas is imported first and whole. Plotly asks of every value whether it is a frame, and a thread
that met pandas half imported by another one broke off with an error.
"""

from __future__ import annotations

import pandas  # noqa: F401, ICN001
import plotly.graph_objects as go

__all__ = ["go"]
