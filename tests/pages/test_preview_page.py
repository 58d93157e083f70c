"""Evidence opened in place: on the recommendation's page and in the room of a meeting, and who sees what of it."""

import socket
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from tests.extraction import documents
from tests.pages.test_write_pages import DUE, board, open_page, press, seen, sound  # noqa: F401  (fixtures)
from tracker.commands import evidence, meetings
from tracker.queries import history
from tracker.queries.previews import forget, preview
from tracker.queries.sights import sight_for
from tracker.rules.errors import UnknownError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Rung
from tracker.store.vault import Vault

ROOM = """
from tracker.ui.frame import open_page
from tracker.ui import show_preview
at = open_page()
for one in at.register.evidence.values():
    show_preview.draw(at, one, key="room", meeting_id="{meeting}")
"""


@pytest.fixture
def vault(tmp_path):
    forget()
    return Vault(tmp_path / "evidence")


@pytest.fixture
def send(board, vault):  # noqa: F811
    action = board.plan(due=DUE).id

    def go(name, content, **facts):
        return evidence.attach_file(
            board.engine, action_id=action, title="Audit of 20 files", rung=Rung.AUDIT, about=date(2026, 1, 5),
            file_name=name, file_hash=vault.put(content), file_size=len(content),
            **{"restricted": False, **facts}, **board.signed("police-lead"),
        )  # fmt: skip

    return go


@pytest.fixture
def meeting(board):  # noqa: F811
    return meetings.hold(
        board.engine, board_id="southampton", held_on=date(2026, 2, 2), title="Subgroup", **board.signed("chair")
    ).id


def told(board, verb):  # noqa: F811
    return [(e.by, e.entity_id, e.reason) for e in history.entries(board.engine, verb=verb, sight=WHOLE)]


def chosen(page, one):
    picker = next(s for s in page.selectbox if s.label == "Which piece of evidence?")
    return sound(picker.set_value(one.id).run())


def test_a_page_of_a_pdf_is_opened_beside_the_recommendation_and_turned(open_page, board, send):  # noqa: F811
    one = send("audit.pdf", documents.pdf(["First", "Second"]))
    page = chosen(open_page("recommendation", "chair", id="SOTON-K:1"), one)
    assert told(board, "download") == [], "nothing is opened before somebody asks"
    page = press(page, "Open it here")
    assert told(board, "download") == [("chair", one.id, None)]
    assert "page 1 of 2" in seen(page) and "First" in seen(page)
    page = press(page, "Next page")
    assert "page 2 of 2" in seen(page) and "Second" in seen(page)
    assert len(told(board, "download")) == 1, "turning a page is no second look"
    page = press(page, "Close")
    assert "page 2 of 2" not in seen(page)


def test_a_workbook_is_a_table_of_its_first_rows(open_page, board, send):  # noqa: F811
    book, out = Workbook(), BytesIO()
    for n in range(40):
        book.active.append([f"row {n}", n, "=1+1"])
    book.create_sheet("Second").append(["hello"])
    book.save(out)
    one = send("sample.xlsx", out.getvalue())
    page = press(chosen(open_page("recommendation", "chair", id="SOTON-K:1"), one), "Open it here")
    assert "the first 30 of 40 rows" in seen(page)
    assert "row 29" in seen(page) and "row 30" not in seen(page)
    assert "hello" in seen(press(page, "Next sheet"))


def test_what_cannot_be_shown_says_why_and_offers_the_file(open_page, board, send):  # noqa: F811
    one = send("audit.pdf", documents.pdf()[:200])
    page = press(chosen(open_page("recommendation", "chair", id="SOTON-K:1"), one), "Open it here")
    assert "it is damaged or not complete" in seen(page)
    assert f"/evidence/{one.id}" in seen(page)


def test_a_bucket_that_cannot_be_reached_takes_only_the_file_away(open_page, board, send, monkeypatch):  # noqa: F811
    one = send("audit.pdf", documents.pdf(["First"]))
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and never listened at
        where = f"s3://board?endpoint=http://127.0.0.1:{nobody.getsockname()[1]}"
        for name, value in {"URL": where, "KEY": "k", "SECRET": "opensesame"}.items():
            monkeypatch.setenv(f"TRACKER_EVIDENCE_{name}", value)
        page = press(chosen(open_page("recommendation", "chair", id="SOTON-K:1"), one), "Open it here")
        assert "It cannot be shown now." in seen(page) and "it cannot be reached" in seen(page)
        assert "opensesame" not in seen(page)
        assert "It cannot be shown" not in seen(press(page, "Close"))


def test_hostile_words_in_a_document_are_words(open_page, board, send):  # noqa: F811
    body = documents.paragraph("[x](javascript:alert(1)) :red-badge[boo] &lt;script&gt;")
    one = send("audit.docx", documents.docx(body))
    page = press(chosen(open_page("recommendation", "chair", id="SOTON-K:1"), one), "Open it here")
    assert "[x](javascript" not in seen(page) and "x" in seen(page)


def test_restricted_evidence_is_shown_in_the_room_only_when_somebody_says_so(board, send, meeting, monkeypatch):  # noqa: F811
    one = send("audit.pdf", documents.pdf(["Secret"]), restricted=True)
    monkeypatch.setenv("TRACKER_AS", "chair")
    page = sound(AppTest.from_string(ROOM.format(meeting=meeting), default_timeout=60).run())
    assert "Secret" not in seen(page) and "Everybody in the room will see it" in seen(page)
    page = press(page, "Show “Audit of 20 files” in this room")
    assert "Secret" in seen(page)
    assert told(board, "show_in_room") == [("chair", one.id, "Shown in the room: Subgroup")]
    assert told(board, "download") == []
    (shown,) = history.downloads_of(board.engine, one.id, sight=WHOLE)
    assert shown.in_room
    monkeypatch.setenv("TRACKER_AS", "reader")
    assert "Secret" not in seen(sound(page.run())), "the next person at this browser does not see what was opened"


@pytest.mark.parametrize("person", ["reader", "health-lead"])
def test_restricted_evidence_is_not_opened_by_those_who_may_not(board, send, vault, person):  # noqa: F811
    one = send("audit.pdf", documents.pdf(["Secret"]), restricted=True)
    assert preview(board.engine, vault.get, one.id, sight=sight_for(board.engine, "chair")).is_shown
    found = preview(board.engine, vault.get, one.id, sight=sight_for(board.engine, person))
    assert not found.is_shown and "restricted" in found.note and "Secret" not in repr(found)
    assert "audit" not in repr(found).lower()


def test_what_is_not_there_any_more_is_not_shown(board, send, vault):  # noqa: F811
    one = send("audit.pdf", documents.pdf())
    assert "not where evidence is kept" in preview(board.engine, lambda _: None, one.id, sight=WHOLE).note
    evidence.withdraw(board.engine, evidence_id=one.id, reason="Wrong file.", **board.signed("police-lead"))
    assert "withdrawn" in preview(board.engine, vault.get, one.id, sight=WHOLE).note
    with pytest.raises(UnknownError):
        preview(board.engine, vault.get, "nonsense", sight=WHOLE)


def test_a_page_seen_twice_is_opened_once(board, send, vault, monkeypatch):  # noqa: F811
    one = send("audit.pdf", documents.pdf(["A", "B"]))
    first = preview(board.engine, vault.get, one.id, sight=WHOLE, page=2)
    assert preview(board.engine, lambda _: None, one.id, sight=WHOLE, page=2) == first
