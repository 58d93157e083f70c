"""Verbs with which reports ask: what may follow a name in "That the Board review …" or "the Trust reviews …"."""

_BASE = """
    accept access achieve act adapt add address adhere adopt advise agree align allocate amend analyse appoint
    apply appraise arrange ascertain ask assess assist assure attend audit avoid be become begin bring build
    carry cascade challenge champion check circulate clarify co-ordinate coordinate collaborate collate collect
    commission commit communicate complete comply conduct confirm consider construct consult continue contribute
    convene create decide define deliver demonstrate deploy design
    designate determine develop devise direct discuss
    disseminate distribute document draw educate embed embrace emphasise enable encourage enforce engage enhance ensure
    enter escalate establish evaluate evidence examine expand expect explore extend facilitate finalise follow
    forge formalise formulate fund gather generate get give highlight hold identify implement improve include
    incorporate increase inform initiate inspect instigate instruct integrate introduce invest investigate
    invite issue join keep launch lead learn legislate liaise link look maintain make manage mandate map measure
    meet mitigate
    monitor move notify obtain offer oversee participate pay plan prepare present prevent prioritise proceed
    produce progress promote propose protect provide publicise publish pursue put raise receive recognise
    reconsider re-consider record recruit redesign reduce reform repeal refer reflect refresh refuse reinforce reiterate
    relocate remind remove replace report request require research resolve resource respond revise revisit
    review roll routinely satisfy scope scrutinise secure seek send set share show simplify specify standardise
    start stop strengthen streamline submit supervise supply support take target task test track train undertake
    update upgrade urge use utilise verify visit welcome widen work write
"""
_ASIDE = "also always now either both together jointly further each all then therefore"
ASIDE = frozenset(_ASIDE.split())
"""Words that may stand between a name and its verb, besides those that end in "ly"."""


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")


BASE = frozenset(_BASE.split())
VERBS = BASE | {_third(verb) for verb in BASE} | {"has", "have", "is", "are", "does", "do"}
