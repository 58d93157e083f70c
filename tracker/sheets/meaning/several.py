"""Several actions in one cell: numbered 1, 2, 3 or a, b, c or i, ii, iii, or a line each behind a bullet.

Only clear numbering splits: it begins at the first number, runs on without a gap, and each stands at the beginning of
a line or after a sentence's end or space, never within a date, a reference ("10.2.3") or "No. 1". Words before the
first number are a lead-in, said before each action where they end in a colon; else they are words of the first.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

BULLET = re.compile(
    r"^[ \t]*(?:[•‣▪▫●○◦■□➢►▶✓✔→∙·\uf0b7\uf0a7\uf0d8]|[-–—*+](?=\s)|o(?=[ \t]{1,}[A-Z])|o\t)[ \t]*(?=\S)", re.MULTILINE
)
INLINE_BULLET = re.compile(r"(?:^|(?<=\s))[•‣▪●■➢►\uf0b7\uf0a7\uf0d8][ \t]*(?=\S)")
NOT_NUMBERING = re.compile(
    r"(?:\b(?:nos?|number|rec|recommendations?|recs|action|actions|section|para|paragraph|paragraphs|part|parts|phase|"
    r"stage|tier|level|appendix|annex|chapter|page|p|pp|to|of|in|by|see|form|step|year|q|quarter|module|"
    r"standard|objective|priority|version|v|item|point|points|group|cohort|band|key stage|ks)\.?|[&/+])\s*$",
    re.IGNORECASE,
)
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
NUMBERED = (
    re.compile(r"(?:(?<=^)|(?<=[\s;.]))\(?(\d{1,2})[.):](?=\s|[A-Za-z‘'\"])(?!\d)", re.MULTILINE),
    re.compile(r"(?:(?<=^)|(?<=\n))[ \t]*(?:action|step)\s+(\d{1,2})\s*[.):–-]?\s*", re.MULTILINE | re.IGNORECASE),
    re.compile(r"(?:(?<=^)|(?<=\n))[ \t]*(\d{1,2})\s*[-–][ \t]+(?=[A-Za-z])", re.MULTILINE),
    re.compile(r"(?:(?<=^)|(?<=\n))[ \t]*(\d{1,2})[ \t]+(?=[A-Z])", re.MULTILINE),
)
LETTERED = re.compile(r"(?:(?<=^)|(?<=[\s;.]))(?:\(([a-z])\)|([a-z])\)|([a-z])\.(?=\s))", re.MULTILINE | re.IGNORECASE)
ROMAN = re.compile(r"(?:(?<=^)|(?<=[\s;.]))(?:\(([ivx]+)\)|([ivx]+)\)|([ivx]+)\.(?=\s))", re.MULTILINE | re.IGNORECASE)
SHORTEST = 3
Number: TypeAlias = Callable[[re.Match[str]], int]


def actions_in(text: str) -> list[str]:
    """The actions of a cell in their order: one, if it is one; none of an empty cell."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return []
    for cuts in (*(_run(text, p, _figure) for p in NUMBERED), _run(text, ROMAN, _roman), _run(text, LETTERED, _letter)):
        if len(cuts) > 1 and (pieces := _split(text, cuts)):
            return pieces
    for pattern in (BULLET, INLINE_BULLET):
        cuts = [(found.start(), found.end()) for found in pattern.finditer(text)]
        if cuts and (len(cuts) > 1 or not text[: cuts[0][0]].strip()) and (pieces := _split(text, cuts)):
            return pieces
    return [text.strip()]


def numbered(text: str) -> bool:
    """Whether the pieces of a cell are numbered or lettered, not bulleted."""
    runs = (*(_run(text, p, _figure) for p in NUMBERED), _run(text, ROMAN, _roman), _run(text, LETTERED, _letter))
    return any(len(cuts) > 1 for cuts in runs)


def align(actions: Sequence[str], others: Sequence[str], *, lines: bool = False) -> list[tuple[str, ...]]:
    """The other cells of a row, for each of its actions: piece by piece where a cell has as many, else all of it.

    Numbered pieces pair with numbered actions. Told `lines`, plain lines do too, where they are as many: likely in a
    column of dates, a guess in others.
    """
    rows = [_pieces(other, lines) for other in others]
    return [
        tuple(
            pieces[place] if len(pieces) == len(actions) > 1 else other
            for pieces, other in zip(rows, others, strict=True)
        )
        for place in range(len(actions))
    ]


def _pieces(text: str, lines: bool) -> list[str]:
    if numbered(text):
        return actions_in(text)
    return [line.strip() for line in text.splitlines() if line.strip()] if lines else []


def _figure(found: re.Match[str]) -> int:
    return int(found[1])


def _letter(found: re.Match[str]) -> int:
    return ord((found[1] or found[2] or found[3]).lower()) - ord("a") + 1


def _roman(found: re.Match[str]) -> int:
    word = (found[1] or found[2] or found[3]).lower()
    return ROMANS.index(word) + 1 if word in ROMANS else 0


def _run(text: str, pattern: re.Pattern[str], number: Number) -> list[tuple[int, int]]:
    """Where 1, 2, 3 … stand in their order. A number out of its turn is a word of the text."""
    cuts: list[tuple[int, int]] = []
    for found in pattern.finditer(text):
        line_begins = not text[: found.start()].rpartition("\n")[2].strip()
        if number(found) != len(cuts) + 1 or (not line_begins and NOT_NUMBERING.search(text[: found.start()])):
            continue
        cuts.append((found.start(), found.end()))
    return cuts


def _split(text: str, cuts: Sequence[tuple[int, int]]) -> list[str]:
    """The pieces between the cuts; none if one of them says nothing."""
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    pieces = [text[begin:end].strip(" \t\n;") for (_, begin), end in zip(cuts, ends, strict=True)]
    pieces = [
        piece.removesuffix(" and").rstrip(" ;,") if piece.endswith((", and", "; and")) else piece for piece in pieces
    ]
    if any(len(piece) < SHORTEST for piece in pieces):
        return []
    lead = text[: cuts[0][0]].strip()
    if lead.endswith((":", ": -", ":-")):
        return [f"{lead} {piece}" for piece in pieces]
    return [f"{lead} {pieces[0]}", *pieces[1:]] if lead else pieces
