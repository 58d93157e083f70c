"""The triggers that close the trail to UPDATE and DELETE: which there should be, and which are not as made."""

import re

import sqlalchemy as sa

_ONLY_REDACTED = (
    "NEW.redacted_by IS NOT NULL AND (OLD.redacted_by IS NULL OR OLD.redacted_by <> NEW.redacted_by)"
    " AND NEW.id = OLD.id AND NEW.salt = ''"
)
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
ON_SQLITE = {
    "trail_refuses_update": f"CREATE TRIGGER trail_refuses_update BEFORE UPDATE ON trail {_REFUSE}",
    "trail_refuses_delete": f"CREATE TRIGGER trail_refuses_delete BEFORE DELETE ON trail {_REFUSE}",
    "trail_value_refuses_update": "CREATE TRIGGER trail_value_refuses_update BEFORE UPDATE ON trail_value "
    f"WHEN NOT ({_ONLY_REDACTED}) {_REFUSE}",
    "trail_value_refuses_delete": f"CREATE TRIGGER trail_value_refuses_delete BEFORE DELETE ON trail_value {_REFUSE}",
}
_STATEMENT = "FOR EACH STATEMENT EXECUTE FUNCTION"
ON_POSTGRESQL = {
    "trail_refuses": "CREATE TRIGGER trail_refuses BEFORE DELETE OR UPDATE OR TRUNCATE ON public.trail "
    f"{_STATEMENT} trail_refuses()",
    "trail_value_refuses": "CREATE TRIGGER trail_value_refuses BEFORE DELETE OR TRUNCATE ON public.trail_value "
    f"{_STATEMENT} trail_value_refuses()",
    "trail_value_refuses_update": "CREATE TRIGGER trail_value_refuses_update BEFORE UPDATE ON public.trail_value "
    f"FOR EACH ROW WHEN (NOT ({_ONLY_REDACTED})) EXECUTE FUNCTION trail_value_refuses()",
}
_SAYS_NO = "BEGIN RAISE EXCEPTION 'the trail is append-only'; END"
_FOUND_ON_POSTGRESQL = sa.text(
    "SELECT t.tgname, pg_get_triggerdef(t.oid), t.tgenabled, p.prosrc FROM pg_trigger t"
    " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
    " AND t.tgrelid IN (to_regclass('trail'), to_regclass('trail_value'))"
)


def not_closed(connection: sa.Connection) -> tuple[str, ...]:
    """The names of the triggers that are missing, switched off, changed or not ours; none where the trail is closed."""
    if connection.dialect.name == "sqlite":
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = {name: " ".join(str(sql).split()) for name, sql in made}
        wrong = {name for name, sql in ON_SQLITE.items() if found.get(name) != sql}
        return tuple(sorted(wrong | set(found) - set(ON_SQLITE)))
    told = {row[0]: row for row in connection.execute(_FOUND_ON_POSTGRESQL)}
    wrong = {name for name, sql in ON_POSTGRESQL.items() if name not in told or not _holds(sql, *told[name][1:])}
    return tuple(sorted(wrong | set(told) - set(ON_POSTGRESQL)))


def _holds(wanted: str, sql: str, enabled: object, body: str) -> bool:
    is_on = enabled in ("O", "A", b"O", b"A")
    return is_on and _plain(sql) == _plain(wanted) and _plain(body) == _plain(_SAYS_NO)


def _plain(sql: str) -> str:
    """A definition without what a database adds when it prints it back: schemas, casts, brackets, spaces."""
    bare = re.sub(r"::(text|character varying)", "", re.sub(r"\bon \w+\.", "on ", sql.lower()))
    return re.sub(r"[\s()]|;$", "", bare)
