"""Local child safeguarding practice reviews: boxed, lettered R, a rapid review, unnumbered bullets, "1)" and "(a)"."""

from tests.extraction.samples.filler import story
from tests.extraction.samples.report import Report, Style, body, bullets, contents, h, items, p, page

boxed = Style("Recommendation {ref}", own_line=True, boxed=True)
BOXED = Report(
    "lcspr-boxed",
    "Local Child Safeguarding Practice Review: “Ash”",
    body(
        contents(),
        h("1. Introduction"), *story(2, 2),
        h("2. Learning themes"),
        h("2.1 Children who go missing", 2), *story(5, 2),
        p("Ash was reported missing 23 times. A return interview took place after four of these."),
        boxed("1", "The Partnership should assure itself that return interviews are offered within 72 hours, that "
                   "they are "
              "carried out by somebody whom the child has chosen, and that what is learned from them is put together "
              "each "
              "month by place and by name.", to=("The Partnership",)),
        h("2.2 Exploitation and the criminal law", 2), *story(12, 2),
        boxed("2", "The police and the youth justice service should agree how a child who may be a victim of "
                   "exploitation "
              "is dealt with when the child is also suspected of an offence. The agreement should cover:",
              "who decides, and how quickly;", "how the National Referral Mechanism is used;",
              "what the child and the family are told; and", "how the decision is reviewed when something new is "
                  "known.",
              to=("The police", "the youth justice service")),
        p("Work on such an agreement had begun before this review was finished, and a first version is being tried in "
          "one "
          "of the four districts."),
        h("2.3 Education", 2), *story(14, 1),
        boxed("3", "Schools should not place a child on a part-time timetable without telling the local authority. The "
              "local authority should keep a list of all such children and should review it every half term.",
              closing="This should be reported to the Education Reference Group each term.", to=("Schools", "The "
                  "local authority")),
        h("2.4 What worked well", 2), *story(5, 1),
        h("3. What happens next"),
        p("The Partnership has accepted all three recommendations. An action plan should be read beside this report; "
          "it "
          "will be reviewed each quarter."),
        h("Acknowledgements"), p("The reviewers thank Ash, who chose the name, and Ash’s aunt."),
    ),
    front=("Lowmoor Safeguarding Children Partnership", "Published 9 February 2023"),
    header="LCSPR Ash", footer="Page {n} of {of}",
    formats=("pdf", "docx", "html", "wrapped", "short"),
)  # fmt: skip

arr = Style("{ref}", own_line=False)
R_LIST = Report(
    "lcspr-r7",
    "Practice Review – Baby Linden",
    body(
        contents("R1 Bruising protocol", "R2 Weekend cover", "R3 Sleep", "R4 Fathers", "R5 Interpreters", "R6 Audit",
                 "R7 Follow up"),
        h("Background", 1), *story(0, 3),
        h("Key practice episodes", 1), *story(6, 3),
        p("As explained below, R3 builds on work begun by public health; R7 is for the partnership alone."),
        h("Learning and recommendations", 1),
        arr("R1", "Health partners should make one protocol for bruising in place of four, and should withdraw the "
                  "others."),
        arr("R2", "The hospital trust to review consultant cover at weekends."),
        arr("R3", "Public Health, with maternity and health visiting, should refresh what parents are told about "
                  "sleeping "
            "safely. What is said should be short, should be said more than once and by more than one person, and "
            "should be "
            "said to fathers and to grandparents as well. It should be adapted for families in temporary "
            "accommodation, "
            "where there may be no room for a cot."),
        arr("R4", "Children’s social care should record, at each visit, which adults were in the home."),
        arr("R5", "All agencies must use a professional interpreter and never a child or a relative."),
        arr("R6", "The Quality and Performance Group should audit, by March 2025:",
            "ten cases in which an injury was explained by a parent;", "ten in which it was not.", to=("Quality and "
            "Performance Group",)),
        arr("R7", "The Partnership should hold an event, six months from publication, at which practitioners say what "
                  "has "
            "changed."),
        h("Conclusion", 1),
        p("Linden is now two and lives with relatives. The partnership is grateful to them."),
    ),
    front=("Eastmere Safeguarding Partnership",), footer="{n}",
    formats=("txt", "pdf", "wrapped", "docx", "two"),
)  # fmt: skip

one = Style("{ref})", own_line=False)
RAPID = Report(
    "rapid-review",
    "Rapid Review: Child W (2022/4)",
    body(
        h("1. Circumstances"), *story(3, 2),
        h("2. Immediate safeguarding arrangements"),
        p("The sibling was placed with a relative on the day. Police powers should be used only in an emergency and "
          "they "
          "were not needed."),
        h("3. Identified learning"),
        *items("Information about the dog was known to housing but not to others.", "The family’s second language was "
            "not "
               "considered.", "Multi-agency meetings should be minuted, and these were.", marker="•"),
        h("4. Decision"),
        p("Rapid review participants agreed that the criteria for a local review are not met, because the learning is "
          "clear and can be acted upon now. The National Panel should be told by 3 October."),
        h("5. Recommendations and next steps"),
        p("The group agreed these recommendations:"),
        one("1", "Housing and Environmental Health to share with children’s services, within one working day, any "
                 "report of "
            "a dangerous dog at an address where children live."),
        one("2", "Health visiting service to add a question about animals to the new birth visit."),
        one("3", "Learning and Development Subgroup to prepare a seven-minute briefing and circulate it to all "
                 "agencies by "
            "the end of November 2022. The briefing to include how to obtain an interpreter at short notice."),
        one("4", "Business manager to write to the coroner with a copy of this review."),
        p("Signed off by the delegated safeguarding partners on 29 September 2022."),
        h("Appendix: agencies taking part"),
        *items("Lowmoor Council", "Lowmoor and District Hospitals", "Constabulary", marker="1)"),
    ),
    front=("For the National Panel",), header="OFFICIAL – SENSITIVE", footer="Child W rapid review {n}",
    formats=("txt", "docx", "numbered", "pdf", "tight"),
)  # fmt: skip

UNNUMBERED = Report(
    "lcspr-bullets",
    "Thematic review: self-harm in three young people",
    body(
        h("Method", 1), *story(8, 2),
        *items("three chronologies;", "two practitioner events;", "conversations with parents."),
        h("Findings", 1), *story(11, 3),
        h("Recommendations", 1),
        p("The following recommendations are made to the Partnership and its agencies."),
        *bullets(
            "Schools and colleges are given a named contact in the mental health trust, whom they may telephone "
            "without a "
            "referral.",
            "The mental health trust tells the referrer, and the young person, within five days what it has decided "
            "and why.",
            "Safety plans are shared with parents unless there is a good reason not to share them. The reason should "
            "be "
            "written down, and should be looked at again whenever the plan is.",
            "Emergency departments ask every young person who has harmed themselves about life online.",
            "Commissioners fund, for two years in the first place{{From April 2022.}}, a worker for bereaved friends. "
            "They "
            "should learn from the scheme in the neighbouring county before they set the specification.",
        ),
        h("Implications for practice", 1),
        *items("Listen for longer than is comfortable.", "Ask about the group, not only about the individual.",
               "Think about anniversaries."),
        h("Useful contacts", 1), *items("Papyrus-like helpline", "Out-of-hours team"),
    ),
    front=("Holmewood Safeguarding Children Partnership", "Summer 2021"), footer="{n}",
    formats=("txt", "pdf", "docx", "html", "md", "wrapped", "short"),
)  # fmt: skip

lettered = Style("({ref})", own_line=False)
LETTERED = Report(
    "lcspr-a-b-c",
    "Child Rowan: local review",
    body(
        h("Summary"), *story(1, 2),
        h("Questions for the review"),
        *items("What was known about Rowan’s daily life?", "Who should have acted, and when?", "What has changed?",
               marker="(a)"),
        h("Analysis"), *story(9, 3), page(),
        h("Recommendations for the safeguarding partners"),
        lettered("a", "Agree with the housing association how children’s services are told of an eviction before it "
                      "happens."),
        lettered("b", "Bring together, under one manager, the two teams that at present share responsibility for "
                      "children "
                 "with disabilities, so that a family is not passed between them when a child has needs of both "
                 "kinds."),
        lettered("c", "Ask each agency for the following:",
                 ("evidence of a policy on visits where nobody answers, setting out", "–", "how many may fail;", "who "
                     "must "
                  "be told;"),
                 "a dip sample of ten records.", closing="The evidence is to be considered at the meeting in May."),
        lettered("d", "Test, by a survey of families, whether the local offer can be understood."),
        h("Family’s comments"),
        p("Rowan’s grandmother said that the partners should remember him as a boy who laughed."),
    ),
    front=("Report to the safeguarding partners of Castlebridge",), footer="– {n} –",
    formats=("txt", "pdf", "docx", "wrapped"),
)  # fmt: skip

REPORTS = (BOXED, R_LIST, RAPID, UNNUMBERED, LETTERED)
