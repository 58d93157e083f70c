"""What makes a click quick: no waiting for small packets, nothing imported late, nothing old to collect again."""

import asyncio.base_events
import gc
import importlib
import logging
import socket
import time

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


def quiet() -> None:
    """Let the console hear of what goes wrong only. Streamlit has turned every request into a line by now."""
    for name in ("uvicorn", "uvicorn.access", "uvicorn.asgi", "uvicorn.error", "websockets"):
        logging.getLogger(name).setLevel(logging.WARNING)


def keep_a_log() -> None:
    """Let the console hear what the tracker itself says, with the time in UTC: what broke, what was refused to whom.
    The trail says what was done; this says what was not."""
    ours = logging.getLogger("tracker")
    if not ours.handlers:
        lines = logging.Formatter("%(asctime)s.%(msecs)03dZ %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        lines.converter = time.gmtime
        handler = logging.StreamHandler()
        handler.setFormatter(lines)
        ours.addHandler(handler)
        ours.setLevel(logging.INFO)


def _send_at_once(sock: socket.socket) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
