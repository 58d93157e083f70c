"""The words by which a recommendation shows what it asks for: vague ones, such as can be seen, and what joins two."""

import re

NEAR = 400
LONG = 20_000
"""Characters from which on a text is read no further."""
BRACKETS = re.compile(r"\([^()]{0,400}\)")
SENTENCE = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bp)\.\s+(?=\W?[A-Z])|;\s+")
WORD = re.compile(r"[\w’'/-]+|[,:]")
MODALS = frozenset(("should", "must", "shall", "will"))
BACK = re.compile(
    r"^\W*(?:this|these|it|they|such|the (?:review|report|audit|outcome|results?|findings?))\b", re.IGNORECASE
)
NOUNS_TOO_WORDS = """
    access address approach audit advise benefit challenge change commission conduct contact deal design
    direct document draft evidence focus fund hold issue launch lead link look map measure monitor notice
    offer plan present progress record refresh report request research resource review roll scope set share
    show start stop supply support target task test track train update use visit work learning meet
"""
NOUNS_TOO = frozenset(NOUNS_TOO_WORDS.split())
"""Verbs that are nouns as often: they count as verbs only with something after them to be done to."""
OBJECT = frozenset(
    ("the", "a", "an", "its", "their", "all", "each", "any", "how", "whether", "that", "this", "these", "what")
)
INWARD = re.compile(r"\b(?:that|whether|how|who|which|where|when|so)\b|\bto\s+(?P<verb>[a-z]+)", re.IGNORECASE)
VAGUE_VERBS = (
    r"(?:re-?)?consider(?:s|ed)?|explore[sd]?|reflect(?:s|ed)? on|recognise[sd]?|acknowledge[sd]?|note[sd]?|"
    r"think about|"
    r"look(?:s|ed)? (?:at|into)|(?:has|have|had|pay|give|given) (?:due )?(?:regard|consideration|thought)|"
    r"be (?:reminded|aware|mindful|alert|conscious|cognisant|encouraged|sensitive)|seeks? to|aims? to|strives? to|"
    r"endeavours? to|tr(?:y|ies) to|works? towards?|continues? to|bear in mind"
)
ADVERBS = r"(?:(?:also|always|now|all|each|further|then|\w+ly)\s+)?"
VAGUE_AFTER = re.compile(
    rf"\b(?:should|must|shall|will)\s+(?P<words>{ADVERBS}(?:be\s+)?(?:{VAGUE_VERBS}))\b", re.IGNORECASE
)
VAGUE_FIRST = re.compile(
    rf"^\W{{0,8}}(?:[a-z]{{1,3}}\)\s{{1,3}})?(?:to\s{{1,3}})?\W{{0,4}}(?P<words>{ADVERBS}(?:{VAGUE_VERBS}))\b",
    re.IGNORECASE,
)
VAGUE_ASKED = re.compile(
    rf"\b(?:ask|require|request|invite|encourage|remind)\w*\s[^.;:]{{2,120}}?\bto\s+(?P<words>(?:{VAGUE_VERBS}))\b",
    re.IGNORECASE,
)
VAGUE_GIVEN = re.compile(r"\b(?P<words>consideration (?:is|be|should be|must be) given)\b", re.IGNORECASE)
IF_NEEDED = re.compile(
    r"\b(?P<verb>[a-z-]{2,20})(?:\s+\w+){0,2}?,?\s+(?P<words>(?:as|where|if|when) (?:appropriate|necessary|"
    r"possible|practicable|feasible))\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:demonstrat\w+|evidenc\w+|audit\w*|confirm\w*|assur(?:e|es|ed|ance|ances|ing)|report(?:s|ed|"
    r"ing)?\s+(?:to|on|back|annually|each)|"
    r"reports?\s+(?:from|by)|reported|monitor\w*|evaluat\w+|measur\w+|indicators?|dip[- ]sampl\w+|survey\w*|"
    r"publish\w*|inspect\w*|"
    r"track(?:s|ed|ing)|percentage|per cent|\d+\s?%|signed off|minutes|respond in writing|in writing|targets?|"
    r"certif\w+|"
    r"annually|quarterly|every (?:year|month|six months)|genograms?)\b",
    re.IGNORECASE,
)
MAKING = (
    r"(?:develop|review|revise|update|produce|write|draft|create|issue|design|introduce|amend|agree|prepare|"
    r"commission|establish|"
    r"set up|appoint|install|provide|deliver|undertake|conduct|carry out|implement|disseminate|circulate|"
    r"complete|draw up|replace|"
    r"relocate|apply|recruit|install|launch|hold|convene|raise|write|map)"
)
PRODUCT = (
    r"(?:polic(?:y|ies)|protocols?|procedures?|guidance|guidelines?|strateg(?:y|ies)|plans?|training|"
    r"programmes?|pathways?|templates?|"
    r"registers?|tools?|toolkits?|frameworks?|documents?|reports?|assessments?|checklists?|standards?|"
    r"contracts?|agreements?|leaflets?|"
    r"campaigns?|courses?|workshops?|briefings?|conferences?|posts?|leads?|groups?|forms?|systems?|services?|"
    r"databases?|signs?|"
    r"failure|restrictions?|matter|charter|memorand\w+|reviews?|audits?|events?)"
)
MADE = re.compile(
    rf"\b{MAKING}(?:e?s|e?d|ing|n|ten)?\b(?:[\s,()]+[^\s,()]+){{0,9}}?[\s,()]+{PRODUCT}\b|\bthere (?:must|"
    rf"should) be an?\b",
    re.IGNORECASE,
)
