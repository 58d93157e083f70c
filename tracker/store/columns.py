"""How a record's field becomes a column: words as checked text, lists as JSON text, optimistic versions."""

import json
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import declared_attr, registry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Field, SQLModel


class plainly(FunctionElement[Any]):
    """A column of text in the order of its letters' codes, for ORDER BY: as SQLite sorts, whatever language the
    PostgreSQL database was made for."""

    type = sa.Text()
    inherit_cache = True


@compiles(plainly)
def _as_it_is(element: plainly, compiler: SQLCompiler, **more: Any) -> str:
    return compiler.process(element.clauses, **more)


@compiles(plainly, "postgresql")
def _by_code(element: plainly, compiler: SQLCompiler, **more: Any) -> str:
    return f'{compiler.process(element.clauses, **more)} COLLATE "C"'


class WordText(sa.types.TypeDecorator[Any]):
    """A `Word` kept as its value, read back as the member."""

    impl = sa.String(32)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The value to keep; a word outside the vocabulary raises ValueError."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The member for a kept value."""
        return None if value is None else self.words(value)


class WordList(sa.types.TypeDecorator[tuple[str, ...]]):
    """A tuple of strings kept as a JSON list."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """The JSON text to keep."""
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """The tuple for a kept JSON list."""
        return tuple(json.loads(value)) if value else ()


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel, registry=registry()):
    """A row of the register. Its own registry, so that a reload of the code never finds the table already defined."""


Row.metadata.naming_convention = NAMES


class Kept(Row):
    """A row with a readable id and an optimistic version."""

    id: str = Field(primary_key=True, max_length=200)
    version: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def word(words: type[StrEnum], **more: Any) -> Any:
    """A column of one word of a vocabulary."""
    return Field(sa_type=WordText(words), **more)  # type: ignore[call-overload, unused-ignore]


def words(**more: Any) -> Any:
    """A column of a list of words."""
    return Field(default=(), sa_type=WordList, nullable=False, **more)


def long_text(**more: Any) -> Any:
    """A column of text of any length."""
    return Field(sa_type=sa.Text, **more)


def points_at(target: str, **more: Any) -> Any:
    """A column that points at another row's id. Checked when the transaction ends, so rows may come in any order."""
    key = sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Field(sa_type=sa.String(200), sa_column_args=[key], index=True, **more)


def allowed(column: str, vocabulary: type[StrEnum]) -> sa.CheckConstraint:
    """CHECK: the column holds a word of the vocabulary, or nothing where it may be empty."""
    values = ", ".join(f"'{member.value}'" for member in vocabulary)
    return sa.CheckConstraint(f"{column} IN ({values})", name=f"{column}_is_a_word")


def together(name: str, *columns: str) -> sa.CheckConstraint:
    """CHECK: these columns are all empty or all filled, such as who did something and when."""
    count = " + ".join(f"(CASE WHEN {c} IS NULL THEN 0 ELSE 1 END)" for c in columns)
    return sa.CheckConstraint(f"{count} IN (0, {len(columns)})", name=name)
