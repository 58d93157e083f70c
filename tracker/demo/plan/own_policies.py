"""Invented actions of agencies that answer many recommendations at once, by one policy of their own."""

from tracker.demo.agencies import N_HOSPITALS, N_POLICE, N_SCHOOLS
from tracker.demo.steps import Prove, Row
from tracker.demo.stories import claimed, talk
from tracker.rules.words import Rung

FAMILIES = ("2/a", "2/b", "4/a", "4/b", "4/c", "4/d", "5/a", "5/b", "5/c", "6/a", "6/b", "6/c", "6/d")
GUIDES = ("7/c", "7/d", "7/e", "10/a")

ROWS = (
    Row(
        N_POLICE,
        "Head of protecting vulnerable people",
        "One police procedure on families: young parents, fathers, other households, avoidance",
        "An officer finds in one place what to ask and whom to tell",
        tuple(part for part in (*FAMILIES, *GUIDES) if part != "10/a"),
        -340,
        118,
        (
            *talk(
                -300, -32, "Old procedures listed.", "Seven procedures put into one draft.", "Draft with the districts."
            ),
        ),
    ),
    Row(
        N_HOSPITALS,
        "Head of safeguarding",
        "Hospital safeguarding policy rewritten: families, avoidance, thresholds and sharing",
        "Ward, clinic and maternity staff work from one policy that names fathers and young parents",
        ("3", *FAMILIES, *GUIDES),
        -325,
        98,
        (
            *talk(
                -285,
                -36,
                "Gaps in the old policy listed.",
                "Chapter on young parents tried in maternity.",
                "Whole draft read by the named professionals.",
            ),
        ),
    ),
    Row(
        N_SCHOOLS,
        "Education safeguarding adviser",
        "Model policy for schools: who is family, parents who avoid contact, when to escalate",
        "No school waits for a third unanswered letter, and each knows who is allowed to collect a child",
        ("3", *FAMILIES, *GUIDES),
        -330,
        -20,
        (
            *talk(-290, -75, "Drafted with six heads.", "Sent to all schools.", "Taken up in the heads' briefing."),
            *claimed(
                -26,
                "All schools have the model policy and 118 of 126 have adopted it.",
                Prove(-29, "Model policy for schools", Rung.DOCUMENT),
            ),
        ),
    ),
)
