"""Thresholds, years and other settings that a board may have of its own, beside those of the whole register.

Nobody's settings change here: those that stand are the whole register's, and stay that.

On PostgreSQL a board that signs may change its own settings and nobody else's: the wall of 0010 lets it.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_EVERY = "(SELECT current_setting('tracker.{}')) = '*'"
_OURS = "board_id = ANY (string_to_array(current_setting('tracker.{}', true), chr(31)))"
_SEES = f"{_EVERY.format('reads')} OR board_id IS NULL OR {_OURS.format('reads')}"
_CHANGES = f"{_EVERY.format('changes')} OR {_OURS.format('changes')}"
_SEES_BEFORE = f"{_EVERY.format('reads')} OR (true)"
_CHANGES_BEFORE = f"{_EVERY.format('changes')} OR (false)"


def _wall(sees: str, changes: str) -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(f"ALTER POLICY tracker_sees ON setting USING ({sees})")
    op.execute(f"ALTER POLICY tracker_puts_in ON setting WITH CHECK ({changes})")
    op.execute(f"ALTER POLICY tracker_changes ON setting USING ({changes}) WITH CHECK ({changes})")
    op.execute(f"ALTER POLICY tracker_takes_out ON setting USING ({changes})")


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("setting") as batch:
        batch.add_column(sa.Column("board_id", sa.String(200), nullable=True))
        batch.create_foreign_key(
            op.f("fk_setting_board_id"), "board", ["board_id"], ["id"], initially="DEFERRED", deferrable=True
        )
        batch.create_index(op.f("ix_setting_board_id"), ["board_id"])
    _wall(_SEES, _CHANGES)


def downgrade() -> None:
    """Take it out again, and with it what one board only had set: the general settings hold for it. The trail keeps
    what it was."""
    op.execute("DELETE FROM setting WHERE board_id IS NOT NULL")
    _wall(_SEES_BEFORE, _CHANGES_BEFORE)
    with op.batch_alter_table("setting") as batch:
        batch.drop_constraint(op.f("fk_setting_board_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_setting_board_id"))
        batch.drop_column("board_id")
