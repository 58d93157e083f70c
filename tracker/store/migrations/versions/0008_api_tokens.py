"""Tokens with which other programs read the register.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ROLES = "'system', 'administrator', 'subgroup', 'scrutineer', 'lead', 'reader', 'auditor'"


def upgrade() -> None:
    """Add the table."""
    when = sa.DateTime(timezone=True)
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_at", when, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("ends_at", when, nullable=False),
        sa.Column("revoked_at", when, nullable=True),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("window_at", when, nullable=True),
        sa.Column("window_taken", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_api_token_role_is_a_word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
    )
    op.create_index(op.f("ix_api_token_token_hash"), "api_token", ["token_hash"], unique=True)


def downgrade() -> None:
    """Take it away: every token opens nothing any more."""
    op.drop_table("api_token")
