"""The return desk: workbooks that were sent, files that were brought in, and layouts that somebody settled.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WAYS = "'by_hand', 'by_mail'"


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "sending",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("register_number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.CheckConstraint(f"way IN ({WAYS})", name=op.f("ck_sending_way_is_a_word")),
        _together("sending", "sent"),
        _foreign_key("sending", "agency"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
    )
    op.create_index(op.f("ix_sending_agency_id"), "sending", ["agency_id"])
    op.create_table(
        "workbook_import",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("applied_by", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=True),
        sa.Column("sending_id", sa.String(length=200), nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("taken_back_by", sa.String(), nullable=True),
        _together("workbook_import", "taken_back"),
        _foreign_key("workbook_import", "agency"),
        _foreign_key("workbook_import", "sending"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook_import")),
    )
    op.create_index(op.f("ix_workbook_import_agency_id"), "workbook_import", ["agency_id"])
    op.create_index(op.f("ix_workbook_import_sending_id"), "workbook_import", ["sending_id"])
    op.create_table(
        "plan_layout",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_layout")),
    )


def downgrade() -> None:
    """Take them out again, with what they hold; the trail keeps it."""
    for table in ("plan_layout", "workbook_import", "sending"):
        op.drop_table(table)


def _foreign_key(table: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{target}_id")
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def _together(table: str, what: str) -> sa.CheckConstraint:
    count = f"(CASE WHEN {what}_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN {what}_by IS NULL THEN 0 ELSE 1 END)"
    return sa.CheckConstraint(f"{count} IN (0, 2)", name=op.f(f"ck_{table}_{what}_who_and_when"))
