"""A report's first page, and whom it says it is about: a letter, a number or a first name in place of the name."""

import re
from collections import Counter

from tracker.extraction.facts_words import (
    ACTS,
    AFTER,
    CONTENTS,
    KINDS,
    NOT_A_NAME,
    NUMBERED,
    PUBLISHER,
    QUOTED,
    SOURCE_NOTE,
    SUBJECT,
)
from tracker.extraction.finding.kept import kept
from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

FIRST_BLOCKS = 40
SENTENCE = 8
LONGEST_LINE = 160
WHOM = ("hild", "aby", "dult", "amily", "erson", "nfant")
"""One of these is in each of a report's ways to call its subject."""


def front_page(source: Source) -> list[Block]:
    """What is printed before the contents or the first numbered paragraph."""
    found = list[Block]()
    for block in source.blocks[:FIRST_BLOCKS]:
        if block.number in source.contents or CONTENTS.match(block.text):
            break
        if (block.page is not None and block.page > 3) or NUMBERED.fullmatch(block.marker):
            break
        if len(block.text) > LONGEST_LINE * 2 and found:
            break
        if block.kind not in (BlockKind.NOTE,) and block.text and not SOURCE_NOTE.search(block.text):
            found.append(block)
    return found


@kept
def subject(source: Source) -> str:
    """The pseudonym of whom the report is about: on the first page, else the one that it uses most."""

    def named(text: str) -> list[str]:
        found = list[str]()
        for one in SUBJECT.finditer(text):
            name = one.group("name").strip("‘’'“”\"")
            counted = name.isdecimal() and one.group("kind")[0].isupper()
            if name.lower() in NOT_A_NAME or not (name[:1].isupper() or counted):
                continue
            found.append(f"{one.group('kind').capitalize()} {name}")
        return found

    front = [
        name for block in front_page(source) for name in named(block.text)
        if not block.text.endswith(".") or len(block.text.split()) <= SENTENCE
    ]  # fmt: skip
    counted: Counter[str] = Counter()
    for block in source.blocks:
        if any(word in block.text for word in WHOM):
            counted.update(name for name in named(block.text[:4000]))
    if front:
        lower = front[0].lower()
        return next(
            (name for name, _ in counted.most_common() if name.lower() == lower and not name.isupper()), front[0]
        )
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] >= 5 else ""


def named_in_title(front: list[Block], source: Source) -> str:
    """The first name by which the title calls whom the report is about: in quotation marks, or used in the report as a
    person's."""
    for block in front[:SENTENCE]:
        text = block.text.strip(" *_")
        if len(text) > LONGEST_LINE or (PUBLISHER.search(text) and not KINDS.search(text)):
            continue
        if not (found := AFTER.search(text) or QUOTED.match(text)):
            continue
        if found.group("quoted"):
            return found.group("quoted")
        first = found.group("plain").split()[0]
        acts, word = re.compile(rf"\b{first}{ACTS}"), re.compile(rf"\b{first.lower()}\b")
        others = [one.text[:4000] for one in source.blocks[: 10 * FIRST_BLOCKS] if one.text != block.text]
        if any(map(acts.search, others)) and not any(map(word.search, others)):  # "Neglect" is a word, no name
            return found.group("plain")
    return ""
