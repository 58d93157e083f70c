"""What makes a click quick: no waiting for small packets, nothing imported late, nothing old to collect again."""

import asyncio.base_events
import gc
import importlib
import socket

from tracker import journal
from tracker.settings import Settings

HEAVY = ("pandas", "pyarrow", "plotly.graph_objects", "sqlmodel", "tracker.queries.standing")


def tune() -> None:
    """Call once, when the server starts. Works under `streamlit run` as under `tracker serve`.

    Streamlit binds its sockets with protocol 0, for which asyncio leaves Nagle's algorithm on: 40 ms a click. And it
    collects garbage after each run, which is quick only when what is there for good has been frozen.
    """
    asyncio.base_events._set_nodelay = _send_at_once  # type: ignore[attr-defined]
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def keep_a_log(settings: Settings) -> None:
    """Let standard error hear, in the form that the settings say, what the tracker does and what goes wrong in it, and
    nothing in words of its own from Streamlit or the server. The trail says what was done; this says what was not."""
    form = settings.log or "text"
    journal.begin(form=form, level=settings.log_level or ("info" if form == "json" else "warning"))


def _send_at_once(sock: socket.socket) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
