"""A second wall between boards, where the database can: PostgreSQL's row-level security. On SQLite nothing is done.

No row is changed. A connection says by `tracker.reads` and `tracker.changes` for which boards it looks and changes: `*`,
or ids with a unit separator between them (store/second_wall.py). One that says nothing gets an error. The policies hold
for the owner of the tables too; a superuser, or a role with BYPASSRLS, is above them.

Revision: 0010, after 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LIST = "string_to_array(current_setting('tracker.{}', true), chr(31))"
_READS_ALL = "(SELECT current_setting('tracker.reads')) = '*'"
_CHANGES_ALL = "(SELECT current_setting('tracker.changes')) = '*'"
_READS = f"board_id = ANY ({_LIST.format('reads')})"
_CHANGES = f"board_id = ANY ({_LIST.format('changes')})"
_POPULATION = "json_array_elements_text(population::json) AS drawn(id)"
_DRAWN = "regexp_replace(drawn.id, ':[^:]*$', '')"

FUNCTIONS = {
    "tracker_sees_review": "EXISTS (SELECT 1 FROM review WHERE review.id = of_id)",
    "tracker_sees_recommendation": "EXISTS (SELECT 1 FROM recommendation WHERE recommendation.id = of_id)",
    "tracker_sees_part": "EXISTS (SELECT 1 FROM part WHERE part.id = of_id)",
    "tracker_sees_link": "EXISTS (SELECT 1 FROM action_part WHERE action_part.action_id = of_id)",
    "tracker_sees_action": "EXISTS (SELECT 1 FROM action WHERE action.id = of_id)",
    "tracker_sees_ask": "EXISTS (SELECT 1 FROM ask WHERE ask.id = of_id)",
    "tracker_sees_learning_point": "EXISTS (SELECT 1 FROM learning_point WHERE learning_point.id = of_id)",
    "tracker_sees_measure": "EXISTS (SELECT 1 FROM measure WHERE measure.id = of_id)",
    "tracker_sees_meeting": "EXISTS (SELECT 1 FROM meeting WHERE meeting.id = of_id)",
    "tracker_changes_review": f"EXISTS (SELECT 1 FROM review WHERE review.id = of_id AND {_CHANGES})",
    "tracker_changes_recommendation": (
        "EXISTS (SELECT 1 FROM recommendation WHERE recommendation.id = of_id AND tracker_changes_review(review_id))"
    ),
    "tracker_changes_part": (
        "EXISTS (SELECT 1 FROM part WHERE part.id = of_id AND tracker_changes_recommendation(recommendation_id))"
    ),
    "tracker_changes_link": (
        "EXISTS (SELECT 1 FROM action_part WHERE action_part.action_id = of_id AND tracker_changes_part(part_id))"
    ),
    "tracker_changes_action": (
        "EXISTS (SELECT 1 FROM action WHERE action.id = of_id"
        " AND (tracker_changes_review(review_id) OR tracker_changes_link(action.id)))"
    ),
    "tracker_changes_home": (
        "EXISTS (SELECT 1 FROM action WHERE action.id = of_id AND tracker_changes_review(review_id))"
    ),
    "tracker_changes_ask": "EXISTS (SELECT 1 FROM ask WHERE ask.id = of_id AND tracker_changes_part(part_id))",
    "tracker_changes_learning_point": (
        "EXISTS (SELECT 1 FROM learning_point WHERE learning_point.id = of_id AND tracker_changes_review(review_id))"
    ),
    "tracker_changes_measure": (
        "EXISTS (SELECT 1 FROM measure WHERE measure.id = of_id AND tracker_changes_recommendation(recommendation_id))"
    ),
    "tracker_changes_meeting": f"EXISTS (SELECT 1 FROM meeting WHERE meeting.id = of_id AND {_CHANGES})",
}
"""Of a thing by its id: whether this transaction sees it, and whether it may change what hangs on it. What a function
asks is asked under the wall itself: a part is seen where its recommendation is, and that where its review is."""


def _both(column: str, kind: str) -> tuple[str, str]:
    return f"tracker_sees_{kind}({column})", f"tracker_changes_{kind}({column})"


_NOT_DOING = tuple(
    f"(recommendation_id IS NULL OR tracker_{word}_recommendation(recommendation_id))"
    f" AND (ask_id IS NULL OR tracker_{word}_ask(ask_id))"
    f" AND (action_id IS NULL OR tracker_{word}_action(action_id))"
    for word in ("sees", "changes")
)
POLICIES: dict[str, tuple[str, str]] = {
    "review": (f"{_READS} OR id = ANY ({_LIST.format('named')})", _CHANGES),
    "meeting": (_READS, _CHANGES),
    "chase": (_READS, _CHANGES),
    "sending": (_READS, _CHANGES),
    "workbook_import": (_READS, _CHANGES),
    "api_token": (_READS, _CHANGES),
    "ladder_contact": (f"board_id IS NULL OR {_READS}", _CHANGES),
    "person_role": ("true", _CHANGES),
    "recommendation": _both("review_id", "review"),
    "learning_point": _both("review_id", "review"),
    "promise": _both("review_id", "review"),
    "review_reader": _both("review_id", "review"),
    "disposal": _both("review_id", "review"),
    "legal_hold": ("review_id IS NULL OR tracker_sees_review(review_id)", "tracker_changes_review(review_id)"),
    "part": _both("recommendation_id", "recommendation"),
    "recommendation_theme": _both("recommendation_id", "recommendation"),
    "measure": _both("recommendation_id", "recommendation"),
    "cross_reference": (
        "tracker_sees_recommendation(from_id) AND (to_id IS NULL OR tracker_sees_recommendation(to_id))",
        "tracker_changes_recommendation(from_id)",
    ),
    "overlap_judgement": (
        "tracker_sees_recommendation(a_id) AND tracker_sees_recommendation(b_id)",
        "tracker_changes_recommendation(a_id) OR tracker_changes_recommendation(b_id)",
    ),
    "ask": _both("part_id", "part"),
    "action_part": ("tracker_sees_part(part_id)", "tracker_changes_part(part_id) AND tracker_changes_home(action_id)"),
    "action": (
        "tracker_sees_review(review_id) OR tracker_sees_link(id)",
        "tracker_changes_review(review_id) OR tracker_changes_link(id)",
    ),
    "action_update": _both("action_id", "action"),
    "extension": _both("action_id", "action"),
    "evidence": _both("action_id", "action"),
    "verification": _both("action_id", "action"),
    "check_back": _both("action_id", "action"),
    "dip_finding": _both("action_id", "action"),
    "not_doing": (_NOT_DOING[0], _NOT_DOING[1]),
    "dip_sample": (
        f"EXISTS (SELECT 1 FROM {_POPULATION} WHERE tracker_sees_action({_DRAWN}))",
        f"NOT EXISTS (SELECT 1 FROM {_POPULATION} WHERE NOT tracker_changes_action({_DRAWN}))",
    ),
    "reading": _both("measure_id", "measure"),
    "learning_point_theme": _both("learning_point_id", "learning_point"),
    "agenda_item": _both("meeting_id", "meeting"),
    "decision": _both("meeting_id", "meeting"),
    "redaction": ("tracker_sees_any(entity, entity_id)", "tracker_changes_any(entity, entity_id)"),
    "board": ("true", "false"),
    "theme": ("true", "false"),
    "setting": ("true", "false"),
    "agency_group": ("true", "false"),
    "agency_group_member": ("true", "false"),
}
"""Of each table: which rows a transaction sees that looks for some boards only, and which it may change."""
TOLD = ("trail", "trail_value", "file_text")
"""What is read by the tracker alone, which then leaves out what is not for everybody: the trail with its values, and
what files say. Whoever changes something adds to them."""


def upgrade() -> None:
    """Put the wall up."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for name, asks in FUNCTIONS.items():
        op.execute(
            f"CREATE FUNCTION {name}(of_id text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10"
            f" AS $$ BEGIN RETURN {asks}; END $$"
        )
    op.execute(
        "CREATE FUNCTION tracker_sees_any(kind text, of_id text) RETURNS boolean LANGUAGE plpgsql STABLE"
        " PARALLEL SAFE COST 10 AS $$ DECLARE found boolean; BEGIN"
        " IF to_regclass(kind) IS NULL THEN RETURN false; END IF;"
        " EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1)', kind) INTO found USING of_id;"
        " RETURN found; END $$"
    )
    op.execute(
        "CREATE FUNCTION tracker_changes_any(kind text, of_id text) RETURNS boolean LANGUAGE plpgsql VOLATILE"
        " AS $$ DECLARE found boolean; BEGIN"
        " IF to_regclass(kind) IS NULL THEN RETURN false; END IF;"
        " EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1 FOR KEY SHARE)', kind) INTO found USING of_id;"
        " RETURN found; END $$"
    )  # what may be locked is what may be changed
    for table, (sees, changes) in POLICIES.items():
        _wall(table, sees, changes, changes)
    for table in TOLD:
        _wall(table, "false", "true", "true")


def _wall(table: str, sees: str, puts: str, changes: str) -> None:
    sees, puts, changes = (
        f"{_READS_ALL} OR ({sees})",
        f"{_CHANGES_ALL} OR ({puts})",
        f"{_CHANGES_ALL} OR ({changes})",
    )
    op.execute(f"CREATE POLICY tracker_sees ON {table} FOR SELECT USING ({sees})")
    op.execute(f"CREATE POLICY tracker_puts_in ON {table} FOR INSERT WITH CHECK ({puts})")
    op.execute(f"CREATE POLICY tracker_changes ON {table} FOR UPDATE USING ({changes}) WITH CHECK ({changes})")
    op.execute(f"CREATE POLICY tracker_takes_out ON {table} FOR DELETE USING ({changes})")
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    """Take it down."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in (*POLICIES, *TOLD):
        for policy in ("tracker_sees", "tracker_puts_in", "tracker_changes", "tracker_takes_out"):
            op.execute(f"DROP POLICY {policy} ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for name in ("tracker_sees_any", "tracker_changes_any"):
        op.execute(f"DROP FUNCTION {name}(text, text)")
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}(text)")
