"""Laws of the return workbook, for any register: what went out and comes back says nothing; and how changes merge."""

from datetime import date
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.rules.factories import TODAY, Book
from tests.sheets.books import export, snapshot
from tests.sheets.test_merge import applied
from tests.sheets.test_round_trip import ANY_TEXT
from tracker.rules.records import Evidence
from tracker.rules.words import EvidenceKind, OwnRating, Rung, Status
from tracker.sheets.reading.read import read
from tracker.sheets.returned.merge import make_plan

AGENCIES = ("police", "health", "schools")
OWNERS = st.sampled_from((*AGENCIES, None))
RATINGS = st.none() | st.sampled_from(OwnRating)
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2035, 12, 31))
LAWFUL = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def registers(draw):
    """Reviews with parts asked of agencies, some answered by actions in any state, some not: holes."""
    book = Book()
    for agency in AGENCIES:
        book.agency(agency)
    for review in ("SOTON-K", "NORTHANTS-AK")[: draw(st.integers(1, 2))]:
        book.review(review)
        for ref in range(1, draw(st.integers(1, 3)) + 1):
            labels = draw(st.sampled_from([("",), ("a", "b"), ("a", "b", "c")]))
            parts = {label: draw(st.lists(st.sampled_from(AGENCIES), unique=True)) for label in labels}
            book.recommendation(f"{review}:{ref}", parts)
    parts = sorted(book.tables["parts"])
    for number in range(1, draw(st.integers(0, 5)) + 1):
        part = draw(st.sampled_from(parts))
        id_ = f"{part.partition(':')[0]}-A{number:03}"
        due = draw(DAYS)
        said = draw(
            st.lists(st.tuples(st.dates(date(2026, 1, 1), TODAY), st.none() | st.sampled_from(OwnRating)), max_size=2)
        )
        book.action(id_, draw(OWNERS), [part], due=due, status=draw(st.sampled_from(Status)), updates=said)
        words = {name: draw(ANY_TEXT) for name in ("title", "lead", "intended_outcome")}
        book.edit("actions", id_, **words, due_text=None if due else draw(st.none() | ANY_TEXT))
        for place in range(len(said)):
            book.edit("updates", f"{id_}-u{place}", narrative=draw(ANY_TEXT))
        if draw(st.booleans()):
            book.add(
                "evidence", Evidence(f"{id_}-e", id_, EvidenceKind.STATEMENT, "Seen", Rung.AUDIT, statement="Seen")
            )
    return book


@given(registers(), st.sampled_from((None, *AGENCIES)), st.booleans())
@LAWFUL
def test_what_went_out_and_comes_back_untouched_says_nothing(book, agency, known):
    content = export(book, agency)
    now = book.register()
    asked = []

    def sent(ids):
        asked.append(ids)
        return now

    for whose in (None, agency):
        plan = make_plan(read(content, "r.xlsx"), now=now, sent=sent if known else None, today=TODAY, agency_id=whose)
        assert plan.nothing_to_do, plan
        assert not asked and not plan.notices
    mine = [f for f in now.files.values() if agency is None or f.action.owner_id == agency]
    assert plan.unchanged == len(mine)


@given(registers(), st.booleans())
@LAWFUL
def test_a_program_that_saves_it_anew_changes_nothing(book, known):
    workbook = load_workbook(BytesIO(export(book)))
    out = BytesIO()
    workbook.save(out)
    now = book.register()
    plan = make_plan(read(out.getvalue(), "r.xlsx"), now=now, sent=now if known else None, today=TODAY)
    assert plan.nothing_to_do, plan


IDS = ("A1", "A2", "A3")
FIELDS = {"lead": "Lead", "intended_outcome": "Intended outcome", "progress": "Progress", "own_rating": "Own rating"}
CELLS = st.tuples(st.sampled_from(IDS), st.sampled_from(sorted(FIELDS)))
WORDS = st.sampled_from(["Amber", "Red", "Green"])
OWN = {rating.label: rating for rating in OwnRating}


def three_actions():
    """
    action  owner
    A1      police    A2  police    A3  health
    """
    book = Book()
    book.review("R")
    book.recommendation("R:1", {"": ["police", "health"]})
    for id_, owner in zip(IDS, ("police", "police", "health"), strict=True):
        book.action(id_, owner, ["R:1/"], updates=[(date(2026, 9, 1), None)], lead="Amber")
    return book


def say(book, changes):
    """What the register comes to say by these changes: {(action, field): word}."""
    from tracker.sheets.plan import Edit, Plan

    edits = tuple(
        Edit(id_, field, None, OWN[word] if field == "own_rating" else word)
        for (id_, field), word in sorted(changes.items(), key=lambda change: change[0][1] != "own_rating")
    )
    return applied(book, Plan("ours", edits=edits))


def typed(content, changes):
    workbook = load_workbook(BytesIO(content))
    sheet = workbook["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for (id_, field), word in changes.items():
        if id_ in rows:
            sheet.cell(rows[id_], heads[FIELDS[field]]).value = word
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def word_of(book, id_, field):
    file = book.register().files[id_]
    if field == "progress":
        return file.updates[-1].narrative
    if field == "own_rating":
        return file.own_rating.label if file.own_rating else None
    return getattr(file.action, field)


RETURNED = st.dictionaries(CELLS, WORDS | st.none(), max_size=5)
SINCE = st.dictionaries(CELLS, WORDS, max_size=4)


@given(RETURNED, SINCE, st.booleans())
@LAWFUL
def test_a_conflict_if_and_only_if_both_changed_and_differ_and_a_blank_never_clears(returned, since, known):
    book = three_actions()
    sent = snapshot(book)
    content = typed(export(book), returned)
    now = say(book, since)
    plan = make_plan(read(content, "r.xlsx"), now=now.register(), sent=sent if known else None, today=TODAY)
    both, only_file = set(), set()
    for (id_, field), word in returned.items():
        before, after = word_of(book, id_, field), word_of(now, id_, field)
        heard = {u.narrative for u in now.register().files[id_].updates[1:]} if field == "progress" else set()
        if word is None or word in (before, after) or word in heard:
            continue
        (both if before != after else only_file).add((id_, field))
    assert {(c.ref, c.field) for c in plan.conflicts} == both
    assert {(e.ref, e.field) for e in plan.edits} == only_file
    assert not plan.problems and not plan.additions
    assert all(e.after is not None for e in plan.edits)


@given(RETURNED, st.permutations(("police", "health")), st.booleans())
@LAWFUL
def test_a_file_applied_says_nothing_the_second_time_and_the_order_of_agencies_is_nothing(returned, order, known):
    start = three_actions()
    sent = snapshot(start)
    files = {agency: typed(export(start, agency), returned) for agency in order}
    ends = []
    for agencies in (order, order[::-1]):
        book = start
        for agency in agencies:
            for times in (1, 2):
                now = book.register()
                register = sent if known else None
                plan = make_plan(read(files[agency], "r.xlsx"), now=now, sent=register, today=TODAY, agency_id=agency)
                assert plan.clean and (times == 1 or plan.nothing_to_do), plan
                book = applied(book, plan)
        ends.append({(id_, field): word_of(book, id_, field) for id_ in IDS for field in FIELDS})
    assert ends[0] == ends[1]
    assert all(ends[0][key] == word for key, word in returned.items() if word is not None)
