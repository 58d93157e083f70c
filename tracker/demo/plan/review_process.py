"""Invented actions on how agencies take part in reviews, and on single-agency recommendations in general practice."""

from tracker.demo.agencies import S_BOARD, S_CHILDREN, S_GPS, S_HEALTH, S_HOSPITAL, S_POLICE
from tracker.demo.steps import Drop, Prove, Row
from tracker.demo.stories import RED, assured, claimed, embedded, talk
from tracker.rules.words import EvidenceKind, NotDoingKind, Rung

ROWS = (
    Row(
        S_BOARD,
        "Independent chair",
        "Ask each contributing agency what more it will do, and report the answers",
        "Every agency has looked again at its own part and said so",
        ("10.2.10",),
        -350,
        66,
        (
            *talk(
                -320,
                -19,
                "Letters sent to all agencies.",
                "Nine answers received, of differing depth.",
                "Four agencies asked to answer more fully; no replies yet.",
                own=RED,
            ),
        ),
    ),
    Row(
        S_CHILDREN,
        "Head of quality assurance",
        "Learning review of the service's own part, and a check on what it submits",
        "The service says plainly what it would do otherwise now",
        ("10.2.10", "10.2.13"),
        -500,
        -345,
        (
            *talk(
                -470,
                -350,
                "Review led from outside the service.",
                "Findings shared with staff.",
                "Sign-off step in place.",
            ),
            *claimed(
                -327,
                "Review finished; every submission is now signed by a director.",
                Prove(-330, "Learning review, short version", Rung.DOCUMENT, restricted=True),
                Prove(-329, "Audit of the last three submissions", Rung.AUDIT),
            ),
            *assured(-305, "The review is candid and the three submissions were signed."),
        ),
    ),
    Row(
        S_POLICE,
        "Head of standards",
        "Reversed decisions of the referral unit are checked; submissions are read by a second officer",
        "A changed decision is noticed and explained; submissions are complete",
        ("10.2.10", "10.2.13", "IMR 7.2.9"),
        -485,
        -255,
        (
            *talk(
                -450, -270, "Check built into the crime system.", "Monthly list of reversals.", "Second reader named."
            ),
            *claimed(
                -238,
                "Each reversal is checked and both submissions this year had a second reader.",
                Prove(-242, "Six monthly lists of reversals", Rung.OUTCOME_DATA),
            ),
            *assured(-219, "Each of 17 reversals carries a reason; two were put right."),
        ),
    ),
    Row(
        S_HEALTH,
        "Head of safeguarding",
        "Standard for reports to reviews, with the learning shared in all localities",
        "Reports to reviews are full, candid and on time",
        ("10.2.10", "10.2.13"),
        -430,
        -35,
        (
            *talk(
                -390, -100, "Standard drafted.", "Used for one report.", "Learning shared in six of seven localities."
            ),
            *claimed(
                -41,
                "Standard in force and learning shared everywhere.",
                Prove(-43, "Standard for reports", Rung.DOCUMENT),
                Prove(-42, "Attendance at learning events", Rung.TRAINING_RECORD),
            ),
        ),
    ),
    Row(
        S_HOSPITAL,
        "Head of safeguarding",
        "Panel of two clinicians reads every submission to a review before it is sent",
        "Submissions answer the questions asked",
        ("10.2.10", "10.2.13"),
        -300,
        100,
        (*talk(-260, -29, "Panel named.", "First submission read.", "Second submission read and returned once."),),
    ),
    Row(
        S_BOARD,
        "Independent chair",
        "Raise the missing report with the commissioner of the ambulance service",
        "The commissioner accepts that full reports are part of the contract",
        ("10.2.11",),
        -534,
        -470,
        (
            *talk(-528, -490, "Letter sent.", "Commissioner met the chair."),
            *claimed(
                -478,
                "The commissioner has written the duty into the contract.",
                Prove(-480, "Letter from the commissioner", Rung.DOCUMENT),
                Prove(-479, "Contract schedule", Rung.DOCUMENT, EvidenceKind.LINK),
            ),
            *assured(-464, "The schedule was read; a later report came on time and in full."),
            *embedded(-464, "One further report asked for; it came in time", "The duty stands in the renewed contract"),
        ),
    ),
    Row(
        S_BOARD,
        "Business manager",
        "Fixed steps and days for deciding whether a review is needed",
        "Every notified case is decided within the days allowed",
        ("10.2.12",),
        -536,
        -455,
        (
            *talk(-530, -475, "Steps written and agreed.", "First three cases decided by the steps."),
            *claimed(
                -462,
                "All five cases since were decided in time.",
                Prove(-464, "Days taken for each decision", Rung.OUTCOME_DATA),
            ),
            *assured(-446, "Each decision was in time, with reasons."),
            *embedded(-446, "All decisions in time", "All decisions in time; the longest took eleven days"),
        ),
    ),
    Row(
        S_BOARD,
        "Business manager",
        "Quality standard for what agencies submit to reviews",
        "Agencies know what a good submission looks like before they write one",
        ("10.2.13",),
        -280,
        None,
        (*talk(-240, -30, "Draft standard.", "Out for comment.", "Waiting for the national guidance."),),
        "When the national guidance is out",
    ),
    Row(
        S_GPS,
        "Safeguarding lead, general practice",
        "Parental risks are coded on children's records in all practices",
        "A child's record shows what matters about the adults at home",
        ("IMR 7.6.5",),
        -475,
        -230,
        (
            *talk(-440, -260, "Codes chosen.", "Tried in two practices.", "Told that the coding system will change."),
            Drop(
                -205,
                NotDoingKind.SUPERSEDED,
                "The national coding system replaces these codes; look again once practices have moved to it.",
                160,
            ),
        ),
    ),
)
