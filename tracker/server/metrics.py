"""Figures for Prometheus at /metrics: what this process answered, drew, saved and refused, and how the store is.

Off unless TRACKER_METRICS says who may ask. What is counted is what the log tells (`tracker.journal`), so there is
nobody in it either. Each process counts its own: where several answer, each is asked on its own port.
"""

import hmac
from functools import cache
from typing import Any

from anyio import CapacityLimiter, to_thread
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tracker import __version__, clock, journal
from tracker import settings as settings_room
from tracker.server.guard import is_from_here
from tracker.server.health import Watch, watch_of
from tracker.settings import Settings
from tracker.store.figures import Figures, figures

QUICK = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds at which the durations are told apart."""
registry = CollectorRegistry()
ProcessCollector(registry=registry)
Info("tracker", "Which version answers.", registry=registry).info({"version": __version__})
requests = Counter("tracker_requests", "Answers given.", ("route", "method", "status"), registry=registry)
took = Histogram("tracker_request_seconds", "How long an answer took.", ("route",), buckets=QUICK, registry=registry)
pages = Counter("tracker_pages", "Pages drawn, and how that ended.", ("page", "outcome"), registry=registry)
drawn = Histogram("tracker_page_seconds", "How long a page took.", ("page",), buckets=QUICK, registry=registry)
saves = Counter("tracker_saves", "What was done and stands on the trail.", ("verb", "door"), registry=registry)
saved = Histogram("tracker_save_seconds", "How long that took.", buckets=QUICK, registry=registry)
refusals = Counter("tracker_refusals", "Who was told no: of which kind.", ("kind",), registry=registry)
broken = Counter("tracker_broken", "What broke; each has a reference in the log.", registry=registry)
sockets = Counter("tracker_sockets_closed", "Browsers' lines to their pages that were closed.", registry=registry)
ready = Gauge("tracker_ready", "1 where people can work, as /healthz says.", registry=registry)
in_now = Gauge("tracker_sessions", "People's sessions that are alive, over all processes.", registry=registry)
size = Gauge("tracker_store_bytes", "How large the store is.", registry=registry)
trail = Gauge("tracker_trail_number", "The number of the last entry of the trail.", registry=registry)
backed_up = Gauge(
    "tracker_last_backup_timestamp_seconds", "When a backup was last taken; 0 if never.", registry=registry
)
REFUSING = ("not_allowed", "wrong_password", "too_many_tries", "wrong_secret", "council_said_no")


def begin() -> None:
    """Count from now on."""
    journal.listen(count)


def count(event: str, facts: dict[str, Any]) -> None:
    """Count one event of the log."""
    seconds = facts.get("ms", 0) / 1000
    if event == "request":
        requests.labels(facts["route"], facts["method"], facts.get("status", 0)).inc()
        took.labels(facts["route"]).observe(seconds)
    elif event == "page":
        page = facts.get("page", "none")
        pages.labels(page, facts["outcome"]).inc()
        drawn.labels(page).observe(seconds)
    elif event == "saved":
        saves.labels(facts["verb"], facts["door"]).inc()
        saved.observe(seconds)
    elif event == "refused":
        refusals.labels(facts.get("error", "other")).inc()
    elif event in REFUSING:
        refusals.labels(event).inc()
    elif event == "broke":
        broken.inc()
    elif event == "socket":
        sockets.inc()


async def metrics(request: Request) -> Response:
    """The figures, for whoever may ask; 404 where nobody may, 401 without the token."""
    ours = settings_room.load()
    if refused := _refused(request, ours):
        return refused
    body = await to_thread.run_sync(_told, ours, limiter=CapacityLimiter(1))
    return Response(body, media_type=None, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _refused(request: Request, ours: Settings) -> Response | None:
    if ours.metrics is None:
        return PlainTextResponse("No figures are given here: set TRACKER_METRICS.\n", status_code=404)
    if ours.metrics == "local":
        if is_from_here(request.scope, request.headers):
            return None
        return PlainTextResponse("These figures are for this machine only.\n", status_code=403)
    given = request.headers.get("authorization", "").encode("utf-8", "replace")
    if hmac.compare_digest(given, f"Bearer {ours.metrics}".encode()):
        return None
    return PlainTextResponse(
        "These figures are for whoever has the token.\n", status_code=401, headers={"WWW-Authenticate": "Bearer"}
    )


def _told(ours: Settings) -> bytes:
    found = watch_of(ours).look()
    ready.set(1 if found and found.ready else 0)
    numbers = _figures_of(ours).look() if found and found.ready else None
    if numbers:
        in_now.set(numbers.sessions)
        size.set(numbers.size)
        trail.set(numbers.trail)
        backed_up.set(numbers.backed_up.timestamp() if numbers.backed_up else 0)
    return generate_latest(registry)


@cache
def _figures_of(ours: Settings) -> Watch[Figures | None]:
    return Watch(lambda: figures(ours, at=clock.now()))
