"""Handing a message to a mail server: a real conversation, with encryption, with a login, refused and cut short."""

import socket
from email.message import EmailMessage

import pytest

from tests.notices.mailbox import PASSWORD, USER, certificate, mail_server
from tracker.notices.post import MailServerError, Post
from tracker.rules.sending import NotKnownError, NotTakenError
from tracker.settings import MailServer

BEN = "ben@example.org"


def message(*to):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Board <board@example.org>", ", ".join(to), "Action plan"
    made.set_content("Dear Asha – please reply.\n")
    made.add_attachment(b"PK" * 5000, maintype="application", subtype="zip", filename="plan.xlsx")
    return made


def plain(box):
    return MailServer("127.0.0.1", box.port, "off")


@pytest.fixture
def files(tmp_path, monkeypatch):
    found = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(found[0]))
    return found


def test_a_message_arrives_whole_at_all_it_is_addressed_to():
    with mail_server() as box, Post(plain(box)) as post:
        assert post.hand_over(message("asha@example.org", BEN)) == {}
    ((sender, to), got) = box.envelopes[0], box.messages[0]
    assert (sender, to) == ("board@example.org", ("asha@example.org", BEN))
    assert got.get_body().get_content().strip() == "Dear Asha – please reply."
    assert [part.get_filename() for part in got.iter_attachments()] == ["plan.xlsx"]


def test_one_address_that_is_not_known_does_not_keep_it_from_the_others():
    with mail_server() as box, Post(plain(box)) as post:
        box.unknown = {BEN}
        assert post.hand_over(message("asha@example.org", BEN)) == {
            BEN: "the mail server does not know the address, or may not write to it (550)"
        }
        assert box.envelopes == [("board@example.org", ("asha@example.org",))]


def test_a_message_that_nobody_takes_has_not_left_and_the_next_one_goes_on():
    with mail_server() as box, Post(plain(box)) as post:
        box.unknown = {BEN}
        with pytest.raises(NotTakenError, match="does not know the address"):
            post.hand_over(message(BEN))
        box.refuses_data = True
        with pytest.raises(NotTakenError, match=r"refused the message \(554\)"):
            post.hand_over(message("asha@example.org"))
        box.refuses_data = False
        assert post.hand_over(message("asha@example.org")) == {}


def test_a_server_that_is_lost_in_the_middle_leaves_it_unknown_and_is_found_again():
    with mail_server() as box, Post(plain(box)) as post:
        box.dies = 1
        with pytest.raises(NotKnownError, match="It is not known whether the message left"):
            post.hand_over(message(BEN))
        assert post.hand_over(message("asha@example.org")) == {}


@pytest.mark.parametrize(("at_once", "tls"), [(False, "starttls"), (True, "at_once")])
def test_encrypted_with_a_login(files, at_once, tls):
    with mail_server(files, at_once=at_once, login=True) as box:
        server = MailServer("localhost", box.port, tls, USER, PASSWORD)
        assert PASSWORD not in repr(server)
        with Post(server) as post:
            assert post.hand_over(message(BEN)) == {}
        assert len(box.messages) == 1
        wrong = MailServer("localhost", box.port, tls, USER, "not-it-at-all")
        with pytest.raises(MailServerError, match="does not accept the user name and password") as refused, Post(wrong):
            pass
        odd = MailServer("localhost", box.port, tls, USER, "pässword")
        with pytest.raises(MailServerError, match="ask for another password"), Post(odd):
            pass
        assert "not-it-at-all" not in str(refused.value)


def test_a_certificate_of_nobody_is_not_trusted(tmp_path, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with mail_server(certificate(tmp_path)) as box:
        server = MailServer("localhost", box.port, "starttls")
        with pytest.raises(MailServerError, match="shows a certificate that cannot be trusted"), Post(server):
            pass


def test_nothing_goes_unencrypted_where_encryption_was_asked_for():
    with mail_server() as box:
        for tls, words in (("starttls", "offers no encryption"), ("at_once", "does not speak as its address says")):
            with pytest.raises(MailServerError, match=words), Post(MailServer("127.0.0.1", box.port, tls)):
                pass
        assert box.messages == []


def test_a_server_that_is_not_there_or_does_not_answer_is_a_sentence():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with pytest.raises(MailServerError, match="cannot be reached"), Post(MailServer("127.0.0.1", port, "off")):
            pass
        silent.listen()
        slow = Post(MailServer("127.0.0.1", port, "off"), timeout=0.2)
        with pytest.raises(MailServerError, match="does not answer"), slow:
            pass
    with pytest.raises(MailServerError, match="cannot be reached"), Post(MailServer("no.such.invalid", 25, "off")):
        pass
