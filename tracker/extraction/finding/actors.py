"""Words for those who can be asked to do something: boards, agencies, teams, people in roles; and how they are joined.

English words of public services only, no bodies by name: a name counts for its last word ("Hampshire Constabulary"),
its capitals ("CQC") or, where only a name can stand, for being written as one ("Cafcass").
"""

import re

from tracker.extraction.finding.actor_words import (
    AFTER,
    ANYBODY,
    BODIES,
    DETERMINERS,
    MASS,
    NOT_BODIES,
    PEOPLE,
    TWO_WORDS,
)

HALVES = frozenset((("police", "crime"), ("prison", "probation"), ("prisons", "probation"), ("health", "safety")))
"""Names that are joined within: "Police and Crime Commissioner"."""
_OF = re.compile(r"\b(?:of|for)\s+[A-Z]")
_SHORT = 4
"""Words from which on a phrase before "and" is no half of a name."""
_SPLIT = re.compile(r"\s*(?:,\s*(?:and|or)\s+|,\s*|\s+and\s+|\s+&\s+|\s+as well as\s+)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s*\b(?:and|or)|[\s,;:])+$", re.IGNORECASE)
_WORD = re.compile(r"[\w&'’./-]+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def is_actor(phrase: str, *, named: bool = False) -> bool:
    """Whether a phrase without conjunction names somebody who can be asked. `named`: a mere name may stand here."""
    core = _core(phrase)
    if not core:
        return False
    head = core[-1]
    if head.lower() in NOT_BODIES:
        return False
    if head.endswith(("'", "’", "'s", "’s")):
        return named and len(core) <= 2 and core[-1][0].isupper()
    if is_body(head) or is_person(head) or " ".join(core[-2:]).lower() in TWO_WORDS or head.lower() in TWO_WORDS:
        return True
    capitals = sum(letter.isupper() for letter in head)
    shouted = len(core) > 1 and phrase.isupper()
    if capitals >= 2 and len(head) <= 12 and not shouted:
        return True
    if head.isdecimal():
        return False
    return named and head[0].isupper() and all(w[0].isupper() or w.lower() in DETERMINERS or w == "&" for w in core)


def is_body(word: str) -> bool:
    """Whether a word ends the name of a body: "Trust", "agencies"."""
    return bool({word.lower(), _singular(word)} & BODIES)


def is_person(word: str) -> bool:
    """Whether a word is somebody's role: "practitioners", "Chair"."""
    return bool({word.lower(), _singular(word)} & PEOPLE)


def has_person(phrase: str) -> bool:
    """Whether a phrase names people in a role rather than a body."""
    core = _core(phrase)
    return bool(core) and is_person(core[-1]) and not is_body(core[-1])


def parted(phrase: str, *, named: bool = False) -> list[str]:
    """Those whom a phrase joins with commas and "and", as written; empty where it names nobody.

    Joined words that share their determiner or their noun stay together ("every provider and commissioner", "trust and
    provider leaders"), and so do mere roles ("practitioners, supervisors and managers").
    """
    phrase = _TRAILING.sub("", phrase)
    pieces = [(one.start(), one.end()) for one in _between(phrase)]
    texts = [phrase[begin:end] for begin, end in pieces]
    if len(texts) > 1 and all(_core(one) and _singular(_core(one)[-1]) in ANYBODY for one in texts):
        return [without_article(phrase)]
    made, begin = list[str](), 0
    for number, (_, end) in enumerate(pieces):
        whole = phrase[pieces[begin][0] : end]
        if not is_actor(texts[number], named=named):
            if phrase[end : end + 1] == ",":
                break  # an aside: "the council, in partnership with …"
            if number and number == len(pieces) - 1 and begin == number and made and len(texts[number].split()) < 4:
                made[-1] = without_article(phrase[pieces[number - 1][0] : end])  # "schools and nursery provision"
            if len(texts[number].split()) > _SHORT or AFTER & set(texts[number].lower().split()):
                break  # "supported by experts" names nobody, and begins no name
            continue
        if number + 1 < len(pieces) and _shares(texts[number], texts[number + 1]):
            continue
        made.append(without_article(whole))
        begin = number + 1
    return made


def without_article(phrase: str) -> str:
    """A phrase without the article that begins it, its white space single."""
    return _ARTICLE.sub("", " ".join(phrase.split())).strip(" ,;:.")


def folded(phrase: str) -> frozenset[str]:
    """The words that tell whom a phrase means, in the singular."""
    return frozenset(_singular(word) for word in _WORD.findall(phrase) if word.lower() not in DETERMINERS)


def _between(phrase: str) -> list[re.Match[str]]:
    """The runs between conjunctions."""
    return [one for one in re.finditer(r".+", _SPLIT.sub(lambda gap: "\n" * len(gap[0]), phrase)) if one[0].strip()]


def _shares(left: str, right: str) -> bool:
    """Whether the left of two joined phrases is not whole without the right one."""
    one, two = _core(left), _core(right)
    if not two:
        return False
    own = two[0].lower() in DETERMINERS
    if (one[-1].lower(), two[0].lower()) in HALVES and len(two) > 1:
        return True
    if not own and two[0][0].isupper() and _OF.search(left) and not is_actor(right):
        return True  # "Royal College of Paediatrics and Child Health"
    bare = [word for word in one if word.lower() not in DETERMINERS]
    if len(bare) == 1 and not own and _is_half_a_name(bare[0], two):
        return True
    if not own and " ".join(two).lower() in TWO_WORDS and len(left.split()) > len(one):
        return True  # "Secretary of State for Health and Social Care"
    last = one[-1]
    if last.lower() in MASS or last.lower().endswith("s"):
        return False
    if last.isupper() and len(last) > 1:
        return len(one) == 1 and two[0].isupper() and is_person(two[-1]) and two[-1].lower().endswith("s")
    if len(one) == 1 and not own and is_person(last):
        return True
    if len(one) == 1 and not own and is_body(last):
        return two[-1].lower().endswith("s") or not last[0].isupper()
    alone = two[0].islower() and not two[-1].lower().endswith("s") and two[-1].lower() not in MASS
    return not own and alone and last[0].islower()


def _is_half_a_name(word: str, after: list[str]) -> bool:
    """Whether a word is nobody without the name after "and": "Health and Wellbeing Board"."""
    if is_body(word) or is_person(word) or sum(map(str.isupper, word)) > 1 or word.endswith(("'s", "’s")):
        return False
    if " ".join(after[-2:]).lower() in TWO_WORDS:
        return True
    if after[0].isupper() and word[0].isupper():
        return False
    return _is_noun_of_actor(after[-1]) and (len(after) > 1 or after[-1].lower() not in MASS)


def _core(phrase: str) -> list[str]:
    """The words up to the noun that a phrase turns on: before "of", "with", "who", "contributing to"."""
    words = list[str]()
    found = _WORD.findall(phrase)
    for number, word in enumerate(found):
        lower = word.lower().strip(".")
        leading_on = found[number + 1].lower() in AFTER | DETERMINERS | {"on"} if number + 1 < len(found) else True
        if words and (
            lower in AFTER or (word.islower() and lower.endswith("ing") and leading_on and _is_noun_of_actor(words[-1]))
        ):
            break
        words.append(word.strip("./"))
    return [word for word in words if word]


def _is_noun_of_actor(word: str) -> bool:
    return not word.endswith(("'", "’", "'s", "’s")) and (is_body(word) or is_person(word))


def _singular(word: str) -> str:
    small = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if small.endswith("ies"):
        return small[:-3] + "y"
    return small[:-1] if small.endswith("s") and not small.endswith("ss") else small
