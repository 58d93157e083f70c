"""The published view holds what was printed and how it stands; nothing that an agency wrote, no evidence, no name."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.rules.factories import TODAY, Book
from tests.rules.strategies import books
from tracker.rules.free_text import FREE_TEXT
from tracker.rules.published import dates, published, rating
from tracker.rules.records import (
    Action,
    Agency,
    Ask,
    Chase,
    CheckBack,
    Evidence,
    Extension,
    Group,
    NotDoing,
    Part,
    Person,
    Recommendation,
    Review,
    Update,
    Verification,
)  # fmt: skip
from tracker.rules.register import Register
from tracker.rules.standing import build
from tracker.rules.words import EvidenceKind, Publication, Rung
from tracker.sheets.writing.published import HEADINGS, write_published
from tracker.store.tables import ENTITIES

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
AGENCY_WRITTEN = {
    Action: ("title", "lead", "intended_outcome", "due_text", "claimed_by"),
    Update: ("narrative", "said_by"),
    Extension: ("reason", "asked_by", "agreed_by", "refused_by", "refusal_reason"),
    Evidence: ("title", "statement", "link", "file_name", "submitted_by", "withdrawn_by", "withdrawn_reason"),
    Verification: ("reason", "verified_by", "although"),
    CheckBack: ("note", "checked_by"),
    NotDoing: ("reason", "entered_by", "ended_by"),
    Chase: ("text", "sent_by", "answer", "refused", "to"),
    Person: ("id", "name", "email"),
    Ask: ("accepted_by", "withdrawn_by"),
    Recommendation: ("response_reason", "response_by", "closed_by", "asks_note"),
    Part: ("context_reason",),
    Agency: ("note", "source"),
    Group: ("note",),
    Review: ("author", "state_reason", "document_note"),
}
STRANGE = st.text(alphabet="ΑΒΓΔΕЖЗИЙ漢字語ひらが", min_size=1, max_size=6)
"""Letters that stand nowhere else in these registers: one of them in a cell is a word that got through."""


def published_cells(register):
    standing = build(published(register), today=TODAY)
    content = write_published(standing, number=7, board_name="The Board", at=AT)
    sheet = load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def strings(record):
    for each in fields(record):
        value = getattr(record, each.name)
        yield from (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def written(register, words):
    """The register with something in every field that an agency, or anybody, may have worded."""
    file = next(iter(register.actions), None)
    tables = {name: dict(getattr(register, name)) for name in Register.__dataclass_fields__}
    tables["people"]["p"] = Person("p", "x", "x")
    tables["chases"]["c"] = Chase("c", "police", TODAY, "x", "x")
    if file:
        tables["evidence"]["e"] = Evidence("e", file, EvidenceKind.LINK, "x", Rung.AUDIT, statement="x", link="x")
    for entity in ENTITIES:
        table = tables[entity.table]
        for id_, record in table.items():
            changed = {
                name: words
                for name in AGENCY_WRITTEN.get(entity.record, ())
                if name != "id" and not (entity.record is Part and record.context_reason is None)
            }
            table[id_] = replace(record, **changed)
    return Register(**tables)


def all_public(register):
    reviews = {id_: replace(r, state=Publication.PUBLISHED) for id_, r in register.reviews.items()}
    return Register(**{n: getattr(register, n) for n in Register.__dataclass_fields__} | {"reviews": reviews})


@settings(max_examples=60)
@given(books(), STRANGE)
def test_no_word_that_an_agency_wrote_is_in_the_published_view_or_its_workbook(book, words):
    register = written(all_public(book.register()), words)
    view = published(register)
    for entity in ENTITIES:
        for record in getattr(view, entity.table).values():
            assert not [text for text in strings(record) if words in text], entity.name
    said = [str(cell) for row in published_cells(register) for cell in row if cell is not None]
    assert not [cell for cell in said if any(letter in cell for letter in words)]


@settings(max_examples=60)
@given(books())
def test_a_published_recommendation_has_the_colour_that_it_has_in_the_register(book):
    register = all_public(book.register())
    full, view = build(register, today=TODAY), build(published(register), today=TODAY)
    for id_ in register.recommendations:
        assert rating(view, id_).brag == full.recommendation_ratings[id_].brag
        assert view.part_ratings.keys() == full.part_ratings.keys()
        assert {k: r.brag for k, r in view.part_ratings.items()} == {k: r.brag for k, r in full.part_ratings.items()}
        assert rating(view, id_).reason


@settings(max_examples=30)
@given(books())
def test_nothing_of_a_review_that_is_not_published_is_in_it(book):
    register = all_public(book.register())
    hidden = {"R-2": replace(register.reviews["R-2"], state=Publication.WITHHELD)}
    register = Register(
        **{n: getattr(register, n) for n in Register.__dataclass_fields__} | {"reviews": {**register.reviews, **hidden}}
    )
    view = published(register)
    assert set(view.reviews) == {"R-1"}
    for entity in ENTITIES:
        for record in getattr(view, entity.table).values():
            assert not [text for text in strings(record) if text.startswith("R-2")]


def test_every_table_that_holds_what_people_did_or_who_they_are_is_empty():
    view = published(board())
    for table in ("people", "person_roles", "person_identities", "evidence", "chases", "meetings", "decisions",
                  "redactions", "legal_holds", "disposals", "review_readers", "learning_points", "promises",
                  "cross_references"):  # fmt: skip
        assert not getattr(view, table), table


def board():
    book = Book()
    book.review("R-1")
    for agency in ("police", "health"):
        book.agency(agency)
    book.theme("neglect", ["neglect"])
    book.recommendation("R-1:1", {"a": ["police", "health"], "b": ["health"]}, themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], due=TODAY)
    return all_public(book.register())


def test_the_workbook_says_what_it_is_as_at_when_and_what_it_leaves_out():
    rows = published_cells(board())
    head = "\n".join(str(row[0]) for row in rows if row[0])
    assert "As at " in head
    assert "register number 7" in head
    assert "Left out by rule: reviews that are not published, evidence of any kind" in head
    start = next(n for n, row in enumerate(rows) if row[0] == "Review")
    assert rows[start] == [heading for heading, _ in HEADINGS]
    (row,) = rows[start + 1 :]
    said = dict(zip(rows[start], row, strict=True))
    view = build(published(board()), today=TODAY)
    assert said["Recommendation as printed"] == view.register.recommendations["R-1:1"].text
    assert said["Who answers"] == "; ".join(view.register.agency_name(a) for a in ("police", "health"))
    assert said["Reason for the rating"] == rating(view, "R-1:1").reason
    assert "2 asks with no action yet" in said["Reason for the rating"]
    assert said["Due"] == dates(view, "R-1:1")


def test_every_free_text_field_that_is_not_printed_is_named_here_as_written_by_somebody():
    printed = {
        Review: {"subject", "title", "published_text", "document_title"},
        Recommendation: {"ref", "title", "text", "paragraph", "addressed_to"},
        Part: {"label", "text"},
        Group: {"as_written"},
    }
    left_out_whole = {"learning_points", "promises", "cross_references", "meetings", "decisions", "redactions"}
    left_out_whole |= {"legal_holds", "disposals"}
    left_out_whole |= {"sendings", "workbook_imports", "plan_layouts", "agenda_items", "ladder_contacts"}
    left_out_whole |= {"dip_samples", "dip_findings", "measures", "readings", "overlap_judgements", "learning_themes"}
    for entity in ENTITIES:
        if entity.table in left_out_whole | {"themes"}:
            continue
        known = set(AGENCY_WRITTEN.get(entity.record, ())) | printed.get(entity.record, set())
        assert set(FREE_TEXT[entity.record]) <= known, entity.name
