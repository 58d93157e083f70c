"""Invented actions on young parents, on parents who were harmed themselves, on fathers and on connected families."""

from tracker.demo.agencies import N_BOARD, N_HEALTH, N_POLICE, N_TRUST
from tracker.demo.steps import Drop, Prove, Resume, Row
from tracker.demo.stories import GREEN, assured, claimed, embedded, more, moved, talk
from tracker.rules.words import EvidenceKind, NotDoingKind, Rung

ROWS = (
    Row(
        N_BOARD,
        "Policy officer",
        "Multi-agency guidance on work with young people who are parents",
        "Young parents and their babies each have a plan and a worker of their own",
        ("2/a", "2/b"),
        -428,
        -160,
        (
            *talk(-400, -190, "Guidance of three other areas read.", "Draft written with young parents."),
            *moved(-175, 40, "Young parents asked for a second round, with grandparents in it."),
            *more(-120, -15, "Second round held.", "Chapter on grandparents added.", "Out for agreement."),
        ),
    ),
    Row(
        N_TRUST,
        "Head of safeguarding and family support",
        "Separate allocation for a young parent and for the baby, with a check each month",
        "One worker never holds both plans",
        ("2/a", "2/b"),
        -260,
        21,
        (
            *talk(
                -230,
                -11,
                "Rule agreed.",
                "Twelve families reallocated.",
                "Three families left; a worker is being recruited.",
            ),
        ),
    ),
    Row(
        N_HEALTH,
        "Family nurse supervisor",
        "Family nurses assess the whole household, grandparents included, before the birth",
        "Support and risk in the household are known before the baby comes home",
        ("2/a", "2/b"),
        -440,
        -400,
        (
            *talk(-436, -410, "Assessment form changed.", "All family nurses trained."),
            *claimed(
                -404,
                "Used for every family since the start of the month.",
                Prove(-405, "Audit of 16 household assessments", Rung.AUDIT),
                Prove(-405, "What young parents said of the assessment", Rung.VOICE),
            ),
            *assured(-385, "All 16 assessments take in the household."),
            *embedded(-385, "Still in use; 22 of 23 assessments", "Still in use, and quoted in two plans"),
        ),
    ),
    Row(
        N_TRUST,
        "Head of assessment",
        "Assessments weigh a parent's own history of abuse, in the one agreed framework",
        "What a parent has lived through is understood, and so is what it means for the child",
        ("3", "IMR 4.2d"),
        -410,
        -105,
        (
            *talk(
                -380, -130, "Chapter added to the framework.", "Used in two teams.", "Group supervision on it begun."
            ),
            *moved(-118, 62, "The framework's electronic form changes in two months and would have to be done twice."),
            *more(-75, -14, "Paper form used meanwhile.", "Electronic form tested."),
        ),
    ),
    Row(
        N_POLICE,
        "Head of learning",
        "Training on coercion, curiosity and what abuse does to a parent's view of risk",
        "Officers ask the next question and do not take reassurance at its word",
        ("3", "IMR 4.2e", "IMR 4.2g"),
        -360,
        105,
        (
            *talk(
                -320, -31, "Course written with survivors.", "First 140 officers trained.", "Now 390 officers trained."
            ),
        ),
    ),
    Row(
        N_HEALTH,
        "Named nurse, safeguarding",
        "Reflective sessions for health visitors on parents who were harmed as children",
        "Health visitors feel able to ask, and know what to do with the answer",
        ("3",),
        -400,
        -140,
        (
            *talk(-370, -160, "Sessions planned with psychologists.", "Six sessions held.", "Each team has had one."),
            *claimed(
                -128,
                "Every team has had its sessions.",
                Prove(-131, "Attendance at reflective sessions", Rung.TRAINING_RECORD),
                Prove(-130, "What 31 health visitors said", Rung.VOICE),
            ),
            *assured(-109, "Nine in ten attended, and most say that they ask more often."),
        ),
    ),
    Row(
        N_BOARD,
        "Policy officer",
        "Toolkit for work with fathers and partners, with local examples",
        "Workers in all agencies have something to use the same day",
        ("4/d",),
        -390,
        -50,
        (
            *talk(-350, -110, "Toolkit drafted with fathers.", "Tried by four teams.", "Published."),
            *claimed(
                -57,
                "Published and shown at eleven team meetings.",
                Prove(-60, "Toolkit on the partnership's website", Rung.DOCUMENT, EvidenceKind.LINK),
                Prove(-59, "What fathers said when it was tried", Rung.VOICE),
            ),
        ),
    ),
    Row(
        N_TRUST,
        "Head of practice",
        "A family diagram on every open case, brought up to date at each review",
        "Everyone who matters to the child is known, and so is who has parental responsibility",
        ("4/a", "4/b", "IMR 4.2d"),
        -418,
        -230,
        (
            *talk(-390, -250, "Drawing tool chosen.", "On half of all open cases."),
            *moved(-240, -170, "The drawing tool could not be opened on older computers."),
            *more(-210, -185, "Computers replaced in two offices."),
            *moved(-178, -110, "Training days were lost to the inspection."),
            *more(-150, -120, "On two thirds of cases."),
            *moved(-116, -31, "Agency workers do not have access to the tool."),
            *more(-80, -25, "Access given.", "On four fifths of cases; the last team has begun.", own=GREEN),
        ),
    ),
    Row(
        N_TRUST,
        "Head of conferences and reviews",
        "Fathers and partners are invited to every meeting, and absence is explained",
        "Fathers take part in plans for their children, or it is known why not",
        ("4/c", "4/d"),
        -395,
        48,
        (
            *talk(
                -350, -119, "Invitation letter rewritten.", "Attendance of fathers counted.", "Up from 31 to 44 in 100."
            ),
        ),
    ),
    Row(
        N_HEALTH,
        "Head of the 0 to 19 service",
        "Health records name fathers, partners and other carers, and are asked again each year",
        "A health visitor knows who is at home, and in which other homes the family lives",
        ("4/a", "4/b", "4/c", "4/d", "5/a", "5/b", "5/c"),
        -385,
        -90,
        (
            *talk(-350, -110, "Record changed.", "Questions added to the yearly contact.", "Audit."),
            *claimed(
                -66,
                "Names are recorded and asked again each year.",
                Prove(-70, "Names recorded, by quarter", Rung.OUTCOME_DATA),
            ),
            *assured(-38, "A carer besides the mother is named on 88 of 100 records, up from 52."),
        ),
    ),
    Row(
        N_BOARD,
        "Business manager",
        "Protocol for families known to many workers: one meeting, one chronology, one lead",
        "Connected families are seen as one picture",
        ("5/a", "5/b", "5/c"),
        -285,
        24,
        (
            *talk(
                -250,
                -10,
                "Four families followed through all agencies' records.",
                "Draft protocol written from what was found.",
                "Draft tried with two families.",
            ),
        ),
    ),
    Row(
        N_TRUST,
        "Head of systems",
        "Link the records of connected households in the case system",
        "A worker who opens one child's record sees the other households at once",
        ("5/a", "5/b", "5/c"),
        -400,
        58,
        (
            *talk(-360, -260, "Supplier asked for a price.", "Price beyond this year's budget."),
            Drop(
                -245,
                NotDoingKind.RISK_ACCEPTED,
                "No money for it this year; a monthly list by hand is kept meanwhile.",
                -67,
            ),
            Resume(-61, "The time for which the risk was accepted is over, and the new budget has the money."),
            *more(-50, -12, "Order placed.", "Supplier has begun."),
        ),
    ),
)
