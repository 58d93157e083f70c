"""The board's list of names that must not be in the register: seen, added to and taken from by those who keep it."""

from tracker.commands import names
from tracker.queries.names import kept
from tracker.rules.dates import plural
from tracker.ui import tables
from tracker.ui.forms import Form, may_or_say, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section


def draw(at: Frame) -> None:
    """What the list is for; for whoever keeps it, the names and the forms."""
    note(
        "Children, family members and others whose names must not be in the register. Whoever writes one of them, here "
        "or in a workbook, is told before it is kept. The list itself is on no record: that it changed is."
    )
    said("names")
    if at.who is None or not may_or_say(at, "keep_names"):
        return
    found = kept(at.engine, roles=at.who.roles, who=at.who.person.name)
    section("Add a name")
    _add(at)
    section(f"{plural(len(found), 'name')} on the list" if found else "No name is on the list yet")
    if found:
        tables.table([(plain(name),) for name in found], ("Name",), alt="Names that must not be in the register")
        section("Take a name off")
        _remove(at, found)


def _add(at: Frame) -> None:
    form = Form(at, "names:add", says="names")
    with form.box():
        name = form.text(
            "name",
            "**Name** :gray[“Jane Smith” is also found as “SMITH, Jane” and “Jane Smith’s”. One word that is also a "
            "common word, such as Rose, is found wherever it stands: that is the board’s own choice.]",
        )
        form.send(
            "Add this name", "Not added", names.add, lambda _: "**Added.** It is looked for from now on.", name=name
        )


def _remove(at: Frame, found: tuple[str, ...]) -> None:
    form = Form(at, "names:remove", says="names")
    with form.box():
        name = form.pick("which", "**Which name?**", {n: n for n in found})
        form.send(
            "Take it off", "Not taken off", names.remove, lambda _: "**Taken off.** It is no longer looked for.",
            primary=False, before=lambda: {"name": form.needed("Name", name)},
        )  # fmt: skip
