"""The words that headings of action plans are made of, and what they speak of.

A heading is read by the kinds of its words, so that one never seen before is read too: "Accountable organisation" is
a word of answering and a word for an agency, as "Lead agency" is. A new word is one entry in `KINDS`; a new turn of
phrase one line in `turns.py`; a question one line in `questions.py`.
"""

KINDS: dict[str, str] = {
    "recommendation": (
        "recommendation recommendations rec recs recomendation reccomendation recommedation finding "
        "findings learning lesson lessons requirement requirements requested request standard concern "
        "issue issues gap gaps area areas improvement theme_asked ask asks point points objective "
        "objectives priority_asked aim aims goal goals commitment commitments expectation identified "
        "problem problems duty wording"
    ),
    "action": (
        "commitment commitments pledge pledges proposal proposals action actions task tasks activity"
        " activities step steps measure_taken intervention "
        "interventions deliverable deliverables work undertake undertaken response_action initiative "
        "initiatives acton actons solution solutions activites respond response project "
        "projects"
    ),
    "owner": "owner owners ownership owned",
    "lead": "lead leads leading led leader",
    "answering": (
        "responsible responsibility responsibilities accountable accountability assigned allocated "
        "delegated reponsible resposible responsable"
    ),
    "agency": (
        "agency agencies organisation organisations organization organizations body bodies partner "
        "partners partnership service services team teams department departments directorate directorates "
        "group groups subgroup division provider providers trust trusts board boards setting settings "
        "sector agencys orgs org committee addressee stakeholder stakeholders"
    ),
    "person": (
        "person persons personnel people officer officers individual individuals name named manager managers role "
        "roles post postholder holder title contact sro director job exec executive staff designation "
        "initials sponsor champion professional"
    ),
    "day": (
        "date dates deadline deadlines timescale timescales timeframe timeframes time timeline timelines "
        "timing when schedule month quarter year day timescaled tiemscale timesacle scale frame limit "
        "horizon dealine"
    ),
    "planned": (
        "target targeted due expected planned proposed anticipated likely agreed original revised "
        "forecast baseline estimated projected intended desired hoped sought new aimed"
    ),
    "done": (
        "complete completed completion completing achieved achievement closed closure close done finished "
        "finish end delivered actual implemented signed off concluded accomplished fulfilled ended"
    ),
    "start": "start started begin begun commence commenced commencement opened open raised added",
    "status": "status state position stage stauts",
    "rating": "red amber green blue yellow rag brag rating rated colour color grade grading graded score traffic light"
    " bragg ragg braag ragb",
    "progress": (
        "position state "
        "progress update updates updated updating narrative commentary progess prgress latest highlights "
        "development developments taken journey"
    ),
    "milestone": "milestone milestones",
    "comment": (
        "comment comments note notes remark remarks feedback observation observations challenge scrutiny "
        "additional information info other further friend critical query queries blocker blockers barrier "
        "barriers risk risks mitigation mitigations escalation escalate dependencies dependency rationale "
        "context cost costs resource resources budget funding assumptions constraint constraints"
    ),
    "evidence": (
        "evidence evidences evidenced evidencing assurance assured proof documentation documents document "
        "source sources verification audit audits supporting attachment attachments link links hyperlink "
        "evidance evidenc file files"
    ),
    "outcome": (
        "aim aims goal goals outcome outcomes impact impacts benefit benefits difference result results effect effects "
        "purpose change changes success"
    ),
    "measure": (
        "measure measures measured measurement measurable indicator indicators kpi kpis metric metrics "
        "monitor monitored monitoring criteria criterion evaluate evaluated evaluation"
    ),
    "ref": "para paragraph clause ref refs reference references number numbers no nos num id ids item serial # code nbr"
    " row ser",
    "part": "part parts letter limb bullet subsection sub",
    "theme": (
        "workstream theme themes domain domains category categories topic topics strand strands section heading "
        "pillar workstream_name keyline"
    ),
    "aim": "objective objectives aim aims goal goals priority priorities area areas issue issues",
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

LITTLE = (
    "senior statement take taking involved set given"
    " a about after against agency's all an and annual any apr april are as at"
    " aug august autumn be been "
    "being box brief by can column could current dec december delivery describe description detail "
    "details did do does e.g each eg enacting enter etc far feb february for from full had has have her "
    "his i.e ie if implementation in insert into is it its jan january joint jul july jun june key line "
    "list made main mar march month monthly multi needed not nov november numbered oct october of on or "
    "our overall own per period please possible present q1 q2 q3 q4 quarter quarterly relevant required "
    "sep sept september should since single smart so specific spring state summary summer term text that "
    "the their these they this those tick to toward towards us via was we week who's will winter wishes "
    "with within would year yet you your"
)
SILENT = frozenset(LITTLE.split())
"""Words that a heading's meaning does not hang on."""

ENDS = "about after against at by following for from in of on per regarding since that to towards which with within"
HEADS_END = frozenset(ENDS.split())
"""Words after which a heading only says more about what stands before."""

TOLD_AFTER = "by from with against about regarding"
TELLERS = frozenset(TOLD_AFTER.split())
"""Of these, words after which it is only told who or what had to do with it: "Deadline set by panel"."""

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
