"""Fifteen layouts more, written after the reading was mended by the thirty, and read for the first time afterwards."""

from datetime import date

from tests.sheets.other.made import AMBER, GREEN, RED, across, down, put, table
from tests.sheets.other.thirty import CSC, NCT, NP, NSCP, POLICE, SOLENT, A, K, W, cols, layout, text

SCC, BOARD = "southampton-city-council", "southampton-lscb"


def mhhr(sheet):
    across(sheet, 1, "Mental health homicide review: Trust response", 6)
    table(
        sheet, 3,
        ("Service line", "What we will put in place", "What will tell us it is embedded", "Who owns it", "Planned date",
         "Completion status"),
        ("(name the team)", "(one line for each)", "(documents)", "(job title)", "(dd/mm/yyyy)", "(%)"),
    )  # fmt: skip
    across(sheet, 5, f"Recommendation 10.2.6 – {text('SOTON-K:10.2.6')}", 6)
    put(sheet, 6, "Community", "Protected supervision time", "Rota audit", "Solent NHS Trust", "31/01/2027", 0.4)
    put(sheet, 7, "Wards", "A supervision passport", "Passport checks", "Solent NHS Trust", "28/02/2027", 1)


def sub_group(sheet):
    put(sheet, 1, "Learning and Improvement Sub-Group workplan 2026–27", colours={1: "FF1F4E78"})
    table(
        sheet, 3,
        ("Workstream", "Linked rec.", "Piece of work", "Sponsor", "Delivery partner", "Deliver by", "Health",
         "Highlight report"),
        ("Voice", "10.2.2", "Ask children about conferences", "Director of Quality", "CSC", "31/03/27", "🟢",
         "Twenty asked"),
        ("Workforce", "10.2.6", "Write a supervision charter", "Chief Nurse", "Solent NHS Trust", "30/06/27", "🔴",
         "Author away"),
    )  # fmt: skip


def assurance_matrix(sheet):
    put(sheet, 1, "Rec", "What the partner was asked to do", "Partner", "Accepted Y/N", "How partner did it",
     "By (date)",
        "Signed off by board?", "Outstanding issues")  # fmt: skip
    put(sheet, 2, "10.2.5", text("SOTON-K:10.2.5"), "Hampshire Constabulary", "Y",
     "Escalation cards issued to all staff",
        "30/09/2026", "Yes", None)  # fmt: skip
    put(sheet, 3, "10.2.7", text("SOTON-K:10.2.7"), "Southampton City Council", "Y",
     "Caseload limit written into policy",
        "31/12/2026", "No", "Policy awaits cabinet")  # fmt: skip


def years(sheet):
    table(
        sheet, 2,
        ("No", "Recommendation", "Key action", "Lead organisation", "Year 1\n2026/27", "Year 2\n2027/28",
         "Lead's initials",
         "Direction of travel", "Where we've got to"),
        ("10.2.4", text("SOTON-K:10.2.4"), "Fund a helpline", "SCC", "x", None, "AB", "↑", "Bid written"),
        ("10.2.12", text("SOTON-K:10.2.12"), "Train panel members", "SLSCB", None, "x", "CD", "→", "Not begun"),
    )  # fmt: skip


def minute_log(sheet):
    table(
        sheet, 1,
        ("Mtg date", "Agenda item", "Rec", "Action arising", "To be done by (name)", "To be done by (date)",
         "Done (date)",
         "Carried forward?"),
        (date(2026, 5, 4), "6", "10.2.2", "Send the audit tool to chairs", "Hampshire Constabulary", date(2026, 6, 30),
         date(2026, 6, 12), None),
        (date(2026, 9, 7), "4", "10.2.6", "Ask for supervision figures", "Solent NHS Trust", date(2026, 12, 1), None,
         "Yes"),
    )  # fmt: skip


def welsh_form(sheet):
    put(sheet, 1, "ADOLYGIAD YMARFER PLANT – CHILD PRACTICE REVIEW ACTION PLAN")
    table(
        sheet, 3,
        ("Learning identified", "Action (SMART)", "Outcome sought", "Person / agency responsible", "Date for action",
         "Progress against action", "Date completed", "RAG colour"),
        (text("SOTON-K:10.2.4"), "Print bilingual posters", "Families know where to turn", "Southampton City Council",
         "Gorffennaf 2026", "Posters are up", "14/07/2026", None),
        (text("SOTON-K:10.2.5"), "Run a learning event", "Staff feel able to challenge", "Hampshire Constabulary",
         "Mawrth 2027", "Venue booked", None, None),
    )  # fmt: skip
    put(sheet, 4, colours={8: GREEN})
    put(sheet, 5, colours={8: AMBER})


def paragraphs(sheet):
    """A recommendation in a row of its own, not merged, and its actions numbered below it."""
    table(sheet, 1, ("Para", "Recommendation / action", "Lead", "Target", "Status"))
    put(sheet, 2, "10.2.2", text("SOTON-K:10.2.2"))
    put(sheet, 3, "10.2.2(i)", "Choose forty conferences", "CSC", "31/12/2026", "Under way")
    put(sheet, 4, "10.2.2(ii)", "Report to the board", "SLSCB", "31/03/2027", "Not started")
    put(sheet, 5, "10.2.5", text("SOTON-K:10.2.5"))
    put(sheet, 6, "10.2.5(i)", "Count disagreements", "Hampshire Constabulary", "31/01/2027", "Done")


def risk_columns(sheet):
    table(
        sheet, 1,
        ("Ref no.", "Recommendation text", "Task", "Task owner (agency)", "Baseline finish", "Forecast finish",
         "Actual finish", "% comp.", "RAG this month", "RAG last month", "Blockers"),
        ("10.2.2", text("SOTON-K:10.2.2"), "Build a dashboard", "CSC", "30/09/2026", "31/01/2027", None, "60%", "A",
         "G",
         "Data feed"),
        ("10.2.6", text("SOTON-K:10.2.6"), "Publish a handbook", "Solent NHS Trust", "30/09/2026", None,
         "22/09/2026", "100%",
         "B", "G", None),
    )  # fmt: skip


def joint_inspection(sheet):
    put(sheet, 1, "JTAI written statement of action", None, None, None, None)
    put(sheet, 2, "Area for development", "What have we done so far?", "What do we still need to do?",
     "Who will do this?",
        "When will this be in place?", "How will we check?")  # fmt: skip
    put(sheet, 3, text("NORTHANTS-AK:9"), "Two leaders were appointed", "Set up coaching for team managers",
        "Northamptonshire Children's Trust", "By Easter 2027", "Staff survey")  # fmt: skip
    put(sheet, 4, text("NORTHANTS-AK:10"), "Guidance was drafted", "Launch the sharing guidance", "NSCP",
     "By July 2027",
        "Audit")  # fmt: skip


def semicolons(sheet):
    table(
        sheet, 1,
        ("Recommendation number", "Organisation", "Planned activity", "Activity status", "Planned completion month",
         "RAGG", "Notes for panel"),
        ("3", "Northamptonshire Police", "Add a question on past abuse to the form", "Commenced", "February 2027",
         "Green", "Trial"),
        ("8", "Northamptonshire Children's Trust", "Buy testing kits", "Yet to commence", "May 2027", "Red", None),
    )  # fmt: skip


def names_in_brackets(sheet):
    table(
        sheet, 1,
        ("Recommendation", "Action", "Lead (agency and name)", "Timescales / milestones", "Update and evidence",
         "Rating"),
        (text("SOTON-K:10.2.2"), "Publish an audit report", "CSC (Priya Shah)", "Draft Oct 2026; final Jan 2027",
         "Draft shared with board", "On track"),
        (text("SOTON-K:10.2.7"), "Visit each placement", "Southampton City Council – Tom Reed", "Every month",
         "Four visited",
         "Some slippage"),
    )  # fmt: skip


def bands_of_two_kinds(sheet):
    table(sheet, 1, ("Action no.", "Action", "Responsibility", "Completion date", "Comments and RAG"))
    across(sheet, 2, "THEME A: HEARING THE CHILD", 5)
    across(sheet, 3, f"Recommendation 3: {text('NORTHANTS-AK:3')}", 5)
    put(sheet, 4, "3.1", "Teach trauma-aware assessment", "Northamptonshire Children's Trust", "31/03/2027",
        "Amber: course is planned")  # fmt: skip
    across(sheet, 5, f"Recommendation 8: {text('NORTHANTS-AK:8')}", 5)
    put(sheet, 6, "8.1", "Write to GPs", "Northants GPs", "30/06/2026", "Blue: letter sent")
    put(sheet, 7, "8.2", "Brief officers", "Northamptonshire Police", "30/11/2026", "Green: dates set")


def person_then_agency(sheet):
    put(sheet, 1, "Accountability", None, "Plan", None, None, "Monitoring", None)
    put(sheet, 2, "Named lead", "Agency", "Rec", "Action", "Deadline", "Latest", "Complete?")
    for span in ("A1:B1", "C1:E1", "F1:G1"):
        sheet.merge_cells(span)
    put(
        sheet,
        3,
        "Helen Marsh",
        "Solent NHS Trust",
        "10.2.6",
        "Sample ten supervision records",
        "31/12/2026",
        "Six read",
        "No",
    )
    put(
        sheet, 4, "Omar Aziz", "Hampshire Constabulary", "10.2.2", "Time-stamp decisions", "31/10/2026", "In use", "Yes"
    )
    put(sheet, 5, "Helen Marsh", None, "10.2.5", "Write a challenge policy", "31/01/2027", "Outline agreed", "Partly")
    down(sheet, 2, 3, 3)


def local_and_national(sheet):
    table(
        sheet, 1,
        ("Recommendation (verbatim)", "Level (local/national)", "Response (accepted / partially accepted / rejected)",
         "Steps agreed", "Body responsible", "Target quarter", "Actual", "Commentary for publication"),
        (text("SOTON-K:10.2.4"), "Local", "Accepted", "Hold a domestic abuse week", "Southampton City Council",
         "Q3 2026/27",
         None, "The week is planned for November"),
        (text("SOTON-K:10.2.12"), "Local", "Accepted", "Log each decision", "SLSCB", "Q1 2026/27", "June 2026",
         "The log is kept"),
    )  # fmt: skip


def three_states(sheet):
    """One column a state, coloured, not ticked."""
    put(sheet, 1, "Rec.", "Agency task", "Agency", "End date", "Off track", "On track", "Completed", "Narrative")
    put(
        sheet,
        2,
        "10.2.2",
        "Redesign the minutes",
        "CSC",
        "31/12/2026",
        None,
        None,
        None,
        "Form in use",
        colours={7: "FF0070C0"},
    )
    put(sheet, 3, "10.2.5", "Test the duty line", "Hampshire Constabulary", "31/12/2026", None, None, None,
     "Line is down",
        colours={5: RED})  # fmt: skip
    put(sheet, 4, "10.2.6", "Count supervisors", "Solent NHS Trust", "31/12/2026", None, None, None, "Half counted",
        colours={6: GREEN})  # fmt: skip


FIFTEEN = (
    layout("trust response with guidance", mhhr, cols(
        action="What we will put in place", evidence="What will tell us it is embedded", owner="Who owns it",
        due="Planned date"), (3, 4),
        (W("Protected supervision time", SOLENT, "2027-01-31", "in_progress", None, f"{K}.6"),
         W("A supervision passport", SOLENT, "2027-02-28", "claimed", None, f"{K}.6"))),
    layout("workplan of a sub-group", sub_group, cols(
        theme="Workstream", ref="Linked rec.", action="Piece of work", lead="Sponsor", owner="Delivery partner",
        due="Deliver by", rating="Health", progress="Highlight report"), (3,),
        (W("Ask children about conferences", CSC, "2027-03-31", None, "green", f"{K}.2", "Twenty asked"),
         W("Write a supervision charter", SOLENT, "2027-06-30", None, "red", f"{K}.6"))),
    layout("assurance matrix", assurance_matrix, cols(
        ref="Rec", recommendation="What the partner was asked to do", owner="Partner", action="How partner did it",
        due="By (date)"), (1,),
        (W("Escalation cards issued to all staff", POLICE, "2026-09-30", None, None, f"{K}.5"),
         W("Caseload limit written into policy", SCC, "2026-12-31", "none", None, f"{K}.7"))),
    layout("a column for each year", years, cols(
        ref="No", recommendation="Recommendation", action="Key action", owner="Lead organisation",
        progress="Where we've got to"), (2,),
        (W("Fund a helpline", SCC, None, None, None, f"{K}.4", "Bid written"),
         W("Train panel members", BOARD, None, "planned", None, f"{K}.12", "Not begun"))),
    layout("log of a meeting", minute_log, cols(
        ref="Rec", action="Action arising", owner="To be done by (name)", due="To be done by (date)",
        completed="Done (date)"), (1,),
        (W("Send the audit tool to chairs", POLICE, "2026-06-30", "claimed", None, f"{K}.2"),
         W("Ask for supervision figures", SOLENT, "2026-12-01", "none", None, f"{K}.6")), ("Mtg date",)),
    layout("child practice review", welsh_form, cols(
        recommendation="Learning identified", action="Action (SMART)", intended_outcome="Outcome sought",
        owner="Person / agency responsible", due="Date for action", progress="Progress against action",
        completed="Date completed", rating="RAG colour"), (3,),
        (W("Print bilingual posters", SCC, "2026-07-31", "claimed", "green", f"{K}.4"),
         W("Run a learning event", POLICE, "2027-03-31", None, "amber", f"{K}.5"))),
    layout("recommendation and action in one column", paragraphs, cols(
        ref="Para", action="Recommendation / action", owner="Lead", due="Target", status="Status"), (1,),
        (W("Choose forty conferences", CSC, "2026-12-31", "in_progress", None, f"{K}.2"),
         W("Report to the board", BOARD, "2027-03-31", "planned", None, f"{K}.2"),
         W("Count disagreements", POLICE, "2027-01-31", "claimed", None, f"{K}.5"))),
    layout("project table", risk_columns, cols(
        ref="Ref no.", recommendation="Recommendation text", action="Task", owner="Task owner (agency)",
        due="Forecast finish", completed="Actual finish", rating="RAG this month"), (1,),
        (W("Build a dashboard", CSC, "2027-01-31", "in_progress", "amber", f"{K}.2"),
         W("Publish a handbook", SOLENT, "2026-09-30", "claimed", "blue", f"{K}.6"))),
    layout("written statement of action", joint_inspection, cols(
        recommendation="Area for development", progress="What have we done so far?",
        action="What do we still need to do?", owner="Who will do this?", due="When will this be in place?"), (2,),
        (W("Set up coaching for team managers", NCT, "2027-03-28", None, None, f"{A}:9", "Two leaders were appointed"),
         W("Launch the sharing guidance", NSCP, "2027-07-31", None, None, f"{A}:10")), review="NORTHANTS-AK"),
    layout("open document list of activities", semicolons, cols(
        ref="Recommendation number", owner="Organisation", action="Planned activity", status="Activity status",
        due="Planned completion month", rating="RAGG", progress="Notes for panel"), (1,),
        (W("Add a question on past abuse to the form", NP, "2027-02-28", "in_progress", "green", f"{A}:3"),
         W("Buy testing kits", NCT, "2027-05-31", "planned", "red", f"{A}:8")), kind="ods", review="NORTHANTS-AK"),
    layout("names in brackets", names_in_brackets, cols(
        recommendation="Recommendation", action="Action", owner="Lead (agency and name)", due="Timescales / milestones",
        progress="Update and evidence", rating="Rating"), (1,),
        (W("Publish an audit report", CSC, "2027-01-31", None, "green", f"{K}.2"),
         W("Visit each placement", SCC, "none", None, "amber", f"{K}.7", exact="none"))),
    layout("bands of two kinds", bands_of_two_kinds, cols(
        action="Action", owner="Responsibility", due="Completion date", progress="Comments and RAG"), (1,),
        (W("Teach trauma-aware assessment", NCT, "2027-03-31", None, "amber", f"{A}:3"),
         W("Write to GPs", "northants-gps", "2026-06-30", None, "blue", f"{A}:8"),
         W("Brief officers", NP, "2026-11-30", None, "green", f"{A}:8")), kind="docx", review="NORTHANTS-AK"),
    layout("person, then agency", person_then_agency, cols(
        lead="Named lead", owner="Agency", ref="Rec", action="Action", due="Deadline", progress="Latest",
        status="Complete?"), (1, 2),
        (W("Sample ten supervision records", SOLENT, "2026-12-31", None, None, f"{K}.6"),
         W("Time-stamp decisions", POLICE, "2026-10-31", "claimed", None, f"{K}.2"),
         W("Write a challenge policy", "none", "2027-01-31", "in_progress", None, f"{K}.5"))),
    layout("responses for publication", local_and_national, cols(
        recommendation="Recommendation (verbatim)", action="Steps agreed", owner="Body responsible",
        due="Target quarter", completed="Actual", progress="Commentary for publication"), (1,),
        (W("Hold a domestic abuse week", SCC, "2026-12-31", None, None, f"{K}.4", exact="quarter"),
         W("Log each decision", BOARD, "2026-06-30", "claimed", None, f"{K}.12", exact="quarter"))),
    layout("states by colour", three_states, cols(
        ref="Rec.", action="Agency task", owner="Agency", due="End date", progress="Narrative"), (1,),
        (W("Redesign the minutes", CSC, "2026-12-31", "claimed", None, f"{K}.2"),
         W("Test the duty line", POLICE, "2026-12-31", "in_progress", None, f"{K}.5"),
         W("Count supervisors", SOLENT, "2026-12-31", "in_progress", None, f"{K}.6"))),
)  # fmt: skip
