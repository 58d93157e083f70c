"""From when on evidence may go, what stops it, in words; and the laws that hold of any register."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import Book
from tests.rules.strategies import books
from tracker.rules import holds, retention
from tracker.rules.errors import BadValueError
from tracker.rules.evidence import DISPOSED
from tracker.rules.records import Disposal, Evidence, LegalHold, Setting
from tracker.rules.register import Register
from tracker.rules.retention import Retention, State, by_review, closed_on, fates, what_goes
from tracker.rules.standing import build
from tracker.rules.words import EvidenceKind, HoldKind, Rung, Status

CLOSED = date(2018, 5, 3)
DUE = date(2026, 5, 3)


def book_of(*, closed=(CLOSED,), status=Status.ASSURED, hold=None, other=None, disposal=None):
    """One review R with a recommendation for each day, one action of it with a piece of evidence E."""
    book = Book()
    book.review("R")
    parts = []
    for number, day in enumerate(closed, 1):
        book.recommendation(f"R:{number}", {"": ["police"]})
        book.edit("recommendations", f"R:{number}", closed_on=day, closed_by="chair" if day else None)
        parts.append(f"R:{number}/")
    if other is not None:
        book.review("S")
        book.recommendation("S:1", {"": ["police"]})
        book.edit("recommendations", "S:1", closed_on=other or None)
        parts.append("S:1/")
    book.action("A", "police", parts, status=status)
    book.edit("actions", "A", review_id="R")
    book.add("evidence", Evidence("E", "A", EvidenceKind.STATEMENT, "Seen by us", Rung.AUDIT, statement="Said."))
    if hold:
        book.add("legal_holds", hold)
    if disposal:
        book.add("disposals", disposal)
    return book.register()


HOLD = LegalHold("H1", HoldKind.INQUEST, "The coroner wrote.", date(2026, 1, 2), "manager", "R")
GONE = Disposal("D1", "R", 8, ("E",), "Time.", DUE, "manager", DUE, "chair")

TABLE = [
    # the register, the day, what becomes of E, and why
    (book_of(), DUE, State.DUE, "closed 3 May 2018; kept 8 years; due since 3 May 2026"),
    (book_of(), date(2026, 5, 2), State.NOT_YET, "closed 3 May 2018; kept 8 years; due on 3 May 2026"),
    (book_of(closed=(CLOSED, date(2019, 1, 1))), DUE, State.NOT_YET,
     "closed 1 January 2019; kept 8 years; due on 1 January 2027"),
    (book_of(closed=(CLOSED, None)), DUE, State.OPEN, "R is open: 2 of its 2 recommendations not closed"),
    (book_of(closed=()), DUE, State.OPEN, "R is never closed: it has no recommendation"),
    (book_of(closed=(date(2016, 2, 29),)), date(2024, 2, 29), State.DUE,
     "closed 29 February 2016; kept 8 years; due since 29 February 2024"),
    (book_of(status=Status.REOPENED), DUE, State.OPEN, "its action is reopened, though its review was closed"),
    (book_of(status=Status.NOT_DOING), DUE, State.DUE, "closed 3 May 2018; kept 8 years; due since 3 May 2026"),
    (book_of(other=False), DUE, State.OPEN, "S is open: 1 of its 1 recommendation not closed"),
    (book_of(other=date(2020, 1, 1)), DUE, State.NOT_YET,
     "closed 1 January 2020; kept 8 years; due on 1 January 2028"),
    (book_of(hold=HOLD), DUE, State.HELD,
     "R is under a legal hold for an inquest since 2 January 2026 (H1): The coroner wrote. "
     "(closed 3 May 2018; kept 8 years; due since 3 May 2026)"),
    (book_of(hold=replace(HOLD, review_id=None, kind=HoldKind.OTHER)), DUE, State.HELD,
     "the whole register is under a legal hold since 2 January 2026 (H1): The coroner wrote. "
     "(closed 3 May 2018; kept 8 years; due since 3 May 2026)"),
    (book_of(hold=replace(HOLD, lifted_on=DUE, lifted_by="manager", lifted_reason="Over.")), DUE, State.DUE,
     "closed 3 May 2018; kept 8 years; due since 3 May 2026"),
    (book_of(disposal=GONE), DUE, State.GONE,
     "it was disposed of on 3 May 2026 by D1, 8 years after its review was closed"),
    (book_of(disposal=replace(GONE, agreed_on=None, agreed_by=None)), DUE, State.DUE,
     "closed 3 May 2018; kept 8 years; due since 3 May 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("register", "today", "state", "reason"), TABLE)
def test_what_becomes_of_evidence_and_why(register, today, state, reason):
    fate = fates(register, Retention(), today=today)["E"]
    assert (fate.state, fate.reason) == (state, reason)


def test_a_file_that_is_needed_elsewhere_stays():
    register = book_of()
    one = replace(register.evidence["E"], kind=EvidenceKind.FILE, statement=None, file_name="a.pdf", file_hash="f" * 64)
    register = replace(register, evidence={"E": one})
    found = fates(register, Retention(), today=DUE, needed={"f" * 64: "the document of R"})["E"]
    assert (found.state, found.reason.split(" (")[0]) == (State.SHARED, "its file is also the document of R")


@pytest.mark.parametrize(
    ("evidence", "left"),
    [
        ({"statement": "Said and done.", "title": "Said and done."}, {"statement", "title"}),
        ({"statement": "Said\nand  done.", "title": "Said and"}, {"statement", "title"}),
        ({"statement": "Said and done.", "title": "What we said"}, {"statement"}),
        ({"file_name": "a.pdf", "file_hash": "f" * 64, "title": "Audit"}, {"file_name"}),
        ({"file_name": "a.pdf", "file_hash": "f" * 64, "title": "a.pdf"}, {"file_name", "title"}),
        ({"link": "https://example.org/a", "title": "Page"}, {"link"}),
        ({"file_name": DISPOSED, "file_hash": "f" * 64, "title": "Audit"}, set()),
    ],
)
def test_its_words_go_and_a_title_that_somebody_gave_it_stays(evidence, left):
    facts = {"title": "T", **evidence}
    found = what_goes(Evidence("E", "A", EvidenceKind.FILE, rung=Rung.AUDIT, **facts))
    assert found == dict.fromkeys(left, DISPOSED)


@pytest.mark.parametrize("text", ["", "8", "[]", '{"years": 0}', '{"years": "8"}', '{"days": 3}', '{"years": 101}'])
def test_a_damaged_rule_is_refused_in_words(text):
    with pytest.raises(BadValueError, match="The years that evidence is kept"):
        Retention.from_settings({"retention": Setting("retention", text)})


def test_the_rule_comes_back_as_it_was_set():
    assert Retention.from_json(Retention(25).to_json()) == Retention(25)
    assert Retention.from_settings({}) == Retention(8)


@pytest.mark.parametrize(
    ("id_", "review", "hangs"),
    [
        ("R-1", "R-1", True), ("R-1:7", "R-1", True), ("R-1:7/a", "R-1", True), ("R-1-A004-E2", "R-1", True),
        ("R-12", "R-1", False), ("R-1-B", "R-1", False), ("", "R-1", False), ("X-R-1", "R-1", False),
    ],
)  # fmt: skip
def test_what_is_no_longer_there_is_known_by_its_id(id_, review, hangs):
    assert holds.hung_on(id_, review) is hangs


def test_of_a_masked_hold_only_is_seen_that_it_stands():
    told = holds.in_a_sentence(holds.masked(HOLD))
    assert told == "R is under a legal hold since 2 January 2026 (H1)"


# ---- laws

YEARS = st.integers(1, 12).map(Retention)
DAYS = st.dates(date(2015, 1, 1), date(2045, 1, 1))


@st.composite
def registers(draw) -> Register:
    """Any register of two reviews, any recommendation closed or not, with evidence of any kind, holds and disposals."""
    register = draw(books()).register()
    days = st.none() | st.dates(date(2014, 1, 1), date(2030, 1, 1))
    recs = {id_: replace(rec, closed_on=draw(days)) for id_, rec in register.recommendations.items()}
    if draw(st.booleans()):
        day = draw(st.dates(date(2014, 1, 1), date(2020, 1, 1)))
        recs = {id_: replace(rec, closed_on=rec.closed_on or day) for id_, rec in recs.items()}
    hashes = st.none() | st.sampled_from(["a" * 64, "b" * 64])
    evidence = {}
    for number, action_id in enumerate(register.actions):
        for piece in range(draw(st.integers(0, 2))):
            one = Evidence(f"E{number}{piece}", action_id, EvidenceKind.STATEMENT, "T", draw(st.sampled_from(Rung)),
                           statement="Said", file_hash=draw(hashes))  # fmt: skip
            evidence[one.id] = one
    over = st.none() | st.sampled_from(sorted(register.reviews))
    placed = [
        LegalHold(f"H{n}", draw(st.sampled_from(HoldKind)), "why", CLOSED, "m", draw(over), *draw(st.sampled_from(
            [(None, None, None), (CLOSED, "m", "over")])))
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    gone = draw(st.lists(st.sampled_from(sorted(evidence)), unique=True)) if evidence else []
    disposals = {"D1": replace(GONE, evidence=tuple(gone))} if gone and draw(st.booleans()) else {}
    return replace(
        register, recommendations=recs, evidence=evidence, legal_holds={h.id: h for h in placed}, disposals=disposals
    )


@given(registers(), YEARS, DAYS)
def test_what_is_held_open_or_gone_is_never_due(register, rule, today):
    found = fates(register, rule, today=today)
    assert found.keys() == register.evidence.keys()
    standing = holds.in_force(register.legal_holds.values())
    gone = retention.disposed(register.disposals.values())
    due = {id_ for id_, fate in found.items() if fate.is_due}
    for id_ in due:
        action = register.evidence[id_].action_id
        for review_id in retention.reviews_of_action(register, action):
            closed = closed_on(register, review_id)
            assert closed is not None
            assert closed.replace(day=1, year=closed.year + rule.years) <= today
            assert all(rec.closed_on for rec in register.recommendations_of_review[review_id])
            assert not holds.holding(standing, (review_id,))
        assert register.actions[action].status in (Status.ASSURED, Status.EMBEDDED, Status.NOT_DOING)
        assert id_ not in gone
        same = {
            e.id for e in register.evidence.values() if e.file_hash and e.file_hash == register.evidence[id_].file_hash
        }
        assert same <= due | gone.keys()
    assert all(fate.reason for fate in found.values())


@given(registers(), YEARS, DAYS)
def test_a_register_wide_hold_leaves_nothing_due(register, rule, today):
    held = replace(register, legal_holds={**register.legal_holds, "HX": replace(HOLD, id="HX", review_id=None)})
    told = fates(held, rule, today=today)
    assert all(not one.due for one in by_review(held, rule, told, today=today))


@given(registers(), YEARS, DAYS)
def test_a_disposal_moves_no_figure(register, rule, today):
    due = {id_ for id_, fate in fates(register, rule, today=today).items() if fate.is_due}
    after = replace(
        register,
        evidence={id_: replace(e, **what_goes(e)) if id_ in due else e for id_, e in register.evidence.items()},
        disposals={**register.disposals, "DX": replace(GONE, id="DX", evidence=tuple(sorted(due)))},
    )
    before, now = build(register, today=today), build(after, today=today)
    assert dict(now.action_ratings) == dict(before.action_ratings)
    assert dict(now.recommendation_ratings) == dict(before.recommendation_ratings)
    rungs = [{id_: f.strongest_rung for id_, f in one.register.files.items()} for one in (before, now)]
    assert rungs[0] == rungs[1]
    assert not {id_ for id_, fate in fates(after, rule, today=today).items() if fate.is_due}


@given(registers(), YEARS, DAYS)
def test_more_years_never_make_more_due(register, rule, today):
    longer = Retention(rule.years + 1)
    sooner, later = (fates(register, r, today=today) for r in (rule, longer))
    assert {id_ for id_, fate in later.items() if fate.is_due} <= {id_ for id_, fate in sooner.items() if fate.is_due}
