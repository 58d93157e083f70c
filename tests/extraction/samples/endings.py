"""Where a list ends: principles, a glossary, replies and limbs after the last; words parted and joined by printing."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Report, Style, body, contents, h, items, p

rec = Style("Recommendation {ref}", own_line=True)
PRINCIPLES = Report(
    "principles-after",
    "Rapid review into the recording of restraint: final report",
    body(
        contents("Recommendation 1", "Recommendation 2", "Recommendation 3", "Annex: our principles"),
        h("Foreword"), *story(5, 1), h("What we heard"), *story(13, 2),
        h("Recommendations"),
        rec("1", "Providers should record each restraint in the same way. The official definition{{Published in the "
                 "statutory "
            "guidance of 2021.}} should be used, and the financial effect of doing so should be met from within the "
            "first "
            "year’s savings. Officials should confirm that the specification is sufficiently flexible to allow for the "
            "differences between a ward and a home.",
            "NHS bodies should begin by April.", "Local authorities should follow by July."),
        rec("2", "Boards should see the figures each month, with a commentary by somebody who was not involved. Where "
                 "the "
            "figures rise, the board should be able to show that it asked why, and what it was told."),
        rec("3", "The department should publish a report each year.",
            then=("The first should appear within eighteen months of this review. It should be written so that a young "
                  "person can read it.",)),
        h("Principles for data on restraint"),
        p("In our work we developed these principles, which everyone who collects data should follow:"),
        *items("Data should be collected once and used many times.", "Data should be open to those whom they describe.",
               "Nobody should collect what nobody uses.", "Staff should be told what was learned.", marker="1."),
        h("Annex: who took part"), *items("Young people from four units", "Parents", "Ward managers"),
    ),
    header="Rapid review: final report", footer="{n}", front=("An independent report",),
    formats=("print", "html", "margins", "txt", "docx", "small", "two", "short"),
)  # fmt: skip

r7 = Style("Recommendation {ref}:", own_line=False)
LAST = Report(
    "last-before-glossary",
    "Joint review of placements made at a distance",
    body(
        h("Summary"), *story(0, 1),
        h("Recommendations of the review"),
        *(r7(str(n), text, to=("placing authorities",)) for n, text in enumerate((
            "Placing authorities should tell the receiving authority, in writing and before the child arrives, that a "
            "child "
            "is to be placed.",
            "Placing authorities should visit within a week.",
            "Receiving authorities should keep a register of such children. The register should be seen by the "
            "police, who "
            "should use it when a child goes missing.",
            "Both should review together, each year, the homes in which more than three children have gone missing. "
            "They "
            "should invite the regulator. They should write down what was decided, and they should send it to the "
            "director "
            "of each authority within a fortnight. Where a home is to be used no longer, the children who live there "
            "should "
            "be told by someone whom they know.",
            "Ministers should revise the regulations."), 1)),
        p("GLOSSARY OF TERMS", bold=True),
        p("**Placing authority** – the council that is responsible for the child."),
        p("**Receiving authority** – the council in whose area the home is. It should be told of each placement."),
        p("**Regulator** – the body that should inspect homes."),
    ),
    header="Placements at a distance – joint review", footer="Page {n}", front=("2020",),
    formats=("pdf", "short", "txt", "docx", "md", "tight"),
)  # fmt: skip

bare = Style("{ref}.", own_line=False, marker="i.")
NESTED = Report(
    "nested-limbs",
    "Review of the deaths of two brothers",
    body(
        h("1 Findings"), *story(4, 3),
        h("2 Recommendations to the partnership"),
        p("We make four recommendations."),
        bare("1", "The partnership should require each agency to:",
             ("review its guidance so that:", "a)", "children are seen alone;", "what they say is written in their "
                 "own words;"),
             "report on what was found; and", "say how it will be sustained.",
             closing="This should be done before the end of the financial year."),
        bare("2", "The Council should move the hub’s night service from the call centre to the hub."),
        bare("3", "Health commissioners should",
             "increase the hours of the liaison nurse;",
             ("publish a standard for:", "•", "the time from referral to contact;", "what the referrer is told."),
             closing="The partnership should see the standard in draft."),
        bare("4", "The police should adopt body-worn video for visits to children who have been reported missing and "
                  "have come "
             "home, subject to the views of children."),
        h("3 Closing words"), p("The brothers’ mother asked that they be remembered together."),
    ),
    front=("Independent reviewers’ "
           "report",), footer="{n}", formats=("txt", "pdf", "docx", "numbered", "wrapped", "short"),
)  # fmt: skip

REPORTS = (PRINCIPLES, LAST, NESTED)
