"""Who you are, what you may take away, and what is said when something is refused: over real HTTP."""

import re
import shutil
from io import BytesIO

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette

from tests.server.serving import serving
from tracker import clock
from tracker import settings as settings_room
from tracker.commands import actions, evidence, people, recommendations, reviews, sessions
from tracker.queries import history
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.records import Evidence
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Rung, Way
from tracker.server.app import middleware, routes
from tracker.server.preparing import prepare
from tracker.store.database import changing
from tracker.store.engine import engine_for, opened_engine
from tracker.store.upgrade import newest
from tracker.store.vault import Vault

PART = "SOTON-K:10.2.1/"
POLICE, COUNCIL = "hampshire-constabulary", "southampton-childrens-services"
MANAGER = "business-manager"
VARIABLES = ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_BY", "TRACKER_AS")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("served") / "home"
    found = settings_room.load(environment={"TRACKER_HOME": str(home)})
    prepare(found)
    engine = engine_for(found.database_url)
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    for name, role, agency in (
        ("Asha Police", Role.LEAD, POLICE),
        ("Ben Council", Role.LEAD, COUNCIL),
        ("Cy Subgroup", Role.SUBGROUP, None),
        ("Di Scrutineer", Role.SCRUTINEER, None),
        ("Ed Auditor", Role.AUDITOR, None),
        ("Flo <b>Reader", Role.READER, None),
        ("Gone Reader", Role.READER, None),
        ("Hal Nothing", None, None),
    ):
        person = people.add(engine, name=name, **signed)
        if role:
            people.give_role(engine, person_id=person.id, role=role, agency_id=agency, **signed)
    people.disable(engine, person_id="gone-reader", **signed)
    planned = actions.plan(engine, part_ids=[PART], owner_id=POLICE, title="Audit it", due=clock.today(), **signed)
    for restricted in (False, True):
        content = b"<script>alert(1)</script>" if restricted else b"plain"
        evidence.attach_file(
            engine,
            action_id=planned.id,
            title="The audit",
            rung=Rung.AUDIT,
            about=clock.today(),
            file_name="åudit.txt",
            file_hash=Vault(found.evidence_folder).put(content),
            file_size=len(content),
            restricted=restricted,
            **signed,
        )
    evidence.attach_statement(engine, action_id=planned.id, statement="We did.", **signed)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return home


@pytest.fixture
def home(made, tmp_path, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(made, tmp_path / "home")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def served():
    with serving(Starlette(routes=list(routes), middleware=list(middleware))) as running:
        yield running


@pytest.fixture
def server(served, home):
    return served


@pytest.fixture
def engine(home):
    with opened_engine(f"sqlite:///{home / 'register.sqlite'}") as engine:
        yield engine


@pytest.fixture
def as_(server, engine):
    """The cookie of somebody who was chosen on this machine, as `cookie=`."""

    def chosen(person):
        address = {"address": "127.0.0.1", "browser": None}
        signed = {"by": person, "at": clock.now(), "door": Door.BROWSER}
        secret = sessions.begin(engine, way=Way.MACHINE, **address, **signed)
        return {"cookie": f"tracker_{server.port}={secret}"}

    return chosen


def downloads(engine):
    return [(e.by, e.entity, e.entity_id) for e in history.entries(engine, verb="download", sight=WHOLE)]


# ---- health


def test_health_says_well_and_nothing_more(server):
    answer = server.get("/healthz")
    assert answer.status == 200
    assert answer.body == b'{"ok":true,"revision":"%s"}' % newest().encode()
    assert answer.headers["cache-control"] == "no-store"


def test_health_of_a_store_that_cannot_be_read(server, home):
    for name in ("register.sqlite", "register.sqlite-wal", "register.sqlite-shm"):
        (home / name).unlink(missing_ok=True)
    (home / "register.sqlite").mkdir()
    answer = server.get("/healthz")
    assert answer.status == 503
    assert b'"ok":false' in answer.body


# ---- who


def test_the_page_lists_everybody_who_may_come_in(server):
    answer = server.get("/who?next=/overdue")
    assert answer.status == 200
    for words in ("Asha Police", "Agency lead, ", "Business manager", "Independent scrutineer", "No role yet"):
        assert words in answer.text
    assert "Gone Reader" not in answer.text
    assert "Flo &lt;b&gt;Reader" in answer.text
    assert "<b>Reader" not in answer.text
    assert 'value="/overdue"' in answer.text
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_choice_is_kept_in_a_cookie_that_no_script_reads(server):
    answer = server.post("/who", {"person": "asha-police", "next": "/overdue?agency=x"})
    assert (answer.status, answer.headers["location"]) == (303, "/overdue?agency=x")
    cookie = answer.headers["set-cookie"]
    assert re.match(rf"tracker_{server.port}=[\w-]{{43}};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "asha" not in cookie


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example.org",
        "/\\evil.example.org",
        "https://evil.example.org",
        "javascript:alert(1)",
        "",
        "/a\r\nX: 1",
        "/\t/e",
    ],
)
def test_where_to_go_next_is_always_here(server, address):
    assert server.post("/who", {"person": MANAGER, "next": address}).headers["location"] == "/"


@pytest.mark.parametrize("person", ["nobody", "gone-reader", "' OR 1=1", "x" * 5000])
def test_a_stranger_is_one_sentence(server, person):
    answer = server.post("/who", {"person": person})
    assert answer.status == 404
    assert "set-cookie" not in answer.headers


def test_a_form_from_elsewhere_chooses_nobody(server):
    answer = server.post("/who", {"person": MANAGER}, headers={"Origin": "https://evil.example.org"})
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_form_that_is_too_long_is_refused(server):
    assert server.post("/who", {"person": "x" * 50_000}).status == 413


def test_nobody_becomes_business_manager_by_name_where_there_is_one(server, engine):
    assert server.post("/who", {"name": "Mallory"}).status == 404
    assert "mallory" not in current(engine, sight=WHOLE).people


def test_a_server_for_one_person_says_so(server, monkeypatch):
    monkeypatch.setenv("TRACKER_AS", "asha-police")
    answer = server.get("/who")
    assert "takes everybody for Asha Police" in answer.text
    answer = server.post("/who", {"person": MANAGER})
    assert answer.status == 409
    assert "set-cookie" not in answer.headers


# ---- the workbook


def test_the_register_as_a_workbook(server, as_, engine):
    answer = server.get("/export/register.xlsx", **as_("flo-b-reader"))
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["content-disposition"].startswith('attachment; filename="Action plan, whole register, ')
    assert answer.headers["cache-control"] == "no-store"
    assert "Actions" in load_workbook(BytesIO(answer.body)).sheetnames
    ((by, entity, what),) = downloads(engine)
    assert (by, entity) == ("flo-b-reader", "workbook")
    assert what.endswith(".xlsx")


def test_a_download_is_no_change_of_the_register(server, as_, engine):
    from tracker.queries.standing import change_number

    before = change_number(engine)
    server.get(f"/export/register.xlsx?agency={POLICE}", **as_(MANAGER))
    assert change_number(engine) == before
    assert verify(engine).ok


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("agency=nobody", 404, "There is no agency ‘nobody’"),
        ("as_at=soon", 400, "is not a day"),
        ("as_at=2999-01-01", 400, "is still to come"),
        ("as_at=1989-12-31", 400, "before the register’s first day"),
        ("agency=%3Cscript%3E", 404, "&lt;script&gt;"),
    ],
)
def test_nonsense_in_the_address_is_one_sentence(server, as_, engine, query, status, words):
    answer = server.get(f"/export/register.xlsx?{query}", **as_(MANAGER))
    assert answer.status == status
    assert words in answer.text
    assert "<script" not in answer.text
    assert downloads(engine) == []


def test_somebody_without_a_role_takes_nothing_away(server, as_, engine):
    for address in ("/export/register.xlsx", "/evidence/SOTON-K-A001-E1"):
        assert server.get(address, **as_("hal-nothing")).status == 403
    assert downloads(engine) == []


def test_a_browser_that_has_not_said_who_it_is_is_the_sole_manager(server, as_, engine):
    assert server.get("/export/register.xlsx").status == 200
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    people.give_role(engine, person_id="cy-subgroup", role=Role.ADMINISTRATOR, **signed)
    answer = server.get("/export/register.xlsx?agency=x")
    assert answer.status == 303
    assert answer.headers["location"] == "/who?next=%2Fexport%2Fregister.xlsx%3Fagency%3Dx"


# ---- evidence


def test_evidence_is_an_attachment_that_cannot_run(server, as_, engine):
    answer = server.get("/evidence/SOTON-K-A001-E1", **as_("flo-b-reader"))
    assert (answer.status, answer.body) == (200, b"plain")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "no-store"
    assert downloads(engine) == [("flo-b-reader", "evidence", "SOTON-K-A001-E1")]


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("asha-police", 200),
        ("cy-subgroup", 200),
        ("di-scrutineer", 200),
        (MANAGER, 200),
        ("ben-council", 403),
        ("ed-auditor", 403),
        ("flo-b-reader", 403),
        ("hal-nothing", 403),
    ],
)
def test_restricted_evidence_is_for_few(server, as_, engine, person, status):
    answer = server.get("/evidence/SOTON-K-A001-E2", **as_(person))
    assert answer.status == status
    assert (b"alert(1)" in answer.body) is (status == 200)
    assert len(downloads(engine)) == (status == 200)


@pytest.mark.parametrize("id_", ["SOTON-K-A001-E9", "nonsense", "../../etc/passwd", "%00", "SOTON-K-A001-E3"])
def test_evidence_that_is_no_file_is_one_sentence(server, as_, engine, id_):
    answer = server.get(f"/evidence/{id_}", **as_(MANAGER))
    assert answer.status == 404
    assert downloads(engine) == []


def test_a_file_that_was_tampered_with_is_not_given(server, as_, home, engine):
    for file in (home / "evidence").rglob("*"):
        if file.is_file():
            file.write_bytes(b"something else")
    answer = server.get("/evidence/SOTON-K-A001-E1", **as_(MANAGER))
    assert answer.status == 404
    assert "is no longer what it was" in answer.text


def test_withdrawn_evidence_is_not_given(server, as_, engine):
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    evidence.withdraw(engine, evidence_id="SOTON-K-A001-E1", reason="It named a child.", **signed)
    answer = server.get("/evidence/SOTON-K-A001-E1", **as_(MANAGER))
    assert answer.status == 404
    assert "it was withdrawn on" in answer.text


def test_somebody_who_may_no_longer_come_in_does_not_become_the_sole_administrator(server, as_, engine):
    cookie = as_("flo-b-reader")
    assert server.get("/export/register.xlsx", **cookie).status == 200
    people.disable(engine, person_id="flo-b-reader", by=MANAGER, at=clock.now(), door=Door.COMMAND_LINE)
    answer = server.get("/export/register.xlsx", **cookie)
    assert answer.status == 303
    assert answer.headers["location"].startswith("/who?next=")


def test_a_cookie_of_another_tracker_on_this_machine_is_as_none(server):
    assert server.get("/export/register.xlsx", cookie=f"tracker_{server.port}=of-another-register").status == 200


# ---- the first page


@pytest.mark.parametrize(
    ("asked", "sent_to"), [("/overview", "/"), ("/overview?as_at=2026-01-31", "/?as_at=2026-01-31")]
)
def test_the_first_page_answers_to_its_name_too(server, asked, sent_to):
    answer = server.get(asked)
    assert answer.status in (302, 307)
    assert answer.headers["location"] == sent_to


# ---- what is not for everybody


@pytest.fixture
def draft(home, engine):
    """A draft review with an action of the police and a file of evidence for it."""
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    board = next(iter(current(engine, sight=WHOLE).boards))
    reviews.add(engine, code="DRAFT-X", board_id=board, kind="SCR", subject="Child X", title="Secretum", **signed)
    recommendations.add(engine, review_id="DRAFT-X", ref="1", title="Secretum", text="Do secretum.", **signed)
    planned = actions.plan(
        engine, part_ids=["DRAFT-X:1/"], owner_id=POLICE, title="Secretum work", due=clock.today(), **signed
    )
    return evidence.attach_file(
        engine, action_id=planned.id, title="Secretum audit", rung=Rung.AUDIT, about=None, file_name="a.txt",
        file_hash=Vault(home / "evidence").put(b"plain"), file_size=5, **signed,
    )  # fmt: skip


@pytest.mark.parametrize("person", ["asha-police", "cy-subgroup", "di-scrutineer", "ed-auditor", "flo-b-reader"])
def test_evidence_of_an_unpublished_review_is_as_unknown_as_none(server, engine, draft, person, as_):
    hidden, nothing = (
        server.get(f"/evidence/{draft.id}", **as_(person)),
        server.get("/evidence/DRAFT-Y-A001-E1", **as_(person)),
    )
    assert (hidden.status, hidden.text.replace("DRAFT-X", "DRAFT-Y")) == (404, nothing.text)
    assert downloads(engine) == []
    reviews.name_reader(
        engine, review_id="DRAFT-X", person_id=person, by=MANAGER, at=clock.now(), door=Door.COMMAND_LINE
    )
    assert server.get(f"/evidence/{draft.id}", **as_(person)).status == 200


def test_a_draft_whose_evidence_is_restricted_too_is_unknown_first(server, engine, draft, as_):
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    with changing(engine, verb="restrict_evidence", **signed) as work:
        work.allow("restrict_evidence", POLICE)
        work.change(work.get(Evidence, draft.id), restricted=True)
    assert server.get(f"/evidence/{draft.id}", **as_("ben-council")).status == 404
    reviews.name_reader(engine, review_id="DRAFT-X", person_id="ben-council", **signed)
    assert server.get(f"/evidence/{draft.id}", **as_("ben-council")).status == 403


@pytest.mark.parametrize("asked", ["", "?agency=" + POLICE])
@pytest.mark.parametrize(
    ("person", "sees"), [(MANAGER, True), ("asha-police", False), ("ben-council", False), ("ed-auditor", False)]
)
def test_a_workbook_holds_no_row_of_a_review_that_whoever_takes_it_may_not_see(server, draft, person, sees, asked, as_):
    answer = server.get(f"/export/register.xlsx{asked}", **as_(person))
    assert answer.status == 200
    book = load_workbook(BytesIO(answer.body))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert ("Secretum" in cells) is sees
    assert "Audit it" in cells
