"""What a person may not see, no command of theirs knows: the refusal is the one for a thing that is not there."""

from datetime import date

import pytest

from tests.commands.test_signatures import commands
from tests.secret_things import serve_too
from tracker.commands import (
    actions,
    agencies,
    asks,
    evidence,
    extensions,
    links,
    parts,
    people,
    recommendations,
    reviews,
)
from tracker.commands import not_doing as not_doing_
from tracker.rules.errors import AlreadyExistsError, NotAllowedError, SignOffBlockedError, TrackerError, UnknownError
from tracker.rules.records import CrossReference
from tracker.rules.words import CheckOutcome, NotDoingKind, Publication, Role, Rung, Status
from tracker.store.database import changing

DRAFT = "DRAFT-X"
REC, A, B = f"{DRAFT}:1", f"{DRAFT}:1/a", f"{DRAFT}:1/b"
LEAD, CHAIR, JUDGE = "police-lead", "chair", "scrutineer"


@pytest.fixture
def book(ledger):
    """A draft review with an action, a request, evidence and a not-doing entry; and an action that serves both."""
    ledger, engine = ledger, ledger.engine
    reviews.add(
        engine, code=DRAFT, board_id="southampton", kind="SCR", subject="Child X", title="Child X", **ledger.signed()
    )
    recommendations.add(
        engine, review_id=DRAFT, ref="1", title="One", text="Do a. Do b.", parts=(("a", "Do a."), ("b", "Do b.")),
        **ledger.signed(),
    )  # fmt: skip
    asks.ask(engine, part_ids=[A, B], agency_id="police", **ledger.signed())
    ledger.mine = ledger.plan("police", part_ids=(A,)).id
    ledger.both = ledger.plan("police", part_ids=("SOTON-K:1/a",)).id
    serve_too(ledger, ledger.both, B)
    ledger.asked = extensions.ask(
        engine, action_id=ledger.mine, to_due=date(2026, 9, 1), reason="Snow.", **ledger.signed()
    ).id
    ledger.sent = evidence.attach_statement(engine, action_id=ledger.mine, statement="Done.", **ledger.signed()).id
    ledger.entry = not_doing_.enter(
        engine, kind=NotDoingKind.REJECTED, reason="No.", ask_id=f"{B}|police", **ledger.signed()
    ).id
    return ledger


SAID, WHY, PROVED = {"narrative": "We did."}, {"reason": "Because."}, {"title": "T", "rung": Rung.AUDIT, "about": None}
FILE = {"file_name": "a.pdf", "file_hash": "a" * 64, "file_size": 3}
HIDDEN = [  # who, the command, which argument is the hidden thing's id, and the others
    (LEAD, "updates.say", "action_id", "mine", SAID),
    (LEAD, "actions.claim", "action_id", "mine", SAID),
    (LEAD, "actions.start", "action_id", "mine", {}),
    (LEAD, "actions.edit", "action_id", "mine", {"lead": "Sgt"}),
    (LEAD, "actions.set_first_date", "action_id", "mine", {"due": date(2026, 8, 1)}),
    (LEAD, "actions.withdraw_claim", "action_id", "mine", WHY),
    (LEAD, "actions.link_parts", "action_id", "mine", {"part_ids": ["SOTON-K:1/a"]}),
    (LEAD, "actions.unlink_part", "action_id", "mine", {"part_id": A}),
    (LEAD, "extensions.ask", "action_id", "mine", {"to_due": date(2026, 9, 9), **WHY}),
    (LEAD, "evidence.attach_statement", "action_id", "mine", {"statement": "Done."}),
    (LEAD, "evidence.attach_link", "action_id", "mine", {**PROVED, "link": "https://e.example"}),
    (LEAD, "evidence.attach_file", "action_id", "mine", {**PROVED, **FILE}),
    (LEAD, "evidence.withdraw", "evidence_id", "sent", WHY),
    (LEAD, "report.send", "action_id", "mine", SAID),
    (CHAIR, "extensions.agree", "extension_id", "asked", {}),
    (CHAIR, "extensions.refuse", "extension_id", "asked", WHY),
    (CHAIR, "not_doing.enter", "action_id", "mine", {"kind": NotDoingKind.REJECTED, **WHY}),
    (CHAIR, "not_doing.enter", "recommendation_id", REC, {"kind": NotDoingKind.REJECTED, **WHY}),
    (CHAIR, "not_doing.enter", "ask_id", f"{A}|police", {"kind": NotDoingKind.REJECTED, **WHY}),
    (CHAIR, "not_doing.end", "entry_id", "entry", WHY),
    (CHAIR, "recommendations.close", "recommendation_id", REC, {}),
    (CHAIR, "recommendations.reopen", "recommendation_id", REC, WHY),
    (CHAIR, "themes.confirm", "recommendation_id", REC, {"theme_id": "neglect"}),
    (CHAIR, "themes.reject", "part_id", A, {"theme_id": "neglect"}),
    (CHAIR, "themes.take_back", "recommendation_id", REC, {"theme_id": "neglect"}),
    (JUDGE, "verification.assure", "action_id", "mine", WHY),
    (JUDGE, "verification.return_claim", "action_id", "mine", WHY),
    (JUDGE, "verification.embed", "action_id", "mine", {}),
    (JUDGE, "verification.check_back", "action_id", "mine", {"months": 6, "outcome": CheckOutcome.PASSED}),
    (JUDGE, "actions.reopen", "action_id", "mine", WHY),
]


def refusal(book, who, command, **facts):
    with pytest.raises(UnknownError) as refused:
        commands()[command](book.engine, **facts, **book.signed(who))
    return str(refused.value)


@pytest.mark.parametrize(
    ("who", "command", "argument", "what", "facts"), HIDDEN, ids=[f"{h[1]}({h[2]})" for h in HIDDEN]
)
def test_a_hidden_thing_is_refused_as_one_that_is_not_there(book, who, command, argument, what, facts):
    id_ = getattr(book, what, what)
    nowhere = f"{id_}9"
    hidden = refusal(book, who, command, **{argument: id_}, **facts)
    assert "Did you mean" not in hidden or DRAFT not in hidden.split("Did you mean")[1]
    assert hidden.replace(id_, nowhere) == refusal(book, who, command, **{argument: nowhere}, **facts)
    reviews.name_reader(book.engine, review_id=DRAFT, person_id=who, **book.signed())
    try:
        commands()[command](book.engine, **{argument: id_}, **facts, **book.signed(who))
    except TrackerError as refused:  # what it says of a thing that is there, such as a claim that is not made yet
        assert str(refused) != hidden
        assert not isinstance(refused, NotAllowedError)


def test_an_action_for_a_hidden_part_is_not_planned_by_who_may_not_see_it(book):
    words = refusal(book, LEAD, "actions.plan", part_ids=[A], owner_id="police", title="Guess")
    assert words == f"There is no part ‘{A}’ in the register."
    words = refusal(book, LEAD, "actions.link_parts", action_id=book.both, part_ids=[A])
    assert words == f"There is no part ‘{A}’ in the register."


def test_the_hidden_part_of_a_common_action_is_no_part_of_it_for_who_may_not_see_it(book):
    words = refusal(book, LEAD, "actions.unlink_part", action_id=book.both, part_id=B)
    assert words == f"There is no part of this action ‘{B}’ in the register."
    links_ = actions.link_parts(book.engine, action_id=book.both, part_ids=["SOTON-K:1/b"], **book.signed(LEAD))
    assert [link.part_id for link in links_] == ["SOTON-K:1/a", "SOTON-K:1/b"]


def test_one_action_does_not_answer_a_published_and_an_unpublished_review(book):
    plan = {"owner_id": "police", "title": "Both"}
    why = "DRAFT-X is not published: plan an action for each"
    with pytest.raises(SignOffBlockedError, match=why):
        actions.plan(book.engine, part_ids=["SOTON-K:1/a", A], **plan, **book.signed())
    with pytest.raises(SignOffBlockedError, match=why):
        actions.link_parts(book.engine, action_id=book.mine, part_ids=["SOTON-K:1/b"], **book.signed())
    open_ = book.plan("police", part_ids=("SOTON-K:1/b",)).id
    with pytest.raises(SignOffBlockedError, match=why):
        actions.link_parts(book.engine, action_id=open_, part_ids=[A], **book.signed())
    reviews.set_state(book.engine, review_id=DRAFT, state=Publication.PUBLISHED, **book.signed())
    assert len(actions.link_parts(book.engine, action_id=open_, part_ids=[A], **book.signed())) == 2
    hide = {"review_id": DRAFT, "state": Publication.WITHHELD, "reason": "A trial."}
    with pytest.raises(SignOffBlockedError, match=f"{book.both} and {open_} answer another review too: unlink"):
        reviews.set_state(book.engine, **hide, **book.signed())
    actions.unlink_part(book.engine, action_id=open_, part_id=A, **book.signed())
    actions.unlink_part(book.engine, action_id=book.both, part_id=B, **book.signed())
    assert reviews.set_state(book.engine, **hide, **book.signed()).state == Publication.WITHHELD


def test_no_hint_names_the_code_of_a_hidden_review(book):
    both = book.plan("police", part_ids=(A,)).id
    serve_too(book, both, "SOTON-K:1/b")
    assert both.startswith(DRAFT)
    assert DRAFT not in refusal(book, LEAD, "updates.say", action_id=both[1:], **SAID)
    reviews.name_reader(book.engine, review_id=DRAFT, person_id=LEAD, **book.signed())
    assert both in refusal(book, LEAD, "updates.say", action_id=both[1:], **SAID)


def test_what_follows_by_itself_follows_in_a_hidden_review_too(book):
    """The scrutineer sees the action by its published part; the closed recommendation that it serves too opens."""
    book.to(book.both, Status.ASSURED)
    for part in (A, B):
        asks.withdraw(book.engine, ask_id=f"{part}|police", reason="A mistake.", **book.signed())
    asks.ask(book.engine, part_ids=[B], agency_id="police", **book.signed())
    parts.mark_context(book.engine, part_id=A, reason="A sentence only.", **book.signed())
    not_doing_.end(book.engine, entry_id=book.entry, reason="We will.", **book.signed())
    recommendations.close(book.engine, recommendation_id=REC, **book.signed())
    assert book.register().recommendations[REC].closed_on
    actions.reopen(book.engine, action_id=book.both, reason="Inspection.", **book.signed(JUDGE))
    assert book.register().recommendations[REC].closed_on is None


def test_the_manager_knows_every_thing_and_a_published_review_hides_none(book):
    actions.start(book.engine, action_id=book.mine, **book.signed("manager"))
    reviews.set_state(book.engine, review_id=DRAFT, state=Publication.PUBLISHED, **book.signed())
    actions.edit(book.engine, action_id=book.mine, lead="Sgt", **book.signed(LEAD))


def test_a_reference_to_a_hidden_recommendation_is_hidden_from_who_holds_the_role_for_it(book):
    """Only the board's own roles touch references; the one who may and may not see is made up for this."""
    made = links.cross_refer(book.engine, from_id="SOTON-K:1", to_id=REC, **book.signed())
    with changing(book.engine, verb="remove", **book.signed(CHAIR)) as work, pytest.raises(UnknownError):
        work.get(CrossReference, made.id)


def test_only_the_manager_names_readers_and_nobody_is_named_twice(book):
    for who in (LEAD, CHAIR, JUDGE, "reader"):
        for command, facts in (
            (reviews.name_reader, {"person_id": who}),
            (reviews.name_leads, {}),
            (reviews.unname_reader, {"person_id": who}),
        ):
            with pytest.raises(NotAllowedError, match="name the readers of a review"):
                command(book.engine, review_id=DRAFT, **facts, **book.signed(who))
    reviews.name_reader(book.engine, review_id=DRAFT, person_id="reader", **book.signed())
    with pytest.raises(AlreadyExistsError):
        reviews.name_reader(book.engine, review_id=DRAFT, person_id="reader", **book.signed())
    with pytest.raises(UnknownError):
        reviews.unname_reader(book.engine, review_id=DRAFT, person_id="chair", **book.signed())


def test_leads_are_named_of_agencies_asked_and_of_their_successors_but_not_who_was_switched_off(book):
    agencies.add(book.engine, name="Constabulary", sector="police", **book.signed())
    for name, agency in (("New lead", "constabulary"), ("Old lead", "police")):
        person = people.add(book.engine, name=name, **book.signed())
        people.give_role(book.engine, person_id=person.id, role=Role.LEAD, agency_id=agency, **book.signed())
    people.disable(book.engine, person_id="old-lead", **book.signed())
    agencies.merge(book.engine, agency_id="police", into_id="constabulary", **book.signed())
    made = reviews.name_leads(book.engine, review_id=DRAFT, **book.signed())
    assert [reader.person_id for reader in made] == ["new-lead", "police-lead"]
