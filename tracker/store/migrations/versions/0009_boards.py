"""Many boards in one store: for which board a role holds, and whose a message, a workbook, an import, a contact, a token is.

Nobody and nothing is given a board here: who had a role for the whole register keeps it, and the trail tells the rest.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("person_role", "chase", "sending", "workbook_import", "ladder_contact", "api_token")
WITH_ROLES = ("person_role", "api_token")
ROLES_BEFORE = "'system', 'administrator', 'subgroup', 'scrutineer', 'lead', 'reader', 'auditor'"
ROLES = f"{ROLES_BEFORE}, 'regional'"


def upgrade() -> None:
    """Add the columns, and the regional reader."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("board_id", sa.String(200), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_board_id"), "board", ["board_id"], ["id"], initially="DEFERRED", deferrable=True
            )
            batch.create_index(op.f(f"ix_{table}_board_id"), ["board_id"])
    _roles_are(ROLES)


def downgrade() -> None:
    """Take them out again. A role or a token that held for one board would hold for all, so it goes; so does the
    regional reader's. The trail keeps who held which."""
    for table in WITH_ROLES:
        op.execute(f"DELETE FROM {table} WHERE board_id IS NOT NULL OR role = 'regional'")
    _roles_are(ROLES_BEFORE)
    for table in reversed(TABLES):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_board_id"), type_="foreignkey")
            batch.drop_index(op.f(f"ix_{table}_board_id"))
            batch.drop_column("board_id")


def _roles_are(words: str) -> None:
    for table in WITH_ROLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_role_is_a_word"), type_="check")
            batch.create_check_constraint(op.f(f"ck_{table}_role_is_a_word"), f"role IN ({words})")
