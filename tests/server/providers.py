"""A council's own sign-in on this machine: a real one, and one of ours that can be told to lie."""

import base64
import hashlib
import hmac
import json
import secrets
import socket
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from tests.server.serving import serving

CLIENT, SECRET = "tracker", "a-secret-of-the-tracker"


@contextmanager
def real_provider():
    """The provider of the package oidc-provider-mock, served until the block ends. Gives its address."""
    with warnings.catch_warnings():
        import authlib.deprecate  # it lets its own warnings through, so it comes first

        warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)
        from oidc_provider_mock import run_server_in_thread

        with run_server_in_thread(require_nonce=True) as server:
            yield f"http://localhost:{server.server_port}"


@dataclass
class Lying:
    """A provider that does all as it should, until a test changes something."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    subject: str = "sub-1"
    claims: dict = field(default_factory=dict)
    """Put into, or (None) taken out of, what it says about somebody."""
    describes: dict = field(default_factory=dict)
    """The same, of its description."""
    sign: object = None
    """Makes the id token out of its claims; by default it is signed as it should be."""
    forgets_codes: bool = True
    status: int = 200
    """Of the answer to a code."""
    slow: float = 0
    answer: object = None
    """The whole answer to a code, in place of its own."""
    codes: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    """What came with each code: the form, and whether the secret was right."""

    def description(self, request):
        if self.slow:
            time.sleep(self.slow)
        told = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        } | self.describes
        return JSONResponse({name: value for name, value in told.items() if value is not None})

    def keys(self, request):
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def authorize(self, request):
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request):
        form = {name: values[-1] for name, values in parse_qs((await request.body()).decode()).items()}
        given = base64.b64decode(request.headers.get("authorization", "Basic ")[6:]).decode()
        self.asked.append((form, given == f"{CLIENT}:{SECRET}"))
        if self.status != 200:
            return JSONResponse({"error": "server_error"}, status_code=self.status)
        if self.answer is not None:
            return JSONResponse(self.answer)
        begun = self.codes.pop(form["code"], None) if self.forgets_codes else self.codes.get(form["code"])
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if begun is None or challenge.rstrip(b"=").decode() != begun["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        told = {
            "iss": self.address, "aud": CLIENT, "sub": self.subject, "exp": now + 300, "iat": now,
            "nonce": begun["nonce"], "name": "Asha Council",
        } | self.claims  # fmt: skip
        told = {name: value for name, value in told.items() if value is not None}
        sign = self.sign or self.signed
        return JSONResponse({"access_token": "at", "token_type": "Bearer", "expires_in": 300, "id_token": sign(told)})

    def signed(self, claims, key=None, alg="RS256", kid="one"):
        return jwt.encode({"alg": alg, "kid": kid}, claims, key or self.key, algorithms=[alg])

    def unsigned(self, claims):
        return f"{_part({'alg': 'none'})}.{_part(claims)}."

    def signed_with_the_public_key(self, claims):
        """As if what everybody may know were a secret between two."""
        told = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
        mark = hmac.digest(self.key.as_pem(private=False), told.encode(), "sha256")
        return f"{told}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def _part(what):
    return base64.urlsafe_b64encode(json.dumps(what).encode()).rstrip(b"=").decode()


@contextmanager
def lying_provider():
    """Serve a provider that can be told to lie, until the block ends."""
    one = Lying()
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", one.description),
            Route("/keys", one.keys),
            Route("/authorize", one.authorize),
            Route("/token", one.token, methods=["POST"]),
        ]
    )
    with serving(app) as running:
        one.address = f"http://127.0.0.1:{running.port}"
        yield one


def no_provider():
    """An address of this machine at which nobody answers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}"
