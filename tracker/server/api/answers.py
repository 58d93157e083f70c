"""What the API answers: pages of rows, one recommendation, the figures, and CSV; each with its ETag.

The same state of the register, the same sight and the same question have the same ETag, whoever asks; it is made of
numbers and of the question, never of anything that somebody wrote.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any

from sqlalchemy import Engine, func, select
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tracker import __version__, clock
from tracker.queries import documents
from tracker.queries.api_tokens import Reader
from tracker.queries.overlapping import rests_on
from tracker.queries.register import trail
from tracker.queries.standing import change_number, is_ready, moment
from tracker.rules.errors import UnknownError
from tracker.rules.permissions import VERBS, why_not
from tracker.rules.sight import Sight
from tracker.server.api import csv_rows
from tracker.server.api.asked import (
    USUAL,
    WrongParametersError,
    looked_up,
    parameters_of,
    understood,
    written,
)
from tracker.server.api.feeds import REVIEW, Feed, Key, Look, action, recommendation
from tracker.server.api.fields import Parameter
from tracker.server.api.gate import may_work
from tracker.server.place import Place
from tracker.server.problem import problem
from tracker.store.engine import reading

Answer = Callable[[], Response]
CACHED = "private, no-cache"
VARY = "Authorization, Accept, Accept-Encoding"
A_PAST_DAY = 20
"""So many requests does a past day count as that nobody looked at: it is folded from the whole trail, and whoever looks
at the register meanwhile may have to wait."""
MEASURED = ("overlaps", "recurrences")
"""What rests on the measure of all texts too, which may be made after the last change."""


class TooMuchError(Exception):
    """A request that takes more work than its token has left this minute; holds the refusal."""

    def __init__(self, refusal: Response) -> None:
        self.refusal = refusal
        super().__init__("too much for this minute")


def status(request: Request, here: Place, reader: Reader) -> Response:
    """The figures of `tracker status --json`."""
    known = (REVIEW, *parameters_of(None))
    look = _look(request, here, reader, known)

    def answer() -> Response:
        asked = looked_up(look.register, look.asked, known)
        review = asked.get("review")
        figures = look.remembered(f"status {review}", lambda: documents.status_figures(look.standing, review))
        return JSONResponse(figures)

    return _unless_known(request, look, answer)


def rows(request: Request, here: Place, reader: Reader, feed: Feed) -> Response:
    """One page of a feed."""
    if refused := _refused(feed, reader):
        return refused
    known = parameters_of(feed)
    look = _look(request, here, reader, known)

    def answer() -> Response:
        asked = looked_up(look.register, look.asked, known) if _names_things(look, known) else look.asked
        mine = Look(look.engine, look.when, look.sight, asked)
        some, total, more = _page(mine, feed, asked.get("limit", USUAL), asked.get("cursor"))
        told: dict[str, Any] = {"as_at": look.when.day.isoformat(), "register_number": look.when.number}
        told["total"] = total
        told["rows"] = [feed.row(mine, one) for one in some]
        told["next"] = written(feed.key(some[-1])) if more else None
        return JSONResponse(told)

    return _unless_known(request, look, answer, feed)


def all_rows(request: Request, here: Place, reader: Reader, feed: Feed) -> Response:
    """Every row of a feed as CSV, written while they are read."""
    if refused := _refused(feed, reader):
        return refused
    known = parameters_of(feed, csv=True)
    look = _look(request, here, reader, known)

    def answer() -> Response:
        asked = looked_up(look.register, look.asked, known) if _names_things(look, known) else look.asked
        mine = Look(look.engine, look.when, look.sight, asked)
        things: Any = feed.back(mine, None) if feed.back else feed.things(mine)
        written_out = csv_rows.lines(
            feed.fields, things, lambda one: feed.row(mine, one), bom=bool(asked.get("bom"))
        )  # fmt: skip
        headers = {"Content-Disposition": f'attachment; filename="{feed.name}.csv"'}
        if request.method == "HEAD":
            return Response(media_type=csv_rows.KIND, headers=headers)
        first = next(written_out)  # what goes wrong at the beginning is still an answer of its own
        return StreamingResponse(_all(first, written_out), media_type=csv_rows.KIND, headers=headers)

    return _unless_known(request, look, answer, feed)


def one(request: Request, here: Place, reader: Reader, id_: str) -> Response:
    """One recommendation with its actions. Raises UnknownError where the reader's register has none of that id."""
    look = _look(request, here, reader, parameters_of(None))

    def answer() -> Response:
        rec = look.register.recommendations.get(id_)
        if rec is None:
            raise UnknownError("recommendation", id_, ())
        told: dict[str, Any] = {"as_at": look.when.day.isoformat(), "register_number": look.when.number}
        told["recommendation"] = recommendation(look, rec)
        told["actions"] = [action(look, file) for file in look.register.files_of_recommendation(id_)]
        return JSONResponse(told)

    return _unless_known(request, look, answer)


def _all(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _look(request: Request, here: Place, reader: Reader, known: tuple[Parameter, ...]) -> Look:
    asked = understood(request.query_params, known)
    when = moment(here.engine, asked.get("as_at"), sight=reader.sight)
    if when.day < clock.today() and not is_ready(when) and (refused := may_work(here, reader, A_PAST_DAY)):
        raise TooMuchError(refused)
    return Look(here.engine, when, reader.sight, asked)


def _names_things(look: Look, known: tuple[Parameter, ...]) -> bool:
    return any(parameter.repeats and parameter.name in look.asked for parameter in known)


def _refused(feed: Feed, reader: Reader) -> Response | None:
    if why := why_not(reader.roles, feed.verb):
        return problem(403, f"This token may not {VERBS[feed.verb].words}: {_of_a_token(why)}.")
    return None


def _of_a_token(why: str) -> str:
    return why.replace("you are", "this token reads as")


def _page(look: Look, feed: Feed, limit: int, after: Key | None) -> tuple[list[Any], int | None, bool]:
    """The rows after a cursor, how many there are in all (unknown where they are too many to count), and whether there
    are more. A cursor names the last row, not a number of rows: what comes in or goes meanwhile moves nothing."""
    if feed.back:
        if after is not None and not (len(after) == 1 and isinstance(after[0], int)):
            raise _no_cursor()
        before = -int(after[0]) if after else None
        some = list(islice(feed.back(look, before), limit + 1))
        return some[:limit], None, len(some) > limit
    things = feed.things(look)
    try:
        start = bisect_right(things, after, key=feed.key) if after is not None else 0
    except TypeError:
        raise _no_cursor() from None
    return list(things[start : start + limit]), len(things), start + limit < len(things)


def _no_cursor() -> WrongParametersError:
    return WrongParametersError([("cursor", "is not the `next` of a page of this feed")])


def _unless_known(request: Request, look: Look, answer: Answer, feed: Feed | None = None) -> Response:
    """The answer, or 304 with nothing in it where whoever asks has it already."""
    tag = f'W/"{_tag(request, look, feed)}"'
    headers = {"ETag": tag, "Cache-Control": CACHED, "Vary": VARY}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    response = answer()
    response.headers.update(headers)
    return response


def _tag(request: Request, look: Look, feed: Feed | None) -> str:
    when = look.when
    latest = when.number if when.day == clock.today() else change_number(look.engine)  # hides on a past day too
    told: list[Any] = [__version__, when.number, latest, when.day.isoformat(), when.redactions]
    told += _rights(look.sight)
    told += [request.url.path, sorted(request.query_params.multi_items())]
    if feed and feed.name in MEASURED:
        told.append(rests_on(look.engine, look.register)[2])
    if feed and feed.back:
        told.append(_last_entry(look.engine))
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:32]


def _rights(sight: Sight) -> list[Any]:
    """What a sight is made of, in the same order in every process."""
    values = (getattr(sight, one.name) for one in fields(sight) if one.compare)
    return [
        sorted(value) if isinstance(value, frozenset)
        else [_rights(one) for one in value] if isinstance(value, tuple)
        else value
        for value in values
    ]  # fmt: skip


def _last_entry(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.max(trail.c.number))) or 0


def _has(asked: str, tag: str) -> bool:
    return any(one.strip() in (tag, tag.removeprefix("W/"), "*") for one in asked.split(","))
