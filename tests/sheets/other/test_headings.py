"""What headings mean by themselves: a list as boards write them, each with the field that a person would name."""

import pytest

from tracker.sheets.other.headings import both, senses

HEADINGS = {
    "ref": (
        "Ref No", "Rec No.", "Rec #", "Reference", "ID", "S/N", "Item No", "Recommendation No", "Recommendation Ref",
        "Number",
    ),
    "recommendation": (
        "Recommendations", "Overview Report Recommendation", "SCR Recommendation", "Key finding",
        "Learning identified", "Lesson learned", "Themes and learning", "What we learned", "Issue",
        "Area for development", "Recommendation (as in report)", "Finding/Recommendation", "Standard",
        "What is the recommendation?", "Gap identified", "Objective", "Strategic objective", "Requirement",
        "What you asked us to do",
    ),
    "action": (
        "Actions", "Actions Required", "Required action", "Agreed actions", "Planned action", "Proposed action",
        "Specific actions", "Action Point", "Action to be taken", "Action plan", "Tasks",
        "How will this be achieved?", "How we will do it", "What are we going to do?", "What we plan to do", "Steps",
        "Key actions", "Activity", "Actions to achieve outcome", "Action needed", "Agency action",
        "Improvement actions", "What actions will be taken", "Actions agreed by agency", "Response to recommendation",
        "SMART action", "How will it be done?",
    ),
    "owner": (
        "Lead Agency", "Responsible agency", "Owner", "Action owner", "Lead organisation", "Agency responsible",
        "Responsible body", "Who", "By whom", "Who is responsible?", "Agency", "Partner agency", "Lead",
        "Responsibility", "Accountable", "Assigned to", "Ownership", "Organisation(s)", "Responsible team",
        "Agencies involved", "Lead department", "Delivery partner", "Who will lead?", "Agency / Service",
        "Lead agency/ies", "Responsible for delivery", "Responsible Agency / Lead", "Who by",
    ),
    "lead": (
        "Lead Officer", "Responsible Officer", "Named Lead", "Lead person", "Named person", "Person responsible",
        "Senior sponsor", "Lead professional", "Lead manager", "Contact", "Job title", "Accountable officer",
        "Lead role", "Agency lead officer", "SRO",
    ),
    "due": (
        "Target Date", "Due Date", "Deadline", "Timescale", "By when", "Timescales", "Completion Date",
        "Target completion date", "Date for completion", "Date due", "Expected completion date",
        "Date to be completed", "Timeframe", "When", "Due", "When will this be done?", "Planned completion",
        "Completion by", "Milestone date", "Implementation date", "End date", "To be completed by",
        "Anticipated completion date", "Target", "Agreed timescale", "Date", "Complete by date", "Time scale",
        "Deadline for completion", "Date required", "Review date / target", "Proposed completion date",
    ),
    "completed": (
        "Date completed", "Actual completion date", "Date closed", "Date of completion", "Completed on",
        "Date achieved", "Closure date", "Date signed off", "Completed date", "Date action completed",
    ),
    "status": (
        "Status", "Current status", "Action status", "Position", "State", "Status of action", "Complete? Y/N",
        "Completed (Y/N)", "Open/Closed", "Complete/Ongoing", "Status (open/closed)", "On track?", "Complete?",
    ),
    "rating": (
        "RAG", "RAG rating", "BRAG", "BRAG rating", "RAG status", "Rating", "Traffic light", "R/A/G", "RAGB",
        "Progress rating", "Colour", "BRAG status", "RAG (Red/Amber/Green)", "Current RAG", "Status (RAG)",
    ),
    "progress": (
        "Progress", "Update", "Progress update", "Latest update", "Progress to date", "Current position",
        "Commentary", "Progress/comments", "Action taken", "Actions taken to date", "What has been done",
        "Update on progress", "Key milestones", "Progress notes", "Position statement", "Narrative update",
        "Progress against action", "Agency update", "Progress made", "Where are we now?", "Update (October 2024)",
        "Milestones", "Work completed to date", "% complete", "Implementation progress", "Monitoring update",
        "Progress report",
    ),
    "evidence": (
        "Evidence", "Evidence of completion", "Supporting evidence", "Assurance", "Evidence of impact",
        "Evidence required", "Source of assurance", "Evidence / assurance", "Sources of evidence",
        "Proof of completion", "Evidence (embed documents)", "How will we evidence this?", "Evidence submitted",
        "Documents", "Evidence to support completion",
    ),
    "intended_outcome": (
        "Outcome", "Intended outcome", "Expected outcome", "Desired outcome", "Impact",
        "What difference will it make?", "Outcomes", "Planned outcome", "Intended impact", "Expected benefits",
        "What will be different?", "Success looks like", "Aim", "Anticipated impact", "Outcome/Impact",
        "What will success look like?", "Why?",
    ),
    "measure": (
        "Measure", "Success measures", "How will we measure success?", "KPI", "Success criteria",
        "Measures of success", "Performance indicators", "How will we know?", "Monitoring arrangements",
        "Outcome measure",
    ),
    "theme": (
        "Theme", "Category", "Domain", "Priority area", "Workstream", "Topic",
    ),
    "note": (
        "Comments", "Notes", "Critical friend comments", "Additional comments", "Risks", "Barriers", "Board comments",
        "Scrutiny comments", "Resources", "Issues/risks", "Challenges",
    ),
    "priority": (
        "Priority", "High/Medium/Low", "Priority (H/M/L)", "Urgency",
    ),
    "said_on": (
        "Date of update", "Last updated", "Date updated", "Date of last update",
    ),
    "review": (
        "Review", "Case", "SCR", "Review name", "Case name",
    ),
}  # fmt: skip
LEFT_TO_THE_CELLS = {
    "Completion Date", "Completion by", "End date", "Review date / target", "Current position", "Position statement",
    "How will we evidence this?", "Themes and learning", "Status (RAG)", "Success looks like", "Aim",
    "What will success look like?", "Issues/risks",
}  # fmt: skip
"""Headings that may be two things: what stands below them decides."""


@pytest.mark.parametrize("field", HEADINGS)
def test_a_heading_says_which_field_it_is(field):
    wrong = {}
    for heading in HEADINGS[field]:
        found = senses(heading)
        best = max(found, key=lambda name: found[name], default=None)
        if heading in LEFT_TO_THE_CELLS:
            assert found.get(field, 0.0) >= 0.3, heading
        elif best != field or found[best] < 0.55:
            wrong[heading] = dict(found)
    assert wrong == {}


def test_a_cell_may_hold_two_fields():
    assert both("Likely completion and progress") == ("due", "progress")
    assert both("Date of completion and outcome") == ("completed", "progress")
    assert both("Lead/Ownership") is None
    assert both("Action to take") is None


def test_a_sentence_is_no_heading():
    assert dict(senses("Review the policy. " * 20)) == {}
