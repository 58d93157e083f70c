"""Ombudsmen, inspectors and auditors: what is to be put right, what must improve, letters in a list."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Rec, Report, Style, body, h, items, p, page, plain, table

PUT_RIGHT = (
    "apologise in writing to Ms X and to her son for the faults that are identified in this report;",
    "pay Ms X £1,200 to recognise the education that her son lost;",
    "amend his education, health and care plan within four weeks, and tell us when it has done so; and",
    "review its procedure for annual reviews and send us the new procedure.",
)  # fmt: skip
LEAD = "To put things right we recommend that the Council:"
OMBUDSMAN = Report(
    "ombudsman",
    "Investigation into a complaint about Fenbridge Council (reference 19 999 999)",
    body(
        h("Report summary"), *story(2, 1),
        h("Finding"), p("Fault found causing injustice and recommendations made."),
        h("The complaint"), *story(7, 2),
        p("The Council should have reviewed the plan in May 2019.", "14."),
        h("Conclusions"), *story(14, 2),
        h("Recommendations"),
        p("The Council must consider the report and confirm within three months what it has taken or proposes to "
          "take. The Council should consider the report at a meeting of its full "
          "council or cabinet and we will require evidence of this. (The Act of 1974, section 31(2), as amended)"),
        Rec(None, " ".join([LEAD, *PUT_RIGHT]), (p(LEAD), *items(*PUT_RIGHT)), PUT_RIGHT, ("the Council",)),
        h("Decision"),
        p("We have found fault by the Council, which caused injustice. It should take the action identified above."),
    ),
    front=("Report by the Ombudsman", "14 April 2021"), header="Final report", footer="{n}",
    formats=("pdf", "docx", "html", "txt", "wrapped"),
)  # fmt: skip


def asked(head, text, *parts):
    """A boxed or plain recommendation under a heading that names who must act."""
    return (h(head, 3), Rec(None, " ".join([plain(text), *parts]), body(p(text), items(*parts)), parts))


INSPECTORATE = Report(
    "inspectorate",
    "National child protection inspection: Vale Constabulary",
    body(
        h("Foreword"), p("All children deserve to grow up in an environment that is safe. Forces should be proud of "
                         "what they do "
                         "well."),
        h("1. Leadership"), *story(13, 2),
        *asked("Recommendation to the chief constable", "We recommend that, within three months, Vale Constabulary "
                                                        "reviews "
               "its practice so that:", "supervisors record the direction that they give; and",
               "the quality of what officers write about children is checked."),
        h("2. Missing children"), *story(4, 2),
        *asked("Recommendation to the chief constable", "We recommend that Vale Constabulary acts at once to improve "
                                                        "how it "
               "assesses the risk to children who are missing, and that it tells us within six weeks what it has "
               "done."),
        h("Areas for improvement", 3),
        *items("The force should make better use of its analysts.", "The force should improve the wording of its "
            "notices."),
        h("3. Detention of children"), *story(1, 2),
        *asked("Recommendation to the chief constable and the director of children’s services", "We recommend that, "
            "within six "
               "months, Vale Constabulary works with its partners so that no child is kept in a police cell for want "
               "of "
               "somewhere to sleep. The force should collect and publish the number of children for whom a bed was "
               "asked, "
               "the number for whom it was found, and the time that it took."),
        h("4. Conclusion"), p("The force has begun to act. We will revisit it."),
        h("Next steps"), p("Within six weeks the chief constable should send us an action plan."),
        h("Annex A: Child protection inspection methodology"),
        *items("self-assessment;", "case audits;", "visits."),
    ),
    front=("© Inspectorate 2023",), footer="{n}", formats=("pdf", "html", "docx", "txt", "print"),
)  # fmt: skip

letter = Style("{ref}", own_line=False)
AUDIT = Report(
    "audit-office-letters",
    "Improving outcomes for children in need of help",
    body(
        h("Key facts"),
        table(["391,000", "£11.1bn", "24"], ("children in need at 31 March", "spent by authorities", "authorities "
            "rated "
                                            "inadequate")),
        h("Summary"), *story(11, 2, ""),
        h("Key findings", 2),
        p("The Department does not know why activity varies. Its own plan says that it should know by 2022.", "9"),
        p("Spending on prevention has fallen by half.", "10"),
        h("Conclusion on value for money", 2),
        p("The Department cannot show value for money until it understands what it is buying.", "18"),
        h("Recommendations", 2),
        p("Our recommendations are as follows.", "19"),
        letter("a", "The Department should set out, by the end of the year, what pattern of services it expects to "
                    "see and "
               "how it will know that children are better for them."),
        letter("b", "The Department should work with others to bring together what is known about children who are "
                    "known to "
               "more than one service."),
        letter("c", "The Department should publish the results of its research on variation between authorities. If "
                    "the "
               "research does not explain the variation the Department should commission more."),
        letter("d", "The Department and the inspectorate should improve how they intervene in failing authorities, by:",
               "acting sooner;", "measuring what intervention costs; and", "learning from those that improve."),
        page(),
        h("Part One"), h("The system and what is asked of it", 2), *story(3, 3, "1."),
        *items("local authorities;", "schools; and", "health bodies.", marker="a"),
    ),
    front=("Report by the Comptroller", "HC 9999"), header="Improving outcomes for children Summary", footer="{n}",
    formats=("pdf", "two", "txt", "docx", "wrapped"),
)  # fmt: skip

REPORTS = (OMBUDSMAN, INSPECTORATE, AUDIT)
