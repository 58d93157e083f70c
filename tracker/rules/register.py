"""The register as one value: every record of it as it stands, or stood, with the look-ups that rules and pages need.

Built by `tracker.queries.register` from the tables now, or from the trail as at a past day; pure and read-only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from tracker.rules.records import (
    Action,
    ActionFile,
    ActionPart,
    Agency,
    AgendaItem,
    Ask,
    Board,
    Chase,
    CheckBack,
    CrossReference,
    Decision,
    DipFinding,
    DipSample,
    Disposal,
    Evidence,
    Extension,
    Group,
    LadderContact,
    LearningPoint,
    LearningTheme,
    LegalHold,
    Measure,
    Meeting,
    Membership,
    NotDoing,
    OverlapJudgement,
    Part,
    Person,
    PersonIdentity,
    PersonRole,
    PlanLayout,
    Promise,
    Reading,
    Recommendation,
    Redaction,
    Review,
    ReviewReader,
    Sending,
    Setting,
    Theme,
    ThemeLink,
    Update,
    Verification,
    WorkbookImport,
)
from tracker.rules.words import Role

R = TypeVar("R")
K = TypeVar("K")
Table: TypeAlias = Mapping[str, R]


def _empty() -> Any:
    return MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Register:
    """Every record, by id and in its order. Two registers are equal only where they are one object."""

    boards: Table[Board] = field(default_factory=_empty)
    agencies: Table[Agency] = field(default_factory=_empty)
    groups: Table[Group] = field(default_factory=_empty)
    memberships: Table[Membership] = field(default_factory=_empty)
    reviews: Table[Review] = field(default_factory=_empty)
    recommendations: Table[Recommendation] = field(default_factory=_empty)
    parts: Table[Part] = field(default_factory=_empty)
    asks: Table[Ask] = field(default_factory=_empty)
    learning_points: Table[LearningPoint] = field(default_factory=_empty)
    promises: Table[Promise] = field(default_factory=_empty)
    cross_references: Table[CrossReference] = field(default_factory=_empty)
    themes: Table[Theme] = field(default_factory=_empty)
    theme_links: Table[ThemeLink] = field(default_factory=_empty)
    learning_themes: Table[LearningTheme] = field(default_factory=_empty)
    overlap_judgements: Table[OverlapJudgement] = field(default_factory=_empty)
    actions: Table[Action] = field(default_factory=_empty)
    action_parts: Table[ActionPart] = field(default_factory=_empty)
    updates: Table[Update] = field(default_factory=_empty)
    extensions: Table[Extension] = field(default_factory=_empty)
    evidence: Table[Evidence] = field(default_factory=_empty)
    verifications: Table[Verification] = field(default_factory=_empty)
    check_backs: Table[CheckBack] = field(default_factory=_empty)
    not_doing: Table[NotDoing] = field(default_factory=_empty)
    meetings: Table[Meeting] = field(default_factory=_empty)
    agenda_items: Table[AgendaItem] = field(default_factory=_empty)
    decisions: Table[Decision] = field(default_factory=_empty)
    chases: Table[Chase] = field(default_factory=_empty)
    ladder_contacts: Table[LadderContact] = field(default_factory=_empty)
    dip_samples: Table[DipSample] = field(default_factory=_empty)
    dip_findings: Table[DipFinding] = field(default_factory=_empty)
    measures: Table[Measure] = field(default_factory=_empty)
    readings: Table[Reading] = field(default_factory=_empty)
    people: Table[Person] = field(default_factory=_empty)
    person_roles: Table[PersonRole] = field(default_factory=_empty)
    person_identities: Table[PersonIdentity] = field(default_factory=_empty)
    review_readers: Table[ReviewReader] = field(default_factory=_empty)
    redactions: Table[Redaction] = field(default_factory=_empty)
    legal_holds: Table[LegalHold] = field(default_factory=_empty)
    disposals: Table[Disposal] = field(default_factory=_empty)
    sendings: Table[Sending] = field(default_factory=_empty)
    workbook_imports: Table[WorkbookImport] = field(default_factory=_empty)
    plan_layouts: Table[PlanLayout] = field(default_factory=_empty)
    settings: Table[Setting] = field(default_factory=_empty)

    def answers_for(self, agency_id: str) -> str:
        """The agency that answers for this one by now: its last successor; itself where it has none."""
        gone_round = {agency_id}
        while True:
            heir = self.agencies[agency_id].successor_id
            if heir is None or heir not in self.agencies or heir in gone_round:
                return agency_id
            gone_round.add(heir)
            agency_id = heir

    @cached_property
    def files(self) -> Table[ActionFile]:
        """Every action with everything filed under it, by action id."""
        parts = by(self.action_parts.values(), lambda link: link.action_id)
        updates = by(self.updates.values(), lambda u: u.action_id)
        extensions = by(self.extensions.values(), lambda e: e.action_id)
        evidence = by(self.evidence.values(), lambda e: e.action_id)
        verifications = by(self.verifications.values(), lambda v: v.action_id)
        check_backs = by(self.check_backs.values(), lambda c: c.action_id)
        not_doing = by((n for n in self.not_doing.values() if n.action_id), lambda n: n.action_id)
        return {
            id_: ActionFile(
                action,
                tuple(link.part_id for link in parts.get(id_, ())),
                tuple(updates.get(id_, ())),
                tuple(extensions.get(id_, ())),
                tuple(evidence.get(id_, ())),
                tuple(verifications.get(id_, ())),
                tuple(check_backs.get(id_, ())),
                tuple(not_doing.get(id_, ())),
            )
            for id_, action in self.actions.items()
        }

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts of each recommendation, in printed order, by recommendation id."""
        found = by(self.parts.values(), lambda p: p.recommendation_id)
        return {id_: tuple(sorted(parts, key=lambda p: p.position)) for id_, parts in found.items()}

    @cached_property
    def asks_of(self) -> Mapping[str, tuple[Ask, ...]]:
        """The standing asks of each part (withdrawn ones left out), by part id."""
        return _tuples(by((a for a in self.asks.values() if a.withdrawn_on is None), lambda a: a.part_id))

    @cached_property
    def files_of_part(self) -> Mapping[str, tuple[ActionFile, ...]]:
        """The actions that answer each part, by part id."""
        found: dict[str, list[ActionFile]] = defaultdict(list)
        for file in self.files.values():
            for part_id in file.part_ids:
                found[part_id].append(file)
        return _tuples(found)

    @cached_property
    def recommendations_of_review(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """The recommendations of each review in printed order, by review id."""
        found = by(self.recommendations.values(), lambda r: r.review_id)
        return {
            id_: tuple(sorted(recs, key=lambda r: (r.level != "overview", r.position))) for id_, recs in found.items()
        }

    @cached_property
    def links_of(self) -> Mapping[str, tuple[ThemeLink, ...]]:
        """The theme links of each recommendation as a whole that nobody rejected, by recommendation id."""
        standing = (link for link in self.theme_links.values() if link.part_id is None and link.rejected_on is None)
        return _tuples(by(standing, lambda link: link.recommendation_id))

    @cached_property
    def links_of_part(self) -> Mapping[str, tuple[ThemeLink, ...]]:
        """The theme links of each part by itself that nobody rejected, by part id."""
        standing = (link for link in self.theme_links.values() if link.part_id and link.rejected_on is None)
        return _tuples(by(standing, lambda link: str(link.part_id)))

    @cached_property
    def links_of_learning(self) -> Mapping[str, tuple[LearningTheme, ...]]:
        """The theme links of each learning point that nobody rejected, by learning point id."""
        standing = (link for link in self.learning_themes.values() if link.rejected_on is None)
        return _tuples(by(standing, lambda link: link.learning_point_id))

    @cached_property
    def rejected_themes(self) -> Mapping[str, frozenset[str]]:
        """The themes that a person rejected, by the id of the recommendation, part or learning point."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.theme_links.values():
            if link.rejected_on is not None:
                found[link.part_id or link.recommendation_id].add(link.theme_id)
        for learned in self.learning_themes.values():
            if learned.rejected_on is not None:
                found[learned.learning_point_id].add(learned.theme_id)
        return {subject: frozenset(themes) for subject, themes in found.items()}

    @cached_property
    def open_not_doing(self) -> Mapping[str, NotDoing]:
        """Entries of the not-doing register that were not ended, by the id of what they are about."""
        return {
            str(n.action_id or n.ask_id or n.recommendation_id): n
            for n in self.not_doing.values()
            if n.ended_on is None
        }

    @cached_property
    def recommendations_of_action(self) -> Mapping[str, tuple[str, ...]]:
        """The recommendation ids that each action answers, in register order, by action id."""
        return {
            id_: tuple(dict.fromkeys(self.parts[p].recommendation_id for p in file.part_ids))
            for id_, file in self.files.items()
        }

    @cached_property
    def roles_of(self) -> Mapping[str, tuple[PersonRole, ...]]:
        """Everybody's roles, by person id."""
        return _tuples(by(self.person_roles.values(), lambda role: role.person_id))

    @cached_property
    def contacts_of(self) -> Mapping[str, tuple[PersonRole, ...]]:
        """Who answers for each agency, by agency id: its leads, then their deputies. Disabled people answer no more."""
        here = {id_ for id_, person in self.people.items() if person.disabled_on is None}
        leads = [r for r in self.person_roles.values() if r.role == Role.LEAD and r.agency_id and r.person_id in here]
        return _tuples(by(sorted(leads, key=lambda role: role.deputy), lambda role: str(role.agency_id)))

    @cached_property
    def agenda_of(self) -> Mapping[str, tuple[AgendaItem, ...]]:
        """The agenda of each meeting in its order, what was put off included, by meeting id."""
        found = by(self.agenda_items.values(), lambda item: item.meeting_id)
        return {id_: tuple(sorted(items, key=lambda item: item.position)) for id_, items in found.items()}

    @cached_property
    def decisions_of(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions of each meeting in the order in which they were minuted, by meeting id."""
        return _tuples(by(self.decisions.values(), lambda decision: decision.meeting_id))

    @cached_property
    def measures_of(self) -> Mapping[str, tuple[Measure, ...]]:
        """The measures of each recommendation, by recommendation id."""
        return _tuples(by(self.measures.values(), lambda measure: measure.recommendation_id))

    @cached_property
    def readings_of(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of each measure that stand, the earliest first, by measure id."""
        standing = (one for one in self.readings.values() if one.withdrawn_on is None)
        return _tuples(by(sorted(standing, key=lambda one: one.read_on), lambda one: one.measure_id))

    @cached_property
    def board_agencies(self) -> frozenset[str]:
        """Ids of the agencies that are a board answering for its own actions."""
        return frozenset(a.id for a in self.agencies.values() if a.is_board)

    def agency_name(self, agency_id: str | None) -> str:
        """The agency's full name, or "no owner"."""
        return self.agencies[agency_id].name if agency_id else "no owner"

    def owners_of(self, recommendation_id: str) -> tuple[str, ...]:
        """Agency ids asked for any part of a recommendation, in order, each once: the owners as accepted."""
        return tuple(
            dict.fromkeys(
                ask.agency_id
                for part in self.parts_of.get(recommendation_id, ())
                for ask in self.asks_of.get(part.id, ())
            )
        )

    def files_of_recommendation(self, recommendation_id: str) -> tuple[ActionFile, ...]:
        """Every action that answers any part of a recommendation, each once."""
        found = {
            file.action.id: file
            for part in self.parts_of.get(recommendation_id, ())
            for file in self.files_of_part.get(part.id, ())
        }
        return tuple(found.values())


def by(records: Iterable[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    """Records in lists by a key, order kept."""
    found: dict[K, list[R]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def _tuples(lists: Mapping[K, list[R]]) -> dict[K, tuple[R, ...]]:
    return {key: tuple(records) for key, records in lists.items()}
