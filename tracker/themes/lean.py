"""What of a recommendation is held against others: its words without what every recommendation says."""

import hashlib
import re
from collections.abc import Sequence

LONGEST = 4_000
"""Characters of a text that are looked at."""
EVERYBODY_SAYS = re.compile(
    r"\b(?:that\s+)?(?:the\s+)?(?:local safeguarding (?:children['’]?s? )?(?:board|partnership)"
    r"|safeguarding partnership|partnership|board"
    r"|all partner agencies|partner agencies|all agencies|each agency|local agencies"
    r"|the local authority)\b"
    r"(?:\s+(?:and|will|should|must|require[sd]?|asks?|ensures?|reviews?|seeks? assurance that|to demonstrate that"
    r"|demonstrates?))*",
    re.IGNORECASE,
)
"""Who is asked and that they should: said by all, so that it would make all of them alike."""


def lean(text: str) -> str:
    """A text without who is asked, and that they should."""
    return " ".join(EVERYBODY_SAYS.sub(" ", text[:LONGEST]).split())


def texts_of(title: str, text: str, parts: Sequence[str]) -> tuple[str, ...]:
    """The texts of one recommendation that are placed: the whole with its title, then its parts if several."""
    whole = text if not title or text.startswith(title) else f"{title}. {text}"
    return (lean(whole), *(lean(part) for part in parts)) if len(parts) > 1 else (lean(whole),)


def key_of(text: str) -> str:
    """What a text is kept under: its hash. Nothing of the text can be read from it."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
