"""The meeting: agendas and decisions, escalations and whom they go to, dip samples, measures, secret addresses.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = (
    "'changed', 'recurrence', 'stuck', 'claim', 'extension', 'check_back', 'not_found', 'overdue', 'not_doing', 'hole', "
    "'other'"
)
DECISIONS = (
    "'note', 'assure', 'return', 'agree_extension', 'refuse_extension', 'check_back', 'escalate', 'not_doing', "
    "'raise_action'"
)
RUNGS = "'lead', 'board_member', 'chair', 'chief_officer'"
CHANGES = "'policy', 'training', 'structure', 'practice'"
WAYS_IN = "'machine', 'password', 'directory', 'link'"
WAYS_BEFORE = "'machine', 'password', 'directory'"


def upgrade() -> None:
    """Add the tables, and the columns of those that were there."""
    _new_columns()
    _agenda()
    _chases()
    _samples()
    _measures()
    _secret_addresses()


def downgrade() -> None:
    """Take them out again, with what they hold; the trail keeps it."""
    for table in ("calendar_feed", "personal_link"):
        op.drop_table(table)
    op.execute("DELETE FROM web_session WHERE way = 'link'")
    with op.batch_alter_table("web_session") as batch:
        batch.drop_constraint(op.f("ck_web_session_way_is_a_word"), type_="check")
        batch.create_check_constraint(op.f("ck_web_session_way_is_a_word"), f"way IN ({WAYS_BEFORE})")
        batch.drop_column("link")
        batch.drop_column("agency_id")
    for table in ("reading", "measure", "dip_finding", "dip_sample", "ladder_contact"):
        op.drop_table(table)
    with op.batch_alter_table("chase") as batch:
        for name in ("rung_is_a_word", "way_is_a_word"):
            batch.drop_constraint(op.f(f"ck_chase_{name}"), type_="check")
        for target in ("sending", "decision"):
            batch.drop_constraint(op.f(f"fk_chase_{target}_id"), type_="foreignkey")
            batch.drop_index(op.f(f"ix_chase_{target}_id"))
            batch.drop_column(f"{target}_id")
        for column in ("answer", "rung", "to", "listed", "way", "handed_over_on", "refused"):
            batch.drop_column(column)
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_kind_is_a_word"), type_="check")
        batch.drop_constraint(op.f("fk_decision_item_id"), type_="foreignkey")
        batch.drop_index(op.f("ix_decision_item_id"))
        for column in ("kind", "item_id", "made"):
            batch.drop_column(column)
    op.drop_table("agenda_item")
    with op.batch_alter_table("meeting") as batch:
        batch.drop_constraint(op.f("ck_meeting_ended_who_and_when"), type_="check")
        for column in ("begins", "place", "present", "apologies", "ended_on", "ended_by"):
            batch.drop_column(column)
    with op.batch_alter_table("verification") as batch:
        for column in ("claimed_on", "although"):
            batch.drop_column(column)
    with op.batch_alter_table("recommendation") as batch:
        batch.drop_constraint(op.f("ck_recommendation_change_is_a_word"), type_="check")
        batch.drop_column("change")
    with op.batch_alter_table("agency") as batch:
        batch.drop_column("chase_with_workbook")


def _new_columns() -> None:
    _add("agency", sa.Column("chase_with_workbook", sa.Boolean(), nullable=False), before=sa.false())
    with op.batch_alter_table("recommendation") as batch:
        batch.add_column(sa.Column("change", sa.String(32), nullable=True))
        batch.create_check_constraint(op.f("ck_recommendation_change_is_a_word"), f"change IN ({CHANGES})")
    with op.batch_alter_table("verification") as batch:
        batch.add_column(sa.Column("claimed_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("although", sa.Text(), nullable=True))
    for column in ("present", "apologies"):
        _add("meeting", sa.Column(column, sa.Text(), nullable=False), before="[]")
    with op.batch_alter_table("meeting") as batch:
        for column in ("begins", "place", "ended_by"):
            batch.add_column(sa.Column(column, sa.String(), nullable=True))
        batch.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch.create_check_constraint(op.f("ck_meeting_ended_who_and_when"), _count("ended_on", "ended_by"))
    with op.batch_alter_table("web_session") as batch:
        batch.add_column(sa.Column("agency_id", sa.String(), nullable=True))
        batch.add_column(sa.Column("link", sa.String(), nullable=True))
        batch.drop_constraint(op.f("ck_web_session_way_is_a_word"), type_="check")
        batch.create_check_constraint(op.f("ck_web_session_way_is_a_word"), f"way IN ({WAYS_IN})")


def _agenda() -> None:
    op.create_table(
        "agenda_item",
        *_kept(),
        _id("meeting"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("deferred_on", sa.Date(), nullable=True),
        sa.Column("deferred_by", sa.String(), nullable=True),
        sa.Column("deferred_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_agenda_item_kind_is_a_word")),
        _together("agenda_item", "deferred", "deferred_on", "deferred_by", "deferred_reason"),
        _foreign_key("agenda_item", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"])
    _add("decision", sa.Column("kind", sa.String(32), nullable=False), before="note")
    with op.batch_alter_table("decision") as batch:
        batch.add_column(sa.Column("item_id", sa.String(200), nullable=True))
        batch.add_column(sa.Column("made", sa.String(), nullable=True))
        batch.create_check_constraint(op.f("ck_decision_kind_is_a_word"), f"kind IN ({DECISIONS})")
        _points_at(batch, "decision", "agenda_item", "item_id")


def _chases() -> None:
    _add("chase", sa.Column("rung", sa.String(32), nullable=False), before="lead")
    _add("chase", sa.Column("way", sa.String(32), nullable=False), before="by_hand")
    for column in ("to", "listed"):
        _add("chase", sa.Column(column, sa.Text(), nullable=False), before="[]")
    with op.batch_alter_table("chase") as batch:
        for column in ("answer", "refused"):
            batch.add_column(sa.Column(column, sa.Text(), nullable=True))
        batch.add_column(sa.Column("handed_over_on", sa.Date(), nullable=True))
        for target in ("sending", "decision"):
            batch.add_column(sa.Column(f"{target}_id", sa.String(200), nullable=True))
            _points_at(batch, "chase", target, f"{target}_id")
        batch.create_check_constraint(op.f("ck_chase_rung_is_a_word"), f"rung IN ({RUNGS})")
        batch.create_check_constraint(op.f("ck_chase_way_is_a_word"), "way IN ('by_hand', 'by_mail')")
    op.create_table(
        "ladder_contact",
        *_kept(),
        sa.Column("rung", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        _id("agency", nullable=True),
        sa.CheckConstraint(f"rung IN ({RUNGS})", name=op.f("ck_ladder_contact_rung_is_a_word")),
        _foreign_key("ladder_contact", "agency"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_contact")),
    )
    op.create_index(op.f("ix_ladder_contact_agency_id"), "ladder_contact", ["agency_id"])


def _samples() -> None:
    op.create_table(
        "dip_sample",
        *_kept(),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_sample")),
    )
    op.create_table(
        "dip_finding",
        *_kept(),
        _id("dip_sample", "sample_id"),
        _id("action"),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.Column("found", sa.String(32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("looked_by", sa.String(), nullable=True),
        sa.CheckConstraint("found IN ('found', 'not_found')", name=op.f("ck_dip_finding_found_is_a_word")),
        _together("dip_finding", "found", "found", "looked_on", "looked_by"),
        _foreign_key("dip_finding", "dip_sample", "sample_id"),
        _foreign_key("dip_finding", "action"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_finding")),
    )
    for column in ("sample_id", "action_id"):
        op.create_index(op.f(f"ix_dip_finding_{column}"), "dip_finding", [column])


def _measures() -> None:
    op.create_table(
        "measure",
        *_kept(),
        _id("recommendation"),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("direction", sa.String(32), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.CheckConstraint("direction IN ('up', 'down')", name=op.f("ck_measure_direction_is_a_word")),
        _together("measure", "ended", "ended_on", "ended_by"),
        _foreign_key("measure", "recommendation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index(op.f("ix_measure_recommendation_id"), "measure", ["recommendation_id"])
    op.create_table(
        "reading",
        *_kept(),
        _id("measure"),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        _together("reading", "withdrawn", "withdrawn_on", "withdrawn_by"),
        _foreign_key("reading", "measure"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_measure_id"), "reading", ["measure_id"])


def _secret_addresses() -> None:
    when = sa.DateTime(timezone=True)
    op.create_table(
        "personal_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("chase_id", sa.String(), nullable=True),
        sa.Column("made_at", when, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("ends_at", when, nullable=False),
        sa.Column("revoked_at", when, nullable=True),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.Column("used_at", when, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_personal_link")),
    )
    for column in ("person_id", "agency_id"):
        op.create_index(op.f(f"ix_personal_link_{column}"), "personal_link", [column])
    op.create_table(
        "calendar_feed",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("made_at", when, nullable=False),
        sa.Column("revoked_at", when, nullable=True),
        sa.Column("read_at", when, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_calendar_feed")),
    )
    op.create_index(op.f("ix_calendar_feed_person_id"), "calendar_feed", ["person_id"])


def _add(table: str, column: "sa.Column[object]", *, before: object) -> None:
    """A column that may not be empty: what is there already holds `before`."""
    with op.batch_alter_table(table) as batch:
        column.server_default = sa.DefaultClause(before)  # type: ignore[arg-type]
        batch.add_column(column)
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column.name, server_default=None)


def _kept() -> "list[sa.Column[object]]":
    return [sa.Column("id", sa.String(200), nullable=False), sa.Column("version", sa.Integer(), nullable=False)]


def _id(target: str, name: str | None = None, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name or f"{target}_id", sa.String(length=200), nullable=nullable)


def _foreign_key(table: str, target: str, column: str | None = None) -> sa.ForeignKeyConstraint:
    column = column or f"{target}_id"
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def _points_at(batch: object, table: str, target: str, column: str) -> None:
    name = op.f(f"fk_{table}_{column}")
    batch.create_foreign_key(name, target, [column], ["id"], initially="DEFERRED", deferrable=True)  # type: ignore[attr-defined]
    batch.create_index(op.f(f"ix_{table}_{column}"), [column])  # type: ignore[attr-defined]


def _together(table: str, what: str, *columns: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(_count(*columns), name=op.f(f"ck_{table}_{what}_who_and_when"))


def _count(*columns: str) -> str:
    count = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return f"{count} IN (0, {len(columns)})"
