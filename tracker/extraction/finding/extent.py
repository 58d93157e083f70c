"""Where a recommendation told in running text ends: with its sentence, its paragraph, or the list after its colon."""

import re
from collections.abc import Iterator, Sequence

from tracker.extraction.finding.formulas import Formula
from tracker.extraction.finding.replies import is_reply, without_replies
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

Span = tuple[int, int]
Passages = tuple[Passage, ...]

GOES_ON = re.compile(
    r"(?:(?:This|These|That|Those|Such|It|They|In\s+(?:doing\s+so|addition|particular)|Consideration|Where|If|Any|As\s+part\s+of|To\s+support|"
    r"The\s+(?:review|audit|training|policy|guidance|protocol|work|process|plan|group|aim|purpose|results?|outcomes?|findings?|strategy|pathway|"
    r"programme|system|framework))\b)"
    r"[^.]*?\b(?:should|must|will\s+need|needs?\s+to|ought|would|could|may|can|shall|will|to\s+be|is\s+(?:also\s+)?(?:suggested|expected|intended))\b",
    re.IGNORECASE,
)
"""A sentence that goes on with what the one before it recommends."""
HEADING_RUN_ON = re.compile(r"[A-Z][\w’'&,/()-]*(?:\s[\w’'&,/()-]+){0,8}")
"""A few words without a stop at the end of a paragraph: the next heading, where a text does not part the two."""
EARLIER = re.compile(r"(?:In|On|Since)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b(?![^.]*\b(?:should|must)\b)")
"""A sentence that tells what was at some time."""
LABEL = re.compile(r"(?:safety\s+)?(?:recommendation|rec\.?)\s*\d+.*|R\s?\d+", re.IGNORECASE)
ASKS = re.compile(r"\b(?:should|must|needs?\s+to|ought\s+to|recommended)\b", re.IGNORECASE)
SUBJECT = re.compile(
    r"(?:that\s+)?(?:the|all|each|every|both|any)?\s*(?:[\w’'()&-]+\s+){1,9}?(?:should|must|needs?\s+to|will|is|are|ensures?|reviews?|"
    r"considers?|develops?|provides?|undertakes?|establish(?:es)?|works?|makes?|takes?|seeks?|assures?|agrees?|updates?|carr(?:y|ies))\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\(?(\d{1,2}|\d{1,2}(?:\.\d{1,2}){1,3})[.)]?")
BARE = re.compile(r"\s*(?:that\b|the\s+following\b)?\s*[:,.–-]*\s*")
MOST = 60


def extent(
    source: Source, block: Block, formula: Formula, spans: Sequence[Span], opens: bool, closes: bool
) -> Iterator[Passages]:
    """The passages of what one formula recommends: `spans` are its sentence and those after it in the paragraph, up to
    the next formula; `opens` where its sentence begins the paragraph, `closes` where the last of them ends it. More
    than one where the formula says nothing itself and a list of whole recommendations follows."""
    last = spans[0][1]
    for start, end in spans[1:]:
        sentence = block.text[start:end]
        if (
            is_reply(sentence)
            or EARLIER.match(sentence)
            or HEADING_RUN_ON.fullmatch(sentence)
            or not (opens or GOES_ON.match(sentence))
        ):
            break
        last = end
    own = Passage(block.number, spans[0][0], last)
    open_end = block.text[own.start : last].rstrip()[-1:] not in ".!?)”’\"'"
    if not (closes and last == spans[-1][1] and open_end):
        if BARE.fullmatch(block.text, formula.end, last):
            return  # "We recommend the following." says nothing itself
        yield from _answered(source, (own,))
        return
    after = _list_after(source, block)
    if BARE.fullmatch(block.text, formula.end, last):
        if not after and (one := _paragraph_after(source, block)):
            after = one
        if not after:
            return
        if _each(source, after):
            for item in _items(source, after):
                yield from _answered(source, item)
            return
    yield from _answered(source, (own, *after))


def follows(source: Source, block: Block, formula: Formula, closes: bool) -> Iterator[Passages]:
    """What is introduced by "the following recommendation(s):": the list or the paragraphs after it."""
    if not closes:
        return
    if after := _list_after(source, block):
        if formula.many:
            for item in _items(source, after):
                yield from _answered(source, item)
        else:
            yield from _answered(source, after)
        return
    one = _paragraph_after(source, block)
    while one and ASKS.search(source.blocks[one[0].block].text):
        yield from _answered(source, one)
        one = _paragraph_after(source, source.blocks[one[-1].block]) if formula.many else ()


def _answered(source: Source, passages: Passages) -> Iterator[Passages]:
    own, _ = without_replies(source, passages)
    if own:
        yield own


def _whole(block: Block) -> Passage:
    return Passage(block.number, 0, len(block.text))


def _after(source: Source, block: Block) -> Iterator[Block]:
    """The blocks after one that belong to the running text: what is set below the page's foot is passed over."""
    for one in source.blocks[block.number + 1 : block.number + 1 + MOST]:
        if one.kind == BlockKind.HEADING or LABEL.fullmatch(one.marker):
            return
        if one.kind != BlockKind.NOTE:
            yield one


def _list_after(source: Source, block: Block) -> Passages:
    """The items that a colon introduces, with what closes them: a line that goes on, a sentence that says how."""
    found, begun = list[Passage](), False
    for one in _after(source, block):
        goes_on = one.text[:1].islower() or (begun and source.blocks[found[-1].block].text.endswith(";"))
        sibling = block.kind == BlockKind.ITEM and one.kind == BlockKind.ITEM and one.level <= block.level
        item = one.kind == BlockKind.ITEM and not sibling
        if item or (one.kind == BlockKind.TEXT and not one.marker and goes_on):
            found.append(_whole(one))
        else:
            if begun and one.kind == BlockKind.TEXT and not one.marker and GOES_ON.match(one.text):
                found.append(_whole(one))
            break
        begun = True
    return tuple(found)


def _paragraph_after(source: Source, block: Block) -> Passages:
    """The next paragraph, with the list that it introduces."""
    one = next(_after(source, block), None)
    if one is None or one.kind != BlockKind.TEXT or not one.text:
        return ()
    return (_whole(one), *(_list_after(source, one) if one.text.endswith(":") else ()))


def _each(source: Source, after: Passages) -> bool:
    """Whether each item says who is to act, or has a number: then each is a recommendation."""
    items = [source.blocks[one.block] for one in after if source.blocks[one.block].kind == BlockKind.ITEM]
    top = [one for one in items if one.level == items[0].level]
    if len(top) > 1 and all(NUMBER.fullmatch(one.marker) for one in top):
        return True
    whole = all(one.text.endswith((".", "?")) for one in top)
    return len(top) > 1 and all(one.text[:1].isupper() and (whole or SUBJECT.match(one.text)) for one in top)


def _items(source: Source, after: Passages) -> Iterator[Passages]:
    """Items one by one, each with what is nested in it or goes on after it."""
    level = source.blocks[after[0].block].level
    gathered = list[Passage]()
    for one in after:
        block = source.blocks[one.block]
        if gathered and block.kind == BlockKind.ITEM and block.level <= level:
            yield tuple(gathered)
            gathered = []
        gathered.append(one)
    yield tuple(gathered)
