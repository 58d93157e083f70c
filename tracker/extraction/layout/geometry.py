"""From how a page is stored to how it is seen: turned, cut, and counted from its upper left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A page as people see it: the corners of what is shown of it in its own coordinates, and how far it is turned
    clockwise, in quarters. `tilt` turns it further so that most of its words run from left to right."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int
    tilt: int = 0

    @property
    def upright(self) -> bool:
        """Whether the page is read as it is stored."""
        return (self.quarters + self.tilt) % 4 == 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as people read it."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if (self.quarters + self.tilt) % 2 else (wide, high)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom from the upper left corner, of a box in the page's own coordinates."""
        turned = (self.quarters + self.tilt) % 4
        if turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if turned == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if turned == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def seen(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box as `box` gives it, as fractions of the page as it is shown: without the tilt."""
        wide, high = self.size
        a, b, c, d = left / wide, top / high, right / wide, bottom / high
        for _ in range(self.tilt % 4):
            a, b, c, d = b, 1 - c, d, 1 - a
        return max(0.0, a), max(0.0, b), min(1.0, c), min(1.0, d)
