"""What leads a limb of a list: "a)", "(iv)", "2.", "7.3", "•"; and which limb is the next one of which list."""

import re
from dataclasses import dataclass

BULLETS = "•●○◦▪■□‣➢➤✓✔·∙⁃❖o*-–—"
"""What leads an unnumbered item. A letter "o" and dashes lead only where they stand alone, as a block's marker."""

_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_SHAPED = re.compile(r"([(\[]?)([A-Za-z]{1,5}|\d{1,3}(?:\.\d{1,3})*)([.)\]:]{0,2})")
_BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Lead:
    """One way of reading what leads an item: of which list it can be (`kind` and `shape`), and the how-manieth."""

    kind: str
    shape: str
    value: int
    label: str

    def follows(self, earlier: "Lead", *, strictly: bool = True) -> bool:
        """Whether this is the next of the same list; `strictly`, printed in the same shape."""
        if self.kind != earlier.kind or (strictly and self.shape != earlier.shape):
            return False
        return self.kind == _BULLET or self.value == earlier.value + 1

    def alike(self, other: "Lead") -> bool:
        """Whether both could be of one list, or of two lists printed alike."""
        return (self.kind, self.shape) == (other.kind, other.shape)


def leads(marker: str) -> tuple[Lead, ...]:
    """Every way of reading a marker: "i)" is a ninth letter and a first Roman number. None for words ("R7")."""
    marker = marker.strip()
    if not marker or (len(marker) == 1 and (marker in BULLETS or not marker.isalnum())):
        return (Lead(_BULLET, marker, 0, ""),)
    found = _SHAPED.fullmatch(marker)
    if not found:
        return ()
    before, core, after = found.groups()
    small, read = core.lower(), list[Lead]()
    case = "A" if core.isupper() else "a"
    if core[0].isdecimal():
        above, _, last = core.rpartition(".")
        return (Lead("number", f"{before}{above}{after}", int(last), core),)
    if not (before or after):
        return ()
    if len(core) == 1:
        read.append(Lead("letter", f"{before}{case}{after}", ord(small) - ord("a") + 1, core))
    if small in _ROMANS:
        read.append(Lead("roman", f"{before}{case}{after}", _ROMANS.index(small) + 1, core))
    return tuple(read)


def counted(position: int) -> str:
    """The label of the bullet at a position from 0: a, b, … z, aa, ab …"""
    text = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        text = chr(ord("a") + letter) + text
    return text
