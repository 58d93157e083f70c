"""What sounds like a recommendation and is none of this report's: another report's, a meeting's or a doctor's,
a coroner's concern, guidance that is quoted, a principle, a promise of a list elsewhere.

Whoever finds recommendations asks here: `is_cited(source, where)` says why something is not the report's own, or None.
"""

import re

from tracker.extraction.finding.formulas import KIND, VOICE, Way, formulas
from tracker.extraction.finding.sentences import sentences
from tracker.extraction.finding.standing import RECOMMENDS
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

BODIES = (
    r"(?:NICE|SCIE|WHO|NSPCC|GMC|NMC|BMA|DfE|DHSC|DoH|CQC|HMICFRS|HMIC|HMIP|PHE|RCPCH|RCGP|RCN|RCM|ACPO|UNICEF|UN|"
    r"Ofsted|Estyn|Public\s+Health\s+England|World\s+Health\s+Organi[sz]ation|Care\s+Quality\s+Commission|"
    r"Royal\s+Colleges?(?:\s+of\s+[A-Z]\w+(?:\s+[a-z]+)?(?:\s+[A-Z]\w+)*)?|Chief\s+Medical\s+Officers?|"
    r"(?:the\s+)?Department\s+(?:of|for)\s+[A-Z]\w+(?:\s+and\s+[A-Z]\w+)?|Home\s+Office|Working\s+Together|"
    r"[A-Z]\w+\s+and\s+(?:colleagues|others)|[A-Z]\w+\s+et\s+al\.?)"
)
WRITINGS = (
    r"(?:(?i:(?:(?:statutory|national|clinical|local|professional|practice|government|current|international|european|the|this|its|"
    r"such|best|good|safer|published|relevant|multi-agency)\s+){0,3}(?:guidance|guidelines?|polic(?:y|ies)|procedures?|protocols?|"
    r"standards?|legislation|toolkit|strategy|literature|research|studies|code\s+of\s+practice|handbook|manual|framework)))"
)
YEAR = r"(?:\(\s*(?:[A-Z][\w ]{0,30},?\s*)?(?:19|20)\d\d\w?\s*\))"
NAMED = (
    r"(?:(?:the\s+|The\s+)?(?!(?:Serious|Case|Independent|Safeguarding|Practice|Child|Children|Rapid|Domestic|Homicide|Overview|SCR|"
    r"LCSPR|CSPR|DHR|SAR|The|This|Our|Local|Review|Thematic|Joint|Learning|Lead|Adult|Needs|Health|Safety|Transport|Final)\b)"
    r"[A-Z][\w’'&-]+(?:\s+(?:[A-Z][\w’'&-]+|of|and|the|into|for)){0,6}\s+(?:[Rr]eports?|[Rr]eviews?|[Ii]nquir(?:y|ies)|Enquiry|Commission|Committee|Taskforce|Report))"
)
OTHER = (
    r"(?:(?i:(?:the\s+|an?\s+|these\s+|those\s+)?(?:(?:previous|earlier|prior|last|another|other|first|second|recent|national|triennial|"
    r"published|internal|regional|(?:19|20)\d\d)\s+){1,3}(?:(?:serious|case|safeguarding|practice|child|local|domestic|homicide|learning|"
    r"management|thematic|lessons|SCR)\s+){0,5}(?:scrs?|reviews?|reports?|audits?|inspections?|inquir(?:y|ies)|investigations?|panels?|analysis)))"
)
AGENCYS = (
    r"(?:(?i:(?:the\s+)?(?:\w+[’']?s?\s+){0,4}(?:imrs?|individual\s+management\s+reviews?|agency(?:[’']s)?\s+(?:own\s+)?(?:report|review|"
    r"author)|internal\s+(?:review|investigation|report)|root\s+cause\s+analysis|serious\s+incident\s+(?:investigation|report|review)|"
    r"single[- ]agency\s+(?:report|review))(?:\s+(?:author|report|writer)s?)?))"
)
PEOPLE = (
    r"(?:(?i:(?:social\s+worker|SW\d?|psychiatrist|psychologist|p(?:a)?ediatrician|GP|doctor|health\s+visitor|midwife|nurse|teacher|head\s*teacher|"
    r"judge|magistrates?|court|guardian|cafcass|conference|meeting|strategy\s+(?:discussion|meeting)|core\s+group|marac|mappa|police\s+officer|"
    r"probation\s+officer|(?:core|initial|single|parenting|psychiatric|psychological|risk|specialist)\s+assessment|manager|iro|consultant|"
    r"therapist|surgeon|registrar|clinician|practitioner|(?:adoption|fostering|legal|placement|resource|access\s+to\s+resources)\s+panel|"
    r"expert|solicitor|barrister|chair\s+of\s+the\s+(?:conference|meeting)|legal\s+(?:advice|team)|crown\s+prosecution\s+service|cps|"
    r"(?:court|psychological|parenting|expert|pre-sentence|medical|hospital|school)\s+report|parole\s+board)))"
)
VERBS = (
    r"(?:recommend(?:s|ed|ing)?|advis(?:es|ed)|stat(?:es?|ed)|says?|said|suggest(?:s|ed)?|propos(?:es|ed)|sets?\s+out|outlin(?:es|ed)|"
    r"makes?|made|note[sd]?|conclud(?:es|ed)|found|highlight(?:s|ed)?|include[sd]?|is\s+clear|identif(?:ies|ied)|contain(?:s|ed))"
)
SOURCE = rf"(?:{BODIES}|{NAMED}|{OTHER}|{AGENCYS}|{WRITINGS}|[^.;:]{{0,80}}?{YEAR})"

ANOTHERS = re.compile(rf"\b(?:{SOURCE})(?![\w-])[^.;]{{0,120}}?\b{VERBS}\b")
PERSONS = re.compile(
    rf"\b{PEOPLE}\b[^.;:]{{0,60}}?\b(?:recommend(?:s|ed|ing)?|(?:was|were|had)\s+recommend\w*|"
    r"(?:makes?|made|agreed|gave|set\s+out|reached)\s+(?:[\w-]+\s+){0,4}recommendations?)\b"
)
MENTIONS = re.compile(
    rf"\b(?i:recommendations?)(?:\s+[\w.()]+)?\s+(?i:(?:of|from|in|by|made\s+(?:by|in|at)|at|contained\s+in|arising\s+from))\s+(?:{SOURCE}|(?:(?i:the|a|an))\s+{PEOPLE})\b"
)
BEFORE = re.compile(
    r"\b(?:(?:had|having)\s+(?:previously\s+|already\s+|also\s+)?(?:been\s+)?recommended|(?:was|were)\s+(?:\w+ly\s+)?recommended|"
    r"recommendations?\s+(?:was|were|had|could|would)\b|(?:was|were)\s+(?:an?\s+|no\s+|not\s+)*recommendations?)",
    re.IGNORECASE,
)
"""Past tense: what was recommended at some time, to somebody."""
PROMISE = re.compile(r"\bthere\s+(?:is|are)\s+(?:an?\s+|also\s+|therefore\s+|\w+\s+)?recommendations?\b", re.IGNORECASE)
LABEL = re.compile(r"(?:safety\s+)?(?:recommendations?\s*\d|R\s?\d)", re.IGNORECASE)
GOES_ON = re.compile(
    r"(?:of|from|in|above|below|and|or|to|was|were|is|has|had|have|which|that\s+was|also|\(above\)|\(below\))\b",
    re.IGNORECASE,
)
"""After "Recommendation 12": the sentence goes on, so that it is mentioned, not made."""
CONCERNS = re.compile(
    r"\b(?:matters?\s+of\s+concern|coroner[’']?s\s+(?:matters|concerns)|(?:the\s+)?concerns)\b", re.IGNORECASE
)
NOT_ASKS = re.compile(
    r"\b(?:principles|terms\s+of\s+reference|key\s+lines\s+of\s+enquiry|definitions|glossary)\b", re.IGNORECASE
)
OTHERS_LIST = re.compile(
    rf"(?i:\b(?:previous|earlier|past|prior|other)\b[^.]{{0,40}}\b(?:recommendations|reviews?|reports?|scrs?)\b)|"
    rf"(?i:\brecommendations?\s+(?:from|of|in|made\s+(?:in|by))\b)[^.]{{0,20}}(?:{OTHER}|{NAMED}|{AGENCYS}|{YEAR}|\b(?:19|20)\d\d\b)|"
    rf"(?i:\b(?:imrs?|individual\s+management\s+reviews?)\s+recommendations\b)"
)
OWN_NAMES = re.compile(rf"(?i:\b(?:this|our|the\s+present)\s+{KIND}{VOICE}\b)")
FAMILY = re.compile(
    r"\s*(?:that\s+)?(?:(?:Child|Baby|Adult|Young\s+Person)\s+[A-Z]\w?\b|(?:[Tt]he\s+)?(?:[Mm]other|[Ff]ather|[Ss]tepfather|siblings?|baby|infant)\b(?!s)|"
    r"(?:M[rs]{1,2})\s+[A-Z]\b|s?he\s|his\s|her\s|the\s+(?:child|children|family|boy|girl)\s+(?:is|are|be|was|were|has|have)\b)"
)
ASKED = re.compile(r"\b(?:should|must|needs?\s+to|ought|will|ensure|requires?|reviews?|considers?)\b", re.IGNORECASE)
OPENING = re.compile(
    r"\W*(?:[A-Z][a-z]+ly,?\s+|[A-Z][a-z]+,\s+)?(?:(?i:the|an?|his|her|their|its|these|those|one|another|some|this|that|both)\s+)?(?:[a-z]+\s+)?|"
    r"(?:In|On|At|During|Following|After|As|By|Since|Although|While|When)\b[^.]{0,80}\s"
)
AT_A_MEETING = "It tells what was recommended in the case, at a meeting or by somebody who worked on it."
DOTTED = re.compile(r"\d+\.\d")
BACK = 40
SAID = 300


def is_cited(source: Source, where: Passage | Block) -> str | None:
    """Why a passage or block is no recommendation of this report, as a sentence for a person; None where it may be."""
    block = source.blocks[where.block] if isinstance(where, Passage) else where
    text = block.text[where.start : where.end] if isinstance(where, Passage) else block.text
    first = text[slice(*next(iter(sentences(text[: SAID * 4])), (0, 0)))]
    if LABEL.match(block.marker) and GOES_ON.match(text):
        return "It mentions a recommendation by its number; it does not make one."
    return introduced(source, block) or why_not(first, 0)


def why_not(sentence: str, own: int) -> str | None:
    """Why a sentence does not recommend for this report; `own` is where its own formula begins, 0 for none: what is
    said before it is who speaks."""
    before = sentence[: own or len(sentence)][:SAID]
    if not own and (first := next(formulas(before), None)):
        told = PERSONS.search(before) if first.way == Way.LEAD and not OWN_NAMES.search(before) else None
        return AT_A_MEETING if told and _leads(before, told.start()) else None
    if (own or "recommend" in before.lower()) and not OWN_NAMES.search(before):
        for pattern, reason in (
            (MENTIONS, "It is a recommendation of somebody else that is only mentioned."),
            (PERSONS, AT_A_MEETING),
            (ANOTHERS, "It quotes what others recommend: another report, or guidance."),
        ):
            found = pattern.search(before)
            if found and (own or (RECOMMENDS.search(found.group()) and _leads(before, found.start()))):
                return reason
    if not own and (past := BEFORE.search(before)) and not ASKED.search(before, 0, past.start()):
        return "It tells what was recommended in the past."
    if (said := PROMISE.search(before)) and _leads(before, said.start()):
        return "It says that there is a recommendation; it does not make it here."
    return None


def _leads(sentence: str, at: int) -> bool:
    """Whether a place is where the sentence names who speaks: at its beginning, but for a time or a circumstance."""
    return OPENING.fullmatch(sentence, 0, at) is not None


def quoted(text: str, at: int) -> bool:
    """Whether a place in a paragraph stands between quotation marks."""
    head = text[:at]
    if head.count("“") > head.count("”") or head.count('"') % 2:
        return True
    single = [one.start() for one in re.finditer(r"(?:(?<=\s)|^)[‘'](?=\w)", head)]
    return bool(single) and not re.search(r"(?<=[\w.,;!?])[’'](?=\W|$)", head[single[-1] + 1 :])


def about_the_family(text: str, after: int) -> bool:
    """Whether what is recommended concerns the people of the case themselves."""
    return FAMILY.match(text, after) is not None


def introduced(source: Source, block: Block) -> str | None:
    """Why what a block belongs to is not this report's: a list or a paragraph that is introduced as somebody else's, or
    a list of something that is no recommendation; None where it may be."""
    listed = bool(block.marker) or block.kind == BlockKind.ITEM
    own = next(formulas(block.text), None) is not None
    for before in reversed(source.blocks[max(0, block.number - BACK) : block.number]):
        if before.kind == BlockKind.HEADING:
            return _headed(before.text, own) if listed else None
        if before.kind == BlockKind.TEXT and not before.marker.lower().startswith("rec"):
            lead = before.text[slice(*next(reversed(sentences(before.text)), (0, 0)))]
            if lead.endswith(":"):
                return _led(lead) if _dress(source.blocks[before.number + 1]) == _dress(block) else None
            if not listed or (not before.marker and len(before.text) > SAID):
                return None
    return None


def _dress(block: Block) -> str:
    """How a list is marked: what follows in other dress is no longer of it."""
    return "dotted" if DOTTED.match(block.marker) else "numbered" if block.marker[:1].isdecimal() else "plain"


def _led(lead: str) -> str | None:
    """Whether a sentence with a colon introduces what others recommend."""
    if OWN_NAMES.search(lead) or not RECOMMENDS.search(lead):
        return None
    spoken, mention = ANOTHERS.search(lead) or PERSONS.search(lead), MENTIONS.search(lead)
    told = spoken is not None and _leads(lead, spoken.start())
    return (
        f"It follows “{lead[:100]}”: it is quoted." if told or (mention and len(lead) - mention.end() < BACK) else None
    )


def _headed(heading: str, own: bool) -> str | None:
    if OTHERS_LIST.search(heading):
        return f"It stands under “{heading[:80]}”: these are not this report's."
    if own or RECOMMENDS.search(heading):
        return None
    if CONCERNS.search(heading):
        return f"It stands under “{heading[:80]}”: a concern, not a recommendation."
    return f"It stands under “{heading[:80]}”." if NOT_ASKS.search(heading) else None
