"""Reviews with findings and questions in place of recommendations, and letters of coroners, whose concerns are none."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Report, body, contents, h, inline, items, p, table


def finding(number, words, first, *questions):
    return body(
        h(f"Finding {number}: {words}", 2), *story(first, 2),
        h("Questions for the Board to consider", 3), items(*questions),
    )  # fmt: skip


SCIE = Report(
    "learning-together",
    "A Learning Together review: the case of Bee",
    body(
        contents(),
        h("1. Introduction"), h("1.1 Why this case was chosen", 2), *story(6, 2),
        p("The Learning Together model does not make recommendations. It sets out findings, each with questions by "
          "which the "
          "Board can decide what should be done."),
        h("2. The findings"),
        table(["", "Finding", "Category"], ("1", "Practitioners look to the most recent event and not to the pattern.",
              "Human bias"), ("2", "There are no arrangements by which concerns about a practitioner’s decision are "
                                   "heard.",
                              "Management systems")),
        finding(1, "Practitioners look to the most recent event and not to the pattern", 1,
                "Does the Board recognise this pattern elsewhere?",
                "How could the Board support practitioners to use chronologies that are short?",
                "Who should own this work, and how will the Board know that it has made a difference?"),
        finding(2, "Concerns about a decision have nowhere to go", 9,
                "Is the Board satisfied that the escalation policy should remain as it is?",
                "The Board should consider whether the policy is the obstacle or whether culture is.",
                "What would good look like?"),
        finding(3, "The use of duty systems means that no one knows the family", 3,
                "Should the Board commission a review of duty systems?"),
        h("3. Conclusion"), p("Agencies should be commended for their openness."),
        h("References"), p("Author S, Author L and Author J (2010) Learning together to safeguard children. London."),
    ),
    front=("Southmere Local Safeguarding Children Board", "January 2016"), footer="{n}",
    formats=("pdf", "docx", "txt", "wrapped", "html"),
)  # fmt: skip

TOP = body(
    p("THIS REPORT IS BEING SENT TO:"),
    items("Chief Executive, Northmarsh University Hospitals", "Secretary of State for Health", marker="1."),
    h("1 CORONER", 2), p("I am an assistant coroner, for the coroner area of Northmarsh."),
    h("2 CORONER’S LEGAL POWERS", 2),
    p("I make this report under paragraph 7, Schedule 5, of the Coroners and Justice Act 2009 and regulations 28 and "
      "29 of "
      "the Coroners (Investigations) Regulations 2013."),
    h("3 INVESTIGATION and INQUEST", 2), p("On 4 March I commenced an investigation into the death of a boy aged 15."),
    h("4 CIRCUMSTANCES OF THE DEATH", 2), *story(9, 2),
    h("5 CORONER’S CONCERNS", 2),
    p("During the course of the inquest the evidence revealed matters giving rise to concern. In my opinion there is "
      "a risk "
      "that future deaths will occur unless action is taken. In the circumstances it is my statutory duty to report "
      "to you."),
    p("The MATTERS OF CONCERN are as follows."),
    items("The trust’s policy says that a plan should be shared with the family. No member of staff knew of it.",
          "There was no system to make sure that a referral marked urgent should be read on the day on which it came.",
          ("Evidence was heard about training:", "a)", "new staff receive none;", "agency staff should receive it but "
              "do not."),
          "A recommendation of the trust’s own investigation, that leave should be risk assessed, has not been "
          "carried out.",
          marker="(1)"),
)  # fmt: skip
BOTTOM = body(
    h("7 YOUR RESPONSE", 2),
    p("You are under a duty to respond to this report within 56 days of the date of this report, namely by 9 July. I, "
      "the "
      "coroner, may extend the period."),
    p("Your response must contain details of action taken or proposed to be taken, setting out the timetable for "
      "action. "
      "Otherwise you must explain why no action is proposed."),
    h("8 COPIES and PUBLICATION", 2),
    p("I have sent a copy of my report to the Chief Coroner and to the family. You may make representations to me "
      "about its "
      "release."),
    p("14 May 2024"),
)  # fmt: skip
CORONER = Report(
    "coroner-concerns",
    "REGULATION 28 REPORT TO PREVENT FUTURE DEATHS",
    body(TOP, h("6 ACTION SHOULD BE TAKEN", 2),
         p("In my opinion action should be taken to prevent future deaths and I believe you have the power to take "
           "such "
           "action."), BOTTOM),
    footer="{n}", formats=("pdf", "txt", "docx", "wrapped", "html"),
)  # fmt: skip

CORONER_ASKS = Report(
    "coroner-recommends",
    "Report to prevent future deaths",
    body(
        TOP, h("6 ACTION SHOULD BE TAKEN", 2),
        p("In my opinion action should be taken to prevent future deaths."),
        inline("", "I recommend that consideration is given by the Government to a national register of young people "
                   "who are "
               "admitted to an adult ward. I recognise that this is a matter for Parliament.", to=("the Government",)),
        inline("", "I recommend that the trust reviews, with parents, the leaflet that is given to families on the "
                   "first day, "
               "and that it tells me what has been changed.", to=("the trust",)),
        BOTTOM,
    ),
    footer="{n}", formats=("pdf", "txt", "docx"),
)  # fmt: skip

REPORTS = (SCIE, CORONER, CORONER_ASKS)
