"""Any board's action plan, read by what its headings and cells mean; nothing is taken silently where unsure."""
