"""What owners say between two pieces of news: nobody is silent for three months but those of whom the plan says so."""

from itertools import cycle, pairwise

from tracker.demo.steps import Claim, Drop, Judge, Row, Say, Step, Unclaim

EVERY = 70
LONGEST = 84
WORDS = (
    "Work goes on as planned; nothing new to report.",
    "On the agenda of the safeguarding meeting; next step as planned.",
    "No change since the last report; the next step is booked.",
    "Discussed with the lead; no new obstacle.",
    "Slower than hoped this month, but the next step stands.",
)


def with_routine(rows: tuple[Row, ...]) -> list[tuple[Row, tuple[Step, ...]]]:
    """Every row with its steps, and with a routine word wherever its owner would otherwise be silent too long."""
    words = cycle(WORDS)
    return [(row, tuple(_filled(row.steps, words))) for row in rows]


def _filled(steps: tuple[Step, ...], words: "cycle[str]") -> list[Step]:
    found: list[Step] = list(steps)
    spoken = [step for step in steps if isinstance(step, Say | Claim | Unclaim | Judge | Drop)]
    for before, after in pairwise(spoken):
        if isinstance(before, Say | Unclaim) and isinstance(after, Say | Claim):
            day = before.day
            while after.day - day > LONGEST:
                day += EVERY
                found.append(Say(day, next(words)))
    return sorted(found, key=lambda step: step.day)
