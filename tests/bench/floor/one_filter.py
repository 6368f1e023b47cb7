"""The floor: what does Streamlit cost with nothing but one filter on the page?"""

import streamlit as st

st.set_page_config(layout="wide")
st.selectbox("Hospital", ["All hospitals", *(f"Hospital {letter}" for letter in "ABCDEF")])
