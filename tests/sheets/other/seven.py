"""The seven layouts of published plans, each with its habits."""

from datetime import date

from tests.sheets.other.made import AMBER, ASKED, GREEN, RED, Layout, Wanted, across, down, put, table


def domestic_homicide(sheet):
    put(sheet, 1, "Overview report: action plan – Child K")
    put(sheet, 2, "Key: local means one district; regional means the county")
    table(
        sheet, 4,
        ("Recommendation", "Scope of recommendation (local / regional)", "Action to take", "Lead agency",
         "Key milestones achieved in enacting recommendation", "Target date", "Date of completion and outcome"),
    )  # fmt: skip
    across(sheet, 5, "Theme 1 – Practice – county wide", 7)
    put(sheet, 6, ASKED["1"], "Local", "Revise the recording policy of each agency.", "Hampshire Constabulary",
        "Policy drafted and out for consultation.", "31/03/2027", None)  # fmt: skip
    put(sheet, 7, None, None, "Dip-sample twenty files a quarter.", "Children's Services", None, "Sept 2027", None)
    down(sheet, 1, 6, 7)
    down(sheet, 2, 6, 7)
    across(sheet, 8, "Theme 2 – Processes – county wide", 7)
    put(sheet, 9, ASKED["2"], "Regional", "Write the out-of-hours protocol.", "Solent NHS Trust",
        "Protocol agreed by both chief officers.", date(2026, 6, 30),
        "Completed 31/05/2026: protocol in use")  # fmt: skip


def adults_review(sheet):
    put(sheet, 1, "Safeguarding review: partners' plan")
    put(sheet, 3, "Recommendation from the review", "Relevant agencies", "Actions, a line each",
        "Likely completion and progress", "Supporting evidence", "Critical friend comments", "RAG status")  # fmt: skip
    put(sheet, 4, "(board fills in)", "(board fills in)", "(agency fills in)", "(agency fills in)", "(agency fills in)",
        "(critical friend)", "(board)")  # fmt: skip
    put(sheet, 5, f"1. {ASKED['1']}", "Police", "• Brief all sergeants\n• Put the voice of the child on the form",
        "31 January 2027. Briefings have begun in two districts.", "Briefing note", "Ask how many came", None,
        colours={7: AMBER})  # fmt: skip
    put(sheet, 6, f"4. {ASKED['4']}", "CSC", "Audit fifty referrals", "Completed March 2026", "Audit report", None,
    None,
        colours={7: GREEN})  # fmt: skip
    put(sheet, 7, f"5. {ASKED['5']}", "Probation", "Send assessments by secure mail", "TBC", None, None, None,
        colours={7: RED})  # fmt: skip


def mental_health(sheet):
    put(sheet, 1, "Independent investigation: provider action plan")
    put(sheet, 3, "Service", "Action", "Evidence", "Lead/Ownership", "Target date")
    put(
        sheet,
        4,
        "Which service?",
        "What will be done?",
        "What will show that it was done?",
        "Who will lead?",
        "By when?",
    )
    across(sheet, 5, f"Recommendation 2: {ASKED['2']}", 5)
    put(
        sheet,
        6,
        "Crisis team",
        "Agree the protocol with the police",
        "Signed protocol",
        "Solent NHS Trust",
        "31/12/2026",
    )
    put(sheet, 7, "Crisis team", "Train the night managers", "Attendance list", "Solent NHS Trust", "Q3 2027/28")
    across(sheet, 8, f"Recommendation 5: {ASKED['5']}", 5)
    put(sheet, 9, "Hub", "Open a shared mailbox", "Screen print", "Probation", "June/July 2027")


def trust_quality(sheet):
    table(
        sheet, 1,
        ("Ref", "Letter", "Domain", "Must/should", "Requirement", "Service", "Lead role", "Actions", "Planned outcome",
         "Assurance", "Date", "Progress (25/50/75/100)"),
        ("3", "a", "Safe", "Must", ASKED["3"], "Community", "Director of Nursing",
         "1. Rewrite the supervision template\n2. Train supervisors in challenge", "Supervision tests optimism",
         "Audit of templates", date(2027, 1, 31), 50),
        ("3", "b", "Safe", "Must", None, "Community", "Director of Nursing", "Sample ten supervision notes a month",
         "Challenge is seen in notes", "Sample report", date(2027, 3, 31), 100),
        ("4", None, "Effective", "Should", ASKED["4"], "Acute", "Head of Safeguarding", "Run the referral audit",
         "Better referrals", "Audit report", date(2027, 6, 30), 0),
    )  # fmt: skip


def business_plan_of_questions(sheet):
    put(sheet, 1, "Business plan 2026–28")
    put(sheet, 3, "How will the board do this?", "What will it do?", "Responsible lead/group", "By when",
    "Desired outcome",
        "What will the impact be and how measured")  # fmt: skip
    across(sheet, 4, f"Priority 1: {ASKED['1']}", 6)
    put(sheet, 5, "Through the audit group", "Hold a themed audit of the child's voice", "LSCB", "March 2027",
        "Children are heard", "More plans quote the child; measured by audit")  # fmt: skip
    put(sheet, 6, "Through training", "Run six sessions on listening", "CSC", "autumn 2027", "Staff are confident",
        "Survey after three months")  # fmt: skip


def business_plan(sheet):
    put(sheet, 1, "Delivery plan")
    put(sheet, 2, "ACTION", "OUTCOME", "LEAD", "TIMESCALE", "PROGRESS")
    across(sheet, 3, f"Objective 4: {ASKED['4']}", 5)
    put(sheet, 4, "1.1 Agree one audit tool for referrals", "One standard", "Police", "September 2026", "Completed")
    put(sheet, 5, "1.1a Pilot the tool in the north district", "Tool works", "CSC", "within six months of publication",
        "Update pending")  # fmt: skip
    put(sheet, 6, "1.1b Publish the results", "Learning is shared", "LSCB", "Ongoing", "Not started")


def needs_assessment(sheet):
    heads = ("REF", "RECOMMENDATION", "ACTION", "ACTION FOR?", "POSSIBLE MEASURES")
    put(sheet, 1, *heads)
    across(sheet, 2, "A HEALTHY START", 5)
    put(sheet, 3, "1", ASKED["1"], "Put the child's wishes on every form", "CCG", "Share of forms that hold them")
    put(sheet, 4, "2", ASKED["2"], "Draw up the protocol", "Police", "Protocol in force")
    put(sheet, 6, *heads)
    across(sheet, 7, "A HEALTHY START CONTINUED", 5)
    put(sheet, 8, "3", ASKED["3"], "Review supervision", "CSC", "Audit score")


_K = "SOTON-K"
SEVEN = (
    Layout(
        "domestic homicide review", domestic_homicide,
        {"recommendation": "Recommendation", "action": "Action to take", "owner": "Lead agency",
         "progress": "Key milestones achieved in enacting recommendation", "due": "Target date",
         "completed": "Date of completion and outcome"},
        (4,),
        (Wanted("Revise the recording policy of each agency.", "police", "2027-03-31", None, None, f"{_K}:1",
                "Policy drafted and out for consultation."),
         Wanted("Dip-sample twenty files a quarter.", "csc", "2027-09-30", None, None, f"{_K}:1"),
         Wanted("Write the out-of-hours protocol.", "health", "2026-06-30", "claimed", None, f"{_K}:2")),
        ("Scope of recommendation (local / regional)",),
    ),
    Layout(
        "safeguarding adult review", adults_review,
        {"recommendation": "Recommendation from the review", "owner": "Relevant agencies",
         "action": "Actions, a line each", "due": "Likely completion and progress",
         "progress": "Likely completion and progress", "evidence": "Supporting evidence", "rating": "RAG status"},
        (3, 4),
        (Wanted("Brief all sergeants", "police", "2027-01-31", None, "amber", f"{_K}:1"),
         Wanted("Put the voice of the child on the form", "police", "2027-01-31", None, "amber", f"{_K}:1"),
         Wanted("Audit fifty referrals", "csc", None, "claimed", "green", f"{_K}:4"),
         Wanted("Send assessments by secure mail", "probation", None, None, "red", f"{_K}:5")),
        ("Critical friend comments",),
    ),
    Layout(
        "mental-health homicide investigation", mental_health,
        {"action": "Action", "evidence": "Evidence", "owner": "Lead/Ownership", "due": "Target date"},
        (3, 4),
        (Wanted("Agree the protocol with the police", "health", "2026-12-31", None, None, f"{_K}:2"),
         Wanted("Train the night managers", "health", "2027-12-31", None, None, f"{_K}:2"),
         Wanted("Open a shared mailbox", "probation", "2027-07-31", None, None, f"{_K}:5")),
        ("Service",),
    ),
    Layout(
        "trust quality plan", trust_quality,
        {"ref": "Ref", "part": "Letter", "theme": "Domain", "recommendation": "Requirement", "lead": "Lead role",
         "action": "Actions", "intended_outcome": "Planned outcome", "evidence": "Assurance", "due": "Date",
         "progress": "Progress (25/50/75/100)"},
        (1,),
        (Wanted("Rewrite the supervision template", None, "2027-01-31", "in_progress", None, f"{_K}:3"),
         Wanted("Train supervisors in challenge", None, "2027-01-31", "in_progress", None, f"{_K}:3"),
         Wanted("Sample ten supervision notes a month", None, "2027-03-31", "claimed", None, f"{_K}:3"),
         Wanted("Run the referral audit", None, "2027-06-30", "planned", None, f"{_K}:4")),
        ("Must/should",),
    ),
    Layout(
        "board business plan of questions", business_plan_of_questions,
        {"action": "What will it do?", "owner": "Responsible lead/group",
         "due": "By when", "intended_outcome": "Desired outcome",
         "measure": "What will the impact be and how measured"},
        (3,),
        (Wanted("Hold a themed audit of the child's voice", "board", "2027-03-31", None, None, f"{_K}:1"),
         Wanted("Run six sessions on listening", "csc", "2027-11-30", None, None, f"{_K}:1")),
    ),
    Layout(
        "board business plan", business_plan,
        {"action": "ACTION", "intended_outcome": "OUTCOME", "owner": "LEAD", "due": "TIMESCALE",
        "progress": "PROGRESS"},
        (2,),
        (Wanted("1.1 Agree one audit tool for referrals", "police", "2026-09-30", "claimed", None, f"{_K}:4"),
         Wanted("1.1a Pilot the tool in the north district", "csc", "2014-12-01", None, None, f"{_K}:4"),
         Wanted("1.1b Publish the results", "board", None, "planned", None, f"{_K}:4")),
    ),
    Layout(
        "council needs assessment", needs_assessment,
        {"ref": "REF", "recommendation": "RECOMMENDATION", "action": "ACTION", "owner": "ACTION FOR?",
         "measure": "POSSIBLE MEASURES"},
        (1, 6),
        (Wanted("Put the child's wishes on every form", "ccg", None, None, None, f"{_K}:1"),
         Wanted("Draw up the protocol", "police", None, None, None, f"{_K}:2"),
         Wanted("Review supervision", "csc", None, None, None, f"{_K}:3")),
    ),
)  # fmt: skip
