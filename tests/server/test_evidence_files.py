"""Evidence files over real HTTP: an attachment that nothing runs, under a harmless name, and on the trail first."""

import re
from urllib.parse import unquote

import pytest

from tests import files
from tests.server.test_routes import MANAGER, as_, downloads, engine, home, made, served, server  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import evidence
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.words import Door, EvidenceKind, Rung
from tracker.server import downloads as routes
from tracker.store.vault import Vault

ACTION = "SOTON-K-A001"


def signed():
    return {"by": MANAGER, "at": clock.now(), "door": Door.BROWSER}


def sent(home, engine, name="audit.pdf", content=None, **more):  # noqa: F811
    kept = Vault(home / "evidence").receive(name, content or files.pdf(), limit=25)
    return evidence.attach_file(
        engine, action_id=ACTION, title="The audit", rung=Rung.AUDIT, about=clock.today(), file_name=kept.name,
        file_hash=kept.hash, file_size=kept.size, **more, **signed(),
    ).id  # fmt: skip


def test_the_headers_leave_nothing_to_guess(server, home, engine, as_):  # noqa: F811
    content = files.pdf() + b"\n" * 1000
    answer = server.get(f"/evidence/{sent(home, engine, content=content)}", **as_(MANAGER))
    assert answer.status == 200 and answer.body == content
    for name, value in {
        "content-type": "application/octet-stream",
        "content-length": str(len(content)),
        "content-disposition": "attachment; filename=\"audit.pdf\"; filename*=UTF-8''audit.pdf",
        "content-security-policy": "sandbox; default-src 'none'",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }.items():
        assert answer.headers[name] == value, name


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ('a"; filename="evil.exe".pdf', "a-; filename=-evil.exe-.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie- x=1.pdf"),
        ("audit\u202efdp.exe.pdf", "auditfdp.exe.pdf"),
        ("аудит 📄 café.pdf", "аудит 📄 café.pdf"),
        ("%2e%2e%2fpasswd.pdf", "%2e%2e%2fpasswd.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("CON.pdf", "file CON.pdf"),
        ("\\\\host\\share\\a.pdf", "a.pdf"),
    ],
)
def test_an_odd_name_is_one_name_and_no_header_of_its_own(server, home, engine, name, offered, as_):  # noqa: F811
    answer = server.get(f"/evidence/{sent(home, engine, name)}", **as_(MANAGER))
    told = re.fullmatch(
        r"""attachment; filename="([ -!#-$&-:<-~]*)"; filename\*=UTF-8''([\w.~%-]*)""",
        answer.headers["content-disposition"],
    )
    assert told, answer.headers["content-disposition"]
    assert unquote(told[2]) == offered
    assert "set-cookie" not in answer.headers


def test_a_file_that_a_browser_might_show_as_a_page_is_still_only_an_attachment(server, home, engine, as_):  # noqa: F811
    words = b"Minutes. A browser that guesses would see <b>bold</b> here."
    answer = server.get(f"/evidence/{sent(home, engine, 'note.txt', words)}", **as_(MANAGER))
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_what_cannot_be_noted_on_the_trail_is_not_given(server, home, engine, monkeypatch, as_):  # noqa: F811
    id_ = sent(home, engine)

    def full(*_, **__):
        raise StoreUnavailableError("register.sqlite", "its disk is full")

    monkeypatch.setattr(routes.downloads, "note", full)
    answer = server.get(f"/evidence/{id_}", **as_(MANAGER))
    assert answer.status == 503
    assert b"%PDF" not in answer.body and "its disk is full" in answer.text


def test_a_replaced_version_is_given_to_those_who_may_and_a_restricted_one_to_few(server, home, engine, as_):  # noqa: F811
    old = sent(home, engine, restricted=True)
    made_ = evidence.replace(
        engine, evidence_id=old, kind=EvidenceKind.STATEMENT, statement="All of it.", reason="New.", **signed()
    )
    assert made_.restricted
    assert server.get(f"/evidence/{old}", **as_("asha-police")).status == 200
    assert server.get(f"/evidence/{old}", **as_("flo-b-reader")).status == 403
    assert downloads(engine) == [("asha-police", "evidence", old)]


@pytest.mark.parametrize(
    "shape", ["{hash}", "{upper}", "..%2f{hash}", "{two}%2f{hash}", ".incoming", "../evidence/{id}x"]
)
def test_no_address_but_that_of_a_piece_of_evidence_gives_a_file(server, home, engine, shape, as_):  # noqa: F811
    id_ = sent(home, engine)
    hash_ = Vault(home / "evidence").put(files.pdf())
    address = shape.format(hash=hash_, upper=hash_.upper(), two=hash_[:2], id=id_)
    for path in (f"/evidence/{address}", f"/app/static/{address}", f"/media/{address}"):
        answer = server.get(path, **as_(MANAGER))
        assert answer.status in (307, 404), path
        assert b"%PDF" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_written_through_the_address_of_evidence(server, home, engine, method):  # noqa: F811
    assert server.ask(method, f"/evidence/{sent(home, engine)}").status == 405
