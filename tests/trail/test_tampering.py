"""Everything that somebody with the database in their hands might do to the trail or past it: each is found.

The list here is the list in docs/trail.md; a test holds the two together.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories_store import NOON, Ledger
from tests.trail.hands import BOTH, Hands, copy_of_the_past
from tracker.commands import heads
from tracker.queries import walking
from tracker.queries.verifying import paper_head, present_head, verify
from tracker.rules.errors import BadValueError
from tracker.rules.records import Redaction
from tracker.rules.words import Door
from tracker.store.chain import digest
from tracker.store.closed import ON_POSTGRESQL, ON_SQLITE, not_closed
from tracker.store.database import changing

DOCS = Path(__file__).parents[2] / "docs" / "trail.md"
TITLE = "entity = 'action' AND field = 'title'"
FIRST_TITLE = f"SELECT * FROM (SELECT min(number) FROM trail WHERE {TITLE}) AS t"
OF_THE_FIRST = "WHERE id = 'SOTON-K-A001'"
LAST_TEN = "number > (SELECT max(number) - 10 FROM (SELECT number FROM trail) AS t)"


@pytest.fixture(params=BOTH)
def hands(request, tmp_path):
    engine = copy_of_the_past(request, tmp_path)
    yield Hands(engine)
    engine.dispose()


def entry(change):
    """Change an entry in the middle."""
    return lambda h: h.do(f"UPDATE trail SET {change} WHERE number = {h.number(TITLE)}")


def value(change):
    return lambda h: h.do(
        f"UPDATE trail_value SET {change} WHERE id = (SELECT after_value FROM trail WHERE number = {h.number(TITLE)})"
    )


def only_hash_redone(h):
    number = h.number(TITLE)
    h.do(f"UPDATE trail SET by = 'chair' WHERE number = {number}")
    redone = next(s for s in h.digests_redone() if s.endswith(f"number = {number}"))
    h.do(redone)


def rewritten(h):
    """A sentence of the past is another, with every digest, every hash and the end redone."""
    h.do(f"UPDATE trail_value SET value = '\"Train nobody\"' WHERE id = {h.one(_after())}",
         "UPDATE action SET title = 'Train nobody' WHERE title = 'Train everybody'")  # fmt: skip
    h.do(*h.digests_redone())


def _after():
    return f"SELECT after_value FROM trail WHERE number = (SELECT min(number) FROM trail WHERE {TITLE})"


def deleted_and_renumbered(h):
    number = h.number(TITLE)
    h.do(f"DELETE FROM trail WHERE number = {number}",
         f"UPDATE trail SET number = -number WHERE number > {number}",
         "UPDATE trail SET number = -number - 1 WHERE number < 0")  # fmt: skip


def last_ten_and_the_end(h):
    h.do(f"DELETE FROM trail WHERE {LAST_TEN}")
    h.do("UPDATE trail_end SET number = (SELECT max(number) FROM trail), "
         "hash = (SELECT hash FROM trail ORDER BY number DESC LIMIT 1)")  # fmt: skip


def last_ten_with_their_values(h):
    last_ten_and_the_end(h)
    used = " UNION ".join(
        f"SELECT {n}_value FROM trail WHERE {n}_value IS NOT NULL" for n in ("before", "after", "reason")
    )
    h.do(f"DELETE FROM trail_value WHERE id NOT IN ({used})")


def swapped(h):
    number = h.number(TITLE)
    h.do(f"UPDATE trail SET number = -1 WHERE number = {number}",
         f"UPDATE trail SET number = {number} WHERE number = {number + 1}",
         f"UPDATE trail SET number = {number + 1} WHERE number = -1")  # fmt: skip


def values_swapped(h):
    number = h.number(TITLE)
    one, other = (h.one(f"SELECT after_value FROM trail WHERE number = {n}") for n in (number, number + 1))
    h.do(f"UPDATE trail SET after_value = {other} WHERE number = {number}",
         f"UPDATE trail SET after_value = {one} WHERE number = {number + 1}")  # fmt: skip


COLUMNS = (
    "number, at, by, role, verb, kind, entity, entity_id, field, before_digest, after_digest, reason_digest, "
    "before_value, after_value, reason_value, door, hash"
)


def copied_to_the_end(h):
    """An entry that takes an earlier download once more: an access, so that no row need follow it."""
    names = COLUMNS.replace("number, ", "", 1)
    h.do(f"INSERT INTO trail ({COLUMNS}) SELECT {h.last + 1}, {names} FROM trail WHERE verb = 'download'")


def added_with_its_hash(h):
    copied_to_the_end(h)
    h.do(*[s for s in h.digests_redone() if "trail_end" not in s])


def told_and_not_done(h):
    """A change told at the end, with digests, hash and end as they should be, and the row left as it was."""
    id_ = h.one("SELECT max(id) FROM trail_value") + 1
    h.do(f"INSERT INTO trail_value (id, salt, value) VALUES ({id_}, 'ab', '\"Police\"')",
         f"INSERT INTO trail ({COLUMNS}) SELECT {h.last + 1}, at, by, role, verb, kind, 'agency', "
         "'police', 'name', NULL, "
         f"'{digest('ab', chr(34) + 'Police' + chr(34))}', NULL, NULL, {id_}, NULL, door, hash "
         f"FROM trail WHERE number = {h.number(TITLE)}")  # fmt: skip
    h.do(f"UPDATE trail_value SET value = '\"The best police\"' WHERE id = {id_}")
    h.do(*h.digests_redone())


def emptied_without_redaction(h):
    h.do(f"UPDATE trail_value SET salt = '', value = '\"[redacted]\"', redacted_by = 'R9' WHERE id = ({_after()})")


def emptied_by_another_redaction(h):
    h.do(f"UPDATE trail_value SET salt = '', value = '\"[redacted]\"', redacted_by = 'R1' WHERE id = ({_after()})")


def forged_redaction(h):
    """A redaction made by the tracker's own means that leaves other words instead of taking words out."""
    id_ = h.one(_after())
    salt, told, kept = h.ask(
        f"SELECT salt, value, after_digest FROM trail_value, trail WHERE id = {id_} AND after_value = id"
    )[0]
    assert digest(salt, told) == kept
    left = '"Train nobody"'
    with changing(h.engine, by="system", verb="agree_redaction", at=NOON, door=Door.COMMAND_LINE) as work:
        work.allow("agree_redaction")
        work.add(Redaction("R9", "action", "SOTON-K-A001", "title", "So.", NOON.date(), "chair", NOON.date(), "manager",
                           values=(f"{id_}:{kept}:{digest('', left)}",)))  # fmt: skip
    h.do(f"UPDATE trail_value SET salt = '', value = '{left}', redacted_by = 'R9' WHERE id = {id_}",
         "UPDATE action SET title = 'Train nobody' WHERE id = 'SOTON-K-A001'")  # fmt: skip


REDACTED = "redacted_by = 'R1'"


def taken_back(h):
    """The words put back from an old copy, as they were; the salt is a guess."""
    back = "value = '\"We met Zebedee Quux today.\"'"
    h.do(f"UPDATE trail_value SET salt = 'ab', {back}, redacted_by = NULL WHERE {REDACTED}",
         "UPDATE action_update SET narrative = 'We met Zebedee Quux today.'")  # fmt: skip


def invented_head(h):
    h.do("INSERT INTO trail_head (number, hash, at, by, stands_on) "
         f"SELECT number, hash, at, by, 'a paper' FROM trail WHERE number = {h.number(TITLE)}")  # fmt: skip


def head_fitted(h):
    rewritten(h)
    h.do("UPDATE trail_head SET hash = (SELECT hash FROM trail WHERE trail.number = trail_head.number)")


def role_given(h):
    h.do("INSERT INTO person_role (id, version, person_id, role, deputy) "
         "VALUES ('reader/administrator', 1, 'reader', 'administrator', false)")  # fmt: skip


def trigger(name_on_sqlite, name_on_postgres):
    def attack(h):
        if h.is_sqlite:
            with closing(sqlite3.connect(h.engine.url.database)) as raw:
                raw.execute(f"DROP TRIGGER {name_on_sqlite}")
                raw.commit()
        else:
            with h.engine.begin() as connection:
                connection.exec_driver_sql(
                    f"DROP TRIGGER {name_on_postgres} ON {name_on_postgres.split('_refuses')[0]}"
                )

    return attack


def trigger_made_harmless(h):
    if h.is_sqlite:
        with closing(sqlite3.connect(h.engine.url.database)) as raw:
            raw.execute("DROP TRIGGER trail_refuses_delete")
            raw.execute("CREATE TRIGGER trail_refuses_delete BEFORE DELETE ON trail BEGIN SELECT 1; END")
            raw.commit()
        return
    with h.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NULL; END $$"
        )


def trigger_added(h):
    if h.is_sqlite:
        with closing(sqlite3.connect(h.engine.url.database)) as raw:
            raw.execute("CREATE TRIGGER quietly AFTER INSERT ON trail BEGIN UPDATE action SET lead = NULL; END")
            raw.commit()
        return
    with h.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER quietly AFTER INSERT ON trail EXECUTE FUNCTION trail_value_refuses()"
        )


def triggers_left_open(h):
    h.do("UPDATE trail SET by = by", closed_again=False)


CHANGED, NOT_THE_ONE = "is not what was recorded", "is not the one that was recorded"
TAKEN, ORPHAN, NOT_NEXT = "was taken away or put in", "belongs to no entry", "is not the next one there"
NO_REDACTION, LEFT = "no redaction on the trail says so", "is not what redaction R1 left"
ZEROS = "0" * 64


def sql(*statements):
    return lambda h: h.do(*statements)


# what somebody does, what is said of it, and whether an entry is named
ATTACKS = {
    "an entry's person": (entry("by = 'chair'"), CHANGED, True),
    "an entry's role": (entry("role = 'subgroup'"), CHANGED, True),
    "an entry's verb": (entry("verb = 'edit'"), CHANGED, True),
    "an entry's time": (entry("at = '2026-01-01 00:00:00.000000'"), CHANGED, True),
    "an entry's door": (entry("door = 'workbook'"), CHANGED, True),
    "an entry's thing": (entry("entity_id = 'SOTON-K-A999'"), CHANGED, True),
    "an entry's field": (entry("field = 'lead'"), CHANGED, True),
    "an entry's kind, so that nothing counts it": (entry("kind = 'access'"), CHANGED, True),
    "an entry's digest": (entry(f"after_digest = '{ZEROS}'"), NOT_THE_ONE, True),
    "an entry's hash": (entry(f"hash = '{ZEROS}'"), CHANGED, True),
    "an entry's value taken from it": (entry("after_value = NULL"), TAKEN, True),
    "a value": (value("value = '\"Train nobody\"'"), NOT_THE_ONE, True),
    "a value's salt": (value("salt = 'ab'"), NOT_THE_ONE, True),
    "a value removed": (sql(f"DELETE FROM trail_value WHERE id = ({_after()})"), TAKEN, True),
    "a value put in": (
        sql("INSERT INTO trail_value (id, salt, value) SELECT max(id) + 1, 'ab', '1' FROM trail_value"), ORPHAN, True,
    ),
    "two entries' values exchanged": (values_swapped, NOT_NEXT, True),
    "an entry and its own hash": (only_hash_redone, "an entry before it was changed", True),
    "an entry in the middle removed": (sql(f"DELETE FROM trail WHERE number = ({FIRST_TITLE})"), "is missing", True),
    "an entry removed, those after it renumbered": (deleted_and_renumbered, NOT_NEXT, True),
    "the first ten entries removed": (sql("DELETE FROM trail WHERE number <= 10"), "entry 1 is missing", True),
    "the last ten entries removed": (sql(f"DELETE FROM trail WHERE {LAST_TEN}"), ORPHAN, True),
    "the last ten removed and the end made to fit": (last_ten_and_the_end, ORPHAN, True),
    "the last ten removed with their values and the end": (
        last_ten_with_their_values, "of action SOTON-K-A002 is not what the trail says", False,
    ),
    "two entries exchanged": (swapped, NOT_NEXT, True),
    "all entries renumbered": (
        sql("UPDATE trail SET number = -number", "UPDATE trail SET number = 1 - number"), "entry 1 is missing", True,
    ),
    "an entry copied to the end": (copied_to_the_end, CHANGED, True),
    "an entry added with its proper hash": (added_with_its_hash, "another hash or number", True),
    "a change told and not done": (told_and_not_done, "the name of agency police is not what the trail says", False),
    "the end forgotten": (sql("DELETE FROM trail_end"), "was taken away", False),
    "the end moved on": (sql("UPDATE trail_end SET number = number + 5"), "the last 5 entries", True),
    "the whole trail rewritten after a head was signed off": (rewritten, "signed off on 5 January 2026", True),
    "a signed-off head removed": (sql("DELETE FROM trail_head"), "was taken away", True),
    "a signed-off head's hash": (sql(f"UPDATE trail_head SET hash = '{ZEROS}'"), "not the one that was signed", True),
    "a signed-off head's date": (sql("UPDATE trail_head SET at = '2026-03-01 00:00:00.000000'"), CHANGED, True),
    "where a signed-off head stands": (sql("UPDATE trail_head SET stands_on = 'No paper'"), CHANGED, True),
    "a head that nobody signed off": (invented_head, CHANGED, True),
    "a row's text": (
        sql(f"UPDATE action SET title = 'Train nobody' {OF_THE_FIRST}"),
        "the title of action SOTON-K-A001 is not what the trail says", False,
    ),
    "a row's date": (
        sql(f"UPDATE action SET original_due = '2027-01-01' {OF_THE_FIRST}"), "the original due of action", False,
    ),
    "a row's status": (sql(f"UPDATE action SET status = 'assured' {OF_THE_FIRST}"), "the status of action", False),
    "a row's yes or no": (sql("UPDATE evidence SET restricted = NOT restricted"), "the restricted of evidence", False),
    "a row's list": (
        sql("UPDATE agency SET other_names = '[\"the Met\"]' WHERE id = 'police'"), "the other names of agency", False,
    ),
    "a row removed": (sql("DELETE FROM evidence"), "and is not in the register", False),
    "a role given by hand": (role_given, "role reader/administrator stands in the register", False),
    "a value emptied with no redaction": (emptied_without_redaction, NO_REDACTION, True),
    "a value emptied in the name of a redaction": (emptied_by_another_redaction, NO_REDACTION, True),
    "what a redaction left of a value": (
        sql(f"UPDATE trail_value SET value = '\"We met nobody.\"' WHERE {REDACTED}"), LEFT, True,
    ),
    "redacted words put back": (taken_back, LEFT, True),
    "what a redaction says it did": (
        sql("UPDATE trail_value SET value = '[]' WHERE value LIKE '[\"%:%'"), NO_REDACTION, True,
    ),
    "a redaction that leaves other words": (forged_redaction, "is not what redaction R9 left", True),
    "a trigger dropped": (trigger("trail_refuses_update", "trail_refuses"), "trigger trail_refuses", False),
    "another trigger dropped": (trigger(*["trail_value_refuses_update"] * 2), "trail_value_refuses_update", False),
    "a trigger made harmless": (trigger_made_harmless, "trigger trail_refuses", False),
    "a trigger added": (trigger_added, "trigger quietly", False),
    "all triggers left off": (triggers_left_open, "triggers trail_", False),
}  # fmt: skip


def told(statement):
    return lambda raw, id_: raw.execute(statement, (id_,))


REPLACED = COLUMNS.replace("by,", "'chair',", 1)
ON_SQLITE_ONLY = {
    "bytes that are no text": (
        told("UPDATE trail_value SET value = CAST(x'22ff22' AS TEXT) WHERE id = ?"), NOT_THE_ONE, True,
    ),
    "a value of another type": (told("UPDATE trail_value SET value = x'00' WHERE id = ?"), NOT_THE_ONE, True),
    "a time that is none": (told("UPDATE trail SET at = 'yesterday' WHERE after_value = ?"), "the time of entry", True),
    "a person who is a number": (told("UPDATE trail SET by = x'07' WHERE after_value = ?"), CHANGED, True),
    "a word outside the vocabulary": (
        told("UPDATE action SET status = 'perfect' WHERE ? > 0"), "the status of action", False,
    ),
    "a date that is none": (told("UPDATE action SET due = 'soon' WHERE ? > 0"), "the due of action", False),
    "an entry replaced past the triggers": (
        told(f"INSERT OR REPLACE INTO trail ({COLUMNS}) SELECT {REPLACED} FROM trail WHERE after_value = ?"),
        CHANGED, True,
    ),
}  # fmt: skip


def held_to(verdict, words, named):
    assert not verdict.ok
    assert words in verdict.why, verdict.why
    assert (verdict.first_broken is not None) is named
    assert verdict.why.isprintable()


def test_before_anybody_touches_it_everything_holds(hands):
    verdict = verify(hands.engine)
    assert verdict.ok and verdict.why is None and verdict.first_broken is None
    assert verdict.entries == hands.last
    assert verdict.heads == 1
    assert verdict.compared > 40


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_found(hands, attack):
    do, words, named = ATTACKS[attack]
    do(hands)
    held_to(verify(hands.engine), words, named)


@pytest.mark.parametrize("attack", ON_SQLITE_ONLY)
@pytest.mark.parametrize("hands", ["sqlite"], indirect=True)
def test_it_is_found_in_a_file(hands, attack):
    do, words, named = ON_SQLITE_ONLY[attack]
    id_ = hands.one(_after())
    hands.engine.dispose()
    with closing(sqlite3.connect(hands.engine.url.database)) as raw:
        raw.execute("PRAGMA ignore_check_constraints=ON")
        if "past the triggers" not in attack:
            for name in ON_SQLITE:
                raw.execute(f"DROP TRIGGER {name}")
        do(raw, id_)
        if "past the triggers" not in attack:
            for made in ON_SQLITE.values():
                raw.execute(made)
        raw.commit()
    held_to(verify(hands.engine), words, named)


def test_the_first_broken_entry_is_named(hands):
    number = hands.number(TITLE)
    hands.do(f"UPDATE trail SET by = 'chair' WHERE number IN ({number}, {number + 3})")
    assert verify(hands.engine).first_broken == number


def test_a_trail_rewritten_whole_with_its_heads_is_found_by_a_paper(hands):
    there = present_head(hands.engine)
    paper = paper_head(f"{there.number:,}: {there.hash[:8]} {there.hash[8:16].upper()}-{there.hash[16:24]}")
    assert verify(hands.engine, papers=[paper]).heads == 2
    head_fitted(hands)
    assert verify(hands.engine).ok  # docs/trail.md says so: who may write the file may write all of it
    held_to(verify(hands.engine, papers=[paper]), "whose hash stands on the paper", True)


def test_a_trail_put_back_to_an_earlier_day_is_found_by_a_later_paper(hands, tmp_path):
    ledger = Ledger(hands.engine)
    ledger.now = NOON.replace(day=20)
    later = heads.sign_off(hands.engine, stands_on="The paper of 20 January", **ledger.signed())
    cut = hands.number("verb = 'sign_off_head'")
    hands.do(f"DELETE FROM trail WHERE number = {later.number}", f"DELETE FROM trail_head WHERE number > {cut}",
             "DELETE FROM trail_value WHERE id = (SELECT max(id) FROM trail_value)")  # fmt: skip
    hands.do("UPDATE trail_end SET number = (SELECT max(number) FROM trail), "
             "hash = (SELECT hash FROM trail ORDER BY number DESC LIMIT 1)")  # fmt: skip
    assert verify(hands.engine).ok
    found = verify(hands.engine, papers=[paper_head(f"{later.number}:{later.hash}")])
    held_to(found, f"once had entry {later.number}", True)


def test_a_long_check_says_how_far_it_is(hands, monkeypatch):
    monkeypatch.setattr(walking, "BATCH", 10)
    heard = []
    assert verify(hands.engine, say=lambda words, share: heard.append((words, share))).ok
    assert {words for words, _ in heard} == {"Reading every entry", "Comparing the register"}
    shares = [share for _, share in heard]
    assert shares == sorted(shares) and shares[0] > 0 and shares[-1] <= 1


def test_more_than_one_difference_is_counted(hands):
    hands.do("UPDATE action SET title = 'Other'", "UPDATE agency SET note = 'x'")
    assert re.search(r"; and \d+ more differences like it", verify(hands.engine).why)


def test_the_triggers_of_a_fresh_store_are_those_that_close_it(hands):
    with hands.engine.connect() as connection:
        assert not_closed(connection) == ()
    assert set(ON_SQLITE) and set(ON_POSTGRESQL)


@pytest.mark.parametrize("words", ["", "12", "x:abc", "12:abc", f"12:{'g' * 64}", f"0:{'a' * 64}", "-3:" + "a" * 64])
def test_what_is_no_head_gets_a_sentence(words):
    with pytest.raises(BadValueError, match="The head"):
        paper_head(words)


def test_the_manual_lists_every_attack():
    told = DOCS.read_text(encoding="utf-8")
    for attack in (*ATTACKS, *ON_SQLITE_ONLY):
        assert f"| {attack} |" in told, attack
