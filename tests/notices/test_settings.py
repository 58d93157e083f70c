"""How e-mail is set: understood, or complained of in words that never repeat a password."""

import pytest

from tracker.settings import MailServer, Sender, load

FROM = {"TRACKER_MAIL_FROM": "The Board <board@example.gov.uk>"}


def loaded(url=None, **more):
    return load(environment={"TRACKER_HOME": "/tmp/nowhere", **({"TRACKER_SMTP_URL": url} if url else {}), **more})


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtp://board%40x:p%2Fs%40@mail.example.uk",
            MailServer("mail.example.uk", 587, "starttls", "board@x", "p/s@"),
        ),
        ("smtps://b:s@mail.example.uk", MailServer("mail.example.uk", 465, "at_once", "b", "s")),
        ("smtp://mail.example.uk:2525", MailServer("mail.example.uk", 2525, "starttls")),
        ("smtp://relay.example.uk?tls=off", MailServer("relay.example.uk", 25, "off")),
        ("smtp://localhost:8025", MailServer("localhost", 8025, "off")),
        ("smtp://b:s@localhost", MailServer("localhost", 587, "starttls", "b", "s")),
    ],
)
def test_a_mail_server_is_understood(url, server):
    found = loaded(url, **FROM)
    assert (found.mail_server, found.complaints) == (server, ())
    assert server.password is None or f"'{server.password}'" not in repr(found)


@pytest.mark.parametrize(
    "url",
    ["mail.example.uk", "http://b:s3cret@x", "smtp://b:s3cret@x/inbox", "smtp://b:s3cret@x:port", "smtp://b@x",
     "smtp://b:s3cret@", "smtp://b:s3cret@x?tls=no", "smtp://b:s3cret@x?", "smtp://b:%ff@x", "smtp://b:s3cret@x:0"],
)  # fmt: skip
def test_what_is_no_mail_server_is_complained_of_without_its_password(url):
    found = loaded(url, **FROM)
    if url.endswith("?"):  # an empty question is none
        assert found.complaints == ()
        return
    assert found.mail_server is None
    (complaint,) = found.complaints
    assert complaint.startswith("TRACKER_SMTP_URL is not the address of a mail server")
    assert "s3cret" not in complaint


def test_a_password_is_never_sent_in_the_clear():
    (complaint,) = loaded("smtp://b:s3cret@relay.example.uk?tls=off", **FROM).complaints
    assert "is for a server that asks for no password" in complaint


def test_a_server_needs_a_sender():
    assert loaded("smtp://localhost").complaints == (
        "TRACKER_SMTP_URL says how e-mail is sent, but not whom it is from: set TRACKER_MAIL_FROM too.",
    )
    assert loaded().complaints == ()


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("The Board <board@example.gov.uk>", Sender("The Board", "board@example.gov.uk")),
        ("board@example.gov.uk", Sender("board@example.gov.uk", "board@example.gov.uk")),
        ("The Board", None),
        ("Board <board@local>", None),
        ("Board <a@b.org>\nBcc: x@y.org", None),
    ],
)
def test_a_sender_is_somebody_with_an_address(text, sender):
    found = loaded(TRACKER_MAIL_FROM=text)
    assert found.mail_from == sender
    assert len(found.complaints) == (sender is None)
