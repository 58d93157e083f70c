"""Narrative that reports are padded with: what happened, what was thought, and words that only look like asking."""

from tests.extraction.samples.report import p

TOLD = (
    "The family had been known to universal services since the birth of the eldest child. The health visitor saw the "
    "children at home on five occasions and recorded no concern about their development or their presentation.",
    "In March the school made a referral after the child arrived with a bruise to the cheek. The explanation that was "
    "given, a fall from a bunk bed, was accepted without being tested against what was known of earlier injuries.",
    "A strategy discussion should have been held that afternoon. It was not held until nine days later, and nobody "
    "from "
    "the hospital was invited to it.",
    "Practitioners told the review that caseloads in the assessment team stood at more than thirty, and that they had "
    "come to regard the threshold document as an obstacle and not as a help.",
    "The mother described to the lead reviewer how she had moved four times in eighteen months. She said that each "
    "move "
    "meant telling her story again, and that she should have been asked what she was afraid of.",
    "There is evidence of good practice by the school nurse, who kept in touch with the family over two summer "
    "holidays "
    "and whose records are a model of clarity.",
    "It is now recognised across the partnership that the threshold for a pre-birth assessment was applied too late. "
    "The "
    "guidance has since been rewritten and was launched at a conference attended by two hundred people.",
    "The panel considered whether the outcome could have been foreseen and concluded that it could not. What could "
    "have "
    "been foreseen was that the children would go on living with fear.",
    "The general practitioner received eleven letters in the period under review, of which seven reported that an "
    "appointment had been missed. No letter drew the others together.",
    "Research shows that professional curiosity is hardest to sustain where a parent is both plausible and hostile. "
    "The "
    "records of this family contain many examples of both.",
    "Staff who had known the family spoke of their sadness. Several had not been offered any support after the death, "
    "which the review raised with their employers at the time.",
    "Housing officers visited on three occasions about rent arrears and on each occasion noted that the property was "
    "cold. They did not know whom they should tell, and the form which they used had no place to write it.",
    "The chronology that follows is a summary. It sets out only those events which the panel thinks significant, and "
    "it "
    "has been agreed with each of the contributing agencies.",
    "Police attended the address on 14 August and completed a notification, which was shared with the hub within the "
    "hour. It was graded as standard risk although it was the third in ten weeks.",
    "At the conference in November the chair asked the core group to obtain the results of the hair strand test before "
    "any decision was taken. The minutes do not show that this was done.",
    "The review has heard that much has changed. A new electronic system links the records of midwives and health "
    "visitors, and an escalation policy is in place which staff say that they would use.",
)  # fmt: skip


def story(first, count=3, marker=""):
    """Some paragraphs of narrative, from the `first`; numbered where `marker` says how ("3." begins 3.1)."""
    return tuple(p(TOLD[(first + n) % len(TOLD)], f"{marker}{n + 1}" if marker else "") for n in range(count))
