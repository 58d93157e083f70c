"""Taking words out: what counts as the same words, what is left of a text, and what is in the way of agreeing to it.

Upper and lower case, the width of a space, the kind of an apostrophe or dash and the way an accent is coded make no
difference. Words are matched whole: to take out “Ann” leaves “annual” as it is, and says so.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError
from tracker.rules.records import Redaction

MARK = "[redacted]"
FILE = "file:"
"""How a redaction's record names a file that it took out, before the file's hash."""
SHORTEST, LONGEST = 3, 1_000
MOST_NAMED = 12
_ALIKE = ("'’‘ʼ`´", "-‐‑‒–—", '"“”„')
_WORD = re.compile(r"\w+")
_APART = re.compile(r"[\s_\-‐‑‒–—\u200b]+")
LEAST_OF_A_WORD = 4
WHO_AGREES = (
    "Somebody else who may agree has to: the business manager, the subgroup or the scrutineer; for an unpublished "
    "review, one who is named to read it."
)
_DOUBLES = (range(0x300, 0x400), range(0x1F00, 0x2400), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
"""Where Unicode keeps characters that are the same as another one."""
_INSIDE = r"[^\W_]"


def words_to_take_out(words: str) -> str:
    """The words as they are looked for, on one line. Raises BadValueError for what would take out too much, or the
    mark that a redaction itself leaves."""
    found = " ".join(words.split())
    if sum(unicodedata.category(c)[0] in "LNS" for c in found) < SHORTEST:
        raise BadValueError("The words", found, f"is too short: give at least {SHORTEST} letters or figures")
    if len(found) > LONGEST:
        raise BadValueError(
            "The words", found, f"is longer than {LONGEST:,} characters: take out the part that matters"
        )
    if pattern_of(found).search(MARK) or MARK in found.casefold():
        raise BadValueError("The words", found, "is what a redaction leaves in the place of words")
    return found


def pattern_of(words: str) -> re.Pattern[str]:
    """What finds the words in a text, however they are written there."""
    said = [_alternatives(c) for c in unicodedata.normalize("NFC", " ".join(words.split()))]
    first, last = words.strip()[:1], words.strip()[-1:]
    before = f"(?<!{_INSIDE})" if first.isalnum() else ""
    after = rf"(?!{_INSIDE}|[\u0300-\u036f])" if last.isalnum() else ""
    return re.compile(before + "".join(said) + after, re.IGNORECASE)


def _alternatives(character: str) -> str:
    if character == " ":
        return r"[\s_\-\u200b]+"
    for kind in _ALIKE:
        if character in kind:
            return f"[{re.escape(kind)}]"
    plain = unicodedata.normalize("NFD", character)
    ways = {*_coded_twice().get(character, ())}
    ways |= {character, plain, character.upper(), character.casefold(), plain.upper(), plain.casefold()}
    return f"(?:{'|'.join(re.escape(way) for way in sorted(ways, key=len, reverse=True))})"


@cache
def _coded_twice() -> dict[str, list[str]]:
    """Characters that Unicode holds more than once, as the Kelvin sign beside K: the one kept, to its doubles."""
    doubles = defaultdict(list)
    for code in (n for places in _DOUBLES for n in places):
        kept = unicodedata.normalize("NFC", chr(code))
        if len(kept) == 1 and kept != chr(code):
            doubles[kept].append(chr(code))
    return doubles


def without(pattern: re.Pattern[str], text: str) -> str:
    """What is left of a text. What a mark and the words beside it make together goes too."""
    for _ in range(LONGEST):
        left = pattern.sub(MARK, text)
        if left == text:
            break
        text = left
    return text


def without_told(pattern: re.Pattern[str], told: str) -> str:
    """What is left of the value of a field as the trail keeps it: JSON with the words out of each of its texts. A
    reason is kept there as plain text, whatever it looks like: that is for `without`."""
    if "\\" not in told and not pattern.search(told):
        return told
    try:
        value = json.loads(told)
    except ValueError:
        return without(pattern, told)
    if not isinstance(value, str | list | dict):
        return without(pattern, told)
    left = _each_text(value, lambda text: without(pattern, text))
    return told if left == value else json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_each_text(item, change) for item in value]
        case dict():
            return {change(name): _each_text(item, change) for name, item in value.items()}
        case _:
            return value


def brings_back(text: object, left: object) -> bool:
    """Whether a text is what a redaction left of it with something in the place of the mark: an older copy of it."""
    if not isinstance(text, str) or not isinstance(left, str) or MARK not in left or MARK in text:
        return False
    shape = r".+".join(r"\s+".join(map(re.escape, part.split(" "))) for part in " ".join(left.split()).split(MARK))
    return re.fullmatch(shape, " ".join(text.split()), re.IGNORECASE | re.DOTALL) is not None


def repeats(words: str, text: str) -> bool:
    """Whether a text says the words that are to go, or one of them that is more than a little word: a dash is as good
    as a space there, for whoever writes the text should not say them in any way."""
    apart, said = _APART.sub(" ", words), _APART.sub(" ", text)
    long = [word for word in _WORD.findall(apart) if sum(c.isalpha() for c in word) >= LEAST_OF_A_WORD]
    return any(pattern_of(one).search(where) for one in (words, apart, *long) for where in (text, said))


def longer_words(words: str, texts: Iterable[str]) -> list[tuple[str, int]]:
    """Longer words that hold these, the commonest first: they are left alone, and people should know."""
    if " " in words.strip():
        return []
    wanted = words.strip().casefold()
    found = Counter(word.casefold() for text in texts for word in _WORD.findall(text) if wanted in word.casefold())
    pattern = pattern_of(words)
    return [(word, count) for word, count in found.most_common() if not pattern.search(word)][:MOST_NAMED]


def what_goes(redaction: Redaction) -> str:
    """What is asked for, without the words: "the words in the narrative of action update X" or "the file of evidence
    X", in the middle of a sentence."""
    what = f"the words in the {redaction.field.replace('_', ' ')}" if redaction.field else "the whole file"
    return f"{what} of {redaction.entity.replace('_', ' ')} {redaction.entity_id}"


def files_taken_out(redactions: Iterable[Redaction]) -> dict[str, Redaction]:
    """Every file that a redaction took out: its hash, and the redaction that did it."""
    return {
        value.removeprefix(FILE): redaction
        for redaction in redactions
        if redaction.agreed_on
        for value in redaction.values
        if value.startswith(FILE)
    }


def why_taken_out(redaction: Redaction) -> str:
    """What is said of a file that is gone, in the middle of a sentence."""
    when = f" on {in_words(redaction.agreed_on)}" if redaction.agreed_on else ""
    return f"it was removed by redaction {redaction.id}{when}"


def redaction_blockers(redaction: Redaction, person_id: str) -> tuple[str, ...]:
    """Everything in the way of this person agreeing to a redaction: it is settled, or it is their own request."""
    blockers = []
    if redaction.agreed_on:
        blockers.append(f"it was agreed on {in_words(redaction.agreed_on)}")
    if redaction.refused_on:
        blockers.append(f"it was refused on {in_words(redaction.refused_on)}")
    if redaction.asked_by == person_id:
        blockers.append("whoever asked for a redaction cannot also settle it: it always takes two people")
    return tuple(blockers)
