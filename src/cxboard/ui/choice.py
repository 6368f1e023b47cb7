"""One choice of the reader's, which lives in the URL.

Streamlit writes the option's label into the URL (`?facility=Larkfield+Central`) and drops what it
does not know. Links written by hand or by the board use ids (`?facility=LC`), so that a renamed
hospital breaks no link: an id found in the address is given to the widget. Options are checked
again here, because a browser may send anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

import streamlit as st

from cxboard.ui import state


def read_address(key: str, options: Mapping[str, str]) -> bool:
    """Look at the address once a session; an id found there becomes the widget's value.

    Args:
        key: name of the URL parameter and of the widget.
        options: labels by id.

    Returns:
        False when the address names something that is not among the options.
    """
    if not state.is_first_look(key):
        return True
    value = st.query_params.get(key, "")
    if value in options and value not in options.values():
        state.adopt(key, value)
    return value == "" or value in options or value in options.values()


def select(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    disabled: bool = False,
    default: str | None = None,
    on_change: Callable[[], None] | None = None,
) -> str:
    """Show a select box and return the chosen id.

    Args:
        label: what is chosen.
        options: labels by id, at least one; labels differ from one another.
        key: name of the URL parameter.
        disabled: shown, but nothing can be chosen.
        default: id of the option chosen at first, the first one when None.
        on_change: called before the run that the reader's choice starts.
    """
    known = read_address(key, options)
    ids = list(options)
    if default is not None and default in options:
        ids.sort(key=lambda each: each != default)  # stable: the default first, then as they were
    chosen = st.selectbox(
        label,
        ids,
        format_func=lambda each: options.get(each, each),
        key=key,
        bind=_binding(state.source_of(key)),
        disabled=disabled,
        on_change=on_change,
    )
    shown = chosen if chosen in options else ids[0]
    _say_in_vain(label, key, options[shown], known=known)
    return shown


def segments(label: str, options: Mapping[str, str], *, key: str) -> str:
    """Show two or three options side by side and return the chosen id; the first is the default."""
    known = read_address(key, options)
    ids = list(options)
    source = state.source_of(key)
    chosen = st.segmented_control(
        label,
        ids,
        default=ids[0] if source is state.Source.READER else None,
        format_func=lambda each: options.get(each, each),
        key=key,
        bind=_binding(source),
        required=True,
    )
    shown = chosen if chosen is not None and chosen in options else ids[0]
    _say_in_vain(label, key, options[shown], known=known)
    return shown


def text(label: str, *, key: str) -> str:
    """Show a field for a few words, which live in the URL, and return them."""
    return st.text_input(label, key=key, bind="query-params", max_chars=80).strip()


def amount(label: str, *, key: str, step: float, most: float = 1e12) -> float | None:
    """Show a field for an amount above zero, which lives in the URL; None while it is empty."""
    chosen = st.number_input(
        label, min_value=0.0, max_value=most, value=None, step=step, key=key, bind="query-params"
    )
    return chosen if chosen and 0 < chosen <= most else None


def rise(label: str, *, key: str, hint: str) -> Decimal:
    """Show a field for points more or fewer, −100 to 100, which live in the URL; 0 at first."""
    chosen = st.number_input(
        label,
        min_value=-100.0,
        max_value=100.0,
        value=0.0,
        step=0.5,
        format="%.1f",
        key=key,
        help=hint,
        bind="query-params",
    )
    return Decimal(str(chosen)) if -100 <= chosen <= 100 else Decimal(0)


def _say_in_vain(label: str, key: str, shown: str, *, known: bool) -> None:
    """Say that the address named what is not offered, until something else is chosen."""
    if not known:
        state.note(key, shown)
    if state.note(key) == shown:
        st.caption(f"Not among the choices of “{label}”: what this link names. Shown: {shown}.")


def _binding(source: state.Source) -> Literal["query-params"] | None:
    return None if source is state.Source.ADDRESS_ID else "query-params"
