"""Which survey and which of its domains? Both choices are in the URL."""

from __future__ import annotations

import streamlit as st

from cxboard.domain.catalogue import measures_of
from cxboard.domain.vocabulary import Instrument
from cxboard.ui import choice

_LABELS = {
    Instrument.UPDATED: "Updated survey, from 2025",
    Instrument.LEGACY: "Legacy survey, to 2024",
}


def show() -> tuple[Instrument, str]:
    """Show both choices side by side; return the instrument and the id of the chosen measure.

    The updated survey is the default, and its first measure.
    """
    left, right = st.columns([1, 1])
    with left:
        labels = {instrument.value: label for instrument, label in _LABELS.items()}
        instrument = Instrument(choice.segments("Survey", labels, key="instrument"))
    with right:
        titles = {measure.id: measure.title for measure in measures_of(instrument)}
        measure_id = choice.select("Domain to study", titles, key="measure")
    return instrument, measure_id
