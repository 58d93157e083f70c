"""How title pages put it: names of boards, kinds of review, authors with their letters, dates, pseudonyms."""

import re

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{MONTH}\s*,?\s+(?:19|20)\d\d"
    r"|(?:Spring|Summer|Autumn|Winter)\s+(?:19|20)\d\d"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)
DATED = re.compile(
    rf"\b(?:date(?:d)?(?:\s+of\s+(?:report|publication))?|published(?:\s+on)?|(?:approved\s+for\s+)?publication"
    rf"|publication\s+date|updated|completed|final\s+(?:version|report)"
    r"|(?:published|produced|approved|agreed|ratified|accepted|signed\s+off)\s+by\s+[^.;:]{3,90}?(?=\s+(?:in|on)\s))"
    rf"\s*[:,]?\s*(?:in\s+|on\s+)?(?P<date>{DATE.pattern})",
    re.IGNORECASE,
)
WORDS = r"[A-Z][\w’'&.-]*"
BODY = re.compile(
    rf"\b((?:{WORDS}(?:,)?\s+(?:(?:and|of|&|the|upon|on)\s+){{0,2}}){{1,8}}?"
    r"(?:(?:Local\s+)?Safeguarding\s+(?:Children|Adults?|Child)?(?:\s*[’']s)?\s*(?:and\s+(?:Adults?"
    r"|Children)\s+|&\s+(?:Adults?|Children)\s+)?(?:Board|Partnership)s?"
    r"|Safeguarding\s+Children(?:[’']s)?\s+(?:Partnership|Board)|Community\s+Safety\s+Partnership"
    r"|Child\s+Protection\s+Committee|(?:Multi-Agency\s+)?Safeguarding\s+Arrangements))",
)
PUBLISHER = re.compile(
    r"\b(?:Board|Partnership|Trust|Committee|Council|Commission|Department|Institute|Authority|Agency|Service"
    r"|Ministry|Office|Inspectorate|Ombudsman|University|College|NHS|Panel)\b|^INSTITUTE\b|\b(?:BOARD"
    r"|PARTNERSHIP|COUNCIL|TRUST)\b",
)
BY = re.compile(
    r"^(?:report\s+)?(?:published|prepared|produced|issued|commissioned)\s+(?:by|on\s+behalf\s+of"
    r"|for)(?:\s+the)?\s*:?\s*(?P<who>\S.*)?$",
    re.IGNORECASE,
)
ROLE = (
    r"(?:(?:independent|lead|overview|report|review)\s+){0,3}(?:report\s+|overview\s+)?(?:author|reviewer"
    r"|writer)s?"
)
CHAIR = r"(?:independent\s+|panel\s+)?chair(?:\s+of\s+the\s+review)?"
AUTHOR = re.compile(
    rf"^(?:(?:{ROLE}|{CHAIR}(?=\s*(?::|and\b)))(?:\s*(?:and|/|&)\s*(?:{ROLE}|chair))?\s*(?:[:–-]|\s)\s*"
    r"|(?:report\s+of\s+the\s+)(?:independent|lead)\s+(?:reviewer|author|chair)s?\s*[,:]\s*"
    r"|(?:(?:overview\s+)?report\s+)?(?:written\s+|authored\s+|completed\s+|prepared\s+|compiled\s+|undertaken\s+"
    r"|conducted\s+)?by\s*:?\s+"
    r"|(?:overview\s+)?(?:report|review|prepared|produced|written|commissioned)\s+(?:for|on\s+behalf\s+of)\s+.{5,90}?"
    r"\bby\s+)(?P<who>[A-Z].*)$",
    re.IGNORECASE,
)
ALONE = re.compile(rf"^(?:{ROLE})\s*:?$", re.IGNORECASE)
PERSON = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame)\.?\s+)?(?:[A-Z][A-Za-zé’'-]+(?:\s+[A-Z]\.?)?(?:\s+(?:de"
    r"|van|von|Mc|O’))?\s+)+[A-Z][A-Za-zé’'-]+$"
)
OTHER_LINES = re.compile(
    r"^(?:final\\s+(?:version|report)|version|draft|chair\\b|on\\s+behalf|approved|re:)", re.IGNORECASE
)
LETTERS = re.compile(
    r"^(?P<who>(?:[A-Z][a-zé’'-]+\s+){1,3}?[A-Z][a-zé’'-]+),?\s+(?:(?:JP|QPM|OBE|MBE|CBE|BA|BSc|MA|MSc|MBA|PhD"
    r"|LLB|CQSW|DipSW|RGN|RN|QC|KC|MPhil|DSW|PGCE|FRSA|Hons?)\b[.,\s()]*)+$"
)
NAME = r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,2}"
IN_LINE = re.compile(
    rf"\b(?:Report\s+)?Authors?\s*:?\s+(?P<who>{NAME}?(?:,\s+{NAME}?"
    rf"|\s+and\s+{NAME}?){{0,5}})(?=\s*(?:Date\b|[,.;(|]|$))"
)
IN_TEXT = re.compile(
    r"\b(?:report\s+author|lead\s+reviewer|independent\s+(?:overview\s+|lead\s+)?(?:reviewer|author)"
    r"|overview\s+(?:report\s+)?(?:author|writer)|author\s+of\s+this\s+(?:overview\s+)?report)"
    r"\s*,?\s*(?:is|was|,|:)?\s+(?P<who>(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)?[A-Z][a-z’'-]+\s+[A-Z][A-Za-z’'-]+)"
)
SUBJECT = re.compile(
    r"\b(?P<kind>Child(?:ren)?|Baby|Adult|Family|Young\s+Person"
    r"|Infant)\s+(?P<name>(?:[‘'“\"]?[A-Z]{1,3}\d{0,4}[’'”\"]?"
    r"|\d{1,2}(?!\s*(?:years?|months?|weeks?|to|and|or|of|in|[-–.%/])|\d)|[A-Z][a-z]{0,2}\d{0,4}"
    r"|[‘'“\"][A-Z][a-z]+[’'”\"])(?:\s*(?:,|and|&)\s+(?:Child\s+)?[A-Z]{1,2}\d{0,2}\b)?)(?![\w])",
    re.IGNORECASE,
)
NOT_NAMES = "in of at is to on an as by or it we he no if so be was and the for has had who are not may did its aged"
NOT_A_NAME = frozenset(NOT_NAMES.split())
KINDS = re.compile(
    r"\b(?:review|report|inquir(?:y|ies)|enquir(?:y|ies)|assessment|investigation|audit|analysis|study"
    r"|inspection|prevention\s+of\s+future\s+deaths)\b",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"^(?:table\s+of\s+)?contents\b", re.IGNORECASE)
NUMBERED = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]?")
SOURCE_NOTE = re.compile(r"^#+\s*source\b|https?://|^www\.|^\W*$|^page\s+\d", re.IGNORECASE)
AFTER = re.compile(
    r"(?i:\b(?:review|report|lcspr|scr|sar|dhr|case|deaths?|life|murder)\b)[\s:–—-]*(?i:concerning|in\s+respect\s+of|into|of|on"
    r"|regarding|about|the\s+(?:case|deaths?)\s+of|following\s+the\s+(?:death|murder)\s+of|known\s+as)?[\s:–—-]*"
    r"(?P<name>[“\"‘'](?P<quoted>[A-Z][a-zé]+(?:\s+(?:and|&)\s+[A-Z][a-zé]+)?)[”\"’']"
    r"|(?P<plain>[A-Z][a-zé]{2,}(?:\s+(?:and|&)\s+[A-Z][a-zé]{2,})?))\W*$"
)
"""A first name as pseudonym at the end of a title."""
QUOTED = re.compile(r"^[“\"‘'](?P<quoted>[A-Z][a-zé]+(?:\s+(?:and|&)\s+[A-Z][a-zé]+)?)[”\"’']$")
ACTS = (
    r"(?:[’']s\b|\s+(?:was|is|had|has|died|told|said|did|would|went|spent|became|and|saw|came|took|made|knew|felt"
    r"|[a-z]{3,}ed)\b)"
)
OF_DEATH = re.compile(r"\b(?:deaths?|died|born|homicide|murder)\b", re.IGNORECASE)
AFTER_NAMES = re.compile(
    r"\s+[-–|(]|;|\s+(?:Date|Published|Version|Introduction|Contents)\b|\s+(?:for|on\s+behalf\s+of)\s+"
    r"|,?\s+(?:JP|QPM|OBE|MBE|CBE|BA|BSc|MA|MSc|PhD|QC|KC|CQSW|RGN)\b"
)
WHAT = re.compile(
    r"\b(?:Independent|Consultan\w+|Reviewer|Author|Chair|Director|Limited|Ltd|Associates?|Safeguarding)\b"
)
