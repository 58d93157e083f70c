"""A message as HTML: one plain table that wraps, prints and is read aloud; every style stands on its own element, since
mail programs keep no sheet of styles. Whatever somebody typed is escaped."""

from html import escape

from tracker.notices.chase_words import Said
from tracker.notices.envelope import one_line
from tracker.rules.brag import SHAPE
from tracker.rules.chasing_owed import Owed
from tracker.rules.chasing_plan import Planned
from tracker.rules.dates import in_words, plural
from tracker.rules.words import Brag

CHIP: dict[Brag, tuple[str, str]] = {
    Brag.RED: ("#86190F", "#F9DDD8"),
    Brag.AMBER: ("#6B4300", "#FBE9C6"),
    Brag.GREY: ("#42474C", "#E9E8E4"),
    Brag.GREEN: ("#17532E", "#DCEFDF"),
    Brag.BLUE: ("#143F75", "#DCE8F6"),
    Brag.NONE: ("#42474C", "#E9E8E4"),
}
"""Ink and ground of each rating: 7.2:1 or more."""
BODY = (
    "margin:0;padding:16px;background:#FFFFFF;color:#1D2126;"
    "font-family:'Source Sans 3','Segoe UI',Arial,sans-serif;font-size:16px;line-height:1.5"
)
HEAD = "padding:6px 12px 6px 0;border-bottom:2px solid #1D2126;text-align:left;vertical-align:bottom"
CELL = "padding:8px 12px 8px 0;border-bottom:1px solid #CFCBC2;text-align:left;vertical-align:top"
QUIET = "color:#42474C;font-size:14px"
LINK = "color:#5A3465"


def page(planned: Planned, about: Said) -> str:
    """The message as one HTML document."""
    before = [about.mark, f"{about.dear},", about.opening, about.before]
    after = [about.others, about.ask, *(words for words in about.how if about.link is None or about.link not in words)]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">'
        f"<title>{_safe(planned.agency_name)}</title></head>\n"
        f'<body style="margin:0;background:#FFFFFF"><div style="{BODY}">\n'
        f'<div style="max-width:760px">\n{content(planned, about, before, after)}\n</div>\n'
        "</div></body></html>\n"
    )


def content(planned: Planned, about: Said, before: list[str], after: list[str]) -> str:
    """What stands in the body."""
    told = [_paragraph(words) for words in before if words]
    told.append(_table(planned))
    told += [_paragraph(words) for words in after if words]
    if about.link:
        address = escape(about.link, quote=True)
        words = "You need no account: open the page of your agency, which is yours alone. Do not pass it on."
        told.append(f'<p><a href="{address}" style="{LINK}">{words}</a></p>')
    told.append(_paragraph(about.board))
    told.append(f'<p style="{QUIET}">{_safe(about.foot, 300)}</p>')
    return "\n".join(told)


def _table(planned: Planned) -> str:
    caption = f"What {_safe(planned.agency_name)} owes, worst first"
    heads = "".join(f'<th scope="col" style="{HEAD}">{words}</th>' for words in ("Rating", "What", "Due"))
    rows = "\n".join(_row(line) for line in planned.owed)
    return (
        '<table style="border-collapse:collapse;width:100%;margin:8px 0 16px;font-size:15px">\n'
        f'<caption style="text-align:left;font-weight:600;padding:4px 0">{caption}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )


def _row(line: Owed) -> str:
    ink, ground = CHIP[line.brag]
    mark = f"{SHAPE[line.brag]} {line.brag.label}"
    style = f"background:{ground};color:{ink};padding:2px 6px;font-size:14px;white-space:nowrap"
    chip = f'<span style="{style}">{_safe(mark)}</span>'
    title = f"<br>{_safe(line.title)}" if line.title else ""
    answers = "; ".join(line.references) if not line.is_hole else ""
    under = f'<br><span style="{QUIET}">for {_safe(answers, 300)}</span>' if answers else ""
    what = f"<strong>{_safe(line.reference)}</strong>{title}{under}"
    stands = f'{chip}<br><span style="{QUIET}">{_safe("; ".join(line.why), 300)}</span>'
    cells = (stands, what, _dates(line))
    return "<tr>" + "".join(f'<td style="{CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _dates(line: Owed) -> str:
    if line.due is None:
        return "no date"
    now = f"<strong>{in_words(line.due)}</strong>"
    if line.original is None or line.original == line.due:
        return now
    late = f", {plural(line.days_late_original, 'day')} ago" if line.days_late_original else ""
    return f'{now}<br><span style="{QUIET}">originally {in_words(line.original)}{late}</span>'


def _paragraph(words: str) -> str:
    return f"<p>{_safe(words, 2000)}</p>"


def _safe(words: str, limit: int = 200) -> str:
    return escape(one_line(words, limit), quote=True)
