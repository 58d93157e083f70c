"""How words show what a paragraph is: one that asks, one that speaks about the recommendations, a note beside them."""

import re

VERBS = (
    "accelerate|accept|achieve|act|adapt|add|address|adhere|adopt|advise|agree|align|allocate|amend|analyse|apply|"
    "appoint|appraise|approve|arrange|ascertain|ask|assess|assist|assure|attend|audit|avoid|"
    "begin|brief|bring|build|"
    "carry|cascade|challenge|champion|change|check|circulate|clarify|co-?design|collaborate|collate|collect|"
    "commission|commit|communicate|compile|complete|comply|conduct|confirm|consider|consolidate|construct|consult|"
    "continue|contribute|convene|convert|co-?ordinate|co-?produce|create|"
    "decide|define|deliver|demonstrate|deploy|design|determine|develop|devise|dip|discuss|disseminate|distribute|"
    "draft|"
    "educate|eliminate|embed|embrace|emphasise|enable|encourage|engage|enhance|ensure|escalate|establish|evaluate|"
    "evidence|examine|expand|explain|explore|extend|"
    "facilitate|finalise|find|focus|follow|forge|formalise|formulate|foster|fund|"
    "gather|generate|give|"
    "harness|hear|help|highlight|hold|host|"
    "identify|implement|improve|include|incorporate|increase|inform|initiate|inspect|install|instigate|instruct|"
    "integrate|introduce|invest|investigate|invite|issue|"
    "join|"
    "keep|"
    "launch|lead|learn|legislate|liaise|link|locate|look|"
    "maintain|make|manage|map|maximise|measure|meet|minimise|mitigate|mobilise|modify|monitor|move|"
    "negotiate|nominate|notify|"
    "obtain|offer|operate|organise|oversee|"
    "participate|permit|persuade|pilot|place|plan|prepare|prevent|prioriti[sz]e|produce|promote|propose|protect|"
    "provide|publicise|publish|pursue|put|"
    "raise|recirculate|recogni[sz]e|reconsider|record|recruit|redesign|reduce|reflect|refresh|reinforce|reinstate|"
    "re-?issue|reiterate|re-?launch|remind|remove|rename|renew|reopen|replace|report|request|require|research|"
    "resolve|resource|respond|restate|retain|retrain|review|revise|revisit|reward|roll|run|"
    "safeguard|satisfy|scope|scrutinise|secure|seek|send|set|share|signpost|simplify|source|speak|specify|spread|"
    "standardise|stop|streamline|strengthen|submit|supervise|supply|support|survey|sustain|"
    "tackle|tailor|take|target|teach|tell|test|think|track|train|trial|"
    "undertake|update|upgrade|urge|use|utilise|"
    "verify|visit|"
    "widen|work|write"
)
IMPERATIVE = re.compile(rf"(?i)(?:that\b|to\s+(?:\w+ly\s+)?\w{{2,}}|(?:\w+ly\s+)?(?:{VERBS})\b)")
BLAMES = (
    r"(?!\s+(?:\w+ly\s+|also\s+|not\s+|now\s+|already\s+)?have\s+(?:\w+ly\s+)?(?:been|had|done|taken|made|known|seen|given|led|gone|"
    r"come|written|"
    r"sought|held|brought|thought|told|kept|found|met|spoken|understood|\w{2,}ed)\b)"
)
"""Not "should have been told": that finds fault."""
MODAL = re.compile(
    rf"(?i)\b(?:should{BLAMES}|must(?!\s+have)|shall|ought\s+to|needs?\s+to|recommend(?:s|ed)?\s+(?:that|to)|"
    rf"we\s+recommend|"
    r"(?:is|are|be)\s+(?:to|required|asked|requested|expected|invited|encouraged|urged|advised|reminded)\b|"
    rf"(?:will|to)\s+(?:\w+ly\s+)?(?:{VERBS})\b|recommendation\s+is)"
)
PLAIN = re.compile(
    rf"(?i)\b(?:should{BLAMES}|must(?!\s+have)|shall|recommend(?:s|ed)?|"
    r"(?:is|are|be) (?:asked|required|requested|invited|urged) to)\b"
)
SOMEBODY_TO = re.compile(rf"[A-Z][^.;:]{{2,120}}?(?<!ed)(?<!able)(?<!cult)\s(?:to|will)\s(?:\w+ly\s)?(?i:{VERBS})\b")
"""Such as "The Board to review its protocol"."""
TO_DO = re.compile(
    rf"(?:The\s|All\s|Each\s)?(?:(?!to\b|in\b|is\b|are\b|was\b|were\b|has\b|have\b|had\b|will\b|\w+ed\b)[\w&’'/()-]+,?\s){{1,14}}"
    rf"to\s(?:\w+ly\s)?(?:{VERBS})\b"
)
"""Such as "The Fire Service and housing providers to agree"."""
TO_BE = re.compile(
    r"[A-Z][^.;:]{2,120}?(?<!\bwas)(?<!\bwere)(?<!\bhad)(?<!ed)(?<!\bseem)(?<!\bseems)\sto\sbe\s(?:\w+ly\s)?"
    r"(?:\w+ed|set|put|made|given|seen|held|sent|told|kept|brought|taken|drawn|written|shown)\b"
)
"""Such as "The form to be changed"."""
PLURAL = re.compile(r"(?i)\brecommendations\b")
SPEAKS = re.compile(
    r"(?i)(?:(?:the|these|those|all|some|each|many|most|both|our|its|this|a)\b[^.]{0,120}\brecommendations?\b|"
    r"(?:th[ei]s[e]?|the)\s+(?:following|section|chapter|part)\b|as\s+a\s+result\b|in\s+(?:the\s+)?light\s+of|"
    r"\d+\s+recommendations|having\s+considered|in\s+(?:considering|making|reaching|forming|framing|drawing\s+up)\s+(?:our|these|the|my)\s|it\s+is\s+(?:acknowledged|recognised|noted)|"
    r"(?:the\s+)?(?:review|panel|author|report)[^.]{0,80}\brecommendations)"
)
FOLLOWING = re.compile(
    r"(?i)(?:\bfollowing\s+(?:\w+\s+){0,2}recommendations|\brecommendations\s+(?:that|which)\s+follow\b|"
    r"\brecommendations\s+(?:are|is|have\s+been)\s+(?:set\s+out|listed|made|given|below|grouped|arranged|organised|"
    r"presented|divided|numbered)\b)"
)
CONTINUES = re.compile(
    r"(?i)(?:this\s+(?:recommendation|should|must|will|would|could|can|may|includes?|work|is\s+to|needs?|links?|"
    r"requires?|"
    r"programme|review|guidance|plan|process|means|might|also)|these\s+should|(?:it|they)\s+(?:is\s+expected|"
    r"should|must|will)|"
    r"in\s+(?:doing\s+so|addition|particular)|to\s+(?:do|achieve|facilitate)\s+this|as\s+part\s+of\s+this|"
    r"in\s+order\s+to|"
    r"[^.]{0,60}\b(?:of|on|with|for|against)\s+(?:this|these)\b[^.]{0,60}\b(?:should|must|will)\b|"
    r"that\b|and\b|or\b|specifically|furthermore|additionally|progress\s+(?:should|will|must|to)\b|"
    r"(?:an?|the)\s+(?:update|report|audit)[^.]{0,60}\b(?:should|must|will)\b)"
)
CLOSES = re.compile(
    r"(?i)(?:in\s+conclusion|to\s+conclude|finally,\s+(?:the|we|i)\s+(?:would|wish|thank)|these\s+recommendations|"
    r"(?:the|all|each)\s+(?:of\s+(?:the|these)\s+|above\s+)?recommendations|the\s+(?:review|panel|author|board|"
    r"partnership)\s+"
    r"(?:would\s+like|wish(?:es)?|has|have|had|is\s+grateful|thanks?)|(?:we|i)\s+(?:would\s+like|wish|thank|am|are)\b|"
    r"(?:safety\s+)?recommendations?\s+shall\b|signed|date[d:]|report\s+date|©|\(?end\s+of|"
    r"(?:[\w’'-]+\s+){1,8}(?:makes?|made|notes?)\s+the\s+following\b)"
)
BESIDE = re.compile(
    r"(?i)(?:rationales?|reasons?|responses?|repl(?:y|ies)|government response|agreed actions?|actions?(?: plan|"
    r" taken| required)?|"
    r"context|background|why|findings?|learning(?: points?)?|lessons?(?: learned| learnt)?|evidence|progress|updates?|"
    r"time ?scales?|target date|lead(?: agency| officer)?|owner|responsib(?:le|ility)|success (?:criteria|measures?)|"
    r"measures? of success|(?:intended |desired |expected |anticipated )?(?:outcomes?|impact)|why (?:this|is|does|"
    r"it)[^:]{0,40}|comments?|status|"
    r"commentary|analysis|discussion|conclusions?|principles?|questions?(?: for [^:]{1,40})?|notes?|sources?|appraisal|"
    r"management response|safety (?:observation|action|issue)s?|observations?|good practice|key (?:findings?|"
    r"issues?|points?))"
    r"(?:\s+(?:\d{1,3}|[A-Z](?:[/-]\d[\d/.-]*)?|for(?: this)? recommendation[^:]{0,20}))?(?:\s*[:–—]|\s*$)"
)
QUOTED = re.compile(r"(?<=[\w,:] )(?:“[^“”]{1,400}”|‘[^‘’]{1,300}’(?=[\s.,;)]))")
"""What is said by others in the middle of a sentence: it asks nothing of anybody."""
CAPTION = re.compile(r"(?:Figure|Fig\.?|Table|Chart|Box|Diagram|Source)\s*\d*(?:[.\d]*)\s*[:.–—-]")


def asks(text: str) -> bool:
    """Whether a paragraph asks somebody to do something."""
    head = QUOTED.sub("", text[:3000])
    return bool(IMPERATIVE.match(head) or MODAL.search(head) or TO_BE.match(head))


def asks_plainly(text: str) -> bool:
    """Whether a paragraph asks in plain words: somebody should, must, is asked to; or it begins “Ensure …”."""
    head = QUOTED.sub("", text[:3000])
    return bool(IMPERATIVE.match(head) or PLAIN.search(head) or SOMEBODY_TO.match(head) or TO_BE.match(head))


def introduces(text: str) -> bool:
    """Whether a paragraph speaks about the recommendations, and is none itself."""
    head = text[:1500]
    if text.rstrip().endswith(":") and re.search(r"(?i)recommend", head) and len(text) < 600:
        return not re.search(r"(?i)recommend(?:s|ed)?\s+that\s+\w", head)
    if (spoken := SPEAKS.match(head)) and PLURAL.search(head):
        return not PLAIN.search(spoken[0]) and not re.match(r"(?i)[^.]{0,200}\brecommends?\s+that\b", head)
    if FOLLOWING.search(head) and not re.search(r"(?i)\brecommends?\s+that\b", head):
        return True
    return not asks(head)


def unfinished(text: str) -> bool:
    """Whether what follows must belong to it: it ends with a colon, a comma, or in the middle of a sentence."""
    end = text.rstrip()[-12:]
    return bool(end) and (end[-1] in ":;,–—-" or end.endswith((" and", " or", " to", " the", " of")))


def beside(text: str) -> bool:
    """Whether a paragraph begins with the label of something else: "Rationale:", "Response:", "Action"."""
    return bool(BESIDE.match(text[:120]))
