"""Investigators of accidents and of care: references of their own, observations that are none, notes on the intent."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Rec, Report, body, contents, h, inline, items, p, plain

HEALTH = Report(
    "health-investigation",
    "Transfer of care of young people in crisis",
    body(
        contents(),
        h("Executive summary"), *story(8, 1),
        h("1 Background"), *story(14, 2),
        h("2 Findings"), *items("Beds are sought by telephone.", "There is no shared definition of delay.",
                               "National guidance should be followed but is not known."),
        h("3 Safety recommendations"),
        p("The investigation makes the following safety recommendations."),
        *(Rec(ref, text, (p(text, f"Safety recommendation {ref}:"),)) for ref, text in (
            ("R/2023/220", "It is recommended that NHS England develops a national definition of a delayed transfer "
                           "for a "
             "young person in crisis, and that it publishes figures each month."),
            ("R/2023/221", "It is recommended that the Care Quality Commission includes the arrangements for young "
                           "people in "
             "emergency departments in its assessment of providers."),
            ("R/2023/222", "It is recommended that the Royal College, working with parents, revises its guidance on "
                           "one-to-one "
             "observation. The guidance should say who may observe, for how long, and what they should be told about "
             "the "
             "young person beforehand. It should be free to read."))),
        h("4 Safety observations"),
        *(p(text, f"Safety observation {ref}:") for ref, text in (
            ("O/2023/198", "Organisations can improve safety by recording the wishes of the young person in one "
                           "place."),
            ("O/2023/199", "It may be beneficial if integrated care boards agree which service should hold the "
                           "risk."))),
        h("5 Safety actions"),
        p("The Trust has introduced a flow co-ordinator and should complete an evaluation in June."),
        h("6 References"), p("Author, C. (2020) It is recommended: safety science in practice. Journal of Care, 3(2)."),
    ),
    front=("Independent report", "October 2023"), footer="{n}",
    formats=("pdf", "html", "docx", "txt", "print", "margins"),
)  # fmt: skip

AIR = Report(
    "air-reference-at-end",
    "Serious incident to a light helicopter: final report RO-2031-002",
    body(
        contents(),
        h("1. Executive summary"), *story(12, 1, "1."),
        h("2. Analysis"), *story(2, 3, "2."),
        h("4. Safety recommendations"),
        h("General", 2),
        p("The Commission may issue recommendations to a person or organisation that is best placed to act.", "4.1"),
        h("Recommendations to the Aviation Authority", 2),
        p("The operator’s manual did not say how the harness was to be inspected. The Commission believes that this "
          "should "
          "have been seen at the audit.", "4.2"),
        inline("", "On 22 May 2031 the Commission recommended that the Director of the Aviation Authority require "
                   "harnesses to "
               "be inspected every fifty hours, and that the inspection be recorded in the aircraft’s log. (018/31)",
               ref="018/31", marker="4.3"),
        p("On 8 July 2031 the Aviation Authority advised that it accepted the recommendation and should have a rule "
          "in place "
          "by December.", "4.4"),
        h("Recommendations to the operator", 2),
        inline("", "On 22 May 2031 the Commission recommended that the chief executive of the operator arrange for "
                   "pilots to "
               "be trained in underwater escape at least every two years. (019/31)", ref="019/31", marker="4.5"),
        p("On 1 June 2031 the operator replied:", "4.6"),
        p("We agree that pilots should be trained and have booked the first course."),
        inline("", "On 22 May 2031 the Commission recommended that the chief executive of the operator review how "
                   "concerns "
               "of junior staff are heard, and tell them what has been done. (020/31)", ref="020/31", marker="4.7"),
        p("On 16 September 2031 the Commission approved the closure of recommendation 020/31 on the basis that what "
          "was done "
          "had addressed the safety issue.", "4.8"),
        h("5. Key lessons"), p("A harness should be worn even on short flights.", "5.1"),
        h("6. Citations"), p("Authority (2029). Advisory circular AC91-3."),
    ),
    header="Final report RO-2031-002", footer="Page {n} | Final report RO-2031-002",
    front=("Approved for publication October 2031",), formats=("pdf", "wrapped", "txt", "docx", "tight"),
)  # fmt: skip


def rail(number, intent, text):
    """A recommendation whose intent is said first, under its number."""
    return Rec(str(number), f"{intent} {plain(text)}", (p(intent, str(number)), p(text)))


RAIL = Report(
    "rail-intent",
    "Rail accident report: passenger trapped and dragged at Thornley",
    body(
        contents(),
        h("Summary", 1), *story(15, 1, "1."),
        h("The accident", 1), *story(4, 3, "2."),
        h("Previous recommendations that had the potential to address one or more factors", 1),
        p("The investigation into a similar accident at Dunmere made recommendation 3, which read: “Train operators "
          "should "
          "review the risk assessment for the dispatch of trains from curved platforms.” It was reported as "
          "implemented."),
        h("Recommendations", 1),
        p("The following recommendations are made:{{Those identified in the recommendations have a general and ongoing "
          "obligation to comply with health and safety legislation and need to take these recommendations into "
          "account.}}"),
        rail(1, "The intent of this recommendation is to reduce the risk of a passenger being trapped in closed doors.",
             "Northway Trains should, in consultation with the manufacturer, review the force at which its doors will "
             "reopen{{Measured as the standard describes.}}, and should implement any change that is reasonably "
             "practicable "
             "(paragraph 45)."),
        rail(2, "The intent of this recommendation is to improve what a driver can see.",
             "The infrastructure owner should fit monitors at curved platforms where a guard is not provided, "
             "beginning "
             "with those that more than a million passengers use in a year (paragraph 71)."),
        rail(3, "The intent of this recommendation is that learning is not lost when a franchise changes hands.",
             "The Department should make the transfer of safety records a condition of every award (paragraph 90). "
             "This "
             "recommendation may also apply to light rail."),
        h("Learning point", 1),
        p("This accident has reminded the industry that dispatch staff should check the whole of the train.", "1"),
        h("Appendices", 1), h("Appendix A - Glossary of abbreviations and acronyms", 2),
        p("CCTV Closed-circuit television"), p("DOO Driver-only operation"),
    ),
    header="Report 07/2031 Thornley", footer="{n}", front=("Report 07/2031", "August 2031"),
    formats=("pdf", "txt", "docx", "wrapped", "small"),
)  # fmt: skip

REPORTS = (HEALTH, AIR, RAIL)
