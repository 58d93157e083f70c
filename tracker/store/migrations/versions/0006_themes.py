"""Themes of parts and of learning points, rejected ones, retired themes; overlaps judged; what files say; vectors.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DECISIONS_BEFORE = (
    "'note', 'assure', 'return', 'agree_extension', 'refuse_extension', 'check_back', 'escalate', 'not_doing', "
    "'raise_action'"
)
DECISIONS = f"{DECISIONS_BEFORE}, 'same_lesson'"


def upgrade() -> None:
    """Add the tables, and the columns of those that were there."""
    with op.batch_alter_table("theme") as batch:
        batch.add_column(sa.Column("retired_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("retired_by", sa.String(), nullable=True))
        batch.add_column(sa.Column("retired_reason", sa.Text(), nullable=True))
        batch.add_column(sa.Column("merged_into", sa.String(200), nullable=True))
        batch.create_check_constraint(op.f("ck_theme_retired_who_and_when"), _count("retired_on", "retired_by"))
        _points_at(batch, "theme", "theme", "merged_into")
    with op.batch_alter_table("recommendation_theme") as batch:
        batch.drop_constraint(op.f("uq_recommendation_theme_recommendation_id_theme_id"), type_="unique")
        batch.add_column(sa.Column("part_id", sa.String(200), nullable=True))
        batch.add_column(sa.Column("cues", sa.Text(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("rejected_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("rejected_by", sa.String(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_recommendation_theme_rejected_who_and_when"), _count("rejected_on", "rejected_by")
        )
        _points_at(batch, "recommendation_theme", "part", "part_id")
    with op.batch_alter_table("recommendation_theme") as batch:
        batch.alter_column("cues", server_default=None)
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_kind_is_a_word"), type_="check")
        batch.create_check_constraint(op.f("ck_decision_kind_is_a_word"), f"kind IN ({DECISIONS})")
    _learning_point_theme()
    _overlap_judgement()
    op.create_table(
        "file_text",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_file_text")),
    )
    op.create_table(
        "text_vector",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("encoder", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "encoder", name=op.f("pk_text_vector")),
    )


def downgrade() -> None:
    """Take them out again, with what they hold; the trail keeps it. A rejected theme was no theme; one of a part is none
    of the whole; a decision that opened a lesson again is a note."""
    for table in ("text_vector", "file_text", "overlap_judgement", "learning_point_theme"):
        op.drop_table(table)
    op.execute("UPDATE decision SET kind = 'note' WHERE kind = 'same_lesson'")
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_kind_is_a_word"), type_="check")
        batch.create_check_constraint(op.f("ck_decision_kind_is_a_word"), f"kind IN ({DECISIONS_BEFORE})")
    op.execute("DELETE FROM recommendation_theme WHERE rejected_on IS NOT NULL OR part_id IS NOT NULL")
    with op.batch_alter_table("recommendation_theme") as batch:
        batch.drop_constraint(op.f("ck_recommendation_theme_rejected_who_and_when"), type_="check")
        batch.drop_constraint(op.f("fk_recommendation_theme_part_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_recommendation_theme_part_id"))
        for column in ("part_id", "cues", "rejected_on", "rejected_by"):
            batch.drop_column(column)
        batch.create_unique_constraint(
            op.f("uq_recommendation_theme_recommendation_id_theme_id"), ["recommendation_id", "theme_id"]
        )
    with op.batch_alter_table("theme") as batch:
        batch.drop_constraint(op.f("ck_theme_retired_who_and_when"), type_="check")
        batch.drop_constraint(op.f("fk_theme_merged_into"), type_="foreignkey")
        batch.drop_index(op.f("ix_theme_merged_into"))
        for column in ("retired_on", "retired_by", "retired_reason", "merged_into"):
            batch.drop_column(column)


def _learning_point_theme() -> None:
    op.create_table(
        "learning_point_theme",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("learning_point_id", sa.String(200), nullable=False),
        sa.Column("theme_id", sa.String(200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("cues", sa.Text(), nullable=False),
        sa.Column("rejected_on", sa.Date(), nullable=True),
        sa.Column("rejected_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            _count("confirmed_on", "confirmed_by"), name=op.f("ck_learning_point_theme_confirmed_who_and_when")
        ),
        sa.CheckConstraint(
            _count("rejected_on", "rejected_by"), name=op.f("ck_learning_point_theme_rejected_who_and_when")
        ),
        _foreign_key("learning_point_theme", "learning_point", "learning_point_id"),
        _foreign_key("learning_point_theme", "theme", "theme_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_point_theme")),
    )
    for column in ("learning_point_id", "theme_id"):
        op.create_index(op.f(f"ix_learning_point_theme_{column}"), "learning_point_theme", [column])


def _overlap_judgement() -> None:
    op.create_table(
        "overlap_judgement",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("a_id", sa.String(200), nullable=False),
        sa.Column("b_id", sa.String(200), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judged_by", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "answer IN ('same', 'related', 'not_related')", name=op.f("ck_overlap_judgement_answer_is_a_word")
        ),
        _foreign_key("overlap_judgement", "recommendation", "a_id"),
        _foreign_key("overlap_judgement", "recommendation", "b_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overlap_judgement")),
    )
    for column in ("a_id", "b_id"):
        op.create_index(op.f(f"ix_overlap_judgement_{column}"), "overlap_judgement", [column])


def _foreign_key(table: str, target: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def _points_at(batch: object, table: str, target: str, column: str) -> None:
    name = op.f(f"fk_{table}_{column}")
    batch.create_foreign_key(name, target, [column], ["id"], initially="DEFERRED", deferrable=True)  # type: ignore[attr-defined]
    batch.create_index(op.f(f"ix_{table}_{column}"), [column])  # type: ignore[attr-defined]


def _count(*columns: str) -> str:
    count = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return f"{count} IN (0, {len(columns)})"
