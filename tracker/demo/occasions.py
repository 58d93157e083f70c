"""What happens in the illustrative register beside the actions: meetings, chases, themes, closings, answers."""

from dataclasses import dataclass

from tracker.demo.agencies import N_SCHOOLS, N_TRUST, NORTHANTS, S_GPS, S_SCHOOLS, SOUTHAMPTON

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
    decisions: tuple[tuple[str, str], ...]
    closes: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one agency; answered on a day, or met with silence."""

    day: int
    agency: str
    answered: int | None


REMINDERS = (
    Reminder(-126, N_TRUST, -119),
    Reminder(-84, S_SCHOOLS, None),
    Reminder(-41, S_GPS, -30),
    Reminder(-14, N_SCHOOLS, None),
)

SUGGESTED = (
    (f"{SOUTHAMPTON}:10.2.3", "voice-of-the-child", 0.41),
    (f"{SOUTHAMPTON}:10.2.9", "information-sharing", 0.52),
    (f"{NORTHANTS}:5", "information-sharing", 0.58),
    (f"{NORTHANTS}:6", "professional-curiosity", 0.63),
)
CONFIRMED = (f"{NORTHANTS}:6", "professional-curiosity")
