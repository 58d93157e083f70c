"""Layouts written after the reading was frozen: how it does on what it was never shown."""

from datetime import date

from tests.sheets.other.made import ASKED, BLUE, GREEN, RED, Layout, Wanted, across, put, table

K = "SOTON-K"


def scrutiny_panel(sheet):
    across(sheet, 1, "Scrutiny panel tracker – version 4", 9)
    across(sheet, 2, "Please return to the business unit by the 5th of each month", 9)
    table(
        sheet, 4,
        ("Unique ID", "Panel recommendation", "Commitment made by partner", "Partner", "Senior responsible owner",
         "To be delivered by", "Delivery confidence", "Commentary this quarter", "Where to find the evidence"),
        ("R1", ASKED["1"], "Redesign the contact form with young people", "Police", "Supt Public Protection",
         "end of March 2027", "Green", "Two workshops held", "Shared drive, folder 3"),
        ("R5", ASKED["5"], "Give the hub access to the case system", "Probation", "Head of Delivery",
         "30th June 2027", "Red", "Licences not bought", None),
    )  # fmt: skip


def learning_review(sheet):
    put(sheet, 1, "Learning from the review", None, "How partners will respond", None, None, "Assurance", None)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:E1")
    sheet.merge_cells("F1:G1")
    table(
        sheet, 2,
        ("Ref", "Learning", "Action(s)", "Owned by", "Complete by", "Assurance given", "Blue/Red/Amber/Green"),
        ("1", ASKED["1"], "Run listening workshops", "CSC", "Dec 2026", "Attendance and feedback sheets", None),
        ("2", ASKED["2"], "Draft the on-call list", "Health", "Jan 2027", None, None),
        ("4", ASKED["4"], "Buy the audit software", "Council", "Completed", "Invoice", None),
    )  # fmt: skip
    put(sheet, 3, colours={7: GREEN})
    put(sheet, 4, colours={7: RED})
    put(sheet, 5, colours={7: BLUE})


def minutes_style(sheet):
    put(sheet, 1, "Safeguarding Board – Actions arising from Child K")
    table(
        sheet, 3,
        ("Item", "Issue", "Agreed next step", "By who", "By", "Outcome / update", "Closed Y/N"),
        (1, ASKED["1"], "Ask schools for their forms", "LSCB", "12/01/2027", "Letters sent", "N"),
        (3, ASKED["3"], "Share the supervision tool", "CSC", "09/02/2027", "Shared with all teams", "Y"),
    )  # fmt: skip


def health_template(sheet):
    put(sheet, 1, "Organisation:", "Solent NHS Trust")
    put(sheet, 2, "Review:", "Child K")
    put(sheet, 3, "Date:", date(2026, 10, 1))
    table(
        sheet, 6,
        ("Recommendation from overview report", "Specific action required to implement recommendation",
         "Expected impact for children and families", "Job title of accountable officer",
         "Timescale for implementation",
         "Progress to date (R/A/G)", "Supporting documentation"),
        (ASKED["2"], "Put the night rota on the intranet", "Faster meetings", "Associate Director", "28/02/2027",
         "Amber – rota agreed, not published", "Rota"),
        (None, "Brief night managers on the protocol", "Faster meetings", "Night Manager", "31/03/2027",
         "Green – on track", None),
    )  # fmt: skip


def county_log(sheet):
    across(sheet, 1, "County partnership – consolidated log", 8)
    table(
        sheet, 3,
        ("Rec. ref.", "Summary of recommendation", "What will be done and how", "Addressed to", "Finish by", "% done",
         "State of play", "Quality assurance comments"),
    )  # fmt: skip
    across(sheet, 4, "PRACTICE", 8)
    put(sheet, 5, "1", ASKED["1"], "Change the template so that wishes come first", "Hampshire Constabulary",
        date(2027, 1, 15), "75%", "Nearly there", "Check the pilot")  # fmt: skip
    across(sheet, 6, "PARTNERSHIP", 8)
    put(sheet, 7, "2", ASKED["2"], "Hold quarterly meetings of duty managers", "Solent NHS Trust", date(2027, 2, 15),
        "0%", "Not begun", None)  # fmt: skip
    put(
        sheet,
        8,
        "5",
        ASKED["5"],
        "Agree a data form",
        "Hampshire Probation Trust",
        date(2026, 9, 15),
        "100%",
        "Done",
        None,
    )
    across(sheet, 9, "PARTNERSHIP (continued)", 8)
    put(sheet, 10, "4", ASKED["4"], "Audit in spring and autumn", "CCG", date(2027, 5, 31), "25%", "Spring audit begun",
        None)  # fmt: skip


FRESH = (
    Layout("scrutiny panel", scrutiny_panel,
           {"ref": "Unique ID", "recommendation": "Panel recommendation", "action": "Commitment made by partner",
            "owner": "Partner", "lead": "Senior responsible owner", "due": "To be delivered by",
            "rating": "Delivery confidence", "progress": "Commentary this quarter",
            "evidence": "Where to find the evidence"}, (4,),
           (Wanted("Redesign the contact form with young people", "police", "2027-03-31", None, "green", f"{K}:1"),
            Wanted("Give the hub access to the case system", "probation", "2027-06-30", None, "red", f"{K}:5"))),
    Layout("learning review", learning_review,
           {"ref": "Ref", "recommendation": "Learning", "action": "Action(s)", "owner": "Owned by",
           "due": "Complete by",
            "evidence": "Assurance given", "rating": "Blue/Red/Amber/Green"}, (1, 2),
           (Wanted("Run listening workshops", "csc", "2026-12-31", None, "green", f"{K}:1"),
            Wanted("Draft the on-call list", "health", "2027-01-31", None, "red", f"{K}:2"),
            Wanted("Buy the audit software", "council", None, None, "blue", f"{K}:4"))),
    Layout("minutes", minutes_style,
           {"ref": "Item", "recommendation": "Issue", "action": "Agreed next step", "owner": "By who", "due": "By",
            "progress": "Outcome / update", "status": "Closed Y/N"}, (3,),
           (Wanted("Ask schools for their forms", "board", "2027-01-12", None, None, f"{K}:1"),
            Wanted("Share the supervision tool", "csc", "2027-02-09", "claimed", None, f"{K}:3"))),
    Layout("health template", health_template,
           {"recommendation": "Recommendation from overview report",
            "action": "Specific action required to implement recommendation",
            "intended_outcome": "Expected impact for children and families", "lead": "Job title of accountable officer",
            "due": "Timescale for implementation", "progress": "Progress to date (R/A/G)",
            "evidence": "Supporting documentation"}, (6,),
           (Wanted("Put the night rota on the intranet", "health", "2027-02-28", None, "amber", f"{K}:2"),
            Wanted("Brief night managers on the protocol", "health", "2027-03-31", None, "green", f"{K}:2"))),
    Layout("county log", county_log,
           {"ref": "Rec. ref.", "recommendation": "Summary of recommendation", "action": "What will be done and how",
            "owner": "Addressed to", "due": "Finish by", "progress": "% done", "status": "State of play"}, (3,),
           (Wanted("Change the template so that wishes come first", "police", "2027-01-15", "in_progress", None,
           f"{K}:1"),
            Wanted("Hold quarterly meetings of duty managers", "health", "2027-02-15", "planned", None, f"{K}:2"),
            Wanted("Agree a data form", "probation", "2026-09-15", "claimed", None, f"{K}:5"),
            Wanted("Audit in spring and autumn", "ccg", "2027-05-31", "in_progress", None, f"{K}:4")),
           ("Quality assurance comments",)),
)  # fmt: skip
