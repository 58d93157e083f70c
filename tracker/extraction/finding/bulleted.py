"""Recommendations without a number under a heading that announces them: lettered, bullets, or a paragraph each."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from tracker.extraction.finding.announcing import announces
from tracker.extraction.finding.ending import LETTERED, Bounds, is_limb, passages
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.labelled import all_labels
from tracker.extraction.finding.numbered import FIRST_LETTER, arguing, chain_of, leads_letters, leads_list
from tracker.extraction.finding.onward import BELOW
from tracker.extraction.finding.outline import is_head, number
from tracker.extraction.finding.sections import Stretch, stretches
from tracker.extraction.finding.wording import FOLLOWING, IMPERATIVE, TO_DO, VERBS, asks, beside, introduces
from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

STRONG = re.compile(
    r"(?i)[^.]{0,400}\b(?:should|must|recommend(?:s|ed)?|(?:is|are) (?:asked|required|requested|invited) to)\b"
)
RECOMMEND = re.compile(r"(?i)\brecommend")
LEADS = re.compile(
    r"(?i)\b(?:recommend(?:s|ed)?(?:\s+that)?|recommendations(?:\s+(?:are|is))?(?:\s+(?:made|given|set\s+out|"
    r"as\s+follows|below))*)\s*:$"
)
LEADS_BODY = re.compile(r"(?i)\brecommend(?:s|ed)?\s+that\s+(?:the|all|each|both|its)\s[^.:;]{2,80}:$")
DONE = re.compile(rf"(?i)(?:\w+ly\s+)?(?:{VERBS})(?:e?s)?\b")
CODE = re.compile(r"([A-Z]{1,3}\s?\d{1,2}(?:\.\d{1,2})?)[.:)]?\s+(?=[A-Z])")
DATED = re.compile(r"(?i)(?:report date|date of (?:the )?report|signed|dated?)\b\s*:")
WHOLE = re.compile(
    r"(?i)\b(?:should|must|recommends?\s+that)\b[^:]{0,120}\b(?:assure|satisfy|ensure|make\s+sure|check|confirm|review)s?\b"
    r"[^:]{0,60}\b(?:that|whether|how)\s*:$"
)
"""A lead that asks by itself, "… should assure themselves that:": with its list it is one recommendation."""
SHORT_LEAD = 160
FAR = 12
LEAST_NUMBERED = 2


def find(source: Source) -> list[Found]:
    """One for each bullet, letter or asking paragraph, where nothing is labelled or numbered."""
    labelled = [block for block, _ in all_labels(source)]
    found, numbered = list[Found](), set[tuple[int, str]]()
    around = list(stretches(source))
    argued = arguing(source, around)
    for stretch in around:
        under = (stretch.section, next((one for one in stretch.headings[1:2] if announces(one)), ""))
        if bisect_left(labelled, stretch.start) < bisect_left(labelled, stretch.end):
            numbered.add(under)
            continue
        blocks = [
            b for b in source.blocks[stretch.start : stretch.end]
            if b.kind != BlockKind.NOTE and b.number not in source.contents and b.text.strip()
        ]  # fmt: skip
        if any(b.kind == BlockKind.ROW for b in blocks):
            continue
        if under in numbered or chain_of(source, stretch, argued=stretch.section in argued):
            numbered.add(under)
            continue
        found += _of(source, stretch, *_led_in(blocks))
    return found


def _led_in(blocks: list[Block]) -> tuple[list[Block], Block | None]:
    """The blocks where a list may be, and the paragraph that leads it in. Under a heading whose paragraphs are numbered
    it is the one that is led in."""
    numbered = [b for b in blocks if number(b)]
    for at, block in enumerate(blocks[:-1]):
        if block in numbered and (leads_list(block, blocks[at + 1]) or leads_letters(block, blocks[at + 1], numbered)):
            after = blocks[at + 1 :]
            ends = (
                n for n, b in enumerate(after)
                if (not is_limb(b) and not _letters_on(after, n)) or (b in numbered and not number(after[0]))
            )  # fmt: skip
            return after[: next(ends, len(after))], block if LEADS.search(block.text[-120:]) or _lettered(
                after
            ) else None
    return (blocks if len([b for b in numbered if len(_path(b)) > 1]) < LEAST_NUMBERED else []), None


def _lettered(limbs: list[Block]) -> bool:
    return bool(limbs and FIRST_LETTER.fullmatch(limbs[0].marker.strip()))


def _counting(limbs: list[Block]) -> range:
    """From the first to the last of letters that count up from "a"; empty where they do not."""
    tops = [b for b in limbs if b.level == limbs[0].level and LETTERED.fullmatch(b.marker.strip())]
    letters = "".join(b.marker.strip(" .()[]") for b in tops).lower()
    counting = len(letters) > 1 and "abcdefghijklmnopqrstuvwxyz".startswith(letters)
    return range(tops[0].number, tops[-1].number) if counting else range(0)


def _letters_on(blocks: list[Block], at: int) -> bool:
    """Whether a lettered list goes on after a paragraph: "c" before it, "d" the next that is lettered."""
    marked = [
        (n, b.marker.strip(" .()[]")) for n, b in enumerate(blocks)
        if LETTERED.fullmatch(b.marker.strip()) and len(b.marker.strip(" .()[]")) == 1
    ]  # fmt: skip
    before = next((letter for n, letter in reversed(marked) if n < at), "")
    after = next((letter for n, letter in marked if n > at), "")
    return bool(before and after) and ord(after) == ord(before) + 1 and not number(blocks[at])


def _path(block: Block) -> tuple[int, ...]:
    found = number(block)
    return found.path if found else ()


def _of(source: Source, stretch: Stretch, blocks: list[Block], lead: Block | None) -> Iterator[Found]:
    limbs = [b for b in blocks if is_limb(b)]
    said = [b for b in blocks if b.kind in (BlockKind.TEXT, BlockKind.HEADING) and not is_limb(b) and not is_head(b)]
    if lead is not None and _lettered(limbs):
        said = []  # what stands between its letters goes on with one of them
    elif between := _counting(limbs):
        said = [b for b in said if b.number not in between]
    asking = [b for b in said if _asks(b.text) and not introduces(b.text) and not beside(b.text)
              and not DATED.match(b.text)]  # fmt: skip
    if stretch.first:
        asking = [b for b in asking if not BELOW.search(b.text)]
    if limbs and asking and all(WHOLE.search(b.text) for b in asking):
        yield from _paragraphs(source, stretch, asking)
        return
    leads = [b for b in asking if b.text.rstrip().endswith(":")]
    if (own := _one_that_leads(source, asking)) is not None:
        asking = [b for b in asking if b.number >= own.number]
    if limbs and (not asking or (len(asking) == len(leads) and all(len(b.text) <= SHORT_LEAD for b in leads))):
        before = next((b for b in reversed(said) if b.number < limbs[0].number), None)
        told = before is not None and not stretch.strict and FOLLOWING.search(before.text[-300:]) is not None
        led = told or lead is not None or any(b.text.rstrip().endswith(":") and RECOMMEND.search(b.text) for b in said)
        yield from _items(source, stretch, limbs, [*([lead] if lead else []), *leads], led)
    elif not limbs and (bare := _bare(said)):
        for one in _paragraphs(source, stretch, bare[1:]):
            yield replace(one, headings=(*one.headings, bare[0].text), certainty=0.8)
    elif asking and not stretch.strict:
        yield from _paragraphs(source, stretch, asking)


def _bare(said: list[Block]) -> list[Block]:
    """A paragraph that leads a list, "It is recommended that the Board:", and the items after it that lost their
    bullets: each begins with what is to be done. Empty where there is no such list."""
    at = next((n for n, b in enumerate(said) if LEADS.search(b.text[-160:]) or LEADS_BODY.search(b.text[-160:])), None)
    items = [] if at is None else list(takewhile(lambda b: DONE.match(b.text), said[at + 1 :]))
    return [said[at], *items] if at is not None and len(items) > 1 else []


def _one_that_leads(source: Source, asking: list[Block]) -> Block | None:
    """The only paragraph that recommends by name, where it leads a list: what stands before it is about the report."""
    own = [b for b in asking if RECOMMEND.search(b.text)]
    if len(own) != 1 or not own[0].text.rstrip().endswith(":") or not is_limb(source.blocks[own[0].number + 1]):
        return None
    return own[0]


def _asks(text: str) -> bool:
    return bool(IMPERATIVE.match(text) or STRONG.match(text[:600]) or TO_DO.match(text[:200]))


def _items(source: Source, stretch: Stretch, limbs: list[Block], leads: list[Block], led: bool) -> Iterator[Found]:
    """A recommendation for each item of the outermost list."""
    lettered = bool(LETTERED.fullmatch(limbs[0].marker.strip()))
    roman = limbs[0].marker.strip(" .()[]") == "i"
    tops = [
        b for b in limbs
        if b.level == limbs[0].level
        and bool(LETTERED.fullmatch(b.marker.strip())) == lettered
        and (roman or not _inner(b, lettered))
    ]  # fmt: skip
    tops = [b for b in tops if not b.text.rstrip().endswith("?")] if any(asks(b.text) for b in tops) else tops
    asking = [b for b in tops if asks(b.text)]
    if (stretch.strict or len(asking) * 2 < len(tops)) and not (leads or led):
        tops = asking
    stops = sorted({b.number for b in tops} | {b.number for b in leads} | {stretch.end})
    for top in tops:
        aside = RECOMMEND.search(top.text) or (not led and len(asking) * 3 < len(tops) * 2)
        if introduces(top.text) and not (leads or led) and asking and aside:
            continue
        stop = next(at for at in stops if at > top.number)
        within = lettered and any(b.number == stop for b in tops) and stop - top.number < FAR
        words = passages(source, top.number, 0, Bounds(stop, listed=within, most=1))
        lead = next((b.text for b in reversed(leads) if b.number < top.number), "")
        ref = top.marker.strip(" .()[]") if lettered or number(top) else None
        how = f"is lettered {ref}" if ref else "is an item of the list there"
        yield Found(
            words, f"It stands under “{stretch.headings[-1]}” and {how}.", ref,
            headings=(*stretch.headings, *((lead,) if lead else ())),
            certainty=0.7 if not ref else 0.75 if stretch.strict else 0.8,
        )  # fmt: skip


def _inner(block: Block, lettered: bool) -> bool:
    """Whether a lettered item is a roman numeral within a letter."""
    return lettered and bool(re.fullmatch(r"[(\[]?(?:ii|iii|iv|vi|vii|viii|ix)[.)\]]+", block.marker.strip()))


def _paragraphs(source: Source, stretch: Stretch, asking: list[Block]) -> Iterator[Found]:
    """A recommendation for each paragraph that asks, with the bullets under it; with its code, "MA1", where all have
    one."""
    codes = [CODE.match(block.text) for block in asking]
    coded = len(codes) > 1 and all(codes)
    for at, block in enumerate(asking):
        code = codes[at] if coded else None
        stop = asking[at + 1].number if at + 1 < len(asking) else stretch.end
        words = passages(source, block.number, code.end() if code else 0, Bounds(stop, listed=False, most=1))
        if len(words) == 1 and block.text.rstrip().endswith(":"):
            continue  # it leads in what stands under the next headings
        how = f"is numbered {code[1]}" if code else "asks for something"
        yield Found(
            words,
            f"It stands under “{stretch.headings[-1]}” and {how}.",
            ref=code[1] if code else None,
            headings=stretch.headings,
            certainty=0.55,
        )
