"""Which headings announce recommendations, which answer or quote them, and which stand beside them."""

import re

from tracker.extraction.finding.wording import asks

WORD = re.compile(r"(?i)\brecommendations?\b")
NOT_OURS = re.compile(
    r"(?i)\b(?:progress|implement\w*|respon[sd]\w*|repl(?:y|ies)|previous(?:ly)?|earlier|past|prior|update[ds]?|status|"
    r"background|introduction to|result(?:ed|ing)? in|reasons?|rationale|basis|number of|"
    r"monitor\w*|track\w*|towards?|developing|development of|method\w*|not|other|historic\w*|existing|action plan for|"
    r"how|why|what|where|context|approach|against|delivery|delivering|link\w*|index|table of|approving|rejected)\b"
    r"[^.]{0,60}\brecommendations?\b"
    r"|\brecommendations?\b[^.]{0,30}\b(?:(?:from|of|in|made (?:by|in))\s+(?:the\s+)?(?:\w+\s+)?(?:previous|"
    r"earlier|other|past|"
    r"prior|national|individual)|progress|update|response|status|accepted|implemented|implementation|tracker|"
    r"methodology|previously|reiterated|reissued|classified|"
    r"not taken|considered but|were|was|have|had|has)\b"
    r"|\b(?:report|review)\b[^.]{0,20}\band\s+recommendations\b"
)
ANSWERS = re.compile(
    r"(?i)^(?:(?:the|our|draft|multi-agency|single[- ]agency|\w+ (?:board|panel|trust|council|partnership|"
    r"government)(?:[’']s)?)\s+)*"
    r"(?:action plans?|progress|implementation|responses?|repl(?:y|ies)|updates?|monitoring|tracking|"
    r"(?:actions?|steps|measures)\s+(?:already\s+|previously\s+)?taken(?!.*recommend)|"
    r"(?:changes|improvements)\s+(?:already\s+)?made(?!.*recommend))\b"
    r"|\b(?:progress|respon[sd]\w*|repl(?:y|ies)|updates?|status|implementation|previous(?:ly)?|earlier|"
    r"past)\b[^.]{0,50}\brecommendations?\b"
    r"|\brecommendations?\b[^.]{0,30}\b(?:progress|update|response|status|tracker|previously|reiterated|reissued|classified|(?:from|of|in)\s+(?:previous|"
    r"earlier|other|past))\b"
)
MIXED = re.compile(
    r"(?i)\b(?:conclusions?|findings?|lessons?|learning|discussion|analysis|actions?|summary (?!of)|"
    r"(?<!for )considerations?|issues|"
    r"themes|observations?|next steps|practice|questions)\b"
)
ASIDE = re.compile(
    r"(?i)(?:introduction|general(?! (?:practi|hospital|medical))|"
    r"background|context|overview|preamble|summary|methodology|process|purpose|about|"
    r"rationale|"
    r"foreword|findings?|analysis|evidence|discussion|lessons?|learning|what|why|how|key (?:findings|messages|"
    r"points)|good practice|causes? of concern|requirements?|previous(?:ly)?|"
    r"areas? (?:for|of) (?:improvement|development|concern|good practice|priority action|strength)|"
    r"safety (?:observations?|actions?|issues?|concerns?)|(?:observations?|actions?)(?= [A-Z]?[/\d]|:?$)|"
    r"local(?:-level|ly-led)? learning|(?:learning |practice )(?:prompts?|points?)|questions?|"
    r"[^.]{2,60}\b(?:makes|notes|made) the following (?:\w+ )?(?:observation|action|finding)s?)\b"
)
OTHERWISE = re.compile(
    r"(?i)(?:improving systems and practice|areas? for improvement|proposals? for (?:change|improvement)|"
    r"what (?:now )?(?:needs|has|must|should|ought)(?: to)? (?:change|happen|improve)|"
    r"what (?:now )?(?:does|do|must|should) (?:the )?(?:[\w’'&-]+ ){1,5}(?:need to )?(?:do|change)\b(?! next)|"
    r"what must be done|"
    r"changes (?:that are )?needed)\b"
)
CONSIDERATIONS = re.compile(
    r"(?i)considerations for (?:the )?(?:[\w’'&-]+ ){0,6}(?:board|partnership|committee|panel|agencies|partners)\b"
)
AT_END = re.compile(r"(?i)^.{1,100}[:–—-]\s+(?=(?:\w+\s+)?recommendations?\W*$)")
"""What a heading says before its colon: "What the Board should do: recommendations"."""
LONGEST_TITLE = 16


def announces(words: str) -> bool:
    """Whether a heading announces recommendations."""
    if not WORD.search(words) or len(words.split()) > LONGEST_TITLE:
        return False
    if NOT_OURS.search(AT_END.sub("", words) if not ANSWERS.search(words) else words):
        return False
    return not words.rstrip().endswith((".", ";", ",", "?")) and not (len(words.split()) > 9 and asks(words))


def announces_otherwise(words: str) -> bool:
    """Whether a heading announces what reviews ask under another name, as practice reviews in Wales do. It counts in a
    report where no heading speaks of recommendations."""
    return bool(OTHERWISE.match(words) or CONSIDERATIONS.match(words))
