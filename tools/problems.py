"""Every sentence with which the tracker refuses something, read out of the code: docs/problems.md.

A class of `TrackerError` builds its own sentence; where it is raised, the words that differ are given to it. Both are
read from the source, so that a sentence that was changed is changed here too. What is filled in when it is said stands
between ‹ and ›.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_WAYS = 8
"""How many ways of saying one sentence are told, where parts of it depend on the case."""
SENTENCES = {"TrackerError"}
INSIDE = {
    "FileRefusedError": ("UnsoundError", "TooMuchError", "NotReadableError"),
}
"""Errors of a reader, whose words become the end of a sentence for a person."""
CELLS = ("tracker/sheets/returned", "tracker/sheets/other", "tracker/sheets/meaning", "tracker/sheets/identify.py")
FILLED_IN = re.compile("‹[^›]*›")
WRONG = re.compile(r"\b[Aa] [aeiou]|\ban [^aeiou‹]|^Answer ‘[^?]*’\.$|\? is empty:")
"""Ways that are not said: of two that the sentence has for two cases, the one for the other case."""
OF_A_CELL = {"Bad", "bad", "problem", "_problem", "Problem"}


@dataclass
class Known:
    """One class of refusal: what it is, how its sentence is made, and how it was said."""

    name: str
    base: str
    doc: str
    where: str
    parameters: list[str] = field(default_factory=list)
    usual: dict[str, ast.expr] = field(default_factory=dict)
    template: ast.expr | None = None
    local: dict[str, list[ast.expr]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def name_of(node: ast.expr) -> str:
    """The last word of a name: `c` of `a.b.c`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def assigned(body: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """Every plain `name = …` in some statements, wherever in them it stands."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(ast.Module(body=body, type_ignores=[])):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id].append(node.value)
        elif isinstance(node, ast.NamedExpr):
            found[node.target.id].append(node.value)
    return found


def ways(
    node: ast.expr | None, given: dict[str, list[str]], local: dict[str, list[ast.expr]], deep: int = 0
) -> list[str]:
    """Every way an expression reads, with what is filled in named. At most `MOST_WAYS`."""
    if node is None or deep > 6:
        return ["‹…›"]
    if isinstance(node, ast.Constant):
        return [node.value if isinstance(node.value, str) else str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return _one_after_another(node.values, given, local, deep)
    if isinstance(node, ast.FormattedValue):
        return ways(node.value, given, local, deep + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _one_after_another([node.left, node.right], given, local, deep)
    if isinstance(node, ast.IfExp):
        both = ways(node.body, given, local, deep + 1) + ways(node.orelse, given, local, deep + 1)
        return list(dict.fromkeys(both))[:MOST_WAYS]
    if isinstance(node, ast.BoolOp):
        both = [one for value in node.values for one in ways(value, given, local, deep + 1)]
        return [one for one in dict.fromkeys(both) if one][:MOST_WAYS]
    if isinstance(node, ast.Call):
        return _of_a_call(node, given, local, deep)
    if isinstance(node, ast.Name):
        if node.id in given:
            return given[node.id]
        values = [value for value in local.get(node.id, []) if _is_words(value, local)]
        if values:
            rest = {name: found for name, found in local.items() if name != node.id}
            return list(dict.fromkeys(one for v in values for one in ways(v, given, rest, deep + 1)))[:MOST_WAYS]
        return [f"‹{node.id.strip('_').replace('_', ' ').lower()}›"]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "WHY":
        return [one for value in local.get("WHY", []) for one in ways(value, given, {}, deep + 1)]
    if isinstance(node, ast.Attribute):
        return [f"‹{node.attr.replace('_', ' ')}›"]
    return ["‹…›"]


def _is_words(node: ast.expr, local: dict[str, list[ast.expr]]) -> bool:
    """Whether an expression is made of words, so that it is worth reading."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.IfExp):
        return _is_words(node.body, local) or _is_words(node.orelse, local)
    if isinstance(node, ast.BinOp):
        return _is_words(node.left, local) or _is_words(node.right, local)
    return isinstance(node, ast.JoinedStr)


def _one_after_another(
    parts: list[ast.expr], given: dict[str, list[str]], local: dict[str, list[ast.expr]], deep: int
) -> list[str]:
    found = [""]
    for part in parts:
        found = [before + way for before in found for way in ways(part, given, local, deep + 1)][:MOST_WAYS]
    return found


def _of_a_call(node: ast.Call, given: dict[str, list[str]], local: dict[str, list[ast.expr]], deep: int) -> list[str]:
    called = name_of(node.func)
    if called in {"rstrip", "strip", "lower", "removesuffix"} and isinstance(node.func, ast.Attribute):
        found = ways(node.func.value, given, local, deep + 1)
        return [one.rstrip(".") for one in found] if called == "rstrip" else found
    if called in {"shown", "str", "_plain", "in_words", "list_in_words", "quoted"} and node.args:
        return ways(node.args[0], given, local, deep + 1)
    if called == "plural" and len(node.args) > 1:
        return [f"‹number› {ways(node.args[1], given, local, deep + 1)[0]}s"]
    if called == "join" and node.args:
        return ways(node.args[0], given, local, deep + 1)
    return [f"‹{called.strip('_').replace('_', ' ')}›"]


def constants() -> dict[str, list[ast.expr]]:
    """Every constant of the house that is made of words, by its name: some are said in another module than their own."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for _where, tree in sources():
        for name, values in assigned([s for s in tree.body if isinstance(s, ast.Assign)]).items():
            if name.isupper():
                found[name] += [v for v in values if _is_words(v, {})]
                found[name] += [w for v in values if isinstance(v, ast.Dict) and name == "WHY" for w in v.values]
    return found


def classes() -> dict[str, Known]:
    """Every class of error in the house, by name."""
    found: dict[str, Known] = {}
    for where, tree in sources():
        for node in tree.body:
            if not (isinstance(node, ast.ClassDef) and node.name.endswith("Error") and node.bases):
                continue
            doc = " ".join((ast.get_docstring(node) or "").split())
            known = Known(node.name, name_of(node.bases[0]), doc, where)
            made = next((n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
            if made is not None:
                takes = [*made.args.posonlyargs, *made.args.args][1:]
                known.parameters = [one.arg for one in takes]
                for one, value in zip(reversed(takes), reversed(made.args.defaults), strict=False):
                    known.usual[one.arg] = value
                known.local = assigned(made.body)
                for call in (n for n in ast.walk(made) if isinstance(n, ast.Call)):
                    if name_of(call.func) == "__init__" and call.args:
                        known.template = call.args[0]
            found[node.name] = known
    return found


@cache
def constants_once() -> dict[str, list[ast.expr]]:
    return constants()


def is_refusal(name: str, known: dict[str, Known]) -> bool:
    while name in known and name not in SENTENCES:
        name = known[name].base
    return name in SENTENCES


def tell(known: dict[str, Known]) -> None:
    """Put into each class how it was said, everywhere."""
    every = constants_once()
    for _where, tree in sources():
        whole = {**every, **assigned([s for s in tree.body if isinstance(s, ast.Assign)])}
        for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]:
            local = {**whole, **assigned(function.body)}
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                one = known.get(name_of(call.func))
                if one is not None:
                    one.said.update(_as_said(one, call, local, known))
    for one in known.values():
        if not one.said:
            one.said.update(_as_said(one, None, {}, known))


def _as_said(one: Known, call: ast.Call | None, local: dict[str, list[ast.expr]], known: dict[str, Known]) -> list[str]:
    maker = one
    while maker.template is None and not maker.parameters and maker.base in known:
        maker = known[maker.base]
    if maker.template is None:
        return ways(call.args[0], {}, local) if call is not None and call.args else []
    if maker.base in known and known[maker.base].template is not None:
        return []  # its sentence is made by the class above it, and is told there
    given = {name: [f"‹{name.replace('_', ' ')}›"] for name in maker.parameters}
    if call is not None:
        for name, value in zip(maker.parameters, call.args, strict=False):
            given[name] = ways(value, {}, local)
        given |= {k.arg: ways(k.value, {}, local) for k in call.keywords if k.arg}
    return ways(maker.template, given, maker.local)


def of_cells() -> list[str]:
    """Why a cell is not taken, every way it is said."""
    found: set[str] = set()
    for where, tree in sources():
        if not where.startswith(CELLS):
            continue
        whole = assigned([s for s in tree.body if isinstance(s, ast.Assign)])
        for name, values in whole.items():
            if name in {"READ_ONLY", "TAKEN_OUT", "MIXED"}:
                found.update(way for value in values for way in ways(value, {}, whole))
        for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
            local = {**whole, **assigned(function.body)}
            for name in ("why",):
                for value in assigned(function.body).get(name, []):
                    if _is_words(value, local):
                        found.update(ways(value, {}, local))
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                if name_of(call.func) in OF_A_CELL:
                    words = [a for a in call.args if _is_words(a, local)]
                    found.update(way for a in words for way in ways(a, {}, local))
    return sorted(
        (one for one in found if (" " in one.strip() and not one.startswith("‹")) or len(one.split()) > 3), key=_order
    )


def of_blockers() -> list[str]:
    """What may stand in the way of a step, as `sign_off_blockers` and its like say it."""
    found: set[str] = set()
    for _where, tree in sources():
        for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and "blocker" in n.name]:
            local = {**constants_once(), **assigned(function.body)}
            inner = {id(part) for n in ast.walk(function) if isinstance(n, ast.JoinedStr) for part in n.values}
            for node in ast.walk(ast.Module(body=function.body[1:], type_ignores=[])):
                if isinstance(node, ast.JoinedStr) or (
                    isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner
                ):
                    found.update(ways(node, {}, local))
    return sorted((one for one in found if len(one.split()) > 3), key=_order)


def _order(text: str) -> str:
    return text.strip("‹‘›’ ").casefold()


def _lines(said: set[str]) -> list[str]:
    tidy = {" ".join(one.split()) for one in said}
    return [
        f"* {one}"
        for one in sorted(tidy, key=_order)
        if len(FILLED_IN.sub("", one).split()) > 2 and not WRONG.search(one)
    ]


def page() -> str:
    """The whole page."""
    known = classes()
    tell(known)
    found = [
        "# Problems\n",
        "Every sentence with which the tracker refuses something, read out of the code. Each says what is wrong, where it is, and what to do; what is filled in when it is "
        "said stands between ‹ and ›.\nNothing is changed by something that was refused. Look for a few words of yours with the search of your browser or editor.\n",
        "If a page says instead that it *could not be drawn*, with a reference, the mistake is the program's: see [operations](operations.md).\n",
    ]
    by_room: dict[str, list[Known]] = defaultdict(list)
    for one in known.values():
        if one.name not in SENTENCES and is_refusal(one.name, known):
            by_room[_room(one.where)].append(one)
    for room in ROOMS:
        kinds = sorted(by_room.pop(room, []), key=lambda one: one.name)
        if kinds:
            found.append(f"## {room}\n")
        for one in kinds:
            doc = one.doc.replace("`", "").split(". ")[0].rstrip(".")
            lines = _lines(one.said)
            if not lines:
                continue
            found.append(f"### {doc}\n\n`{one.name}`, `{one.where}`\n\n" + "\n".join(lines) + "\n")
            for inner in INSIDE.get(one.name, ()):
                words = _lines(known[inner].said)
                if words:
                    found.append(
                        f"‹why›, as {known[inner].doc[:1].lower()}{known[inner].doc[1:]}\n\n" + "\n".join(words) + "\n"
                    )
    assert not by_room, f"tools/problems.py: no heading for {sorted(by_room)}"
    found.append(
        "## What is in the way\n\nThe second half of *… cannot be closed yet: …* and its like; every one that holds is said.\n\n"
        + "\n".join(_lines(set(of_blockers())))
        + "\n"
    )
    found.append(
        "## A cell of a workbook or a plan that was sent in\n\nSaid as *Row 7, Due date: ‘soon’ …*; every problem of a file is shown at once, and what can be taken "
        "may be taken without it.\n\n" + "\n".join(_lines(set(of_cells()))) + "\n"
    )
    return "\n".join(found)


ROOMS = (
    "Anywhere",
    "Signing in, accounts and links",
    "Evidence and files",
    "Workbooks, messages and chasing",
    "The command line, the server and programs",
    "Backups and moving",
)


def _room(where: str) -> str:
    for part, room in (
        ("tracker/rules/sending", 3),
        ("tracker/rules/chasing", 3),
        ("tracker/rules/taking_back", 3),
        ("tracker/rules/personal_links", 1),
        ("tracker/rules/evidence", 2),
        ("tracker/rules", 0),
        ("tracker/access", 1),
        ("tracker/commands/redactions", 0),
        ("tracker/commands", 1),
        ("tracker/store/accounts", 1),
        ("tracker/server/join", 1),
        ("tracker/ui/who", 1),
        ("tracker/store/places", 2),
        ("tracker/server/downloads", 2),
        ("tracker/ui", 2),
        ("tracker/notices", 3),
        ("tracker/store", 5),
        ("tracker/server", 4),
        ("tracker/cli", 4),
    ):
        if where.startswith(part):
            return ROOMS[room]
    return ROOMS[0]
