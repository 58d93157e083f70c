"""The words that boards use for where an action stands, and how sure each is of what it says."""

import re

Words = re.Pattern[str]


def _words(*alternatives: str) -> Words:
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?!\w)")


DONE_WORDS = (
    r"completed|complete|complted|completd|compelted|compleated|complet|achieved|acheived|done|delivered|closed|"
    r"implemented|embedded|"
    r"fully met|met|actioned|signed[- ]off|fulfilled|discharged|finished|finalised|concluded|resolved|accomplished|"
    r"fully compliant|compliant|assured|evidenced|verified|in place|addressed|wedi'?i gwblhau|wedi'?i gyflawni|"
    r"cyflawnwyd|cwblhawyd"
)
NOT_DOING = _words(
    r"no longer (?:\w+ )?(?:required|needed|relevant|applicable|appropriate|being (?:pursued|taken forward)|proceeding|"
    r"to be (?:pursued|progressed)|viable|possible)", r"superseded(?: by)?", r"rejected", r"not (?:been )?agreed",
    r"not (?:been )?accepted",
    r"declined", r"withdrawn", r"cancell?ed", r"abandoned", r"discontinued", r"discarded", r"duplicate(?:d)? (?:of|"
    r"action)",
    r"(?:will not|won't|not to) (?:be |being )?(?:pursued|taken forward|progressed|implemented|proceed(?:ing)?|"
    r"proceeded with|adopted|done)", r"not (?:being )?(?:pursued|taken forward|proceeding|adopted)", r"not (?:going|"
    r"proceeding) (?:ahead|forward)", r"removed", r"not supported",
    r"not upheld",
    r"merged (?:with|into)", r"subsumed (?:by|into|within)", r"replaced by", r"incorporated (?:in|into|"
    r"within) (?:action|rec)\w*",
    r"not required", r"not needed", r"decommissioned", r"stood down", r"obsolete", r"risk accepted", r"not feasible",
)  # fmt: skip
NOT_DONE = _words(
    r"incomplete", r"heb (?:ei )?(?:gwblhau|gyflawni)", r"uncompleted", r"unmet", r"unachieved", r"undelivered",
    r"non[- ]complian(?:t|ce)",
    rf"(?:(?:unable|failed|fails|failure) to (?:be )?(?:complete|{DONE_WORDS}))",
    rf"(?:not|never|n't|cannot|can't|no|hasn't|haven't|isn't|aren't|wasn't|yet to|still to|remains to|to|has yet to)"
    rf"(?: (?:been|be|yet|fully|quite|all|currently|is|are|entirely|to|have|evidence[d]?|as|"
    rf"sufficiently)){{0,4}} (?:{DONE_WORDS})",
)  # fmt: skip
NEARLY_DONE = _words(
    rf"(?:{DONE_WORDS})\b[^.;\n]{{0,20}}\b(?:awaiting|pending|to follow|outstanding)", rf"draft(?:s|ing)? (?:now |"
    rf"is |has been |been )?(?:{DONE_WORDS})",
    rf"(?:not all|none|all but \w+|not every) (?:[\w ]{{0,40}} )?(?:{DONE_WORDS})",
    rf"(?:nearly|almost|partly|partially|part|mostly|largely|substantially|near|nearing|close to|towards|toward|half|"
    rf"mainly|virtually|some|approaching|about|in part)[ -]?(?:been |be |being )?(?:{DONE_WORDS})", r"in part",
    rf"(?:{DONE_WORDS})(?:,)? (?:in part|partially|partly|except|apart from|but|subject to|bar)",
    rf"(?:being|awaiting|pending|until|before|towards|for|on|subject to|once|when|if|due for|date of|date for|expected|"
    rf"anticipated|estimated|target|likely|planned|required)(?: (?:it|this|these|is|are|has|have|the|been|full|"
    rf"final))* (?:completion|{DONE_WORDS})",
    r"(?:most|some|many|majority|part|parts|elements?|half|several|\d+ of \d+|\d+ out of \d+|"
    r"\d+/\d+) [\w ]{0,40}(?:complete|"
    r"completed|achieved|delivered|done|met|implemented)",
)  # fmt: skip
TO_BE_DONE = _words(
    rf"(?:(?:(?<!track )(?<!course )(?<!target )(?<!unable )(?<!failed )to|will|shall|should|must|can|could|would|"
    rf"may|might|needs? to|need|aim(?:s|ing)? to|plan(?:s|ned)? to|due to|"
    rf"expected to|intend(?:s|ed)? to|hope(?:s|d)? to|scheduled to|set to)(?: \w+){{0,2}} )(?:be |have been )?"
    rf"(?:{DONE_WORDS}|completion|complete|deliver|achieve|implement|close|finish|embed|started|commence|begin|start|"
    rf"undertaken|carried out|"
    rf"developed|agreed|reviewed|arranged|scheduled|confirmed|actioned|progressed|held|set up|established|produced|"
    rf"delivered)",
)  # fmt: skip
NOT_BEGUN = _words(
    r"not (?:yet )?(?:been )?(?:started|begun|commenced|initiated|actioned|progressed|underway|under way|due|"
    r"in place|developed)",
    r"yet to (?:start|begin|commence|be (?:started|begun|commenced|progressed|agreed|confirmed|actioned))",
    r"un-?started",
    r"no progress(?: (?:made|to date|yet))?", r"no action(?: taken)?(?: yet| to date)?", r"nothing (?:done|"
    r"to report)(?: yet)?",
    r"awaiting (?:start|commencement|approval to start)", r"not commenced", r"heb (?:ei )?ddechrau",
    r"work has not (?:yet )?(?:started|begun|commenced)",
    r"has(?: not|n't) (?:yet )?(?:started|begun|commenced)",
)  # fmt: skip
BEGUN = _words(
    r"on-?\s?going", r"ongong", r"in[- ]?progress", r"in progess", r"work in progress", r"wip", r"in hand",
    r"on[- ]track(?: to \w+)?", r"on target", r"on schedule",
    r"on course", r"under (?:review|consideration|development|discussion)", r"ahead of (?:schedule|target)",
    r"running late", r"partial(?:ly)?(?! (?:agreed|accepted))(?: (?:complete|completed|met|achieved|delivered|"
    r"implemented))?",
    r"part(?:ly)? (?:complete|completed|met)",
    r"started", r"begun", r"commenced", r"under[- ]?way", r"progressing", r"progressed",
    r"progress (?:is )?(?:being )?made",
    r"(?:good|some|limited|steady|slow|significant|reasonable|excellent|little) progress", r"being (?:taken forward|"
    r"progressed|developed|"
    r"implemented|delivered|undertaken|reviewed|drafted|finalised|rolled out|considered|piloted|embedded|established|"
    r"addressed|completed|carried out|updated)",
    r"work (?:is|has)? ?(?:being|been|underway|continues|continuing|ongoing|started|commenced|begun|"
    r"in hand)[\w ]{0,30}",
    r"(?:some|minor|significant) issues", r"not on track(?: to \w+)?", r"off[- ]track", r"off target", r"delayed",
    r"delays?", r"overdue", r"slipp(?:ed|ing|age)",
    r"behind(?: schedule)?", r"at risk", r"update (?:pending|awaited|requested|required)", r"awaiting (?:\w+ ?){1,4}",
    r"continuing", r"continues", r"continuous",
    r"in development", r"developing", r"drafted", r"in draft", r"rolling(?: programme)?", r"roll(?:ing)? out",
    r"on hold", r"paused", r"stalled", r"suspended", r"deferred", r"carried (?:forward|over)", r"extended",
    r"re-?opened", r"missed", r"breached",
    r"implementing", r"embedding", r"reviewing", r"being met", r"ar y gweill", r"parhaus", r"yn parhau",
)  # fmt: skip
AGREED = _words(
    r"^(?:(?:the|this|recommendations?|actions?|fully|partially|partly|part|is|was|has|have|been|all) )*(?:agreed|"
    r"accepted|approved)\b(?! and)", r"partially (?:agreed|"
    r"accepted)", r"planned(?: for [\w ]+)?",
    r"proposed", r"scheduled", r"outstanding", r"t\.?b\.?[cad]\.?", r"to be (?:confirmed|agreed|decided|advised|"
    r"determined)",
    r"to do", r"todo", r"in planning", r"planning stage", r"identified", r"assigned", r"allocated",
    r"unstarted", r"queued", r"forthcoming", r"upcoming", r"not set", r"not yet", r"cytunwyd",
)  # fmt: skip
ALONE = {
    "planned": re.compile(r"(?:new|open|pending|future|planning|new action|future action|raised|logged)"),
    "in_progress": re.compile(r"(?:active|live|monitoring|issues|advanced|developing|reviewing|piloting|drafting)"),
}
"""Words that say where an action stands only where nothing else stands beside them."""
DONE = _words(rf"(?:{DONE_WORDS})")
WHOLLY_DONE = _words(
    rf"(?:now|is|are|been|was|were|action|actions|all|fully|successfully|recommendation|has|have|task|work|therefore|"
    rf"both|this)"
    rf" (?:now |been |is |are |fully |all |successfully |actions )*(?:{DONE_WORDS})",
)  # fmt: skip
