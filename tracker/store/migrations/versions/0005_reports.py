"""Reading a report: a file on somebody's desk says what it waits for, a workbook or a report to be taken in.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is there already is a workbook. The same file may lie on one desk for both."""
    with op.batch_alter_table("upload") as batch:
        batch.add_column(sa.Column("purpose", sa.String(), nullable=False, server_default="workbook"))
    with op.batch_alter_table("upload") as batch:
        batch.drop_constraint(op.f("pk_upload"), type_="primary")
        batch.create_primary_key(op.f("pk_upload"), ["hash", "person_id", "purpose"])
        batch.alter_column("purpose", server_default=None)


def downgrade() -> None:
    """Reports that wait are taken off the desks: an older tracker would take them for workbooks."""
    op.execute("DELETE FROM upload WHERE purpose <> 'workbook'")
    with op.batch_alter_table("upload") as batch:
        batch.drop_constraint(op.f("pk_upload"), type_="primary")
        batch.create_primary_key(op.f("pk_upload"), ["hash", "person_id"])
    with op.batch_alter_table("upload") as batch:
        batch.drop_column("purpose")
