"""The themes that are suggested: worked out from the texts, and silent about what a person answered."""

from threading import Thread

import pytest

from tests.factories_store import Ledger, fresh_sqlite
from tracker.commands import learning, recommendations, taxonomy, themes
from tracker.queries import suggesting
from tracker.queries.remember import forget, remember
from tracker.queries.standing import standing
from tracker.queries.suggesting import suggestions, suggestions_of
from tracker.rules.sight import WHOLE
from tracker.rules.theme_subjects import SubjectKind

K1, K2, POINT = "SOTON-K:1", "SOTON-K:2", "SOTON-K/8.2"


@pytest.fixture
def book(tmp_path):
    engine = fresh_sqlite(tmp_path, furnished=True)
    ledger = Ledger(engine)
    for name, cues in (("Training", ("train", "training")), ("Audit", ("audit",)), ("Voice", ("seen alone",))):
        themes.add_theme(engine, name=name, definition="It is well done.", cue_words=cues, **ledger.signed())
    learning.add(
        engine, review_id="SOTON-K", paragraph="8.2", title="Voice", summary="Not seen alone.", **ledger.signed()
    )
    yield ledger
    engine.dispose()


def found(book):
    return suggestions(book.engine, standing(book.engine, sight=WHOLE), sight=WHOLE)


def ids(book, subject):
    return {one.theme_id for one in found(book).waiting.get(subject, ())}


def test_a_recommendation_its_parts_and_learning_are_suggested_what_their_words_say(book):
    assert ids(book, K1) == {"audit", "training"}
    assert ids(book, POINT) == {"voice"}
    (training,) = (one for one in found(book).waiting[K1] if one.theme_id == "training")
    assert 0 < training.score < 1
    assert set(training.cues) <= {"train", "training"}
    assert found(book).number_of(SubjectKind.LEARNING_POINT) == 1


def test_what_a_person_confirmed_or_rejected_is_not_suggested_again_until_it_is_taken_back(book):
    facts = {"recommendation_id": K1, "theme_id": "audit"}
    themes.reject(book.engine, **facts, **book.signed("chair"))
    assert "audit" not in ids(book, K1)
    themes.take_back(book.engine, **facts, **book.signed("chair"))
    assert "audit" in ids(book, K1)
    themes.confirm(book.engine, **facts, **book.signed("chair"))
    assert "audit" not in ids(book, K1)


def test_an_edited_list_suggests_at_once_and_a_retired_theme_no_more(book):
    themes.edit_theme(book.engine, theme_id="voice", cue_words=["speak up"], **book.signed())
    assert ids(book, K2) == {"voice"}
    taxonomy.retire(book.engine, theme_id="voice", reason="Too wide.", **book.signed())
    assert ids(book, K2) == set()


def test_what_no_words_speak_for_is_named_and_not_left_silent(book):
    recommendations.add(book.engine, review_id="SOTON-K", ref="3", title="Zebra", text="Zebra.", **book.signed())
    assert "SOTON-K:3" in found(book).silent
    themes.confirm(book.engine, recommendation_id="SOTON-K:3", theme_id="audit", **book.signed())
    assert "SOTON-K:3" not in found(book).silent


def test_one_recommendation_by_itself_is_suggested_the_same(book):
    now = standing(book.engine, sight=WHOLE)
    assert suggestions_of(book.engine, now, K1, sight=WHOLE).waiting[K1] == found(book).waiting[K1]
    assert suggestions_of(book.engine, now, "SOTON-K:99", sight=WHOLE).number == 0


def test_while_suggestions_are_worked_out_others_may_look_at_the_register(book, monkeypatch):
    waited = []

    def slow(*_):
        other = Thread(target=remember, args=(("somebody", "else"), lambda: 1), daemon=True)
        other.start()
        other.join(2)
        waited.append(other.is_alive())
        return suggesting.Suggestions({}, {}, (), {})

    forget()
    monkeypatch.setattr(suggesting, "_made", slow)
    suggesting.suggestions(book.engine, standing(book.engine, sight=WHOLE), sight=WHOLE)
    assert waited == [False]
    forget()
