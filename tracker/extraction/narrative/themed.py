"""Themes of a report's analysis that no recommendation takes up."""

import re
from collections.abc import Callable

from tracker.extraction.narrative.keeping import Keeper
from tracker.extraction.narrative.sentence import sentences
from tracker.extraction.narrative.subject import content
from tracker.extraction.narrative.telling import Unit, inside, labels
from tracker.extraction.narrative.topic import NUMBER
from tracker.rules.candidates import Candidate, Passage

CHAPTER = re.compile(r"\b(?:issues|themes|learning|lessons)\b", re.IGNORECASE)
FRAME = re.compile(
    r"\b(?:introduction|conclusions?|summary|methodology|background|terms\s+of\s+reference|recommendations?"
    r"|good\s+practice|overview|preventab\w+|hindsight|family|glossary|next\s+steps)\b|\?\s*$",
    re.IGNORECASE,
)
PICTURED = re.compile(
    r"^\W*(?:figures?|tables?|photo\w*|pictures?|maps?|charts?|diagrams?|appendix|annex|box)\b", re.IGNORECASE
)
FEWEST_SECTIONS, MOST_SECTIONS = 3, 25
PERSON = re.compile(r"\b(?:child|baby|adult|sibling|mother|father|mr|ms|mrs)\s+[a-z0-9]{1,2}\b", re.IGNORECASE)


def untaken(
    every: tuple[Unit, ...],
    keeper: Keeper,
    taken: dict[int, list[tuple[int, int, Candidate]]],
    promises: Callable[[], set[str | None]],
) -> list[tuple[Unit, tuple[Passage, ...]]]:
    """The numbered sections of a chapter of issues, themes or learning that hold no recommendation, promise none and
    whose subject no recommendation names; with the beginning of what they tell. Only where most of the chapter's
    sections do have their recommendation: elsewhere silence tells nothing."""
    found = list[tuple[Unit, tuple[Passage, ...]]]()
    sections: dict[str, list[Unit]] = {}
    chapters: dict[str, Unit] = {}
    seen = set[str]()
    for one in every:
        own = one.heading and one.paragraph and not labels(one) and one.paragraph not in seen
        if one.paragraph:
            seen.add(one.paragraph)  # a heading without a number of its own has that of the section that it stands in
        if own and one.paragraph and not PICTURED.match(one.text):
            chapter, _, rest = one.paragraph.partition(".")
            if not rest and CHAPTER.search(one.text):
                chapters.setdefault(chapter, one)
            elif rest and "." not in rest and not FRAME.search(one.text):
                sections.setdefault(chapter, []).append(one)
    for chapter in chapters:
        themes = sections.get(chapter, [])
        if not FEWEST_SECTIONS <= len(themes) <= MOST_SECTIONS or not keeper.words:
            continue
        alone = [one for one in themes if not _taken_up(one, every, keeper, taken, promises())]
        if len(alone) * 2 <= len(themes):
            found += [(one, _beginning(one, every)) for one in alone]
    return found


def _taken_up(
    section: Unit,
    every: tuple[Unit, ...],
    keeper: Keeper,
    taken: dict[int, list[tuple[int, int, Candidate]]],
    promised: set[str | None],
) -> bool:
    number = f"{section.paragraph}."
    if any((one or "").startswith(number) or one == section.paragraph for one in promised):
        return True
    name = PERSON.sub("", NUMBER.sub("", section.text))
    subject = set(content(name, keeper.short))
    if not subject or any(subject & set(words) for words in keeper.words):
        return True
    start = section.number
    for one in every[start + 1 :]:
        within = one.paragraph == section.paragraph or (one.paragraph or "").startswith(number)
        if one.heading and not labels(one) and not within:
            return False
        if inside(one, 0, len(one.text), taken):
            return True
    return False


def _beginning(section: Unit, every: tuple[Unit, ...]) -> tuple[Passage, ...]:
    """The heading and the first sentence under it."""
    passages = section.passages(0, len(section.text))
    after = every[section.number + 1] if section.number + 1 < len(every) else None
    if after and not after.heading:
        start, end = sentences(after.text)[0]
        passages += after.passages(start, end)
    return passages
