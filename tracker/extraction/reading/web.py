"""A web page as blocks: of GOV.UK, saved out of a browser or out of Word. Nothing is fetched, nothing runs."""

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading.contents import letters
from tracker.extraction.reading.decoding import charset_text
from tracker.extraction.reading.draft import source_of
from tracker.extraction.reading.headings import settle_headings
from tracker.extraction.reading.tidying import tidy
from tracker.extraction.reading.web_page import main_part, parsed
from tracker.extraction.reading.web_walk import Walk
from tracker.extraction.source import Source
from tracker.rules.words import BlockKind


def read(content: bytes, ending: str) -> Source:
    """A page as blocks. Raises NotReadError."""
    root = parsed(charset_text(content))
    if root is None:
        raise NotReadError("no_words")
    main = main_part(root)
    walk = Walk(root)
    drafts = walk.drafts(main)
    titled = sum(1 for one in drafts if one.kind == BlockKind.HEADING) >= 3
    for one in drafts:
        one.gap = not titled
    settle_headings(drafts, {title for one in drafts if one.contents and len(title := letters(one.text)) > 3})
    for one in drafts:
        if one.kind == BlockKind.TEXT and one.marker and one.family not in ("label", "dotted") and not one.contents:
            one.kind = BlockKind.ITEM
    first = next((one.text for one in drafts if one.kind == BlockKind.HEADING and one.level == 1 and one.text), "")
    title = root.find(".//title")
    return source_of(drafts, title=(first or tidy(title.text or "" if title is not None else ""))[:300])
