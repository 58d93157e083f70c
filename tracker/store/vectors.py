"""Where an encoder puts texts, by the texts' hashes. No part of the register: what is gone is worked out again."""

from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from tracker.store.engine import reading, unavailable
from tracker.store.tables import TextVectorRow

IN_ONE = 500
_vectors: sa.Table = TextVectorRow.__table__  # type: ignore[attr-defined]


def any_there(connection: sa.Connection, encoder: str) -> bool:
    """Whether any text of this encoder is placed."""
    return (
        connection.execute(sa.select(_vectors.c.hash).where(_vectors.c.encoder == encoder).limit(1)).first() is not None
    )


def some(connection: sa.Connection, encoder: str, hashes: Collection[str]) -> dict[str, bytes]:
    """The place of each of these texts that has one, by its hash."""
    query = sa.select(_vectors.c.hash, _vectors.c.vector).where(_vectors.c.encoder == encoder)
    return {
        hash_: bytes(vector)
        for few in _few(hashes)
        for hash_, vector in connection.execute(query.where(_vectors.c.hash.in_(few)))
    }


def known(connection: sa.Connection, encoder: str, hashes: Collection[str]) -> frozenset[str]:
    """Which of these texts are placed."""
    query = sa.select(_vectors.c.hash).where(_vectors.c.encoder == encoder)
    return frozenset(
        hash_ for few in _few(hashes) for hash_ in connection.scalars(query.where(_vectors.c.hash.in_(few)))
    )


def hashes(connection: sa.Connection, encoder: str) -> frozenset[str]:
    """The hashes of all texts that are placed."""
    return frozenset(connection.scalars(sa.select(_vectors.c.hash).where(_vectors.c.encoder == encoder)))


def keep(engine: sa.Engine, encoder: str, places: Mapping[str, bytes]) -> None:
    """Keep where these texts lie."""
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    rows = [{"hash": hash_, "encoder": encoder, "vector": place} for hash_, place in places.items()]
    try:
        with engine.execution_options(write=True).begin() as connection:
            for start in range(0, len(rows), IN_ONE):
                asked = insert(_vectors).values(rows[start : start + IN_ONE])
                connection.execute(asked.on_conflict_do_nothing(index_elements=["hash", "encoder"]))
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def keep_only(engine: sa.Engine, encoder: str) -> None:
    """Forget every place that another encoder gave."""
    others = _vectors.c.encoder != encoder
    try:
        with reading(engine) as connection:
            there = connection.execute(sa.select(_vectors.c.hash).where(others).limit(1)).first()
        if there:
            with engine.execution_options(write=True).begin() as connection:
                connection.execute(_vectors.delete().where(others))
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def forget_all(connection: sa.Connection) -> None:
    """Forget every place inside a transaction: a redaction leaves none of words that were taken out."""
    connection.execute(_vectors.delete())


def _few(hashes: Collection[str]) -> Iterator[list[str]]:
    every = sorted(hashes)
    return (every[start : start + IN_ONE] for start in range(0, len(every), IN_ONE))
