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


class Way(Word):
    """How somebody came in."""

    MACHINE = "machine"
    PASSWORD = "password"
    DIRECTORY = "directory"


class SendingWay(Word):
    """How a workbook goes to an agency."""

    BY_HAND = "by_hand"
    BY_MAIL = "by_mail"


class LinkKind(Word):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation"
    RESET = "reset"


class Door(Word):
    """Through which door a change came in."""

    BROWSER = "browser"
    WORKBOOK = "workbook"
    COMMAND_LINE = "command_line"


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
    ("Way", "machine"): "This machine",
    ("Way", "directory"): "The council's own sign-in",
    ("Role", "administrator"): "Business manager",
    ("Role", "subgroup"): "Quality-assurance subgroup",
    ("Role", "scrutineer"): "Independent scrutineer",
    ("Role", "lead"): "Agency lead",
    ("Role", "reader"): "Board member",
    ("Role", "system"): "The tracker itself",
}
