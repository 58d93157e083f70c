"""What is usual in a report: how large its letters are, in which font and colour, how far its lines stand apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.extraction.layout.line import Line, Page

BELOW_USUAL = 0.93


@dataclass(slots=True)
class Usual:
    """What most of a report's words are set in. `pitches` are the distances of lines by twice the size of letters."""

    size: float = 10.0
    font: int = 0
    colour: int = 0
    pitches: dict[int, float] = field(default_factory=dict)

    def pitch(self, line: Line) -> float:
        """How far the next line of a paragraph stands below this one."""
        return self.pitches.get(round(line.size * 2)) or line.size * 1.25

    def small(self, line: Line) -> bool:
        """Whether a line is in small type, as notes are."""
        return line.size < BELOW_USUAL * self.size

    def large(self, line: Line) -> bool:
        """Whether a line is in larger type than the text."""
        return line.size > 1.07 * self.size


def usual(pages: Iterable[Page]) -> Usual:
    """What is usual in these pages."""
    sizes, fonts, colours = Counter[int](), Counter[int](), Counter[int]()
    pitches: dict[int, Counter[int]] = {}
    for page in pages:
        base, before, size, key = 0.0, 0, 0.0, 0
        for line in page.lines:
            text, bottom = line.text, line.bottom
            if line.size != size:
                size = line.size
                key = round(size * 2)
            length, small = len(text), text[0].islower()
            sizes[key] = sizes.get(key, 0) + length
            if length > 40:
                fonts[line.font] = fonts.get(line.font, 0) + 1
                if not small:
                    colours[line.colour] = colours.get(line.colour, 0) + 1
            apart = bottom - base
            if key == before and 0.45 * key < apart < 1.1 * key:
                counted = pitches.setdefault(key, Counter())
                half = round(apart * 2)
                counted[half] = counted.get(half, 0) + (20 if small else 1)
            base, before = bottom, key
    made = Usual()
    if sizes:
        made.size = sizes.most_common(1)[0][0] / 2
    made.font = fonts.most_common(1)[0][0] if fonts else 0
    made.colour = colours.most_common(1)[0][0] if colours else 0
    for key, counted in pitches.items():
        made.pitches[key] = counted.most_common(1)[0][0] / 2
    return made
