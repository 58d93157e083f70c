"""The shapes that the life of an action takes, each as a run of steps. The rows of the plan are written with them."""

from itertools import pairwise

from tracker.demo.steps import AnswerMore, AskMore, Check, Claim, Embed, Judge, Prove, Say, Step
from tracker.rules.words import OwnRating

GREEN, AMBER, RED = OwnRating.GREEN, OwnRating.AMBER, OwnRating.RED


def talk(first: int, last: int, *words: str, own: OwnRating | None = None) -> tuple[Step, ...]:
    """Updates spread evenly from the first day, when work starts, to the last. `own` is how the owner then rates it."""
    before = GREEN if own else None
    return tuple(
        Say(day, said, (own if n == len(words) - 1 else before), starts=n == 0)
        for n, (day, said) in enumerate(zip(_spread(first, last, len(words)), words, strict=True))
    )


def more(first: int, last: int, *words: str, own: OwnRating | None = None) -> tuple[Step, ...]:
    """Further updates, once work has started."""
    return tuple(
        Say(day, said, own if n == len(words) - 1 else None)
        for n, (day, said) in enumerate(zip(_spread(first, last, len(words)), words, strict=True))
    )


def claimed(day: int, words: str, *proofs: Prove) -> tuple[Step, ...]:
    """A claim, its evidence filed on the same day or before."""
    return (*proofs, Claim(day, words))


def assured(day: int, reason: str) -> tuple[Step, ...]:
    """The claim is borne out by its evidence."""
    return (Judge(day, True, reason),)


def returned(day: int, reason: str) -> tuple[Step, ...]:
    """The claim goes back, with the reason."""
    return (Judge(day, False, reason),)


def moved(asked: int, to: int, reason: str, *, after: int = 6) -> tuple[Step, ...]:
    """A later date, asked for and agreed some days after."""
    return (AskMore(asked, to, reason), AnswerMore(asked + after, True))


def refused(asked: int, to: int, reason: str, why: str, *, after: int = 6) -> tuple[Step, ...]:
    """A later date, asked for and refused some days after."""
    return (AskMore(asked, to, reason), AnswerMore(asked + after, False, why))


def embedded(assured_on: int, six: str, twelve: str) -> tuple[Step, ...]:
    """Both check-backs passed in their time, and marked as embedded."""
    return (
        Check(assured_on + 186, 6, True, six),
        Check(assured_on + 369, 12, True, twelve),
        Embed(assured_on + 369),
    )


def _spread(first: int, last: int, number: int) -> list[int]:
    if number == 1:
        return [first]
    return [first + (last - first) * n // (number - 1) for n in range(number)]


def in_order(steps: tuple[Step, ...]) -> bool:
    """Whether no step stands before the one ahead of it."""
    return all(before.day <= after.day for before, after in pairwise(steps))
