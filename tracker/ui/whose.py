"""Whose settings a page shows and sets: one board's own, or those of the whole register."""

from tracker.commands import settings
from tracker.rules.boards import boards_of
from tracker.rules.by_board import id_of, own
from tracker.rules.dates import list_in_words
from tracker.ui.forms import Form, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import link, note, plain, section


def board_of(at: Frame, verb: str) -> str | None:
    """The board whose settings are shown: the one for which this person acts, or the only one that is theirs to set or
    to see; None: the whole register's."""
    if at.board_id:
        return at.board_id
    mine = boards_of(at.who.roles, verb) if at.who else frozenset[str]()
    seen = mine if mine is None or mine else at.sight.boards
    return next(iter(seen)) if seen is not None and len(seen) == 1 else None


def told(at: Frame, kind: str, board_id: str | None, page: str, **where: str) -> None:
    """Say whose they are, in a register of several boards: the board's own, or the general ones and who has others."""
    boards = at.register.boards
    if len(boards) < 2:
        return
    if board_id:
        whose = f"**{plain(boards[board_id].name)}**"
        is_own = id_of(kind, board_id) in at.register.settings
        note(f"{whose} has set its own." if is_own else f"{whose} has set none of its own: the general ones hold.")
        return
    others = [id_ for id_ in own(at.register.settings, kind) if id_ in boards]
    names = [link(plain(boards[id_].name), page, board=id_, as_at=at.same_day["as_at"], **where) for id_ in others]
    has = "which has its" if len(names) == 1 else "which have their"
    whom = f"but {list_in_words(names)}, {has} own." if names else "and none has set its own."
    note(f"These hold for every board{' ' if names else ', '}{whom}")


def may_set(at: Frame, verb: str) -> bool:
    """Whether this person may set them here, for a board or for all; where not, it says why in a sentence."""
    if not may_or_say(at, verb):
        return False
    boards = boards_of(at.who.roles, verb) if at.who else None
    if boards is not None and len(boards) > 1 and not at.board_id:
        note(f"Each of your boards may have its own: {link('choose for which one you act', 'overview')}.")
        return False
    return True


def follow_general(at: Frame, kind: str, board_id: str | None, says: str) -> None:
    """The form that takes a board's own away, where it has one."""
    mine = at.now.register.settings.get(id_of(kind, board_id)) if board_id else None
    if mine is None:
        return
    section("Or follow the general ones again")
    form = Form(at, f"{kind}:general:{board_id}", seen=mine, says=says)
    with form.box():
        reason = form.text("reason", "**Why?** :gray[And where it was decided.]")
        form.send(
            "Follow the general ones", "Not changed", settings.follow_general,
            lambda s: f"**Done.** From now on the general ones hold. {on_record(at)}", kind=kind,
            board_id=board_id, reason=reason or None,
        )  # fmt: skip
