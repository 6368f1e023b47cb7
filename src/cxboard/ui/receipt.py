"""Where does this number come from? Any number on a page, one click.

A page offers receipts with two lines: `receipt.link(text, asked)` wherever a number is written,
and `receipt.offer(filters)` once, with the filters that the page's numbers were made with. The
link is an address of the same view with the receipt open, and works by keyboard as any link does;
a small script opens it without loading the page anew.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

from cxboard.charts.markup import Markup, tag
from cxboard.domain.errors import UserFacingError
from cxboard.domain.filters import Filters
from cxboard.domain.measures import Measure
from cxboard.results.receipt_document import document
from cxboard.results.receipt_types import Asked, Figure, Receipt
from cxboard.ui import cached, links, receipt_view, state

HINT = "Every number opens its receipt: definition, counts, exclusions, uploads, statement."

_PARAMETER = "receipt"
_SCRIPT = "cxboard.follow"


def link(text: str, asked: Asked, measure: Measure) -> Markup:
    """Return a number, or a small drawing, that opens its receipt.

    Args:
        text: the number as it is written; Markup stays as it is.
        asked: whose receipt.
        measure: the measure, by whose name the link is announced.
    """
    said = f", receipt of {measure.short_title}, {asked.figure}"
    is_drawing = isinstance(text, Markup)  # which says itself what it shows
    return tag(
        "a",
        text,
        tag("span", said, class_="cx-said") if is_drawing else "",
        aria_label=None if is_drawing else f"{text}{said}",
        href=links.address(**{_PARAMETER: asked.text()}),
        target="_self",
        class_="cx-receipt",
    )


def to(measure: Measure, figure: Figure, text: str) -> Markup:
    """Return a number of a measure over the page's population, linked to its receipt."""
    return link(text, Asked(measure_id=measure.id, figure=figure), measure)


def offer(filters: Filters | None) -> None:
    """Open the receipt that was clicked on, or that the address names when it is first read.

    Args:
        filters: what the numbers of the page were made with; None when there are none.
    """
    if filters is None:
        return
    clicked = _follow()(key=_PARAMETER, on_asked_change=lambda: None, height=1).asked
    named = st.query_params.get(_PARAMETER) if state.is_first_look(_PARAMETER) else None
    if text := clicked or named:
        try:
            found = cached.receipt(filters, Asked.parse(str(text)))
        except UserFacingError:
            _say_there_is_none()
        else:
            _open(found)


def _say_there_is_none() -> None:
    @st.dialog("No such receipt", position="right")
    def drawer() -> None:
        st.write("What this link names has no receipt. The page is shown without a receipt.")

    drawer()


def _open(receipt: Receipt) -> None:
    @st.dialog(f"Receipt: {receipt.measure.title}", width=860, position="right")
    def drawer() -> None:
        receipt_view.show(receipt)
        st.download_button(
            "Download this receipt",
            data=json.dumps(document(receipt), default=str, ensure_ascii=False, indent=2),
            file_name=f"receipt_{receipt.publication.id}_{receipt.measure.id}.json",
            mime="application/json",
            on_click="ignore",
            key="receipt_download",
        )

    drawer()


def _follow() -> ComponentRenderer:
    """Return the script's component; its file is served from here, so no inline script runs."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_SCRIPT) is None:
        package, _, name = _SCRIPT.partition(".")
        config = ComponentConfig(name=name, asset_dir="follow")
        manifest = ComponentManifest(name=package, version="1", components=[config])
        manager.register_from_manifest(manifest, Path(__file__).parent)
    return _script()


@cache
def _script() -> ComponentRenderer:
    return component(_SCRIPT, js="follow.js")
