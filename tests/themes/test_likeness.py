"""Which recommendations are near one another, by themes, by the encoder, and without it."""

from pathlib import Path

import numpy as np
import pytest

from tracker.themes import encoder, likeness
from tracker.themes.lean import key_of, lean, texts_of
from tracker.themes.wording import grams, shared

BOATS, WALLS = "Boats are inspected each spring.", "Walls are painted white."


def asked(id_, text=BOATS, themes=(), parts=()):
    return likeness.Asked(id_, id_.split(":")[0], texts_of("", text, parts), dict.fromkeys(themes, 1.0))


def by_words(*recs):
    return likeness.nearest(likeness.place(recs, ["sea", "house", "sky"], {}, ()))


def put(*directions):
    """Where an encoder might put texts: one direction each."""
    return [np.eye(encoder.WIDTH, dtype="<f2")[n].tobytes() for n in directions]


def test_recommendations_of_one_review_are_never_held_against_each_other():
    assert by_words(asked("A:1"), asked("A:2")) == []
    assert [pair[:2] for pair in by_words(asked("A:1"), asked("A:2"), asked("B:1"))] == [("A:1", "B:1"), ("A:2", "B:1")]


def test_a_shared_theme_makes_near_and_a_rare_one_nearer():
    recs = (
        asked("A:1", BOATS, ["sea", "sky"]),
        asked("B:1", "", ["sea"]),
        asked("C:1", "", ["sky"]),
        asked("D:1", "", ["sky"]),
    )
    score = {pair[:2]: pair[2] for pair in by_words(*recs)}
    assert score["A:1", "B:1"] > score["A:1", "C:1"]


def test_of_each_at_most_so_many_are_kept():
    recs = [asked(f"R{n}:1", BOATS, ["sea"]) for n in range(30)]
    found = likeness.nearest(likeness.place(recs, ["sea"], {}, ()), [0], most=5)
    assert len(found) == 5
    assert all("R0:1" in pair[:2] for pair in found)


def test_the_encoder_finds_what_shares_no_word_and_the_nearest_parts_decide():
    recs = (asked("A:1", BOATS), asked("B:1", "x", (), ("Vessels: a yearly check.", WALLS)), asked("C:1", "Roofs."))
    texts = [text for rec in recs for text in rec.texts]
    vectors = dict(zip(map(key_of, texts), put(0, 1, 0, 2, 3), strict=True))
    assert ("A:1", "B:1") not in [pair[:2] for pair in by_words(*recs)]
    found = likeness.nearest(likeness.place(recs, [], vectors, ()))
    assert [pair[:2] for pair in found] == [("A:1", "B:1")]
    assert found[0][2] == pytest.approx(likeness.STRETCH / 2, abs=0.01)


def test_a_text_that_is_not_placed_yet_has_its_themes_only():
    recs = (asked("A:1", BOATS, ["sea"]), asked("B:1", WALLS, ["sea"]))
    found = likeness.nearest(likeness.place(recs, ["sea"], {key_of(lean(BOATS)): put(0)[0]}, ()))
    assert found == [("A:1", "B:1", pytest.approx(likeness.STRETCH / 2, abs=0.01))]


def test_what_every_recommendation_says_is_left_out():
    assert lean("The Board should require all agencies to demonstrate that boats float.") == "boats float."
    assert lean("The local safeguarding partnership will ensure boats float.") == "boats float."


def test_phrases_that_both_say_are_the_longest_and_whole():
    one, other = grams("Audit the use of escalation procedures."), grams("Staff know the Escalation procedure, in use.")
    assert shared(one, other) == ("escalation procedures",)
    assert shared(grams("Children are safe."), grams("The child is safe.")) == ()


def test_the_encoder_puts_what_means_the_same_nearer_and_says_as_many_as_asked():
    places = encoder.encode(["Fathers must be involved.", "Dads should take part.", "Count the bricks."])
    father, dad, bricks = (np.frombuffer(one, dtype="<f2").astype(float) for one in places)
    assert father @ dad > father @ bricks
    assert encoder.encode([]) == ()


def test_an_encoder_that_is_not_installed_or_falls_over_says_so(monkeypatch):
    monkeypatch.setattr(encoder, "CHILD", Path("/nowhere.py"))
    with pytest.raises(encoder.NoEncoderError):
        encoder.encode(["text"])
    monkeypatch.setattr(encoder, "find_spec", lambda _: None)
    with pytest.raises(encoder.NoEncoderError):
        encoder.encode(["text"])
