"""Which recommendations ask for the same, by measure: half what they are about, half how they are worded.

About: their themes, a rare one counting for more; a confirmed theme fully, a suggested one as surely as it is
suggested. Worded: where the encoder places the texts, seen from the middle of the taxonomy (so that what all say of
safeguarding makes nobody alike); of recommendations with parts, the nearest two parts. Without an encoder the words
themselves serve. How it was chosen, and what it finds: docs/themes.md, benchmarks/likeness.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tracker.themes.encoder import WIDTH
from tracker.themes.lean import key_of
from tracker.themes.wording import grams

Floats = npt.NDArray[np.float32]
Found = tuple[str, str, float]

FLOOR = 0.3
"""Below this score two recommendations are not shown as near."""
FLOOR_OF_WORDS = 0.15
"""The same where only words are measured: two texts share few of them, even where they ask for the same."""
MOST_EACH = 5
WIDE = 15
"""So many candidates of each recommendation are looked at part by part."""
STRETCH = 1.25
"""By this a measured likeness is multiplied, so that half is where most pairs are true ones."""
BLOCK = 256
WORDS_WIDTH = 2048


@dataclass(frozen=True, slots=True)
class Asked:
    """One recommendation as it is measured: its texts are the whole, then its parts; how sure each theme is."""

    id: str
    review_id: str
    texts: tuple[str, ...]
    themes: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Placed:
    """Recommendations as numbers. `about` and `worded` have a row each, of length one or zero; the rows of `parts` from
    `first[n]` to `first[n + 1]` are the texts of the nth."""

    ids: tuple[str, ...]
    reviews: npt.NDArray[np.int64]
    about: Floats
    worded: Floats
    parts: Floats
    first: npt.NDArray[np.int64]
    floor: float


def place(
    asked: Sequence[Asked], theme_ids: Sequence[str], vectors: Mapping[str, bytes], theme_texts: Iterable[str]
) -> Placed:
    """Turn recommendations into numbers. `vectors` is where the encoder puts texts, by their hash; empty without it."""
    review_of = {id_: n for n, id_ in enumerate(dict.fromkeys(one.review_id for one in asked))}
    reviews = np.array([review_of[one.review_id] for one in asked], dtype=np.int64)
    texts = [text for one in asked for text in one.texts]
    first = np.cumsum([0, *(len(one.texts) for one in asked)])
    parts = _encoded(texts, vectors, theme_texts) if vectors else _of_words(texts)
    floor = FLOOR if vectors else FLOOR_OF_WORDS
    return Placed(
        tuple(one.id for one in asked), reviews, _about(asked, theme_ids), parts[first[:-1]], parts, first, floor
    )


def nearest(placed: Placed, of: Sequence[int] | None = None, *, most: int = MOST_EACH) -> list[Found]:
    """The nearest pairs of different reviews, each with its score from 0 to 1: at most `most` for each recommendation,
    or for each of those numbered in `of` against all. Nearest first; the first of a pair stands earlier."""
    both = np.hstack((placed.about, placed.worded)) * np.float32(0.5**0.5)
    rows = np.arange(len(placed.ids)) if of is None else np.array(of, dtype=np.int64)
    pairs = set[tuple[int, int]]()
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        score: Floats = both[block] @ both.T
        score[placed.reviews[block][:, None] == placed.reviews[None, :]] = -1
        best = np.argpartition(-score, WIDE, axis=1)[:, :WIDE] if len(both) > WIDE else np.argsort(-score, axis=1)
        for row, others in zip(block.tolist(), best.tolist(), strict=True):
            pairs.update((min(row, other), max(row, other)) for other in others)
    wanted = set(rows.tolist())
    measured = ((-_score(placed, a, b), a, b) for a, b in pairs if placed.reviews[a] != placed.reviews[b])
    found = sorted(one for one in measured if -one[0] >= placed.floor)
    had = dict.fromkeys(wanted, 0)
    kept = list[Found]()
    for minus, a, b in found:
        if any(had.get(one, most) < most for one in (a, b)):
            for one in (a, b):
                had[one] = had.get(one, most) + 1
            kept.append((placed.ids[a], placed.ids[b], round(-minus, 3)))
    return kept


def _score(placed: Placed, a: int, b: int) -> float:
    about = float(placed.about[a] @ placed.about[b])
    mine = placed.parts[placed.first[a] : placed.first[a + 1]]
    theirs = placed.parts[placed.first[b] : placed.first[b + 1]]
    return max(0.0, min(1.0, STRETCH * (about + float((mine @ theirs.T).max())) / 2))


def _about(asked: Sequence[Asked], theme_ids: Sequence[str]) -> Floats:
    at = {id_: n for n, id_ in enumerate(theme_ids)}
    made = np.zeros((len(asked), max(len(at), 1)), dtype=np.float32)
    for row, one in enumerate(asked):
        for theme, sure in one.themes.items():
            if theme in at:
                made[row, at[theme]] = sure
    made *= np.log1p(len(asked) / np.maximum((made > 0).sum(0), 1)).astype(np.float32)
    return _of_length_one(made)


def _encoded(texts: Sequence[str], vectors: Mapping[str, bytes], theme_texts: Iterable[str]) -> Floats:
    nothing = bytes(WIDTH * 2)
    keys = [key_of(text) for text in texts]
    made = _numbers([vectors.get(key, nothing) for key in keys])
    themes = [vectors[key] for text in theme_texts if (key := key_of(text)) in vectors]
    middle = _numbers(themes).mean(0) if themes else np.zeros(WIDTH, dtype=np.float32)
    made -= middle
    made[[key not in vectors for key in keys]] = 0
    return _of_length_one(made)


def _numbers(places: Sequence[bytes]) -> Floats:
    return np.frombuffer(b"".join(places), dtype="<f2").reshape(-1, WIDTH).astype(np.float32)


def _of_words(texts: Sequence[str]) -> Floats:
    """Words and pairs of words, each in one of `WORDS_WIDTH` places by its checksum; a rare one counts for more."""
    made = np.zeros((len(texts), WORDS_WIDTH), dtype=np.float32)
    for row, text in enumerate(texts):
        for gram in grams(text):
            made[row, crc32(" ".join(gram).encode()) % WORDS_WIDTH] += 1
    np.sqrt(made, out=made)
    made *= np.log1p(len(texts) / np.maximum((made > 0).sum(0), 1)).astype(np.float32)
    return _of_length_one(made)


def _of_length_one(made: Floats) -> Floats:
    length = np.linalg.norm(made, axis=1, keepdims=True)
    made /= np.where(length > 0, length, 1)
    return made
