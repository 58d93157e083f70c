"""Councils' needs assessments: tables of recommendations, titled paragraphs, and "It is recommended that" in prose."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Rec, Report, body, contents, h, inline, items, p, table

HEADS = ["REF", "RECOMMENDATION", "ACTION", "ACTION FOR?", "POSSIBLE MEASURES"]
ROWS = (
    "A GOOD START",
    ("1", "Every family should be offered an antenatal visit by the health visitor, whether or not it is the first "
          "baby.",
     "Review capacity.\nAgree a standard with midwives.", "Public Health; Community Trust", "Share of visits made"),
    ("2", "Increase the number of mothers who breastfeed at six weeks in the wards where it is lowest.",
     "Expand peer support to four wards.", "Public Health", "Prevalence at 6–8 weeks"),
    ("3", "Children’s centres should be open at times when parents who work can come, and should say so in the "
          "languages that "
     "are spoken nearby. Opening on Saturdays should be tried in two places before it is decided upon.",
     "Survey of parents.\nPilot in two centres.", "Children’s Services", "Attendance by ward"),
    "READY TO LEARN",
    ("4", "Develop a single assessment at two years, to be shared between nursery and health visitor with the parent’s "
     "agreement.", "Working group to report by June.", "Early Years; Community Trust", "Assessments done together"),
    ("5", "Improve take-up of the free entitlement among children in temporary accommodation.",
     "Letter with each placement.", "Housing; Early Years", "Take-up each term"),
    "SAFE AT HOME",
    ("6", "Reduce admissions for accidents among children under five.", "Equipment scheme.\nTraining for landlords.",
     "Fire Service; Public Health", "Admissions per 10,000"),
    ("7", "Commission support for children who live with a parent who drinks. The support should begin with the child "
          "and "
     "not wait for the parent.", "Specification to be written with young carers.", "Public Health; Children’s Services",
     "Children who are supported"),
    ("8", "Maintain the perinatal mental health pathway.", "Annual audit.", "All", "Women seen within two weeks"),
)  # fmt: skip
TABLED = Report(
    "needs-table",
    "Early Years Needs Assessment: summary and recommendations",
    body(
        contents(),
        h("Introduction"), *story(0, 1), p("Needs should be met early."),
        h("What the data say"),
        table(["Ward", "Births", "Low weight %"], ("Abbey", "120", "6.1"), ("Brook", "98", "8.4")),
        h("Recommendations"), p("Recommendations are set out in the table, with whom each is for."),
        *table(HEADS, *ROWS, ref=0, text=1, to=3),
        h("Data sources"), items("Births register", "Hospital episodes"),
    ),
    front=("Brookshire County Council", "January 2016"), header="Early Years Needs Assessment", footer="{n}",
    formats=("wide", "docx", "html", "md", "txt", "short"),
)  # fmt: skip

PLAN = Report(
    "plan-two-columns",
    "Multi-agency review of Baby F: recommendations",
    body(
        h("Context"), *story(12, 2),
        h("Learning and recommendations"),
        *table(["Learning", "Recommendation"],
               ("Appointments were offered by letter to a mother who could not read.",
                "Health providers should ask each parent how they wish to be told of an appointment, and record the "
                "answer."),
               ("The pre-birth protocol was not followed when the mother moved.",
                "The Partnership should agree with neighbouring partnerships how unborn children are transferred. The "
                "agreement should name the person who is responsible on any given day."),
               ("Staff said that they felt alone.",
                "All agencies should review their arrangements for staff who visit on their own after dark."),
               ref=None, text=1),
        h("Next steps"), p("Progress will be reported to the Partnership."),
    ),
    front=("Published 2022",), footer="Page {n}", formats=("pdf", "docx", "html", "txt", "md"),
)  # fmt: skip


def titled(number, title, *paragraphs):
    """A bold title with its number, and the argument that is the recommendation."""
    return Rec(
        number, f"{title} {' '.join(paragraphs)}", (p(title, number, bold=True), *map(p, paragraphs)), title=title
    )


TITLED = Report(
    "needs-titled",
    "Substance Misuse Needs Assessment",
    body(
        contents(),
        h("5. Findings", 1), h("5.1 Prevalence", 2), *story(8, 2),
        h("6. Conclusions and recommendations", 1),
        h("6.1 Conclusions", 2), *story(3, 2),
        h("6.2 Recommendations", 2),
        p("There are five recommendations in total, for the partnership board."),
        titled("6.2.1", "Establish a joint working group", "Services do not plan together. A group of commissioners "
                                                           "and "
               "providers, chaired by the director of public health, would give a lead and could meet each quarter."),
        titled("6.2.2", "Develop a pathway for parents who are in treatment and whose children have a plan",
               "At present each service believes that another co-ordinates. The pathway will name one.",
               "It will need to be tested with parents, and reviewed once it has run for a year."),
        titled("6.2.3", "Train together", "Joint training builds trust at little cost."),
        titled("6.2.4", "Agree what is counted", "Without a shared definition of a young carer there can be no "
                                                 "figure. The "
               "school census offers one that all could use."),
        titled("6.2.5", "Involve people who use services", "People in recovery have told us that they wish to help."),
        h("6.3 Next steps", 2), p("The board will consider this report in May and should publish a plan."),
        h("Appendix 1: Interviews", 1), items("Six parents", "Nine practitioners"),
    ),
    front=("For the Brookshire partnership",), header="Brookshire Substance Misuse Needs Assessment",
    footer="Page {n} of {of}",
    formats=("pdf", "short", "docx", "txt", "wrapped"),
)  # fmt: skip

INLINE = Report(
    "needs-inline",
    "Health needs assessment: Stanbridge Secure Training Centre",
    body(
        h("Introduction", 1), *story(12, 2),
        h("Primary care", 1), *story(8, 1),
        inline("There is no agreement between the centre and the practice about urgent calls.", "It is recommended "
            "that a "
               "service level agreement is drawn up between the two, with clear targets."),
        inline("", "It is recommended that the dental waiting list is reviewed each month{{At the time of the visit "
                   "31 young "
               "people waited.}} by the clinical lead and the result is sent to commissioners."),
        h("Mental health", 1), *story(11, 1),
        p("It was recommended in 2018 that a psychologist be appointed; this has been done."),
        inline("Groups are popular.", "It is recommended that the number of places on the sleep group is doubled by "
                                      "the "
               "spring."),
        inline("", "It is recommended that custody officers are trained to recognise the early signs of psychosis. "
                   "This "
               "should be provided by the community team and repeated each year.", to=("custody officers",)),
        h("Health promotion", 1), *story(5, 1),
        inline("", "It is further recommended that young people are involved in choosing the menu."),
        h("References", 1), p("It is recommended: a guide for commissioners (2017). Leeds."),
    ),
    front=("Final report", "November 2021"), header="Stanbridge HNA", footer="{n}",
    formats=("pdf", "short", "docx", "txt", "wrapped", "html"),
)  # fmt: skip

REPORTS = (TABLED, PLAN, TITLED, INLINE)
