"""What a report says of itself on its first page: its title, whom it is about, who published and wrote it, and when."""

import re
from collections import Counter
from itertools import pairwise

from tracker.extraction.facts_words import (
    AFTER_NAMES,
    ALONE,
    AUTHOR,
    BODY,
    BY,
    DATE,
    DATED,
    IN_LINE,
    IN_TEXT,
    KINDS,
    LETTERS,
    OF_DEATH,
    OTHER_LINES,
    PERSON,
    PUBLISHER,
    QUOTED,
    SUBJECT,
    WHAT,
)
from tracker.extraction.front import FIRST_BLOCKS, LONGEST_LINE, front_page, named_in_title, subject
from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind


def facts(source: Source) -> tuple[str, str, str, str, str]:
    """Title, subject, publisher, author and date as printed; each empty where the report does not say."""
    front = front_page(source)
    lines = [line.strip() for one in front for line in one.text.strip(" *_").split(" | ")]
    about = subject(source) or named_in_title(front, source)
    author = _author(lines, source)
    publisher = _publisher(lines, source)
    return (_title(front, author, publisher) or source.title.strip(), about, publisher, author, _date(lines, source))


def _title(front: list[Block], author: str, publisher: str) -> str:
    lines = list[str]()
    for block in front:
        text = block.text.strip(" *_")
        if (
            len(text) > LONGEST_LINE
            or (publisher and text.lower().strip(" .") == publisher.lower())
            or (author and author.lower() in text.lower())
            or DATE.fullmatch(text.strip(" ."))
            or DATED.match(text)
            or AUTHOR.match(text)
            or OTHER_LINES.match(text)
            or ALONE.match(text)
            or BY.match(text)
            or LETTERS.match(text)
            or (text.endswith((".", ";")) and len(text.split()) > 8)
        ):
            if any(KINDS.search(one) for one in lines):
                break
            continue
        lines.append(text)
    kinds = [place for place, text in enumerate(lines) if KINDS.search(text) or SUBJECT.search(text)]
    if not kinds:
        return next((block.text for block in front if block.kind == BlockKind.HEADING), lines[0] if lines else "")
    first, last = kinds[0], kinds[0]
    while (
        last + 1 < len(lines)
        and last - first < 3
        and (last + 1 in kinds or QUOTED.match(lines[last + 1]) or _cut(lines[last], lines[last + 1]))
    ):
        last += 1
    while first and _cut(lines[first - 1], lines[first]):
        first -= 1
    return _joined(list(dict.fromkeys(re.sub(r"\s+", " ", text).rstrip(":") for text in lines[first : last + 1])))


def _cut(line: str, following: str) -> bool:
    """Whether a line of a title or a name goes on in the next."""
    return (
        bool(re.search(r"(?:\b(?:of|the|and|for|in|into|on|to|a|an|from|with)|[&,])$", line, re.IGNORECASE))
        or following[:1].islower()
    )


def _joined(lines: list[str]) -> str:
    """The lines of a title as one: a colon beside the name of whom it is about, else a blank."""
    title = lines[0]
    for before, line in pairwise(lines):
        apart = QUOTED.match(line) or SUBJECT.fullmatch(before.strip()) or SUBJECT.fullmatch(line.strip())
        title = f"{title}{': ' if apart else ' '}{line}"
    return title


def _publisher(lines: list[str], source: Source) -> str:
    for text in lines:
        if found := BODY.search(text):
            return found.group(1)
    for text in lines:
        found = BY.match(text)
        if found and found.group("who") and PUBLISHER.search(found.group("who")):
            return re.split(r"\s+(?=[A-Z]{4,}\b)", found.group("who"))[0].strip(" .,")
    for place, text in enumerate(lines):
        if PUBLISHER.search(text) and len(text.split()) <= 9 and not KINDS.search(text):
            after = lines[place + 1] if place + 1 < len(lines) and _cut(text, "") else ""
            return f"{text} {after}".strip(" .,*")
    counted: Counter[str] = Counter()
    for block in source.blocks[:150]:
        if "afeguarding" in block.text and block.number not in source.contents:
            counted.update(
                re.sub(r"^(?:The|This|That|Both|By|In)\s+", "", one.group(1))
                for one in BODY.finditer(block.text[:4000])
            )
    return max(counted, key=lambda one: (counted[one], len(one)), default="")


def _first_page(source: Source) -> list[str]:
    """All that is printed there, footnotes too: what stands small at its foot may have been taken for one."""
    return [block.text for block in source.blocks[:FIRST_BLOCKS] if block.text and (block.page or 99) == 1]


def _author(lines: list[str], source: Source) -> str:
    for place, text in enumerate(lines):
        if (found := AUTHOR.match(text)) and len(text) < LONGEST_LINE and (who := _who(found.group("who"))):
            return who
        if ALONE.match(text) and place + 1 < len(lines) and (who := _who(lines[place + 1])):
            return who
        if found := LETTERS.match(text):
            return found.group("who")
    for text in _first_page(source):
        if found := IN_LINE.search(text):
            return found.group("who")
    for block in source.blocks[:120]:
        if found := IN_TEXT.search(block.text[:6000]):
            return re.sub(r"^(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+", "", found.group("who"))
    return ""


def _who(text: str) -> str:
    """The people at the beginning of a line, without what they are, for whom they wrote and when; empty if it begins
    with none."""
    who = AFTER_NAMES.split(text, maxsplit=1)[0].strip(" .,*_")
    names = re.split(r",\s*|\s+(?:and|&)\s+", who)
    people = next(
        (
            at
            for at, name in enumerate(names)
            if WHAT.search(name) or PUBLISHER.search(name) or not PERSON.match(name.strip())
        ),
        len(names),
    )
    if not people:
        return ""
    for name in names[people:]:
        who = who[: who.rindex(name)]
    return re.sub(r"(?:[,&\s]|\band\b)+$", "", who)


def _date(lines: list[str], source: Source) -> str:
    for text in lines:
        if found := DATED.search(text):
            return found.group("date")
    for text in lines:
        if (found := DATE.search(text)) and len(text) <= len(found.group()) + 30 and not OF_DEATH.search(text):
            return found.group()
    for text in lines:
        if (found := DATE.search(text)) and AUTHOR.match(text) and text.endswith(found.group()):
            return found.group()
    for text in _first_page(source):
        if found := DATED.search(text):
            return found.group("date")
    for block in source.blocks[-12:]:
        if found := DATE.fullmatch(block.text.strip(" .")):
            return found.group()
    return ""
