"""The server itself, in this process, until it is told to stop."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tracker.cli.frame import RefusedError, tell
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.settings import Settings

if TYPE_CHECKING:
    from uvicorn import Server

STOPPING_SECONDS = 2


def run(host: str, port: int, proxy: str | None, opened: Callable[[], None]) -> None:
    """Run the server in this process until it is told to stop. Only `proxy` is believed about who asks through it."""
    import runpy

    import uvicorn

    from tracker.street import street

    app_: Any = runpy.run_path(str(street() / "app.py"), run_name="tracker_street")["app"]
    server = uvicorn.Server(
        uvicorn.Config(
            app_,
            host=host,
            port=port,
            log_config=None,  # its lines go where ours go
            access_log=False,
            server_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy or "",
            ws="websockets-sansio",
            ws_ping_interval=30,
            ws_ping_timeout=30,
            timeout_graceful_shutdown=STOPPING_SECONDS,
        )
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped by a supervisor is stopped as by Ctrl-C
    threading.Thread(target=_when_started, args=(server, opened), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise RefusedError(f"The server could not start on {host}, port {port}.")


def _when_started(server: "Server", opened: Callable[[], None]) -> None:
    while not server.started:
        if server.should_exit:
            return
        time.sleep(0.05)
    opened()


def opened(address: str, settings: Settings, *, browser: bool) -> None:
    """Say where the dashboard is, and open a browser at it where there is one."""
    if settings.demo:
        tell(f"{ILLUSTRATIVE}.")
        tell("The board's own register, with nothing invented, opens with: tracker serve")
    tell(f"The dashboard is open at {address} (Ctrl-C stops it).")
    sys.stdout.flush()
    if browser and _has_display():
        import webbrowser

        webbrowser.open(address)


def _has_display() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
