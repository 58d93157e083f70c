"""Paragraphs out of lines that were cut to the width of a page."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from tracker.extraction.reading.draft import Draft
from tracker.extraction.reading.headings import is_capitals
from tracker.extraction.reading.markers import Lead, led
from tracker.extraction.reading.tidying import joined, tidy
from tracker.rules.words import BlockKind

ENDED = (".", "?", "!", ":", ";", ".”", ".’", '."', ".'", ".)", "?”", "!”")
DOTS = re.compile(r"\.{5,}\s*\d{0,4}$")
"""An entry of a list of contents."""
SHORT = 60
LONGEST = 20_000
"""Characters of an honest paragraph."""
NOTE = re.compile(r"(\d{1,3})\s+(?=[A-Z‘“\"'(h])")


@dataclass(slots=True)
class Line:
    """A line as it stands in the file."""

    text: str
    page: int | None
    indent: int
    gap: bool
    raw: str


def paragraphs(pages: list[list[str]], *, paged: bool, known: Counter[str]) -> tuple[list[Draft], list[str]]:
    """The paragraphs, and each one's first line as it stands, with its gaps and dots."""
    drafts, raws = list[Draft](), list[str]()
    notes = 0
    for number, page in enumerate(pages, start=1):
        foot, notes = _foot(page, notes)
        widths = sorted(len(line.strip()) for line in page if line.strip())
        width = max(widths[int(len(widths) * 0.9)], 30) if widths else 30
        add(drafts, raws, _lines(page[:foot], number if paged else None), width, known)
        _notes(drafts, raws, _lines(page[foot:], number if paged else None), known)
    return drafts, raws


def _lines(page: list[str], number: int | None) -> list[Line]:
    found, gap = list[Line](), False
    for raw in page:
        text = raw.strip()
        if text:
            found.append(Line(text, number, len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip()), gap, raw))
        gap = not text
    return found


def add(drafts: list[Draft], raws: list[str], lines: list[Line], width: int, known: Counter[str]) -> None:
    """Adds the lines of one page: each goes on with the paragraph before it, or begins one."""
    last: Line | None = None
    one = _latest(drafts)
    for line in lines:
        lead = led(line.text, one.marker if one else "")
        if one is not None and not _begins(line, lead, one, last, width):
            if not one.text and one.marker:
                one.text = tidy(line.text)
                if one is drafts[-1]:
                    raws[-1] = f"{raws[-1]} {line.raw}"
            else:
                one.text = joined(one.text, tidy(line.text), known)
            one.last_page = line.page
        else:
            drafts.append(_draft(line, lead, apart=line.gap or len(line.text) < 0.6 * width))
            raws.append(line.raw)
            one = drafts[-1]
        last = line


def _draft(line: Line, lead: Lead | None, *, apart: bool) -> Draft:
    if lead is None:
        return Draft(tidy(line.text), page=line.page, last_page=line.page, depth=line.indent, gap=apart)
    kind = BlockKind.NOTE if lead.family == "note" else BlockKind.TEXT
    return Draft(lead.rest, lead.marker, lead.family, kind, page=line.page, last_page=line.page, depth=line.indent,
                 gap=apart)  # fmt: skip


def _begins(line: Line, lead: Lead | None, one: Draft, last: Line | None, width: int) -> bool:
    """Whether a line begins a paragraph. `last` is the line before, of the paragraph `one`; None: on a page before."""
    if one.marker and not one.text and one.family != "label":
        return lead is not None and lead.family == one.family  # a number or bullet alone on its line
    if len(one.text) > LONGEST:
        return True
    ended = one.text.endswith(ENDED)
    long = last is None or len(last.text) >= 0.6 * width
    full = last is None or len(last.text) + len(line.text.split()[0]) >= 0.9 * width
    if lead is not None and (ended or not long or line.gap or _may_follow(lead, one, line, last)):
        return True
    if (one.family == "label" and not one.text) or (last is not None and DOTS.search(last.text)):
        return True
    if lead is not None and not lead.rest and lead.family != "note":
        return True
    small = line.text[0].islower() or line.text[0] in ",;)–-"
    if is_capitals(line.text) != is_capitals(one.text) and (ended or is_capitals(one.text) or not long):
        return True
    if last is None:
        return ended or not small and len(one.text) < 0.6 * width  # noqa: RUF021
    if line.gap:
        return not (small and not ended and long)
    if last is not None and line.indent > last.indent + 1 and ended and not one.marker:
        return True
    if small and not ended:
        return False
    titled = ended and len(line.text) < 0.6 * width and not line.text.endswith(ENDED)
    return (ended and not full) or titled or (not long and not small)


BREAKS_OFF = re.compile(r"\b(?:in|see|under|to|of|by|with|through|and|the|from)$")


def _may_follow(lead: Lead, one: Draft, line: Line, last: Line | None) -> bool:
    """Whether a marker is one, although the line before it is full and ends without a stop."""
    if lead.family.startswith("•"):
        return lead.marker not in "-–—o*+" or last is None or line.indent != last.indent or one.family == lead.family
    if lead.family == "label":
        if last is not None and BREAKS_OFF.search(last.text):
            return False  # "This is dealt with in / Recommendation 1."
        return not lead.rest or line.text[len(lead.marker) :].lstrip()[:1] in ":.–—-"
    if lead.family == one.family and one.marker:
        mine, theirs = re.findall(r"\d+", lead.marker), re.findall(r"\d+", one.marker)
        return bool(mine) and mine[:-1] == theirs[:-1] and int(mine[-1]) == int((theirs or ["0"])[-1]) + 1
    return lead.family == "bare" or (lead.family == "dotted" and lead.rest[:1].isupper() and last is not None
                                     and not last.text.lower().endswith(("paragraph", "section", "see", "at", "para",
                                                                        "in", "and", "to", "paragraphs")))  # fmt: skip


def _latest(drafts: list[Draft]) -> Draft | None:
    """The paragraph that may go on over the end of a page."""
    return next((one for one in reversed(drafts) if one.kind != BlockKind.NOTE), None)


def _foot(page: list[str], notes: int) -> tuple[int, int]:
    """Where the footnotes of a page begin, and the number of the last one. The next number must stand at the beginning
    of a line in the lower part, and behind a word above."""
    for at in range(len(page) // 3, len(page)):
        found = NOTE.match(page[at].lstrip())
        number = int(found.group(1)) if found else 0
        if not found or not (number == 1 or notes < number <= notes + 3):
            continue
        above = _reference(number)
        if not _only_notes(page[at:]):
            continue
        if any(above.search(line) for line in page[:at]):
            last = number
            for line in page[at + 1 :]:
                if (one := NOTE.match(line.lstrip())) and int(one.group(1)) == last + 1:
                    last += 1
            _unmark(page, at, range(number, last + 1))
            return at, last
    return len(page), notes


def _reference(number: int) -> re.Pattern[str]:
    """The number of a footnote behind the word that it explains."""
    return re.compile(rf"(?:[^\W\d][.,;:)”’\"']{{0,2}}\s?|\d){number}(?!\d)")


def _unmark(page: list[str], foot: int, numbers: range) -> None:
    """Takes the numbers of a page's footnotes from the words above them, where they stand close behind a stop."""
    for number in numbers:
        raised = re.compile(rf"(?<=[^\W\d][.,;:)”’\"']){number}(?=\s|$)")
        at = next((at for at in range(foot) if raised.search(page[at])), None)
        if at is not None:
            page[at] = raised.sub("", page[at], count=1)


def _only_notes(lines: list[str]) -> bool:
    """Whether each paragraph of what would be a page's foot begins a note, but for short lines such as its footer."""
    begins = [line.strip() for before, line in pairwise(["", *lines]) if line.strip() and not before.strip()]
    return all(NOTE.match(line) or (len(line) < SHORT and not line.endswith(ENDED)) for line in begins)


def _notes(drafts: list[Draft], raws: list[str], lines: list[Line], known: Counter[str]) -> None:
    expected = None
    for line in lines:
        found = NOTE.match(line.text)
        if found and (expected is None or int(found.group(1)) == expected):
            expected = int(found.group(1)) + 1
            drafts.append(Draft(tidy(line.text[found.end() :]), found.group(1), "note", BlockKind.NOTE, page=line.page))
            raws.append(line.raw)
        elif drafts:
            drafts[-1].text = joined(drafts[-1].text, tidy(line.text), known)
