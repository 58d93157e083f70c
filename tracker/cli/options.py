"""The options that several commands share, each with its help."""

from typing import Annotated

import typer

AsAt = Annotated[
    str | None,
    typer.Option("--as-at", metavar="DATE", help="As the register stood at the end of a past day, such as 2026-11-20."),
]
Review = Annotated[str | None, typer.Option("--review", metavar="CODE", help="Only this review, such as SOTON-K.")]
Agency = Annotated[
    str | None,
    typer.Option("--agency", metavar="AGENCY", help="Only this agency: its id, its name or another name of it."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Demo = Annotated[bool, typer.Option("--demo", help="Read the illustrative register instead of the board's own.")]
IdentityReason = Annotated[
    str | None,
    typer.Option("--identity-reason", metavar="WHY", help="Let through what may identify somebody, and say why."),
]
