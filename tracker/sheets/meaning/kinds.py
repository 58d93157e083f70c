"""Words for a kind of agency rather than for one: police, health, the board; words of job titles; words for nobody."""

import re

from tracker.sheets.meaning.agency_names import Key, key_of


def _keys(*names: str) -> frozenset[Key]:
    return frozenset(key_of(name) for name in names)


HEALTH = ("health_community", "health_acute", "health_mental", "health_commissioning", "primary_care", "health")
SECTORS: tuple[tuple[frozenset[Key], tuple[str, ...]], ...] = (
    (_keys("police", "police force", "police service", "constabulary", "the force", "force", "heddlu", "police "
        "scotland", "public protection"), ("police",)),
    (_keys("children's social care", "children's services", "csc", "children social care", "children's social work",
        "cypd", "children and young people's services",
           "children's services directorate", "children and families", "children's trust", "social care",
           "children's", "social services", "csws", "cyps", "dcs",
           "director of children's services", "children and families service", "children's social care services"),
           ("childrens_services",)),
    (_keys("education", "education services", "local education authority", "lea"), ("education",)),
    (_keys("schools", "school", "all schools", "head teachers", "headteachers", "colleges"), ("education", "schools")),
    (_keys("early years", "nurseries", "nursery", "pre-schools", "early years settings", "preschools"),
        ("early_years",)),
    (_keys("probation", "probation service", "nps", "national probation service", "probation trust", "crc",
        "community rehabilitation company"), ("probation",)),
    (_keys("ambulance", "ambulance service", "ambulance trust"), ("ambulance",)),
    (_keys("housing", "housing services", "housing service"), ("housing",)),
    (_keys("nhs trust", "nhs trusts", "health trust", "nhs foundation trust"), ("health_community", "health_acute",
        "health_mental")),
    (_keys("gp", "gps", "general practice", "general practitioners", "primary care", "gp practices", "gp surgery"),
        ("primary_care",)),
    (_keys("health", "nhs", "health agencies", "health services", "health partners", "all health agencies", "health "
        "providers", "health economy"), HEALTH),
    (_keys("yos", "yot", "youth offending team", "youth offending service", "youth justice", "youth justice service"),
        ("youth_justice",)),
    (_keys("local authority", "la", "council", "the council", "county council", "city council", "borough council"),
        ("local_authority",)),
    (_keys("board", "the board", "lscb", "scb", "lscp", "scp", "lsab", "sab", "safeguarding board", "safeguarding "
        "children board", "safeguarding partnership", "partnership",
           "safeguarding children partnership", "local safeguarding children board", "business unit", "board manager",
           "business manager", "board business manager", "lscb manager",
           "lscb business manager", "lscb business unit", "scr panel", "lscb chair", "board chair", "independent "
           "chair", "scb manager", "scr sub group", "partnership manager"), ("board",)),
)  # fmt: skip
TYPES: tuple[tuple[frozenset[Key], tuple[str, ...]], ...] = (
    (_keys("ccg", "icb", "pct", "clinical commissioning group", "integrated care board", "health commissioners",
        "nhs commissioners"), ("health_commissioning",)),
    (_keys("hospital", "acute trust", "acute hospital", "hospital trust", "acute hospital trust"), ("health_acute",)),
    (_keys("mental health trust", "mental health", "mental health services", "camhs"), ("health_mental",)),
    (_keys("community health", "community trust", "health visiting", "health visitors", "school nursing"),
        ("health_community",)),
    (_keys("cafcass", "cafcass cymru"), ("family_court",)),
    (_keys("voluntary sector", "third sector", "vcs", "vcse", "voluntary and community sector"), ("voluntary",)),
)  # fmt: skip
"""Words for a kind of agency that are asked only where no agency bears them as a name of its own."""
FUNCTION = frozenset(
    [
        "and",
        "or",
        "with",
        "by",
        "to",
        "on",
        "a",
        "at",
        "all",
        "service",
        "team",
        "unit",
        "department",
        "lead",
        "area",
        "local",
    ]
)
EVERYBODY = _keys(
    "all", "all agencies", "all partners", "all partner agencies", "partner agencies", "all organisations",
    "multi-agency", "multi agency", "every agency",
    "each agency", "all board members", "all board partners", "all services", "everyone", "all partner organisations",
    "all relevant agencies", "partners",
    "all agencies and partners", "all board agencies", "all member agencies", "all statutory partners",
)  # fmt: skip
NOBODY = re.compile(
    r"^[\s\-./?*_]*$|^\W*(?:t\.?b\.?[cad]\.?|n\s?/?\s?a|none|nil|unknown|not known|to be (?:confirmed|agreed|advised|"
    r"identified)|various|as above|see above|ditto)\W*$",
    re.IGNORECASE,
)
NOT_THE_AGENCY = (
    key_of("police and crime commissioner"), key_of("health and wellbeing board"), key_of("police federation"),
        key_of("housing association"),
    key_of("health and safety"), key_of("crown prosecution service"), key_of("public health"), key_of("british "
        "transport police"), key_of("ministry of housing"),
    key_of("health education england"), key_of("department for education"), key_of("department of health"),
        key_of("college of policing"), key_of("social care institute"),
)  # fmt: skip
TITLE = re.compile(
    r"\b(?:heads?|directors?|managers?|leads?|leader|chief|officers?|inspectors?|superintendents?|sergeants?|"
    r"constables?|dci|di|ds|dcs|det|supt|"
    r"nurses?|doctors?|dr|midwife|designated|named|principals?|co-?ordinators?|chairs?|chairperson|commander|"
    r"practitioners?|consultants?|"
    r"executives?|deput(?:y|ies)|assistants?|seniors?|advisors?|advisers?|specialists?|supervisors?|teams?|"
    r"governors?|solicitor|"
    r"commissioners?|partner|ceo|coo|safeguarding|workers?|trainers?|administrators?|analyst|secretary|president|"
    r"panel|group|sub-?group|cllr|"
    r"portfolio|professionals?|paediatricians?|psychiatrists?|teachers?|headteachers?|strategic|operational|board|unit|"
    r"mr|mrs|ms|miss|professor|prof)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:police|constabulary|council|services?|trust|hospitals?|schools?|college|board|partnership|agency|"
    r"association|society|"
    r"committee|authority|department|housing|health|nhs|care|centre|company|charity|federation|office|surgery|"
    r"practice|aid|fire|"
    r"university|academy|network|alliance|foundation|forum|court|commission|ltd)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr)\.? )?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?(?: [A-Z]\.?)? (?:Mc|Mac|"
    r"O['’])?[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?$"
)
