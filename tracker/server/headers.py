"""The headers on every answer: what a page may load, who may frame it, what a browser may keep."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope

from tracker.access.addresses import CALENDAR
from tracker.access.cookie import is_secure
from tracker.server.problem import API
from tracker.settings import Settings

STREAMLITS_OWN = "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"
"""The one script that stands in Streamlit's page itself. A test holds it against the page that is installed."""
POLICY = (
    "default-src 'self'; "
    f"script-src 'self' {STREAMLITS_OWN} blob:; "  # blob: is how Streamlit loads the script of a component
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; "
    "font-src 'self' data:; "
    "connect-src 'self'; "
    "worker-src 'self'; "
    "frame-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
A_YEAR = "max-age=31536000"
KEPT = ("/static/", "/app/static/")
"""What a browser may keep: the program itself and its fonts. Everything else may show something of the register."""
FONTS = "/app/static/fonts/"
FOR_GOOD = f"public, {A_YEAR}, immutable"
"""How long a browser keeps a font without asking again. A font that is changed gets a new name; a test holds that."""


def add_headers(scope: Scope, settings: Settings, message: Message) -> None:
    """Put them on an answer that is about to start; what a route has set itself stays."""
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    says_itself = scope["path"].startswith((CALENDAR, API)) and "ETag" in headers  # that only its reader keeps it
    if scope["path"].startswith(FONTS) and message["status"] == 200:
        headers["Cache-Control"] = FOR_GOOD
    if (not scope["path"].startswith(KEPT) and not says_itself) or message["status"] >= 400:
        headers["Cache-Control"] = "no-store"
    if is_secure(settings, Headers(scope=scope).get("host", "")):
        headers.setdefault("Strict-Transport-Security", A_YEAR)
        _cookies_on_https_only(message)


def _cookies_on_https_only(message: Message) -> None:
    """Streamlit's own cookie does not know that there is a proxy in front which speaks https."""
    message["headers"] = [
        (name, value + b"; Secure" if name.lower() == b"set-cookie" and b"; secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]
