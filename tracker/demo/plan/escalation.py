"""Invented actions on escalation: one for all agencies, which one agency has never answered, and the board's audit."""

from tracker.demo.agencies import (
    S_BOARD,
    S_CHILDREN,
    S_GPS,
    S_HEALTH,
    S_HOSPITAL,
    S_POLICE,
    S_PROBATION,
    S_SCHOOLS,
)
from tracker.demo.steps import Prove, Row, Step
from tracker.demo.stories import assured, claimed, more, moved, talk
from tracker.rules.words import EvidenceKind, Rung

TITLE = "Brief all staff on the escalation procedure and count its use"
OUTCOME = "Staff who disagree about a child know what to do next, and do it"


def briefing(owner: str, lead: str, due: int, *steps: Step, planned: int = -500) -> Row:
    """The same action, planned for one more agency."""
    return Row(owner, lead, TITLE, OUTCOME, ("10.2.5",), planned, due, steps)


ROWS = (
    Row(
        S_BOARD,
        "Chair, audit group",
        "Audit the use and the effect of escalations across all agencies",
        "The partnership knows whether raising a disagreement changes anything for the child",
        ("10.2.5",),
        -310,
        13,
        (
            *talk(
                -280,
                -12,
                "Return designed.",
                "Eight agencies have sent figures for two quarters.",
                "Twenty escalations chosen for reading.",
                "Reading half done; one agency has sent nothing.",
            ),
        ),
    ),
    briefing(
        S_CHILDREN,
        "Principal social worker",
        -380,
        *talk(-480, -400, "Briefing written.", "Given to all eight teams."),
        *claimed(-389, "All teams briefed.", Prove(-391, "Attendance at briefings by team", Rung.TRAINING_RECORD)),
        *assured(-374, "Attendance is 94 in 100 and escalations have doubled."),
    ),
    briefing(
        S_POLICE,
        "Head of public protection",
        -380,
        *talk(-470, -395, "Added to supervisors' training.", "All sergeants in public protection briefed."),
        *claimed(-383, "Done for all of public protection.", Prove(-385, "Training record", Rung.TRAINING_RECORD)),
        *assured(-360, "Borne out by the record and by six escalations in the quarter."),
    ),
    briefing(
        S_HEALTH,
        "Named nurse, safeguarding",
        -380,
        *talk(-475, -405, "Briefing sent to team leaders.", "Five of nine teams briefed."),
        *moved(-398, -260, "Four teams moved to the new trust and their training dates moved with them."),
        *more(-340, -270, "Eight of nine teams briefed.", "All nine briefed."),
        *claimed(-264, "All teams briefed.", Prove(-266, "Briefing record, nine teams", Rung.TRAINING_RECORD)),
        *assured(-247, "The record is complete; escalations are counted each quarter."),
    ),
    briefing(
        S_HOSPITAL,
        "Named midwife, safeguarding",
        -60,
        *talk(
            -450,
            -120,
            "Poster on each ward.",
            "Briefing part of induction.",
            "Wards without a record found and visited.",
        ),
        *claimed(
            -64,
            "All wards briefed.",
            Prove(-67, "Questions put to 50 staff on the wards", Rung.DIP_SAMPLE),
        ),
        planned=-470,
    ),
    briefing(
        S_GPS,
        "Safeguarding lead, general practice",
        70,
        *talk(-440, -126, "Sent to all practices.", "Raised at two practice leads' meetings."),
        planned=-470,
    ),
    briefing(
        S_SCHOOLS,
        "Safeguarding adviser to schools",
        110,
        *talk(-420, -35, "Template briefing for head teachers.", "Used in 52 schools.", "Used in 67 schools."),
        planned=-460,
    ),
    briefing(
        S_PROBATION,
        "Head of service, Southampton",
        -310,
        *talk(-440, -320, "Procedure matched to the service's own.", "All offices briefed."),
        *claimed(
            -296,
            "All offices briefed.",
            Prove(-299, "Team meeting notes from four offices", Rung.DOCUMENT),
            Prove(-298, "Regional manager's confirmation", Rung.ASSERTION, EvidenceKind.STATEMENT),
        ),
        *assured(-280, "Notes from each office agree with the confirmation."),
        planned=-465,
    ),
)
