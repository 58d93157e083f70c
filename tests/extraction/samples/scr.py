"""Serious case reviews: scattered after each finding, in a numbered list, twice, and with an earlier review's cited."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Again, Report, Style, body, contents, h, items, p, page, table

say = Style("Recommendation {ref}:", own_line=True)
SCATTERED = Report(
    "scr-scattered",
    "Serious Case Review: Child M",
    body(
        contents(),
        h("Introduction", 1, "1."),
        p("This review concerns Child M, who was four months old when he died. It was commissioned by the independent "
          "chair of the Ferrydale Safeguarding Children Board{{The Board was replaced in September 2019 by the "
          "Ferrydale "
          "Safeguarding Children Partnership.}} and makes six recommendations.", "1.1"),
        *story(0, 2, "1.1."),
        h("What was known", 1, "2."),
        *story(2, 4, "2."),
        h("Findings", 1, "3."),
        h("Pre-birth planning", 2, "3.1"),
        p("The pre-birth assessment began in week 34. The review found that a recommendation of the child protection "
          "conference, that parents be seen apart, was not carried out.", "3.1.1"),
        *story(6, 1, "3.1.1."),
        say("1", "That the Board seeks assurance from the maternity service and from children’s social care that every "
            "pre-birth assessment is begun by the sixteenth week of pregnancy, or within ten working days of a later "
            "booking, and that it is complete by week thirty.", to=("the Board",)),
        h("Seeing the father", 2, "3.2"),
        p("No professional met Child M’s father before the birth. One record called him “partner (name "
          "unknown)”.", "3.2.1"),
        p("Fathers should be seen as a risk and as a resource. The learning from this review is not new: it has been "
          "made in national analyses since 2008.", "3.2.2"),
        say("2", "That all partner agencies review their forms and guidance so that:",
            "the names and dates of birth of both parents, and of any partner who lives in or visits the home, are "
            "written down at the first contact;",
            "it is recorded when each of them was last seen{{Seen means met in person; a telephone call does not "
            "suffice.}} and by whom;",
            "a decision not to make enquiries about a father is made by a manager and gives its reason.",
            closing="The Board should receive a report on progress six months after publication of this review.",
            to=("all partner agencies",)),
        h("Injuries in babies who do not move on their own", 2, "3.3"),
        *story(1, 2, "3.3."),
        say("3", "The Board should relaunch the bruising protocol. In doing so it should make plain that the protocol "
            "applies to every professional, that it leaves no discretion, and that an explanation which appears "
            "plausible does not remove the duty to refer. The relaunch should reach general practitioners, "
            "out-of-hours "
            "services and nurseries. ¶It should be followed by an audit of thirty cases, the results of which should "
            "be "
            "brought to the Board within twelve months, together with the views of parents whose children were "
            "examined.", to=("The Board",)),
        say("4", "The Board should ask the clinical commissioning group to satisfy itself that a paediatrician is "
            "available to examine a child on every day of the year.", to=("The Board", "the clinical commissioning "
                "group")),
        p("This was raised with the group in the course of the review, and work has begun.", "3.3.3"),
        h("Challenge between agencies", 2, "3.4"),
        *story(8, 2, "3.4."),
        p("The following recommendation is therefore made.", "3.4.3"),
        say("5", "That the Board:",
            ("reviews its escalation policy to ensure that", "a)", "it has no more than three stages;",
             "times are set for each stage;", "any practitioner may begin it;"),
            "publishes each quarter how many times it was used, and by which agency; and",
            "asks practitioners in its yearly survey whether they know of it.", to=("the Board",)),
        h("Supervision", 2, "3.5"),
        *story(10, 2, "3.5."),
        say("6", "Each agency should report to the Board on the frequency and the quality of safeguarding supervision.",
            to=("Each agency",)),
        h("Conclusion", 1, "4."),
        p("Child M was a much-loved baby. Nobody could have predicted that he would die, but the risks to him were "
          "not hidden. The Board should take comfort from the willingness of staff to reflect.", "4.1"),
        *story(13, 2, "4.1."),
    ),
    front=("Overview report", "Independent author: A. Lead-Reviewer", "June 2019"),
    header="Serious Case Review Child M – OFFICIAL", footer="Page {n} of {of}",
    formats=("txt", "wrapped", "tight", "pdf", "small", "short", "docx", "html", "md"),
)  # fmt: skip


def tenth(number, text, *parts, **more):
    return Style(f"10.2.{number}", own_line=False)(f"10.2.{number}", text, *parts, **more)


NUMBERED = Report(
    "scr-10-2",
    "Child Q: a Serious Case Review",
    body(
        contents(),
        h("INTRODUCTION", 1, "1."), *story(0, 3, "1."),
        h("THE AGENCIES", 1, "7."), h("Wharfside Council: Children’s Services", 2, "7.1"), *story(3, 4, "7.1."),
        h("CONCLUSIONS AND LESSONS LEARNED", 1, "9."),
        p("Much of what was found has been found before. There should have been a single plan for Child Q; there were "
          "four.", "9.1"), *story(7, 2, "9.1."),
        h("THE RECOMMENDATIONS FROM THIS REVIEW", 1, "10."),
        h("Introduction", 2, "10.1"),
        p("The individual management reviews made 31 recommendations, which are not repeated here. The Board should "
          "be told of progress with them in the usual way.", "10.1.1"),
        p("What follows is addressed to the Board itself.", "10.1.2"),
        h("Recommendations to the Wharfside Safeguarding Children Board", 2, "10.2"),
        tenth(1, "The Board should require statutory agencies to show that a child who is not brought to an "
                 "appointment "
              "is treated as a child who may be at risk, and not as an adult who did not attend.", to=("The Board",)),
        tenth(2, "The Board should review its training on neglect.", to=("The Board",)),
        tenth(3, "The Board should ensure that its procedures for resolving disagreement are known, understood and "
                 "used. "
              "It should do so by including a question in its yearly audit under section 11{{Section 11 of the "
              "Children "
              "Act 2004 sets out the duties of named bodies.}} and by inviting the three agencies that have never "
              "escalated a concern to explain why.", to=("The Board",)),
        tenth(4, "The Board should ask the Council to report on:",
              "the number of social workers whose caseload is above the agreed limit;",
              "the number of children who have had more than two social workers in a year; and",
              "what has been done about both.",
              to=("The Board", "the Council")),
        tenth(5, "The Board should write to the Department for Education about the difficulty of tracing children who "
              "are withdrawn from a school roll, ¶and should ask that the national guidance be revised to require the "
              "receiving authority to acknowledge, in writing and within five days, that it knows of the child.",
              to=("The Board",)),
        tenth(6, "The Board should seek assurance from Wharfside Hospitals that the liaison form is completed for "
                 "every "
              "child whose parent attends the emergency department after self-harm, an overdose or an assault.",
              to=("The Board", "Wharfside Hospitals")),
        tenth(7, "The Board should ask the agencies that contributed to this review to consider, in the light of this "
              "overview, whether anything further is needed in respect of individuals or teams.", to=("The Board",)),
        tenth(8, "The Board should decide how it will know, a year from now, that these recommendations have made a "
              "difference to children.", to=("The Board",)),
        h("APPENDIX A: THE PANEL", 1),
        table(["Name / Designation", "Organisation", "Role"], ("Designated Nurse", "Wharfside CCG", "Member"),
              ("Head of Service", "Wharfside Council", "Member"), ("Detective Inspector", "Police", "Member")),
        h("APPENDIX B: TERMS OF REFERENCE", 1),
        p("The review should consider the following questions:"),
        *items("Were practitioners aware of the signs of neglect?", "Should the case have been transferred sooner?",
               "Was the child seen, and was the child heard?", marker="1."),
    ),
    front=("Overview report for the Wharfside Safeguarding Children Board", "Final version"),
    header="CONFIDENTIAL UNTIL PUBLISHED", footer="{n}",
    formats=("txt", "margins", "pdf", "small", "numbered", "html"),
)  # fmt: skip

short = Style("Recommendation {ref}", own_line=True)
T = (
    ("The Partnership should commission a review of the arrangements by which information about adults in drug and "
     "alcohol treatment who have care of children is shared with children’s services.",
     "The Safeguarding Partnership should commission a review of the arrangements by which information about adults in "
     "drug and alcohol treatment who have care of children is shared with children’s services."),
    ("Community Health should ensure that a two-year developmental check that is missed is followed by a visit to the "
     "home, and that the visit takes place within four weeks.", None),
    ("The Partnership should satisfy itself that the voice of children who do not speak, because of age or disability, "
     "is sought by observation and is recorded as such. It should do so by sampling records across agencies.",
     "The Partnership should satisfy itself that the voice of children who do not speak, because of age or of "
     "disability, "
     "is sought through observation and recorded as such. It should do so by sampling records across agencies."),
    ("Wharfside Council should provide the Partnership with a plan for reducing the use of agency social "
     "workers.", None),
)  # fmt: skip
FIRST = [short(str(n + 1), body_text) for n, (body_text, _) in enumerate(T)]
SECOND = [short(str(n + 1), other or text) for n, (text, other) in enumerate(T)]
TWICE = Report(
    "scr-twice",
    "Serious Case Review in respect of Family T",
    body(
        h("Executive summary", 1),
        p("Two sisters suffered neglect over six years. This summary gives the main findings and lists the "
          "recommendations, which are set out again with their reasons in section 5."),
        *story(4, 2),
        h("Summary of recommendations", 2),
        *(Again(one, n) for n, one in enumerate(SECOND)),
        page(),
        h("The family and what happened", 1), *story(0, 5),
        h("Analysis", 1), *story(9, 4),
        h("Recommendations and reasons", 1),
        *(x for n, one in enumerate(FIRST) for x in (
            h(("Substance misuse", "Missed checks", "Voice", "Workforce")[n], 2), *story(n * 3, 1),
            type(one)(one.ref, one.text, one.blocks, also=(SECOND[n],)))),
        h("References", 1),
        p("Author A (2016) Pathways to harm: what should we learn? London: A Publisher."),
        p("Author B (2018) Recommendations that work. Leeds: Another Publisher."),
    ),
    front=("Published May 2018",), header="Family T Serious Case Review", footer="{n} | Page",
    formats=("wrapped", "pdf", "docx", "txt", "two", "short"),
)  # fmt: skip

dot = Style("{ref}.", own_line=False)
EARLIER = Report(
    "scr-earlier-cited",
    "Overview report: Child Z2",
    body(
        h("Introduction", 1), *story(5, 2),
        h("Earlier reviews", 1),
        p("The Board published a review about Child R in 2014. Its recommendation 3 said that “the Board should ensure "
          "that all staff who work with children are trained in the use of the neglect toolkit within six months”. "
          "That "
          "review also made this recommendation:"),
        p("“Recommendation 5: The Board should require schools to keep a chronology for every child about whom there "
          "is a "
          "concern.”"),
        p("Progress with the recommendations of the Child R review is shown in the table."),
        table(["No.", "Recommendation (Child R, 2014)", "Progress", "Status"],
              ("1", "The Board should publish a neglect strategy.", "Published in March 2015.", "Complete"),
              ("3", "All staff should be trained in the use of the neglect toolkit.", "640 of 900 trained.", "Amber"),
              ("5", "Schools should keep a chronology for every child.", "Audit found 40% do.", "Red")),
        *story(11, 3),
        h("Recommendations of this review", 1),
        p("In making the following recommendations the author has been mindful of those made in 2014."),
        dot("1", "The Board should establish why the neglect toolkit is not used by those who have been trained in it, "
            "and should consider whether to go on with it."),
        dot("2", "Education leads should agree with head teachers a single form of chronology. The form should be "
                 "short "
            "enough to be read in a meeting, and should be passed on when a child changes school."),
        dot("3", "The Board should arrange that actions from serious case reviews are tested a year after they are "
            "closed. Recommendation 5 of the review of Child R should be the first to be tested."),
        dot("4", "Children’s Services should audit its decisions to close cases at first contact."),
        h("Glossary", 1),
        table(["Term", "Meaning"], ("CIN", "Child in need: a child who should have services under section 17"),
              ("ICPC", "Initial child protection conference"), ("LSCB", "Local Safeguarding Children Board")),
    ),
    front=("Northreach Safeguarding Children Board", "11 December 2017"), footer="Child Z2 – page {n}",
    formats=("txt", "pdf", "docx", "md", "wrapped"),
)  # fmt: skip

REPORTS = (SCATTERED, NUMBERED, TWICE, EARLIER)
