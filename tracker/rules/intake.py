"""Whether a recommendation can be tracked as it is written. Advice to the person who takes it in, never a bar."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.rules import intake_words as says
from tracker.rules.candidates import CandidatePart
from tracker.rules.deadline_in_text import deadlines
from tracker.rules.verbs import BASE, VERBS
from tracker.rules.words import Word


class Advice(Word):
    """What an intake check is about."""

    NO_ADDRESSEE = "no_addressee"
    TWO_ASKS = "two_asks"
    VAGUE = "vague"
    NO_TEST = "no_test"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Check:
    """One piece of advice: its sentence, and the words of the recommendation it is about, or none."""

    kind: Advice
    sentence: str
    words: str = ""
    due: date | None = None
    """The day that follows from a deadline in the text."""


def checks(
    text: str, *, addressed_to: Sequence[str], parts: Sequence[CandidatePart], published_on: date | None
) -> tuple[Check, ...]:
    """What to look at before a recommendation is tracked, in the order in which a person would."""
    text = text[: says.LONG]
    units = [one.text[: says.LONG] for one in parts] or [text]
    made = list[Check]()
    if not addressed_to:
        made.append(Check(Advice.NO_ADDRESSEE, "It names nobody who is to do it: agree an owner."))
    made += [two for unit in units if (two := _two_asks(unit))]
    if parts and (outside := _outside(text, parts)):
        sentence = "It asks for this after its list, and no part of it carries that: add a part, or track it with one."
        made.append(Check(Advice.TWO_ASKS, sentence, outside))
    made += [vague for unit in units for vague in _vague(unit)]
    due = deadlines(text, published_on=published_on)
    if not due and not says.TOLD.search(text) and not says.MADE.search(text):
        sentence = (
            "Nothing in it says how anybody will see that it is done: no product, audit, evidence or date. "
            "Agree with its owner what will show it."
        )
        made.append(Check(Advice.NO_TEST, sentence))
    made += [Check(Advice.DEADLINE, one.reason, one.words, one.on) for one in due]
    return tuple(made)


def _vague(unit: str) -> Iterator[Check]:
    """Operative verbs that ask for no act, and qualifiers that leave the act open."""
    plain = says.BRACKETS.sub(lambda one: " " * len(one[0]), unit)
    seen = set[int]()
    first = (says.VAGUE_FIRST.search(plain), _vague_wish(plain))
    for match in (
        *first,
        *says.VAGUE_AFTER.finditer(plain),
        says.VAGUE_ASKED.search(plain),
        says.VAGUE_GIVEN.search(plain),
    ):
        if match is None or match.end("words") in seen:
            continue
        if match.re is not says.VAGUE_GIVEN and _relative(plain[max(0, match.start() - 40) : match.start()]):
            continue
        seen.add(match.end("words"))
        words = match["words"]
        yield Check(
            Advice.VAGUE, f"The words “{words}” ask for no act that can be seen: agree what is to be done.", words
        )
    for match in says.IF_NEEDED.finditer(plain):
        if match["verb"].lower() in BASE or match["verb"].lower() in VERBS:
            words = match["words"]
            yield Check(
                Advice.VAGUE,
                f"The words “{words}” leave open whether anything is to be done: agree who decides.",
                words,
            )


def _vague_wish(plain: str) -> re.Match[str] | None:
    """In "That the guidance also consider …": its first verb, where that is vague."""
    if not re.match(r"\W*(?:[a-z]\)\s*)?that\b", plain, re.IGNORECASE):
        return None
    for word in says.WORD.finditer(plain[:300]):
        if word[0].lower() in VERBS | says.MODALS and word[0].lower() not in says.NOUNS_TOO:
            return re.compile(rf"(?P<words>{says.VAGUE_VERBS})\b", re.IGNORECASE).match(plain, word.start())
    return None


def _relative(before: str) -> bool:
    """Whether what follows these words is told of a thing, not asked: "an assessment which will consider …"."""
    return bool(re.search(r"\b(?:which|who|that)\s*$", before)) and not re.match(r"\W*that\s*$", before, re.IGNORECASE)


def _two_asks(unit: str) -> Check | None:
    """A second act joined to the first, each with what it is about; or a second sentence that asks."""
    plain = says.BRACKETS.sub(lambda one: " " * len(one[0]), unit)
    begin, asking = 0, 0
    for end in (*(gap.start() for gap in says.SENTENCE.finditer(plain)), len(plain)):
        sentence = plain[begin:end]
        if not asking or not says.BACK.match(sentence):
            asks = any(word in says.MODALS for word in sentence.lower().split())
            if asks and asking and plain[begin - 2 : begin - 1] != ";":
                words = unit[begin:end].strip()
                said = "It asks for this in a sentence of its own: make it a part, so that each can be tracked."
                return Check(Advice.TWO_ASKS, said, words)
            if second := _second_verb(sentence):
                words = unit[begin + second[0] : begin + second[1]].strip(" ,.;")
                first, other = second[2], second[3]
                said = f"It asks for two acts, “{first}” and “{other}”: make each a part, so that each can be tracked."
                return Check(Advice.TWO_ASKS, said, words)
            asking += asks
        begin = end + 1
    return None


def _second_verb(sentence: str) -> tuple[int, int, str, str] | None:
    """Where a second act begins and ends, and both verbs; doublets ("review and revise") are one act."""
    words = list(says.WORD.finditer(sentence))
    first = _first_verb([word[0].lower() for word in words])
    if first is None:
        return None
    third = words[first][0].lower() not in BASE
    for at in range(first + 3, len(words) - 2):
        if words[at][0].lower() != "and":
            continue
        again = words[at + 1][0].lower() in says.MODALS | {"to"}
        place = at + 1 + again + (words[at + 1 + again][0].lower() in ("then", "also"))
        if place + 1 >= len(words):
            continue
        verb, after = words[place][0].lower(), words[place + 1][0].lower()
        if (verb in BASE) == third or verb not in VERBS or (verb in says.NOUNS_TOO and after not in says.OBJECT):
            continue
        between = sentence[words[first].end() : words[at].start()][-says.NEAR :]
        inward = any(not one["verb"] or one["verb"].lower() in BASE for one in says.INWARD.finditer(between))
        if after in (",", "and", "or", "of") or (inward and not (again or between.rstrip().endswith(","))):
            continue
        return words[at].start(), len(sentence), words[first][0], words[place][0]
    return None


def _first_verb(words: list[str]) -> int | None:
    """Where the operative verb stands: after "should", at the beginning, or the first one after "That"."""
    for number, word in enumerate(words[:-1]):
        if word in says.MODALS or (
            word == "to" and number and words[number - 1] in ("required", "expected", "asked", "need", "needs")
        ):
            return next((n for n in range(number + 1, min(number + 4, len(words))) if words[n] in BASE), None)
    if words and words[0] == "that":
        return next((n for n, word in enumerate(words) if n > 1 and word in VERBS and word not in says.NOUNS_TOO), None)
    start = 1 if words and words[0] == "to" else 0
    return start if len(words) > start and words[start] in BASE else None


def _outside(text: str, parts: Sequence[CandidatePart]) -> str:
    """What a text asks for after its last part, in words; empty where it asks nothing there."""
    at = text.rfind(parts[-1].text)
    rest = text[at + len(parts[-1].text) :].strip() if at >= 0 else ""
    asks = re.match(r"\W*that\b", rest, re.IGNORECASE) or any(word in says.MODALS for word in rest.lower().split())
    return rest if asks and not says.BACK.match(rest) else ""
