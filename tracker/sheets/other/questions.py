"""Headings that are questions, or fixed turns whose little words matter: what each speaks of."""

import re

SAID: tuple[tuple[str, dict[str, float]], ...] = (
    (
        r"(deliver(ed)?|finish(ed)?|done|achieved?|implement(ed|ation)?|in place|needed|required"
        r"|closed?|met|end) by$|^by$",
        {"due": 0.95},
    ),
    (r"(owned|led|actioned|undertaken|carried out) by$|^lead(ing)? on|in charge", {"owner": 0.9, "lead": 0.5}),
    (
        r"state of play|how (it|things|this) (is|are) going|where (it|things|this|we|you|they) (stands?|is|are)",
        {"status": 0.75, "progress": 0.8},
    ),
    (r"where (to find|is|are|can).*(evidence|proof|document)", {"evidence": 0.97}),
    (r"\br/a/g\b|\bb/r/a/g\b|\br\.a\.g\b", {"rating": 0.75}),
    (
        r"^how (we|they|you|partners|agencies|it|this|the \w+) .*(do|done|achieve|deliver|respond"
        r"|implement)",
        {"action": 0.93},
    ),
    (r"^what (we|you|they|agencies|partners|i) .*(plan|intend|propose|go)\w* to", {"action": 0.95}),
    (r"(actions?|steps?) (that )?(will|to|should|must|need to) be (taken|done|completed|carried)", {"action": 0.98}),
    (r"\(b?rag\b|status.*\bb?rag\b", {"rating": 0.97, "status": 0.7}),
    (r"^date (?!.*to be).*(completed|closed|achieved|finished|done)$", {"completed": 0.97}),
    (
        r"^(open|closed?)\s*(/|or|-)\s*(open|closed?)$|(complete|done)\w*\s*/\s*(ongoing|incomplete"
        r"|outstanding|not|in pro)",
        {"status": 0.97},
    ),
    (r"^what (you|they|the \w+) (asked|told|recommended|said|want)", {"recommendation": 0.95}),
    (r"^s/?n$|^u?id$|^ref\b.{0,3}$", {"ref": 0.95}),
    (
        r"^date (agreed|set|raised|opened|added|assigned|identified|reported|allocated|issued|logged|received)"
        r"|^meeting date|^date of (meeting|panel|issue|plan)",
        {"start": 0.97},
    ),
    (
        r"^(link(ed|s)?|relat(ed|es|ing)|relevant|cross.?ref\w*|in response|respond\w*|answers?) (to )?.*recommendation"
        r"|^recommendations? (linked|addressed|it relates|met|covered)",
        {"recommendation": 0.9, "ref": 0.6},
    ),
    (r"\bto date\W*$|\bso far\W*$", {"progress": 0.97}),
    (r"point of contact", {"lead": 0.9, "owner": 0.5}),
    (r"^(done|finished|complete)( yet)?\W*\?$", {"status": 0.95}),
    (r"delivery confidence|confidence (level|rating|of delivery)|risk rating|health check", {"rating": 0.75}),
    (r"update.*(as at|as of|since|for|at)\b|^(as at|as of|position at)\b", {"progress": 0.9}),
    (r"^by when|^when( |$|\?)|by what date|^how soon|when (will|by|should|must)", {"due": 1.0}),
    (r"^when (was|did)|date (it )?was (completed|done|closed)", {"completed": 0.95}),
    (r"^(by )?whom?( |$|\?)(?!.*(affected|benefit))|^whose|^who('s| is| will| are|m)", {"owner": 0.95, "lead": 0.5}),
    (r"^who is (the )?(named )?(person|officer|contact)", {"lead": 0.9, "owner": 0.6}),
    (r"^(actions?|tasks?) (for|by|on|with)( whom| who)?\W*$", {"owner": 1.0}),
    (
        r"^(for|addressed to|assigned to|allocated to|directed (to|at)|aimed at|lies with"
        r"|falls to)( .*)?$",
        {"owner": 0.8},
    ),
    (r"recommendation (is )?(for|to|addressed|directed|made to|aimed)( |$|\?).{0,12}$", {"owner": 0.85}),
    (
        r"^how (will|do|did|would|can|could|shall|might).*(know|measure|tell|judge|monitor|evidence"
        r"|demonstrat|show|evaluat)|^what will success|^what (does|would|will) good look"
        r"|how .*measured",
        {"measure": 0.95, "intended_outcome": 0.5},
    ),
    (
        r"what evidence|^evidence|^how .*(evidenc|assured|prove)|^where is the evidence|^show us"
        r"|what (do|can) (we|you) show",
        {"evidence": 0.95},
    ),
    (
        r"^why|what (difference|impact|change|outcome|benefit)|what .*(achieve|hope|intend"
        r"|want to see|look different|improve)|what will (be|look|change|it mean)",
        {"intended_outcome": 0.95},
    ),
    (r"what (will|would) (the )?(impact|outcome|difference)", {"intended_outcome": 0.97}),
    (
        r"what (has|have) (been |we |you )?(changed?|improved|been the (impact|difference|outcome))",
        {"progress": 0.8, "intended_outcome": 0.45},
    ),
    (
        r"^how (will|do|are|can|should|shall) .*(do|done|deliver|achieve|address|implement|respond"
        r"|get there|make|complete|act)",
        {"action": 0.93},
    ),
    (r"^how\??$", {"action": 0.75}),
    (
        r"^what (we|you|they|it|agencies|partners|the \w+)?\s*(will|are|must|should|shall|do|needs?"
        r"|is|to) ?.*(do|done|doing|deliver|to happen|happen|take place|to change|planned)",
        {"action": 0.94},
    ),
    (r"^what\??$", {"action": 0.8}),
    (
        r"what (did|do) (the |we |they )?(review|panel|report|author|find|learn|recommend|say|tell)"
        r"|what (we|was|have we|the .*) (found|learn\w*|said|recommended|asked)|what is the (problem"
        r"|issue|recommendation)|what (was|were|is|are) (we|you|they)? ?(asked|recommended|told)",
        {"recommendation": 0.95},
    ),
    (
        r"what (have|has|did|was|is) .*(done|happened|achieved|completed|progress|delivered|in place)"
        r"|^where are (we|you|they)|how (far|is it going|are we doing|are things)|what's happened"
        r"|so far$",
        {"progress": 0.95},
    ),
    (
        r"(is|has|was) (it|this|the action|action) (been )?(done|completed?|finished|closed|achieved"
        r"|on track)|^done\??$|on track\?$|^complete[d]?\s*(\(?y\s*/\s*n\)?|\?|\(?yes\s*/\s*no\)?)",
        {"status": 0.93},
    ),
    (
        r"what (is )?(still|left|remains|next|outstanding)|next steps?$|still to",
        {"note": 0.75, "progress": 0.45},
    ),
    (
        r"(action|steps?|work|measures?) (taken|done|completed|undertaken|achieved|carried out"
        r"|to date)",
        {"progress": 0.9},
    ),
    (r"(actions?|steps?) (to be )?(taken|undertaken)( by| in)", {"action": 0.6, "progress": 0.5}),
    (
        r"(actions?|steps?|work|tasks?) (that )?(to (be )?(take|taken|done|undertaken|completed?"
        r"|carried)|we will|required|needed|agreed)",
        {"action": 1.0},
    ),
    (r"progress .*(percent|%|25)|(percent|%) ", {"progress": 0.97}),
    (r"(progress|update|achieve\w*|position|work|done|milestones?).* to date", {"progress": 0.97}),
    (
        r"date (it |when )?(completed|closed|achieved|done|finished|signed|implemented|of (completion"
        r"|closure|sign))|(completed|closed|done|achieved) (on|date)|actual (completion|date|end"
        r"|finish)|completion date \(actual|sign.?off",
        {"completed": 0.96},
    ),
    (
        r"(date )?(to be |for |will be )(completed|completion|done|closed|finished|achieved)"
        r"|complete(d)? by|(done|do|deliver) by|due",
        {"due": 0.95},
    ),
    (r"^(source|origin)( document| report| of (the )?(rec\w*|actions?|learning))?$", {"review": 0.85, "evidence": 0.3}),
    (
        r"^what (we|they|agencies|partners|services) (will|shall|are going to|plan to|intend to) "
        r"(?!(achieve|know|see|look|change|measure|find|hear)\b)\w+",
        {"action": 0.9},
    ),
    (r"^what (will|would|can) (tell|show|assure|convince)", {"evidence": 0.9, "measure": 0.8}),
    (r"^where .*(have|has) (got|reached|come)|^how far (have|has|along)", {"progress": 0.9}),
    (r"^what (is|was|has been) (required|needed|expected|agreed|proposed)", {"action": 0.9}),
    (
        r"^what (has |have )?(been )?changed|^changes? (made|seen)|^(actual|achieved) (outcome|impact|result)",
        {"progress": 0.88},
    ),
    (
        r"^what needs to (change|improve|be (different|better|improved|addressed))",
        {"recommendation": 0.95, "action": 0.6},
    ),
    (r"^(start|from|begin)\w*( date)?\s*(/|-|and|to|&)\s*(end|finish|to|complet)\w*( date)?$", {"due": 0.95}),
    (r"must (do )?\s*/?\s*should", {"priority": 0.97}),
    (r"local .*(regional|national)", {"scope": 0.97}),
    (r"accept(ed|ance)?( |$|/|\?)|agreed\s*(y/n|\?|yes)|response to rec|partner('s)? response", {"note": 0.6}),
    (
        r"(latest|last|date).*(update|updated)( on)?$|updated (on|at|by)|date of (last )?(update"
        r"|review)",
        {"said_on": 0.85},
    ),
    (r"^\s*(%|percent\w*|% ?complete[d]?|complet\w+ ?%)", {"progress": 0.95}),
    (r"next review|review (date|due|on)", {"review_date": 0.95}),
)
QUESTIONS = tuple((re.compile(pattern, re.IGNORECASE), senses) for pattern, senses in SAID)
"""Each turn of phrase, and the fields it may be, with a confidence."""
