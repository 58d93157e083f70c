"""The e-mail that a workbook travels in, read back by the standard library."""

import zipfile
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest

from tests.rules.factories import Book
from tests.sheets.books import small_book
from tracker.notices.bundle import Folder, folder, note_for, write_zip
from tracker.notices.envelope import as_file
from tracker.notices.message import compose, subject
from tracker.rules.file_names import safe, workbook_name
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.sending import Contact, Enclosed, Outgoing
from tracker.settings import Sender

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
REPLY = date(2026, 12, 4)
BOARD = Sender("The Board", "board@example.org")
BOOK = Enclosed("W12", "Action plan, Police, W12, 2026-11-20.xlsx", b"PK workbook")
ASHA = Contact("asha", "Asha Patel", email="asha@example.org")
BEN = Contact("ben", "Ben Lowe", deputy=True, email="ben@example.org")


def going(*contacts, agency="police", book=None):
    return Outgoing(agency, (book or small_book()).standing(), 7, contacts)


def read(outgoing, **more):
    facts = {"sender": BOARD, "reply_by": REPLY, "at": AT} | more
    return message_from_bytes(compose(outgoing, BOOK, **facts).as_bytes(), policy=default)


def test_it_is_to_the_lead_and_the_deputies_and_answers_go_to_the_board():
    made = read(going(ASHA, BEN, Contact("cy", "Cy Hart", why_not="no e-mail address is held")))
    assert made["To"] == "Asha Patel <asha@example.org>, Ben Lowe <ben@example.org>"
    assert made["From"] == made["Reply-To"] == "The Board <board@example.org>"
    assert made["Subject"] == "Action plan: 2 actions for Police Service, please reply by 4 December"
    assert made["Date"] == "Fri, 20 Nov 2026 09:30:00 +0000"
    assert made["Message-ID"].endswith(".W12@example.org>")
    (attached,) = made.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (BOOK.file_name, BOOK.content)


def test_it_says_in_plain_words_how_many_which_are_late_and_how_it_goes_back():
    words = read(going(ASHA, BEN)).get_body().get_content().replace("\r\n", "\n")
    assert words.startswith("Dear Asha Patel,\n")
    assert "It holds 2 actions to do, of which 1 is overdue. You were asked for 1 more thing with no action" in words
    assert "  - SOTON-K-A002: " in words and "(50 days past its current date, 1 October 2026)" in words
    assert "Please fill it in and send it back by Friday 4 December 2026:" in words
    assert "If anything is unclear, write to board@example.org." in words
    assert "Export number W12, as at 20 November 2026." in words
    assert ILLUSTRATIVE not in words
    assert ILLUSTRATIVE in read(going(ASHA), illustrative=True).get_body().get_content()


def test_an_agency_without_anybody_and_a_board_without_an_address_make_a_message_too():
    made = read(going(), sender=None, reply_by=None)
    assert made["To"] is None and made["From"] is None
    assert "Dear colleagues at Police Service," in made.get_body().get_content()
    assert "send it back as soon as you can:" in made.get_body().get_content()


def test_an_agency_that_was_only_asked_is_told_so():
    book = Book()
    book.review("SOTON-K")
    book.recommendation("SOTON-K:1", {"": ["police"]})
    assert subject(going(book=book), None) == "Action plan: 1 thing asked of Police Service"
    assert "You were asked for 1 thing with no action agreed yet." in read(going(book=book)).get_body().get_content()


@pytest.mark.parametrize(
    "nasty", ["A\r\nBcc: all@example.org", 'A" <x@example.org>, "B', "A\u2028B", "\ud800", "=?utf-8?q?x?="]
)
def test_no_words_of_anybody_become_a_line_of_the_head(nasty):
    book = small_book()
    book.edit("agencies", "police", name=nasty, short_name=nasty)
    made = read(going(Contact("asha", nasty, email="asha@example.org"), book=book), sender=Sender(nasty, BOARD.address))
    assert made["Bcc"] is None
    assert [one.addr_spec for one in made["To"].addresses] == ["asha@example.org"]
    assert [one.addr_spec for one in made["From"].addresses] == ["board@example.org"]
    allowed = {"subject", "from", "reply-to", "to", "date", "message-id", "x-tracker-export", "mime-version"}
    assert {name.lower() for name in made} == allowed | {"content-type"}


def test_as_a_file_it_opens_ready_to_be_sent():
    made = message_from_bytes(as_file(compose(going(ASHA), BOOK, sender=BOARD, reply_by=None, at=AT)), policy=default)
    assert made["X-Unsent"] == "1"
    assert made["To"] == "Asha Patel <asha@example.org>"
    assert len(list(made.iter_attachments())) == 1


def test_the_zip_has_a_folder_for_each_agency_and_a_note_that_tells_who_has_no_address():
    one, two = going(ASHA), going(agency="health")
    made = [folder(each, BOOK, sender=BOARD, reply_by=REPLY, at=AT) for each in (one, two)]
    out = BytesIO()
    note = note_for([(one, BOOK), (two, BOOK)], reply_by=REPLY)
    write_zip(out, [*made, Folder("POLICE", (("a.txt", b"a"),))], note=note, at=AT)
    with zipfile.ZipFile(out) as package:
        assert package.testzip() is None
        names = package.namelist()
        words = package.read(names[0]).decode("utf-8-sig")
    police, health = (each.standing.register.agencies[each.agency_id].short_name for each in (one, two))
    assert names[0] == "Read me first.txt"
    assert {f"{police}/{BOOK.file_name}", f"{police}/E-mail W12.eml", f"{health}/E-mail W12.eml"} < set(names)
    assert len({name.partition("/")[0].casefold() for name in names}) == 4
    assert "Asha Patel <asha@example.org>" in words and "Health Service: NO ADDRESS KNOWN" in words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Police", "Police"),
        ("A/B: C?", "A-B- C-"),
        ("con", "con_"),
        ("..", "Agency"),
        ("a\nb\ud800", "a b"),
        ("", "Agency"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(words, name):
    assert safe(words) == name
    assert workbook_name(words, "W1", date(2026, 11, 20)) == f"Action plan, {name}, W1, 2026-11-20.xlsx"
