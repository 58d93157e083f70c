"""Doing one thing: one module a noun, one function a verb. Each is signed, asks the rules, is one transaction.

Everywhere: `by` is the id of a person (or "system"), `at` the instant, `door` where it came in. A fact's day is the
day of `at` where the board sits, unless `on` gives another, never a later one. In an edit None leaves a field as it is
and an empty text empties it; `seen` is the version that the form showed; `token` is the form's own number.
"""
