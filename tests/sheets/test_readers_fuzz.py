"""A few hundred damaged files of each kind end in a sentence or in cells (thousands: `benchmarks.damaged`)."""

import random

import pytest

from benchmarks.damaged import damaged, sound_files, try_one

FILES = sound_files()
TURNS = {"another board's .xls": 25, "another board's .docx": 60}
"""Fewer of those that start a process each, or are slow to pack."""


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_ends_in_a_sentence_or_in_cells(kind):
    content, name = FILES[kind]
    chance = random.Random(kind)
    ends = [try_one(damaged(content, chance), name) for _ in range(TURNS.get(kind, 200))]
    assert not [end for end in ends if end.startswith("TRACEBACK")]
    assert "refused" in ends


@pytest.mark.parametrize("kind", FILES)
def test_a_sound_file_is_read(kind):
    content, name = FILES[kind]
    assert try_one(content, name) == ("planned" if name == "returned.xlsx" else "read")
