"""A report, read by a child process with little memory and time, which can be stopped; what it says is looked over.

read(content, "pdf")            # ReadReport, or NotReadableError with a sentence's end
"""

import json
from pathlib import Path

from tracker import apart
from tracker.extraction.passed import heard
from tracker.rules.candidates import ReadReport
from tracker.rules.dates import list_in_words

CHILD = Path(__file__).with_name("report_child.py")
KINDS = {
    "pdf": "PDF", "docx": "Word (.docx)", "txt": "text (.txt)", "md": "Markdown (.md)", "html": "a web page (.html)",
    "htm": "a web page (.html)",
}  # fmt: skip
"""The endings of reports, and what people call them."""
MEMORY = 500 * apart.MEGABYTE
SECONDS = 60
BIGGEST = 150_000_000
"""Bytes of a report that is looked at; the largest published reviews, full of pictures, have some 40 million."""
LONGEST_ANSWER = 30_000_000
"""Characters. What a report of 340 pages is read as has one or two million."""
TOO_HEAVY = "it needs more memory or time to read than a report should: it may be damaged, or made to do harm"
WHY = {
    "password": "it is protected by a password. Save a copy without one, and send that",
    "damaged": "it is damaged or not complete. Fetch it again, or send the Word document",
    "empty": "there is nothing in it",
    "too_big": f"it is larger than {BIGGEST // 1_000_000} MB. Print its text to a smaller PDF",
    "too_long": "it is far longer than any report. Send only the pages with its text",
    "kind": "it is not what the ending of its name says. Save it again from the program that made it",
    "old_word": "it is a Word document of the old kind (.doc). Open it in Word and save it as .docx or PDF",
    "scanned": "its pages are pictures, without text. The Word document it was printed from would do, or a scan that "
    "a program for recognising text (OCR) has been over",
    "no_words": "its letters cannot be told: the fonts in it do not say which is which. The Word document it was "
    "made from would do",
}  # fmt: skip
"""What a child may say of a report that it cannot read: each the end of a sentence, with what to do."""


class NotReadableError(Exception):
    """A report cannot be read. Its text is the reason, with what to do, to stand in a sentence."""


def read(content: bytes, ending: str) -> ReadReport:
    """What a report holds. Raises NotReadableError."""
    if ending not in KINDS:
        what = list_in_words(list(dict.fromkeys(KINDS.values())), "or")
        raise NotReadableError(f"reports are read as {what}, and this ends in ‘.{ending}’")
    if not content:
        raise NotReadableError(WHY["empty"])
    if len(content) > BIGGEST:
        raise NotReadableError(WHY["too_big"])
    try:
        with apart.answer(CHILD, content, ending, memory=MEMORY, seconds=SECONDS) as answer:
            said = answer.read(LONGEST_ANSWER + 1)
        if len(said) > LONGEST_ANSWER:
            raise NotReadableError(WHY["too_long"])
        found = json.loads(said)
    except (apart.TooHeavyError, MemoryError):
        raise NotReadableError(TOO_HEAVY) from None
    except (ValueError, RecursionError):  # a child that fell over, or said more than a report can hold
        raise NotReadableError(WHY["damaged"]) from None
    try:
        if why := found.get("refused"):
            raise NotReadableError(WHY[why])
        return heard(found)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise NotReadableError(WHY["damaged"]) from None
