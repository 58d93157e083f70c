"""The conversation with the council's own sign-in, through Authlib: away with a state, a nonce and a challenge, back
with a code. Nothing that is said in it is logged but the kind of what went wrong.
"""

import logging
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from joserfc.errors import JoseError, MissingClaimError
from starlette.requests import Request

from tracker import clock, journal
from tracker.access.directory import Directory, is_safe_address
from tracker.rules.errors import TrackerError

with warnings.catch_warnings():
    import authlib.deprecate  # type: ignore[import-untyped]  # ships none; it lets its own warnings through, so: first

    warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)  # it would rather have httpx2
    from authlib.integrations.starlette_client import OAuth, OAuthError  # type: ignore[import-untyped]  # ships none
    from authlib.integrations.starlette_client.apps import (  # type: ignore[import-untyped]  # ships none
        StarletteOAuth2App,
    )

try:
    from httpx2 import HTTPError, InvalidURL  # type: ignore[import-not-found,unused-ignore]  # what Authlib takes first
except ImportError:
    from httpx import HTTPError, InvalidURL

for _chatty in ("authlib", "httpx", "httpx2", "httpcore"):  # asked for everything, they would write down secrets too
    logging.getLogger(_chatty).setLevel(logging.WARNING)

CODES = frozenset(
    {
        *("access_denied", "account_selection_required", "consent_required", "interaction_required", "invalid_client"),
        *("invalid_grant", "invalid_request", "invalid_request_object", "invalid_scope", "login_required"),
        *("server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_grant_type"),
        "unsupported_response_type",
    }
)
"""What a sign-in may answer instead of a person (RFC 6749, OpenID Connect Core 1.0)."""
CLAIMS = frozenset({"iss", "aud", "exp", "iat", "nbf", "nonce", "azp", "sub", "at_hash", "c_hash"})
LASTS = timedelta(minutes=10)
"""So long somebody may take at the council's sign-in."""
PATIENCE, LEEWAY = 10.0, 60
"""Seconds: how long its answer is waited for, and how far its clock may be from ours."""
SIGNATURES = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
NO_ANSWER = (HTTPError, InvalidURL)
NONSENSE = (ValueError, KeyError, TypeError, AttributeError, RuntimeError)
"""What reading an answer raises that is not what it should be."""
LONGEST_SUBJECT = 255
BUSY = frozenset({"server_error", "temporarily_unavailable"})


class DirectoryAwayError(TrackerError):
    """The council's sign-in does not answer, or not with anything that can be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The sign-in of {name} does not answer as it should just now, so nobody was signed in. "
            "Try again in a minute; if it stays so, tell the business manager."
        )


class DeniedError(TrackerError):
    """The council's sign-in did not let somebody through, or they turned back."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The sign-in of {name} did not let you through, so you are not signed in here.")


class StaleError(TrackerError):
    """Somebody comes back who did not set out from here, or comes back twice, or too late."""

    def __init__(self) -> None:
        super().__init__("This sign-in was used already, begun in another tab, or begun too long ago: begin it again.")


class UntrueError(TrackerError):
    """What the council's sign-in says of somebody cannot be believed."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"What the sign-in of {name} said about you cannot be relied on: {why}. Nobody was signed in; "
            "tell the business manager."
        )


@dataclass(frozen=True)
class Told:
    """Whom the council's sign-in vouches for, and where they wanted to go. `join` is the one-time link they came by."""

    subject: str
    name: str | None
    roles: tuple[str, ...]
    next: str
    join: str | None


async def away(directory: Directory, request: Request, *, back: str, next_: str, join: str | None) -> str:
    """The address at which somebody signs in there. What they need to come back goes into the request's session.

    Raises DirectoryAwayError or UntrueError.
    """
    client = _client(directory)
    try:
        await _described(directory, client)
        begun = await client.create_authorization_url(back)
        address: str = begun.pop("url")
        await client.save_authorize_data(request, redirect_uri=back, next=next_, join=join, **begun)
    except (*NO_ANSWER, *NONSENSE) as error:
        raise _away(directory, error) from None
    return address


async def returned(directory: Directory, request: Request) -> Told:
    """Who came back, once everything about them was checked: state, challenge, signature, issuer, audience, times,
    nonce. Raises StaleError, DeniedError, DirectoryAwayError or UntrueError, and nobody is signed in."""
    client = _client(directory)
    state = request.query_params.get("state") or ""
    if code := request.query_params.get("error"):
        await client.framework.clear_state_data(request.session, state)
        journal.say("council_said_no", journal.WARNING, code=_word(code))
        raise DirectoryAwayError(directory.name) if code in BUSY else DeniedError(directory.name)
    begun = await client.framework.get_state_data(request.session, state)
    if not begun or not _first_time(state, clock.now()):
        raise StaleError()
    try:
        about = await _described(directory, client)
        named = request.query_params.get("iss")
        if named != directory.issuer and (named or about.get("authorization_response_iss_parameter_supported")):
            raise _untrue(directory, "it came from another sign-in than the one that is set", "issuer_of_the_answer")
        answer = await client.authorize_access_token(request, claims_options=_wanted(directory), leeway=LEEWAY)
        return _told(directory, answer.get("userinfo"), begun)
    except OAuthError as error:
        journal.say("council_gave_nothing", journal.WARNING, code=_word(str(error.error)))
        raise (StaleError() if error.error == "invalid_grant" else DirectoryAwayError(directory.name)) from None
    except JoseError as error:
        raise _disbelieved(directory, error) from None
    except (*NO_ANSWER, *NONSENSE) as error:
        raise _away(directory, error) from None


async def farewell(directory: Directory, *, back: str) -> str | None:
    """Where somebody ends their session at the council too; None where its sign-in has no such place or is away."""
    client = _client(directory)
    try:
        about = await _described(directory, client)
        if not is_safe_address(about.get("end_session_endpoint")):
            return None
        ended = await client.create_logout_url(post_logout_redirect_uri=back, client_id=directory.client_id)
        return str(ended["url"])
    except (TrackerError, *NO_ANSWER, *NONSENSE):
        return None


@lru_cache(maxsize=2)
def _client(directory: Directory) -> StarletteOAuth2App:
    return OAuth().register(
        "directory",
        client_id=directory.client_id,
        client_secret=directory.client_secret,
        server_metadata_url=directory.discovery,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": PATIENCE},
    )


async def _described(directory: Directory, client: StarletteOAuth2App) -> Mapping[str, Any]:
    """What the sign-in says of itself, held to what is set: its own name, and places that secrets may be sent to."""
    about: dict[str, Any] = await client.load_server_metadata()
    if about.get("issuer") != directory.issuer:
        _client.cache_clear()
        raise _untrue(directory, "it goes by another name than the one that is set", "issuer_of_its_description")
    if not all(is_safe_address(about.get(name)) for name in ENDPOINTS):
        _client.cache_clear()
        raise _untrue(directory, "it sends people to a place that is not safe", "addresses_in_its_description")
    offered = about.get("id_token_signing_alg_values_supported") or ["RS256"]
    about["id_token_signing_alg_values_supported"] = [alg for alg in offered if alg in SIGNATURES] or ["RS256"]
    return about


def _wanted(directory: Directory) -> dict[str, dict[str, Any]]:
    return {
        "iss": {"essential": True, "value": directory.issuer},
        "aud": {"essential": True, "value": directory.client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True},
    }


def _told(directory: Directory, claims: Mapping[str, Any] | None, begun: Mapping[str, Any]) -> Told:
    subject = claims.get("sub") if claims else None
    if claims is None or not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise _untrue(directory, "it does not say who you are", "nobody_named")
    if not subject.isascii() or not subject.isprintable():
        raise _untrue(directory, "it does not say who you are", "nobody_named")
    roles = claims.get("roles") or []
    some = [roles] if isinstance(roles, str) else roles if isinstance(roles, list) else []
    both = " ".join(str(claims.get(part) or "") for part in ("given_name", "family_name"))
    names = (claims.get("name"), both)
    return Told(
        subject,
        next((name for name in names if isinstance(name, str) and name.strip()), None),
        tuple(role for role in some if isinstance(role, str)),
        str(begun.get("next") or "/"),
        begun.get("join") or None,
    )


_used: dict[str, datetime] = {}


def _first_time(state: str, now: datetime) -> bool:
    """Whether nobody came back with this state before: a cookie alone could be sent a second time."""
    for old in [known for known, at in _used.items() if now - at > LASTS]:
        del _used[old]
    if state in _used:
        return False
    _used[state] = now
    return True


def _away(directory: Directory, error: Exception) -> DirectoryAwayError:
    journal.say("council_away", journal.WARNING, of=error)
    _client.cache_clear()
    return DirectoryAwayError(directory.name)


def _untrue(directory: Directory, why: str, what: str, error: Exception | None = None) -> UntrueError:
    journal.say("council_not_believed", journal.ERROR, code=what, of=error)
    return UntrueError(directory.name, why)


def _disbelieved(directory: Directory, error: JoseError) -> UntrueError:
    _client.cache_clear()  # its keys may have changed
    claim = str(getattr(error, "claim", "") or "")
    why = {
        "iss": "it came from another sign-in than the one that is set",
        "aud": "it was meant for another program",
        **dict.fromkeys(("exp", "iat", "nbf"), "its clock and ours are too far apart"),
    }.get(claim, "it does not bear its mark")
    if isinstance(error, MissingClaimError):
        why = "it leaves out what it has to say"
    return _untrue(directory, why, f"claim_{claim}" if claim in CLAIMS else "mark_or_claims", error)


def _word(code: str) -> str:
    """A code of theirs as it may stand in a log: one of those that there are. Anything may stand in an address."""
    return code if code in CODES else "another_code"
