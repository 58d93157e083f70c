"""Thresholds, years and other settings that a board may have of its own, beside those of the whole register.

Nobody's settings change here: those that stand are the whole register's, and stay that.

Revision: 0011, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("setting") as batch:
        batch.add_column(sa.Column("board_id", sa.String(200), nullable=True))
        batch.create_foreign_key(
            op.f("fk_setting_board_id"), "board", ["board_id"], ["id"], initially="DEFERRED", deferrable=True
        )
        batch.create_index(op.f("ix_setting_board_id"), ["board_id"])


def downgrade() -> None:
    """Take it out again, and with it what one board only had set: the general settings hold for it. The trail keeps
    what it was."""
    op.execute("DELETE FROM setting WHERE board_id IS NOT NULL")
    with op.batch_alter_table("setting") as batch:
        batch.drop_constraint(op.f("fk_setting_board_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_setting_board_id"))
        batch.drop_column("board_id")
