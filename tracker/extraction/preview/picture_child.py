"""Makes a picture anew, upright and no larger than a screen, without what a camera or a phone adds to it (where it was
taken, when, by whom). Run as a script by way of `tracker/apart.py`, never imported; it knows nothing of the tracker.
"""

import io
import json
import sys
import warnings
from typing import Any

WIDEST = 1_600
MOST_PIXELS = 80_000_000
BIGGEST_PNG = 3_000_000
KINDS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}


def say(head: dict[str, Any], picture: bytes = b"") -> None:
    """The whole answer: a line of JSON, then the picture."""
    sys.stdout.buffer.write(json.dumps(head | {"size": len(picture)}).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()


def main() -> None:
    """Reads standard input, prints the picture; of several in one file, the first."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    kind, zoom = KINDS[sys.argv[1]], int(sys.argv[3])
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=[kind]) as found:
            if found.width * found.height > MOST_PIXELS:
                say({"refused": "too_big"})
                return
            size = (WIDEST * zoom, WIDEST * zoom)
            found.draft("RGB", size)
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail(size)
            mode = "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
            plain = Image.new(mode, upright.size)
            plain.paste(upright.convert(mode))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        say({"refused": "too_big"})
        return
    except UnidentifiedImageError:
        say({"refused": "kind"})
        return
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError):
        say({"refused": "damaged"})
        return
    out = io.BytesIO()
    plain.save(out, "PNG")
    if out.tell() <= BIGGEST_PNG:
        say({"media": "image/png"}, out.getvalue())
        return
    out = io.BytesIO()
    if mode == "RGBA":
        ground = Image.new("RGB", plain.size, "white")
        ground.paste(plain, mask=plain.getchannel("A"))
        plain = ground
    plain.save(out, "JPEG", quality=82)
    say({"media": "image/jpeg"}, out.getvalue())


if __name__ == "__main__":
    main()
