"""Handing messages to the mail server, one at a time; every failure is a sentence, and no password is in any."""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from tracker.rules.errors import TrackerError, shown
from tracker.rules.sending import NotKnownError, NotTakenError
from tracker.settings import MailServer

TIMEOUT = 30.0
WHYS = {
    421: "the mail server is closing: try again later",
    450: "the mailbox is busy: try again later",
    451: "the mail server could not do it now: try again later",
    452: "the mail server has no room now: try again later",
    535: "the mail server does not accept the user name and password",
    530: "the mail server wants a user name and password",
    550: "the mail server does not know the address, or may not write to it",
    551: "the mail server does not know the address",
    552: "the mailbox is full, or the message is too large",
    553: "the mail server does not accept the address",
    554: "the mail server refused the message",
}


class MailServerError(TrackerError):
    """The mail server cannot be reached or spoken to. Nothing was handed over."""

    def __init__(self, server: MailServer, why: str) -> None:
        super().__init__(f"The mail server {shown(server.host)} on port {server.port} {why.rstrip('.')}.")


class Post:
    """A conversation with the mail server: `with Post(server) as post: post.hand_over(message)`."""

    def __init__(self, server: MailServer, *, timeout: float = TIMEOUT) -> None:
        self._server = server
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "Post":
        """Connect and sign in. Raises MailServerError."""
        self._open()
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._close()

    def hand_over(self, message: EmailMessage) -> Mapping[str, str]:
        """Hand a message over to those in its To. Gives the addresses that were not taken, with why.

        Raises NotTakenError where it has certainly not left, and NotKnownError where the server was lost in the middle.
        """
        smtp = self._alive()
        to = [address.addr_spec for address in message["To"].addresses]
        sender = message["From"].addresses[0].addr_spec
        content = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
        try:
            _said_yes(smtp.mail(sender, [f"size={len(content)}"] if smtp.has_extn("size") else []))
            refused = {address: why for address in to if (why := _why(smtp.rcpt(address)))}
            if len(refused) == len(to):
                smtp.rset()
                raise NotTakenError("; ".join(sorted(set(refused.values()))))
        except (OSError, smtplib.SMTPException) as error:
            raise NotTakenError(self._lost(error)) from error
        try:
            answer = smtp.data(content)
        except smtplib.SMTPDataError as error:
            self._reset()
            raise NotTakenError(_in_words(error.smtp_code)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotKnownError(self._lost(error)) from error
        _said_yes(answer)
        return refused

    def _alive(self) -> smtplib.SMTP:
        """The conversation; taken up again where the server ended it between two messages."""
        try:
            if self._smtp is not None and self._smtp.noop()[0] == 250:
                return self._smtp
        except (OSError, smtplib.SMTPException):
            pass
        self._close()
        try:
            return self._open()
        except MailServerError as error:
            raise NotTakenError(str(error)) from error

    def _open(self) -> smtplib.SMTP:
        server = self._server
        secure: Any = {"context": ssl.create_default_context()}
        try:
            smtp: smtplib.SMTP
            if server.tls == "at_once":
                smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, **secure)
            else:
                smtp = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
            self._smtp = smtp
            smtp.ehlo_or_helo_if_needed()
            if server.tls == "starttls":
                smtp.starttls(**secure)
                smtp.ehlo_or_helo_if_needed()
            if server.user is not None and server.password is not None:
                smtp.login(server.user, server.password)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._close()
            raise MailServerError(server, _why_not_open(error, server)) from error
        return smtp

    def _lost(self, error: Exception) -> str:
        self._close()
        return "it does not answer" if isinstance(error, TimeoutError) else "the conversation with it broke off"

    def _reset(self) -> None:
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self._close()

    def _close(self) -> None:
        if self._smtp is None:
            return
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()
        self._smtp = None


def _said_yes(answer: tuple[int, bytes]) -> None:
    if why := _why(answer):
        raise NotTakenError(why)


def _why(answer: tuple[int, bytes]) -> str | None:
    """Why the server said no; None where it said yes. Its own words are left out: they may hold an address."""
    return None if answer[0] in (250, 251) else _in_words(answer[0])


def _in_words(code: int) -> str:
    return f"{WHYS.get(code, 'the mail server said no')} ({code})"


def _why_not_open(error: Exception, server: MailServer) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"does not accept the user name and password ({error.smtp_code}): look at TRACKER_SMTP_URL"
        case smtplib.SMTPNotSupportedError() if server.tls == "starttls":
            return "offers no encryption, so nothing was sent over it: ask whoever runs it for the right address"
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that cannot be trusted ({shown(error.verify_message)})"
        case ssl.SSLError():
            return "does not speak as its address says: smtps:// is usually port 465, smtp:// port 587"
        case UnicodeError():
            return "takes a user name and password of plain letters, figures and marks only: ask for another password"
        case TimeoutError() | smtplib.SMTPServerDisconnected():
            return "does not answer: look at the address, and whether this machine may reach it"
        case smtplib.SMTPException():
            return "was reached, but does not speak as a mail server should"
        case OSError():
            return f"cannot be reached ({shown(error.strerror or error)})"
    return "cannot be spoken to: look at TRACKER_SMTP_URL"
