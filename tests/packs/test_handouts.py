"""What a team is handed: a theme on two pages and briefings, with what people confirmed and nothing else."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from tests.factories_store import Ledger, fresh_sqlite
from tests.packs.everything import DAY, fill
from tests.packs.reading import converted
from tests.packs.tagged import Looked
from tests.rules.factories import TODAY, Book
from tests.secret_things import DRAFT, SECRETS
from tracker.packs import briefing
from tracker.packs.brief import Asked, Brief
from tracker.packs.every import kind_of
from tracker.packs.gathered import of_theme
from tracker.packs.gathered_words import open_in_words, shown_by, standing_in_words, work_in_words
from tracker.queries import papers
from tracker.rules.overlap import NOTHING_NEAR, Near, Overlap
from tracker.rules.paper import Heading, PaperLook, Says, said, texts
from tracker.rules.provenance import Provenance, made_facts
from tracker.rules.records import Evidence, LearningPoint, LearningTheme, Measure, Reading, Theme, ThemeLink
from tracker.rules.sight import WHOLE
from tracker.rules.words import CheckOutcome, Direction, EvidenceKind, Outcome, Rung, Status

HANDOUTS = ("theme", "theme_briefing", "review_briefing")
LONG = "A title that goes on and on about arrangements between agencies and about what each of them is to show. " * 3


def made_of(book, kind, id_, today=TODAY):
    return kind_of(kind).build(Brief(book.standing(today), None, Asked(id_)))


def words_of(paper):
    return "\n".join([paper.title, *texts(paper.blocks)])


@pytest.fixture
def small():
    """A theme of a whole recommendation of one review and of part b of another's."""
    book = Book()
    book.review("OLD-A", published=date(2014, 6, 1))
    book.review("NEW-B", published=date(2019, 5, 1))
    book.recommendation("NEW-B:1", {"a": ["police"], "b": ["health", "schools"]})
    book.recommendation("OLD-A:7", {"a": ["police"]}, themes=["voice"])
    book.add("theme_links", ThemeLink("part", "NEW-B:1", "voice", True, part_id="NEW-B:1/b"))
    book.action("A1", "police", ["NEW-B:1/a"], due=TODAY - timedelta(days=9))
    book.action(
        "A2", "health", ["NEW-B:1/b"], status=Status.ASSURED, rungs=(Rung.DOCUMENT, Rung.AUDIT),
        verifications=[(date(2026, 3, 1), Outcome.ASSURED)],
    )  # fmt: skip
    return book


def test_only_what_is_confirmed_is_gathered_and_of_a_part_only_its_own_work(small):
    small.recommendation("NEW-B:2", {"a": ["police"]})
    small.add("theme_links", ThemeLink("thought", "NEW-B:2", "voice", False, 0.9))
    found = of_theme(small.standing(), "voice")
    assert [rec.id for rec in found.recommendations] == ["OLD-A:7", "NEW-B:1"], "the earliest review first"
    assert [file.action.id for file in found.files] == ["A2"]
    assert {ask.id for ask in found.holes} == {"OLD-A:7/a@police", "NEW-B:1/b@schools"}
    assert found.rating(found.recommendations[1]) == small.standing().part_ratings["NEW-B:1/b"]
    assert standing_in_words(found) == "2 recommendations of 2 reviews: 2 unplanned."
    assert open_in_words(found) == "2 asks with no action."
    assert "1 recommendation of the register has no theme that a person confirmed" in words_of(
        made_of(small, "theme", "voice")
    )


def test_work_is_told_by_what_it_rests_on(small):
    found = of_theme(small.standing(), "voice")
    agreed = "1 action agreed, 1 verified by somebody other than the owner"
    assert work_in_words(found) == f"{agreed}. What the verified work rests on: an audit (1)."
    made = made_of(small, "theme", "voice")
    (row,) = next(one for one in made.tables if one.name == "Verified").rows
    assert row == ("Do A2\nHealth", "Audit", "1 Mar 2026")
    small.edit("actions", "A2", status=Status.CLAIMED)
    claimed = of_theme(small.standing(), "voice")
    assert work_in_words(claimed).endswith(
        "1 claimed and waiting for that. Nothing of it is shown to have been done yet."
    )


def test_the_day_of_restricted_evidence_is_not_told(small):
    small.add(
        "evidence", Evidence("E", "A2", EvidenceKind.FILE, "A name", Rung.VOICE, date(2026, 1, 2), restricted=True)
    )
    file = small.register().files["A2"]
    assert shown_by(file) == "Voice of children, families or practitioners"
    assert shown_by(replace(file, evidence=(replace(file.evidence[-1], restricted=False),))).endswith(
        "about 2 Jan 2026"
    )
    assert "A name" not in words_of(made_of(small, "theme", "voice"))


def test_learning_with_no_recommendation_stands_under_its_theme(small):
    for number, to in ((1, None), (2, "NEW-B:1")):
        id_ = f"OLD-A-L{number}"
        small.add("learning_points", LearningPoint(id_, "OLD-A", f"8.{number}", f"Point {number}", "Seen alone.", to))
        small.add("learning_themes", LearningTheme(f"{id_}#", id_, "voice", True))
    words = words_of(made_of(small, "theme", "voice"))
    assert "Point 1. Seen alone. (Child A, paragraph 8.1)" in words and "Point 2" not in words, "2 became one"
    assert "Point 1. Seen alone. (paragraph 8.1)" in words_of(made_of(small, "review_briefing", "OLD-A"))


def test_a_briefing_is_seven_numbered_sections(small):
    for kind, id_ in (("theme_briefing", "voice"), ("review_briefing", "NEW-B")):
        heads = [one.words for one in made_of(small, kind, id_).blocks if isinstance(one, Heading)]
        assert heads == [f"{n}. {title}" for n, title in enumerate(briefing.MINUTES, 1)]


def test_questions_follow_from_what_is_open(small):
    def asked():
        return words_of(made_of(small, "review_briefing", "NEW-B"))

    assert "1 action here is overdue" in asked() and "1 ask of agencies has no action yet. Is it ours" in asked()
    assert "did not last" not in asked()
    small.action(
        "A3", "schools", ["NEW-B:1/b"], status=Status.REOPENED, check_backs=[(6, TODAY, CheckOutcome.FAILED)],
        verifications=[(date(2026, 1, 1), Outcome.ASSURED)],
    )  # fmt: skip
    assert "Something here came back, or did not last" in asked() and "no action yet" not in asked()
    assert "‘Do A3’: the change was not there when somebody looked again." in asked()


def test_what_came_back_says_how_sure_that_is(small):
    small.recommendation("NEW-B:3", {"a": ["police"]}, themes=["voice"])
    small.edit("recommendations", "OLD-A:7", closed_on=date(2016, 1, 1), closed_by="chair")
    pair = Overlap("OLD-A:7", "NEW-B:3", 0.7, ("voice",), "Both are about voice")
    for near, how, asked in ((NOTHING_NEAR, "Possible: the same theme only", False), (Near((pair,)), "Strong: ", True)):
        brief = Brief(small.standing(), None, Asked("voice"), near)
        for kind in ("theme", "theme_briefing"):
            words = words_of(kind_of(kind).build(brief))
            assert f"Child B 3 (Title of 3). {how}" in words and "closed on 1 January 2016" in words
            assert ("Something here came back" in words) == asked


def test_a_merged_theme_says_where_it_went(small):
    small.add("themes", Theme("heard", "Heard", 9, "To be heard."))
    small.edit("themes", "voice", retired_on=date(2026, 5, 1), merged_into="heard")
    assert "It was merged into ‘Heard’ on 1 May 2026" in words_of(made_of(small, "theme", "voice"))


@pytest.fixture(scope="module")
def big():
    """Thirty reviews, sixty agencies, long titles: more of everything than fits."""
    book = Book()
    day = date(2010, 1, 1)
    for r in range(30):
        code = f"REV-{r:02}"
        book.review(code, published=day + timedelta(days=100 * r), subject=f"Child {r:02} and the siblings")
        for n in range(1, 16):
            rec = f"{code}:{n}"
            some = [f"agency-{(r * 7 + n + k) % 60}" for k in range(12)]
            book.recommendation(rec, {"a": some, "b": some}, themes=["voice"], title=LONG, text=LONG * 3)
            book.action(f"{rec}-1", some[0], [f"{rec}/a"], due=TODAY - timedelta(days=n), moves=2)
            book.action(
                f"{rec}-2", some[1], [f"{rec}/a"], status=Status.ASSURED, rungs=[Rung.VOICE],
                verifications=[(date(2026, 3, 1), Outcome.ASSURED)],
                check_backs=[(6, date(2026, 9, 1), CheckOutcome.FAILED)],
            )  # fmt: skip
            for each in ("-1", "-2"):
                book.edit("actions", rec + each, title=LONG)
            book.add(
                "measures", Measure(f"{rec}-M", rec, LONG[:150], "% of enquiries", Direction.UP, 10, day, 90, TODAY)
            )
            book.add("readings", Reading(f"{rec}-R", f"{rec}-M", date(2026, 1, 1), 40, "Audit", "lead"))
            book.add("learning_points", LearningPoint(f"{rec}-L", code, f"4.{n}", LONG[:100], LONG * 3))
            book.add("learning_themes", LearningTheme(f"{rec}-L#", f"{rec}-L", "voice", True))
    book.edit("themes", "voice", definition=LONG * 4)
    return book


@pytest.mark.parametrize("kind", HANDOUTS)
def test_it_has_two_pages_at_most_however_much_there_is(big, kind, tmp_path):
    made = made_of(big, kind, "REV-29" if kind == "review_briefing" else "voice")
    facts = Provenance(TODAY, 123456, "9f3a27c1 " * 8, papers.PUBLISHED_ONLY).facts()
    when = papers.clock.now()
    whole = replace(made, facts=facts + made_facts("Somebody", when, "entry 1, " * 5), made=when, illustrative=True)
    look = PaperLook("Southampton Safeguarding Children Partnership and Northamptonshire Safeguarding Children Board")
    assert len(pypdfium2.PdfDocument(papers.drawn(whole, look, "pdf"))) == 2
    if kind != "theme":
        (read,) = converted(tmp_path, papers.drawn(whole, look, "docx"), "docx", "pdf")
        assert len(pypdfium2.PdfDocument(read)) == 2
    left_out = [one.words for one in made.blocks if isinstance(one, Says) and one.words.endswith("the tracker holds.")]
    assert len(left_out) >= 4, "it says what it left out"


def test_room_that_recommendations_leave_is_given_to_what_is_open(big):
    book = Book()
    book.tables = {name: dict(records) for name, records in big.tables.items()}
    book.theme("one")
    book.add("theme_links", ThemeLink("one", "REV-29:1", "one", True))
    for n in range(5, 40):
        book.action(f"MORE-{n}", "agency-1", ["REV-29:1/a"], due=TODAY - timedelta(days=n))
        book.edit("actions", f"MORE-{n}", title=LONG)
    made = made_of(book, "theme", "one")
    rows = {one.name: len(one.rows) for one in made.tables}
    assert rows == {"Recommendations": 1, "Verified": 1, "Still open": 16}
    content = papers.drawn(replace(made, illustrative=True), PaperLook("The Board"), "pdf")
    assert len(pypdfium2.PdfDocument(content)) == 2


def test_the_validator_finds_nothing_in_a_handout(small, tmp_path):
    content = papers.drawn(made_of(small, "theme", "voice"), PaperLook("The Board"), "pdf")
    (tmp_path / "paper.pdf").write_bytes(content)
    command = [sys.executable, "-m", "pdfua", "check", str(tmp_path / "paper.pdf")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "PASS (no findings)" in done.stdout, done.stdout + done.stderr
    assert Looked(content).untagged() == []


def test_a_review_that_is_not_published_is_in_no_handout_but_its_own_briefing(tmp_path):
    ledger = Ledger(fresh_sqlite(tmp_path, furnished=True))
    fill(ledger)
    for kind, id_ in (("theme", "voice"), ("theme_briefing", "voice"), ("review_briefing", "SOTON-K")):
        made = papers.paper(ledger.engine, kind, Asked(id_), sight=WHOLE, as_at=DAY)
        assert not [secret for secret in SECRETS if secret in words_of(made).casefold()], kind
        assert dict(made.facts)["Shows"] == papers.PUBLISHED_ONLY
    own = papers.paper(ledger.engine, "review_briefing", Asked(DRAFT), sight=WHOLE, as_at=DAY)
    assert said(next(b.words for b in own.blocks if isinstance(b, Says))) == (
        "Child Secretum is not a published review (draft): this paper is for its named readers only."
    )
    assert dict(own.facts)["Shows"] == f"{papers.PUBLISHED_ONLY}, and this one"
    ledger.engine.dispose()
