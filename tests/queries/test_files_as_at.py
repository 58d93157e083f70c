"""What was sent of a few actions, from their part of the trail alone: the same as from the whole trail."""

import random
from datetime import date

import pytest

from tracker.commands import actions, evidence, extensions, reviews, updates, verification
from tracker.queries.last_changes import last_changes
from tracker.queries.register import as_at_number, files_as_at_number, last_change
from tracker.queries.sights import sight_for
from tracker.rules.sight import WHOLE
from tracker.rules.words import OwnRating, Publication, Rung, Status


def one_step(book, chance, ids):
    """Some command or other, as people give them."""
    id_ = chance.choice(ids)
    status = book.action(id_).status
    police = book.action(id_).owner_id == "police"
    lead = book.signed("police-lead" if police else "health-lead")
    match chance.randrange(6):
        case 0:
            actions.edit(book.engine, action_id=id_, lead=chance.choice(["Anna", "Bert"]), **lead)
        case 1:
            updates.say(
                book.engine, action_id=id_, narrative=f"Said {chance.random()}", own_rating=OwnRating.AMBER, **lead
            )
        case 2:
            evidence.attach_statement(
                book.engine, action_id=id_, title="Seen", statement="We saw it.", rung=Rung.DOCUMENT,
                restricted=chance.random() < 0.5, **lead,
            )  # fmt: skip
        case 3 if not any(e for e in book.register().files[id_].extensions if not e.agreed_on):
            if status not in (Status.ASSURED,):
                found = extensions.ask(
                    book.engine, action_id=id_, to_due=date(2026, 9, chance.randint(1, 28)), reason="Snow.", **lead
                )
                extensions.agree(book.engine, extension_id=found.id, **book.signed("manager"))
        case 4 if status == Status.PLANNED:
            updates.say(book.engine, action_id=id_, narrative="Begun", status=Status.IN_PROGRESS, **lead)
        case 5 if status == Status.IN_PROGRESS:
            actions.claim(book.engine, action_id=id_, narrative="Done.", **lead)
            verification.assure(book.engine, action_id=id_, reason="It is.", **book.signed("scrutineer"))
        case _:
            return


@pytest.mark.parametrize("seed", range(4))
def test_a_few_actions_as_they_stood_are_what_the_whole_trail_says_of_them(ledger, seed):
    book, chance = ledger, random.Random(seed)
    owners = ("police", "health", "police", "health")
    ids = [book.plan(owner, title=f"Plan {n}").id for n, owner in enumerate(owners)]
    numbers = [last_change(book.engine)]
    for step in range(14):
        one_step(book, chance, ids)
        if step == 9:
            ids.append(book.plan("health", part_ids=("SOTON-K:2/",), title="Late").id)
        numbers.append(last_change(book.engine))
    if seed % 2:
        reviews.set_state(
            book.engine, review_id="SOTON-K", state=Publication.WITHDRAWN, reason="Wait.", **book.signed()
        )
    for number in chance.sample(numbers, 5):
        some = chance.sample(ids, 3)
        for who in (None, "manager", "police-lead", "reader"):
            sight = WHOLE if who is None else sight_for(book.engine, who)
            whole, part = (
                as_at_number(book.engine, number, sight=sight),
                files_as_at_number(book.engine, number, some, sight=sight),
            )
            assert part.files == {id_: file for id_, file in whole.files.items() if id_ in some}
            assert dict(part.agencies) == dict(whole.agencies)
            assert {f.action.owner_id for f in part.files.values()} <= part.agencies.keys() | {None}


def test_of_nothing_there_is_nothing_and_of_a_stranger_neither(ledger):
    book = ledger
    number = last_change(book.engine)
    later = book.plan().id
    assert not files_as_at_number(book.engine, number, [], sight=WHOLE).files
    assert not files_as_at_number(book.engine, number, [later, "NOBODY-A1"], sight=WHOLE).files


def test_who_changed_a_field_last_and_when(ledger):
    id_ = ledger.plan(title="Train").id
    actions.edit(ledger.engine, action_id=id_, lead="Anna", **ledger.signed("police-lead"))
    actions.edit(ledger.engine, action_id=id_, lead="Bert", **ledger.signed("manager"))
    at = ledger.now
    updates.say(ledger.engine, action_id=id_, narrative="Begun.", **ledger.signed("police-lead"))
    said = ledger.now
    told = last_changes(ledger.engine, [(id_, "lead"), (id_, "progress"), ("NOBODY", "lead")], sight=WHOLE)
    assert told == {(id_, "lead"): ("Manager", at), (id_, "progress"): ("Police lead", said)}
    assert last_changes(ledger.engine, [(id_, "own_rating")], sight=WHOLE) == {}
