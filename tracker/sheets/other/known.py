"""An action that the register has already: what a stranger's plan says otherwise is a question for a person."""

import re
from collections.abc import Set
from datetime import date

from tracker.rules.dates import first_words
from tracker.rules.folding import folded
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import ActionFile
from tracker.rules.register import Register
from tracker.rules.words import Brag, OwnRating, Status
from tracker.sheets.other.in_full import IN_FULL, is_head, shortened
from tracker.sheets.other.values import Values
from tracker.sheets.plan import EditField, Value
from tracker.sheets.text import as_text, one_line

NUMBER = re.compile(r"^\s*(?:\(?\d+(?:\.\d+)*[a-z]?[.)]|\(?[a-z][.)]|[•\-–*])\s+", re.IGNORECASE)
LONGEST_TITLE = 300
"""A longer action or piece of evidence is kept in the register under its first words."""
FURTHER = frozenset({Status.RETURNED, Status.REOPENED, Status.NOT_DOING, *VERIFIED})
"""What a check or a decision made of it since: an old plan does not know."""


def same_words(text: str) -> str:
    """A text as two are compared: no number before it, one space between words, no case, no full stop."""
    return " ".join(NUMBER.sub("", folded(text)[0]).lower().split()).rstrip(". ")


def the_action(register: Register, recommendation_id: str, action: str, owners: Set[str | None]) -> ActionFile | None:
    """The action of this recommendation that says the same; with another owner it is another one. `owners` are the
    agency named and the one that answers for it now."""
    wanted = same_words(shortened(action))
    found = [f for f in register.files_of_recommendation(recommendation_id) if same_words(f.action.title) == wanted]
    if shortened(action) != one_line(action):
        found = [file for file in found if _says_in_full(file, action)]
    exact = next((f for f in found if f.action.owner_id in owners), None)
    return exact or (next(iter(found), None) if owners == {None} else None)


def _says_in_full(file: ActionFile, action: str) -> bool:
    """Whether an action that has the first words has them all, as far as it is known."""
    heads = [same_words(head.removeprefix(IN_FULL["action"])) for head in _heads(file)]
    return not heads or any(head.startswith(same_words(action)) for head in heads)


def _heads(file: ActionFile) -> list[str]:
    return [text for update in file.updates if is_head(text := as_text(update.narrative))]


def differences(file: ActionFile, said: Values) -> list[tuple[EditField, Value, Value]]:
    """Field, what the plan says, what the register says: where they differ and the plan is not blank."""
    action = file.action
    found: list[tuple[EditField, Value, Value]] = []
    if said.due and said.due not in _dates(file):
        found.append(("due", said.due, action.due))
    if said.lead and _other(shortened(said.lead), action.lead):
        found.append(("lead", said.lead, action.lead))
    if said.intended_outcome and _other(said.intended_outcome, action.intended_outcome):
        found.append(("intended_outcome", said.intended_outcome, action.intended_outcome))
    if said.status and action.status not in FURTHER and said.status != action.status:
        found.append(("status", said.status, action.status))
    own = own_rating(said.rating)
    if own and file.own_rating and own not in [update.own_rating for update in file.updates]:
        found.append(("own_rating", own, file.own_rating))
    if said.progress and not _has_heard(file, same_words(said.progress)):
        found.append(("progress", said.progress, file.updates[-1].narrative if file.updates else None))
    if said.evidence and not _filed(file, said.evidence):
        found.append(("evidence", said.evidence, file.evidence[-1].title if file.evidence else None))
    return found


def _filed(file: ActionFile, said: str) -> bool:
    """Whether this evidence is filed there already, under these words, their beginning, or its link."""
    wanted = {same_words(said), same_words(first_words(said, LONGEST_TITLE))}
    return any(
        same_words(as_text(text)) in wanted for e in file.evidence for text in (e.title, e.statement, e.link) if text
    )


def _has_heard(file: ActionFile, progress: str) -> bool:
    if any(same_words(as_text(update.narrative)) == progress for update in file.updates):
        return True
    return any(same_words(head).endswith(progress) for head in _heads(file))


def own_rating(rating: Brag | None) -> OwnRating | None:
    """A rating as an owner may give it: red, amber or green."""
    return OwnRating(rating.value) if rating in (Brag.RED, Brag.AMBER, Brag.GREEN) else None


def _dates(file: ActionFile) -> set[date | None]:
    """Every date it has or had: an old plan shows the date of its day."""
    action = file.action
    return {
        action.due,
        action.original_due,
        *(e.from_due for e in file.extensions),
        *(e.to_due for e in file.extensions),
    }


def _other(said: str, now: str | None) -> bool:
    return now is None or same_words(said) != same_words(now)
