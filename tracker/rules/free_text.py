"""Which fields of the register hold words that somebody typed freely, and which do not. Every text field is in one.

What is free text is looked through for what may identify somebody before it is kept, given out or published. Ids,
hashes, links, and the names of people, agencies and boards are not: they are there to name somebody.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tracker.rules import records as r

FREE_TEXT: Mapping[type[Any], tuple[str, ...]] = MappingProxyType(
    {
        r.Board: (),
        r.Agency: ("source", "note"),
        r.Group: ("as_written", "note"),
        r.Membership: (),
        r.Review: (
            "subject", "title", "published_text", "state_reason", "document_title", "document_note",
        ),
        r.Recommendation: ("ref", "title", "text", "paragraph", "addressed_to", "asks_note", "response_reason"),
        r.Part: ("label", "text", "context_reason"),
        r.Ask: (),
        r.LearningPoint: ("paragraph", "title", "summary"),
        r.Promise: ("paragraph", "about", "why"),
        r.CrossReference: ("as_written", "note"),
        r.Theme: ("name", "definition", "cue_words", "retired_reason"),
        r.ThemeLink: (),
        r.LearningTheme: (),
        r.OverlapJudgement: ("reason",),
        r.Action: ("title", "lead", "intended_outcome", "due_text"),
        r.ActionPart: (),
        r.Update: ("narrative",),
        r.Extension: ("reason", "refusal_reason"),
        r.Evidence: ("title", "statement", "link", "file_name", "withdrawn_reason"),
        r.Verification: ("reason", "although"),
        r.CheckBack: ("note",),
        r.NotDoing: ("reason",),
        r.Meeting: ("title", "place"),
        r.AgendaItem: ("title", "why", "note", "deferred_reason"),
        r.Decision: ("minute", "text"),
        r.Chase: ("text", "answer", "refused"),
        r.LadderContact: (),
        r.DipSample: ("about",),
        r.DipFinding: ("note",),
        r.Measure: ("what", "unit", "source"),
        r.Reading: ("source",),
        r.Person: (),
        r.PersonRole: (),
        r.PersonIdentity: (),
        r.ReviewReader: (),
        r.Redaction: ("reason", "refusal_reason", "although"),
        r.LegalHold: ("reason", "lifted_reason"),
        r.Disposal: ("reason", "refusal_reason"),
        r.Sending: ("file_name", "refused"),
        r.WorkbookImport: ("file_name",),
        r.PlanLayout: ("headings", "columns"),
        r.Setting: (),
    }
)  # fmt: skip

NOT_FREE_TEXT: Mapping[type[Any], tuple[str, ...]] = MappingProxyType(
    {
        r.Board: ("id", "name", "agency_id", "timezone"),
        r.Agency: ("id", "name", "short_name", "sector", "other_names", "parent_id", "successor_id"),
        r.Group: ("id", "name"),
        r.Membership: ("id", "group_id", "agency_id"),
        r.Review: ("id", "board_id", "kind", "publisher", "author", "document_hash"),
        r.Recommendation: ("id", "review_id", "agency_id", "response_by", "closed_by"),
        r.Part: ("id", "recommendation_id"),
        r.Ask: ("id", "part_id", "agency_id", "group_id", "accepted_by", "withdrawn_by"),
        r.LearningPoint: ("id", "review_id", "promoted_to"),
        r.Promise: ("id", "review_id", "kept_by"),
        r.CrossReference: ("id", "from_id", "to_id"),
        r.Theme: ("id", "retired_by", "merged_into"),
        r.ThemeLink: ("id", "recommendation_id", "theme_id", "confirmed_by", "part_id", "cues", "rejected_by"),
        r.LearningTheme: ("id", "learning_point_id", "theme_id", "confirmed_by", "cues", "rejected_by"),
        r.OverlapJudgement: ("id", "a_id", "b_id", "judged_by"),
        r.Action: ("id", "review_id", "owner_id", "claimed_by"),
        r.ActionPart: ("id", "action_id", "part_id"),
        r.Update: ("id", "action_id", "said_by"),
        r.Extension: ("id", "action_id", "asked_by", "agreed_by", "refused_by"),
        r.Evidence: ("id", "action_id", "file_hash", "submitted_by", "withdrawn_by", "replaces_id"),
        r.Verification: ("id", "action_id", "verified_by"),
        r.CheckBack: ("id", "action_id", "checked_by"),
        r.NotDoing: ("id", "entered_by", "recommendation_id", "ask_id", "action_id", "ended_by"),
        r.Meeting: ("id", "board_id", "begins", "present", "apologies", "ended_by"),
        r.AgendaItem: ("id", "meeting_id", "about", "deferred_by"),
        r.Decision: ("id", "meeting_id", "about", "decided_by", "item_id", "made"),
        r.Chase: ("id", "agency_id", "sent_by", "to", "listed", "sending_id", "decision_id", "board_id"),
        r.LadderContact: ("id", "name", "email", "agency_id", "board_id"),
        r.DipSample: ("id", "drawn_by", "seed", "population"),
        r.DipFinding: ("id", "sample_id", "action_id", "looked_by"),
        r.Measure: ("id", "recommendation_id", "ended_by"),
        r.Reading: ("id", "measure_id", "entered_by", "withdrawn_by"),
        r.Person: ("id", "name", "email"),
        r.PersonRole: ("id", "person_id", "agency_id", "source", "board_id"),
        r.PersonIdentity: ("id", "person_id", "issuer", "subject"),
        r.ReviewReader: ("id", "review_id", "person_id"),
        r.Redaction: ("id", "entity", "entity_id", "field", "asked_by", "agreed_by", "refused_by", "values"),
        r.LegalHold: ("id", "placed_by", "review_id", "lifted_by"),
        r.Disposal: ("id", "review_id", "evidence", "asked_by", "agreed_by", "refused_by", "values"),
        r.Sending: ("id", "agency_id", "to", "file_hash", "made_by", "sent_by", "board_id"),
        r.WorkbookImport: (
            "id",
            "file_hash",
            "layout",
            "applied_by",
            "agency_id",
            "sending_id",
            "taken_back_by",
            "board_id",
        ),
        r.PlanLayout: ("id", "settled_by"),
        r.Setting: ("id", "value", "board_id"),
    }
)

CALLED: Mapping[tuple[type[Any], str], str] = MappingProxyType(
    {
        (r.Action, "title"): "the action to take",
        (r.Action, "due_text"): "the due date in words",
        (r.Action, "lead"): "the lead",
        (r.Action, "intended_outcome"): "the intended outcome",
        (r.Update, "narrative"): "the update",
        (r.Extension, "reason"): "the reason for a new date",
        (r.Evidence, "title"): "what the evidence is called",
        (r.Evidence, "statement"): "the statement",
        (r.Evidence, "link"): "the link",
        (r.Evidence, "file_name"): "the name of the file",
        (r.Verification, "reason"): "the reason of the verification",
        (r.Verification, "although"): "why it was assured all the same",
        (r.AgendaItem, "why"): "the reason for an item of the agenda",
        (r.AgendaItem, "note"): "the note of an item of the agenda",
        (r.Measure, "what"): "what is measured",
        (r.CheckBack, "note"): "the note of the check-back",
        (r.Recommendation, "text"): "the text of the recommendation",
        (r.Recommendation, "title"): "the title of the recommendation",
        (r.Part, "text"): "the text of a part",
        (r.Chase, "text"): "the message",
        (r.Decision, "text"): "the decision",
        (r.WorkbookImport, "file_name"): "the name of the file",
    }
)
"""What people call some fields; the others by their name: "the state reason"."""


def words_of(record_type: type[Any], field: str) -> str:
    """A field as a sentence says it: "the update", "the response reason"."""
    return CALLED.get((record_type, field), f"the {field.replace('_', ' ')}")


def as_one(value: Any) -> str | None:
    """The words of a field as one text; a list of words is one to a line."""
    return "\n".join(value) if isinstance(value, tuple | list) else value


def texts(record: Any) -> Iterator[tuple[str, str]]:
    """The free text of a record: each field that holds any, with what it says."""
    for field in FREE_TEXT[type(record)]:
        if said := as_one(getattr(record, field)):
            yield field, said
