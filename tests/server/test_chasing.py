"""Every message at once, as a zip, over real HTTP: one file an agency, on the record, none twice."""

import zipfile
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest

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
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE

ZIP = "/export/chases.zip"


@pytest.fixture(autouse=True)
def _no_mail(monkeypatch):
    for name in ("TRACKER_SMTP_URL", "TRACKER_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)


def chases(engine):  # noqa: F811
    return list(current(engine, sight=WHOLE).chases.values())


def test_one_file_an_agency_on_the_record_and_none_twice(server, engine, as_, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
    answer = server.get(f"{ZIP}?agency={POLICE}&agency={COUNCIL}", **as_(MANAGER))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/zip")
    assert "Messages to 2 agencies" in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.body)) as package:
        names = package.namelist()
        letter = message_from_bytes(package.read(next(n for n in names if "CH1" in n)), policy=default)
    assert names[0] == "Read me first.txt" and len(names) == 3
    assert letter["From"] == "The Board <board@example.org>" and letter["X-Unsent"] == "1"
    assert sorted(one.agency_id for one in chases(engine)) == sorted((POLICE, COUNCIL))
    again = server.get(f"{ZIP}?agency={POLICE}", **as_(MANAGER))
    assert again.status == 200 and "text/html" in again.headers["content-type"] and "went today already" in again.text
    rest = server.get(ZIP, **as_(MANAGER))
    with zipfile.ZipFile(BytesIO(rest.body)) as package:
        told = package.read("Read me first.txt").decode("utf-8-sig")
    assert "No message:" in told and "went today already" in told
    ids = [one.agency_id for one in chases(engine)]
    assert len(ids) == len(set(ids)) > 2
    assert verify(engine).ok
