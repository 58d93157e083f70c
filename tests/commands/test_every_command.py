"""Every command, called once for real: what it leaves on the trail, and that nobody without a role may do it."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest
import sqlalchemy as sa

from tests.commands.test_signatures import commands
from tests.retention.closed import close, every_ask_answered
from tracker.commands import (
    actions,
    agencies,
    agendas,
    boards,
    disposals,
    evidence,
    extensions,
    holds,
    identities,
    invitations,
    learning,
    links,
    overlaps,
    people,
    redactions,
    reviews,
    sendings,
    taxonomy,
    themes,
)
from tracker.commands import meetings as meetings_
from tracker.commands import not_doing as not_doing_
from tracker.commands import parts as parts_
from tracker.commands import recommendations as recs
from tracker.commands import settings as settings_
from tracker.commands.taking_in import Document, Taken
from tracker.queries import chasing as chasing_queries
from tracker.queries.sendings import outgoing
from tracker.queries.verifying import verify
from tracker.rules.agency_lines import agency_lines
from tracker.rules.agenda import Suggested
from tracker.rules.chasing import Chasing
from tracker.rules.errors import NotAllowedError
from tracker.rules.papers_look import Look
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.proof import LeastRungs
from tracker.rules.records import PersonRole, Theme
from tracker.rules.retention import Retention
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import (
    AgendaKind,
    CandidateKind,
    CheckOutcome,
    Direction,
    Door,
    EvidenceKind,
    Found,
    HoldKind,
    LadderRung,
    NotDoingKind,
    OwnRating,
    Publication,
    Response,
    Role,
    Rung,
    Sameness,
    SendingWay,
    Status,
)
from tracker.sheets.plan import Edit, Plan
from tracker.store.database import for_board
from tracker.store.tables import TrailRow
from tracker.store.vault import Vault

HASH = "a" * 64
K1, K1A, K2 = "SOTON-K:1", "SOTON-K:1/a", "SOTON-K:2"
MANAGERS = (PersonRole("m", "manager", Role.ADMINISTRATOR),)
_trail = TrailRow.__table__


def action(book, status=Status.PLANNED, **more):
    return book.to(book.plan(**more).id, status).id


def asked_redaction(book):
    asked = {"entity": "action", "entity_id": action(book), "field": "title", "words": "Train", "reason": "A name."}
    return redactions.ask(book.engine, **asked, **book.signed("chair")).id


def due_evidence(book):
    """A review that was closed long ago, with a statement."""
    actions = every_ask_answered(book)
    said = evidence.attach_statement(book.engine, action_id=actions[0], statement="We did.", **book.signed())
    close(book, actions)
    return said.id


def asked_disposal(book):
    facts = {"review_id": "SOTON-K", "evidence": [due_evidence(book)], "reason": "Its time is over."}
    return disposals.ask(book.engine, **facts, **book.signed()).id


def hold(book):
    return holds.place(book.engine, kind=HoldKind.INQUEST, reason="The coroner wrote.", **book.signed()).id


def theme(book):
    return themes.add_theme(book.engine, name="Neglect", definition="Needs not met.", **book.signed()).id


def other_theme(book):
    return themes.add_theme(book.engine, name="Voice", definition="Heard.", **book.signed()).id


def retired(book):
    return taxonomy.retire(book.engine, theme_id=theme(book), reason="Too wide.", **book.signed()).id


def linked(book):
    themes.confirm(book.engine, recommendation_id=K1, theme_id=theme(book), score=0.5, **book.signed())
    return "neglect"


def assured_rec(book):
    """Recommendation 1 with everything done."""
    for owner in ("police", "health"):
        action(book, Status.ASSURED, owner_id=owner, part_ids=(K1A, "SOTON-K:1/b"))
    return K1


def closed(book):
    recs.close(book.engine, recommendation_id=assured_rec(book), **book.signed("chair"))
    return K1


def requested(book):
    id_ = action(book)
    return extensions.ask(
        book.engine, action_id=id_, to_due=date(2026, 9, 1), reason="Snow.", **book.signed("police-lead")
    ).id


def stated(book):
    return evidence.attach_statement(
        book.engine, action_id=action(book), statement="We did.", **book.signed("police-lead")
    ).id


def point(book):
    return learning.add(
        book.engine, review_id="SOTON-K", paragraph="8.2", title="Voice", summary="Heard late.", **book.signed()
    ).id


def embeddable(book):
    from tracker.commands import verification

    id_ = action(book, Status.ASSURED)
    for months in (6, 12):
        verification.check_back(
            book.engine, action_id=id_, months=months, outcome=CheckOutcome.PASSED, **book.signed("scrutineer")
        )
    return id_


def elsewhere(book):
    """The facts of a pair: recommendation 1, and one of another review."""
    reviews.add(
        book.engine, code="OTHER", board_id="southampton", kind="SCR", subject="Child O", title="Child O",
        published_on=date(2015, 6, 1), state=Publication.PUBLISHED, **book.signed(),
    )  # fmt: skip
    recs.add(book.engine, review_id="OTHER", ref="1", title="Train", text="Train all.", **book.signed())
    return {"a_id": K1, "b_id": "OTHER:1"}


def judged_pair(book):
    return overlaps.judge(book.engine, **elsewhere(book), answer=Sameness.SAME, **book.signed("chair")).id


def reference(book):
    return links.cross_refer(book.engine, from_id=K1, to_id=K2, **book.signed()).id


def meeting(book):
    return meetings_.hold(
        book.engine, board_id="southampton", held_on=date(2026, 1, 20), title="Subgroup", **book.signed("chair")
    ).id


def sitting(book):
    """A meeting today, at which things can be decided."""
    return meetings_.hold(
        book.engine, board_id="southampton", held_on=book.now.date(), title="Subgroup", **book.signed("chair")
    ).id


def at_sitting(facts):
    """The facts of a decision, and the meeting of the day on which they are there."""
    return lambda book: {**facts(book), "meeting_id": sitting(book)}


def ended(book):
    id_ = sitting(book)
    meetings_.end(book.engine, meeting_id=id_, **book.signed("chair"))
    return id_


def item(book, **more):
    return agendas.add(
        book.engine, meeting_id=meeting(book), title="Who is the chair next year?", **more, **book.signed("chair")
    ).id


def put_off(book):
    id_ = item(book)
    agendas.defer(book.engine, item_id=id_, reason="No time.", **book.signed("chair"))
    return id_


def moved(book):
    first = agendas.add(book.engine, meeting_id=meeting(book), title="First", **book.signed("chair"))
    agendas.add(book.engine, meeting_id=first.meeting_id, title="Second", **book.signed("chair"))
    return first.id


def message(book):
    from tracker.commands import chases

    return chases.record(book.engine, agency_id="police", text="You owe us.", **book.signed()).id


def asked_for(book):
    """What the police would be asked for, whose action is late and whose lead has an address."""
    people.edit(book.engine, person_id="police-lead", email="asha@police.example", **book.signed())
    book.plan(title="Late", due=date(2025, 12, 1))
    found = chasing_queries.plan(book.engine, roles=MANAGERS, who="Manager", at=book.now)
    return next(one for one in found if one.agency_id == "police")


def cut_short(book):
    """A message of which nobody knows whether it left."""
    from tracker.commands import chases

    return chases.make(
        book.engine, planned=[asked_for(book)], way=SendingWay.BY_MAIL, again=True, reason="Now.", **book.signed()
    )[0].chase.id


def contact(book):
    from tracker.commands import contacts

    return contacts.add(book.engine, rung=LadderRung.CHAIR, name="Ann", **book.signed()).id


def second_review(book):
    """A recommendation of another review of the same board, published."""
    reviews.add(
        book.engine, code="SOTON-L", board_id="southampton", kind="LCSPR", subject="Child L", title="Child L",
        published_on=date(2026, 1, 4), state=Publication.PUBLISHED, **book.signed(),
    )  # fmt: skip
    return recs.add(book.engine, review_id="SOTON-L", ref="1", title="Train", text="Train.", **book.signed()).id


def entry(book, **more):
    return not_doing_.enter(
        book.engine, kind=NotDoingKind.REJECTED, reason="No.", action_id=action(book), **more, **book.signed("chair")
    ).id


def expired(book):
    entry(book, until=date(2026, 1, 6))
    book.on(date(2026, 2, 1))
    return {}


def brought_in(book):
    """A workbook of the police that changed one cell."""
    from tracker.commands import workbooks

    plan = Plan("ours", edits=(Edit(action(book), "lead", None, "Sgt Smith"),), file_name="police.xlsx")
    workbooks.apply(book.engine, plan, file_hash=HASH, **book.signed(LEAD))
    return "I0001"


def context(book):
    parts_.mark_context(book.engine, part_id=K1A, reason="A sentence only.", **book.signed())
    return K1A


def disabled(book):
    people.disable(book.engine, person_id="member", **book.signed())
    return "member"


def named(book):
    reviews.name_reader(book.engine, review_id="SOTON-K", person_id="reader", **book.signed())
    return "reader"


COUNCIL = {"issuer": "https://council.example", "subject": "s-1"}


def invitation(book):
    return invitations.invite(book.engine, person_id="member", **book.signed())


def linked_person(book):
    identities.join(book.engine, link=invitation(book), **COUNCIL, **book.signed("system"))
    return "member"


def promise(book):
    from tracker.rules.records import Promise
    from tracker.store.database import changing

    with changing(book.engine, verb="load", **book.signed("system")) as work:
        work.allow("edit_register")
        work.add(Promise("SOTON-K/8.4.4", "SOTON-K", "8.4.4", "Physical abuse."))
    return "SOTON-K/8.4.4"


def going(book):
    """What the police get, whose lead has an address."""
    people.edit(book.engine, person_id="police-lead", email="asha@police.example", **book.signed())
    action(book)
    return outgoing(book.engine, ["police"], roles=MANAGERS, who="Manager")[0]


def sending(book):
    made = sendings.make(book.engine, outgoing=[going(book)], way=SendingWay.BY_HAND, **book.signed())
    return made[0].sending.id


def sample(book):
    from tracker.commands import samples

    action(book, Status.ASSURED)
    return samples.draw(book.engine, size=1, seed="7", **book.signed("scrutineer")).id


def measure(book):
    from tracker.commands import measures

    facts = {"what": "Children seen alone", "unit": "%", "direction": Direction.UP}
    return measures.add(book.engine, recommendation_id=K1, **facts, **book.signed("chair")).id


def reading(book):
    from tracker.commands import measures

    return measures.read(book.engine, measure_id=measure(book), value=40, source="Audit.", **book.signed("chair")).id


def data_folder(book):
    return Path(__file__).parents[2] / "data"


LEAD, MANAGER, CHAIR, JUDGE = "police-lead", "manager", "chair", "scrutineer"

# name → who, the verb on the trail, and what it is called with (told a ledger, where something must be there first)
CASES = {
    "actions.claim": (LEAD, "claim", lambda b: {"action_id": action(b, Status.IN_PROGRESS), "narrative": "Done."}),
    "actions.edit": (LEAD, "edit_action", lambda b: {"action_id": action(b), "lead": "Sgt Smith"}),
    "actions.link_parts": (LEAD, "link_parts", lambda b: {"action_id": action(b), "part_ids": [K2 + "/"]}),
    "actions.plan": (LEAD, "plan_action", lambda b: {"part_ids": [K1A], "owner_id": "police", "title": "Train"}),
    "actions.plan_for_group": (
        MANAGER, "plan_action", lambda b: {"part_ids": [K2 + "/"], "group_id": "everyone", "title": "Speak"},
    ),
    "actions.reopen": (JUDGE, "reopen", lambda b: {"action_id": action(b, Status.ASSURED), "reason": "Inspection."}),
    "actions.set_first_date": (
        LEAD, "set_first_date", lambda b: {"action_id": action(b, due=None), "due": date(2026, 7, 1)},
    ),
    "actions.start": (LEAD, "start", lambda b: {"action_id": action(b)}),
    "actions.unlink_part": (
        LEAD, "unlink_part",
        lambda b: {"action_id": action(b, part_ids=(K1A, K2 + "/")), "part_id": K1A},
    ),
    "actions.withdraw_claim": (
        LEAD, "withdraw_claim", lambda b: {"action_id": action(b, Status.CLAIMED), "reason": "Too soon."},
    ),
    "agencies.add": (MANAGER, "add", lambda b: {"name": "Probation", "sector": "probation"}),
    "agencies.add_group": (MANAGER, "add", lambda b: {"name": "Some", "member_ids": ["police"]}),
    "agencies.close": (MANAGER, "close", lambda b: {"agency_id": "schools"}),
    "agencies.edit": (MANAGER, "edit", lambda b: {"agency_id": "police", "name": "Constabulary"}),
    "agencies.edit_group": (MANAGER, "edit", lambda b: {"group_id": "everyone", "name": "All agencies"}),
    "agencies.join": (MANAGER, "join", lambda b: {"group_id": "everyone", "agency_id": "board"}),
    "agencies.leave": (MANAGER, "leave", lambda b: {"group_id": "everyone", "agency_id": "police"}),
    "agencies.merge": (MANAGER, "merge", lambda b: {"agency_id": "police", "into_id": "schools"}),
    "asks.accept": (MANAGER, "accept", lambda b: {"ask_id": K1A + "|police"}),
    "asks.ask": (MANAGER, "ask", lambda b: {"part_ids": [K1A], "agency_id": "schools"}),
    "asks.ask_group": (MANAGER, "ask", lambda b: {"part_ids": [K1A], "group_id": "everyone"}),
    "asks.ask_several": (MANAGER, "ask", lambda b: {"wanted": {"schools": [K1A]}}),
    "asks.withdraw": (MANAGER, "withdraw", lambda b: {"ask_id": K1A + "|police", "reason": "A mistake."}),
    "beginning.add_agencies": (MANAGER, "add", lambda b: {"agencies": agency_lines("Anytown Housing; Ann Bell")}),
    "beginning.set_up": (MANAGER, "set_up", lambda b: {"board": "Anytown Partnership", "name": "Ann Bell"}),
    "boards.add": (MANAGER, "add", lambda b: {"name": "Dorset"}),
    "boards.edit": (MANAGER, "edit", lambda b: {"board_id": "southampton", "name": "The Partnership"}),
    "chases.answered": (MANAGER, "chase_answered", lambda b: {"chase_id": message(b)}),
    "chases.make": (MANAGER, "chase", lambda b: {"planned": [asked_for(b)], "way": SendingWay.BY_HAND}),
    "chases.record": (MANAGER, "chase", lambda b: {"agency_id": "police", "text": "You owe us."}),
    "chases.send": (
        MANAGER, "chase_sent",
        lambda b: {"planned": asked_for(b), "hand_over": lambda made: {}, "again": True, "reason": "Now."},
    ),
    "chases.stayed": (MANAGER, "chase_refused", lambda b: {"chase_id": cut_short(b), "why": "No such mailbox."}),
    "chases.went": (MANAGER, "chase_sent", lambda b: {"chase_id": cut_short(b)}),
    "contacts.add": (MANAGER, "keep_contacts", lambda b: {"rung": LadderRung.CHAIR, "name": "Ann"}),
    "contacts.edit": (MANAGER, "keep_contacts", lambda b: {"contact_id": contact(b), "name": "Ann Bell"}),
    "contacts.remove": (MANAGER, "keep_contacts", lambda b: {"contact_id": contact(b)}),
    "evidence.attach_file": (
        LEAD, "add_evidence",
        lambda b: {
            "action_id": action(b), "title": "Audit", "rung": Rung.AUDIT, "about": date(2025, 12, 1),
            "file_name": "audit.pdf", "file_hash": HASH, "file_size": 12,
        },
    ),
    "evidence.attach_link": (
        LEAD, "add_evidence",
        lambda b: {
            "action_id": action(b), "title": "Page", "rung": Rung.DOCUMENT, "about": None, "link": "https://a.example/b",
        },
    ),
    "evidence.attach_statement": (LEAD, "add_evidence", lambda b: {"action_id": action(b), "statement": "We did."}),
    "evidence.correct": (
        LEAD, "correct_evidence",
        lambda b: {"evidence_id": stated(b), "rung": Rung.VOICE, "reason": "Children said it themselves."},
    ),
    "evidence.replace": (
        LEAD, "replace_evidence",
        lambda b: {
            "evidence_id": stated(b), "kind": EvidenceKind.STATEMENT, "statement": "We did more.", "reason": "New.",
        },
    ),
    "evidence.restrict": (
        LEAD, "restrict_evidence", lambda b: {"evidence_id": stated(b), "restricted": True, "reason": "Names."},
    ),
    "evidence.withdraw": (LEAD, "withdraw_evidence", lambda b: {"evidence_id": stated(b), "reason": "Wrong year."}),
    "extensions.agree": (CHAIR, "agree_extension", lambda b: {"extension_id": requested(b)}),
    "extensions.ask": (
        LEAD, "ask_extension", lambda b: {"action_id": action(b), "to_due": date(2026, 9, 1), "reason": "Snow."},
    ),
    "extensions.refuse": (CHAIR, "refuse_extension", lambda b: {"extension_id": requested(b), "reason": "No."}),
    "first_data.load": (MANAGER, "load", lambda b: {"folder": data_folder(b)}),
    "identities.come_in": (
        MANAGER, "first_sign_in", lambda b: {**COUNCIL, "name": "Asha", "roles": [(Role.LEAD, "police")]},
    ),
    "identities.join": (MANAGER, "link_sign_in", lambda b: {**COUNCIL, "link": invitation(b)}),
    "identities.unlink": (MANAGER, "unlink_sign_in", lambda b: {"person_id": linked_person(b)}),
    "learning.add": (
        MANAGER, "add",
        lambda b: {"review_id": "SOTON-K", "paragraph": "8.2", "title": "Voice", "summary": "Heard late."},
    ),
    "learning.promote": (MANAGER, "promote", lambda b: {"learning_point_id": point(b), "ref": "L1", "text": "Hear."}),
    "links.cross_refer": (MANAGER, "cross_refer", lambda b: {"from_id": K1, "to_id": K2}),
    "links.match_promise": (MANAGER, "match_promise", lambda b: {"promise_id": promise(b), "recommendation_id": K1}),
    "links.remove_cross_reference": (
        MANAGER, "remove", lambda b: {"cross_reference_id": reference(b), "reason": "A mistake."},
    ),
    "measures.add": (
        CHAIR, "add_measure",
        lambda b: {"recommendation_id": K1, "what": "Children seen", "unit": "%", "direction": Direction.UP},
    ),
    "measures.edit": (CHAIR, "edit_measure", lambda b: {"measure_id": measure(b), "target": 90.0}),
    "measures.end": (CHAIR, "end_measure", lambda b: {"measure_id": measure(b), "reason": "Another is better."}),
    "measures.read": (CHAIR, "read_measure", lambda b: {"measure_id": measure(b), "value": 40, "source": "Audit."}),
    "measures.withdraw_reading": (
        CHAIR, "withdraw_reading", lambda b: {"reading_id": reading(b), "reason": "It was another quarter."},
    ),
    "agendas.add": (CHAIR, "add_item", lambda b: {"meeting_id": meeting(b), "title": "Who chairs next year?"}),
    "agendas.defer": (CHAIR, "defer_item", lambda b: {"item_id": item(b), "reason": "No time."}),
    "agendas.make": (
        CHAIR, "make_agenda",
        lambda b: {
            "meeting_id": meeting(b), "items": [Suggested(AgendaKind.HOLE, "Who will act?", K1, "Nobody plans it.", 2)],
        },
    ),
    "agendas.move": (CHAIR, "move_item", lambda b: {"item_id": moved(b), "position": 2}),
    "agendas.note": (CHAIR, "note_item", lambda b: {"item_id": item(b), "text": "Talked about it."}),
    "agendas.set_minutes": (CHAIR, "set_minutes", lambda b: {"item_id": item(b), "minutes": 10}),
    "agendas.take_up": (CHAIR, "take_up_item", lambda b: {"item_id": put_off(b)}),
    "decisions.agree_extension": (
        CHAIR, "agree_extension", at_sitting(lambda b: {"extension_id": requested(b)}),
    ),
    "decisions.assure": (
        CHAIR, "verify", at_sitting(lambda b: {"action_id": action(b, Status.CLAIMED), "reason": "The audit."}),
    ),
    "decisions.check_back": (
        CHAIR, "check_back",
        at_sitting(
            lambda b: {"action_id": action(b, Status.ASSURED), "months": 6, "outcome": CheckOutcome.PASSED}
        ),
    ),
    "decisions.escalate": (
        CHAIR, "escalate",
        at_sitting(
            lambda b: {
                "agency_id": "police", "rung": LadderRung.BOARD_MEMBER, "reason": "Silent.", "listed": [action(b)],
                "letter": "You owe us.", "to": ["The superintendent"],
            }
        ),
    ),
    "decisions.not_doing": (
        CHAIR, "not_doing",
        at_sitting(lambda b: {"kind": NotDoingKind.REJECTED, "reason": "No.", "recommendation_id": K1}),
    ),
    "decisions.note": (CHAIR, "decide", at_sitting(lambda b: {"about": K1, "text": "Agreed."})),
    "lessons.same_lesson": (
        CHAIR, "reopen",
        at_sitting(
            lambda b: {
                "recommendation_id": second_review(b), "earlier_id": K1, "reason": "Nobody was trained.",
                "reopen": [action(b, Status.ASSURED)],
            }
        ),
    ),
    "decisions.raise_action": (
        CHAIR, "plan_action", at_sitting(lambda b: {"part_ids": [K1A], "owner_id": "police", "title": "Train"}),
    ),
    "decisions.refuse_extension": (
        CHAIR, "refuse_extension", at_sitting(lambda b: {"extension_id": requested(b), "reason": "No."}),
    ),
    "decisions.return_claim": (
        CHAIR, "return", at_sitting(lambda b: {"action_id": action(b, Status.CLAIMED), "reason": "Nothing seen."}),
    ),
    "meetings.attendance": (
        CHAIR, "note_attendance", lambda b: {"meeting_id": meeting(b), "present": ["Ann"], "apologies": ["Ben"]},
    ),
    "meetings.edit": (CHAIR, "edit_meeting", lambda b: {"meeting_id": meeting(b), "place": "Room 4"}),
    "meetings.end": (CHAIR, "end_meeting", lambda b: {"meeting_id": sitting(b)}),
    "meetings.resume": (CHAIR, "resume_meeting", lambda b: {"meeting_id": ended(b)}),
    "meetings.hold": (
        CHAIR, "hold_meeting", lambda b: {"board_id": "southampton", "held_on": date(2026, 3, 1), "title": "Subgroup"},
    ),
    "not_doing.end": (CHAIR, "bring_back", lambda b: {"entry_id": entry(b), "reason": "We will."}),
    "not_doing.end_expired": (CHAIR, "bring_back", expired),
    "not_doing.enter": (
        CHAIR, "not_doing", lambda b: {"kind": NotDoingKind.REJECTED, "reason": "No.", "recommendation_id": K1},
    ),
    "overlaps.judge": (CHAIR, "judge_overlap", lambda b: {**elsewhere(b), "answer": Sameness.RELATED}),
    "overlaps.take_back": (
        CHAIR, "take_judgement_back", lambda b: {"judgement_id": judged_pair(b), "reason": "Read again."},
    ),
    "parts.add": (MANAGER, "add", lambda b: {"recommendation_id": K1, "label": "c", "text": "More."}),
    "parts.edit": (MANAGER, "edit", lambda b: {"part_id": K1A, "text": "Train all."}),
    "parts.mark_context": (MANAGER, "mark_context", lambda b: {"part_id": K1A, "reason": "A sentence only."}),
    "parts.split": (MANAGER, "split", lambda b: {"part_id": K1A, "label": "a.i", "text": "everybody"}),
    "parts.unmark_context": (MANAGER, "unmark_context", lambda b: {"part_id": context(b)}),
    "people.add": (MANAGER, "add_person", lambda b: {"name": "Anna Bell", "email": "a.bell@example.org"}),
    "people.disable": (MANAGER, "disable_person", lambda b: {"person_id": "reader"}),
    "people.edit": (MANAGER, "edit_person", lambda b: {"person_id": "reader", "name": "R. Eader"}),
    "people.enable": (MANAGER, "enable_person", lambda b: {"person_id": disabled(b)}),
    "people.give_role": (MANAGER, "give_role", lambda b: {"person_id": "reader", "role": Role.AUDITOR}),
    "people.take_role": (MANAGER, "take_role", lambda b: {"person_id": "reader", "role": Role.READER}),
    "disposals.agree": (
        CHAIR, "agree_disposal", lambda b: {"disposal_id": asked_disposal(b), "vault": Vault(Path(mkdtemp()))},
    ),
    "disposals.ask": (
        MANAGER, "ask_disposal",
        lambda b: {"review_id": "SOTON-K", "evidence": [due_evidence(b)], "reason": "Its time is over."},
    ),
    "disposals.refuse": (
        CHAIR, "refuse_disposal", lambda b: {"disposal_id": asked_disposal(b), "reason": "Not yet."},
    ),
    "holds.lift": (MANAGER, "lift_hold", lambda b: {"hold_id": hold(b), "reason": "The inquest is over."}),
    "holds.place": (
        MANAGER, "place_hold",
        lambda b: {"kind": HoldKind.INQUIRY, "reason": "It wrote.", "review_id": "SOTON-K"},
    ),
    "redactions.agree": (
        MANAGER, "agree_redaction", lambda b: {"redaction_id": asked_redaction(b), "vault": Vault(Path(mkdtemp()))},
    ),
    "redactions.ask": (
        LEAD, "ask_redaction",
        lambda b: {
            "entity": "action", "entity_id": action(b), "field": "title", "words": "Train", "reason": "A name.",
        },
    ),
    "redactions.refuse": (
        MANAGER, "refuse_redaction", lambda b: {"redaction_id": asked_redaction(b), "reason": "It is no name."},
    ),
    "recommendations.add": (
        MANAGER, "add", lambda b: {"review_id": "SOTON-K", "ref": "3", "title": "More", "text": "Do more."},
    ),
    "recommendations.close": (CHAIR, "close", lambda b: {"recommendation_id": assured_rec(b)}),
    "recommendations.edit": (MANAGER, "edit", lambda b: {"recommendation_id": K1, "title": "Train, then audit"}),
    "recommendations.reopen": (CHAIR, "reopen", lambda b: {"recommendation_id": closed(b), "reason": "It is back."}),
    "recommendations.respond": (
        MANAGER, "respond", lambda b: {"recommendation_id": K1, "response": Response.IN_PART, "reason": "Not b."},
    ),
    "report.send": (
        LEAD, "claim",
        lambda b: {
            "action_id": action(b, Status.IN_PROGRESS), "narrative": "Done.", "status": Status.CLAIMED,
            "evidence": EvidenceKind.STATEMENT, "rung": Rung.ASSERTION, "statement": "We did.",
        },
    ),
    "reviews.add": (
        MANAGER, "add",
        lambda b: {"code": "X-1", "board_id": "southampton", "kind": "SAR", "subject": "Mr X", "title": "Mr X"},
    ),
    "reviews.attach_document": (MANAGER, "attach_document", lambda b: {"review_id": "SOTON-K", "document_hash": HASH}),
    "reviews.edit": (MANAGER, "edit", lambda b: {"review_id": "SOTON-K", "author": "A. Author"}),
    "reviews.name_leads": (MANAGER, "name_reader", lambda b: {"review_id": "SOTON-K"}),
    "reviews.name_reader": (MANAGER, "name_reader", lambda b: {"review_id": "SOTON-K", "person_id": "reader"}),
    "reviews.set_state": (MANAGER, "set_state", lambda b: {"review_id": "SOTON-K", "state": Publication.AGREED}),
    "reviews.unname_reader": (MANAGER, "unname_reader", lambda b: {"review_id": "SOTON-K", "person_id": named(b)}),
    "sendings.make": (
        MANAGER, "send_workbooks", lambda b: {"outgoing": [going(b)], "way": SendingWay.BY_HAND},
    ),
    "sendings.refused": (MANAGER, "workbook_refused", lambda b: {"sending_id": sending(b), "why": "No such mailbox."}),
    "sendings.send": (MANAGER, "workbook_sent", lambda b: {"outgoing": going(b), "hand_over": lambda made: {}}),
    "sendings.sent": (MANAGER, "workbook_sent", lambda b: {"sending_id": sending(b)}),
    "settings.mark_illustrative": (MANAGER, "mark_illustrative", lambda b: {"sentence": "Illustrative."}),
    "layouts.settle": (
        MANAGER,
        "settle_layout",
        lambda b: {"layout_id": "L1", "headings": ["What", "Who"], "columns": {"What": "action", "Who": None}},
    ),
    "papers.set_look": (MANAGER, "set_papers", lambda b: {"look": Look(board="The Board")}),
    "samples.draw": (
        JUDGE, "draw_sample", lambda b: {"size": 3, "about": f"Supervision, {action(b, Status.ASSURED)}"},
    ),
    "samples.record": (
        JUDGE, "record_dip_finding", lambda b: {"finding_id": f"{sample(b)}-1", "found": Found.FOUND},
    ),
    "settings.follow_general": (MANAGER, "follow_general", lambda b: {
        "kind": own_setting(b), "board_id": "southampton"}),
    "settings.set_assurance": (MANAGER, "set_assurance", lambda b: {"least": LeastRungs(old_months=6)}),
    "settings.set_personal_links": (MANAGER, "set_chasing", lambda b: {"setting": PersonalLinks(True)}),
    "settings.set_chasing": (MANAGER, "set_chasing", lambda b: {"chasing": Chasing(days_between=14)}),
    "settings.set_retention": (MANAGER, "set_retention", lambda b: {"retention": Retention(10)}),
    "settings.set_thresholds": (MANAGER, "set_thresholds", lambda b: {"thresholds": Thresholds(due_soon_days=14)}),
    "taking_back.take_back": (
        LEAD, "take_back_import", lambda b: {"import_id": brought_in(b), "reason": "The wrong file."},
    ),
    "taking_in.take_in": (
        MANAGER, "take_in",
        lambda b: {
            "review": "SOTON-K", "document": Document(HASH, "report.pdf", 12),
            "items": [Taken(CandidateKind.RECOMMENDATION, "9", "Audit", "The Board should audit.")],
        },
    ),
    "taxonomy.bring_back": (MANAGER, "bring_theme_back", lambda b: {"theme_id": retired(b)}),
    "taxonomy.merge": (MANAGER, "merge_themes", lambda b: {
        "theme_id": theme(b), "into_id": other_theme(b), "reason": "They are one."}),
    "taxonomy.retire": (MANAGER, "retire_theme", lambda b: {"theme_id": theme(b), "reason": "Too wide."}),
    "taxonomy.split": (MANAGER, "split_theme", lambda b: {
        "theme_id": theme(b), "name": "Part", "definition": "A part.", "goes": {}}),
    "taxonomy.take_over": (MANAGER, "take_themes_over", lambda b: {
        "themes": [Theme("new", "New", 1, "A new one.")]}),
    "themes.add_theme": (MANAGER, "add", lambda b: {"name": "Neglect", "definition": "Needs not met."}),
    "themes.confirm": (CHAIR, "confirm_theme", lambda b: {"recommendation_id": K1, "theme_id": theme(b)}),
    "themes.edit_theme": (MANAGER, "edit", lambda b: {"theme_id": theme(b), "name": "Neglect of needs"}),
    "themes.reject": (CHAIR, "reject_theme", lambda b: {"learning_point_id": point(b), "theme_id": theme(b)}),
    "themes.take_back": (CHAIR, "remove_theme", lambda b: {"recommendation_id": K1, "theme_id": linked(b)}),
    "updates.say": (
        LEAD, "update", lambda b: {"action_id": action(b), "narrative": "Begun.", "own_rating": OwnRating.GREEN},
    ),
    "verification.assure": (JUDGE, "verify", lambda b: {"action_id": action(b, Status.CLAIMED), "reason": "Audit."}),
    "verification.check_back": (
        JUDGE, "check_back",
        lambda b: {"action_id": action(b, Status.ASSURED), "months": 6, "outcome": CheckOutcome.PASSED},
    ),
    "verification.embed": (JUDGE, "embed", lambda b: {"action_id": embeddable(b)}),
    "verification.return_claim": (
        JUDGE, "return", lambda b: {"action_id": action(b, Status.CLAIMED), "reason": "No evidence."},
    ),
    "workbooks.apply": (
        LEAD, "edit_action",
        lambda b: {
            "plan": Plan("ours", edits=(Edit(action(b), "lead", None, "Sgt Smith"),), file_name="police.xlsx"),
            "file_hash": HASH,
        },
    ),
}  # fmt: skip
NO_REGISTER_CHANGE = {  # they leave no change in the register, and say so in their own tests
    "likeness.place_texts",
    "downloads.note", "drafts.keep", "drafts.drop", "uploads.keep", "uploads.drop", "names.add", "names.remove",
    "downloads.let_out", "downloads.show_in_room",
    "sessions.begin", "sessions.touch", "sessions.end", "sessions.end_all", "invitations.invite",
    "invitations.reset", "passwords.sign_in", "passwords.change", "passwords.set_by_link", "backups.note",
    "heads.sign_off", "feeds.make", "feeds.revoke", "feeds.was_read", "personal_links.give", "personal_links.come_in",
    "file_texts.read_files",
    "personal_links.revoke", "secret_addresses.wrong", "evidence_copies.note",
    "api_tokens.make", "api_tokens.revoke", "api_tokens.take", "api_tokens.was_used", "api_tokens.wrong",
}  # fmt: skip
TAKEN_OUT = {"sendings.make", "sendings.send"}
"""What they make leaves the tracker: that is an access, beside the change, and a head of the trail is signed off."""
ROLE_OF = {LEAD: "lead", MANAGER: "administrator", CHAIR: "subgroup", JUDGE: "scrutineer"}


def call(book, name, facts, signed):
    subjects = [facts.pop(key) for key in ("folder", "plan") if key in facts]
    return commands()[name](book.engine, *subjects, **facts, **signed)


def own_setting(book):
    """A setting that Southampton has of its own."""
    acting = for_board(book.engine, "southampton")
    settings_.set_thresholds(acting, thresholds=Thresholds(due_soon_days=14), **book.signed("manager"))
    return "thresholds"


def last_number(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.max(_trail.c.number))) or 0


def since(engine, number):
    with engine.connect() as connection:
        return connection.execute(sa.select(_trail).where(_trail.c.number > number).order_by(_trail.c.number)).all()


def test_every_command_has_its_case():
    assert set(commands()) == set(CASES) | NO_REGISTER_CHANGE


@pytest.mark.parametrize("name", CASES)
def test_every_command_leaves_who_in_which_role_when_what_and_through_which_door(ledger, name):
    who, verb, facts_from = CASES[name]
    facts = facts_from(ledger)
    before = last_number(ledger.engine)
    signed = ledger.signed(who, door=Door.COMMAND_LINE)
    call(ledger, name, facts, signed)
    told = since(ledger.engine, before)
    assert told
    assert {e.by for e in told} == {who}
    assert {e.role for e in told} == {ROLE_OF[who]}
    assert {e.at.replace(tzinfo=None) for e in told} == {signed["at"].replace(tzinfo=None)}
    assert {e.door for e in told} == {"command_line"}
    assert {e.kind for e in told} == ({"change", "access"} if name in TAKEN_OUT else {"change"})
    assert verb in {e.verb for e in told}
    assert verify(ledger.engine).ok


@pytest.mark.parametrize("name", CASES)
def test_a_reader_may_change_nothing_and_is_told_why(sqlite_ledger, name):
    ledger = sqlite_ledger  # who may do what is no matter of the database
    facts = CASES[name][2](ledger)
    before = last_number(ledger.engine)
    with pytest.raises(NotAllowedError, match=r"Reader may not .+: .+ board member"):
        call(ledger, name, facts, ledger.signed("reader"))
    assert since(ledger.engine, before) == []


def test_the_verbs_of_a_board_are_not_a_leads(sqlite_ledger):
    ledger = sqlite_ledger
    for command, facts in (
        (boards.add, {"name": "Mine"}),
        (agencies.edit, {"agency_id": "police", "name": "The best police"}),
        (actions.plan, {"part_ids": [K1A], "owner_id": "health", "title": "Work for others"}),
    ):
        with pytest.raises(NotAllowedError):
            command(ledger.engine, **facts, **ledger.signed("police-lead"))
