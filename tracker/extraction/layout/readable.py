"""Which pages have words: not those that are pictures, nor those whose font says nothing of its letters."""

from collections.abc import Sequence

from tracker.extraction.errors import NotReadError
from tracker.extraction.layout.line import Page

FEW = 4
"""Letters: a page with fewer is a picture, or blank."""


MUCH = 60
"""Signs: a page with more of them, and no letters, is written in a font that does not say what they are."""


def readable(pages: Sequence[Page], count: int) -> tuple[list[Page], tuple[str, ...]]:
    """The pages with words, and sentences about those without. Raises NotReadError where none has any."""
    kept, pictures, nonsense = list[Page](), list[int](), list[int]()
    opened = {page.number for page in pages}
    for page in pages:
        text = "".join(line.text for line in page.lines)
        bare = sum(map(str.isalnum, text[:400])) < FEW
        if bare and len(text) < MUCH:
            pictures.append(page.number)
        elif bare or _is_nonsense(text):
            nonsense.append(page.number)
        else:
            kept.append(page)
    if not kept:
        raise NotReadError("no_words" if nonsense else "scanned")
    warnings = list[str]()
    if shut := [number for number in range(1, count + 1) if number not in opened]:
        warnings.append(f"{_named(shut)} could not be opened: the file is damaged there.")
    if pictures:
        hold = (
            "holds no text: it is blank or a picture"
            if len(pictures) == 1
            else "hold no text: they are blank or pictures"
        )
        warnings.append(f"{_named(pictures)} {hold}, and nothing was read there.")
    if nonsense:
        has = "has" if len(nonsense) == 1 else "have"
        warnings.append(f"{_named(nonsense)} {has} letters that cannot be read as text, and nothing was read there.")
    return kept, tuple(warnings)


def _private(sign: str) -> bool:
    return "\ue000" <= sign <= "\uf8ff" or sign == "\ufffd" or sign >= "\U000f0000"


def _is_nonsense(text: str) -> bool:
    """Whether a page's letters are private ones, or scattered over all alphabets as by a wrong table of letters."""
    sample = text[:1000].lower()
    letters = len(sample) - sample.count(" ")
    vowels = sum(map(sample.count, "aeiouy"))
    if 0.2 * letters < vowels < 0.6 * letters:
        return False  # most pages: no need to look at every letter
    if sum(map(_private, sample)) * 3 > len(sample):
        return True
    latin = sum("a" <= sign < "\u0250" for sign in sample)
    if latin < 60 or latin * 2 < sum(map(str.isalpha, sample)):
        return False
    vowels += sum(sign in "àâäáéèêëíïóôöúùûüâêîôûŵŷ" for sign in sample)
    return not 0.15 < vowels / latin < 0.75


def _named(numbers: Sequence[int]) -> str:
    """ "Page 3", "Pages 3 to 7", "Pages 2, 5 and 8 to 9"."""
    runs = list[list[int]]()
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [str(first) if first == last else f"{first} to {last}" for first, last in runs]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"Page{'s' if len(numbers) > 1 else ''} {listed}"
