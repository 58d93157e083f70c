"""Who sees which import, and in which words."""

from datetime import date

import pytest

from tests.queries.conftest import ledger  # noqa: F401  (a fixture)
from tracker.commands import evidence, reviews, taking_back, workbooks
from tracker.queries.imports import imports, what_it_did
from tracker.queries.sights import sight_for
from tracker.rules.errors import UnknownError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, OwnRating, Publication, Status
from tracker.sheets.plan import Addition, Edit, Plan


def apply(book, who="manager", **plan):
    plan = Plan("return_workbook", file_name="return.xlsx", **plan)
    workbooks.apply(book.engine, plan, file_hash="c" * 64, **book.signed(who, door=Door.WORKBOOK))


def seen(book, who):
    return [one.record.id for one in imports(book.engine, sight=sight_for(book.engine, who))]


def test_cells_say_what_stood_there_and_what_the_file_said_in_words(ledger):  # noqa: F811
    book = ledger
    id_ = book.plan("police", due=date(2026, 6, 1)).id
    apply(
        book,
        edits=(
            Edit(id_, "owner", "police", "health"),
            Edit(id_, "due", date(2026, 6, 1), date(2026, 9, 1), reason="Snow."),
            Edit(id_, "status", Status.PLANNED, Status.IN_PROGRESS),
            Edit(id_, "own_rating", None, OwnRating.AMBER),
        ),
        additions=(Addition("SOTON-K:2", "R", "Say it", "police", evidence="Seen."),),
    )
    told = [(x.field, x.before, x.after, x.kind) for x in what_it_did(book.engine, "I0001", sight=WHOLE)]
    assert told == [
        ("Owner", "Police", "Health", "changed"),
        ("Due date", "1 June 2026", "1 September 2026", "changed"),
        ("Status", "Planned", "In progress", "changed"),
        ("Own rating", None, "Amber", "changed"),
        ("New action", None, "Say it", "added"),
    ]


def test_the_newest_comes_first_and_an_agency_sees_its_own(ledger):  # noqa: F811
    book = ledger
    mine, theirs = book.plan("police").id, book.plan("health").id
    apply(book, "police-lead", edits=(Edit(mine, "lead", None, "A"),))
    apply(book, "health-lead", edits=(Edit(theirs, "lead", None, "B"),))
    assert seen(book, "manager") == ["I0002", "I0001"]
    assert seen(book, "scrutineer") == ["I0002", "I0001"]
    assert seen(book, "police-lead") == ["I0001"]
    assert seen(book, "reader") == []
    assert [one.record.id for one in imports(book.engine, sight=WHOLE, most=1)] == ["I0002"]
    with pytest.raises(UnknownError):
        what_it_did(book.engine, "I0002", sight=sight_for(book.engine, "police-lead"))


def test_what_hangs_on_a_review_that_is_not_published_is_left_out(ledger):  # noqa: F811
    book = ledger
    id_ = book.plan("police").id
    apply(book, "police-lead", edits=(Edit(id_, "lead", None, "A"),))
    reviews.set_state(book.engine, review_id="SOTON-K", state=Publication.WITHDRAWN, reason="x", **book.signed())
    assert seen(book, "police-lead") == []
    assert seen(book, "manager") == ["I0001"]
    with pytest.raises(UnknownError):
        what_it_did(book.engine, "I0001", sight=sight_for(book.engine, "police-lead"))
    taking_back.take_back(book.engine, import_id="I0001", reason="The wrong file.", **book.signed())
    (one,) = imports(book.engine, sight=WHOLE)
    assert (one.can, one.why) == ("done", "Everything is as it was before it.")


def test_evidence_that_was_restricted_since_is_masked(ledger):  # noqa: F811
    book = ledger
    apply(book, additions=(Addition("SOTON-K:2", "R", "Say it", "police", evidence="Chronology."),))
    (id_,) = book.register().evidence
    evidence.restrict(book.engine, evidence_id=id_, restricted=True, reason="Names.", **book.signed())
    assert "Chronology" not in repr(what_it_did(book.engine, "I0001", sight=sight_for(book.engine, "member")))
    assert imports(book.engine, sight=WHOLE)[0].can == "not_at_all"
