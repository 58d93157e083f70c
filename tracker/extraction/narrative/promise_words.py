"""How reports say that they recommend something, and what only sounds like it: of others, counted, not made."""

import re

ADV = (
    r"(?:(?:also|therefore|thus|accordingly|consequently|again|further|now|rightly|specifically|here|below|already)"
    r"\s+){0,2}"
)
KIND = (
    r"(?:(?!(?:with|of|from|to|in|on|for|between|by|overlap|no|imr|agency|inspection)\b)[\w’'-]+\s+){0,4}?"
    r"recommendations?"
)
HOW_MANY = (
    r"(?:an?|one|two|three|four|five|six|several|some|further|another|additional|specific|separate|the\s+following"
    r"|a\s+number\s+of|the\s+(?:first|second|third|fourth|fifth|sixth|last|final))"
)
SHORT_KIND = r"(?:scr|lcspr|cspr|dhr|sar|cpr|serious\s+case\s+review|case\s+review|review|overview)"
OURS = (
    r"(?:(?:this|our|the\s+present)\s+(?:[\w’'-]+\s+){0,3}?(?:review|report|scr|lcspr|cspr|dhr|sar|panel"
    r"|inquiry|enquiry|assessment|study|audit)"
    rf"|the\s+(?:review|report|overview\s+report|(?:{SHORT_KIND}\s+)?panel|(?:lead\s+|independent\s+)?reviewers?"
    rf"|(?:(?:report|lead|overview|independent|{SHORT_KIND})\s+){{0,2}}author|scr|lcspr|cspr|dhr|sar"
    r"|commission|inquiry))"
)
MADE = re.compile(
    rf"""
    \bthere\s+(?:is|are|will\s+be|has\s+been|have\s+been)\s+{ADV}(?:{HOW_MANY}\s+)?{KIND}
    | \b(?:is|are|forms?|has\s+been|have\s+been|will\s+be)\s+{ADV}(?:the\s+)?(?:subject
      |basis|focus)\s+of\s+(?:(?:{HOW_MANY}|the|our)\s+)?{KIND}
    | \b(?:{OURS}|we)\s+(?:has\s+|have\s+)?{ADV}(?:makes?|made|contains?|includes?|offers?|issued?|sets?\s+out)\s+
      (?:(?:{HOW_MANY}|urgent)\s+{KIND}|recommendations\s+(?:about|on|regarding|concerning|in\s+respect|in\s+relation
      |to\s+address|for)\b)
    | \b(?:{OURS}|we)\s+{ADV}(?:(?:will|would|must|does)\s+)?{ADV}recommends?\b
      (?!\s+(?:to|him|her|them|no|neither|against)\b)
    | \b(?:{HOW_MANY}|the\s+following)\s+{KIND}\s+(?:(?:about|on|concerning|regarding|relating\s+to|for
      |in\s+respect\s+of|in\s+relation\s+to)\s[^.;]{{2,100}}?\s)?(?:is|are|has\s+been|have\s+been|will\s+be)\s+
      {ADV}(?:made|included|offered|set\s+out|needed|required|warranted|justified|drawn\s+up)\b
    | \b{HOW_MANY}\s+{KIND}\s+{ADV}(?:relates?|concerns?|address(?:es)?|deals?|follows?|covers?|seeks?|asks?|calls?
      |responds?|arises?|flows?|is\s+directed)\b
    | \bit\s+is\s+{ADV}recommended\s*(?:that\s*)?(?::|$)
    | \bis\s+{ADV}recommended\s+(?:here|below|in\s+this\s+(?:review|report))\b
    | \b(?:addressed|reflected|covered|dealt\s+with|taken\s+up|picked\s+up|taken\s+forward|considered|echoed|repeated
      |endorsed|returned\s+to|included|set\s+out|captured|pursued|listed|features?|appears?|made|found|asked)\s+
      (?:\w+\s+){{0,2}}?(?:in|by|through|among|within|under)\s+(?:an?|one\s+of\s+(?:the|our)|the|our)\s+{KIND}\b
    | \brecommendations?\b[^.]{{0,80}}\bwhich\s+(?:is|are)\s+(?:echoed|repeated|reiterated|endorsed|supported
      |adopted)\s+(?:in|by)\s+(?:this|the\s+present)\s+(?:review|report)
    | \b(?:leads?|led|gives?|gave|giving|leading)\s+(?:rise\s+)?(?:(?!to\b)[\w’'-]+\s+){{0,3}}?
      to\s+(?:(?:make|making)\s+)?
      (?:{HOW_MANY}|the\s+following)\s+{KIND}\b
    | \b(?:merits?|merited|warrants?|warranted|justif(?:y|ies|ied)|deserves?|prompts?|prompted|requires?
      |calls?\s+for)\s+
      (?:{HOW_MANY})\s+{KIND}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
COUNTED_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
COUNTING = {word: str(number) for number, word in enumerate(COUNTED_WORDS.split(), start=1)}
ORDINAL = {word: str(number) for number, word in enumerate(ORDINAL_WORDS.split(), start=1)}
REF = rf"(?:\d{{1,3}}(?:[./]\d{{1,3}}){{0,3}}[a-z]?\b|(?:{'|'.join(COUNTING)})\b)"
NUMBERED = re.compile(
    rf"""
    (?:\b(?:see|under|in|by|through|refers?\s+to|relates?\s+to|links?\s+to|leads?\s+to|led\s+to|rise\s+to
      |line\s+with|dealt\s+with|(?:subject|basis|focus|part)\s+of|(?:{OURS}|we)\s+(?:has\s+|have\s+)?{ADV}(?:makes?|made))\s+
      |[(\[]\s*(?:see\s+(?:also\s+)?)?)
    (?:overview\s+|our\s+)?(?:recommendations?|recs?\.?)\s+(?:nos?\.?\s*)?(?P<one>{REF})
    (?P<more>(?:\s*(?:,|and|&|to|-|–)\s*{REF})*)
    | \brec(?:ommendation)?s?\.?\s+(?:nos?\.?\s*)?(?P<two>{REF})(?P<most>(?:\s*(?:,|and|&)\s*{REF})*)
      (?:\s*\(?(?:below|above)\)?)?\s+(?:(?:therefore|also|below)\s+)?(?:addresse?s?|refers?|relates?|covers?|deals?
        |seeks?|picks?|responds?|takes?|asks?|aims?|speaks?|reflects?|calls?|concerns?|follows?|arises?|proposes?
        |(?:is|are|has\s+been|have\s+been)\s+(?:therefore\s+|also\s+)?(?:made|intended|designed|drawn|framed|directed
          |aimed|written))\b
    | \bthe\s+(?P<nth>{"|".join(ORDINAL)})\s+recommendation\s+(?:of|in|from|made\s+by)\s+(?:this|our)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
SOMEBODYS = re.compile(
    r"(?:\b(?:IMR|agency|own|Ofsted|CQC|HMIC\w*|IOPC|inquest|inspection|their|its|his|her)|[\w]+[’']s?)\s+$",
    re.IGNORECASE,
)
"""What stands before the word "recommendation" where it is another's, unless it is the review's or report's."""
REVIEWS = re.compile(r"\b(?:review|report|panel|author|reviewer)s?[’']s?\s+$", re.IGNORECASE)
OF_THIS = (
    r"(?:this|our|its\s+own|the\s+(?:(?:present|overview|review|scr|main|full|final)\s+)*"
    r"(?:review|report|panel|authors?|reviewers?|overview|section|chapter|end|body|list)\b(?!\s+(?:by|of|into|on)\b)"
    r"|section|chapter|part|paragraph|respect|relation|regard|connection|light|response|order|total|all|full|addition"
    r"|line|which|that|recommendations?|\d)\b"
)
OF_OTHERS = re.compile(
    rf"^\s+(?:(?:made|issued|given|contained|included)\s+)?(?:of|from|in|by|within)\s+(?!{OF_THIS})", re.IGNORECASE
)
ELSEWHERE = re.compile(
    rf"^\W{{0,3}}(?:\s*\w+){{0,2}}?\s*\b(?:of|from|in|(?:made|issued|given)\s+(?:by|in))\s+(?!{OF_THIS})",
    re.IGNORECASE,
)
"""What follows the word or the number where it is in another report."""
NOT_MADE = re.compile(
    r"\b(?:no|not|never|without|cannot|neither|nor)\b[^.;:,]{0,60}\brecommend"
    r"|\brecommendations?\b(?:(?!\b(?:about|on|who|which|that|whether|regarding|concerning|for|to)\b)[^.;]){0,30}"
    r"\b(?:(?:could|should|would|might|must)\s+(?:not\s+)?have|(?:was|were|is|are)\s+not)\b"
    r"|\b(?:could|might|would)\s+(?:have\s+(?:been\s+)?|be\s+)(?:made?|recommend)",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\brecommendations?\b\s+(?:in\s+total|in\s+all|altogether|overall)\b|\bthere\s+are\s+\d+\b|^\W*in\s+(?:19"
    r"|20)\d\d\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\bIMRs?\b|\bindividual\s+(?:agency\s+)?management\s+reviews?\b|\b(?:single|individual)[\s-]+agency\b"
    r"|\bagency(?:'s|’s)?\s+(?:own\s+)?(?:report|review)s?\b"
    r"|\b(?:previous|earlier|another|other)\s+(?:\w+\s+){0,3}(?:reviews?|reports?|SCRs?|inquir(?:y"
    r"|ies))\s+(?:ha[sd]\s+)?(?:made|recommended|contained)"
    r"|\b(?:coroner|ofsted|CQC|inspection|inspectors|inspectorate|ombudsman|IOPC|NICE|Munro|Laming|working\s+together"
    r"|government|strategy\s+(?:meeting|discussion)|conference|court|judge|guardian|core\s+group)\b[^.]{0,60}\brecommend"
    r"|\b(?:investigation|inspection|inquest|complaint|audit|conference|meeting)\b[^.]{0,40}\bled\s+to\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"^\W*(?:the|these|all|key|any|some|where\s+\w+)\s+(?:[\w-]+\s+){0,2}?(?:lessons|findings|learning|issues|conclusions|themes"
    r"|points|matters|section|chapter|report)\b[^.]*\b(?:in|by|through|within)\s+the\s+recommendations\b",
    re.IGNORECASE,
)
"""That the findings lead to the recommendations is said of every report."""
ANSWERS = re.compile(
    r"\bresponses?\s+(?:to|from|of)\b|\b(?:agency|board|partnership|government|trust|council)\S*\s+responses?\b"
    r"|\b(?:progress|action\s+plans?|implementation|terms\s+of\s+reference|glossary|references|methodology)\b",
    re.IGNORECASE,
)
"""Headings under which recommendations are answered or explained, not promised."""
