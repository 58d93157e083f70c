"""Recommendations that are labelled: "Recommendation 7", "R7", "Recommendation to the Board:"; anywhere."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from tracker.extraction.finding.ending import Bounds, is_limb, is_title, paragraphs, passages
from tracker.extraction.finding.formulas import Way, formulas
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.kept import kept
from tracker.extraction.finding.labels import Label, label, opens_list
from tracker.extraction.finding.leads import told_above
from tracker.extraction.finding.outline import is_head, number
from tracker.extraction.finding.replies import is_reply
from tracker.extraction.finding.sections import Stretch, answering, stretches
from tracker.extraction.finding.standing import headings_above, of_earlier
from tracker.extraction.finding.wording import asks_plainly, beside, introduces
from tracker.extraction.source import Source
from tracker.rules.candidates import Passage
from tracker.rules.words import BlockKind

LEAST_SHORT = 2
NEAR = 12
TO = re.compile(r"(?i:for|to|addressed to|directed to|lead(?: agency)?|agenc(?:y|ies)|owner)\s*:\s*(\S.{1,118}[^.;:])")


def find(source: Source) -> list[Found]:
    """One for each label that words follow."""
    labels = all_labels(source)
    around = list(stretches(source))
    begins = [one.start - 1 for one in around]
    ends = {one.section: one.end for one in around}  # in order: the last of a section is its end
    mixed = dict[int, bool]()
    above = headings_above(source) if labels else []
    numbered = any(one.ref for _, one in labels)
    items = _items(source, labels, around)
    found, most = list[Found](), 1
    for at, (block, one) in enumerate(labels):
        within = _within(around, begins, block)
        after = labels[at + 1][0] if at + 1 < len(labels) else len(source.blocks)
        listed = within is not None and after < ends[within.section]
        if within is not None and listed:
            if within.start not in mixed:
                mixed[within.start] = _interleaved(source, labels, within)
            listed = not mixed[within.start]
        listed = listed or (within is None and _answered(source, block, after))
        most = most if listed or _same(around, begins, within, labels[at - 1][0] if at else -1) else 1
        stop = after if within is None or listed else min(after, ends[within.section])
        if _closes(source, block, one):
            continue
        aside = _to(source, block, one, stop)
        first = (block, one.start) if aside is None else (block + 1, len(source.blocks[block + 1].text))
        words = passages(source, *first, Bounds(stop, listed, most))
        if not words or (within is None and of_earlier(above[block])):
            continue
        if numbered and not one.ref and not asks_plainly(text_of(source, words)):
            continue  # a heading, "Safety recommendation to the operator", above the numbered one
        if aside:
            one = replace(one, to=aside)
            words = (Passage(block, one.start, one.start), *words[1:])
        if listed:
            most = max(most, paragraphs(source, words))
        found.append(
            Found(
                words, _reason(source, block, one), one.ref or items.get(block), title=_title(source, block, one),
                headings=_headings(within, one, told_above(source, block)), certainty=0.95 if one.ref else 0.85,
            )
        )  # fmt: skip
    return found


@kept
def all_labels(source: Source) -> list[tuple[int, Label]]:
    """The blocks that are labelled, in order. A letter and a number count where the report has them from 1 on."""
    found = [(b.number, one) for b in source.blocks if b.number not in source.contents and (one := label(b))]
    short = {one.ref for _, one in found if one.short}
    if short and (not short & {"R1", "R1.1"} or len(short) < LEAST_SHORT):
        under = {block for one in stretches(source) for block in range(one.start, one.end)}
        found = [(block, one) for block, one in found if not one.short or block in under]
    found = [(block, one) for block, one in found if one.ref or not opens_list(source, block, one)]
    answered = answering(source) if found else frozenset[int]()
    own = [pair for pair in found if pair[0] not in answered]
    return own if own or any(one.start not in answered for one in stretches(source)) else found


def _to(source: Source, block: int, one: Label, stop: int) -> str | None:
    """Whom the line after a label alone on its line names: "For: Children's Social Care"."""
    if one.start < len(source.blocks[block].text) or block + 2 >= stop:
        return None
    found = TO.fullmatch(source.blocks[block + 1].text)
    return found[1] if found and not source.blocks[block + 1].marker else None


def _within(around: list[Stretch], begins: list[int], block: int) -> Stretch | None:
    """The stretch that a block stands in, or the heading right before it. They follow on each other."""
    at = bisect_right(begins, block)
    return next((one for one in around[max(0, at - 2) : at] if one.start - 1 <= block < one.end), None)


def _same(around: list[Stretch], begins: list[int], within: Stretch | None, before: int) -> bool:
    """Whether the label before stands in the same section."""
    there = _within(around, begins, before) if within is not None else None
    return within is not None and there is not None and there.section == within.section and there.start <= before


def text_of(source: Source, words: tuple[Passage, ...]) -> str:
    """The words of passages."""
    return " ".join(source.blocks[one.block].text[one.start : one.end] for one in words)


def _closes(source: Source, block: int, one: Label) -> bool:
    """Whether a label alone on its line stands below what it labels, "The Board recommends that …", and above the
    next heading."""
    after = source.blocks[block + 1] if block + 1 < len(source.blocks) else None
    if not block or one.start < len(source.blocks[block].text) or (after and not is_head(after)):
        return False
    before = source.blocks[max(0, block - 2) : block]
    return before[-1].kind != BlockKind.HEADING and any(
        said.way != Way.LEAD for b in before if b.kind == BlockKind.TEXT and not label(b) for said in formulas(b.text)
    )


def _items(source: Source, labels: list[tuple[int, Label]], around: list[Stretch]) -> dict[int, str]:
    """The numbers of the paragraphs that labels without a number stand in: "3. Conclusion", then "Recommendation:"."""
    found = dict[int, str]()
    for block, _ in [pair for pair in labels if not pair[1].ref]:
        within = next((s for s in around if s.start - 1 <= block < s.end), None)
        before = source.blocks[within.start : block] if within else ()
        if (last := next((n for b in reversed(before) if (n := number(b)) and b.kind == BlockKind.ITEM), None)) is None:
            return {}
        found[block] = last.text
    return found if len(found) > 1 and len(set(found.values())) == len(found) else {}


def _answered(source: Source, block: int, after: int) -> bool:
    """Whether a reply under its own heading or label follows before the next recommendation: up to there it goes."""
    if after >= len(source.blocks):
        return False
    for one in source.blocks[block + 1 : min(after, block + NEAR)]:
        if one.text and (is_reply(one.text, one.marker) or beside(one.text)):
            return True
        if one.kind == BlockKind.HEADING and one.number > block + 1:
            return False
    return False


def _interleaved(source: Source, labels: list[tuple[int, Label]], within: Stretch) -> bool:
    """Whether each recommendation stands after its own argument: so does the first one of its heading."""
    first = labels[bisect_left(labels, within.start - 1, key=lambda one: one[0])][0]
    before = source.blocks[within.start : first]
    while any(is_head(one) for one in before):
        before = before[next(at for at, one in enumerate(before) if is_head(one)) + 1 :]
    if beside(within.title.words) or is_reply(within.title.words):
        return False  # what answers the one before
    argued = [b for b in before if b.kind == BlockKind.TEXT and not is_limb(b) and not introduces(b.text)]
    return len(argued) > (0 if within.strict else 1)


def _reason(source: Source, block: int, one: Label) -> str:
    printed = source.blocks[block]
    words = (printed.marker if printed.marker and not one.start else printed.text[: one.start]).strip(" :.–—-")
    return f"It is labelled “{words}”." if len(words) <= 120 else "It is labelled as a recommendation."


def _title(source: Source, block: int, one: Label) -> str:
    printed = source.blocks[block]
    words = printed.text[one.start :].strip()
    return words.rstrip(":") if words and is_title(source, printed, one.start) else ""


def _headings(within: Stretch | None, one: Label, told: str) -> tuple[str, ...]:
    own = (f"Recommendation to {one.to or told}",) if one.to or told else ()
    return (within.headings if within else ()) + own
