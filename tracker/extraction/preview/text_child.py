"""Prints a plain text, or an e-mail as text: who wrote to whom, when, about what, the message, the names of what is
attached. Run as a script by way of `tracker/apart.py`, never imported; it knows nothing of the tracker.
"""

import json
import sys
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Any

MOST_TEXT = 120_000
ALL = 4_000_000
"""Characters for whoever asks for all of it (the second argument is "all"), to search it."""
HEADS = ("From", "To", "Cc", "Date")
BREAKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote"})
UNREAD = frozenset({"script", "style", "head", "title"})


class Words(HTMLParser):
    """The words of a web page, with a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A block begins, or something that is no text."""
        self._inside += tag in UNREAD
        if tag in BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """What is no text ends."""
        self._inside = max(0, self._inside - (tag in UNREAD))

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._inside:
            self.pieces.append(data)


def decoded(content: bytes) -> str:
    """Bytes as text, whichever way they were written."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def of_mail(content: bytes) -> list[dict[str, Any]]:
    """The blocks of an e-mail."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    heads = [[name, str(message[name])] for name in HEADS if message[name]]
    body = message.get_body(("plain", "html"))
    text = ""
    if body is not None:
        text = decoded(body.get_payload(decode=True) or b"")  # type: ignore[arg-type]
        if body.get_content_type() == "text/html":
            words = Words()
            words.feed(text)
            text = "".join(words.pieces)
    attached = [part.get_filename() or "without a name" for part in message.iter_attachments()]
    blocks: list[dict[str, Any]] = [{"kind": "heading", "text": str(message["Subject"] or "No subject")}]
    blocks += [{"kind": "table", "rows": heads}] if heads else []
    blocks += [{"kind": "text", "text": text}]
    blocks += [{"kind": "text", "text": f"Attached, not shown: {', '.join(attached)}"}] if attached else []
    return blocks


def main() -> None:
    """Reads standard input, prints the text."""
    content = sys.stdin.buffer.read()
    try:
        blocks = of_mail(content) if sys.argv[1] == "eml" else [{"kind": "text", "text": decoded(content)}]
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        blocks = [{"kind": "text", "text": decoded(content)}]
    most = ALL if sys.argv[2:3] == ["all"] else MOST_TEXT
    more = any(len(block.get("text", "")) > most for block in blocks)
    for block in blocks:
        if "text" in block:
            block["text"] = block["text"][:most].replace("\r\n", "\n").replace("\0", "")
    says = any(block.get("text", "").strip() for block in blocks)
    head = {"blocks": blocks, "more": more} if says else {"refused": "empty"}
    sys.stdout.buffer.write(json.dumps(head | {"size": 0}).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
