"""The only tables. Each mirrors one record of `tracker.rules.records`; ENTITIES ties row and record together."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from tracker.rules import records
from tracker.rules.words import (
    AgendaKind,
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
    LinkKind,
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
    Way,
)
from tracker.store.columns import Kept, Row, allowed, long_text, points_at, together, word, words


class AgencyRow(Kept, table=True):
    """Who answers."""

    __tablename__ = "agency"
    name: str
    short_name: str
    sector: str
    other_names: tuple[str, ...] = words()
    parent_id: str | None = points_at("agency", default=None)
    successor_id: str | None = points_at("agency", default=None)
    closed_on: dt.date | None = None
    is_board: bool = False
    source: str | None = None
    note: str | None = long_text(default=None)
    chase_with_workbook: bool = False


class BoardRow(Kept, table=True):
    """A safeguarding board."""

    __tablename__ = "board"
    name: str
    agency_id: str | None = points_at("agency", default=None)
    timezone: str = "Europe/London"


class GroupRow(Kept, table=True):
    """A group of agencies."""

    __tablename__ = "agency_group"
    name: str
    as_written: tuple[str, ...] = words()
    note: str | None = long_text(default=None)


class MembershipRow(Kept, table=True):
    """An agency's time in a group."""

    __tablename__ = "agency_group_member"
    group_id: str = points_at("agency_group")
    agency_id: str = points_at("agency")
    joined_on: dt.date | None = None
    left_on: dt.date | None = None


class ReviewRow(Kept, table=True):
    """A review and its document."""

    __tablename__ = "review"
    __table_args__ = (allowed("state", Publication),)
    board_id: str = points_at("board")
    kind: str
    subject: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published_on: dt.date | None = None
    published_text: str | None = None
    state: Publication = word(Publication, nullable=False)
    state_on: dt.date | None = None
    state_reason: str | None = long_text(default=None)
    document_title: str | None = None
    document_pages: int | None = None
    document_hash: str | None = None
    document_note: str | None = long_text(default=None)


class RecommendationRow(Kept, table=True):
    """A recommendation, overview or single-agency."""

    __tablename__ = "recommendation"
    __table_args__ = (
        sa.UniqueConstraint("review_id", "ref"),
        allowed("level", Level),
        allowed("response", Response),
        allowed("change", ChangeKind),
        together("response_who_and_when", "response_on", "response_by"),
        together("closed_who_and_when", "closed_on", "closed_by"),
    )
    review_id: str = points_at("review")
    ref: str
    position: int
    level: Level = word(Level, nullable=False)
    title: str
    text: str = long_text(nullable=False)
    paragraph: str | None = None
    page: int | None = None
    addressed_to: tuple[str, ...] = words()
    asks_note: str | None = long_text(default=None)
    agency_id: str | None = points_at("agency", default=None)
    response: Response | None = word(Response, default=None)
    response_reason: str | None = long_text(default=None)
    response_on: dt.date | None = None
    response_by: str | None = None
    closed_on: dt.date | None = None
    closed_by: str | None = None
    change: ChangeKind | None = word(ChangeKind, default=None)


class PartRow(Kept, table=True):
    """A part, tracked by itself."""

    __tablename__ = "part"
    __table_args__ = (sa.UniqueConstraint("recommendation_id", "label"),)
    recommendation_id: str = points_at("recommendation")
    label: str
    position: int
    text: str = long_text(nullable=False)
    context_reason: str | None = long_text(default=None)


class AskRow(Kept, table=True):
    """This agency was asked for this part."""

    __tablename__ = "ask"
    __table_args__ = (
        sa.UniqueConstraint("part_id", "agency_id"),
        together("accepted_who_and_when", "accepted_on", "accepted_by"),
        together("withdrawn_who_and_when", "withdrawn_on", "withdrawn_by"),
    )
    part_id: str = points_at("part")
    agency_id: str = points_at("agency")
    group_id: str | None = points_at("agency_group", default=None)
    accepted_on: dt.date | None = None
    accepted_by: str | None = None
    withdrawn_on: dt.date | None = None
    withdrawn_by: str | None = None


class LearningPointRow(Kept, table=True):
    """Learning with no recommendation of its own."""

    __tablename__ = "learning_point"
    review_id: str = points_at("review")
    paragraph: str
    title: str
    summary: str = long_text(nullable=False)
    promoted_to: str | None = points_at("recommendation", default=None)


class PromiseRow(Kept, table=True):
    """A sentence that says a recommendation exists."""

    __tablename__ = "promise"
    review_id: str = points_at("review")
    paragraph: str
    about: str = long_text(nullable=False)
    kept_by: str | None = points_at("recommendation", default=None)
    why: str | None = long_text(default=None)


class CrossReferenceRow(Kept, table=True):
    """A recommendation that points at another."""

    __tablename__ = "cross_reference"
    __table_args__ = (sa.CheckConstraint("to_id IS NOT NULL OR as_written IS NOT NULL", name="points_somewhere"),)
    from_id: str = points_at("recommendation")
    to_id: str | None = points_at("recommendation", default=None)
    as_written: str | None = long_text(default=None)
    note: str | None = long_text(default=None)


class ThemeRow(Kept, table=True):
    """A safeguarding theme."""

    __tablename__ = "theme"
    name: str
    position: int
    definition: str = long_text(nullable=False)
    cue_words: tuple[str, ...] = words()
    retired_on: dt.date | None = None
    retired_by: str | None = None
    retired_reason: str | None = long_text(default=None)
    merged_into: str | None = points_at("theme", default=None)

    __table_args__ = (together("retired_who_and_when", "retired_on", "retired_by"),)


class ThemeLinkRow(Kept, table=True):
    """A theme of a recommendation or of a part of one."""

    __tablename__ = "recommendation_theme"
    __table_args__ = (
        together("confirmed_who_and_when", "confirmed_on", "confirmed_by"),
        together("rejected_who_and_when", "rejected_on", "rejected_by"),
    )
    recommendation_id: str = points_at("recommendation")
    theme_id: str = points_at("theme")
    confirmed: bool = False
    score: float | None = None
    confirmed_on: dt.date | None = None
    confirmed_by: str | None = None
    part_id: str | None = points_at("part", default=None)
    cues: tuple[str, ...] = words()
    rejected_on: dt.date | None = None
    rejected_by: str | None = None


class LearningThemeRow(Kept, table=True):
    """A theme of a learning point."""

    __tablename__ = "learning_point_theme"
    __table_args__ = (
        together("confirmed_who_and_when", "confirmed_on", "confirmed_by"),
        together("rejected_who_and_when", "rejected_on", "rejected_by"),
    )
    learning_point_id: str = points_at("learning_point")
    theme_id: str = points_at("theme")
    confirmed: bool = False
    score: float | None = None
    confirmed_on: dt.date | None = None
    confirmed_by: str | None = None
    cues: tuple[str, ...] = words()
    rejected_on: dt.date | None = None
    rejected_by: str | None = None


class OverlapJudgementRow(Kept, table=True):
    """What a person said of two recommendations that ask for much the same."""

    __tablename__ = "overlap_judgement"
    __table_args__ = (allowed("answer", Sameness),)
    a_id: str = points_at("recommendation")
    b_id: str = points_at("recommendation")
    answer: Sameness = word(Sameness)
    judged_on: dt.date
    judged_by: str
    score: float | None = None
    reason: str | None = long_text(default=None)


class ActionRow(Kept, table=True):
    """What one agency will do."""

    __tablename__ = "action"
    __table_args__ = (
        allowed("status", Status),
        allowed("due_exact", DateExactness),
        together("claimed_who_and_when", "claimed_on", "claimed_by"),
        sa.CheckConstraint("due IS NULL OR original_due IS NOT NULL", name="a_date_has_an_original"),
    )
    review_id: str = points_at("review")
    title: str = long_text(nullable=False)
    owner_id: str | None = points_at("agency", default=None)
    lead: str | None = None
    intended_outcome: str | None = long_text(default=None)
    original_due: dt.date | None = None
    due: dt.date | None = None
    due_text: str | None = None
    due_exact: DateExactness = word(DateExactness, nullable=False)
    status: Status = word(Status, nullable=False, index=True)
    status_on: dt.date | None = None
    created_on: dt.date | None = None
    claimed_on: dt.date | None = None
    claimed_by: str | None = None


class ActionPartRow(Kept, table=True):
    """One part that one action answers."""

    __tablename__ = "action_part"
    __table_args__ = (sa.UniqueConstraint("action_id", "part_id"),)
    action_id: str = points_at("action")
    part_id: str = points_at("part")


class UpdateRow(Kept, table=True):
    """A dated statement by the owner."""

    __tablename__ = "action_update"
    __table_args__ = (allowed("status", Status), allowed("own_rating", OwnRating))
    action_id: str = points_at("action")
    said_on: dt.date
    said_by: str
    narrative: str = long_text(nullable=False)
    status: Status | None = word(Status, default=None)
    own_rating: OwnRating | None = word(OwnRating, default=None)


class ExtensionRow(Kept, table=True):
    """A move of the due date."""

    __tablename__ = "extension"
    __table_args__ = (
        together("agreed_who_and_when", "agreed_on", "agreed_by"),
        together("refused_who_and_when", "refused_on", "refused_by"),
        sa.CheckConstraint("agreed_on IS NULL OR refused_on IS NULL", name="not_agreed_and_refused"),
    )
    action_id: str = points_at("action")
    from_due: dt.date | None = None
    to_due: dt.date
    reason: str = long_text(nullable=False)
    asked_on: dt.date
    asked_by: str
    agreed_on: dt.date | None = None
    agreed_by: str | None = None
    refused_on: dt.date | None = None
    refused_by: str | None = None
    refusal_reason: str | None = long_text(default=None)


class EvidenceRow(Kept, table=True):
    """A file, a link or a statement."""

    __tablename__ = "evidence"
    __table_args__ = (
        allowed("kind", EvidenceKind),
        allowed("rung", Rung),
        together("submitted_who_and_when", "submitted_on", "submitted_by"),
        together("withdrawn_who_and_when", "withdrawn_on", "withdrawn_by"),
        sa.CheckConstraint(
            "(kind = 'file' AND file_hash IS NOT NULL) OR (kind = 'link' AND link IS NOT NULL)"
            " OR (kind = 'statement' AND statement IS NOT NULL)",
            name="holds_what_it_says",
        ),
    )
    action_id: str = points_at("action")
    kind: EvidenceKind = word(EvidenceKind, nullable=False)
    title: str
    rung: Rung = word(Rung, nullable=False)
    about: dt.date | None = None
    restricted: bool = False
    statement: str | None = long_text(default=None)
    link: str | None = long_text(default=None)
    file_name: str | None = None
    file_hash: str | None = Field(default=None, index=True)
    file_size: int | None = None
    submitted_on: dt.date | None = None
    submitted_by: str | None = None
    withdrawn_on: dt.date | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = long_text(default=None)
    replaces_id: str | None = Field(default=None, index=True, max_length=200)


class VerificationRow(Kept, table=True):
    """What a verifier found."""

    __tablename__ = "verification"
    __table_args__ = (allowed("outcome", Outcome),)
    action_id: str = points_at("action")
    outcome: Outcome = word(Outcome, nullable=False)
    reason: str = long_text(nullable=False)
    verified_on: dt.date
    verified_by: str
    claimed_on: dt.date | None = None
    although: str | None = long_text(default=None)


class CheckBackRow(Kept, table=True):
    """A look back after assurance."""

    __tablename__ = "check_back"
    __table_args__ = (
        allowed("outcome", CheckOutcome),
        together("checked_who_and_when", "checked_on", "checked_by", "outcome"),
    )
    action_id: str = points_at("action")
    months: int
    due: dt.date
    outcome: CheckOutcome | None = word(CheckOutcome, default=None)
    note: str | None = long_text(default=None)
    checked_on: dt.date | None = None
    checked_by: str | None = None


class NotDoingRow(Kept, table=True):
    """An entry in the not-doing register."""

    __tablename__ = "not_doing"
    __table_args__ = (
        allowed("kind", NotDoingKind),
        allowed("former_status", Status),
        together("ended_who_and_when", "ended_on", "ended_by"),
        sa.CheckConstraint(
            "(CASE WHEN recommendation_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN ask_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN action_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
    )
    kind: NotDoingKind = word(NotDoingKind, nullable=False)
    reason: str = long_text(nullable=False)
    entered_on: dt.date
    entered_by: str
    recommendation_id: str | None = points_at("recommendation", default=None)
    ask_id: str | None = points_at("ask", default=None)
    action_id: str | None = points_at("action", default=None)
    until: dt.date | None = None
    former_status: Status | None = word(Status, default=None)
    ended_on: dt.date | None = None
    ended_by: str | None = None


class MeetingRow(Kept, table=True):
    """A meeting."""

    __tablename__ = "meeting"
    __table_args__ = (together("ended_who_and_when", "ended_on", "ended_by"),)
    board_id: str = points_at("board")
    held_on: dt.date
    title: str
    begins: str | None = None
    place: str | None = None
    present: tuple[str, ...] = words()
    apologies: tuple[str, ...] = words()
    ended_on: dt.date | None = None
    ended_by: str | None = None


class AgendaItemRow(Kept, table=True):
    """One item of an agenda."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        allowed("kind", AgendaKind),
        together("deferred_who_and_when", "deferred_on", "deferred_by", "deferred_reason"),
    )
    meeting_id: str = points_at("meeting")
    position: int
    kind: AgendaKind = word(AgendaKind, nullable=False)
    title: str
    about: str | None = None
    why: str | None = long_text(default=None)
    minutes: int | None = None
    note: str | None = long_text(default=None)
    deferred_on: dt.date | None = None
    deferred_by: str | None = None
    deferred_reason: str | None = long_text(default=None)


class DecisionRow(Kept, table=True):
    """A minuted decision."""

    __tablename__ = "decision"
    __table_args__ = (allowed("kind", DecisionKind),)
    meeting_id: str = points_at("meeting")
    minute: str
    about: str
    text: str = long_text(nullable=False)
    decided_by: str
    kind: DecisionKind = word(DecisionKind, nullable=False)
    item_id: str | None = points_at("agenda_item", default=None)
    made: str | None = None


class ChaseRow(Kept, table=True):
    """One message to one owner."""

    __tablename__ = "chase"
    __table_args__ = (allowed("rung", LadderRung), allowed("way", SendingWay))
    agency_id: str = points_at("agency")
    sent_on: dt.date
    sent_by: str
    text: str = long_text(nullable=False)
    answered_on: dt.date | None = None
    answer: str | None = long_text(default=None)
    rung: LadderRung = word(LadderRung, nullable=False)
    to: tuple[str, ...] = words()
    listed: tuple[str, ...] = words()
    way: SendingWay = word(SendingWay, nullable=False)
    handed_over_on: dt.date | None = None
    refused: str | None = long_text(default=None)
    sending_id: str | None = points_at("sending", default=None)
    decision_id: str | None = points_at("decision", default=None)
    board_id: str | None = points_at("board", default=None)


class LadderContactRow(Kept, table=True):
    """Whom a letter of a higher rung goes to."""

    __tablename__ = "ladder_contact"
    __table_args__ = (allowed("rung", LadderRung),)
    rung: LadderRung = word(LadderRung, nullable=False)
    name: str
    email: str | None = None
    agency_id: str | None = points_at("agency", default=None)
    board_id: str | None = points_at("board", default=None)


class DipSampleRow(Kept, table=True):
    """Closed actions drawn at random."""

    __tablename__ = "dip_sample"
    drawn_on: dt.date
    drawn_by: str
    seed: str
    size: int
    population: tuple[str, ...] = words()
    about: str | None = long_text(default=None)


class DipFindingRow(Kept, table=True):
    """One drawn action, and what was found."""

    __tablename__ = "dip_finding"
    __table_args__ = (
        allowed("found", Found),
        together("found_who_and_when", "found", "looked_on", "looked_by"),
    )
    sample_id: str = points_at("dip_sample")
    action_id: str = points_at("action")
    chance: float
    found: Found | None = word(Found, default=None)
    note: str | None = long_text(default=None)
    looked_on: dt.date | None = None
    looked_by: str | None = None


class MeasureRow(Kept, table=True):
    """What shows whether a recommendation helped."""

    __tablename__ = "measure"
    __table_args__ = (
        allowed("direction", Direction),
        together("ended_who_and_when", "ended_on", "ended_by"),
    )
    recommendation_id: str = points_at("recommendation")
    what: str
    unit: str
    direction: Direction = word(Direction, nullable=False)
    baseline: float | None = None
    baseline_on: dt.date | None = None
    target: float | None = None
    target_on: dt.date | None = None
    source: str | None = None
    ended_on: dt.date | None = None
    ended_by: str | None = None


class ReadingRow(Kept, table=True):
    """A measure's value on a day."""

    __tablename__ = "reading"
    __table_args__ = (together("withdrawn_who_and_when", "withdrawn_on", "withdrawn_by"),)
    measure_id: str = points_at("measure")
    read_on: dt.date
    value: float
    source: str
    entered_by: str
    withdrawn_on: dt.date | None = None
    withdrawn_by: str | None = None


class PersonRow(Kept, table=True):
    """Somebody who uses the tracker."""

    __tablename__ = "person"
    name: str
    email: str | None = None
    disabled_on: dt.date | None = None


class PersonRoleRow(Kept, table=True):
    """One role of one person."""

    __tablename__ = "person_role"
    __table_args__ = (allowed("role", Role),)
    person_id: str = points_at("person")
    role: Role = word(Role, nullable=False)
    agency_id: str | None = points_at("agency", default=None)
    deputy: bool = False
    source: str | None = None
    board_id: str | None = points_at("board", default=None)


class PersonIdentityRow(Kept, table=True):
    """By which issuer and subject a person comes in."""

    __tablename__ = "person_identity"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)
    person_id: str = points_at("person")
    issuer: str
    subject: str


class ReviewReaderRow(Kept, table=True):
    """A named reader of a review that is not published."""

    __tablename__ = "review_reader"
    __table_args__ = (sa.UniqueConstraint("review_id", "person_id"),)
    review_id: str = points_at("review")
    person_id: str = points_at("person")


class RedactionRow(Kept, table=True):
    """Something taken out of the register and its trail."""

    __tablename__ = "redaction"
    __table_args__ = (
        together("agreed_who_and_when", "agreed_on", "agreed_by"),
        together("refused_who_and_when", "refused_on", "refused_by"),
        sa.CheckConstraint("agreed_on IS NULL OR refused_on IS NULL", name="not_agreed_and_refused"),
        sa.CheckConstraint("agreed_by IS NULL OR agreed_by <> asked_by", name="two_people"),
    )
    entity: str
    entity_id: str
    field: str | None = None
    reason: str = long_text(nullable=False)
    asked_on: dt.date
    asked_by: str
    agreed_on: dt.date | None = None
    agreed_by: str | None = None
    refused_on: dt.date | None = None
    refused_by: str | None = None
    refusal_reason: str | None = long_text(default=None)
    values: tuple[str, ...] = words()
    although: str | None = long_text(default=None)


class LegalHoldRow(Kept, table=True):
    """What may yet be asked for by an inquiry, an inquest or a court."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        allowed("kind", HoldKind),
        together("lifted_who_when_and_why", "lifted_on", "lifted_by", "lifted_reason"),
    )
    kind: HoldKind = word(HoldKind, nullable=False)
    reason: str = long_text(nullable=False)
    placed_on: dt.date
    placed_by: str
    review_id: str | None = points_at("review", default=None)
    lifted_on: dt.date | None = None
    lifted_by: str | None = None
    lifted_reason: str | None = long_text(default=None)


class DisposalRow(Kept, table=True):
    """Evidence that went when its time was over."""

    __tablename__ = "disposal"
    __table_args__ = (
        together("agreed_who_and_when", "agreed_on", "agreed_by"),
        together("refused_who_and_when", "refused_on", "refused_by"),
        sa.CheckConstraint("agreed_on IS NULL OR refused_on IS NULL", name="not_agreed_and_refused"),
        sa.CheckConstraint("agreed_by IS NULL OR agreed_by <> asked_by", name="two_people"),
    )
    review_id: str = points_at("review")
    years: int
    evidence: tuple[str, ...] = words()
    reason: str = long_text(nullable=False)
    asked_on: dt.date
    asked_by: str
    agreed_on: dt.date | None = None
    agreed_by: str | None = None
    refused_on: dt.date | None = None
    refused_by: str | None = None
    refusal_reason: str | None = long_text(default=None)
    values: tuple[str, ...] = words()


class SendingRow(Kept, table=True):
    """A return workbook made for an agency."""

    __tablename__ = "sending"
    __table_args__ = (allowed("way", SendingWay), together("sent_who_and_when", "sent_on", "sent_by"))
    agency_id: str = points_at("agency")
    way: SendingWay = word(SendingWay, nullable=False)
    to: tuple[str, ...] = words()
    register_number: int
    file_name: str
    file_hash: str
    made_on: dt.date
    made_by: str
    sent_on: dt.date | None = None
    sent_by: str | None = None
    refused: str | None = long_text(default=None)
    board_id: str | None = points_at("board", default=None)


class WorkbookImportRow(Kept, table=True):
    """A file that was brought in and applied."""

    __tablename__ = "workbook_import"
    __table_args__ = (together("taken_back_who_and_when", "taken_back_on", "taken_back_by"),)
    file_name: str
    file_hash: str
    layout: str
    applied_on: dt.date
    applied_by: str
    agency_id: str | None = points_at("agency", default=None)
    sending_id: str | None = points_at("sending", default=None)
    taken_back_on: dt.date | None = None
    taken_back_by: str | None = None
    board_id: str | None = points_at("board", default=None)


class PlanLayoutRow(Kept, table=True):
    """An arrangement of somebody's action plan that a person has settled."""

    __tablename__ = "plan_layout"
    headings: tuple[str, ...] = words()
    columns: tuple[str, ...] = words()
    settled_on: dt.date
    settled_by: str


class SettingRow(Kept, table=True):
    """A setting that is part of the record."""

    __tablename__ = "setting"
    value: str = long_text(nullable=False)
    board_id: str | None = points_at("board", default=None)


@dataclass(frozen=True)
class Entity:
    """One kind of thing: its word on the trail, its row, its record, its table in the register value."""

    name: str
    row: type[Kept]
    record: type[Any]
    table: str


ENTITIES: tuple[Entity, ...] = (
    Entity("agency", AgencyRow, records.Agency, "agencies"),
    Entity("board", BoardRow, records.Board, "boards"),
    Entity("agency_group", GroupRow, records.Group, "groups"),
    Entity("agency_group_member", MembershipRow, records.Membership, "memberships"),
    Entity("review", ReviewRow, records.Review, "reviews"),
    Entity("recommendation", RecommendationRow, records.Recommendation, "recommendations"),
    Entity("part", PartRow, records.Part, "parts"),
    Entity("ask", AskRow, records.Ask, "asks"),
    Entity("learning_point", LearningPointRow, records.LearningPoint, "learning_points"),
    Entity("promise", PromiseRow, records.Promise, "promises"),
    Entity("cross_reference", CrossReferenceRow, records.CrossReference, "cross_references"),
    Entity("theme", ThemeRow, records.Theme, "themes"),
    Entity("recommendation_theme", ThemeLinkRow, records.ThemeLink, "theme_links"),
    Entity("learning_point_theme", LearningThemeRow, records.LearningTheme, "learning_themes"),
    Entity("overlap_judgement", OverlapJudgementRow, records.OverlapJudgement, "overlap_judgements"),
    Entity("action", ActionRow, records.Action, "actions"),
    Entity("action_part", ActionPartRow, records.ActionPart, "action_parts"),
    Entity("action_update", UpdateRow, records.Update, "updates"),
    Entity("extension", ExtensionRow, records.Extension, "extensions"),
    Entity("evidence", EvidenceRow, records.Evidence, "evidence"),
    Entity("verification", VerificationRow, records.Verification, "verifications"),
    Entity("check_back", CheckBackRow, records.CheckBack, "check_backs"),
    Entity("not_doing", NotDoingRow, records.NotDoing, "not_doing"),
    Entity("meeting", MeetingRow, records.Meeting, "meetings"),
    Entity("agenda_item", AgendaItemRow, records.AgendaItem, "agenda_items"),
    Entity("decision", DecisionRow, records.Decision, "decisions"),
    Entity("chase", ChaseRow, records.Chase, "chases"),
    Entity("ladder_contact", LadderContactRow, records.LadderContact, "ladder_contacts"),
    Entity("dip_sample", DipSampleRow, records.DipSample, "dip_samples"),
    Entity("dip_finding", DipFindingRow, records.DipFinding, "dip_findings"),
    Entity("measure", MeasureRow, records.Measure, "measures"),
    Entity("reading", ReadingRow, records.Reading, "readings"),
    Entity("person", PersonRow, records.Person, "people"),
    Entity("person_role", PersonRoleRow, records.PersonRole, "person_roles"),
    Entity("person_identity", PersonIdentityRow, records.PersonIdentity, "person_identities"),
    Entity("review_reader", ReviewReaderRow, records.ReviewReader, "review_readers"),
    Entity("redaction", RedactionRow, records.Redaction, "redactions"),
    Entity("legal_hold", LegalHoldRow, records.LegalHold, "legal_holds"),
    Entity("disposal", DisposalRow, records.Disposal, "disposals"),
    Entity("sending", SendingRow, records.Sending, "sendings"),
    Entity("workbook_import", WorkbookImportRow, records.WorkbookImport, "workbook_imports"),
    Entity("plan_layout", PlanLayoutRow, records.PlanLayout, "plan_layouts"),
    Entity("setting", SettingRow, records.Setting, "settings"),
)

BY_RECORD = {entity.record: entity for entity in ENTITIES}
BY_ROW = {entity.row: entity for entity in ENTITIES}
BY_NAME = {entity.name: entity for entity in ENTITIES}


class TrailRow(Row, table=True):
    """One entry of the trail. Digests only: the values stand in `trail_value`, where one can later be redacted."""

    __tablename__ = "trail"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('change', 'access')", name="kind_is_a_word"),
        sa.Index("ix_trail_kind_number", "kind", "number"),
        sa.Index("ix_trail_entity", "entity", "entity_id"),
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: dt.datetime = Field(index=True)
    by: str
    role: str
    verb: str
    kind: str
    entity: str
    entity_id: str
    field: str | None = None
    before_digest: str | None = None
    after_digest: str | None = None
    reason_digest: str | None = None
    before_value: int | None = None
    after_value: int | None = None
    reason_value: int | None = None
    door: str
    hash: str


class TrailValueRow(Row, table=True):
    """A value that the trail's digests cover: the salt and the canonical JSON text.

    Once redacted, it holds what was left of the text, an empty salt and the id of the redaction; nothing else may ever
    change it.
    """

    __tablename__ = "trail_value"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    salt: str
    value: str = Field(sa_type=sa.Text)
    redacted_by: str | None = Field(default=None, max_length=200)


class TrailHeadRow(Row, table=True):
    """A head of the chain that was signed off: on what paper or in which backup the same number and hash stand."""

    __tablename__ = "trail_head"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    hash: str
    at: dt.datetime
    by: str
    stands_on: str = Field(sa_type=sa.Text)


class TrailEndRow(Row, table=True):
    """Where the chain ends now: one row, written with every entry, so that an end that was cut off shows."""

    __tablename__ = "trail_end"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int
    hash: str


class RedactionWordsRow(Row, table=True):
    """The words that a redaction asks to take out, until it is agreed or refused. No part of the register."""

    __tablename__ = "redaction_words"
    redaction_id: str = Field(primary_key=True, max_length=200)
    words: str = Field(sa_type=sa.Text)


class GuardedNameRow(Row, table=True):
    """A name that the board does not want in its register. Never on the trail, for then it would be in the register."""

    __tablename__ = "guarded_name"
    name: str = Field(primary_key=True)
    added_by: str
    added_at: dt.datetime


class WebSessionRow(Row, table=True):
    """Somebody who is signed in, in one browser. The cookie holds the token; the store its hash only."""

    __tablename__ = "web_session"
    __table_args__ = (allowed("way", Way),)
    token_hash: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    way: Way = word(Way, nullable=False)
    began_at: dt.datetime
    seen_at: dt.datetime
    ends_at: dt.datetime
    ended_at: dt.datetime | None = None
    address: str | None = None
    browser: str | None = None
    agency_id: str | None = None
    link: str | None = None


class PasswordRow(Row, table=True):
    """The Argon2id hash of a person's password."""

    __tablename__ = "password"
    person_id: str = Field(primary_key=True)
    hash: str
    set_at: dt.datetime


class OneTimeLinkRow(Row, table=True):
    """An invitation or a reset: whoever holds the link may set the password of this person, once and for a while."""

    __tablename__ = "one_time_link"
    __table_args__ = (allowed("kind", LinkKind),)
    token_hash: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    kind: LinkKind = word(LinkKind, nullable=False)
    made_at: dt.datetime
    made_by: str
    ends_at: dt.datetime
    used_at: dt.datetime | None = None


class PersonalLinkRow(Row, table=True):
    """A link in a message that opens one agency's page for one of its leads, without an account, until it ends or is
    taken back. The message holds the secret; the store its hash only. No part of the register."""

    __tablename__ = "personal_link"
    token_hash: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    agency_id: str = Field(index=True)
    chase_id: str | None = None
    made_at: dt.datetime
    made_by: str
    ends_at: dt.datetime
    revoked_at: dt.datetime | None = None
    revoked_by: str | None = None
    used_at: dt.datetime | None = None


class CalendarFeedRow(Row, table=True):
    """The secret address of somebody's calendar, until they take it back. No part of the register."""

    __tablename__ = "calendar_feed"
    token_hash: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    made_at: dt.datetime
    revoked_at: dt.datetime | None = None
    read_at: dt.datetime | None = None


class ApiTokenRow(Row, table=True):
    """What a program reads the register with, in a role, until it ends or is revoked. The program holds the secret; the
    store its hash only. `window_at` and `window_taken` count its requests of one minute, for all processes together.
    No part of the register."""

    __tablename__ = "api_token"
    __table_args__ = (allowed("role", Role),)
    id: str = Field(primary_key=True, max_length=200)
    name: str
    role: Role = word(Role, nullable=False)
    agency_id: str | None = None
    token_hash: str = Field(index=True, unique=True)
    made_at: dt.datetime
    made_by: str
    ends_at: dt.datetime
    revoked_at: dt.datetime | None = None
    revoked_by: str | None = None
    used_on: dt.date | None = None
    window_at: dt.datetime | None = None
    window_taken: int = 0
    board_id: str | None = points_at("board", default=None)


class SignInAttemptRow(Row, table=True):
    """One try to sign in, written before the password is looked at, so that tries at once count as many."""

    __tablename__ = "sign_in_attempt"
    id: int | None = Field(default=None, primary_key=True)
    account: str = Field(index=True)
    address: str = Field(index=True)
    at: dt.datetime = Field(index=True)
    came_in: bool = False


class FormTokenRow(Row, table=True):
    """A form that was saved: a second press of the same button finds it here. No part of the register."""

    __tablename__ = "form_token"
    token: str = Field(primary_key=True)
    used_at: dt.datetime


class DraftRow(Row, table=True):
    """What somebody was writing when their tab closed. No part of the register."""

    __tablename__ = "draft"
    person_id: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    text: str = Field(sa_type=sa.Text)
    kept_at: dt.datetime


class FileTextRow(Row, table=True):
    """What a kept file says, page by page, by its content hash: for searching. Worked out again whenever it is gone."""

    __tablename__ = "file_text"
    hash: str = Field(primary_key=True)
    pages: tuple[str, ...] = words()
    why: str = ""


class TextVectorRow(Row, table=True):
    """Where an encoder puts a text, by the text's hash. Worked out again whenever it is gone."""

    __tablename__ = "text_vector"
    hash: str = Field(primary_key=True)
    encoder: str = Field(primary_key=True)
    vector: bytes


class UploadRow(Row, table=True):
    """A file that came in and waits for a decision, by content hash, and for what. No part of the register."""

    __tablename__ = "upload"
    hash: str = Field(primary_key=True)
    name: str
    person_id: str = Field(primary_key=True)
    size: int
    kept_at: dt.datetime
    purpose: str = Field(primary_key=True)
