"""The stores that the tests of rights run on."""

from tests.factories_store import ledger, sqlite_ledger, sqlite_store, store  # noqa: F401  (fixtures)
