"""PDFs for tests, all invented: words put where a test wants them, letter by letter if need be, or typeset."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.extraction.made_tables import typeset
from tracker.extraction.readers import READERS
from tracker.rules.words import BlockKind

RECOMMENDATION = (
    "The Saltmarsh Partnership should write down who telephones the school when a child is not brought to an "
    "appointment, and should test each quarter whether the call was made, by whom and what came of it."
)
OTHER = (
    "Harbour Housing should tell the health visitor within two working days when a family with a baby moves, and keep "
    "a list of the moves that it told of, so that the partnership can look at it twice a year."
)
PROSE = (
    "The panel read the files of four services. It met the grandmother twice and spoke to nine practitioners, who were "
    "open about what they had known and when. What follows is drawn from all of that and from the chronology, which "
    "the author has kept. Nobody who took part is named, and the dates of events have been left out on purpose."
)


def read(content):
    return READERS["pdf"](content, "pdf")


def blocks(content, *kinds):
    """The blocks of a PDF; of some kinds only."""
    return [one for one in read(content).blocks if not kinds or one.kind in kinds]


def texts(content):
    """What stands in its headings, paragraphs and items."""
    return [one.text for one in blocks(content, BlockKind.HEADING, BlockKind.TEXT, BlockKind.ITEM)]


def put(*pages, size=(595, 842), turned=0, cropped=None):
    """A PDF whose pages are lists of (x, y from the bottom, points, words), in this order; bold where the words are
    bytes."""
    made = pikepdf.new()
    fonts = Dictionary(
        F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding),
        B=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"),
                     Encoding=Name.WinAnsiEncoding),
    )  # fmt: skip
    for pieces in pages:
        drawn = bytearray()
        for x, y, points, words in pieces:
            font, said = (b"B", words) if isinstance(words, bytes) else (b"F", words.encode("cp1252"))
            said = said.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn += b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font, points, x, y, said)
        page = made.add_blank_page(page_size=size)
        page.Contents = made.make_stream(bytes(drawn))
        page.Resources = Dictionary(Font=fonts)
        if turned:
            page.Rotate = turned
        if cropped:
            page.CropBox = Array(cropped)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def width(words):
    """How wide words are in Helvetica, about, by the width of an n."""
    return sum(
        0.4 if one in "ijlft.,'|() " else 1.5 if one in "mwMW" else 1.25 if one.isupper() else 1 for one in words
    )


def lines(text, x, y, *, wide=80, points=10, apart=14):
    """A paragraph as lines to `put`, from the top; they break where a printer would."""
    made, line = [], ""
    for word in text.split():
        if width(line) + width(word) + 0.5 > wide * 0.85:
            made.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    made.append(line)
    return [(x, y - at * apart, points, one) for at, one in enumerate(made)]


def typed(body, setup=""):
    """A typeset PDF, justified as reports are."""
    return typeset(body, setup=f"#set par(justify: true, spacing: 1.4em)\n{setup}")
