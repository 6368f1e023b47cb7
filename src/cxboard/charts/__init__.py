"""Results drawn: figures, small images and tables. No Streamlit and no data access."""
