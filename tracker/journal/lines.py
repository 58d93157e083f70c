"""How a line of the log is written: one JSON object, or one line for a person to read; and where the lines go."""

import json
import logging
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

from tracker.journal.words import EVENTS, sound

OURS = "tracker"
MOST_FRAMES = 12
"""Lines of the program that are told of a crash: the last ones, where it broke."""


class Json(logging.Formatter):
    """One JSON object a line: `at` in UTC, `level`, `event`, `process`, and the event's facts."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the record holds."""
        return json.dumps({"at": _at(record), "level": record.levelname.lower(), **told(record)}, ensure_ascii=True)


class Text(logging.Formatter):
    """The same for a person: time, level, event, and the facts as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the record holds."""
        facts = told(record)
        event = facts.pop("event")
        facts.pop("process", None)
        shown = " ".join(f"{k}={','.join(v) if isinstance(v, list) else v}" for k, v in facts.items())
        return f"{_at(record)} {record.levelname.lower()} {event} {shown}".rstrip()


def told(record: logging.LogRecord) -> dict[str, Any]:
    """What a record may say. One that the tracker did not write itself says only where it was written, and the kind of
    error with the lines of the program that led to it: its words may hold anything."""
    facts = getattr(record, "facts", None)
    event = getattr(record, "event", None)
    if facts is None or event not in EVENTS:
        event = "elsewhere"
        facts = {"logger": record.name, "where": [f"{short(record.pathname)}:{record.lineno}"]}
    error = record.exc_info[1] if record.exc_info else None
    return {"event": event, "process": os.getpid(), **sound(facts), **(sound(of_error(error)) if error else {})}


def of_error(error: BaseException) -> dict[str, Any]:
    """An error without its words: its kind, where it came from, and the kinds of those that caused it."""
    causes, cause = list[str](), error.__cause__ or error.__context__
    while cause is not None and len(causes) < MOST_FRAMES:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return {
        "error": type(error).__name__,
        "where": frames(error.__traceback__),
        "caused_by": causes or None,
    }


def frames(traceback: TracebackType | None) -> list[str]:
    """The last lines that led to an error, each as file, line and function."""
    found = [f"{short(f.f_code.co_filename)}:{line} {f.f_code.co_name}" for f, line in walk_tb(traceback)]
    return found[-MOST_FRAMES:]


def short(path: str) -> str:
    """The end of a file's path: where the program is installed is nobody's business."""
    return "/".join(Path(path).parts[-2:]).lstrip("/") or "-"


def begin(*, form: str, level: str) -> None:
    """Send every line of this process, ours and every library's, to standard error in one form, and nothing else.

    `form` is text or json; `level` the least that is told. Libraries are heard from `warning` on.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
            if name.partition(".")[0] != OURS:
                logger.setLevel(logging.NOTSET)
    logging.getLogger(OURS).setLevel(level.upper())
    logging.captureWarnings(True)
    sys.excepthook = _crashed
    threading.excepthook = lambda told: _crashed(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _crashed(told.exc_type, told.exc_value, told.exc_traceback)


def _crashed(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    logging.getLogger("python").error("not caught", exc_info=(kind, error or kind(), traceback))


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
