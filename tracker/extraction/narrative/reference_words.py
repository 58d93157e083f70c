"""How reports refer to other reviews: kinds of review, pseudonyms and names, and what is no review of a case."""

import re

KIND = (
    r"(?:serious\s+case\s+(?:management\s+)?reviews?|SCRs?"
    r"|(?:local\s+)?child\s+safeguarding\s+practice\s+reviews?|L?CSPRs?|child\s+practice\s+reviews?|CPRs?"
    r"|concise\s+(?:child\s+)?practice\s+reviews?"
    r"|(?:domestic\s+(?:homicide|abuse\s+related\s+death)\s+reviews?|DHRs?)"
    r"|(?:safeguarding\s+adults?\s+reviews?|SARs?)|(?:significant\s+case\s+reviews?)"
    r"|case\s+management\s+reviews?|partnership\s+(?:learning\s+)?reviews?"
    r"|(?:multi-agency\s+)?learning\s+(?:lessons\s+)?reviews?|rapid\s+reviews?"
    r"|mental\s+health\s+homicide\s+reviews?)(?![A-Za-z])"
)
NAME = (
    r"(?:[‘'“\"]?(?:Child(?:ren)?|Baby|Adult|Family|Young\s+Person"
    r"|Sibling)\s+(?:[‘'“\"]?(?:[A-Z][A-Za-z]{0,2}\d{0,3}|\d{1,3})\b[’'”\"]?|[‘'“\"][A-Z][a-z]+[’'”\"])(?:\s*(?:,|and"
    r"|&)\s+(?:(?:Child|Baby|Adult)\s+)?(?:[A-Z][A-Za-z]{0,2}\d{0,3}|[A-Z]\d{1,3})\b(?![’'][a-z]))*)"
)
NO_NAME = (
    r"(?!(?:The|This|National|Public|Confidential|Independent|Overview|Final|Government|Local|Serious"
    r"|Home|Second|First|Safeguarding)\b)"
)
PERSON = rf"(?:{NO_NAME}[A-Z][a-zé’'-]+(?:\s+{NO_NAME}[A-Z][a-zé’'-]+){{1,2}})"
SAID = (
    r"(?=[.;,)]|$|\s+(?:found|finds|recommend\w*|said|says|shows?|showed|sets?|was|were|is|has|had|also|which|that|points?|pointed"
    r"|describe\w*|stress\w*|both|published)\b)"
)
YEAR = r"(?:\s*\((?:19|20)\d\d\))?"
NUMBERED = re.compile(
    r"\(?\bRef(?:erence)?(?:\s*(?:no\.?|number))?\s*[:.]?\s*(?P<ref>(?:[A-Z]{2,6}[\s/-]?)?\d[\w/-]{1,12})\)?"
)
NAMED = re.compile(
    rf"""
    (?P<a>\b(?i:{KIND})\s+(?:report\s+)?(?:(?:of|on|in\s+respect\s+of|regarding|relating\s+to|concerning|for|into
      |about|–|-|:)\s+)?(?:an?\s+(?:boy|girl|child|baby|man|woman|family|teenager|young\s+\w+)\s+(?:known\s+as|called|named)
      \s+)?(?:the\s+(?:case|deaths?|life)\s+(?:and\s+death\s+)?of\s+)?(?:{NAME}|(?<=of\s){PERSON}){YEAR})
    | (?P<b>\b(?:review|inquiry|enquiry)\s+(?:report\s+)?(?:into|following|of)\s+the\s+(?:deaths?|murder
      |case)\s+of\s+{PERSON}(?:,?\s+(?:in\s+|of\s+)?[A-Z][\w’'-]+){{0,5}}{YEAR})
    | (?P<c>\b{PERSON}(?:[’']s)?\s+(?:(?i:{KIND})|(?:[Pp]ublic\s+)?Inquiry)(?![A-Za-z]){YEAR})
    | (?P<d>\b(?:the\s+)?{NAME}\s+(?:(?i:{KIND})|review|report)\b{YEAR})
    | (?P<e>(?:\b(?i:the|our|an?|another)\s+|\b[A-Z][\w-]*[’']s\s+)(?:[a-z]+\s+){{0,2}}?(?:case\s+)?review
      \s+(?:(?:about|concerning|regarding|into|of|on|for|in\s+respect\s+of)\s+)
      (?:an?\s+(?:boy|girl|child|baby|man|woman|family|teenager|young\s+\w+)\s+(?:(?:known\s+as|called|named)\s+)?)?
      {NAME}(?![’'][a-z]){YEAR})
    | (?P<f>\b(?i:{KIND})(?:\s+with\s+[A-Z][a-z]+)?\s+(?:about|concerning|regarding)\s+
      (?:{PERSON}|{NO_NAME}[A-Z][a-z]{{2,}})(?!\s*(?:Act|Board|Partnership|Council)\b))
    | (?P<g>{NAME},?\s+an?\s+(?i:{KIND}))
    | (?P<h>\b(?:reviews?|(?i:{KIND}))\s*,?\s*[(“"‘']\s*{NAME}{YEAR})
    | (?P<i>\b(?i:national\s+(?:panel[’']s\s+)?(?:thematic\s+)?review)\s*
      (?:,?\s*[(“"‘][^.;,”"’)]{{3,80}}[”"’)]|(?:of|into|on|about|following)\s[^.;,]{{3,80}}?{SAID})
      |\bPanel[’']s\s+(?:(?:national|thematic|(?:19|20)\d\d)\s+){{0,3}}review\s+(?:of|into|on|about)\s[^.;,]{{3,80}}?{SAID})
    | (?P<j>\b(?i:an?|the)\s+(?i:{KIND})\s+(?:of\s+(?:19|20)\d\d|(?:carried\s+out|published|undertaken|conducted
      |completed)\s+(?:by|in)\s+(?:the\s+)?(?:neighbouring\b|another\b|[A-Z])[^.;,]{{0,50}}?\s+(?:in|during)\s+
      (?:19|20)\d\d))
    """,
    re.VERBOSE,
)
LOOSE = re.compile(
    rf"""\b(?P<what>
    (?:another|an?\s+(?:previous|earlier|recent|former|concurrent|parallel|related|separate|second|further|current)
      |one\s+of\s+the|(?:the|an)\s+(?:earlier|previous|other|first|second|same)|other|previous|earlier|recent
      |(?:two|three|four|five|six|several)\s+(?:previous|earlier|other|recent)|(?:two|three|four|five|six
        |several)(?=\s+(?:[\w-]+\s+){{0,2}}?{KIND}\s+(?:(?:by|from|in)\s+[\w’'-]+(?:\s+[\w’'-]+){{0,3}}?\s+)?(?:have|had|were)\b)|all\s+(?:the|of\s+the))
    \s+(?:(?!cases?\b|thirds\b|quarters\b)[\w-]+\s+){{0,3}}?{KIND}
    (?:[¹²³⁰-⁹\d]*\s+(?:recently\s+|already\s+)?(?:completed|published|undertaken|conducted|carried\s+out
      |commissioned|agreed))?
    (?:\s+(?:in|by|for|from)\s+(?:the\s+)?(?-i:[A-Z][\w’'-]*)(?:\s+(?-i:[A-Z][\w’'-]*)){{0,4}})?
    (?:\s+(?:in|during)\s+(?:19|20)\d\d|\s+locally)?
    | also\s+(?:conducting|undertaking|commissioning|carrying\s+out|publishing)\s+an?\s+{KIND}
    | an?\s+{KIND}\s+(?:concerning|about|on|into)\s+another\s+(?:family|child|baby|adult|young\s+person)
    | (?:(?:two|three|four|five|six|several|an?|the|our|its|other)\s+)?(?:earlier|previous|other|recent
      |own\s+earlier)\s+
      (?:case\s+)?reviews?\s+(?:published\s+|carried\s+out\s+|undertaken\s+)?(?:by|of|from)\s+(?:this|the\s+same|our
        |neighbouring|another)\s+(?:[\w-]+\s+)?(?:board|partnership)s?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
WHOM = re.compile(rf"\s*,?\s*(?:(?:concerning|on|about|of|into|in\s+respect\s+of)\s+|[(“\"‘])\s*{NAME}")
"""Whom a review concerned, after the words that say only that it was another."""
OF_WHOM = re.compile(rf"\b(?:deaths?|case|murder|killing)\s+of\s+({PERSON})")
THIS = re.compile(r"\b(?:this|(?<!at )present|current)\s+$", re.IGNORECASE)
STUDIES = re.compile(
    r"\b(?:analys[ei]s|triennial|biennial|thematic|research|study|studies|ofsted|annual\s+report|overview\s+of"
    r"|learning\s+lessons\s+from|national\s+panel|working\s+together|in\s+\d+%|frequent(?:ly)?|often)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(r"\b(?:many|most|numerous|countless|national)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
BOOKS = re.compile(
    r"\b(?:references|bibliography|sources|further\s+reading|glossary|abbreviations|appendix|annex"
    r"|terms\s+of\s+reference|lead\s+reviewers?|about\s+the\s+authors?|panel\s+members)\b",
    re.IGNORECASE,
)
