"""Invented actions on seeing and hearing children, and on the police's own recommendations about it."""

from tracker.demo.agencies import N_BOARD, N_HEALTH, N_HOSPITALS, N_POLICE, N_SCHOOLS, N_TRUST
from tracker.demo.steps import Prove, Row
from tracker.demo.stories import AMBER, GREEN, assured, claimed, more, moved, talk
from tracker.rules.words import Rung

ROWS = (
    Row(
        N_BOARD,
        "Business manager",
        "Yearly return from each agency on direct work with children",
        "The partnership can compare how agencies listen to children, and ask why",
        ("1/b",),
        -430,
        -120,
        (
            *talk(
                -400, -150, "Return designed with practitioners.", "Tried with two agencies.", "Sent to all agencies."
            ),
            *moved(-130, 55, "Two agencies have asked for a term to gather what children say."),
            *more(-95, -17, "Five of six returns received.", "Figures being put side by side."),
        ),
    ),
    Row(
        N_TRUST,
        "Principal social worker",
        "Practice standard: each child seen alone, and the child's words in the plan",
        "Plans are made with the child in mind and in the child's words",
        ("1/a", "1/b", "IMR 4.2a", "IMR 4.2h"),
        -425,
        -55,
        (
            *talk(
                -390,
                -100,
                "Standard written with young people.",
                "In use in three teams.",
                "In use in five of nine teams.",
            ),
            *more(-70, -26, "Seven of nine teams.", "Two teams wait for the new case system.", own=AMBER),
        ),
    ),
    Row(
        N_POLICE,
        "Head of protecting vulnerable people",
        "Voice of the child is part of every course and every supervisor's check",
        "Officers speak with children and write down what they say",
        ("1/a", "1/b", "IMR 4.2a"),
        -427,
        -285,
        (
            *talk(-400, -290, "Course changed.", "All new recruits trained.", "Supervisors check ten logs a month."),
            *claimed(
                -267,
                "Training and checks are in place across the force.",
                Prove(-270, "Training record by rank", Rung.TRAINING_RECORD),
                Prove(-269, "Six months of supervisors' checks", Rung.DIP_SAMPLE),
            ),
            *assured(-250, "The checks show children's words in eight of ten logs, up from four."),
        ),
    ),
    Row(
        N_HEALTH,
        "Head of the 0 to 19 service",
        "Each contact records what the child was like, said and did",
        "A reader of the record can see the child",
        ("1/a", "1/b"),
        -420,
        -240,
        (
            *talk(-390, -270, "Record headings changed.", "Staff shown good examples.", "First audit."),
            *claimed(
                -247,
                "The headings are used in all teams.",
                Prove(-251, "Audit of 90 records", Rung.AUDIT),
                Prove(-250, "What school pupils said about the nurse", Rung.VOICE),
            ),
            *assured(-228, "81 of 90 records show the child, and pupils say that they are listened to."),
        ),
    ),
    Row(
        N_HOSPITALS,
        "Named nurse, safeguarding",
        "Children on the wards are asked what matters to them, and by whom they wish to be seen",
        "What children say is in the notes and is acted on",
        ("1/a", "1/b"),
        -380,
        72,
        (*talk(-340, -24, "Question cards printed.", "Used on two wards.", "Used on four of five wards."),),
    ),
    Row(
        N_SCHOOLS,
        "Education safeguarding adviser",
        "Schools' safeguarding training starts from the child's day, not from the form",
        "Staff notice and write down what a child is telling them",
        ("1/a", "1/b"),
        -415,
        -88,
        (
            *talk(
                -380,
                -140,
                "Course rewritten.",
                "Given in 60 schools.",
                "Given in 95 schools; two areas not begun.",
                own=GREEN,
            ),
        ),
    ),
    Row(
        N_POLICE,
        "Head of protecting vulnerable people",
        "Twice-yearly dip sample of domestic incidents with children present",
        "The force knows whether children at incidents were seen and heard",
        ("IMR 3.14b",),
        -423,
        -330,
        (
            *talk(-410, -350, "Sample of 50 drawn.", "Read with the children's trust."),
            *claimed(
                -337,
                "First sample read and acted on; the next is booked.",
                Prove(-340, "Dip sample of 50 incidents with children present", Rung.DIP_SAMPLE, restricted=True),
            ),
            *assured(-322, "Read independently; the findings are fair and four officers had advice."),
        ),
    ),
    Row(
        N_POLICE,
        "Head of operations",
        "Named safeguarding officer in the plan of every operation; procedures checked each quarter",
        "In each operation somebody is there to think of the children",
        ("IMR 3.14a", "IMR 4.2h"),
        -421,
        -300,
        (
            *talk(-400, -330, "Operation order changed.", "Used in twelve operations."),
            *claimed(
                -306,
                "Every operation of the last quarter has a named officer.",
                Prove(-309, "Operation orders, summary by month", Rung.DOCUMENT),
                Prove(-308, "Quarterly check of procedures", Rung.AUDIT),
            ),
            *assured(-288, "Each of 27 orders names the officer; two referrals followed."),
        ),
    ),
)
