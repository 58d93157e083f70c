"""The workbook that the tracker sends and takes back: one row an action, what we know beside what we ask."""

from datetime import date

from tracker.rules.brag import SHAPE
from tracker.rules.dates import first_words, plural
from tracker.rules.deadlines import last_word_on
from tracker.rules.records import ActionFile, Part, Rating, Recommendation
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.sheets.columns import BlankColumn, Layout, OpenColumn, ReadingColumn, Written
from tracker.sheets.text import for_cell

LONGEST_ASK = 180
FIRST_DAY = date(1901, 1, 1)


def rating_words(rating: Rating) -> str:
    """A rating as a cell shows it: "■ Overdue"."""
    return f"{SHAPE[rating.brag]} {rating.brag.label}"


def ask_words(recommendation: Recommendation, parts: list[Part]) -> str:
    """What a recommendation asks, short: its title and, where only some of it is meant, those parts."""
    named = [_labelled(part) for part in parts if part.label]
    return first_words(f"{recommendation.title}: {' '.join(named)}" if named else recommendation.title, LONGEST_ASK)


def _labelled(part: Part) -> str:
    """A part's text after its label, which the text may begin with already: "b) the reviews …"."""
    text = " ".join(part.text.split())
    has_it = text.lstrip("(").lower().startswith((f"{part.label.lower()})", f"{part.label.lower()}."))
    return text if has_it else f"({part.label}) {text}"


def day_cell(day: date | None, text: str | None = None) -> Written:
    """A day as a cell holds it; one that spreadsheets cannot count, or none but words, as text."""
    if day is None:
        return for_cell(text, "the action")
    return day if day >= FIRST_DAY else day.isoformat()


def _references(standing: Standing, file: ActionFile) -> str:
    """The references of what an action answers: bare for its own review, with the code for another one's."""
    own = f"{file.action.review_id}:"
    return ", ".join(id_.removeprefix(own) for id_ in standing.register.recommendations_of_action[file.action.id])


def _parts(standing: Standing, file: ActionFile) -> Written:
    return ", ".join(label for p in file.part_ids if (label := standing.register.parts[p].label)) or None


def _asks(standing: Standing, file: ActionFile) -> Written:
    register = standing.register
    parts: dict[str, list[Part]] = {}
    for part_id in file.part_ids:
        part = register.parts[part_id]
        parts.setdefault(part.recommendation_id, []).append(part)
    words = "; ".join(ask_words(register.recommendations[id_], found) for id_, found in parts.items())
    return for_cell(first_words(words, LONGEST_ASK), file.action.id)


def _evidence(standing: Standing, file: ActionFile) -> Written:
    current = file.current_evidence
    rung = file.strongest_rung
    return f"{rung.label} ({plural(len(current), 'item')})" if rung else "none"


def _owner(register: Register, file: ActionFile) -> Written:
    return for_cell(register.agencies[file.action.owner_id].name, file.action.id) if file.action.owner_id else None


def _progress(file: ActionFile) -> str | None:
    return file.updates[-1].narrative if file.updates else None


RETURN_WORKBOOK = Layout(
    name="return_workbook",
    version=1,
    sheet="Actions",
    printed=15,
    required=("action", "title"),
    columns=(
        ReadingColumn("action", "Action", 15, lambda s, f: f.action.id, ("Action id", "Action ref", "Action number")),
        ReadingColumn("rating", "Rating", 12, lambda s, f: rating_words(s.action_ratings[f.action.id])),
        ReadingColumn("rating_reason", "Reason for the rating", 19, lambda s, f: s.action_ratings[f.action.id].reason),
        ReadingColumn("review", "Review", 13.5, lambda s, f: f.action.review_id, ("Review code",)),
        ReadingColumn("recommendation", "Ref", 8, _references, ("Recommendation", "Recommendation ref")),
        ReadingColumn("part", "Part", 6.5, _parts, ("Parts",)),
        ReadingColumn("asks", "What the recommendation asks", 29, _asks, ("Recommendation text",)),
        ReadingColumn("original_due", "Original date", 12, lambda s, f: day_cell(f.action.original_due)),
        ReadingColumn("last_update", "Last update", 12, lambda s, f: day_cell(last_word_on(f)), ("Last updated",)),
        ReadingColumn("evidence", "Evidence so far", 12, _evidence, ("Evidence", "Strongest evidence")),
        OpenColumn(
            "owner",
            "Owner",
            17,
            _owner,
            lambda f: f.action.owner_id,
            "The agency that answers for the action: choose it from the list.",
            ("Owner agency", "Lead agency", "Responsible agency"),
        ),
        OpenColumn(
            "title",
            "Action to take",
            34,
            lambda r, f: for_cell(f.action.title, f.action.id),
            lambda f: f.action.title,
            "What your agency will do, in a sentence of at most 300 characters.",
            ("Action required", "Agreed action"),
        ),
        OpenColumn(
            "status",
            "Status",
            12,
            lambda r, f: f.action.status.label,
            lambda f: f.action.status,
            "Planned, In progress, or Claimed: done as you see it, and ready to be checked against its evidence.",
        ),
        OpenColumn(
            "progress",
            "Progress",
            36,
            lambda r, f: for_cell(_progress(f), f.action.id),
            _progress,
            "What was done and what it changed. Write over the last update: the old one is kept.",
            ("Progress update", "Update", "Latest update"),
        ),
        OpenColumn(
            "due",
            "Due date",
            12,
            lambda r, f: day_cell(f.action.due, f.action.due_text),
            lambda f: f.action.due,
            "A day such as 30/04/2026. To move a date, also give the reason in the column ‘Reason for a new date’.",
            ("Due", "Current due date", "Target date", "Deadline"),
        ),
        BlankColumn(
            "due_reason",
            "Reason for a new date",
            22,
            "Why the date moves. Needed with every new due date; without a new date, leave it empty.",
            ("Reason for extension",),
        ),
        BlankColumn(
            "evidence_what",
            "New evidence",
            26,
            "What shows that it was done: ‘Audit of 40 files’, ‘Minutes of 4 May’. With a link it is kept as a link.",
            ("Evidence added", "What the evidence is"),
        ),
        BlankColumn(
            "evidence_about",
            "Evidence is about",
            12,
            "The day that the evidence is about, not the day it was sent: 30/04/2026. Leave it empty if there is none.",
            ("Evidence date", "Date of evidence"),
        ),
        BlankColumn(
            "evidence_link",
            "Link to it",
            24,
            "Where it can be opened, beginning with https://. Or send the file itself to the business manager.",
            ("Evidence link", "Link"),
        ),
        OpenColumn(
            "lead",
            "Lead",
            18,
            lambda r, f: for_cell(f.action.lead, f.action.id),
            lambda f: f.action.lead,
            "The role that leads the work, such as ‘Head of safeguarding’. A role, not a name.",
            ("Lead officer", "Lead role"),
        ),
        OpenColumn(
            "own_rating",
            "Own rating",
            10,
            lambda r, f: f.own_rating.label if f.own_rating else None,
            lambda f: f.own_rating,
            "How you see it yourself: Green, Amber or Red. It is kept beside the tracker's own rating.",
        ),
        OpenColumn(
            "intended_outcome",
            "Intended outcome",
            30,
            lambda r, f: for_cell(f.action.intended_outcome, f.action.id),
            lambda f: f.action.intended_outcome,
            "What will be different for children once this is done.",
            ("Outcome", "Desired outcome"),
        ),
    ),
)
"""`Check` follows as a hidden last column: see `tracker.sheets.check`."""
