"""Legal holds; evidence disposed of when its time is over; why a redaction was agreed although a hold stood.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables and the column."""
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("placed_by", sa.String(), nullable=False),
        sa.Column("review_id", sa.String(200), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('inquiry', 'inquest', 'litigation', 'other')", name=op.f("ck_legal_hold_kind_is_a_word")
        ),
        sa.CheckConstraint(
            _count("lifted_on", "lifted_by", "lifted_reason"), name=op.f("ck_legal_hold_lifted_who_when_and_why")
        ),
        _of_a_review("legal_hold"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_table(
        "disposal",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(200), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("refused_by", sa.String(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=True),
        sa.Column("values", sa.Text(), nullable=False),
        sa.CheckConstraint(_count("agreed_on", "agreed_by"), name=op.f("ck_disposal_agreed_who_and_when")),
        sa.CheckConstraint(_count("refused_on", "refused_by"), name=op.f("ck_disposal_refused_who_and_when")),
        sa.CheckConstraint("agreed_on IS NULL OR refused_on IS NULL", name=op.f("ck_disposal_not_agreed_and_refused")),
        sa.CheckConstraint("agreed_by IS NULL OR agreed_by <> asked_by", name=op.f("ck_disposal_two_people")),
        _of_a_review("disposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
    )
    for table in ("legal_hold", "disposal"):
        op.create_index(op.f(f"ix_{table}_review_id"), table, ["review_id"])
    with op.batch_alter_table("redaction") as batch:
        batch.add_column(sa.Column("although", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take them out again, with what they hold; the trail keeps it. What was disposed of does not come back."""
    with op.batch_alter_table("redaction") as batch:
        batch.drop_column("although")
    for table in ("disposal", "legal_hold"):
        op.drop_table(table)


def _of_a_review(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_review_id")
    return sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=name, initially="DEFERRED", deferrable=True)


def _count(*columns: str) -> str:
    count = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return f"{count} IN (0, {len(columns)})"
