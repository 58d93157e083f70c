"""What a kept document says, page by page, for searching. A child process with little memory and time opens it.

pages(content, "pdf")        # ("first page …", "second page …"), or NoTextError with a sentence's end

Only a PDF has pages of its own; a Word document, an OpenDocument text, a plain text or an e-mail is one page.
"""

import json
from pathlib import Path

from tracker import apart
from tracker.extraction.preview.look import Block, NotShownError, whole_text

CHILD = Path(__file__).with_name("pages_child.py")
MEMORY, SECONDS = 500 * apart.MEGABYTE, 60
LONGEST_ANSWER = 30_000_000
WHY = {
    "password": "it is protected by a password",
    "damaged": "it is damaged or not complete",
    "no_text": "its pages are pictures, without text",
}
TOO_HEAVY = "it needs more memory or time to read than a document should"


class NoTextError(Exception):
    """A file says nothing that could be searched. Its text is the reason, to stand in a sentence."""


def pages(content: bytes, ending: str) -> tuple[str, ...]:
    """The text of each page. Raises NoTextError for a file without any, and for whatever cannot be opened."""
    if ending == "pdf":
        return _of_pdf(content)
    try:
        blocks = whole_text(content, ending)
    except NotShownError as why:
        raise NoTextError(str(why)) from None
    return (clean("\n".join(_words(block) for block in blocks)),)


def clean(text: str) -> str:
    """A text as it may be kept: a word that was parted at the end of a line is one word again."""
    text = text.replace("\r\n", "\n").replace("\0", " ").replace("\ufffe", "").replace("\u00ad", "")
    return text.encode("utf-8", "replace").decode()


def _of_pdf(content: bytes) -> tuple[str, ...]:
    try:
        with apart.answer(CHILD, content, memory=MEMORY, seconds=SECONDS) as answer:
            said = json.loads(answer.read(LONGEST_ANSWER))
        if why := said.get("refused"):
            raise NoTextError(WHY[why])
        return tuple(clean(str(page)) for page in said["pages"])
    except apart.TooHeavyError:
        raise NoTextError(TOO_HEAVY) from None
    except (ValueError, TypeError, KeyError, AttributeError):  # a child that fell over, or was made to say nonsense
        raise NoTextError(WHY["damaged"]) from None


def _words(block: Block) -> str:
    return "\n".join([block.text, *(" · ".join(row) for row in block.rows)]).strip()
