"""What one page of a document looks like. The file is opened by a child process with little memory and time; what comes
back is a picture made anew, or plain text: nothing of the file itself reaches a browser.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tracker import apart
from tracker.rules.candidates import Mark

HERE = Path(__file__).parent
PAGED, PICTURE, DOCUMENT, TEXT = "pdf_child.py", "picture_child.py", "document_child.py", "text_child.py"
CHILDREN = {
    "pdf": PAGED, "png": PICTURE, "jpg": PICTURE, "jpeg": PICTURE, "gif": PICTURE, "webp": PICTURE,
    "docx": DOCUMENT, "odt": DOCUMENT, "txt": TEXT, "md": TEXT, "eml": TEXT,
}  # fmt: skip
"""Which child opens a file, by the ending of its name. Each kind of child is one file and one entry here."""
MEMORY = 640 * apart.MEGABYTE
SECONDS = 20
MOST_MARKS = 400
LONGEST_HEAD = 32_000_000
BIGGEST_PICTURE = 24_000_000
ZOOMS = (1, 2)
TOO_HEAVY = "it needs more memory or time to open than a document should"
WHY = {
    "password": "it is protected by a password",
    "damaged": "it is damaged or not complete",
    "empty": "there is nothing in it",
    "too_big": "its picture is too large",
    "kind": "it is not what its name says",
}
"""What a child may say of a file that it cannot open."""


class NotShownError(Exception):
    """A document cannot be shown. Its text is the reason, to stand in a sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text: a "heading", a "text", or a "table" with its rows."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """One page of a document. A picture is a PNG or a JPEG (`media`); beside it stands the text on the page, if any."""

    pages: int = 1
    page: int = 1
    picture: bytes = b""
    media: str = ""
    text: str = ""
    blocks: tuple[Block, ...] = ()
    more: bool = False
    """Whether there is more text than is shown."""


def whole_text(content: bytes, ending: str) -> tuple[Block, ...]:
    """All the text of a document or a text, for searching. Raises NotShownError."""
    child = CHILDREN.get(ending)
    if child not in (DOCUMENT, TEXT):
        raise NotShownError("the tracker finds no text in this kind of file")
    if not content:
        raise NotShownError(WHY["empty"])
    return _asked(HERE / child, content, ending, "all").blocks


def look(content: bytes, ending: str, *, page: int = 1, zoom: int = 1, marks: Sequence[Mark] = ()) -> Looked:
    """One page of a file, by the ending of its name. A page that there is not is the nearest one. `marks` are drawn
    upon the page of a PDF that they are of. Raises NotShownError for a kind that is not shown and for whatever cannot
    be opened."""
    child = CHILDREN.get(ending)
    if child is None:
        raise NotShownError("the tracker does not open this kind of file")
    if not content:
        raise NotShownError(WHY["empty"])
    here = [(one.left, one.top, one.right, one.bottom) for one in marks if one.page == page][:MOST_MARKS]
    asked = (ending, str(max(1, page)), str(zoom if zoom in ZOOMS else 1), json.dumps(here))
    return _asked(HERE / child, content, *asked)


def _asked(child: Path, content: bytes, *asked: str) -> Looked:
    try:
        with apart.answer(child, content, *asked, memory=MEMORY, seconds=SECONDS) as said:
            return _looked(said)
    except apart.TooHeavyError:
        raise NotShownError(TOO_HEAVY) from None
    except (ValueError, TypeError, KeyError, AttributeError):  # a child that fell over, or was made to say nonsense
        raise NotShownError(WHY["damaged"]) from None


def _looked(said: IO[bytes]) -> Looked:
    head: dict[str, Any] = json.loads(said.readline(LONGEST_HEAD))
    if why := head.get("refused"):
        raise NotShownError(WHY[why])
    media = head.get("media", "")
    picture = said.read(BIGGEST_PICTURE) if media in ("image/png", "image/jpeg") else b""
    if len(picture) != head.get("size", 0):
        raise ValueError("not the whole picture")
    blocks = tuple(
        Block(str(one["kind"]), str(one.get("text", "")), tuple(tuple(map(str, row)) for row in one.get("rows", ())))
        for one in head.get("blocks", ())
    )
    return Looked(
        int(head.get("pages", 1)), int(head.get("page", 1)), picture, media if picture else "",
        str(head.get("text", "")), blocks, bool(head.get("more")),
    )  # fmt: skip
