from dataclasses import astuple
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings

from tests.rules.factories import TODAY, Book
from tests.rules.strategies import books, days
from tracker.rules.brag import HOLE, RANK
from tracker.rules.records import Rating
from tracker.rules.standing import AgencyFigures, Counts, worst_first
from tracker.rules.words import Brag, CheckOutcome, Level, NotDoingKind, Outcome, OwnRating, Response, Status

slow = settings(suppress_health_check=[HealthCheck.too_slow])


def ago(n):
    return TODAY - timedelta(days=n)


def test_an_ask_without_an_action_of_that_agency_on_that_part_is_a_hole():
    """
    part a: police (action A1), health (nothing)
    part b: police (nothing: A1 answers part a only); the school's action on b is nobody's answer but the school's
    """
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health"], "b": ["police"]})
    book.action("A1", "police", ["R-1:1/a"])
    book.action("A2", "school", ["R-1:1/b"])
    standing = book.standing()
    assert [ask.id for ask in standing.holes] == ["R-1:1/a@health", "R-1:1/b@police"]
    assert standing.ask_ratings["R-1:1/a@health"] == HOLE
    assert standing.ask_ratings["R-1:1/a@police"].brag == Brag.GREEN
    assert standing.recommendation_ratings["R-1:1"] == Rating(Brag.GREY, "2 of 3 asks have no action")


def test_an_action_without_an_owner_fills_no_hole():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]})
    book.action("A1", None, ["R-1:1/a"])
    assert len(book.standing().holes) == 1


def test_an_action_of_the_agencys_successor_answers_the_ask():
    """lscb → partnership → alliance; and trust-a → trust-c ← trust-b, where b's action is not a's."""
    book = Book()
    book.agency("alliance")
    book.agency("partnership", successor_id="alliance")
    book.agency("lscb", successor_id="partnership")
    for id in ("trust-a", "trust-b"):
        book.agency(id, successor_id="trust-c")
    book.agency("trust-c")
    book.recommendation("R-1:1", {"a": ["lscb", "trust-a"]})
    book.action("A1", "alliance", ["R-1:1/a"])
    book.action("A2", "trust-b", ["R-1:1/a"])
    standing = book.standing()
    assert [ask.agency_id for ask in standing.holes] == ["trust-a"]
    assert standing.same_body("alliance", "lscb")
    assert standing.same_body("lscb", "alliance")
    assert not standing.same_body("trust-a", "trust-b")
    assert not standing.same_body(None, None)


def test_a_circle_of_successors_is_gone_round_once():
    book = Book()
    book.agency("one", successor_id="two")
    book.agency("two", successor_id="one")
    assert book.standing().body == {"one": {"one", "two"}, "two": {"one", "two"}}


def test_a_withdrawn_ask_and_a_context_part_are_left_out():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"], "b": ["health"]}, context=["b"])
    book.recommendation("R-1:2", {"a": ["police", "health"]})
    book.edit("asks", "R-1:2/a@health", withdrawn_on=TODAY)
    standing = book.standing()
    assert [ask.id for ask in standing.holes] == ["R-1:1/a@police", "R-1:2/a@police"]
    assert set(standing.part_ratings) == {"R-1:1/a", "R-1:2/a"}
    assert standing.recommendation_ratings["R-1:1"] == HOLE


def test_what_nobody_was_asked_for_is_grey_and_says_why():
    book = Book()
    book.recommendation("R-1:1")
    book.recommendation("R-1:2", response=Response.NOT_ACCEPTED)
    book.recommendation("R-1:3", response=Response.ANOTHER_BOARDS)
    book.recommendation("R-1:4", {"a": ["police"]}, context=["a"])
    book.recommendation("R-1:5", {})
    reasons = {id: rating.reason for id, rating in book.standing().recommendation_ratings.items()}
    assert reasons == {
        "R-1:1": "nobody has been asked yet",
        "R-1:2": "not accepted, and not yet in the not-doing register",
        "R-1:3": "another board's to answer; nobody here has been asked",
        "R-1:4": "every part of it is context, so nothing of it is tracked",
        "R-1:5": "every part of it is context, so nothing of it is tracked",
    }
    assert book.standing().counts().grey == 5


def test_a_recommendation_in_the_not_doing_register_is_counted_apart_until_its_entry_expires():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health"]})
    book.action("A1", "police", ["R-1:1/a"], due=ago(30))
    book.not_doing(recommendation="R-1:1", until=date(2027, 5, 3))
    standing = book.standing()
    reason = "in the not-doing register: risk accepted, until 3 May 2027"
    assert standing.recommendation_ratings["R-1:1"] == Rating(Brag.NONE, reason)
    assert standing.part_ratings["R-1:1/a"] == standing.ask_ratings["R-1:1/a@health"] == Rating(Brag.NONE, reason)
    assert standing.holes == ()
    assert standing.counts() == Counts(total=1, not_doing=1)
    assert book.standing(date(2027, 5, 4)).recommendation_ratings["R-1:1"].brag == Brag.RED


def test_an_ask_in_the_not_doing_register_is_no_hole_and_takes_its_actions_with_it():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health", "school"]})
    book.action("A1", "police", ["R-1:1/a"])
    book.action("A2", "health", ["R-1:1/a"], due=ago(30))
    book.not_doing(ask="R-1:1/a@health", kind=NotDoingKind.MERGED)
    book.not_doing(ask="R-1:1/a@school", kind=NotDoingKind.REJECTED)
    standing = book.standing()
    assert standing.holes == ()
    assert standing.recommendation_ratings["R-1:1"].brag == Brag.GREEN
    assert standing.ask_ratings["R-1:1/a@school"] == Rating(Brag.NONE, "in the not-doing register: rejected")
    assert standing.action_ratings["A2"].brag == Brag.RED


def test_an_action_that_answers_two_parts_is_counted_once():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"], "b": ["police"]})
    book.action("A1", "police", ["R-1:1/a", "R-1:1/b"], due=ago(3))
    book.action("A2", "police", ["R-1:1/b"])
    assert book.standing().recommendation_ratings["R-1:1"].reason == (
        "1 of 2 actions overdue: 3 days past its current date, 17 November 2026"
    )


def test_the_lists_stand_worst_first():
    book = Book()
    book.action("A1", "police", [], due=ago(5))
    book.action("A2", "police", [], due=ago(50))
    book.action("A3", "police", [], due=ago(5), original=ago(90), moves=1)
    book.action("A4", "police", [], due=ago(-20), original=ago(60), moves=1)
    book.action("A5", "police", [], due=ago(-9), created=ago(100))
    book.action("A6", "police", [], due=ago(9), status=Status.CLAIMED, claimed_on=ago(2), created=ago(200))
    book.action("A7", "police", [], due=ago(9), status=Status.CLAIMED, claimed_on=ago(4))
    book.action("A8", "police", [], status=Status.ASSURED)
    standing = book.standing()

    def ids(files):
        return [file.action.id for file in files]

    assert ids(standing.overdue) == ["A2", "A3", "A1"]
    assert ids(standing.late_on_original) == ["A3", "A4", "A2", "A6", "A1", "A7"]
    assert ids(standing.due_soon) == ["A5", "A4"]
    assert ids(standing.stale) == ["A5"]
    assert ids(standing.claimed) == ["A7", "A6"]
    assert ids(standing.verified) == ["A8"]


def test_an_agencys_figures_say_what_it_owes_and_how_it_kept_its_word():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health"], "b": ["health"]})
    book.action("A1", "police", ["R-1:1/a"], due=ago(5), original=ago(35), moves=1, updates=[(ago(7), None)])
    book.action("A2", "police", [], due=ago(-5), created=ago(95), updates=[(ago(91), OwnRating.GREEN)])
    book.action(
        "A3", "police", [], status=Status.CLAIMED, verifications=[(ago(50), Outcome.RETURNED)], claimed_on=ago(2)
    )
    book.action(
        "A4",
        "police",
        [],
        status=Status.REOPENED,
        verifications=[(ago(50), Outcome.ASSURED)],
        check_backs=[(6, ago(9), CheckOutcome.FAILED)],
    )
    standing = book.standing()
    assert standing.by_agency() == {
        "police": AgencyFigures(
            counts=Counts(total=4, red=2, amber=1, green=1),
            asks=1,
            holes=0,
            overdue=1,
            late_on_original=1,
            due_soon=1,
            stale=1,
            moves=1,
            slippage_days=30,
            awaiting=1,
            verified=0,
            claims=3,
            overturned=2,
            last_said_on=ago(7),
        ),
        "health": AgencyFigures(asks=2, holes=2),
    }
    assert standing.overturned == 2
    assert list(standing.disagreements) == ["A2"]


def test_counts_are_of_the_overview_level_unless_told():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]})
    book.recommendation("R-2:1", {"a": ["police"]})
    book.recommendation("R-2:2", {"a": ["police"]}, level=Level.SINGLE_AGENCY)
    book.action("A1", "police", ["R-1:1/a"])
    standing = book.standing()
    assert standing.counts() == Counts(total=2, grey=1, green=1)
    assert standing.counts("R-2") == Counts(total=1, grey=1)
    assert standing.counts(level=Level.SINGLE_AGENCY) == Counts(total=1, grey=1)
    assert standing.by_review() == {"R-1": Counts(total=1, green=1), "R-2": Counts(total=1, grey=1)}
    assert standing.action_counts() == Counts(total=1, green=1)
    assert standing.action_counts("R-2") == Counts()


def test_an_empty_register_is_all_zeros():
    standing = Book().standing()
    assert standing.counts() == standing.action_counts() == Counts()
    assert (standing.holes, standing.overdue, standing.overturned, standing.by_agency()) == ((), (), 0, {})


@slow
@given(books(), days)
def test_holes_are_asks_minus_answers(book, today):
    standing = book.standing(today)
    register = standing.register
    answered = {(p, f.action.owner_id) for f in register.files.values() for p in f.part_ids}
    wanted = {
        ask.id
        for ask in register.asks.values()
        if (ask.part_id, ask.agency_id) not in answered
        and register.parts[ask.part_id].context_reason is None
        and ask.id not in standing.not_doing
        and register.parts[ask.part_id].recommendation_id not in standing.not_doing
    }
    assert {ask.id for ask in standing.holes} == wanted
    assert len(standing.holes) == len(wanted)


@slow
@given(books(), days)
def test_a_recommendation_is_as_its_worst_part(book, today):
    standing = book.standing(today)
    for id, rating in standing.recommendation_ratings.items():
        parts = [standing.part_ratings[part.id].brag for part in standing.tracked_parts[id]]
        tracked = standing.tracked_parts[id]  # an ask for a part that is only context asks nobody for anything
        asked = any(standing.register.asks_of.get(part.id) for part in tracked) or id in standing.not_doing
        if parts and asked:
            assert RANK[rating.brag] == min(RANK[brag] for brag in parts)
        elif id not in standing.not_doing:
            assert RANK[rating.brag] <= RANK[Brag.GREY]
        assert rating.reason


@slow
@given(books(), days)
def test_ratings_and_not_doing_make_the_total(book, today):
    standing = book.standing(today)
    for counts in (standing.counts(), standing.action_counts(), *standing.by_review().values()):
        total, *rest = astuple(counts)
        assert total == sum(rest)
    figures = standing.by_agency().values()
    assert sum(f.overdue for f in figures) == sum(1 for f in standing.overdue if f.action.owner_id)
    assert sum(f.holes for f in figures) == len(standing.holes)
    owned = [f for f in standing.register.files.values() if f.action.owner_id]
    assert sum(f.counts.total for f in figures) == len(owned)


@slow
@given(books(most=6), days)
def test_worst_first_is_in_order_and_loses_nothing(book, today):
    standing = book.standing(today)
    recs = tuple(standing.register.recommendations.values())
    ordered = worst_first(standing, recs)
    ranks = [RANK[standing.recommendation_ratings[rec.id].brag] for rec in ordered]
    assert ranks == sorted(ranks)
    assert sorted(rec.id for rec in ordered) == sorted(rec.id for rec in recs)


def test_a_recommendation_asked_only_for_its_context_is_grey():
    book = Book()
    book.recommendation("R-1:1", {"a": [], "b": ["police"]})
    book.edit("parts", "R-1:1/b", context_reason="sets the scene")
    book.action("A1", "police", ["R-1:1/a"])
    book.not_doing(action="A1")
    rating = book.standing().recommendation_ratings["R-1:1"]
    assert (rating.brag, rating.reason) == (Brag.GREY, "nobody has been asked yet")
