"""Paragraphs out of a text that has one on each line, as programs export Word files and PDFs, or as Markdown."""

import re

from tracker.extraction.reading.contents import entry
from tracker.extraction.reading.draft import Draft
from tracker.extraction.reading.markdown import all_bold, unmarked
from tracker.extraction.reading.markers import led
from tracker.extraction.reading.text_tables import piped, rows_of
from tracker.extraction.reading.tidying import tidy
from tracker.rules.words import BlockKind

HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(\S.*?)\s*#*\s*$")
STROKE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*$")
QUOTE = re.compile(r"^(?:\s{0,3}>\s?){1,6}")
COMMENT = re.compile(r"<!--.{0,500}?-->")
ENDED = (".", "?", "!", ":", ";", ",", "”", "’", '"', ")")


def paragraphs(pages: list[list[str]], *, paged: bool) -> tuple[list[Draft], list[str]]:
    """The paragraphs, and each one's line as it stands."""
    drafts, raws, table, gap = list[Draft](), list[str](), 0, True
    for number, page in enumerate(pages, start=1):
        at, told = 0, number if paged else None
        while at < len(page):
            line = COMMENT.sub("", page[at]) if "<!--" in page[at] else page[at]
            end = _table_end(page, at)
            if end > at:
                table += 1
                rows = rows_of(page[at:end], table, told)
                drafts += rows
                raws += ["" for _ in rows]
                at, gap = end, True
                continue
            at += 1
            if not line.strip() or FENCE.match(line):
                gap = True
            elif STROKE.match(line):
                if (
                    not gap
                    and drafts
                    and drafts[-1].kind == BlockKind.TEXT
                    and not drafts[-1].marker
                    and line.strip()[0] in "-="
                ):
                    drafts[-1].kind, drafts[-1].level, drafts[-1].settled = (
                        BlockKind.HEADING,
                        1 + (line.strip()[0] == "-"),
                        True,
                    )
                gap = True
            else:
                _add(drafts, raws, line, told, gap=gap)
                gap = False
    return drafts, raws


def _add(drafts: list[Draft], raws: list[str], line: str, page: int | None, *, gap: bool) -> None:
    """Adds the paragraph of a line, or its words to one that a page's end or a footnote cut through."""
    line = QUOTE.sub("", line)
    hashes = HASHES.match(line)
    body = unmarked(hashes.group(2) if hashes else line)
    text = tidy(body)
    if not text:
        return
    before = next((one for one in reversed(drafts) if one.kind != BlockKind.NOTE), None)
    lead = led(body, before.marker if before else "")
    if (
        lead is None
        and not hashes
        and before is not None
        and _goes_on(before, text, cut=drafts[-1] is not before, gap=gap)
    ):
        before.text, before.last_page = f"{before.text} {text}", page
        return
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    one = Draft(text, page=page, depth=indent, gap=gap, bold=all_bold(line))
    if lead is not None:
        one.text, one.marker, one.family = lead.rest, lead.marker, lead.family
        one.kind = BlockKind.NOTE if lead.family == "note" else BlockKind.TEXT
    if hashes:
        one.kind, one.level = BlockKind.HEADING, len(hashes.group(1))
        one.settled = one.family != "label"
    drafts.append(one)
    raws.append(line)


def _goes_on(before: Draft, text: str, *, cut: bool, gap: bool) -> bool:
    """Whether words without a marker go on with the paragraph before: it ends without a stop and they begin small. Not
    so the items of a list without bullets, unless footnotes stand between."""
    if before.kind not in (BlockKind.TEXT, BlockKind.ITEM) or not before.text or not text[0].islower():
        return False
    if before.text.endswith(ENDED) or len(before.text) > 20_000:
        return False
    return gap and (cut or len(before.text) >= 60) and (bool(before.marker) or not before.text[0].islower())


def _table_end(page: list[str], at: int) -> int:
    """Where a table that begins here ends: `at` itself where none does."""
    if piped(page[at]):
        end = at
        while end < len(page) and piped(page[end]):
            end += 1
        return end if end - at >= 2 else at
    tabs = page[at].strip().count("\t")
    if not tabs or led(page[at]) is not None and tabs == 1:  # noqa: RUF021
        return at
    end = at
    while end < len(page) and page[end].strip().count("\t") == tabs:
        end += 1
    counted = tabs == 1 and all(entry(line) for line in page[at:end])  # a list of contents, rather
    return end if end - at >= 2 and not counted else at
