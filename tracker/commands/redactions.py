"""Redactions: what identifies somebody is taken out of the whole register; one person asks and another agrees."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine

from tracker.commands._holding import although_held, touched_by_file, touched_by_words
from tracker.commands._taking_out import take_out
from tracker.commands._values import day_of, kept, maybe_prose, prose
from tracker.rules.errors import BadValueError, SignOffBlockedError, TrackerError, UnknownError
from tracker.rules.evidence import DISPOSAL
from tracker.rules.records import Action, Ask, Disposal, Evidence, Redaction, Review
from tracker.rules.redaction import (
    FILE,
    pattern_of,
    redaction_blockers,
    repeats,
    without,
    words_to_take_out,
)
from tracker.rules.retention import disposed
from tracker.rules.words import Door
from tracker.store import file_texts, redacting, sweeping
from tracker.store.database import Work, changing
from tracker.store.tables import BY_NAME
from tracker.store.vault import Vault

FILES = {"evidence": (Evidence, "file_hash"), "review": (Review, "document_hash")}
"""What holds a file, and in which field its hash."""
ALL_THE_SAME = "Why all the same"


class FileAndWordsError(TrackerError):
    """Somebody asked for a file to go, and typed words as well."""

    def __init__(self) -> None:
        super().__init__(
            "You chose a file and typed words: choose the text in which the words stand, or leave the words empty to "
            "remove the whole file."
        )


class Redacted(NamedTuple):
    """What was done: the redaction's record, and whether the old bytes are gone from the database's files already."""

    redaction: Redaction
    swept: bool


def ask(
    engine: Engine,
    *,
    entity: str,
    entity_id: str,
    field: str | None = None,
    words: str | None = None,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Redaction:
    """Ask that words that stand in a field of something be taken out of the whole register; without a field, that the
    file of a piece of evidence or of a review be. The words wait beside the register, never on the trail. The reason
    stays for good, and so must not hold them. What the signer may not see is unknown to them here too."""
    if field is None and (words or "").strip():
        raise FileAndWordsError()
    with changing(engine, by=by, verb="ask_redaction", at=at, door=door, token=token) as work:
        work.look_everywhere()
        known = BY_NAME.get(entity)
        if known is None or entity == "redaction":
            raise UnknownError("kind of thing", entity, BY_NAME)
        seen = work.may_see_thing(known.record, entity_id)
        work.allow("ask_redaction", _owner(work, work.find(known.record, entity_id)) if seen else None)
        if not seen:
            work.get(known.record, entity_id)  # says that there is none, in the words of every other command
        why = prose("Why", reason)
        if field is None:
            _has_file(work, entity, entity_id)
        else:
            words = words_to_take_out(words or "")
            _must_hold(work, entity, entity_id, field, words)
            _without_the_words("Why", why, words)
        _not_asked_yet(work, entity, entity_id, field, words)
        id_ = work.next_id(Redaction, "R")
        made = work.add(Redaction(id_, entity, entity_id, field, why, asked_on=day_of(at), asked_by=by))
        if words and field is not None:
            redacting.keep_words(work.session.connection(), id_, words)
        return made


def agree(
    engine: Engine,
    *,
    redaction_id: str,
    vault: Vault,
    although: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Redacted:
    """Agree to a redaction that somebody else asked for, and do it: the words go from every text of the register, from
    the trail, from drafts and waiting workbooks; or the file goes. It cannot be undone. `although` says why, where a
    legal hold stands over what goes: without it, that is refused.

    All of it in one transaction. What remains is to remove files and to write the database's own files anew; where that
    is cut short, the next redaction or look at the list finishes it.
    """
    with changing(engine, by=by, verb="agree_redaction", at=at, door=door, token=token) as work:
        work.look_everywhere()
        work.allow("agree_redaction")
        row = work.get(Redaction, redaction_id)
        _may_settle(work, row, by)
        work.signature.reason = row.reason
        connection = work.session.connection()
        redacting.wipe_as_it_goes(connection)
        words = redacting.words_of(connection, row.id)
        done: tuple[str, ...]
        if row.field is None:
            hash_ = _has_file(work, row.entity, row.entity_id)
            held = touched_by_file(work, row.entity, row.entity_id, hash_)
            despite = although_held(work, held, row.id, maybe_prose(ALL_THE_SAME, although))
            redacting.drop_waiting(connection, hash_)
            file_texts.drop(connection, hash_)
            done = (f"{FILE}{hash_}",)
            _settle_alike(work, row, lambda other: other.field is None and _same_file(work, other, hash_))
        elif words is None:
            raise SignOffBlockedError(row.id, ("its words are no longer kept: ask again",), "be agreed")
        else:
            pattern = pattern_of(words)
            if despite := maybe_prose(ALL_THE_SAME, although):
                _without_the_words(ALL_THE_SAME, despite, words)
            despite = although_held(work, touched_by_words(work, pattern), row.id, despite)
            work.signature.reason = without(pattern, row.reason)
            done = take_out(work, pattern, row.id, vault)
            _settle_alike(work, row, lambda other: _waits_for(work, other, pattern))
        redacting.forget_words(connection, row.id, unfinished=True)
        work.change(row, agreed_on=day_of(at), agreed_by=by, values=done, although=despite)
        settled = kept(work, Redaction, row)
    return Redacted(settled, sweeping.sweep(engine, vault))


def refuse(
    engine: Engine,
    *,
    redaction_id: str,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Redaction:
    """Refuse a redaction that somebody else asked for, and say why. The words that waited are forgotten."""
    with changing(engine, by=by, verb="refuse_redaction", at=at, door=door, token=token) as work:
        work.look_everywhere()
        work.allow("agree_redaction")
        row = work.get(Redaction, redaction_id)
        _may_settle(work, row, by)
        why = prose("Why", reason)
        connection = work.session.connection()
        if words := redacting.words_of(connection, row.id):
            _without_the_words("Why", why, words)
        redacting.forget_words(connection, row.id, unfinished=False)
        work.change(row, refused_on=day_of(at), refused_by=by, refusal_reason=why)
        return kept(work, Redaction, row)


def _not_asked_yet(work: Work, entity: str, entity_id: str, field: str | None, words: str | None) -> None:
    for other in work.all(Redaction, entity=entity, entity_id=entity_id, agreed_on=None, refused_on=None):
        alike = field is None and other.field is None
        if field is not None and (theirs := redacting.words_of(work.session.connection(), other.id)):
            alike = pattern_of(words or "").fullmatch(theirs) is not None
        if alike:
            raise SignOffBlockedError(entity_id, (f"{other.id} asks for the same and waits",), "be asked about again")


def _settle_alike(work: Work, row: Any, is_alike: Callable[[Any], bool]) -> None:
    """Refuse the requests that wait for what has just gone, and forget their words, which nobody finds any more."""
    connection = work.session.connection()
    for other in work.all(Redaction, agreed_on=None, refused_on=None):
        if other.id != row.id and is_alike(other):
            redacting.forget_words(connection, other.id, unfinished=False)
            what = f"Taken out already by {row.id}. Where more than that was asked for, ask for the rest."
            work.change(other, refused_on=day_of(work.signature.at), refused_by=work.signature.by, refusal_reason=what)


def _waits_for(work: Work, other: Any, pattern: re.Pattern[str]) -> bool:
    words = redacting.words_of(work.session.connection(), other.id)
    return words is not None and pattern.search(words) is not None


def _same_file(work: Work, other: Any, hash_: str) -> bool:
    record, field = FILES[other.entity]
    held = work.find(record, other.entity_id)
    return held is not None and getattr(held, field) == hash_


def _owner(work: Work, row: Any) -> str | None:
    """The agency that something belongs to, for a lead's right; None for what belongs to nobody in particular."""
    if row is None:
        return None
    action_id = getattr(row, "action_id", None)
    action = work.find(Action, action_id) if action_id else row
    ask_id = getattr(row, "ask_id", None)
    if ask_id:
        action = work.find(Ask, ask_id)
    owner: str | None = getattr(action, "owner_id", None) or getattr(action, "agency_id", None)
    return owner


def _must_hold(work: Work, entity: str, entity_id: str, field: str, words: str) -> None:
    pattern = pattern_of(words)
    names = redacting.TEXTS[entity]
    if field != "reason" and field not in names:
        raise BadValueError("Where", f"{entity.replace('_', ' ')}, {field}", "holds no text that somebody wrote")
    if not redacting.stands_in(work.session.connection(), entity, entity_id, field, pattern):
        where = f"the {field.replace('_', ' ')} of {entity_id}"
        raise BadValueError(
            "The words", "…", f"do not stand in {where}, now or earlier: write them as they stand there"
        )


def _without_the_words(name: str, text: str, words: str) -> None:
    """The words themselves are not repeated in the sentence: it may be written down somewhere."""
    if repeats(words, text):
        raise BadValueError(
            name, "…", "holds the very words that are to go, or one of them: say it without them, for the reason stays"
        )


def _has_file(work: Work, entity: str, entity_id: str) -> str:
    """The hash of the file that something holds. Raises a sentence where it holds none, or one that is gone."""
    if entity not in FILES:
        raise BadValueError("Where", entity.replace("_", " "), "holds no file: name a field and the words in it")
    record, field = FILES[entity]
    hash_: str | None = getattr(work.get(record, entity_id), field)
    if hash_ is None:
        raise BadValueError("Where", entity_id, "holds no file")
    if over := disposed(work.record(row) for row in work.all(Disposal)).get(entity_id):
        raise SignOffBlockedError(entity_id, (f"its file was disposed of by {over.id}",), "be redacted")
    if (by := sweeping.removed_files(work.session.connection()).get(hash_)) and not by.startswith(DISPOSAL):
        raise SignOffBlockedError(entity_id, (f"its file was removed by redaction {by}",), "be redacted")
    return hash_


def _may_settle(work: Work, row: Any, by: str) -> None:
    if blockers := redaction_blockers(work.record(row), by):
        raise SignOffBlockedError(row.id, blockers, "be settled by you")
