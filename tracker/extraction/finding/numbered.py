"""Recommendations that are numbered under a heading that announces them: "7.", "(7)", "10.2.5", "6.2.1 Title"."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tracker.extraction.finding.among import set_apart
from tracker.extraction.finding.conclusions import after_conclusion, first_sentence, only_argued
from tracker.extraction.finding.ending import Bounds, is_limb, is_title, paragraphs, passages
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.labelled import all_labels
from tracker.extraction.finding.leads import line_above
from tracker.extraction.finding.outline import BACK_MATTER, Number, Path, heads, number, through
from tracker.extraction.finding.replies import is_reply
from tracker.extraction.finding.sections import Stretch, stretches
from tracker.extraction.finding.wording import PLURAL, asks, asks_plainly, introduces
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

Key = tuple[str, Path]
HALF, FEW = 0.5, 3
LEADS_IN = re.compile(r"(?i):$|\brecommendations\b[^.:]*\b(?:as follows|the following|below)\.$")
FIRST_LETTER = re.compile(r"\(?a[.)]?")
SHORT = 200
NEARLY = 0.66
TELLS = re.compile(
    r"(?:(?!(?:which|that|who|whom|where|when|what|how|if)\b)[\w’'(),/&-]+\s+){1,12}?(?:is|are|was|were|has|have|had|did|does)\b"
)
"""Words that tell what is or was: such as ask in none of the usual words do not."""
RECOMMENDS = re.compile(r"(?i)\brecommendations?\b")
LEADS = re.compile(r"(?i)\brecommendations?\b[^\n]*:$")
ANNOUNCING = re.compile(r"(?i)(?::$|\b(?:following|below)\b)")


@dataclass(slots=True)
class Chain:
    """Blocks of one list, numbered through."""

    key: Key
    blocks: list[tuple[Block, Number]]

    @property
    def next(self) -> int:
        """The number that would go on with it."""
        return self.blocks[-1][1].path[-1] + 1


def find(source: Source) -> list[Found]:
    """One for each number of the list that stands under a heading which announces recommendations."""
    labelled = [block for block, _ in all_labels(source)]
    around, found, before = list(stretches(source)), list[Found](), None
    argued = arguing(source, around)
    for at, stretch in enumerate(around):
        if bisect_left(labelled, stretch.start) < bisect_left(labelled, stretch.end):
            before = None
            continue
        if before is not None and around[at - 1].section != stretch.section:
            before = None
        chain = chain_of(source, stretch, before, argued=stretch.section in argued)
        if chain is None:
            continue
        found += _of_chain(source, stretch, chain)
        onward = before is not None and (before.key, before.next) == (chain.key, chain.blocks[0][1].path[-1])
        before = Chain(chain.key, before.blocks + chain.blocks) if before and onward else chain
        last = at + 1 == len(around) or around[at + 1].section != stretch.section
        while last and before and before.blocks[0][1].path[-1] == 1 and (more := _going_on(source, stretch, before)):
            found += _of_chain(source, *more)
            stretch = more[0]
            before = Chain(before.key, before.blocks + more[1].blocks)
    return found


def arguing(source: Source, around: list[Stretch]) -> frozenset[int]:
    """The sections whose numbered paragraphs are for the most part argument, replies, or what became of it."""
    counted: dict[int, list[bool]] = defaultdict(list)
    for stretch in around:
        for block in source.blocks[stretch.start : stretch.end]:
            numbered = number(block)
            if block.kind == BlockKind.TEXT and numbered and len(numbered.path) > 1 and not introduces(block.text):
                counted[stretch.section].append(asks_plainly(block.text) and not is_reply(block.text))
            elif block.kind == BlockKind.TEXT and numbered and len(numbered.path) > 1 and not asks(block.text):
                counted[stretch.section].append(False)
    return frozenset(section for section, asking in counted.items() if sum(asking) < HALF * len(asking))


def chain_of(source: Source, stretch: Stretch, before: Chain | None = None, *, argued: bool = False) -> Chain | None:
    """The list of a stretch that is its recommendations: the outermost of which at least half ask for something. Of
    paragraphs that argue it is what follows the one that announces it."""
    groups: dict[Key, list[tuple[Block, Number]]] = defaultdict(list)
    for block in source.blocks[stretch.start : stretch.end]:
        numbered = number(block)
        if numbered and block.kind not in (BlockKind.ROW, BlockKind.NOTE) and block.number not in source.contents:
            groups[numbered.style, numbered.path[:-1]].append((block, numbered))
    for key, members in _anew(groups):
        start = before.next if before and before.key == key else None
        chain = Chain(key, list(through(members, start)))
        if len(chain.blocks) < FEW and any(_leads(source, b, stretch) for b, _ in chain.blocks):
            continue
        if apart := set_apart([b for b, _ in chain.blocks], argued=argued and key[0] == "dotted"):
            return Chain(key, [(b, numbered) for b, numbered in chain.blocks if apart(b)])
        said = [(b, _words(source, chain, stretch, at)) for at, (b, _) in enumerate(chain.blocks)]
        if not (argued and key[0] == "dotted") and _asks_enough(said, key, stretch):
            return chain
        if (tail := _announced(said)) and _asks_enough(said[tail:], key, stretch):
            return Chain(key, chain.blocks[tail:])
    return None


def leads_list(block: Block, after: Block) -> bool:
    """Whether a numbered paragraph only leads the lettered list or the bullets that follow: "102. The panel recommends
    that:"; not "10.2 I recommend that:", whose letters are its limbs."""
    if not LEADS_IN.search(block.text[-200:].rstrip()) or not is_limb(after):
        return False
    first, second = number(block), number(after)
    if not introduces(block.text):
        return False
    if first is None or (second is not None and second.style == first.style):
        return False
    return first.style != "dotted" or PLURAL.search(block.text[-200:]) is not None


def leads_letters(block: Block, after: Block, others: Iterable[Block]) -> bool:
    """Whether the one paragraph that asks among those which the report numbers through leads a lettered list: "22 … the
    Department should: a …"; each letter is a recommendation."""
    first = number(block)
    if first is None or first.style == "dotted" or first.path[-1] <= FEW or not block.text.rstrip().endswith(":"):
        return False
    return bool(FIRST_LETTER.fullmatch(after.marker)) and not any(asks_plainly(b.text) for b in others if b != block)


def _leads(source: Source, block: Block, stretch: Stretch) -> bool:
    if block.number + 1 >= stretch.end:
        return False
    after = source.blocks[block.number + 1]
    alike = (b for b in source.blocks[stretch.start : stretch.end] if number(b))
    return leads_list(block, after) or leads_letters(block, after, alike)


def _anew(groups: dict[Key, list[tuple[Block, Number]]]) -> Iterator[tuple[Key, list[tuple[Block, Number]]]]:
    """The groups; one in which a paragraph announces a list that begins at 1 from there on: "152 We recommend:"."""
    for key, members in groups.items():
        for at, (block, numbered) in enumerate(members[1:], 1):
            before = members[at - 1][0]
            near = numbered.path[-1] == 1 and before.number + 2 >= block.number
            if near and introduces(before.text) and LEADS.search(before.text):
                yield key, members[at:]
        yield key, members


def _announced(said: list[tuple[Block, str]]) -> int:
    """From which member on a list is announced: "… makes the following recommendations:"; 0 where none is."""
    for at, (block, _) in enumerate(said[:-1]):
        if PLURAL.search(block.text[-200:]) and introduces(block.text) and ANNOUNCING.search(block.text[-200:]):
            return at + 1
    return 0


def _asks_enough(said: list[tuple[Block, str]], key: Key, stretch: Stretch) -> bool:
    """Whether a list asks: at least half of it does. A list that begins at 1 under a heading that announces nothing
    else may be put in fewer words, "Training for all staff"; numbered paragraphs may be argument."""
    real = [(b, words) for b, words in said if not introduces(words) or b.kind == BlockKind.HEADING]
    asking = [b for b, words in real if asks_plainly(words)]
    if real and len(asking) >= HALF * len(real) and len(asking) >= HALF * len(said) - 1:
        return True
    plain = key[0] != "dotted" and not stretch.strict and len(said) > 1 and number(said[0][0]) is not None
    return plain and all(len(b.text) <= SHORT for b, _ in said) and said[0][0].marker.strip(" .()") == "1"


def _words(source: Source, chain: Chain, stretch: Stretch, at: int) -> str:
    block = chain.blocks[at][0]
    stop = chain.blocks[at + 1][0].number if at + 1 < len(chain.blocks) else stretch.end
    return " ".join(one.text[:1500] for one in source.blocks[block.number : min(stop, block.number + 4)])


def _of_chain(source: Source, stretch: Stretch, chain: Chain) -> Iterator[Found]:
    """What a list recommends, without what introduces it and what only speaks about it."""
    most, begun = 1, False
    argued = only_argued([b for b, _ in chain.blocks])
    proven = _proven(source, stretch, chain)
    lead = tuple[str, ...]()
    for at, (block, numbered) in enumerate(chain.blocks):
        following = at + 1 < len(chain.blocks)
        lead = line_above(source, chain.blocks[at - 1][0].number if at else stretch.start - 1, block.number) or lead
        stop = chain.blocks[at + 1][0].number if following else stretch.end
        whole = following or block.kind == BlockKind.HEADING  # under a heading of its own the subsection is meant
        words = passages(source, block.number, 0, Bounds(stop, whole, most, numbered.path))
        full = words
        if stretch.strict:
            words = after_conclusion(source, words)
        text = _text(source, words)
        titled = is_title(source, block, 0)
        aside = _is_aside(text, block, begun=begun, strict=stretch.strict, proven=proven)
        if block.number in argued or not words or aside:
            continue
        begun = True
        if following:
            most = max(most, paragraphs(source, full))
        yield Found(
            words, f"It stands under “{stretch.headings[-1]}” and is numbered {numbered.text}.", numbered.text,
            title=block.text if titled and len(words) > 1 else "", headings=(*stretch.headings, *lead),
            certainty=0.8 if stretch.strict else 0.9,
        )  # fmt: skip


def _proven(source: Source, stretch: Stretch, chain: Chain) -> bool:
    """Whether a list is numbered through and nearly all of it asks: then what asks in other words is one of it."""
    values = [numbered.path[-1] for _, numbered in chain.blocks]
    said = [_words(source, chain, stretch, at) for at in range(len(values))]
    through = len(values) > 2 and values == list(range(values[0], values[0] + len(values)))
    return through and sum(map(asks, said)) >= NEARLY * len(said)


def _is_aside(text: str, block: Block, *, begun: bool, strict: bool, proven: bool) -> bool:
    if block.kind == BlockKind.HEADING and not strict:
        return False
    if is_reply(text):
        return True
    if proven and not asks(text) and not TELLS.match(text[:300]) and not RECOMMENDS.search(text[:300]):
        return False
    if strict and not asks_plainly(text) and not asks(first_sentence(text)):
        return True
    return introduces(text) and (not begun or PLURAL.search(text[:300]) is not None or not asks(text))


def _text(source: Source, words: tuple[Passage, ...]) -> str:
    return " ".join(source.blocks[one.block].text for one in words)


def _next_is(source: Source, chain: Chain, start: int, end: int) -> bool:
    """Whether what a heading such as "Implementation" opens begins with the list's next number."""
    first = next((b for b in source.blocks[start + 1 : end] if b.kind != BlockKind.NOTE), None)
    numbered = number(first) if first else None
    return (
        numbered is not None and (numbered.style, numbered.path[:-1]) == chain.key and numbered.path[-1] == chain.next
    )


def _going_on(source: Source, stretch: Stretch, chain: Chain) -> tuple[Stretch, Chain] | None:
    """The list going on with its next number under a heading that seemed to end it, such as "Health" or "Police"."""
    every = [one for one in heads(source) if one.block >= stretch.end]
    if not every or every[0].path or every[0].block != stretch.end:
        return None
    end = every[1].block if len(every) > 1 else len(source.blocks)
    if BACK_MATTER.match(every[0].words) and not _next_is(source, chain, every[0].block, end):
        return None
    under = (*stretch.headings[:1], every[0].words)
    onward = replace(stretch, start=every[0].block + 1, end=end, headings=under, title=every[0])
    more = chain_of(source, onward, chain)
    if more is None or more.key != chain.key or more.blocks[0][1].path[-1] != chain.next:
        return None
    return onward, more
