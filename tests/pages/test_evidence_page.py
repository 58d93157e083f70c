"""Evidence on "My agency": sent, refused with every answer kept, and what may still be done with it afterwards."""

from datetime import date

import pytest

from tests import files
from tests.pages.test_write_pages import DUE, board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tracker.commands import downloads, evidence
from tracker.queries import history
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import EvidenceKind, Rung, Status
from tracker.store.vault import Vault

FILE = {"title": "Audit of 20 files", "rung": Rung.AUDIT, "about": date(2026, 1, 5), "file_name": "audit.pdf"}


@pytest.fixture
def action(board):  # noqa: F811
    return board.plan(due=DUE).id


@pytest.fixture
def sent(board, action, tmp_path):  # noqa: F811
    kept = Vault(tmp_path / "evidence").receive("audit.pdf", files.pdf(), limit=1)
    return evidence.attach_file(
        board.engine, action_id=action, **FILE, file_hash=kept.hash, file_size=kept.size, **board.signed("police-lead")
    )


def evidence_of(board, action):  # noqa: F811
    return current(board.engine, sight=WHOLE).files[action].evidence


def fill(page, action, name, content):
    field(page, "text_area", "What has changed").set_value("Audited.").run()
    page.button_group(key=f"report:{action}#0:kind").set_value(EvidenceKind.FILE).run()
    if name:
        page.file_uploader[0].upload(name, content, "application/octet-stream").run()
    field(page, "text_input", "What is it").set_value("Audit of 20 files")
    field(page, "selectbox", "What does it show").set_value(Rung.AUDIT)
    field(page, "date_input", "What date is it about").set_value(date(2026, 1, 5))
    field(page, "checkbox", "Restricted").check()
    press(page, "Send this update")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("audit.pdf", b"MZ\x90", "it is a program"),
        ("audit.txt", b"#!/bin/sh", "it is a program"),
        ("audit.pdf", files.png(), "it is called .pdf, but is a picture (PNG)"),
        ("audit.docx", files.compound({"EncryptedPackage": b"x"}), "send it without a password"),
        ("audit.txt", b"<script>alert(1)</script>", "it is a web page or holds one"),
        ("audit.txt", b"", "it is empty"),
        (None, b"", "You chose to send a file, but none is chosen. Choose one, or choose another kind of evidence."),
    ],
)
def test_a_file_that_is_refused_says_why_and_every_answer_stays(open_page, board, action, name, content, why, tmp_path):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    fill(page, action, name, content)
    assert why in page.error[0].value.replace("\\", "")
    assert evidence_of(board, action) == ()
    assert not (tmp_path / "evidence").exists()
    assert field(page, "text_area", "What has changed").value == "Audited."
    assert field(page, "text_input", "What is it").value == "Audit of 20 files"
    assert field(page, "selectbox", "What does it show").value == Rung.AUDIT
    assert field(page, "date_input", "What date is it about").value == date(2026, 1, 5)
    assert field(page, "checkbox", "Restricted").value is True


def test_a_sound_file_is_kept_under_its_hash_with_its_clean_name(open_page, board, action, tmp_path):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    fill(page, action, "the audit.PDF", files.pdf())
    assert not page.error
    (one,) = evidence_of(board, action)
    assert (one.file_name, one.restricted, one.file_size) == ("the audit.PDF", True, len(files.pdf()))
    assert Vault(tmp_path / "evidence").get(one.file_hash) == files.pdf()


def test_the_form_says_which_kinds_are_taken_and_what_restricted_means_before_anything_is_sent(open_page, action):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    page.button_group(key=f"report:{action}#0:kind").set_value(EvidenceKind.FILE).run()
    assert "One file, of at most 25 MB" in page.file_uploader[0].label
    assert "PDF, Word, Excel, PowerPoint, OpenDocument, plain text, e-mails and pictures" in seen(page)
    label = field(page, "checkbox", "Restricted").label
    assert "Only your agency, those who verify and the business manager can open it" in label


# ---- afterwards


def change(page, one, way):
    field(page, "selectbox", "Change a piece of evidence").set_value(one.id).run()
    options = field(page, "radio", "What do you want to do")
    return options.set_value(way).run()


def test_a_newer_version_is_sent_and_both_are_listed(open_page, board, action, sent):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    change(page, sent, "replace")
    page.button_group(key=f"evidence:replace:{sent.id}#0:kind").set_value(EvidenceKind.STATEMENT).run()
    assert field(page, "text_input", "What is it").value == "Audit of 20 files"
    field(page, "text_area", "The statement").set_value("Thirty files now.")
    field(page, "text_input", "Why is there a newer version").set_value("Ten more were read.")
    press(page, "Send this version")
    assert "**Sent.** Audit of 20 files is the version that counts now." in page.success[0].value
    old, new = evidence_of(board, action)
    assert (new.replaces_id, new.statement, new.rung) == (old.id, "Thirty files now.", Rung.AUDIT)
    words = seen(open_page("my_agency", "police-lead", action=action))
    assert f"version 2 of 2; earlier: [Audit of 20 files](/evidence/{old.id}), sent" in words


def test_a_newer_version_without_anything_in_it_is_refused(open_page, board, action, sent):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    change(page, sent, "replace")
    press(page, "Send this version")
    assert "What do you send is empty" in page.error[0].value
    assert len(evidence_of(board, action)) == 1


@pytest.mark.parametrize("person", ["police-lead", "manager"])
def test_a_restriction_and_its_lifting_need_their_reasons(open_page, board, action, sent, person):  # noqa: F811
    for way, button, restricted in (
        ("Restrict", "Restrict this evidence", True),
        ("Lift", "Lift the restriction", False),
    ):
        page = open_page("my_agency", person, agency="police", action=action)
        change(page, sent, "restrict")
        press(page, button)
        assert "**Not changed.** Why is empty" in page.error[0].value, way
        field(page, "text_input", "Why?").set_value(f"{way} it.")
        press(page, button)
        assert "**Changed.**" in page.success[0].value
        assert evidence_of(board, action)[0].restricted is restricted
    told = {e.reason for e in history.entries(board.engine, sight=WHOLE, verb="restrict_evidence")}
    assert told == {"Restrict it.", "Lift it."}


def test_a_rung_is_corrected_until_the_claim_is_verified(open_page, board, action, sent):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    change(page, sent, "correct")
    next(f for f in page.selectbox if f.label == "**What does it show?**").set_value(Rung.DIP_SAMPLE)
    field(page, "text_input", "Why was it wrong").set_value("Twenty files are a dip sample.")
    press(page, "Correct this evidence")
    assert evidence_of(board, action)[0].rung == Rung.DIP_SAMPLE
    board.to(action, Status.ASSURED)
    page = open_page("my_agency", "police-lead", action=action)
    field(page, "selectbox", "Change a piece of evidence").set_value(sent.id).run()
    assert "Correct its rung or its date" not in field(page, "radio", "What do you want to do").options
    assert "Its rung and its date cannot be corrected: the claim was verified with it on" in seen(page)


def test_a_withdrawal_shows_its_reason_and_gives_no_file(open_page, board, action, sent):  # noqa: F811
    page = open_page("my_agency", "police-lead", action=action)
    change(page, sent, "withdraw")
    field(page, "text_input", "Why?").set_value("It named a child.")
    press(page, "Withdraw this evidence")
    assert "**Withdrawn.**" in page.success[0].value
    words = seen(open_page("my_agency", "police-lead", action=action))
    assert "by Police lead: It named a child." in words
    assert f"/evidence/{sent.id}" not in words
    assert f"fingerprint {sent.file_hash[:12]}" in words
    told = seen(open_page("history", "manager"))
    assert "Evidence withdrawn" in told and "It named a child." in told


@pytest.mark.parametrize("person", ["reader", "chair", "scrutineer"])
def test_others_find_no_form_to_change_evidence(open_page, board, action, sent, person):  # noqa: F811
    page = open_page("my_agency", person, desk="owed", agency="police", action=action)
    assert not [f for f in page.selectbox if f.label.startswith("**Change a piece")]
    assert "Audit of 20 files" in seen(page)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("report.pdf", b"MZ\x90\0 a program", "report.pdf"),
        ("report.docx", files.zipped({"a.txt": "no document"}), "report.docx"),
        ("report.pdf", b"", "is empty"),
    ],
)
def test_a_document_of_a_review_that_is_not_what_it_is_called_is_not_kept(board, open_page, name, content, words):  # noqa: F811
    page = open_page("reviews", "manager", tab="reviews", review="SOTON-K", do="document")
    page.file_uploader[0].upload(name, content, "application/pdf")
    press(page, "Keep this document")
    assert words in seen(page) and "Not kept" in seen(page)
    assert current(board.engine, sight=WHOLE).reviews["SOTON-K"].document_hash is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", files.pdf()), ("report.docx", files.office()), ("report.odt", files.opendocument()),
        ("report.txt", b"What we found."), ("report.rtf", b"{\\rtf1 What we found.}"),
    ],
)  # fmt: skip
def test_a_document_of_a_review_is_kept_in_any_of_five_kinds(board, open_page, name, content):  # noqa: F811
    page = open_page("reviews", "manager", tab="reviews", review="SOTON-K", do="document")
    page.file_uploader[0].upload(name, content, "application/octet-stream")
    press(page, "Keep this document")
    assert "Kept." in seen(page), seen(page)
    assert current(board.engine, sight=WHOLE).reviews["SOTON-K"].document_hash is not None


def test_of_restricted_evidence_others_see_every_version_and_who_took_it_out(open_page, board, action, sent):  # noqa: F811
    evidence.restrict(
        board.engine, evidence_id=sent.id, restricted=True, reason="It names staff.", **board.signed("police-lead")
    )
    newer = evidence.replace(
        board.engine, evidence_id=sent.id, kind=EvidenceKind.FILE, reason="Ten more.", title="Audit of 30",
        rung=Rung.AUDIT,
        about=date(2026, 1, 4), file_name="thirty.pdf", file_hash="b" * 64, file_size=5_000,
        **board.signed("police-lead"),
    )  # fmt: skip
    for _ in range(3):
        downloads.note(board.engine, entity="evidence", id_=newer.id, **board.signed("scrutineer"))
    words = seen(open_page("my_agency", "reader", agency="police", action=action))
    assert "Restricted evidence" in words and "restricted to its agency and to those who verify" in words
    assert f"5 kB, fingerprint {'b' * 12}…" in words and f"fingerprint {sent.file_hash[:12]}…" in words
    assert "sent by Police lead" in words
    assert "taken out 3 times, last on" in words and "by Scrutineer" in words
    for hidden in ("Audit of", "thirty.pdf", "audit.pdf", f"/evidence/{newer.id}"):
        assert hidden not in words
