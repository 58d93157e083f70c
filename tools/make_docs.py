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


def problems() -> str:
    from tools.problems import page

    return page()


def ratings() -> str:
    """The ratings with their shapes, the order of the tests, and the numbers that a board may set."""
    from dataclasses import fields

    from tracker.rules.brag import LETTER, ORDER, SHAPE
    from tracker.rules.thresholds import LABELS, Thresholds
    from tracker.rules.words import Brag, Rung

    when = {
        Brag.NONE: "in the not-doing register: counted apart, never as done",
        Brag.BLUE: "assured, or embedded: somebody else held the claim against its evidence",
        Brag.GREY: "no owner, no action or no date; a recommendation that nobody was asked about",
        Brag.RED: "past its current date and not claimed; or a check-back failed, or it was reopened, and it is not yet put right",
        Brag.AMBER: "due soon and not claimed; or returned; or moved past its original date; or no update for long; or its owner says so",
        Brag.GREEN: "everything else: claimed and waiting, or in hand with time to go",
    }
    tested = (Brag.NONE, Brag.BLUE, Brag.GREY, Brag.RED, Brag.AMBER, Brag.GREEN)
    assert set(when) == set(Brag) == set(tested)
    rows = [
        f"| {n} | {SHAPE[one]} | {one.label} | `{one.value}` | {LETTER[one]} | {when[one]} |"
        for n, one in enumerate(tested, 1)
    ]
    usual = Thresholds()
    numbers = [
        f"| {LABELS.get(one.name, one.name)} | `{one.name}` | {', '.join(map(str, value)) if isinstance(value := getattr(usual, one.name), tuple) else value} |"
        for one in fields(Thresholds)
    ]
    rungs = [f"{n}. {one.label} (`{one.value}`)" for n, one in enumerate(Rung, 1)]
    return (
        "# Ratings\n\n"
        "A rating is worked out, never typed and never stored (`tracker/rules/brag.py`); why: [why ratings are never typed](why-ratings-are-never-typed.md). It always carries its reason in\n"
        "words, and the same words stand on the screen, in a workbook and in a paper.\n\n"
        "## An action\n\nThe first test that holds decides.\n\n"
        "| test | shape | called | in JSON | on paper | when |\n|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n"
        "## A part, a recommendation\n\n"
        f"From worst to best: {', '.join(one.label.lower() for one in ORDER if one is not Brag.NONE)}. A part is as its worst action or hole; a hole (somebody was asked, nothing was agreed) is grey.\n"
        "A recommendation is as its worst part. What is not being done is left out, and is the rating only where all of it is.\n\n"
        "## The numbers that a board may set\n\nUnder *Reviews and agencies → Thresholds*, with a reason; a past day is rated by what was in force then.\n\n"
        "| threshold | stored as | usually |\n|---|---|---|\n" + "\n".join(numbers) + "\n\n"
        "## The ladder of evidence\n\nFrom weakest to strongest: [what a claim needs](verification.md).\n\n"
        + "\n".join(rungs)
        + "\n"
    )


def layouts() -> str:
    """The columns of every workbook that goes out and comes back, and the words other people's headings are read by."""
    from tracker.sheets.columns import BlankColumn, OpenColumn
    from tracker.sheets.layouts import LAYOUTS
    from tracker.sheets.other.vocabulary import KINDS

    found = ["# Layouts of workbooks\n"]
    for layout in LAYOUTS:
        found.append(
            f"## {layout.name}, version {layout.version}\n\nThe sheet *{layout.sheet}*: one row an action. The first {layout.printed} columns go on paper. "
            "A further hidden column, *Check*, knows each row again, wherever it was sorted to. A blank cell changes nothing.\n\n"
            "| heading | other names it is known by | field | who fills it in | help |\n|---|---|---|---|---|"
        )
        for one in layout.columns:
            who = (
                "the agency"
                if isinstance(one, OpenColumn)
                else "the agency, empty when sent"
                if isinstance(one, BlankColumn)
                else "the tracker: for reading only"
            )
            found.append(
                f"| {one.heading} | {', '.join(one.other_names)} | `{one.field}` | {who} | {getattr(one, 'help', '')} |"
            )
        found.append("")
    found.append(
        "## Somebody else's action plan\n\nAny board's plan (.xlsx, .xlsm, .xls, .ods, .csv, tables of a Word document) is read by what its headings mean. A heading is read by the kinds "
        "of its words: *Accountable organisation* is a word of answering and a word for an agency, as *Lead agency* is.\n\n| kind | words |\n|---|---|"
    )
    found += [f"| {kind} | {' '.join(sorted(set(words.split())))} |" for kind, words in KINDS.items()]
    return "\n".join(found) + "\n"


def accessibility() -> str:
    """The statement as the tracker itself shows it at /accessibility, with gaps for who runs it."""
    from tracker.server.accessibility import statement

    return statement(run_by="[name of the board]", contact="[name, e-mail address, telephone]")


def decisions() -> str:
    """Every decision by its number and title."""
    rows = []
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ").strip()
        number, _, words = title.partition(". ")
        rows.append(f"| [{int(path.name[:4])}]({path.name}) | {words if number.isdigit() else title} |")
    return (
        "# Decisions that bind\n\nHalf a page each: what was decided, why, and what it costs. A later decision may replace one; it then says so.\n\n"
        "| no. | decision |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


HOW_TOS = (
    "put-in-a-review-from-a-report", "put-in-an-old-plan", "agree-owners-and-dates", "send-workbooks-and-take-them-back",
    "chase", "hold-a-meeting", "answer-an-inspector", "redact", "hold-and-dispose", "back-up-and-restore",
    "move-to-postgresql", "run-several-boards", "connect-a-dashboard",
)  # fmt: skip
"""In the order in which a board meets them."""


def how_tos() -> str:
    """Every how-to by its title."""
    folder = ROOT / "docs" / "how-to"
    assert {path.stem for path in folder.glob("*.md")} - {"README"} == set(HOW_TOS), "tools/make_docs.py: HOW_TOS"
    titles = {name: (folder / f"{name}.md").read_text(encoding="utf-8").split("\n", 1)[0][2:] for name in HOW_TOS}
    rows = "\n".join(f"* [{title.removeprefix('How to ')}]({name}.md)" for name, title in titles.items())
    return f"# How to …\n\nEach is one piece of work, for a register of your own.\n\n{rows}\n"


PAGES = {
    "how-to/README.md": how_tos,
    "accessibility.md": accessibility,
    "ratings.md": ratings,
    "layouts.md": layouts,
    "problems.md": problems,
    "decisions/README.md": decisions,
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
