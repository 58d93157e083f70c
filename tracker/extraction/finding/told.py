"""Who is told to act in the sentences of a recommendation, and who is to be asked in turn."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tracker.extraction.finding import asking as says
from tracker.extraction.finding.actor_words import DETERMINERS
from tracker.extraction.finding.actors import has_person, is_actor, is_body, is_person, parted
from tracker.rules.verbs import ASIDE, BASE, VERBS

VERBS_ALONE = (
    "require ensure ask provide remind invite encourage request instruct urge consider develop write "
    "include oblige help give enable make inform advise brief equip"
)
ONLY_VERBS = frozenset(VERBS_ALONE.split())
"""What is no adjective or noun before "team" or "staff", as "lead" and "review" are."""


def told(texts: Sequence[str]) -> list[str]:
    """Whoever is asked, in the order of the text; names may come twice."""
    whole = _joined_up([says.BRACKETS.sub(lambda one: " " * len(one[0]), text).strip() for text in texts])
    whole = whole[: says.LONG]
    wished = bool(re.match(r"\W*that\b", whole, re.IGNORECASE)) or "recommended that:" in whole.lower()
    found = list[tuple[int, list[str]]]()
    promised = list[tuple[int, list[str]]]()
    for begin, clause in _clauses(whole):
        found += [(begin + at, names) for at, names in _subjects(clause, wished)]
        if (
            (label := says.LABEL.match(clause))
            and not says.MODAL.search(label[1])
            and is_actor(label[1].split(",")[-1], named=" " in label[1].strip())
        ):
            found.append((begin, parted(label[1], named=True)))
        if (will := says.WILL.match(clause)) and (names := _subject(will[1])):
            promised.append((begin, names))
    for pattern in (says.FROM, says.WITH, says.BY, says.FOR, says.EVERY, says.RECOMMENDED_TO, says.ASK):
        for match in pattern.finditer(whole):
            names = _object(whole[match.end() : match.end() + 240], asked=pattern in (says.ASK, says.FOR))
            if pattern is says.EVERY:
                names = [one for one in names if not has_person(one)]
            found.append((match.start(), names))
    found = found if any(names for _, names in found) else promised
    return [name for _, names in sorted(found, key=lambda one: one[0]) for name in names]


def _joined_up(texts: Sequence[str]) -> str:
    """The texts as one, with a line's end where one of them does not just go on with the sentence before it."""
    whole = ""
    for text in filter(None, texts):
        goes_on = text[0].islower() and whole[-1:] not in (";", ":", ".", ",")
        whole += text if not whole else f" {text}" if goes_on else f"\n{text}"
    return whole


def _clauses(whole: str) -> Iterator[tuple[int, str]]:
    """Sentences and limbs, each with where it begins."""
    at = 0
    for gap in says.CLAUSE.finditer(whole):
        if whole[at : gap.start()].strip():
            yield at, whole[at : gap.start() + 1]
        at = gap.end()
    if whole[at:].strip():
        yield at, whole[at:]


def _subjects(clause: str, wished: bool) -> Iterator[tuple[int, list[str]]]:
    """Those who are told to act in a clause. `wished`: the whole is a wish, "That: …", whose verbs need no "should"."""
    start = 0
    wish = wished
    for that in says.THAT.finditer(clause):
        start, wish = that.end(), True
        if names := _before_verb(clause[start:]):
            yield start, names
            return
    if wish and not start and (names := _before_verb(clause)):
        yield 0, names
        return
    if (
        (to := says.TO_DO.search(clause))
        and clause[to.end() :].split()[0].lower() in BASE
        and _alone(clause[: to.start()])
    ):
        yield 0, parted(clause[: to.start()], named=True)
        return
    again = False
    for modal in says.MODAL.finditer(clause, start):
        if modal[1].lower() == "will" and not wish:
            continue
        before, after = clause[start : modal.start()], clause[modal.end() :]
        if again:
            before = says.TAIL.split(before)[-1]
        again = True
        names = _subject(before)
        asked = says.ASKED_PASSIVE.match(after) or not says.PASSIVE.match(after)
        if names and asked:
            yield start, names
        start = modal.end()


def _alone(before: str) -> bool:
    """Whether the words before "to review" are a name and nothing else."""
    words = before.split()
    if not words or says.MODAL.search(before):
        return False
    if words[0].lower() in BASE or (len(words) > 1 and words[1].lower() in DETERMINERS):
        return False
    return (
        len(words) < 12
        and before[0].isupper()
        and not any(word.lower() in VERBS for word in words[1:])
        and is_actor(before)
    )


def _subject(before: str) -> list[str]:
    """Whom the words before "should" name."""
    before = before.strip(" ,")
    if not before or len(before) > 400 or says.BACK.match(before):
        return []
    before = re.sub(
        r"^(?:and|or|but|then|therefore|also|however|additionally|furthermore|that)\b,?\s*",
        "",
        before,
        flags=re.IGNORECASE,
    )
    if says.SUBORDINATE.match(before) and "," in before:
        tails = [before[at.end() :] for at in re.finditer(r",\s*", before)]
        return next((names for tail in tails if (names := _subject(tail))), [])
    inner = re.search(
        r".*\b(?:that|and|so that|which means)\s+(?=(?:the|all|each|every|both)\s)(.+)$", before, re.IGNORECASE
    )
    among = says.AMONG.search(before)
    names = parted(_without_aside(before), named=_capital_inside(before))
    if not names and inner:
        names = parted(inner[1])
    names += _sharers(before) if names else []
    if among and names and among["how"].lower() == "including":
        some = parted(among["some"])
        names += some if any(sum(letter.isupper() for letter in one) > 1 for one in some) else []
    return names


def _sharers(before: str) -> list[str]:
    """Those who are to act together with whom the words before a verb name."""
    return [name for one in says.SHARED.finditer(before) for name in _object(before[one.end() :], asked=False)]


def _without_aside(before: str) -> str:
    """The words without "where relevant" and what is put between commas or after "in partnership with"."""
    for aside in (says.SHARED, says.AMONG, says.THROUGH):
        cut = aside.search(before)
        before = before[: cut.start()] if cut and cut.start() else before
    if relative := says.RELATIVE.search(before):
        before = re.sub(r"\s+[a-z]+ing\s.*", "", before[: relative.start()], flags=re.DOTALL)
    before = says.DOING.sub("", before)
    before = re.sub(r"\s+(?:now|also|all|each|both|jointly|\w+ly)$", "", before.strip(" ,"))
    return re.sub(
        r",?\s*(?:where|when|as|if)\s+(?:relevant|appropriate|necessary|possible|required|applicable)\s*,?", "", before
    ).strip(" ,")


def _capital_inside(text: str) -> bool:
    """Whether capitals say something here: not those of a sentence's first word alone."""
    words = text.split()
    return len(words) > 1 and words[-1][:1].isupper()


def _before_verb(clause: str) -> list[str]:
    """Whom a clause names before its first verb: "the Board and all agencies develop …", "KiwiRail apply …"."""
    rest = clause.strip(" ,")
    if says.SUBORDINATE.match(rest):
        tails = [rest[at.end() :] for at in re.finditer(r",\s*", rest[:300])]
        return next((names for tail in tails if not says.SUBORDINATE.match(tail) and (names := _before_verb(tail))), [])
    words = list(islice(says.TOKEN.finditer(rest), says.FAR))
    for number, word in enumerate(words):
        lower = word[0].lower()
        verb = lower in VERBS or says.MODAL.match(word[0]) or lower in (":", ";")
        if not number or not (verb or lower in ASIDE or (lower.endswith("ly") and lower != "family")):
            continue
        named = rest[: word.start()].strip(" ,")
        if word[0][0].isupper() and words[number - 1][0][0].isupper() and lower in VERBS:
            continue  # "the Care Quality Commission"
        if (
            lower in BASE
            and lower not in ONLY_VERBS
            and number + 1 < len(words)
            and (is_body(words[number + 1][0]) or is_person(words[number + 1][0]))
        ):
            continue  # "the lead agency", "the review team"
        if lower in ("has", "have", "is", "are") and says.RELATIVE.search(named):
            continue
        if says.GOES_ON.search(rest[: word.start()]) and not rest[: word.start()].count(",") > 1:
            continue
        if names := parted(_without_aside(named), named=True):
            after = rest[word.start() :]
            told_so = lower not in ("is", "are", "be", "has", "have") or says.ASKED_PASSIVE.match(
                "be" + after[len(word[0]) :]
            )
            return [*names, *_sharers(named)] if told_so else []
        if lower in ("is", "are", "should", "must", "will", ":", ";"):
            return []
    return []


def _object(rest: str, *, asked: bool) -> list[str]:
    """Whom the words after "require", "assurance from" or "by" name; `asked`: only if something is asked of them."""
    end, seen, begun = len(rest), False, 0
    for number, word in enumerate(says.TOKEN.finditer(rest)):
        lower = word[0].lower()
        after = rest[word.end() : word.end() + 12].split()
        verb_after = bool(after) and after[0].lower().strip(",.") not in says.NOT_TO_DO
        if lower in (":", ";") or number > says.FAR or (lower.endswith(".") and len(lower) > 4):
            end = word.start() if lower in (":", ";") else word.end()
            break
        if lower == "to" and verb_after and seen:
            end, begun = word.start(), 1
            break
        if seen and not asked and (lower in says.STOPS or (lower in DETERMINERS and not _joined(rest[: word.start()]))):
            end = word.start()
            break
        seen = seen or is_actor(word[0])
    if asked and not begun:
        return []
    named = says.NEED.sub("", re.sub(r"^(?:both|either)\s+", "", rest[:end].strip()))
    return parted(_without_aside(named), named=named[:1].isupper() or bool(re.match(r"(?:the|from)\s[A-Z]", named)))


def _joined(before: str) -> bool:
    """Whether a name goes on after these words: they end in "and", a comma or "of"."""
    return bool(re.search(r"(?:,|\b(?:and|or|of|with))\s*$", before))
