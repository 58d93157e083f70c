"""Where the register's texts lie, who writes that, and that nothing of words taken out is left."""

import json
from pathlib import Path

import numpy as np
import pytest

from tracker import clock
from tracker.commands import first_data, likeness, meetings, recommendations, redactions
from tracker.queries import agendas, overlapping
from tracker.queries.remember import forget
from tracker.queries.standing import standing
from tracker.rules.errors import NotAllowedError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store import vectors
from tracker.store.vault import Vault
from tracker.themes import encoder

ROOT = Path(__file__).parents[2]
SIGNED = {"by": "system", "door": Door.COMMAND_LINE}


def made_up(texts):
    """An encoder that puts every text somewhere of its own."""
    rng = np.random.default_rng(len(texts))
    return tuple(rng.normal(size=encoder.WIDTH).astype("<f2").tobytes() for _ in texts)


def placed(engine):
    with engine.connect() as connection:
        return vectors.hashes(connection, encoder.NAME)


def near(engine):
    return overlapping.near(engine, standing(engine, sight=WHOLE), sight=WHOLE)


def test_every_text_is_placed_once_and_a_change_places_only_what_changed(ledger):
    asked = []
    put = lambda texts: (asked.append(len(texts)), made_up(texts))[1]  # noqa: E731
    first = likeness.place_texts(ledger.engine, encode=put, at=clock.now(), **SIGNED)
    assert first == len(placed(ledger.engine)) > 1
    assert likeness.place_texts(ledger.engine, encode=put, at=clock.now(), **SIGNED) == 0
    before = placed(ledger.engine)
    recommendations.edit(ledger.engine, recommendation_id="SOTON-K:1", title="Another title", **ledger.signed())
    assert likeness.place_texts(ledger.engine, encode=put, at=clock.now(), **SIGNED) == 1
    assert placed(ledger.engine) > before
    assert len(placed(ledger.engine) - before) == 1


def test_only_the_tracker_places_texts_and_without_an_encoder_nothing_happens(ledger, monkeypatch):
    with pytest.raises(NotAllowedError):
        likeness.place_texts(ledger.engine, encode=made_up, **ledger.signed())
    monkeypatch.setattr(encoder, "find_spec", lambda _: None)
    assert likeness.place_texts(ledger.engine, at=clock.now(), **SIGNED) == 0


def test_a_redaction_leaves_no_place_of_any_text(ledger, tmp_path):
    likeness.place_texts(ledger.engine, encode=made_up, at=clock.now(), **SIGNED)
    recommendations.edit(ledger.engine, recommendation_id="SOTON-K:1", title="Ask Zebedee Quux", **ledger.signed())
    likeness.place_texts(ledger.engine, encode=made_up, at=clock.now(), **SIGNED)
    asked = redactions.ask(
        ledger.engine, entity="recommendation", entity_id="SOTON-K:1", field="title", words="Zebedee Quux",
        reason="It names a child.", **ledger.signed("chair"),
    )  # fmt: skip
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=Vault(tmp_path), **ledger.signed("manager"))
    assert placed(ledger.engine) == frozenset()


@pytest.fixture
def two_reviews(store):
    first_data.load(store, ROOT / "data", at=clock.now(), **SIGNED)
    return store


def true_pairs():
    labels = json.loads((ROOT / "benchmarks/labels/overlaps.json").read_text(encoding="utf-8"))
    return {(pair["a"], pair["b"]): pair["answer"] for pair in labels["pairs"]}


def first_five(found, pairs):
    both = [(me, other) for a, b in pairs for me, other in ((a, b), (b, a))]
    hit = [other in {id_ for one in found.of.get(me, ())[:5] for id_ in (one.a, one.b)} for me, other in both]
    return sum(hit) / len(hit)


def test_on_the_two_reviews_every_true_overlap_is_among_the_first_five(two_reviews):
    likeness.place_texts(two_reviews, at=clock.now(), **SIGNED)
    found = near(two_reviews)
    assert first_five(found, true_pairs()) == 1
    pair = next(one for one in found.pairs if {one.a, one.b} == {"NORTHANTS-AK:6", "SOTON-K:10.2.5"})
    assert pair.themes == ("challenge-and-escalation",)
    assert pair.why.startswith("Both are about challenge and escalation; both say ")


def test_without_the_encoder_most_of_them_are(two_reviews):
    assert first_five(near(two_reviews), true_pairs()) >= 0.8


def test_it_is_worked_out_anew_only_when_it_can_have_changed(two_reviews):
    whole = standing(two_reviews, sight=WHOLE)
    first = overlapping.near(two_reviews, whole, sight=WHOLE)
    assert overlapping.near(two_reviews, whole, sight=WHOLE) is first
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    assert overlapping.near(two_reviews, whole, sight=WHOLE) is not first


def test_a_changed_text_is_compared_anew_once_it_has_its_place(two_reviews):
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    signed = SIGNED | {"at": clock.now()}
    recommendations.edit(two_reviews, recommendation_id="SOTON-K:10.2.1", title="Another title", **signed)
    meanwhile = near(two_reviews)
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    assert near(two_reviews) is not meanwhile


def test_the_register_as_it_stood_before_a_change_is_measured_as_it_was(two_reviews):
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    before = standing(two_reviews, sight=WHOLE)
    told = overlapping.near(two_reviews, before, sight=WHOLE).pairs
    signed = SIGNED | {"at": clock.now()}
    recommendations.edit(two_reviews, recommendation_id="SOTON-K:10.2.1", title="Another title", **signed)
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    forget()
    near(two_reviews)
    assert overlapping.near(two_reviews, before, sight=WHOLE).pairs == told


def test_what_is_proposed_for_a_meeting_follows_such_a_change_too(two_reviews):
    signed = SIGNED | {"at": clock.now()}
    held = {"board_id": "southampton-lscb", "held_on": clock.today(), "title": "Next"}
    meeting = meetings.hold(two_reviews, **held, **signed).id
    likeness.place_texts(two_reviews, encode=made_up, **signed)
    recommendations.edit(two_reviews, recommendation_id="SOTON-K:10.2.1", title="Another title", **signed)
    meanwhile = agendas.suggested(two_reviews, meeting, sight=WHOLE)
    assert meanwhile and agendas.suggested(two_reviews, meeting, sight=WHOLE) is meanwhile
    likeness.place_texts(two_reviews, encode=made_up, **signed)
    assert agendas.suggested(two_reviews, meeting, sight=WHOLE) is not meanwhile


def test_once_every_text_has_its_place_no_look_reads_which_have(two_reviews, monkeypatch):
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    read, known = [], vectors.known
    monkeypatch.setattr(vectors, "known", lambda *asked: read.append(asked) or known(*asked))
    first = near(two_reviews)
    assert near(two_reviews) is first
    assert len(read) == 1


def test_that_words_serve_is_told_from_texts_that_wait_for_their_place(two_reviews):
    register = standing(two_reviews, sight=WHOLE).register
    *_, before = overlapping.rests_on(two_reviews, register)
    vectors.keep(two_reviews, encoder.NAME, {"of another text": bytes(encoder.BYTES)})
    *_, waiting = overlapping.rests_on(two_reviews, register)
    likeness.place_texts(two_reviews, encode=made_up, at=clock.now(), **SIGNED)
    *_, after = overlapping.rests_on(two_reviews, register)
    assert (before, waiting, after) == (-1, len(placed(two_reviews)) - 1, 0)


def test_a_new_review_is_held_against_all_by_itself(two_reviews):
    found = overlapping.near_of(two_reviews, standing(two_reviews, sight=WHOLE), ["SOTON-K"], sight=WHOLE)
    assert found.pairs
    assert all(one.a.startswith("SOTON-K") != one.b.startswith("SOTON-K") for one in found.pairs)
