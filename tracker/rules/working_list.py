"""What a person makes of the candidates of a report before anything enters the register: take, edit, part, join, leave.

Every step is a function from one list to the next, so that the page can go a step back and nothing is lost. What was
read stays beside what it became (`source`), and an item can always be put back as it was read.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from tracker.rules.candidates import Candidate, CandidatePart, Place
from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import BadValueError, UnknownError
from tracker.rules.short_title import short_title
from tracker.rules.words import Answer, CandidateKind

NOWHERE = Place()
LIST = CandidateKind.RECOMMENDATION, CandidateKind.SINGLE_AGENCY
"""The kinds that become recommendations of the register."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the working list. `numbers` are the candidates it came from, `source` their words as read; `owners`
    are the agencies and groups to be asked, None while nobody chose: then what the tracker suggests counts."""

    id: str
    numbers: tuple[int, ...]
    kind: CandidateKind
    text: str
    source: str
    ref: str = ""
    title: str = ""
    parts: tuple[CandidatePart, ...] = ()
    addressed_to: tuple[str, ...] = ()
    place: Place = NOWHERE
    about: str = ""
    agency_id: str | None = None
    kept_by: str | None = None
    owners: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    answer: Answer = Answer.WAITING
    why: str = ""
    """Why it was left out, where somebody said so."""
    edited: bool = False

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return self.place.page


Items = tuple[Item, ...]
EDITABLE = (
    "kind",
    "text",
    "ref",
    "title",
    "parts",
    "addressed_to",
    "about",
    "agency_id",
    "kept_by",
    "owners",
    "themes",
)


def start(candidates: Iterable[Candidate], agency_of: Callable[[str], str | None] = lambda _: None) -> Items:
    """The list as read: nothing is answered. Where a report numbers none of its recommendations, they are counted."""
    every = tuple(candidates)
    counted = not any(one.ref for one in every if one.kind == CandidateKind.RECOMMENDATION)
    found, number = list[Item](), 0
    for one in every:
        ref = one.ref or ""
        if one.kind in LIST and not ref:
            number += 1
            ref = f"IMR {one.place.paragraph or number}" if one.kind == CandidateKind.SINGLE_AGENCY else ""
            ref = ref or (str(number) if counted else "")
        found.append(as_read(one, ref, agency_of(one.agency) if one.agency else None))
    refs = {item.ref for item in found if item.kind in LIST}
    return _refs_once([_refers(item, refs) for item in found])


def as_read(one: Candidate, ref: str, agency_id: str | None = None) -> Item:
    """A candidate as an item, before anybody touched it."""
    return Item(
        f"c{one.number}", (one.number,), one.kind, one.text, one.text, ref, one.title or short_title(one.text),
        one.parts, one.addressed_to, one.place, one.about, agency_id, one.kept_by,
    )  # fmt: skip


def _refers(item: Item, refs: set[str]) -> Item:
    """A reference to another review that stands in a recommendation hangs on that one."""
    if item.kind == CandidateKind.CROSS_REFERENCE and item.kept_by is None and item.place.paragraph in refs:
        return replace(item, kept_by=item.place.paragraph)
    return item


def _refs_once(items: list[Item]) -> Items:
    seen, found = set[str](), list[Item]()
    for item in items:
        ref, turn = item.ref, ord("b")
        while item.kind in LIST and ref and ref.lower() in seen and turn <= ord("z"):
            ref, turn = f"{item.ref}{chr(turn)}", turn + 1
        seen.add(ref.lower())
        found.append(replace(item, ref=ref))
    return tuple(found)


def of(items: Items, item_id: str) -> Item:
    """The item of an id. Raises UnknownError."""
    found = next((item for item in items if item.id == item_id), None)
    if found is None:
        raise UnknownError("candidate", item_id, [item.id for item in items])
    return found


def answered(items: Items, item_id: str, answer: Answer, why: str = "") -> Items:
    """Take an item, leave it out, or put it back among those that wait."""
    return _with(items, replace(of(items, item_id), answer=answer, why=why if answer == Answer.LEFT_OUT else ""))


def all_taken(items: Items, kind: CandidateKind) -> Items:
    """Take everything of a kind that waits."""
    return tuple(
        replace(item, answer=Answer.TAKEN) if item.kind == kind and item.answer == Answer.WAITING else item
        for item in items
    )


def edited(items: Items, item_id: str, **values: Any) -> Items:
    """Change what an item will say. Raises BadValueError for an item without words."""
    if unknown := values.keys() - set(EDITABLE):
        raise TypeError(f"no field of an item: {sorted(unknown)}")
    if "text" in values and not values["text"].strip():
        raise BadValueError("Text", "", "is empty: leave the candidate out instead")
    before = of(items, item_id)
    after = replace(before, **values)
    return _with(items, replace(after, edited=before.edited or after != before))


def split(items: Items, item_id: str, at: int) -> Items:
    """Part an item in two where its text is cut, before character `at`. The parts go where their words are."""
    whole = of(items, item_id)
    first, second = whole.text[:at].rstrip(), whole.text[at:].lstrip()
    if not first or not second:
        raise BadValueError("Where to part it", at, "leaves nothing on one side")
    marks = [id_ for id_ in (item.id for item in items) if id_.startswith(f"{whole.id}.")]
    upper = replace(whole, text=first, parts=_within(whole.parts, first), edited=True, answer=Answer.WAITING)
    lower = replace(
        upper, id=f"{whole.id}.{len(marks) + 2}", text=second, parts=_within(whole.parts, second),
        title=short_title(second), ref=_next_ref(items, whole.ref),
    )  # fmt: skip
    found = list[Item]()
    for item in items:
        found += [upper, lower] if item.id == item_id else [item]
    return tuple(found)


def joined(items: Items, item_id: str, other_id: str) -> Items:
    """Make one item of two: the words of the one that stands first in the report come first, and it keeps its name."""
    order = {item.id: number for number, item in enumerate(items)}
    if item_id == other_id:
        raise BadValueError("Join with", item_id, "is the same one")
    one, other = sorted((of(items, item_id), of(items, other_id)), key=lambda item: order[item.id])
    parts = (one.parts or (CandidatePart("1", one.text),)) + (other.parts or (CandidatePart("2", other.text),))
    whole = replace(
        one, numbers=tuple(sorted({*one.numbers, *other.numbers})), text=f"{one.text}\n{other.text}",
        source=one.source if one.source == other.source else f"{one.source}\n{other.source}",
        parts=_labels_once(parts) if one.parts or other.parts else (),
        addressed_to=tuple(dict.fromkeys((*one.addressed_to, *other.addressed_to))), answer=Answer.WAITING, edited=True,
    )  # fmt: skip
    return tuple(whole if item.id == one.id else item for item in items if item.id != other.id)


def back_as_read(items: Items, item_id: str, read: Items) -> Items:
    """Undo all that was done to an item, and to what it was parted into or joined with."""
    numbers = set(of(items, item_id).numbers)
    while more := {n for item in items if numbers & set(item.numbers) for n in item.numbers} - numbers:
        numbers |= more
    originals = [item for item in read if numbers & set(item.numbers)]
    found, put = list[Item](), False
    for item in items:
        if not numbers & set(item.numbers):
            found.append(item)
        elif not put:
            found, put = [*found, *originals], True
    return tuple(found)


def in_the_way(items: Items, known: Collection[str] = ()) -> tuple[str, ...]:
    """What must be settled before the list can be put in, each a sentence; empty when it can be. `known` are the
    references that its review has already."""
    taken = [item for item in items if item.answer == Answer.TAKEN]
    found = list[str]()
    if not taken:
        found.append("Nothing is taken yet")
    if waiting := [item for item in items if item.answer == Answer.WAITING and item.kind == LIST[0]]:
        found.append(f"{plural(len(waiting), 'recommendation')} not yet taken or left out")
    listed = [item for item in taken if item.kind in LIST]
    if without := [item for item in listed if not item.ref.strip()]:
        pages = [f"‘{short_title(item.text, 40)}’" for item in without[:3]]
        found.append(f"{list_in_words(pages)} {'has' if len(without) == 1 else 'have'} no reference: give a number")
    refs = [item.ref.strip().lower() for item in listed if item.ref.strip()]
    if twice := sorted({item.ref for item in listed if refs.count(item.ref.strip().lower()) > 1}):
        found.append(f"{list_in_words(twice)} {'stands' if len(twice) == 1 else 'stand'} for two recommendations each")
    if untitled := [item.ref for item in listed if not item.title.strip()]:
        found.append(f"{list_in_words(untitled)} {'has' if len(untitled) == 1 else 'have'} no short title")
    if nobodys := [item.ref for item in listed if item.kind == CandidateKind.SINGLE_AGENCY and not item.agency_id]:
        found.append(f"Say which agency’s own {list_in_words(nobodys)} {'is' if len(nobodys) == 1 else 'are'}")
    homeless = [i for i in taken if i.kind == CandidateKind.CROSS_REFERENCE and not i.kept_by]
    if homeless:
        said = [f"‘{short_title(item.text, 40)}’" for item in homeless[:3]]
        found.append(f"Say which recommendation refers to {list_in_words(said)}, or leave it out")
    there = {item.ref for item in listed} | set(known)
    if lost := sorted({i.kept_by for i in taken if i.kind not in LIST and i.kept_by and i.kept_by not in there}):
        found.append(f"{list_in_words(lost)} is left out, and something taken hangs on it: take it, or choose another")
    return tuple(found)


def written(items: Items) -> str:
    """The list as text, to be kept until somebody goes on with it."""
    return json.dumps([asdict(item) for item in items], ensure_ascii=False, separators=(",", ":"))


def read_again(text: str) -> Items:
    """The list that was kept. Raises ValueError, TypeError or KeyError for anything else."""
    return tuple(_item(one) for one in json.loads(text))


def _item(kept: Mapping[str, Any]) -> Item:
    values = {one.name: kept[one.name] for one in fields(Item) if one.name in kept}
    lists = ("numbers", "addressed_to", "owners", "themes")
    values |= {name: tuple(values[name]) for name in lists if values.get(name) is not None}
    values["parts"] = tuple(CandidatePart(**part) for part in values.get("parts", ()))
    values["place"] = Place(**values.get("place", {}))
    return Item(**values | {"kind": CandidateKind(kept["kind"]), "answer": Answer(kept["answer"])})


def letters(text: str) -> str:
    """The letters and figures of a text: what printing cannot change."""
    return re.sub(r"[\W_]+", "", text.lower())


def _with(items: Items, new: Item) -> Items:
    return tuple(new if item.id == new.id else item for item in items)


def _within(parts: tuple[CandidatePart, ...], text: str) -> tuple[CandidatePart, ...]:
    """The parts whose words stand in a text; none where it is only one."""
    words = letters(text)
    found = tuple(part for part in parts if letters(part.text) in words)
    return found if len(found) > 1 else ()


def _labels_once(parts: tuple[CandidatePart, ...]) -> tuple[CandidatePart, ...]:
    labels = [part.label for part in parts]
    if len(set(labels)) == len(labels):
        return parts
    return tuple(CandidatePart(str(number), part.text) for number, part in enumerate(parts, start=1))


def _next_ref(items: Items, ref: str) -> str:
    """A free reference after one that was parted: 7, 7b, 7c."""
    taken = {item.ref.lower() for item in items}
    letters = (f"{ref}{chr(letter)}" for letter in range(ord("b"), ord("z") + 1))
    return next((one for one in letters if one.lower() not in taken), "") if ref else ""
