"""A long report as a PDF, typeset by script: chapters, lists, tables, footnotes, and its recommendations at the end."""

import random

import typst

NOUNS = [
    "records",
    "schools",
    "officers",
    "nurses",
    "parents",
    "children",
    "thresholds",
    "visits",
    "meetings",
    "audits",
    "plans",
    "referrals",
]
VERBS = [
    "review",
    "audit",
    "publish",
    "share",
    "strengthen",
    "test",
    "rewrite",
    "explain",
    "record",
    "follow",
    "watch",
    "improve",
]
ABOUT = ["in the first year of life", "at weekends", "after a move", "within the family home", "across the county"]


def sentence(chance: random.Random) -> str:
    """One that says something, and nothing."""
    first, second = chance.sample(NOUNS, 2)
    return (
        f"Practitioners told the author that {first} were often seen apart from {second} "
        f"{chance.choice(ABOUT)}, and that it took {chance.randrange(2, 30)} days to {chance.choice(VERBS)} them."
    )


def asked(number: int) -> str:
    """What the recommendation of a number asks for."""
    chance = random.Random(number)
    one, other = chance.sample(NOUNS, 2)
    return f"The Partnership should {chance.choice(VERBS)} its guidance on {one} and {other} {chance.choice(ABOUT)}."


def long_report(pages: int = 340, recommendations: int = 60) -> bytes:
    """So many pages of a report in so many words, with so many recommendations, each with two limbs."""
    chance = random.Random(pages)
    said = [
        '#set page(paper: "a4", header: [Safeguarding Partnership: Child Q], footer: context counter(page).display())',
        '#set text(size: 11pt)\n#set heading(numbering: "1.1")\n#set par(justify: true)',
        "#align(center)[#text(size: 24pt)[Child Q: an overview report]]\n#pagebreak()\n#outline()\n#pagebreak()",
    ]
    for number in range(pages - 12 - recommendations // 6):
        if number % 12 == 0:
            said.append(f"= What the review heard of {chance.choice(NOUNS)}")
        said.append(f"== Of {chance.choice(NOUNS)} {chance.choice(ABOUT)}")
        for _ in range(3):
            said.append(" ".join(sentence(chance) for _ in range(5)) + "\n")
        said.append("".join(f"- {sentence(chance)}\n" for _ in range(4)))
        said.append(f"A note#footnote[{sentence(chance)}] was kept.\n#pagebreak()")
    said.append("= Recommendations\nThe author makes these recommendations.\n")
    for number in range(1, recommendations + 1):
        said.append(f"*Recommendation {number}:* {asked(number)} It should:\n\na) {sentence(chance)}\n\nb) report.\n")
    said.append("= Conclusion\n" + " ".join(sentence(chance) for _ in range(8)))
    return typst.compile("\n".join(said).encode())
