"""What app.py hands to Streamlit: our routes, the guard in front of everything, and what happens at the start."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from tracker import __version__, journal, settings
from tracker.server import behind, directory, papers
from tracker.server import metrics as figures
from tracker.server.accessibility import accessibility
from tracker.server.account import account, change_password, end_session
from tracker.server.api import app as api
from tracker.server.calendars import calendar_file, change_calendar
from tracker.server.chasing import chases_zip
from tracker.server.downloads import document, evidence, register_workbook
from tracker.server.front import at_the_front
from tracker.server.guard import Guard
from tracker.server.health import healthz, livez
from tracker.server.join import join, set_password
from tracker.server.metrics import metrics
from tracker.server.owed import open_page, owed
from tracker.server.packed import Packed
from tracker.server.preparing import prepare
from tracker.server.publishing import published_workbook, register_workbook_all_the_same
from tracker.server.sending import agencies_zip, agencies_zip_all_the_same
from tracker.server.sign_in import ask_to_leave, enter, sign_in, sign_out
from tracker.server.tuning import keep_a_log, tune
from tracker.server.waiting import told_first
from tracker.server.watched import Watched
from tracker.server.who import choose, who

routes: Sequence[BaseRoute] = (
    Route("/healthz", healthz, methods=["GET"]),
    Route("/livez", livez, methods=["GET"]),
    Route("/metrics", metrics, methods=["GET"]),
    Route("/accessibility", accessibility, methods=["GET"]),
    Route("/overview", at_the_front, methods=["GET"]),
    Route("/who", who, methods=["GET"]),
    Route("/who", choose, methods=["POST"]),
    Route("/sign-in", sign_in, methods=["GET"]),
    Route("/sign-in", enter, methods=["POST"]),
    *directory.routes,
    Route("/sign-out", ask_to_leave, methods=["GET"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/join/{secret:str}", join, methods=["GET"]),
    Route("/join/{secret:str}", set_password, methods=["POST"]),
    Route("/owed/{secret:str}", owed, methods=["GET"]),
    Route("/owed/{secret:str}", open_page, methods=["POST"]),
    Route("/calendar", change_calendar, methods=["POST"]),
    Route("/calendar/{secret:str}", calendar_file, methods=["GET"]),
    Route("/account", account, methods=["GET"]),
    Route("/account/password", change_password, methods=["POST"]),
    Route("/account/sessions", end_session, methods=["POST"]),
    Route("/export/register.xlsx", told_first(register_workbook), methods=["GET"]),
    Route("/export/register.xlsx", register_workbook_all_the_same, methods=["POST"]),
    Route("/export/published.xlsx", told_first(published_workbook), methods=["GET"]),
    Route("/export/agencies.zip", told_first(agencies_zip), methods=["GET"]),
    Route("/export/agencies.zip", agencies_zip_all_the_same, methods=["POST"]),
    *papers.routes,
    Route("/export/chases.zip", told_first(chases_zip), methods=["GET"]),
    Route("/evidence/{id:path}", evidence, methods=["GET"]),
    Route("/document/{id:path}", document, methods=["GET"]),
    Mount("/api", api.app),
)

middleware: Sequence[Middleware] = (Middleware(Watched, routes=routes), Middleware(Guard), Middleware(Packed))


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Make sure there is a register, whichever way the server was started, and make it quick."""
    ours = settings.load()
    await to_thread.run_sync(prepare, ours)
    tune()
    keep_a_log(ours)
    if ours.metrics:
        figures.begin()
    stop_behind = behind.start(ours)
    journal.say("started", journal.INFO, version=__version__)
    yield
    stop_behind()
    journal.say("stopped", journal.INFO)
