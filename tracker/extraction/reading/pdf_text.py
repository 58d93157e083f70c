"""The words of a page of a PDF as pdfium gives them, line by line."""

from typing import Any

import pypdfium2.raw as raw

MOST_LETTERS = 60_000
"""Of one page. A page of a report has some 3,000; what goes beyond is not read."""
MOST_LINES = 3_000
HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line, with no end of line after it."""
BREAKS = (("\x02", HYPHEN), ("\r", " "), ("\u2028", "\n"), ("\u2029", "\n"))

Span = tuple[str, int, int]


def spans_of(words: Any, letters: Any) -> list[Span]:
    """The lines of a page as pdfium parts them: the text, its first letter and the letter after its last.
    `letters` is room for MOST_LETTERS of two bytes."""
    count = min(raw.FPDFText_CountChars(words), MOST_LETTERS)
    if count <= 0:
        return []
    given = max(0, raw.FPDFText_GetText(words, 0, count, letters) - 1)
    content = bytes(memoryview(letters).cast("B")[: given * 2])
    text = content.decode("utf-16-le", "surrogatepass")
    if pairs := len(text) != given:  # letters of two units, which pdfium counts twice
        text = "".join(map(chr, memoryview(content).cast("H")))
    for one, other in BREAKS:
        text = text.replace(one, other)
    if HYPHEN in text:
        text = text.replace(HYPHEN, HYPHEN + "\n")
    spans = []
    at = 0
    for printed in text.split("\n"):
        start, at = at, at + len(printed) + (printed[-1:] != HYPHEN)
        stripped = printed.strip()
        if stripped and stripped != HYPHEN:
            start += printed.index(stripped[0])
            end = start + len(stripped)
            if given != count:  # some letters have no text
                start = raw.FPDFText_GetCharIndexFromTextIndex(words, start)
                end = raw.FPDFText_GetCharIndexFromTextIndex(words, end - 1) + 1
                if not 0 <= start < end:
                    continue
            if pairs:
                stripped = stripped.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            spans.append((stripped, start, end))
    return spans[:MOST_LINES]
