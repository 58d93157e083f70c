"""What answers a recommendation is no part of it: responses, acceptances, progress, the closure of a case.

Where a report prints its recommendations with the replies to them, whoever finds a recommendation asks here what of its
passages is its own text: `without_replies(source, passages)`.
"""

import re
from collections.abc import Sequence

from tracker.extraction.finding.sentences import sentences
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

Passages = tuple[Passage, ...]

WHO = r"(?:[A-Z][\w’'&.-]*\s+(?:(?:of|the|and|for|&)\s+){0,2}){0,6}"
ANSWER = r"(?:(?i:response|reply|replies|comments?|position))"
NAMES = (
    rf"(?:the\s+)?{WHO}{ANSWER}(?:\s+(?i:to|on)\s+(?i:recommendations?)(?:\s+[\w.]+)?)?|"
    r"(?i:(?:organisational|agency|government|board|partnership|panel|trust|council|provider|management)(?:[’']s|s[’'])?\s+"
    r"(?:response|reply|comments?|position)|response(?:s)?\s+(?:of|by|from|received)\b[^:.]{0,80}|"
    r"actions?\s+(?:taken|to\s+date|completed|already\s+taken|agreed|in\s+response)(?:\s+[a-z ]{0,40})?|"
    r"(?:current\s+)?(?:progress|status|position)(?:\s+(?:to\s+date|update|report|made|so\s+far))?|(?:latest\s+)?updates?|"
    r"(?:what\s+(?:we|has|have)\s+(?:have\s+|been\s+)?(?:done|did|changed)(?:\s+since)?)|rationale|reasons?\s+for\s+(?:the\s+|this\s+)?recommendation|"
    r"(?:intended\s+)?outcomes?|evidence(?:\s+of\s+(?:completion|impact|progress))?|impact|"
    r"(?:implementation|completion)\s+(?:status|date)|rag(?:\s+rating)?|decision)"
)
WHEN = r"(?:\s*[(\[,–-]?\s*(?:as\s+at\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d\d[)\]]?)?"
LABEL = re.compile(rf"\**\s*(?:{NAMES}){WHEN}\s*\**\s*(?:[:–—]|\s-\s|$)\**")
"""What a reply is headed with, before a colon or a dash or alone on its line."""
ACCEPTED = re.compile(
    r"(?:(?i:this\s+recommendation\s+(?:is|was|has\s+been)\s+))?"
    r"(?i:(?:not\s+|partially\s+|partly\s+|fully\s+)?(?:accepted|agreed|rejected|implemented|completed?)"
    r"(?:\s+in\s+(?:part|full|principle))?)(?:\s*[.:;–—]|\s+-\s|\s*$)",
)
TELLS = re.compile(
    r"(?:On\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4},?\s+|In\s+(?:[A-Z][a-z]+\s+)?\d{4},?\s+|In\s+(?:its|their|his|her)\s+(?:response|reply),?\s+)"
    r"[^.:]{1,200}?\b(?:replied|responded|advised|accepted|rejected|informed|confirmed|wrote|approved\s+the\s+closure)\b|"
    r"(?:The\s+|Our\s+)?[A-Z][^.:]{0,120}?\b(?:(?:has|have)\s+(?:since\s+|now\s+|already\s+|fully\s+)?)?"
    r"(?:accept(?:s|ed)?|reject(?:s|ed)?|agree[sd]?\s+with|welcome[sd]?)\s+(?:all\s+of\s+)?(?:this|these|the|our)\s+(?:safety\s+)?recommendations?\b|"
    r"[A-Z][^.:]{0,120}?\bapproved\s+the\s+closure\s+of\b|"
    r"(?:This|The\s+recommendation|Recommendation\s+\S+)\s+(?:has|have)\s+(?:now\s+|since\s+|already\s+)?been\s+"
    r"(?:implemented|completed|accepted|actioned|addressed|closed|done|put\s+in\s+place)\b|"
    r"(?:The\s+)?[A-Z][^.:,]{0,80}?(?<!which)(?<!that)(?<!who)\s(?:has|have)\s+since\s+(?:accepted|agreed|completed|implemented|introduced|"
    r"put|taken|reviewed|revised|replaced|responded|advised|confirmed|developed|established|updated|published|changed|adopted)\b",
)
"""A sentence that tells how a recommendation was answered."""
INSIDE = re.compile(rf"(?<=[.;:)\]”\"’])\s+(?=(?:{NAMES}){WHEN}\s*:)")
AGAIN = re.compile(r"(?i:\**(?:the\s+)?(?:overview\s+|review\s+|panel\s+)?recommendations?)(?:\s+\d+)?\s*[:–—]\**\s*")
"""After a rationale that comes first: here the recommendation itself begins."""
LONG = 400


def is_reply(text: str, marker: str = "") -> bool:
    """Whether a paragraph opens the answer to a recommendation rather than saying what is recommended."""
    head = text[:LONG]
    return bool(_named(marker) or LABEL.match(head) or ACCEPTED.match(head) or TELLS.match(head))


def without_replies(source: Source, passages: Sequence[Passage]) -> tuple[Passages, Passages]:
    """The passages of one recommendation, parted into its own text and the reply to it; of the reply, everything from
    where it opens. A recommendation is never left without words: what is a reply from its first word is left alone.
    """
    own, reply = list[Passage](), list[Passage]()
    for one in _begun(source, passages):
        block = source.blocks[one.block]
        if reply or (own and _opens(block, one)):
            reply.append(one)
        elif cut := _inside(block, one):
            own.append(Passage(one.block, one.start, cut[0]))
            reply.append(Passage(one.block, cut[1], one.end))
        else:
            own.append(one)
    return tuple(own), tuple(reply)


def _opens(block: Block, passage: Passage) -> bool:
    """Whether a later passage opens the reply: an item of a list never does by what it tells, only by its name."""
    text = block.text[passage.start : passage.end]
    if block.kind == BlockKind.ITEM:
        return bool(_named(block.marker) or LABEL.match(text[:LONG]))
    return is_reply(text, block.marker if passage.start == 0 else "")


def _named(marker: str) -> bool:
    return bool(marker) and LABEL.fullmatch(marker) is not None


def _inside(block: Block, passage: Passage) -> tuple[int, int] | None:
    """Where within a passage its reply opens: the end of its own text, and the beginning of the reply."""
    text = block.text
    if found := INSIDE.search(text, passage.start + 1, passage.end):
        return found.start(), found.end()
    spans = [one for one in sentences(text[passage.start : passage.end]) if one[0]]
    before = passage.start + next(iter(sentences(text[passage.start : passage.end])), (0, 0))[1]
    for start, end in spans:
        at = passage.start + start
        if TELLS.match(text[at : at + LONG]) or ACCEPTED.match(text[at : passage.start + end]):
            return before, at
        before = passage.start + end
    return None


def _begun(source: Source, passages: Sequence[Passage]) -> Passages:
    """The passages from the recommendation on, where a rationale or a finding is printed before it under its name."""
    if not passages or not LABEL.match(source.blocks[passages[0].block].text[passages[0].start :][:LONG]):
        return tuple(passages)
    for at, one in enumerate(passages):
        if found := AGAIN.match(source.blocks[one.block].text, one.start, one.end):
            rest = (Passage(one.block, found.end(), one.end),) if found.end() < one.end else ()
            if rest or at + 1 < len(passages):
                return (*rest, *passages[at + 1 :])
    return tuple(passages)
