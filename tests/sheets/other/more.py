"""Layouts of our own invention, with other words and other habits than the published ones."""

from datetime import date

from tests.sheets.other.made import AMBER, ASKED, GREEN, RED, Layout, Wanted, down, put, table

K = "SOTON-K"


def questions(sheet):
    put(sheet, 2, "What we are doing after the review of Child K")
    table(
        sheet, 4,
        ("No.", "What did the review tell us?", "What needs to happen?", "Who will do it?", "When will it be done by?",
         "What have we done so far?", "How will we know it has made a difference?", "BRAG"),
        (1, ASKED["1"], "Add a prompt to the contact form", "Police", "30.11.2026", "Prompt is in test",
        "Audit of forms", "G"),
        (2, ASKED["2"], "Sign the protocol", "Health", "ASAP", "Not started", "Protocol seen", "R"),
        (4, ASKED["4"], "Plan two audits a year", "Council", date(2027, 4, 1), "Complete", "Audit reports", "B"),
    )  # fmt: skip


def owner_columns(sheet):
    put(sheet, 1, "Key: C = complete, O = on track, N = not started")
    table(
        sheet, 3,
        ("Rec", "Recommendation", "Agreed action", "Deadline", "Police", "CSC", "Health", "Remarks"),
        ("1", ASKED["1"], "Brief all staff", "31/01/2027", "C", "O", None, None),
        ("4", ASKED["4"], "Audit referrals", "31/03/2027", "N", "N", "C", "Late start"),
    )  # fmt: skip


def step_columns(sheet):
    put(sheet, 1, "Recommendation", "Improvement action", "Accountable organisation", "Deadline", "Progress")
    sheet.merge_cells("E1:H1")
    put(sheet, 2, "25%", "50%", "75%", "100%", start=5)
    for column in range(1, 5):
        down(sheet, column, 1, 2)
    put(sheet, 3, ASKED["1"], "Rewrite the form", "Police", "01/02/2027", "x", "x")
    put(sheet, 4, ASKED["3"], "Rewrite the guide", "CSC", "01/03/2027", "x", "x", "x", "x")
    put(sheet, 5, ASKED["5"], "Share the list", "Probation", "01/04/2027")


def two_tiers(sheet):
    put(sheet, 2, "Recommendation", None, "Our response", None, None, "Monitoring", None, None)
    sheet.merge_cells("A2:B2")
    sheet.merge_cells("C2:E2")
    sheet.merge_cells("F2:H2")
    put(
        sheet,
        3,
        "No",
        "Wording",
        "Task",
        "Organisation",
        "Named officer",
        "Target completion date",
        "Position",
        "Proof",
    )
    put(sheet, 4, "1", ASKED["1"], "Publish a practice note", "CSC", "Head of Practice", "30/09/2026", "In progress",
        "Note in draft")  # fmt: skip
    put(
        sheet, 5, "5", ASKED["5"], "Agree a sharing rule", "Probation", "Deputy director", "Spring 2027", "Agreed", None
    )


def second_table(sheet):
    put(sheet, 1, "Board tracker")
    row = table(
        sheet, 3,
        ("Ref", "Task", "Owner", "Due by", "RAG", "Latest position"),
        ("R1", "Ask each agency for its audit", "LSCB", "31 December 2026", "Amber", "Letters went in October"),
        ("R4", "Write the audit tool", "CSC", "30 June 2026", "Red", "Nobody in post"),
    )  # fmt: skip
    put(sheet, row + 1, "Completed actions")
    table(
        sheet, row + 2,
        ("Ref", "Task", "Owner", "Date completed", "Outcome"),
        ("R2", "Hold the joint workshop", "Police", date(2026, 5, 12), "Sixty people came"),
        ("R5", "Name a lead in probation", "Probation", "March 2026", "Lead in post"),
    )  # fmt: skip


def owner_first(sheet):
    table(
        sheet, 1,
        ("Agency", "Recommendation", "Action Required", "Implementation Date", "Person Responsible", "Action Taken",
         "Evidence of completion", "RAG Rating"),
        ("Police", ASKED["1"], "Change the form", "31/10/2026", "Chief Inspector", "Form changed", "New form", "Green"),
        (None, ASKED["2"], "Sign the protocol", "30/11/2026", "Superintendent", None, None, "Amber"),
        ("Health", ASKED["2"], "Sign the protocol too", "30/11/2026", "Director of Nursing", None, None, "Red"),
    )  # fmt: skip
    down(sheet, 1, 2, 3)


def no_owner_column(sheet):
    """A sheet for each agency, its name on the tab."""
    sheet.title = "Police"
    heads = ("Learning point", "What we will do", "Timeframe", "% complete", "Comments")
    table(sheet, 1, heads, (f"1. {ASKED['1']}", "Film a training clip", "December 2026", 0.5, "Script is written"))
    other = sheet.parent.create_sheet("Health")
    table(other, 1, heads, (f"2. {ASKED['2']}", "Set up a night rota", "March 2027", 1, None))
    notes = sheet.parent.create_sheet("Notes")
    put(notes, 1, "These sheets are kept by the business unit.")


def flat_bands(sheet):
    """As a program leaves it that knows no merged cells: bands in the first column, nothing else in the row."""
    table(
        sheet, 1,
        ("Steps to be taken", "By whom", "By when", "Success criteria", "Progress to date", "Traffic light"),
        (f"Recommendation 3 - {ASKED['3']}",),
        ("Review the supervision policy", "CSC", "Q4 2026/27", "Policy tests optimism", "Begun", "Amber"),
        ("Train all supervisors", "CSC", "Q1 2027/28", "All trained", "Not yet started", "Green"),
        (f"Recommendation 4 - {ASKED['4']}",),
        ("Audit referrals in May and November", "Council", "30 November 2026", "Two audits", "First audit done",
        "Green"),
        ("Total: 3 actions",),
        ("Prepared by the business unit, 12 October 2026",),
    )  # fmt: skip


def original_and_revised(sheet):
    put(sheet, 1, "Rec", "Actions agreed", "Organisation", "Lead officer", "Original due date", "Revised due date",
        "Progress update", "Assurance rating", "Date of last update")  # fmt: skip
    put(sheet, 2, "1", "Send out the form", "Police", "Sergeant, public protection", "31/03/2026", "31/12/2026",
        "Delayed by the printers", None, "01/10/2026", colours={8: AMBER})  # fmt: skip
    put(sheet, 3, "3", "Rewrite the supervision form", "CSC", "Head of Quality", "30/06/2026", "28/02/2027",
        "Draft is with the unions", None, "01/10/2026", colours={8: GREEN})  # fmt: skip
    put(sheet, 4, "5", "Map who shares what", "Probation", "Senior officer", "30/06/2026", "31/01/2027", None, None,
        "01/10/2026", colours={8: RED})  # fmt: skip


def ref_within(sheet):
    put(sheet, 1, "Action log: Child K")
    table(
        sheet, 5,
        ("Area for improvement", "Response", "Assigned to", "Due by", "Is it done?", "What difference has it made?"),
        (f"Rec 1 – {ASKED['1']}", "a) Put wishes on file\nb) Check ten files", "CSC", "1 May 2027", "No", None),
        (f"Rec 5 – {ASKED['5']}", "Send risk plans the same day", "Probation", "Immediate", "Yes", "Faster meetings"),
    )  # fmt: skip


def form_on_its_side(sheet):
    put(sheet, 1, "Single agency action plan")
    for first, values in (
        (3, ("Recommendation 1", ASKED["1"], "Change the contact record", "Police", "28/02/2027", "In progress")),
        (10, ("Recommendation 2", ASKED["2"], "Put a duty nurse on call", "Health", "31/05/2027", "Not started")),
    ):
        labels = ("Ref", "Recommendation", "Action to be taken", "Lead agency", "Target date", "Status")
        for row, pair in enumerate(zip(labels, values, strict=True), first):
            put(sheet, row, *pair)


def misspelt(sheet):
    table(
        sheet, 2,
        ("Recomendation", "Acton", "Reponsible Agency", "Timescales", "Progess / Update", "RAG Stauts", "Evidance"),
        (ASKED["1"], "Revise the form", "Hampshire Constabulary", "Jan 2027", "Form is in print", "amber", None),
        (ASKED["4"], "Do the audit", "Childrens Services", "Feb 2027", None, "green", "Report"),
    )  # fmt: skip


def merged_recommendations(sheet):
    put(sheet, 1, "SINGLE AGENCY PLAN – ALL PARTNERS")
    put(sheet, 2, "#", "Finding", "Activity", "Delivery lead", "Milestone date", "Status", "Narrative", "Audit trail")
    put(sheet, 3, "1", ASKED["1"], "Write the guide", "Police", "31/12/2026", "On track", "Writing", "Draft")
    put(sheet, 4, None, None, "Send the guide out", "Police", "31/01/2027", "Not started", None, None)
    put(sheet, 5, None, None, None, None, None, None, "Printers booked", "Order form")
    put(sheet, 6, "2", ASKED["2"], "Hold a rehearsal", "Health", "31/03/2027", "Delayed", "No room yet", None)
    down(sheet, 1, 3, 5)
    down(sheet, 2, 3, 5)


def unheaded_numbers(sheet):
    table(
        sheet, 1,
        (None, "Requirement", "Deliverables", "Responsible", "Finish date", "Done?"),
        ("1", ASKED["1"], "Film the talk", "Police", "31/12/2026", "No"),
        ("2", ASKED["2"], "Sign the letter", "Health", "31/01/2027", "Yes"),
        ("3", ASKED["3"], "Order the books", "CSC", "28/02/2027", "Ongoing"),
    )  # fmt: skip


MORE = (
    Layout("questions", questions,
           {"ref": "No.", "recommendation": "What did the review tell us?", "action": "What needs to happen?",
            "owner": "Who will do it?", "due": "When will it be done by?", "progress": "What have we done so far?",
            "measure": "How will we know it has made a difference?", "rating": "BRAG"}, (4,),
           (Wanted("Add a prompt to the contact form", "police", "2026-11-30", None, "green", f"{K}:1"),
            Wanted("Sign the protocol", "health", None, "planned", "red", f"{K}:2"),
            Wanted("Plan two audits a year", "council", "2027-04-01", "claimed", "blue", f"{K}:4"))),
    Layout("an agency a column", owner_columns,
           {"ref": "Rec", "recommendation": "Recommendation", "action": "Agreed action", "due": "Deadline",
            "progress": "Remarks"}, (3,),
           (Wanted("Brief all staff", "police", "2027-01-31", "claimed", None, f"{K}:1"),
            Wanted("Brief all staff", "csc", "2027-01-31", None, "green", f"{K}:1"),
            Wanted("Audit referrals", "police", "2027-03-31", "planned", None, f"{K}:4"),
            Wanted("Audit referrals", "csc", "2027-03-31", "planned", None, f"{K}:4"),
            Wanted("Audit referrals", "health", "2027-03-31", "claimed", None, f"{K}:4"))),
    Layout("a step a column", step_columns,
           {"recommendation": "Recommendation", "action": "Improvement action", "owner": "Accountable organisation",
            "due": "Deadline", "progress": "Progress"}, (1, 2),
           (Wanted("Rewrite the form", "police", "2027-02-01", "in_progress", None, f"{K}:1", "50%"),
            Wanted("Rewrite the guide", "csc", "2027-03-01", "claimed", None, f"{K}:3", "100%"),
            Wanted("Share the list", "probation", "2027-04-01", None, None, f"{K}:5"))),
    Layout("headings in two tiers", two_tiers,
           {"ref": "No", "recommendation": "Wording", "action": "Task", "owner": "Organisation",
           "lead": "Named officer",
            "due": "Target completion date", "status": "Position", "evidence": "Proof"}, (2, 3),
           (Wanted("Publish a practice note", "csc", "2026-09-30", "in_progress", None, f"{K}:1"),
            Wanted("Agree a sharing rule", "probation", "2027-05-31", "planned", None, f"{K}:5"))),
    Layout("a second table", second_table,
           {"ref": "Ref", "action": "Task", "owner": "Owner", "due": "Due by", "rating": "RAG",
            "progress": "Latest position", "completed": "Date completed"}, (3, 8),
           (Wanted("Ask each agency for its audit", "board", "2026-12-31", None, "amber", f"{K}:1"),
            Wanted("Write the audit tool", "csc", "2026-06-30", None, "red", f"{K}:4"),
            Wanted("Hold the joint workshop", "police", None, "claimed", None, f"{K}:2"),
            Wanted("Name a lead in probation", "probation", None, "claimed", None, f"{K}:5")), review="SOTON-K"),
    Layout("owner in the first column", owner_first,
           {"owner": "Agency", "recommendation": "Recommendation", "action": "Action Required",
            "due": "Implementation Date", "lead": "Person Responsible", "progress": "Action Taken",
            "evidence": "Evidence of completion", "rating": "RAG Rating"}, (1,),
           (Wanted("Change the form", "police", "2026-10-31", None, "green", f"{K}:1", "Form changed"),
            Wanted("Sign the protocol", "police", "2026-11-30", None, "amber", f"{K}:2"),
            Wanted("Sign the protocol too", "health", "2026-11-30", None, "red", f"{K}:2"))),
    Layout("a sheet an agency", no_owner_column,
           {"recommendation": "Learning point", "action": "What we will do", "due": "Timeframe",
           "progress": "% complete"},
           (1,),
           (Wanted("Film a training clip", "police", "2026-12-31", "in_progress", None, f"{K}:1"),
            Wanted("Set up a night rota", "health", "2027-03-31", "claimed", None, f"{K}:2")), ("Comments",)),
    Layout("flat bands and footers", flat_bands,
           {"action": "Steps to be taken", "owner": "By whom", "due": "By when", "measure": "Success criteria",
            "progress": "Progress to date", "rating": "Traffic light"}, (1,),
           (Wanted("Review the supervision policy", "csc", "2027-03-31", "in_progress", "amber", f"{K}:3"),
            Wanted("Train all supervisors", "csc", "2027-06-30", "planned", "green", f"{K}:3"),
            Wanted("Audit referrals in May and November", "council", "2026-11-30", None, "green", f"{K}:4"))),
    Layout("original and revised dates", original_and_revised,
           {"ref": "Rec", "action": "Actions agreed", "owner": "Organisation", "lead": "Lead officer",
            "due": "Revised due date", "progress": "Progress update", "rating": "Assurance rating"}, (1,),
           (Wanted("Send out the form", "police", "2026-12-31", None, "amber", f"{K}:1"),
            Wanted("Rewrite the supervision form", "csc", "2027-02-28", None, "green", f"{K}:3"),
            Wanted("Map who shares what", "probation", "2027-01-31", None, "red", f"{K}:5")),
           ("Original due date", "Date of last update"), "SOTON-K"),
    Layout("ref within the text", ref_within,
           {"recommendation": "Area for improvement", "action": "Response", "owner": "Assigned to", "due": "Due by",
            "status": "Is it done?", "intended_outcome": "What difference has it made?"}, (5,),
           (Wanted("Put wishes on file", "csc", "2027-05-01", None, None, f"{K}:1"),
            Wanted("Check ten files", "csc", "2027-05-01", None, None, f"{K}:1"),
            Wanted("Send risk plans the same day", "probation", None, "claimed", None, f"{K}:5"))),
    Layout("a form on its side", form_on_its_side,
           {"ref": "Ref", "recommendation": "Recommendation", "action": "Action to be taken", "owner": "Lead agency",
            "due": "Target date", "status": "Status"}, (),
           (Wanted("Change the contact record", "police", "2027-02-28", "in_progress", None, f"{K}:1"),
            Wanted("Put a duty nurse on call", "health", "2027-05-31", "planned", None, f"{K}:2"))),
    Layout("misspelt", misspelt,
           {"recommendation": "Recomendation", "action": "Acton", "owner": "Reponsible Agency", "due": "Timescales",
            "progress": "Progess / Update", "rating": "RAG Stauts", "evidence": "Evidance"}, (2,),
           (Wanted("Revise the form", "police", "2027-01-31", None, "amber", f"{K}:1"),
            Wanted("Do the audit", "csc", "2027-02-28", None, "green", f"{K}:4"))),
    Layout("recommendations over several rows", merged_recommendations,
           {"ref": "#", "recommendation": "Finding", "action": "Activity", "owner": "Delivery lead",
            "due": "Milestone date", "status": "Status", "progress": "Narrative", "evidence": "Audit trail"}, (2,),
           (Wanted("Write the guide", "police", "2026-12-31", "in_progress", None, f"{K}:1"),
            Wanted("Send the guide out", "police", "2027-01-31", "planned", None, f"{K}:1", "Printers booked"),
            Wanted("Hold a rehearsal", "health", "2027-03-31", None, None, f"{K}:2"))),
    Layout("numbers under no heading", unheaded_numbers,
           {"ref": "Column A", "recommendation": "Requirement", "action": "Deliverables", "owner": "Responsible",
            "due": "Finish date", "status": "Done?"}, (1,),
           (Wanted("Film the talk", "police", "2026-12-31", None, None, f"{K}:1"),
            Wanted("Sign the letter", "health", "2027-01-31", "claimed", None, f"{K}:2"),
            Wanted("Order the books", "csc", "2027-02-28", "in_progress", None, f"{K}:3"))),
)  # fmt: skip
