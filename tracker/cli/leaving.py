"""What stands before what leaves by a command: where it may identify somebody, and the way on. The published view."""

from typing import TYPE_CHECKING, Any

from tracker import clock
from tracker.cli.frame import RefusedError, complain
from tracker.cli.paper import paragraph
from tracker.cli.places import Place, signer
from tracker.rules.dates import plural
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.standing import Standing
    from tracker.sheets.leaving import Place as Found

MOST_SHOWN = 50


def let_out(place: Place, look: "Standing", agency_id: str | None, why: str | None, by: str | None) -> None:
    """Let a workbook leave, with a reason on the trail where it may identify somebody.

    Raises RefusedError without a reason, once standard error holds where: each action or recommendation and its field.
    """
    from tracker.queries.leaving import leaving

    let_out_found(place, leaving(place.engine, look, agency_id), why, by)


def let_out_found(
    place: Place, found: "tuple[Found, ...]", why: str | None, by: str | None, what: str = "workbook"
) -> None:
    """The same for places that were found already, in whatever is to leave."""
    from tracker.commands import downloads

    if not found:
        return
    if why is not None:
        who = signer(place, by)
        downloads.let_out(
            place.engine, places=found, why=why, by=who.id, at=clock.now(), door=Door.COMMAND_LINE
        )  # fmt: skip
        return
    for one in found[:MOST_SHOWN]:
        complain(paragraph(f"{one.id}: {one.holds}."))
    if len(found) > MOST_SHOWN:
        complain(f"… and {plural(len(found) - MOST_SHOWN, 'more place')}.")
    raise RefusedError(
        f"Nothing was written: in {plural(len(found), 'place')} the {what} may identify a child or a family. Put the "
        "words right, or let them out with --identity-reason WHY, if you may."
    )


def published_view(look: "Standing", about: dict[str, Any]) -> bytes:
    """The published reviews with their ratings, and nothing that anybody else wrote."""
    from tracker.rules.published import published
    from tracker.rules.standing import build
    from tracker.sheets.writing.published import write_published

    return write_published(build(published(look.register), today=look.today), **about)
