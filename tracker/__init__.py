"""The recommendation tracker: what a safeguarding board was told to do, and whether it was done."""

__version__ = "0.1.0"
