"""Which paragraphs are a list of contents: lines that end in the number of a page."""

import re

from tracker.extraction.reading.draft import Draft
from tracker.rules.words import BlockKind

LINE = re.compile(
    r"(.{2,300}?)(?:\t+|\s*\.{3,}\s*|\s*(?:\. ){3,}\s*|\s*…+\s*|\s{2,}|\s+(?=p\.))"
    r"(?:p\.?\s?|page\s)?([ivxlc]{1,6}|\d{1,4})\s*",
    re.IGNORECASE,
)
LOOSE = re.compile(r"(.{2,200}?)\s(\d{1,4})")
HEADING = re.compile(r"(?:table of |list of )?(?:contents|figures|tables|appendices)(?: page)?:?", re.IGNORECASE)
PAGE = re.compile(r"(?:page(?: no\.?)?|\d{1,4})", re.IGNORECASE)
TAIL = re.compile(r"(?:[\s.…]|\t)*(?:p\.?\s?)?\d{1,4}\s*$")
LINK = re.compile(r"(?:[-*+•]\s+|\d{1,3}[.)]\s+)?\[([^\]]{1,200})\]\(#[^)\s]{0,200}\)")
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s")


def entry(raw: str) -> tuple[str, int | None] | None:
    """A line's title and page, where dots, a tab or a wide gap part the two."""
    found = LINE.fullmatch(raw.strip()) if len(raw) < 400 else None
    if not found or not any(sign.isalpha() for sign in found.group(1)):
        return None
    return found.group(1), int(found.group(2)) if found.group(2).isdecimal() else None


def mark_contents(drafts: list[Draft], raw: list[str]) -> set[str]:
    """Marks the drafts that are contents; `raw` are their lines with tabs and gaps. Returns the titles that it names,
    in letters and digits alone."""
    titles = _linked(drafts, raw)
    at = 0
    while at < len(drafts):
        headed = bool(HEADING.fullmatch(drafts[at].text))
        end, named = _run(drafts, raw, at + headed, loose=headed)
        if len(named) >= (2 if headed else 3) and (headed or _rises([page for _, page in named])):
            for one in drafts[at:end]:
                one.contents = True
                if one.kind != BlockKind.HEADING or one is not drafts[at]:
                    one.kind, one.level = BlockKind.TEXT, 0
            if headed:
                drafts[at].kind, drafts[at].level, drafts[at].settled = BlockKind.HEADING, 1, True
            titles |= {letters(title) for title, _ in named}
        at = max(end, at + 1)
    return {one for one in titles if len(one) > 3}


def _linked(drafts: list[Draft], raw: list[str]) -> set[str]:
    """Marks lines that are nothing but a link to a place in the text itself; returns the titles that they name."""
    titles = set[str]()
    for one, line in zip(drafts, raw, strict=True):
        if found := LINK.fullmatch(line.strip()[:400]):
            one.contents, one.kind, one.level = True, BlockKind.TEXT, 0
            titles.add(letters(found.group(1)))
    return titles


def letters(text: str) -> str:
    """A text's letters, small: what two prints of one title share."""
    return "".join(sign for sign in text.lower() if sign.isalpha())


def _run(drafts: list[Draft], raw: list[str], start: int, *, loose: bool) -> tuple[int, list[tuple[str, int | None]]]:
    """Where a run of entries that begins at `start` ends, and the entries. One line that wraps may stand between."""
    named, end, misses = list[tuple[str, int | None]](), start, 0
    for at in range(start, len(drafts)):
        found = entry(raw[at])
        if not found and loose and (soft := LOOSE.fullmatch(raw[at].strip()[:300])):
            found = (soft.group(1), int(soft.group(2)))
        if found and (not named or _not_before(found[1], named[-1][1])):
            named.append(found)
            end, misses = at + 1, 0
        elif misses < (2 if loose else bool(named)) and _may_wrap(raw[at]):
            misses += 1
        else:
            break
    return end, named


def _may_wrap(line: str) -> bool:
    """Whether a line may be the first half of an entry, or a column's heading."""
    return len(line) < 160 and (bool(PAGE.fullmatch(line.strip())) or not line.rstrip().endswith((".", ";")))


def _not_before(page: int | None, last: int | None) -> bool:
    return page is None or last is None or page >= last


def _rises(pages: list[int | None]) -> bool:
    told = [one for one in pages if one is not None]
    return len(told) >= 3 and told == sorted(told) and len(set(told)) > 1
