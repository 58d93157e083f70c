"""Looking for words in everything that the register and its files say, as somebody of a sight may see it.

The index holds the whole register. A hit counts only where the register of whoever looks holds the very same text, and
so does a near spelling: what somebody may not see cannot be told from what is not there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import RLock

import sqlalchemy as sa

from tracker import clock
from tracker.queries.remember import remember, remembered
from tracker.queries.standing import Moment, moment, standing_at
from tracker.rules.evidence import why_no_file
from tracker.rules.register import Register
from tracker.rules.search import About, Key, Kind, Only, Term, Text, about, holds, texts, typed
from tracker.rules.sight import WHOLE, Sight
from tracker.store import file_texts
from tracker.store.engine import reading
from tracker.store.search_index import Piece, SearchIndex

MOST = 2_000
"""So many hits are gone through; there may be more."""
NEAREST = 4
"""So many near spellings stand in for a word that nobody wrote."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One text in which something was found: its title whole and the words around it, in pieces."""

    key: Key
    of: About
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The words that were found, as they stand in the text, each once."""
        found = (piece.text.casefold() for piece in (*self.title, *self.words) if piece.found)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: some of the hits, and how many there are by kind. `near` says what stands in for words that
    nobody wrote; with `some_only` no text holds all the words, and these hold some. `unread` counts the files that
    nobody has read yet, `without_text` those that cannot be searched."""

    words: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()
    some_only: bool = False
    unread: int = 0
    without_text: int = 0


@dataclass
class _Kept:
    """The index of a store's present, with the state it is of."""

    index: SearchIndex
    state: object = None
    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    redactions: int = 0


_present: dict[str, _Kept] = {}
_lock = RLock()


def search(
    engine: sa.Engine,
    words: str,
    only: Only = Only(),  # noqa: B008 a frozen value
    as_at: date | None = None,
    *,
    sight: Sight,
    first: int = 0,
    count: int = 20,
) -> Found:
    """What holds the words, the best first; `first` and `count` say which of the hits are wanted."""
    when = moment(engine, as_at, sight=sight)
    register = standing_at(engine, when).register
    with reading(engine) as connection:
        read, silent = file_texts.known(connection), file_texts.unreadable(connection)
    files = {
        one.file_hash
        for one in register.evidence.values()
        if one.file_hash and one.file_name and why_no_file(one) is None and one.id not in when.hidden.evidence
    }
    asked = Found(words, unread=len(files - read), without_text=len(files & silent.keys()))
    terms = typed(words)
    if not any(not term.without for term in terms):
        return asked
    index = _index(engine, when, read)
    sees = _sees(register, when)
    spelt = _spelt(index, terms, sees)
    hits, more = _kept(index.find(spelt), register, only, sees)
    some_only = False
    if not hits and sum(not term.without for term in spelt) > 1:
        hits, more = _kept(index.find(spelt, all_of_them=False), register, only, sees)
        some_only = bool(hits)
    wanted = tuple(
        Hit(key, of, *index.marked(row, spelt, all_of_them=not some_only))
        for row, key, of in hits[first : first + count]
    )
    counts = Counter(key.kind for _, key, _ in hits)
    return replace(
        asked, hits=wanted, total=len(hits), more=more, kinds={kind: counts[kind] for kind in Kind if counts[kind]},
        near=tuple((term.words, term.near) for term in spelt if term.near), some_only=some_only,
    )  # fmt: skip


def forget() -> None:
    """Drop every index; for tests, and for benchmarks that time the first look."""
    with _lock:
        for kept in _present.values():
            kept.index.close()
        _present.clear()


def _sees(register: Register, when: Moment) -> Callable[[Key, Text], bool]:
    hidden = when.hidden.evidence
    return lambda key, text: not (key.kind is Kind.EVIDENCE and key.id in hidden) and holds(register, key, text)


def _kept(
    found: Iterable[tuple[int, Key, Text]], register: Register, only: Only, sees: Callable[[Key, Text], bool]
) -> tuple[list[tuple[int, Key, About]], bool]:
    hits: list[tuple[int, Key, About]] = []
    for row, key, text in found:
        if (only.kinds and key.kind not in only.kinds) or not sees(key, text):
            continue
        of = about(register, key)
        if only.keeps(register, key, of):
            if len(hits) == MOST:
                return hits, True
            hits.append((row, key, of))
    return hits, False


def _spelt(index: SearchIndex, terms: Iterable[Term], sees: Callable[[Key, Text], bool]) -> list[Term]:
    """The terms, with the near spellings of a word that stands in no text that is seen."""

    def stands(term: Term) -> bool:
        return any(sees(key, text) for key, text in index.any(term))

    def spelt(term: Term) -> Term:
        if term.phrase or term.without or term.begins or stands(term):
            return term
        near = ((slips, word) for slips, word in index.near(term.words) if stands(Term(word)))
        return replace(term, near=tuple(_nearest(near)))

    return [spelt(term) for term in terms]


def _nearest(found: Iterator[tuple[int, str]]) -> Iterator[str]:
    """The first few words of the fewest slips."""
    fewest = None
    for _, (slips, word) in zip(range(NEAREST), found, strict=False):
        fewest = slips if fewest is None else fewest
        if slips > fewest:
            return
        yield word


def _index(engine: sa.Engine, when: Moment, read: frozenset[str]) -> SearchIndex:
    """The index of the whole register of a moment: of a past day made once, of the present kept up with it."""
    if when.day < clock.today():
        key = ("search", when.whole, read)
        made = None if remembered(key) else _past(engine, when, read)  # while nobody else waits
        return remember(key, lambda: _past(engine, when, read) if made is None else made)
    with _lock:
        kept = _present.get(when.store)
        if kept is None or kept.redactions != when.redactions or kept.pages.keys() - read:
            kept = _present[when.store] = _Kept(SearchIndex(), redactions=when.redactions)
        if kept.state != (state := (when.whole, read)):
            with reading(engine) as connection:
                kept.pages |= file_texts.pages_of(connection, read - kept.pages.keys())
            register = standing_at(engine, when._replace(sight=WHOLE)).register
            kept.index.keep_up(texts(register, lambda hash_: kept.pages.get(hash_, ())))
            kept.state = state
        return kept.index


def _past(engine: sa.Engine, when: Moment, read: frozenset[str]) -> SearchIndex:
    with reading(engine) as connection:
        pages = file_texts.pages_of(connection, read)
    index = SearchIndex()
    index.keep_up(texts(standing_at(engine, when._replace(sight=WHOLE)).register, lambda hash_: pages.get(hash_, ())))
    return index
