"""Invented actions on sharing information and minutes, and on keeping track of the whole plan."""

from tracker.demo.agencies import N_BOARD, N_POLICE, N_TRUST
from tracker.demo.steps import Prove, Row
from tracker.demo.stories import GREEN, assured, claimed, more, moved, talk
from tracker.rules.words import EvidenceKind, Rung

ROWS = (
    Row(
        N_BOARD,
        "Policy officer",
        "Information sharing guidance brought into line with data protection law",
        "Workers know what they may share and stop hiding behind the law",
        ("10/a",),
        -433,
        -310,
        (
            *talk(-415, -340, "Legal advice taken.", "Guidance agreed."),
            *claimed(
                -316,
                "Agreed and published.",
                Prove(-319, "Legal advice", Rung.DOCUMENT, restricted=True),
                Prove(-318, "Guidance on the partnership's website", Rung.DOCUMENT, EvidenceKind.LINK),
            ),
            *assured(-298, "Read by a data protection officer of another agency, who agrees."),
        ),
    ),
    Row(
        N_BOARD,
        "Audit officer",
        "Yearly audit of awareness, and a log of where sharing helped or hindered",
        "The partnership learns from good and bad examples",
        ("10/b", "10/c", "10/d"),
        -345,
        -92,
        (
            *talk(-310, -125, "Log opened.", "Nine examples in the log.", "Audit questions agreed."),
            *moved(-108, 36, "The audit was joined with the yearly one to spare agencies a second return."),
            *more(-70, -19, "Audit sent out.", "Four of six agencies have answered."),
        ),
    ),
    Row(
        N_TRUST,
        "Head of the front door",
        "Own guidance reviewed; minutes of strategy discussions sent within one working day",
        "Those who must act have the minutes in hand",
        ("10/a", "IMR 4.2f"),
        -320,
        82,
        (
            *talk(
                -280, -25, "Guidance reviewed.", "Minutes sent in time: 54 in 100.", "Minutes sent in time: 77 in 100."
            ),
        ),
    ),
    Row(
        N_POLICE,
        "Head of protecting vulnerable people",
        "Minutes and decisions of strategy discussions can be read on the force's own system",
        "An officer at the door at night can see what was decided",
        ("10/a", "IMR 4.2f"),
        -408,
        -105,
        (
            *talk(-370, -130, "System change ordered.", "Change tested.", "Minutes of the last year put in."),
            *claimed(
                -96,
                "Minutes can be read by every officer who needs them.",
                Prove(-99, "Dip sample of 40 strategy discussions", Rung.DIP_SAMPLE),
                Prove(-98, "Statement of the system's owner", Rung.ASSERTION, EvidenceKind.STATEMENT),
            ),
            *assured(-74, "38 of 40 were found on the system within a minute."),
        ),
    ),
    Row(
        N_BOARD,
        "Business manager",
        "One tracker for this review and all agencies' own recommendations, seen at every meeting",
        "The subgroup sees what changed, what is late and what is borne out",
        ("12",),
        -439,
        100,
        (
            *talk(
                -425,
                -8,
                "Tracker opened.",
                "All agencies' plans entered.",
                "First paper made from it.",
                "Second paper; agencies update it themselves.",
                "Third paper; evidence now attached to each claim.",
                "Reading ahead for the yearly report.",
                own=GREEN,
            ),
        ),
    ),
)
