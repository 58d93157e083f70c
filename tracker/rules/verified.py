"""Claimed against verified: how many claims each agency made, how many stood, how many were overturned, how long
somebody from elsewhere took to look."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from tracker.rules.dates import plural
from tracker.rules.deadlines import claims_judged, claims_overturned
from tracker.rules.impact import number
from tracker.rules.records import ActionFile
from tracker.rules.standing import Standing
from tracker.rules.words import Outcome, Status


@dataclass(frozen=True, slots=True)
class Verified:
    """The claims of one agency, or of all. A claim that was withdrawn is none."""

    claims: int = 0
    """Ever put to verification, the ones waiting now among them."""
    stands: int = 0
    """Actions assured or embedded now."""
    returned: int = 0
    overturned: int = 0
    """Returned, or assured and then undone by a failed check-back; each claim once."""
    waiting: tuple[int, ...] = ()
    """Days since each waiting claim was made, the longest first."""
    undated: int = 0
    """Waiting claims whose day was not kept."""
    days: tuple[int, ...] = ()
    """Days from each judged claim to its verdict, shortest first."""
    untimed: int = 0
    """Verdicts that do not say when the claim was made: their days are not counted."""

    @property
    def median_days(self) -> float | None:
        """Half of the verdicts took no longer; None where none is counted."""
        return median(self.days) if self.days else None

    @property
    def longest_days(self) -> int | None:
        """The longest any verdict took; None where none is counted."""
        return self.days[-1] if self.days else None

    @property
    def time_in_words(self) -> str:
        """How long verifying took: "12 days as a rule, 40 at the longest; 3 older verdicts are not counted"."""
        left = f"{plural(self.untimed, 'older verdict')} {'is' if self.untimed == 1 else 'are'} not counted"
        if self.median_days is None or self.longest_days is None:
            return f"not known; {left}" if self.untimed else "no verdict yet"
        middle = number(self.median_days)
        same = self.median_days == self.longest_days
        most = "" if same else f" as a rule, {number(self.longest_days)} at the longest"
        said = f"{middle} {'day' if middle == '1' else 'days'}{most}"
        return f"{said}; {left}" if self.untimed else said

    @property
    def waiting_in_words(self) -> str:
        """ "3 claims wait, the longest for 40 days"."""
        many = len(self.waiting) + self.undated
        if not many:
            return "no claim waits"
        said = f"{plural(many, 'claim')} {'waits' if many == 1 else 'wait'}"
        if not self.waiting:
            return said
        return f"{said}{',' if many == 1 else ', the longest'} for {plural(self.waiting[0], 'day')}"

    @property
    def in_words(self) -> str:
        """ "20 claims, 3 overturned; 15 actions stand assured"."""
        if not self.claims:
            return "no claim yet"
        stand = "1 action stands" if self.stands == 1 else f"{self.stands or 'no'} actions stand"
        return f"{plural(self.claims, 'claim')}, {self.overturned or 'none'} overturned; {stand} assured"


def in_all(standing: Standing) -> Verified:
    """Every claim of the register."""
    return of(standing, standing.register.files.values())


def by_agency(standing: Standing) -> dict[str, Verified]:
    """By owner, in register order; agencies that never claimed anything are left out."""
    files: dict[str, list[ActionFile]] = defaultdict(list)
    for file in standing.register.files.values():
        if file.action.owner_id:
            files[file.action.owner_id].append(file)
    found = {id_: of(standing, files[id_]) for id_ in standing.register.agencies if id_ in files}
    return {id_: figures for id_, figures in found.items() if figures.claims}


def of(standing: Standing, files: Iterable[ActionFile]) -> Verified:
    """The same for some actions."""
    some = list(files)
    verdicts = [verdict for file in some for verdict in file.verifications]
    claimed = [file.action for file in some if standing.statuses[file.action.id] == Status.CLAIMED]
    waits = [(standing.today - action.claimed_on).days for action in claimed if action.claimed_on]
    stands = (Status.ASSURED, Status.EMBEDDED)
    return Verified(
        claims=sum(claims_judged(file) for file in some),
        stands=sum(standing.statuses[file.action.id] in stands for file in some),
        returned=sum(verdict.outcome == Outcome.RETURNED for verdict in verdicts),
        overturned=sum(claims_overturned(file) for file in some),
        waiting=tuple(sorted((max(0, days) for days in waits), reverse=True)),
        undated=len(claimed) - len(waits),
        days=tuple(sorted(max(0, (v.verified_on - v.claimed_on).days) for v in verdicts if v.claimed_on)),
        untimed=sum(verdict.claimed_on is None for verdict in verdicts),
    )
