"""Lines as running text: words that the end of a line parted are mended, where the report knows them whole."""

from collections import Counter
from collections.abc import Sequence

from tracker.extraction.layout.line import Line
from tracker.extraction.reading.tidying import BEGUN, PARTED, joined

HYPHENS = ("-", "\u00ad")
ENDS = ("", ",", ".", ";", ":", ")", "s", "’s")
"""What a word may be followed by where it is looked up."""


class Words:
    """The words of a report, gathered when the first parted one is met."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.all: frozenset[str] | None = None

    def known(self, first: str, second: str) -> Counter[str]:
        """In how many ways a parted word stands in the report, with its hyphen and without."""
        if self.all is None:
            self.all = frozenset(" ".join([line.text for line in self.lines]).lower().split())
        left, right = PARTED.search(first[-60:]), BEGUN.match(second)
        if left is None or right is None:
            return Counter()
        halves = left.group(1).lower(), right.group().lower()
        both = "".join(halves), "-".join(halves)
        return Counter({word: sum(word + end in self.all for end in ENDS) for word in both})

    def flowed(self, lines: Sequence[Line]) -> tuple[str, list[int]]:
        """Lines as one text, and where the words of each begin in it."""
        said, starts = [lines[0].text], [0]
        length = len(said[0])
        for line in lines[1:]:
            after = line.text
            if said[-1].endswith(HYPHENS):
                text = " ".join(said)
                text = text + after if _is_address(text) else joined(text, after, self.known(text, after))
                said, length = [text], len(text)
            else:
                said.append(after)
                length += 1 + len(after)
            starts.append(length - len(after))
        return " ".join(said).removesuffix("\u00ad"), starts


def _is_address(text: str) -> bool:
    """Whether a text ends within the address of a web page: its hyphens are its own."""
    word = text[text.rfind(" ") + 1 :]
    return "/" in word or "@" in word or "www." in word
