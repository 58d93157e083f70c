"""What numbers or leads a paragraph: "10.2.5", "Recommendation 7", "a)", "(iv)", "•"."""

import re
from dataclasses import dataclass

from tracker.extraction.reading.tidying import tidy

GLYPHS = "•●○◦▪▫■□◆◇➢➤►▶▸✓✔✗❖·‣⁃∙⦁⚫\ue000-\uf8ff"
BULLET = re.compile(rf"([{GLYPHS}])\ufe0f?\s*(?=[^\s{GLYPHS}]|$)|([-–—*+o§Øü])\s+(?=\S)|([-–—*o])$")
ENDS = r"(?=\s|$)"
BEGINS = r"(?=[A-Z“‘\"'])"
LABEL = re.compile(
    r"((?i:recommendation|rec\.?)\s*(?i:no\.?\s*|number\s+|#)?"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*(?!\.?\d)(?:\s?\(?[a-z]\)|[a-z]\b)?)\)?)"
    r"(?:\s*[:.–—)|-]+\s*|\s*$|\s+(?=[A-Z“‘\"'(\[]))"
)
WORDED = re.compile(
    r"(recommendation\s+(?:[a-z]|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen))(?:\s*[:.–—)-]+\s*|\s*$)",
    re.IGNORECASE,
)
R_NUMBER = re.compile(r"(R\s?\d{1,3}(?:\.\d{1,3})*[a-z]?)(?:\s*[:.–—)-]+(?:\s+|$)|\s*$|\s+(?=[A-Z“‘\"']))")
DOTTED = re.compile(
    rf"((?:[A-Z]?\d{{1,3}}|[A-Z](?=\.\d))(?:\.\d{{1,3}}){{1,5}}(?:\.?[a-z]\b|\([a-z]\))?)(?:[.:)]?{ENDS}|{BEGINS})\s*"
)
SINGLE = re.compile(rf"(\d{{1,3}}[a-z]?[.):]|\(\d{{1,3}}[a-z]?\)|\[\d{{1,3}}\]){ENDS}\s*|(\d{{1,2}}[.)]){BEGINS}")
ROMAN = re.compile(rf"((?:[ivx]{{1,6}}|[IVX]{{1,6}})[.)]|\((?:[ivx]{{1,6}}|[IVX]{{1,6}})\)){ENDS}\s*")
LETTER = re.compile(rf"(\(?[a-z]\)|\([A-Z]\)|[A-Z]\)|[a-z]\.|[A-H]\.){ENDS}\s*")
BARE = re.compile(r"(\d{1,3})(?:\t\s*|\s{2,})(?=[A-Z“‘\"'(])")
FOOT = re.compile(r"([¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)|\[\^([\w-]{1,20})\]:\s*")
QUANTITY = re.compile(
    r"(?:[ap]\.?m\b|%|per\b|million|billion|hours?\b|hrs?\b|times\b|years?\b|months?\b|weeks?\b|days?\b|m\b|km|kg|mg|"
    r"miles|metres|points?\b|to\b|and\b|or\b|of\b|in\b|out\b|above|below|–|-)"
)
DATE = re.compile(r"\d{1,2}\.(?:0\d|\d{1,2})\.(?:\d{4}|\d\d)$")


@dataclass(frozen=True, slots=True)
class Lead:
    """A marker as printed, the text behind it, and the family it counts in: markers of one depth are of one family."""

    marker: str
    rest: str
    family: str


def led(text: str, before: str = "") -> Lead | None:
    """What leads a text; `before` is the marker before it, which settles whether "i)" is a letter or a number."""
    text = text.strip()
    start = text[:200]
    if found := FOOT.match(start):
        return Lead(found.group(1) or found.group(2), tidy(text[found.end() :]), "note")
    if found := BULLET.match(start):
        rest = text[found.end() :]
        inner = led(rest, before) if rest and rest[0] not in "-–—*•" else None
        if inner and inner.family not in ("note", "bare") and not inner.family.startswith("•"):
            return inner
        sign = next(one for one in found.groups() if one)
        if sign in "§Øü+" and not rest[:1].isalpha():
            return None
        return Lead("•" if "\ue000" <= sign <= "\uf8ff" else sign, tidy(rest), f"•{sign}")
    return _numbered(text, start, before)


def _numbered(text: str, start: str, before: str) -> Lead | None:
    for pattern, family in ((LABEL, "label"), (WORDED, "label"), (R_NUMBER, "label"), (DOTTED, "dotted"),
                            (SINGLE, "1"), (ROMAN, "i"), (LETTER, "a"), (BARE, "bare")):  # fmt: skip
        if not (found := pattern.match(start)):
            continue
        marker = next(one for one in found.groups() if one)
        rest = text[found.end() :]
        if family == "dotted" and (_quantity(marker, rest) or (found.end() == len(start) < len(text))):
            return None
        if family == "i" and _is_letter(marker, before):
            family = "a"
        if family in ("1", "a", "i"):
            family += re.sub(r"\w+", "", marker) + ("A" if marker.strip("().")[:1].isupper() else "")
        return Lead(tidy(marker), tidy(rest), family)
    return None


def _quantity(marker: str, rest: str) -> bool:
    """Whether a number with dots counts or dates something: "3.5 million", "9.30 am", "12.10.2017"."""
    return bool(QUANTITY.match(rest.lstrip())) or bool(DATE.match(marker) and (".0" in marker or len(marker) >= 8))


def _is_letter(marker: str, before: str) -> bool:
    """Whether "i", "v" or "x" follows "h", "u" or "w"."""
    core, last = marker.strip("().").lower(), before.strip("().").lower()
    return len(core) == 1 and len(last) == 1 and ord(last) + 1 == ord(core)
