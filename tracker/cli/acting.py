"""For which board a command acts: `--board`, which every command has that acts as somebody, else TRACKER_BOARD.

The option is added where a command is put into its group, so that no command can forget it. A command that has a
`--board` of its own, which says whose meeting or papers it is about, acts for that board.
"""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Annotated, Any

import typer

from tracker.settings import Settings

NAME = "board"
Board = Annotated[
    str | None,
    typer.Option(
        "--board", metavar="BOARD", help="Act for this one of your boards only, by id or name; else TRACKER_BOARD."
    ),
]
_asked: ContextVar[str | None] = ContextVar("board", default=None)
_for_all: ContextVar[bool] = ContextVar("for every board", default=False)


def for_one_board(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same command with `--board`."""
    signature = inspect.signature(command)
    has_its_own = NAME in signature.parameters

    @wraps(command)
    def acting(**said: Any) -> Any:
        token = _asked.set(said.get(NAME) if has_its_own else said.pop(NAME, None))
        try:
            return command(**said)
        finally:
            _asked.reset(token)

    if not has_its_own:
        option = inspect.Parameter(NAME, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Board)
        acting.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[*signature.parameters.values(), option]
        )
        acting.__annotations__ = {**command.__annotations__, NAME: Board}
    return acting


def for_every_board(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same command, which acts for every board of whoever gave it, whatever TRACKER_BOARD says."""

    @wraps(command)
    def acting(**said: Any) -> Any:
        token = _for_all.set(True)
        try:
            return command(**said)
        finally:
            _for_all.reset(token)

    return acting


def asked(settings: Settings) -> str | None:
    """The board that the running command acts for, as somebody typed it; None: for every board of theirs."""
    return None if _for_all.get() else (_asked.get() or settings.board or "").strip() or None
