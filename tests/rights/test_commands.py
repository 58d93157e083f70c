"""Every command × every role × own and other agency: allowed or refused, each called for real on a store of its own.

A command without a row here fails. The letters are those of `tests/rights/people.py`. The table is written by hand and
not worked out from `rules/permissions.py`: the two hold each other.
"""

import shutil

import pytest

from tests.commands.test_every_command import CASES, call
from tests.commands.test_signatures import commands
from tests.factories_store import Ledger, fresh_sqlite
from tests.rights.people import LETTERS, OTHER, OWN, gather, id_of
from tracker.access.tokens import hashed
from tracker.commands import invitations, names, sessions
from tracker.commands.passwords import WrongCurrentError, WrongPasswordError
from tracker.rules.errors import NotAllowedError, UnknownPersonError, VerificationBlockedError
from tracker.rules.words import Way
from tracker.store.accounts import LinkOverError
from tracker.store.engine import engine_for

EVERYBODY = "MSILDRU"
OWNERS = ("MLD", "M")
BOARD = ("M", "M")
SUBGROUP = ("MS", "MS")
JUDGES = ("", "MSI")
ASSURERS = ("MSI", "MSI")
"""Nobody judges the work of an agency they belong to, whatever their role."""
ANYBODY = (EVERYBODY, EVERYBODY)
FOR_ONESELF = (EVERYBODY + "N", EVERYBODY + "N")
NOBODY = ("", "")
"""What takes something that none of them holds: the password, the link or the session of somebody else."""

# command → who may: (people of the agency that owns the action, people of another agency)
ROWS = {
    "actions.claim": OWNERS,
    "actions.edit": OWNERS,
    "actions.link_parts": OWNERS,
    "actions.plan": OWNERS,
    "actions.plan_for_group": BOARD,
    "actions.reopen": JUDGES,
    "actions.set_first_date": OWNERS,
    "actions.start": OWNERS,
    "actions.unlink_part": OWNERS,
    "actions.withdraw_claim": OWNERS,
    "agencies.add": BOARD,
    "agencies.add_group": BOARD,
    "agencies.close": BOARD,
    "agencies.edit": BOARD,
    "agencies.edit_group": BOARD,
    "agencies.join": BOARD,
    "agencies.leave": BOARD,
    "agencies.merge": BOARD,
    "asks.accept": BOARD,
    "asks.ask": BOARD,
    "asks.ask_group": BOARD,
    "asks.withdraw": BOARD,
    "backups.note": BOARD,
    "boards.add": BOARD,
    "boards.edit": BOARD,
    "chases.answered": BOARD,
    "chases.record": BOARD,
    "downloads.let_out": ("MSI", "MSI"),
    "downloads.note": ANYBODY,
    "drafts.drop": FOR_ONESELF,
    "drafts.keep": FOR_ONESELF,
    "evidence.attach_file": OWNERS,
    "evidence.attach_link": OWNERS,
    "evidence.attach_statement": OWNERS,
    "evidence.correct": OWNERS,
    "evidence.replace": OWNERS,
    "evidence.restrict": OWNERS,
    "evidence.withdraw": OWNERS,
    "extensions.agree": ("", "MS"),
    "extensions.ask": OWNERS,
    "extensions.refuse": ("", "MS"),
    "first_data.load": BOARD,
    "heads.sign_off": ASSURERS,
    "identities.come_in": BOARD,
    "identities.join": BOARD,
    "identities.unlink": BOARD,
    "invitations.invite": BOARD,
    "invitations.reset": BOARD,
    "learning.add": BOARD,
    "learning.promote": BOARD,
    "links.cross_refer": BOARD,
    "links.match_promise": BOARD,
    "links.remove_cross_reference": BOARD,
    "meetings.decide": SUBGROUP,
    "meetings.hold": SUBGROUP,
    "names.add": BOARD,
    "names.remove": BOARD,
    "not_doing.end": SUBGROUP,
    "not_doing.end_expired": SUBGROUP,
    "not_doing.enter": SUBGROUP,
    "parts.add": BOARD,
    "parts.edit": BOARD,
    "parts.mark_context": BOARD,
    "parts.split": BOARD,
    "parts.unmark_context": BOARD,
    "passwords.change": NOBODY,
    "passwords.set_by_link": NOBODY,
    "passwords.sign_in": NOBODY,
    "people.add": BOARD,
    "people.disable": BOARD,
    "people.edit": BOARD,
    "people.enable": BOARD,
    "people.give_role": BOARD,
    "people.take_role": BOARD,
    "recommendations.add": BOARD,
    "recommendations.close": SUBGROUP,
    "recommendations.edit": BOARD,
    "recommendations.reopen": SUBGROUP,
    "recommendations.respond": BOARD,
    "redactions.agree": ASSURERS,
    "redactions.ask": ("MSILD", "MSI"),
    "redactions.refuse": ASSURERS,
    "report.send": OWNERS,
    "reviews.add": BOARD,
    "reviews.attach_document": BOARD,
    "reviews.edit": BOARD,
    "reviews.name_leads": BOARD,
    "reviews.name_reader": BOARD,
    "reviews.set_state": BOARD,
    "reviews.unname_reader": BOARD,
    "sendings.make": BOARD,
    "sendings.refused": BOARD,
    "sendings.send": BOARD,
    "sendings.sent": BOARD,
    "sessions.begin": FOR_ONESELF,
    "sessions.end": BOARD,
    "sessions.end_all": BOARD,
    "sessions.touch": (
        EVERYBODY + "NG",
        EVERYBODY + "NG",
    ),  # moves the clock of a session that still lives, nothing else
    "settings.mark_illustrative": BOARD,
    "layouts.settle": BOARD,
    "settings.set_thresholds": BOARD,
    "taking_back.take_back": OWNERS,
    "themes.add_theme": BOARD,
    "themes.confirm": SUBGROUP,
    "themes.edit_theme": BOARD,
    "themes.remove": SUBGROUP,
    "themes.suggest": SUBGROUP,
    "updates.say": OWNERS,
    "uploads.drop": FOR_ONESELF,
    "uploads.keep": FOR_ONESELF,
    "verification.assure": JUDGES,
    "verification.check_back": JUDGES,
    "verification.embed": JUDGES,
    "verification.return_claim": JUDGES,
    "workbooks.apply": OWNERS,
}
NEW = "seven wet umbrellas"


def listed(book):
    return names.add(book.engine, name="Aoife Carrigan", **book.signed())


def somebody_elses_link(book):
    return invitations.invite(book.engine, person_id="reader", **book.signed())


def reader_session(book):
    """A session of the reader; the command lets whoever signs begin their own."""
    signed = book.signed("reader")
    return sessions.begin(book.engine, way=Way.PASSWORD, address=None, browser=None, **signed)


OTHER_FACTS = {  # commands that leave no register change and so have no case of their own
    "downloads.let_out": lambda b: {"places": (), "why": "Its number is the service's own."},
    "invitations.invite": lambda b: {"person_id": "reader"},
    "invitations.reset": lambda b: {"person_id": "reader"},
    "names.add": lambda b: {"name": "Aoife Carrigan"},
    "names.remove": lambda b: {"name": listed(b)},
    "passwords.change": lambda b: {"current": "not the password", "new": NEW, "session": None, "address": None},
    "passwords.set_by_link": lambda b: {
        "link": invitations.invite(b.engine, person_id="reader", **b.signed()),
        "new": NEW,
    },
    "passwords.sign_in": lambda b: {"name": "reader", "password": "not it", "address": None, "browser": None},
    "sessions.begin": lambda b: {"way": Way.PASSWORD, "address": "10.0.0.1", "browser": "Firefox"},
    "sessions.end": lambda b: {"session": hashed(reader_session(b))},
    "sessions.end_all": lambda b: {"person_id": "reader"},
    "sessions.touch": lambda b: {"session": hashed(reader_session(b)), "seen_at": b.now},
    "backups.note": lambda b: {"name": "register.zip"},
    "heads.sign_off": lambda b: {"stands_on": "A paper"},
    "downloads.note": lambda b: {"entity": "workbook", "id_": "Action plan.xlsx"},
    "drafts.drop": lambda b: {"place": "update/SOTON-K-A001"},
    "drafts.keep": lambda b: {"place": "update/SOTON-K-A001", "text": "We are"},
    "uploads.drop": lambda b: {"file_hash": "b" * 64},
    "uploads.keep": lambda b: {"file_hash": "b" * 64, "name": "plan.xlsx", "size": 9},
}
REFUSED = (
    NotAllowedError,
    VerificationBlockedError,
    UnknownPersonError,
    WrongPasswordError,
    WrongCurrentError,
    LinkOverError,
)
CELLS = len(ROWS) * len(LETTERS) * 2


def test_every_command_has_its_row():
    assert set(ROWS) == set(commands())


@pytest.mark.parametrize("name", ROWS)
def test_a_command_is_open_to_whom_its_row_says_and_closed_to_everybody_else(name, tmp_path):
    ledger = Ledger(fresh_sqlite(tmp_path, furnished=True))
    gather(ledger)
    facts_from = CASES[name][2] if name in CASES else OTHER_FACTS[name]
    facts = facts_from(ledger)
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.engine.dispose()
    found = {
        side: "".join(letter for letter in LETTERS if _may(ledger, tmp_path, name, dict(facts), letter, side))
        for side in (OWN, OTHER)
    }
    assert found == dict(zip((OWN, OTHER), ROWS[name], strict=True))


def _may(ledger, folder, name, facts, letter, side):
    """Whether the command does it for this person, in a store that nobody else has touched."""
    shutil.copy(folder / "register.sqlite", folder / "copy.sqlite")
    book = Ledger(engine_for(f"sqlite:///{folder / 'copy.sqlite'}"))
    book.now = ledger.now
    try:
        call(book, name, facts, book.signed(id_of(letter, side)))
    except REFUSED:
        return False
    finally:
        book.engine.dispose()
        for leftover in folder.glob("copy.sqlite*"):
            leftover.unlink()
    return True
