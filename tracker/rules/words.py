"""The closed vocabularies of the register (DESIGN §2). One word, one thing: the member's value is what is stored,
shown in JSON and written on the trail; `label` is what people read."""

from enum import StrEnum


class Word(StrEnum):
    """A word of the register. Its value is lower case with underscores; its label is for people."""

    @property
    def label(self) -> str:
        """The word in sentence case, as the screen and the workbook write it."""
        return LABELS.get((type(self).__name__, self.value), self.value.replace("_", " ").capitalize())


class Status(Word):
    """Where an action is in its life."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    CLAIMED = "claimed"
    RETURNED = "returned"
    ASSURED = "assured"
    EMBEDDED = "embedded"
    REOPENED = "reopened"
    NOT_DOING = "not_doing"


class Brag(Word):
    """The rating of an action, part or recommendation. Order of definition is worst to best."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"
    GREEN = "green"
    BLUE = "blue"
    NONE = "not_doing"


class OwnRating(Word):
    """What the owner says of its own action; kept beside the rule's rating, never instead of it."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Level(Word):
    """Whether the overview report or one agency's own report makes the recommendation."""

    OVERVIEW = "overview"
    SINGLE_AGENCY = "single_agency"


class Response(Word):
    """How a recommendation was answered."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    NOT_ACCEPTED = "not_accepted"
    ANOTHER_BOARDS = "another_boards"


class Publication(Word):
    """How public a review is."""

    DRAFT = "draft"
    AGREED = "agreed"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"


class Rung(Word):
    """The evidence ladder, weakest first."""

    ASSERTION = "assertion"
    DOCUMENT = "document"
    TRAINING_RECORD = "training_record"
    DIP_SAMPLE = "dip_sample"
    AUDIT = "audit"
    OUTCOME_DATA = "outcome_data"
    VOICE = "voice"


class EvidenceKind(Word):
    """What form a piece of evidence has."""

    FILE = "file"
    LINK = "link"
    STATEMENT = "statement"


class Outcome(Word):
    """What a verifier found."""

    ASSURED = "assured"
    RETURNED = "returned"


class CheckOutcome(Word):
    """What a check-back found."""

    PASSED = "passed"
    FAILED = "failed"


class NotDoingKind(Word):
    """Why something will not be done."""

    REJECTED = "rejected"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    RISK_ACCEPTED = "risk_accepted"


class DateExactness(Word):
    """How exact a due date was when somebody wrote it."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NONE = "none"


class Role(Word):
    """What a person is here for."""

    SYSTEM = "system"
    ADMINISTRATOR = "administrator"
    SUBGROUP = "subgroup"
    SCRUTINEER = "scrutineer"
    LEAD = "lead"
    READER = "reader"
    AUDITOR = "auditor"
    REGIONAL = "regional"


class Way(Word):
    """How somebody came in."""

    MACHINE = "machine"
    PASSWORD = "password"
    DIRECTORY = "directory"
    LINK = "link"


class SendingWay(Word):
    """How a workbook goes to an agency."""

    BY_HAND = "by_hand"
    BY_MAIL = "by_mail"


class ChangeKind(Word):
    """What kind of change a recommendation asks for: what it takes to show it rests on that."""

    POLICY = "policy"
    TRAINING = "training"
    STRUCTURE = "structure"
    PRACTICE = "practice"


class AgendaKind(Word):
    """Why something is on the agenda of a meeting. Order of definition is the order in which it is taken."""

    CHANGED = "changed"
    RECURRENCE = "recurrence"
    STUCK = "stuck"
    CLAIM = "claim"
    EXTENSION = "extension"
    CHECK_BACK = "check_back"
    NOT_FOUND = "not_found"
    OVERDUE = "overdue"
    NOT_DOING = "not_doing"
    HOLE = "hole"
    OTHER = "other"


class DecisionKind(Word):
    """What a meeting decided. Every one but a note is a change of the register, made with the decision."""

    NOTE = "note"
    ASSURE = "assure"
    RETURN = "return"
    AGREE_EXTENSION = "agree_extension"
    REFUSE_EXTENSION = "refuse_extension"
    CHECK_BACK = "check_back"
    ESCALATE = "escalate"
    NOT_DOING = "not_doing"
    RAISE_ACTION = "raise_action"
    SAME_LESSON = "same_lesson"


class Strength(Word):
    """How sure the tracker is that two recommendations ask for the same."""

    STRONG = "strong"
    POSSIBLE = "possible"


class Sameness(Word):
    """What a person said of two recommendations of different reviews that ask for much the same."""

    SAME = "same"
    RELATED = "related"
    NOT_RELATED = "not_related"


class HoldKind(Word):
    """What a legal hold stands for: who may yet ask for the evidence."""

    INQUIRY = "inquiry"
    INQUEST = "inquest"
    LITIGATION = "litigation"
    OTHER = "other"


class Ended(Word):
    """How a recommendation was ended before its lesson came back."""

    CLOSED = "closed"
    ASSURED = "assured"
    CLAIMED = "claimed"
    NOT_DOING = "not_doing"


class LadderRung(Word):
    """Whom a message about what is owed goes to: each is the next when the one before stays silent."""

    LEAD = "lead"
    BOARD_MEMBER = "board_member"
    CHAIR = "chair"
    CHIEF_OFFICER = "chief_officer"


class Found(Word):
    """What somebody found who looked whether a closed action was really done."""

    FOUND = "found"
    NOT_FOUND = "not_found"


class Direction(Word):
    """Which way a measure has to move."""

    UP = "up"
    DOWN = "down"


class LinkKind(Word):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation"
    RESET = "reset"


class CandidateKind(Word):
    """What a report was found to hold."""

    RECOMMENDATION = "recommendation"
    SINGLE_AGENCY = "single_agency"
    LEARNING_POINT = "learning_point"
    PROMISE = "promise"
    CROSS_REFERENCE = "cross_reference"


class BlockKind(Word):
    """What a piece of a report is, as it lies on the page."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


class Answer(Word):
    """What a person says to a candidate that was read in a report."""

    WAITING = "waiting"
    TAKEN = "taken"
    LEFT_OUT = "left_out"


class Likeness(Word):
    """How a recommendation that was read stands to the one in the register."""

    SAME = "same"
    OTHER_WORDS = "other_words"
    NEW = "new"
    NOT_READ = "not_read"


class Door(Word):
    """Through which door a change came in."""

    BROWSER = "browser"
    WORKBOOK = "workbook"
    COMMAND_LINE = "command_line"
    LINK = "link"


LABELS = {
    ("Status", "not_doing"): "Not doing",
    ("Brag", "red"): "Overdue",
    ("Brag", "amber"): "At risk",
    ("Brag", "grey"): "Unplanned",
    ("Brag", "green"): "On track",
    ("Brag", "blue"): "Assured",
    ("Brag", "not_doing"): "Not doing",
    ("Response", "in_part"): "Accepted in part",
    ("Response", "another_boards"): "Another board's",
    ("Rung", "voice"): "Voice of children, families or practitioners",
    ("SendingWay", "by_hand"): "By hand",
    ("SendingWay", "by_mail"): "By e-mail",
    ("ChangeKind", "policy"): "A policy or procedure",
    ("ChangeKind", "training"): "Training",
    ("ChangeKind", "structure"): "A service, post or system",
    ("ChangeKind", "practice"): "A change of practice",
    ("AgendaKind", "changed"): "What changed since the last meeting",
    ("AgendaKind", "recurrence"): "A lesson that came back",
    ("AgendaKind", "stuck"): "Stuck at two meetings running",
    ("AgendaKind", "claim"): "Claim to verify",
    ("AgendaKind", "extension"): "New date asked for",
    ("AgendaKind", "check_back"): "Check-back due",
    ("AgendaKind", "not_found"): "Not found in a dip sample",
    ("AgendaKind", "overdue"): "Newly overdue",
    ("AgendaKind", "not_doing"): "Not-doing entry that runs out",
    ("AgendaKind", "hole"): "Asked, and no action",
    ("AgendaKind", "other"): "Other business",
    ("DecisionKind", "note"): "Minuted",
    ("DecisionKind", "assure"): "Assured",
    ("DecisionKind", "return"): "Returned",
    ("DecisionKind", "agree_extension"): "New date agreed",
    ("DecisionKind", "refuse_extension"): "New date refused",
    ("DecisionKind", "check_back"): "Checked back",
    ("DecisionKind", "escalate"): "Escalated",
    ("DecisionKind", "raise_action"): "Action raised",
    ("DecisionKind", "same_lesson"): "The same lesson",
    ("Ended", "claimed"): "Claimed, not verified",
    ("Ended", "not_doing"): "Not doing",
    ("LadderRung", "lead"): "Agency lead",
    ("LadderRung", "board_member"): "The agency’s board member",
    ("LadderRung", "chair"): "Chair of the board",
    ("LadderRung", "chief_officer"): "Chief officer",
    ("Direction", "up"): "More is better",
    ("Direction", "down"): "Less is better",
    ("Way", "link"): "A personal link",
    ("Door", "link"): "A personal link",
    ("Way", "machine"): "This machine",
    ("Way", "directory"): "The council's own sign-in",
    ("Answer", "waiting"): "To decide",
    ("Likeness", "same"): "The same",
    ("Likeness", "other_words"): "In other words",
    ("Likeness", "new"): "Not in the register",
    ("Likeness", "not_read"): "Not found in this file",
    ("CandidateKind", "single_agency"): "Single-agency recommendation",
    ("CandidateKind", "learning_point"): "Learning point",
    ("CandidateKind", "cross_reference"): "Reference to another review",
    ("Role", "administrator"): "Business manager",
    ("Role", "subgroup"): "Quality-assurance subgroup",
    ("Role", "scrutineer"): "Independent scrutineer",
    ("Role", "lead"): "Agency lead",
    ("Role", "reader"): "Board member",
    ("Role", "regional"): "Regional reader",
    ("Role", "system"): "The tracker itself",
}
