"""What people call the trail's verbs and things: "Evidence added", "Northants Police for part b of Child Ak 7".

`DONE` is the one table of the verbs that commands sign with; a test holds it against `tracker/commands`.
"""

from collections.abc import Callable
from typing import Any

from tracker.rules.by_board import kind_of
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.holds import what_is_held
from tracker.rules.register import Register
from tracker.rules.words import LadderRung
from tracker.store.tables import BY_NAME

DONE = {
    "accept": "Ask accepted", "add": "Added", "add_evidence": "Evidence added", "add_person": "Person added",
    "agree_extension": "Date moved", "ask": "Asked", "ask_extension": "Later date asked for",
    "attach_document": "Document attached", "bring_back": "Brought back", "chase": "Chase sent",
    "chase_answered": "Chase answered", "chase_refused": "Chase not sent", "chase_sent": "Chase handed over",
    "check_back": "Check-back made", "claim": "Completion claimed",
    "copy_evidence": "Evidence copied to another place",
    "back_up": "Backup taken", "sign_off_head": "End of the trail signed off", "set_up": "Board set up",
    "ask_redaction": "Redaction asked for", "agree_redaction": "Redacted", "refuse_redaction": "Redaction refused",
    "place_hold": "Legal hold placed", "lift_hold": "Legal hold lifted", "set_retention": "Retention set",
    "ask_disposal": "Disposal asked for", "agree_disposal": "Disposed of", "refuse_disposal": "Disposal refused",
    "follow_general": "General setting followed again",
    "close": "Closed", "confirm_theme": "Theme confirmed", "correct_evidence": "Evidence corrected",
    "cross_refer": "Reference added",
    "add_item": "Put on the agenda", "defer_item": "Item put off", "edit_meeting": "Meeting changed",
    "end_meeting": "Meeting ended", "escalate": "Escalated", "make_agenda": "Agenda made",
    "move_item": "Agenda put in another order", "note_attendance": "Attendance noted", "note_item": "Item noted",
    "resume_meeting": "Meeting resumed", "set_minutes": "Time for an item set", "take_up_item": "Item taken up again",
    "decide": "Decision minuted", "disable_person": "Person switched off", "download": "Downloaded",
    "edit": "Changed", "edit_action": "Action changed", "edit_person": "Person changed",
    "embed": "Found embedded", "enable_person": "Person switched on again",
    "first_sign_in": "Signed in for the first time", "give_role": "Role given",
    "give_link": "Personal link given", "open_link": "Came in by a personal link",
    "take_in": "Taken in from a report", "take_link_back": "Personal link taken back", "set_chasing": "Chasing set",
    "make_token": "API token made", "revoke_token": "API token revoked",
    "make_feed": "Address of a calendar made", "take_feed_back": "Address of a calendar taken back",
    "go_on": "Let through, with a reason", "hold_meeting": "Meeting entered",
    "import_workbook": "Workbook applied", "join": "Joined",
    "judge_overlap": "Two recommendations compared",
    "take_judgement_back": "Answer about two recommendations taken back",
    "keep_names": "List of names changed", "leave": "Left", "link_sign_in": "Council sign-in linked",
    "link_parts": "Parts added to the action", "load": "First data loaded",
    "mark_context": "Part marked as context, not tracked", "mark_illustrative": "Marked as illustrative",
    "match_promise": "Promise matched", "merge": "Merged", "name_reader": "Reader named",
    "not_doing": "Entered as not doing",
    "plan_action": "Action planned", "promote": "Learning made a recommendation",
    "refuse_extension": "Later date refused", "remove": "Removed", "reject_theme": "Theme rejected",
    "remove_theme": "Theme taken off",
    "invite": "Invitation made", "reset_password": "Password reset made", "set_password": "Password set",
    "send_workbooks": "Workbook made to send", "workbook_sent": "Workbook sent",
    "workbook_refused": "Workbook not sent",
    "sign_in": "Signed in", "sign_out": "Signed out", "end_sessions": "Signed out everywhere",
    "reopen": "Reopened", "replace_evidence": "Newer version of evidence sent",
    "respond": "Response recorded", "restrict_evidence": "Restriction of evidence changed", "return": "Claim returned",
    "set_first_date": "Original date set", "set_state": "Publication recorded",
    "show_in_room": "Shown in the room of a meeting",
    "settle_layout": "Layout of an action plan settled",
    "set_papers": "Look of the papers set",
    "keep_contacts": "Contact for letters changed",
    "set_thresholds": "Thresholds set", "sign_in_roles": "Roles taken over from the council’s sign-in",
    "split": "Part split", "split_theme": "Theme split", "merge_themes": "Themes merged",
    "retire_theme": "Theme retired", "bring_theme_back": "Theme brought back",
    "take_themes_over": "List of themes taken over",
    "start": "Work started",
    "take_back_import": "Import taken back", "take_role": "Role taken away",
    "draw_sample": "Dip sample drawn", "record_dip_finding": "Dip sample looked at",
    "set_assurance": "Evidence needed set", "add_measure": "Measure added", "edit_measure": "Measure changed",
    "end_measure": "Measure ended", "read_measure": "Measure read", "withdraw_reading": "Reading taken back",
    "unlink_part": "Part taken off the action",
    "unlink_sign_in": "Council sign-in taken off",
    "unmark_context": "Part tracked again", "unname_reader": "Reader taken off", "update": "Update sent",
    "verify": "Claim verified",
    "withdraw": "Ask withdrawn", "withdraw_claim": "Claim withdrawn", "withdraw_evidence": "Evidence withdrawn",
}  # fmt: skip
THINGS = {
    "action_part": "part of an action", "action_update": "update", "agency_group": "group",
    "agency_group_member": "membership of a group", "check_back": "check-back", "cross_reference": "reference",
    "extension": "move of a date", "api_token": "API token",
    "agenda_item": "item of an agenda", "dip_finding": "finding of a dip sample", "dip_sample": "dip sample",
    "ladder_contact": "contact for letters",
    "overlap_judgement": "answer about two recommendations",
    "learning_point": "learning point", "not_doing": "not-doing entry",
    "person_identity": "council sign-in",
    "person_role": "role", "trail": "the trail’s", "recommendation_theme": "theme of a recommendation",
    "learning_point_theme": "theme of a learning point",
    "review_reader": "named reader",
    "evidence_place": "place of the evidence",
}  # fmt: skip
SETTINGS = {
    "thresholds": "When the ratings warn",
    "retention": "For how many years evidence is kept",
    "assurance": "What evidence each kind of change needs",
    "chasing": "When and whom messages chase",
    "papers": "The look of the board’s papers",
    "personal_links": "Whether messages may carry personal links",
    "illustrative": "The sentence that marks this register as illustrative",
    "illustrative_built_on": "The day the illustrative register was built",
}
Name = Callable[[Register, Any], str]


def done(verb: str) -> str:
    """A verb of the trail as people say it: "Evidence added"."""
    return DONE.get(verb, verb.replace("_", " ").capitalize())


def thing(entity: str) -> str:
    """The kind of a thing: "learning point"."""
    return THINGS.get(entity, entity.replace("_", " "))


def named(register: Register, entity: str, id_: str, told: Any = None) -> str:
    """A thing in words: as the register has it, else as its record was `told`; "a chase" where neither knows it."""
    known = BY_NAME.get(entity)
    if known is None:
        return f"{thing(entity)} {id_}"
    record = getattr(register, known.table).get(id_) or told
    try:
        return _NAMES[entity](register, record)
    except (AttributeError, KeyError):  # neither the register nor the trail has all of it
        return f"{'an' if thing(entity)[0] in 'aeiou' else 'a'} {thing(entity)}"


def of_any_kind(register: Register, id_: str) -> str:
    """The thing of that id, whatever it is, in words; the id itself where the register does not know it."""
    for name, entity in BY_NAME.items():
        if id_ in getattr(register, entity.table):
            return named(register, name, id_)
    return id_


def numbered(register: Register, recommendation_id: str) -> str:
    """A recommendation by the subject of its review and its number: "Child Ak 7"."""
    rec = register.recommendations[recommendation_id]
    return f"{register.reviews[rec.review_id].subject} {rec.ref}"


def _recommendation(register: Register, rec: Any) -> str:
    return f"{register.reviews[rec.review_id].subject} {rec.ref} {rec.title}"


def _action(register: Register, filed: Any) -> str:
    action = register.actions[filed.action_id]
    return f"{action.id} {action.title}"


def _part(register: Register, part: Any) -> str:
    whole = numbered(register, part.recommendation_id)
    return f"part {part.label} of {whole}" if part.label else whole


def _ask(register: Register, ask: Any) -> str:
    return f"{register.agencies[ask.agency_id].short_name} for {_part(register, register.parts[ask.part_id])}"


def _not_doing(register: Register, entry: Any) -> str:
    if entry.ask_id:
        return _ask(register, register.asks[entry.ask_id])
    if entry.action_id:
        return _action(register, entry)
    return _recommendation(register, register.recommendations[entry.recommendation_id])


def _reference(register: Register, ref: Any) -> str:
    to = numbered(register, ref.to_id) if ref.to_id else f"“{ref.as_written}”"
    return f"reference from {numbered(register, ref.from_id)} to {to}"


def _meeting(_: Register, meeting: Any) -> str:
    return f"meeting of {in_words(meeting.held_on)}"


def _measure(register: Register, measure: Any) -> str:
    return f"measure ‘{first_words(measure.what)}’ of {numbered(register, measure.recommendation_id)}"


def _in_review(kind: str, field: str) -> Name:
    def name(register: Register, record: Any) -> str:
        subject = register.reviews[record.review_id].subject
        return f"{kind} of {subject}, paragraph {record.paragraph}: {first_words(getattr(record, field))}"

    return name


def _setting(register: Register, one: Any) -> str:
    kind = kind_of(one.id)
    name = SETTINGS.get(kind, f"setting ‘{kind.replace('_', ' ')}’")
    return f"{name}, of {register.boards[one.board_id].name}" if one.board_id else name


_NAMES: dict[str, Name] = {
    "action": lambda _, r: f"{r.id} {r.title}",
    "action_part": _action,
    "action_update": _action,
    "agency": lambda _, r: str(r.name),
    "agency_group": lambda _, r: f"group ‘{r.name}’",
    "agency_group_member": lambda reg, r: (
        f"{reg.agencies[r.agency_id].name} in the group ‘{reg.groups[r.group_id].name}’"
    ),
    "ask": _ask,
    "board": lambda _, r: str(r.name),
    "chase": lambda reg, r: f"chase to {reg.agencies[r.agency_id].name}",
    "check_back": _action,
    "cross_reference": _reference,
    "agenda_item": lambda reg, r: f"item ‘{first_words(r.title)}’ of the {_meeting(reg, reg.meetings[r.meeting_id])}",
    "decision": lambda reg, r: f"minute {r.minute} of the {_meeting(reg, reg.meetings[r.meeting_id])}",
    "dip_finding": _action,
    "dip_sample": lambda _, r: f"dip sample {r.id} of {plural(r.size, 'action')}",
    "evidence": _action,
    "extension": _action,
    "ladder_contact": lambda reg, r: (
        f"{r.name}, {r.rung.label.lower()}"
        + (f" of {reg.agencies[r.agency_id].name}" if r.agency_id and r.rung != LadderRung.CHAIR else "")
    ),
    "learning_point": _in_review("learning", "title"),
    "measure": _measure,
    "meeting": _meeting,
    "not_doing": _not_doing,
    "overlap_judgement": lambda reg, r: f"{numbered(reg, r.a_id)} and {numbered(reg, r.b_id)}",
    "part": _part,
    "person": lambda _, r: str(r.name),
    "person_identity": lambda reg, r: str(reg.people[r.person_id].name),
    "person_role": lambda reg, r: str(reg.people[r.person_id].name),
    "promise": _in_review("promise", "about"),
    "reading": lambda reg, r: f"reading of {_measure(reg, reg.measures[r.measure_id])}",
    "recommendation": _recommendation,
    "redaction": lambda _, r: f"redaction {r.id}",
    "legal_hold": lambda _, r: f"legal hold {r.id} over {what_is_held(r)}",
    "disposal": lambda _, r: f"disposal {r.id} of evidence of {r.review_id}",
    "learning_point_theme": lambda reg, r: f"learning of {reg.learning_points[r.learning_point_id].paragraph}",
    "recommendation_theme": lambda reg, r: _recommendation(reg, reg.recommendations[r.recommendation_id]),
    "review": lambda _, r: f"review of {r.subject}",
    "review_reader": lambda reg, r: (
        f"{reg.people[r.person_id].name} for the review of {reg.reviews[r.review_id].subject}"
    ),
    "sending": lambda reg, r: f"workbook {r.id} to {reg.agencies[r.agency_id].name}",
    "workbook_import": lambda _, r: f"workbook ‘{r.file_name}’",
    "plan_layout": lambda _, r: f"the layout ‘{', '.join(r.headings[:3])} …’",
    "setting": _setting,
    "theme": lambda _, r: f"theme ‘{r.name}’",
    "verification": _action,
}
