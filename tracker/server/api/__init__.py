"""The read-only API: JSON and CSV for other programs, by token. One table of feeds makes routes, answers and manual."""
