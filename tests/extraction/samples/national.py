"""National reviews, inquiries and committees: replies, an annex that says all again, conclusions numbered with them."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Again, Rec, Report, Style, body, contents, h, items, p, page

rec = Style("Recommendation {ref}:", own_line=False)
PANEL = Report(
    "panel-with-responses",
    "Safeguarding children under two: government response to the national review",
    body(
        contents("Recommendation 1: Multi-agency teams", "Recommendation 2: Fathers", "Recommendation 3: Data"),
        h("Introduction"), *story(4, 2),
        p("The Panel made three recommendations. Our response to each is set out below. We should like to thank the "
          "Panel."),
        h("Recommendation 1", 2),
        Rec("1", "The Department should fund, in at least ten areas, multi-agency teams that investigate and respond "
                 "to harm "
            "of children under two. Such teams should: be led by experts in child protection from the police, health "
            "and "
            "social care; share premises; have access to one record.",
            body(p("The Department should fund, in at least ten areas, multi-agency teams that investigate and "
                   "respond to "
                   "harm of children under two. Such teams should:"),
                 items("be led by experts in child protection from the police, health and social care;", "share "
                     "premises;",
                       "have access to one record.")),
            ("be led by experts in child protection from the police, health and social care;", "share premises;",
             "have access to one record.")),
        h("Government response", 3),
        p("We accept this recommendation in principle. We will test such teams in three areas and should be able to "
          "publish "
          "an evaluation in 2026."),
        *items("The first area has begun.", "Two more will follow this spring."),
        h("Recommendation 2", 2),
        Rec("2", "NHS England should require that maternity services invite every father or partner to at least one "
                 "antenatal "
            "appointment, and record it if he does not come.",
            (p("NHS England should require that maternity services invite every father or partner to at least one "
               "antenatal "
               "appointment, and record it if he does not come."),)),
        h("Government response", 3),
        p("We accept this recommendation. NHS England should complete the work by the autumn."),
        h("Recommendation 3", 2),
        Rec("3", "The Government should introduce a single unique identifier for children. Legislation should follow "
                 "as soon "
            "as parliamentary time allows.",
            (p("The Government should introduce a single unique identifier for children. Legislation should follow as "
               "soon "
               "as parliamentary time allows."),)),
        h("Government response", 3),
        p("We accept this recommendation and recommend that local areas prepare for it."),
        h("Next steps"), p("Departments should report on progress each year."),
    ),
    front=("Presented to Parliament", "CP 9999"), footer="{n}", formats=("print", "html", "docx", "txt", "wrapped"),
)  # fmt: skip

SAID = (
    ("1", "I recommend that every trust should have a named director who is answerable for the safeguarding of "
          "children "
     "and who attends the board in person."),
    ("2", "I recommend that the Secretary of State should bring into force the provisions of the Act that concern "
          "mandatory "
     "reporting, and should do so within twelve months."),
    ("3", "I recommend that the regulator should inspect, without notice, any unit in which a child has been "
          "restrained more "
     "than ten times in a month. The regulator should publish what it finds within four weeks. Where it finds that the "
     "law was broken it should say so in terms, and should tell the police."),
    ("4", "I recommend that records of restraint should be kept for seventy-five years."),
)  # fmt: skip
CHAPTER = [rec(number, text) for number, text in SAID]
ANNEX = [
    Style("{ref}", own_line=False)(
        number,
        text.replace("I recommend that every", "Every")
        .replace("I recommend that the", "The")
        .replace("I recommend that records", "Records"),
    )
    for number, text in SAID
]
BOTH = [Rec(one.ref, one.text, one.blocks, also=(again,)) for one, again in zip(CHAPTER, ANNEX, strict=True)]
INQUIRY = Report(
    "inquiry-annex",
    "The Oakfield Inquiry: Volume 2",
    body(
        contents(),
        h("Chapter 1: What happened", 1), *story(1, 4, "1."),
        h("Chapter 2: What the unit knew", 1), *story(6, 3, "2."),
        p("Counsel submitted that I should recommend a statutory duty. I do not do so.", "2.4"),
        h("Chapter 3: Conclusions and recommendations", 1),
        p("A witness told me that earlier inquiries had made 112 recommendations about restraint.", "3.1"),
        BOTH[0], *story(11, 1, "3.1."), BOTH[1], *story(14, 1, "3.2."), *BOTH[2:],
        p("I invite the Secretary of State to say, within six months, which of these recommendations is "
          "accepted.", "3.3"),
        page(),
        h("Annex A: Summary of recommendations", 1),
        *(Again(one, n) for n, one in enumerate(ANNEX)),
        h("Annex B: Core participants", 1), *items("The Oakfield Trust", "Families A to K", marker="1."),
    ),
    front=("Chair: a retired judge",), header="The Oakfield Inquiry", footer="{n}",
    formats=("pdf", "two", "docx", "txt", "wrapped"),
)  # fmt: skip


def committee(number, words, asked=None, paragraph=1):
    """A numbered conclusion, or one with a recommendation in bold that ends in the paragraph it comes from."""
    if not asked:
        return p(f"{words} (Paragraph {paragraph})", f"{number}.")
    text = f"{words} {asked} (Paragraph {paragraph})".strip()
    return Rec(str(number), text, (p(f"{words} **{asked}** (Paragraph {paragraph})".strip(), f"{number}."),))


COMMITTEE = Report(
    "select-committee",
    "Support for children leaving care: Fourth Report of Session 2022–23",
    body(
        contents(),
        h("1 The scale of the problem", 1), *story(3, 2),
        p("We heard that one third of care leavers are homeless within two years. **The Department should publish the "
          "figure "
          "each year.**", "7."),
        h("2 Housing", 1), *story(8, 2),
        page(),
        h("Conclusions and recommendations", 1),
        h("The scale of the problem", 2),
        committee(1, "The Department does not know how many care leavers sleep rough. That is not "
                     "acceptable.", None, 6),
        committee(2, "", "The Department should publish, by July 2024 and each year after that, the number of care "
                         "leavers "
                  "who are homeless, by local authority.", 7),
        h("Housing", 2),
        committee(3, "Care leavers are placed in unregulated homes far from anybody whom they know.", None, 15),
        committee(4, "Local connection rules do harm that was never intended.", "We recommend that the Government "
            "amend the "
                  "rules, by regulations if it can and by legislation if it must, so that a care leaver may apply to "
                  "any "
                  "council in England.", 18),
        committee(5, "We welcome the extension of Staying Put.", None, 21),
        committee(6, "", "We recommend that Staying Put be extended to the age of 23 and that the allowance be "
                         "uprated in "
                  "line with inflation. The Department should set out the cost in its response to this report.", 24),
        h("Formal minutes", 1),
        p("Draft Report, proposed by the Chair, brought up and read. Ordered, That the draft Report be read a second "
          "time."),
        h("Witnesses", 1), *items("Chief executive, a charity", "Minister for Children", marker="1."),
    ),
    front=("Report, together with formal minutes",), header="Support for children leaving care", footer="{n}",
    formats=("pdf", "txt", "docx", "html", "two"),
)  # fmt: skip

REPORTS = (PANEL, INQUIRY, COMMITTEE)
