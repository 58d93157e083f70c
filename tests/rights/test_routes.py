"""Every route × every role × own and other agency, over real HTTP with everybody's own session, and with none.

A route without a row here fails. A row says who gets what they asked for; everybody else is refused or sent to sign in.
"""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from tests.factories_store import Ledger, fresh_sqlite
from tests.rights.people import LETTERS, OTHER, OWN, gather, id_of
from tests.server.serving import serving
from tracker import clock
from tracker import settings as settings_room
from tracker.commands import actions, boards, evidence, people, recommendations, reviews, sessions
from tracker.rules.words import Door, Role, Rung, Way
from tracker.server.app import middleware, routes
from tracker.store.vault import Vault

PUBLIC = "tracker.example.gov.uk"
VARIABLES = ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_BY", "TRACKER_AS")
READERS = ("MSILDRU", "MSILDRU")
ANYBODY_IN = ("MSILDRUN", "MSILDRUN")
RESTRICTED = ("MSILD", "MSI")
UNPUBLISHED = ("M", "M")
BOARD = ("M", "M")
NOBODY = ("", "")
OPEN = "open"
"""Needs no session: whoever asks gets a page."""

# (method, path as the app knows it, what exactly is asked for) → who gets it, of the police and of the schools
ROWS = {
    ("GET", "/healthz", "/healthz"): OPEN,
    ("GET", "/livez", "/livez"): OPEN,
    ("GET", "/metrics", "/metrics"): NOBODY,  # it asks for a token, and is off
    ("GET", "/accessibility", "/accessibility"): OPEN,
    ("GET", "/sign-in", "/sign-in"): OPEN,
    ("POST", "/sign-in", "/sign-in"): OPEN,
    ("GET", "/sign-in/directory", "/sign-in/directory"): OPEN,
    ("POST", "/sign-in/directory", "/sign-in/directory"): OPEN,
    ("GET", "/sign-in/directory/back", "/sign-in/directory/back"): OPEN,
    ("GET", "/sign-in/directory/end", "/sign-in/directory/end"): OPEN,
    ("GET", "/join/{secret:str}", "/join/nonsense"): OPEN,
    ("POST", "/join/{secret:str}", "/join/nonsense"): OPEN,
    ("GET", "/owed/{secret:str}", "/owed/nonsense"): OPEN,
    ("POST", "/owed/{secret:str}", "/owed/nonsense"): OPEN,
    ("GET", "/calendar/{secret:str}", "/calendar/nonsense.ics"): OPEN,
    ("POST", "/calendar", "/calendar"): READERS,  # whoever may read makes the address of their own
    ("GET", "/overview", "/overview"): ANYBODY_IN,
    ("GET", "/who", "/who"): NOBODY,  # choosing who one is is for a machine of one's own
    ("POST", "/who", "/who"): NOBODY,
    ("GET", "/sign-out", "/sign-out"): ANYBODY_IN,
    ("POST", "/sign-out", "/sign-out"): ANYBODY_IN,
    ("GET", "/account", "/account"): ANYBODY_IN,
    ("POST", "/account/password", "/account/password"): NOBODY,  # without the current password
    ("POST", "/account/sessions", "/account/sessions"): ANYBODY_IN,
    ("GET", "/export/register.xlsx", "/export/register.xlsx"): READERS,
    ("GET", "/export/register.xlsx", "/export/register.xlsx?agency=police"): READERS,
    ("POST", "/export/register.xlsx", "/export/register.xlsx"): READERS,
    ("GET", "/export/published.xlsx", "/export/published.xlsx"): READERS,
    ("GET", "/export/agencies.zip", "/export/agencies.zip?agency=police"): BOARD,
    ("POST", "/export/agencies.zip", "/export/agencies.zip?agency=police"): BOARD,
    ("GET", "/export/paper.{ending:str}", "/export/paper.xlsx?paper=meeting&on=2026-01-05"): READERS,
    ("GET", "/export/paper.{ending:str}", "/export/paper.docx?paper=agency&agency=police"): READERS,
    ("GET", "/export/paper.{ending:str}", "/export/paper.pdf?paper=thread&recommendation=SOTON-K:1"): READERS,
    ("GET", "/export/paper.{ending:str}", "/export/paper.xlsx?paper=thread&recommendation=HIDE:1"): UNPUBLISHED,
    ("GET", "/export/paper.{ending:str}", "/export/paper.xlsx?paper=review_briefing&review=SOTON-K"): READERS,
    ("GET", "/export/paper.{ending:str}", "/export/paper.xlsx?paper=review_briefing&review=HIDE"): UNPUBLISHED,
    ("GET", "/export/paper.{ending:str}", "/export/paper.exe?paper=meeting&on=2026-01-05"): NOBODY,
    ("POST", "/export/paper.{ending:str}", "/export/paper.xlsx?paper=year&year=2026"): READERS,
    ("GET", "/export/chases.zip", "/export/chases.zip"): BOARD,
    ("GET", "/evidence/{id:path}", "/evidence/OPEN"): READERS,
    ("GET", "/evidence/{id:path}", "/evidence/RESTRICTED"): RESTRICTED,
    ("GET", "/evidence/{id:path}", "/evidence/UNPUBLISHED"): UNPUBLISHED,
    ("GET", "/evidence/{id:path}", "/evidence/../register.sqlite"): NOBODY,
    ("GET", "/document/{id:path}", "/document/SOTON-K"): READERS,
    ("GET", "/document/{id:path}", "/document/HIDE"): UNPUBLISHED,
    ("GET", "/document/{id:path}", "/document/../register.sqlite"): NOBODY,
    ("GET", "/api", "/api/v1/status"): NOBODY,  # which knows no session: tests/rights/test_api.py asks it by token
    ("GET", "/api", "/api/v1/recommendations.csv"): NOBODY,
    ("GET", "streamlit", "/"): ANYBODY_IN,
    ("GET", "streamlit", "/recommendations"): ANYBODY_IN,
    ("GET", "streamlit", "/media/a1b2.xlsx"): ANYBODY_IN,
    ("GET", "streamlit", "/_stcore/metrics"): ("M", "M"),
    ("PUT", "streamlit", "/_stcore/upload_file/a/b"): ANYBODY_IN,
}
OUT = [("POST", "/sign-out", "/sign-out"), ("POST", "/account/sessions", "/account/sessions")]
"""These end the session they are asked with (the second, which names none, every session of that person)."""
ELSEWHERE = "elsewhere"
"""The business manager of another board."""
ABOUT_ONE = (
    "/evidence/", "/document/", "/export/paper.pdf?paper=thread", "/export/paper.xlsx?paper=thread",
    "/export/paper.xlsx?paper=review_briefing",
)  # fmt: skip
"""Routes that give something of one review, one action or one piece of evidence."""
CELLS = len(ROWS) * (len(LETTERS) * 2 + 1)
GIVEN = {200, 303, 307}


def content(_request):
    return PlainTextResponse("content")


async def socket(websocket):
    await websocket.accept()
    await websocket.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("routes")
    with pytest.MonkeyPatch.context() as patched:
        for name in VARIABLES:
            patched.delenv(name, raising=False)
        patched.setenv("TRACKER_HOME", str(folder))
        patched.setenv("TRACKER_SIGN_IN", "accounts")
        patched.setenv("TRACKER_PUBLIC_URL", f"https://{PUBLIC}")
        book = Ledger(fresh_sqlite(folder, furnished=True))
        book.now = clock.now()
        ids, cookies = furnish(book)
        streamlits = [Route("/{page:path}", content, methods=["GET", "PUT"]), WebSocketRoute("/_stcore/stream", socket)]
        with serving(Starlette(routes=[*routes, *streamlits], middleware=list(middleware))) as running:
            yield running, ids, cookies, book
        book.engine.dispose()


def furnish(book):
    """Evidence of each kind, two reports, and a session for everybody; who is gone had one until they went."""
    vault = Vault(settings_room.load().evidence_folder)
    kept = vault.put(b"Minutes of the meeting.")
    facts = {"title": "Minutes", "rung": Rung.DOCUMENT, "about": None, "file_name": "minutes.txt", "file_size": 23}

    def attach(action_id, **more):
        return evidence.attach_file(
            book.engine, action_id=action_id, file_hash=kept, **facts, **more, **book.signed()
        ).id

    action = book.plan(title="Train officers", due=None).id
    reviews.add(
        book.engine, code="HIDE", board_id="southampton", kind="LCSPR", subject="Child Z", title="Z", **book.signed()
    )
    for code in ("SOTON-K", "HIDE"):
        reviews.attach_document(book.engine, review_id=code, document_hash=kept, **book.signed())
    hidden = recommendations.add(book.engine, review_id="HIDE", ref="1", title="T", text="T", **book.signed()).id
    part = next(p.id for p in book.register().parts.values() if p.recommendation_id == hidden)
    unseen = actions.plan(book.engine, part_ids=[part], owner_id="police", title="Hidden", **book.signed()).id
    ids = {"OPEN": attach(action), "RESTRICTED": attach(action, restricted=True), "UNPUBLISHED": attach(unseen)}
    _gather_enabled(book)
    cookies = {}
    for letter in LETTERS:
        for side in (OWN, OTHER):
            who = id_of(letter, side)
            cookies[letter, side] = begin(book, who)
            if letter == "G":
                people.disable(book.engine, person_id=who, **book.signed())
    return ids, cookies | {ELSEWHERE: _of_another_board(book)}


def _of_another_board(book):
    """The business manager of a second board, who holds nothing here."""
    other = boards.add(book.engine, name="Northants", **book.signed("system"))
    person = people.add(book.engine, name="Manager of Northants", **book.signed("system"))
    people.give_role(
        book.engine, person_id=person.id, role=Role.ADMINISTRATOR, board_id=other.id, **book.signed("system")
    )
    return begin(book, person.id)


def begin(book, who):
    return sessions.begin(
        book.engine, way=Way.PASSWORD, address=None, browser=None, by=who, at=clock.now(), door=Door.BROWSER
    )


def _gather_enabled(book):
    gather(book)
    for side in (OWN, OTHER):
        people.enable(book.engine, person_id=id_of("G", side), **book.signed())


def ask(server, method, path, cookie):
    running, ids, *_ = server
    for name, id_ in ids.items():
        path = path.replace(name, id_)
    told = cookie and f"tracker_{running.port}={cookie}"
    answer = running.ask(method, path, cookie=told, headers={"Sec-Fetch-Site": "same-origin"})
    sent_to_sign_in = answer.status == 303 and answer.headers["location"].startswith("/sign-in")
    return answer, answer.status in GIVEN and not sent_to_sign_in


def test_every_route_has_its_row():
    known = {(method, r.path) for r in routes for method in getattr(r, "methods", None) or {"GET"} if method != "HEAD"}
    assert known == {(method, path) for method, path, _ in ROWS if path != "streamlit"}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row not in OUT and ROWS[row] != OPEN], ids=lambda row: f"{row[0]} {row[2]}"
)
def test_a_route_gives_to_whom_its_row_says_and_to_nobody_else(server, row):
    method, _, path = row
    cookies = server[2]
    found = tuple(
        "".join(letter for letter in LETTERS if ask(server, method, path, cookies[letter, side])[1])
        for side in (OWN, OTHER)
    )
    assert found == ROWS[row]


@pytest.mark.parametrize("path", [path for _, _, path in ROWS if path.startswith(ABOUT_ONE)])
def test_nothing_of_one_board_is_given_to_another_boards_manager(server, path):
    answer, given = ask(server, "GET", path, server[2][ELSEWHERE])
    assert not given
    assert not any(words in answer.body for words in (b"Minutes", b"Train officers", b"Hidden", b"Child"))


def test_the_whole_register_as_another_boards_manager_takes_it_out_holds_nothing_of_this_board(server):
    answer, given = ask(server, "GET", "/export/register.xlsx", server[2][ELSEWHERE])
    assert given
    sheets = load_workbook(BytesIO(answer.body)).worksheets
    said = " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "Northants" in said
    assert [words for words in ("SOTON-K", "Train", "minutes.txt", "Hidden", "HIDE", "Child K") if words in said] == []


@pytest.mark.parametrize("path", ["/export/agencies.zip?agency=police", "/export/chases.zip"])
def test_another_boards_messages_and_workbooks_hold_nothing_of_this_board(server, path):
    answer, _ = ask(server, "GET", path, server[2][ELSEWHERE])
    if answer.body[:2] == b"PK":
        with ZipFile(BytesIO(answer.body)) as held:
            assert not any(b"Train officers" in held.read(name) for name in held.namelist())
    else:
        assert b"Train" not in answer.body


@pytest.mark.parametrize("side", [OWN, OTHER])
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("row", OUT, ids=lambda row: f"{row[0]} {row[2]}")
def test_whoever_is_in_may_leave_and_is_out(server, row, letter, side):
    method, _, path = row
    cookie = begin(server[3], id_of(letter, side)) if letter != "G" else server[2][letter, side]
    was_in = ask(server, "GET", "/account", cookie)[1]
    assert was_in == (letter in ROWS[row][0])
    answer, _ = ask(server, method, path, cookie)
    if was_in:
        assert (answer.status, answer.headers["location"]) == (303, "/sign-in?out")
        server[2][letter, side] = begin(server[3], id_of(letter, side))  # for the tests that follow
    else:
        assert answer.status in (303, 401)
    assert not ask(server, "GET", "/account", cookie)[1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[2]}")
def test_without_a_session_only_the_way_in_is_open(server, row):
    method, _, path = row
    answer, given = ask(server, method, path, None)
    if ROWS[row] == OPEN:
        assert answer.status in (200, 400, 401, 404, 410, 422) or given
    else:
        assert not given
        assert b"Minutes" not in answer.body and answer.body != b"content"
