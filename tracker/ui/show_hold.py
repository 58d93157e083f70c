"""A legal hold as a page says it: a shape and words, with the reason for those who may know it."""

from tracker.rules.dates import NO_BREAK_SPACE
from tracker.rules.holds import holding, in_a_sentence, in_a_word
from tracker.rules.records import LegalHold
from tracker.ui.frame import Frame
from tracker.ui.look import plain

SHAPE = "◆"


def badge(words: str = "Legal hold") -> str:
    """The chip of a hold: the shape and the word say it without the colour."""
    return f":violet-badge[{SHAPE}{NO_BREAK_SPACE}{words}]"


def over(at: Frame, review_id: str) -> tuple[LegalHold, ...]:
    """The holds in force over a review, on the day asked for."""
    return holding(at.register.legal_holds.values(), (review_id,))


def line(at: Frame, review_id: str) -> str:
    """What a review's page says of the holds over it: nothing where there is none."""
    found = over(at, review_id)
    return "  \n".join(
        f"{badge()} Under {plain(in_a_word(hold))} ({at.link(hold.id, 'retention', view='holds', hold=hold.id)}): "
        f"nothing of it is disposed of{f'. {plain(hold.reason)}' if hold.reason else ''}"
        for hold in found
    )


def told(hold: LegalHold) -> str:
    """A hold in a sentence, safe to print."""
    return f"{badge()} {plain(in_a_sentence(hold))}"
