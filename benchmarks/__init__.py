"""Measurements, beside the house. Each is run as `python -m benchmarks.NAME` and prints what it found."""
