"""Reports with tables, made here: typeset as PDF, and as Word, Markdown and HTML. All of it is invented."""

import io
import random
from itertools import takewhile

import docx
import typst

VERBS = ["review", "audit", "publish", "agree", "share", "strengthen", "test", "rewrite"]
MATTERS = (
    "its guidance on pre-birth assessment", "how the voice of the child is heard", "the pathway for young carers",
    "supervision of newly qualified staff", "the way concerns about neglect are escalated",
    "information sharing with housing officers", "how fathers are included in assessments",
    "thresholds for strategy meetings",
)  # fmt: skip
MORE = (
    "Managers must report what they find to the board.", "Staff should be told of the change in writing.",
    "This should be tested through an audit of case files.", "Every school nurse needs to know about it.",
    "The panel will look at this again within six months.",
)  # fmt: skip
AGENCIES = (
    "Police",
    "Health",
    "Housing",
    "All agencies, Police, Health and Housing, and the voluntary sector",
    "Schools",
)


def words(number):
    """A recommendation; each number has its own."""
    chance = random.Random(number)
    first, second = chance.sample(MATTERS, 2)
    said = f"The partnership should {chance.choice(VERBS)} {first} and {chance.choice(VERBS)} {second}."
    return " ".join([said, *chance.sample(MORE, number % 5)])


def long_words(number):
    """A paragraph that fills a third of a page in a narrow column."""
    return " ".join(words(10 * number + 100 + at) for at in range(6))


def agency(number):
    return AGENCIES[number % len(AGENCIES)]


def typeset(*parts, setup=""):
    """A PDF of typst's markup."""
    source = f'#set page(paper: "a4", margin: 2cm)\n#set text(size: 10pt)\n{setup}\n' + "\n\n".join(parts)
    return typst.compile(source.encode(), format="pdf")


def drawn(heads, rows, columns, *, stroke="0.5pt", more="", repeat="true"):
    """A table in typst's markup. A row that is a word of markup is taken as it is."""
    top = f"table.header(repeat: {repeat}, {', '.join(f'[*{head}*]' for head in heads)})," if heads else ""
    cells = [row if isinstance(row, str) else ", ".join(f"[{cell}]" for cell in row) for row in rows]
    return f"#table(columns: {columns}, stroke: {stroke}, inset: 5pt, {more} {top} {', '.join(cells)})"


def band(text, wide=4):
    """A row of one cell across all columns, in typst's markup."""
    return f"table.cell(colspan: {wide})[*{text}*]"


def word(*parts):
    """A Word document: "= Heading", a paragraph, or rows of a table; a cell that is None belongs to the one above it,
    or before it where the whole rest of the row is None."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_heading(part[2:], 1) if part.startswith("= ") else made.add_paragraph(part)
            continue
        table = made.add_table(len(part), len(part[0]), style="Table Grid")
        for at, row in enumerate(part):
            for column, cell in enumerate(row):
                if cell is not None:
                    table.cell(at, column).text = cell
            if len(row) > 1 and row[0] is not None and set(row[1:]) == {None}:
                table.cell(at, 0).merge(table.cell(at, len(row) - 1)).text = row[0]
        for column in range(len(part[0])):
            for at in range(len(part) - 1, 0, -1):
                if part[at][column] is None and part[at][-1] is not None:
                    kept = table.cell(at - 1, column).text
                    table.cell(at - 1, column).merge(table.cell(at, column)).text = kept
        made.add_paragraph("")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def markdown(*parts):
    """A text in Markdown: paragraphs as they are, rows as a pipe table whose first row is its headings."""
    made = []
    for part in parts:
        if isinstance(part, str):
            made.append(part)
        else:
            rows = ["| " + " | ".join(cell or "" for cell in row) + " |" for row in part]
            made.append("\n".join([rows[0], "|" + " --- |" * len(part[0]), *rows[1:]]))
    return "\n\n".join(made).encode()


def web_page(*parts):
    """A page of HTML: "= Heading", a paragraph, or rows of a table; a cell that is None belongs to the one above it, or
    before it where the whole rest of the row is None."""
    made = ["<!doctype html><title>Report</title><main>"]
    for part in parts:
        if isinstance(part, str):
            made.append(f"<h1>{part[2:]}</h1>" if part.startswith("= ") else f"<p>{part}</p>")
            continue
        lines = []
        for at, row in enumerate(part):
            cells = []
            for column, cell in enumerate(row):
                below = sum(1 for _ in takewhile(lambda one, n=column: one[n] is None, part[at + 1 :]))
                if cell is not None:
                    wide = len(row) if len(row) > 1 and set(row[1:]) == {None} else 1
                    high = (
                        below + 1
                        if wide == 1 and all(one[-1] is not None for one in part[at + 1 : at + 1 + below])
                        else 1
                    )
                    cells.append(f"<td colspan={wide} rowspan={high}>{cell}</td>")
            lines.append(f"<tr>{''.join(cells)}</tr>")
        made.append(f"<table>{''.join(lines)}</table>")
    return "".join([*made, "</main>"]).encode()
