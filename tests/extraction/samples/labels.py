"""Other ways to label: in words, with a title, in capitals with the addressee, numbers by theme, agencies' own "
"lists."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Rec, Report, Style, body, contents, h, items, p, plain


def worded(word, text, *parts, ref):
    made = Style("Recommendation " + word, own_line=True)(ref, text, *parts)
    return Rec(ref, made.text, made.blocks, made.parts)


WORDED = Report(
    "label-in-words",
    "Overview report: Child Tamsin",
    body(
        h("Part 1"), *story(2, 3), h("Part 2: Recommendations"),
        p("The panel has agreed four recommendations."),
        worded("One", "The Partnership should review how it prepares children for a change of school {-in the autumn "
                      "term-}{+at any "
               "time of year+}, and should hear from at least twenty children before it does so.", ref="One"),
        worded("Two", "Health commissioners should end the use of answering machines as a first point of contact for "
                      "families "
               "whose child has a plan.", ref="Two"),
        worded("Three", "The Council should:", "{+tell schools when a family is to be moved;+}",
               "pay the cost of travel for {-six-}{+twelve+} weeks; and", "count how often each is done.", ref="Three"),
        worded("Four", "Police officers who attend a domestic incident should see and speak with each child in the "
                       "house, and "
               "should write down what the child said. Where a child is asleep the officer should return.", ref="Four"),
        h("Part 3: Family members’ views"), p("Tamsin’s aunt told us that services should not wait to be asked."),
    ),
    front=("Confidential until published",), footer="{n}", formats=("docx", "txt", "pdf", "wrapped"),
)  # fmt: skip


def dashed(number, title, *paragraphs):
    """A heading that holds number and title, and paragraphs under it."""
    head = h(f"Recommendation {number} – {title}", 2)
    return Rec(str(number), " ".join(map(plain, paragraphs)), (head, *map(p, paragraphs)), title=title)


DASHED = Report(
    "label-with-title",
    "Practice review: the Harper children",
    body(
        contents(), h("1. What happened"), *story(0, 3),
        h("2. What we learned and what we recommend"), *story(7, 1),
        dashed(1, "A shared language of need", "The partners should adopt one description of levels of need and "
                                               "should give up "
               "the three that are in use.", "It should be written so that a parent can use it. Training alone will "
                                             "not be "
               "enough: managers should model the words in supervision and in meetings."),
        dashed(2, "Private fostering", "The Council should write each year to every school, surgery and place of "
                                       "worship in the "
               "county to say what private fostering is and who must be told of it."),
        dashed(3, "Neglect that is dental", "Dentists should be invited to strategy discussions where decay is "
                                            "severe, and the "
               "dental committee{{The committee represents dentists in contract with the NHS.}} should agree how the "
               "time is "
               "paid for. Until then the named nurse should speak to the practice and report to the meeting."),
        dashed(4, "Testing change", "The scrutineer should visit two teams a quarter and ask what is different."),
        h("3. Response of the partners"),
        p("The partners accept recommendations 1, 2 and 4. They have asked for more work on recommendation 3."),
    ),
    front=("Harrowdale partners, 2024",), header="The Harper children", footer="Page {n}",
    formats=("pdf", "docx", "html", "md", "txt", "wrapped", "two", "short"),
)  # fmt: skip

caps = Style("RECOMMENDATION {ref}:", own_line=False)
CAPS = Report(
    "label-capitals",
    "SERIOUS CASE REVIEW – FAMILY N",
    body(
        h("SUMMARY"), *story(4, 2), h("LESSONS"), *story(10, 2), h("RECOMMENDATIONS"),
        caps("1", "(LSCB) Develop a pathway for children whose parent is in prison."),
        caps("2", "(Children’s Services and Police) Agree who tells a child that a parent has been arrested. Such "
                  "agreement to "
             "include what is said to the school on the following morning, and by whom."),
        caps("3", "(Probation) Add to the pre-release plan the names of all children with whom the offender will live "
                  "or have "
             "contact, and share the plan with children’s services not less than 28 days before release."),
        caps("4", "(All) Ensure that:", "chronologies are kept;", "they are read.", closing="Compliance to be audited "
            "yearly."),
        h("INDIVIDUAL AGENCY RECOMMENDATIONS"),
        p("Each agency made recommendations of its own in its individual management review."),
        h("Police", 2),
        *(Rec(str(n), t, (p(t, f"{n}."),), single_agency=True) for n, t in enumerate((
            "Officers to record the school of each child at an incident.", "The form to be changed to allow for "
                "this."), 1)),
        h("Wharfside Hospitals", 2),
        *(Rec(str(n), t, (p(t, f"{n}."),), single_agency=True) for n, t in enumerate((
            "The trust should review its policy for children who leave before they are seen.",), 1)),
        h("REFERENCES"), p("A Department (2015) Working Together."),
    ),
    front=("MARCH 2016",), footer="PAGE {n}", formats=("txt", "pdf", "docx", "wrapped"),
)  # fmt: skip

theme = Style("{ref}", own_line=False)
THEMED = Report(
    "label-by-theme",
    "Learning from five deaths: thematic report",
    body(
        contents(), h("1 Sleep"), *story(3, 2), h("2 Drugs"), *story(6, 2), h("Recommendations by theme"),
        h("Theme 1: Sleep", 2),
        *(Rec(r, plain(t), (p(t, f"Recommendation {r}"),)) for r, t in (
            ("1.1", "The Partnership should adopt the “prevent and protect” model and appoint someone to lead it."),
            ("1.2", "Midwives and health visitors should look at where the baby sleeps, by day and by night, and "
                    "should write "
             "down what they saw.{{Seen in person, with the parent’s agreement.}} They should do so again if the "
             "family moves."))),
        h("Theme 2: Drugs", 2),
        *(Rec(r, plain(t), (p(t, f"Recommendation {r}"),)) for r, t in (
            ("2.1", "Treatment services should give a locked box to every parent who takes medicine home, and should "
                    "check at "
             "each review that it is used."),
            ("2.2", "Commissioners should require this in their contracts from April."))),
        h("Glossary"), *items("SUDI: sudden unexpected death in infancy", "CDOP: child death overview panel"),
    ),
    front=("Child Death Overview Panel",),
    footer="{n} of {of}", formats=("pdf", "docx", "txt", "html", "margins", "small"),
)  # fmt: skip

REPORTS = (WORDED, DASHED, CAPS, THEMED)
