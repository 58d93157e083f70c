"""A mail server of our own, in this process: it speaks SMTP with whoever comes, and keeps what it is given."""

import socket
import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "board", "p/ss@word"


class Mailbox:
    """What came in, and whom it does not know. `dies` ends the conversation in the middle of that many-th message."""

    def __init__(self):
        self.messages = []
        self.envelopes = []
        self.unknown = set()
        self.refuses_data = False
        self.dies = 0
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.unknown:
            return f"550 5.1.1 <{address}> no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.refuses_data:
            return "554 5.7.1 no"
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
        if self.dies == len(self.messages):
            server.transport.abort()
        return "250 taken"


def authenticated(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


def certificate(folder):
    """A throw-away certificate for this machine, as its own authority: (certificate file, key file)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1)).not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(private)
    return files


@contextmanager
def mail_server(files=None, *, at_once=False, login=False):
    """A running server: without `files`, without encryption."""
    box = Mailbox()
    context = None
    if files:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*files)
    options = {"authenticator": authenticated, "auth_required": True, "auth_require_tls": not at_once} if login else {}
    if context and not at_once:
        options |= {"tls_context": context, "require_starttls": True}
    controller = Controller(
        box, hostname="127.0.0.1", port=0, ssl_context=context if at_once else None, ready_timeout=20, **options
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # aiosmtpd knocks at itself, so it must know its port
        controller.port = free.getsockname()[1]
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()
