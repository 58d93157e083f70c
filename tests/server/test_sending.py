"""Every agency's workbook at once, as a zip, over real HTTP: what is in it, what holds it back, what is recorded."""

import zipfile
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.server.test_leaving import held  # noqa: F401  (fixture)
from tests.server.test_routes import (  # noqa: F401  (fixtures)
    COUNCIL,
    MANAGER,
    POLICE,
    as_,
    engine,
    home,
    made,
    served,
    server,
)
from tracker.queries import history
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE

ZIP = "/export/agencies.zip"


@pytest.fixture(autouse=True)
def _no_mail(monkeypatch):
    for name in ("TRACKER_SMTP_URL", "TRACKER_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)


def sendings(engine):  # noqa: F811
    return list(current(engine, sight=WHOLE).sendings.values())


def test_a_folder_for_each_agency_with_its_workbook_and_its_message(server, engine, as_, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
    answer = server.get(f"{ZIP}?agency={POLICE}&agency={COUNCIL}&reply_by=2099-12-31", **as_(MANAGER))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/zip")
    assert "Workbooks for 2 agencies" in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.body)) as package:
        names = package.namelist()
        books = [name for name in names if name.endswith(".xlsx")]
        letter = message_from_bytes(package.read(next(n for n in names if "W1.eml" in n)), policy=default)
        workbook = load_workbook(BytesIO(package.read(books[0])))
    assert (names[0], len(names), len(books)) == ("Read me first.txt", 5, 2)
    assert letter["From"] == "The Board <board@example.org>"
    assert "please reply by 31 December" in letter["Subject"]
    cover = [str(cell.value) for row in workbook["Cover"].iter_rows() for cell in row if cell.value]
    assert {"Asha Police", "W1", "board@example.org"} <= set(cover)
    assert [(one.id, one.agency_id, one.made_by) for one in sendings(engine)] == [
        ("W1", POLICE, MANAGER),
        ("W2", COUNCIL, MANAGER),
    ]
    taken = [e.entity_id for e in history.entries(engine, verb="send_workbooks", accesses_only=True, sight=WHOLE)]
    assert sorted(taken) == sorted(one.file_name for one in sendings(engine))
    assert verify(engine).ok


def test_without_a_name_it_is_for_all_that_owe_something(server, engine, as_):  # noqa: F811
    answer = server.get(ZIP, **as_(MANAGER))
    with zipfile.ZipFile(BytesIO(answer.body)) as package:
        assert sum(name.endswith(".eml") for name in package.namelist()) == len(sendings(engine)) > 2


def test_what_may_identify_somebody_holds_all_of_it_back_until_a_reason_is_given(server, engine, held, as_):  # noqa: F811
    path = f"{ZIP}?agency={COUNCIL}&agency={POLICE}"
    answer = server.get(path, **as_(MANAGER))
    assert answer.status == 409
    assert held in answer.text and "SO14 7LT" not in answer.text
    assert sendings(engine) == []
    assert server.get(f"{ZIP}?agency={COUNCIL}", **as_(MANAGER)).headers["content-type"] == "application/zip"
    given = server.post(path, {"why": "For the court"}, **as_(MANAGER))
    assert "Your reason is on the record" in given.text
    address = given.headers["refresh"].removeprefix("1; url=")
    assert server.get(address, **as_(MANAGER)).headers["content-type"] == "application/zip"
    assert [one.agency_id for one in sendings(engine)] == [COUNCIL, COUNCIL, POLICE]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("agency=nobody", 404, "There is no agency ‘nobody’"),
        (f"agency={POLICE}&reply_by=soon", 400, "is not a day"),
        (f"agency={POLICE}&reply_by=2020-01-01", 400, "1 January 2020 is over"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(server, engine, as_, query, status, words):  # noqa: F811
    answer = server.get(f"{ZIP}?{query}", **as_(MANAGER))
    assert answer.status == status and words in answer.text
    assert sendings(engine) == []


@pytest.mark.parametrize("who", ["asha-police", "cy-subgroup", "ed-auditor"])
def test_nobody_else_gets_them(server, engine, as_, who):  # noqa: F811
    answer = server.get(f"{ZIP}?agency={POLICE}", **as_(who))
    assert answer.status == 403 and "may not send agencies their workbooks" in answer.text
    assert sendings(engine) == []
