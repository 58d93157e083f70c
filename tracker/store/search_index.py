"""Words to texts: a full-text index in memory (SQLite FTS5), made of what the register holds and kept up with it.

Chosen by measuring (`benchmarks/searching.py`, docs/measured.md): it comes with Python, and is quick enough. It holds
everything; whoever asks it holds each hit against what somebody may see (`tracker.rules.search.holds`).
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from threading import RLock
from typing import NamedTuple

from tracker.rules.near_spelling import Vocabulary
from tracker.rules.search import Key, Term, Text

BEGIN, END, MORE = "\x02", "\x03", "…"
AROUND = 40
"""Words of a text that are shown around what was found."""
FIRST = 200
WEIGHTS = "8.0, 4.0, 1.0"
"""How much a word counts in the reference, in the title and in the words."""
_WORDS = re.compile(r"[^\W\d_]{3,30}")


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    found: bool


class SearchIndex:
    """The texts, and where their words are. Safe to ask from several threads, one at a time."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._store = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._store.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(ref, title, words, tokenize='porter unicode61 remove_diacritics 2')"
        )
        self._rows: dict[Key, int] = {}
        self._held: dict[int, tuple[Key, Text]] = {}
        self._next = 1
        self._vocabulary = Vocabulary()

    def __len__(self) -> int:
        return len(self._rows)

    def keep_up(self, texts: Iterable[tuple[Key, Text]]) -> int:
        """Hold these texts and no others; how many were new, changed or gone."""
        with self._lock:
            wanted = dict(texts)
            gone = [row for key, row in self._rows.items() if key not in wanted or wanted[key] != self._held[row][1]]
            self._store.execute("BEGIN")
            for row in gone:
                self._store.execute("DELETE FROM texts WHERE rowid = ?", (row,))
                del self._rows[self._held.pop(row)[0]]
            new = [(key, text) for key, text in wanted.items() if key not in self._rows]
            self._store.executemany(
                "INSERT INTO texts(rowid, ref, title, words) VALUES (?, ?, ?, ?)",
                ((self._next + n, *text) for n, (_, text) in enumerate(new)),
            )
            self._store.execute("COMMIT")
            for key, text in new:
                self._rows[key], self._held[self._next] = self._next, (key, text)
                self._next += 1
                self._vocabulary.add(_WORDS.findall(f"{text.title} {text.words}".casefold()))
            return len(gone) + len(new)

    def find(self, terms: Sequence[Term], *, all_of_them: bool = True) -> Iterator[tuple[int, Key, Text]]:
        """Every text that holds the terms (or, if not all of them, any), the best first, with its row."""
        match = _match(terms, all_of_them)
        if match is None:
            return
        with self._lock:
            rows = self._store.execute(
                f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {WEIGHTS}), rowid",
                (match,),
            )
            found = rows.fetchall()
        for (row,) in found:
            if held := self._held.get(row):  # None: gone in the meantime
                yield row, *held

    def any(self, term: Term) -> Iterator[tuple[Key, Text]]:
        """The texts that hold one term, in no order: a few first, for whoever needs only one."""
        match = _match((term,), True)
        for begin, count in ((0, FIRST), (FIRST, -1)):
            with self._lock:
                rows = self._store.execute(
                    "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ? OFFSET ?", (match or '""', count, begin)
                ).fetchall()
            yield from (held for (row,) in rows if (held := self._held.get(row)))

    def marked(self, row: int, terms: Sequence[Term], *, all_of_them: bool) -> tuple[tuple[Piece, ...], ...]:
        """The title whole and the words around what was found, in pieces."""
        marks = "texts, {}, char(2), char(3)"
        with self._lock:
            found = self._store.execute(
                f"SELECT highlight({marks.format(1)}), snippet({marks.format(2)}, '{MORE}', {AROUND}) "
                "FROM texts WHERE texts MATCH ? AND rowid = ?",
                (_match(terms, all_of_them), row),
            ).fetchone()
        return tuple(_pieces(text or "") for text in found or ("", ""))  # gone meanwhile: nothing to show

    def near(self, word: str) -> list[tuple[int, str]]:
        """Words of the texts spelt nearly so with their slips, the nearest first; some of texts that are gone."""
        with self._lock:
            return self._vocabulary.near(word)

    def close(self) -> None:
        """Give its memory back."""
        with self._lock:
            self._store.close()


def _match(terms: Sequence[Term], all_of_them: bool) -> str | None:
    """The question in FTS5's language. Every word is quoted, so that nothing that is typed is taken for a command."""
    wanted = [_one(term) for term in terms if not term.without]
    if not wanted:
        return None
    joined = f"({' AND '.join(wanted) if all_of_them else ' OR '.join(wanted)})"
    return " NOT ".join([joined, *(_one(term) for term in terms if term.without)])


def _one(term: Term) -> str:
    quoted = [f'"{words.replace(chr(34), chr(34) * 2)}"' for words in term.near or (term.words,)]
    if term.begins:
        quoted = [f"{words} *" for words in quoted]
    return f"({' OR '.join(quoted)})" if len(quoted) > 1 else quoted[0]


def _pieces(text: str) -> tuple[Piece, ...]:
    pieces = []
    for number, stretch in enumerate(text.split(BEGIN)):
        found, _, rest = stretch.partition(END) if number else ("", "", stretch)
        pieces += [Piece(found, True)] if found else []
        pieces += [Piece(rest, False)] if rest else []
    return tuple(pieces)
