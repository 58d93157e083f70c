"""Whether the server can listen where it is told to; else a sentence that says what to choose."""

import errno
import os
import socket

from tracker.cli.frame import RefusedError
from tracker.rules.errors import PortTakenError

HOST, PORT = "127.0.0.1", 8501


def check_port(host: str, port: int) -> None:
    """Raise a sentence if nothing can listen there: another program does, or this one may not."""
    try:
        _try_port(host, port)
    except PermissionError:
        words = f"You may not listen on port {port} on this machine: choose another, such as --port {PORT}."
        raise RefusedError(words) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = next((n for n in range(port + 1, min(port + 100, 65536)) if _is_free(host, n)), None)
            if free is None or free == port + 1:
                raise PortTakenError(port) from None
            raise RefusedError(
                f"Port {port} is taken by another program, perhaps another tracker: "
                f"stop that one, or choose another with --port {free}."
            ) from None
        raise RefusedError(f"Nothing can listen on {host}: {(error.strerror or str(error)).rstrip('.')}.") from None


def _is_free(host: str, port: int) -> bool:
    try:
        _try_port(host, port)
    except OSError:
        return False
    return True


def _try_port(host: str, port: int) -> None:
    for family, kind, proto, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind, proto) as tried:
            if os.name != "nt":  # there, it would let two programs have one port
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
