"""Dip samples: closed actions drawn at random, weighted to risk, and what they say about all the others.

The draw is *systematic sampling with chances in proportion to weight*. The actions are put into an order made of the
seed; the weights are laid end to end along a line in that order; marks at equal distances, the first at a random place
made of the seed too, point at the actions drawn. So an action's chance of being drawn is known exactly: n × its weight
÷ the sum of weights; one for which that would be 1 or more is drawn for certain and the others share what is left.
Everything is made of SHA-256 and whole numbers: the same seed draws the same actions on every machine.

The estimate counts each action looked at by 1 ÷ its chance (Hájek), so that drawing the risky more often does not make
the whole look worse than it is. Its interval is Wilson's, for as many equal draws as these are
worth: Kish's effective number with the whole population in view, widened as Student's t is for few draws.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

from tracker.rules.dates import in_words, list_in_words, months_between, plural
from tracker.rules.deadlines import claims_overturned, finished_late, last_assured_on
from tracker.rules.proof import least_of, weak
from tracker.rules.records import ActionFile, DipFinding, DipSample
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import Found, Rung

Z95 = 1.959963984540054
"""How many standard errors hold 95 of 100 samples."""
LONG_AGO_MONTHS = 12
NO_BETTER_THAN_A_DOCUMENT = (None, Rung.ASSERTION, Rung.DOCUMENT)
WEIGHTS: Mapping[str, tuple[int, str]] = {
    "weak": (2, "its evidence is weaker than its kind of change needs, or no better than a document"),
    "overturned": (2, "a claim of its owner was overturned before"),
    "long_ago": (1, f"it was assured {LONG_AGO_MONTHS} months ago or longer"),
    "late": (1, "it was claimed after its due date"),
    "late_on_original": (1, "it was claimed after its original date"),
}
"""What makes an action more likely to be drawn: what each fact adds to a weight of 1, and its words."""


# ---- drawing


def closed(
    standing: Standing, *, agency_ids: Collection[str] = (), review_id: str | None = None
) -> tuple[ActionFile, ...]:
    """The actions that can be drawn: assured or embedded, of these bodies (all where none is named) and this review."""
    return tuple(
        file
        for file in standing.verified
        if (not agency_ids or any(standing.same_body(id_, file.action.owner_id) for id_ in agency_ids))
        and review_id in (None, file.action.review_id)
    )


def weights(standing: Standing, files: Iterable[ActionFile]) -> dict[str, int]:
    """How heavily each action weighs in a draw, by action id: 1, and more for each fact of `WEIGHTS` that holds."""
    overturned = {f.action.owner_id for f in standing.register.files.values() if claims_overturned(f)}
    bodies = {id_ for owner in overturned if owner for id_ in standing.body.get(owner, ())}
    return {file.action.id: 1 + sum(WEIGHTS[fact][0] for fact in _facts(standing, file, bodies)) for file in files}


def _facts(standing: Standing, file: ActionFile, overturned: Collection[str]) -> list[str]:
    assured, least = last_assured_on(file), least_of(standing.register, file.action.review_id)
    holds = {
        "weak": file.strongest_rung in NO_BETTER_THAN_A_DOCUMENT or weak(file, standing.register, least) is not None,
        "overturned": file.action.owner_id in overturned,
        "long_ago": assured is not None and months_between(assured, standing.today) >= LONG_AGO_MONTHS,
        "late": finished_late(file) > 0,
        "late_on_original": finished_late(file, original=True) > 0,
    }
    return [fact for fact, is_so in holds.items() if is_so]


def chances(population: Mapping[str, int], size: int) -> dict[str, Fraction]:
    """The exact chance of each to be drawn when `size` are: in proportion to weight, none above certain."""
    left, room = dict(population), min(size, len(population))
    found: dict[str, Fraction] = {}
    while left:
        whole = sum(left.values())
        certain = [id_ for id_, weight in left.items() if room * weight >= whole]
        if not certain:
            return found | {id_: Fraction(room * weight, whole) for id_, weight in left.items()}
        for id_ in certain:
            found[id_] = Fraction(1)
            del left[id_]
        room -= len(certain)
    return found


def draw(population: Mapping[str, int], size: int, seed: str) -> dict[str, Fraction]:
    """The actions drawn, each with its chance, in the order in which they came: the same for the same seed always."""
    exact = chances(population, size)
    certain = [id_ for id_, chance in exact.items() if chance == 1]
    rest = sorted((id_ for id_, chance in exact.items() if chance < 1), key=lambda id_: (_number(seed, id_), id_))
    place = Fraction(_number(seed, "where the first mark stands"), 1 << 256)
    reached, taken = Fraction(0), []
    for id_ in rest:
        reached += exact[id_]
        if place < reached:
            taken.append(id_)
            place += 1
    found = sorted([*certain, *taken], key=lambda id_: (_number(seed, id_), id_))
    return {id_: exact[id_] for id_ in found}


def _number(seed: str, what: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\n{what}".encode()).digest())


def as_words(population: Mapping[str, int]) -> tuple[str, ...]:
    """A population as a sample keeps it: `id:weight`, in the order of the ids."""
    return tuple(f"{id_}:{population[id_]}" for id_ in sorted(population))


def from_words(population: Sequence[str]) -> dict[str, int]:
    """What `as_words` wrote."""
    return {id_: int(weight) for id_, _, weight in (one.rpartition(":") for one in population)}


def again(sample: DipSample) -> dict[str, Fraction]:
    """The draw of a sample, repeated from what it keeps."""
    return draw(from_words(sample.population), sample.size, sample.seed)


# ---- estimating


@dataclass(frozen=True, slots=True)
class Estimate:
    """What those looked at say about all that could have been drawn. Rates are from 0 to 1."""

    population: int
    drawn: int
    looked_at: int
    found: int
    rate: float | None = None
    """The best estimate; None while nobody has looked."""
    low: float | None = None
    high: float | None = None
    """Between these the true rate lies, 19 times out of 20; both None where all were looked at, or none yet."""

    @property
    def whole(self) -> bool:
        """Whether every one was looked at: there is nothing left to estimate."""
        return 0 < self.population == self.looked_at

    @property
    def in_words(self) -> str:
        """The estimate as a sentence for people."""
        if not self.population:
            return "There was nothing to draw from."
        if not self.looked_at:
            return f"None of the {self.drawn} drawn has been looked at yet."
        were = "was" if self.found == 1 else "were"
        if self.whole:
            return f"All {self.population} were looked at: {self.found} {were} found. Nothing had to be estimated."
        said = f"Of {self.looked_at} looked at, {self.found} {were} found. "
        said += f"If all {self.population} had been looked at, {self._range} would likely have been found "
        said += "(19 times out of 20)."
        if waiting := self.drawn - self.looked_at:
            said += f" {waiting} of the {self.drawn} drawn {'is' if waiting == 1 else 'are'} still to be looked at."
        return said

    @property
    def _range(self) -> str:
        low, high = self.hundreds
        return f"between {low} in 100 and {high} in 100"

    @property
    def hundreds(self) -> tuple[int, int]:
        """The interval in whole hundreds, rounded outwards: it never looks narrower than it is."""
        low, high = self.low or 0.0, 1.0 if self.high is None else self.high
        return floor(low * 100 + 1e-9), ceil(high * 100 - 1e-9)


def estimate(findings: Iterable[DipFinding], population: int) -> Estimate:
    """The share of the whole population that would be found, with its interval.

    Those not looked at yet count as if chance had left them out.
    """
    drawn = list(findings)
    looked = [one for one in drawn if one.found]
    found = sum(one.found == Found.FOUND for one in looked)
    if not looked:
        return Estimate(population, len(drawn), 0, 0)
    if len(looked) >= population:
        return Estimate(population, len(drawn), len(looked), found, found / len(looked))
    answered = len(looked) / len(drawn)
    pairs = [(one.chance * answered, one.found == Found.FOUND) for one in looked]
    total = sum(1 / chance for chance, _ in pairs)
    rate = sum(1 / chance for chance, is_found in pairs if is_found) / total
    low, high = wilson(rate, worth(pairs, rate))
    # what was seen is certain: the whole holds at least those found, and at least those not found
    sure, sure_not = found / population, (len(looked) - found) / population
    return Estimate(population, len(drawn), len(looked), found, rate, max(low, sure), min(high, 1 - sure_not))


def worth(pairs: Sequence[tuple[float, bool]], rate: float) -> float:
    """How many equal draws out of an endless population these are worth: fewer where chances differ, more where a good
    part of the whole was looked at. The lesser of what the chances alone say and what the findings say with them."""
    total = sum(1 / chance for chance, _ in pairs)
    spread = sum((1 - chance) / chance**2 for chance, _ in pairs)
    if spread <= 0:
        return float("inf")
    alone = total**2 / spread * few(sum(chance < 1 for chance, _ in pairs) - 1)
    seen = sum((1 - chance) / chance**2 * (is_found - rate) ** 2 for chance, is_found in pairs) / total**2
    if seen <= 0 or not 0 < rate < 1:
        return alone
    return min(alone, rate * (1 - rate) / seen * few(len(pairs) - 1))


def few(freedom: int) -> float:
    """How much less draws are worth when there are few of them: the square of the normal bound over Student's, whose
    95 % bound is worked out by the usual expansion; nothing where there was one draw only."""
    if freedom < 1:
        return 1e-9
    square = Z95**2
    terms = (
        (square + 1) / 4,
        (5 * square**2 + 16 * square + 3) / 96,
        (3 * square**3 + 19 * square**2 + 17 * square - 15) / 384,
    )
    wider = 1 + sum(term / float(freedom**power) for power, term in enumerate(terms, 1))
    return 1 / (wider * wider)


def wilson(rate: float, number: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a rate seen in so many equal draws."""
    if number == float("inf"):
        return rate, rate
    square = Z95**2 / number
    middle = (rate + square / 2) / (1 + square)
    reach = Z95 / (1 + square) * sqrt(rate * (1 - rate) / number + square / (4 * number))
    return max(0.0, middle - reach), min(1.0, middle + reach)


# ---- telling


@dataclass(frozen=True, slots=True)
class Told:
    """A dip sample with its findings, as drawn, and what they say."""

    sample: DipSample
    findings: tuple[DipFinding, ...]
    estimate: Estimate

    @property
    def not_found(self) -> tuple[DipFinding, ...]:
        """What was looked for and not found."""
        return tuple(one for one in self.findings if one.found == Found.NOT_FOUND)

    @property
    def waiting(self) -> tuple[DipFinding, ...]:
        """What nobody has looked at yet."""
        return tuple(one for one in self.findings if one.found is None)


def told(register: Register) -> tuple[Told, ...]:
    """Every dip sample of a register with what it says, the newest first."""
    findings: dict[str, list[DipFinding]] = {}
    for one in register.dip_findings.values():
        findings.setdefault(one.sample_id, []).append(one)
    made = []
    for sample in register.dip_samples.values():
        some = sorted(findings.get(sample.id, ()), key=lambda f: (len(f.id), f.id))
        made.append(Told(sample, tuple(some), estimate(some, len(sample.population))))
    return tuple(sorted(made, key=lambda one: (one.sample.drawn_on, len(one.sample.id), one.sample.id), reverse=True))


def how_drawn(sample: DipSample) -> str:
    """How a sample came about and how anybody repeats it, in words."""
    number = min(sample.size, len(sample.population))
    facts = list_in_words([f"{add} more where {words}" for add, words in WEIGHTS.values()])
    return (
        f"{plural(number, 'action')} of {len(sample.population):,} closed, drawn on {in_words(sample.drawn_on)} from "
        f"the seed ‘{sample.seed}’. Each weighs 1; {facts}. Whoever draws {sample.size} from the same list with the "
        "same seed draws the same ones."
    )
