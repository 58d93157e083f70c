"""Which paragraphs are headings, and of which level: by bookmarks, by how they are set, by their numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.extraction.layout.paragraphs import Paragraph
from tracker.extraction.layout.usual import Usual

LETTERS = re.compile(r"[\W_]+")
MOST_WORDS = 30
DEEPEST = 6
OPEN = re.compile(
    r"(?:[,;–-]|\b(?:that|and|or|of|the|a|an|to|for|with|by|in|on|at|from|as|is|are|was|were|be|which|who|should|must))$"
)
"""How no title ends."""
SENTENCES = re.compile(r"\b(?:should|must|shall)\b[^.]*[a-z]{3}\. \(?[A-Z]")
"""More than a title says."""
TELLS = re.compile(r"\b(?:should|must|will|shall|is|are|was|were|has|have|had|may|can)\b")

Style = tuple[int, bool, bool, bool]


@dataclass(slots=True)
class Title:
    """A paragraph on its way to being a heading or not."""

    one: Paragraph
    text: str
    """Without what leads it."""
    level: int = 0
    """From 1, or 0: it is no heading."""


def key(text: str) -> str:
    """A title's letters and digits, small: what two prints of it share."""
    return LETTERS.sub("", text).lower()


def settle(titles: Sequence[Title], how: Usual, marked: Mapping[str, int]) -> None:
    """Gives the headings among paragraphs their levels. `marked` are the titles that the bookmarks name, and how deep;
    deep 0 where only the list of contents names them."""
    styles: dict[Style, list[int]] = {}
    heads = list[tuple[Title, Style, int]]()
    for at, title in enumerate(titles):
        if not _may_be(title):
            continue
        told = None
        if marked:
            told = marked.get(key(title.one.lead.marker + title.text if title.one.lead else title.text))
        if marked and told is None and title.one.lead is not None and title.text:
            told = marked.get(key(title.text))
        if told is None and not _stands_out(title, how) and not _is_numbered_title(titles, at):
            continue
        style = _style(title, how)
        depth = told or _depth(title)
        styles.setdefault(style, [])
        if depth:
            styles[style].append(depth)
        heads.append((title, style, depth))
    levels = dict[Style, int]()
    above = 0
    for style in sorted({style for _, style, _ in heads}, reverse=True):
        depths = styles[style]
        above = levels[style] = min(DEEPEST, max(set(depths), key=depths.count) if depths else above + 1)
    for title, style, depth in heads:
        title.level = min(DEEPEST, depth or levels[style])


def _may_be(title: Title) -> bool:
    one, text = title.one, title.text
    if one.note or one.row is not None or (one.lead and one.lead.family.startswith("•")):
        return False
    if not text:
        return one.lead is not None and one.lead.family == "label"
    if len(one.lines) > 5 or len(text) > 250 or text.count(" ") >= MOST_WORDS or text.endswith((".", ";", ",")):
        return False
    return not text[0].islower() and any(sign.isalpha() for sign in text)


def _stands_out(title: Title, how: Usual) -> bool:
    """Whether it is set so that it is seen: large, bold, coloured, or in capitals."""
    one, text = title.one, title.text
    if not text:
        return True
    first = one.lines[0]
    large = how.large(first)
    heavy = all(line.bold for line in one.lines)
    if text.endswith(":") and (OPEN.search(text[:-1]) or TELLS.search(text) or not (large or heavy)):
        return False
    if not large and OPEN.search(text[-12:]):
        return False
    if how.small(first) and not heavy:
        return False
    capitals = text.isupper() and sum(map(str.isalpha, text)) > 4
    coloured = first.colour != how.colour and "http" not in text and "www." not in text
    return large or heavy or capitals or (coloured and text.count(" ") <= 14)


def _is_numbered_title(titles: Sequence[Title], at: int) -> bool:
    """Whether a paragraph in plain type is a title by its number: "6.2.1 Establish a group", with text below it."""
    title = titles[at]
    lead = title.one.lead
    if (
        lead is None
        or lead.family not in ("dotted", "1.", "label")
        or OPEN.search(title.text[-12:])
        or title.text[-1] in ":?!"
        or SENTENCES.search(title.text)
    ):
        return False
    if at + 1 >= len(titles) or len(title.text) < 3:
        return False
    after = titles[at + 1]
    if after.one.row is not None or after.one.note or not after.text:
        return False
    if after.one.lead is not None:
        return lead.family == "dotted" and after.one.lead.marker.startswith(lead.marker.rstrip(".") + ".")
    return (
        not after.text[0].islower() and (after.one.gap or not title.text.endswith((")", "”"))) and lead.family != "1."
    )


def _style(title: Title, how: Usual) -> Style:
    first = title.one.lines[0]
    if how.large(first):
        return round(first.size), True, True, True
    return round(how.size), first.bold, first.colour != how.colour, title.text.isupper()


def _depth(title: Title) -> int:
    """How deep a title stands by its number: "7" 1, "7.2" 2; 0 where it has none."""
    lead = title.one.lead
    if lead is None or lead.family not in ("dotted", "1.") or not lead.marker[:1].isdecimal():
        return 0
    return lead.marker.rstrip(".").removesuffix(".0").count(".") + 1
