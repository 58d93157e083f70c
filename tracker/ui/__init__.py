"""Everything that says Streamlit: the look, the frame around every page, tables, charts and forms."""
