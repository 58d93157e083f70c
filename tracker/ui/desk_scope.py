"""Whose actions a file of this person may change: everybody's, or those of one agency that they lead; and where the
return desk says what was done."""

from tracker.ui import desk
from tracker.ui.forms import may
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain

WHOSE = "whose"
GROUP = "workbook"


def agency_scope(at: Frame) -> str | None:
    """Whose actions a workbook of this person may change: everybody's (None), or those of an agency they lead: the one
    chosen in the address, else the first."""
    own = _own(at)
    asked = asked_for(WHOSE)
    return asked if asked in own else next(iter(own), None)


def choose_scope(at: Frame) -> None:
    """Let a lead of several agencies say whose workbook this is."""
    own = _own(at)
    if len(own) < 2:
        return
    if asked_for(WHOSE) not in own:
        desk.go(**{WHOSE: own[0]})
    names = {id_: at.now.register.agency_name(id_) for id_ in own}
    note("Whose workbook is it? You report for several agencies: only the actions of the one chosen here can change.")
    desk.segments("Whose workbook is it?", {k: plain(v) for k, v in names.items()}, WHOSE, first=own[0])


def may_bring_in(at: Frame) -> bool:
    """Whether this person may apply a file at all."""
    scope = agency_scope(at)
    return may(at, "import_workbook") or bool(scope and may(at, "import_own_workbook", scope))


def _own(at: Frame) -> tuple[str, ...]:
    """The agencies among which a lead of several chooses; none for whoever may bring in the whole register."""
    if may(at, "import_workbook") or at.who is None:
        return ()
    return tuple(id_ for id_ in at.who.agency_ids if may(at, "import_own_workbook", id_))
