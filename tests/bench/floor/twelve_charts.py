"""What does bare Streamlit cost that draws the scorecard's trends as twelve Plotly charts?

The numbers are constants: no database, no cache, no sign-in, so only the drawing is measured.
"""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
hospitals = ["All hospitals", *(f"Hospital {letter}" for letter in "ABCDEF")]
chosen = hospitals.index(st.selectbox("Hospital", hospitals))
months = [f"{2023 + (10 + i) // 12}-{(10 + i) % 12 + 1:02d}-01" for i in range(36)]
columns = st.columns(3)
for chart in range(12):
    level = 60 + 2 * chart + chosen
    values = [level + (7 * i * (chart + 1) + 3 * chosen) % 11 - 5 for i in range(36)]
    figure = go.Figure(go.Scatter(x=months, y=values, mode="lines"))
    figure.update_layout(height=200, margin={"l": 30, "r": 10, "t": 30, "b": 20})
    with columns[chart % 3]:
        st.markdown(f"**Measure {chart + 1}: {values[-1]} %**")
        st.plotly_chart(figure, key=f"chart-{chart}")
