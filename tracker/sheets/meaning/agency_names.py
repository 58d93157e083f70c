"""Every name by which the register's agencies and groups can be called, ready to be looked up."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

from tracker.rules.records import Agency
from tracker.rules.register import Register
from tracker.sheets.meaning.spelling import allowed, slips, words_of

Key = tuple[str, ...]
SMALL = frozenset({"the", "of", "in", "for"})
LEGAL = frozenset(
    {"nhs", "foundation", "trust", "ft", "nhsft", "nhst", "plc", "ltd", "limited", "cic", "university", "teaching"}
)
SAME = {
    "constabulary": "police", "const": "police", "hants": "hampshire", "northants": "northamptonshire",
    "soton": "southampton",
    "notts": "nottinghamshire", "lincs": "lincolnshire", "lancs": "lancashire", "wilts": "wiltshire",
    "staffs": "staffordshire",
    "glos": "gloucestershire", "beds": "bedfordshire", "bucks": "buckinghamshire", "berks": "berkshire",
    "cambs": "cambridgeshire",
    "oxon": "oxfordshire", "herts": "hertfordshire", "leics": "leicestershire", "worcs": "worcestershire",
    "svc": "service",
    "svcs": "service", "services": "service", "dept": "department", "childrens": "children", "childs": "children",
    "child": "children",
    "schools": "school", "hospitals": "hospital", "gps": "gp", "trusts": "trust", "agencies": "agency",
    "partners": "partner",
    "adults": "adult", "organisations": "organisation", "organizations": "organisation", "surgeries": "surgery",
    "yot": "yos",
}  # fmt: skip
FEWEST_INITIALS = 3
LONGEST_NAME = 12


@lru_cache(maxsize=16_384)
def key_of(text: str) -> Key:
    """A name as it is compared: no case, no marks, no "the", "&" as "and", abbreviations written out."""
    return tuple(SAME.get(word, word) for word in words_of(text) if word not in SMALL)


class NameIndex:
    """The names of the agencies of a register: whole, without their legal form, in any order of words, and by "
    "initials."""

    def __init__(self, register: Register) -> None:
        self._agencies = register.agencies
        self.names: dict[Key, set[str]] = defaultdict(set)
        self.written: dict[tuple[Key, str], str] = {}
        for agency in register.agencies.values():
            for name in _called(agency):
                if key := key_of(name):
                    self.names[key].add(agency.id)
                    self.written.setdefault((key, agency.id), name)

    @cached_property
    def _any_order(self) -> dict[frozenset[str], set[str]]:
        found: dict[frozenset[str], set[str]] = defaultdict(set)
        for key, ids in self.names.items():
            found[frozenset(key)] |= ids
        return found

    @cached_property
    def _bare(self) -> dict[Key, set[str]]:
        found: dict[Key, set[str]] = defaultdict(set)
        for key, ids in self.names.items():
            if (bare := _without_form(key)) and bare != key and len(bare) > 1:
                found[bare] |= ids
        return found

    @cached_property
    def _initials(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for agency in self._agencies.values():
            words = words_of(agency.name.partition("(")[0])
            for chosen in (words, [w for w in words if w not in SMALL | {"and"}]):
                letters = "".join("nhs" if w == "nhs" else w[0] for w in chosen)
                if len(letters) >= FEWEST_INITIALS:
                    found[letters].add(agency.id)
        return found

    def called(self, text: str) -> set[str]:
        """The agencies of exactly this name, in any case and order of its words."""
        key = key_of(text)
        ids = self.names.get(key) or self._any_order.get(frozenset(key), set())
        if len(ids) > 1:  # a full name wins over somebody else's short or other name
            return {id_ for id_ in ids if key_of(self._agencies[id_].name) == key} or set(ids)
        return set(ids)

    def nearly_called(self, text: str) -> tuple[set[str], str]:
        """The agencies that a name means without its legal form, by initials, or but for slips; and which way."""
        key = key_of(text)
        bare = _without_form(key)
        if ids := self._bare.get(bare, set()) | (self.names.get(bare, set()) if bare != key else set()):
            return set(ids), "form"
        if len(key) == 1 and text.strip().replace(".", "").isupper() and (ids := self._initials.get(key[0], set())):
            return set(ids), "initials"
        return self._misspelt(_spelt(text)), "spelling"

    @cached_property
    def _as_written(self) -> list[tuple[Key, str]]:
        return [(_spelt(name), id_) for (_, id_), name in self.written.items()]

    def _misspelt(self, key: Key) -> set[str]:
        near: dict[str, int] = {}
        for name, id_ in self._as_written:
            if (count := _slips(key, name)) is not None:
                near[id_] = min(count, near.get(id_, count))
        return {id_ for id_, count in near.items() if count == min(near.values())}

    def spelt_like(self, text: str, keys: Iterable[Key]) -> set[Key]:
        """Those of some keys that a text is, but for slips."""
        spelt = _spelt(text)
        return {key for key in keys if _slips(spelt, key) is not None or _slips(key_of(text), key) is not None}

    def within(self, words: Key) -> list[tuple[Key, set[str]]]:
        """The names that stand within a row of words, the longest first, none inside another."""
        found: list[tuple[Key, set[str]]] = []
        place = 0
        while place < len(words):
            for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
                if ids := self.names.get(words[place : place + length]):
                    found.append((words[place : place + length], set(ids)))
                    place += length - 1
                    break
            place += 1
        return found

    def name_like(self, text: str, id_: str) -> str:
        """The name of an agency that is nearest to what was written, for saying what it was taken for."""
        names = [name for (_, owner), name in self.written.items() if owner == id_]
        counts = {name: count for name in names if (count := _slips(_spelt(text), _spelt(name))) is not None}
        return min(counts, key=counts.__getitem__) if counts else self._agencies[id_].name

    def fitting(self, ids: Collection[str], words: Iterable[str]) -> set[str]:
        """Those of some agencies whose own names hold all of these words: a place, most often."""
        wanted = set(words)
        return {id_ for id_ in ids if wanted <= {w for n in _called(self._agencies[id_]) for w in key_of(n)}}


def _called(agency: Agency) -> tuple[str, ...]:
    before, _, inside = agency.name.partition("(")
    brackets = (before, inside.partition(")")[0]) if inside else ()
    return (agency.name, agency.short_name, *agency.other_names, agency.id, *brackets)


@lru_cache(maxsize=16_384)
def _spelt(text: str) -> Key:
    """The words of a name as they were spelt."""
    return tuple(word for word in words_of(text) if word not in SMALL)


def _without_form(key: Key) -> Key:
    return tuple(word for word in key if word not in LEGAL)


def _slips(key: Key, name: Key) -> int | None:
    """The slips between two names, word by word; None where a word is another word. Run together, one is allowed."""
    joined, other = "".join(key), "".join(name)
    if len(joined) < 5 or not other or joined[0] != other[0]:
        return None
    if len(key) != len(name):
        count = slips(joined, other, 1)
        return count if count <= 1 else None
    total = 0
    for one, there in zip(key, name, strict=True):
        most = allowed(there) if one[0] == there[0] else 0
        count = slips(one, there, most)
        if count > most:
            return None
        total += count
    return total
