"""Which recommendations of different reviews ask for much the same, and why in words.

Measured by `tracker.themes.likeness`; worked out anew only when a text, a theme or an answer about one changes, not
with every change of the register.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from tracker.queries import redactions
from tracker.queries.remember import recall, remember, remembered
from tracker.rules.dates import list_in_words
from tracker.rules.overlap import Near, Overlap
from tracker.rules.records import Theme
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing
from tracker.store import vectors
from tracker.store.engine import reading
from tracker.themes import encoder
from tracker.themes.lean import key_of, texts_of
from tracker.themes.likeness import Asked, Found, Placed, nearest, place
from tracker.themes.suggest import suggest
from tracker.themes.wording import grams, shared

CONFIRMED = 0.5
"""What a confirmed theme counts at least; as much again, the surer its cue words are."""
THEMES_NAMED = 3
MOST_LOOKS = 200_000_000
"""In a register so large that all against all were more than this, the newest reviews are held against all."""
_latest: dict[tuple[str, str, int], "Measured"] = {}
"""The one register that was measured last: as numbers it is large."""
_told_of: WeakKeyDictionary[Register, str] = WeakKeyDictionary()
"""What each register gives to its measure, as one short word."""
_wanted_of: WeakKeyDictionary[Register, frozenset[str]] = WeakKeyDictionary()
"""The hashes of the texts of each register that was looked at before all of them were placed."""


@dataclass(frozen=True, eq=False)
class Measured:
    """The recommendations of a register as they are held against one another."""

    asked: Mapping[str, Asked]
    placed: Placed


def near(engine: Engine, standing: Standing, *, sight: Sight) -> Near:
    """Every overlap that this sight sees, the nearest first. `standing` is as that sight has it."""
    register = standing.register
    key = ("near", *rests_on(engine, register))

    def make() -> Near:
        measured = _measured(engine, register)
        return Near(_told(register, measured, nearest(measured.placed, _newest(register))))

    made = None if remembered(key) else make()  # while nobody else waits: others may look at the register meanwhile
    return remember(key, lambda: made or make())


def rests_on(engine: Engine, register: Register) -> tuple[str, str, int]:
    """What the measure of a register rests on, for the key of whatever is kept of it: the store; texts, themes and what
    was said of them; and how many of these texts have no place yet, or -1 where none of the store has and words serve.

    A text keeps its place until words are redacted, so what was once complete is so until then.
    """
    store, told = engine.url.render_as_string(), _texts_told(register)
    complete = ("placed", store, told, redactions.count(engine))
    if recall(complete):  # so that not every look asks for every hash
        return store, told, 0
    with reading(engine) as connection:
        if not vectors.any_there(connection, encoder.NAME):
            return store, told, -1
        lacking = len(_wanted(register)) - len(vectors.known(connection, encoder.NAME, _wanted(register)))
    if not lacking:
        remember(complete, lambda: True, small=True)
    return store, told, lacking


def near_of(engine: Engine, standing: Standing, review_ids: Collection[str], *, sight: Sight) -> Near:
    """The same for the recommendations of some reviews only, held against all others: what a new review repeats."""
    register = standing.register
    measured = _measured(engine, register)
    rows = [n for n, id_ in enumerate(measured.asked) if measured.asked[id_].review_id in review_ids]
    return Near(_told(register, measured, nearest(measured.placed, rows)))


def with_encoder(engine: Engine) -> bool:
    """Whether texts are held against one another by what they mean, or by their words alone."""
    with reading(engine) as connection:
        return vectors.any_there(connection, encoder.NAME)


def _measured(engine: Engine, register: Register) -> Measured:
    key = rests_on(engine, register)
    if (found := _latest.get(key)) is None:
        found = _place(engine, register)
        _latest.clear()
        _latest[key] = found
    return found


def _place(engine: Engine, register: Register) -> Measured:
    with reading(engine) as connection:
        places = vectors.some(connection, encoder.NAME, _wanted(register))
    themes = tuple(theme for theme in register.themes.values() if theme.retired_on is None)
    asked = {
        rec.id: Asked(rec.id, rec.review_id, _texts(register, rec.id), _themes(register, rec.id, themes))
        for rec in register.recommendations.values()
    }
    return Measured(asked, place(tuple(asked.values()), tuple(register.themes), places, _theme_texts(register)))


def _newest(register: Register) -> list[int] | None:
    """The recommendations that are held against all: every one (None), or those of the newest reviews."""
    recs = tuple(register.recommendations.values())
    most = MOST_LOOKS // max(len(recs), 1)
    if len(recs) <= most:
        return None
    known = {id_: (review.not_before or date.min, id_) for id_, review in register.reviews.items()}
    return sorted(sorted(range(len(recs)), key=lambda n: known[recs[n].review_id])[-most:])


def _texts(register: Register, id_: str) -> tuple[str, ...]:
    rec = register.recommendations[id_]
    return texts_of(rec.title, rec.text, tuple(part.text for part in register.parts_of.get(id_, ())))


def _theme_texts(register: Register) -> Iterator[str]:
    return (f"{theme.name}. {theme.definition}" for theme in register.themes.values())


def _wanted(register: Register) -> frozenset[str]:
    """The hash of every text that this register's measure looks for, told once: in a large one it takes a while."""
    if (wanted := _wanted_of.get(register)) is None:
        asked = (text for id_ in register.recommendations for text in _texts(register, id_))
        wanted = _wanted_of[register] = frozenset(key_of(text) for text in (*asked, *_theme_texts(register)))
    return wanted


def _themes(register: Register, id_: str, themes: tuple[Theme, ...]) -> dict[str, float]:
    """The themes of one recommendation with how surely it is about each: the confirmed ones, or those suggested."""
    rec = register.recommendations[id_]
    links = register.links_of.get(id_, ())
    said = {one: sure for one, sure in _suggested(f"{rec.title}. {rec.text}", themes)}
    if any(link.confirmed for link in links):
        least = 1 - CONFIRMED
        return {link.theme_id: CONFIRMED + least * said.get(link.theme_id, 0) for link in links if link.confirmed}
    refused = register.rejected_themes.get(id_, frozenset())
    kept = {link.theme_id: link.score or 0.0 for link in links}
    return {one: sure for one, sure in (kept | said).items() if one not in refused}


@lru_cache(maxsize=131_072)
def _suggested(text: str, themes: tuple[Theme, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((one.theme_id, one.score) for one in suggest(text, themes))


def _told(register: Register, measured: Measured, found: list[Found]) -> tuple[Overlap, ...]:
    """The pairs with what they share, in words."""
    said = {id_: grams(measured.asked[id_].texts[0]) for id_ in {id_ for pair in found for id_ in pair[:2]}}
    order = {id_: n for n, id_ in enumerate(register.themes)}
    made = []
    for a, b, score in found:
        both = measured.asked[a].themes.keys() & measured.asked[b].themes.keys()
        themes = tuple(sorted((id_ for id_ in both if id_ in order), key=order.__getitem__))
        phrases = shared(said[a], said[b])
        made.append(Overlap(a, b, score, themes, _why(register, themes, phrases), phrases))
    return tuple(made)


def _why(register: Register, themes: tuple[str, ...], phrases: tuple[str, ...]) -> str:
    names = [register.themes[id_].name.lower() for id_ in themes[:THEMES_NAMED]]
    about = f"Both are about {list_in_words(names)}" if names else ""
    say = f"both say {', '.join(f'‘{phrase}’' for phrase in phrases)}" if phrases else ""
    if about and say:
        return f"{about}; {say}"
    return about or say.capitalize() or "They share no theme and no phrase, yet what they ask for reads alike"


def _texts_told(register: Register) -> str:
    """Told once of each register: in a large one it takes a while."""
    if (told := _told_of.get(register)) is None:
        told = _told_of[register] = _digest(register)
    return told


def _digest(register: Register) -> str:
    told = blake2b(digest_size=16)
    for rec in register.recommendations.values():
        told.update(f"\0{rec.id}\0{rec.title}\0{rec.text}".encode("utf-8", "replace"))
    for part in register.parts.values():
        told.update(f"\0{part.id}\0{part.text}".encode("utf-8", "replace"))
    for link in register.theme_links.values():
        told.update(f"\0{link.id}{link.confirmed}{link.score}{link.rejected_on}".encode())
    for theme in register.themes.values():
        told.update(repr(theme).encode("utf-8", "replace"))
    return told.hexdigest()
