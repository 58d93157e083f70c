"""A piece of evidence through its life: its versions, and what may still be done with it."""

from dataclasses import dataclass

from tracker.rules.dates import in_words
from tracker.rules.errors import TrackerError, shown
from tracker.rules.records import ActionFile, Evidence
from tracker.rules.words import EvidenceKind, Outcome, Status

DISPOSAL = "D"
"""How the id of a disposal begins."""
DISPOSED = "[disposed of]"
"""What stands where the words of evidence were whose time was over."""


class EvidenceBlockedError(TrackerError):
    """Something cannot be done with a piece of evidence; says everything that is in the way."""

    def __init__(self, evidence: Evidence, verb_in_words: str, blockers: tuple[str, ...]) -> None:
        super().__init__(f"‘{shown(evidence.title)}’ ({evidence.id}) cannot {verb_in_words}: {'; '.join(blockers)}.")


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of one piece of evidence, the first one first, and which of them is meant."""

    all: tuple[Evidence, ...]
    number: int

    @property
    def in_words(self) -> str:
        """ "version 2 of 3"; empty where there is one only."""
        return f"version {self.number} of {len(self.all)}" if len(self.all) > 1 else ""

    @property
    def earlier(self) -> tuple[Evidence, ...]:
        """What this one took the place of, the latest first."""
        return self.all[: self.number - 1][::-1]


def versions(file: ActionFile, evidence: Evidence) -> Versions:
    """Which version of what a piece of evidence is. Each has one successor at most, so it is one line."""
    by_id = {one.id: one for one in file.evidence}
    next_of = {one.replaces_id: one for one in file.evidence if one.replaces_id}
    before, after = [evidence], list[Evidence]()
    while (earlier := by_id.get(before[-1].replaces_id or "")) and earlier not in before:
        before.append(earlier)
    last = evidence
    while (newer := next_of.get(last.id)) and newer not in (*before, *after):
        after.append(newer)
        last = newer
    return Versions((*before[::-1], *after), len(before))


def replace_blockers(file: ActionFile, evidence: Evidence) -> tuple[str, ...]:
    """Everything in the way of sending a newer version of this one, in words; empty when nothing is."""
    blockers = list(_gone(evidence))
    if newer := next((one for one in file.evidence if one.replaces_id == evidence.id), None):
        blockers.append(f"it was replaced already by {newer.id}: replace the newest version")
    return tuple(blockers)


def withdraw_blockers(evidence: Evidence) -> tuple[str, ...]:
    """Everything in the way of withdrawing it. An earlier version can be withdrawn too: its file is then given out no
    longer."""
    return ("it was withdrawn already",) if evidence.withdrawn_on else ()


def correct_blockers(file: ActionFile, evidence: Evidence) -> tuple[str, ...]:
    """Everything in the way of correcting its rung or its date: once somebody has found a claim borne out by it, what
    they looked at stays as they saw it."""
    blockers = list(replace_blockers(file, evidence))
    sent = evidence.submitted_on
    seen = next(
        (v for v in file.verifications if v.outcome == Outcome.ASSURED and sent and sent <= v.verified_on), None
    )
    if seen:
        blockers.append(f"the claim was verified with it on {in_words(seen.verified_on)}: send a newer version instead")
    elif file.action.status in (Status.ASSURED, Status.EMBEDDED):
        blockers.append("the claim is verified: send a newer version instead")
    return tuple(blockers)


def restrict_blockers(file: ActionFile, evidence: Evidence, restricted: bool) -> tuple[str, ...]:
    """Everything in the way of restricting it with all its versions, or of lifting their restriction."""
    if to_restrict(file, evidence, restricted):
        return ()
    return ("it is restricted already" if restricted else "it is not restricted",)


def to_restrict(file: ActionFile, evidence: Evidence, restricted: bool) -> tuple[Evidence, ...]:
    """The versions that a restriction, or its lifting, changes: all, since the older ones can be opened too. What was
    withdrawn stays as closed as it is."""
    same = versions(file, evidence).all
    return tuple(one for one in same if one.restricted != restricted and (restricted or not one.withdrawn_on))


def why_no_file(evidence: Evidence) -> str | None:
    """Why there is no file of it to give to anybody, in words; None where there is one."""
    if evidence.kind != EvidenceKind.FILE:
        return "it is a link or a statement, which stands on the page itself"
    if evidence.withdrawn_on is not None:
        return f"it was withdrawn on {in_words(evidence.withdrawn_on)}"
    if evidence.file_name == DISPOSED:
        return "it was disposed of: the time for which it is kept is over"
    return None


def repeats_what_it_holds(evidence: Evidence) -> bool:
    """Whether its title is no more than the beginning of its words, or its link or the name of its file: nobody gave it
    one."""
    held = (evidence.statement, evidence.link, evidence.file_name)
    return any(" ".join(text.split()).startswith(" ".join(evidence.title.split())) for text in held if text)


def _gone(evidence: Evidence) -> tuple[str, ...]:
    return (f"it was withdrawn on {in_words(evidence.withdrawn_on)}",) if evidence.withdrawn_on else ()
