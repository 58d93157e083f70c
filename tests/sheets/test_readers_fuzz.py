"""A few hundred damaged files of each kind end in a sentence or in cells (thousands: `benchmarks.damaged`)."""

import random

import pytest

from benchmarks.damaged import damaged, sound_files, try_one
from benchmarks.damaged_store import Store, plans

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
    assert try_one(content, name) == "planned"


def test_of_a_damaged_file_all_that_can_be_taken_comes_in_or_nothing(tmp_path):
    store = Store(tmp_path)
    whole = {"our workbook": (store.returned, "returned.xlsx"), **plans()}
    chance = random.Random(7)
    for content, name in whole.values():
        assert try_one(content, name, store) == "applied"
        store.put_back()
    ends = [
        try_one(damaged(content, chance), name, store) for content, name in chance.choices(list(whole.values()), k=30)
    ]
    assert not [end for end in ends if end.startswith("TRACEBACK")]
    assert "applied" in ends
    store.put_back()
