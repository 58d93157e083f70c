from datetime import date

import pytest

from tests.rules.factories import Book
from tracker.rules.gaps import gaps
from tracker.rules.words import Rung, Status


def ids(recommendations):
    return [rec.id for rec in recommendations]


def test_a_recommendation_without_any_action_is_the_first_gap_and_no_other():
    book = Book()
    book.recommendation("R-1:1", {"": ["police"]})
    found = gaps(book.standing())
    assert (ids(found.no_action), ids(found.no_date), ids(found.no_strong_evidence)) == (["R-1:1"], [], [])


def test_an_open_action_without_a_date_is_a_gap_and_a_finished_one_is_none():
    book = Book()
    book.recommendation("R-1:1", {"": ["police"]})
    book.recommendation("R-1:2", {"": ["police"]})
    book.action("A1", "police", ["R-1:1/"], due=None, status=Status.IN_PROGRESS)
    book.action("A2", "police", ["R-1:2/"], due=None, status=Status.ASSURED)
    assert ids(gaps(book.standing()).no_date) == ["R-1:1"]


@pytest.mark.parametrize("rung", list(Rung))
def test_a_document_shows_that_something_was_written_and_a_record_that_something_happened(rung):
    book = Book()
    book.recommendation("R-1:1", {"": ["police"]})
    book.action("A1", "police", ["R-1:1/"], due=date(2026, 12, 1), rungs=[rung])
    weak = rung in (Rung.ASSERTION, Rung.DOCUMENT)
    assert bool(gaps(book.standing()).no_strong_evidence) == weak


def test_what_will_not_be_done_has_no_gap():
    book = Book()
    book.recommendation("R-1:1", {"": ["police"]})
    book.not_doing(recommendation="R-1:1")
    assert not gaps(book.standing()).no_action


def test_an_agency_that_owes_something_and_has_nobody_to_lead_for_it_is_a_gap():
    book = Book()
    book.recommendation("R-1:1", {"": ["police", "health"]})
    book.action("A1", "health", ["R-1:1/"], due=date(2026, 12, 1), status=Status.ASSURED)
    assert [agency.id for agency in gaps(book.standing()).no_lead] == ["police"]
