"""People and rights: sessions, passwords, one-time links, named readers, redactions, and where the chain ends.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WAYS, LINKS = "'machine', 'password', 'directory'", "'invitation', 'reset'"
NEW = (
    "sign_in_attempt", "one_time_link", "password", "web_session", "guarded_name", "redaction_words", "trail_end",
    "trail_head", "redaction", "review_reader", "person_identity",
)  # fmt: skip
ONLY_REDACTED = (
    "NEW.redacted_by IS NOT NULL AND (OLD.redacted_by IS NULL OR OLD.redacted_by <> NEW.redacted_by)"
    " AND NEW.id = OLD.id AND NEW.salt = ''"
)


def upgrade() -> None:
    """Add the tables and columns; from now on a value of the trail may be redacted, and not otherwise changed."""
    _register_tables()
    _other_tables()
    op.add_column("person_role", sa.Column("deputy", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("person_role", sa.Column("source", sa.String(), nullable=True))
    op.add_column("trail_value", sa.Column("redacted_by", sa.String(length=200), nullable=True))
    op.add_column("evidence", sa.Column("replaces_id", sa.String(length=200), nullable=True))
    op.create_index(op.f("ix_evidence_replaces_id"), "evidence", ["replaces_id"])
    with op.batch_alter_table("upload") as batch:  # two people may have the same file on their desks
        batch.drop_constraint("pk_upload", type_="primary")
        batch.create_primary_key("pk_upload", ["hash", "person_id"])
    op.execute(
        "INSERT INTO trail_end (id, number, hash) SELECT 1, number, hash FROM trail "
        "WHERE number = (SELECT max(number) FROM trail)"
    )
    _let_values_be_redacted()


def _register_tables() -> None:
    op.create_table(
        "person_identity",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points_at("person"),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        _foreign_key("person_identity", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_person_identity_issuer_subject")),
    )
    op.create_index(op.f("ix_person_identity_person_id"), "person_identity", ["person_id"])
    op.create_table(
        "review_reader",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points_at("review"),
        _points_at("person"),
        _foreign_key("review_reader", "review"),
        _foreign_key("review_reader", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reader")),
        sa.UniqueConstraint("review_id", "person_id", name=op.f("uq_review_reader_review_id_person_id")),
    )
    op.create_index(op.f("ix_review_reader_person_id"), "review_reader", ["person_id"])
    op.create_index(op.f("ix_review_reader_review_id"), "review_reader", ["review_id"])
    op.create_table(
        "redaction",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("refused_by", sa.String(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=True),
        sa.Column("values", sa.Text(), nullable=False),
        _together("redaction", "agreed"),
        _together("redaction", "refused"),
        sa.CheckConstraint("agreed_on IS NULL OR refused_on IS NULL", name=op.f("ck_redaction_not_agreed_and_refused")),
        sa.CheckConstraint("agreed_by IS NULL OR agreed_by <> asked_by", name=op.f("ck_redaction_two_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )


def _other_tables() -> None:
    when = sa.DateTime(timezone=True)
    op.create_table(
        "trail_head",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", when, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("stands_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail_head")),
    )
    op.create_table(
        "trail_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_end")),
    )
    op.create_table(
        "redaction_words",
        sa.Column("redaction_id", sa.String(200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("redaction_id", name=op.f("pk_redaction_words")),
    )
    op.create_table(
        "guarded_name",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", when, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_guarded_name")),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("began_at", when, nullable=False),
        sa.Column("seen_at", when, nullable=False),
        sa.Column("ends_at", when, nullable=False),
        sa.Column("ended_at", when, nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("browser", sa.String(), nullable=True),
        sa.CheckConstraint(f"way IN ({WAYS})", name=op.f("ck_web_session_way_is_a_word")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_person_id"), "web_session", ["person_id"])
    op.create_table(
        "password",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("set_at", when, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_password")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("made_at", when, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("ends_at", when, nullable=False),
        sa.Column("used_at", when, nullable=True),
        sa.CheckConstraint(f"kind IN ({LINKS})", name=op.f("ck_one_time_link_kind_is_a_word")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_one_time_link")),
    )
    op.create_index(op.f("ix_one_time_link_person_id"), "one_time_link", ["person_id"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", when, nullable=False),
        sa.Column("came_in", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    for column in ("account", "address", "at"):
        op.create_index(op.f(f"ix_sign_in_attempt_{column}"), "sign_in_attempt", [column])


def _points_at(target: str) -> "sa.Column[str]":
    return sa.Column(f"{target}_id", sa.String(length=200), nullable=False)


def _foreign_key(table: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{target}_id")
    return sa.ForeignKeyConstraint([f"{target}_id"], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def _together(table: str, what: str) -> sa.CheckConstraint:
    count = f"(CASE WHEN {what}_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN {what}_by IS NULL THEN 0 ELSE 1 END)"
    return sa.CheckConstraint(f"{count} IN (0, 2)", name=op.f(f"ck_{table}_{what}_who_and_when"))


def _let_values_be_redacted() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER trail_value_refuses_update")
        op.execute(
            f"CREATE TRIGGER trail_value_refuses_update BEFORE UPDATE ON trail_value WHEN NOT ({ONLY_REDACTED}) "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )
        return
    op.execute("DROP TRIGGER trail_value_refuses ON trail_value")
    op.execute(
        "CREATE TRIGGER trail_value_refuses BEFORE DELETE OR TRUNCATE ON trail_value "
        "FOR EACH STATEMENT EXECUTE FUNCTION trail_value_refuses()"
    )
    op.execute(
        f"CREATE TRIGGER trail_value_refuses_update BEFORE UPDATE ON trail_value FOR EACH ROW "
        f"WHEN (NOT ({ONLY_REDACTED})) EXECUTE FUNCTION trail_value_refuses()"
    )


def _close_values_again() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER trail_value_refuses_update")
        op.execute(
            "CREATE TRIGGER trail_value_refuses_update BEFORE UPDATE ON trail_value "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )
        return
    op.execute("DROP TRIGGER trail_value_refuses_update ON trail_value")
    op.execute("DROP TRIGGER trail_value_refuses ON trail_value")
    op.execute(
        "CREATE TRIGGER trail_value_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_value "
        "FOR EACH STATEMENT EXECUTE FUNCTION trail_value_refuses()"
    )


def downgrade() -> None:
    """Take it away again. What was redacted stays redacted."""
    _close_values_again()
    with op.batch_alter_table("upload") as batch:
        batch.drop_constraint("pk_upload", type_="primary")
        batch.create_primary_key("pk_upload", ["hash"])
    op.drop_index(op.f("ix_evidence_replaces_id"), "evidence")
    op.drop_column("evidence", "replaces_id")
    op.drop_column("trail_value", "redacted_by")
    op.drop_column("person_role", "source")
    op.drop_column("person_role", "deputy")
    for table in NEW:
        op.drop_table(table)
