"""Draws one page of a PDF and prints the text on it. Run as a script by way of `tracker/apart.py`, never imported: the
file is on its standard input, and it knows nothing of the tracker. Scripts in the file are not run.
"""

import io
import json
import sys
from typing import Any

POINTS_WIDE = 1_240
"""Pixels across at the plain zoom."""
MOST_PIXELS = 9_000_000
MOST_TEXT = 20_000
SHADE, BAR = "#ffe9a8", "#7a4f00"
"""What is marked: dark letters on the shade keep a contrast of 16 to 1, and the bar has 6 to 1 on white."""
BIGGEST_PNG = 3_000_000


def say(head: dict[str, Any], picture: bytes = b"") -> None:
    """The whole answer: a line of JSON, then the picture."""
    sys.stdout.buffer.write(json.dumps(head | {"size": len(picture)}).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()


def packed(picture: Any) -> tuple[str, bytes]:
    """A picture as a PNG, or as a JPEG where that would be too large."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    if out.tell() <= BIGGEST_PNG:
        return "image/png", out.getvalue()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=80)
    return "image/jpeg", out.getvalue()


def marked(picture: Any, marks: list[list[float]]) -> Any:
    """The page with marks upon it: the words shaded, and a bar beside each line, so that colour is not all."""
    from PIL import Image, ImageChops, ImageDraw

    picture = picture.convert("RGB")
    width, height = picture.size
    shade = Image.new("RGB", picture.size, "white")
    drawing = ImageDraw.Draw(shade)
    boxes = [(left * width, top * height, right * width, bottom * height) for left, top, right, bottom in marks]
    for left, top, right, bottom in boxes:
        drawing.rectangle((left - 3, top - 2, right + 3, bottom + 2), fill=SHADE)
    picture = ImageChops.multiply(picture, shade)
    drawing = ImageDraw.Draw(picture)
    for left, top, _, bottom in boxes:
        edge = max(0.0, left - 14)
        drawing.rectangle((edge, top - 2, edge + 5, bottom + 2), fill=BAR)
    return picture


def main() -> None:
    """Reads standard input, prints one page."""
    import pypdfium2

    wanted, zoom = int(sys.argv[2]), int(sys.argv[3])
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        say({"refused": "password" if "assword" in str(error) or "ecurity" in str(error) else "damaged"})
        return
    pages = len(document)
    if pages == 0:
        say({"refused": "empty"})
        return
    number = min(wanted, pages)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise ValueError("no size")
        scale = min(POINTS_WIDE * zoom / width, (MOST_PIXELS / (width * height)) ** 0.5)
        drawn = page.render(scale=scale, may_draw_forms=False).to_pil()
        marks = json.loads(sys.argv[4]) if len(sys.argv) > 4 else []
        media, picture = packed(marked(drawn, marks) if marks else drawn)
        words = page.get_textpage()
        count = words.count_chars()
        text = words.get_text_range(0, min(count, MOST_TEXT)) if count else ""
    except (pypdfium2.PdfiumError, ValueError):
        say({"refused": "damaged"})
        return
    say({"pages": pages, "page": number, "text": text, "more": count > MOST_TEXT, "media": media}, picture)


if __name__ == "__main__":
    main()
