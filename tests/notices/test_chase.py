"""The message about what is owed and the letters above it, read back by the standard library; what they never hold."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import TODAY, Book
from tracker.notices.chase import compose, file_name, html, note_for, subject, words
from tracker.notices.envelope import as_file
from tracker.rules.chasing import Chasing
from tracker.rules.chasing_plan import letter, plan
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.records import (
    Chase,
    CheckBack,
    Evidence,
    LadderContact,
    Person,
    PersonRole,
    Update,
    Verification,
)
from tracker.rules.sending import Enclosed
from tracker.rules.words import CheckOutcome, EvidenceKind, LadderRung, Outcome, Role, Rung, Status
from tracker.settings import Sender

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
BOARD = Sender("The Board", "board@example.org")
SECRETS = ("zq-printed", "zq-part", "zq-paragraph", "zq-addressed", "zq-said", "zq-outcome", "zq-lead", "zq-duetext",
           "zq-why", "zq-note", "zq-shown", "zq-statement", "zq-reason", "Child Zq", "zq-review")  # fmt: skip


def small():
    """The police owe three things; everything that must never leave holds a word of its own."""
    book = Book()
    book.review("SOTON-K", subject="Child Zq")
    book.edit("reviews", "SOTON-K", title="zq-review")
    facts = {"paragraph": "zq-paragraph", "addressed_to": ("zq-addressed",)}
    book.recommendation("SOTON-K:1", {"a": ["police"]}, text="zq-printed zq-part to be done", **facts)
    book.recommendation("SOTON-K:2", {"": ["police"]}, text="zq-printed again")
    book.action(
        "A1", "police", ["SOTON-K:1/a"], due=TODAY - timedelta(50), original=TODAY - timedelta(80),
        status=Status.RETURNED, intended_outcome="zq-outcome", lead="zq-lead", due_text="zq-duetext",
    )  # fmt: skip
    book.action("A2", "police", ["SOTON-K:1/a"], due=None, due_text="zq-duetext")
    book.add("updates", Update("U1", "A1", TODAY - timedelta(100), "asha", "zq-said"))
    book.add("verifications", Verification("V1", "A1", Outcome.RETURNED, "zq-why", TODAY - timedelta(9), "chair"))
    book.add(
        "check_backs",
        CheckBack("C1", "A1", 6, TODAY, CheckOutcome.FAILED, note="zq-note", checked_on=TODAY - timedelta(9)),
    )
    book.add(
        "evidence", Evidence("E1", "A1", EvidenceKind.STATEMENT, "zq-shown", Rung.DOCUMENT, statement="zq-statement")
    )
    book.add("people", Person("asha", "Asha Patel", "asha@police.example"))
    book.add("person_roles", PersonRole("r1", "asha", Role.LEAD, "police"))
    book.add("chases", Chase("CH1", "police", TODAY - timedelta(20), "m", "zq-reason", answer=None))
    ben = LadderContact("LC1", LadderRung.BOARD_MEMBER, "Ben Lowe", "ben@police.example", "police")
    book.add("ladder_contacts", ben)
    return book


def planned(book=None, rung=LadderRung.LEAD):
    standing = (book or small()).standing()
    if rung == LadderRung.LEAD:
        return plan(standing, Chasing())[0]
    return letter(standing, Chasing(), "police", rung)


def read(one, **more):
    facts = {"chase_id": "CH12", "sender": BOARD, "at": AT} | more
    return message_from_bytes(compose(one, **facts).as_bytes(), policy=default)


def both(made):
    return [made.get_body((kind,)).get_content() for kind in ("plain", "html")]


def test_one_message_has_its_head_its_text_and_its_html():
    made = read(planned())
    assert made["To"] == "Asha Patel <asha@police.example>"
    assert made["From"] == made["Reply-To"] == "The Board <board@example.org>"
    assert made["Subject"] == "Action plan: 3 things from Police Service, 1 overdue, please reply by 27 November"
    assert made["X-Tracker-Chase"] == "CH12"
    assert made.get_content_type() == "multipart/alternative"
    text, page = both(made)
    for said in ("Dear Asha Patel,", "A1", "Do A1", "SOTON-K 1, part a", "SOTON-K 2", "Title of 2", "Overdue",
                 "claim returned", "Friday 27 November 2026", "no action agreed yet", "Message CH12"):  # fmt: skip
        assert said in text and said in page, said
    assert "due 1 October 2026, originally 1 September 2026 (80 days late on that date)" in text
    assert "1 October 2026" in page and "originally 1 September 2026, 80 days ago" in page
    assert "We wrote on 31 October 2026 and have not heard from you since." in text
    assert ILLUSTRATIVE not in text


def test_an_illustrative_one_says_so_and_a_workbook_hangs_on_it():
    made = read(planned(), illustrative=True, enclosed=Enclosed("W3", "plan.xlsx", b"PK"))
    text, page = both(made)
    assert ILLUSTRATIVE in text and ILLUSTRATIVE in page
    assert "Your workbook is attached" in text and "Your workbook is attached" in page
    assert [part.get_filename() for part in made.iter_attachments()] == ["plan.xlsx"]
    assert file_name(planned(), "CH12", illustrative=True) == "Illustrative Chase, Police, CH12, 2026-11-20.eml"


def test_a_personal_link_stands_in_the_message_and_not_in_what_is_recorded():
    one = planned()
    text, page = both(read(one, link="https://tracker.example/mine?k=a&b=c"))
    assert "https://tracker.example/mine?k=a&b=c" in text
    assert 'href="https://tracker.example/mine?k=a&amp;b=c"' in page
    assert "https://" not in words(one, "CH12") and "https://" not in html(one, "CH12")


@pytest.mark.parametrize(
    ("rung", "opening"),
    [
        (LadderRung.BOARD_MEMBER, "You speak for Police Service on The Board."),
        (LadderRung.CHAIR, "I write to you as chair."),
        (LadderRung.CHIEF_OFFICER, "I write to you as chief officer of Police Service."),
    ],
)
def test_each_letter_names_what_went_before_and_how_long_it_was_silent(rung, opening):
    one = planned(rung=rung)
    text, page = both(read(one))
    assert opening in text and opening in page
    before = "The board wrote to the agency’s lead on 31 October 2026, and has had no answer in 20 days."
    assert before in text and before in page
    assert subject(one).startswith("Action plan, no answer: 3 things")
    assert file_name(one, "draft").startswith(f"Letter to the {rung.value.replace('_', ' ')}, Police, draft")


class Shape(HTMLParser):
    """What a page is made of."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


NASTY = "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;"


def test_whatever_somebody_typed_is_escaped():
    book = small()
    book.edit("agencies", "police", name=NASTY, short_name=NASTY)
    book.edit("actions", "A1", title=NASTY)
    book.edit("boards", "board", name=NASTY)
    book.edit("people", "asha", name=NASTY)
    page = html(planned(book), NASTY, illustrative=True)
    shape = Shape(page)
    known = {"html", "head", "meta", "title", "body", "div", "p", "table", "caption", "thead", "tr", "th", "tbody",
             "td", "span", "strong", "br"}  # fmt: skip
    assert {tag for tag, _ in shape.tags} <= known
    assert not any(name.startswith("on") for _, attributes in shape.tags for name in attributes)
    assert "<script>alert(1)</script>" in shape.text  # as words


@pytest.mark.parametrize(
    "nasty", ["A\r\nBcc: all@example.org", 'A" <x@example.org>, "B', "A\u2028B", "\ud800", "=?utf-8?q?x?="]
)
@pytest.mark.parametrize("rung", list(LadderRung))
def test_no_words_of_anybody_become_a_line_of_the_head(nasty, rung):
    book = small()
    book.edit("agencies", "police", name=nasty, short_name=nasty)
    book.edit("people", "asha", name=nasty)
    book.edit("ladder_contacts", "LC1", name=nasty, rung=rung)
    book.edit("boards", "board", name=nasty)
    book.edit("actions", "A1", title=nasty)
    made = read(planned(book, rung), sender=Sender(nasty, BOARD.address))
    assert made["Bcc"] is None
    assert len(made["To"].addresses if made["To"] else ()) <= 1
    allowed = {"subject", "from", "reply-to", "to", "date", "message-id", "x-tracker-chase", "mime-version"}
    assert {name.lower() for name in made} <= allowed | {"content-type"}
    assert message_from_bytes(as_file(compose(planned(book, rung), chase_id="CH1", sender=None, at=AT)), policy=default)


@pytest.mark.parametrize("rung", list(LadderRung))
def test_no_message_or_letter_holds_print_pseudonym_narrative_or_evidence(rung):
    one = planned(rung=rung)
    parts = (words(one, "CH12"), html(one, "CH12"), subject(one), str(read(one)), file_name(one, "CH12"))
    everything = "\n".join(parts)
    assert [secret for secret in SECRETS if secret in everything] == []
    whole = repr(small().tables)
    assert all(secret in whole for secret in SECRETS)


TITLES = st.lists(
    st.sampled_from(["Train", "everybody", "Child Zq", "child  zq", "CHILD-ZQ's", "zq-part", "the", "07700 900123",
                     "A postcode SO14 7LY", "zq-printed zq-part to be done", "audit", "speak up", "x@y.example"]),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


@given(TITLES, st.text(max_size=60), st.sampled_from(list(LadderRung)))
def test_whatever_an_action_is_called_its_message_says_no_more_than_its_number(title, anything, rung):
    """A pseudonym, a number, the printed words: each is worth a message without the title."""
    book = small()
    book.edit("actions", "A1", title=title)
    book.edit("actions", "A2", title=anything or "x")
    book.edit("updates", "U1", narrative=f"zq-said {anything}")
    one = planned(book, rung)
    text = words(one, "CH1")
    folded = " ".join(text.lower().replace("-", " ").split())
    assert "child zq" not in folded and "900123" not in text and "7LY" not in text and "x@y" not in text
    assert "zq-printed zq-part to be done" not in text and "zq-said" not in text
    assert "A1" in text and "A2" in text
    shape = Shape(html(one, "CH1"))
    assert sum(tag == "tr" for tag, _ in shape.tags) == len(one.owed) + 1
    compose(one, chase_id="CH1", sender=BOARD, at=AT).as_bytes()


def test_the_note_says_who_gets_one_who_has_no_address_and_who_gets_none():
    one = planned()
    book = small()
    book.edit("people", "asha", email=None)
    book.add("chases", Chase("CH2", "police", TODAY - timedelta(2), "m", "x"))
    other = planned(book)
    told = note_for([(one, "CH12"), (other, "CH13")], [other], illustrative=True).decode("utf-8-sig")
    assert "CH12  Police Service: Asha Patel <asha@police.example>" in told
    assert "CH13  Police Service: NO ADDRESS KNOWN" in told
    assert "Police Service: CH2 went 2 days ago already" in told and ILLUSTRATIVE in told
