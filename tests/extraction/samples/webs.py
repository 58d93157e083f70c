"""Invented reports as web pages: what a publishing site puts round a report, and the report."""

import html
import re

from tests.extraction.samples.report import Report, notes

TOP = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Board</title>
<style>p {{ margin: 0 }}</style><script>var recommendations = ["1. Nothing"];</script></head><body>
<a href="#main" class="skip">Skip to main content</a><header><nav><ul><li><a href="/">Home</a></li>
<li><a href="/r">Reports and recommendations</a></li></ul></nav></header><div class="cookies"><p>We use cookies to
make this website work.</p><button>Accept</button></div><main id="main"><h1>{title}</h1>"""
END = """</main><aside><h2>Related content</h2><ul><li><a href="/x">Our earlier recommendations</a></li></ul></aside>
<footer><h2>Support links</h2><ul><li><a href="/p">Privacy</a></li></ul></footer></body></html>"""


def _inline(text, count):
    for n, one in enumerate(notes(text), count + 1):
        text = text.replace("{{" + one + "}}", f"\0{n}\0")
    text = re.sub(r"\{-.*?-\}", "", text).replace("{+", "").replace("+}", "").replace("¶", "")
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False)).replace("\n", "<br>")
    return re.sub("\0(\\d+)\0", r'<sup><a href="#fn\1">[\1]</a></sup>', text)


def _element(b, text, heads):
    lead = f"{html.escape(b.marker)} " if b.marker else ""
    if b.kind == "h":
        return f"<h{b.level + 1} id='s'>{lead}{text}</h{b.level + 1}>"
    if b.kind == "label":
        return f"<h3>{text}</h3>"
    if b.kind == "p":
        words = f"<strong>{lead}</strong>{text}" if lead and not lead[0].isdigit() else lead + text
        return f"<p><b>{words}</b></p>" if b.bold else f"<p>{words}</p>"
    if b.kind == "open":
        return "<table><thead><tr>" + "".join(f"<th>{html.escape(c)}</th>" for c in b.heads) + "</tr></thead><tbody>"
    if b.kind == "row":
        span = f' colspan="{len(heads)}"' if len(b.cells) == 1 else ""
        return "<tr>" + "".join(f"<td{span}>{_inline(c, 0)}</td>" for c in b.cells) + "</tr>"
    return {"close": "</tbody></table>", "box": '<div class="call-to-action">', "unbox": "</div>"}.get(b.kind, "")


def web(report: Report) -> bytes:
    """A page with what stands round it: links, cookies, related content. Lists are real lists, numbered by the page."""
    out, count, foot, depth, heads = [TOP.format(title=html.escape(report.title))], 0, list[str](), list[str](), ()
    out += [f"<p>{html.escape(line)}</p>" for line in report.front]
    for b in report.printed:
        deep = b.level + 1 if b.kind == "item" else 0
        while len(depth) > deep:
            out.append(f"</li></{depth.pop()}>")
        text = _inline(b.text, count)
        foot += [f'<li id="fn{count + n}">{html.escape(one)}</li>' for n, one in enumerate(notes(b.text), 1)]
        count += len(notes(b.text))
        if b.kind == "contents":
            links = [one.text for one in report.printed if one.kind == "h" and one.level <= 2] + list(b.cells)
            out.append(
                '<nav><h2>Contents</h2><ol><li><a href="#s">' + "</a></li><li><a>".join(links) + "</a></li></ol></nav>"
            )
        elif b.kind == "item":
            if len(depth) == deep:
                out.append("</li>")
            else:
                core = b.marker.strip("().")
                kind = "1" if core.isdigit() else core if core in ("a", "A", "i") else ""
                depth.append("ol" if kind else "ul")
                out.append(f'<ol type="{kind}">' if kind else "<ul>")
            out.append(f"<li>{text}")
        else:
            heads = b.heads or heads
            out.append(_element(b, text, heads))
    out += [f"</li></{one}>" for one in reversed(depth)]
    return "\n".join([*out, "<ol class='footnotes'>" if foot else "", *foot, "</ol>" if foot else "", END]).encode()
