"""Every console command by its name, and where it is: its module is read only when the command is asked for.

So a command starts in the time of its own module, not in that of all thirty; `tracker --help`, which says what each of
them does, reads them all. A new command is a function in `tracker.cli` and a line here.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer

from tracker.cli.frame import Commands, group

COMMANDS = {
    "init": "starting.making.init",
    "serve": "starting.serving.serve",
    "check": "cli.checking.check",
    "status": "cli.looking.status",
    "overdue": "cli.looking.overdue",
    "recommendations": "cli.looking.recommendations",
    "themes": "cli.themes.themes",
    "taxonomy": "cli.taxonomy.taxonomy",
    "search": "cli.searching.search",
    "sample": "cli.proving.sample",
    "measures": "cli.proving.measures",
    "compare": "cli.comparing.compare",
    "trail": "cli.trailing.trail",
    "extract": "cli.extracting.extract",
    "export": "cli.workbooks.export",
    "import": "cli.workbooks.import_",
    "imports": "cli.imports.imports",
    "take-back": "cli.imports.take_back",
    "pack": "cli.packing.pack",
    "send": "cli.sendings.send",
    "sent": "cli.sendings.sent",
    "meetings": "cli.meetings.meetings",
    "hold": "cli.meetings.hold",
    "agenda": "cli.meetings.agenda",
    "minutes": "cli.meetings.minutes",
    "chase": "cli.chasing.chase",
    "chases": "cli.chasing.chases",
    "calendar": "cli.secret_links.calendar",
    "backup": "cli.backups.backup",
    "backup-key": "cli.passphrases.backup_key",
    "restore": "cli.restoring.restore",
    "drill": "cli.drilling.drill",
    "move": "cli.moving.move",
    "papers": "cli.packing.app",
    "user": "cli.users.app",
    "board": "cli.boards.app",
    "thresholds": "cli.thresholds.app",
    "evidence": "cli.evidence.app",
    "names": "cli.names.app",
    "link": "cli.secret_links.app",
    "tokens": "cli.tokens.app",
    "redactions": "cli.redactions.app",
    "retention": "cli.retaining.app",
    "holds": "cli.holds.app",
}
"""In the order of the help. A function is a command; a group of commands is called `app` in its module."""
FOR_EVERY_BOARD = frozenset({"init", "serve", "check", "backup", "backup-key", "restore", "drill", "move"})
"""These act for no board, or for every one: they have no `--board`."""


class EveryCommand(Commands):
    """The console command itself, with each command of the table in it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more | {"commands": {}})
        self.commands = Table()

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, without reading any of them."""
        return list(self.commands)


class Table(MutableMapping[str, Any]):
    """Commands by name, each made at the first look at it."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name, COMMANDS[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError("A command is a line of COMMANDS.")

    def __delitem__(self, name: str) -> None:
        raise TypeError("A command is a line of COMMANDS.")


def _made(name: str, place: str) -> Any:
    module, _, found = place.rpartition(".")
    what = getattr(import_module(f"tracker.{module}"), found)
    if isinstance(what, typer.Typer):
        several = typer.main.get_group(what)
        several.name = name
        return several
    alone = group("")
    alone.command(name, acts=name not in FOR_EVERY_BOARD)(what)
    return typer.main.get_command(alone)
