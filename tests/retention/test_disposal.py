"""Evidence whose time is over goes by rule, by two people; the figures of every day and the trail stay as they were."""

import multiprocessing
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.factories_store import Ledger, fresh_postgres, fresh_sqlite
from tests.queries.test_as_at import assert_same
from tests.retention.closed import (
    CLOSED,
    SAID,
    ask,
    attach,
    close,
    closed_review,
    dispose,
    every_ask_answered,
    kept,
    other_review,
)
from tests.trail.test_redaction import everything, holding
from tracker import clock
from tracker.commands import (
    backups,
    disposals,
    downloads,
    evidence,
    holds,
    recommendations,
    redactions,
    reviews,
    settings,
    verification,
)
from tracker.queries import redactions as taken_out
from tracker.queries import register as registers
from tracker.queries import retention, searching
from tracker.queries.history import entries
from tracker.queries.holdings import check
from tracker.queries.sights import sight_for
from tracker.queries.standing import standing
from tracker.queries.verifying import verify
from tracker.rules.errors import BadValueError, NotAllowedError, SignOffBlockedError
from tracker.rules.evidence import DISPOSED, why_no_file
from tracker.rules.retention import Retention, State
from tracker.rules.sight import LEAST, WHOLE
from tracker.rules.words import CheckOutcome, EvidenceKind, HoldKind, Rung
from tracker.store import redacting, sweeping
from tracker.store.engine import engine_for
from tracker.store.vault import Vault


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "evidence")


def test_what_is_due_goes_and_what_is_known_of_it_stays(ledger, vault):
    file, said = closed_review(ledger, vault)
    assert [one.id for one in kept(ledger).due] == [file.id, said.id]
    assert kept(ledger).reason == "closed 3 May 2017; kept 8 years; due since 3 May 2025"
    before = ledger.register()
    done, swept = dispose(ledger, vault)
    assert swept and taken_out.unfinished(ledger.engine) == ()
    assert vault.get(file.file_hash) is None
    assert SAID not in everything(ledger.engine)
    assert "audit.txt" not in everything(ledger.engine)
    after = ledger.register()
    now = after.evidence[file.id]
    assert (now.file_name, now.title, now.file_hash) == (DISPOSED, "Audit of ten files", file.file_hash)
    assert (now.rung, now.about, now.submitted_on, now.submitted_by) == (
        file.rung, file.about, file.submitted_on, file.submitted_by,
    )  # fmt: skip
    assert (after.evidence[said.id].statement, after.evidence[said.id].title) == (DISPOSED, DISPOSED)
    assert after.evidence[said.id].restricted
    assert after.verifications == before.verifications
    assert after.recommendations == before.recommendations
    assert (done.asked_by, done.agreed_by, done.years, done.evidence) == ("manager", "chair", 8, (file.id, said.id))
    verdict = verify(ledger.engine)
    assert verdict.ok, verdict.why
    assert check(ledger.engine, vault).ok
    assert {fate.state for fate in kept(ledger).fates} == {State.GONE}
    assert "disposed of" in kept(ledger).fates[0].reason


def test_every_past_day_keeps_its_figures_and_the_trail_alone_rebuilds_the_register(ledger, vault):
    actions = every_ask_answered(ledger)
    days = [clock.local_day(ledger.now)]
    ledger.on(days[0] + timedelta(days=30))
    attach(ledger, vault, actions[0], b"ten files looked at")
    evidence.attach_statement(ledger.engine, action_id=actions[1], statement=SAID, **ledger.signed("manager"))
    days.append(clock.local_day(ledger.now))
    ledger.on(days[1] + timedelta(days=30))
    close(ledger, actions)
    days.append(clock.local_day(ledger.now))
    ledger.on(days[2] + timedelta(days=30))
    days.append(clock.local_day(ledger.now))
    before = {day: figures(ledger.engine, day) for day in days}
    dispose(ledger, vault)
    assert {day: figures(ledger.engine, day) for day in days} == before
    assert registers.as_at(ledger.engine, days[1], sight=WHOLE).evidence[f"{actions[1]}-E1"].statement == DISPOSED
    assert_same(registers.as_at_number(ledger.engine, 10**9, sight=WHOLE), ledger.register())


def figures(engine, day):
    found = standing(engine, day, sight=WHOLE)
    rungs = {id_: (file.strongest_rung, len(file.current_evidence)) for id_, file in found.register.files.items()}
    return dict(found.action_ratings), dict(found.recommendation_ratings), dict(found.part_ratings), rungs


def test_the_trail_says_who_asked_who_agreed_and_why_without_the_words(sqlite_ledger, vault):
    ledger = sqlite_ledger
    closed_review(ledger, vault)
    dispose(ledger, vault)
    told = [e for e in entries(ledger.engine, limit=None, sight=WHOLE) if e.verb in ("ask_disposal", "agree_disposal")]
    assert {(e.verb, e.by) for e in told} == {("ask_disposal", "manager"), ("agree_disposal", "chair")}
    changed = [e for e in told if e.entity == "evidence"]
    assert {e.field for e in changed} == {"file_name", "statement", "title"}
    assert {(e.before, e.after, e.reason) for e in changed} == {(f'"{DISPOSED}"', f'"{DISPOSED}"', "Its time is over.")}


def test_words_that_a_redaction_left_go_as_well(sqlite_ledger, vault):
    ledger = sqlite_ledger
    _, said = closed_review(ledger, vault)
    asked = redactions.ask(
        ledger.engine, entity="evidence", entity_id=said.id, field="statement", words="officer on duty",
        reason="It names somebody.", **ledger.signed("chair"),
    )  # fmt: skip
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    dispose(ledger, vault)
    assert "interviewed" not in everything(ledger.engine)
    verdict = verify(ledger.engine)
    assert verdict.ok, verdict.why


def test_a_file_that_a_redaction_removed_is_disposed_of_without_harm(sqlite_ledger, vault):
    ledger = sqlite_ledger
    file, _ = closed_review(ledger, vault)
    asked = redactions.ask(
        ledger.engine, entity="evidence", entity_id=file.id, reason="A face.", **ledger.signed("chair")
    )
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    dispose(ledger, vault)
    assert verify(ledger.engine).ok
    assert vault.get(file.file_hash) is None


# ---- what is not due


def test_nothing_of_an_open_review_is_due(sqlite_ledger, vault):
    ledger = sqlite_ledger
    actions = every_ask_answered(ledger)
    one = attach(ledger, vault, actions[0], b"ten files looked at")
    assert kept(ledger).due == ()
    assert kept(ledger).reason == "open: 1 and 2 of its 2 recommendations not closed"
    with pytest.raises(SignOffBlockedError, match="SOTON-K is open"):
        ask(ledger, [one.id])


def test_what_also_serves_an_open_review_is_not_due(sqlite_ledger, vault):
    ledger = sqlite_ledger
    other_review(ledger)
    actions = every_ask_answered(ledger, also=("OTHER:1/",))
    one = attach(ledger, vault, actions[0], b"ten files looked at")
    other = attach(ledger, vault, actions[1], b"another ten")
    close(ledger, actions)
    assert kept(ledger).due == (other,)
    fate = next(f for f in kept(ledger).fates if f.evidence.id == one.id)
    assert (fate.state, fate.reason) == (State.OPEN, "OTHER is open: 1 of its 1 recommendation not closed")
    with pytest.raises(SignOffBlockedError, match=f"{one.id} may not go: OTHER is open"):
        ask(ledger, [one.id, other.id])


def test_a_file_that_something_else_needs_is_not_due(sqlite_ledger, vault):
    ledger = sqlite_ledger
    other_review(ledger)
    elsewhere = attach(ledger, vault, ledger.plan("police", ("OTHER:1/",)).id, b"ten files looked at")
    file, said = closed_review(ledger, vault)
    assert elsewhere.file_hash == file.file_hash
    assert kept(ledger).due == (said,)
    with pytest.raises(SignOffBlockedError, match=f"its file is also that of {elsewhere.id}, not due yet"):
        ask(ledger, [file.id, said.id])
    reviews.attach_document(ledger.engine, review_id="SOTON-K", document_hash=file.file_hash, **ledger.signed())
    fate = next(f for f in kept(ledger).fates if f.evidence.id == file.id)
    assert fate.reason.startswith("its file is also the document of SOTON-K")


def test_a_failed_check_back_opens_the_review_again_and_keeps_its_evidence(sqlite_ledger, vault):
    ledger = sqlite_ledger
    _file, said = closed_review(ledger, vault)
    verification.check_back(
        ledger.engine, action_id=said.action_id, months=6, outcome=CheckOutcome.FAILED, note="It is gone.",
        **ledger.signed("scrutineer"),
    )  # fmt: skip
    fate = next(f for f in kept(ledger).fates if f.evidence.id == said.id)
    assert (fate.state, fate.reason) == (
        State.OPEN,
        "SOTON-K is open: 1 and 2 of its 2 recommendations not closed",
    )


def test_how_long_it_is_kept_is_the_boards_to_set(sqlite_ledger, vault):
    ledger = sqlite_ledger
    closed_review(ledger, vault)
    settings.set_retention(ledger.engine, retention=Retention(25), reason="Policy of May.", **ledger.signed())
    assert kept(ledger).due == ()
    assert kept(ledger).reason == "closed 3 May 2017; kept 25 years; due on 3 May 2042"
    with pytest.raises(SignOffBlockedError, match="nothing of it is due"):
        ask(ledger)


# ---- two people, one list


def test_nobody_agrees_to_their_own_request_twice_or_to_what_is_not_due_any_more(ledger, vault):
    file, _said = closed_review(ledger, vault)
    asked = ask(ledger)
    with pytest.raises(SignOffBlockedError, match="D1 asks for the same and waits"):
        ask(ledger)
    with pytest.raises(SignOffBlockedError, match="it always takes two people"):
        agree(ledger, vault, asked, by="manager")
    recommendations.reopen(
        ledger.engine, recommendation_id="SOTON-K:2", reason="It came back.", **ledger.signed("chair")
    )
    with pytest.raises(SignOffBlockedError, match="may not go: SOTON-K is open"):
        agree(ledger, vault, asked)
    assert vault.get(file.file_hash) is not None
    close_again(ledger)
    agree(ledger, vault, asked)
    with pytest.raises(SignOffBlockedError, match="it was agreed on"):
        agree(ledger, vault, asked)


def agree(book, vault, asked, by="chair"):
    return disposals.agree(book.engine, disposal_id=asked.id, vault=vault, **book.signed(by))


def close_again(book):
    recommendations.close(book.engine, recommendation_id="SOTON-K:2", on=CLOSED, **book.signed("chair"))


def test_who_asks_must_have_looked_at_all_that_is_due(sqlite_ledger, vault):
    file, _said = closed_review(sqlite_ledger, vault)
    with pytest.raises(BadValueError, match="is not all that is due: 1 more"):
        ask(sqlite_ledger, [file.id])


def test_a_refused_request_changes_nothing_and_may_be_made_again(sqlite_ledger, vault):
    file, _said = closed_review(sqlite_ledger, vault)
    asked = ask(sqlite_ledger)
    refused = disposals.refuse(
        sqlite_ledger.engine, disposal_id=asked.id, reason="The archive wants to see it.",
        **sqlite_ledger.signed("chair"),
    )  # fmt: skip
    assert (refused.refused_by, refused.refusal_reason) == ("chair", "The archive wants to see it.")
    assert vault.get(file.file_hash) is not None
    assert ask(sqlite_ledger).id == "D2"


def test_who_may(sqlite_ledger, vault):
    closed_review(sqlite_ledger, vault)
    for who in ("police-lead", "chair", "reader"):
        with pytest.raises(NotAllowedError):
            ask(sqlite_ledger, by=who)
    asked = ask(sqlite_ledger)
    for who in ("police-lead", "reader"):
        with pytest.raises(NotAllowedError):
            agree(sqlite_ledger, vault, asked, by=who)
    agree(sqlite_ledger, vault, asked, by="scrutineer")


# ---- holds


@pytest.mark.parametrize("over", ["SOTON-K", None])
def test_a_hold_stops_a_disposal_says_why_and_lets_it_go_on_once_lifted(sqlite_ledger, vault, over):
    ledger = sqlite_ledger
    file, _said = closed_review(ledger, vault)
    asked = ask(ledger)
    hold = holds.place(
        ledger.engine, kind=HoldKind.INQUEST, reason="The coroner wrote on 3 May.", review_id=over, **ledger.signed()
    )
    found = kept(ledger)
    assert (found.due, found.holds) == ((), (hold,))
    what = over or "the whole register"
    assert found.fates[0].reason.startswith(f"{what} is under a legal hold for an inquest since")
    assert "The coroner wrote on 3 May." in found.fates[0].reason
    for attempt in (lambda: agree(ledger, vault, asked), lambda: ask(ledger, [file.id])):
        with pytest.raises(SignOffBlockedError, match="is under a legal hold for an inquest"):
            attempt()
    assert vault.get(file.file_hash) is not None
    with pytest.raises(SignOffBlockedError, match="already"):
        holds.place(ledger.engine, kind=HoldKind.INQUEST, reason="Again.", review_id=over, **ledger.signed())
    holds.lift(ledger.engine, hold_id=hold.id, reason="The inquest is over.", **ledger.signed())
    with pytest.raises(SignOffBlockedError, match="it was lifted on"):
        holds.lift(ledger.engine, hold_id=hold.id, reason="Once more.", **ledger.signed())
    agree(ledger, vault, asked)
    assert vault.get(file.file_hash) is None
    assert verify(ledger.engine).ok


def test_a_hold_over_another_review_stops_what_serves_both(sqlite_ledger, vault):
    ledger = sqlite_ledger
    other_review(ledger)
    actions = every_ask_answered(ledger, also=("OTHER:1/",))
    one = attach(ledger, vault, actions[0], b"ten files looked at")
    close(ledger, actions)
    recommendations.close(ledger.engine, recommendation_id="OTHER:1", on=CLOSED, **ledger.signed("chair"))
    assert kept(ledger).due == (one,)
    place(ledger, "OTHER")
    (fate,) = kept(ledger).fates
    assert (fate.state, kept(ledger).holds) == (State.HELD, ())
    assert fate.reason.startswith("OTHER is under a legal hold for an inquiry")


def place(book, review_id="SOTON-K", kind=HoldKind.INQUIRY):
    return holds.place(
        book.engine, kind=kind, reason="The inquiry wrote on 3 May.", review_id=review_id, **book.signed()
    )


@pytest.mark.parametrize("over", ["SOTON-K", None])
def test_a_hold_stops_a_redaction_of_words_unless_somebody_says_why_all_the_same(ledger, vault, over):
    _, said = closed_review(ledger, vault)
    place(ledger, over)
    asked = ask_words(ledger, said)
    with pytest.raises(SignOffBlockedError, match=r"is under a legal hold for an inquiry .*say why it has to go"):
        redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    assert SAID in everything(ledger.engine)
    with pytest.raises(BadValueError, match="holds the very words"):
        redactions.agree(
            ledger.engine, redaction_id=asked.id, vault=vault, although="The officer was told.",
            **ledger.signed("manager"),
        )  # fmt: skip
    done = redactions.agree(
        ledger.engine, redaction_id=asked.id, vault=vault, although="The inquiry has a copy, sealed.",
        **ledger.signed("manager"),
    ).redaction  # fmt: skip
    assert done.although == "The inquiry has a copy, sealed."
    told = [e for e in entries(ledger.engine, limit=None, sight=WHOLE) if e.field == "although" and e.after]
    assert [(e.entity_id, e.by) for e in told] == [(asked.id, "manager")]
    assert SAID not in everything(ledger.engine)
    assert verify(ledger.engine).ok


def ask_words(book, said):
    return redactions.ask(
        book.engine, entity="evidence", entity_id=said.id, field="statement", words="officer on duty",
        reason="It names somebody.", **book.signed("chair"),
    )  # fmt: skip


def test_a_hold_stops_a_redaction_of_a_file_of_any_that_holds_it(sqlite_ledger, vault):
    ledger = sqlite_ledger
    file, _ = closed_review(ledger, vault)
    place(ledger)
    asked = redactions.ask(
        ledger.engine, entity="evidence", entity_id=file.id, reason="A face.", **ledger.signed("chair")
    )
    with pytest.raises(SignOffBlockedError, match="SOTON-K is under a legal hold"):
        redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    assert vault.get(file.file_hash) is not None


def test_a_hold_over_one_review_leaves_the_redactions_of_others_alone(sqlite_ledger, vault):
    ledger = sqlite_ledger
    _, said = closed_review(ledger, vault)
    other_review(ledger)
    place(ledger, "OTHER")
    asked = ask_words(ledger, said)
    with pytest.raises(BadValueError, match="is not needed"):
        redactions.agree(
            ledger.engine, redaction_id=asked.id, vault=vault, although="All the same.", **ledger.signed("manager")
        )
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))


# ---- what is gone


def test_what_was_disposed_of_is_not_found_and_holds_no_file_to_redact(sqlite_ledger, vault):
    ledger = sqlite_ledger
    file, _said = closed_review(ledger, vault)
    dispose(ledger, vault)
    assert not searching.search(ledger.engine, "interviewed", sight=WHOLE).hits
    with pytest.raises(SignOffBlockedError, match="its file was disposed of by D1"):
        redactions.ask(ledger.engine, entity="evidence", entity_id=file.id, reason="A face.", **ledger.signed("chair"))


def test_the_very_same_file_may_come_in_again_and_what_was_disposed_of_stays_so(ledger, vault):
    file, said = closed_review(ledger, vault)
    dispose(ledger, vault)
    again = attach(ledger, vault, said.action_id, b"ten files looked at")
    assert again.file_hash == file.file_hash and again.id != file.id
    sweeping.sweep(ledger.engine, vault)
    assert vault.get(file.file_hash) == b"ten files looked at"
    found = {fate.evidence.id: fate for fate in kept(ledger).fates}
    assert found[file.id].state == State.GONE and found[again.id].state == State.DUE
    gone = ledger.register().evidence[file.id]
    assert why_no_file(gone) and why_no_file(again) is None
    with pytest.raises(SignOffBlockedError, match="its file was disposed of"):
        redactions.ask(ledger.engine, entity="evidence", entity_id=file.id, reason="A face.", **ledger.signed("chair"))
    dispose(ledger, vault)
    assert vault.get(file.file_hash) is None
    assert {fate.state for fate in kept(ledger).fates} == {State.GONE}
    assert verify(ledger.engine).ok


def test_a_sweep_that_comes_late_leaves_what_was_sent_again_meanwhile(sqlite_ledger, vault):
    ledger = sqlite_ledger
    file, said = closed_review(ledger, vault)
    asked = ask(ledger)
    agree(ledger, vault, asked)
    attach(ledger, vault, said.action_id, b"ten files looked at")
    with ledger.engine.execution_options(write=True).begin() as connection:
        redacting.forget_words(connection, asked.id, unfinished=True)
    assert sweeping.sweep(ledger.engine, vault)
    assert vault.get(file.file_hash) == b"ten files looked at"


def test_a_file_of_two_reviews_goes_with_the_last_of_them(sqlite_ledger, vault):
    ledger = sqlite_ledger
    file, said = closed_review(ledger, vault)
    again = evidence.replace(
        ledger.engine, evidence_id=file.id, reason="Once more.", kind=EvidenceKind.FILE, file_name="audit.txt",
        file_hash=file.file_hash, file_size=file.file_size, rung=Rung.AUDIT, **ledger.signed("manager"),
    )  # fmt: skip
    assert {one.id for one in kept(ledger).due} == {file.id, said.id, again.id}
    dispose(ledger, vault)
    assert vault.get(file.file_hash) is None


def test_the_copies_that_left_before_are_listed_for_those_who_deal_with_them(sqlite_ledger, vault):
    ledger = sqlite_ledger
    file, _ = closed_review(ledger, vault)
    downloads.note(ledger.engine, entity="evidence", id_=file.id, **ledger.signed("scrutineer"))
    backups.note(ledger.engine, name="register.zip", **ledger.signed("manager"))
    done = dispose(ledger, vault).disposal
    backups.note(ledger.engine, name="later.zip", **ledger.signed("manager"))

    def found(who):
        copies = retention.copies(ledger.engine, done, sight=sight_for(ledger.engine, who))
        return [(one.kind, one.what, one.by) for one in copies]

    assert found("manager") == [("evidence", file.id, "scrutineer"), ("backup", "register.zip", "manager")]
    assert found("chair") == [("evidence", file.id, ""), ("backup", "register.zip", "")]
    assert found("police-lead") == []


# ---- who sees what


def test_a_lead_sees_that_a_hold_stands_and_no_more(ledger, vault):
    closed_review(ledger, vault)
    place(ledger)
    chair, lead = (sight_for(ledger.engine, who) for who in ("chair", "police-lead"))
    assert "The inquiry wrote" in kept(ledger, chair).fates[0].reason
    (hold,) = retention.holds(ledger.engine, sight=lead)
    assert (hold.kind, hold.reason, hold.placed_by, hold.review_id) == (HoldKind.OTHER, "", "", "SOTON-K")
    for sight in (lead, LEAST):
        said = repr(kept(ledger, sight)) + repr(entries(ledger.engine, limit=None, sight=sight))
        assert "The inquiry wrote" not in said
        assert "inquiry" not in repr(kept(ledger, sight))
    assert "The inquiry wrote" in repr(entries(ledger.engine, limit=None, sight=chair))


def test_a_hold_over_a_hidden_review_is_hidden_with_it(ledger, vault):
    reviews.add(ledger.engine, code="HIDE", board_id="southampton", kind="SCR", subject="zq", title="zq",
                **ledger.signed())  # fmt: skip
    place(ledger, "HIDE")
    for who in ("chair", "police-lead"):
        sight = sight_for(ledger.engine, who)
        assert retention.holds(ledger.engine, sight=sight) == ()
        assert "HIDE" not in repr(retention.kept(ledger.engine, sight=sight))
        assert not [e for e in entries(ledger.engine, limit=None, sight=sight) if e.entity == "legal_hold"]


# ---- cut short


def _agree_and_die(url, folder, where):
    """Agree, in a process that is killed at a given moment."""
    import os
    import signal

    from tracker.store import redacting

    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)

    if where == "in the transaction":
        redacting.forget_words = die
    elif where == "before the sweep":
        sweeping.sweep = die
    else:
        Vault.remove = die
    engine = engine_for(url)
    book = Ledger(engine)
    book.now += timedelta(days=200)
    disposals.agree(engine, disposal_id="D1", vault=Vault(folder), **book.signed("chair"))


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("sqlite", "in the transaction"),
        ("sqlite", "before the sweep"),
        ("sqlite", "at the first file"),
        pytest.param("postgresql", "at the first file", marks=pytest.mark.postgres),
    ],
)
def test_killed_in_the_middle_it_is_done_wholly_or_not_at_all(request, tmp_path, vault, kind, where):
    sqlite = kind == "sqlite"
    engine = fresh_sqlite(tmp_path, furnished=True) if sqlite else fresh_postgres(
        request.getfixturevalue("pg_database"), furnished=True
    )  # fmt: skip
    ledger = Ledger(engine)
    file, said = closed_review(ledger, vault)
    asked = ask(ledger)
    ledger.engine.dispose()
    url = ledger.engine.url.render_as_string(hide_password=False)
    dying = multiprocessing.get_context("spawn").Process(target=_agree_and_die, args=(url, vault.place.folder, where))
    dying.start()
    dying.join(120)
    assert dying.exitcode == -9
    assert verify(ledger.engine).ok
    done = ledger.register().disposals[asked.id].agreed_on is not None
    assert done is (where != "in the transaction")
    assert (SAID in everything(ledger.engine)) is not done
    assert vault.get(file.file_hash) is not None
    if done:
        assert taken_out.unfinished(ledger.engine) == ("D1",)
        assert sweeping.sweep(ledger.engine, vault)
    else:
        agree(ledger, vault, asked)
    assert taken_out.unfinished(ledger.engine) == ()
    assert vault.get(file.file_hash) is None
    assert ledger.register().evidence[said.id].statement == DISPOSED
    if sqlite:
        assert holding(tmp_path, "interviewed", "ten files looked at") == []
    with ledger.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM redaction_words")).scalar() == 0
    ledger.engine.dispose()
