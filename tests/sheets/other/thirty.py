"""Thirty layouts more, written in one go for the reviews in data/ before any of them was read: boards of England, Wales
and Scotland, councils, trusts, forces, schools, inspectorates; forms, Word tables, lists with commas."""

from datetime import date

from tests.sheets.first_register import first_register
from tests.sheets.other.made import AMBER, BLUE, GREEN, RED, Layout, Wanted, across, down, put, table

R = first_register().recommendations
K, A = "SOTON-K:10.2", "NORTHANTS-AK"
POLICE, CSC, SOLENT = "hampshire-constabulary", "southampton-childrens-services", "solent-nhs-trust"
NP, NCT, NSCP = "northamptonshire-police", "northants-childrens-trust", "northants-scp"


def text(id_):
    return R[id_].text


def key_line(sheet):
    put(sheet, 1, "Cynllun Gweithredu / Action Plan")
    table(
        sheet, 3,
        ("Rhif / No.", "Argymhelliad / Recommendation", "Camau gweithredu / Action", "Arweinydd / Lead",
         "Erbyn pryd / By when", "Cynnydd / Progress", "Statws / Status"),
        ("10.2.2", text("SOTON-K:10.2.2"), "Sample 20 strategy meetings", "CSC", "31 Mawrth 2027", "Sample drawn",
         "Ar y gweill"),
        ("10.2.5", text("SOTON-K:10.2.5"), "Print the escalation card", "Hampshire Constabulary", "Mehefin 2026",
         "Cards sent", "Wedi'i gwblhau"),
    )  # fmt: skip


def scottish(sheet):
    across(sheet, 1, "Learning Review – Improvement Plan (CPC)", 7)
    table(
        sheet, 2,
        ("Learning Point", "Improvement action", "Lead Officer & Agency", "Completion Date\n(dd/mm/yy)",
         "How will we evidence the change?", "Update (June 2026)", "B/R/A/G"),
        (text("SOTON-K:10.2.6"), "Agree a supervision standard", "Head of Safeguarding, Solent NHS Trust", "31/01/27",
         "Supervision audit", "Standard drafted", "A"),
        (text("SOTON-K:10.2.4"), "Run a bus poster campaign", "Communications Manager, Southampton City Council",
         "30/09/26", "Posters", "Campaign ran", "B"),
    )  # fmt: skip


def abbreviations(sheet):
    table(
        sheet, 1,
        ("Rec.", "Act.", "Resp.", "Tgt", "Compl.", "RAG", "Prog."),
        ("10.2.5", "Revise the escalation policy", "Hants Police", "Jan 27", None, "G", "In draft"),
        ("10.2.7", "Audit student caseloads", "SCC", "Mar 27", None, "R", "No auditor yet"),
        ("10.2.12", "Write a decision log for the panel", "SLSCB", "Jun 26", "12/06/2026", "B", "Log in use"),
    )  # fmt: skip


def header_in_nine(sheet):
    for number, line in enumerate(
        ("Southampton Safeguarding Children Partnership", "Child K – composite action plan", "Version 6.1",
         "Owner of this document: Business Manager", "Last updated 1 October 2026", "Restricted"), 1):  # fmt: skip
        put(sheet, number, line)
    table(
        sheet, 9,
        ("Recommendation number", "What is required", "By whom", "By when?\n(dd/mm/yy)", "Where we are now",
         "BRAG\n(see key)"),
        ("10.2.2", "Audit 30 conferences", "Children's Services", date(2027, 2, 28), "Tool agreed", "Amber"),
        ("10.2.6", "Publish supervision figures each quarter", "Solent", "Ongoing", "Figures go to the board", "Green"),
    )  # fmt: skip


def blank_heading(sheet):
    put(sheet, 1, None, "Recommendation", "Action agreed", "Agency", "Date due", "Progress")
    put(sheet, 2, "10.2.2", text("SOTON-K:10.2.2"), "Observe four conferences", "CSC", "31/12/2026", "Two observed")
    put(sheet, 3, "10.2.5", text("SOTON-K:10.2.5"), "Teach escalation at induction", "Solent NHS Trust", "31/01/2027",
        "Slides written")  # fmt: skip
    put(sheet, 4, "10.2.7", text("SOTON-K:10.2.7"), "Cap the cases of students", "SCC", "28/02/2027", None)


def quarters(sheet):
    table(
        sheet, 1,
        ("Ref", "Recommendation", "Action", "Lead", "Deadline", "Q1", "Q2", "Q3", "Q4", "RAG"),
        ("10.2.2", text("SOTON-K:10.2.2"), "Audit strategy meetings", "CSC", "31/03/2027", "Tool drafted",
         "Tool tested", "Ten audited", None, "Amber"),
        ("10.2.5", text("SOTON-K:10.2.5"), "Count escalations", "Hampshire Constabulary", "31/03/2027",
         "Form designed", None, None, None, "Red"),
    )  # fmt: skip


def whole_rows(sheet):
    table(
        sheet, 1, ("Rec", "Action", "Owner", "Due", "Comment"),
        ("10.2.2", "Read out decisions at the end", "CSC", "31/12/2026", "Slow"),
        ("10.2.4", "Hold a conference", "SLSCB", "30/11/2026", "Booked"),
        ("10.2.5", "Write to all schools", "Southampton City Council", "30/09/2026", "Sent"),
        ("10.2.6", "Survey staff", "Solent", "31/10/2026", "No answer"),
    )  # fmt: skip
    for row, colour in zip((2, 3, 4, 5), (AMBER, GREEN, BLUE, RED), strict=True):
        put(sheet, row, colours=dict.fromkeys(range(1, 6), colour))


def rag_in_words(sheet):
    table(
        sheet, 1,
        ("Recommendation", "What we will do", "Who leads", "Date for completion", "Progress and RAG"),
        (text("SOTON-K:10.2.4"), "Write a leaflet for parents", "SLSCB", "31/12/2026", "GREEN – leaflet is at print"),
        (text("SOTON-K:10.2.6"), "Train new supervisors", "Solent NHS Trust", "Autumn 2026",
         "RED – trainer has left, none appointed"),
    )  # fmt: skip


def audit_tracker(sheet):
    table(
        sheet, 1,
        ("Audit ref", "Audit title", "Rec No", "Priority (H/M/L)", "Recommendation", "Agreed management action",
         "Responsible officer", "Agreed implementation date", "Revised implementation date", "Status at last follow-up",
         "Internal audit comment"),
        ("IA/23/07", "Child K follow-up", "10.2.7", "High", text("SOTON-K:10.2.7"), "Report student numbers monthly",
         "Southampton City Council", date(2026, 6, 30), date(2027, 1, 31), "Partially implemented", "Evidence weak"),
        ("IA/23/07", "Child K follow-up", "10.2.6", "Medium", text("SOTON-K:10.2.6"), "Sample supervision notes",
         "Solent NHS Trust", date(2026, 9, 30), None, "Implemented", "Closed"),
    )  # fmt: skip


def trust_paper(sheet):
    put(sheet, 1, "Trust Board – Agenda item 12 – Appendix B")
    table(
        sheet, 3,
        ("CQC domain", "Recommendation (source: Child K SCR)", "Trust action", "Exec lead", "Operational lead",
         "Timescale", "Position statement", "Assurance / evidence", "Delivery status"),
        ("Safe", text("SOTON-K:10.2.6"), "Give each health visitor monthly supervision", "Chief Nurse",
         "Named Nurse", "Q4 2026/27", "80 of 110 have it", "Supervision database", "On track"),
        ("Well led", text("SOTON-K:10.2.5"), "Put escalation on the intranet", "Medical Director", "Named Doctor",
         "Nov 2026", "Page is live", "Screen shot", "Complete"),
    )  # fmt: skip


def force_plan(sheet):
    put(sheet, 1, "FORCE IMPROVEMENT PLAN", None, None, None, None, None, None, None)
    put(sheet, 2, "HMICFRS ref", "AFI / Recommendation", "Activity", "Strategic owner", "Tactical owner", "Start date",
        "End date", "Grading")  # fmt: skip
    put(sheet, 3, "10.2.2", text("SOTON-K:10.2.2"), "Dip-sample decisions each month", "ACC Crime", "DCI Abbott",
        "01/04/2026", "31/03/2027", "Good progress")  # fmt: skip
    put(sheet, 4, "10.2.5", text("SOTON-K:10.2.5"), "Brief every control-room shift", "ACC Local Policing", "Insp Noor",
        "01/06/2026", "30/09/2026", "Complete")  # fmt: skip


def school_plan(sheet):
    put(sheet, 1, "School action plan following the serious case review")
    table(
        sheet, 2,
        ("Area for improvement", "Actions", "Success criteria", "Personnel", "Timing", "Monitoring (who and how)",
         "Evaluation / impact so far"),
        (text("SOTON-K:10.2.5"), "Add escalation to the safeguarding policy", "Staff can describe it", "DSL",
         "Spring term 2027", "Governors' visit", "Policy at first reading"),
        (text("SOTON-K:10.2.4"), "Hold an assembly on healthy relationships", "Pupils know where to turn",
         "Head of PSHE",
         "July 2026", "Pupil survey", "Held for all years"),
    )  # fmt: skip


def several_sheets(sheet):
    sheet.title = "Read me"
    put(sheet, 1, "How to use this workbook")
    put(sheet, 2, "Fill in your own tab each month.")
    for tab, rows in (
        ("Hampshire Constabulary", (("10.2.2", "Minute every strategy meeting", "31/01/2027", "Form agreed", "Open"),)),
        ("Solent NHS Trust", (("10.2.6", "Buy supervision software", "30/06/2027", None, "Not started"),
                              ("10.2.5", "Name escalation champions", "30/09/2026", "Named", "Closed"))),
    ):  # fmt: skip
        other = sheet.parent.create_sheet(tab)
        table(other, 2, ("SCR rec", "Your action", "Target date", "Your update", "Open / closed"), *rows)


def on_its_side(sheet):
    row = 1
    for block in (
        ("10.2.2", "Invite families to comment on conferences", "Southampton Children's Services", "31/12/2026",
         "Letter drafted", "Amber"),
        ("10.2.12", "Publish the timetable of panels", "SLSCB", "31/01/2027", "On the website", "Green"),
    ):  # fmt: skip
        for label, value in zip(
            ("Recommendation:", "Action:", "Lead agency:", "Target date:", "Progress:", "RAG:"), block, strict=True
        ):
            put(sheet, row, label, value)
            row += 1
        row += 1


def word_table(sheet):
    put(sheet, 1, "Recommendation", "Action", "Agency", "Timescale", "Desired outcome", "Monitoring arrangements",
        "Progress")  # fmt: skip
    across(sheet, 2, f"Recommendation 10.2.2: {text('SOTON-K:10.2.2')}", 7, colour=None)
    put(sheet, 3, None, "Appoint an independent auditor", "SLSCB", "By end January 2027", "Fair decisions",
        "Quality group", "Advert out")  # fmt: skip
    put(sheet, 4, None, "Report findings to the board", "SLSCB", "March 2027", "Board is assured", "Board", None)
    across(sheet, 5, f"Recommendation 10.2.6: {text('SOTON-K:10.2.6')}", 7, colour=None)
    put(sheet, 6, None, "Map supervision in each agency", "Solent NHS Trust", "Immediate", "Gaps known", "Board",
        "Completed June 2026")  # fmt: skip


def comma_list(sheet):
    table(
        sheet, 1,
        ("rec_id", "rec_text", "action_text", "lead_agency", "due_date", "status", "latest_update", "evidence_url"),
        ("10.2.4", text("SOTON-K:10.2.4"), "Make a short film", "SCC", "2027-02-28", "in progress", "Script agreed",
         "https://example.org/film"),
        ("10.2.7", text("SOTON-K:10.2.7"), "Limit students to one family each", "SCC", "2026-08-31", "complete",
         "Limit is in the contract", None),
    )  # fmt: skip


def open_sheet(sheet):
    put(sheet, 1, "Safeguarding Adults Review – action log")
    table(
        sheet, 3,
        ("#", "Finding", "Agreed response", "Accountable agency", "Completion target", "Narrative update",
         "Rating (RAG)"),
        ("3", text("NORTHANTS-AK:3"), "Add a prompt about a parent's own past", "Northamptonshire Children's Trust",
         "28/02/2027", "Prompt is in the form", "Green"),
        ("8", text("NORTHANTS-AK:8"), "Write a drugs checklist for visits", "Northamptonshire Police", "Dec 2026",
         "Not yet begun", "Red"),
    )  # fmt: skip


def merged_heads(sheet):
    put(sheet, 1, "Recommendation", None, "Response", None, None, "Monitoring", None, None)
    for span in ("A1:B1", "C1:E1", "F1:H1"):
        sheet.merge_cells(span)
    table(
        sheet, 2,
        ("No", "Wording", "Action", "Owner", "Date", "Update", "Evidence", "RAG"),
        ("9", text("NORTHANTS-AK:9"), "Give team managers a mentor", "Northamptonshire Children's Trust", "31/03/2027",
         "Six have one", "List of mentors", "Amber"),
        ("10", text("NORTHANTS-AK:10"), "Publish the revised guidance", "NSCP", "31/12/2026", "At the printer", None,
         "Green"),
    )  # fmt: skip


def persons(sheet):
    table(
        sheet, 1,
        ("Recommendation", "Action", "Agency", "Name", "Initials", "Deadline", "Done?"),
        ("10.2.5", "Circulate the escalation flow chart", "Hampshire Constabulary", "Jane Whitfield", "JW",
         "15/12/2026",
         "N"),
        ("10.2.6", "Hold a supervision workshop", "Solent NHS Trust", "Sam O'Brien", "SOB", "15/10/2026", "Y"),
    )  # fmt: skip


def paraphrased(sheet):
    table(
        sheet, 1,
        ("What the review said", "Our commitment", "Accountable body", "When we will finish", "Latest position"),
        ("All agencies should promote escalation procedures for when professionals disagree and audit their use and "
         "effectiveness", "Audit ten disagreements", "Hampshire Constabulary", "30/04/2027", "Cases chosen"),
        ("The catering contract should be put out to tender", "Tender the contract", "Southampton City Council",
         "30/04/2027", "Advert placed"),
    )  # fmt: skip


def cdop(sheet):
    put(sheet, 1, "Child Death Overview Panel – modifiable factors action log")
    table(
        sheet, 2,
        ("Date raised", "Case ref", "Issue identified", "Action required", "Action owner", "Review date",
         "Outcome", "Open/Closed"),
        ("01/05/2026", "CDOP 14", text("NORTHANTS-AK:8"), "Give lockable boxes to families", "NSCP", "01/02/2027",
         "Boxes bought", "Open"),
        ("01/05/2026", "CDOP 15", text("NORTHANTS-AK:10"), "Remind GPs about sharing", "Northants GPs", "01/10/2026",
         "Letter sent", "Closed"),
    )  # fmt: skip


def dhr_columns(sheet):
    across(sheet, 1, "APPENDIX 4 – ACTION PLAN", 8)
    table(
        sheet, 2,
        ("Recommendation", "Scope of recommendation i.e. local or regional", "Action to take", "Lead Agency",
         "Key milestones in enacting the recommendation", "Target Date", "Completion Date and Outcome", "Status"),
        (text("SOTON-K:10.2.4"), "Local", "Put helpline numbers in libraries", "SCC", "Numbers agreed; posters printed",
         "31/12/2026", None, "In progress"),
        (text("SOTON-K:10.2.5"), "Local", "Test the escalation line", "Hampshire Constabulary", "Line opened",
         "30/06/2026", "June 2026 – line works and is used weekly", "Complete"),
    )  # fmt: skip


def lettered_scale(sheet):
    put(sheet, 1, "Key to ratings: 1 = not started, 2 = in progress, 3 = complete")
    table(
        sheet, 3,
        ("Rec no", "Agency action", "Lead", "Complete by", "Rating", "Notes"),
        ("10.2.2", "Review chairing of conferences", "CSC", "31/12/2026", 2, "Three chairs seen"),
        ("10.2.6", "Refresh the supervision policy", "Solent", "31/10/2026", 3, "Policy approved"),
        ("10.2.7", "Meet the university", "SCC", "31/01/2027", 1, None),
    )  # fmt: skip


def owner_first(sheet):
    put(sheet, 1, "Responsible organisation", "Recommendation", "Specific, measurable action", "To be achieved by",
        "Achieved (date)", "What changed as a result")  # fmt: skip
    put(sheet, 2, "Hampshire Constabulary", text("SOTON-K:10.2.2"), "Send a sergeant to each conference", "31/03/2027")
    put(sheet, 3, None, text("SOTON-K:10.2.5"), "Log each escalation", "30/06/2026", "28/06/2026", "Faster answers")
    put(sheet, 4, "Solent NHS Trust", text("SOTON-K:10.2.6"), "Double the supervision hours", "30/06/2027")
    down(sheet, 1, 2, 3)


def inspection(sheet):
    put(sheet, 1, "Ofsted / ILACS improvement plan: priority areas")
    across(sheet, 2, "PRIORITY 1: PRACTICE", 7)
    table(
        sheet, 3,
        ("Improvement required", "Key activities", "Accountable lead", "Start", "Finish", "Evidence of impact",
         "Progress RAG"),
        (text("NORTHANTS-AK:9"), "1. Recruit two practice leaders\n2. Give each a coach",
         "Northamptonshire Children's Trust",
         "Sept 2026", "March 2027", "Staff survey", "Amber"),
    )  # fmt: skip
    across(sheet, 5, "PRIORITY 2: PARTNERSHIP", 7)
    put(sheet, 6, text("NORTHANTS-AK:10"), "Sign one sharing agreement", "NSCP", "Oct 2026", "Dec 2026", None, "Green")


def log_of_updates(sheet):
    table(
        sheet, 1,
        ("Ref.", "Recommendation", "Action", "Who", "When",
         "Update\n(most recent first)", "Status (Not started / In progress / Complete)"),
        ("10.2.12", text("SOTON-K:10.2.12"), "Set a limit of 15 days for decisions", "LSCB", "w/c 11 January 2027",
         "Oct 2026: limit agreed\nJune 2026: limit proposed", "In progress"),
        ("10.2.4", text("SOTON-K:10.2.4"), "Put posters in surgeries", "GPs", "asap", "Oct 2026: printed",
         "Not started"),
    )  # fmt: skip


def in_the_text(sheet):
    table(
        sheet, 1,
        ("Rec", "Action", "Lead Agency", "Timescale"),
        ("10.2.5", "COMPLETED – Issue the escalation policy", "Hampshire Constabulary", "June 2026"),
        ("10.2.6", "Set up peer supervision", "Solent NHS Trust", "June 2027"),
    )  # fmt: skip


def two_dates(sheet):
    table(
        sheet, 1,
        ("Ref", "Detail of recommendation", "Proposed action", "Partner agency", "Deadline set by panel",
         "Extended deadline", "Reason for extension", "Position"),
        ("10.2.2", text("SOTON-K:10.2.2"), "Film a model meeting", "CSC", "30/06/2026", "31/01/2027", "Camera broke",
         "Ongoing"),
        ("10.2.7", text("SOTON-K:10.2.7"), "Pair students with mentors", "SCC", "31/12/2026", None, None, "Ongoing"),
    )  # fmt: skip


def must_should(sheet):
    table(
        sheet, 1,
        ("Reg.", "Must / should do", "Detail", "Improvement action", "Action lead", "Support", "Deadline date",
         "% Progress", "Commentary", "Assurance route"),
        ("17", "Must", text("SOTON-K:10.2.6"), "Book supervision a year ahead", "Solent NHS Trust", "HR", "31/03/2027",
         0.75, "Most are booked", "Quality Committee"),
        ("18", "Should", text("SOTON-K:10.2.5"), "Put escalation in appraisal", "Solent NHS Trust", "HR", "30/09/2026",
         1, "Form amended", "Quality Committee"),
    )  # fmt: skip


def second_below(sheet):
    heads = ("Rec", "Agreed step", "Lead partner", "Due by", "State of progress")
    put(sheet, 1, "A. LIVE ACTIONS")
    table(sheet, 2, heads, ("10.2.2", "Pilot a new agenda", "CSC", "31/01/2027", "In hand"))
    put(sheet, 5, "B. CLOSED ACTIONS")
    table(sheet, 6, heads, ("10.2.4", "Open a stall at the market", "SCC", "31/05/2026", "Stall was held"))
    put(sheet, 9, "Prepared by the business unit, October 2026")


def layout(name, make, columns, header=(1,), rows=(), unmapped=(), kind="xlsx", review="SOTON-K"):
    return Layout(name, make, columns, header, rows, unmapped, review, kind, real=True)


def cols(**fields):
    return fields


W = Wanted
THIRTY = (
    layout("two languages", key_line, cols(
        ref="Rhif / No.", recommendation="Argymhelliad / Recommendation", action="Camau gweithredu / Action",
        owner="Arweinydd / Lead", due="Erbyn pryd / By when", progress="Cynnydd / Progress", status="Statws / Status"),
        (3,), (W("Sample 20 strategy meetings", CSC, "2027-03-31", "in_progress", None, f"{K}.2", exact="day"),
               W("Print the escalation card", POLICE, "2026-06-30", "claimed", None, f"{K}.5", exact="month"))),
    layout("learning review of a child protection committee", scottish, cols(
        recommendation="Learning Point", action="Improvement action", owner="Lead Officer & Agency",
        due="Completion Date\n(dd/mm/yy)", evidence="How will we evidence the change?", progress="Update (June 2026)",
        rating="B/R/A/G"), (2,),
        (W("Agree a supervision standard", SOLENT, "2027-01-31", None, "amber", f"{K}.6"),
         W("Run a bus poster campaign", "southampton-city-council", "2026-09-30", None, "blue", f"{K}.4"))),
    layout("abbreviations", abbreviations, cols(
        ref="Rec.", action="Act.", owner="Resp.", due="Tgt", completed="Compl.", rating="RAG", progress="Prog."), (1,),
        (W("Revise the escalation policy", POLICE, "2027-01-31", None, "green", f"{K}.5", exact="month"),
         W("Audit student caseloads", "southampton-city-council", "2027-03-31", None, "red", f"{K}.7"),
         W("Write a decision log for the panel", "southampton-lscb", "2026-06-30", "claimed", "blue", f"{K}.12"))),
    layout("header in row nine", header_in_nine, cols(
        ref="Recommendation number", action="What is required", owner="By whom", due="By when?\n(dd/mm/yy)",
        progress="Where we are now", rating="BRAG\n(see key)"), (9,),
        (W("Audit 30 conferences", CSC, "2027-02-28", None, "amber", f"{K}.2"),
         W("Publish supervision figures each quarter", SOLENT, "none", None, "green", f"{K}.6", exact="none"))),
    layout("no heading over the refs", blank_heading, cols(
        ref="Column A", recommendation="Recommendation", action="Action agreed", owner="Agency", due="Date due",
        progress="Progress"), (1,),
        (W("Observe four conferences", CSC, "2026-12-31", None, None, f"{K}.2", "Two observed"),
         W("Teach escalation at induction", SOLENT, "2027-01-31", None, None, f"{K}.5"),
         W("Cap the cases of students", "southampton-city-council", "2027-02-28", "none", None, f"{K}.7", "none"))),
    layout("a column for each quarter", quarters, cols(
        ref="Ref", recommendation="Recommendation", action="Action", owner="Lead", due="Deadline", progress="Q3",
        rating="RAG"), (1,),
        (W("Audit strategy meetings", CSC, "2027-03-31", None, "amber", f"{K}.2", "Ten audited"),
         W("Count escalations", POLICE, "2027-03-31", None, "red", f"{K}.5", "Form designed"))),
    layout("rows by colour", whole_rows, cols(
        ref="Rec", action="Action", owner="Owner", due="Due", progress="Comment"), (1,),
        (W("Read out decisions at the end", CSC, "2026-12-31", None, "amber", f"{K}.2"),
         W("Hold a conference", "southampton-lscb", "2026-11-30", None, "green", f"{K}.4"),
         W("Write to all schools", "southampton-city-council", "2026-09-30", None, "blue", f"{K}.5"),
         W("Survey staff", SOLENT, "2026-10-31", None, "red", f"{K}.6"))),
    layout("rating in words in the progress", rag_in_words, cols(
        recommendation="Recommendation", action="What we will do", owner="Who leads", due="Date for completion",
        progress="Progress and RAG"), (1,),
        (W("Write a leaflet for parents", "southampton-lscb", "2026-12-31", None, "green", f"{K}.4"),
         W("Train new supervisors", SOLENT, "2026-11-30", None, "red", f"{K}.6"))),
    layout("council audit tracker", audit_tracker, cols(
        ref="Rec No", recommendation="Recommendation", action="Agreed management action", owner="Responsible officer",
        due="Revised implementation date", status="Status at last follow-up"), (1,),
        (W("Report student numbers monthly", "southampton-city-council", "2027-01-31", "in_progress", None, f"{K}.7"),
         W("Sample supervision notes", SOLENT, "2026-09-30", "claimed", None, f"{K}.6"))),
    layout("trust board paper", trust_paper, cols(
        theme="CQC domain", recommendation="Recommendation (source: Child K SCR)", action="Trust action",
        due="Timescale", progress="Position statement", evidence="Assurance / evidence", status="Delivery status"),
        (3,), (W("Give each health visitor monthly supervision", None, "2027-03-31", "in_progress", None, f"{K}.6",
                 exact="quarter"),
               W("Put escalation on the intranet", None, "2026-11-30", "claimed", None, f"{K}.5"))),
    layout("force improvement plan", force_plan, cols(
        ref="HMICFRS ref", recommendation="AFI / Recommendation", action="Activity", due="End date"), (2,),
        (W("Dip-sample decisions each month", None, "2027-03-31", None, "green", f"{K}.2"),
         W("Brief every control-room shift", None, "2026-09-30", "claimed", None, f"{K}.5")), ("Start date",)),
    layout("school action plan", school_plan, cols(
        recommendation="Area for improvement", action="Actions", intended_outcome="Success criteria", due="Timing",
        progress="Evaluation / impact so far"), (2,),
        (W("Add escalation to the safeguarding policy", None, "2027-03-31", None, None, f"{K}.5"),
         W("Hold an assembly on healthy relationships", None, "2026-07-31", None, None, f"{K}.4"))),
    layout("a sheet for each agency", several_sheets, cols(
        ref="SCR rec", action="Your action", due="Target date", progress="Your update", status="Open / closed"), (2,),
        (W("Minute every strategy meeting", POLICE, "2027-01-31", None, None, f"{K}.2"),
         W("Buy supervision software", SOLENT, "2027-06-30", "planned", None, f"{K}.6"),
         W("Name escalation champions", SOLENT, "2026-09-30", "claimed", None, f"{K}.5"))),
    layout("forms on their side", on_its_side, cols(
        action="Action:", owner="Lead agency:", due="Target date:", progress="Progress:", rating="RAG:"), (),
        (W("Invite families to comment on conferences", CSC, "2026-12-31", None, "amber", f"{K}.2"),
         W("Publish the timetable of panels", "southampton-lscb", "2027-01-31", None, "green", f"{K}.12"))),
    layout("word table with bands", word_table, cols(
        action="Action", owner="Agency", due="Timescale", intended_outcome="Desired outcome", progress="Progress"),
        (1,), (W("Appoint an independent auditor", "southampton-lscb", "2027-01-31", None, None, f"{K}.2"),
               W("Report findings to the board", "southampton-lscb", "2027-03-31", "none", None, f"{K}.2"),
               W("Map supervision in each agency", SOLENT, "none", "claimed", None, f"{K}.6")), kind="docx"),
    layout("comma-separated export", comma_list, cols(
        ref="rec_id", recommendation="rec_text", action="action_text", owner="lead_agency", due="due_date",
        status="status", progress="latest_update", evidence="evidence_url"), (1,),
        (W("Make a short film", "southampton-city-council", "2027-02-28", "in_progress", None, f"{K}.4",
           evidence="https://example.org/film"),
         W("Limit students to one family each", "southampton-city-council", "2026-08-31", "claimed", None, f"{K}.7",
           evidence="none")), kind="csv"),
    layout("open document log", open_sheet, cols(
        ref="#", recommendation="Finding", action="Agreed response", owner="Accountable agency",
        due="Completion target", progress="Narrative update", rating="Rating (RAG)"), (3,),
        (W("Add a prompt about a parent's own past", NCT, "2027-02-28", None, "green", f"{A}:3"),
         W("Write a drugs checklist for visits", NP, "2026-12-31", "planned", "red", f"{A}:8")), kind="ods",
        review="NORTHANTS-AK"),
    layout("two rows of headings", merged_heads, cols(
        ref="No", recommendation="Wording", action="Action", owner="Owner", due="Date", progress="Update",
        evidence="Evidence", rating="RAG"), (1, 2),
        (W("Give team managers a mentor", NCT, "2027-03-31", None, "amber", f"{A}:9", evidence="List of mentors"),
         W("Publish the revised guidance", NSCP, "2026-12-31", None, "green", f"{A}:10", evidence="none")),
        review=None),
    layout("persons and initials", persons, cols(
        action="Action", owner="Agency", lead="Name", due="Deadline", status="Done?"), (1,),
        (W("Circulate the escalation flow chart", POLICE, "2026-12-15", "none", None, f"{K}.5"),
         W("Hold a supervision workshop", SOLENT, "2026-10-15", "claimed", None, f"{K}.6"))),
    layout("paraphrased", paraphrased, cols(
        recommendation="What the review said", action="Our commitment", owner="Accountable body",
        due="When we will finish", progress="Latest position"), (1,),
        (W("Audit ten disagreements", POLICE, "2027-04-30", None, None, f"{K}.5"),
         W("Tender the contract", "southampton-city-council", "2027-04-30", None, None, "none"))),
    layout("child death overview panel", cdop, cols(
        recommendation="Issue identified", action="Action required", owner="Action owner", progress="Outcome",
        status="Open/Closed"), (2,),
        (W("Give lockable boxes to families", NSCP, None, None, None, f"{A}:8"),
         W("Remind GPs about sharing", "northants-gps", None, "claimed", None, f"{A}:10")), ("Date raised",),
        review="NORTHANTS-AK"),
    layout("domestic homicide review", dhr_columns, cols(
        recommendation="Recommendation", action="Action to take", owner="Lead Agency",
        progress="Key milestones in enacting the recommendation", due="Target Date",
        completed="Completion Date and Outcome", status="Status"), (2,),
        (W("Put helpline numbers in libraries", "southampton-city-council", "2026-12-31", "in_progress", None,
         f"{K}.4"),
         W("Test the escalation line", POLICE, "2026-06-30", "claimed", None, f"{K}.5"))),
    layout("a scale of numbers", lettered_scale, cols(
        ref="Rec no", action="Agency action", owner="Lead", due="Complete by", rating="Rating", progress="Notes"), (3,),
        (W("Review chairing of conferences", CSC, "2026-12-31", "in_progress", None, f"{K}.2"),
         W("Refresh the supervision policy", SOLENT, "2026-10-31", "claimed", None, f"{K}.6"),
         W("Meet the university", "southampton-city-council", "2027-01-31", "planned", None, f"{K}.7"))),
    layout("owner first", owner_first, cols(
        owner="Responsible organisation", recommendation="Recommendation", action="Specific, measurable action",
        due="To be achieved by", completed="Achieved (date)", progress="What changed as a result"), (1,),
        (W("Send a sergeant to each conference", POLICE, "2027-03-31", "none", None, f"{K}.2"),
         W("Log each escalation", POLICE, "2026-06-30", "claimed", None, f"{K}.5"),
         W("Double the supervision hours", SOLENT, "2027-06-30", "none", None, f"{K}.6"))),
    layout("inspection plan", inspection, cols(
        recommendation="Improvement required", action="Key activities", owner="Accountable lead", due="Finish",
        rating="Progress RAG"), (3,),
        (W("Recruit two practice leaders", NCT, "2027-03-31", None, "amber", f"{A}:9"),
         W("Give each a coach", NCT, "2027-03-31", None, "amber", f"{A}:9"),
         W("Sign one sharing agreement", NSCP, "2026-12-31", None, "green", f"{A}:10")), review="NORTHANTS-AK"),
    layout("log of updates", log_of_updates, cols(
        ref="Ref.", recommendation="Recommendation", action="Action", owner="Who", due="When",
        progress="Update\n(most recent first)", status="Status (Not started / In progress / Complete)"), (1,),
        (W("Set a limit of 15 days for decisions", "southampton-lscb", None, "in_progress", None, f"{K}.12"),
         W("Put posters in surgeries", "southampton-gps", "none", "planned", None, f"{K}.4"))),
    layout("status in the action", in_the_text, cols(
        ref="Rec", action="Action", owner="Lead Agency", due="Timescale"), (1,),
        (W("COMPLETED – Issue the escalation policy", POLICE, "2026-06-30", "claimed", None, f"{K}.5"),
         W("Set up peer supervision", SOLENT, "2027-06-30", "none", None, f"{K}.6"))),
    layout("an extended deadline", two_dates, cols(
        ref="Ref", recommendation="Detail of recommendation", action="Proposed action", owner="Partner agency",
        due="Extended deadline", status="Position"), (1,),
        (W("Film a model meeting", CSC, "2027-01-31", "in_progress", None, f"{K}.2"),
         W("Pair students with mentors", "southampton-city-council", "2026-12-31", "in_progress", None, f"{K}.7"))),
    layout("must and should", must_should, cols(
        recommendation="Detail", action="Improvement action", owner="Action lead", due="Deadline date",
        progress="Commentary"), (1,),
        (W("Book supervision a year ahead", SOLENT, "2027-03-31", "in_progress", None, f"{K}.6"),
         W("Put escalation in appraisal", SOLENT, "2026-09-30", "claimed", None, f"{K}.5"))),
    layout("closed actions below", second_below, cols(
        ref="Rec", action="Agreed step", owner="Lead partner", due="Due by"), (2, 6),
        (W("Pilot a new agenda", CSC, "2027-01-31", "in_progress", None, f"{K}.2"),
         W("Open a stall at the market", "southampton-city-council", "2026-05-31", "claimed", None, f"{K}.4"))),
)  # fmt: skip
