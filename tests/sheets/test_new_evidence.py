"""Evidence written into a row: a statement or a link, once, on an action that is there or on a new one."""

from datetime import date

import pytest

from tests.sheets.books import edited, export, planned, small_book, snapshot
from tracker.rules.records import Evidence
from tracker.rules.words import EvidenceKind, Rung

A1 = "SOTON-K-A001"
WHAT, ABOUT, LINK = "New evidence", "Evidence is about", "Link to it"


def test_words_alone_are_a_statement_and_words_with_a_link_are_the_link():
    book = small_book()
    cells = {(A1, WHAT): "Audit of 40 files", (A1, ABOUT): date(2026, 5, 4)}
    (edit,) = planned(book, edited(export(book), cells)).edits
    assert (edit.ref, edit.field, edit.before, edit.after, edit.column) == (
        A1,
        "evidence",
        None,
        "Audit of 40 files",
        WHAT,
    )
    assert (edit.evidence_about, edit.evidence_link) == (date(2026, 5, 4), None)
    (edit,) = planned(book, edited(export(book), {**cells, (A1, LINK): "https://example.org/a?b=1"})).edits
    assert (edit.after, edit.evidence_link) == ("Audit of 40 files", "https://example.org/a?b=1")
    (edit,) = planned(book, edited(export(book), {(A1, LINK): "https://example.org/a"})).edits
    assert (edit.after, edit.evidence_link, edit.column) == ("https://example.org/a", "https://example.org/a", LINK)


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_is_filed_already_is_not_filed_again(linked, withdrawn):
    book = small_book()
    sent = snapshot(book)
    cells = {(A1, WHAT): "Minutes of  4 May"} | ({(A1, LINK): "https://example.org/a"} if linked else {})
    content = edited(export(book), cells)
    held = {"link": "https://example.org/a"} if linked else {"statement": "Minutes of  4 May"}
    kind = EvidenceKind.LINK if linked else EvidenceKind.STATEMENT
    gone = date(2026, 11, 20) if withdrawn else None
    book.add("evidence", Evidence("e", A1, kind, "Minutes", Rung.ASSERTION, withdrawn_on=gone, **held))
    for known in (sent, None):
        plan = planned(book, content, sent=known)
        assert plan.nothing_to_do and plan.already == 1


SICK = {
    (WHAT, "=A1"): "‘=A1’ is a formula: write what it comes to",
    (ABOUT, "soon"): "‘soon’ is not a date I know: write it as 30/04/2026",
    (ABOUT, date(2030, 1, 1)): "‘01/01/2030’ is still to come: evidence is about a day that has been",
    (LINK, "S:\\shared\\audit.docx"): "is not an address of the web: it begins with https:// or http://",
    (LINK, "javascript:alert(1)"): "is not an address of the web: it begins with https:// or http://",
}


@pytest.mark.parametrize("case", SICK, ids=str)
def test_what_cannot_be_kept_is_a_problem_at_its_cell(case):
    book = small_book()
    heading, typed = case
    plan = planned(book, edited(export(book), {(A1, WHAT): "Audit", (A1, heading): typed}))
    (problem,) = plan.problems
    assert problem.in_words.startswith(f"Row 4, {heading}: ") and problem.in_words.endswith(SICK[case])
    assert not plan.edits


def test_a_title_too_long_to_stand_beside_a_link_is_a_problem_and_a_day_alone_a_notice():
    book = small_book()
    (problem,) = planned(book, edited(export(book), {(A1, WHAT): "x" * 301, (A1, LINK): "https://a.org"})).problems
    assert problem.why == "is 301 characters long: at most 300 can stand beside a link"
    plan = planned(book, edited(export(book), {(A1, ABOUT): date(2026, 5, 4)}))
    assert plan.nothing_to_do and plan.notices == ("Row 4 gives a day that evidence is about, but no evidence.",)


def test_a_new_row_brings_its_evidence():
    book = small_book()
    cells = {(3, "Action to take"): "Agree a protocol", (3, WHAT): "Signed copy", (3, LINK): "https://example.org/p"}
    (new,) = planned(book, edited(export(book, "police"), cells)).additions
    assert (new.evidence, new.evidence_link, new.evidence_about) == ("Signed copy", "https://example.org/p", None)
    plan = planned(book, edited(export(book, "police"), {**cells, (3, LINK): "on the intranet"}))
    assert [(p.row, p.column) for p in plan.problems] == [(3, LINK)] and not plan.additions
