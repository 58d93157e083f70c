"""API tokens on the page: none yet, made and shown once, in the list, revoked after a tick."""

import re

from tests.pages.test_sessions import board, opened, signed_in, words  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import api_tokens
from tracker.queries.api_tokens import opened_by, tokens
from tracker.rules.records import PersonRole
from tracker.rules.words import Role

MANAGER = (PersonRole("m", "manager", Role.ADMINISTRATOR),)


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception
    return app


def test_a_token_is_made_shown_once_and_revoked(board, signed_in):  # noqa: F811
    signed_in("manager")
    app = opened("pages/reviews.py", tab="tokens")
    assert "No token has been made" in words(app)
    next(one for one in app.text_input if "which program" in one.label).input("Power BI")
    press(app, "Make a token")
    secret = re.search(r"```text\n([\w-]{43})\n```", " ".join(one.value for one in app.success))[1]
    assert opened_by(board.engine, secret, at=clock.now()).roles[0].role == Role.READER
    again = opened("pages/reviews.py", tab="tokens")
    assert "Power BI" in words(again) and secret not in words(again)
    assert next(one for one in again.button if one.label == "Revoke this token").disabled
    next(one for one in again.selectbox if "Which one" in one.label).select("power-bi").run()
    next(one for one in again.checkbox if "End it now" in one.label).check().run()
    press(again, "Revoke this token")
    assert opened_by(board.engine, secret, at=clock.now()) is None
    (one,) = tokens(board.engine, roles=MANAGER, at=clock.now())
    assert one.revoked_at is not None


def test_a_refusal_loses_nothing_that_was_typed(board, signed_in):  # noqa: F811
    signed_in("manager")
    app = opened("pages/reviews.py", tab="tokens")
    next(one for one in app.text_input if "which program" in one.label).input("Theirs")
    next(one for one in app.selectbox if "which role" in one.label).select(Role.LEAD)
    press(app, "Make a token")
    assert "Agency" in " ".join(one.value for one in app.error)
    assert next(one for one in app.text_input if "which program" in one.label).value == "Theirs"


def test_nobody_else_sees_which_tokens_there_are(board, signed_in):  # noqa: F811
    api_tokens.make(board.engine, name="Secretive", role=Role.READER, **board.signed(at=clock.now()))
    signed_in("reader")
    app = opened("pages/reviews.py", tab="tokens")
    assert "You may not manage people" in words(app)
    assert "Secretive" not in words(app) and not [b for b in app.button if "token" in b.label]
