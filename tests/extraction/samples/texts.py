"""Invented reports as text: as exported (a paragraph a line), as Markdown, as copied off pages (hard-wrapped)."""

import re
import textwrap

from tests.extraction.samples.report import Report, notes

SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def tidied(text, count, note="small"):
    """The words with the footnotes' numbers in place, and the notes; `count` is the last number given."""
    found = notes(text)
    for n, one in enumerate(found, count + 1):
        sign = {"small": str(n).translate(SMALL), "plain": str(n), "md": f"[^{n}]"}[note]
        text = text.replace("{{" + one + "}}", sign)
    text = re.sub(r"\{-.*?-\}", "", text).replace("{+", "").replace("+}", "")
    return re.sub(r"  +", " ", text), found


def exported(report: Report) -> bytes:
    """One paragraph a line, as word processors' files are turned to text: tabs in tables, bold kept as stars."""
    out, count, waiting = list[str](), 0, list[str]()
    out += [f"**{report.title}**" if n == 0 else line for n, line in enumerate((report.title, *report.front))]
    tight = ""
    for b in report.printed:
        text, found = tidied(b.text, count)
        waiting += [f"{str(count + n).translate(SMALL)} {one}" for n, one in enumerate(found, 1)]
        count += len(found)
        lead = f"{b.marker} " if b.marker else ""
        now = "item" if b.kind == "item" else "row" if b.kind in ("open", "row") else ""
        made = list[str]()
        if b.kind == "contents":
            made = ["CONTENTS", "\n".join(f"{line}\t{n}" for n, line in enumerate(_contents(report, b), 3))]
        elif b.kind in ("h", "p"):
            made = [part for part in _cut(lead + text)]
        elif b.kind == "label":
            made = [f"**{text}**" if b.bold else text]
        elif b.kind == "item":
            made = [f"{'  ' * b.level}- {'' if b.marker in '•–o-' else lead}{text}"]
        elif b.kind in ("open", "row"):
            cells = b.heads if b.kind == "open" else b.cells
            made = ["\t".join(c.replace("\n", " ") for c in cells)] if cells else []
        if b.kind == "page" or (len(made) == 2 and b.kind == "p"):
            out += made[:1] + waiting + made[1:]
            waiting, tight = [], ""
            continue
        for line in made:
            if now and now == tight:
                out[-1] += "\n" + line
            else:
                out.append(line)
        tight = now
    return ("\n\n".join([*out, *waiting]) + "\n").encode()


def _cut(text):
    return [part.strip() for part in text.split("¶")]


def _contents(report, block):
    heads = [" ".join(filter(None, (b.marker, b.text))) for b in report.printed if b.kind == "h" and b.level <= 2]
    return [*heads, *block.cells]


def markdown(report: Report) -> bytes:
    """Markdown as people write it: headings with hashes, pipes in tables, notes at the end."""
    out, count, foot, heads, tight = [f"# {report.title}", *report.front], 0, list[str](), 0, ""
    for b in report.printed:
        text, found = tidied(b.text, count, "md")
        foot += [f"[^{count + n}]: {one}" for n, one in enumerate(found, 1)]
        count, text = count + len(found), text.replace("¶", "")
        lead = f"{b.marker} " if b.marker else ""
        now, line = b.kind if b.kind in ("item", "open", "row") else "", ""
        if b.kind == "contents":
            line = "\n".join(f"- [{one}](#{n})" for n, one in enumerate(_contents(report, b)))
        elif b.kind == "h":
            line = f"{'#' * (b.level + 1)} {lead}{text}"
        elif b.kind == "label":
            line = f"### {text}"
        elif b.kind == "p":
            line = f"**{lead.strip()}** {text}" if lead and not lead[0].isdigit() else lead + text
        elif b.kind == "item":
            sign = "- " if b.marker in "•–o-" else lead if b.marker[0].isdigit() else f"- {lead}"
            line = "   " * b.level + sign + text
        elif b.kind in ("open", "row"):
            heads = len(b.heads) or heads
            cells = [c.replace("\n", "<br>") for c in (b.heads or b.cells)]
            line = "| " + " | ".join([*cells, *[""] * (heads - len(cells))]) + " |"
            line += "\n" + "|---" * heads + "|" if b.kind == "open" else ""
        if now and tight and (now == tight or now == "row"):
            out[-1] += "\n" + line
        elif line:
            out.append(line)
        tight = now
    return ("\n\n".join([*out, *foot]) + "\n").encode()


def _wrapped(text, width, lead="", indent="", hyphens=False):
    lines = textwrap.wrap(
        text, width, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=hyphens, break_long_words=False
    )
    if not hyphens:
        return lines
    for n in range(0, len(lines) - 1, 3):  # a long word at the beginning of a line is parted, as a typesetter does
        word = lines[n + 1].strip().split(" ")[0]
        if len(word) > 9 and word.isalpha() and len(lines[n]) + 7 <= width + 4:
            lines[n] += f" {word[:5]}-"
            lines[n + 1] = lines[n + 1].replace(word, word[5:], 1)
    return lines


def _columns(heads, cells, width):
    share = [max(6, len(h) + 1) for h in heads]
    for n in range(len(heads)):
        share[n] = max(share[n], width // len(heads) if len(heads) < 3 or n else 6)
    lines = [textwrap.wrap(c, w - 2) or [""] for c, w in zip(cells, share, strict=False)]
    return [
        "".join((c[n] if n < len(c) else "").ljust(w) for c, w in zip(lines, share, strict=False)).rstrip()
        for n in range(max(map(len, lines)))
    ]


def wrapped(report: Report, *, layout=False, deep=34, blank=True) -> bytes:
    """Text taken off printed pages: lines as set, page headers, numbers, footnotes, form feeds. `layout` keeps the
    margins, as some programs do, parts words at the ends of lines and leaves ligatures; else paragraphs stand apart
    only where `blank`."""
    width, margin = (78, "   ") if layout else (92, "")
    pages, lines, foot, count, heads = list[list[str]](), list[str](), list[str](), 0, ()

    def turn():
        nonlocal lines, foot
        if lines:
            pages.append([*lines, *([""] if foot else []), *foot])
        lines, foot = [], []

    centred = [margin + line for line in (report.title.upper(), "", *report.front)]
    pages.append(centred)
    for b in report.printed:
        text, found = tidied(b.text, count, "plain")
        lead = f"{b.marker} " if b.marker else ""
        made, flat = list[str](), text.replace("¶", "").replace("**", "")
        if b.kind == "page":
            turn()
            continue
        if b.kind == "contents":
            made = ["Contents", ""]
            for n, line in enumerate(_contents(report, b), 3):
                first, *rest = textwrap.wrap(line, width - 8)[::-1]
                made += [*rest[::-1], f"{first} {'.' * max(3, width - len(first) - 6)} {n}"]
        elif b.kind in ("h", "p", "label"):
            made = _wrapped(lead + flat, width, hyphens=layout)
        elif b.kind == "item":
            pad = "  " * (b.level + 1)
            made = _wrapped(flat, width, pad + lead, pad + " " * len(lead), hyphens=layout)
        elif b.kind in ("open", "row"):
            heads = b.heads or heads
            cells = [c.replace("\n", " ") for c in (b.heads or b.cells)]
            made = _columns(heads, cells, width) if len(cells) > 1 else cells
        new = [line for n, one in enumerate(found, count + 1) for line in textwrap.wrap(f"{n} {one}", width)]
        count += len(found)
        if b.kind == "label" and len(lines) + len(foot) > deep - 5:
            turn()
        apart = blank or b.kind in ("h", "label") or b.kind == "open"
        for n, line in enumerate(made):
            if len(lines) + len(foot) + len(new) >= deep:
                turn()
            if n == 0 and apart and lines and b.kind != "row":
                lines.append("")
            lines.append(margin + line if line else "")
            if n == 0:
                foot += [margin + one for one in new]
                new = []
    turn()
    out = list[str]()
    for n, shown in enumerate(pages, 1):
        head = [margin + report.header.format(n=n, of=len(pages)), ""] if report.header and n > 1 else []
        last = ["", margin + " " * (width // 2 if layout else 0) + report.footer.format(n=n, of=len(pages))]
        out.append("\n".join([*head, *shown, *(last if n > 1 else [])]) + "\n")
    text = "\f".join(out)
    return (text.replace("fi", "ﬁ").replace("ffi", "ﬃ") if layout else text).encode()
