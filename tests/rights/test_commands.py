"""Every command × every role × own and other agency: allowed or refused, each called for real on a store of its own.

A command without a row here fails. The letters are those of `tests/rights/people.py`. The table is written by hand and
not worked out from `rules/permissions.py`: the two hold each other.
"""

import shutil
from pathlib import Path

import pytest

from tests.commands.test_every_command import CASES, call, meeting, stated
from tests.commands.test_signatures import commands
from tests.factories_store import Ledger, fresh_sqlite
from tests.rights.people import LETTERS, OTHER, OWN, gather, id_of
from tracker.access.tokens import hashed
from tracker.commands import api_tokens, invitations, names, personal_links, sessions, settings
from tracker.commands.passwords import WrongCurrentError, WrongPasswordError
from tracker.commands.personal_links import LinkOpensNothingError
from tracker.rules.errors import NotAllowedError, UnknownPersonError, VerificationBlockedError
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.words import Role, Way
from tracker.store.accounts import LinkOverError
from tracker.store.engine import engine_for
from tracker.store.vault import Vault

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
    "api_tokens.make": BOARD,
    "api_tokens.revoke": BOARD,
    "api_tokens.take": (EVERYBODY + "NG", EVERYBODY + "NG"),  # counts requests, nothing else
    "api_tokens.was_used": (EVERYBODY + "NG", EVERYBODY + "NG"),  # keeps the day of a use, nothing else
    "api_tokens.wrong": (EVERYBODY + "NG", EVERYBODY + "NG"),  # counts one try, nothing else
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
    "asks.ask_several": BOARD,
    "beginning.add_agencies": BOARD,
    "beginning.set_up": BOARD,
    "asks.withdraw": BOARD,
    "backups.note": BOARD,
    "evidence_copies.note": BOARD,
    "boards.add": BOARD,
    "boards.edit": BOARD,
    "chases.answered": BOARD,
    "chases.make": BOARD,
    "chases.record": BOARD,
    "chases.send": BOARD,
    "chases.stayed": BOARD,
    "chases.went": BOARD,
    "contacts.add": BOARD,
    "contacts.edit": BOARD,
    "contacts.remove": BOARD,
    "downloads.let_out": ("MSI", "MSI"),
    "downloads.note": ANYBODY,
    "downloads.show_in_room": SUBGROUP,
    "disposals.agree": ASSURERS,
    "disposals.ask": BOARD,
    "disposals.refuse": ASSURERS,
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
    "holds.lift": BOARD,
    "holds.place": BOARD,
    "identities.come_in": BOARD,
    "identities.join": BOARD,
    "identities.unlink": BOARD,
    "invitations.invite": BOARD,
    "invitations.reset": BOARD,
    "learning.add": BOARD,
    "learning.promote": BOARD,
    "likeness.place_texts": NOBODY,
    "links.cross_refer": BOARD,
    "links.match_promise": BOARD,
    "links.remove_cross_reference": BOARD,
    "agendas.add": SUBGROUP,
    "agendas.defer": SUBGROUP,
    "agendas.make": SUBGROUP,
    "agendas.move": SUBGROUP,
    "agendas.note": SUBGROUP,
    "agendas.set_minutes": SUBGROUP,
    "agendas.take_up": SUBGROUP,
    "decisions.agree_extension": ("", "MS"),
    "decisions.assure": ("", "MS"),
    "decisions.check_back": ("", "MS"),
    "decisions.escalate": SUBGROUP,
    "decisions.not_doing": SUBGROUP,
    "decisions.note": SUBGROUP,
    "lessons.same_lesson": SUBGROUP,
    "decisions.raise_action": SUBGROUP,
    "decisions.refuse_extension": ("", "MS"),
    "decisions.return_claim": ("", "MS"),
    "meetings.attendance": SUBGROUP,
    "meetings.edit": SUBGROUP,
    "meetings.end": SUBGROUP,
    "measures.add": SUBGROUP,
    "measures.edit": SUBGROUP,
    "measures.end": SUBGROUP,
    "measures.read": SUBGROUP,
    "measures.withdraw_reading": SUBGROUP,
    "meetings.hold": SUBGROUP,
    "meetings.resume": SUBGROUP,
    "names.add": BOARD,
    "names.remove": BOARD,
    "not_doing.end": SUBGROUP,
    "not_doing.end_expired": SUBGROUP,
    "not_doing.enter": SUBGROUP,
    "overlaps.judge": SUBGROUP,
    "overlaps.take_back": SUBGROUP,
    "parts.add": BOARD,
    "parts.edit": BOARD,
    "parts.mark_context": BOARD,
    "parts.split": BOARD,
    "parts.unmark_context": BOARD,
    "passwords.change": NOBODY,
    "passwords.set_by_link": NOBODY,
    "passwords.sign_in": NOBODY,
    "feeds.make": ANYBODY,
    "feeds.revoke": BOARD,
    "file_texts.read_files": NOBODY,  # the tracker, by itself
    "feeds.was_read": (EVERYBODY + "NG", EVERYBODY + "NG"),  # keeps when a program read, nothing else
    "people.add": BOARD,
    "people.disable": BOARD,
    "people.edit": BOARD,
    "people.enable": BOARD,
    "people.give_role": BOARD,
    "people.take_role": BOARD,
    "personal_links.come_in": NOBODY,
    "personal_links.give": BOARD,
    "personal_links.revoke": BOARD,
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
    "samples.draw": ASSURERS,
    "samples.record": JUDGES,
    "secret_addresses.wrong": (EVERYBODY + "NG", EVERYBODY + "NG"),  # counts one try, nothing else
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
    "papers.set_look": BOARD,
    "settings.mark_illustrative": BOARD,
    "layouts.settle": BOARD,
    "settings.follow_general": BOARD,
    "settings.set_assurance": BOARD,
    "settings.set_personal_links": BOARD,
    "settings.set_retention": BOARD,
    "settings.set_chasing": BOARD,
    "settings.set_thresholds": BOARD,
    "taking_back.take_back": OWNERS,
    "taking_in.take_in": BOARD,
    "taxonomy.bring_back": BOARD,
    "taxonomy.merge": BOARD,
    "taxonomy.retire": BOARD,
    "taxonomy.split": BOARD,
    "taxonomy.take_over": BOARD,
    "themes.add_theme": BOARD,
    "themes.confirm": SUBGROUP,
    "themes.edit_theme": BOARD,
    "themes.reject": SUBGROUP,
    "themes.take_back": SUBGROUP,
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


def a_token(book):
    api_tokens.make(book.engine, name="Power BI", role=Role.READER, **book.signed())
    return "power-bi"


def reader_session(book):
    """A session of the reader; the command lets whoever signs begin their own."""
    signed = book.signed("reader")
    return sessions.begin(book.engine, way=Way.PASSWORD, address=None, browser=None, **signed)


def links_on(book):
    settings.set_personal_links(book.engine, setting=PersonalLinks(True), **book.signed())
    return {"agency_id": "police", "person_id": "police-lead"}


def police_link(book):
    """A link of somebody whom the letters do not name."""
    return personal_links.give(book.engine, **links_on(book), **book.signed())


@pytest.fixture(autouse=True)
def people_sign_in(monkeypatch):
    """Personal links are given only where people sign in, at an address that others reach."""
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")


OTHER_FACTS = {  # commands that leave no register change and so have no case of their own
    "api_tokens.make": lambda b: {"name": "Power BI", "role": Role.READER},
    "api_tokens.revoke": lambda b: {"token_id": a_token(b)},
    "api_tokens.take": lambda b: {"token_id": a_token(b), "most": 9},
    "api_tokens.was_used": lambda b: {"token_id": a_token(b)},
    "api_tokens.wrong": lambda b: {"address": "10.0.0.1"},
    "downloads.let_out": lambda b: {"places": (), "why": "Its number is the service's own."},
    "feeds.make": lambda b: {},
    "feeds.revoke": lambda b: {"person_id": "reader"},
    "file_texts.read_files": lambda b: {"vault": Vault(Path("nowhere"))},
    "feeds.was_read": lambda b: {"feed": "0" * 64, "read_at": None},
    "personal_links.come_in": lambda b: {"link": police_link(b), "address": None, "browser": None},
    "personal_links.give": links_on,
    "personal_links.revoke": lambda b: {"link": hashed(police_link(b))},
    "secret_addresses.wrong": lambda b: {"address": "10.0.0.1"},
    "invitations.invite": lambda b: {"person_id": "reader"},
    "invitations.reset": lambda b: {"person_id": "reader"},
    "likeness.place_texts": lambda b: {},
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
    "taking_in.take_in": BOARD,
    "backups.note": lambda b: {"name": "register.zip"},
    "evidence_copies.note": lambda b: {"where": "/srv/evidence"},
    "heads.sign_off": lambda b: {"stands_on": "A paper"},
    "downloads.note": lambda b: {"entity": "workbook", "id_": "Action plan.xlsx"},
    "downloads.show_in_room": lambda b: {"evidence_id": stated(b), "meeting_id": meeting(b)},
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
    LinkOpensNothingError,
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
