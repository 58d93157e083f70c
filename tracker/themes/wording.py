"""What two texts say alike, word for word: the phrases that are shown as the reason why they are near."""

import re
from collections.abc import Mapping

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONGEST_PHRASE = 4
MOST_PHRASES = 3
EMPTY_WORDS = """
    a about after all also an and any are as at be been before being between both but by can could do does each
    either every for from had has have how if in including into is it its least local made make may more most must need
    no not of on one only or other our out over own relevant should so some such take taken than that the their them
    then there these they this those through to under until up was were what when where whether which while who whose
    will with within without would agency agencies arrangement arrangements board board's children's child children
    ensure ensures ensured necessary partner partners partnership particularly practitioner practitioners professional
    professionals review reviews require required requires safeguarding service services especially demonstrate relation
    young people person people's him her his she he we us per etc eg ie part appropriate key use used new"""
EMPTY = frozenset(EMPTY_WORDS.split())
"""Words that say nothing of what is asked for."""


def stem(word: str) -> str:
    """A word in lower case without its plural or possessive ending."""
    plain = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3 else plain


def grams(text: str) -> Mapping[tuple[str, ...], str]:
    """Every word and phrase of up to four words that begins and ends with a word that says something: its stems, and
    how it is written where it is said first."""
    found = list(WORD.finditer(text))
    stems = [stem(one[0]) for one in found]
    empty = [one[0].lower().replace("’", "'") in EMPTY for one in found]
    made: dict[tuple[str, ...], str] = {}
    for at in range(len(found)):
        if empty[at]:
            continue
        for end in range(at, min(at + LONGEST_PHRASE, len(found))):
            if end > at and not text[found[end - 1].end() : found[end].start()].isspace():
                break
            if not empty[end]:
                made.setdefault(tuple(stems[at : end + 1]), text[found[at].start() : found[end].end()])
    return made


def shared(one: Mapping[tuple[str, ...], str], other: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """The longest phrases of two or more words that both say, in the words of the first; single words where there is no
    such phrase, the longest three."""
    both = one.keys() & other.keys()
    phrases = sorted((gram for gram in both if len(gram) > 1), key=lambda gram: (-len(gram), gram))
    kept = list[tuple[str, ...]]()
    for gram in phrases:
        if not any(" ".join(gram) in " ".join(longer) for longer in kept):
            kept.append(gram)
    if not kept:
        kept = sorted((gram for gram in both if len(gram[0]) > 4), key=lambda gram: (-len(gram[0]), gram))
    return tuple(" ".join(one[gram].lower().split()) for gram in kept[:MOST_PHRASES])
