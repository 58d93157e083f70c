"""The parts of a recommendation: its top-level bullets or lettered limbs; what is nested in one stays in its text.

The words that lead a list in, and those that close it, belong to the whole and to no part. A part's text is a run of
the recommendation's own text: a bullet is not in it, a letter that is printed inside a paragraph is.
"""

import re
from dataclasses import dataclass, field

from tracker.extraction.finding.found import Found
from tracker.extraction.finding.limbs import Lead, counted, leads
from tracker.extraction.finding.limbs_in_text import limbs
from tracker.extraction.source import Source
from tracker.rules.candidates import CandidatePart
from tracker.rules.words import BlockKind

_ALNUM = re.compile(r"[^a-z0-9]")
_LED = re.compile(r"(\(?[a-z]{1,4}\)|\(?\d{1,2}\)|[•●○▪■◦‣➢✓])\s+(?=\S)")
_ENDED = re.compile(r"[.;:?!][)’”'\"]*$")
_STOPPED = re.compile(r"[.?!][)’”'\"]*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words, and what leads it where it is an item of a list."""

    text: str
    leads: tuple[Lead, ...] = ()
    level: int = 0


@dataclass(slots=True)
class _Limb:
    """An item of a list with all that is printed in it, and the items nested in it."""

    lead: Lead
    level: int
    texts: list[str]
    nested: "list[_Limb]" = field(default_factory=list)


def parts(source: Source, found: Found) -> tuple[CandidatePart, ...]:
    """The parts in printed order; none where the whole text is one ask."""
    pieces = _unmarked_lists(_opened(_pieces(source, found)))
    top = [] if _quoted(pieces) else _tree(pieces)
    while len(top) == 1:
        top = top[0].nested
    if not top:
        single = [again for piece in pieces for again in _opened([_Piece(piece.text)])]
        top = _tree(single)
    return _labelled(top) if len(top) > 1 else ()


def _quoted(pieces: list[_Piece]) -> bool:
    """Whether the list stands in a quotation: what opens it is before the first item, what closes it in the last."""
    items = [number for number, one in enumerate(pieces) if one.leads]
    if not items or not items[0]:
        return False
    before = "".join(one.text for one in pieces[: items[0]])
    last = pieces[items[-1]].text
    return before.count("“") > before.count("”") and last.count("”") > last.count("“")


def _pieces(source: Source, found: Found) -> list[_Piece]:
    """The passages as pieces. What numbers the recommendation itself leads no limb of it."""
    made = list[_Piece]()
    for passage in found.passages:
        block = source.blocks[passage.block]
        text = block.text[passage.start : passage.end].strip()
        if not text:
            continue
        read: tuple[Lead, ...] = ()
        listed = block.kind == BlockKind.ITEM or (block.marker and block.kind == BlockKind.TEXT)
        if listed and passage.start == 0 and (made or not _numbers(block.marker, found.ref)):
            read = leads(block.marker)
        if not read and (led := _LED.match(text)) and not (not made and _numbers(led[1], found.ref)):
            run = limbs(text)
            read = () if run and run[0].start == 0 else leads(led[1])
        made.append(_Piece(text, read, block.level if block.kind == BlockKind.ITEM else 0))
    return made


def _numbers(marker: str, ref: str | None) -> bool:
    """Whether a marker is the reference of the recommendation itself."""
    return bool(ref) and _bare(marker).removeprefix("recommendation") == _bare(ref or "").removeprefix("recommendation")


def _bare(text: str) -> str:
    return _ALNUM.sub("", text.lower())


def _opened(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with a list that runs inside the words before the first item opened into items of its own."""
    made = list[_Piece]()
    for number, piece in enumerate(pieces):
        after = pieces[number + 1] if number + 1 < len(pieces) else _Piece("")
        run = () if piece.leads or any(one.leads for one in made) else limbs(piece.text, after.leads)
        if not run:
            made.append(piece)
            continue
        made.append(_Piece(piece.text[: run[0].start].strip()))
        for limb in run:
            begin = limb.start if limb.lead.label else limb.words
            made.append(_Piece(piece.text[begin : limb.end].strip(), (limb.lead,), after.level if after.leads else 0))
        made.append(_Piece(piece.text[run[-1].end :].strip()))
    return [one for one in made if one.text]


def _unmarked_lists(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with a list marked as one whose bullets did not come through: paragraphs of half a sentence each
    after a colon. Its items begin small, or none of them ends as a sentence does."""
    if any(one.leads for one in pieces):
        return pieces
    begin = next((n for n, one in enumerate(pieces) if n and pieces[n - 1].text.endswith(":")), None)
    if begin is None:
        return pieces
    small = pieces[begin].text[0].islower()
    stopped = any(_STOPPED.search(one.text) for one in pieces[begin:-1] if one.text[0].islower())
    end = begin
    while end < len(pieces):
        text, before = pieces[end].text, pieces[end - 1].text
        open_before = not _STOPPED.search(before) or end == begin
        goes_on = (small and text[0].islower()) or (not stopped and open_before and not _STOPPED.search(text))
        if not goes_on and not (not small and end > begin and before.endswith((";", "; and", "; or"))):
            break
        end += 1
    if end - begin < 2:
        return pieces
    marked = [_Piece(one.text, leads("•")) for one in pieces[begin:end]]
    return [*pieces[:begin], *marked, *pieces[end:]]


def _tree(pieces: list[_Piece]) -> list[_Limb]:
    """The items of the outermost list, each with what is nested in it."""
    top, open_ones = list[_Limb](), list[_Limb]()
    last_item = max((number for number, one in enumerate(pieces) if one.leads), default=-1)
    afresh = closed = False
    for number, piece in enumerate(pieces):
        if not piece.leads:
            afresh = bool(top) and number < last_item and _leads_in(piece, pieces[number + 1], top[-1])
            within = number < last_item or (
                not closed and piece.text[0].islower() and not _ENDED.search(pieces[number - 1].text)
            )
            if top and within and not afresh:
                for one in open_ones:
                    one.texts.append(piece.text)
            closed = not within
            continue
        depth, lead = (0, piece.leads[-1]) if afresh else _place(piece, open_ones)
        afresh = False
        limb = _Limb(lead, piece.level, [piece.text])
        for above in open_ones[:depth]:
            above.texts.append(piece.text)
        (open_ones[depth - 1].nested if depth else top).append(limb)
        open_ones[depth:] = [limb]
    return top


def _leads_in(piece: _Piece, after: _Piece, top: _Limb) -> bool:
    """Whether words between items lead in a second list of the outermost kind ("The police should:")."""
    return piece.text.endswith(":") and any(one.alike(top.lead) for one in after.leads) and after.level <= top.level


def _place(piece: _Piece, open_ones: list[_Limb]) -> tuple[int, Lead]:
    """How deep an item stands among the items still open, and which reading of its marker fits there."""
    for strictly in (True, False):
        for depth in reversed(range(len(open_ones))):
            limb = open_ones[depth]
            for lead in piece.leads:
                if lead.kind == "bullet" and piece.level != limb.level:
                    continue
                if lead.follows(limb.lead, strictly=strictly) and (strictly or lead.kind != "bullet" or not lead.shape):
                    return depth, lead
    first = next((one for one in reversed(piece.leads) if one.value <= 1), piece.leads[0])
    if not open_ones:
        return 0, first
    outer = [depth for depth, limb in enumerate(open_ones) if piece.level < limb.level]
    if outer:
        return outer[0], first
    skipped = next(
        (one for one in piece.leads if one.alike(open_ones[0].lead) and one.value > open_ones[0].lead.value), None
    )
    if skipped and skipped.kind != "bullet" and piece.level <= open_ones[0].level:
        return 0, skipped
    return len(open_ones), first


def _labelled(top: list[_Limb]) -> tuple[CandidatePart, ...]:
    """The items as parts. A label is as printed, or counted where a bullet leads; each occurs once."""
    made = list[CandidatePart]()
    taken = set[str]()
    for position, limb in enumerate(top):
        plain = limb.lead.label or counted(position)
        label, again = plain, 1
        while label in taken:
            again += 1
            label = f"{plain} ({again})"
        taken.add(label)
        made.append(CandidatePart(label, " ".join(limb.texts)))
    return tuple(made)
