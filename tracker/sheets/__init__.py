"""Other people's spreadsheets: what we send out, what comes back, and what that would change."""
