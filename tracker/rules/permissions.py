"""Who may do what, as one table. Two scopes: anything, or only what is one's own agency's.

This table says what a role is for. What one case still needs (two steps, two people) is asked of `sign_off`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from tracker.rules.dates import list_in_words
from tracker.rules.errors import NotAllowedError
from tracker.rules.records import PersonRole
from tracker.rules.words import Role


class Scope(StrEnum):
    """How far a permission reaches."""

    ANY = "any"
    OWN_AGENCY = "own_agency"


class Verb(NamedTuple):
    """One thing that can be done: its words after "may not", and the roles that may do it, each with its scope."""

    words: str
    roles: Mapping[Role, Scope]


BOARD = {Role.ADMINISTRATOR: Scope.ANY}
SUBGROUP = {Role.ADMINISTRATOR: Scope.ANY, Role.SUBGROUP: Scope.ANY}
ASSURERS = {Role.ADMINISTRATOR: Scope.ANY, Role.SUBGROUP: Scope.ANY, Role.SCRUTINEER: Scope.ANY}
OWNERS = {Role.ADMINISTRATOR: Scope.ANY, Role.LEAD: Scope.OWN_AGENCY}
EVERYBODY: dict[Role, Scope] = {role: Scope.ANY for role in Role if role != Role.SYSTEM}

VERBS: Mapping[str, Verb] = MappingProxyType(
    {
        "read": Verb("read the register", EVERYBODY),
        "see_restricted": Verb("see restricted evidence", {**ASSURERS, Role.LEAD: Scope.OWN_AGENCY}),
        "see_unpublished": Verb("see a review that is not published without being named as its reader", BOARD),
        "see_accesses": Verb("see who signed in and who took what out", {**BOARD, Role.AUDITOR: Scope.ANY}),
        "update": Verb("say what was done about an action", OWNERS),
        "claim": Verb("claim that an action is complete", OWNERS),
        "withdraw_claim": Verb("withdraw a claim", OWNERS),
        "add_evidence": Verb("add evidence", OWNERS),
        "replace_evidence": Verb("send a newer version of a piece of evidence", OWNERS),
        "restrict_evidence": Verb("restrict evidence, or lift the restriction", OWNERS),
        "withdraw_evidence": Verb("withdraw evidence", OWNERS),
        "ask_extension": Verb("ask for an extension", OWNERS),
        "agree_extension": Verb("agree an extension", SUBGROUP),
        "refuse_extension": Verb("refuse an extension", SUBGROUP),
        "verify": Verb("verify a claim", ASSURERS),
        "return": Verb("return a claim", ASSURERS),
        "check_back": Verb("record a check-back", ASSURERS),
        "embed": Verb("mark an action as embedded", ASSURERS),
        "plan_action": Verb("plan an action", OWNERS),
        "edit_action": Verb("edit an action", OWNERS),
        "edit_register": Verb("edit reviews, recommendations, parts, agencies, groups and asks", BOARD),
        "confirm_theme": Verb("confirm a theme", SUBGROUP),
        "judge_overlap": Verb("say whether two recommendations ask for the same", SUBGROUP),
        "close": Verb("close a recommendation", SUBGROUP),
        "reopen": Verb("reopen a recommendation", SUBGROUP),
        "not_doing": Verb("put something in the not-doing register", SUBGROUP),
        "bring_back": Verb("bring something back from the not-doing register", SUBGROUP),
        "import_workbook": Verb("bring in a workbook of the whole register", BOARD),
        "import_own_workbook": Verb("bring in an agency's workbook", OWNERS),
        "take_back_import": Verb("take back what a workbook brought in", OWNERS),
        "record_meeting": Verb("record a meeting and its decisions", SUBGROUP),
        "raise_action": Verb("raise an action in a meeting", SUBGROUP),
        "show_in_room": Verb("show restricted evidence in the room of a meeting", SUBGROUP),
        "chase": Verb("send chasing messages", BOARD),
        "escalate": Verb("escalate what an agency owes", SUBGROUP),
        "keep_contacts": Verb("keep the contacts whom letters go to", BOARD),
        "draw_sample": Verb("draw a dip sample and record what was found", ASSURERS),
        "measure": Verb("keep the measures of a recommendation and their readings", SUBGROUP),
        "set_assurance": Verb("set what evidence each kind of change needs", BOARD),
        "set_chasing": Verb("set when and whom messages chase", BOARD),
        "set_links": Verb("let messages carry personal links", BOARD),
        "set_papers": Verb("set the look of the board’s papers", BOARD),
        "give_link": Verb("give an agency’s lead a personal link", BOARD),
        "send_workbooks": Verb("send agencies their workbooks", BOARD),
        "set_thresholds": Verb("set the thresholds of the rating", BOARD),
        "manage_people": Verb("manage people and their roles", BOARD),
        "name_reader": Verb("name the readers of a review that is not published", BOARD),
        "keep_names": Verb("keep the list of names that must not be in the register", BOARD),
        "go_on": Verb("let words through that may identify somebody", ASSURERS),
        "ask_redaction": Verb("ask for a redaction", {**ASSURERS, Role.LEAD: Scope.OWN_AGENCY}),
        "agree_redaction": Verb("agree or refuse a redaction", ASSURERS),
        "place_hold": Verb("place or lift a legal hold", BOARD),
        "see_holds": Verb("see why a legal hold stands", {**ASSURERS, Role.AUDITOR: Scope.ANY}),
        "ask_disposal": Verb("ask that evidence whose time is over be disposed of", BOARD),
        "agree_disposal": Verb("agree or refuse a disposal", ASSURERS),
        "set_retention": Verb("set for how many years evidence is kept", BOARD),
        "sign_off_head": Verb("sign off the head of the trail", ASSURERS),
        "back_up": Verb("take a backup", BOARD),
        "copy_evidence": Verb("copy all the evidence to another place", BOARD),
    }
)
"""Every verb of the register. The auditor, the board member and the regional reader change nothing; the tracker itself
may do all."""

FOR_EVERY_BOARD = frozenset(
    {
        *("set_links", "set_papers", "keep_names", "agree_redaction", "back_up", "copy_evidence"),
    }
)
"""What is done to the whole register at once: it takes a role that holds for every board."""

NARROWEST_FIRST = (
    Role.LEAD,
    Role.SCRUTINEER,
    Role.SUBGROUP,
    Role.ADMINISTRATOR,
    Role.READER,
    Role.AUDITOR,
    Role.REGIONAL,
    Role.SYSTEM,
)
"""Which of several fitting roles a person is taken to act in, and the trail records."""


def allowed(roles: tuple[PersonRole, ...], verb: str, agency_id: str | None = None) -> bool:
    """Whether any of a person's roles may do this, to something of `agency_id` (None: of nobody in particular)."""
    return any(_fits(role, verb, agency_id) for role in roles)


def why_not(roles: tuple[PersonRole, ...], verb: str, agency_id: str | None = None) -> str | None:
    """Why these roles may not do this, in words; None if they may."""
    if allowed(roles, verb, agency_id):
        return None
    may = VERBS[verb].roles
    who = list_in_words([_described(role) for role in Role if role in may], "or")
    if not roles:
        return f"you have no role yet; it takes {who}"
    if verb in FOR_EVERY_BOARD and any(role.role in may and role.board_id for role in roles):
        return "it is done for every board at once, and your role holds for one board"
    if any(role.role in may for role in roles):
        return "it belongs to another agency than yours" if agency_id else "it belongs to no agency yet"
    held = list_in_words([_described(role) for role in dict.fromkeys(r.role for r in roles)])
    return f"it takes {who}, and you are {held}"


def acting_role(roles: tuple[PersonRole, ...], verb: str, agency_id: str | None = None) -> Role:
    """The role in which a person does this, as the trail records it: the narrowest that may.

    Raises NotAllowedError if none may."""
    fitting = [role.role for role in roles if _fits(role, verb, agency_id)]
    if not fitting:
        who = roles[0].person_id if roles else "Someone without a role"
        raise NotAllowedError(who, VERBS[verb].words, why_not(roles, verb, agency_id) or "")
    return Role(min(fitting, key=NARROWEST_FIRST.index))


def as_table() -> tuple[tuple[str, ...], ...]:
    """The table for the manual: a row of headings, then one row a verb: its name, its words, and for each role "yes",
    "own agency" or "no"."""
    roles = [role for role in Role if role != Role.SYSTEM]
    cell = {Scope.ANY: "yes", Scope.OWN_AGENCY: "own agency", None: "no"}
    rows = [("Verb", "What it is", *(role.label for role in roles))]
    rows += [(name, verb.words, *(cell[verb.roles.get(role)] for role in roles)) for name, verb in VERBS.items()]
    return tuple(rows)


def _fits(role: PersonRole, verb: str, agency_id: str | None) -> bool:
    scope = VERBS[verb].roles.get(role.role)
    if verb in FOR_EVERY_BOARD and role.board_id is not None:
        return False
    if role.role == Role.SYSTEM or scope == Scope.ANY:
        return True
    return scope == Scope.OWN_AGENCY and agency_id is not None and role.agency_id == agency_id


def _described(role: Role) -> str:
    return {
        Role.ADMINISTRATOR: "the business manager",
        Role.SUBGROUP: "a member of the quality-assurance subgroup",
        Role.SCRUTINEER: "the independent scrutineer",
        Role.LEAD: "the agency's lead",
        Role.READER: "a board member",
        Role.AUDITOR: "an auditor",
        Role.REGIONAL: "a regional reader",
        Role.SYSTEM: "the tracker itself",
    }[role]
