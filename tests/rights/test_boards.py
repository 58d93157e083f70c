"""Two boards in one store: every query and every command, asked as the other board's people.

The register of `World` is divided: what is in it is one board's, and a second board (Northants) has people in every
role, a review, a meeting and messages of its own. Nobody of a board learns, changes, sends or takes out what is the
other's, published or not.
"""

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from tests.commands.test_every_command import CASES, call
from tests.factories_store import BOTH, Ledger, fresh_postgres, fresh_sqlite
from tests.rights.people import LETTERS, id_of
from tests.rights.test_commands import OTHER_FACTS, people_sign_in  # noqa: F401 (every command's facts want it)
from tests.rights.test_queries import ROWS as QUERIES
from tests.rights.test_queries import WORDS, World
from tracker.commands import (
    actions,
    api_tokens,
    asks,
    boards,
    chases,
    evidence,
    holds,
    meetings,
    people,
    recommendations,
    reviews,
    updates,
)
from tracker.queries import chasing, history, register, sights
from tracker.rules.errors import NotAllowedError, TrackerError, UnknownError
from tracker.rules.records import Disposal, Evidence
from tracker.rules.sight import WHOLE, sight_by_link, whole_of
from tracker.rules.words import HoldKind, Publication, Role, Rung
from tracker.store.database import changing, for_board
from tracker.store.engine import engine_for, reading
from tracker.store.tables import ApiTokenRow, OneTimeLinkRow, PasswordRow, PersonalLinkRow

A, B = "southampton", "northants"
HELD = {letter: role for letter, (_, role) in LETTERS.items() if role and letter != "G"}
OF_A = ("Train officers", "Train and audit", "Speak up.", "Train everybody", "zq-mail@example.org",
        *(word for secret, words in WORDS.items() if secret != "address" for word in words))  # fmt: skip
"""What stands in the register of `World`, hidden or not: of another board all of it is hidden. (The health lead leads
for every board: who may write to people may write to them.)"""
OF_B = (
    "zx-infant",
    "zx-secretly",
    "zx-recommend",
    "zx-do-it",
    "zx-seen",
    "zx-story",
    "zx-subgroup",
    "zx-letter",
    "zx-mail@example.org",
    "zx-coroner",
    "zx-time",
)
"""Of the second board: its published review (zx-story), its hidden one, an action, evidence, a meeting, a message, a
legal hold and a disposal that was asked for."""
BESIDE = {B: ("zq-program",), A: ("zx-program",)}
"""What each of two boards is not told of the other that is no part of the register: what its tokens are called."""


PUBLISHED = ("Train and audit", "Speak up.", "Train everybody", "zx-story", "zx-recommend")
"""What the published reviews ask for: it may be seen beside one's own."""


def bound(letter, board):
    return f"{letter.lower()}-of-{board}"


def settle(book: Ledger) -> None:
    """Give the store a second board, and both boards people of their own in every role."""
    engine = book.engine
    boards.add(engine, name="Northants", **book.signed("system"))
    for board in (A, B):
        for letter, role in HELD.items():
            name = f"{letter} of {board}"
            person = people.add(engine, name=name, **book.signed("system"))
            assert person.id == bound(letter, board)
            more = {"deputy": True} if letter == "D" else {}
            people.give_role(
                engine, person_id=person.id, role=role, agency_id="police", board_id=board, **more,
                **book.signed("system"),
            )  # fmt: skip


def furnish(book: Ledger) -> str:
    """What the second board has, all of it by its own business manager; the id of its action."""
    engine, manager = book.engine, bound("M", B)
    signed = {"by": manager}

    def by_them():
        return book.signed(**signed)

    people.edit(engine, person_id=bound("L", B), email="zx-mail@example.org", **by_them())
    for code, title, asks_for, state in (
        ("HIDB", "zx-infant", "zx-secretly", Publication.DRAFT),
        ("OPEN", "zx-story", "zx-recommend", Publication.PUBLISHED),
    ):
        reviews.add(
            engine, code=code, board_id=B, kind="LCSPR", subject=title, title=title, state=state, **by_them()
        )  # fmt: skip
        rec = recommendations.add(engine, review_id=code, ref="1", title=asks_for, text=f"{asks_for} it", **by_them())
        part = next(p for p in book.register().parts.values() if p.recommendation_id == rec.id).id
        asks.ask(engine, part_ids=[part], agency_id="police", **by_them())
        action = actions.plan(
            engine, part_ids=[part], owner_id="police", title="zx-do-it", due=date(2026, 2, 1), **by_them()
        )
        updates.say(engine, action_id=action.id, narrative="zx-seen", **by_them())
        evidence.attach_statement(
            engine, action_id=action.id, title="zx-seen", statement="zx-seen", rung=Rung.DOCUMENT, restricted=True,
            **book.signed(bound("L", B) if code == "OPEN" else manager),
        )  # fmt: skip
    meetings.hold(engine, board_id=B, held_on=book.now.date(), title="zx-subgroup", **by_them())
    chases.record(engine, agency_id="police", text="zx-letter", listed=[action.id], **by_them())
    holds.place(engine, kind=HoldKind.INQUEST, reason="zx-coroner", review_id="HIDB", **by_them())
    with changing(engine, verb="ask_disposal", **by_them()) as work:  # as one that was asked for long ago
        work.allow("ask_disposal")
        piece = next(one.id for one in work.all(Evidence) if one.action_id == action.id)
        work.add(Disposal("D9", "OPEN", 8, (piece,), "zx-time", book.now.date(), manager))
    api_tokens.make(engine, name="zx-program", role=Role.ADMINISTRATOR, **by_them())
    return action.id


@pytest.fixture(scope="module", params=BOTH)
def world(request, tmp_path_factory):
    """`World`, divided between two boards: once on SQLite, once on PostgreSQL."""
    engine = None
    if request.param == "postgresql":
        engine = fresh_postgres(request.getfixturevalue("pg_database"), furnished=True)
    world = World(tmp_path_factory.mktemp("boards"), engine)
    settle(world.book)
    people.edit(
        world.engine, person_id=bound("L", A), email="zq-mail@example.org", **world.book.signed(bound("M", A))
    )  # fmt: skip
    furnish(world.book)
    api_tokens.make(
        world.engine, name="zq-program", role=Role.ADMINISTRATOR, **world.book.signed(bound("M", A))
    )  # fmt: skip
    yield world
    world.engine.dispose()


def told(world, ask, who):
    try:
        return repr(ask(world, who))
    except TrackerError as refused:
        return str(refused)


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_tells_anybody_of_a_board_what_is_the_others(world, name):
    ask, _ = QUERIES[name]
    crosses = PUBLISHED if name == "boards.elsewhere" else ()
    for letter in HELD:
        for board, words in ((B, OF_A), (A, OF_B)):
            answer = told(world, ask, bound(letter, board))
            found = [word for word in (*words, *BESIDE[board]) if word in answer and word not in crosses]
            assert found == [], (letter, board)


@pytest.mark.parametrize("name", ["register.current", "standing.standing", "history.entries", "register.as_at"])
def test_a_boards_manager_sees_all_of_their_own_and_who_has_every_board_sees_both(world, name):
    ask, _ = QUERIES[name]
    own = told(world, ask, bound("M", B))
    assert [word for word in OF_B if word not in own] == []
    whole = told(world, ask, "manager")
    assert [word for word in OF_B if word not in whole] == []
    assert "zq-toddler" in whole


def test_who_has_no_role_sees_nothing_of_any_board_once_there_are_several(world):
    for who in (id_of("N", "own"), id_of("G", "own"), "a-stranger", None):
        found = register.current(world.engine, sight=sights.sight_for(world.engine, who))
        assert not found.reviews and not found.actions and not found.chases and not found.meetings


def test_the_trail_as_a_board_sees_it_tells_nobodys_coming_and_going_but_its_own_peoples(world):
    mine = sights.sight_for(world.engine, bound("U", B))
    found = history.entries(world.engine, sight=mine, limit=None)
    assert {one.by for one in found if one.entity in ("names", "person") and one.field is None} <= {
        bound(letter, B) for letter in HELD
    }


def test_a_message_of_a_board_lists_what_is_owed_to_that_board_only(world):
    roles = world.roles(bound("M", B))
    found = chasing.plan(world.engine, roles=roles, who="M", at=world.at)
    listed = {id_ for one in found for id_ in one.listed}
    assert listed
    whole = world.book.register()
    of = {whole.actions[id_].review_id for id_ in listed if id_ in whole.actions}
    of |= {id_.partition(":")[0] for id_ in listed if id_ not in whole.actions}
    assert {whole.reviews[code].board_id for code in of} == {B}
    of_every_board = {role.person_id for role in whole.contacts_of["police"] if role.board_id is None}
    assert {who.person_id for one in found for who in one.to} <= {bound("L", B), bound("D", B)} | of_every_board


def test_somebody_of_two_boards_has_at_each_the_rights_they_hold_there(world):
    """Northants' subgroup member who is a board member of Southampton: no restricted evidence and no hidden review of
    Southampton, and both of neither by the other's right."""
    people.give_role(world.engine, person_id=bound("S", B), role=Role.READER, board_id=A, **world.book.signed("system"))
    try:
        answer = told(world, QUERIES["register.current"][0], bound("S", B))
        assert "Train officers" in answer and "zx-do-it" in answer and "zx-seen" in answer
        assert not [word for word in ("zq-bruising", "zq-chronology", "zq-toddler", "zx-infant") if word in answer]
        with pytest.raises(NotAllowedError):  # may they record there what they may record here?
            meetings.hold(
                world.engine, board_id=A, held_on=world.today, title="Not theirs", **world.book.signed(bound("S", B))
            )
        meetings.hold(world.engine, board_id=B, held_on=world.today, title="Theirs", **world.book.signed(bound("S", B)))
        acting = sights.sight_for(world.engine, bound("S", B), A)
        assert not register.current(world.engine, sight=acting).reviews.keys() & {"OPEN", "HIDB"}
    finally:
        people.take_role(
            world.engine, person_id=bound("S", B), role=Role.READER, board_id=A, **world.book.signed("system")
        )


def test_a_personal_link_opens_what_its_own_board_has_published_and_no_more(world):
    for board, words in ((B, (*OF_A, "zx-infant", "zx-secretly")), (A, (*OF_B, "zq-toddler", "zq-recommend"))):
        sight = sight_by_link(bound("L", board), world.roles(bound("L", board)))
        found = repr(register.current(world.engine, sight=sight))
        assert [word for word in words if word in found] == []
        assert ("zx-story" if board == B else "Train officers") in found


def test_who_acts_for_one_board_does_so_there_only(world):
    acting = for_board(world.engine, B)
    with pytest.raises(UnknownError):
        updates.say(acting, action_id=world.action, narrative="No.", **world.book.signed("manager"))
    with pytest.raises(UnknownError):
        updates.say(acting, action_id=world.hidden_action, narrative="No.", **world.book.signed("manager"))
    made = chases.record(acting, agency_id="police", text="Please.", **world.book.signed("manager"))
    assert made.board_id == B


# ---- commands

SHARED = ("agencies", "groups", "memberships", "boards", "themes")
ADDS = {"agencies.add", "beginning.add_agencies"}
"""What anybody's business manager may add to what the boards share."""


def belongings(book: Ledger, board_id: str):
    """All that is a board's in the register, and who may come in as its people, as far as a command could change it."""
    engine = book.engine
    found = register.current(engine, sight=replace(whole_of(frozenset((board_id,))), addresses=True))
    whole = register.current(engine, sight=WHOLE)
    others = {bound(letter, B) for letter in HELD}
    tables = {
        name: getattr(found, name)
        for name in found.__dataclass_fields__
        if name not in ("people", "person_roles", "person_identities", "plan_layouts", *SHARED)
    }
    tables["people"] = {id_: one for id_, one in whole.people.items() if id_ not in others and id_ in KNOWN}
    tables["roles"] = {id_: one for id_, one in whole.person_roles.items() if one.board_id in (board_id, None)}
    with reading(engine) as connection:
        for row in (PasswordRow, OneTimeLinkRow, PersonalLinkRow):
            table = row.__table__
            rows = connection.execute(table.select()).mappings()
            tables[table.name] = [dict(one) for one in rows if one["person_id"] not in others]
        tokens = connection.execute(ApiTokenRow.__table__.select()).mappings()  # how often one was used is no matter
        tables["tokens"] = [(one["id"], one["revoked_at"]) for one in tokens if one["made_by"] not in others]
        chased = [one.id for one in whole.chases.values() if one.board_id in (board_id, None)]
    return tables, chased, {name: dict(getattr(whole, name)) for name in SHARED}


KNOWN: set[str] = set()


@pytest.mark.parametrize("name", sorted(CASES | OTHER_FACTS))
def test_no_command_of_another_boards_people_changes_anything_of_this_board(name, tmp_path):
    """The facts of each command are made by people of the whole register; then each of the other board's people calls
    it. What it does or refuses to do, this board's things stand as they stood."""
    book = Ledger(fresh_sqlite(tmp_path, furnished=True))
    settle(book)
    facts = (CASES[name][2] if name in CASES else OTHER_FACTS[name])(book)
    with book.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    KNOWN.clear()
    KNOWN.update(book.register().people)
    before = belongings(book, A)
    book.engine.dispose()
    for letter in "ML":  # what the others may do, the business manager may
        shutil.copy(tmp_path / "register.sqlite", tmp_path / "copy.sqlite")
        copy = Ledger(engine_for(f"sqlite:///{tmp_path / 'copy.sqlite'}"))
        copy.now = book.now
        with suppress(TrackerError):
            call(copy, name, dict(facts), copy.signed(bound(letter, B)))
        after = belongings(copy, A)
        copy.engine.dispose()
        for leftover in tmp_path.glob("copy.sqlite*"):
            leftover.unlink()
        assert after[:2] == before[:2], (name, letter)
        if name in ADDS:
            assert all(before[2][kind].items() <= after[2][kind].items() for kind in SHARED), (name, letter)
        else:
            assert after[2] == before[2], (name, letter)
