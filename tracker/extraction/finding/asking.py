"""How reports ask: the words round a name by which it is the one who is to act, or to be asked in turn."""

import re

from tracker.extraction.finding.actor_words import DETERMINERS

BRACKETS = re.compile(r"\([^()]{0,300}\)")
CLAUSE = re.compile(
    r"(?:(?=[\s.])|^)(?:"  # nothing else begins one of these: the rest need not be tried at every letter
    r"\n|(?<=[;:?!•])\s+|(?<!\be\.g)(?<!\bi\.e)(?<!\bDr)(?<!\bMr)(?<!\bNo)(?<!\bSt)\.\s+(?=\W?[A-Z])|"
    r"(?:^|\s)(?:\(?[a-z]{1,4}\)|\(?\d{1,2}\)|[•●▪■-])\s+)"
)
MODAL = re.compile(
    r"\b(should|must|shall|ought to|(?<!\bthe\s)(?<!\ba\s)needs? to|(?:is|are) to|will|"
    r"(?:is|are)(?= (?:\w+ly )?(?:required|expected|asked|"
    r"tasked|"
    r"requested|advised|encouraged|invited|reminded|guided|recommended|urged|instructed|directed)\b))",
    re.IGNORECASE,
)
THAT = re.compile(
    r"^(?:[“‘\"']?that\b)|\b(?:recommend(?:s|ed)?|suggest(?:s|ed)?|propose[sd]?|expected|essential|important|request(?:s|ed)?|advise[sd]?)"
    r"(?:\s*,[^,]{1,80},)?\s*:?\s+that\b",
    re.IGNORECASE,
)
ASKED_PASSIVE = re.compile(
    r"^\s*(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?(?:required|expected|asked|tasked|requested|advised|encouraged|invited|reminded|guided|urged|"
    r"instructed|directed|aware|clear|alert|mindful|able|confident|responsible|vigilant|curious|assured|satisfied|prepared|proactive|represented)\b"
)
PASSIVE = re.compile(
    r"^\s*(?:\w+ly\s+|also\s+|always\s+)?be\s+(?:\w+ly\s+|also\s+)?\w+(?:ed|en|de|ne|pt|nt|lt|ld|ught|un|set|put)\b"
)
ASK = re.compile(
    r"\b(?:requir|ask|request|invit|expect|direct|instruct|encourag|urg|task|remind|prompt|oblig|enjoin|commission)(?:e|es|s|ed|ing)?\s+",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\b(?:assurances?|evidence|confirmation|reassurance|commitments?|reports?|updates?|responses?)\W{1,6}(?:is\s+)?"
    r"(?:\w+\s+)?(?:sought\s+|obtained\s+|provided\s+|received\s+|required\s+)?from\s+",
    re.IGNORECASE,
)
NEED = re.compile(
    r"\s+(?:of|about)\s+(?:the|their|its)\s+(?:need|duty|duties|requirements?|responsibilit(?:y|ies)|obligations?|"
    r"importance|expectations?)$"
)
"""What somebody is reminded of, before "to"."""
WITH = re.compile(
    r"\b(?:rais(?:e|es)|tak(?:e|es) up)(?:\s+(?:this|these|it|the (?:matter|issue|concern)s?))?\s+with\s+|"
    r"\bwrit(?:e|es)\s+to\s+(?!M(?:r|rs|s|iss|x)\b)",
    re.IGNORECASE,
)
SHARED = re.compile(
    r"\b(?:in (?:partnership|conjunction|collaboration) with|together with|along with|jointly with|alongside)\s+",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:be|is|are|being)\s+(?:\w+ly\s+)?\w+(?:\s+[\w’'-]+){0,6}?\s+by\s+", re.IGNORECASE)
FOR = re.compile(
    r"\b(?:recommendation|action|need|recommended|important|essential|is)\s+(?:is\s+)?for\s+(?=[^.;:]{1,100}\bto\b)",
    re.IGNORECASE,
)
EVERY = re.compile(r"\b(?:ensur(?:e|es)\s+(?:that\s+)?|across\s+)(?=(?:all|each|every)\s)", re.IGNORECASE)
LABEL = re.compile(r"^(?:(?:to|for|that|action for)\s+)?([^.;:!?]{2,80}?)\s*(?::|\s[–—-]\s)", re.IGNORECASE)
AMONG = re.compile(r",\s*(?P<how>including|such as|especially|particularly)\s+(?P<some>[^;:.]{2,120}?)\s*,?$")
BACK = re.compile(r"(?:this|these|those|that|it|they|such|there|which|who|he|she)\b", re.IGNORECASE)
SUBORDINATE = re.compile(
    r"^(?:where|when|if|as|in|for|following|given|to|once|before|after|until|while|whilst|except|through|by|during|at|on|"
    r"having|within|with|unless|should|whenever|wherever|because|since|although|building|in order|"
    r"under|from|whether|based)\b",
    re.IGNORECASE,
)
TOKEN = re.compile(r"[\w&'’/.-]+|[,:;]")
TAIL = re.compile(r",\s*(?:and\s+|but\s+)?|\band\s+|\bbut\s+")
RELATIVE = re.compile(r",?\s+(?:who|whom|whose|which|that)\s.*", re.DOTALL)
DOING = re.compile(r"(?<=\w)\s+[a-z]+ing\s+(?:\S+\s+){4,}\S+$")
THROUGH = re.compile(
    r",\s*(?:through|via|working|supported|led|on behalf|as part|under|acting|with|in (?:line|liaison|"
    r"consultation)|where|if|when)\s",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"(?:,|\b(?:and|or|of))\s*$")
TO_DO = re.compile(r"\bto\s+(?=[a-z]{2})")
RECOMMENDED_TO = re.compile(r"\brecommend(?:s|ed)?\s+to\s+(?=[^.;:]{1,120}\bthat\b)", re.IGNORECASE)
WILL = re.compile(r"(.{2,200}?)\s+will\s+(?!have\b|need\b)")
LONG = 20_000
"""Characters after which nobody is named who was not named before."""
FAR = 22
"""Words after which no name goes on."""
NOT_TO_DO = DETERMINERS | {"it", "them", "him", "us", "date", "children"}
"""After "require … to": what shows that no verb follows."""
STOP_WORDS = "that about on in to regarding concerning when where so who which as is are was were will within for"
STOPS = frozenset(STOP_WORDS.split())
