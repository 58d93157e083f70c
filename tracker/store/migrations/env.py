"""Alembic's entry: runs on the connection that `tracker.store.upgrade` hands over, with SQLite's foreign keys off."""

from alembic import context

from tracker.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.TrailRow.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
