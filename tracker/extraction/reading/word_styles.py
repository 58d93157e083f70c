"""The styles of a Word document: which are headings, contents, bold, hidden, numbered; each follows the one it is
based on. Built-in styles keep their English names in the file whatever the language of Word."""

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"heading\s?([1-9])\b", re.IGNORECASE)
OFF = frozenset(["0", "false", "off", "none"])


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it says nothing."""

    name: str = ""
    level: int | None = None
    """Of a heading, from 1; 0 says that it is none."""
    bold: bool | None = None
    hidden: bool | None = None
    num: str | None = None
    ilvl: int | None = None
    left: int | None = None


def said(properties: Any, name: str) -> bool | None:
    """Whether a property is on or off; None where it is not named."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else (found.get(f"{W}val") or "1").lower() not in OFF


def value(properties: Any, path: str) -> str | None:
    """The value of a property."""
    found = properties.find("/".join(f"{W}{step}" for step in path.split("/"))) if properties is not None else None
    return None if found is None else found.get(f"{W}val")


def number(text: str | None) -> int | None:
    """A whole number, or None."""
    try:
        return None if text is None else int(float(text[:12]))
    except (ValueError, OverflowError):
        return None


def indent(properties: Any) -> int | None:
    """How far a paragraph stands from the left, in twentieths of a point."""
    found = properties.find(f"{W}ind") if properties is not None else None
    return None if found is None else number(found.get(f"{W}left") or found.get(f"{W}start"))


class Styles:
    """All styles by their keys."""

    def __init__(self, root: Any) -> None:
        self._raw: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        for one in root.findall(f"{W}style") if root is not None else ():
            key = one.get(f"{W}styleId") or ""
            self._raw[key] = one
            if one.get(f"{W}type") == "paragraph" and (one.get(f"{W}default") or "0") not in OFF:
                self.default = key

    def of(self, key: str | None) -> Style:
        """A style with all that it inherits."""
        key = self.default if key is None else key
        if key not in self._known:
            self._known[key] = self._resolved(key, [])
        return self._known[key]

    def num_of(self, key: str) -> str | None:
        """The numbering that a style of lists names."""
        return value(self._raw.get(key), "pPr/numPr/numId")

    def _resolved(self, key: str, met: list[str]) -> Style:
        raw = self._raw.get(key)
        if raw is None or key in met or len(met) > 20:
            return Style(name=key if HEADING.match(key) else "", level=_level(key, None))
        base = value(raw, "basedOn")
        below = self._resolved(base, [*met, key]) if base is not None else Style()
        name = (value(raw, "name") or key).lower()
        paragraph, run = raw.find(f"{W}pPr"), raw.find(f"{W}rPr")
        level = _level(name, number(value(paragraph, "outlineLvl")))
        ilvl, left, bold, hidden = (number(value(paragraph, "numPr/ilvl")), indent(paragraph), said(run, "b"),
                                    said(run, "vanish"))  # fmt: skip
        return Style(
            name if not _is_plain(name) or not below.name else below.name,
            below.level if level is None else level,
            below.bold if bold is None else bold,
            below.hidden if hidden is None else hidden,
            value(paragraph, "numPr/numId") or below.num,
            below.ilvl if ilvl is None else ilvl,
            below.left if left is None else left,
        )


def _level(name: str, outline: int | None) -> int | None:
    if outline is not None:
        return outline + 1 if 0 <= outline <= 8 else 0
    if found := HEADING.match(name):
        return int(found.group(1))
    return 1 if name == "title" else 0 if name.startswith("toc") else None


def _is_plain(name: str) -> bool:
    """Whether a style's name tells nothing, so that the name it is based on tells more."""
    return not name.startswith(("toc", "title", "heading", "list", "footnote", "endnote", "caption", "quote"))
