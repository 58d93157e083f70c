"""A review under a legal hold is marked in the board's own papers, in each kind of file, and in no public one."""

import io
from datetime import date
from zipfile import ZipFile

import pypdfium2
import pytest

from tests.factories_store import sqlite_ledger  # noqa: F401  (fixture)
from tests.packs.test_papers import ASKED, KINDS, everything_said, make
from tracker.commands import holds, meetings, themes
from tracker.packs.brief import Asked
from tracker.packs.every import PAPERS
from tracker.queries import papers
from tracker.rules.paper import PaperLook
from tracker.rules.words import HoldKind

DAY = date(2026, 5, 3)
PUBLIC = {kind.kind for kind in PAPERS if kind.public}
OWN = sorted(set(KINDS) - PUBLIC)
SAID = "under a legal hold since 3 May 2026"


@pytest.fixture
def book(sqlite_ledger):  # noqa: F811
    """SOTON-K with an action of the police, a theme and a meeting, under a hold for an inquest."""
    book = sqlite_ledger
    themes.add_theme(book.engine, name="Voice", definition="To be heard.", **book.signed())
    themes.confirm(book.engine, recommendation_id="SOTON-K:1", theme_id="voice", **book.signed())
    book.plan()
    meetings.hold(book.engine, board_id="southampton", held_on=date(2026, 6, 2), title="June", **book.signed())
    book.on(DAY)
    holds.place(
        book.engine, kind=HoldKind.INQUEST, reason="The coroner wrote.", review_id="SOTON-K", **book.signed()
    )  # fmt: skip
    return book


def paper(book, kind, **more):
    asked = Asked(next(iter(book.register().meetings))) if kind == "meeting" else ASKED[kind]
    return make(book, kind, as_at=date(2026, 6, 3), asked=asked, **more)


@pytest.mark.parametrize("kind", OWN)
def test_a_boards_own_paper_says_that_a_hold_stands_and_not_why(book, kind):
    words = everything_said(paper(book, kind))
    assert "egal hold" in words and "since 3 May 2026" in words
    assert "coroner" not in words and "inquest" not in words


@pytest.mark.parametrize("kind", sorted(PUBLIC))
def test_a_paper_for_the_public_says_nothing_of_it(book, kind):
    assert "legal hold" not in everything_said(paper(book, kind)).casefold()


@pytest.mark.parametrize("kind", OWN)
def test_before_it_was_placed_and_where_none_stands_nothing_is_said(book, kind):
    asked = Asked(next(iter(book.register().meetings))) if kind == "meeting" else ASKED[kind]
    assert "legal hold" not in everything_said(make(book, kind, as_at=date(2026, 5, 2), asked=asked)).casefold()


def test_a_hold_over_everything_is_said_once(book):
    holds.place(book.engine, kind=HoldKind.INQUIRY, reason="An inquiry.", **book.signed())
    words = everything_said(paper(book, "meeting"))
    assert "The whole register is under a legal hold since 3 May 2026" in words and words.count(SAID) == 1


@pytest.mark.parametrize("ending", sorted(papers.ENDINGS))
def test_it_stands_in_every_kind_of_file(book, ending):
    made = papers.signed(book.engine, paper(book, "meeting"), by="manager", at=book.now, trail_now="no. 9")
    content = papers.drawn(made, PaperLook("The Board"), ending)
    if ending == "pdf":
        words = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    else:
        with ZipFile(io.BytesIO(content)) as file:
            words = " ".join(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml"))
    assert "legal hold" in " ".join(words.split()).casefold()
