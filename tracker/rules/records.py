"""Frozen values: the only things that pass between rooms.

Each record mirrors one table of `tracker.store.tables` field for field (a test holds the two together), so a record
is hashable, safe to cache and safe to hand to a page. Instants are UTC; days are calendar days where the board sits.
`version` counts the edits of a row: a form that shows version 3 may only replace version 3.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.rules.dates import first_of_month_named
from tracker.rules.words import (
    AgendaKind,
    Brag,
    ChangeKind,
    CheckOutcome,
    DateExactness,
    DecisionKind,
    Direction,
    EvidenceKind,
    Found,
    HoldKind,
    LadderRung,
    Level,
    NotDoingKind,
    Outcome,
    OwnRating,
    Publication,
    Response,
    Role,
    Rung,
    Sameness,
    SendingWay,
    Status,
)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A safeguarding board. `agency_id` is the board as an agency that answers for its own actions."""

    id: str
    name: str
    agency_id: str | None = None
    timezone: str = "Europe/London"
    version: int = 1


@dataclass(frozen=True, slots=True)
class Agency:
    """Who answers. `successor_id` is who answers now, where a body was renamed, merged or closed. With
    `chase_with_workbook` its return workbook travels with every message about what it owes."""

    id: str
    name: str
    short_name: str
    sector: str
    other_names: Words = ()
    parent_id: str | None = None
    successor_id: str | None = None
    closed_on: date | None = None
    is_board: bool = False
    source: str | None = None
    note: str | None = None
    chase_with_workbook: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A group of agencies that reviews address by one phrase, such as "all agencies"."""

    id: str
    name: str
    as_written: Words = ()
    note: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Membership:
    """An agency's time in a group. `left_on` is the first day on which it was no member."""

    id: str
    group_id: str
    agency_id: str
    joined_on: date | None = None
    left_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """One review of one case. `id` is its code, such as SOTON-K."""

    id: str
    board_id: str
    kind: str
    subject: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    published_text: str | None = None
    state: Publication = Publication.DRAFT
    state_on: date | None = None
    state_reason: str | None = None
    document_title: str | None = None
    document_pages: int | None = None
    document_hash: str | None = None
    document_note: str | None = None
    version: int = 1

    @property
    def not_before(self) -> date | None:
        """No date about this review is earlier: its publication, else the month that its text names, if any."""
        return self.published_on or first_of_month_named(self.published_text)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a review asks for. `id` is CODE:REF; `text` is as printed; `addressed_to` is as written; `change` is the
    kind of change it asks for, once somebody has said."""

    id: str
    review_id: str
    ref: str
    position: int
    level: Level
    title: str
    text: str
    paragraph: str | None = None
    page: int | None = None
    addressed_to: Words = ()
    asks_note: str | None = None
    agency_id: str | None = None
    response: Response | None = None
    response_reason: str | None = None
    response_on: date | None = None
    response_by: str | None = None
    closed_on: date | None = None
    closed_by: str | None = None
    change: ChangeKind | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A top-level bullet or lettered limb, tracked by itself. `context_reason` says why it is not tracked, if so."""

    id: str
    recommendation_id: str
    label: str
    position: int
    text: str
    context_reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Ask:
    """This agency was asked for this part. An ask with no action is a hole."""

    id: str
    part_id: str
    agency_id: str
    group_id: str | None = None
    accepted_on: date | None = None
    accepted_by: str | None = None
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """Learning in a report with no recommendation of its own; `promoted_to` is the one it became."""

    id: str
    review_id: str
    paragraph: str
    title: str
    summary: str
    promoted_to: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence in a report that says a recommendation exists; `kept_by` is the one that keeps it, or nothing does."""

    id: str
    review_id: str
    paragraph: str
    about: str
    kept_by: str | None = None
    why: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A recommendation that points at another, in this register (`to_id`) or outside it (`as_written` only)."""

    id: str
    from_id: str
    to_id: str | None = None
    as_written: str | None = None
    note: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Theme:
    """A safeguarding theme with its definition and the words that suggest it. A retired one is suggested no more and
    keeps what it has; one that was merged has given its links to `merged_into`."""

    id: str
    name: str
    position: int
    definition: str
    cue_words: Words = ()
    retired_on: date | None = None
    retired_by: str | None = None
    retired_reason: str | None = None
    merged_into: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ThemeLink:
    """A theme of a recommendation, or of one part of it: suggested by the tracker (with a score and the words that led
    to it) until a person confirms or rejects it. What is rejected is suggested no more."""

    id: str
    recommendation_id: str
    theme_id: str
    confirmed: bool
    score: float | None = None
    confirmed_on: date | None = None
    confirmed_by: str | None = None
    part_id: str | None = None
    cues: Words = ()
    rejected_on: date | None = None
    rejected_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class LearningTheme:
    """The same for a learning point."""

    id: str
    learning_point_id: str
    theme_id: str
    confirmed: bool
    score: float | None = None
    confirmed_on: date | None = None
    confirmed_by: str | None = None
    cues: Words = ()
    rejected_on: date | None = None
    rejected_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class OverlapJudgement:
    """What a person said of two recommendations of different reviews: the same, related, or not. `a_id` stands before
    `b_id` in the order of letters; `score` is how near the tracker found them then."""

    id: str
    a_id: str
    b_id: str
    answer: Sameness
    judged_on: date
    judged_by: str
    score: float | None = None
    reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Action:
    """What one agency will do. `original_due` is set once and never changes; `due` moves by extension only."""

    id: str
    review_id: str
    title: str
    owner_id: str | None = None
    lead: str | None = None
    intended_outcome: str | None = None
    original_due: date | None = None
    due: date | None = None
    due_text: str | None = None
    due_exact: DateExactness = DateExactness.NONE
    status: Status = Status.PLANNED
    status_on: date | None = None
    created_on: date | None = None
    claimed_on: date | None = None
    claimed_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ActionPart:
    """One part that one action answers; an action may answer several parts of several recommendations."""

    id: str
    action_id: str
    part_id: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Update:
    """A dated statement by the owner: what changed, the status it left the action in, the owner's own rating."""

    id: str
    action_id: str
    said_on: date
    said_by: str
    narrative: str
    status: Status | None = None
    own_rating: OwnRating | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Extension:
    """A move of the due date: asked for, then agreed or refused by somebody else."""

    id: str
    action_id: str
    from_due: date | None
    to_due: date
    reason: str
    asked_on: date
    asked_by: str
    agreed_on: date | None = None
    agreed_by: str | None = None
    refused_on: date | None = None
    refused_by: str | None = None
    refusal_reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file, a link or a statement. `about` is the date it is about, not the date it was sent. `replaces_id` is the
    earlier version of the same thing, which then counts no more."""

    id: str
    action_id: str
    kind: EvidenceKind
    title: str
    rung: Rung
    about: date | None = None
    restricted: bool = False
    statement: str | None = None
    link: str | None = None
    file_name: str | None = None
    file_hash: str | None = None
    file_size: int | None = None
    submitted_on: date | None = None
    submitted_by: str | None = None
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None
    replaces_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Verification:
    """What someone other than the owner found when they held a claim, made on a day, against its evidence. `although`
    says why it was assured where the evidence is weaker than this kind of change needs."""

    id: str
    action_id: str
    outcome: Outcome
    reason: str
    verified_on: date
    verified_by: str
    claimed_on: date | None = None
    although: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CheckBack:
    """Is the change still there 6 or 12 months after assurance? `outcome` is empty until somebody looked."""

    id: str
    action_id: str
    months: int
    due: date
    outcome: CheckOutcome | None = None
    note: str | None = None
    checked_on: date | None = None
    checked_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class NotDoing:
    """An entry in the not-doing register. Exactly one of the three subjects is set. It comes back after `until`."""

    id: str
    kind: NotDoingKind
    reason: str
    entered_on: date
    entered_by: str
    recommendation_id: str | None = None
    ask_id: str | None = None
    action_id: str | None = None
    until: date | None = None
    former_status: Status | None = None
    ended_on: date | None = None
    ended_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the board or of its quality-assurance subgroup. `begins` is the time of day, as 10:00; `present` and
    `apologies` are names as somebody wrote them. Once ended, its minutes are whole."""

    id: str
    board_id: str
    held_on: date
    title: str
    begins: str | None = None
    place: str | None = None
    present: Words = ()
    apologies: Words = ()
    ended_on: date | None = None
    ended_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of a meeting's agenda. `about` is the id of what it is about (an action, a recommendation, an extension,
    …); `why` is the reason in words as it stood when the agenda was made; `minutes` how long is set aside for it. Taken
    off with a reason, it is put off to the next meeting of the board."""

    id: str
    meeting_id: str
    position: int
    kind: AgendaKind
    title: str
    about: str | None = None
    why: str | None = None
    minutes: int | None = None
    note: str | None = None
    deferred_on: date | None = None
    deferred_by: str | None = None
    deferred_reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A minuted decision of a meeting, about one thing in the register. `made` is the id of the record that the
    decision is: the verification, the extension, the not-doing entry, the chase, the action or the check-back; of the
    same lesson, the earlier recommendation."""

    id: str
    meeting_id: str
    minute: str
    about: str
    text: str
    decided_by: str
    kind: DecisionKind = DecisionKind.NOTE
    item_id: str | None = None
    made: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Chase:
    """One message to one owner listing all they owe, with the answer or the silence.

    Above the lead's rung it is an escalation. `to` are the names it is addressed to, `listed` the ids of the actions
    and asks it lists. By e-mail it was `handed_over_on` the day the mail server took it, or `refused` says why it did
    not; neither means that nobody knows. `sending_id` is the return workbook that went with it, `board_id` the board
    whose message it is; None: it was sent for every board.
    """

    id: str
    agency_id: str
    sent_on: date
    sent_by: str
    text: str
    answered_on: date | None = None
    answer: str | None = None
    rung: LadderRung = LadderRung.LEAD
    to: Words = ()
    listed: Words = ()
    way: SendingWay = SendingWay.BY_HAND
    handed_over_on: date | None = None
    refused: str | None = None
    sending_id: str | None = None
    decision_id: str | None = None
    board_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class LadderContact:
    """Whom a letter of a rung above the lead's goes to: of one agency, or (the chair) of the board: no agency.
    Letters of one board only, where `board_id` says so."""

    id: str
    rung: LadderRung
    name: str
    email: str | None = None
    agency_id: str | None = None
    board_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DipSample:
    """Closed actions drawn at random to be looked at again. The same `seed`, `size` and `population` (`id:weight`)
    draw the same actions: anybody can repeat the draw."""

    id: str
    drawn_on: date
    drawn_by: str
    seed: str
    size: int
    population: Words
    about: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DipFinding:
    """One drawn action: what somebody found who looked, if somebody did. `chance` is the probability with which this
    action was drawn, from 0 to 1: the estimate rests on it."""

    id: str
    sample_id: str
    action_id: str
    chance: float
    found: Found | None = None
    note: str | None = None
    looked_on: date | None = None
    looked_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Measure:
    """What shows whether a recommendation helped: a number that should move one way, from a baseline to a target."""

    id: str
    recommendation_id: str
    what: str
    unit: str
    direction: Direction
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None
    source: str | None = None
    ended_on: date | None = None
    ended_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure's value on a day, with where it was read."""

    id: str
    measure_id: str
    read_on: date
    value: float
    source: str
    entered_by: str
    withdrawn_on: date | None = None
    withdrawn_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the tracker."""

    id: str
    name: str
    email: str | None = None
    disabled_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class PersonRole:
    """One role of one person; `agency_id` is the agency they lead or belong to. A `deputy` may do what the lead may.
    `source` is the issuer whose sign-in gave the role and may take it again; None where somebody here gave it.
    `board_id` is the board for which it holds; None: for every board of the register."""

    id: str
    person_id: str
    role: Role
    agency_id: str | None = None
    deputy: bool = False
    source: str | None = None
    board_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """By which issuer and subject a person comes in with OpenID Connect: never by an e-mail address."""

    id: str
    person_id: str
    issuer: str
    subject: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReviewReader:
    """Somebody who is named as a reader of a review that is not published."""

    id: str
    review_id: str
    person_id: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words (or a file, where `field` is None) that must not be in the register: asked for by one person, agreed or
    refused by another. `values` are the values of the trail it emptied, each as `id:digest before:digest after`;
    `although` says why it was agreed while a legal hold stood."""

    id: str
    entity: str
    entity_id: str
    field: str | None
    reason: str
    asked_on: date
    asked_by: str
    agreed_on: date | None = None
    agreed_by: str | None = None
    refused_on: date | None = None
    refused_by: str | None = None
    refusal_reason: str | None = None
    values: Words = ()
    although: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class LegalHold:
    """An inquiry, an inquest or a court may yet ask for a review (or, without `review_id`, for anything here): until
    somebody lifts it, nothing of it is disposed of, and redacting it needs a reason of its own."""

    id: str
    kind: HoldKind
    reason: str
    placed_on: date
    placed_by: str
    review_id: str | None = None
    lifted_on: date | None = None
    lifted_by: str | None = None
    lifted_reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Disposal:
    """The files and words of evidence that was kept for `years` after its review was closed: asked for by one person,
    agreed or refused by another. `evidence` are the ids; `values` what was emptied, as a redaction's."""

    id: str
    review_id: str
    years: int
    evidence: Words
    reason: str
    asked_on: date
    asked_by: str
    agreed_on: date | None = None
    agreed_by: str | None = None
    refused_on: date | None = None
    refused_by: str | None = None
    refusal_reason: str | None = None
    values: Words = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Sending:
    """A return workbook made for an agency: its id is the export number on the workbook's cover.

    `register_number` is the change of the register that it shows, `to` the people it is addressed to (by id). Sent on
    the day the mail server took it, or somebody said that they sent it; `refused` is why the mail server did not.
    `board_id` is the board whose workbook it is; None: of every board.
    """

    id: str
    agency_id: str
    way: SendingWay
    to: Words
    register_number: int
    file_name: str
    file_hash: str
    made_on: date
    made_by: str
    sent_on: date | None = None
    sent_by: str | None = None
    refused: str | None = None
    board_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class WorkbookImport:
    """A file that was brought in and applied: the entries of the trail that its transaction wrote follow its own.

    `sending_id` is the export that came back, where it was one; `agency_id` whose, where it was one agency's. Taken
    back on a day, by somebody, if it was taken back whole. `board_id` is the board for which it was brought in.
    """

    id: str
    file_name: str
    file_hash: str
    layout: str
    applied_on: date
    applied_by: str
    agency_id: str | None = None
    sending_id: str | None = None
    taken_back_on: date | None = None
    taken_back_by: str | None = None
    board_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class PlanLayout:
    """An arrangement of somebody's action plan that a person has settled: which heading is which field.

    The id is made of the headings, so that the same layout is known again; `columns` are `field=heading`.
    """

    id: str
    headings: Words
    columns: Words
    settled_on: date
    settled_by: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that is part of the record, such as the thresholds; dated by the trail like everything. `board_id` is
    the board that has it of its own; None: of the whole register."""

    id: str
    value: str
    board_id: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry of the trail. `before` and `after` are canonical JSON text, or None where there was or is nothing."""

    number: int
    at: datetime
    by: str
    role: str
    verb: str
    entity: str
    entity_id: str
    field: str | None
    before: str | None
    after: str | None
    reason: str | None
    door: str
    hash: str


@dataclass(frozen=True, slots=True)
class ActionFile:
    """An action with everything filed under it, oldest first: what the rules look at."""

    action: Action
    part_ids: tuple[str, ...] = ()
    updates: tuple[Update, ...] = ()
    extensions: tuple[Extension, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    verifications: tuple[Verification, ...] = ()
    check_backs: tuple[CheckBack, ...] = ()
    not_doing: tuple[NotDoing, ...] = ()

    @property
    def moves(self) -> int:
        """How many times the date was moved: agreed extensions only."""
        return sum(1 for e in self.extensions if e.agreed_on)

    @property
    def last_said_on(self) -> date | None:
        """The day of the owner's last word: the latest update, else the day the action was agreed."""
        return max((u.said_on for u in self.updates), default=self.action.created_on)

    @property
    def own_rating(self) -> OwnRating | None:
        """The owner's own latest rating, if it ever gave one."""
        return next((u.own_rating for u in reversed(self.updates) if u.own_rating), None)

    @property
    def current_evidence(self) -> tuple[Evidence, ...]:
        """Evidence that counts: neither withdrawn nor replaced by a newer version."""
        replaced = {e.replaces_id for e in self.evidence}
        return tuple(e for e in self.evidence if e.withdrawn_on is None and e.id not in replaced)

    @property
    def strongest_rung(self) -> Rung | None:
        """The highest rung that current evidence stands on, if there is any."""
        rungs = list(Rung)
        return max((e.rung for e in self.current_evidence), key=rungs.index, default=None)


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating never stands without its reason in words; the same words are on the screen and in the workbook."""

    brag: Brag
    reason: str
