"""Whose something is: an agency as a report writes it, in a sentence or in the headings above it."""

import re

BODY = (
    r"Police(?:\s+(?:Service|Force))?|Constabulary|Council|Trust|Hospitals?|Services?|Service|School|Academy"
    r"|College|Nursery|Cafcass|CAFCASS|NSPCC"
    r"|Probation|Practitioners?|GPs?|CCG|ICB|CAMHS|Ambulance|Housing|Agency|Association|Board|Team|Authority"
    r"|Commission(?:ing\s+Group)?"
    r"|Social\s+Care|Education|NHS|Health(?:care)?|Surgery|Practice|Pre-school|Department|Charity|Refuge"
    r"|Partnership|Home\s+Office|Prison|CPS"
)
NAMES_ONE = re.compile(rf"\b(?:{BODY})\b")
SMALL = r"(?:of|and|for|the|in|&)"
NAMED = re.compile(rf"\b((?:[A-Z][\w’'&.-]*,?\s+(?:{SMALL}\s+){{0,2}}){{0,7}}(?:{BODY}))\b(?:[’']s?)?")
OF_REVIEW = re.compile(
    r"\b(?:the|by\s+the|from|in)\s+((?:[A-Za-z][\w’'&-]*\s+(?:(?:of|and|for)\s+)?){1,6}?)"
    r"(?:(?:single[\s-]agency|own|internal|Addendum)\s+)?(?:IMRs?"
    r"|individual\s+(?:agency\s+)?management\s+reviews?|management\s+reports?|agency\s+reports?)\b",
    re.IGNORECASE,
)
VAGUE_WORDS = """
    a agencies agencies' agency all an and both by council each from health hospital in individual internal its
    many most one other own practice relevant report same school service services several single some team that
    the their these this those trust
"""
VAGUE = frozenset(VAGUE_WORDS.split())
NOT_A_NAME = re.compile(
    r"\b(?:recommendations?|findings|analysis|conclusions?|introduction|lessons?|learning|review|agencies"
    r"|issues|methodology|terms|themes?|summary|involvement|appendix|action\s+plans?)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[A-Z][.)])\s+")
RUN_IN = re.compile(r"^\W{0,2}([A-Z][\w’'& ,-]{2,60}?)[.:]\s")


BY_WHOM = re.compile(
    r"\brecommendations\s+(?:reported|made|submitted|put\s+forward|presented)\s+(?:to\s+the\s+\w+\s+)?(?:by|from)\s+",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:police|services?|constabulary|trust|council|hospital|school|nursery|probation|practitioners"
    r"|social\s+care|housing|authority|surgery|college)$",
    re.IGNORECASE,
)


SPOKEN = re.compile(
    r"\b(?:police|force|probation|housing|ambulance|fire|hospital|school|college|nursery|social\s+care|children[’']?s\s+services"
    r"|health|midwifery|GP|education|youth|council|prison|charity|maternity"
    r"|home|landlord|association|refuge|trust|practice|cafcass|surgery|fostering|drug|hospice|academy)\b",
    re.IGNORECASE,
)


SUBJECT = re.compile(
    r"^\W*(?:(?:in\s+(?:its|their)\s+(?:own\s+)?\w+,?|the\s+(?:author|writer)\s+of)\s+)?(?:the\s+)?"
    r"(?P<who>(?:[A-Za-z][\w’'&-]*\s+){1,7}?)(?:(?:has|have|had|also|own|internal|rapid|health|serious|addendum|agency"
    r"|single[\s-]agency|individual|management|made|makes?|recommend(?:s|ed)?|completed|undertook|carried|conducted"
    r"|identified|reviewed|report|review|investigation|IMR|reports?)\b)",
    re.IGNORECASE,
)


def in_sentence(said: str) -> str | None:
    """The agency that a sentence names as whose review or recommendation it is, as written; None where it says only
    "the Trust's" or "the IMR"."""
    for one in OF_REVIEW.finditer(said):
        name = re.sub(r"[’']s?$", "", one.group(1).strip())
        words = re.split(r"\b(?:in|from|by|of)\s+(?:the|its|their)\s+", name, flags=re.IGNORECASE)[-1].split()
        while words and words[0].lower() in ("the", "from", "by", "in", "a", "an", "this", "that"):
            words.pop(0)
        name = " ".join(words)
        if words and not all(word.lower().strip("’'s") in VAGUE or word.lower() in VAGUE for word in words) and (
            NAMES_ONE.search(name) or SPOKEN.search(name) or name[:1].isupper()
        ):  # fmt: skip
            return name
    by_whom = BY_WHOM.search(said)
    return acting(said[by_whom.end() : by_whom.end() + 80]) if by_whom else None


def acting(said: str) -> str | None:
    """The agency with a full name in a sentence: "Solent NHS Trust has recommended …"."""
    for one in NAMED.finditer(said):
        name = re.sub(r"^(?:The|This|That|A|An|Each|All|In|From|By|Both|Its)\s+", "", one.group(1)).strip(" ,")
        words = name.split()
        if words and not all(word.lower() in VAGUE for word in words) and not NOT_A_NAME.search(name):
            return name
    return None


OF_WORK = re.compile(r"(?:serious|internal|individual|single|root|rapid|addendum|health\s+overview)\b", re.IGNORECASE)


def subject(said: str) -> str | None:
    """The agency at whose name a sentence begins: "The College's report recommends …"."""
    found = SUBJECT.match(said)
    name = re.sub(r"[’']s?$", "", found.group("who").strip()) if found else ""
    words = name.split()
    if not words or all(word.lower() in VAGUE for word in words) or NOT_A_NAME.search(name):
        return None
    proper = (
        len(words) > 1
        and not OF_WORK.match(name)
        and all(word[:1].isupper() or word in ("of", "and", "for") for word in words)
    )
    return name if proper or NAMES_ONE.search(name) or SPOKEN.search(name) else None


def in_headings(headings: tuple[str, ...]) -> str | None:
    """The agency that a section is about: the innermost heading that is an agency's name."""
    for heading in reversed(headings):
        name = re.sub(
            r"\s*[-–]\s*(?:reports?\s+for\s+information|individual\s+management\s+review|IMR)\s*$",
            "",
            NUMBER.sub("", heading.strip()),
            flags=re.IGNORECASE,
        )
        if not NOT_A_NAME.search(name) and not name.endswith("?") and _is_name(name):
            return name.strip(" .:")
    return None


def _is_name(text: str) -> bool:
    """Whether a heading, or what stands in it before a comma or colon, is an agency's name and nothing else."""
    for piece in (text.strip(" .:"), re.split(r"[,:(–]", text, maxsplit=1)[0].strip()):
        words = piece.split()
        if not words or len(words) > 12:
            continue
        titled = all(
            word[:1].isupper() or not word[:1].isalpha() or word in ("of", "and", "for", "the", "in") for word in words
        )
        if (titled and NAMES_ONE.search(piece)) or (len(words) <= 4 and words[0][:1].isupper() and ENDS.search(piece)):
            return True
        if piece.isupper() and NAMES_ONE.search(piece.title()):
            return True
    return False


def run_in(text: str) -> str | None:
    """The agency at whose name a paragraph begins, as a heading in the line: "Police service. The …"."""
    found = RUN_IN.match(text)
    if found and not NOT_A_NAME.search(found.group(1)) and _is_name(found.group(1)):
        return found.group(1).strip()
    return None
