"""Every run of the script: configuration, identity, navigation, filters, and the error boundary."""

import streamlit as st

from cxboard.results.service import service
from cxboard.storage.workspace import PROJECT
from cxboard.ui import banner, cached, errors, filter_bar, look, navigation, sign_in

st.set_page_config(
    page_title="CX Board",
    page_icon=PROJECT / "app" / "icon.svg",
    layout="wide",
    initial_sidebar_state="collapsed",
)

# All pages are known before anybody is: otherwise a deep link would be lost at the sign-in.
pages = navigation.pages()
st.navigation(pages, position="hidden")
look.apply()
identity = sign_in.require_identity()
page = st.navigation(pages, position="top")
st.set_page_config(page_title=f"{page.title} · CX Board")

with errors.boundary():
    sign_in.sign_out_button(identity)
    banner.read_only(service().differences)
    filter_bar.show(cached.options(), visible=navigation.is_filtered(page))
    page.run()
