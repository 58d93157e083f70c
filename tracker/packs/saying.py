"""How the papers write what stands in the register: a day, a thing with its id, who, an evidence, a move of a date."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.rules import slippage
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.paper import Block, Heading, Rated, Says, Table
from tracker.rules.records import ActionFile, Agency, Evidence, Rating
from tracker.rules.register import Register
from tracker.rules.standing import Counts, Standing
from tracker.rules.words import Brag, EvidenceKind

NONE = "none"


def day(found: date | None, otherwise: str = "no date") -> str:
    """A day with its year, short: "20 Nov 2026". A paper is read in another year than it was made in."""
    if found is None:
        return otherwise
    return in_words(found, date.min)


def action(register: Register, action_id: str) -> str:
    """An action: its id, then its title."""
    return f"{action_id}\n{register.actions[action_id].title}"


def recommendation(register: Register, recommendation_id: str) -> str:
    """A recommendation: its id, then our short title."""
    return f"{recommendation_id}\n{register.recommendations[recommendation_id].title}"


def theme(register: Register, theme_id: str | None) -> str:
    """A theme by its name; a dash for none."""
    found = register.themes.get(theme_id or "")
    return found.name if found else theme_id or "–"


def answers(register: Register, action_id: str) -> str:
    """The recommendations that an action answers, by id."""
    return ", ".join(register.recommendations_of_action.get(action_id, ()))


def agency(register: Register, agency_id: str | None) -> str:
    """An agency by its short name, or "no owner"."""
    found = register.agencies.get(agency_id or "")
    return found.short_name if found else "no owner"


def names(register: Register, agency_ids: Iterable[str]) -> str:
    """Agencies in a sentence."""
    return list_in_words([agency(register, id_) for id_ in agency_ids])


def who(register: Register, person_id: str | None) -> str:
    """Somebody by their name; as written, where they are nobody of the register."""
    if person_id == "system":
        return "the tracker"
    person = register.people.get(person_id or "")
    return person.name if person else person_id or "nobody named"


def rated(rating: Rating) -> Rated:
    """A rating as a cell."""
    return Rated(rating.brag, rating.reason)


def evidence(one: Evidence) -> str:
    """A piece of evidence: its title, its rung, and the day it is about."""
    about = f", about {day(one.about)}" if one.about else ""
    what = "link, " if one.kind == EvidenceKind.LINK else ""
    return f"{one.title} ({what}{one.rung.label.lower()}{about})"


def evidence_of(file: ActionFile) -> str:
    """Everything that counts as an action's evidence, the strongest rung first named."""
    held = file.current_evidence
    if not held or file.strongest_rung is None:
        return "no evidence"
    return "\n".join([f"Strongest: {file.strongest_rung.label.lower()}", *map(evidence, held)])


def strongest_of(file: ActionFile) -> str:
    """The strongest rung of an action's evidence, and the newest day that evidence on it is about."""
    rung = file.strongest_rung
    if rung is None:
        return "no evidence"
    newest = max((one.about for one in file.current_evidence if one.rung == rung and one.about), default=None)
    return f"{rung.label}, about {day(newest)}" if newest else rung.label


def move(register: Register, one: slippage.Move) -> str:
    """A move of a date: from, to, who asked, who agreed, and why; whether the date had passed by then."""
    to = f"{day(one.from_due)} → {day(one.to_due)}"
    asked = f"asked by {who(register, one.asked_by)} on {day(one.asked_on)}"
    late = ", after the date had passed" if one.already_late else ""
    agreed = f"agreed by {who(register, one.agreed_by)} on {day(one.agreed_on)}{late}"
    return f"{to}, {asked}, {agreed}: {one.reason}"


def moves(register: Register, file: ActionFile) -> str:
    """Every agreed move of an action's date, a line each."""
    return "\n".join(move(register, one) for one in slippage.moves(file)) or "never moved"


def of(counts: Counts, brag: Brag) -> int:
    """How many have a rating."""
    return int(getattr(counts, brag.value))


def in_numbers(counts: Counts, order: Sequence[Brag]) -> str:
    """Counts in words: "6 overdue, 3 at risk and 4 assured"."""
    said = [f"{of(counts, brag):,} {brag.label.lower()}" for brag in order if of(counts, brag)]
    return list_in_words(said) or "nothing"


def named(register: Register, id_: str) -> str:
    """Whatever has this id, as a line: its id and what it is called. What is filed under an action is told by it."""
    if id_ in register.actions:
        return action(register, id_)
    if id_ in register.recommendations:
        return recommendation(register, id_)
    for table in ("extensions", "check_backs", "verifications", "evidence", "not_doing", "dip_findings"):
        filed = getattr(register, table).get(id_)
        if filed is not None and filed.action_id in register.actions:
            return action(register, filed.action_id)
    if (ask := register.asks.get(id_)) is not None:
        part = register.parts[ask.part_id]
        return f"{recommendation(register, part.recommendation_id)}\nasked of {agency(register, ask.agency_id)}"
    held = register.agencies.get(id_) or register.reviews.get(id_)
    if held is None:
        return id_
    return held.name if isinstance(held, Agency) else f"{held.id}\n{held.title}"


def part(register: Register, part_id: str) -> str:
    """A part by its recommendation and label: "SOTON-K:10.2.5 part a"; the recommendation alone where it is whole."""
    found = register.parts[part_id]
    return f"{found.recommendation_id} part {found.label}" if found.label else found.recommendation_id


def section(title: str, table: Table | None, nothing: str, *before: Block) -> tuple[Block, ...]:
    """A heading with its table, or the sentence that says that there is nothing to put in one."""
    if table is None or not table.rows:
        return (Heading(title), Says(nothing))
    return (Heading(title), *before, table)


def waits(number: int) -> str:
    """How long something waits already: "since today", "for 12 days"."""
    return f"for {plural(number, 'day')}" if number > 0 else "since today"


def owner_of(now: Standing, file: ActionFile) -> str:
    """Who owns an action."""
    return agency(now.register, file.action.owner_id)
