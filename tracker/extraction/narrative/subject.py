"""What words are about: their stems without what every report says, and how much two texts share."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|[a-z]")
COMMON_WORDS = """
    a about above abuse accordingly across action actions address addressed addresses adequate adequately after
    again against agencies agency ago agree all alone already also although always am an and another any apart
    appropriate are area arise arising arrangement arrangements as aspect at attention based be because been
    before being below between board both but by can cannot carried carry case cases change changed changes
    child children clear clearly complete completed concern concerned concerns consequence consequent consider
    consideration considered contribute contributed could deal dealt develop developed did disseminate
    disseminating do does done due during each echo echoed element else endorse endorsed ensure even event
    events every evidence evident explain explained fact families family finding findings first focus focused
    following for formal formally found from full fully further future get give given gives good great had has
    have having he heard help her here highlight highlighted him his history how however identified identify if
    impact implement implementation important improve improved improvement in include including indeed indicate
    indicated indicates instead into involve involved is issue issues it it's its itself just key lack large
    largely later lead learn learned learning learnt lesson lessons let light like local locally long made make
    makes making many matter matters may member members might more most must national necessary need needs never
    new no nonetheless nor not note noted notes now number of often on once one only or other others our out
    outcome outcomes over overview panel part particular partner partners partnership partnerships period place
    placed point points possible practice previous previously prioritise process processes provide provided
    provision raise raised raises rather reason recognise recognised recommend recommendation recommendations
    recommended recommends regard relate related relation relevant repeated repeatedly report reports require
    required requirement requires response responses result review reviews safeguarding same see seek seem seems
    seen sense serious service services set several shall she should show shown similar since situation so
    solely some specific staff still subject such suggest suggests support take taken takes tell term terms than
    that the their them then there therefore these they thing things think this those three through throughout
    thus time times to together too took towards two unable under up upon use used using very view was way ways
    we were what when where whether which while who whom whose why will with within without work working would
    year years yet
"""
COMMON = frozenset(COMMON_WORDS.split())
IRREGULAR_WORDS = """
    withdrawn:withdraw withdrew:withdraw written:write wrote:write known:know knew:know left:leave lost:lose
    kept:keep held:hold taught:teach sought:seek spoken:speak spoke:speak chosen:choose hidden:hide stolen:steal
    beaten:beat fed:feed slept:sleep drunk:drink bought:buy sent:send met:meet told:tell died:death births:birth
    men:man women:woman babies:baby
"""
IRREGULAR = dict(pair.split(":") for pair in IRREGULAR_WORDS.split())
ENDINGS_WORDS = """
    ational iances iance ances ance ences ence isation ization fulness ements ations ingly ation ement ments ities ness
    ment ings ions ated ates ally edly ing ion ity ies ied ive ors ers ed es er or ly al s y e
"""
ENDINGS = tuple(ENDINGS_WORDS.split())
"""Longer ones before those that they end in."""
LAST = {letter: tuple(one for one in ENDINGS if one.endswith(letter)) for letter in {one[-1] for one in ENDINGS}}
SHORTENED = re.compile(r"\([A-Z]{2,7}s?\)")
DEFINED = re.compile(r"((?:[A-Z][\w’'-]+[ -](?:(?:of|and|for|in|the)[ ])?){2,7})\(([A-Z]{2,7})s?\)")
USUAL = {
    "serious case review": "scr", "individual management review": "imr", "general practitioner": "gp",
    "child protection": "childprotection", "domestic violence": "domestic abuse",
}  # fmt: skip
"""Long forms that reports shorten without saying so. A long form and its short form are one word here."""


def stem(word: str) -> str:
    """A word without its ending, so that "supervised" meets "supervision". Crude, and the same for both sides."""
    word = IRREGULAR.get(word, word)
    for ending in LAST.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    return word


def abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """What a report shortens, and how, where it says so: "Rapid Response Panel (RRP)" gives the short for the long."""
    found = dict[str, str]()
    for text in texts:
        if "(" not in text or not SHORTENED.search(text):
            continue
        for one in DEFINED.finditer(text[:20000]):
            words = [word for word in re.split(r"[ -]+", one.group(1).strip()) if word[:1].isupper()]
            short = one.group(2)
            if len(words) >= len(short) and "".join(word[0] for word in words[-len(short) :]) == short:
                first = words[-len(short)]
                found.setdefault(
                    re.sub(r"\s+", " ", one.group(1)[one.group(1).rindex(first) :].strip()).lower(), short.lower()
                )
    return USUAL | found


def content(text: str, short: Mapping[str, str]) -> list[str]:
    """The stems of the words that say what a text is about, in order."""
    low = text.lower().replace("’", "'")
    for long in sorted(short, key=len, reverse=True):
        if long in low:
            low = low.replace(f"{long}s", short[long]).replace(long, short[long])
    names = set(short.values())
    words = list[str]()
    for word in WORD.findall(low):
        word = word.removesuffix("'s").strip("'")
        if word in names or (word.endswith("s") and word[:-1] in names):
            words.append(word if word in names else word[:-1])
            continue
        words += [stem(bit) for bit in word.split("-") if len(bit) > 2 and bit not in COMMON]
    return words


def rarity(texts: Iterable[Iterable[str]]) -> Counter[str]:
    """In how many of the texts each stem occurs."""
    return Counter(word for text in texts for word in set(text))


def weight(word: str, seen: Counter[str], among: int) -> float:
    """How much a stem tells one text from the others: 1 for a word that only one of them has, less for a common one."""
    return (math.log((among + 1) / (seen.get(word, 0) + 0.5)) + 0.3) / (math.log((among + 1) / 1.5) + 0.3)
