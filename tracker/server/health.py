"""Is the tracker well? For a supervisor or a monitor; it says nothing of what the register holds."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tracker.rules.errors import TrackerError
from tracker.server.place import place
from tracker.store.upgrade import newest, revision_of


def healthz(_request: Request) -> Response:
    """200 with the store's revision where it can be read and is this version's, else 503 with a sentence."""
    try:
        revision = revision_of(place().engine)
    except TrackerError:
        return JSONResponse({"ok": False, "why": "the store cannot be read"}, status_code=503)
    if revision != newest():
        why = "the store is of another version"
        return JSONResponse({"ok": False, "revision": revision, "why": why}, status_code=503)
    return JSONResponse({"ok": True, "revision": revision})
