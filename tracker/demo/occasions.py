"""What happens in the illustrative register beside the actions: meetings, chases, themes, closings, answers."""

from dataclasses import dataclass

from tracker.demo.agencies import N_SCHOOLS, N_TRUST, NORTHANTS, S_GPS, S_SCHOOLS, SOUTHAMPTON
from tracker.rules.words import LadderRung, Sameness

SILENT = (
    f"{SOUTHAMPTON}:10.2.5/|south-central-ambulance",
    f"{SOUTHAMPTON}:10.2.8/|southampton-pre-schools",
    f"{NORTHANTS}:1/a|northants-gps",
    f"{NORTHANTS}:1/b|northants-gps",
    f"{NORTHANTS}:11/a|northants-scp",
    f"{NORTHANTS}:11/b|northants-scp",
    f"{NORTHANTS}:IMR 4.2f/|northants-mash",
)
"""Asks that were never accepted and for which nothing was planned."""

IN_PART = {
    f"{SOUTHAMPTON}:10.2.10": "Agencies that gave information only are not asked again; the others are.",
}
MERGED_ASK = (
    f"{SOUTHAMPTON}:10.2.3/|cafcass",
    "Answered by the service's national plan on domestic abuse, of which the partnership has a copy.",
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting of the subgroup with its decisions: what each is about (an id, or an action's title), and its words."""

    day: int
    board: str
    decisions: tuple[tuple[str, str], ...] = ()
    closes: tuple[str, ...] = ()
    most_of_a_kind: int = 3


SITTINGS = (
    Sitting(
        -331,
        "southampton-lscb",
        (
            (f"{SOUTHAMPTON}:10.2.11", "Close: the duty is in the contract and was kept since."),
            (f"{SOUTHAMPTON}:10.2.12", "Close: each decision since was in time; the check-backs stand."),
            ("Multi-agency audit of section 47 enquiries", "The chair writes to the agencies that hold files back."),
        ),
        (f"{SOUTHAMPTON}:10.2.11", f"{SOUTHAMPTON}:10.2.12"),
    ),
    Sitting(
        -213,
        "northants-lscb",
        (
            (f"{NORTHANTS}:8", "Close: all four agencies have shown it by audit or by figures."),
            (f"{NORTHANTS}:11", "No agency has come forward with an action; the chairs of the partners are asked."),
        ),
        (f"{NORTHANTS}:8",),
    ),
    Sitting(
        -148,
        "southampton-lscb",
        (
            (f"{SOUTHAMPTON}:10.2.5", "The ambulance service has not answered; the business manager writes again."),
            ("Monthly reflective supervision", "The figures come to the next meeting, by team."),
        ),
    ),
    Sitting(
        -78,
        "southampton-lscb",
        (
            ("Monthly reflective supervision", "No later date: a plan for the two teams comes to the next meeting."),
            (f"{SOUTHAMPTON}:10.2.5", "The ambulance service is asked once more, by letter of the chair."),
        ),
    ),
    Sitting(
        -20,
        "northants-lscb",
        (
            (
                "A family diagram on every open case",
                "Moved three times, late again: the director attends next time.",
            ),
            ("Training and coaching for managers", "The figures for team size come to every meeting from now on."),
        ),
    ),
)

TO_COME = (
    Sitting(0, "southampton-lscb", most_of_a_kind=4),
    Sitting(16, "northants-lscb"),
)
ENTERED, AGENDA_MADE = -9, -1
"""The meetings that are entered and not yet held, and the days on which somebody entered them and made the agenda."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one agency; answered on a day, or met with silence."""

    day: int
    agency: str
    answered: int | None
    rung: LadderRung = LadderRung.LEAD


REMINDERS = (
    Reminder(-126, N_TRUST, -119),
    Reminder(-84, S_SCHOOLS, None),
    Reminder(-63, S_SCHOOLS, None, LadderRung.BOARD_MEMBER),
    Reminder(-41, S_GPS, -30),
    Reminder(-35, N_SCHOOLS, None),
    Reminder(-14, N_SCHOOLS, None),
)

CONFIRMED = (f"{NORTHANTS}:6", "professional-curiosity", None)
"""A recommendation, a theme that a person added to it, and the score that it was suggested with: not suggested."""
REJECTED = (f"{SOUTHAMPTON}:10.2.4", "review-process", 0.654)
COMPARED = (
    (f"{NORTHANTS}:9", f"{SOUTHAMPTON}:10.2.6", Sameness.SAME,
     "Both ask for assurance that staff are safely supervised; 9 names the teams and their managers."),
    (f"{NORTHANTS}:3", f"{SOUTHAMPTON}:10.2.3", Sameness.RELATED,
     "Domestic abuse in both; one looks at the children, the other at the parent who was harmed."),
    (f"{NORTHANTS}:12", f"{SOUTHAMPTON}:10.2.11", Sameness.NOT_RELATED,
     "One is about all actions of a review, the other about a single missing report."),
)  # fmt: skip
"""Pairs of recommendations that the subgroup looked at, and what it said of them."""
