"""The identity guard of the write door: new free text of one transaction is looked through before it is kept.

A hook on the session sees every row that is added or changed, so no command can forget to ask. What it finds is said
all at once when the command is done: then the whole transaction is refused, or somebody who may lets it through with a
reason, and the trail says what kind of thing was let through, where and why, and never the words.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from tracker.rules.errors import EmptyValueError, IdentifyingError, IdentifyingReasonError, NotAllowedError
from tracker.rules.free_text import FREE_TEXT, as_one, texts, words_of
from tracker.rules.identity import Finding, findings, kinds_in_words, new_findings
from tracker.rules.permissions import VERBS, acting_role, allowed, why_not
from tracker.rules.records import PersonRole
from tracker.store.audit import Signature, append
from tracker.store.names import names
from tracker.store.tables import BY_RECORD, BY_ROW

LONGEST_REASON = 1_000
_FIELDS = {entity.row: FREE_TEXT[record] for record, entity in BY_RECORD.items()}


class _Place(NamedTuple):
    """One field of one row; the reason that a person gave for what they did has no row."""

    entity: str
    id: str
    words: str


class Guard:
    """What one transaction's new free text gives away, gathered flush by flush."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[_Place, tuple[Finding, ...]] = {}
        self._before: dict[_Place, str | None] = {}
        self._reasons: dict[str, None] = {}
        self._names: tuple[str, ...] | None = None
        event.listen(session, "before_flush", self._look)

    @property
    def names(self) -> tuple[str, ...]:
        """The board's list, read once in this transaction and only where there is text to look at."""
        if self._names is None:
            self._names = names(self._session.connection())
        return self._names

    def look_at(self, record: Any) -> None:
        """Look through all the text of a record, old or new: it is about to be given out or published."""
        for field, said in texts(record):
            place = _Place(BY_RECORD[type(record)].name, record.id, words_of(type(record), field))
            if found := findings(said, self.names):
                self._found[place] = found

    def were_there(self, row: Any, values: Mapping[str, Any]) -> None:
        """Take what is about to be put back into some fields of a row for what they said before: it was looked through
        when it came in, and perhaps let through with a reason."""
        entity = BY_ROW[type(row)]
        for field in _FIELDS.get(type(row), ()):
            if field in values:
                self._before[_Place(entity.name, row.id, words_of(entity.record, field))] = as_one(values[field])

    def close(self, signature: Signature, roles: tuple[PersonRole, ...], reason: str | None) -> None:
        """The end of the transaction. Raises IdentifyingError where something was found and nobody lets it through,
        NotAllowedError where somebody wants to who may not."""
        self._session.flush()
        self._look_at_reasons(signature)
        if not self._found:
            return
        may = allowed(roles, "go_on")
        if reason is None:
            raise IdentifyingError(self._places(), may_go_on=may)
        if not may:
            raise NotAllowedError(signature.by, VERBS["go_on"].words, why_not(roles, "go_on") or "")
        self._let_through(signature, roles, sound_reason(reason, self.names))

    def _look(self, session: Session, _context: Any, _instances: Any) -> None:
        if (signature := session.info.get("signature")) and signature.reason:
            self._reasons[signature.reason] = None
        for row in session.new:
            for field in _FIELDS.get(type(row), ()):
                self._look_at_field(row, field, None)
        for row in session.dirty:
            attributes = sa.inspect(row).attrs
            for field in _FIELDS.get(type(row), ()):
                history = attributes[field].load_history()
                if history.added:
                    self._look_at_field(row, field, history.deleted[0] if history.deleted else None)

    def _look_at_field(self, row: Any, field: str, before: Any) -> None:
        entity = BY_ROW[type(row)]
        place = _Place(entity.name, row.id, words_of(entity.record, field))
        was = self._before.setdefault(place, as_one(before))  # as it stood before this transaction, not between
        said = as_one(getattr(row, field))
        found = new_findings(was, said, self.names) if said else ()
        if found:
            self._found[place] = found
        else:
            self._found.pop(place, None)

    def _look_at_reasons(self, signature: Signature) -> None:
        """The reasons on the trail; one that is a field of its own as well is not told twice."""
        if signature.reason:
            self._reasons[signature.reason] = None
        told = {each.in_words for found in self._found.values() for each in found}
        found = [each for reason in self._reasons for each in findings(reason, self.names)]
        if not {each.in_words for each in found} <= told:
            words = "the name of the file" if signature.verb == "import_workbook" else "the reason"
            self._found[_Place("", "", words)] = tuple(found)

    def _places(self) -> list[tuple[str, list[str]]]:
        several = len({place.id for place in self._found if place.id}) > 1
        return [
            (
                f"{place.words} ({place.id.rstrip('/')})" if several and place.id else place.words,
                list(dict.fromkeys(each.in_words for each in found)),
            )
            for place, found in self._found.items()
        ]

    def _let_through(self, signature: Signature, roles: tuple[PersonRole, ...], why: str) -> None:
        told: dict[tuple[str, str], list[str]] = {}
        for place, found in self._found.items():
            row = (place.entity or "register", place.id or "reason")
            told.setdefault(row, []).append(f"{kinds_in_words(found)} in {place.words}")
        signed = replace(signature, verb="go_on", role=acting_role(roles, "go_on"))
        self._session.info["signature"] = signed
        for (entity, id_), what in told.items():
            signed.reason = f"{why} (let through: {'; '.join(what)})"
            append(self._session, [(entity, id_, None, None, None)], kind="access")
        self._session.info["signature"] = signature


def sound_reason(reason: str, names: tuple[str, ...]) -> str:
    """Why something is let through, fit for the trail. Raises EmptyValueError, or IdentifyingReasonError where the
    reason itself names somebody: the trail must never hold the words."""
    why = " ".join(reason.split())[:LONGEST_REASON]
    if not why:
        raise EmptyValueError("Why it must stay")
    if found := findings(why, names):
        raise IdentifyingReasonError([each.in_words for each in found])
    return why
