"""What does Streamlit cost with nothing but five filters side by side, as the board has them?"""

import streamlit as st

st.set_page_config(layout="wide")
labels = ("Period", "Hospital", "Unit", "Service line", "Channel")
for column, label in zip(st.columns(5), labels, strict=True):
    column.selectbox(label, [f"All of {label}", *(f"{label} {letter}" for letter in "ABCDEF")])
