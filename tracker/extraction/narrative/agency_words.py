"""How reports tell what one agency's own review recommends, and what only sounds like it."""

import re

WORK = (
    r"(?:(?:individual|internal)\s+(?:agency\s+)?management\s+re(?:view|port)|management\s+re(?:port|view)|IMR"
    r"|(?:single[\s-]agency|agency|internal|addendum|chronology\s+and)\s+(?:review|report|investigation|audit)"
    r"|serious\s+(?:untoward\s+)?(?:incident|crime)\s+(?:review|investigation|report)"
    r"|root\s+cause\s+analysis(?:\s+(?:report|investigation))?|health\s+overview\s+report|rapid\s+review|review|report"
    r"|(?<=own\s)investigation|SIRI|RCA)"
)
OWN = (
    r"(?:IMR|(?:individual|internal)\s+(?:agency\s+)?management\s+re(?:view|port)|management\s+report"
    r"|single[\s-]agency\s+(?:review|report)|agency\s+(?:review|report)"
    r"|internal\s+(?:review|investigation|report|audit)|serious\s+(?:untoward\s+)?(?:incident"
    r"|crime)\s+(?:review|investigation|report)|root\s+cause\s+analysis|health\s+overview\s+report"
    r"|addendum\s+report|(?:trust|force|service|school|council|hospital|practice"
    r"|agency)(?:[’']s)\s+(?:own\s+)?(?:review|report|IMR))"
)
MANY = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|some|further|a\s+number\s+of"
    r"|a\s+series\s+of|the\s+following|appropriate|clear|specific|relevant|its\s+own|own)"
)
RECS = rf"{MANY}\s+(?:(?!of\b|for\b|to\b)[\w-]+\s+){{0,3}}?recommendations?\b"
WHOSE = r"(?:[A-Za-z][\w’'&-]*\s+(?:(?:of|and|for)\s+)?){1,6}?"
SAYS = re.compile(
    rf"""
    \b{OWN}\s+(?:[\w’'-]+\s+){{0,3}}?(?:recommends|recommended)\b
    | \b{OWN}\s+(?:\w+\s+){{0,3}}?(?:makes?|made|contains?|includes?|sets\s+out|identifies|identified)\s+{RECS}
    | \brecommendations?\s+(?:is|are|was|were|has\s+been|have\s+been)\s+(?:also\s+)?(?:made|set\s+out|included
      |contained)\s+(?:in|by|within)\s+(?:the|its|their|this)\s+(?:[\w’'-]+\s+){{0,4}}?{OWN}\b
    | \brecommendations?\s+(?:made\s+|contained\s+|set\s+out\s+|included\s+)?(?:in|from|by|within|of)\s+(?:the
      |its|their|this)\s+(?:[\w’'-]+\s+){{0,4}}?{OWN}\b
    | \brecommendations\s+(?:reported|made|submitted|put\s+forward|presented)\s+(?:to\s+the\s+panel\s+)?(?:by
      |from)\s+(?:the\s+)?[A-Z]
    | \b(?:has|have)\s+(?:made|identified)\s+(?:its|their)\s+own\s+(?:[\w-]+\s+){{0,2}}recommendations?\b
    | \b(?:has|have)\s+(?:made|identified)\s+{RECS}\s+for\s+(?:itself|themselves)\b
    | \b(?:makes?|made)\s+{RECS}\s+in\s+(?:its|their)\s+(?:own\s+)?(?:{OWN}|report|review)\b
    | \brecommend(?:s|ed)?\b\W{{1,2}}in\s+(?:its|their)\s+(?:own\s+)?(?:{OWN}|report|review)\b
    | \bin\s+(?:its|their)\s+(?:own\s+)?(?:{OWN}|report|review),?\s+(?:the\s+)?(?:[\w’'&-]+\s+){{1,6}}?
      (?:(?:has|have|also)\s+){{0,2}}recommend(?:s|ed)?\b
    | \b(?:{OWN}|{WORK})\s*,?\s+(?:which|that|and)\s+(?:has\s+)?(?:recommends|recommended|(?:makes?|made)\s+{RECS})
    | \b(?:reviewed|examined|looked\s+at)\s+its\s+(?:own\s+)?(?:part|role|work|practice|involvement|records)\s+and\s+
      (?:has\s+)?recommend(?:s|ed)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Each says of itself that it is an agency's own."""
SAYS_OF = re.compile(
    rf"""\b(?P<who>{WHOSE})(?:own\s+)?{WORK}(?:\s+author)?\s+(?:(?:has|also|have|therefore|rightly)\s+){{0,3}}
    (?:recommends|recommended|(?:makes?|made|contains?|includes?|sets\s+out|identifies)\s+{RECS})
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""That an agency's name stands before "review" or "report" must be seen besides."""
NOT_ITS_OWN = re.compile(
    r"\b(?:this|present|overview|panel|board|partnership|national|serious\s+case|practice\s+review|homicide"
    r"|safeguarding\s+(?:adult|child)\w*|case|scr|lcspr|cspr|dhr|sar|ofsted|inspect\w*|hmic\w*|cqc|iopc|ipcc|court"
    r"|coroner\S*|judge|psycholog\w+|psychiatr\w+|social\s+worker\S*|guardian\S*|paediatrician\S*|doctor\S*|annual"
    r"|conference|peer|government|earlier|previous|last|other|another|laming|munro|child\s+c|chair\S*|independent"
    r"|expert\S*|\w+[’']s\s+(?:mother|father)|medical|progress|section|research|inquiry|media|police\s+and\s+crime"
    r"|thematic|joint|multi-agency)\b",
    re.IGNORECASE,
)
HEALTH_OVERVIEW = re.compile(r"\bhealth\s+overview\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"^(?:similarly|also|likewise|in\s+addition|it\s+also|a\s+(?:second|third|further|final)|the\s+(?:second"
    r"|third|other))\b[^.]{0,80}\brecommend"
    r"|^(?:it|they|the\s+(?:author|report|IMR)|that\s+(?:review|report|investigation))\s+(?:(?:has|also|have|further)"
    r"\s+){0,3}(?:recommends?|recommended|(?:makes?|made)\s+(?:[\w-]+\s+){1,3}?recommendations?)\b",
    re.IGNORECASE,
)
OWN_WORK = re.compile(
    rf"\b(?:completed|undertook|carried\s+out|conducted|produced|provided|submitted|wrote|held)\s+(?:an?|its\s+own|the)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{WORK}\b(?!\s+(?:of|into)\s+the\s+(?:child|case|plan))|\bof\s+its\s+own\b",
    re.IGNORECASE,
)
"""An agency's review is told of: "It recommends" in the next sentence is that review's."""
GENERAL = re.compile(
    r"\b(?:each|all|every|most|both|various|individual"
    r"|the\s+other)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,2}?(?:agenc(?:y|ies)|IMRs?|services|organisations"
    r"|reports)\b|\bIMRs\b|\bspecific\s+to\s+each\b"
    r"|\bIMR\s+(?:reports|authors|process)\b|\bagency\s+reports\b",
    re.IGNORECASE,
)
NOT_MADE = re.compile(
    r"\b(?:no|not|never|without|nor|any|neither)\b[^.;:]{0,50}\brecommend"
    r"|\brecommend\w*\b[^.;:]{0,25}\b(?:could|should|would|might)\s+have\b|\bcould\s+have\s+(?:been\s+)?(?:made"
    r"|recommended)"
    r"|\bdoes\s+not\b[^.;]{0,40}\brecommend",
    re.IGNORECASE,
)
ALL_OF_THEM = re.compile(
    r"\b(?:following|these|below|drawn|taken)\b[^.]{0,160}\b(?:IMRs?\b"
    r"|individual\s+(?:agency\s+)?management\s+reviews?|single[\s-]agency|agency\s+re(?:ports|views))"
    r"|\b(?:IMRs?\b|individual\s+(?:agency\s+)?management\s+reviews?|agency\s+re(?:ports|views)"
    r"|single[\s-]agency)[^.]{0,120}\b(?:following|these)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"\b(?:needs?|should|must|ought|required?|necessary|recommend)\b", re.IGNORECASE)
BACK = re.compile(r"^\W*(?:this|that|these|those|it|they|such|he|she)\b", re.IGNORECASE)
BARE = re.compile(
    r"\brecommendations?\b(?!\s*(?:that|to|about|on|regarding|for|which|:))(?![^.]{0,60}\b(?:that|to|about"
    r"|regarding)\b)",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"\brecommend\w*\b[^.;]{0,30}\b(?:this|these|that\s+(?:weakness|gap|issue|risk)|it)\b", re.IGNORECASE
)
NEEDS = re.compile(
    r"\b(?:needs?\s+to\s+be|needs?\s+to|should\s+be|should|must|ought\s+to)\s+(?P<what>[^.;\s]+(?:\s+[^.;\s]+){3,})",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(?:single[\s-]+agency|individual\s+agenc(?:y|ies)(?:[’']s?)?|(?:individual"
    r"|internal)\s+(?:agency\s+)?management\s+re(?:view|port)s?|IMRs?|agenc(?:y|ies)(?:[’']s?)?\s+own"
    r"|agency\s+(?:report|review)s?|agency(?:[’']s?)?(?=\s+(?:recommendations|actions)\b))\b",
    re.IGNORECASE,
)
SAID_OF = re.compile(r"\brecommend(?:ations?|ed)\b|\bactions?\b", re.IGNORECASE)
OVERVIEW = re.compile(
    r"\b(?:overview|multi[\s-]*agency|board|partnership|LSCB|SCB|CSP|national"
    r"|(?:inter|cross|all|every|lead)[\s-]*agenc(?:y|ies))\b",
    re.IGNORECASE,
)
