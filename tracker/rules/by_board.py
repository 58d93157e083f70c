"""Settings that a board may have of its own: its own where it set one, else those of the whole register.

What a board set stands beside the general one, as `thresholds@hampshire-scb` beside `thresholds`. Both are dated by
the trail, so "as at" uses those of then.
"""

from collections.abc import Mapping

from tracker.rules.records import Setting
from tracker.rules.register import Register


def id_of(kind: str, board_id: str | None) -> str:
    """The id of a setting: of the whole register, or of one board."""
    return f"{kind}@{board_id}" if board_id else kind


def kind_of(setting_id: str) -> str:
    """What a setting is about, whoever's it is."""
    return setting_id.partition("@")[0]


def in_force(settings: Mapping[str, Setting], kind: str, board_id: str | None) -> Setting | None:
    """The setting that holds at a board: its own, else the general one; None where neither was ever set."""
    own = settings.get(id_of(kind, board_id)) if board_id else None
    return own or settings.get(kind)


def own(settings: Mapping[str, Setting], kind: str) -> dict[str, Setting]:
    """The boards that have one of their own, by id of the board."""
    return {one.board_id: one for one in settings.values() if one.board_id and kind_of(one.id) == kind}


def only_board(register: Register) -> str | None:
    """The board of all the reviews of a register, where they are of one board."""
    found = {review.board_id for review in register.reviews.values()}
    return next(iter(found)) if len(found) == 1 else None
