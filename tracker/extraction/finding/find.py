"""Every recommendation of a report, found in whichever of the ways it prints them."""

import re
from collections.abc import Callable
from dataclasses import replace

from tracker.extraction.finding import bulleted, inline, labelled, numbered, ref_at_end, tables
from tracker.extraction.finding.cited import is_cited
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.replies import without_replies
from tracker.extraction.finding.twice import once
from tracker.extraction.quoting import quoted
from tracker.extraction.source import Source

PROFILES: tuple[Callable[[Source], list[Found]], ...] = (
    labelled.find, numbered.find, tables.find, bulleted.find, inline.find, ref_at_end.find,
)  # fmt: skip
"""The ways in which reports print recommendations. Each is one module with a `find` and one line here."""

FIRST = re.compile(r"(?:\d+\.)*1|R1|A|a|One|I")


def recommendations(source: Source) -> list[Found]:
    """The recommendations of a report, in its order."""
    every = [one for find in PROFILES for one in find(source) if one.passages and not _elsewhere(source, one)]
    plain = [_with_ref(source, _without_reply(source, one)) for one in own(_without_leads(source, chosen(every)))]
    return once(source, plain, lambda one: quoted(source, one.passages))


def _without_leads(source: Source, found: list[Found]) -> list[Found]:
    """Without what only leads the next: "It is recommended that the Board:" before a list whose items were found."""
    begins = {one.passages[0].block for one in found}
    return [
        one for one in found
        if one.passages[-1].block + 1 not in begins or one.ref
        or not source.blocks[(last := one.passages[-1]).block].text[: last.end].rstrip().endswith(":")
    ]  # fmt: skip


def _elsewhere(source: Source, one: Found) -> bool:
    """Whether it stands in a list of contents, or under no heading that announces it and is another report's."""
    first = one.passages[0]
    return first.block in source.contents or (not one.headings and is_cited(source, first) is not None)


def _without_reply(source: Source, one: Found) -> Found:
    said, reply = without_replies(source, one.passages)
    return replace(one, passages=said, reply=reply) if reply and not one.reply else one


def _with_ref(source: Source, one: Found) -> Found:
    code = None if one.ref else ref_at_end.code_after(source, one)
    return replace(one, ref=code) if code else one


def own(found: list[Found]) -> list[Found]:
    """Without a list that begins in the middle, "Recommendation 11", where no heading announces it and the report's own
    list begins at its beginning: it is another report's."""
    first = [one for one in found if one.headings and FIRST.fullmatch(one.ref or "")]
    if not first:
        return found
    listed = {one.ref for one in found if one.headings}
    loose = [one for one in found if not one.headings and (one.ref or "").isdecimal()]
    if not loose or loose[0].ref == "1" or all(one.ref in listed for one in loose):
        return found
    if str(int(loose[0].ref or 0) - 1) in listed and loose[0].passages[0].block > first[0].passages[0].block:
        return found  # it goes on with the report's own
    return [one for one in found if one not in loose]


def chosen(every: list[Found]) -> list[Found]:
    """Of those that share words the surer, of two as sure the longer; in the order of the report."""
    taken = dict[int, list[tuple[int, int]]]()
    kept = list[Found]()
    for one in sorted(every, key=lambda one: (-one.certainty, -_length(one))):
        if any(p.start < end and p.end > start for p in one.passages for start, end in taken.get(p.block, ())):
            continue
        for p in one.passages:
            taken.setdefault(p.block, []).append((p.start, p.end))
        kept.append(one)
    return sorted(kept, key=lambda one: (one.passages[0].block, one.passages[0].start))


def _length(one: Found) -> int:
    return sum(passage.end - passage.start for passage in one.passages)
