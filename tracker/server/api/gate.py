"""The API's own gate: whose token it is, whether it opens anything, and how many requests it has left this minute.

Only the Authorization header is looked at: never a cookie, never the address.
"""

import base64
import binascii
import math
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tracker import clock
from tracker.commands import api_tokens
from tracker.queries.api_tokens import Reader, kept_out, opened_by
from tracker.rules.words import Door
from tracker.server.entering import address_of
from tracker.server.place import Place
from tracker.server.problem import problem
from tracker.store.database import SYSTEM

REALM = "recommendation tracker"
CHALLENGE = f'Bearer realm="{REALM}", Basic realm="{REALM}", charset="UTF-8"'
A_MINUTE = timedelta(minutes=1)
NO_TOKEN = (
    "Send a token in the Authorization header: Authorization: Bearer TOKEN, or as the password of Basic. "
    "The business manager makes one."
)
OPENS_NOTHING = (
    "This token opens nothing: it is not known, is over or was revoked. Ask the business manager for a new one."
)


class Shares:
    """What this process may still answer in this minute, by token: taken from the store ten times a minute at most, so
    that several processes keep one limit together and not every request is a write."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str], tuple[datetime, int]] = {}
        self._lock = Lock()

    def take(self, here: Place, token_id: str, at: datetime, number: int = 1) -> bool:
        """Whether one more request may be answered, that counts as so many."""
        key = (here.engine.url.render_as_string(), token_id)
        window = at.replace(second=0, microsecond=0)
        with self._lock:
            since, left = self._left.get(key, (window, 0))
            left, most = left if since == window else 0, here.settings.api_per_minute
            signed: dict[str, Any] = {"by": SYSTEM, "at": at, "door": Door.LINK}
            while left < number and (more := api_tokens.take(here.engine, token_id=token_id, most=most, **signed)):
                left += more
            self._left[key] = (window, left - number if left >= number else left)
            return left >= number


shares = Shares()


def enter(request: Request, here: Place) -> Reader | Response:
    """Who reads, or why nobody does: 401 without a token or with one that opens nothing, 429 for too many."""
    at = clock.now()
    secret = secret_of(request.headers.get("authorization", ""))
    if secret is None:
        return problem(401, NO_TOKEN, headers={"WWW-Authenticate": CHALLENGE})
    reader = opened_by(here.engine, secret, at=at)
    if reader is None:
        return _nobody(request, here, at)
    if not shares.take(here, reader.token_id, at):
        return _next_minute(here, at)
    if reader.used_on != clock.local_day(at):
        api_tokens.was_used(here.engine, token_id=reader.token_id, by=SYSTEM, at=at, door=Door.LINK)
    return reader


def may_work(here: Place, reader: Reader, number: int) -> Response | None:
    """Count a request as so many more, because it takes so much work; the refusal where they are not left."""
    at = clock.now()
    if shares.take(here, reader.token_id, at, min(number, here.settings.api_per_minute - 1)):
        return None
    return _next_minute(here, at)


def secret_of(header: str) -> str | None:
    """The secret that a request brings: a Bearer's, or the password of Basic (under any name); None for none."""
    scheme, _, told = header.strip().partition(" ")
    told = told.strip()
    if scheme.lower() == "bearer":
        return told or None
    if scheme.lower() != "basic":
        return None
    try:
        name_and_password = base64.b64decode(told, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None
    return name_and_password.partition(":")[2] or None


def _nobody(request: Request, here: Place, at: datetime) -> Response:
    """A token that opens its register is answered whatever others try from the same address; a wrong one is counted."""
    address = address_of(request)
    if again := kept_out(here.engine, address, at=at):
        return _later("Too many wrong tokens were sent from this address.", again, at)
    api_tokens.wrong(here.engine, address=address, by=SYSTEM, at=at, door=Door.LINK)
    return problem(401, OPENS_NOTHING, headers={"WWW-Authenticate": f"{CHALLENGE}"})


def _next_minute(here: Place, at: datetime) -> Response:
    most = here.settings.api_per_minute
    words = f"This token has asked {most:,} times this minute (a past day that nobody looked at counts as twenty)."
    return _later(
        f"{words[:-1]}, and may do so again in the next one.", at.replace(second=0, microsecond=0) + A_MINUTE, at
    )


def _later(words: str, again: datetime, at: datetime) -> Response:
    seconds = max(1, math.ceil((again - at).total_seconds()))
    return problem(429, words, headers={"Retry-After": str(seconds)})
