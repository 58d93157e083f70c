"""What an import wrote, cell by cell as a person sees it, and whether each cell can still be taken back.

Judged by what stands in the register now: a cell can be taken back while it holds what the file wrote and nothing that
was done later rests on it. What somebody wrote meanwhile is never undone with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.rules.brought_in import FILED, TABLES, Cell, Import, InTheWay, Later, State, Thing, Touch, Wrote, differing
from tracker.rules.evidence import DISPOSAL
from tracker.rules.records import ActionFile, ActionPart, Decision
from tracker.rules.redaction import brings_back
from tracker.rules.register import Register, by

TEXTS = {"title": "title", "owner": "owner_id", "lead": "lead", "intended_outcome": "intended_outcome"}
"""Cells that are one field of an action each."""
DATES = ("original_due", "due", "due_text", "due_exact")
LIFE = ("status", "status_on", "claimed_on", "claimed_by")
JUDGED = ("verification", "check_back")


def cells(brought: Import, now: Register, later: Later) -> tuple[Cell, ...]:
    """Every cell that an import filled, action by action in their order. `now` holds every action it names."""
    rows = brought.rows
    look = _Look(brought, now, later, rows)
    found: list[Cell] = []
    for action_id in _actions(rows):
        if _made(rows.get(("action", action_id))):
            found.append(look.new_action(action_id))
            continue
        found += look.texts(action_id)
        found += look.date(action_id)
        found += look.said(action_id)
        found += look.evidence(action_id)
    return tuple(found)


def _actions(rows: Mapping[Thing, Mapping[str, Wrote]]) -> list[str]:
    """The actions that an import is about, each once."""
    found: dict[str, None] = {}
    for (entity, id_), fields in rows.items():
        if entity == "action":
            found[id_] = None
        elif entity in FILED or entity == "action_part":
            found |= {fields["action_id"].after: None} if "action_id" in fields else {}
    return list(found)


def _made(fields: Mapping[str, Wrote] | None) -> bool:
    return bool(fields) and "id" in (fields or {})


class _Look:
    """One look at the register as it stands, beside what the import wrote."""

    def __init__(self, brought: Import, now: Register, later: Later, rows: Mapping[Thing, Mapping[str, Wrote]]) -> None:
        self.brought, self.now, self.later, self.rows = brought, now, later, rows
        self.under: dict[str, list[Thing]] = defaultdict(list)
        for thing, fields in rows.items():
            if _made(fields) and "action_id" in fields:
                self.under[fields["action_id"].after].append(thing)
        self.settled: dict[str, list[Thing]] = defaultdict(list)
        for thing, fields in rows.items():
            if thing[0] == "extension" and not _made(fields) and (row := now.extensions.get(thing[1])):
                self.settled[row.action_id].append(thing)
        self.decided: dict[str, list[Decision]] = by(now.decisions.values(), lambda decision: decision.about)
        self.links: dict[str, list[ActionPart]] = by(now.action_parts.values(), lambda link: link.action_id)
        self.newer = {one.replaces_id: one.id for one in now.evidence.values() if one.replaces_id}

    # ---- one kind of cell after another

    def texts(self, action_id: str) -> Iterable[Cell]:
        """The title, the owner, the lead and the intended outcome."""
        wrote = self.rows.get(("action", action_id), {})
        for name, column in TEXTS.items():
            if (one := wrote.get(column)) is None:
                continue
            blockers = self._filed_since(action_id) if name == "owner" else ()
            yield self._cell(action_id, name, one.before, one.after, (one,), blockers=blockers)

    def date(self, action_id: str) -> Iterable[Cell]:
        """The due date, with the request for it."""
        wrote = self.rows.get(("action", action_id), {})
        moved = [wrote[name] for name in DATES if name in wrote]
        asked = [thing for thing in self.under[action_id] if thing[0] == "extension"]
        agreed = [one for thing in self.settled[action_id] for one in self.rows[thing].values()]
        if not (moved or asked or agreed):
            return
        due = wrote.get("due")
        if due is not None:
            before, after = due.before, due.after
        else:
            of_it = self.rows[asked[0]] if asked else {}
            before = of_it["from_due"].after if "from_due" in of_it else None
            after = of_it["to_due"].after if "to_due" in of_it else None
        blockers = self._filed_since(action_id, "extension")
        name = "due" if due is not None else "due_asked"
        yield self._cell(action_id, name, before, after, (*moved, *agreed), tuple(asked), blockers=blockers)

    def said(self, action_id: str) -> Iterable[Cell]:
        """The status, the own rating and the progress. One update tells all of them; each is a cell of its own."""
        wrote = self.rows.get(("action", action_id), {})
        life = tuple(wrote[name] for name in LIFE if name in wrote)
        updates = [thing for thing in self.under[action_id] if thing[0] == "action_update"]
        if "status" in wrote:
            one = wrote["status"]
            yield self._cell(
                action_id, "status", one.before, one.after, life, blockers=self._filed_since(action_id, "action_update")
            )
        judged = self._filed_since(action_id, *JUDGED)
        for name, column in (("own_rating", "own_rating"), ("progress", "narrative")):
            for thing in updates:
                one_ = self.rows[thing].get(column)
                if one_ is None or (name == "progress" and self.brought.is_plain(one_.after)):
                    continue
                before = self._before(action_id, column)
                yield self._said(action_id, name, before, one_, judged)
                break

    def evidence(self, action_id: str) -> Iterable[Cell]:
        """Each piece of evidence."""
        for thing in self.under[action_id]:
            if thing[0] != "evidence":
                continue
            fields = self.rows[thing]
            blockers = list(self._filed_since(action_id, *JUDGED))
            if newer := self.newer.get(thing[1]):
                blockers.append(InTheWay("sent a newer version of it", self._who("evidence", newer)))
            what = fields["title"].after
            yield self._cell(
                action_id, "evidence", None, what, (), (thing,), id_=thing[1], added=True, blockers=tuple(blockers)
            )

    def new_action(self, action_id: str) -> Cell:
        """A new action with everything that the import filed under it."""
        blockers = list(self._filed_since(action_id))
        for link in self.links.get(action_id, ()):
            if ("action_part", link.id) not in self.rows:
                blockers.append(InTheWay("changed what it answers", self._who("action_part", link.id)))
        for decision in self.decided.get(action_id, ()):
            blockers.append(InTheWay("minuted a decision about it", self._who("decision", decision.id)))
        things = (("action", action_id), *self.under[action_id])
        title = self.rows["action", action_id]["title"].after
        return self._cell(
            action_id, "action", None, title, (), things, id_=action_id, added=True, blockers=tuple(blockers)
        )

    # ---- what they share

    def _cell(
        self,
        action_id: str,
        name: str,
        before: Any,
        after: Any,
        puts: tuple[Wrote, ...],
        takes: tuple[Thing, ...] = (),
        *,
        id_: str = "",
        added: bool = False,
        blockers: Sequence[InTheWay] = (),
    ) -> Cell:
        state = self._state(puts, takes)
        if state == State.BACK:
            blockers, puts, takes = (), (), ()
        elif state == State.IN_THE_WAY:
            blockers = (*self._changed(puts, takes), *blockers)
        else:
            blockers = (*_taken_out(puts), *blockers)
        if blockers:
            state = State.IN_THE_WAY
        found = tuple(dict.fromkeys(blockers))
        return Cell(id_ or f"{action_id}.{name}", action_id, name, before, after, state, found, added, puts, takes)

    def _said(self, action_id: str, name: str, before: Any, one: Wrote, judged: Sequence[InTheWay]) -> Cell:
        row = self.now.updates.get(one.id)
        now = getattr(row, one.field) if row else None
        back = row is None or now is None or (one.field == "narrative" and self.brought.is_plain(now))
        if not back and now != one.after:
            judged = (*self._changed((one,), ()), *judged)
        state = State.BACK if back else State.IN_THE_WAY if judged else State.HERE
        return Cell(f"{action_id}.{name}", action_id, name, before, one.after, state, () if back else tuple(judged))

    def _state(self, puts: Sequence[Wrote], takes: Sequence[Thing]) -> State:
        """Here where everything holds what the import wrote; back where everything holds what it was before."""
        rows = [self._row(*thing) for thing in takes]
        held = [getattr(row, one.field) if (row := self._row(one.entity, one.id)) else one.before for one in puts]
        if all(value == one.before for value, one in zip(held, puts, strict=True)) and not any(rows):
            return State.BACK
        wrote = all(value == one.after for value, one in zip(held, puts, strict=True))
        whole = all(
            row is not None and not differing(row, self.rows[thing]) for row, thing in zip(rows, takes, strict=True)
        )
        return State.HERE if wrote and whole else State.IN_THE_WAY

    def _changed(self, puts: Sequence[Wrote], takes: Sequence[Thing]) -> list[InTheWay]:
        """Who changed what a cell wrote, of those fields and rows that say something else by now."""
        fields = [(one.entity, one.id, one.field) for one in puts if self._is_changed(one)]
        for thing in takes:
            row = self._row(*thing)
            fields += [(*thing, name) for name in (differing(row, self.rows[thing]) if row else self.rows[thing])]
        touches = (self.later.changed.get(one) for one in fields)
        found = [
            InTheWay("changed it", touch if touch and touch.number > self.brought.last else None) for touch in touches
        ]
        told = [one for one in found if one.touch]
        latest = max(told, key=lambda one: one.touch.number if one.touch else 0, default=None)
        return [latest] if latest else [InTheWay("it no longer says what the file said")]

    def _is_changed(self, one: Wrote) -> bool:
        row = self._row(one.entity, one.id)
        return row is None or getattr(row, one.field) != one.after

    def _filed_since(self, action_id: str, *kinds: str) -> tuple[InTheWay, ...]:
        """What was filed under an action after the import, of some kinds or of all: what may rest on the cell."""
        file = self.now.files.get(action_id)
        if file is None:
            return ()
        found = []
        for entity in kinds or FILED:
            for row in _under(file, entity):
                if (entity, row.id) not in self.rows and (touch := self._who(entity, row.id)):
                    found.append(InTheWay(FILED[entity][1], touch))
        return tuple(found)

    def _who(self, entity: str, id_: str) -> Touch | None:
        """Who put a row in after the import, or filled in a check-back; None where it was there before."""
        told = self.later.changed.get((entity, id_, "outcome")) if entity == "check_back" else None
        touch = told or (None if entity == "check_back" else self.later.made.get((entity, id_)))
        return touch if touch and touch.number > self.brought.last else None

    def _row(self, entity: str, id_: str) -> Any:
        return getattr(self.now, TABLES[entity]).get(id_)

    def _before(self, action_id: str, column: str) -> Any:
        """What the latest update but those of the import, and of later ones, says: what stood in the cell before."""
        file = self.now.files.get(action_id)
        earlier = [
            one
            for one in (file.updates if file else ())
            if ("action_update", one.id) not in self.rows and self._who("action_update", one.id) is None
        ]
        said = [getattr(one, column) for one in reversed(earlier)]
        return next((value for value in said if value), None)


def _under(file: ActionFile, entity: str) -> Sequence[Any]:
    found: Sequence[Any] = getattr(file, FILED[entity][0])
    return found


def _kind(which: str) -> str:
    return "disposal" if which.startswith(DISPOSAL) else "redaction"


def _taken_out(puts: Sequence[Wrote]) -> list[InTheWay]:
    """What cannot come back, since a redaction took words out of it."""
    by_which = [f"{_kind(one.redacted)} {one.redacted}" for one in puts if one.redacted]
    by_which += ["a redaction" for one in puts if not one.redacted and brings_back(one.before, one.after)]
    return [InTheWay(f"what it said before was taken out by {which}") for which in dict.fromkeys(by_which)]
