"""What identifies somebody is taken out of everything, by two people, and the trail still holds and says so."""

import contextlib
import json
import multiprocessing
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.factories_store import Ledger, fresh_sqlite
from tests.queries.test_as_at import assert_same
from tests.sheets.books import edited
from tracker import clock
from tracker.commands import (
    agencies,
    backups,
    downloads,
    drafts,
    evidence,
    evidence_copies,
    heads,
    learning,
    links,
    recommendations,
    redactions,
    reviews,
    updates,
    uploads,
    verification,
)
from tracker.queries import redactions as looking
from tracker.queries import register as registers
from tracker.queries import remember
from tracker.queries.history import entries
from tracker.queries.sights import sight_for
from tracker.queries.standing import standing
from tracker.queries.verifying import verify
from tracker.rules.errors import FileRefusedError, NotAllowedError, SignOffBlockedError, TrackerError, UnknownError
from tracker.rules.redaction import MARK
from tracker.rules.sight import LEAST, WHOLE
from tracker.rules.words import Rung, Status
from tracker.sheets.reading.read import read
from tracker.sheets.returned.merge import make_plan
from tracker.sheets.returned.recognise import sent_number
from tracker.sheets.writing.workbook import write
from tracker.store import redacting, sweeping
from tracker.store.database import going_on
from tracker.store.engine import engine_for
from tracker.store.vault import Vault

SECRET = "Zebedee Quux"
WHY = "It names a child."


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "evidence")


def tell(book, narrative, *, status=None):
    """An update that says something, of a new action."""
    action = book.plan()
    updates.say(
        book.engine, action_id=action.id, narrative=narrative, status=status or Status.IN_PROGRESS,
        **book.signed("manager"),
    )  # fmt: skip
    return f"{action.id}-U1"


def ask(book, entity, id_, field, words, by="chair", reason=WHY):
    return redactions.ask(
        book.engine, entity=entity, entity_id=id_, field=field, words=words, reason=reason, **book.signed(by)
    )


def redact(book, vault, entity, id_, field, words):
    asked = ask(book, entity, id_, field, words)
    return redactions.agree(book.engine, redaction_id=asked.id, vault=vault, **book.signed("manager"))


def touched(book, asked, who="manager"):
    roles = tuple(r for r in book.register().person_roles.values() if r.person_id == who)
    return looking.touched(book.engine, asked, sight=sight_for(book.engine, who), roles=roles)


def everything(engine):
    """Every text that any table holds, as one."""
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        rows = [row for table in tables for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))]
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def test_words_go_from_rows_and_trail_whatever_their_case_and_spaces(ledger, vault):
    update = tell(ledger, f"We met {SECRET} at school.")
    other = ledger.plan(title="Ask zebedee  QUUX's mother", part_ids=("SOTON-K:1/b",))
    learning.add(
        ledger.engine, review_id="SOTON-K", paragraph="8.2", title="Voice", summary="Zebedee\nQuux was not heard.",
        **ledger.signed(),
    )  # fmt: skip
    assert "zebedee" in everything(ledger.engine).casefold()
    done, swept = redact(ledger, vault, "action_update", update, "narrative", SECRET)
    assert swept and looking.unfinished(ledger.engine) == ()
    assert "zebedee" not in everything(ledger.engine).casefold()
    register = ledger.register()
    assert register.updates[update].narrative == f"We met {MARK} at school."
    assert register.actions[other.id].title == f"Ask {MARK}'s mother"
    assert next(iter(register.learning_points.values())).summary == f"{MARK} was not heard."
    verdict = verify(ledger.engine)
    assert verdict.ok, verdict.why
    assert len(done.values) == 3
    assert (done.asked_by, done.agreed_by) == ("chair", "manager")


def test_the_past_shows_the_mark_and_the_trail_alone_still_rebuilds_the_register(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    then = clock.local_day(ledger.now)
    ledger.on(then + timedelta(days=30))
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    assert registers.as_at(ledger.engine, then, sight=WHOLE).updates[update].narrative == f"We met {MARK}."
    assert_same(registers.as_at_number(ledger.engine, 10**9, sight=WHOLE), ledger.register())


def test_the_trail_says_who_asked_who_agreed_when_and_why(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    told = {e.verb: e for e in entries(ledger.engine, limit=None, sight=WHOLE)}
    assert told["ask_redaction"].by == "chair"
    agreed = told["agree_redaction"]
    assert (agreed.by, agreed.reason) == ("manager", WHY)
    changed = [
        e
        for e in entries(ledger.engine, entity="action_update", limit=None, sight=WHOLE)
        if e.verb == "agree_redaction"
    ]
    assert [(e.field, json.loads(e.before), json.loads(e.after)) for e in changed] == [
        ("narrative", f"We met {MARK}.", f"We met {MARK}.")
    ]


AWKWARD = [
    'Zoe "Zee" O\'Brien', "Zoe\\Smith\\n", "Zoë Ünal-Çelik", "Zoe\nSmith", "🦊 Zoe 🦊", "Zoe (Smith) [x] *+?.^$|{2}",
    "Zoe%_Smith", "'; DROP TABLE trail; --", "Zoe\tSmith", "李小龙先生", "<b>Zoe</b>",
]  # fmt: skip


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_go_too(ledger, vault, words):
    update = tell(ledger, f"Yesterday: {words}. Today nothing.")
    redact(ledger, vault, "action_update", update, "narrative", words)
    assert ledger.register().updates[update].narrative == f"Yesterday: {MARK}. Today nothing."
    assert verify(ledger.engine).ok
    assert words.split()[0].strip(".") not in everything(ledger.engine).replace("redacted", "")


def test_a_list_a_reason_a_draft_and_a_paper_are_texts_as_well(ledger, vault):
    agencies.edit(ledger.engine, agency_id="police", other_names=[f"Friends of {SECRET}", "Met"], **ledger.signed())
    action = ledger.plan()
    ledger.to(action.id, Status.CLAIMED)
    verification.return_claim(
        ledger.engine, action_id=action.id, reason=f"{SECRET} said no.", **ledger.signed("scrutineer")
    )
    drafts.keep(ledger.engine, place="update/X", text=f"Dear {SECRET}", **ledger.signed("police-lead"))
    heads.sign_off(ledger.engine, stands_on=f"The paper on {SECRET}", **ledger.signed())
    redact(ledger, vault, "agency", "police", "other_names", SECRET)
    assert "Zebedee" not in everything(ledger.engine)
    assert ledger.register().agencies["police"].other_names == (f"Friends of {MARK}", "Met")
    assert verify(ledger.engine).ok


def found_on(engine, pattern):
    """Every value of the trail, and every text of a row, in which the words still stand."""
    with engine.connect() as connection:
        values = connection.scalars(sa.text("SELECT value FROM trail_value")).all()
        rows = [held.text for held in redacting.in_rows(connection, pattern)]
    texts = []
    for value in values:
        texts.append(value)
        with contextlib.suppress(ValueError):
            texts.append(str(json.loads(value)))
    return [text for text in texts if pattern.search(text)] + rows


JSON_LIKE = st.sampled_from(
    ["123456789", '{"x": 123456789}', "[123456789, 2]", '"123456789"', "null true", "1e999 Zoe", "Zoe \\ Smith", '"Zoe']
) | st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=3, max_size=12)


@example("123456789", "{}")
@example("123456789", '{{"child": {}}}')
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON_LIKE, st.sampled_from(["{}", "We met {}.", '{{"child": "{}"}}', "[{}]"]))
def test_after_a_redaction_no_value_of_the_trail_and_no_row_holds_the_words(tmp_path_factory, words, said):
    from tracker.rules.redaction import pattern_of, words_to_take_out

    try:
        words = words_to_take_out(words)
    except TrackerError:
        assume(False)
    text = said.format(words)
    folder = tmp_path_factory.mktemp("law")
    ledger = Ledger(fresh_sqlite(folder, furnished=True))
    action = ledger.plan(title="Train")
    ledger.to(action.id, Status.CLAIMED)
    pattern = pattern_of(words)
    assume(not found_on(ledger.engine, pattern))
    with going(ledger) as engine:
        verification.return_claim(engine, action_id=action.id, reason=text, **ledger.signed("scrutineer"))
        updates.say(engine, action_id=action.id, narrative=text, **ledger.signed("manager"))
    assert len(found_on(ledger.engine, pattern)) >= 3
    update = max(u.id for u in ledger.register().updates.values() if u.narrative.strip() == text.strip())
    redact(ledger, Vault(folder / "evidence"), "action_update", update, "narrative", words)
    assert found_on(ledger.engine, pattern) == []
    assert verify(ledger.engine).ok
    ledger.engine.dispose()


def going(ledger):
    """A store into which words go that look like a number of somebody's."""
    return contextlib.nullcontext(going_on(ledger.engine, "It is a law of the tests."))


def test_a_second_redaction_of_the_same_text_holds_as_well(ledger, vault):
    update = tell(ledger, f"{SECRET} of Elm Street.")
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    redact(ledger, vault, "action_update", update, "narrative", "Elm Street")
    assert ledger.register().updates[update].narrative == f"{MARK} of {MARK}."
    assert verify(ledger.engine).ok


def test_what_may_be_no_text_is_left_alone(ledger, vault):
    """Words that are also a status, an id or a date's year."""
    action = ledger.plan(title="All claimed by police in 2026")
    ledger.to(action.id, Status.CLAIMED)
    for words in ("claimed", "police", "2026"):
        redact(ledger, vault, "action", action.id, "title", words)
    found = ledger.action(action.id)
    assert (found.status, found.owner_id, found.due) == (Status.CLAIMED, "police", date(2026, 6, 1))
    assert found.title == f"All {MARK} by {MARK} in {MARK}"
    assert verify(ledger.engine).ok


def test_the_words_wait_beside_the_register_and_never_on_its_trail(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    before = entries(ledger.engine, limit=1, sight=WHOLE)[0].number
    asked = ask(ledger, "action_update", update, "narrative", SECRET)
    for entry in entries(ledger.engine, limit=None, sight=WHOLE):
        if entry.number > before:
            assert "zebedee" not in str(entry).casefold()
    refused = redactions.refuse(
        ledger.engine, redaction_id=asked.id, reason="It is a place.", **ledger.signed("manager")
    )
    assert refused.refusal_reason == "It is a place."
    with ledger.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM redaction_words")).scalar() == 0
    assert ledger.register().updates[update].narrative == f"We met {SECRET}."
    assert verify(ledger.engine).ok


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"words": "Zo"}, "too short"),
        ({"words": "Nobody Here"}, "do not stand in the narrative"),
        ({"words": SECRET, "reason": f"It names {SECRET.upper()}."}, "the very words that are to go"),
        ({"words": SECRET, "reason": "It names a zebedee-quux."}, "the very words that are to go"),
        ({"words": SECRET, "reason": "A boy called Zebedee."}, "or one of them"),
        ({"words": SECRET, "reason": " "}, "Why is empty"),
        ({"words": SECRET, "field": "said_by"}, "holds no text"),
        ({"words": SECRET, "field": "nonsense"}, "holds no text"),
        ({"field": None, "words": None}, "holds no file"),
        ({"words": SECRET, "entity": "person_roles"}, "no kind of thing"),
        ({"words": None}, "too short"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence_that_does_not_repeat_the_words(sqlite_ledger, facts, why):
    update = tell(sqlite_ledger, f"We met {SECRET}.")
    asked = {"entity": "action_update", "entity_id": update, "field": "narrative", "reason": WHY, **facts}
    with pytest.raises(TrackerError, match=why) as refused:
        redactions.ask(sqlite_ledger.engine, **asked, **sqlite_ledger.signed("chair"))
    assert "zebedee" not in str(refused.value).casefold()


def test_nobody_agrees_to_their_own_request_or_twice(ledger, vault):
    asked = ask(ledger, "action_update", tell(ledger, f"We met {SECRET}."), "narrative", SECRET)
    with pytest.raises(SignOffBlockedError, match="two people"):
        redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("chair"))
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    for settle, facts in ((redactions.agree, {"vault": vault}), (redactions.refuse, {"reason": "No."})):
        with pytest.raises(SignOffBlockedError, match="it was agreed on"):
            settle(ledger.engine, redaction_id=asked.id, **facts, **ledger.signed("scrutineer"))
    with pytest.raises(TrackerError, match="no redaction"):
        redactions.agree(ledger.engine, redaction_id="R99", vault=vault, **ledger.signed("scrutineer"))


def test_two_who_agree_at_once_do_it_once(ledger, vault):
    asked = ask(ledger, "action_update", tell(ledger, f"We met {SECRET}."), "narrative", SECRET)
    said = []

    def agree(who, signed):
        try:
            said.append(
                redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **signed).redaction.agreed_by
            )
        except SignOffBlockedError:
            said.append(None)

    both = [Thread(target=agree, args=(who, ledger.signed(who))) for who in ("manager", "scrutineer")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(said, key=str) == sorted([None, ledger.register().redactions["R1"].agreed_by], key=str)
    assert verify(ledger.engine).ok


def test_a_lead_asks_about_what_is_their_agencys_and_agrees_to_nothing(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    with pytest.raises(NotAllowedError, match="another agency"):
        ask(ledger, "action_update", update, "narrative", SECRET, by="health-lead")
    with pytest.raises(NotAllowedError):
        ask(ledger, "action_update", update, "narrative", SECRET, by="reader")
    asked = ask(ledger, "action_update", update, "narrative", SECRET, by="police-lead")
    with pytest.raises(NotAllowedError):
        redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("health-lead"))


def test_who_may_agree_sees_the_words_and_nobody_else(ledger, vault):
    asked = ask(ledger, "action_update", tell(ledger, f"We met {SECRET}."), "narrative", SECRET, by="police-lead")
    look = ledger.register()

    def words_for(person):
        roles = tuple(r for r in look.person_roles.values() if r.person_id == person)
        return looking.waiting_words(ledger.engine, asked, roles, person)

    assert words_for("manager") == words_for("police-lead") == SECRET
    assert words_for("reader") is words_for("health-lead") is None


def test_what_it_would_touch_is_counted_first(ledger, vault):
    update = tell(ledger, "Ann came to the annual planning.")
    ledger.plan(title="Ask Ann", part_ids=("SOTON-K:1/b",))
    asked = ask(ledger, "action_update", update, "narrative", "Ann")
    would = touched(ledger, asked)
    assert dict(would.texts) == {"update": 1, "action": 1}
    assert would.values == 2
    assert dict(would.longer) == {"annual": 1, "planning": 1}
    assert "Longer words that hold it stay: annual and planning." in would.in_words
    done = redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager")).redaction
    assert len(done.values) == would.values


def test_an_id_that_holds_the_words_is_named(ledger, vault):
    agencies.add(ledger.engine, name="Zebedee Trust", sector="charity", **ledger.signed())
    asked = ask(ledger, "agency", "zebedee-trust", "name", "Zebedee")
    assert touched(ledger, asked).ids == ("zebedee-trust",)


# ---- who may ask, and see, of what


def hide(book, *readers):
    """A review that is not published, and a recommendation of it that names a child."""
    reviews.add(
        book.engine, code="HIDE", board_id="southampton", kind="LCSPR", subject="A child", title="A child",
        **book.signed(),
    )  # fmt: skip
    for reader in readers:
        reviews.name_reader(book.engine, review_id="HIDE", person_id=reader, **book.signed())
    return recommendations.add(
        book.engine, review_id="HIDE", ref="1", title="Listen", text=f"Listen to {SECRET}.", **book.signed()
    ).id


@pytest.mark.parametrize("words", [SECRET, "Nobody at all"])
def test_what_is_hidden_is_unknown_to_whoever_asks_whichever_words_they_try(sqlite_ledger, words):
    hidden = hide(sqlite_ledger)
    with pytest.raises(UnknownError) as refused:
        ask(sqlite_ledger, "recommendation", hidden, "text", words)
    with pytest.raises(UnknownError) as never:
        ask(sqlite_ledger, "recommendation", "HIDE:9", "text", words)
    assert str(refused.value).replace(hidden, "HIDE:9") == str(never.value)
    for id_ in (hidden, "HIDE:9"):
        with pytest.raises(NotAllowedError, match="it belongs to no agency yet"):
            ask(sqlite_ledger, "recommendation", id_, "text", words, by="police-lead")


def test_a_request_about_what_is_hidden_is_unknown_and_not_listed_but_for_its_readers(sqlite_ledger, vault):
    book = sqlite_ledger
    asked = ask(book, "recommendation", hide(book, "scrutineer"), "text", SECRET, by="manager")
    with pytest.raises(UnknownError):
        redactions.agree(book.engine, redaction_id=asked.id, vault=vault, **book.signed("chair"))
    with pytest.raises(UnknownError):
        redactions.refuse(book.engine, redaction_id=asked.id, reason="No.", **book.signed("chair"))
    shown = {who: looking.listed(book.engine, sight=sight_for(book.engine, who)) for who in ("chair", "scrutineer")}
    assert shown == {"chair": (), "scrutineer": (asked,)}
    assert redactions.agree(book.engine, redaction_id=asked.id, vault=vault, **book.signed("scrutineer")).swept


def test_what_was_removed_from_a_hidden_review_is_unknown_as_well(sqlite_ledger):
    book = sqlite_ledger
    hide(book)
    link = links.cross_refer(book.engine, from_id="HIDE:1", as_written="8.2", note=f"{SECRET} says", **book.signed())
    links.remove_cross_reference(book.engine, cross_reference_id=link.id, reason="Wrong.", **book.signed())
    with pytest.raises(UnknownError):
        ask(book, "cross_reference", link.id, "note", SECRET)
    assert ask(book, "cross_reference", link.id, "note", SECRET, by="manager").id == "R1"


def test_what_is_hidden_is_not_counted_and_ids_are_for_those_who_settle_it(sqlite_ledger):
    book = sqlite_ledger
    asked = ask(book, "action_update", tell(book, f"We met {SECRET} Zebedee."), "narrative", "Zebedee")
    alone = touched(book, asked, "chair")
    hide(book)
    agencies.add(book.engine, name="Zebedee Trust", sector="charity", **book.signed())
    agencies.edit(book.engine, agency_id="police", note="Zebedees", **book.signed())
    now = touched(book, asked, "chair")
    assert dict(now.texts) == {**dict(alone.texts), "agency": 2}
    assert dict(touched(book, asked, "manager").texts)["recommendation"] == 1
    assert (now.ids, dict(now.longer)) == (("zebedee-trust",), {"zebedees": 1})
    other = touched(book, asked, "reader")
    assert (other.ids, other.longer) == ((), ())


# ---- the same words, asked for twice


def test_the_same_words_in_the_same_place_are_asked_for_once(sqlite_ledger):
    update = tell(sqlite_ledger, f"We met {SECRET} and ZEBEDEE quux.")
    ask(sqlite_ledger, "action_update", update, "narrative", SECRET)
    with pytest.raises(SignOffBlockedError, match="R1 asks for the same and waits"):
        ask(sqlite_ledger, "action_update", update, "narrative", "zebedee quux", by="manager")


def test_what_somebody_else_asked_for_is_settled_with_it_and_its_words_are_forgotten(ledger, vault):
    update, other = (tell(ledger, f"We met {SECRET} in Elm Street.") for _ in range(2))
    asked = ask(ledger, "action_update", update, "narrative", SECRET)
    same = ask(ledger, "action_update", other, "narrative", f"{SECRET} in Elm Street", by="scrutineer")
    apart = ask(ledger, "action_update", other, "narrative", "Elm Street", by="scrutineer")
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    found = ledger.register().redactions
    assert found[same.id].refusal_reason.startswith(f"Taken out already by {asked.id}.")
    assert found[apart.id].refused_on is None
    assert "zebedee" not in everything(ledger.engine).casefold()
    assert verify(ledger.engine).ok


def test_a_file_and_words_are_not_asked_for_at_once(sqlite_ledger, vault):
    one = attach(sqlite_ledger, vault, b"about Zebedee")
    with pytest.raises(TrackerError, match="You chose a file and typed words: choose the text"):
        ask(sqlite_ledger, "evidence", one.id, None, SECRET)
    ask(sqlite_ledger, "evidence", one.id, None, " ")
    with pytest.raises(SignOffBlockedError, match="R1 asks for the same"):
        ask(sqlite_ledger, "evidence", one.id, None, None, by="manager")


FREE_TEXT = {
    "agency": ("name", "short_name", "other_names", "source", "note"),
    "board": ("name",),
    "agency_group": ("name", "as_written", "note"),
    "agency_group_member": (),
    "review": (
        "kind", "subject", "title", "publisher", "author", "published_text", "state_reason", "document_title",
        "document_note",
    ),
    "recommendation": ("title", "text", "paragraph", "addressed_to", "asks_note", "response_reason"),
    "part": ("text", "context_reason"),
    "ask": (),
    "learning_point": ("paragraph", "title", "summary"),
    "promise": ("paragraph", "about", "why"),
    "cross_reference": ("as_written", "note"),
    "theme": ("name", "definition", "cue_words", "retired_reason"),
    "recommendation_theme": (),
    "learning_point_theme": (),
    "overlap_judgement": ("reason",),
    "action": ("title", "lead", "intended_outcome", "due_text"),
    "action_part": (),
    "action_update": ("narrative",),
    "extension": ("reason", "refusal_reason"),
    "evidence": ("title", "statement", "link", "file_name", "withdrawn_reason"),
    "verification": ("reason", "although"),
    "check_back": ("note",),
    "not_doing": ("reason",),
    "meeting": ("title", "place", "present", "apologies"),
    "agenda_item": ("title", "why", "note", "deferred_reason"),
    "decision": ("minute", "text"),
    "chase": ("text", "answer", "to", "refused"),
    "ladder_contact": ("name", "email"),
    "dip_sample": ("about",),
    "dip_finding": ("note",),
    "measure": ("what", "unit", "source"),
    "reading": ("source",),
    "person": ("name", "email"),
    "person_role": (),
    "person_identity": (),
    "review_reader": (),
    "redaction": ("reason", "refusal_reason", "although"),
    "legal_hold": ("reason", "lifted_reason"),
    "disposal": ("reason", "refusal_reason"),
    "sending": ("file_name", "refused"),
    "workbook_import": ("file_name",),
    "plan_layout": ("headings", "columns"),
    "setting": (),
}  # fmt: skip


def test_every_field_is_free_text_or_known_not_to_be():
    """A new field of the register fails here until somebody has said which it is."""
    assert redacting.TEXTS == FREE_TEXT


# ---- files


def attach(book, vault, content, name="note.txt", **more):
    action = book.plan()
    return evidence.attach_file(
        book.engine, action_id=action.id, title="Note", rung=Rung.DOCUMENT, about=None, file_name=name,
        file_hash=vault.put(content), file_size=len(content), **more, **book.signed("manager"),
    )  # fmt: skip


def test_a_file_goes_for_every_piece_of_evidence_that_holds_it(ledger, vault):
    one, other = (attach(ledger, vault, b"about Zebedee") for _ in range(2))
    kept = attach(ledger, vault, b"about nobody")
    asked = ask(ledger, "evidence", one.id, None, None)
    assert set(touched(ledger, asked).files) == {one.id, other.id}
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    assert vault.get(one.file_hash) is None
    assert vault.get(kept.file_hash) == b"about nobody"
    assert ledger.register().evidence[one.id].file_hash == one.file_hash
    assert looking.removed_files(ledger.engine) == {one.file_hash: asked.id}
    assert verify(ledger.engine).ok
    with pytest.raises(SignOffBlockedError, match="was removed by redaction R1"):
        ask(ledger, "evidence", other.id, None, None)


def test_a_file_that_was_taken_out_does_not_come_back(ledger, vault):
    one = attach(ledger, vault, b"about Zebedee")
    redact(ledger, vault, "evidence", one.id, None, None)
    with pytest.raises(FileRefusedError, match="taken out by redaction R1"):
        attach(ledger, vault, b"about Zebedee")


def test_a_reviews_document_can_go(ledger, vault):
    reviews.attach_document(ledger.engine, review_id="SOTON-K", document_hash=vault.put(b"report"), **ledger.signed())
    redact(ledger, vault, "review", "SOTON-K", None, None)
    assert not list(vault.place.folder.rglob("*/*"))


def test_a_waiting_workbook_that_holds_the_words_goes_and_another_stays(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    look = standing(ledger.engine, sight=WHOLE)
    facts = {"number": 1, "board_name": "Board", "at": ledger.now}
    with_it = vault.put(write(look, **facts))
    without = vault.put(write(look, agency_id="schools", **facts))
    sick = vault.put(b"\x00\x01 no workbook at all")
    for hash_, name in ((with_it, "all.xlsx"), (without, "schools.xlsx"), (sick, "sick.xlsx")):
        uploads.keep(ledger.engine, file_hash=hash_, name=name, size=9, **ledger.signed("police-lead"))
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    with ledger.engine.connect() as connection:
        assert connection.scalars(sa.text("SELECT hash FROM upload")).all() == [without]
    assert [vault.get(h) is not None for h in (with_it, without, sick)] == [False, True, False]


def test_a_waiting_report_that_holds_the_words_goes_with_what_was_decided_about_it_and_another_stays(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    text = "Recommendations\n\nRecommendation 1: The Board should meet {}.\n"
    found = {
        "with": vault.put(text.format(SECRET).encode()), "without": vault.put(text.format("often").encode()),
        "sick": vault.put(b"%PDF-1.7 no report at all"),
    }  # fmt: skip
    for name, hash_ in found.items():
        ending = "pdf" if name == "sick" else "txt"
        mine = ledger.signed()
        uploads.keep(ledger.engine, file_hash=hash_, name=f"{name}.{ending}", size=9, purpose="report", **mine)
        drafts.keep(ledger.engine, place=f"{drafts.REPORTS}{hash_}", text=json.dumps([{"text": f"“{name}”"}]), **mine)
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    with ledger.engine.connect() as connection:
        assert connection.scalars(sa.text("SELECT hash FROM upload")).all() == [found["without"]]
        assert connection.scalars(sa.text("SELECT place FROM draft")).all() == [f"report/{found['without']}"]
    assert [vault.get(hash_) is not None for hash_ in found.values()] == [False, True, False]


def test_words_go_from_a_list_of_a_report_however_they_are_coded_there(ledger, vault):
    said = 'She “Zo\u00eb "Bee" Smith” came.'
    update = tell(ledger, said)
    listed = json.dumps([{"text": said, "kind": "recommendation"}])
    drafts.keep(ledger.engine, place="report/x", text=listed, **ledger.signed())
    redact(ledger, vault, "action_update", update, "narrative", 'Zo\u00eb "Bee" Smith')
    with ledger.engine.connect() as connection:
        (left,) = connection.scalars(sa.text("SELECT text FROM draft")).all()
    assert json.loads(left) == [{"text": "She “[redacted]” came.", "kind": "recommendation"}]


def test_a_report_whose_file_is_taken_out_waits_no_longer_either(ledger, vault):
    hash_ = vault.put(b"report")
    reviews.attach_document(ledger.engine, review_id="SOTON-K", document_hash=hash_, **ledger.signed())
    uploads.keep(ledger.engine, file_hash=hash_, name="a.txt", size=9, purpose="report", **ledger.signed())
    drafts.keep(ledger.engine, place=f"report/{hash_}", text="[]", **ledger.signed())
    redact(ledger, vault, "review", "SOTON-K", None, None)
    with ledger.engine.connect() as connection:
        assert not connection.scalars(sa.text("SELECT hash FROM upload UNION SELECT place FROM draft")).all()


def test_a_workbook_that_was_sent_before_does_not_bring_the_words_back(ledger, vault):
    update = tell(ledger, f"We met {SECRET} today.")
    look = standing(ledger.engine, sight=WHOLE)
    sent = write(look, number=look_number(ledger), board_name="Board", at=ledger.now)
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    then = registers.as_at_number(ledger.engine, sent_number(read(sent, "all.xlsx")), sight=WHOLE)

    def planned(content):
        return make_plan(read(content, "all.xlsx"), now=ledger.register(), sent=then, today=look.today)

    assert planned(sent).nothing_to_do  # nobody typed them
    (edit,) = planned(edited(sent, {(2, "Lead"): "Chief"})).edits
    assert edit.field == "lead"
    plan = planned(edited(sent, {}, lambda book: book["Actions"].delete_cols(23)))
    assert (plan.edits, plan.additions, plan.conflicts) == ((), (), ())
    (problem,) = plan.problems
    assert "were taken out of the register since" in problem.why


def look_number(ledger):
    return registers.last_change(ledger.engine)


# ---- what left before


def test_the_copies_that_left_while_it_was_there_are_listed(ledger, vault):
    downloads.note(ledger.engine, entity="workbook", id_="Too early.xlsx", **ledger.signed("reader"))
    update = tell(ledger, f"We met {SECRET}.")
    downloads.note(ledger.engine, entity="workbook", id_="In time.xlsx", **ledger.signed("reader"))
    heads.sign_off(ledger.engine, stands_on="The cover of ‘In time.xlsx’", **ledger.signed("system"))
    backups.note(ledger.engine, name="january.zip", **ledger.signed())
    heads.sign_off(ledger.engine, stands_on="The subgroup's paper", **ledger.signed())
    downloads.note(ledger.engine, entity="evidence", id_="E1", **ledger.signed("reader"))
    asked = ask(ledger, "action_update", update, "narrative", SECRET)
    expected = [("workbook", "In time.xlsx"), ("backup", "january.zip"), ("paper", "The subgroup's paper")]

    def found():
        one = ledger.register().redactions[asked.id]
        return [(c.kind, c.what) for c in looking.copies(ledger.engine, one, sight=WHOLE)]

    assert found() == expected
    redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
    downloads.note(ledger.engine, entity="workbook", id_="Too late.xlsx", **ledger.signed("reader"))
    assert found() == expected
    one = ledger.register().redactions[asked.id]
    assert {c.by for c in looking.copies(ledger.engine, one, sight=LEAST)} == {""}


def test_downloads_of_a_file_are_its_copies(ledger, vault):
    one = attach(ledger, vault, b"about Zebedee")
    downloads.note(ledger.engine, entity="evidence", id_=one.id, **ledger.signed("reader"))
    evidence_copies.note(ledger.engine, where="s3://board/evidence/", **ledger.signed("manager"))
    asked = ask(ledger, "evidence", one.id, None, None)
    assert [(c.kind, c.what, c.by) for c in looking.copies(ledger.engine, asked, sight=WHOLE)] == [
        ("evidence", one.id, "reader"), ("evidence_place", "s3://board/evidence/", "manager"),
    ]  # fmt: skip


def test_what_was_remembered_is_forgotten_when_a_redaction_was_agreed_anywhere(ledger, vault):
    update = tell(ledger, f"We met {SECRET}.")
    assert looking.count(ledger.engine) == 0
    remember.remember("words", lambda: SECRET)
    redact(ledger, vault, "action_update", update, "narrative", SECRET)
    assert looking.count(ledger.engine) == 1
    assert not remember.remembered("words")


# ---- the bytes


def bytes_of(folder):
    return {path.name: path.read_bytes().lower() for path in Path(folder).rglob("*") if path.is_file()}


def holding(folder, *words):
    return sorted(
        name
        for name, content in bytes_of(folder).items()
        if any(word.lower().encode(coding) in content for word in words for coding in ("utf-8", "utf-16-le"))
    )


def test_no_byte_of_the_words_is_left_in_any_file_of_a_sqlite_store(sqlite_ledger, tmp_path, vault):
    """Drafts that were dropped long ago and updates that were edited are in there as well."""
    ledger = sqlite_ledger
    for n in range(40):
        drafts.keep(ledger.engine, place=f"x/{n}", text=f"{SECRET} " * 200, **ledger.signed("chair"))
    for n in range(40):
        drafts.drop(ledger.engine, place=f"x/{n}", **ledger.signed("chair"))
    update = tell(ledger, f"We met {SECRET}. " * 400)
    attach(ledger, vault, b"plain")
    ledger.engine.dispose()
    assert "register.sqlite" in holding(tmp_path, "Zebedee")
    done = redact(ledger, vault, "action_update", update, "narrative", SECRET)
    assert done.swept
    assert holding(tmp_path, "Zebedee", "Quux") == []
    assert looking.unfinished(ledger.engine) == ()


def test_somebody_reading_delays_the_sweep_and_the_next_look_finishes_it(sqlite_ledger, tmp_path, vault, monkeypatch):
    ledger = sqlite_ledger
    monkeypatch.setattr(sweeping, "TRIES", 1)
    update = tell(ledger, f"We met {SECRET}.")
    with closing(sqlite3.connect(tmp_path / "register.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM trail").fetchone()
        done = redact(ledger, vault, "action_update", update, "narrative", SECRET)
        assert not done.swept
        assert looking.unfinished(ledger.engine) == ("R1",)
        assert verify(ledger.engine).ok
    assert sweeping.sweep(ledger.engine, vault)
    assert looking.unfinished(ledger.engine) == ()
    assert holding(tmp_path, "Zebedee") == []


def _agree_and_die(url, folder, where):
    """Agree, in a process that is killed at a given moment."""
    import os
    import signal

    from tracker.commands import redactions as commands
    from tracker.store import redacting

    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)

    if where == "in the transaction":
        redacting.forget_words = die
    else:
        sweeping.sweep = die
    engine = engine_for(url)
    book = Ledger(engine)
    book.now += timedelta(days=1)
    commands.agree(engine, redaction_id="R1", vault=Vault(folder), **book.signed("manager"))


@pytest.mark.parametrize("where", ["in the transaction", "before the sweep"])
def test_killed_in_the_middle_it_is_done_wholly_or_not_at_all(tmp_path, vault, where):
    ledger = Ledger(fresh_sqlite(tmp_path, furnished=True))
    one = attach(ledger, vault, b"about Zebedee")
    update = tell(ledger, f"We met {SECRET}.")
    asked = ask(ledger, "action_update", update, "narrative", SECRET)
    ledger.engine.dispose()
    url = ledger.engine.url.render_as_string()
    dying = multiprocessing.get_context("spawn").Process(target=_agree_and_die, args=(url, vault.place.folder, where))
    dying.start()
    dying.join(120)
    assert dying.exitcode == -9
    assert verify(ledger.engine).ok
    done = ledger.register().redactions[asked.id].agreed_on is not None
    assert done is (where == "before the sweep")
    assert (SECRET in everything(ledger.engine)) is not done
    if done:
        assert looking.unfinished(ledger.engine) == ("R1",)
        assert sweeping.sweep(ledger.engine, vault)
        assert [name for name in holding(tmp_path, SECRET) if name.startswith("register")] == []
    else:
        redactions.agree(ledger.engine, redaction_id=asked.id, vault=vault, **ledger.signed("manager"))
        assert SECRET not in everything(ledger.engine)
    assert vault.get(one.file_hash) is not None  # nobody asked for the file


def test_words_that_stand_ten_thousand_times(sqlite_ledger, vault):
    """One book of 10,000 learning points, each with the words."""
    from tracker.rules.records import LearningPoint
    from tracker.rules.words import Door
    from tracker.store.database import changing

    ledger = sqlite_ledger
    with changing(ledger.engine, by="system", verb="load", at=ledger.now, door=Door.COMMAND_LINE) as work:
        work.allow("edit_register")
        for n in range(10_000):
            work.add(LearningPoint(f"L{n}", "SOTON-K", str(n), "Voice", f"{SECRET} was not heard, time {n}."))
    done = redact(ledger, vault, "learning_point", "L7", "summary", SECRET).redaction
    assert len(done.values) == 10_000
    texts = {point.summary for point in ledger.register().learning_points.values()}
    assert all(text.startswith(f"{MARK} was not heard") for text in texts) and len(texts) == 10_000
    assert verify(ledger.engine).ok
