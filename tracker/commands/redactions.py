"""Redactions: what identifies somebody is taken out of the whole register; one person asks and another agrees."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, prose
from tracker.rules.errors import BadValueError, FileRefusedError, SignOffBlockedError, UnknownError
from tracker.rules.records import Action, Ask, Evidence, Redaction, Review
from tracker.rules.redaction import FILE, pattern_of, redaction_blockers, without, without_told, words_to_take_out
from tracker.rules.words import Door
from tracker.sheets.grid import Limits
from tracker.sheets.read import read
from tracker.store import redacting, sweeping
from tracker.store.database import Work, changing
from tracker.store.tables import BY_NAME
from tracker.store.vault import Vault

FILES = {"evidence": (Evidence, "file_hash"), "review": (Review, "document_hash")}
"""What holds a file, and in which field its hash."""


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
    stays for good, and so must not hold them."""
    with changing(engine, by=by, verb="ask_redaction", at=at, door=door, token=token) as work:
        known = BY_NAME.get(entity)
        if known is None or entity == "redaction":
            raise UnknownError("kind of thing", entity, BY_NAME)
        row = work.find(known.record, entity_id)
        work.allow("ask_redaction", _owner(work, row))
        why = prose("Why", reason)
        if field is None:
            _has_file(work, entity, entity_id)
        else:
            words = words_to_take_out(words or "")
            _must_hold(work, entity, entity_id, field, words)
            _without_the_words("Why", why, words)
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
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Redacted:
    """Agree to a redaction that somebody else asked for, and do it: the words go from every text of the register, from
    the trail, from drafts and waiting workbooks; or the file goes. It cannot be undone.

    All of it in one transaction. What remains is to remove files and to write the database's own files anew; where that
    is cut short, the next redaction or look at the list finishes it.
    """
    with changing(engine, by=by, verb="agree_redaction", at=at, door=door, token=token) as work:
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
            redacting.drop_waiting(connection, hash_)
            done = (f"{FILE}{hash_}",)
        elif words is None:
            raise SignOffBlockedError(row.id, ("its words are no longer kept: ask again",), "be agreed")
        else:
            pattern = pattern_of(words)
            work.signature.reason = without(pattern, row.reason)
            done = _take_out(work, pattern, row.id, vault)
        redacting.forget_words(connection, row.id, unfinished=True)
        work.change(row, agreed_on=day_of(at), agreed_by=by, values=done)
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


def _take_out(work: Work, pattern: re.Pattern[str], redaction_id: str, vault: Vault) -> tuple[str, ...]:
    """Take the words out of rows, trail and desks; what was done to each value of the trail, and the files that go."""
    connection = work.session.connection()
    by_kind: dict[str, dict[str, set[str]]] = {}
    for held in redacting.in_rows(connection, pattern):
        by_kind.setdefault(held.entity.name, {}).setdefault(held.id, set()).add(held.field)
    work.session.info["hide"] = lambda told: without_told(pattern, told)
    for name, fields in by_kind.items():
        for row in redacting.rows_of(work.session, BY_NAME[name], list(fields)):
            left: dict[str, Any] = {f: redacting.taken_out(pattern, getattr(row, f)) for f in fields[row.id]}
            work.change(row, **left)
    work.flush()
    del work.session.info["hide"]
    done = redacting.empty_values(connection, redacting.on_trail(connection, pattern).values, redaction_id)
    redacting.empty_desks(connection, pattern)
    return (*done, *_waiting_files(work, pattern, vault))


def _waiting_files(work: Work, pattern: re.Pattern[str], vault: Vault) -> list[str]:
    """Take waiting workbooks that hold the words, or that cannot be read, off every desk; those that nothing else keeps
    go altogether."""
    connection = work.session.connection()
    gone = []
    for hash_, name in redacting.waiting_files(connection):
        content = vault.get(hash_)
        if content is not None and not _holds(content, name, pattern):
            continue
        redacting.drop_waiting(connection, hash_)
        if not work.all(Evidence, file_hash=hash_) and not work.all(Review, document_hash=hash_):
            gone.append(f"{FILE}{hash_}")
    return gone


def _holds(content: bytes, name: str, pattern: re.Pattern[str]) -> bool:
    try:
        book = read(content, name, Limits(megabytes=1 + len(content) // 1_000_000))
    except FileRefusedError:
        return True
    return any(pattern.search(str(cell)) for sheet in book.sheets for _, row in sheet.rows for cell in row.values())


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
    if pattern_of(words).search(text):
        raise BadValueError(name, "…", "holds the very words that are to go: say it without them, for the reason stays")


def _has_file(work: Work, entity: str, entity_id: str) -> str:
    """The hash of the file that something holds. Raises a sentence where it holds none, or one that is gone."""
    if entity not in FILES:
        raise BadValueError("Where", entity.replace("_", " "), "holds no file: name a field and the words in it")
    record, field = FILES[entity]
    hash_: str | None = getattr(work.get(record, entity_id), field)
    if hash_ is None:
        raise BadValueError("Where", entity_id, "holds no file")
    if by := sweeping.removed_files(work.session.connection()).get(hash_):
        raise SignOffBlockedError(entity_id, (f"its file was removed by redaction {by}",), "be redacted")
    return hash_


def _may_settle(work: Work, row: Any, by: str) -> None:
    if blockers := redaction_blockers(work.record(row), by):
        raise SignOffBlockedError(row.id, blockers, "be settled by you")
