"""Any board's action plan, read by what its headings and its cells mean; nothing in it is taken silently where unsure."""
