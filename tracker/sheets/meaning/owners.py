"""Which agencies a cell of owners means. Exactly by name, or nearly with the reason in words; in doubt nobody.

Flags are the rest of a sentence that begins with the value of the cell. A body that was renamed or merged is found as
itself, with a flag that says who answers for it now. A word that several agencies share ("Police", in a register of two
counties) is settled only by the review that the plan is for: by whom that review asks.
"""

import re
from dataclasses import dataclass, field

from tracker.rules.dates import list_in_words
from tracker.rules.register import Register
from tracker.sheets.meaning.agency_names import Key, NameIndex, key_of
from tracker.sheets.meaning.asked import Asked
from tracker.sheets.meaning.kinds import (
    BODY,
    EVERYBODY,
    FUNCTION,
    NOBODY,
    NOT_THE_AGENCY,
    PERSON,
    SECTORS,
    TITLE,
    TYPES,
)
from tracker.sheets.meaning.several import actions_in

LISTS = re.compile(r"[;\n\r|•+]+|\s*/\s*|,\s*(?=\n)")
BELONGS = re.compile(r"\s*[,:()\[\]]+\s*|\s+[-–—]\s+|\s*[–—]\s*")
JOINS = re.compile(
    r"\s+(?:and|&|with|plus|together with|in conjunction with|supported by)\s+|\s*&\s*|\s*,\s*", re.IGNORECASE
)
NUMBERING = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-*•–o])\s+")
LABEL = re.compile(
    r"^\s*(?:lead(?: agency| officer)?s?|owners?|agency|agencies|responsible(?: agency| lead)?)\s*[:=]\s*",
    re.IGNORECASE,
)
MOST_CHOICES = 6
MOST_READ = 1_000
LONG_TITLE = 12
SHORTEST_WITHIN = 3
ALONE_NOTHING = (("board",), ("children",))


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found. `unmatched` is what names nobody known; `leads`, job titles and people beside an agency."""

    agency_ids: tuple[str, ...] = ()
    exact: bool = True
    flags: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What has been made of a cell so far."""

    whole: str
    ids: list[str] = field(default_factory=list)
    exact: bool = True
    flags: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)

    def say(self, piece: str, words: str) -> None:
        """Note a flag about a piece: after the cell's value where it is all of it."""
        self.flags.append(words if piece == self.whole else f"has ‘{piece}’, which {words}")


class Owners:
    """The agencies and groups of a register, to be found by what people call them."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._names = NameIndex(register)
        self._known: dict[tuple[str, str | None], Found] = {}
        self._groups: dict[Key, list[str]] = {}
        for group in register.groups.values():
            for name in (group.id, group.name, *group.as_written):
                self._groups.setdefault(key_of(name), []).append(group.id)
        self._asked = Asked(register)

    def find(self, text: str, *, review: str | None = None) -> Found:
        """The agencies that a cell names; `review` is the code of the one that the plan is for, where known."""
        text = text[:MOST_READ].strip()
        known = self._known.get((text, review))
        if known is None:
            known = self._known[text, review] = self._find(text, review)
        return known

    def _find(self, text: str, review: str | None) -> Found:
        reading = _Reading(text)
        if NOBODY.match(text):
            return Found(
                exact=False,
                flags=("names no agency yet",)
                if re.search(r"t\W?b|to be|unknown|not known|various", text, re.I)
                else (),
            )
        if not self._settle(text, review, reading, near=False):
            for line in LISTS.split("\n".join(actions_in(text))):
                piece = LABEL.sub("", NUMBERING.sub("", line)).strip(" .,-–")
                if piece:
                    self._line(piece, review, reading)
        if not reading.ids and reading.leads:
            reading.unmatched += [lead for lead in reading.leads if lead not in reading.unmatched]
            reading.flags.append("names a job or a person, but no agency of the register")
        for id_ in reading.ids:
            self._answers_now(id_, reading)
        ids, flags = tuple(dict.fromkeys(reading.ids)), tuple(dict.fromkeys(reading.flags))
        return Found(
            ids, reading.exact and bool(ids), flags, tuple(dict.fromkeys(reading.unmatched)), tuple(reading.leads)
        )

    def _line(self, line: str, review: str | None, reading: _Reading) -> None:
        """One line of a list: a name; or names, titles and people with commas, dashes or brackets between them."""
        if self._settle(line, review, reading, near=False):
            return
        pieces = [piece for piece in BELONGS.split(line) if piece.strip(" .")]
        for first, last in _longest_first(len(pieces)):
            joined = line[line.find(pieces[first]) : line.find(pieces[last - 1]) + len(pieces[last - 1])].strip(" .,")
            if first + 1 < last and self._settle(joined, review, reading, near=False):
                pieces = pieces[:first] + pieces[last:]
                break
        before = len(reading.ids)
        left = [piece for piece in pieces if not self._settle(piece.strip(" ."), review, reading, near=False)]
        for piece in left:
            self._piece(piece.strip(" ."), review, reading, beside=len(reading.ids) > before)

    def _piece(self, piece: str, review: str | None, reading: _Reading, *, beside: bool) -> None:
        """What is no exact name: near one, a title with a name in it, several joined by "and", a title, or unknown."""
        title = bool(TITLE.search(piece))
        if self._settle(piece, review, reading, near=not title):
            return
        if key_of(piece) in NOT_THE_AGENCY:
            return self._unknown(piece, reading)
        if not title and len(parts := [part for part in JOINS.split(piece) if part.strip()]) > 1:
            for part in parts:
                self._piece(part.strip(" ."), review, reading, beside=beside)
            return None
        if not (beside and title) and self._within(piece, review, reading):
            return None
        if title or (PERSON.match(piece) and not BODY.search(piece)):
            reading.leads.append(piece)
            return None
        return self._unknown(piece, reading)

    def _settle(self, piece: str, review: str | None, reading: _Reading, *, near: bool) -> bool:
        """Take a piece for the agencies of that name, group or kind. False where it is none of these."""
        key = key_of(piece)
        if not key or key in NOT_THE_AGENCY:
            return False
        groups = self._groups.get(key, [])
        ids = called = self._names.called(piece)
        if key in EVERYBODY or (groups and not ids):
            names = {g for every in EVERYBODY if key in EVERYBODY for g in self._groups.get(every, [])} | set(groups)
            return self._take_groups(piece, review, reading, names, exact=bool(groups))
        for words, sectors in SECTORS:
            if key in words and not self._is_full_name(ids, key):
                names = {g for word in words for g in self._groups.get(word, [])}
                if not ids and len(sectors) > 1 and any(self._asked.group_is_of(g, review) for g in names):
                    return self._take_groups(piece, review, reading, names, exact=False)
                ids = self._with_kind(ids, sectors, review)
        for words, sectors in TYPES:
            ids = ids or (self._with_kind(set(), sectors, review) if key in words else ids)
        if ids:
            told = (
                f"of the {len(called)} agencies of that name, {review} asks this one"
                if len(called) > len(ids)
                else None
            )
            return self._take(piece, ids, review, reading, None if ids <= called else "kind", told)
        if not near:
            return False
        ids, how = self._names.nearly_called(piece)
        if how == "spelling" and not ids & self._asked.by(review):
            kinds = [sectors for words, sectors in SECTORS if self._names.spelt_like(piece, words)]
            ids = self._with_kind(set(), kinds[0], review) if len(kinds) == 1 else ids
        return bool(ids) and self._take(piece, ids, review, reading, how)

    def _is_full_name(self, ids: set[str], key: Key) -> bool:
        return len(ids) == 1 and all(key_of(self._register.agencies[id_].name) == key for id_ in ids)

    def _with_kind(self, ids: set[str], sectors: tuple[str, ...], review: str | None) -> set[str]:
        """The agencies of that name or kind; of a review only those it asks, if it asks any of them."""
        agencies = self._register.agencies
        alike = ids | {a.id for a in agencies.values() if a.sector in sectors}
        asked: set[str] = alike & self._asked.by(review)
        if not asked:
            alike = ids | {id_ for id_ in alike if agencies[id_].successor_id is None}
        board = self._asked.board_of(review)
        if board in asked and sectors == ("board",) and not ids & asked:
            return {str(board)}
        found = (asked & ids) or asked or alike
        return {id_ for id_ in found if agencies[id_].parent_id not in found}

    def _take(
        self, piece: str, ids: set[str], review: str | None, reading: _Reading, how: str | None, told: str | None = None
    ) -> bool:
        chosen = ids
        if len(ids) > 1:
            chosen = ids & self._asked.by(review) or ids
            children = {id_ for id_ in chosen if self._register.agencies[id_].parent_id in reading.ids}
            chosen = children if len(children) == 1 else chosen
        if len(chosen) > 1:
            choices = [self._register.agencies[id_].name for id_ in sorted(chosen)]
            more = f" or {len(choices) - MOST_CHOICES} others" if len(choices) > MOST_CHOICES else ""
            reading.say(piece, f"could be {list_in_words(choices[:MOST_CHOICES], 'or')}{more}: choose which")
            reading.unmatched.append(piece)
            reading.exact = False
            return True
        id_ = next(iter(chosen))
        reading.ids.append(id_)
        name = self._register.agencies[id_].name
        if how:
            reading.exact = False
            like = self._names.name_like(piece, id_)
            reasons = {
                "spelling": f"it is spelt almost like ‘{like}’",
                "form": "it is the same but for its legal form",
                "initials": "these are its initials",
                "kind": "it is the only agency of that kind here",
                "within": "its name stands in it",
            }
            reading.say(piece, f"is taken as {name}: {reasons[how]}")
        elif told or len(ids) > 1:
            told = told or f"of the {len(ids)} agencies of that name, this is the likely one"
            reading.say(piece, f"is taken as {name}: {told}")
        if self._asked.only_elsewhere(id_, review):
            reading.exact = False
            reading.flags.append(f"names {name}, of which {review} asks nothing")
        return True

    def _take_groups(self, piece: str, review: str | None, reading: _Reading, groups: set[str], *, exact: bool) -> bool:
        here = {g for g in groups if self._asked.group_is_of(g, review)} or groups
        if len(here) != 1:
            choices = [self._register.groups[g].name for g in sorted(here)]
            said = (
                f"could be {list_in_words(choices[:MOST_CHOICES], 'or')}" if choices else "is no group of the register"
            )
            reading.say(piece, f"{said}: choose the agencies")
            reading.unmatched.append(piece)
            reading.exact = False
            return True
        group = self._register.groups[next(iter(here))]
        members = self._asked.members(group.id)
        reading.ids += members
        reading.exact = reading.exact and exact
        reading.say(piece, f"is taken as the group ‘{group.name}’, of {len(members)} agencies")
        return True

    def _within(self, piece: str, review: str | None, reading: _Reading) -> bool:
        """Take the agencies whose names stand within a longer text, such as a job title."""
        key = key_of(piece)
        if len(key) > LONG_TITLE or any(_holds(key, other) for other in NOT_THE_AGENCY):
            return False
        found: list[set[str]] = []
        for name, ids in self._names.within(key):
            place = next(at for at in range(len(key)) if key[at : at + len(name)] == name)
            before = key[place - 1] if place else None
            fits = {id_ for word in key if word not in name for id_ in self._names.fitting(ids, [word])}
            told = (
                before is None
                or before in FUNCTION
                or TITLE.fullmatch(before)
                or self._names.fitting(fits or ids, [before])
            )
            if any(name in words for words, _ in SECTORS) and not told:
                continue  # another county's police
            if len("".join(name)) >= SHORTEST_WITHIN and name not in ALONE_NOTHING:
                found.append(fits or ids)
        parents = {self._register.agencies[id_].parent_id for ids in found for id_ in ids if len(ids) == 1}
        kept = [ids for ids in found if not (len(ids) == 1 and ids <= parents)]
        return any([self._take(piece, ids, review, reading, "within") for ids in kept])

    def _unknown(self, piece: str, reading: _Reading) -> None:
        reading.unmatched.append(piece)
        reading.exact = False
        reading.say(piece, "is no agency in the register")

    def _answers_now(self, id_: str, reading: _Reading) -> None:
        agency = self._register.agencies[id_]
        successor = self._register.agencies.get(agency.successor_id or "")
        if successor:
            reading.flags.append(f"names {agency.name}, for which {successor.name} answers now")
        elif agency.closed_on:
            reading.flags.append(f"names {agency.name}, which is closed")


def _holds(key: Key, other: Key) -> bool:
    return any(key[place : place + len(other)] == other for place in range(len(key) - len(other) + 1))


def _longest_first(count: int) -> list[tuple[int, int]]:
    spans = [(first, last) for first in range(count) for last in range(first + 1, count + 1)]
    return sorted(spans, key=lambda span: span[0] - span[1]) if count <= 8 else []
