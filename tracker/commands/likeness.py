"""Placing the register's texts, so that what asks for the same is found. No part of the register: no trail is left."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection, Engine

from tracker.commands._values import day_of
from tracker.rules.errors import NotAllowedError
from tracker.rules.records import Part, Recommendation, Theme
from tracker.rules.words import Door
from tracker.store import vectors
from tracker.store.convert import read_all
from tracker.store.database import SYSTEM
from tracker.store.engine import reading
from tracker.themes import encoder
from tracker.themes.lean import key_of, texts_of


def place_texts(
    engine: Engine,
    *,
    encode: encoder.Encode = encoder.encode,
    go_on: Callable[[], bool] = lambda: True,
    by: str,
    at: datetime,
    door: Door,
) -> int:
    """Work out where every recommendation, part and theme lies that has no place yet, as long as `go_on` says so; how
    many were placed. A text that is no more keeps its place, so that a past day is measured as it was. Only the tracker
    does this, by itself. None are, where the encoder is not installed: words serve until it is."""
    if by != SYSTEM:
        raise NotAllowedError(by, "place texts", "only the tracker does this, by itself")
    day_of(at)
    with reading(engine) as connection:
        wanted = {key_of(text): text for text in _texts(connection)}
        there = vectors.known(connection, encoder.NAME, wanted)
    missing = [key for key in wanted if key not in there]
    vectors.keep_only(engine, encoder.NAME)
    placed = 0
    try:
        for start in range(0, len(missing), encoder.AT_ONCE):
            if not go_on():
                break
            keys = missing[start : start + encoder.AT_ONCE]
            places = encode([wanted[key] for key in keys])
            vectors.keep(engine, encoder.NAME, dict(zip(keys, places, strict=True)))
            placed += len(keys)
    except encoder.NoEncoderError:
        pass
    return placed


def _texts(connection: Connection) -> Iterator[str]:
    parts: dict[str, list[str]] = {}
    for part in sorted(read_all(connection, Part), key=lambda part: part.position):
        parts.setdefault(part.recommendation_id, []).append(part.text)
    for rec in read_all(connection, Recommendation):
        yield from texts_of(rec.title, rec.text, parts.get(rec.id, ()))
    for theme in read_all(connection, Theme):
        yield f"{theme.name}. {theme.definition}"
