"""Invented actions on thresholds, on managers in the first response teams and the hub, and on staff training."""

from tracker.demo.agencies import N_BOARD, N_HEALTH, N_MASH, N_TRUST
from tracker.demo.steps import Check, Prove, Row, Unclaim
from tracker.demo.stories import AMBER, assured, claimed, more, moved, talk
from tracker.rules.words import EvidenceKind, Rung

ROWS = (
    Row(
        N_BOARD,
        "Policy officer",
        "Revised thresholds guidance, with a duty to update it within a month of any change",
        "One clear guide, always the current one",
        ("7/a", "7/b"),
        -438,
        -340,
        (
            *talk(-430, -360, "Revision of the early help chapter finished.", "Agreed by all agencies."),
            *claimed(
                -347,
                "Published, with the duty to update it.",
                Prove(-349, "Thresholds guidance on the partnership's website", Rung.DOCUMENT, EvidenceKind.LINK),
                Prove(-348, "Record of agreement by all agencies", Rung.DOCUMENT),
            ),
            *assured(-329, "Read against what was asked for: each point is there."),
            Check(-140, 6, True, "One change since, made within three weeks"),
        ),
    ),
    Row(
        N_BOARD,
        "Training officer",
        "Promote the guidance and measure, twice a year, whether it is followed",
        "Referrals match the guidance, and the partnership knows where they do not",
        ("7/d", "7/e"),
        -310,
        77,
        (*talk(-270, -22, "Launch held.", "First measure: 68 in 100 referrals match.", "Second measure under way."),),
    ),
    Row(
        N_TRUST,
        "Head of the front door",
        "Front door and teams apply the revised thresholds, with a weekly look at repeat contacts",
        "Like cases are treated alike, up to statutory work",
        ("7/c", "7/d", "7/e", "IMR 4.2b"),
        -350,
        -18,
        (
            *talk(-310, -130, "Teams briefed.", "Weekly look begun.", "Repeat contacts down by a tenth."),
            *claimed(
                -96,
                "Thresholds are applied by all teams.",
                Prove(-98, "Team briefing notes", Rung.DOCUMENT),
            ),
            Unclaim(-88, "The second half of the year should be shown as well; we claim again with it."),
            *more(-75, -40, "Second half of the year counted."),
            *claimed(
                -27,
                "Applied by all teams in both halves of the year.",
                Prove(-30, "Decisions at the front door by half-year", Rung.OUTCOME_DATA),
            ),
        ),
    ),
    Row(
        N_HEALTH,
        "Named nurse, safeguarding",
        "The service's own guidance follows the revised thresholds and the guidance on sharing",
        "Health visitors and school nurses work to the same guides as everyone else",
        ("7/c", "7/d", "7/e", "10/a"),
        -330,
        -110,
        (
            *talk(-300, -125, "Own guidance rewritten.", "Used in supervision in all teams."),
            *claimed(
                -92,
                "Guidance in force and used in supervision.",
                Prove(-95, "Own guidance", Rung.DOCUMENT),
                Prove(-94, "Dip sample of 20 supervision notes", Rung.DIP_SAMPLE),
            ),
            *assured(-51, "Used in 17 of 20 notes."),
        ),
    ),
    Row(
        N_BOARD,
        "Business manager",
        "Quarterly assurance on managers' support in First Response and on quality in the hub",
        "The partnership hears early when managers are stretched",
        ("9/a", "9/b", "9/c"),
        -300,
        92,
        (
            *talk(
                -260,
                -20,
                "Headings agreed.",
                "First report received late.",
                "Second report received without figures from the hub.",
                own=AMBER,
            ),
        ),
    ),
    Row(
        N_TRUST,
        "Director of social work",
        "Training and coaching for managers in First Response, with a limit on the team's size",
        "Managers can be reached, see the work and have time to think",
        ("9/a", "9/c", "IMR 4.2c"),
        -435,
        -260,
        (
            *talk(
                -410, -290, "Coaching begun.", "All eight managers trained.", "Limit on team size kept for two months."
            ),
            *claimed(
                -269,
                "All managers trained and coached; teams within the limit.",
                Prove(-272, "Managers' training record", Rung.TRAINING_RECORD),
                Prove(-271, "Team size by month", Rung.OUTCOME_DATA),
            ),
            *assured(-246, "Record and figures agree; managers spoken to confirm it."),
            Check(-13, 6, False, "Half of the managers have left and teams are over the limit again"),
            *moved(
                -10, 75, "New managers start next month and must be trained and coached as the others were.", after=3
            ),
        ),
    ),
    Row(
        N_MASH,
        "Hub manager",
        "Monthly quality check of hub decisions by a manager of another agency",
        "Decisions in the hub are looked at by somebody who did not make them",
        ("9/b", "IMR 4.2b"),
        -390,
        -97,
        (
            *talk(
                -350,
                -160,
                "Checklist agreed.",
                "First two checks held.",
                "Checks stopped for want of a police manager.",
            ),
            *more(-110, -34, "A police manager has been named.", "First check for five months held."),
        ),
    ),
    Row(
        N_TRUST,
        "Head of workforce",
        "Safeguarding training plan for every grade, and the service's own recommendations done",
        "Each worker and manager is trained for the part they play",
        ("IMR 4.2g", "IMR 4.11.2"),
        -375,
        115,
        (*talk(-330, -33, "Plan written.", "Grades one to three trained.", "Managers' course has begun."),),
    ),
)
