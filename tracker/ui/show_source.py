"""The source beside a candidate: the page as printed with the passage marked, or the text around it."""

from base64 import b64encode
from html import escape

import streamlit as st

from tracker.queries.reports import page_of
from tracker.rules.candidates import Block, Candidate, Passage, ReadReport
from tracker.rules.dates import first_words
from tracker.rules.words import BlockKind
from tracker.store.desk import Upload
from tracker.store.vault import vault_at
from tracker.ui.frame import Frame
from tracker.ui.look import note, paragraphs, plain

BEFORE, AFTER, MORE = 2, 12, 12
"""So many blocks of text before and after a passage are shown where there are no pages, and so many more at a press."""
TALL = 760
PAGE = "report:page"


def draw(at: Frame, upload: Upload, report: ReadReport, found: tuple[Candidate, ...]) -> None:
    """Where these candidates stand in the report; its beginning where there is none."""
    if report.pages:
        _pages(at, upload, report, found)
    else:
        _text(report, found)


def turn_to(page: int) -> None:
    """Show another page of the report. For callbacks."""
    st.session_state[PAGE] = page


def own_page() -> None:
    """Go with the candidate again. For callbacks."""
    st.session_state.pop(PAGE, None)


def _pages(at: Frame, upload: Upload, report: ReadReport, found: tuple[Candidate, ...]) -> None:
    first = next((one.place.page for one in found if one.place.page), 1)
    last = report.pages or 1
    page = min(max(1, st.session_state.get(PAGE, first)), last)
    marks = tuple(mark for one in found for mark in one.marks)
    marked = sorted({mark.page for mark in marks})
    with st.container(horizontal=True, vertical_alignment="center", key="controls_page"):
        st.button("Page before", icon=":material/chevron_left:", disabled=page <= 1, on_click=turn_to,
                  args=(page - 1,), key="report:page:before")  # fmt: skip
        st.markdown(f"**Page {page:,} of {last:,}**")
        st.button("Page after", icon=":material/chevron_right:", disabled=page >= last, on_click=turn_to,
                  args=(page + 1,), key="report:page:after")  # fmt: skip
        if marked and page not in marked:
            st.button("Back to the passage", on_click=own_page, key="report:page:own")
    with st.spinner("Opening the page …"):
        seen = page_of(vault_at(at.settings).get, upload.hash, upload.name, page, marks)
    if seen is None or not seen.picture:
        note("This page cannot be drawn. Its text:")
        _blocks([b for b in report.blocks if b.page and b.page <= page <= (b.last_page or b.page)], found)
        return
    data = f"data:{seen.media};base64,{b64encode(seen.picture).decode()}"
    st.image(data, alt=f"Page {page} of {upload.name}: {first_words(seen.text, 200)}", width="stretch")
    if page in marked:
        goes_on = f" It goes on to page {marked[-1]}." if marked[-1] > page else ""
        note(f"Shaded, with a bar beside it: the words that were taken.{goes_on}")
    if seen.text.strip():
        with st.expander("The text on this page"):
            st.markdown(paragraphs(seen.text[:6_000]))


def _text(report: ReadReport, found: tuple[Candidate, ...]) -> None:
    cited = [passage.block for one in found for passage in one.passages] or [0]
    more = st.session_state.get(PAGE, 0)
    first, last = max(0, min(cited) - BEFORE - more), max(cited) + AFTER + more + 1
    note("This kind of file has no pages. The words that were taken are shaded, with a bar beside them.")
    with st.container(height=TALL, border=True, key="report_text"):
        if first:
            note(f"… {first:,} paragraphs before this")
        _blocks(report.blocks[first:last], found)
        if (rest := len(report.blocks) - last) > 0:
            note(f"… {rest:,} paragraphs after this")
    if first or rest > 0:
        st.button("More of the text around it", on_click=turn_to, args=(more + MORE,), key="report:page:more")


def _blocks(blocks: "list[Block] | tuple[Block, ...]", found: tuple[Candidate, ...]) -> None:
    passages: dict[int, list[Passage]] = {}
    for one in found:
        for passage in one.passages:
            passages.setdefault(passage.block, []).append(passage)
    st.html("".join(_block(block, sorted(passages.get(block.number, ()), key=lambda p: p.start)) for block in blocks))


def _block(block: Block, passages: list[Passage]) -> str:
    words, before = "", 0
    for passage in passages:
        if passage.start < before:
            continue
        words += escape(block.text[before : passage.start])
        words += f"<mark>{escape(block.text[passage.start : passage.end])}</mark>"
        before = passage.end
    words += escape(block.text[before:])
    marker = f"<b>{escape(block.marker)}</b> " if block.marker else ""
    style = "heading" if block.kind == BlockKind.HEADING else "note" if block.kind == BlockKind.NOTE else "text"
    taken = " taken" if passages else ""
    indent = f' style="margin-left:{1.2 * min(block.level, 4):.1f}rem"' if block.kind == BlockKind.ITEM else ""
    return f'<p class="source {style}{taken}"{indent}>{marker}{words}</p>'


def name_of(upload: Upload) -> str:
    """What the file is called, for a sentence."""
    return plain(upload.name)
