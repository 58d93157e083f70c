"""The register with something hidden: evidence masked, unpublished reviews taken out with all that hangs on them, and
other boards’ reviews with their meetings, messages, workbooks and roles.

Ratings and figures never rest on what is masked, so a masked register's standing is the whole one's. A register without
a review is another register: its figures are its own.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.rules import holds
from tracker.rules.records import AgendaItem, Chase, DipSample, Evidence, LegalHold
from tracker.rules.register import Register
from tracker.rules.standing import Standing, build
from tracker.rules.words import Publication

RESTRICTED_TITLE = "Restricted evidence"
RESTRICTED_TO = "it is restricted to its agency, to those who verify and to the business manager"
NOT_SHOWN = "[not shown]"
NAMES_HIDDEN = "[This text names something that you may not see.]"
MASKED = frozenset({"title", "statement", "link", "file_name", "about", "withdrawn_reason"})
"""What is hidden of a restricted piece of evidence. Its kind, rung, hash and size, who sent it when, whether it was
withdrawn and which one it replaces stay: a paper must say the same for all."""
FILED = ("action_parts", "updates", "extensions", "evidence", "verifications", "check_backs")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What somebody may not see: whole reviews, the words of some evidence, people's addresses (`people`: only those
    of these), why some holds stand, and whole boards with what is theirs besides their reviews."""

    reviews: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    addresses: bool = False
    holds: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.reviews or self.evidence or self.addresses or self.holds or self.boards or self.people)

    def __and__(self, other: "Hidden") -> "Hidden":
        """What both hide."""
        both = self.addresses and other.addresses
        people = frozenset() if both else self._addresses_of(other) & other._addresses_of(self)
        return Hidden(
            self.reviews & other.reviews,
            self.evidence & other.evidence,
            both,
            self.holds & other.holds,
            self.boards & other.boards,
            people,
        )

    def _addresses_of(self, other: "Hidden") -> frozenset[str]:
        return other.people if self.addresses else self.people

    def hides_address(self, person_id: str) -> bool:
        """Whether the address of a person, and how they sign in, is hidden."""
        return self.addresses or person_id in self.people


NOTHING = Hidden()


def veiled(register: Register, hidden: Hidden) -> Register:
    """The register without what is hidden: the very same object where it holds none of it."""
    hidden_reviews, hidden_boards = hidden.reviews & register.reviews.keys(), hidden.boards & register.boards.keys()
    left = register
    if hidden_reviews or hidden_boards:
        left = _without(register, frozenset(hidden_reviews), frozenset(hidden_boards))
    changed: dict[str, Any] = {}
    if masked := {id_: mask(one) for id_ in hidden.evidence if (one := left.evidence.get(id_))}:
        changed["evidence"] = {id_: masked.get(id_, one) for id_, one in left.evidence.items()}
    hides = hidden.hides_address
    if any(p.email and hides(p.id) for p in left.people.values()):
        changed["people"] = {
            id_: replace(p, email=None) if p.email and hides(id_) else p for id_, p in left.people.items()
        }
    if any(hides(one.person_id) for one in left.person_identities.values()):
        changed["person_identities"] = {
            id_: one for id_, one in left.person_identities.items() if not hides(one.person_id)
        }
    if hidden.addresses and any(one.email for one in left.ladder_contacts.values()):
        changed["ladder_contacts"] = {id_: replace(one, email=None) for id_, one in left.ladder_contacts.items()}
    if hidden.holds & left.legal_holds.keys():
        changed["legal_holds"] = {
            id_: holds.masked(one) if id_ in hidden.holds else one for id_, one in left.legal_holds.items()
        }
    if not changed:
        return left
    made = replace(left, **changed)
    if left is register:  # what was worked out of the whole register is not worked out again
        made.__dict__.update({name: getattr(register, name) for name in _UNMASKED})
        made.__dict__.update(_files(register, masked))
    return made


def mask(evidence: Evidence) -> Evidence:
    """A piece of evidence of which only is seen that it is there."""
    masked: dict[str, Any] = dict.fromkeys(MASKED)
    return replace(evidence, **masked | {"title": RESTRICTED_TITLE})


def _files(register: Register, masked: Mapping[str, Evidence]) -> dict[str, Any]:
    """The action files with their evidence masked; those of other actions are the register's own."""
    changed = {
        id_: replace(file, evidence=tuple(masked.get(one.id, one) for one in file.evidence))
        for id_ in {one.action_id for one in masked.values()}
        if (file := register.files.get(id_))
    }
    if not changed:
        return {"files": register.files, "files_of_part": register.files_of_part}
    of_part = dict(register.files_of_part)
    for part_id in {part_id for file in changed.values() for part_id in file.part_ids}:
        of_part[part_id] = tuple(changed.get(file.action.id, file) for file in of_part[part_id])
    return {"files": {**register.files, **changed}, "files_of_part": of_part}


_UNMASKED = (
    "parts_of", "asks_of", "recommendations_of_review", "links_of", "links_of_part", "links_of_learning",
    "rejected_themes", "open_not_doing", "recommendations_of_action",
    "board_agencies",
)  # fmt: skip


# ---- a register without a review


def dropped(
    register: Register, reviews: frozenset[str], boards: frozenset[str] = frozenset()
) -> dict[str, frozenset[str]]:
    """The ids of everything that hangs on these reviews and on no other, or is these boards' own, by the table it
    stands in. An action that also serves another review is not among them; its links to their parts are. Where boards
    are hidden, so are the messages, workbooks and imports of every board at once."""
    gone: dict[str, frozenset[str]] = {"reviews": reviews}

    def drop(table: str, goes: Callable[[Any], bool]) -> None:
        gone[table] = frozenset(id_ for id_, one in getattr(register, table).items() if goes(one))

    for table in ("recommendations", "learning_points", "promises", "review_readers", "legal_holds", "disposals"):
        drop(table, lambda one: one.review_id in reviews)
    recs = gone["recommendations"]
    drop("parts", lambda one: one.recommendation_id in recs)
    drop("theme_links", lambda one: one.recommendation_id in recs)
    drop("learning_themes", lambda one: one.learning_point_id in gone["learning_points"])
    drop("overlap_judgements", lambda one: one.a_id in recs or one.b_id in recs)
    drop("measures", lambda one: one.recommendation_id in recs)
    drop("readings", lambda one: one.measure_id in gone["measures"])
    drop("cross_references", lambda one: one.from_id in recs or one.to_id in recs)
    drop("asks", lambda one: one.part_id in gone["parts"])
    parts_of: dict[str, list[str]] = defaultdict(list)
    for link in register.action_parts.values():
        parts_of[link.action_id].append(link.part_id)
    drop("actions", lambda one: _all_there(parts_of.get(one.id), gone["parts"], one.review_id in reviews))
    for table in (*FILED, "dip_findings"):
        drop(table, lambda one: one.action_id in gone["actions"])
    gone["action_parts"] |= {id_ for id_, link in register.action_parts.items() if link.part_id in gone["parts"]}
    drop(
        "not_doing",
        lambda one: one.action_id in gone["actions"] or one.ask_id in gone["asks"] or one.recommendation_id in recs,
    )
    if boards:
        drop("meetings", lambda one: one.board_id in boards)
        for table in ("person_roles", "ladder_contacts", "settings"):
            drop(table, lambda one: one.board_id in boards)
        for table in ("chases", "sendings", "workbook_imports"):
            drop(table, lambda one: one.board_id is None or one.board_id in boards)
        drop("dip_samples", lambda one: _all_gone(one, gone["actions"]))
        gone["dip_findings"] |= {f.id for f in register.dip_findings.values() if f.sample_id in gone["dip_samples"]}
    meetings = gone.get("meetings", frozenset())
    every = frozenset[str]().union(*gone.values())
    drop("agenda_items", lambda one: one.about in every or one.meeting_id in meetings)
    drop(
        "decisions",
        lambda one: (
            one.about in every or one.made in every or one.item_id in gone["agenda_items"] or one.meeting_id in meetings
        ),
    )
    every |= gone["agenda_items"] | gone["decisions"]
    drop("redactions", lambda one: one.entity_id in every)
    return gone


def _all_there(part_ids: list[str] | None, parts: frozenset[str], otherwise: bool) -> bool:
    return parts.issuperset(part_ids) if part_ids else otherwise


def _all_gone(sample: DipSample, actions: Collection[str]) -> bool:
    return bool(sample.population) and all(one.rpartition(":")[0] in actions for one in sample.population)


def _without(register: Register, reviews: frozenset[str], boards: frozenset[str]) -> Register:
    gone = dropped(register, reviews, boards)
    left = {
        table: {id_: one for id_, one in getattr(register, table).items() if id_ not in ids}
        for table, ids in gone.items()
        if ids
    }
    smaller = replace(register, **left)
    recs, naming = gone["recommendations"], names(register, gone, boards)
    every = frozenset[str]().union(*gone.values())
    return replace(
        smaller,
        actions={id_: _rehomed(smaller, one) for id_, one in smaller.actions.items()},
        learning_points={
            id_: replace(one, promoted_to=None) if one.promoted_to in recs else one
            for id_, one in smaller.learning_points.items()
        },
        promises={
            id_: replace(one, kept_by=None, why=None) if one.kept_by in recs else one
            for id_, one in smaller.promises.items()
        },
        chases={id_: _chase(one, every, naming) for id_, one in smaller.chases.items()},
        agenda_items={id_: _worded(one, naming) for id_, one in smaller.agenda_items.items()},
        decisions={id_: replace(one, text=without(one.text, naming)) for id_, one in smaller.decisions.items()},
        dip_samples={id_: _fewer(one, every, naming) for id_, one in smaller.dip_samples.items()},
        legal_holds={id_: _reasoned(one, naming) for id_, one in smaller.legal_holds.items()},
    )


def _chase(chase: Chase, gone: Collection[str], naming: re.Pattern[str] | None) -> Chase:
    listed = tuple(id_ for id_ in chase.listed if id_ not in gone)
    answer = without(chase.answer, naming) if chase.answer else None
    return replace(chase, text=without(chase.text, naming), answer=answer, listed=listed)


def _worded(item: AgendaItem, naming: re.Pattern[str] | None) -> AgendaItem:
    said: dict[str, Any] = {name: without(text, naming) for name in ("title", "why", "note", "deferred_reason")
            if (text := getattr(item, name))}  # fmt: skip
    return replace(item, **said)


def _reasoned(hold: LegalHold, naming: re.Pattern[str] | None) -> LegalHold:
    """A hold over everything may say of what is hidden why it stands."""
    lifted = without(hold.lifted_reason, naming) if hold.lifted_reason else hold.lifted_reason
    return replace(hold, reason=without(hold.reason, naming), lifted_reason=lifted)


def _fewer(sample: DipSample, gone: Collection[str], naming: re.Pattern[str] | None) -> DipSample:
    """A sample without the actions that are hidden; how many were drawn stays: it is part of the draw."""
    left = tuple(one for one in sample.population if one.rpartition(":")[0] not in gone)
    return replace(sample, population=left, about=without(sample.about, naming) if sample.about else None)


def _rehomed(smaller: Register, action: Any) -> Any:
    """An action that stays belongs to a review that stays: that of the first part it answers there."""
    if action.review_id in smaller.reviews:
        return action
    links = (link for link in smaller.action_parts.values() if link.action_id == action.id)
    part = smaller.parts[next(links).part_id]
    return replace(action, review_id=smaller.recommendations[part.recommendation_id].review_id)


def names(
    register: Register, gone: Mapping[str, Collection[str]], boards: Collection[str] = ()
) -> re.Pattern[str] | None:
    """What tells somebody of a hidden thing in running text: its id, its title, a review's subject; not what something
    that stays is called too. None where nothing is hidden. What the hidden `boards` have published is no secret, so
    nobody looks for it."""
    told, kept = called(register, gone, boards)
    found = sorted((re.escape(word) for word in told - kept if word), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE) if found else None


def called(
    register: Register, gone: Mapping[str, Collection[str]], boards: Collection[str] = ()
) -> tuple[set[str], set[str]]:
    """What hidden things are called that are a secret, and what those are called that stay, in small letters."""
    known = frozenset(
        id_
        for id_ in gone.get("reviews", ())
        if (review := register.reviews[id_]).board_id in boards and review.state == Publication.PUBLISHED
    )

    def is_secret(table: str, one: Any) -> bool:
        return one.id in gone.get(table, ()) and (one.id if table == "reviews" else one.review_id) not in known

    told, kept = set[str](), set[str]()
    for table in ("reviews", "recommendations", "actions"):
        for id_, one in getattr(register, table).items():
            words = (one.id, one.title, *((one.subject,) if table == "reviews" else ()))
            if is_secret(table, one):
                told.update(word.casefold() for word in words)
            elif id_ not in gone.get(table, ()):
                kept.update(word.casefold() for word in words)
    return told, kept


def without(text: str, naming: re.Pattern[str] | None) -> str:
    """A text, or a sentence in its place where it names something hidden."""
    return NAMES_HIDDEN if naming and naming.search(text) else text


# ---- how it stands


@dataclass(frozen=True, eq=False)
class _Masked(Standing):
    """The standing of a masked register: every figure that rests on nothing masked is the whole register's own."""

    _whole: Standing = field(repr=False)


def _shared(name: str) -> property:
    return property(lambda self: getattr(self._whole, name))


for _name in (
    "not_doing", "statuses", "action_ratings", "body", "tracked_parts", "holes", "hole_ids", "ask_ratings",
    "part_ratings", "recommendation_ratings", "disagreements", "overturned", "_by_agency", "_stale_ids",
):  # fmt: skip
    setattr(_Masked, _name, _shared(_name))


def veiled_standing(whole: Standing, hidden: Hidden) -> Standing:
    """How the register stands without what is hidden: the very same object where it holds none of it."""
    register = veiled(whole.register, hidden)
    if register is whole.register:
        return whole
    if hidden.reviews & whole.register.reviews.keys() or hidden.boards & whole.register.boards.keys():
        return build(register, today=whole.today)
    return _Masked(register, whole.today, whole.thresholds, whole)
