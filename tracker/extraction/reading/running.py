"""Lines that a page repeats, out of a text: its header, its footer, its number."""

import re
from collections import Counter
from itertools import pairwise

from tracker.extraction.reading.markers import LABEL

DIGITS = re.compile(r"\d{1,9}")
PAGE = re.compile(
    r"[\s|\[–—-]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*(?:\d{1,4}|[ivxlc]{1,6}))?[\s|\]–—-]*|"
    r"(?:.{0,80}\W)?page\s+\d{1,4}(?:\s+of\s+\d{1,4})?(?:\W.{0,80})?",
    re.IGNORECASE,
)
SURE_PAGE = re.compile(
    r"\W{0,3}page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W{0,3}|\W{0,3}\d{1,4}\s*\|\s*page\W{0,3}", re.I
)
EDGE = 6
SHORTEST_PAGE = 600


def without_running(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines that many of them begin or end with."""
    if len(pages) < 2:
        return [_without_numbers(page) for page in pages]
    often = _often(pages)
    return [_peeled(_peeled(page, often)[::-1], often)[::-1] for page in pages]


def _often(pages: list[list[str]]) -> set[str]:
    """The keys of lines that stand at the edges of many pages, word for word or but for a number that counts pages."""
    seen = dict[str, list[tuple[int, str, bool]]]()
    for number, page in enumerate(pages):
        for edge in (_edge(page), _edge(page[::-1])):
            for line in edge:
                if LABEL.match(line.strip()[:100]):
                    continue
                seen.setdefault(_key(line), []).append((number, line.strip()[:300], line is edge[0]))
    found = set[str]()
    for key, met in seen.items():
        outer = sum(1 for _, _, is_outer in met if is_outer)
        if len(key) < 2 or not (len(met) >= max(3, len(pages) * 0.2) or outer >= 3):
            continue
        counted = Counter(int(digits) - number for number, text, _ in met for digits in set(DIGITS.findall(text)[:8]))
        if Counter(text for _, text, _ in met).most_common(1)[0][1] >= 3 or (
            counted and counted.most_common(1)[0][1] >= 0.6 * len(met)
        ):
            found.add(key)
    return found


def _edge(page: list[str]) -> list[str]:
    return [line for line in page if line.strip()][:EDGE]


def _key(line: str) -> str:
    return DIGITS.sub("#", " ".join(line[:300].split()))[:60]


def _peeled(page: list[str], often: set[str]) -> list[str]:
    """A page without the running lines it begins with."""
    at = last = met = 0
    while at < len(page) and met < EDGE:
        line = page[at]
        at += 1
        if not line.strip():
            continue
        met += 1
        if _key(line) not in often and not PAGE.fullmatch(line.strip()[:200]):
            break
        last = at
    return page[last:]


def _without_numbers(page: list[str]) -> list[str]:
    """Where a text has no pages: without lines such as "Page 3 of 60", if they count up."""
    at = [number for number, line in enumerate(page) if len(line) < 60 and SURE_PAGE.fullmatch(line.strip())]
    at = at or _lone_numbers(page)
    counted = [int(DIGITS.findall(page[number])[0]) for number in at]
    if len(at) < 3 or counted != sorted(set(counted)):
        return page
    gone = set(at)
    for step in (-1, 1):  # a title that stands beside each of them
        beside = Counter(_key(page[near]) for number in at if (near := _beside(page, number, step)) is not None)
        often = {key for key, times in beside.items() if times >= max(3, len(at) * 0.6) and len(key) > 1}
        gone |= {
            near for number in at if (near := _beside(page, number, step)) is not None and _key(page[near]) in often
        }
    return [line for number, line in enumerate(page) if number not in gone]


def _lone_numbers(page: list[str]) -> list[int]:
    """Lines that are a number and nothing else and count the pages: one after the other, with a page between."""
    lone = [at for at, line in enumerate(page) if line.strip().isdecimal() and len(line.strip()) <= 3]
    values = [int(page[at]) for at in lone]
    if len(lone) < 5 or any(not 0 < b - a <= 3 for a, b in pairwise(values)):
        return []
    between = sum(len(line) for line in page[lone[0] : lone[-1]]) / len(lone)
    return lone if between >= SHORTEST_PAGE else []


def _beside(page: list[str], at: int, step: int) -> int | None:
    at += step
    while 0 <= at < len(page):
        if page[at].strip():
            return at
        at += step
    return None
