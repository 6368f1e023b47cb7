"""Who is looking? Asked again in every run of the script; without an answer, nothing else is shown.

The form and the hash check are streamlit-authenticator's, without its cookie. A good answer gives
the browser a ticket, which it takes to /auth/enter for a session cookie that no script can read.
"""

from __future__ import annotations

from html import escape
from typing import Any, NoReturn

import streamlit as st
from streamlit_authenticator import Authenticate

from cxboard.access import attempts, sessions, tickets, tokens
from cxboard.access.identity import Identity
from cxboard.access.requests import SESSION_COOKIE, VISITOR_COOKIE
from cxboard.access.rules import ENTER_PATH, GO_SCRIPT, LEAVE_PATH
from cxboard.access.users import User
from cxboard.charts.markup import tag
from cxboard.results.service import service
from cxboard.ui import state

_FIELDS = {
    "Form name": "Sign in",
    "Username": "Name",
    "Password": "Password",
    "Login": "Sign in",
}
_WHAT_IT_IS = "Whether the experience of care is improving, where it is not, and how sure that is."
_NO_COOKIE = (
    "This browser did not keep the cookie that signing in needs. Allow cookies for this address, "
    "then load the page again."
)


def visitor() -> Identity | None:
    """Return who is looking; None when nobody is signed in."""
    token = st.context.cookies.get(SESSION_COOKIE)
    session = sessions.find(service().workspace.ledger, token)
    return None if session is None else Identity.of(session)


def require(identity: Identity | None) -> Identity:
    """Let a visitor in; show the sign-in form and end the run when nobody is signed in."""
    session = identity.session if identity else None
    if state.owner() not in {None, session}:
        _start_anew(f"{LEAVE_PATH}?next=")
    if identity is None:
        _show_form()
        st.stop()
    state.enter(identity)
    return identity


def sign_out_button(identity: Identity) -> None:
    """Show who is signed in and the button that ends the session, for every copy of its cookie."""
    with st.container(key="cx-account", horizontal=True, vertical_alignment="center"):
        st.caption(identity.name, width="content")
        if st.button("Sign out", key="cx-sign-out", type="tertiary"):
            sessions.revoke(service().workspace.ledger, identity.session)
            _start_anew(LEAVE_PATH)


def _start_anew(address: str) -> NoReturn:
    """Forget this visit, empty the screen and load the page again: another person may be there."""
    state.forget()
    _go(address)
    st.stop()


def _show_form() -> None:
    with st.container(key="cx-sign-in-page"):
        st.html(tag("header", tag("h1", "CX Board"), tag("p", _WHAT_IT_IS), class_="cx cx-hello"))
        visitor = st.context.cookies.get(VISITOR_COOKIE)
        if not tokens.is_token(visitor):
            st.error(_NO_COOKIE)
            return
        desk = _Desk()
        _Form(desk).login(fields=_FIELDS, key="cx-sign-in")
        if desk.user is not None:
            ticket = tickets.issue(service().workspace.ledger, desk.user.name, visitor)
            _go(f"{ENTER_PATH}?ticket={ticket}&next=")
        elif desk.was_asked:
            st.error(attempts.REFUSAL)


def _go(address: str) -> None:
    """Send this tab to an address of ours; an empty `next=` is filled in by the browser."""
    link = f'<a class="cx-go" href="{escape(address)}">Continue</a>'
    st.html(f"{link}<script>{GO_SCRIPT}</script>", unsafe_allow_javascript=True)


class _Desk:
    """Takes the place of the library's controller: our judge, our users, one attempt."""

    def __init__(self) -> None:
        self.was_asked = False
        self.user: User | None = None

    def login(self, name: str, password: str, *_limits: Any, **_options: Any) -> bool:
        """Judge what was typed, as the library's form asks for it."""
        self.was_asked = True
        self.user = attempts.judge(service().workspace.ledger, name, password)
        return self.user is not None


class _NoCookie:
    """Takes the place of the library's cookie, which scripts could read and nobody could revoke."""

    def get_cookie(self) -> None:
        """Know nobody."""

    def set_cookie(self) -> None:
        """Remember nobody."""


class _Form(Authenticate):  # type: ignore[misc]  # the library has no types
    """The library's form without its stores; its own set-up would mount a cookie component."""

    def __init__(self, desk: _Desk) -> None:
        self.path = None
        self.attrs = {"login_sleep_time": 0}
        self.cookie_controller = _NoCookie()
        self.authentication_controller = desk
