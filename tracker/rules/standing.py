"""Where everything stands on a day: the whole register rated once, with every figure that is shown.

Pure and lazy: each figure is worked out when first asked for and kept. 40,000 actions take about a second.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.rules.brag import (
    HOLE,
    ORDER,
    RANK,
    Answer,
    not_doing_words,
    rag_disagreement,
    rate_action,
    rate_part,
    rate_recommendation,
    worst,
)
from tracker.rules.by_board import only_board, own
from tracker.rules.dates import plural
from tracker.rules.deadlines import (
    claims_judged,
    claims_overturned,
    days_late,
    days_late_original,
    days_silent,
    due_within,
    is_late_on_original,
    is_overdue,
    slippage,
)
from tracker.rules.lifecycle import OPEN, VERIFIED, in_force, status_on
from tracker.rules.records import ActionFile, Ask, NotDoing, Part, Rating, Recommendation
from tracker.rules.register import Register
from tracker.rules.thresholds import SETTING_ID, Thresholds
from tracker.rules.words import Brag, Level, Response, Status


@dataclass(frozen=True, slots=True)
class Counts:
    """How many have which rating; ratings plus not doing make the total."""

    total: int = 0
    blue: int = 0
    green: int = 0
    amber: int = 0
    red: int = 0
    grey: int = 0
    not_doing: int = 0


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """What one agency owes and how it has kept its word. Actions are those it owns; holes and asks are its own."""

    counts: Counts = Counts()
    asks: int = 0
    holes: int = 0
    overdue: int = 0
    late_on_original: int = 0
    due_soon: int = 0
    stale: int = 0
    moves: int = 0
    """Agreed moves of its due dates, all actions, whatever became of them."""
    slippage_days: int = 0
    """Days between original and current dates, all its actions added up."""
    awaiting: int = 0
    """Claims that wait for verification now."""
    verified: int = 0
    """Actions assured or embedded now."""
    claims: int = 0
    """Claims ever put to verification."""
    overturned: int = 0
    """Claims ever returned, or undone by a failed check-back."""
    last_said_on: date | None = None


def count(ratings: Iterable[Rating]) -> Counts:
    """Ratings counted by colour."""
    tally: dict[Brag, int] = defaultdict(int)
    for rating in ratings:
        tally[rating.brag] += 1
    by_name = {brag.value: tally[brag] for brag in ORDER}
    return Counts(total=sum(by_name.values()), **by_name)


@dataclass(frozen=True, eq=False)
class Standing:
    """The register as it stands on `today`, rated by the thresholds in force."""

    register: Register
    today: date
    thresholds: Thresholds
    """Those of the whole register; where all its reviews are of one board, that board's."""

    @cached_property
    def own_thresholds(self) -> Mapping[str, Thresholds]:
        """Those of the boards that set their own, by id of the board."""
        return {id_: Thresholds.from_json(one.value) for id_, one in own(self.register.settings, SETTING_ID).items()}

    def thresholds_of(self, review_id: str) -> Thresholds:
        """Those by which the actions of a review are rated: its board's own, else the register's."""
        if not self.own_thresholds:
            return self.thresholds
        review = self.register.reviews.get(review_id)
        return self.own_thresholds.get(review.board_id, self.thresholds) if review else self.thresholds

    def days(self, name: str) -> str:
        """A threshold in words: "28 days"; "28 or 42 days" where the boards whose reviews are here differ."""
        found = {getattr(self.thresholds_of(id_), name) for id_ in self.register.reviews if self.own_thresholds}
        numbers = [f"{days:,}" for days in sorted(found)]
        if len(numbers) < 2:
            return plural(getattr(self.thresholds, name), "day")
        return f"{', '.join(numbers[:-1])} or {numbers[-1]} days"

    def furthest(self, name: str) -> int:
        """The most days that a threshold has at any board whose reviews are here."""
        general: int = getattr(self.thresholds, name)
        here = (getattr(self.thresholds_of(id_), name) for id_ in self.register.reviews if self.own_thresholds)
        return max(here, default=general)

    @cached_property
    def not_doing(self) -> Mapping[str, NotDoing]:
        """Not-doing entries in force today, by the id of the recommendation, ask or action they are about."""
        return {id_: entry for id_, entry in self.register.open_not_doing.items() if in_force(entry, today=self.today)}

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The status that counts today (an expired not-doing entry is over), by action id."""
        return {id_: status_on(file, today=self.today) for id_, file in self.register.files.items()}

    @cached_property
    def action_ratings(self) -> Mapping[str, Rating]:
        """The rating of every action, by action id."""
        of, today = self.thresholds_of, self.today
        return {
            id_: rate_action(file, of(file.action.review_id), today=today) for id_, file in self.register.files.items()
        }

    @cached_property
    def body(self) -> Mapping[str, frozenset[str]]:
        """By agency id: the ids that are the same body in time."""
        return bodies(self.register)

    def same_body(self, agency_id: str | None, other_id: str | None) -> bool:
        """Whether two agencies are one body in time: the same, or one the other's successor, directly or further on."""
        return agency_id is not None and (agency_id == other_id or other_id in self.body.get(agency_id, frozenset()))

    @cached_property
    def files_of_ask(self) -> Mapping[str, tuple[ActionFile, ...]]:
        """The actions that answer each standing ask (same part, same body), by ask id."""
        register = self.register
        return {
            ask.id: tuple(
                file
                for file in register.files_of_part.get(part_id, ())
                if self.same_body(ask.agency_id, file.action.owner_id)
            )
            for part_id, asks in register.asks_of.items()
            for ask in asks
        }

    @cached_property
    def tracked_parts(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts that are tracked (not marked as context), by recommendation id."""
        return {
            id_: tuple(part for part in parts if part.context_reason is None)
            for id_, parts in self.register.parts_of.items()
        }

    def asks_due(self, part: Part) -> tuple[Ask, ...]:
        """The standing asks of a part that are not in the not-doing register, alone or with their recommendation."""
        if part.recommendation_id in self.not_doing or part.context_reason is not None:
            return ()
        return tuple(ask for ask in self.register.asks_of.get(part.id, ()) if ask.id not in self.not_doing)

    @cached_property
    def holes(self) -> tuple[Ask, ...]:
        """Asks on tracked parts, not in the not-doing register, with no action of that agency on that part."""
        return tuple(
            ask
            for parts in self.tracked_parts.values()
            for part in parts
            for ask in self.asks_due(part)
            if not self.files_of_ask[ask.id]
        )

    @cached_property
    def hole_ids(self) -> frozenset[str]:
        """The ids of the asks that are holes."""
        return frozenset(ask.id for ask in self.holes)

    @cached_property
    def ask_ratings(self) -> Mapping[str, Rating]:
        """One cell of the grid: an ask is as its worst action; a hole is grey; by ask id, standing asks only.

        Asks on parts marked as context are left out."""
        found = {}
        for parts in self.tracked_parts.values():
            for part in parts:
                for ask in self.register.asks_of.get(part.id, ()):
                    entry = self.not_doing.get(ask.id) or self.not_doing.get(part.recommendation_id)
                    if entry:
                        found[ask.id] = Rating(Brag.NONE, not_doing_words(entry))
                    else:
                        ratings = (self.action_ratings[file.action.id] for file in self.files_of_ask[ask.id])
                        found[ask.id] = worst(ratings) or HOLE
        return found

    @cached_property
    def part_ratings(self) -> Mapping[str, Rating]:
        """The rating of every tracked part, by part id; parts marked as context are left out."""
        found = {}
        for id_, parts in self.tracked_parts.items():
            entry = self.not_doing.get(id_)
            for part in parts:
                answer = self._answer((part,), not_doing_words(entry) if entry else None)
                found[part.id] = rate_part(answer)
        return found

    @cached_property
    def recommendation_ratings(self) -> Mapping[str, Rating]:
        """The rating of every recommendation, by recommendation id."""
        return {id_: self._rate_recommendation(rec) for id_, rec in self.register.recommendations.items()}

    @cached_property
    def overdue(self) -> tuple[ActionFile, ...]:
        """Open, unclaimed actions past their current due date, the latest first."""
        found = [file for file in self.register.files.values() if is_overdue(file, self.today)]
        return tuple(sorted(found, key=self._latest_first))

    @cached_property
    def late_on_original(self) -> tuple[ActionFile, ...]:
        """Open actions past their original due date and not claimed by then, the latest (on that date) first."""
        found = [file for file in self.register.files.values() if is_late_on_original(file, self.today)]
        return tuple(sorted(found, key=lambda f: (-days_late_original(f, today=self.today), f.action.id)))

    def is_soon(self, file: ActionFile) -> bool:
        """Whether an open, unclaimed action falls due within the days that its board's list looks ahead."""
        return due_within(file, self.thresholds_of(file.action.review_id).look_ahead_days, self.today)

    def is_stale(self, file: ActionFile) -> bool:
        """Whether the owner of an open action has said nothing for as many days as its board's threshold."""
        silent = days_silent(file, today=self.today) or 0
        return silent >= self.thresholds_of(file.action.review_id).stale_days

    @cached_property
    def due_soon(self) -> tuple[ActionFile, ...]:
        """Open, unclaimed actions that fall due within the days that the list looks ahead, the soonest first."""
        found = [file for file in self.register.files.values() if self.is_soon(file)]
        return tuple(sorted(found, key=lambda f: (f.action.due or date.max, f.action.id)))

    @cached_property
    def stale(self) -> tuple[ActionFile, ...]:
        """Open actions about which the owner has said nothing for the threshold's days, the longest silence first."""
        silences = {
            id_: days_silent(self.register.files[id_], today=self.today) or 0
            for id_, status in self.statuses.items()
            if status in OPEN
        }
        late = sorted((-days, id_) for id_, days in silences.items() if self.is_stale(self.register.files[id_]))
        return tuple(self.register.files[id_] for _, id_ in late)

    @cached_property
    def disagreements(self) -> Mapping[str, str]:
        """Where the owner's own rating differs from the rule's: both in words, by action id."""
        return {
            id_: words
            for id_, file in self.register.files.items()
            if file.updates and (words := rag_disagreement(file, self.action_ratings[id_]))
        }

    @cached_property
    def claimed(self) -> tuple[ActionFile, ...]:
        """Actions whose claim waits for verification now, the longest wait first."""
        found = [self.register.files[id_] for id_, status in self.statuses.items() if status == Status.CLAIMED]
        return tuple(sorted(found, key=lambda f: (f.action.claimed_on or date.max, f.action.id)))

    @cached_property
    def verified(self) -> tuple[ActionFile, ...]:
        """Actions assured or embedded now, in register order."""
        return tuple(self.register.files[id_] for id_, status in self.statuses.items() if status in VERIFIED)

    @cached_property
    def overturned(self) -> int:
        """How many claims were ever returned, or assured and then undone by a failed check-back."""
        return sum(claims_overturned(file) for file in self.register.files.values())

    def counts(self, review_id: str | None = None, level: Level = Level.OVERVIEW) -> Counts:
        """Recommendations by rating: of the overview level unless told, of one review if told."""
        return count(
            self.recommendation_ratings[rec.id]
            for rec in self.register.recommendations.values()
            if rec.level == level and review_id in (None, rec.review_id)
        )

    def action_counts(self, review_id: str | None = None) -> Counts:
        """Actions by rating, of one review if told."""
        return count(
            self.action_ratings[id_]
            for id_, action in self.register.actions.items()
            if review_id in (None, action.review_id)
        )

    def by_review(self) -> dict[str, Counts]:
        """Overview recommendations by rating, for every review in register order."""
        found: dict[str, list[Rating]] = {id_: [] for id_ in self.register.reviews}
        for rec in self.register.recommendations.values():
            if rec.level == Level.OVERVIEW:
                found[rec.review_id].append(self.recommendation_ratings[rec.id])
        return {id_: count(ratings) for id_, ratings in found.items()}

    def by_agency(self) -> dict[str, AgencyFigures]:
        """The figures of every agency that was asked for anything or owns an action, in register order."""
        return dict(self._by_agency)

    @cached_property
    def _by_agency(self) -> Mapping[str, AgencyFigures]:
        files: dict[str, list[ActionFile]] = defaultdict(list)
        for file in self.register.files.values():
            if file.action.owner_id:
                files[file.action.owner_id].append(file)
        asks: dict[str, int] = defaultdict(int)
        for id_ in self.ask_ratings:
            asks[self.register.asks[id_].agency_id] += 1
        holes: dict[str, int] = defaultdict(int)
        for ask in self.holes:
            holes[ask.agency_id] += 1
        return {
            id_: self._figures(files.get(id_, []), asks.get(id_, 0), holes.get(id_, 0))
            for id_ in self.register.agencies
            if id_ in files or id_ in asks
        }

    def _figures(self, files: list[ActionFile], asks: int, holes: int) -> AgencyFigures:
        slipped = [slippage(file) for file in files]
        said = [file.last_said_on for file in files if file.updates and file.last_said_on]
        statuses = [self.statuses[file.action.id] for file in files]
        return AgencyFigures(
            counts=count(self.action_ratings[file.action.id] for file in files),
            asks=asks,
            holes=holes,
            overdue=sum(is_overdue(file, self.today) for file in files),
            late_on_original=sum(is_late_on_original(file, self.today) for file in files),
            due_soon=sum(self.is_soon(file) for file in files),
            stale=sum(file.action.id in self._stale_ids for file in files),
            moves=sum(s.moves for s in slipped),
            slippage_days=sum(s.days for s in slipped),
            awaiting=sum(status == Status.CLAIMED for status in statuses),
            verified=sum(status in VERIFIED for status in statuses),
            claims=sum(claims_judged(file) for file in files),
            overturned=sum(claims_overturned(file) for file in files),
            last_said_on=max(said, default=None),
        )

    @cached_property
    def _stale_ids(self) -> frozenset[str]:
        return frozenset(file.action.id for file in self.stale)

    def _latest_first(self, file: ActionFile) -> tuple[int, int, str]:
        today = self.today
        return (-days_late(file, today=today), -days_late_original(file, today=today), file.action.id)

    def _rate_recommendation(self, rec: Recommendation) -> Rating:
        entry = self.not_doing.get(rec.id)
        parts = self.tracked_parts.get(rec.id, ())
        asked = any(self.register.asks_of.get(part.id) for part in parts)
        return rate_recommendation(
            self._answer(parts, not_doing_words(entry) if entry else None, None if asked else _nobody_asked(rec))
        )

    def _answer(self, parts: tuple[Part, ...], not_doing: str | None, nobody_asked: str | None = None) -> Answer:
        """What stands against some parts of one recommendation. An ask in the not-doing register takes the actions of
        its agency on that part with it."""
        register = self.register
        actions: dict[str, Rating] = {}
        asks = holes = unasked = 0
        for part in parts:
            standing = register.asks_of.get(part.id, ())
            files = register.files_of_part.get(part.id, ())
            unasked += not standing and not files
            dropped = {f.action.id for a in standing if a.id in self.not_doing for f in self.files_of_ask[a.id]}
            for file in files:
                if file.action.id not in dropped:
                    actions[file.action.id] = self.action_ratings[file.action.id]
            due = self.asks_due(part)
            asks += len(due)
            holes += sum(ask.id in self.hole_ids for ask in due)
        return Answer(tuple(actions.values()), asks, holes, unasked, len(parts), not_doing, nobody_asked)


def build(register: Register, *, today: date) -> Standing:
    """Where everything stands on a day, by the thresholds that the register holds."""
    return Standing(register, today, Thresholds.from_settings(register.settings, only_board(register)))


def worst_first(standing: Standing, recommendations: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """Recommendations worst first; equals in the order given."""
    ratings = standing.recommendation_ratings
    return tuple(sorted(recommendations, key=lambda rec: RANK[ratings[rec.id].brag]))


def _nobody_asked(rec: Recommendation) -> str:
    if rec.response == Response.NOT_ACCEPTED:
        return "not accepted, and not yet in the not-doing register"
    if rec.response == Response.ANOTHER_BOARDS:
        return "another board's to answer; nobody here has been asked"
    return "nobody has been asked yet"


def bodies(register: Register) -> dict[str, frozenset[str]]:
    """By agency id: the ids that are the same body in time: itself, its predecessors and its successors."""
    successors = {id_: _successors(register, id_) for id_ in register.agencies}
    found = {id_: {id_, *after} for id_, after in successors.items()}
    for id_, after in successors.items():
        for later in after:
            found[later].add(id_)
    return {id_: frozenset(ids) for id_, ids in found.items()}


def _successors(register: Register, agency_id: str) -> tuple[str, ...]:
    """The agency's successors, nearest first; a circle of successors is gone round once."""
    found: list[str] = []
    agency = register.agencies.get(agency_id)
    while agency and agency.successor_id and agency.successor_id not in (agency_id, *found):
        found.append(agency.successor_id)
        agency = register.agencies.get(agency.successor_id)
    return tuple(id_ for id_ in found if id_ in register.agencies)
