"""Invented reports as PDFs, set by Typst: one column or two, page headers, footers, footnotes, tables, boxes."""

import json
import re

import typst

from tests.extraction.samples.report import Report

SETTING = """
#set page({page}, margin: {margin}, columns: {columns}, {around})
#set text(size: {size}, hyphenate: {hyphens}, lang: "en", region: "GB")
#set par(justify: {hyphens}, spacing: 1.1em, leading: 0.6em)
#show heading: it => block(above: 1.4em, below: 0.8em, text(weight: "bold", size: 1.15em, it.body))
#set table(stroke: {stroke}, inset: 5pt)
#set outline.entry(fill: repeat(".", gap: 2pt))
"""
KINDS = {
    "pdf": {"page": '"a4"', "margin": "2.3cm", "columns": 1, "size": "11pt", "hyphens": "false", "stroke": "0.5pt"},
    "small": {"page": '"a5"', "margin": "1.7cm", "columns": 1, "size": "10pt", "hyphens": "true", "stroke": "0.5pt"},
    "short": {"page": "width: 17cm, height: 12.5cm", "margin": "1.7cm", "columns": 1, "size": "10pt",
              "hyphens": "true", "stroke": "0.5pt"},
    "two": {"page": '"a4"', "margin": "1.9cm", "columns": 2, "size": "10pt", "hyphens": "true", "stroke": "none"},
    "print": {"page": '"a4"', "margin": "1.6cm", "columns": 1, "size": "12pt", "hyphens": "false", "stroke": "0.5pt"},
    "wide": {"page": '"a4", flipped: true', "margin": "1.6cm", "columns": 1, "size": "10pt", "hyphens": "false",
             "stroke": "0.5pt"},
}  # fmt: skip


def _string(text):
    return json.dumps(text, ensure_ascii=False)


def words(text):
    """Typst's content for words with footnotes, bold and line breaks."""
    text = re.sub(r"\{-.*?-\}", "", text).replace("{+", "").replace("+}", "").replace("¶", "")
    out = list[str]()
    for piece in re.split(r"(\{\{.*?\}\}|\*\*.+?\*\*|\n)", text):
        if piece.startswith("{{"):
            out.append(f"#footnote[#{_string(piece[2:-2])}]")
        elif piece.startswith("**"):
            out.append(f"#strong[#{_string(piece[2:-2])}]")
        else:
            out.append("#linebreak()" if piece == "\n" else f"#{_string(piece)}" if piece else "")
    return "[" + "".join(out) + "]"


def _around(report, kind):
    head, foot = _string(report.header), _string(report.footer)
    if kind == "print":  # a browser's own lines: the day and the title above, the address and the pages below
        return (
            f'header: text(8pt)[14/03/2024, 10:12 #h(1fr) #{_string(report.title)} - GOV.UK], '
            'footer: context text(8pt)[https://www.gov.example/government/publications/a-report #h(1fr) '
            '#counter(page).display()/#counter(page).final().first()]'
        )  # fmt: skip
    swap = f'{foot}.replace("{{n}}", str(here().page())).replace("{{of}}", str(counter(page).final().first()))'
    return (
        f"header: context if here().page() > 1 {{ text(8pt)[#{head}] }}, "
        f"footer: context if here().page() > 1 {{ align(center, text(9pt)[#{swap}]) }}"
    )


def _block(b, heads):
    """One block as Typst's code, without what opens and closes tables and boxes."""
    mark = f"#context [#metadata(({b.rec}, here().page()))<rec>]" if b.rec is not None else ""
    body = words(b.text)
    if b.kind == "h":
        lead = _string(f"{b.marker} " if b.marker else "")
        return f"#heading(level: {b.level})[#{lead}#{body}]\n"
    if b.kind == "label":
        return f"#block(below: 0.7em, sticky: true, strong({body}))\n"
    if b.kind == "p" and re.match(r"[\d.]+$", b.marker):  # numbered paragraphs hang, as lists do
        return f"#par(hanging-indent: 3.2em)[{mark}#box(width: 3.2em)[#{_string(b.marker)}]#{body}]\n"
    if b.kind == "p":
        lead = f"#strong[#{_string(b.marker)}] " if b.marker else ""
        return (
            f"#par[{mark}{lead}#{'strong' if b.bold else 'par'}({body})]\n"
            if b.bold
            else f"#par[{mark}{lead}#{body}]\n"
        )
    if b.kind == "item":
        left = 0.6 + 1.6 * b.level
        return (
            f"#block(inset: (left: {left}em), grid(columns: (1.8em, 1fr), [#{_string(b.marker)}], [{mark}#{body}]))\n"
        )
    return ""


def source(report: Report, kind: str) -> str:
    out = [SETTING.format(around=_around(report, kind), **KINDS[kind])]
    out.append(f'#v(5cm)\n#text(22pt, weight: "bold")[#{_string(report.title)}]\n')
    out += [f"\n#text(13pt)[#{_string(line)}]\n" for line in report.front]
    out.append("#pagebreak()\n" if report.front else "")
    heads = ()
    for b in report.printed:
        if b.kind == "contents":
            out.append("#outline(title: [Contents], depth: 2)\n")
            out += [f"#par[#{_string(line)} #box(width: 1fr, repeat[.]) {n}]\n" for n, line in enumerate(b.cells, 4)]
            out.append("#pagebreak()\n")
        elif b.kind == "page":
            out.append("#pagebreak()\n" if KINDS[kind]["columns"] == 1 else "#colbreak()\n")
        elif b.kind == "open":
            heads = b.heads
            share = ", ".join("auto" if len(h) < 5 else "1fr" for h in heads)
            cells = ", ".join(f"strong({words(h)})" for h in heads)
            out.append(f"#table(columns: ({share},), table.header({cells}),\n")
        elif b.kind == "row":
            mark = f"#context [#metadata(({b.rec}, here().page()))<rec>]" if b.rec is not None else ""
            if len(b.cells) == 1:
                out.append(f"table.cell(colspan: {len(heads)}, strong({words(b.cells[0])})),\n")
            else:
                out.append(", ".join(f"[{mark if n == 1 else ''}#{words(c)}]" for n, c in enumerate(b.cells)) + ",\n")
        elif b.kind == "close":
            out.append(")\n")
        elif b.kind in ("box", "unbox"):
            out.append(
                "#block(stroke: 0.7pt, inset: 8pt, width: 100%, breakable: true)[\n" if b.kind == "box" else "]\n"
            )
        else:
            out.append(_block(b, heads))
    return "".join(out)


def pdf(report: Report, kind: str = "pdf") -> bytes:
    """The report as a PDF of a kind."""
    return typst.compile(source(report, kind).encode(), format="pdf")


def pages(report: Report, kind: str = "pdf") -> dict[int, set[int]]:
    """On which pages each recommendation begins, as set."""
    out = dict[int, set[int]]()
    for one in json.loads(typst.query(source(report, kind).encode(), "<rec>")):
        number, at = one["value"]
        out.setdefault(number, set()).add(at)
    return out
