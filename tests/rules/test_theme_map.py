"""The map of themes: what a cell says, that nothing is counted twice or lost, and what is told apart."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from tests.rules.factories import TODAY, Book
from tests.rules.strategies import books
from tracker.rules.records import LearningPoint, LearningTheme, ThemeLink
from tracker.rules.theme_map import NO_THEME, NOBODY, Cell, Scope, build
from tracker.rules.theme_places import Shown
from tracker.rules.theme_story import story
from tracker.rules.words import Rung, Status

EVERYTHING = Scope()


def cell(book, theme, review=None, agency=None, *, rows="theme"):
    found = build(book.standing())
    if agency:
        return found.cells("theme", "agency", Scope(review=review)).get((theme, agency), Cell())
    return found.cells(rows, "review", EVERYTHING).get((theme, review), Cell())


def test_a_cell_shows_the_highest_rung_of_assured_work_and_not_of_what_is_only_claimed():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"], "b": ["police"], "c": ["police"]}, themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED, rungs=[Rung.DOCUMENT, Rung.AUDIT])
    book.action("A2", "police", ["R-1:1/b"], status=Status.EMBEDDED, rungs=[Rung.TRAINING_RECORD])
    book.action("A3", "police", ["R-1:1/c"], status=Status.CLAIMED, rungs=[Rung.VOICE])
    found = cell(book, "neglect", "R-1")
    assert (found.shown, found.best) == (Shown.ASSURED, Rung.AUDIT)
    assert (found.requests, found.assured, found.claimed) == (3, 2, 1)


def test_a_closed_action_without_evidence_shows_no_rung():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED)
    assert cell(book, "neglect", "R-1") == Cell(requests=1, assured=1, part_assured=1, best=None)


def test_a_hole_an_action_with_nothing_yet_and_nobody_asked_are_told_apart():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health"]}, themes=["neglect"])
    book.action("A1", "health", ["R-1:1/a"], status=Status.PLANNED)
    book.recommendation("R-2:1", {"a": []}, themes=["neglect"])
    assert cell(book, "neglect", "R-1", "police").shown == Shown.HOLE
    assert cell(book, "neglect", "R-1", "health").shown == Shown.NOTHING_YET
    assert cell(book, "neglect", "R-2").shown == Shown.NOBODY_ASKED
    assert cell(book, "neglect", "R-2", NOBODY).nobody_asked == 1
    assert cell(book, "neglect", "R-3").shown == Shown.EMPTY


def test_a_request_answered_in_part_is_not_counted_as_assured():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED, rungs=[Rung.AUDIT])
    book.action("A2", "police", ["R-1:1/a"], status=Status.IN_PROGRESS)
    found = cell(book, "neglect", "R-1")
    assert (found.part_assured, found.assured, found.best) == (1, 0, Rung.AUDIT)


def test_a_suggested_theme_counts_beside_and_never_in_the_cell():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.edit("theme_links", "R-1:1#neglect", confirmed=False)
    found = build(book.standing())
    assert found.cells("theme", "review", EVERYTHING)["neglect", "R-1"] == Cell(suggested=1)
    assert found.waiting(Scope(theme="neglect")) == ("R-1:1",)
    assert cell(book, NO_THEME, "R-1").holes == 1


def test_a_suggestion_worked_out_from_the_text_counts_beside_unless_it_is_confirmed_already():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.theme("voice")
    found = build(book.standing(), [("R-1:1", "voice"), ("R-1:1", "neglect")])
    cells = found.cells("theme", "review", EVERYTHING)
    assert cells["voice", "R-1"] == Cell(suggested=1)
    assert cells["neglect", "R-1"].suggested == 0


def test_a_theme_of_one_part_brings_that_part_alone():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"], "b": ["health"]})
    book.theme("neglect")
    book.add("theme_links", ThemeLink("x", "R-1:1", "neglect", True, part_id="R-1:1/b"))
    found = build(book.standing())
    assert [place.agency for place in found.among(Scope(theme="neglect"))] == ["health"]
    assert found.among(Scope(theme=NO_THEME)) == ()


def test_a_rejected_theme_is_not_on_the_map():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.edit("theme_links", "R-1:1#neglect", rejected_on=TODAY, rejected_by="chair", confirmed=False)
    assert build(book.standing()).used == (NO_THEME,)


def test_learning_with_no_recommendation_counts_as_such_until_it_is_promoted():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]})
    book.theme("voice")
    book.add("learning_points", LearningPoint("R-1/8.2", "R-1", "8.2", "Voice", "He was not heard."))
    book.add("learning_themes", LearningTheme("R-1/8.2|voice", "R-1/8.2", "voice", True))
    assert cell(book, "voice", "R-1") == Cell(learning=1)
    assert cell(book, "voice", "R-1").shown == Shown.LEARNING
    assert [point.id for point in build(book.standing()).learned(Scope(theme="voice"))] == ["R-1/8.2"]
    book.edit("learning_points", "R-1/8.2", promoted_to="R-1:1")
    assert cell(book, "voice", "R-1") == Cell()


def test_a_renamed_agency_stands_under_the_one_that_answers_now():
    book = Book()
    book.agency("trust")
    book.agency("old-trust", successor_id="trust")
    book.recommendation("R-1:1", {"a": ["old-trust"]}, themes=["neglect"])
    book.action("A1", "trust", ["R-1:1/a"], status=Status.ASSURED, rungs=[Rung.AUDIT])
    (place,) = build(book.standing()).among(EVERYTHING)
    assert (place.agency, place.shown, place.rung) == ("trust", Shown.ASSURED, Rung.AUDIT)


def test_what_is_not_doing_is_neither_a_hole_nor_assured():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.not_doing(recommendation="R-1:1")
    assert cell(book, "neglect", "R-1") == Cell(requests=1, not_doing=1)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(books())
def test_every_request_stands_on_the_map_and_counts_once_in_the_sum(book):
    standing = book.standing()
    found = build(standing)
    places = found.among(EVERYTHING)
    for rows, columns in (("theme", "review"), ("theme", "agency"), ("agency", "review")):
        cells = found.cells(rows, columns, EVERYTHING)
        every = cells.get((None, None), Cell())
        assert every.requests + every.nobody_asked == len(places)
        assert all(one.assured <= one.part_assured <= one.requests for one in cells.values())
    tracked = {part.id for parts in standing.tracked_parts.values() for part in parts}
    assert {place.part for place in places} == tracked
    assert all((place.rung is None) or place.shown == Shown.ASSURED for place in places)


def test_the_story_tells_what_was_done_the_strongest_first_and_what_is_open():
    book = Book()
    book.review("R-2", published=date(2013, 1, 1))
    book.review("R-1", published=date(2018, 1, 1))
    book.recommendation("R-1:1", {"a": ["police", "health"]}, themes=["neglect"])
    book.recommendation("R-2:1", {"a": ["police"]}, themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED, rungs=[Rung.DOCUMENT])
    book.action("A2", "police", ["R-2:1/a"], status=Status.ASSURED, rungs=[Rung.AUDIT])
    standing = book.standing()
    told = story(standing, build(standing), "neglect")
    assert [one.review for one in told.reviews] == ["R-2", "R-1"]
    assert [(one.action, one.evidence.rung) for one in told.done] == [("A2", Rung.AUDIT), ("A1", Rung.DOCUMENT)]
    assert told.rungs == {Rung.AUDIT: 1, Rung.DOCUMENT: 1}
    assert [(place.agency, place.shown) for place in told.open] == [("health", Shown.HOLE)]


def test_evidence_that_was_withdrawn_lowers_the_rung():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED, rungs=[Rung.AUDIT, Rung.DOCUMENT])
    assert cell(book, "neglect", "R-1").best == Rung.AUDIT
    audit = next(one for one in book.tables["evidence"].values() if one.rung == Rung.AUDIT)
    book.tables["evidence"][audit.id] = replace(audit, withdrawn_on=TODAY)
    assert cell(book, "neglect", "R-1").best == Rung.DOCUMENT
