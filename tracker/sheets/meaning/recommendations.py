"""Which recommendation a row of a plan answers: by its reference, else by its text, never silently below certain.

Where the reference names one and the text another, the text wins if it is nearly the printed one: boards number anew,
they seldom write anew. Flags are the rest of a sentence that begins with the value of the cell. The thresholds were
measured on the register's recommendations shortened, paraphrased and misspelt against texts about other matters
(tests/sheets/test_meaning_recommendations.py).
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tracker.rules.dates import list_in_words
from tracker.rules.records import Recommendation
from tracker.rules.register import Register
from tracker.sheets.meaning.likeness import Weights, content
from tracker.sheets.meaning.references import Reference, bare, leading_reference, references_in, with_part
from tracker.sheets.meaning.spelling import words_of

How = Literal["ref", "text", "both"]
CERTAIN = 1.0
HELD = 0.95
ENOUGH = 0.45
AHEAD = 0.1
TEXT_WINS = 0.75
UNLIKE = 0.15
BY_PLACE = 0.5
BY_REF_ALONE = 0.65
BY_NUMBER_BEFORE = 0.7
BY_BARE_NUMBER = 0.9
FEWEST_WORDS = 5
LONGEST_READ = 8_000


@dataclass(frozen=True, slots=True)
class FoundRecommendation:
    """The recommendation found, the first of `ids` where a cell names several; how, and how sure, from 0 to 1."""

    id: str | None = None
    how: How | None = None
    confidence: float = 0.0
    flags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    part_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the register that a cell may repeat: a recommendation's, its title's, or a part's."""

    id: str
    part_id: str | None
    words: tuple[str, ...]
    content: tuple[str, ...]


class Recommendations:
    """The recommendations of a review, or of the whole register, to be found by what people write."""

    def __init__(self, register: Register, review: str | None = None) -> None:
        self._register = register
        self._all = [r for r in register.recommendations.values() if review is None or r.review_id == review]
        self._by_ref: dict[str, list[str]] = defaultdict(list)
        for one in self._all:
            for name in {one.id.casefold(), one.ref.casefold(), bare(one.ref)}:
                self._by_ref[name].append(one.id)
            code = one.review_id.casefold()
            for mark in (" ", "-", "/", " - ", ": "):
                self._by_ref[f"{code}{mark}{one.ref.casefold()}"].append(one.id)

    @cached_property
    def _texts(self) -> list[_Text]:
        found = []
        for one in self._all:
            parts = [p for p in self._register.parts_of.get(one.id, ()) if p.label]
            said: list[tuple[str, str | None]] = [
                (one.text, None),
                (one.title, None),
                (f"{one.title} {one.text}", None),
            ]
            for text, part_id in [*said, *((part.text, part.id) for part in parts)]:
                if text.strip():
                    found.append(_Text(one.id, part_id, words_of(text), content(text)))
        return found

    @cached_property
    def _weights(self) -> Weights:
        return Weights.of(content(f"{one.title} {one.text}") for one in self._all)

    def find(self, ref: str | None, text: str | None) -> FoundRecommendation:
        """The recommendation of a row by the cell of its reference and the cell of its text; either may be missing."""
        text = (text or "").strip()[:LONGEST_READ]
        leading, rest = leading_reference(text)
        by_text = self._by_text(text)
        if leading and (without := self._by_text(rest)).confidence > by_text.confidence:
            by_text = without
        by_ref = self._by_reference((ref or "").strip())
        if not by_ref.id and leading and (bare(leading) in self._by_ref or not by_text.id):
            by_ref = self._by_reference(leading)
        if not by_ref.id and not by_text.id and text and len(text.split()) < FEWEST_WORDS:
            by_ref = self._by_reference(text)
        return self._of_both(by_ref, by_text, rest if leading else text)

    def _of_both(self, by_ref: FoundRecommendation, by_text: FoundRecommendation, text: str) -> FoundRecommendation:
        if not by_ref.id or not by_text.id:
            found = by_ref if by_ref.id else by_text
            if by_ref.id and len(text.split()) >= FEWEST_WORDS and self._unlike(by_ref.id, text):
                said = f"names {by_ref.id}, but the text beside it is not like that recommendation’s"
                if by_ref.confidence < CERTAIN:
                    return FoundRecommendation(flags=(*by_ref.flags, f"{said}: it is not taken"))
                return FoundRecommendation(
                    by_ref.id, "ref", BY_REF_ALONE, (*by_ref.flags, said), by_ref.ids, by_ref.part_ids
                )
            return found if found.id else FoundRecommendation(flags=by_ref.flags + by_text.flags)
        if by_text.id in by_ref.ids:
            certain = by_ref.confidence == CERTAIN or by_text.confidence == CERTAIN
            flags = () if certain else by_text.flags
            return FoundRecommendation(
                by_text.id, "both", CERTAIN if certain else max(by_ref.confidence, by_text.confidence), flags,
                by_ref.ids, by_ref.part_ids or by_text.part_ids,
            )  # fmt: skip
        said = f"names {by_ref.id} by its reference, but {by_text.id} by its text"
        if by_text.confidence >= TEXT_WINS or by_ref.confidence < by_text.confidence:
            return FoundRecommendation(
                by_text.id,
                "text",
                min(by_text.confidence, 0.9),
                (f"{said}: the text is taken",),
                by_text.ids,
                by_text.part_ids,
            )
        return FoundRecommendation(
            by_ref.id,
            "ref",
            min(by_ref.confidence, 0.8),
            (f"{said}: the reference is taken",),
            by_ref.ids,
            by_ref.part_ids,
        )

    def _by_reference(self, ref: str) -> FoundRecommendation:
        if not ref:
            return FoundRecommendation()
        ids: list[str] = []
        parts: list[str] = []
        flags: list[str] = []
        confidence = CERTAIN
        whole = [Reference(name) for name in (ref.casefold(), bare(ref)) if name in self._by_ref][:1]
        for reference in whole or references_in(ref):
            found, part_ids, sure, flag = self._one(reference)
            flags += [flag] if flag else []
            if found:
                ids.append(found)
                parts += part_ids
                confidence = min(confidence, sure)
        ids = list(dict.fromkeys(ids))
        if not ids:
            return FoundRecommendation(flags=tuple(flags))
        return FoundRecommendation(ids[0], "ref", confidence, tuple(flags), tuple(ids), tuple(dict.fromkeys(parts)))

    def _one(self, reference: Reference) -> tuple[str | None, tuple[str, ...], float, str | None]:
        """The recommendation of one reference, its parts, how sure, and what to say of it."""
        shown = reference.ref if not reference.part else f"{reference.ref} ({reference.part})"
        split = None if reference.part else with_part(reference.ref)
        for ref, label in ((reference.ref, reference.part), *([split] if split else [])):
            ids = self._by_ref.get(ref, [])
            if len(ids) > 1:
                reviews = [self._register.recommendations[id_].review_id for id_ in ids]
                return None, (), 0.0, f"has {shown}, which stands in {list_in_words(reviews[:5])}: say which review"
            if ids and label:
                parts = [p.id for p in self._register.parts_of.get(ids[0], ()) if p.label.casefold() == label]
                said = None if parts else f"has {shown}: {ids[0]} has no part {label}, so all of it is taken"
                return ids[0], tuple(parts), CERTAIN if parts else 0.9, said
            if ids and ref.isdigit() and len({one.review_id for one in self._all}) > 1:
                return ids[0], (), BY_BARE_NUMBER, f"has {shown}, which only {ids[0]} bears: is it of that review?"
            if ids:
                return ids[0], (), CERTAIN, None
        return self._by_number_before(reference.ref) or self._by_place(reference.ref) or (
            None, (), 0.0, f"has ‘{shown}’, which is no recommendation here")  # fmt: skip

    def _by_number_before(self, ref: str) -> tuple[str, tuple[str, ...], float, str] | None:
        """3.1 and 3.1a, where there is a 3 and no 3.1: the number of an action under recommendation 3."""
        before = ref
        while "." in before or with_part(before):
            split = with_part(before)
            before = split.ref if split else before.rpartition(".")[0]
            ids = self._by_ref.get(before, [])
            if len(ids) == 1 and before.replace(".", "").isdigit():
                return ids[0], (), BY_NUMBER_BEFORE, f"has {ref}, which is taken as an action for {ids[0]}"
        return None

    def _by_place(self, ref: str) -> tuple[str, tuple[str, ...], float, str] | None:
        """Recommendation 3 of a review that prints them as 10.2.1, 10.2.2 …: the third, in doubt."""
        if not ref.isdigit() or len({one.review_id for one in self._all}) != 1:
            return None
        overview = [one for one in self._all if one.level == "overview"]
        third: list[Recommendation] = [one for one in overview if one.position == int(ref)]
        if len(third) != 1 or any(one.ref.isdigit() for one in overview):
            return None
        said = f"has {ref}, which is no reference here: {third[0].id} is taken, as it stands at that place"
        return third[0].id, (), BY_PLACE, said

    def _by_text(self, text: str) -> FoundRecommendation:
        words = words_of(text)
        if len(words) < 2:
            return FoundRecommendation()
        same = [t for t in self._texts if t.words == words]
        if same and len({t.id for t in same}) == 1:
            return self._taken(same[0], CERTAIN, None)
        held = self._held(words)
        if held:
            return self._taken(held, HELD, "is taken as {id}, whose text it gives in part or with more around it")
        return self._by_likeness(text)

    def _held(self, words: tuple[str, ...]) -> _Text | None:
        """The text that holds these words in a row, or is held in them, if that is one recommendation's."""
        for cut in (words, words[:-1]):  # the last word of a shortened text may be cut itself
            found = self._holding(f" {' '.join(cut)} ", len(cut))
            if len({t.id for t in found}) == 1:
                return next((t for t in found if t.part_id is None), found[0])
        return None

    def _holding(self, line: str, length: int) -> list[_Text]:
        return [
            t for t in self._texts
            if min(length, len(t.words)) >= FEWEST_WORDS
            and (line in f" {' '.join(t.words)} " or f" {' '.join(t.words)} " in line)
        ]  # fmt: skip

    def _by_likeness(self, text: str) -> FoundRecommendation:
        words = self._weights.mended(content(text))
        if len(words) < 3:
            return FoundRecommendation()
        best: dict[str, tuple[float, _Text]] = {}
        for known in self._texts:
            score = self._score(words, known.content)
            if score > best.get(known.id, (0.0, known))[0]:
                best[known.id] = (score, known)
        ranked = sorted(best.values(), key=lambda each: -each[0])
        if not ranked or ranked[0][0] < ENOUGH:
            return FoundRecommendation()
        score, known = ranked[0]
        if len(ranked) > 1 and ranked[1][0] > score - AHEAD:
            choices = [each.id for near, each in ranked[:3] if near > score - AHEAD]
            return FoundRecommendation(flags=(f"is like {list_in_words(choices, 'and')}: choose which",))
        return self._taken(known, min(round(score, 2), 0.94), "is taken as {id}, whose text is alike but not the same")

    def _score(self, words: tuple[str, ...], known: tuple[str, ...]) -> float:
        """How alike: of both texts together, or, for a shortened one, how much of it the printed text holds."""
        weights = self._weights
        shortened = weights.covered(words, known) * 0.85 if len(words) >= FEWEST_WORDS else 0.0
        return max(weights.alike(words, known), shortened)

    def _unlike(self, id_: str, text: str) -> bool:
        words = self._weights.mended(content(text))
        return max((self._score(words, t.content) for t in self._texts if t.id == id_), default=0.0) < UNLIKE

    def _taken(self, known: _Text, confidence: float, flag: str | None) -> FoundRecommendation:
        flags = (flag.format(id=known.id),) if flag else ()
        parts = (known.part_id,) if known.part_id else ()
        return FoundRecommendation(known.id, "text", confidence, flags, (known.id,), parts)
