"""Numbers and letters that stand bare before a paragraph, "1 The intent …", "a The …": what counts up is one."""

import re
from dataclasses import replace

from tracker.extraction.source import Printed, Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

BARE = re.compile(r"(\d{1,3}|[a-z]) (?=[A-Z“‘])")
LEAST = 2
LEAST_FAR = 3
FAR = 12
"""How many blocks at most stand between two of a list under one heading."""


def with_bare_markers(source: Source) -> Source:
    """The source, where paragraphs that count up from one to the next are led by their number or letter."""
    runs = _runs(source)
    marked = {at: marker for run in runs for at, marker in run}
    if not marked:
        return source
    blocks = tuple(_led(one, marked.get(one.number, "")) for one in source.blocks)
    printed = {
        at: tuple(Printed(max(0, line.start - len(marked[at]) - 1), line.mark) for line in lines)
        if at in marked else lines
        for at, lines in source.printed.items()
    }  # fmt: skip
    return replace(source, blocks=blocks, printed=printed)


def _led(block: Block, marker: str) -> Block:
    return replace(block, text=block.text[len(marker) + 1 :], marker=marker, kind=BlockKind.ITEM) if marker else block


def _runs(source: Source) -> list[list[tuple[int, str]]]:
    """The paragraphs that count up by one: letters from "a" on under a heading, numbers there or throughout."""
    found = list[list[tuple[int, str]]]()
    letters, digits = list[tuple[int, str]](), list[tuple[int, str]]()
    far = False
    for block in source.blocks:
        if block.kind == BlockKind.HEADING:
            found.append(letters)
            letters, far = [], True
            continue
        if block.kind != BlockKind.TEXT or block.marker or block.number in source.contents:
            continue
        if not (match := BARE.match(block.text)):
            continue
        own = (block.number, match[1])
        if match[1].isdecimal():
            if digits and int(match[1]) == int(digits[-1][1]) + 1:
                digits.append(own)
            else:
                found.append(_long(digits, far=far))
                digits, far = [own], False
        elif letters and ord(match[1]) == ord(letters[-1][1]) + 1 and block.number - letters[-1][0] <= FAR:
            letters.append(own)
        elif match[1] == "a":
            found.append(letters)
            letters = [own]
    found += [letters, _long(digits, far=far)]
    return [run for run in found if len(run) >= LEAST]


def _long(run: list[tuple[int, str]], *, far: bool) -> list[tuple[int, str]]:
    """A run of numbers; one that headings part must be the longer."""
    return run if len(run) >= (LEAST_FAR if far else LEAST) else []
