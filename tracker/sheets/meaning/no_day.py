"""Why a text that should name a day names none, in words."""

import re

from tracker.sheets.meaning.months import month_of

BLANK = re.compile(
    r"^[\s\-./?*_]*$|^\s*(?:n\s?/?\s?a\.?|not applicable|none|nil|blank|see above|as above|ditto|\")\s*$"
)
REASONS = (
    (r"\b(?:immediate(?:ly)?|with immediate effect|forthwith|straight\s?away|now|urgent(?:ly)?|ar unwaith|"
        r"matter of urgency|"
        r"today)\b",
     "names no day: it asks for it at once"),
    (r"\ba\.?s\.?a\.?p\b|\bas soon as\b|\bat the earliest\b", "names no day: it asks for it as soon as possible"),
    (r"\bt\.?b\.?[cadn]\b|\bto be (?:confirmed|agreed|decided|determined|advised|arranged|set|notified)\b|\bpending\b|"
     r"\bnot (?:yet )?(?:set|known|agreed)\b|\bawait", "names no day yet: it is still to be agreed"),
    (r"\bon-?\s?going\b|\bcontinu\w+|\bin place\b|\bbau\b|\bbusiness as usual\b|\bparhaus\b", "names no day: it goes "
        "on"),
    (r"\bcomplete[d]?\b|\bachieved\b|\bdone\b|\bclosed\b|\bdelivered\b|\bimplemented\b|\bactioned\b",
     "says that it is done, not when it is due"),
)  # fmt: skip
MONTH_ALONE = re.compile(r"[a-z]{3,12}")
MODAL_MAY = re.compile(r"\bmay\s+[a-z]")
SHORT = 8
NO_YEAR = "names no year, so no day can be taken from it"


def why_no_day(text: str) -> str | None:
    """The reason, after the value of the cell; None for an empty one and for marks that stand for nothing."""
    if BLANK.match(text):
        return None
    words = MONTH_ALONE.findall(text)
    if len(words) <= SHORT and not MODAL_MAY.search(text):
        named = [word for word in words if (month := month_of(word)) and not month.slip]
        seasons = re.search(r"\b(?:spring|summer|autumn|winter|christmas|easter|q[1-4]|quarter [1-4])\b", text)
        if named or seasons or re.search(r"(?<![\d./])\d{1,2}[/.]\d{1,2}(?![\d./])", text):
            return NO_YEAR
    for pattern, reason in REASONS:
        if re.search(pattern, text):
            return reason
    return "names no day"
