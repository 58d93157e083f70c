"""Invented actions on children who live with domestic abuse, and on what the public knows of it."""

from tracker.demo.agencies import S_BOARD, S_CHILDREN, S_HEALTH, S_IDVA, S_POLICE, S_PROBATION, S_SCHOOLS
from tracker.demo.steps import Claim, Prove, Row, Unprove
from tracker.demo.stories import GREEN, assured, claimed, embedded, more, moved, returned, talk
from tracker.rules.words import EvidenceKind, Rung

ROWS = (
    Row(
        S_BOARD,
        "Chair, domestic abuse group",
        "Rewrite the local pathway for children who live with domestic abuse",
        "Every agency works to one pathway and can say what happens next for the child",
        ("10.2.3",),
        -527,
        -210,
        (
            *talk(-500, -230, "Mapping of what each agency does now.", "Draft pathway read by nine agencies."),
            *moved(-222, 45, "The domestic abuse strategy it must fit was delayed by six months."),
            *more(
                -180,
                -16,
                "Draft matched to the strategy.",
                "Two agencies still to agree.",
                "Final wording out for comment.",
            ),
        ),
    ),
    Row(
        S_CHILDREN,
        "Head of children's social care",
        "Every domestic abuse referral is screened by a manager within one working day",
        "Repeat incidents are seen together, not one by one",
        ("10.2.3",),
        -522,
        -345,
        (
            *talk(
                -500, -370, "Screening rota agreed.", "Repeat incidents now shown on one page.", "Rota in all teams."
            ),
            Prove(-354, "Screening times, wrong quarter", Rung.OUTCOME_DATA),
            Unprove(-352, "The wrong quarter was attached by mistake."),
            *claimed(
                -349,
                "All referrals are screened within one working day.",
                Prove(-350, "Screening times, last two quarters", Rung.OUTCOME_DATA),
            ),
            *assured(-333, "96 of 100 referrals screened in time over two quarters."),
        ),
    ),
    Row(
        S_POLICE,
        "Head of domestic abuse investigation",
        "Officers record each child's name, age and words at every domestic incident",
        "What children saw and said reaches the assessment",
        ("10.2.3",),
        -529,
        -410,
        (
            *talk(
                -515,
                -435,
                "Form changed.",
                "Briefings on all shifts.",
                "First sample read with the domestic abuse service.",
            ),
            *claimed(
                -421,
                "Nine in ten forms carry the child's own words.",
                Prove(-424, "Dip sample of 80 incident forms", Rung.DIP_SAMPLE),
                Prove(-423, "Briefing attendance by shift", Rung.TRAINING_RECORD),
            ),
            *assured(-404, "The sample was read independently and agrees."),
            *embedded(-404, "Second sample: 70 of 80 forms", "Third sample: 74 of 80; a sergeant checks each week"),
        ),
    ),
    Row(
        S_HEALTH,
        "Head of health visiting",
        "Routine questions about domestic abuse at each health visitor contact",
        "Abuse is asked about safely and often enough to be told",
        ("10.2.3",),
        -498,
        -25,
        (
            *talk(-470, -90, "Questions agreed.", "Recorded at 58 in 100 contacts.", "Recorded at 66 in 100 contacts."),
            *claimed(
                -48,
                "Questions are asked routinely in all teams.",
                Prove(-49, "Policy on routine enquiry", Rung.DOCUMENT),
            ),
            *returned(-21, "The policy shows what should happen, not what does: figures by team are needed."),
        ),
    ),
    Row(
        S_SCHOOLS,
        "Safeguarding adviser to schools",
        "Schools act on police notices of domestic incidents before the school day starts",
        "A trusted adult meets the child that morning",
        ("10.2.3",),
        -495,
        -118,
        (
            *talk(
                -460, -160, "Notices reach 41 schools.", "Notices reach 68 schools.", "Three schools not yet signed up."
            ),
        ),
    ),
    Row(
        S_PROBATION,
        "Head of service, Southampton",
        "Ask about children at every home visit to a domestic abuse perpetrator",
        "Probation tells children's services what it sees",
        ("10.2.3",),
        -470,
        -20,
        (
            *talk(-430, -70, "Visit form changed.", "Staff briefed.", "Managers check the form each month."),
            Claim(-24, "The visit form asks about children and every manager has confirmed that it is used."),
        ),
    ),
    Row(
        S_IDVA,
        "Domestic abuse service manager",
        "Advisers see and speak to children in every high-risk case, or say why not",
        "High-risk plans hold the child's view",
        ("10.2.3",),
        -515,
        -290,
        (
            *talk(
                -490, -300, "Advisers trained to talk with children.", "Tried in 20 cases.", "Now part of every plan."
            ),
            *claimed(
                -272,
                "The child's view stands in every plan of the last quarter.",
                Prove(-276, "What 12 children said about their adviser", Rung.VOICE, restricted=True),
                Prove(-275, "Audit of 30 high-risk plans", Rung.AUDIT),
            ),
            *assured(-255, "28 of 30 plans hold the child's view, and children said that it helped."),
        ),
    ),
    Row(
        S_BOARD,
        "Communications officer",
        "Yearly public campaign on domestic abuse and children, with local voices",
        "More people know where to go when they worry about a child",
        ("10.2.4",),
        -390,
        88,
        (
            *talk(
                -350,
                -14,
                "Campaign planned with the domestic abuse service.",
                "First campaign run in libraries and surgeries.",
                "Calls to the helpline counted before and after.",
                "Second campaign ready.",
                own=GREEN,
            ),
        ),
    ),
    Row(
        S_BOARD,
        "Communications officer",
        "Leaflets and posters in nine languages on children and domestic abuse",
        "Families who do not read English are reached",
        ("10.2.4",),
        -520,
        -300,
        (
            *talk(
                -490,
                -330,
                "Text agreed.",
                "Translations checked by native speakers.",
                "Printed and sent to 140 places.",
            ),
            *claimed(
                -308,
                "Leaflets are in all 140 places.",
                Prove(-311, "Distribution list with dates", Rung.DOCUMENT),
                Prove(-310, "What 40 residents said about the leaflets", Rung.VOICE),
                Prove(-309, "Leaflets on the partnership's website", Rung.DOCUMENT, EvidenceKind.LINK),
            ),
            *assured(-289, "Residents had seen the leaflets and understood them."),
        ),
    ),
)
