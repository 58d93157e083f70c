"""Write the pages of docs/ that the code knows better than a person; with --check, only say whether they are fresh.

.venv/bin/python tools/make_docs.py [--check]
"""

import ast
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
NOTE = "<!-- Written by tools/make_docs.py: change the code, then run make docs. -->\n"


def lifecycle() -> str:
    from tracker.rules.lifecycle import VERB_OF, mermaid
    from tracker.rules.permissions import VERBS

    rows = [
        f"| {before.label} | {after.label} | {VERBS[verb].words if verb in VERBS else verb} |"
        for (before, after), verb in VERB_OF.items()
        if "not_doing" not in (before, after)
    ]
    return (
        "# An action's life\n\n"
        "From anywhere an action may go to *not doing*, and from there back to where it was.\n\n"
        f"```mermaid\n{mermaid().strip()}\n```\n\n"
        "| from | to | by whoever may |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def rights() -> str:
    from tracker.rules.permissions import as_table

    heads, *rows = as_table()
    lines = ["| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *rows)]
    return (
        "# Who may do what\n\n"
        "One table, asked by every page, command, query and by the command line (`tracker/rules/permissions.py`).\n"
        "*Own agency*: only for the agency the person leads or belongs to. Whether one claim may be verified by one\n"
        "person depends on more than the role: see `verify_blockers` in `tracker/rules/sign_off.py`.\n\n"
        + "\n".join(lines)
        + "\n"
    )


def settings() -> str:
    from tracker.settings import manual

    rows = [f"| `{name}` | {default} | {words} |" for name, default, words in manual()]
    return (
        "# Settings\n\n"
        "Addresses and limits come from the environment. What decides a rating (the thresholds) is part of the\n"
        "register instead, dated and on the trail.\n\n"
        "| variable | default | what it is |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def command_line() -> str:
    """Every command with its own help, as a terminal of 100 columns without colour prints it."""
    os.environ.update(COLUMNS="100", NO_COLOR="1", TERM="dumb", TERMINAL_WIDTH="100")
    import typer
    from typer.testing import CliRunner

    from tracker.__main__ import app

    runner = CliRunner()
    group = typer.main.get_command(app)
    found = ["# The command line\n\n`tracker COMMAND --help` prints the same.\n"]
    found += [
        "Exit status: 0 done; 1 refused, with a sentence on standard error; 2 wrong usage. "
        "`--json` prints one JSON document on standard output and nothing else.\n"
    ]

    def tell(path: list[str], command: object) -> None:
        children = getattr(command, "commands", None)
        if path:
            text = runner.invoke(app, [*path, "--help"], prog_name="tracker").stdout
            tidy = re.sub(r"\x1b\[[0-9;]*m", "", text)
            tidy = "\n".join(line.rstrip() for line in tidy.strip().splitlines())
            found.append(f"## tracker {' '.join(path)}\n\n```text\n{tidy}\n```\n")
        for name in sorted(children or {}):
            tell([*path, name], children[name])

    tell([], group)
    return "\n".join(found)


def api() -> str:
    """The API by the table that makes it, with how Power BI is pointed at it."""
    from tracker.server.api.asked import AS_AT, BOM, CURSOR, LIMIT
    from tracker.server.api.columns import STATUS_FIELDS
    from tracker.server.api.csv_rows import columns
    from tracker.server.api.feeds import FEEDS, REVIEW
    from tracker.server.api.openapi import REFUSALS, WORDS

    def kind(schema: dict) -> str:
        if values := schema.get("enum"):
            return ", ".join(f"`{one}`" if one is not None else "null" for one in values)
        if "anyOf" in schema:
            return " or ".join(kind(one) for one in schema["anyOf"])
        told = schema.get("type", "anything")
        named = {"string": schema.get("format", "text"), "integer": "number", "boolean": "true or false"}
        named |= {"array": "list", "object": "figures by name"}
        return " or ".join(named.get(one, one) for one in ([told] if isinstance(told, str) else told))

    def parameters(known: tuple) -> str:
        rows = [f"| `{one.name}` | {kind(one.schema)} | {one.words} |" for one in known]
        return "| parameter | may be | what it does |\n|---|---|---|\n" + "\n".join(rows) + "\n" if rows else ""

    def fields(known: tuple) -> str:
        rows = [f"| `{one.name}` | {kind(one.schema)} | {one.words} |" for one in known]
        return "| name | holds | what it is |\n|---|---|---|\n" + "\n".join(rows) + "\n"

    found = [(ROOT / "tools" / "api.head.md").read_text(encoding="utf-8").replace("{{words}}", WORDS)]
    found.append("## Parameters that every list knows\n\n" + parameters((AS_AT, LIMIT, CURSOR, BOM)))
    found.append("`bom` is for `.csv` only; `limit` and `cursor` are not: a CSV comes whole.\n")
    refused = "\n".join(f"| {status} | {words} |" for status, words in REFUSALS.items())
    found.append(f"## What is refused\n\n| status | when |\n|---|---|\n{refused}\n")
    found.append("## /api/v1/status\n\nThe figures of `tracker status --json`.\n")
    found += [parameters((REVIEW,)), fields(STATUS_FIELDS)]
    found.append(
        "## /api/v1/recommendations/ID\n\nOne recommendation (`recommendation`) and every action that answers it "
        "(`actions`), with the fields below.\n"
    )
    for feed in FEEDS:
        found.append(f"## /api/v1/{feed.name}, /api/v1/{feed.name}.csv\n\n{feed.words}\n")
        found += [parameters(feed.parameters), fields(feed.fields)]
        assert columns(feed.fields) == feed.fields, "every field has a column; say here which has none"
    return "\n".join(part for part in found if part)


def words() -> str:
    from tracker.rules import words as vocabulary
    from tracker.rules.glossary import looked_up

    meanings = "\n".join(f"| {one.word} | {one.meaning} |" for one in looked_up(""))
    found = [
        "# Words\n\n## What they mean\n\n*Help* in the dashboard says the same, page by page.\n\n"
        f"| word | what it means here |\n|---|---|\n{meanings}\n"
    ]
    found += ["# Closed vocabularies\n\nWhat is stored and shown in JSON, and what people read.\n"]
    for name, member in vars(vocabulary).items():
        if isinstance(member, type) and issubclass(member, vocabulary.Word) and member is not vocabulary.Word:
            rows = "\n".join(f"| `{word.value}` | {word.label} |" for word in member)
            found.append(f"## {name}\n\n{member.__doc__}\n\n| stored as | read as |\n|---|---|\n{rows}\n")
    return "\n".join(found)


def rooms() -> str:
    """Every module with the first sentence of its docstring, room by room."""
    found = ["# Every module\n\nEach module's own first words, room by room. Start at [the map](map.md).\n"]
    room = None
    for path in sorted([*(ROOT / "tracker").rglob("*.py"), *(ROOT / "pages").glob("*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/versions/" in name:
            continue
        here = "/".join(name.split("/")[:2]) if name.count("/") > 1 else name.split("/")[0]
        if here != room:
            room = here
            found.append(f"\n## {room}\n\n| module | what it is |\n|---|---|")
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = " ".join(doc.split("\n\n")[0].split())
        found.append(f"| `{name}` | {first} |")
    return "\n".join(found) + "\n"


PAGES = {
    "lifecycle.md": lifecycle,
    "rights.md": rights,
    "settings.md": settings,
    "api.md": api,
    "command-line.md": command_line,
    "words.md": words,
    "modules.md": rooms,
}


def main() -> int:
    stale = []
    for name, write in PAGES.items():
        path, text = ROOT / "docs" / name, NOTE + write()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if "--check" not in sys.argv:
        print(f"Wrote {', '.join(stale) or 'nothing: all fresh'}.")
        return 0
    if stale:
        print(f"Not as the code says: docs/{', docs/'.join(stale)}. Run make docs.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
