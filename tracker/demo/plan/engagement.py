"""Invented actions on parents who do not engage, and on children within reach of drugs."""

from tracker.demo.agencies import N_HEALTH, N_HOSPITALS, N_POLICE, N_TRUST
from tracker.demo.steps import AskMore, Prove, Row
from tracker.demo.stories import assured, claimed, embedded, more, moved, talk
from tracker.rules.words import Rung

ROWS = (
    Row(
        N_TRUST,
        "Principal social worker",
        "No case is closed for want of engagement without a manager's risk appraisal",
        "A parent's silence leads to a closer look, not to a closed case",
        ("6/a", "6/b", "6/c", "6/d", "IMR 4.2e"),
        -405,
        -33,
        (
            *talk(
                -370, -90, "Closure form changed.", "Managers trained.", "Sample of closures read: 17 of 25 in order."
            ),
            *more(-60, -18, "Second sample: 21 of 25."),
            AskMore(-16, 50, "A third sample is wanted before we claim, and its cases close in six weeks."),
        ),
    ),
    Row(
        N_HEALTH,
        "Head of the 0 to 19 service",
        "Missed appointments are treated as a sign about the child, with three set steps",
        "A child who is not brought is looked for",
        ("6/a", "6/b", "6/c", "6/d"),
        -402,
        -225,
        (
            *talk(-370, -230, "Steps agreed with practices.", "Text messages changed.", "Steps in all teams."),
            *claimed(
                -199,
                "The three steps are followed in all teams.",
                Prove(-203, "Missed appointments and what followed, by quarter", Rung.OUTCOME_DATA),
                Prove(-202, "Dip sample of 30 missed appointments", Rung.DIP_SAMPLE),
            ),
            *assured(-181, "In 27 of 30 the steps were followed; visits after a missed appointment have doubled."),
        ),
    ),
    Row(
        N_TRUST,
        "Head of assessment",
        "Risk assessment whenever drugs were within a child's reach, signed by a manager",
        "The home is looked at, not only asked about",
        ("8",),
        -432,
        -320,
        (
            *talk(-410, -340, "Assessment written with the drug service.", "In use in all teams."),
            *moved(-332, -280, "The drug service asked for its own part to be tried first."),
            *more(-315, -290, "Tried in eleven cases."),
            *claimed(
                -268,
                "In use, and signed by a manager each time.",
                Prove(-271, "Audit of 19 risk assessments", Rung.AUDIT),
            ),
            *assured(-252, "18 of 19 are signed and describe the home; the last was put right."),
        ),
    ),
    Row(
        N_POLICE,
        "Head of operations",
        "Officers who find drugs in a home with children record where, and refer the same day",
        "What officers see reaches the assessment the same day",
        ("8",),
        -431,
        -310,
        (
            *talk(-410, -340, "Search form changed.", "Briefings given."),
            *claimed(
                -318,
                "Form and briefings are in place.",
                Prove(-321, "Referrals on the same day, by month", Rung.OUTCOME_DATA),
            ),
            *assured(-302, "33 of 35 referrals were made the same day."),
        ),
    ),
    Row(
        N_HEALTH,
        "Designated doctor",
        "Paediatric assessment is considered in each such case, and the answer written down",
        "A child who may have taken something is seen by a doctor who knows what to look for",
        ("8",),
        -441,
        -395,
        (
            *talk(-436, -415, "Pathway written.", "Doctors on call briefed."),
            *claimed(
                -407,
                "The pathway is in use.",
                Prove(-408, "Audit of 12 strategy discussions", Rung.AUDIT),
            ),
            *assured(-390, "In all 12 the answer is written down, with reasons."),
            *embedded(-390, "In 14 of 14", "In 20 of 21; the one was put right the same week"),
        ),
    ),
    Row(
        N_HOSPITALS,
        "Named doctor, safeguarding",
        "Emergency department tests and refers each young child who may have taken a drug",
        "No such child goes home untested",
        ("8",),
        -426,
        -270,
        (
            *talk(-400, -310, "Guideline written.", "Test kits in place.", "Night staff briefed."),
            *claimed(
                -281,
                "The guideline is in use day and night.",
                Prove(-284, "Attendances, tests and referrals", Rung.OUTCOME_DATA),
                Prove(-283, "Briefing attendance", Rung.TRAINING_RECORD),
            ),
            *assured(-262, "Every attendance in the sample was tested and referred."),
        ),
    ),
)
