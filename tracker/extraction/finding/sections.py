"""Which parts of a report announce recommendations, and under which headings their blocks stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.extraction.finding.announcing import (
    ANSWERS,
    ASIDE,
    CONSIDERATIONS,
    LONGEST_TITLE,
    MIXED,
    WORD,
    announces,
    announces_otherwise,
)
from tracker.extraction.finding.kept import kept
from tracker.extraction.finding.labels import label, opens_list
from tracker.extraction.finding.onward import counts_from_one, goes_on, introduced, listing
from tracker.extraction.finding.outline import BACK_MATTER, Head, Path, counts_on, ends, heads, is_head, number, single
from tracker.extraction.finding.wording import asks_plainly, introduces
from tracker.extraction.source import Source
from tracker.rules.words import BlockKind

LEAST_BELOW = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks from `start` up to and without `end` that stand under headings which announce recommendations. `strict`
    where the heading announces other things too, or is no more than the report's own word for the whole chapter."""

    start: int
    end: int
    headings: tuple[str, ...]
    title: Head
    strict: bool
    first: bool
    """Whether it is the first of its section, where what introduces the list stands."""
    section: int
    """The block of the heading that opened the section: stretches of one section may be numbered through."""


@kept
def _titles(source: Source) -> tuple[Head, ...]:
    """The headings that label no recommendation: "Recommendation for the Police" over a numbered list opens a part."""
    return tuple(
        one for one in heads(source)
        if (found := label(source.blocks[one.block])) is None or (found.to and opens_list(source, one.block, found))
    )  # fmt: skip


@kept
def _first(source: Source) -> dict[Path, int]:
    """Where a numbered heading first stands, by its number."""
    return {one.path: one.block for one in reversed(_titles(source)) if one.path}


@kept
def stretches(source: Source) -> tuple[Stretch, ...]:
    """What stands under headings that announce recommendations, in the order of the report, parted by subheadings."""
    every = _titles(source)
    said = _under(source, every, announces)
    if said or sum(bool(CONSIDERATIONS.match(one.words)) for one in every) > 1:  # after each finding: to think about
        return tuple(said)
    if any(label(one) for one in source.blocks if one.number not in source.contents):
        return ()  # it labels what it recommends
    return tuple(_under(source, every, announces_otherwise))


def _under(source: Source, every: tuple[Head, ...], announcing: Callable[[str], bool]) -> list[Stretch]:
    found, done = list[Stretch](), -1
    told = answering(source)
    told = told if any(announcing(one.words) and one.block not in told for one in every) else frozenset[int]()
    for at, head in enumerate(every):
        if head.block <= done or head.block in told or not announcing(head.words) or _is_name(source, every, at):
            continue
        end, inner = _extent(source, every, at)
        found += _parted(source, head, inner, end)
        done = end - 1
    return found


@kept
def answering(source: Source) -> frozenset[int]:
    """The blocks under headings where recommendations are answered, followed up, or quoted from elsewhere: an action
    plan, progress, the Board's response, an earlier review. A report that is all answer has none."""
    every = _titles(source)
    found, done = set[int](), -1
    for at, head in enumerate(every):
        if at and head.block >= done and ANSWERS.search(head.words) and len(head.words.split()) <= LONGEST_TITLE:
            done, _ = _extent(source, every, at)
            if not _labels_on(source, head.block, done):
                found |= set(range(head.block, done))
    return frozenset(found)


def _labels_on(source: Source, start: int, end: int) -> bool:
    """Whether the report's own labels count on between two blocks: a chapter "Implementation" that recommends too."""
    first = next((one for b in source.blocks[start:end] if (one := label(b)) and (one.ref or "").isdecimal()), None)
    before = next(
        (one for b in reversed(source.blocks[:start])
         if b.number not in source.contents and (one := label(b)) and (one.ref or "").isdecimal()), None,
    )  # fmt: skip
    return first is not None and before is not None and int(first.ref or 0) == int(before.ref or 0) + 1


def _is_name(source: Source, every: tuple[Head, ...], at: int) -> bool:
    """Whether a heading is the report's own name on its first page: others further on announce recommendations."""
    head = every[at]
    if at > 1 or head.path or (source.blocks[head.block].page or 1) > 1 or WORD.match(head.words):
        return False
    return any(announces(one.words) for one in every[at + 1 :])


def _extent(source: Source, every: tuple[Head, ...], at: int) -> tuple[int, list[Head]]:
    """Where the section that a heading opens ends, and the headings in it."""
    opened, inner = every[at], list[Head]()
    first, flat = _first(source), False

    def earlier(path: Path) -> bool:
        return first.get(path, opened.block) < opened.block

    for head in (every[n] for n in range(at + 1, len(every))):
        flat = flat or (not inner and introduced(source, opened, head) and listing(source, opened, head))
        if ends(opened, head, earlier, inner[-1].path if inner else ()):
            again = announces(head.words) and not head.path
            flatly = (flat or counts_from_one(source, opened, head)) and listing(source, opened, head)
            if not (again or flatly or goes_on(source, opened, inner, head)):
                return head.block, inner
        elif head.path == (1,) and _is_chapter(source, opened, head):
            return head.block, inner
        inner.append(head)
    return len(source.blocks), inner


def _is_chapter(source: Source, opened: Head, head: Head) -> bool:
    """Whether "1 Introduction" opens the body of a report, after a summary that has a numbered list of its own."""
    if opened.path or head.level > opened.level or head.block + 1 >= len(source.blocks):
        return False
    listed = {single(b) for b in source.blocks[opened.block : head.block]}
    after = source.blocks[head.block + 1]
    return {1, 2} <= listed and (is_head(after) or not asks_plainly(after.text))


def _parted(source: Source, opened: Head, inner: list[Head], end: int) -> Iterator[Stretch]:
    """The stretches of a section. Where some of its subheadings announce recommendations, what stands before the first
    of them is introduction."""
    groups = {len(one.path) for one in inner if one.path and _below(source, one) >= LEAST_BELOW}
    items = [
        one for one in inner
        if _is_item(one, inner) and not _closes(one, inner) and not (len(one.path) in groups and _below(source, one))
    ]  # fmt: skip
    listed = {one.block for one in items}
    bounds = [one for one in inner if one.block not in listed and not _goes_on(source, one, inner, end)]
    tells = next((at for at, one in enumerate(bounds) if announces(one.words)), None)
    if tells is not None and bounds[tells].level <= opened.level and any(i.block < bounds[tells].block for i in items):
        tells = None
    starts = [opened, *bounds]
    first, beneath = True, 0
    for at, head in enumerate(starts):
        stop = starts[at + 1].block if at + 1 < len(starts) else end
        introduction = tells is not None and at <= tells and not _lists(source, head.block + 1, stop)
        if beneath and (head.level > beneath or ANSWERS.search(head.words)):
            continue
        counted = counts_on(source, opened, head, stop)
        beneath = head.level if at and ANSWERS.search(head.words) and not counted else 0
        aside = at and ASIDE.match(head.words) and not announces(head.words) and not counted
        if introduction or beneath or aside:
            continue
        if at and BACK_MATTER.match(head.words) and not counted:
            continue
        over = _over(starts[1:at], head)
        chain = (opened.words,) if head is opened else (opened.words, *(one.words for one in over), head.words)
        named = head if announces(head.words) else over[0] if over else opened
        yield Stretch(head.block + 1, stop, chain, head, bool(MIXED.search(named.words)), first, opened.block)
        first = False


def _lists(source: Source, start: int, stop: int) -> bool:
    """Whether a list that asks stands between two blocks: what comes before a subheading that announces
    recommendations is else their introduction."""
    marked = [b for b in source.blocks[start:stop] if b.marker and b.kind != BlockKind.NOTE]
    outer = [b for b in marked if b.level == 0]
    asking = [b for b in outer if asks_plainly(b.text) and not introduces(b.text)]
    return len(asking) >= 1 and len(asking) * 2 > len(outer)


def _goes_on(source: Source, head: Head, inner: list[Head], end: int) -> bool:
    """Whether a subheading is an aside, "Why is this needed?", and the next labelled recommendation follows beneath."""
    if head.path or not ASIDE.match(head.words) or announces(head.words):
        return False
    stop = next((one.block for one in inner if one.block > head.block), end)
    return any(label(block) for block in source.blocks[head.block + 1 : stop])


def _over(earlier: list[Head], head: Head) -> list[Head]:
    """The subheading that announces recommendations above one that does not: "Recommendations for agencies" above
    "Police"."""
    last = next((one for one in reversed(earlier) if announces(one.words)), None)
    if last is None or announces(head.words) or head.level < last.level:
        return []
    return [last] if not last.path or head.path[: len(last.path)] == last.path or not head.path else []


def _closes(head: Head, inner: list[Head]) -> bool:
    """Whether a numbered subheading ends what an unnumbered one beneath its sibling announces: "9.3 Finding 3" after
    "Recommendations:" in 9.2."""
    before = next((one for one in reversed(inner) if one.block < head.block), None)
    return before is not None and not before.path and before.level > head.level and announces(before.words)


def _is_item(head: Head, inner: list[Head]) -> bool:
    """Whether a numbered subheading is itself a recommendation, its title: no heading is numbered below it."""
    if not head.path or announces(head.words):
        return False
    below = any(one.path[: len(head.path)] == head.path and len(one.path) > len(head.path) for one in inner)
    return not below and not ASIDE.match(head.words)


def _below(source: Source, head: Head) -> int:
    """How many paragraphs that ask are numbered below a heading: "11.1 Police", "11.1.1 The Force should"."""
    told = 0
    for at in range(head.block + 1, len(source.blocks)):
        block = source.blocks[at]
        below = number(block)
        if below is None and not is_head(block):
            continue
        if below is None or below.path[:-1] != head.path or not asks_plainly(block.text) or is_head(block):
            break
        told += 1
    return told
