"""The register: every table of the first version, and the triggers that make the trail append-only.

Revision: 0001, after nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("trail", "trail_value")


def upgrade() -> None:
    """Make every table, then close the trail to UPDATE and DELETE."""
    op.create_table(
        "agency",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.String(length=200), nullable=True),
        sa.Column("successor_id", sa.String(length=200), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("is_board", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["agency.id"], name=op.f("fk_agency_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["agency.id"], name=op.f("fk_agency_successor_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_index(op.f("ix_agency_parent_id"), "agency", ["parent_id"], unique=False)
    op.create_index(op.f("ix_agency_successor_id"), "agency", ["successor_id"], unique=False)
    op.create_table(
        "agency_group",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_group")),
    )
    op.create_table(
        "draft",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "place", name=op.f("pk_draft")),
    )
    op.create_table(
        "form_token",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_form_token")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("disabled_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("cue_words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("before_digest", sa.String(), nullable=True),
        sa.Column("after_digest", sa.String(), nullable=True),
        sa.Column("reason_digest", sa.String(), nullable=True),
        sa.Column("before_value", sa.Integer(), nullable=True),
        sa.Column("after_value", sa.Integer(), nullable=True),
        sa.Column("reason_value", sa.Integer(), nullable=True),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('change', 'access')", name=op.f("ck_trail_kind_is_a_word")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail")),
    )
    op.create_index(op.f("ix_trail_at"), "trail", ["at"], unique=False)
    op.create_index("ix_trail_entity", "trail", ["entity", "entity_id"], unique=False)
    op.create_index("ix_trail_kind_number", "trail", ["kind", "number"], unique=False)
    op.create_table(
        "trail_value",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_value")),
    )
    op.create_table(
        "upload",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_upload")),
    )
    op.create_table(
        "agency_group_member",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(length=200), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_agency_group_member_agency_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["agency_group.id"],
            name=op.f("fk_agency_group_member_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_group_member")),
    )
    op.create_index(op.f("ix_agency_group_member_agency_id"), "agency_group_member", ["agency_id"], unique=False)
    op.create_index(op.f("ix_agency_group_member_group_id"), "agency_group_member", ["group_id"], unique=False)
    op.create_table(
        "board",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=True),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_board_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
    )
    op.create_index(op.f("ix_board_agency_id"), "board", ["agency_id"], unique=False)
    op.create_table(
        "chase",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_chase_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chase")),
    )
    op.create_index(op.f("ix_chase_agency_id"), "chase", ["agency_id"], unique=False)
    op.create_table(
        "person_role",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "role IN ('system', 'administrator', 'subgroup', 'scrutineer', 'lead', 'reader', 'auditor')",
            name=op.f("ck_person_role_role_is_a_word"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_person_role_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
    )
    op.create_index(op.f("ix_person_role_agency_id"), "person_role", ["agency_id"], unique=False)
    op.create_index(op.f("ix_person_role_person_id"), "person_role", ["person_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["board.id"], name=op.f("fk_meeting_board_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_board_id"), "meeting", ["board_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_text", sa.String(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("document_title", sa.String(), nullable=True),
        sa.Column("document_pages", sa.Integer(), nullable=True),
        sa.Column("document_hash", sa.String(), nullable=True),
        sa.Column("document_note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'agreed', 'published', 'withheld', 'withdrawn')", name=op.f("ck_review_state_is_a_word")
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["board.id"], name=op.f("fk_review_board_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_board_id"), "review", ["board_id"], unique=False)
    op.create_table(
        "action",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=200), nullable=True),
        sa.Column("lead", sa.String(), nullable=True),
        sa.Column("intended_outcome", sa.Text(), nullable=True),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_text", sa.String(), nullable=True),
        sa.Column("due_exact", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "due_exact IN ('day', 'month', 'quarter', 'year', 'none')", name=op.f("ck_action_due_exact_is_a_word")
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'in_progress', 'claimed', 'returned', 'assured', 'embedded', 'reopened', 'not_doing')",
            name=op.f("ck_action_status_is_a_word"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN claimed_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN claimed_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_action_claimed_who_and_when"),
        ),
        sa.CheckConstraint("due IS NULL OR original_due IS NOT NULL", name=op.f("ck_action_a_date_has_an_original")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["agency.id"], name=op.f("fk_action_owner_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_action_review_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_owner_id"), "action", ["owner_id"], unique=False)
    op.create_index(op.f("ix_action_review_id"), "action", ["review_id"], unique=False)
    op.create_index(op.f("ix_action_status"), "action", ["status"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.String(length=200), nullable=False),
        sa.Column("minute", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(length=200), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("addressed_to", sa.Text(), nullable=False),
        sa.Column("asks_note", sa.Text(), nullable=True),
        sa.Column("agency_id", sa.String(length=200), nullable=True),
        sa.Column("response", sa.String(32), nullable=True),
        sa.Column("response_reason", sa.Text(), nullable=True),
        sa.Column("response_on", sa.Date(), nullable=True),
        sa.Column("response_by", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.CheckConstraint("level IN ('overview', 'single_agency')", name=op.f("ck_recommendation_level_is_a_word")),
        sa.CheckConstraint(
            "response IN ('accepted', 'in_part', 'not_accepted', 'another_boards')",
            name=op.f("ck_recommendation_response_is_a_word"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN closed_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_recommendation_closed_who_and_when"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN response_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN response_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_recommendation_response_who_and_when"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name=op.f("fk_recommendation_agency_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_recommendation_review_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("review_id", "ref", name=op.f("uq_recommendation_review_id_ref")),
    )
    op.create_index(op.f("ix_recommendation_agency_id"), "recommendation", ["agency_id"], unique=False)
    op.create_index(op.f("ix_recommendation_review_id"), "recommendation", ["review_id"], unique=False)
    op.create_table(
        "action_update",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("status", sa.String(32), nullable=True),
        sa.Column("own_rating", sa.String(32), nullable=True),
        sa.CheckConstraint(
            "own_rating IN ('red', 'amber', 'green')", name=op.f("ck_action_update_own_rating_is_a_word")
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'in_progress', 'claimed', 'returned', 'assured', 'embedded', 'reopened', 'not_doing')",
            name=op.f("ck_action_update_status_is_a_word"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_update_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_update")),
    )
    op.create_index(op.f("ix_action_update_action_id"), "action_update", ["action_id"], unique=False)
    op.create_table(
        "check_back",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(), nullable=True),
        sa.CheckConstraint("outcome IN ('passed', 'failed')", name=op.f("ck_check_back_outcome_is_a_word")),
        sa.CheckConstraint(
            "(CASE WHEN checked_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN checked_by IS NULL THEN 0 ELSE 1 END) + (CASE WHEN outcome IS NULL THEN 0 ELSE 1 END) IN (0, 3)",
            name=op.f("ck_check_back_checked_who_and_when"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_check_back_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_back")),
    )
    op.create_index(op.f("ix_check_back_action_id"), "check_back", ["action_id"], unique=False)
    op.create_table(
        "cross_reference",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.String(length=200), nullable=False),
        sa.Column("to_id", sa.String(length=200), nullable=True),
        sa.Column("as_written", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "to_id IS NOT NULL OR as_written IS NOT NULL", name=op.f("ck_cross_reference_points_somewhere")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["recommendation.id"],
            name=op.f("fk_cross_reference_from_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["to_id"],
            ["recommendation.id"],
            name=op.f("fk_cross_reference_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cross_reference")),
    )
    op.create_index(op.f("ix_cross_reference_from_id"), "cross_reference", ["from_id"], unique=False)
    op.create_index(op.f("ix_cross_reference_to_id"), "cross_reference", ["to_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rung", sa.String(32), nullable=False),
        sa.Column("about", sa.Date(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("file_hash", sa.String(), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'file' AND file_hash IS NOT NULL) OR (kind = 'link' AND link IS NOT NULL) OR (kind = 'statement' AND statement IS NOT NULL)",
            name=op.f("ck_evidence_holds_what_it_says"),
        ),
        sa.CheckConstraint("kind IN ('file', 'link', 'statement')", name=op.f("ck_evidence_kind_is_a_word")),
        sa.CheckConstraint(
            "rung IN ('assertion', 'document', 'training_record', 'dip_sample', 'audit', 'outcome_data', 'voice')",
            name=op.f("ck_evidence_rung_is_a_word"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN submitted_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN submitted_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_evidence_submitted_who_and_when"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN withdrawn_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN withdrawn_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_evidence_withdrawn_who_and_when"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_evidence_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_action_id"), "evidence", ["action_id"], unique=False)
    op.create_index(op.f("ix_evidence_file_hash"), "evidence", ["file_hash"], unique=False)
    op.create_table(
        "extension",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("from_due", sa.Date(), nullable=True),
        sa.Column("to_due", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("refused_by", sa.String(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN agreed_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN agreed_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_extension_agreed_who_and_when"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN refused_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN refused_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_extension_refused_who_and_when"),
        ),
        sa.CheckConstraint("agreed_on IS NULL OR refused_on IS NULL", name=op.f("ck_extension_not_agreed_and_refused")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_extension_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_action_id"), "extension", ["action_id"], unique=False)
    op.create_table(
        "learning_point",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(length=200), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("promoted_to", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["promoted_to"],
            ["recommendation.id"],
            name=op.f("fk_learning_point_promoted_to"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_learning_point_review_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_point")),
    )
    op.create_index(op.f("ix_learning_point_promoted_to"), "learning_point", ["promoted_to"], unique=False)
    op.create_index(op.f("ix_learning_point_review_id"), "learning_point", ["review_id"], unique=False)
    op.create_table(
        "part",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("context_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_part_recommendation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("recommendation_id", "label", name=op.f("uq_part_recommendation_id_label")),
    )
    op.create_index(op.f("ix_part_recommendation_id"), "part", ["recommendation_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.String(length=200), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(length=200), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_by"], ["recommendation.id"], name=op.f("fk_promise_kept_by"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_promise_review_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index(op.f("ix_promise_kept_by"), "promise", ["kept_by"], unique=False)
    op.create_index(op.f("ix_promise_review_id"), "promise", ["review_id"], unique=False)
    op.create_table(
        "recommendation_theme",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.String(length=200), nullable=False),
        sa.Column("theme_id", sa.String(length=200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN confirmed_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN confirmed_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_recommendation_theme_confirmed_who_and_when"),
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_recommendation_theme_recommendation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_recommendation_theme_theme_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_theme")),
        sa.UniqueConstraint(
            "recommendation_id", "theme_id", name=op.f("uq_recommendation_theme_recommendation_id_theme_id")
        ),
    )
    op.create_index(
        op.f("ix_recommendation_theme_recommendation_id"), "recommendation_theme", ["recommendation_id"], unique=False
    )
    op.create_index(op.f("ix_recommendation_theme_theme_id"), "recommendation_theme", ["theme_id"], unique=False)
    op.create_table(
        "verification",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("verified_by", sa.String(), nullable=False),
        sa.CheckConstraint("outcome IN ('assured', 'returned')", name=op.f("ck_verification_outcome_is_a_word")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_verification_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    op.create_index(op.f("ix_verification_action_id"), "verification", ["action_id"], unique=False)
    op.create_table(
        "action_part",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.String(length=200), nullable=False),
        sa.Column("part_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_part_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["part.id"], name=op.f("fk_action_part_part_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_part")),
        sa.UniqueConstraint("action_id", "part_id", name=op.f("uq_action_part_action_id_part_id")),
    )
    op.create_index(op.f("ix_action_part_action_id"), "action_part", ["action_id"], unique=False)
    op.create_index(op.f("ix_action_part_part_id"), "action_part", ["part_id"], unique=False)
    op.create_table(
        "ask",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.String(length=200), nullable=False),
        sa.Column("agency_id", sa.String(length=200), nullable=False),
        sa.Column("group_id", sa.String(length=200), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("accepted_by", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN accepted_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN accepted_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_ask_accepted_who_and_when"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN withdrawn_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN withdrawn_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_ask_withdrawn_who_and_when"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_ask_agency_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["agency_group.id"], name=op.f("fk_ask_group_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["part.id"], name=op.f("fk_ask_part_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
        sa.UniqueConstraint("part_id", "agency_id", name=op.f("uq_ask_part_id_agency_id")),
    )
    op.create_index(op.f("ix_ask_agency_id"), "ask", ["agency_id"], unique=False)
    op.create_index(op.f("ix_ask_group_id"), "ask", ["group_id"], unique=False)
    op.create_index(op.f("ix_ask_part_id"), "ask", ["part_id"], unique=False)
    op.create_table(
        "not_doing",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recommendation_id", sa.String(length=200), nullable=True),
        sa.Column("ask_id", sa.String(length=200), nullable=True),
        sa.Column("action_id", sa.String(length=200), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("former_status", sa.String(32), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "former_status IN ('planned', 'in_progress', 'claimed', 'returned', 'assured', 'embedded', 'reopened', 'not_doing')",
            name=op.f("ck_not_doing_former_status_is_a_word"),
        ),
        sa.CheckConstraint(
            "kind IN ('rejected', 'merged', 'superseded', 'risk_accepted')", name=op.f("ck_not_doing_kind_is_a_word")
        ),
        sa.CheckConstraint(
            "(CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN ended_by IS NULL THEN 0 ELSE 1 END) IN (0, 2)",
            name=op.f("ck_not_doing_ended_who_and_when"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN recommendation_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN ask_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN action_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_not_doing_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_not_doing_action_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["ask.id"], name=op.f("fk_not_doing_ask_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_not_doing_recommendation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_doing")),
    )
    op.create_index(op.f("ix_not_doing_action_id"), "not_doing", ["action_id"], unique=False)
    op.create_index(op.f("ix_not_doing_ask_id"), "not_doing", ["ask_id"], unique=False)
    op.create_index(op.f("ix_not_doing_recommendation_id"), "not_doing", ["recommendation_id"], unique=False)

    for table in APPEND_ONLY:
        _close(table)


def _close(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuses()"
    )


def downgrade() -> None:
    """Take every table away again."""
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_refuses_{verb}")
        else:
            op.execute(f"DROP TRIGGER {table}_refuses ON {table}")
            op.execute(f"DROP FUNCTION {table}_refuses()")
    op.drop_index(op.f("ix_not_doing_recommendation_id"), table_name="not_doing")
    op.drop_index(op.f("ix_not_doing_ask_id"), table_name="not_doing")
    op.drop_index(op.f("ix_not_doing_action_id"), table_name="not_doing")
    op.drop_table("not_doing")
    op.drop_index(op.f("ix_ask_part_id"), table_name="ask")
    op.drop_index(op.f("ix_ask_group_id"), table_name="ask")
    op.drop_index(op.f("ix_ask_agency_id"), table_name="ask")
    op.drop_table("ask")
    op.drop_index(op.f("ix_action_part_part_id"), table_name="action_part")
    op.drop_index(op.f("ix_action_part_action_id"), table_name="action_part")
    op.drop_table("action_part")
    op.drop_index(op.f("ix_verification_action_id"), table_name="verification")
    op.drop_table("verification")
    op.drop_index(op.f("ix_recommendation_theme_theme_id"), table_name="recommendation_theme")
    op.drop_index(op.f("ix_recommendation_theme_recommendation_id"), table_name="recommendation_theme")
    op.drop_table("recommendation_theme")
    op.drop_index(op.f("ix_promise_review_id"), table_name="promise")
    op.drop_index(op.f("ix_promise_kept_by"), table_name="promise")
    op.drop_table("promise")
    op.drop_index(op.f("ix_part_recommendation_id"), table_name="part")
    op.drop_table("part")
    op.drop_index(op.f("ix_learning_point_review_id"), table_name="learning_point")
    op.drop_index(op.f("ix_learning_point_promoted_to"), table_name="learning_point")
    op.drop_table("learning_point")
    op.drop_index(op.f("ix_extension_action_id"), table_name="extension")
    op.drop_table("extension")
    op.drop_index(op.f("ix_evidence_file_hash"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_action_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_cross_reference_to_id"), table_name="cross_reference")
    op.drop_index(op.f("ix_cross_reference_from_id"), table_name="cross_reference")
    op.drop_table("cross_reference")
    op.drop_index(op.f("ix_check_back_action_id"), table_name="check_back")
    op.drop_table("check_back")
    op.drop_index(op.f("ix_action_update_action_id"), table_name="action_update")
    op.drop_table("action_update")
    op.drop_index(op.f("ix_recommendation_review_id"), table_name="recommendation")
    op.drop_index(op.f("ix_recommendation_agency_id"), table_name="recommendation")
    op.drop_table("recommendation")
    op.drop_index(op.f("ix_decision_meeting_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_action_status"), table_name="action")
    op.drop_index(op.f("ix_action_review_id"), table_name="action")
    op.drop_index(op.f("ix_action_owner_id"), table_name="action")
    op.drop_table("action")
    op.drop_index(op.f("ix_review_board_id"), table_name="review")
    op.drop_table("review")
    op.drop_index(op.f("ix_meeting_board_id"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_person_role_person_id"), table_name="person_role")
    op.drop_index(op.f("ix_person_role_agency_id"), table_name="person_role")
    op.drop_table("person_role")
    op.drop_index(op.f("ix_chase_agency_id"), table_name="chase")
    op.drop_table("chase")
    op.drop_index(op.f("ix_board_agency_id"), table_name="board")
    op.drop_table("board")
    op.drop_index(op.f("ix_agency_group_member_group_id"), table_name="agency_group_member")
    op.drop_index(op.f("ix_agency_group_member_agency_id"), table_name="agency_group_member")
    op.drop_table("agency_group_member")
    op.drop_table("upload")
    op.drop_table("trail_value")
    op.drop_index("ix_trail_kind_number", table_name="trail")
    op.drop_index("ix_trail_entity", table_name="trail")
    op.drop_index(op.f("ix_trail_at"), table_name="trail")
    op.drop_table("trail")
    op.drop_table("theme")
    op.drop_table("setting")
    op.drop_table("person")
    op.drop_table("form_token")
    op.drop_table("draft")
    op.drop_table("agency_group")
    op.drop_index(op.f("ix_agency_successor_id"), table_name="agency")
    op.drop_index(op.f("ix_agency_parent_id"), table_name="agency")
    op.drop_table("agency")
