"""What recommendations ask for in common, as pages keep it: nobody else waits for it, and it is never of yesterday."""

from threading import Thread
from types import SimpleNamespace

import pytest

from tracker.queries.remember import forget, remember
from tracker.rules.overlap import Near, Overlap
from tracker.rules.register import Register
from tracker.ui import form_take_in, show_pair, show_returned

PAIR = Overlap("A:1", "B:1", 0.7, (), "Both say ‘supervision’")


@pytest.fixture
def at():
    forget()
    kept = lambda make, *names: remember(("page", 1, names), make)  # noqa: E731  as a frame keeps things
    yield SimpleNamespace(engine=None, standing=None, sight=None, register=Register(), worked_out=kept)
    forget()


def comparing(monkeypatch, near):
    monkeypatch.setattr(show_returned, "near", near)


def test_pairs_follow_once_texts_are_placed_though_the_register_did_not_change(at, monkeypatch):
    nothing, one = Near(), Near((PAIR,))
    comparing(monkeypatch, lambda *_, **__: nothing)
    assert show_pair.every_pair(at) == ()
    comparing(monkeypatch, lambda *_, **__: one)
    assert [(pair.a, pair.b) for pair in show_pair.every_pair(at)] == [("A:1", "B:1")]


def test_while_recommendations_are_compared_others_may_look_at_the_register(at, monkeypatch):
    waited = []

    def slow(*_, **__):
        other = Thread(target=remember, args=(("somebody", "else"), lambda: 1), daemon=True)
        other.start()
        other.join(2)
        waited.append(other.is_alive())
        return Near()

    comparing(monkeypatch, slow)
    show_pair.every_pair(at)
    assert waited == [False]


@pytest.mark.parametrize(("encoder", "says"), [(True, "compared in the next minutes"), (False, "no earlier")])
def test_that_nothing_came_back_is_not_said_before_the_texts_were_compared(at, monkeypatch, encoder, says):
    at.link = lambda words, *_, **__: words
    for name, gives in (("standing", None), ("near_of", Near()), ("recurrences", ()), ("with_encoder", encoder)):
        monkeypatch.setattr(form_take_in, name, lambda *_, gives=gives, **__: gives)
    assert says in form_take_in._came_back(at, "A")
