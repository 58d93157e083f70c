"""A draft matched to the register: its recommendation, its owner, and whether the register has it already."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.rules.errors import shown
from tracker.rules.register import Register
from tracker.sheets.meaning.owners import Found, Owners
from tracker.sheets.meaning.recommendations import FoundRecommendation, Recommendations
from tracker.sheets.other.choices import Choices
from tracker.sheets.other.columns import value_of
from tracker.sheets.other.draft import Asked, Draft
from tracker.sheets.other.headings import plain
from tracker.sheets.other.in_full import not_kept
from tracker.sheets.other.known import differences, the_action
from tracker.sheets.other.pairs import PERCENT
from tracker.sheets.other.places import looks_like_a_body
from tracker.sheets.other.values import BARE, SHARES, Key, Values, part_label, values_of
from tracker.sheets.plan import Addition, Answers, Conflict, EditField, Problem, Question, Value

CLOSE = 0.7
SCALE, STEPS = frozenset({0.0, 1.0}), frozenset({0.25, 0.5, 0.75, 25.0, 50.0, 75.0, 100.0})
A_GROUP = 3
"""A cell that names more agencies than this names none that answers."""


class Matching:
    """Drafts in; additions, conflicts, problems and questions out."""

    def __init__(
        self, register: Register, review: str | None, today: date, answers: Answers, agency_id: str | None
    ) -> None:
        self.register, self.today, self.answers, self.agency_id = register, today, answers, agency_id
        self.published = register.reviews[review].not_before if review and review in register.reviews else None
        self.owners, self.look = Owners(register), Recommendations(register, review)
        self.review = review
        self.choices = Choices(register, review)
        self.additions: list[Addition] = []
        self.conflicts: list[Conflict] = []
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self.notices: list[str] = []
        self.unchanged = 0
        self._owner_answers = {plain(name): id_ for name, id_ in answers.owners.items()}
        known = {None, *register.recommendations}  # what was settled may be gone, or hidden from who looks
        self._asked_answers = {plain(text): id_ for text, id_ in answers.recommendations.items() if id_ in known}
        self._found: dict[tuple[str | None, str], FoundRecommendation] = {}
        self._owners: dict[str, Found] = {}
        self._told: set[tuple[object, ...]] = set()
        self._seen: dict[tuple[str, str, str], int] = {}

    def take(self, draft: Draft, headings: Mapping[str, str], key: Key) -> None:
        """One draft."""
        flags = list(draft.flags)
        ref = self._recommendation(draft, headings, flags)
        review = self.register.recommendations[ref].review_id if ref else None
        published = self.register.reviews[review].not_before if review else self.published
        said = values_of(draft, today=self.today, published=published, key=key)
        owner = self._owner(draft, review or self.review, flags)
        said.lead = said.lead or self._lead(draft)
        heir = self._heir(draft, owner)
        if self.agency_id and owner is not None and self.agency_id not in (owner, heir):
            name, ours = self.register.agency_name(owner), self.register.agency_name(self.agency_id)
            why = f"is an action of {name}: this file is read as the plan of {ours}, and may add its own actions only"
            self._problem(draft, draft.owner_heading, draft.owner, why, "not_allowed")
            return
        owner = owner or self.agency_id
        if ref and (file := the_action(self.register, ref, draft.action, {owner, heir or owner})):
            self._known(draft, file.action.id, differences(file, said), headings)
            return
        self._not_kept(draft, said, headings)
        same = (ref or (draft.asked.written if draft.asked else ""), plain(draft.action), owner or draft.owner)
        if (first := self._seen.setdefault(same, draft.row)) != draft.row:
            flags.append(f"Row {first} says the same: keep one of the two.")
        self.additions.append(self._addition(draft, ref, owner, said, flags))

    def _not_kept(self, draft: Draft, said: Values, headings: Mapping[str, str]) -> None:
        """A problem at each cell that holds more words than can be kept anywhere, or signs that are none."""
        for field in ("action", "lead", "due_text", "progress", "evidence", "intended_outcome"):
            words = draft.action if field == "action" else getattr(said, field)
            if words and (why := not_kept(words)):
                place = draft.action_heading if field == "action" else headings.get(field.removesuffix("_text"))
                self._problem(draft, place or draft.action_heading, words, why)

    def _addition(self, draft: Draft, ref: str | None, owner: str | None, said: Values, flags: list[str]) -> Addition:
        asked = draft.asked
        title = self.register.recommendations[ref].title if ref else ""
        return Addition(
            ref=ref,
            recommendation=(asked.text if asked and asked.text else title) or (asked.ref or "" if asked else ""),
            action=draft.action,
            owner=owner,
            due=said.due,
            due_exact=said.due_exact,
            due_text=said.due_text,
            status=said.status,
            rating=said.rating,
            progress=said.progress,
            evidence=said.evidence,
            lead=said.lead,
            intended_outcome=said.intended_outcome,
            part_ids=self._parts(draft, ref, flags),
            ref_text=asked.written if asked else None,
            owner_text=draft.owner or None,
            flags=tuple(dict.fromkeys([*flags, *said.flags])),
            sheet=draft.sheet,
            row=draft.row,
            column=draft.action_heading,
        )

    def _parts(self, draft: Draft, ref: str | None, flags: list[str]) -> tuple[str, ...]:
        label = part_label(draft.cells.get("part"))
        if not ref:
            return ()
        if not label:
            asked = draft.asked
            return self._looked_up(asked).part_ids if asked and self._looked_up(asked).id == ref else ()
        found = tuple(p.id for p in self.register.parts_of.get(ref, ()) if p.label.lower() == label)
        if not found and any(p.label for p in self.register.parts_of.get(ref, ())):
            flags.append(f"‘{shown(label)}’ is no part of {ref}: the action is taken for all of it.")
        return found

    # ---- which recommendation

    def _recommendation(self, draft: Draft, headings: Mapping[str, str], flags: list[str]) -> str | None:
        asked = draft.asked
        if asked is None:
            if ("", draft.sheet) not in self._told:
                self._told.add(("", draft.sheet))
                why = "stands under no recommendation, nor do others of this sheet: say which one each answers"
                self._problem(draft, draft.action_heading, draft.action, why)
            return None
        for key in (asked.written, asked.text, asked.ref or ""):
            if key and plain(key) in self._asked_answers:
                return self._asked_answers[plain(key)]
        found = self._looked_up(asked)
        flags += [f"‘{shown(asked.written)}’ {flag.removesuffix('?')}." for flag in found.flags]
        if found.id is None:
            self._unmatched(draft, asked)
        elif found.confidence < CLOSE and ("ask", asked.written) not in self._told:
            self._told.add(("ask", asked.written))
            self.questions.append(
                Question(
                    "recommendation", asked.written, self._likely(asked), found.id, found.confidence,
                    draft.sheet, asked.row or draft.row, asked.heading or None,
                )
            )  # fmt: skip
        return found.id

    def _looked_up(self, asked: Asked) -> FoundRecommendation:
        key = (asked.ref, asked.text)
        if key not in self._found:
            self._found[key] = self.look.find(asked.ref, asked.text or None)
        return self._found[key]

    def _unmatched(self, draft: Draft, asked: Asked) -> None:
        if ("rec", asked.written) in self._told:
            return
        self._told.add(("rec", asked.written))
        why = "is no recommendation that the register has: choose the one that is meant, or put its review in first"
        row, heading = asked.row or draft.row, asked.heading or draft.action_heading
        self.problems.append(Problem(draft.sheet, row, heading, asked.written, why))
        self.questions.append(
            Question("recommendation", asked.written, self._likely(asked), None, 0.0, draft.sheet, row, heading)
        )

    def _likely(self, asked: Asked) -> tuple[str, ...]:
        return self.choices.recommendations(asked.written)

    # ---- whose

    def _owner(self, draft: Draft, review: str | None, flags: list[str]) -> str | None:
        text = " ".join(draft.owner.split())
        if not text:
            return None
        if plain(text) in self._owner_answers:
            return self._owner_answers[plain(text)]
        if text not in self._owners:
            self._owners[text] = self.owners.find(draft.owner, review=review)
        found = self._owners[text]
        flags += [f"‘{shown(text)}’ {flag}." for flag in found.flags]
        if not found.agency_ids and draft.agency not in ("", draft.owner) and not looks_like_a_body(text):
            flags.append(f"‘{shown(text)}’ is taken as a person of {shown(draft.agency)}, whose plan this is.")
            return next(iter(self.owners.find(draft.agency).agency_ids), None)
        if not found.agency_ids:
            if found.unmatched:
                self._unknown_owner(draft, text)
            return None
        if len(found.agency_ids) > A_GROUP:
            self._ask_owner(draft, text, found.agency_ids, None, 0.0)
            flags.append(
                f"Its owner cell names {len(found.agency_ids)} agencies: choose which answers, or add one for each."
            )
            return None
        first, *others = found.agency_ids
        if others:
            names = "; ".join(self.register.agency_name(id_) for id_ in others)
            flags.append(f"Its owner cell names {names} too: an action has one owner, here the first named.")
        if found.unmatched:
            flags.append(f"Its owner cell also says ‘{shown('; '.join(found.unmatched))}’, which is no agency here.")
        if (not found.exact or others) and ("owner", text) not in self._told:
            choices = tuple(found.agency_ids) if others else (first, *self._near(text, first))
            self._ask_owner(draft, text, choices, first, 0.8 if found.exact else CLOSE)
        return first

    def _heir(self, draft: Draft, owner: str | None) -> str | None:
        """The agency that answers now for one that is closed; itself where it is open. Of none, a problem is told."""
        found, gone_round = owner, {owner}
        while found is not None and (closed := self.register.agencies[found].closed_on) and closed <= self.today:
            found = self.register.agencies[found].successor_id
            if found in gone_round:
                found = None
            gone_round.add(found)
        if owner is not None and found is None and ("closed", draft.sheet, draft.row) not in self._told:
            self._told.add(("closed", draft.sheet, draft.row))
            name = self.register.agency_name(owner)
            why = f"is {name}, which is closed, and nobody is known who answers for it now: choose who does"
            heading = draft.owner_heading or draft.action_heading
            self.problems.append(Problem(draft.sheet, draft.row, heading, draft.owner, why))
        return found

    def _ask_owner(
        self, draft: Draft, text: str, choices: tuple[str, ...], chosen: str | None, confidence: float
    ) -> None:
        if ("owner", text) in self._told:
            return
        self._told.add(("owner", text))
        row, heading = draft.rows.get("owner", draft.row), draft.owner_heading or None
        self.questions.append(Question("owner", text, choices, chosen, confidence, draft.sheet, row, heading))

    def _lead(self, draft: Draft) -> str | None:
        """Who leads, where the owner's cell says it: a job beside the agency, or a job alone."""
        found = self._owners.get(" ".join(draft.owner.split()))
        return "; ".join(found.leads) or None if found else None

    def _unknown_owner(self, draft: Draft, text: str) -> None:
        """A problem in each row, so that none of them goes in without its owner; a question once for each name."""
        row, heading = draft.rows.get("owner", draft.row), draft.owner_heading or draft.action_heading
        if ("owner's row", draft.sheet, draft.row) not in self._told:
            self._told.add(("owner's row", draft.sheet, draft.row))
            why = "is no agency that the register has: choose the one that is meant, or put it in first"
            self.problems.append(Problem(draft.sheet, draft.row, heading, text, why))
        if ("owner", text) not in self._told:
            self._told.add(("owner", text))
            self.questions.append(Question("owner", text, self._near(text), None, 0.0, draft.sheet, row, heading))

    def _near(self, text: str, but: str | None = None) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.choices.agencies(text) if id_ != but)

    # ---- what the register has

    def _known(
        self, draft: Draft, id_: str, found: Sequence[tuple[EditField, Value, Value]], headings: Mapping[str, str]
    ) -> None:
        if not found:
            self.unchanged += 1
        for field, returned, now in found:
            column = headings.get("rating" if field == "own_rating" else field, draft.action_heading)
            self.conflicts.append(Conflict(id_, field, None, returned, now, draft.sheet, draft.row, column))

    def _problem(self, draft: Draft, heading: str, value: str, why: str, kind: str = "bad") -> None:
        problem = Problem(draft.sheet, draft.row, heading, value, why)
        self.problems.append(replace(problem, kind="not_allowed") if kind == "not_allowed" else problem)


def shares_in(drafts: Sequence[Draft], headings: Mapping[str, str]) -> Mapping[str, bool]:
    """The fields whose numbers are percents, and whether they are whole: one above 1 says so."""
    found: dict[str, bool] = {}
    for name in SHARES:
        cells = [value_of(d.cells.get(name)) for d in drafts]
        numbers = [float(cell) for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
        between = set(numbers) - SCALE  # 0 and 1 alone say nothing: they may be a scale, a no and a yes
        percents = bool(between) and (between <= STEPS or all(0 <= number <= 1 for number in numbers))
        if name in BARE or PERCENT.search(headings.get(name, "")) or percents:
            found[name] = any(number > 1 for number in numbers)
    return found
