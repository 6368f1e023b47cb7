"""How do our own tables and headings look? One style sheet, coloured by the one palette.

Streamlit's widgets take their look from `.streamlit/config.toml`; this is for what we draw.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from cxboard.charts import theme

_SHEET = Path(__file__).with_name("look.css").read_text(encoding="utf-8")
_STYLE = f"<style>:root, .stApp {{ {theme.css_variables()} }}\n{_SHEET}</style>"


def apply() -> None:
    """Send the style sheet; every run sends the same, so the browser gets it once."""
    st.html(_STYLE)
