"""The words that headings of action plans are made of, and what they speak of.

A heading is read by the kinds of its words, so that one never seen before is read too: "Accountable organisation" is
a word of answering and a word for an agency, as "Lead agency" is. A new word is one entry in `KINDS`; a new turn of
phrase one line in `TURNS`; a question one line in `QUESTIONS`.
"""

import re

KINDS: dict[str, str] = {
    "recommendation": "recommendation recommendations rec recs recomendation reccomendation recommedation finding "
    "findings learning lesson lessons requirement requirements requested request standard concern issue issues gap "
    "gaps area areas improvement theme_asked ask asks point points objective objectives priority_asked aim aims goal "
    "goals commitment commitments expectation identified problem problems duty wording",
    "action": "action actions task tasks activity activities step steps measure_taken intervention interventions "
    "deliverable deliverables work undertake undertaken response_action initiative initiatives workstream acton "
    "actons solution solutions activites respond response project projects",
    "owner": "owner owners ownership owned",
    "lead": "lead leads leading led leader sponsor champion",
    "answering": "responsible responsibility responsibilities accountable accountability assigned allocated delegated "
    "reponsible resposible responsable",
    "agency": "agency agencies organisation organisations organization organizations body bodies partner partners "
    "partnership service services team teams department departments directorate directorates group groups subgroup "
    "division provider providers trust trusts board boards setting settings sector agencys orgs org committee "
    "addressee stakeholder stakeholders professional",
    "person": "person persons people officer officers individual individuals name named manager managers role roles "
    "post postholder holder title contact sro director job exec executive staff designation initials",
    "day": "date dates deadline deadlines timescale timescales timeframe timeframes time timeline timelines timing "
    "when schedule month quarter year day timescaled tiemscale timesacle scale frame limit horizon dealine",
    "planned": "target targeted due expected planned proposed anticipated likely agreed original revised forecast "
    "estimated projected intended desired hoped sought new aimed",
    "done": "complete completed completion completing achieved achievement closed closure close done finished finish "
    "end delivered actual implemented signed off concluded accomplished fulfilled ended",
    "start": "start started begin begun commence commenced commencement opened open raised added",
    "status": "status state position stage stauts",
    "rating": "rag brag rating rated colour color grade score traffic light bragg ragg braag ragb",
    "progress": "progress update updates updated updating narrative commentary milestone milestones progess prgress "
    "latest highlights development developments taken journey",
    "comment": "comment comments note notes remark remarks feedback observation observations challenge scrutiny "
    "additional information info other further friend critical query queries blocker blockers barrier barriers risk "
    "risks mitigation mitigations escalation escalate dependencies dependency rationale context cost costs resource "
    "resources budget funding assumptions constraint constraints",
    "evidence": "evidence evidences evidenced evidencing assurance assured proof documentation documents document "
    "source sources verification audit audits supporting attachment attachments link links hyperlink evidance "
    "evidenc file files",
    "outcome": "outcome outcomes impact impacts benefit benefits difference result results effect effects purpose "
    "change changes success",
    "measure": "measure measures measured measurement measurable indicator indicators kpi kpis metric metrics monitor "
    "monitored monitoring criteria criterion evaluate evaluated evaluation",
    "ref": "ref refs reference references number numbers no nos num id ids item serial # code nbr row ser",
    "part": "part parts letter limb bullet subsection sub",
    "theme": "theme themes domain domains category categories topic topics strand strands section heading pillar "
    "workstream_name keyline",
    "scope": "scope level local regional national geography place locality region coverage area_covered",
    "priority": "priority priorities must should urgency importance high weight weighting",
    "review": "review reviews case cases subject scr dhr sar lcspr cspr scrs report reports panel",
    "percent": "percent percentage pct % proportion",
    "reviewing": "reviewed revisit next last",
}
"""The kinds of words, each with its words; a word may be of several kinds."""

OF_WORD: dict[str, frozenset[str]] = {}
for _kind, _words in KINDS.items():
    for _word in _words.split():
        OF_WORD[_word] = OF_WORD.get(_word, frozenset()) | {_kind}

SILENT = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "is", "are", "was", "be", "been", "being", "will", "would", "has", "have", "had", "it", "its", "our", "we", "us", "you", "your", "they", "their", "and", "or", "as", "at", "in", "to", "of", "for", "on", "by", "with", "from", "per", "via", "if", "any", "all", "each", "please", "tick", "state", "box", "column", "agency's", "required", "needed", "e.g", "eg", "etc", "i.e", "ie", "so", "far", "do", "does", "did", "can", "could", "not", "yet", "us", "against", "about", "towards", "toward", "into", "enacting", "should", "key", "main", "relevant", "specific", "overall", "detail", "details", "description", "describe", "list", "brief", "summary", "smart", "insert", "enter", "possible", "current", "present", "numbered", "line", "each", "delivery", "implementation", "text", "full", "single", "multi", "own", "joint", "within", "after", "since"]
)  # fmt: skip
"""Words that a heading's meaning does not hang on."""

HEADS_END = frozenset(["of", "for", "from", "on", "in", "against", "to", "towards", "by", "with", "regarding", "about", "per", "that", "which", "following", "after", "at", "since", "within"])
"""Words after which a heading only says more about what stands before."""

# Each turn: the kinds of words it is made of, and what it then speaks of, with a confidence.
TURNS: tuple[tuple[tuple[str, ...], dict[str, float]], ...] = (
    (("recommendation",), {"recommendation": 0.95}),
    (("recommendation", "ref"), {"ref": 1.0}),
    (("review", "ref"), {"review": 0.7, "ref": 0.55}),
    (("review",), {"review": 0.75}),
    (("review", "recommendation"), {"recommendation": 0.95}),
    (("review", "day"), {"review_date": 0.95}),
    (("reviewing", "day"), {"review_date": 0.8}),
    (("reviewing", "review", "day"), {"review_date": 0.95}),
    (("reviewing", "progress"), {"progress": 0.8}),
    (("progress", "day"), {"said_on": 0.9}),
    (("day", "progress"), {"said_on": 0.8}),
    (("reviewing", "progress", "day"), {"said_on": 0.95}),
    (("action",), {"action": 0.95}),
    (("action", "ref"), {"action_ref": 0.97, "ref": 0.5}),
    (("action", "owner"), {"owner": 0.97}),
    (("action", "lead"), {"owner": 0.9, "lead": 0.7}),
    (("action", "status"), {"status": 0.97}),
    (("action", "progress"), {"progress": 0.85}),
    (("action", "done"), {"progress": 0.75, "status": 0.4}),
    (("action", "day"), {"due": 0.75}),
    (("action", "planned"), {"action": 0.9}),
    (("action", "outcome"), {"intended_outcome": 0.75}),
    (("recommendation", "action"), {"action": 0.85, "recommendation": 0.65}),
    (("agency", "action"), {"action": 0.9}),
    (("agency", "progress"), {"progress": 0.9}),
    (("agency", "recommendation"), {"recommendation": 0.85}),
    (("agency", "comment"), {"note": 0.8}),
    (("outcome", "action"), {"action": 0.6}),
    (("recommendation", "status"), {"status": 0.9}),
    (("recommendation", "owner"), {"owner": 0.95}),
    (("recommendation", "agency"), {"owner": 0.7, "recommendation": 0.5}),
    (("recommendation", "scope"), {"scope": 0.9}),
    (("recommendation", "theme"), {"theme": 0.9}),
    (("owner",), {"owner": 1.0}),
    (("lead",), {"owner": 0.82, "lead": 0.72}),
    (("lead", "agency"), {"owner": 1.0}),
    (("lead", "owner"), {"owner": 1.0}),
    (("lead", "person"), {"lead": 0.95, "owner": 0.68}),
    (("lead", "answering"), {"owner": 0.85, "lead": 0.75}),
    (("agency", "lead"), {"owner": 0.86, "lead": 0.82}),
    (("owner", "agency"), {"owner": 1.0}),
    (("owner", "person"), {"lead": 0.85, "owner": 0.75}),
    (("answering",), {"owner": 0.92, "lead": 0.45}),
    (("answering", "agency"), {"owner": 1.0}),
    (("answering", "person"), {"lead": 0.92, "owner": 0.72}),
    (("answering", "lead", "agency"), {"owner": 1.0}),
    (("answering", "agency", "person"), {"owner": 0.95, "lead": 0.6}),
    (("agency",), {"owner": 0.8}),
    (("agency", "person"), {"lead": 0.7, "owner": 0.7}),
    (("person",), {"lead": 0.7, "owner": 0.58}),
    (("day",), {"due": 0.88}),
    (("planned", "day"), {"due": 1.0}),
    (("planned",), {"due": 0.7}),
    (("planned", "done"), {"due": 0.95}),
    (("planned", "done", "day"), {"due": 1.0}),
    (("planned", "outcome"), {"intended_outcome": 1.0}),
    (("planned", "measure"), {"measure": 0.8}),
    (("done", "day"), {"completed": 0.8, "due": 0.62}),
    (("day", "done"), {"completed": 0.9, "due": 0.45}),
    (("done",), {"completed": 0.7, "status": 0.6, "due": 0.3}),
    (("done", "status"), {"status": 0.95}),
    (("done", "ref"), {"status": 0.5}),
    (("start", "day"), {"start": 0.95}),
    (("start",), {"start": 0.6}),
    (("status",), {"status": 0.95}),
    (("status", "progress"), {"progress": 0.8, "status": 0.78}),
    (("progress", "status"), {"status": 0.86, "progress": 0.8}),
    (("status", "rating"), {"rating": 0.92, "status": 0.75}),
    (("progress", "rating"), {"rating": 0.93, "progress": 0.5}),
    (("rating",), {"rating": 0.97}),
    (("priority", "rating"), {"priority": 0.8, "rating": 0.4}),
    (("comment", "rating"), {"note": 0.75, "rating": 0.45}),
    (("progress",), {"progress": 0.93}),
    (("progress", "comment"), {"progress": 0.85}),
    (("progress", "done"), {"progress": 0.95}),
    (("progress", "planned"), {"progress": 0.8}),
    (("progress", "action"), {"progress": 0.85}),
    (("progress", "evidence"), {"progress": 0.75, "evidence": 0.7}),
    (("comment",), {"note": 0.8, "progress": 0.45}),
    (("comment", "person"), {"note": 0.75}),
    (("comment", "comment"), {"note": 0.92}),
    (("percent",), {"progress": 0.8}),
    (("percent", "done"), {"progress": 0.9}),
    (("done", "percent"), {"progress": 0.9}),
    (("percent", "progress"), {"progress": 0.95}),
    (("evidence",), {"evidence": 0.95}),
    (("evidence", "outcome"), {"evidence": 0.85}),
    (("evidence", "done"), {"evidence": 0.95}),
    (("evidence", "measure"), {"evidence": 0.75, "measure": 0.6}),
    (("outcome", "evidence"), {"evidence": 0.75, "intended_outcome": 0.5}),
    (("measure", "evidence"), {"evidence": 0.7, "measure": 0.65}),
    (("evidence", "status"), {"status": 0.6, "evidence": 0.5}),
    (("evidence", "rating"), {"rating": 0.8, "evidence": 0.4}),
    (("evidence", "ref"), {"evidence": 0.75}),
    (("outcome",), {"intended_outcome": 0.93}),
    (("outcome", "progress"), {"progress": 0.6, "intended_outcome": 0.55}),
    (("outcome", "measure"), {"measure": 0.85, "intended_outcome": 0.7}),
    (("outcome", "done"), {"intended_outcome": 0.6, "progress": 0.5}),
    (("measure",), {"measure": 0.88, "intended_outcome": 0.55}),
    (("ref",), {"ref": 0.95}),
    (("part",), {"part": 0.85}),
    (("part", "ref"), {"part": 0.85}),
    (("theme",), {"theme": 0.93}),
    (("theme", "ref"), {"theme": 0.7}),
    (("scope",), {"scope": 0.8}),
    (("priority",), {"priority": 0.9}),
    (("priority", "recommendation"), {"recommendation": 0.6, "priority": 0.5}),
)

WHO, HEAD = "owner", re.IGNORECASE
QUESTIONS: tuple[tuple[re.Pattern[str], dict[str, float]], ...] = tuple(
    (re.compile(pattern, HEAD), senses)
    for pattern, senses in (
        (r"^by when|^when( |$|\?)|by what date|^how soon|when (will|by|should|must)", {"due": 1.0}),
        (r"^when (was|did)|date (it )?was (completed|done|closed)", {"completed": 0.95}),
        (r"^(by )?whom?( |$|\?)(?!.*(affected|benefit))|^whose|^who('s| is| will| are|m)", {"owner": 0.95}),
        (r"^who is (the )?(named )?(person|officer|contact)", {"lead": 0.9, "owner": 0.6}),
        (r"^(actions?|tasks?) (for|by|on|with)( whom| who)?\W*$", {"owner": 1.0}),
        (r"^(for|addressed to|assigned to|allocated to|directed (to|at)|aimed at|lies with|falls to)( .*)?$", {"owner": 0.8}),
        (r"recommendation (is )?(for|to|addressed|directed|made to|aimed)( |$|\?).{0,12}$", {"owner": 0.85}),
        (r"^how (will|do|did|would|can|could|shall|might).*(know|measure|tell|judge|monitor|evidence|demonstrat|show|evaluat)"
         r"|^what will success|^what (does|would|will) good look|how .*measured", {"measure": 0.95, "intended_outcome": 0.5}),
        (r"what evidence|^evidence|^how .*(evidenced|assured|prove)|^where is the evidence|^show us|what (do|can) (we|you) show",
         {"evidence": 0.95}),
        (r"^why|what (difference|impact|change|outcome|benefit)|what .*(achieve|hope|intend|want to see|look different|improve)|"
         r"what will (be|look|change|it mean)", {"intended_outcome": 0.95}),
        (r"what (will|would) (the )?(impact|outcome|difference)", {"intended_outcome": 0.97}),
        (r"what (has|have) (been |we |you )?(changed?|improved|been the (impact|difference|outcome))", {"progress": 0.8, "intended_outcome": 0.45}),
        (r"^how (will|do|are|can|should|shall) .*(do|done|deliver|achieve|address|implement|respond|get there|make|complete|act)",
         {"action": 0.93}),
        (r"^how\??$", {"action": 0.75}),
        (r"^what (we|you|they|it|agencies|partners|the \w+)?\s*(will|are|must|should|shall|do|needs?|is|to) ?.*(do|done|doing|deliver|to happen|happen|take place|to change|planned)",
         {"action": 0.94}),
        (r"^what\??$", {"action": 0.8}),
        (r"what (did|do) (the |we |they )?(review|panel|report|author|find|learn|recommend|say|tell)"
         r"|what (we|was|have we|the .*) (found|learn\w*|said|recommended|asked)|what is the (problem|issue|recommendation)"
         r"|what (was|were|is|are) (we|you|they)? ?(asked|recommended|told)", {"recommendation": 0.95}),
        (r"what (have|has|did|was|is) .*(done|happened|achieved|completed|progress|delivered|in place)"
         r"|^where are (we|you|they)|how (far|is it going|are we doing|are things)|what's happened|so far$",
         {"progress": 0.95}),
        (r"(is|has|was) (it|this|the action|action) (been )?(done|completed?|finished|closed|achieved|on track)|^done\??$|on track\?$"
         r"|^complete[d]?\s*(\(?y\s*/\s*n\)?|\?|\(?yes\s*/\s*no\)?)", {"status": 0.93}),
        (r"what (is )?(still|left|remains|next|outstanding)|next steps?$|still to", {"note": 0.75, "progress": 0.45}),
        (r"(action|steps?|work|measures?) (taken|done|completed|undertaken|achieved|carried out|to date)", {"progress": 0.9}),
        (r"(actions?|steps?) (to be )?(taken|undertaken)( by| in)", {"action": 0.6, "progress": 0.5}),
        (r"(actions?|steps?|work|tasks?) (that )?(to (be )?(take|taken|done|undertaken|completed?|carried)|we will|required|needed|agreed)",
         {"action": 1.0}),
        (r"progress .*(percent|%|25)|(percent|%) ", {"progress": 0.97}),
        (r"(progress|update|achieve\w*|position|work|done|milestones?).* to date", {"progress": 0.97}),
        (r"date (it |when )?(completed|closed|achieved|done|finished|signed|implemented|of (completion|closure|sign))"
         r"|(completed|closed|done|achieved) (on|date)|actual (completion|date|end|finish)|completion date \(actual|sign.?off",
         {"completed": 0.96}),
        (r"(date )?(to be |for |will be )(completed|completion|done|closed|finished|achieved)|complete(d)? by|(done|do|deliver) by|due",
         {"due": 0.95}),
        (r"must (do )?\s*/?\s*should", {"priority": 0.97}),
        (r"local .*(regional|national)", {"scope": 0.97}),
        (r"accept(ed|ance)?( |$|/|\?)|agreed\s*(y/n|\?|yes)|response to rec|partner('s)? response", {"note": 0.6}),
        (r"(latest|last|date).*(update|updated)( on)?$|updated (on|at|by)|date of (last )?(update|review)", {"said_on": 0.85}),
        (r"^\s*(%|percent\w*|% ?complete[d]?|complet\w+ ?%)", {"progress": 0.95}),
        (r"next review|review (date|due|on)", {"review_date": 0.95}),
    )
)  # fmt: skip
"""Headings that are questions, or fixed turns whose little words matter."""

COLUMN_FIELDS = (
    "ref", "recommendation", "part", "theme", "review", "action", "owner", "lead", "due", "completed", "status",
    "rating", "progress", "evidence", "intended_outcome", "measure",
)  # fmt: skip
"""What a column of a plan can be read as."""
UNREAD = ("note", "scope", "priority", "action_ref", "review_date", "said_on", "start")
"""What a column may be that the register has no place for: known, so that it is not taken for something else."""
FIELD_NAMES = {
    "ref": "reference of the recommendation", "recommendation": "recommendation", "part": "part of the recommendation",
    "theme": "theme", "review": "review", "action": "action", "owner": "owner", "lead": "lead person",
    "due": "due date", "completed": "date of completion", "status": "status", "rating": "rating",
    "progress": "progress", "evidence": "evidence", "intended_outcome": "intended outcome",
    "measure": "measure of success",
}  # fmt: skip
"""Each field as people name it."""
