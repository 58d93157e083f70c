"""The report itself over real HTTP: for whoever may see its review, as an attachment, and on the trail first."""

import pytest

from tests import files
from tests.server.test_routes import MANAGER, as_, downloads, engine, home, made, served, server  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import redactions, reviews
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.records import Review
from tracker.rules.words import Door, Publication
from tracker.server import downloads as routes
from tracker.server.downloads import document_name
from tracker.store.vault import Vault

CODE = "SOTON-K"


def signed(by=MANAGER):
    return {"by": by, "at": clock.now(), "door": Door.BROWSER}


def kept(home, engine, name="Child K.pdf", content=None, code=CODE):  # noqa: F811
    hash_ = Vault(home / "evidence").put(content or files.pdf())
    reviews.attach_document(engine, review_id=code, document_hash=hash_, document_title=name, **signed())
    return hash_


def unpublished(engine, code="DRAFT-Y"):  # noqa: F811
    reviews.add(
        engine, code=code, board_id="southampton-lscb", kind="LCSPR", subject="Child Y", title="Y", **signed()
    )  # fmt: skip
    return code


def test_the_report_is_an_attachment_that_nothing_runs_and_its_taking_is_on_the_trail(server, as_, home, engine):  # noqa: F811
    content = files.pdf() + b"\n" * 1000
    kept(home, engine, content=content)
    answer = server.get(f"/document/{CODE}", **as_("flo-b-reader"))
    assert answer.status == 200 and answer.body == content
    for name, value in {
        "content-type": "application/pdf",
        "content-disposition": "attachment; filename=\"Child K.pdf\"; filename*=UTF-8''Child%20K.pdf",
        "content-security-policy": "sandbox; default-src 'none'",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }.items():
        assert answer.headers[name] == value, name
    assert downloads(engine) == [("flo-b-reader", "review", CODE)]


@pytest.mark.parametrize(
    ("title", "content", "called"),
    [
        ("Child K.docx", b"PK\x03\x04", "Child K.docx"),
        ("Overview report", b"%PDF-1.7", "Overview report.pdf"),
        ("Overview report, v. 2", b"PK\x03\x04", "Overview report, v. 2.docx"),
        ("Overview report", b"{\\rtf1", "Overview report.rtf"),
        ("Overview report", b"1. The Board", "Overview report.txt"),
        ("page.HTML", b"<html>", "page.HTML"),
        (None, b"%PDF-1.7", "Child K: a review.pdf"),
    ],
)
def test_a_report_is_called_as_it_was_with_an_ending(title, content, called):
    review = Review("SOTON-K", "southampton", "SCR", "Child K", "Child K: a review", document_title=title)
    assert document_name(review, content) == called


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "application/octet-stream"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.rtf", "application/octet-stream"),
    ],
)
def test_a_web_page_is_not_said_to_be_one(server, as_, home, engine, name, kind):  # noqa: F811
    kept(home, engine, name, b"<script>alert(1)</script>")
    answer = server.get(f"/document/{CODE}", **as_(MANAGER))
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_without_a_report_there_is_a_sentence(server, as_, home, engine):  # noqa: F811
    answer = server.get(f"/document/{CODE}", **as_(MANAGER))
    assert answer.status == 404 and "the report itself has not been kept" in answer.text
    assert downloads(engine) == []
    hash_ = kept(home, engine)
    next((home / "evidence").rglob(hash_)).write_bytes(b"another")
    answer = server.get(f"/document/{CODE}", **as_(MANAGER))
    assert answer.status == 404 and "is no longer what it was" in answer.text and b"another" not in answer.body


def test_of_an_unpublished_review_others_are_not_told_that_there_is_one(server, as_, home, engine):  # noqa: F811
    code = unpublished(engine)
    kept(home, engine, code=code)
    assert server.get(f"/document/{code}", **as_(MANAGER)).status == 200
    for person in ("asha-police", "cy-subgroup", "di-scrutineer", "ed-auditor", "flo-b-reader"):
        hidden = server.get(f"/document/{code}", **as_(person))
        nothing = server.get("/document/DRAFT-Z", **as_(person))
        assert (hidden.status, nothing.status) == (404, 404)
        assert hidden.text.replace(code, "DRAFT-Z") == nothing.text
    reviews.set_state(engine, review_id=code, state=Publication.PUBLISHED, **signed())
    assert server.get(f"/document/{code}", **as_("flo-b-reader")).status == 200
    reviews.set_state(engine, review_id=code, state=Publication.WITHDRAWN, reason="Court order", **signed())
    assert server.get(f"/document/{code}", **as_("flo-b-reader")).status == 404


def test_whoever_has_no_role_or_is_gone_gets_nothing(server, as_, home, engine):  # noqa: F811
    kept(home, engine)
    assert server.get(f"/document/{CODE}", **as_("hal-nothing")).status == 403
    assert downloads(engine) == []


def test_what_cannot_be_noted_on_the_trail_is_not_given(server, as_, home, engine, monkeypatch):  # noqa: F811
    kept(home, engine)

    def full(*_, **__):
        raise StoreUnavailableError("register.sqlite", "its disk is full")

    monkeypatch.setattr(routes.downloads, "note", full)
    answer = server.get(f"/document/{CODE}", **as_(MANAGER))
    assert answer.status == 503 and b"%PDF" not in answer.body


def test_a_report_that_was_taken_out_is_taken_out_here_too(server, as_, home, engine):  # noqa: F811
    hash_ = kept(home, engine)
    asked = redactions.ask(engine, entity="review", entity_id=CODE, reason="It names a child.", **signed())
    redactions.agree(engine, redaction_id=asked.id, vault=Vault(home / "evidence"), **signed("cy-subgroup"))
    answer = server.get(f"/document/{CODE}", **as_(MANAGER))
    assert answer.status == 404 and b"%PDF" not in answer.body
    assert Vault(home / "evidence").get(hash_) is None


@pytest.mark.parametrize("shape", ["{hash}", "..%2f{hash}", "{two}%2f{hash}", "../document/SOTON-Kx", "soton-k"])
def test_no_address_but_that_of_a_review_gives_a_report(server, as_, home, engine, shape):  # noqa: F811
    hash_ = kept(home, engine)
    address = shape.format(hash=hash_, two=hash_[:2])
    answer = server.get(f"/document/{address}", **as_(MANAGER))
    assert answer.status in (307, 404) and b"%PDF" not in answer.body


def test_another_site_cannot_ask_for_it_in_somebodys_name(server, as_, home, engine):  # noqa: F811
    kept(home, engine)
    answer = server.ask("GET", f"/document/{CODE}", headers={"Sec-Fetch-Site": "cross-site"}, **as_(MANAGER))
    assert answer.status != 200 and b"%PDF" not in answer.body
    assert downloads(engine) == []
