"""The numbers and bullets that Word shows and does not write down: `numbering.xml`, counted along the document."""

from typing import Any

from tracker.extraction.reading.word_styles import Styles, W, indent, number, value

TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
HUNDREDS = ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM")
WORDS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
         "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty")  # fmt: skip
RANKS = ("Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
         "Eleventh", "Twelfth")  # fmt: skip
LEVELS = 9


class Numbering:
    """What each numbered paragraph is numbered with. Paragraphs are asked about in the order of the document."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists = {one.get(f"{W}abstractNumId"): one for one in _all(root, "abstractNum")}
        self._nums = {one.get(f"{W}numId"): one for one in _all(root, "num")}
        self._levels: dict[tuple[str, int], Any] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, num: str, style: str) -> int | None:
        """Which level of a list a style is tied to."""
        shown = self._list(num)
        for one in shown.findall(f"{W}lvl") if shown is not None else ():
            if value(one, "pStyle") == style:
                return number(one.get(f"{W}ilvl"))
        return None

    def marker(self, num: str, ilvl: int) -> tuple[str, str, int | None] | None:
        """The next marker as shown, the key of its list and level, and the level's indentation."""
        shown = self._list(num)
        if shown is None or not 0 <= ilvl < LEVELS:
            return None
        key = shown.get(f"{W}abstractNumId") or num
        level = self._level(num, ilvl)
        self._count(num, key, ilvl)
        counts = self._counts[key]
        if value(level, "numFmt") == "bullet":
            text = _bullet(value(level, "lvlText") or "")
        else:
            text = self._filled(num, level, counts)
        properties = level.find(f"{W}pPr") if level is not None else None
        return text, f"{key}:{ilvl}", indent(properties)

    def _count(self, num: str, key: str, ilvl: int) -> None:
        counts = self._counts.setdefault(key, [None] * LEVELS)
        begin = self._override(num, ilvl)
        if begin is not None and (num, ilvl) not in self._begun:
            counts[ilvl] = None
        self._begun.add((num, ilvl))
        for above in range(ilvl):
            if counts[above] is None:
                counts[above] = self._start(num, above)
        now = counts[ilvl]
        counts[ilvl] = self._start(num, ilvl) if now is None else now + 1
        for below in range(ilvl + 1, LEVELS):
            restart = number(value(self._level(num, below), "lvlRestart"))
            if restart is None or 0 < ilvl + 1 <= restart:
                counts[below] = None

    def _filled(self, num: str, level: Any, counts: list[int | None]) -> str:
        text = (value(level, "lvlText") or "")[:100]
        legal = level is not None and level.find(f"{W}isLgl") is not None
        for at in range(LEVELS):
            if f"%{at + 1}" in text:
                kind = value(self._level(num, at), "numFmt") or "decimal"
                count = counts[at] if counts[at] is not None else self._start(num, at)
                text = text.replace(f"%{at + 1}", shown_as(count or 0, "decimal" if legal else kind))
        return text

    def _start(self, num: str, ilvl: int) -> int:
        begin = self._override(num, ilvl)
        start = number(value(self._level(num, ilvl), "start")) if begin is None else begin
        return 1 if start is None else start

    def _override(self, num: str, ilvl: int) -> int | None:
        for one in _all(self._nums.get(num), "lvlOverride"):
            if one.get(f"{W}ilvl") == str(ilvl):
                return number(value(one, "startOverride"))
        return None

    def _level(self, num: str, ilvl: int) -> Any:
        if (num, ilvl) not in self._levels:
            own = [lvl for one in _all(self._nums.get(num), "lvlOverride") for lvl in one.findall(f"{W}lvl")]
            every = [*own, *_all(self._list(num), "lvl")]
            self._levels[num, ilvl] = next((one for one in every if one.get(f"{W}ilvl") == str(ilvl)), None)
        return self._levels[num, ilvl]

    def _list(self, num: str) -> Any:
        """The list that a number belongs to, by way of a style of lists if need be."""
        for _ in range(5):
            shown = self._lists.get(value(self._nums.get(num), "abstractNumId"))
            link = value(shown, "numStyleLink")
            if link is None:
                return shown
            num = self._styles.num_of(link) or ""
        return None


def shown_as(count: int, kind: str) -> str:
    """A number in a format of Word."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = "M" * (count // 1000) + HUNDREDS[count // 100 % 10] + TENS[count // 10 % 10] + ONES[count % 10]
        return roman if kind == "upperRoman" else roman.lower()
    if kind == "decimalZero":
        return f"{count:02}"
    if kind == "ordinal":
        end = "th" if 10 < count % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{end}"
    words = {"cardinalText": WORDS, "ordinalText": RANKS}.get(kind, ())
    if 0 <= count < len(words):
        return words[count]
    if kind == "none":
        return ""
    return f"- {count} -" if kind == "numberInDash" else str(count)


def _bullet(text: str) -> str:
    sign = text.strip()[:1]
    return "•" if not sign or "\ue000" <= sign <= "\uf8ff" or sign in "·§ØüvqmnlΔ" else sign


def _all(element: Any, name: str) -> list[Any]:
    return list(element.findall(f"{W}{name}")) if element is not None else []
