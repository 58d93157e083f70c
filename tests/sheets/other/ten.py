"""Ten layouts more, written after the reading was mended by the forty-five, and read for the first time afterwards."""

from datetime import date

from tests.sheets.other.made import across, down, put, table
from tests.sheets.other.thirty import CSC, NCT, NP, NSCP, POLICE, SOLENT, A, K, W, cols, layout, text

SCC, BOARD = "southampton-city-council", "southampton-lscb"


def partner_return(sheet):
    put(sheet, 1, "Single agency return")
    put(sheet, 2, "Name of agency: Hampshire Constabulary")
    table(
        sheet, 4,
        ("Rec ref", "Recommendation summary", "Agency response to recommendation", "Timeline", "Current status",
         "Please list evidence attached", "Named officer"),
        ("10.2.2", "Quality of strategy meetings", "Supervisors will dip-sample ten meetings", "31/03/2027", "Started",
         "None yet", "Supt Hall"),
        ("10.2.5", "Escalation", "Escalation card issued to all officers", "31/08/2026", "Complete", "Card",
         "Insp Lee"),
    )  # fmt: skip


def kanban(sheet):
    table(
        sheet, 1,
        ("Ticket", "Summary", "Linked recommendation", "Assignee (organisation)", "Due", "State", "Last comment"),
        ("CK-1", "Publish audit tool", "SOTON-K:10.2.2", "CSC", "2027-01-15", "To do", "Waiting for chair"),
        ("CK-2", "Write supervision guide", "SOTON-K:10.2.6", "Solent NHS Trust", "2026-10-15", "Done", "Guide is out"),
    )  # fmt: skip


def percent_bands(sheet):
    put(
        sheet,
        1,
        "Action",
        "Recommendation addressed",
        "Org.",
        "Target dt",
        "0%",
        "25%",
        "50%",
        "75%",
        "100%",
        "Remarks",
    )
    put(sheet, 2, "Rewrite the conference form", "10.2.2", "CSC", "Feb-27", "x", "x", "x", None, None, "With printers")
    put(
        sheet,
        3,
        "Publish escalation figures",
        "10.2.5",
        "Hampshire Constabulary",
        "Jan-27",
        "x",
        None,
        None,
        None,
        None,
    )
    put(sheet, 4, "Train all supervisors", "10.2.6", "Solent NHS Trust", "Oct-26", "x", "x", "x", "x", "x", "Finished")


def outcomes_first(sheet):
    table(
        sheet, 2,
        ("Outcome we want", "What needs to change (from the review)", "Action we'll take", "Lead + support",
         "Start / end", "How's it going?", "R A G"),
        ("Safe decisions", text("SOTON-K:10.2.2"), "Pair chairs for peer review", "CSC", "Sept 2026 – March 2027",
         "Pairs agreed", "G"),
        ("Confident staff", text("SOTON-K:10.2.6"), "Offer group supervision", "Solent NHS Trust",
         "May 2026 – Oct 2026",
         "Two groups of six run", "A"),
    )  # fmt: skip


def letters_for_status(sheet):
    put(sheet, 1, "Status: C = complete; P = in progress; N = not started")
    table(
        sheet, 3,
        ("Rec #", "Action", "Agency", "By", "St.", "Cmts"),
        ("10.2.5", "Add escalation to induction", "Hampshire Constabulary", "31/01/2027", "P", "Slides drafted"),
        ("10.2.7", "Write to the university", "SCC", "31/05/2026", "C", "Letter sent"),
        ("10.2.12", "Set a timetable", "SLSCB", "28/02/2027", "N", None),
    )  # fmt: skip


def theme_column(sheet):
    put(sheet, 1, "Theme", "Rec", "Recommendation", "Action", "Lead", "Timescale", "Progress", "Completed?")
    put(sheet, 2, "Supervision", "9", text("NORTHANTS-AK:9"), "Write a supervision offer",
     "Northamptonshire Children's Trust",
        "30/04/2027", "Offer drafted", "In part")  # fmt: skip
    put(sheet, 3, None, None, None, "Survey team managers", "Northamptonshire Children's Trust", "30/06/2026",
     "Survey closed",
        "Yes")  # fmt: skip
    put(sheet, 4, "Sharing", "10", text("NORTHANTS-AK:10"), "Hold a webinar", "NSCP", "31/05/2027", None, "No")
    for column in (1, 2, 3):
        down(sheet, column, 2, 3)


def long_questions(sheet):
    table(
        sheet, 1,
        ("What did the review tell us to do?", "What have we agreed to do about it?", "Which organisation is leading?",
         "By what date will it be finished?", "What has happened so far?", "Is it red, amber or green?"),
        (text("NORTHANTS-AK:3"), "Put a trauma prompt into assessments", "Northamptonshire Children's Trust",
         "1 March 2027",
         "Prompt tested", "Amber"),
        (text("NORTHANTS-AK:8"), "Carry testing kits", "Northamptonshire Police", "1 June 2027", "Supplier found",
         "Green"),
    )  # fmt: skip


def exec_summary(sheet):
    across(sheet, 1, "Summary", 3)
    put(sheet, 2, "Status", "Number")
    put(sheet, 3, "Complete", 1)
    put(sheet, 4, "In progress", 1)
    across(sheet, 6, "Detail", 6)
    table(
        sheet, 7,
        ("Recommendation", "Deliverable", "Responsible partner", "Delivery date", "Delivery status", "Latest position"),
        (text("SOTON-K:10.2.4"), "A radio advert", "Southampton City Council", "31/01/2027", "In progress",
         "Script written"),
        (text("SOTON-K:10.2.12"), "A decision template", "SLSCB", "31/05/2026", "Complete", "Template used"),
    )  # fmt: skip


def approvals(sheet):
    table(
        sheet, 1,
        ("Rec", "Recommendation", "Agreed?", "Agency action plan", "Accountable", "Consulted", "Date agreed",
         "Date to be implemented", "Date implemented", "Audit trail"),
        ("10.2.6", text("SOTON-K:10.2.6"), "Yes", "Set a supervision minimum", "Solent NHS Trust", "Unions",
         date(2026, 4, 1), date(2026, 9, 30), date(2026, 9, 15), "Policy v3"),
        ("10.2.5", text("SOTON-K:10.2.5"), "Yes", "Open an escalation inbox", "Hampshire Constabulary", None,
         date(2026, 4, 1), date(2027, 2, 28), None, None),
    )  # fmt: skip


def by_lead(sheet):
    across(sheet, 1, "ACTIONS FOR HAMPSHIRE CONSTABULARY", 5)
    table(sheet, 2, ("Rec.", "Action", "Officer", "Date", "Update"))
    put(sheet, 3, "10.2.2", "Chair training for inspectors", "Ch Insp Dow", "31/12/2026", "Twelve trained")
    across(sheet, 4, "ACTIONS FOR SOLENT NHS TRUST", 5)
    put(sheet, 5, "10.2.6", "Log supervision weekly", "Matron Ives", "31/01/2027", "Log not yet started")


TEN = (
    layout("return of one agency", partner_return, cols(
        ref="Rec ref", recommendation="Recommendation summary", action="Agency response to recommendation",
         due="Timeline",
        status="Current status", evidence="Please list evidence attached", lead="Named officer"), (4,),
        (W("Supervisors will dip-sample ten meetings", POLICE, "2027-03-31", "in_progress", None, f"{K}.2"),
         W("Escalation card issued to all officers", POLICE, "2026-08-31", "claimed", None, f"{K}.5"))),
    layout("tickets", kanban, cols(
        ref="Linked recommendation", action="Summary", owner="Assignee (organisation)", due="Due", status="State",
        progress="Last comment"), (1,),
        (W("Publish audit tool", CSC, "2027-01-15", "planned", None, f"{K}.2"),
         W("Write supervision guide", SOLENT, "2026-10-15", "claimed", None, f"{K}.6")), ("Ticket",), review=None),
    layout("steps of a quarter", percent_bands, cols(
        action="Action", ref="Recommendation addressed", owner="Org.", due="Target dt"), (1,),
        (W("Rewrite the conference form", CSC, "2027-02-28", "in_progress", None, f"{K}.2"),
         W("Publish escalation figures", POLICE, "2027-01-31", "planned", None, f"{K}.5"),
         W("Train all supervisors", SOLENT, "2026-10-31", "claimed", None, f"{K}.6"))),
    layout("outcomes first", outcomes_first, cols(
        intended_outcome="Outcome we want", recommendation="What needs to change (from the review)",
        action="Action we'll take", owner="Lead + support", due="Start / end", rating="R A G",
        progress="How's it going?"), (2,),
        (W("Pair chairs for peer review", CSC, "2027-03-31", None, "green", f"{K}.2"),
         W("Offer group supervision", SOLENT, "2026-10-31", None, "amber", f"{K}.6"))),
    layout("letters for the status", letters_for_status, cols(
        ref="Rec #", action="Action", owner="Agency", due="By", status="St.", progress="Cmts"), (3,),
        (W("Add escalation to induction", POLICE, "2027-01-31", "in_progress", None, f"{K}.5"),
         W("Write to the university", SCC, "2026-05-31", "claimed", None, f"{K}.7"),
         W("Set a timetable", BOARD, "2027-02-28", "planned", None, f"{K}.12"))),
    layout("themes merged downwards", theme_column, cols(
        theme="Theme", ref="Rec", recommendation="Recommendation", action="Action", owner="Lead", due="Timescale",
        progress="Progress", status="Completed?"), (1,),
        (W("Write a supervision offer", NCT, "2027-04-30", "in_progress", None, f"{A}:9"),
         W("Survey team managers", NCT, "2026-06-30", "claimed", None, f"{A}:9"),
         W("Hold a webinar", NSCP, "2027-05-31", "none", None, f"{A}:10")), review="NORTHANTS-AK"),
    layout("long questions", long_questions, cols(
        recommendation="What did the review tell us to do?", action="What have we agreed to do about it?",
        owner="Which organisation is leading?", due="By what date will it be finished?",
        progress="What has happened so far?", rating="Is it red, amber or green?"), (1,),
        (W("Put a trauma prompt into assessments", NCT, "2027-03-01", None, "amber", f"{A}:3"),
         W("Carry testing kits", NP, "2027-06-01", None, "green", f"{A}:8")), review=None),
    layout("a summary above", exec_summary, cols(
        recommendation="Recommendation", action="Deliverable", owner="Responsible partner", due="Delivery date",
        status="Delivery status", progress="Latest position"), (7,),
        (W("A radio advert", SCC, "2027-01-31", "in_progress", None, f"{K}.4"),
         W("A decision template", BOARD, "2026-05-31", "claimed", None, f"{K}.12"))),
    layout("four dates", approvals, cols(
        ref="Rec", recommendation="Recommendation", action="Agency action plan", owner="Accountable",
        due="Date to be implemented", completed="Date implemented", evidence="Audit trail"), (1,),
        (W("Set a supervision minimum", SOLENT, "2026-09-30", "claimed", None, f"{K}.6"),
         W("Open an escalation inbox", POLICE, "2027-02-28", "none", None, f"{K}.5")), ("Date agreed",)),
    layout("bands for agencies", by_lead, cols(
        ref="Rec.", action="Action", lead="Officer", due="Date", progress="Update"), (2,),
        (W("Chair training for inspectors", POLICE, "2026-12-31", None, None, f"{K}.2"),
         W("Log supervision weekly", SOLENT, "2027-01-31", "planned", None, f"{K}.6"))),
)  # fmt: skip
