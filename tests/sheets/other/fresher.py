"""More layouts, written after the reading was mended by the first ones: a second look at what it was never shown."""

from datetime import date

from tests.sheets.other.made import AMBER, ASKED, GREEN, RED, Layout, Wanted, across, down, put, table

K = "SOTON-K"


def tracker_by_quarter(sheet):
    put(sheet, 1, "Quality and performance group – improvement tracker")
    table(
        sheet, 3,
        ("Source", "Ref", "Recommendation", "SMART Actions", "Lead", "Timeframe for completion", "Q1 update",
        "Q2 update",
         "Overall BRAG"),
        ("Child K", "1", ASKED["1"], "Audit case files for the child's words", "CSC", "Mar-27", "Tool agreed",
         "Forty files read", "Green"),
        ("Child K", "4", ASKED["4"], "Twice-yearly referral audit", "SCC", "Sep-27", "No capacity", None, "Red"),
    )  # fmt: skip


def table_from_report(sheet):
    """As pasted out of a report: the recommendation in one cell over its actions, the headings as sentences."""
    put(sheet, 1, "Appendix C: Action plan")
    put(sheet, 2, "Learning Theme / Recommendation", "What will agencies do in response to this?",
        "Which agency is responsible for this?", "What is the deadline for this?", "How will this be evidenced?",
        "Outcome – what has changed?")  # fmt: skip
    put(sheet, 3, f"Recommendation 1\n{ASKED['1']}", "Hold focus groups with children", "Children's Social Care",
        "By end of December 2026", "Notes of the groups", None)  # fmt: skip
    put(sheet, 4, None, "Publish what children said", "LSCB", "By end of March 2027", "Web page", None)
    put(sheet, 5, f"Recommendation 5\n{ASKED['5']}", "Name a single point of contact", "Probation", "Immediate",
        "Name on the list", "Faster answers")  # fmt: skip
    down(sheet, 1, 3, 4)


def spare_columns(sheet):
    put(sheet, 2, "MULTI-AGENCY ACTION PLAN", start=2)
    put(sheet, 4, "Rec. No.", "Recommendation", "Action No.", "Action", "Agency Lead", "Date Agreed", "Completion Date",
        "Date Actually Completed", "RAG", "Comments / Progress", start=2)  # fmt: skip
    put(sheet, 5, "2", ASKED["2"], "2.1", "Draft the protocol", "Police", "01/09/2026", "31/12/2026", None, None,
        "First draft shared", start=2, colours={10: AMBER})  # fmt: skip
    put(sheet, 6, None, None, "2.2", "Agree the protocol", "Health", "01/09/2026", "28/02/2027", None, None, None,
    start=2,
        colours={10: RED})  # fmt: skip
    put(sheet, 7, "3", ASKED["3"], "3.1", "Teach challenge to supervisors", "CSC", "01/09/2026", "31/10/2026",
        date(2026, 10, 20), None, "All taught", start=2, colours={10: GREEN})  # fmt: skip
    down(sheet, 2, 5, 6)
    down(sheet, 3, 5, 6)


def agencies_as_rows(sheet):
    put(
        sheet, 1, "Partner", "Undertaking", "Linked to recommendation", "Who leads on this", "Target", "How it is going"
    )
    across(sheet, 2, "STATUTORY PARTNERS", 6)
    put(sheet, 3, "Hampshire Constabulary", "Add a flag to the command system", "Recommendation 2",
    "Chief Inspector Comms",
        "28/02/2027", "In progress")  # fmt: skip
    put(sheet, 4, "Solent NHS Trust", "Give consultants an out-of-hours rota", "Recommendation 2", "Medical Director",
        "31/03/2027", "Not started")  # fmt: skip
    across(sheet, 5, "OTHER PARTNERS", 6)
    put(sheet, 6, "Hampshire Probation Trust", "Send risk plans by secure mail", "Recommendation 5",
    "Head of Public Protection",
        "30/04/2027", "Complete")  # fmt: skip


def ticks(sheet):
    """Boxes to tick for the state, under one heading."""
    put(sheet, 1, "SCR Recommendation", "Agency Actions", "Organisation Responsible", "Deadline", "Status")
    sheet.merge_cells("E1:G1")
    put(sheet, 2, "Not started", "In progress", "Complete", start=5)
    for column in range(1, 5):
        down(sheet, column, 1, 2)
    put(sheet, 3, f"1 {ASKED['1']}", "Show the film to staff", "Police", "31/01/2027", None, "✓")
    put(sheet, 4, f"4 {ASKED['4']}", "Run the audit", "CSC", "28/02/2027", None, None, "✓")
    put(sheet, 5, f"5 {ASKED['5']}", "Share the form", "Probation", "31/03/2027", "✓")


FRESHER = (
    Layout("tracker by quarter", tracker_by_quarter,
           {"ref": "Ref", "recommendation": "Recommendation", "action": "SMART Actions", "owner": "Lead",
            "due": "Timeframe for completion", "progress": "Q2 update", "rating": "Overall BRAG"}, (3,),
           (Wanted("Audit case files for the child's words", "csc", "2027-03-31", None, "green", f"{K}:1"),
            Wanted("Twice-yearly referral audit", "council", "2027-09-30", None, "red", f"{K}:4"))),
    Layout("table from a report", table_from_report,
           {"recommendation": "Learning Theme / Recommendation", "action": "What will agencies do in response to this?",
            "owner": "Which agency is responsible for this?", "due": "What is the deadline for this?",
            "evidence": "How will this be evidenced?", "progress": "Outcome – what has changed?"}, (2,),
           (Wanted("Hold focus groups with children", "csc", "2026-12-31", None, None, f"{K}:1"),
            Wanted("Publish what children said", "board", "2027-03-31", None, None, f"{K}:1"),
            Wanted("Name a single point of contact", "probation", None, None, None, f"{K}:5"))),
    Layout("spare columns", spare_columns,
           {"ref": "Rec. No.", "recommendation": "Recommendation", "action": "Action", "owner": "Agency Lead",
            "due": "Completion Date", "completed": "Date Actually Completed", "rating": "RAG",
            "progress": "Comments / Progress"}, (4,),
           (Wanted("Draft the protocol", "police", "2026-12-31", None, "amber", f"{K}:2"),
            Wanted("Agree the protocol", "health", "2027-02-28", None, "red", f"{K}:2"),
            Wanted("Teach challenge to supervisors", "csc", "2026-10-31", "claimed", "green", f"{K}:3")),
           ("Action No.", "Date Agreed")),
    Layout("agencies as rows", agencies_as_rows,
           {"owner": "Partner", "action": "Undertaking", "ref": "Linked to recommendation",
            "lead": "Who leads on this", "due": "Target", "status": "How it is going"}, (1,),
           (Wanted("Add a flag to the command system", "police", "2027-02-28", "in_progress", None, f"{K}:2"),
            Wanted("Give consultants an out-of-hours rota", "health", "2027-03-31", "planned", None, f"{K}:2"),
            Wanted("Send risk plans by secure mail", "probation", "2027-04-30", "claimed", None, f"{K}:5")),
           review="SOTON-K"),
    Layout("ticks for the state", ticks,
           {"recommendation": "SCR Recommendation", "action": "Agency Actions", "owner": "Organisation Responsible",
            "due": "Deadline", "status": "Status"}, (1, 2),
           (Wanted("Show the film to staff", "police", "2027-01-31", "in_progress", None, f"{K}:1"),
            Wanted("Run the audit", "csc", "2027-02-28", "claimed", None, f"{K}:4"),
            Wanted("Share the form", "probation", "2027-03-31", "planned", None, f"{K}:5"))),
)  # fmt: skip
