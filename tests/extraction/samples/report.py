"""How an invented report is written down: its blocks in order, and which of them recommend, as a reader would say.

Words may hold: `{{a footnote}}`, `**bold**`, `{+put in+}` and `{-taken out-}` (tracked changes), `¶` (a page ends in
the middle of the paragraph, where the format is told to break there).
"""

import re
from dataclasses import dataclass, replace

MARKS = re.compile(r"\{\{.*?\}\}|\{-.*?-\}|\{\+|\+\}|\*\*|¶")


@dataclass(frozen=True)
class Block:
    """kind: h, p, item, label, contents, page; box … unbox; open, row …, close (a table). `marker` is printed before
    the words."""

    kind: str
    text: str = ""
    marker: str = ""
    level: int = 0
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    rec: int | None = None
    """Whose first words these are: the recommendation's place in the report."""
    bold: bool = False


@dataclass(frozen=True)
class Rec:
    """A recommendation as printed, and as a reader would say it: `text` whole, its parts, whom it is for."""

    ref: str | None
    text: str
    blocks: tuple[Block, ...]
    parts: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    title: str = ""
    single_agency: bool = False
    also: tuple["Rec", ...] = ()
    """The same, printed once more (with small differences); those stand in the body as well, as `Again`."""


@dataclass(frozen=True)
class Again:
    """A recommendation printed a second time: `of` is the place of the first among the report's recommendations."""

    rec: Rec
    of: int


@dataclass(frozen=True)
class Report:
    name: str
    title: str
    body: tuple[Block | Rec | Again, ...]
    front: tuple[str, ...] = ()
    header: str = ""
    footer: str = "{n}"
    """`{n}` is the number of the page, `{of}` how many there are."""
    formats: tuple[str, ...] = ()

    @property
    def recommendations(self) -> list[Rec]:
        return [one for one in self.body if isinstance(one, Rec)]

    @property
    def printed(self) -> list[Block]:
        """Every block in order; the first words of a recommendation say whose they are."""
        out, number = list[Block](), 0
        for one in self.body:
            if isinstance(one, Block):
                out.append(one)
                continue
            mine = one.of if isinstance(one, Again) else number
            number += isinstance(one, Rec)
            blocks = one.blocks if isinstance(one, Rec) else one.rec.blocks
            at = next(n for n, b in enumerate(blocks) if b.kind in ("p", "item", "row"))
            out += [replace(b, rec=mine) if n == at else b for n, b in enumerate(blocks)]
        return out


def plain(text: str) -> str:
    """The words alone, as a reader takes them: no footnote, nothing taken out."""
    return " ".join(MARKS.sub("", text).split())


def notes(text: str) -> list[str]:
    return re.findall(r"\{\{(.*?)\}\}", text)


def h(text, level=1, marker=""):
    return Block("h", text, marker, level)


def p(text, marker="", bold=False):
    return Block("p", text, marker, bold=bold)


def page():
    return Block("page")


def contents(*more):
    """A list of contents of all headings, and of these lines besides."""
    return Block("contents", cells=more)


def body(*things):
    """One run of blocks: what is given, lists of it opened."""
    return tuple(one for thing in things for one in (thing if isinstance(thing, tuple) else (thing,)))


def table(heads, *rows, ref=None, text=None, to=None):
    """A table; a row that is one text is a band across it. Where `text` names a column, each row recommends what
    stands there, numbered by the column `ref`, for whom the column `to` says. A line break parts a cell's lines."""
    out = list[Block | Rec]([Block("open", heads=tuple(heads))])
    for row in rows:
        block = Block("row", cells=(row,) if isinstance(row, str) else tuple(row))
        if text is None or isinstance(row, str):
            out.append(block)
            continue
        whom = tuple(filter(None, re.split(r"[;,] ", row[to]))) if to is not None else ()
        out.append(Rec(row[ref] if ref is not None else None, plain(row[text]), (block,), to=whom))
    return (*out, Block("close"))


def box(*blocks):
    return (Block("box"), *blocks, Block("unbox"))


def _label(marker, n):
    """The nth label in the manner of the first: •, a), (a), 1., i., A."""
    core = marker.strip("().")
    if core == "i":
        return marker.replace("i", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")[n])
    if core.isdigit():
        return marker.replace(core, str(int(core) + n))
    return marker.replace(core, chr(ord(core) + n)) if core.isalpha() and len(core) == 1 and core != "o" else marker


def items(*words, marker="•", level=0):
    """A list; ("lead", "inner", "inner") nests, `nested` labels after the lead as ("lead", "a)", "inner", ...)."""
    out = list[Block]()
    for n, one in enumerate(words):
        lead, *inner = (one,) if isinstance(one, str) else one
        out.append(Block("item", lead, _label(marker, n), level))
        if inner:
            out += items(*inner[1:], marker=inner[0], level=level + 1)
    return tuple(out)


def limbs(blocks):
    """The top-level limbs' words, each with what is nested in it."""
    out = list[str]()
    for b in blocks:
        if b.kind == "item" and b.level == 0:
            out.append(plain(b.text))
        elif b.kind == "item":
            out[-1] += " " + " ".join(filter(None, (b.marker if b.marker not in "•–o-" else "", plain(b.text))))
    return tuple(out)


@dataclass(frozen=True)
class Style:
    """How a report prints a recommendation: `label` holds {ref}; alone on a line or before the words; its bullets."""

    label: str = "Recommendation {ref}:"
    own_line: bool = True
    marker: str = "•"
    boxed: bool = False
    bold: bool = False

    def __call__(self, ref, text, *parts, closing="", title="", to=(), then=(), single_agency=False):
        """`parts` are limbs as in `items`; `closing` a last paragraph; `then` further paragraphs of argument."""
        label = self.label.format(ref=ref) if ref else self.label
        limb = items(*parts, marker=self.marker)
        head = " ".join(filter(None, (label, title)))
        first = (Block("label", head), p(text)) if self.own_line else (p(text, label),)
        if title and not self.own_line:
            first = (h(title, 3, label), p(text))
        if self.bold:
            first = tuple(replace(b, bold=True) for b in first)
        after = tuple(p(one) for one in (*then, *filter(None, [closing])))
        said = [plain(text)]
        for b in limb:
            said.append(" ".join(filter(None, (b.marker if b.marker not in "•–o-" else "", plain(b.text)))))
        blocks = (*first, *limb, *after)
        blocks = box(*blocks) if self.boxed else blocks
        whole = " ".join([*said, *(plain(b.text) for b in after)])
        return Rec(ref or None, whole, blocks, limbs(limb), tuple(to), title, single_agency)


def inline(before, text, after="", ref=None, marker="", to=()):
    """A recommendation that is a run of a paragraph: what stands before it there, and after, is no part of it."""
    return Rec(ref, plain(text), (p(" ".join(filter(None, (before, text, after))), marker),), to=tuple(to))


def bullets(*texts, marker="•", to=()):
    """A list each item of which is a recommendation without a number."""
    return tuple(Rec(None, plain(t), (Block("item", t, _label(marker, n)),), to=tuple(to)) for n, t in enumerate(texts))
