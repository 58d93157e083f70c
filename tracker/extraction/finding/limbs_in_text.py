"""A list that runs inside one paragraph: "ensure that: a) …; b) …", "(i) … (ii) …", "• … • …"."""

import re
from dataclasses import dataclass
from itertools import pairwise

from tracker.extraction.finding.limbs import Lead, leads

_FAMILIES = (
    re.compile(r"(?:^|(?<=[\s:;,]))(?P<marker>\([a-z]{1,4}\))(?=\s?[^\W\d_‘“])"),
    re.compile(r"(?:^|(?<=[\s:;,]))(?P<marker>[a-z]{1,4}\))(?=\s)"),
    re.compile(r"(?:^|(?<=[:;.]\s))(?P<marker>[a-z]{1,4}\.)(?=\s)"),
    re.compile(r"(?:^|(?<=[\s:;,]))(?P<marker>\(?\d{1,2}\))(?=\s)"),
    re.compile(r"(?:^|(?<=[:;.]\s))(?P<marker>\d{1,2}\.)(?=\s)"),
    re.compile(r"(?:^|(?<=[\s:;]))(?P<marker>[•●○◦▪■□‣➢➤✓✔∙⁃❖])(?=\s?\w|\s?[‘“(])"),
    re.compile(r"(?:^|(?<=[:;.]\s)|(?<=;\sand\s)|(?<=;\sor\s))(?P<marker>[-–—*])(?=\s)"),
)
_TELLING = tuple(
    map(re.compile, (r"\([a-z]", r"\)\s", r"[:;.]\s[a-z]{1,4}\.\s", r"\)\s", r"[:;.]\s\d{1,2}\.\s",
                     "[•●○◦▪■□‣➢➤✓✔∙⁃❖]", r"[-–—*]\s"))
)  # fmt: skip
_AT_FIRST = re.compile(r"[a-z\d]{1,4}\.\s")
_DASHES = 6
_LONG = 40_000
"""Characters from which on a paragraph is no recommendation's."""
_JOINING = frozenset(("and", "or", "to", "&", "and/or"))
_SENTENCE_END = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bNo)(?<!\bDr)(?<!\bMrs)(?<!\bM[rs])(?<!\bSt)\.\s+(?=[A-Z‘“])"
)
_CLAUSE_END = re.compile(r"[;,](?:\s*(?:and|or|and/or))?$")


@dataclass(frozen=True, slots=True)
class Limb:
    """A limb inside a text: what leads it, and from where to where it runs; `words` is where it begins without that."""

    lead: Lead
    start: int
    words: int
    end: int


def limbs(text: str, then: tuple[Lead, ...] = ()) -> tuple[Limb, ...]:
    """The limbs of the outermost list that runs inside a text, in order; none where there is no list of two at least.

    `then` is what leads the item printed after this text: with it a single "a)" at the end of a text begins a list
    whose "b)" stands on a line of its own.
    """
    if len(text) > _LONG:
        return ()
    first = _AT_FIRST.match(text) is not None
    likely = [n for n, sign in enumerate(_TELLING) if sign.search(text) or (first and n in (2, 4))]
    found = [one for number in likely if (one := _of_family(number, text, then))]
    return min(found, key=lambda one: one[0].start) if found else ()


def _of_family(number: int, text: str, then: tuple[Lead, ...]) -> tuple[Limb, ...]:
    """The longest run of one way of printing markers: a first one, the next, and so on."""
    run = list[tuple[Lead, re.Match[str]]]()
    for match in _FAMILIES[number].finditer(text):
        read = leads(match["marker"])
        if run:
            lead = next((one for one in read if one.follows(run[-1][0])), None)
        else:
            lead = next((one for one in reversed(read) if one.value <= 1), None)
            if number == _DASHES and not text[: match.start()].rstrip().endswith(":"):
                lead = None
        if lead:
            run.append((lead, match))
    if len(run) < 2 and not (run and any(one.follows(run[-1][0]) for one in then)):
        return ()
    ends = [*(match.start() for _, match in run[1:]), len(text)]
    made = [
        Limb(lead, match.start(), match.end() + (text[match.end() : match.end() + 1] == " "), end)
        for (lead, match), end in zip(run, ends, strict=True)
    ]
    said = [text[one.words : one.end].strip() for one in made]
    if any(not any(word.strip(",;.") and word.strip(",;.") not in _JOINING for word in one.split()) for one in said):
        return ()
    return (*made[:-1], _without_closing(text, made, said))


def _without_closing(text: str, made: list[Limb], said: list[str]) -> Limb:
    """The last limb, without a sentence that closes the whole: where the others are clauses, it ends as one."""
    last = made[-1]
    clauses = len(made) > 1 and all(_CLAUSE_END.search(one) and not _SENTENCE_END.search(one) for one in said[:-1])
    if clauses and (end := _SENTENCE_END.search(text, last.words, last.end)):
        return Limb(last.lead, last.start, last.words, end.start() + 1)
    return last


def gaps(found: tuple[Limb, ...], text: str) -> tuple[str, str]:
    """What stands before the first limb and after the last; between two limbs nothing does."""
    assert all(one.end == two.start for one, two in pairwise(found))
    return text[: found[0].start].strip(), text[found[-1].end :].strip()
