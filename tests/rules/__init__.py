"""Tests of the rules: pure functions, plain registers, no store."""
