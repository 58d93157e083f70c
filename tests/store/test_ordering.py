"""Text stands in one order in every store, whatever language its database was made for."""

import ast
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

import tracker
from tests.factories_store import ledger  # noqa: F401  (a fixture)
from tracker.commands import people
from tracker.rules.records import Person
from tracker.store.columns import plainly
from tracker.store.convert import read_all
from tracker.store.engine import reading
from tracker.store.tables import TrailRow

ROOMS = ("store", "queries", "commands")
NAMES = (
    "zebra",
    "Zebra",
    "Ŵyn",
    "apple",
    "Apple",
    "éclair",
    "Ella",
    "ella",
    "a b",
    "ab",
    "a-b",
    "_x",
    "Ångström",
    "10",
    "9",
)
NUMBERS = {
    column.name
    for table in TrailRow.metadata.tables.values()
    for column in table.columns
    if not isinstance(getattr(column.type, "impl_instance", column.type), sa.String)
} - {
    column.name
    for table in TrailRow.metadata.tables.values()
    for column in table.columns
    if isinstance(getattr(column.type, "impl_instance", column.type), sa.String)
}
"""The columns that hold no text in any table."""


def order_bys():
    """Everything that is given to order_by in the rooms that ask the database: (where, the expression)."""
    for room in ROOMS:
        for path in sorted((Path(tracker.__path__[0]) / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by":
                    for argument in node.args:
                        yield f"{room}/{path.name}:{node.lineno}", ast.unparse(argument)


def is_plain(words):
    """Whether it is no text, or says that it is to stand in the order of its codes."""
    column = words.removesuffix(".desc()")
    return words.startswith("plainly(") or column.rpartition(".")[2] in NUMBERS or words in NO_TEXT


NO_TEXT = {
    "last": "the number of an entry, up or down",
    "sa.text('1')": "the number of an entry or of a value",
    "*_counted(name)": "numbers only",
    "_values.c.id": "a number",
}


def test_every_order_by_of_text_says_by_what():
    wrong = [(where, words) for where, words in order_bys() if not is_plain(words)]
    assert wrong == []


def test_a_table_that_is_sorted_by_hand_is_seen():
    assert "number" in NUMBERS and "kept_at" in NUMBERS
    assert not is_plain("_trail.c.entity_id")
    assert not is_plain("columns[0].table.c.id")
    assert len(list(order_bys())) > 20


def test_postgresql_is_told_and_sqlite_does_so_by_itself():
    asked = sa.select(sa.column("name")).order_by(plainly(sa.column("name")), plainly(sa.column("id")).desc())
    on_postgresql = str(asked.compile(dialect=postgresql.dialect()))
    assert 'ORDER BY name COLLATE "C", id COLLATE "C" DESC' in " ".join(on_postgresql.split())
    assert "COLLATE" not in str(asked.compile(dialect=sqlite.dialect()))


def test_names_stand_in_the_order_of_their_codes(ledger):  # noqa: F811 (a fixture)
    for name in NAMES:
        people.add(ledger.engine, name=name, **ledger.signed("system"))
    names = sa.select(sa.column("name")).select_from(sa.table("person"))
    with reading(ledger.engine) as connection:
        ids = [person.id for person in read_all(connection, Person)]
        found = list(connection.scalars(names.order_by(plainly(sa.column("name")))))
    assert set(NAMES) < set(found)
    assert (ids, found) == (sorted(ids), sorted(found))
