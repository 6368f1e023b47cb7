"""Which survey and which of its domains? Both choices are in the URL."""

from __future__ import annotations

import streamlit as st

from cxboard.domain.catalogue import measures_of
from cxboard.domain.catalogue.hcahps import INSTRUMENT_BREAK
from cxboard.domain.letters import uncapitalised
from cxboard.domain.periods import Period
from cxboard.domain.vocabulary import Instrument
from cxboard.ui import choice

_LABELS = {
    Instrument.UPDATED: "Updated survey, from 2025",
    Instrument.LEGACY: "Legacy survey, to 2024",
}


def show(period: Period) -> tuple[Instrument, str]:
    """Show both choices side by side; return the instrument and the id of the chosen measure.

    The default is the survey in force at the end of the period, and its first measure.
    """
    left, right = st.columns([1, 1])
    with left:
        usual = Instrument.UPDATED if period.last >= INSTRUMENT_BREAK else Instrument.LEGACY
        ordered = sorted(_LABELS, key=lambda instrument: instrument is not usual)
        labels = {instrument.value: _LABELS[instrument] for instrument in ordered}
        instrument = Instrument(choice.segments("Survey", labels, key="instrument"))
    with right:
        titles = {measure.id: measure.title for measure in measures_of(instrument)}
        measure_id = choice.select("Domain to study", titles, key="measure")
    return instrument, measure_id


def name(instrument: Instrument) -> str:
    """Return the survey's name within a line of text."""
    label = _LABELS[instrument]
    return uncapitalised(label)


def was_used(instrument: Instrument, period: Period) -> bool:
    """Return whether patients were asked with the survey in any month of the period."""
    if instrument is Instrument.UPDATED:
        return period.last >= INSTRUMENT_BREAK
    return period.first < INSTRUMENT_BREAK
