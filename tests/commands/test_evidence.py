"""Evidence through its life: sent, newer versions, restricted, corrected, withdrawn; and the trail of all of it.

The ledger's clock begins on 5 January 2026; the police own the action, its lead is "police-lead".
"""

from datetime import date, timedelta

import pytest

from tracker.commands import actions, evidence, report
from tracker.queries import history
from tracker.queries.register import as_at
from tracker.queries.sentences import sentences
from tracker.queries.standing import standing
from tracker.queries.verifying import verify
from tracker.rules.errors import (
    BadValueError,
    ChangedMeanwhileError,
    EmptyValueError,
    FileRefusedError,
    NotAllowedError,
    UnknownError,
)
from tracker.rules.evidence import EvidenceBlockedError, versions
from tracker.rules.sight import WHOLE
from tracker.rules.words import EvidenceKind, Rung, Status

LEAD = "police-lead"
FILE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def action(ledger):
    return ledger.plan().id


def sent(book, action_id, **more):
    facts = {"title": "Audit of 20 files", "rung": Rung.AUDIT, "about": date(2025, 12, 1), "file_name": "audit.pdf",
             "file_hash": FILE, "file_size": 12}  # fmt: skip
    return evidence.attach_file(book.engine, action_id=action_id, **{**facts, **more}, **book.signed(LEAD))


def newer(book, id_, by=LEAD, **more):
    facts = {"kind": EvidenceKind.FILE, "file_name": "audit.pdf", "file_hash": OTHER, "file_size": 13}
    return evidence.replace(
        book.engine, evidence_id=id_, **{**facts, **more}, reason="Ten more files were read.", **book.signed(by)
    )


def withdrawn(book, id_):
    return evidence.withdraw(book.engine, evidence_id=id_, reason="It named a child.", **book.signed(LEAD))


def file(book, action_id):
    return book.register().files[action_id]


def told(book, id_, verb):
    return {
        (e.field, e.before, e.after, e.reason)
        for e in history.entries(book.engine, sight=WHOLE, verb=verb)
        if e.entity_id == id_
    }


# ---- sent


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://a.example", "https://", "a.example", "https://[x", ""])
def test_a_link_is_an_address_of_the_web_or_refused(ledger, link):
    with pytest.raises((BadValueError, EmptyValueError)):
        evidence.attach_link(
            ledger.engine, action_id=ledger.plan().id, title="", rung=Rung.DOCUMENT, about=None, link=link,
            **ledger.signed(LEAD),
        )  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [{"file_hash": "A" * 64}, {"file_hash": "../" + "a" * 61}, {"file_hash": "a" * 64 + "\n"}, {"file_hash": ""},
     {"file_size": 0}, {"file_size": -1}],
)  # fmt: skip
def test_a_file_that_the_vault_did_not_receive_is_refused(ledger, facts):
    id_ = ledger.plan().id
    with pytest.raises(FileRefusedError, match="send it again"):
        sent(ledger, id_, **facts)
    with pytest.raises(FileRefusedError, match="send it again"):
        report.send(
            ledger.engine, action_id=id_, narrative="Done.", evidence=EvidenceKind.FILE, rung=Rung.AUDIT,
            **{"file_name": "a.pdf", "file_hash": FILE, "file_size": 9, **facts}, **ledger.signed(LEAD),
        )  # fmt: skip
    assert ledger.register().evidence == {}


def test_evidence_without_a_title_is_called_as_its_file_its_link_or_its_first_words(ledger):
    id_ = ledger.plan().id
    facts = {"action_id": id_, "rung": Rung.DOCUMENT, "about": None, "title": ""}
    link = evidence.attach_link(ledger.engine, link="https://a.example/b", **facts, **ledger.signed(LEAD))
    said = evidence.attach_statement(ledger.engine, statement="We did.\nAll of it.", **facts, **ledger.signed(LEAD))
    assert [sent(ledger, id_, title="").title, link.title, said.title] == [
        "audit.pdf",
        "https://a.example/b",
        "We did.",
    ]


# ---- versions


def test_a_newer_version_counts_and_the_older_stays_with_its_hash(ledger, action):
    first = sent(ledger, action)
    second = newer(ledger, first.id, title="Audit of 30 files", rung=Rung.OUTCOME_DATA)
    now = file(ledger, action)
    assert now.current_evidence == (second,)
    assert now.strongest_rung == Rung.OUTCOME_DATA
    assert [(e.id, e.file_hash, e.replaces_id) for e in now.evidence] == [
        (first.id, FILE, None),
        (second.id, OTHER, first.id),
    ]
    reasons = {e.reason for e in history.entries(ledger.engine, sight=WHOLE, verb="replace_evidence")}
    assert reasons == {"Ten more files were read."}
    assert verify(ledger.engine).ok


def test_what_is_not_said_of_a_newer_version_is_as_it_was(ledger, action):
    first = sent(ledger, action)
    second = newer(ledger, first.id)
    assert (second.title, second.rung, second.about) == (first.title, first.rung, first.about)
    third = newer(ledger, second.id, kind=EvidenceKind.STATEMENT, statement="We say so.", rung=Rung.ASSERTION)
    assert (third.kind, third.rung) == (EvidenceKind.STATEMENT, Rung.ASSERTION)
    assert file(ledger, action).strongest_rung == Rung.ASSERTION


def test_a_weaker_version_makes_the_evidence_weaker(ledger, action):
    first = sent(ledger, action)
    newer(ledger, first.id, rung=Rung.DOCUMENT)
    assert file(ledger, action).strongest_rung == Rung.DOCUMENT


def test_each_version_says_which_of_how_many_it_is(ledger, action):
    first = sent(ledger, action)
    second = newer(ledger, first.id)
    third = newer(ledger, second.id)
    alone = sent(ledger, action)
    now = file(ledger, action)
    assert [versions(now, e).in_words for e in (first, second, third, alone)] == [
        "version 1 of 3",
        "version 2 of 3",
        "version 3 of 3",
        "",
    ]
    assert versions(now, third).earlier == (second, first)


def test_only_the_newest_version_can_be_replaced_and_none_that_was_withdrawn(ledger, action):
    first = sent(ledger, action)
    second = newer(ledger, first.id)
    with pytest.raises(EvidenceBlockedError, match=f"already by {second.id}: replace the newest version"):
        newer(ledger, first.id)
    withdrawn(ledger, second.id)
    with pytest.raises(EvidenceBlockedError, match=r"cannot be replaced: it was withdrawn on 5 January 2026"):
        newer(ledger, second.id)
    assert file(ledger, action).current_evidence == ()  # an earlier version does not come back by itself
    with pytest.raises(UnknownError):
        newer(ledger, "SOTON-K-A001-E99")


def test_a_newer_version_of_restricted_evidence_is_restricted(ledger, action):
    first = sent(ledger, action, restricted=True)
    assert newer(ledger, first.id, restricted=False).restricted
    plain = sent(ledger, action)
    assert newer(ledger, plain.id, restricted=True).restricted
    assert not ledger.register().evidence[plain.id].restricted


def test_a_newer_version_needs_a_reason(ledger):
    first = sent(ledger, ledger.plan().id)
    for command, facts in (
        (evidence.replace, {"kind": EvidenceKind.STATEMENT, "statement": "x"}),
        (evidence.restrict, {"restricted": True}),
        (evidence.correct, {"rung": Rung.VOICE}),
        (evidence.withdraw, {}),
    ):
        with pytest.raises(EmptyValueError, match="Why is empty"):
            command(ledger.engine, evidence_id=first.id, reason=" \n", **facts, **ledger.signed(LEAD))


def test_as_at_a_day_the_version_of_that_day_counts(ledger, action):
    first = sent(ledger, action)
    ledger.on(date(2026, 2, 1))
    second = newer(ledger, first.id, rung=Rung.VOICE)
    ledger.on(date(2026, 3, 1))
    withdrawn(ledger, second.id)
    for day, counts in ((date(2026, 1, 10), (first.id,)), (date(2026, 2, 10), (second.id,)), (date(2026, 3, 2), ())):
        then = as_at(ledger.engine, day, sight=WHOLE).files[action]
        assert tuple(e.id for e in then.current_evidence) == counts


# ---- restriction


def test_a_restriction_and_its_lifting_are_signed_with_their_reasons(ledger, action):
    first = sent(ledger, action)
    facts = {"evidence_id": first.id, "reason": "It names staff."}
    assert evidence.restrict(ledger.engine, restricted=True, **facts, **ledger.signed(LEAD)).restricted
    with pytest.raises(EvidenceBlockedError, match="cannot be restricted: it is restricted already"):
        evidence.restrict(ledger.engine, restricted=True, **facts, **ledger.signed(LEAD))
    lifted = {**facts, "reason": "The names are out."}
    assert not evidence.restrict(ledger.engine, restricted=False, **lifted, **ledger.signed("manager")).restricted
    with pytest.raises(EvidenceBlockedError, match="cannot be opened again: it is not restricted"):
        evidence.restrict(ledger.engine, restricted=False, **lifted, **ledger.signed(LEAD))
    assert told(ledger, first.id, "restrict_evidence") >= {
        ("restricted", "false", "true", "It names staff."),
        ("restricted", "true", "false", "The names are out."),
    }


def test_a_restriction_is_for_all_versions_since_the_older_can_be_opened_too(ledger, action):
    first = sent(ledger, action)
    second = newer(ledger, first.id)
    gone = newer(ledger, second.id)
    withdrawn(ledger, gone.id)
    for one in (second, gone):
        restricted = one.id != gone.id
        evidence.restrict(
            ledger.engine, evidence_id=one.id, restricted=restricted, reason="Names.", **ledger.signed(LEAD)
        )
        now = ledger.register().evidence
        assert [now[e.id].restricted for e in (first, second)] == [restricted, restricted]
        assert now[gone.id].restricted  # what was withdrawn stays as closed as it is


def test_two_who_restrict_at_once_are_told_of_each_other(ledger):
    first = sent(ledger, ledger.plan().id)
    facts = {"evidence_id": first.id, "reason": "Names.", "seen": first.version}
    evidence.restrict(ledger.engine, restricted=True, **facts, **ledger.signed("manager"))
    with pytest.raises(ChangedMeanwhileError):
        evidence.restrict(ledger.engine, restricted=True, **facts, **ledger.signed(LEAD))


# ---- corrections


def test_rung_and_date_are_corrected_with_a_reason_that_the_trail_keeps(ledger, action):
    first = sent(ledger, action)
    right = evidence.correct(
        ledger.engine, evidence_id=first.id, rung=Rung.DIP_SAMPLE, about=date(2025, 11, 3),
        reason="Twenty files, not an audit.", **ledger.signed("manager"),
    )  # fmt: skip
    assert (right.rung, right.about) == (Rung.DIP_SAMPLE, date(2025, 11, 3))
    why = "Twenty files, not an audit."
    assert told(ledger, first.id, "correct_evidence") >= {
        ("rung", '"audit"', '"dip_sample"', why),
        ("about", '"2025-12-01"', '"2025-11-03"', why),
    }
    (said, *_) = sentences(standing(ledger.engine, sight=WHOLE).register, history.entries(ledger.engine, sight=WHOLE))
    assert (said.verb, said.why) == ("Evidence corrected", why)
    assert {"Rung: Audit → Dip sample", "About: 1 December 2025 → 3 November 2025"} <= set(said.details)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({}, "nothing of it would be different"),
        ({"rung": Rung.AUDIT}, "nothing of it would be different"),
        ({"about": date(2026, 1, 6)}, "still to come"),
        ({"about": date(202, 1, 1)}, "look at the year again"),
    ],
)
def test_a_correction_that_corrects_nothing_or_cannot_be_is_refused(ledger, facts, error):
    first = sent(ledger, ledger.plan().id)
    with pytest.raises((EvidenceBlockedError, BadValueError), match=error):
        evidence.correct(ledger.engine, evidence_id=first.id, reason="Typed wrong.", **facts, **ledger.signed(LEAD))


def corrected(book, id_):
    return evidence.correct(book.engine, evidence_id=id_, rung=Rung.VOICE, reason="Wrong.", **book.signed(LEAD))


def test_once_a_claim_is_verified_what_was_looked_at_stays_as_it_was_seen(ledger, action):
    first = sent(ledger, action)
    ledger.to(action, Status.ASSURED)
    with pytest.raises(EvidenceBlockedError, match="the claim was verified with it on 5 January 2026"):
        corrected(ledger, first.id)
    ledger.on(ledger.now.date() + timedelta(days=1))
    later = sent(ledger, action)
    with pytest.raises(EvidenceBlockedError, match="the claim is verified: send a newer version instead"):
        corrected(ledger, later.id)
    actions.reopen(ledger.engine, action_id=action, reason="An inspection.", **ledger.signed("scrutineer"))
    with pytest.raises(EvidenceBlockedError, match="the claim was verified with it"):
        corrected(ledger, first.id)
    assert corrected(ledger, later.id).rung == Rung.VOICE
    assert newer(ledger, first.id).replaces_id == first.id  # a newer version may always be sent


def test_after_a_return_the_evidence_may_be_corrected(ledger, action):
    first = sent(ledger, action)
    ledger.to(action, Status.RETURNED)
    assert corrected(ledger, first.id).rung == Rung.VOICE


def test_what_was_replaced_or_withdrawn_is_not_corrected(ledger):
    id_ = ledger.plan().id
    first, gone = sent(ledger, id_), sent(ledger, id_)
    newer(ledger, first.id)
    withdrawn(ledger, gone.id)
    for one in (first, gone):
        with pytest.raises(EvidenceBlockedError):
            corrected(ledger, one.id)


# ---- withdrawal


def test_withdrawn_evidence_stays_with_its_hash_and_says_why(ledger, action):
    first = sent(ledger, action)
    gone = withdrawn(ledger, first.id)
    assert (gone.withdrawn_on, gone.withdrawn_by, gone.withdrawn_reason) == (
        date(2026, 1, 5),
        LEAD,
        "It named a child.",
    )
    assert ledger.register().evidence[first.id].file_hash == FILE
    assert ("withdrawn_by", None, f'"{LEAD}"', "It named a child.") in told(ledger, first.id, "withdraw_evidence")
    assert file(ledger, action).current_evidence == ()
    with pytest.raises(EvidenceBlockedError, match="cannot be withdrawn: it was withdrawn already"):
        withdrawn(ledger, first.id)


def test_an_earlier_version_can_be_withdrawn_while_the_newer_counts(ledger, action):
    first = sent(ledger, action)
    second = newer(ledger, first.id)
    withdrawn(ledger, first.id)
    assert file(ledger, action).current_evidence == (second,)


# ---- who may


@pytest.mark.parametrize("person", ["health-lead", "chair", "scrutineer", "reader"])
def test_only_the_owner_and_the_business_manager_change_evidence(ledger, person):
    first = sent(ledger, ledger.plan().id)
    for command, facts in (
        (evidence.replace, {"kind": EvidenceKind.STATEMENT, "statement": "x"}),
        (evidence.restrict, {"restricted": True}),
        (evidence.correct, {"rung": Rung.VOICE}),
        (evidence.withdraw, {}),
    ):
        with pytest.raises(NotAllowedError):
            command(ledger.engine, evidence_id=first.id, reason="Because.", **facts, **ledger.signed(person))
    assert ledger.register().evidence[first.id] == first
