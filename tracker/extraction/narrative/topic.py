"""What a sentence is about, in a few words taken from the report."""

import re

MOST_WORDS = 14
ABOUT = re.compile(
    r"\b(?:recommendations?|lessons?|learning(?:\s+points?)?|messages?)\s+"
    r"(?:(?:(?:from|in|of)\s+this\s+(?:review|report)|here)\s+)?"
    r"(?:(?:relates?|relating)\s+to|concerns|concerning|deals\s+with|in\s+respect\s+of|that|about|on|regarding|concerning|to|for|in\s+relation\s+to|in\s+respect\s+of|is\s+that|is\s+to)"
    r"\s+(?P<what>[^.;]+)|\brecommend(?:s|ed)?\s+that:?\s+(?P<more>[^.;]+)",
    re.IGNORECASE,
)
CONCERN = re.compile(
    r"\b(?:about|regarding|concerning|concerns?\s+that|issues?\s+of|importance\s+of|question\s+of|need\s+for"
    r"|lack\s+of)\s+",
    re.IGNORECASE,
)
BACK = re.compile(
    r"^(?:this|that|it|these|accordingly|him|her|them)\b"
    r"|\b(?:highlight|consider|address|endors|review|rais|do|tackl|examin|explor|remed)\w*\s+(?:this|that|it"
    r"|these)\b",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\b(?:this|that|these|it)\s*$|\bthis\s+be\b", re.IGNORECASE)
IN_THIS = re.compile(r"\s+(?:in|of|from|by)\s+(?:this|our)\s+(?:review|report|panel)\b", re.IGNORECASE)
THERE = re.compile(
    r"\s*,?\s+(?:and|but|so)\s+(?:there\s+(?:is|are)|this\s+is|it\s+is|the\s+\w+\s+makes)\b.*$", re.IGNORECASE
)
OPENING = re.compile(
    r"^(?:(?:and|but|however|nonetheless|similarly|thus|therefore|consequently|accordingly|importantly),?\s+)*"
    r"(?:(?:it\s+(?:is|was|remains|must\s+be)|there\s+(?:is|are|was|were))\s+(?:[\w-]+\s+){1,5}?that\s+)?",
    re.IGNORECASE,
)
RECOMMEND = re.compile(
    r"\b(?:there\s+(?:is|are|was)\b|it\s+is\s+(?:\w+\s+)?recommended)|\brecommendations?\b", re.IGNORECASE
)
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[A-Z][.)])\s+")


def topic(said: str, before: list[str], headings: tuple[str, ...]) -> str:
    """What a sentence promises or asks, in its own words; where it only points back, in those before it."""
    heading = named(headings)
    found = ABOUT.search(said)
    what = (found.group("what") or found.group("more") or "").strip() if found else ""
    if what and not BACK.search(what):
        return short(what)
    after = said[found.end() :] if found else said[_end(said) :]
    clause = THERE.sub("", said)
    if clause == said:
        clause = RECOMMEND.split(said, maxsplit=1)[0]
    for text in (clause, after):
        if concern := _concern(text):
            return short(concern)
    clause = OPENING.sub("", clause)
    if len(clause.split()) > 6 and not BACK.search(clause):
        return short(clause)
    if len(what.split()) > 3:
        return short(f"{heading}: {what}" if heading else what)
    for text in reversed(before[-2:]):
        if concern := _concern(text):
            return short(concern)
    if before and not heading:
        return short(OPENING.sub("", before[-1]))
    return short(heading or OPENING.sub("", said))


def subject_of(said: str) -> str:
    """What a sentence says that its recommendation is about; empty where it does not say or only points back."""
    found = ABOUT.search(said)
    what = (found.group("what") or found.group("more") or "").strip() if found else ""
    return "" if BACK.search(what) or WITHIN.search(what) else IN_THIS.sub("", what)


def named(headings: tuple[str, ...]) -> str:
    """The innermost heading without its number."""
    return NUMBER.sub("", headings[-1].strip()).strip() if headings else ""


def _end(said: str) -> int:
    found = re.search(r"\brecommendations?\b", said, re.IGNORECASE)
    return found.end() if found else len(said)


def _concern(text: str) -> str:
    every = list(CONCERN.finditer(text))
    if not every:
        return ""
    what = re.split(r"[.;]", text[every[-1].end() :], maxsplit=1)[0].strip()
    return what if len(what.split()) > 1 and not BACK.search(what) else ""


def short(text: str) -> str:
    """A few words of a text, not cut within one."""
    text = re.sub(r"[\s,]+(?:thus|therefore|accordingly|and|so|but)\s*$", "", text.rstrip(" ,:;"), flags=re.IGNORECASE)
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    text = text.strip(" ,:;.–-")
    if not (re.search(r"[“‘\"']", text[:-1]) and re.search(r"[”’\"']", text[1:])) or (
        text[0] in "“‘\"'" and text[-1] in "”’\"'"
    ):
        text = text.strip("“‘”’\"' ,;:.")
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]).rstrip(",;:") + " …"
