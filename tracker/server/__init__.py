"""What the server answers beside Streamlit's pages: who you are, files, health; and the gate in front of all of it."""
