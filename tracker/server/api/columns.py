"""The fields of every feed: its names, what they mean, and how they stand in one cell. Names are never changed."""

from collections.abc import Mapping

from tracker.rules.words import Brag, EvidenceKind, Level, Publication, Rung, Sameness, Status, Strength
from tracker.server.api import fields as f
from tracker.server.api.fields import Field


def _flat_counts(value: Mapping[str, int]) -> str:
    return f.joined(f"{name} {number}" for name, number in value.items() if name != "total")


TOLD = {"description": "The value as it was recorded: text, number, yes or no, list, or null."}
RATED = (
    Field("rating", f.word(Brag), "The rating by the board’s rule (BRAG); not_doing is counted apart."),
    Field("reason", f.TEXT, "Why it is rated so, in the words that stand on the screen."),
)
RECOMMENDATION = (
    Field("recommendation", f.TEXT, "Its id: the review’s code and its reference, such as SOTON-K:10.2.5."),
    Field("review", f.TEXT, "The code of its review."),
    Field("ref", f.TEXT, "Its reference as printed."),
    Field("level", f.word(Level), "Whether it is the overview report’s, or one agency’s own."),
    Field("title", f.TEXT, "A short title."),
    Field("text", f.TEXT, "What it asks for, as printed."),
    Field(
        "parts",
        f.a_list(f.an_object(label=f.TEXT, text=f.TEXT, rating=f.maybe(f.word(Brag)))),
        "What is tracked by itself. The rating is null for a part that is context and not tracked.",
        lambda parts: f.joined(f"{one['label'] or 'whole'}: {one['rating'] or 'not tracked'}" for one in parts),
    ),
    Field("addressed_to", f.a_list(f.TEXT), "Whom the report addresses, as written.", f.joined),
    Field("owners", f.a_list(f.TEXT), "The agencies that were asked, by id.", f.joined),
    Field(
        "themes",
        f.a_list(f.an_object(id=f.TEXT, confirmed=f.YES)),
        "What it is about: themes that a person confirmed, then those that the tracker suggests. The CSV has the "
        "confirmed ones only.",
        lambda themes: f.joined(one["id"] for one in themes if one["confirmed"]),
    ),
    Field("paragraph", f.maybe(f.TEXT), "Its paragraph in the report."),
    Field("actions", f.NUMBER, "How many actions answer it."),
    *RATED,
)
LATE = (
    Field("action", f.TEXT, "Its id, such as SOTON-K-A014."),
    Field("title", f.TEXT, "What is done."),
    Field("owner", f.maybe(f.TEXT), "The agency that does it, by id."),
    Field("recommendations", f.a_list(f.TEXT), "The recommendations that it answers.", f.joined),
    Field("due", f.maybe(f.DAY), "The current due date."),
    Field("original_due", f.maybe(f.DAY), "The due date it had at first; it never changes."),
    Field("days_late", f.NUMBER, "Days past the current due date; zero if it is not late."),
    Field("days_late_original", f.NUMBER, "Days past the original due date."),
    Field("moves", f.NUMBER, "How often the date was moved."),
    *RATED,
)
ACTIONS = (
    *LATE,
    Field("review", f.TEXT, "The code of its review."),
    Field("parts", f.a_list(f.TEXT), "The parts that it answers, by id.", f.joined),
    Field("status", f.word(Status), "Where it is in its life."),
    Field("status_on", f.maybe(f.DAY), "Since when."),
    Field("claimed_on", f.maybe(f.DAY), "When its agency claimed that it is complete, if it did."),
    Field("intended_outcome", f.maybe(f.TEXT), "What it is meant to change."),
    Field("evidence", f.NUMBER, "How many pieces of evidence count."),
)
REVIEWS = (
    Field("review", f.TEXT, "Its code, such as SOTON-K."),
    Field("board", f.TEXT, "The board whose review it is, by id."),
    Field("kind", f.TEXT, "SCR, LCSPR, rapid review …"),
    Field("subject", f.TEXT, "The pseudonym that the report uses."),
    Field("title", f.TEXT, "Its title."),
    Field("publisher", f.maybe(f.TEXT), "Who published it."),
    Field("author", f.maybe(f.TEXT), "Who wrote it."),
    Field("published_on", f.maybe(f.DAY), "When it was published; null where the day is not known."),
    Field("state", f.word(Publication), "Whether it is published. Others are seen by few tokens only."),
    Field("state_on", f.maybe(f.DAY), "Since when."),
    Field("recommendations", f.COUNTS, "Its recommendations of the overview level, by rating.", _flat_counts),
    Field("not_doing", f.NUMBER, "How many of these are in the not-doing register."),
)
EVIDENCE = (
    Field("id", f.TEXT, "Its id, such as SOTON-K-A014-E2."),
    Field("action", f.TEXT, "The action that it is for."),
    Field("kind", f.word(EvidenceKind), "A file, a link or a statement."),
    Field("title", f.TEXT, "What it is; of restricted evidence only that."),
    Field("rung", f.word(Rung), "Its rung on the ladder of evidence."),
    Field("about", f.maybe(f.DAY), "The day that it is about."),
    Field("restricted", f.YES, "Whether it is restricted to its agency, to those who verify and to the manager."),
    Field("file_name", f.maybe(f.TEXT), "The name of the file."),
    Field("hash", f.maybe(f.TEXT), "The SHA-256 of the file."),
    Field("size", f.maybe(f.NUMBER), "Its size in bytes."),
    Field("submitted_on", f.maybe(f.DAY), "When it was sent."),
    Field("submitted_by", f.maybe(f.TEXT), "Who sent it, by id."),
    Field("withdrawn_on", f.maybe(f.DAY), "When it was withdrawn, if it was."),
    Field("withdrawn_reason", f.maybe(f.TEXT), "Why."),
    Field("version", f.NUMBER, "Which version of the same thing it is."),
    Field("versions", f.NUMBER, "How many versions there are."),
    Field("replaces", f.maybe(f.TEXT), "The version that it replaced, by id."),
    Field("counts", f.YES, "Whether it counts: neither withdrawn nor replaced."),
)
THEMES = (
    Field("theme", f.TEXT, "Its id."),
    Field("name", f.TEXT, "Its name."),
    Field("definition", f.TEXT, "What belongs to it."),
    Field("retired_on", f.maybe(f.DAY), "When it was retired, if it was."),
    Field("merged_into", f.maybe(f.TEXT), "The theme that took its links over, if it was merged."),
    Field("recommendations", f.a_list(f.TEXT), "Those of which a person confirmed it, by id.", f.joined),
)
AGENCIES = (
    Field("agency", f.TEXT, "Its id."),
    Field("name", f.TEXT, "Its name."),
    Field("short_name", f.TEXT, "A short one."),
    Field("sector", f.TEXT, "What it is: police, health, education …"),
    Field("other_names", f.a_list(f.TEXT), "Other names of it.", f.joined),
    Field("parent", f.maybe(f.TEXT), "The agency that it is part of, by id."),
    Field("successor", f.maybe(f.TEXT), "Who answers now, where it was renamed, merged or closed."),
    Field("closed_on", f.maybe(f.DAY), "When it was closed, if it was."),
    Field("asks", f.NUMBER, "How many parts it was asked for."),
    Field("holes", f.NUMBER, "How many of these have no action."),
    Field("actions", f.COUNTS, "The actions that it owns, by rating.", _flat_counts),
    Field("overdue", f.NUMBER, "How many are past the current due date."),
    Field("late_on_original", f.NUMBER, "How many are past the original due date."),
    Field("claimed", f.NUMBER, "Claims that wait for verification now."),
    Field("verified", f.NUMBER, "Actions assured or embedded now."),
    Field("overturned", f.NUMBER, "Claims ever returned, or undone by a failed check-back."),
)
OVERLAPS = (
    Field("a", f.TEXT, "A recommendation, by id."),
    Field("b", f.TEXT, "One of another review that asks for much the same."),
    Field("score", f.SCORE, "How near they are, up to 1; null where only a person said so."),
    Field("themes", f.a_list(f.TEXT), "The themes that they share, by id.", f.joined),
    Field("why", f.TEXT, "Why they stand together, in words."),
    Field("strength", f.maybe(f.word(Strength)), "How strongly they overlap; null where only a person said so."),
    Field("answer", f.maybe(f.word(Sameness)), "What a person said of them; null while nobody did."),
)
RECURRENCES = (
    Field("recommendation", f.TEXT, "The later one, by id."),
    Field("earlier", f.TEXT, "The earlier one, which had been closed."),
    Field("theme", f.maybe(f.TEXT), "The theme that came back, if it is one."),
    Field("score", f.SCORE, "How near they are, up to 1."),
    Field("why", f.TEXT, "What came back, in words."),
)
TRAIL = (
    Field("number", f.NUMBER, "Its number; numbers that are not shown are a gap."),
    Field("at", {"type": "string", "format": "date-time"}, "When, in UTC."),
    Field("by", f.TEXT, "Who, by id."),
    Field("role", f.TEXT, "In which role."),
    Field("verb", f.TEXT, "What was done."),
    Field("entity", f.TEXT, "To what kind of thing."),
    Field("id", f.TEXT, "To which."),
    Field("field", f.maybe(f.TEXT), "Which field of it; null for an access."),
    Field("before", TOLD, "What stood there before.", lambda value: value),
    Field("after", TOLD, "What stands there since."),
    Field("reason", f.maybe(f.TEXT), "Why, where somebody said."),
    Field("door", f.TEXT, "Through which door."),
    Field("hash", f.TEXT, "The hash that chains it."),
)
STATUS_FIELDS = (
    Field("as_at", f.DAY, "The day that it tells of."),
    Field("recommendations", f.COUNTS, "Recommendations of the overview level, by rating."),
    Field("actions", f.COUNTS, "Actions, by rating."),
    Field("single_agency", f.NUMBER, "Single-agency recommendations beside these."),
    Field("not_doing", f.NUMBER, "Recommendations in the not-doing register."),
    Field("overdue", f.NUMBER, "Open actions past their current due date."),
    Field("late_on_original", f.NUMBER, "Open actions past their original due date."),
    Field("holes", f.NUMBER, "Asks with no action."),
    Field("claimed", f.NUMBER, "Claims that wait for verification now."),
    Field("verified", f.NUMBER, "Actions assured or embedded now."),
    Field("overturned", f.NUMBER, "Claims ever returned, or undone by a failed check-back."),
)
