"""Invented actions on supervision, on social work students and on lead officers in schools."""

from tracker.demo.agencies import S_BOARD, S_CHILDREN, S_HEALTH, S_HOSPITAL, S_POLICE, S_SCHOOLS
from tracker.demo.steps import Check, Prove, Renew, Row
from tracker.demo.stories import GREEN, RED, assured, claimed, embedded, more, moved, refused, returned, talk
from tracker.rules.words import Rung

ROWS = (
    Row(
        S_BOARD,
        "Business manager",
        "Survey of staff in all agencies on the supervision they receive",
        "The partnership hears from staff, not only from their managers",
        ("10.2.6",),
        -230,
        75,
        (*talk(-200, -21, "Questions agreed.", "Survey open.", "412 answers; analysis begun."),),
    ),
    Row(
        S_CHILDREN,
        "Head of children's social care",
        "Monthly reflective supervision for every social worker, recorded on the case",
        "Decisions are thought through with a manager at least once a month",
        ("10.2.6",),
        -518,
        -72,
        (
            *talk(
                -480,
                -110,
                "Policy rewritten.",
                "Recorded monthly for 61 in 100 cases.",
                "Recorded for 69 in 100 cases.",
            ),
            *refused(
                -84,
                60,
                "Vacancies in two teams mean that managers carry cases themselves.",
                "Supervision matters most where teams are short; bring a plan for the two teams instead.",
            ),
            *more(-52, -23, "Plan for the two teams begun.", "One of the two teams has a manager again.", own=RED),
        ),
    ),
    Row(
        S_POLICE,
        "Head of public protection",
        "Supervision standard for child abuse investigators, with welfare checks",
        "Every investigator's caseload is looked at by a supervisor each fortnight",
        ("10.2.6",),
        -511,
        -330,
        (
            *talk(-490, -360, "Standard written.", "Tried in one unit.", "In force in all units."),
            *claimed(
                -336,
                "The standard is in force in all units.",
                Prove(-339, "Audit of 45 supervision records", Rung.AUDIT),
            ),
            *assured(-318, "41 of 45 records meet the standard."),
            Check(-130, 6, True, "Kept up: 43 of 45 in the second audit"),
        ),
    ),
    Row(
        S_HEALTH,
        "Named nurse, safeguarding",
        "Safeguarding supervision every three months for all health visitors and school nurses",
        "No practitioner holds a worrying case alone",
        ("10.2.6",),
        -507,
        -290,
        (
            *talk(-480, -310, "Supervisors trained.", "Half of all staff had supervision this quarter."),
            *moved(-302, -200, "Six supervisors left when the trusts joined."),
            *more(-250, -215, "Four new supervisors trained.", "Two thirds of staff had supervision this quarter."),
            *moved(-208, -90, "The joined trust has set a new policy that must be followed."),
            *more(-150, -105, "New policy in use.", "Four fifths of staff had supervision."),
            *moved(-98, 52, "One locality will have no supervisor for some months."),
            *more(
                -60, -13, "Supervisor named for the last locality.", "Nine tenths of staff had supervision.", own=GREEN
            ),
        ),
    ),
    Row(
        S_HOSPITAL,
        "Head of safeguarding",
        "Safeguarding supervision for emergency department and maternity staff",
        "Staff in the busiest places have time to think about children",
        ("10.2.6",),
        -490,
        -150,
        (
            *talk(-450, -190, "Sessions set up.", "Attendance low at night.", "Sessions moved to shift change."),
            *claimed(
                -158,
                "Sessions run in both departments.",
                Prove(-160, "List of sessions offered", Rung.DOCUMENT),
            ),
            *returned(-136, "The list shows sessions offered; who came, and how often, is not shown."),
            *talk(-120, -62, "Attendance counted by shift.", "Night staff now reached by a monthly call."),
            *claimed(
                -44,
                "Attendance is above eight in ten on every shift.",
                Prove(-46, "What 25 staff said about the sessions", Rung.VOICE),
                Prove(-45, "Attendance by shift, two quarters", Rung.TRAINING_RECORD),
            ),
            Renew(
                -24,
                "Attendance by shift, three quarters",
                Rung.TRAINING_RECORD,
                "The third quarter has been counted since.",
            ),
        ),
    ),
    Row(
        S_BOARD,
        "Business manager",
        "Yearly assurance report on student placements from the local authority",
        "The partnership sees each year how students are placed and supervised",
        ("10.2.7",),
        -470,
        -320,
        (
            *talk(
                -440, -330, "Headings of the report agreed.", "First report received.", "Questions put and answered."
            ),
            *claimed(
                -299,
                "The first yearly report was received and discussed.",
                Prove(-302, "First yearly report with the partnership's questions", Rung.DOCUMENT),
                Prove(-301, "Audit of nine placements", Rung.AUDIT),
            ),
            *assured(-276, "The audit behind the report was seen; each student had a named supervisor."),
            Check(-88, 6, True, "Second report on its way, with figures by team"),
        ),
    ),
    Row(
        S_CHILDREN,
        "Principal social worker",
        "Students hold no child protection case, and every placement has a named supervisor",
        "No student is left alone with a case of risk",
        ("10.2.7",),
        -533,
        -450,
        (
            *talk(-525, -465, "Rule issued to all managers.", "All current placements checked."),
            *claimed(
                -456,
                "All 14 placements meet the rule.",
                Prove(-458, "Check of all 14 placements", Rung.AUDIT),
                Prove(-457, "What 11 students said of their supervision", Rung.VOICE),
            ),
            *assured(-442, "Checked against the case system: no student holds a child protection case."),
            *embedded(-442, "No exceptions in the half year", "No exceptions in the year; students confirm it"),
        ),
    ),
    Row(
        S_BOARD,
        "Education safeguarding officer",
        "Register of lead officers in every school and pre-school, checked each term",
        "Nobody looks for the right person and finds the post empty",
        ("10.2.8",),
        -460,
        -40,
        (
            *talk(-420, -95, "Register set up.", "Schools complete.", "Pre-schools two thirds complete.", "Complete."),
            *claimed(-47, "The register is complete.", Prove(-50, "Termly check of the register", Rung.DIP_SAMPLE)),
        ),
    ),
    Row(
        S_SCHOOLS,
        "Safeguarding adviser to schools",
        "Termly supervision and yearly training for every lead officer in schools",
        "Lead officers have somebody to turn to, and their heads know what the post needs",
        ("10.2.6", "10.2.8"),
        -440,
        95,
        (
            *talk(
                -400,
                -27,
                "Supervision groups formed.",
                "Groups meet in five of seven areas.",
                "All seven areas; 61 of 74 lead officers came last term.",
            ),
        ),
    ),
)
