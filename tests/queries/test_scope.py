"""What is read for people of some boards only: the same, to the last field, as the whole register with the rest hidden.

Two boards, with everything in each that can point at, name or answer what is the other's; looked at by everybody, on
every day on which something was moved between them. And what is kept of it stays while only others save.
"""

from dataclasses import replace
from datetime import date

import pytest

from tests.rights.test_boards import HELD, A, B, bound, furnish, settle
from tests.secret_things import DRAFT, restricted, serve_too, unpublished
from tracker.commands import meetings, reviews, updates
from tracker.queries import live
from tracker.queries.register import as_at, current
from tracker.queries.sights import sight_for
from tracker.queries.standing import moment, standing
from tracker.rules.records import (
    ActionPart,
    AgendaItem,
    Chase,
    Decision,
    DipSample,
    LearningPoint,
    Meeting,
    Part,
    Person,
    Redaction,
    Review,
)
from tracker.rules.sight import LEAST, WHOLE, seen
from tracker.rules.words import AgendaKind, Publication
from tracker.store.database import changing
from tracker.store.tables import ENTITIES

DAYS = [date(2026, 1, 20), date(2026, 2, 20), date(2026, 3, 20), date(2026, 4, 20)]


@pytest.fixture
def two(ledger):
    """A register of two boards, each with something that touches what is the other's."""
    settle(ledger)
    restricted(ledger)
    mine, _ = unpublished(ledger)
    theirs = furnish(ledger)
    reviews.name_reader(ledger.engine, review_id=DRAFT, person_id=bound("R", B), **ledger.signed())
    serve_too(ledger, mine, "OPEN:1/")  # answers a draft of the one board and what the other has published
    serve_too(ledger, theirs, "SOTON-K:2/")
    with by_system(ledger) as work:
        work.add(Meeting("M-of-b", B, date(2026, 1, 9), "zx-talk"))
        told = (("secretum one", mine), ("Nothing hidden", "HIDB"), ("Of nobody", "gone-long-ago"), ("Plain", None))
        for n, (title, about) in enumerate(told):
            work.add(AgendaItem(f"I{n}", "M-of-b", n, AgendaKind.CHANGED, title, about))
        work.add(Decision("D-of-b", "M-of-b", "1", "OPEN", "Agreed.", "manager", item_id="I0"))
        work.add(Decision("E-of-b", "M-of-b", "2", "OPEN", "As with Secretum.", "manager", made=theirs))
        work.add(Chase("CH-b", "police", date(2026, 1, 9), "manager", "Of Child Secretum.", listed=(mine, theirs, "no"),
                       board_id=B))  # fmt: skip
        drawn = {"S-both": (f"{mine}:1", f"{theirs}:1"), "S-b": (f"{theirs}:1",), "S-a": (f"{mine}:1",), "S-0": ()}
        for id_, population in drawn.items():
            work.add(DipSample(id_, date(2026, 1, 9), "manager", "5eed", 1, population, "Secretum"))
        work.add(LearningPoint("OPEN/9", "OPEN", "9", "Learned", "Learned.", promoted_to=f"{DRAFT}:1"))
    ledger.on(DAYS[1])
    with by_system(ledger) as work:
        work.remove(work.find(ActionPart, f"{mine}|OPEN:1/"))
        work.change(work.find(Review, DRAFT), title="Renamed", subject="Another")
    ledger.on(DAYS[2])
    with by_system(ledger) as work:
        work.change(work.find(Review, "SOTON-K"), board_id=B)
        work.change(work.find(Part, "OPEN:1/"), text="Reworded.")
    return ledger


class by_system:
    """The write door for what no command does any more, or does only in steps that are nothing to these tests."""

    def __init__(self, ledger):
        self._door = changing(ledger.engine, verb="edit_register", **ledger.signed("system"))

    def __enter__(self):
        work = self._door.__enter__()
        work.allow("edit_register")
        return work

    def __exit__(self, *details):
        return self._door.__exit__(*details)


def everybody():
    return [bound(letter, board) for letter in HELD for board in (A, B)]


def sights(engine):
    found = {who: sight_for(engine, who) for who in everybody()}
    found["both"] = replace(found[bound("M", A)], boards=frozenset((A, B)))
    found["nobody"] = replace(LEAST, boards=frozenset())
    return found


def differing(one, other):
    """The tables in which two registers differ, with what differs."""
    return {
        e.table: (list(mine.values()), list(theirs.values()))
        for e in ENTITIES
        if list((mine := getattr(one, e.table)).items()) != list((theirs := getattr(other, e.table)).items())
    }


def test_what_is_read_for_some_boards_is_the_whole_register_with_the_rest_hidden_now_and_then(two):
    whole = current(two.engine, sight=WHOLE)
    for who, sight in sights(two.engine).items():
        assert differing(standing(two.engine, sight=sight).register, seen(whole, sight)) == {}, who
    for day in DAYS:
        for who, sight in sights(two.engine).items():
            found = standing(two.engine, day, sight=sight)
            assert differing(found.register, as_at(two.engine, day, sight=sight)) == {}, (who, day)
    assert_the_boards_touch(two)


def assert_the_boards_touch(two):
    """What was compared holds something of the other board's at all."""
    sight = sight_for(two.engine, bound("M", B))
    base = live.live(two.engine, moment(two.engine, sight=sight).scope).register
    left = standing(two.engine, sight=sight).register
    assert DRAFT in base.reviews
    assert DRAFT not in left.reviews
    assert "I0" in base.agenda_items
    assert "I0" not in left.agenda_items
    assert set(left.dip_samples) >= {"S-b", "S-both", "S-0"}
    assert "S-a" not in left.dip_samples


def test_what_is_kept_for_a_board_stays_while_another_saves_and_goes_when_it_does_itself(two):
    b, a = sight_for(two.engine, bound("R", B)), sight_for(two.engine, bound("M", A))
    before, one = moment(two.engine, sight=b), standing(two.engine, sight=b)
    with by_system(two) as work:
        work.add(Meeting("M-of-a", A, date(2026, 3, 1), "A talk"))
    assert moment(two.engine, sight=b).number > before.number
    assert moment(two.engine, sight=b).shown == before.shown
    assert standing(two.engine, sight=b) is one
    state = moment(two.engine, sight=b).state
    meetings.hold(two.engine, board_id=A, held_on=date(2026, 3, 9), title="Theirs", **two.signed(bound("M", A)))
    assert moment(two.engine, sight=b).state == state
    assert "M-of-a" in standing(two.engine, sight=a).register.meetings
    updates.say(two.engine, action_id="OPEN-A001", narrative="More.", **two.signed(bound("M", B)))
    after = standing(two.engine, sight=b)
    assert after is not one
    assert "More." in {update.narrative for update in after.register.updates.values()}


CHANGES = (
    lambda work: work.change(work.find(Person, bound("M", A)), name="Renamed"),
    lambda work: work.change(work.find(Review, "SOTON-K"), board_id=A),
    lambda work: work.change(work.find(Review, "HIDB"), state=Publication.PUBLISHED),
    lambda work: work.change(work.find(Review, DRAFT), title="Plain"),
    lambda work: work.remove(work.find(DipSample, "S-both")),
    lambda work: work.add(ActionPart("new|OPEN:1/", "SOTON-K-A001", "OPEN:1/")),
    lambda work: work.add(Redaction("RX", "review", DRAFT, "title", "Why.", date(2026, 3, 1), "manager")),
    lambda work: work.change(work.find(Review, "SOTON-K"), state=Publication.WITHHELD, title="Talk"),
)


def test_after_any_change_it_is_what_the_whole_register_says(two):
    for change in CHANGES:
        for sight in sights(two.engine).values():
            standing(two.engine, sight=sight)
        live.live(two.engine, None)
        with by_system(two) as work:
            change(work)
        whole = current(two.engine, sight=WHOLE)
        assert differing(live.live(two.engine, None).register, whole) == {}
        for who, sight in sights(two.engine).items():
            assert differing(standing(two.engine, sight=sight).register, seen(whole, sight)) == {}, who
