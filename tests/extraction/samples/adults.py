"""Reviews that are not of children alone: addressed by agency, at three levels with an action plan, and in Wales."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Again, Rec, Report, Style, body, bullets, contents, h, items, p, page, table

num = Style("{ref}.", own_line=False)
SAR = Report(
    "sar-by-agency",
    "Safeguarding Adults Review: Mr Ellery",
    body(
        contents(),
        h("Introduction"), *story(3, 2),
        h("Six principles"),
        p("The Care Act guidance sets out six principles that should inform all adult safeguarding:"),
        *items("Empowerment: people are supported and encouraged to make their own decisions.", "Prevention: it is "
            "better "
               "to take action before harm occurs.", "Proportionality: the least intrusive response.", marker="1."),
        h("Analysis"), *story(7, 4),
        h("Recommendations"),
        p("Recommendations are grouped by the agency to which they are addressed and are numbered throughout."),
        h("Tidewater Safeguarding Adults Board", 2),
        num("1", "Publish guidance on hoarding that has been written with people who hoard, and evaluate its use "
                 "after a "
            "year.", to=("Tidewater Safeguarding Adults Board",)),
        num("2", "Obtain assurance that the Mental Capacity Act is applied in cases of self-neglect. The Board should "
                 "look "
            "for evidence that executive capacity was considered, that fluctuation was taken into account, and that a "
            "decision believed to be unwise was not assumed to be a capable one.", to=("Tidewater Safeguarding Adults "
                "Board",)),
        h("Tidewater Council Adult Social Care", 2),
        num("3", "Review the practice of closing a case when a person declines an assessment.",
            to=("Tidewater Council Adult Social Care",)),
        num("4", "Make sure that a carer’s assessment is offered, and offered again:",
            "when the cared-for person leaves hospital;", "when the carer is ill; and", "at least once a year.",
            to=("Tidewater Council Adult Social Care",)),
        h("Shoreline NHS Foundation Trust", 2),
        num("5", "District nurses should be able to call a multi-disciplinary meeting without asking a manager.",
            to=("Shoreline NHS Foundation Trust",)),
        h("Fire and Rescue Service", 2),
        num("6", "Tell adult social care of each home visit at which a high fuel load is seen.{{Fuel load means what "
                 "is "
            "stored in a home and would burn.}}", to=("Fire and Rescue Service",)),
        h("All agencies", 2),
        num("7", "Use the word “non-engagement” only together with a description of what was tried, by whom and how "
                 "often.",
            to=("All agencies",)),
        h("Appendix 1 – Glossary"),
        p("MCA: Mental Capacity Act 2005"), p("SAB: Safeguarding Adults Board"),
    ),
    front=("Tidewater Safeguarding Adults Board", "Lead reviewer: independent"), header="SAR Mr Ellery", footer="{n}",
    formats=("pdf", "docx", "txt", "wrapped", "html", "margins"),
)  # fmt: skip

rec = Style("Recommendation {ref}:", own_line=False)
DHR_RECS = (
    ("National", "1", "The Home Office should require that the template for domestic homicide reviews asks about "
                      "economic "
     "abuse.", "Home Office"),
    ("National", "2", "The Department of Health and Social Care should fund the IRIS-type programme in every "
                      "integrated "
     "care system.", "DHSC"),
    ("Local", "3", "The Community Safety Partnership should commission a campaign for friends, neighbours and "
                   "employers "
     "that says what controlling behaviour looks like and whom to tell. It should use the words of Nadia’s "
     "sister.", "CSP"),
    ("Local", "4", "The Partnership should review the MARAC operating protocol.", "CSP"),
    ("Local", "5", "The Partnership should require employers that are members of it to adopt a workplace policy on "
                   "domestic "
     "abuse within twelve months, and should publish the names of those that have done so.", "CSP"),
)  # fmt: skip
DHR = [rec(number, text, to=(whom,)) for _, number, text, whom in DHR_RECS]
AGENCY = bullets(
    "The practice to add a flag to the records of patients who are believed to be at risk.",
    "Reception staff to be trained to respond to a disclosure.",
)  # fmt: skip
AGENCY2 = bullets("Officers to be reminded that a caution should not be offered in cases of domestic abuse.")


def own(many):
    return tuple(Rec(o.ref, o.text, o.blocks, single_agency=True) for o in many)


def plan():
    """The action plan in the appendix: the same recommendations once more, in a table."""
    heads = ["Recommendation", "Scope", "Action to take", "Lead agency", "Target date", "Outcome"]
    opened, *rows, closed = table(
        heads,
        *((f"{number}. {text}", scope, "To be agreed by the partnership", whom, "31 March 2025", "")
          for scope, number, text, whom in DHR_RECS),
    )  # fmt: skip
    again = (Again(Rec(r[1], r[2], (row,)), n) for n, (r, row) in enumerate(zip(DHR_RECS, rows, strict=True)))
    return (opened, *again, closed)


DHR_REPORT = Report(
    "dhr-national-local",
    "Domestic Homicide Review: “Nadia”",
    body(
        contents(),
        h("1 Preface"), p("The Community Safety Partnership offers its condolences to the family."),
        h("2 Chronology"), *story(0, 4),
        h("3 Lessons to be learned"), *story(10, 3),
        p("Lesson 1: Economic abuse was seen but not named. Lesson 2: Colleagues knew most and were asked least."),
        h("4 Recommendations"),
        h("4.1 National recommendations", 2), *DHR[:2],
        h("4.2 Local recommendations", 2), *DHR[2:],
        h("4.3 Individual agency recommendations", 2),
        p("The following were made by agencies in their own reports."),
        h("General Practice", 3), *own(AGENCY),
        h("Police", 3), *own(AGENCY2),
        h("5 Conclusions"), *story(7, 1),
        page(),
        h("Appendix A: Action plan"), *plan(),
        h("Appendix B: Home Office quality assurance letter"),
        p("Thank you for submitting this report. The Panel felt that the recommendations should be more specific."),
    ),
    front=("Overview report", "Harrowdale Community Safety Partnership", "March 2024"),
    header="DHR Nadia", footer="Page {n}", formats=("pdf", "docx", "txt", "html", "wide"),
)  # fmt: skip

WELSH = Report(
    "welsh-cpr",
    "Concise Child Practice Review: NW/03/2021",
    body(
        h("Brief outline of circumstances resulting in the review"), *story(2, 2),
        h("Practice and organisational learning"),
        p("Practitioners spoke of good relationships. The learning event heard that the Board’s thresholds were not "
          "known."),
        h("Learning point 1", 2), *story(5, 1), h("Learning point 2", 2), *story(9, 1),
        h("Improving systems and practice"),
        p("In order to promote the learning from this case, the review identified the following actions for the Board "
          "and "
          "its member agencies:"),
        num("1", "The Board should assure itself that children who are electively home educated are seen at least "
                 "once a year."),
        num("2", "The Board should work with the Health Board to agree a pathway for babies of mothers with a learning "
            "disability, from booking to the first birthday. Mothers who have been cared for should be asked to help "
            "to "
            "design it."),
        num("3", "The Board should consider whether the regional neglect toolkit is available in Welsh in the form in "
            "which it is used."),
        num("4", "Member agencies should arrange reflective supervision for anyone who has been involved in a practice "
            "review."),
        h("Statement by reviewers"),
        table(["Reviewer 1", "Reviewer 2"], ("I have not been directly concerned with the child",
              "I have not been directly concerned with the child")),
        h("Child Practice Review process"),
        p("Family members were invited to contribute and should be told before publication."),
        h("For Welsh Government use only"), p("Date information received"), p("Date of letter to Board chair"),
    ),
    front=("North Estuary Safeguarding Board",), footer="{n}", formats=("pdf", "docx", "txt", "numbered", "two"),
)  # fmt: skip

REPORTS = (SAR, DHR_REPORT, WELSH)
