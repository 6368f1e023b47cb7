"""Every run of the script: configuration, identity, navigation, filters, and the error boundary."""

import streamlit as st

from cxboard.results.policy import policy
from cxboard.results.service import service
from cxboard.storage.folders import PROJECT
from cxboard.ui import banner, cached, errors, filter_bar, inbox, look, navigation, sign_in

# All pages are known before anybody is: otherwise a deep link would be lost at the sign-in.
# Told once a run whether to show them: to hide and to show them costs the browser twice.
visitor = sign_in.visitor()
page = st.navigation(navigation.pages(), position="top" if visitor else "hidden")
st.set_page_config(
    page_title=f"{page.title} · CX Board" if visitor else "CX Board",
    page_icon=PROJECT / "app" / "icon.svg",
    layout="wide",
    initial_sidebar_state="collapsed",
)
look.apply()
identity = sign_in.require(visitor)

with errors.boundary():
    sign_in.sign_out_button(identity)
    banner.read_only(service().differences)
    banner.protected_less(policy().warning)
    inbox.notice()
    filter_bar.show(cached.options(), visible=navigation.is_filtered(page))
    page.run()
