"""The look: the one style sheet, chips, small print, and text that stays text. Nothing here decides anything."""

import re
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from tracker.rules.brag import LETTER, ORDER, SHAPE
from tracker.rules.dates import NO_BREAK_SPACE, in_words
from tracker.rules.words import Brag

HOLE = "□"
NAME: dict[Brag, str] = {
    Brag.RED: "Red",
    Brag.AMBER: "Amber",
    Brag.GREY: "Grey",
    Brag.GREEN: "Green",
    Brag.BLUE: "Blue",
    Brag.NONE: "Not doing",
}
BADGE: dict[Brag, str] = {
    Brag.RED: "red",
    Brag.AMBER: "orange",
    Brag.GREY: "gray",
    Brag.GREEN: "green",
    Brag.BLUE: "blue",
    Brag.NONE: "gray",
}

# The only CSS in the house: things that Streamlit 1.67 has no setting for. Each hangs on a key of ours, a test id, a
# print query or a width query; no name that Streamlit makes up for itself.
CSS = """<style>
/* 1 the review's own words are set in serif, so nobody takes them for the tracker's */
[class*="st-key-printed"] p, [class*="st-key-printed"] li {font-family:'Source Serif 4','Source Serif',Georgia,serif;
  font-size:1.0625rem; line-height:1.5}
/* 2 a table cell may use its column: Streamlit caps cell text at 400 px, and a long word must break, not push */
[data-testid="stTable"] [data-testid="stMarkdownContainer"] {max-width:none}
[data-testid="stTable"] th {color:inherit; font-weight:600; vertical-align:bottom}
[data-testid="stTable"] td, [data-testid="stTable"] tbody th {vertical-align:top; overflow-wrap:anywhere}
[class*="st-key-rows"] td:nth-child(1) {white-space:nowrap; overflow-wrap:normal}
[data-testid="stMarkdownContainer"] {overflow-wrap:anywhere}
.stMarkdownBadge {white-space:normal !important; overflow:visible !important}
[data-testid="stTable"] .stMarkdownBadge {white-space:nowrap !important}
.st-key-tracker_links, .st-key-tracker_spoken {display:none}
/* 3 a chosen option is bold and in text colour: primary-on-tint is 3.1:1 in dark */
button[data-variant][data-selected="true"] p {color:CanvasText; font-weight:600}
@media (max-width:640px) {  /* an option that begins a row has its own edge: its neighbour's is in the row above */
  button[data-variant="segmented_control"]:not([data-selected="true"]) {border-color:#79838B !important}
  button[data-variant="segmented_control"][data-selected="true"] {position:relative; z-index:1}
}
/* 4 width: the server cannot know it. Even columns on a desk; on a phone a grid becomes a list and a row a block */
[class*="st-key-narrow"] {display:none}
@media (min-width:641px) {
  [class*="st-key-even"] table, [class*="st-key-rows"] table {table-layout:fixed; width:100%}
  [class*="st-key-rows"] th:nth-child(1), [class*="st-key-rows"] td:nth-child(1) {width:7.5rem}
  [class*="st-key-rows"] th:nth-child(n+3), [class*="st-key-rows"] td:nth-child(n+3) {width:11rem}
}
@media (min-width:641px) {  /* an address and a sum of days each need a line */
  [class*="st-key-rows_to"] th:nth-child(3), [class*="st-key-rows_to"] td:nth-child(3) {width:20rem}
  [class*="st-key-rows_agencies"] th:nth-child(4), [class*="st-key-rows_agencies"] td:nth-child(4) {width:15rem}
}
@media (min-width:641px) {
  [class*="st-key-rows_same"] th:nth-child(3), [class*="st-key-rows_same"] td:nth-child(3) {width:42%}
}
[data-testid="stAlert"] pre, [data-testid="stAlert"] code {white-space:pre-wrap !important; overflow-wrap:anywhere}
@media (max-width:640px) {
  [class*="st-key-blocks"] thead {display:none}
  [class*="st-key-blocks"] tr {display:block; border-bottom:1px solid rgba(121,131,139,.5); padding:.375rem 0}
  [class*="st-key-blocks"] td {display:block; border:0 !important; padding:.125rem 0 !important}
  h1 {font-size:1.5rem !important}
  .st-key-top {flex-direction:column !important} .st-key-top > * {flex:0 0 auto !important}
  [class*="st-key-controls"] > [data-testid="stElementContainer"]:has(> [data-testid="stSelectbox"]),
    [class*="st-key-controls"] [data-testid="stHorizontalBlock"] >
    [data-testid="stElementContainer"]:has(> [data-testid="stSelectbox"])
    {width:calc(50% - .5rem) !important; min-width:9rem}
  [class*="st-key-wide"] {display:none} [class*="st-key-narrow"] {display:flex}
  [class*="st-key-rows"] thead {display:none}
  [class*="st-key-rows"] tr {display:grid; grid-template-columns:6.5rem 1fr 1fr;
    border-bottom:1px solid rgba(121,131,139,.5); padding:.375rem 0}
  [class*="st-key-rows"] td {border:0 !important; padding:.125rem .75rem .125rem 0 !important}
  [class*="st-key-rows"] td:nth-child(2) {grid-row:2; grid-column:1/-1}
  [class*="st-key-rows_to"] td:nth-child(3) {grid-row:3; grid-column:1/-1}
  [class*="st-key-rows_to"] td:nth-child(4) {grid-column:2/-1}
}
/* 5 the projector: everything in the room view grows together */
@media (min-width:1000px) {.st-key-meeting {zoom:1.35}}
[data-testid="stApp"]:has(.st-key-meeting) [data-testid="stHeader"] {display:none}
[data-testid="stApp"]:has(.st-key-meeting) [data-testid="stMainBlockContainer"] {padding-top:1rem}
/* 6 the keyboard: what is reached shows a line in text colour; Streamlit's own is a faint ground or a pale ring */
[data-testid="stTopNav"] a:focus-visible, [data-testid="stTopNav"] button:focus-visible,
  [data-testid="stTopNav"] [tabindex]:focus-visible, [data-testid^="stTopNavLink"]:focus-visible,
  [data-testid^="stSidebarNavLink"]:focus-visible, button:focus-visible, [role="radio"]:focus-visible,
  [role="tab"]:focus-visible, summary:focus-visible, [data-testid="stMarkdownContainer"] a:focus-visible
  {outline:2px solid CanvasText !important; outline-offset:2px; border-radius:2px}
[data-testid="stTextInputRootElement"]:has(:focus-visible), [data-testid="stTextAreaRootElement"]:has(:focus-visible),
  [data-testid="stNumberInputContainer"]:has(:focus-visible), [data-testid="stDateInputField"]:has(:focus-visible),
  .react-aria-ComboBox > [role="group"]:has(:focus-visible),
  [data-testid="stMultiSelect"] [role="group"]:has(:focus-visible),
  [data-testid="stRadioOption"]:has(:focus-visible), [data-testid="stCheckbox"] label:has(:focus-visible),
  [data-testid="stFileUploaderDropzone"]:focus-visible
  {outline:2px solid CanvasText !important; outline-offset:2px; border-radius:2px}
[data-testid="stMain"]:focus-visible {outline:2px solid CanvasText !important; outline-offset:-2px}
[data-testid="stMain"] {scroll-padding:4.5rem 0 1rem}
/* 7 the day, month and year of a date are three targets: each at least 24 px */
[data-testid="stDateInput"] [role="spinbutton"] {display:inline-block; min-width:24px; min-height:24px;
  line-height:24px; text-align:center}
/* 11 a chart's words are drawn in the colour of the page's text once; these follow it when the theme changes */
.js-plotly-plot .xaxislayer-above text, .js-plotly-plot .yaxislayer-above text, .js-plotly-plot .textpoint text,
  .js-plotly-plot .infolayer text {fill:currentColor !important}
/* 12 whoever has asked their machine for less motion gets none */
@media (prefers-reduced-motion:reduce) {
  *, *::before, *::after {animation-duration:.01ms !important; animation-iteration-count:1 !important;
    transition-duration:.01ms !important; scroll-behavior:auto !important}
}
/* 13 a found word stands in its word: no gap before or after it */
[class*="st-key-hits"] .stMarkdownColoredBackground {margin:0 !important; padding:0 !important}
/* 9 a report's own text, and the words that were taken from it: shaded, with a bar beside their paragraph */
p.source {font-family:'Source Serif 4','Source Serif',Georgia,serif; margin:0 0 .6rem; padding-left:.6rem;
  border-left:4px solid transparent; overflow-wrap:anywhere}
p.source.heading {font-weight:600} p.source.note {font-size:.875rem; opacity:.8}
p.source.taken {border-left-color:#b7791f}
p.source mark {background:rgba(234,179,8,.3); color:inherit; padding:.05rem 0}
p.source.both {padding-left:0; border-left:0} p.source.both mark {text-decoration:underline; text-underline-offset:.2em}
/* 10 the map of themes: scrolls in itself, the first column stays; deeper ground is stronger evidence, a dashed edge a
   hole, and the words say both; on paper many columns become several tables */
.map-scroll {overflow-x:auto; max-width:100%; padding-bottom:.25rem} .on-paper {display:none}
table.map {border-collapse:collapse; font-size:.875rem; line-height:1.3; font-variant-numeric:tabular-nums}
p.map-said {font-size:.875rem; margin:0 0 .5rem}
table.map.roomy {width:100%; table-layout:fixed; min-width:40rem}
table.map.tight td {min-width:6.25rem}
table.map th, table.map td {padding:.35rem .5rem; text-align:left; vertical-align:top; overflow-wrap:anywhere;
  border:1px solid rgba(121,131,139,.35)}
table.map th {font-weight:600} table.map thead th {vertical-align:bottom}
table.map th:first-child {position:sticky; left:0; z-index:1; background:Canvas; width:15rem; min-width:8.5rem}
table.map a {color:inherit; text-decoration:underline; text-decoration-color:rgba(121,131,139,.8);
  text-underline-offset:.2em; display:inline-block; min-height:24px}
table.map a[aria-current] {outline:2px solid CanvasText; outline-offset:0}
table.map a:focus-visible {outline:2px solid CanvasText; outline-offset:2px}
table.map td b {font-weight:400; letter-spacing:-.05em} table.map.tight td b {display:block}
 table.map small {display:block; font-size:.8125rem}
table.map td {background:linear-gradient(to right, var(--ink, transparent) var(--share, 0%),
  transparent var(--share, 0%))}
table.map td.r1 {--ink:rgba(122,106,128,.08)} table.map td.r2 {--ink:rgba(122,106,128,.13)}
table.map td.r3 {--ink:rgba(122,106,128,.18)} table.map td.r4 {--ink:rgba(122,106,128,.23)}
table.map td.r5 {--ink:rgba(122,106,128,.28)} table.map td.r6 {--ink:rgba(122,106,128,.33)}
table.map td.r7 {--ink:rgba(122,106,128,.38)}
table.map td.hole {border:2px dashed #79838B} table.map td.empty {opacity:.8}
@media (max-width:640px) {table.map th:first-child {width:8.5rem} table.map.roomy {min-width:34rem}}
table.map tr.sum th, table.map tr.sum td {border-top:2px solid #79838B}
/* 11 the tour: a bar beside it tells it from the page; its foot keeps it apart; no help over the room on a projector */
[data-testid="stApp"] kbd {color:inherit !important; opacity:1 !important} /* a grey of 4.3 to 1 otherwise */
.st-key-tour {border-left:4px solid #7A6A80; padding:.25rem 0 .25rem 1rem; margin-bottom:.75rem; max-width:860px}
.st-key-controls_help {margin:-1.25rem 0 -1rem} .st-key-controls_help button * {color:CanvasText !important}
[data-testid="stApp"]:has(.st-key-meeting) .st-key-controls_help {display:none}
/* 11 at work: what takes longer than a moment says so in words, on every page, where nothing else says it better. The
   menu stays there to be used */
[data-testid="stApp"][data-test-script-state="running"]:not(:has([data-testid="stSpinner"],
  [data-testid="stSkeleton"]))::after {content:"At work …"; position:fixed; z-index:999990; bottom:1rem; left:1rem;
  padding:.375rem .75rem; border-radius:2px; background:#4A2C52; color:#fff; font-size:.9375rem; pointer-events:none;
  opacity:0; animation:at-work 1ms linear .7s forwards}
@keyframes at-work {to {opacity:1}}
/* 8 paper: an inline table is one block to a printer, so a table becomes one that breaks between its rows; a heading
   and its table are in boxes of their own, so it is the heading's box that keeps with what follows */
@media print {
  @page {size:A4 landscape; margin:12mm}
  html {font-size:11pt !important}
  [data-testid="stApp"]::after {content:none !important}
  header, [data-testid="stToolbar"], [class*="st-key-controls"], [data-testid="stButton"], [data-testid="stForm"],
    [data-testid="stButtonGroup"], [data-testid="stElementToolbar"], [data-testid="stSelectbox"],
    [data-testid="stTextInput"], details:not([open]) {display:none !important}
  [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stAppViewContainer"] > div,
    [data-testid="stMain"] {display:block !important; position:static !important; overflow:visible !important;
    height:auto !important}
  [data-testid="stMainBlockContainer"] {padding:0 !important; max-width:none !important}
  [data-testid="stMain"] * {contain:none !important; container-type:normal !important}
  [data-testid="stTable"] * {overflow:visible !important}
  [data-testid="stVerticalBlock"]:not([class*="st-key-narrow"]), [data-testid="stElementContainer"],
    [data-testid="stLayoutWrapper"], [data-testid="stTable"], [data-testid="stTable"] > div
    {display:block !important; overflow:visible !important; height:auto !important}
  [data-testid="stElementContainer"], [data-testid="stLayoutWrapper"] {margin-bottom:.5rem !important}
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"])
    {display:flex !important; flex-flow:row nowrap !important; gap:2rem !important}
  [data-testid="stColumn"] {min-width:0 !important; margin-bottom:0 !important}
  [data-testid="stTableStyledTable"] {display:table !important; width:100%}
  [data-testid="stTable"] tr, [data-testid="stMetric"], li {break-inside:avoid !important}
  [data-testid="stTable"] td, [data-testid="stTable"] th {padding-top:.2rem !important; padding-bottom:.2rem !important}
  thead {display:table-header-group !important}
  [data-testid="stPlotlyChart"] {zoom:.78; break-inside:avoid !important}
  h1, h2, h3, [data-testid="stElementContainer"]:has(h1, h2, h3) {break-after:avoid !important; break-inside:avoid}
  p {orphans:3; widows:3}
  .map-scroll {overflow:visible} .on-screen {display:none} .on-paper {display:block}
  table.map {font-size:8pt; page-break-inside:auto; margin-bottom:1rem} table.map.roomy {min-width:0}
  table.map {table-layout:fixed; width:100%} table.map th:first-child {width:16%; min-width:0}
  table.map.tight td {min-width:0} table.map tr {break-inside:avoid} table.map th:first-child {position:static}
  table.map a {text-decoration:none; min-height:0}
  * {-webkit-print-color-adjust:exact; print-color-adjust:exact}
}
</style>"""

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:=&^@\"'])")
_SHORTCODE = re.compile(r":(?=[\w+-]*[:_/])")  # :streamlit:, :material/x:, :smile:
_ADDRESS = re.compile(r"(https?:|ftp:|mailto:|xmpp:|www|@)(?=\S)", re.IGNORECASE)
_DASH_FIRST = re.compile(r"^-", re.MULTILINE)
_NUMBER_FIRST = re.compile(r"^(\d+)\.", re.MULTILINE)
JOINER = "\u2060"  # invisible and of no width: parts what a Markdown reader would otherwise take for one thing


@lru_cache(maxsize=16_384)
def plain(text: object, *, lines: bool = False) -> str:
    """Somebody's words as Markdown that shows exactly these words: no link, picture, chip, formula or markup in them.

    On one line, for a table cell or a label; with `lines`, its line breaks are kept.
    """
    words = "".join(c if c.isprintable() or c == "\n" else " " for c in str(text))
    words = (
        "\n".join(" ".join(line.split()) for line in words.split("\n")).strip() if lines else " ".join(words.split())
    )
    words = _ADDRESS.sub(rf"\1{JOINER}", _SHORTCODE.sub(f":{JOINER}", words))
    words = _NUMBER_FIRST.sub(r"\1\.", _DASH_FIRST.sub(r"\-", _MARKS.sub(r"\\\1", words)))
    return re.sub(r"\n", "  \n", words) if lines else words


def paragraphs(text: str) -> str:
    """Somebody's words over several lines, as Markdown: a blank line parts paragraphs, a line break stays one."""
    return "\n\n".join(plain(block, lines=True) for block in re.split(r"\n\s*\n", text.strip()))


def chip(brag: Brag, size: str = "word") -> str:
    """word: "■ Overdue" in lists; full: "■ Red: overdue" once per page; letter: "■ R" in grids; else any text, such as
    a reference. The shape and the word say it without the colour."""
    words = {"word": brag.label, "full": f"{NAME[brag]}: {brag.label.lower()}", "letter": LETTER[brag]}
    if brag == Brag.NONE and size == "full":
        words["full"] = "Not doing: counted apart"
    return f":{BADGE[brag]}-badge[{SHAPE[brag]}{NO_BREAK_SPACE}{words.get(size) or plain(size)}]"


def hole(words: str = "hole") -> str:
    """The chip of an ask that nobody has answered with an action."""
    return f":gray-badge[{HOLE}{NO_BREAK_SPACE}{words}]"


def soft(text: str) -> str:
    """Quiet text, such as a reason under a title. It is Markdown: pass it through `plain` if somebody wrote it."""
    return f":gray[{text}]"


def titled(title: str, *quiet: str) -> str:
    """A table cell: a line, and quiet lines beneath it. Empty lines are left out."""
    return "  \n".join([title, *(soft(words) for words in quiet if words)])


def note(text: str) -> None:
    """Small print. Never st.caption, which fades text and chips alike to 60%, under 4.5:1."""
    st.markdown(f":small[{soft(text)}]")


def key() -> None:
    """What the chips mean, once per page."""
    chips = [chip(brag, "full") for brag in ORDER if brag != Brag.NONE]
    st.markdown(" ".join([*chips, hole("Hole: asked, no action")]))


def day(when: date | None, today: date) -> str:
    """A day, short, that no narrow column splits: "20 Nov", with the year when it is another; "no date" for none."""
    return in_words(when, today, no_break=True) if when else "no date"


def section(title: str) -> None:
    """A section's heading, the next level under the page's title."""
    st.header(title, anchor=False)


def address(page: str, **parameters: str | None) -> str:
    """The address of a page with its parameters, relative, so that it holds under any base path."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{page}?{urlencode(given)}" if given else page or "./"


def link(label: str, page: str, **parameters: str | None) -> str:
    """A Markdown link to a page of the tracker. `label` is Markdown already."""
    return f"[{label}]({address(page, **parameters)})"
