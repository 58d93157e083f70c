"""Each step of the plan as the real command that makes it, through the door that its people use."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from tracker.clock import local_day
from tracker.commands import actions, evidence, extensions, not_doing, updates, verification
from tracker.demo.agencies import N_SCHOOLS, S_GPS, S_SCHOOLS, part_id
from tracker.demo.days import on
from tracker.demo.papers import paper
from tracker.demo.people import CHAIR, MANAGER, SCRUTINEER, judges, speaks_for
from tracker.demo.steps import (
    AnswerMore,
    AskMore,
    Check,
    Claim,
    Drop,
    Embed,
    Judge,
    Prove,
    Renew,
    Resume,
    Row,
    Say,
    Step,
    Unclaim,
    Unprove,
)
from tracker.rules.words import CheckOutcome, Door, EvidenceKind, Status
from tracker.store.database import SYSTEM
from tracker.store.vault import Vault

BY_WORKBOOK = frozenset({N_SCHOOLS, S_SCHOOLS, S_GPS})
"""Agencies whose lead never signs in: what they say comes back in a workbook."""

ALTHOUGH = (
    "What was asked for is in place; whether practice has changed is looked at in the six-month check-back.",
    "The subgroup took what there is as enough for now, and asked for a dip sample before the check-back.",
    "No stronger evidence can be had before the next audit, which covers it.",
)
"""Why something was assured on weaker evidence than its kind of change needs; kept only where it was."""


@dataclass
class Player:
    """Plays the rows of the plan into a store, and remembers which action became of which row."""

    engine: Engine
    vault: Vault
    today: date
    action_ids: dict[str, str] = field(default_factory=dict)
    last_ids: dict[tuple[str, str], str] = field(default_factory=dict)
    judged: int = 0

    def plan(self, row: Row, at: datetime) -> None:
        """Agree the action of a row."""
        action = actions.plan(
            self.engine,
            part_ids=[part_id(row.owner, part) for part in row.parts],
            owner_id=row.owner,
            title=row.title,
            due=None if row.due is None else on(self.today, row.due),
            due_text=row.due_text,
            lead=row.lead,
            intended_outcome=row.outcome,
            by=MANAGER.id,
            at=at,
            door=Door.BROWSER,
        )
        self.action_ids[_key(row)] = action.id

    def play(self, row: Row, step: Step, at: datetime) -> None:
        """Make one step of a row."""
        id_ = self.action_ids[_key(row)]
        owner, door = speaks_for(row.owner), Door.WORKBOOK if row.owner in BY_WORKBOOK else Door.BROWSER
        engine, board = self.engine, Door.BROWSER
        match step:
            case Say(words=words, own=own, starts=starts):
                status = Status.IN_PROGRESS if starts else None
                updates.say(
                    engine, action_id=id_, narrative=words, status=status, own_rating=own, by=owner, at=at, door=door
                )
            case Prove():
                self._prove(row, step, id_, at)
            case Renew():
                self._renew(row, step, id_, at)
            case Unprove(reason=why):
                last = self.last_ids[id_, "evidence"]
                evidence.withdraw(engine, evidence_id=last, reason=why, by=owner, at=at, door=board)
            case Claim(words=words):
                actions.claim(engine, action_id=id_, narrative=words, by=owner, at=at, door=door)
            case Unclaim(reason=why):
                actions.withdraw_claim(engine, action_id=id_, reason=why, by=owner, at=at, door=board)
            case Judge():
                self._judge(row, step, id_, at)
            case AskMore(to=to, reason=why):
                later = on(self.today, to)
                asked = extensions.ask(engine, action_id=id_, to_due=later, reason=why, by=owner, at=at, door=door)
                self.last_ids[id_, "extension"] = asked.id
            case AnswerMore(agreed=True):
                extensions.agree(engine, extension_id=self.last_ids[id_, "extension"], by=CHAIR.id, at=at, door=board)
            case AnswerMore(reason=why):
                last = self.last_ids[id_, "extension"]
                extensions.refuse(engine, extension_id=last, reason=why, by=CHAIR.id, at=at, door=board)
            case Check(months=months, passed=passed, note=note):
                found = CheckOutcome.PASSED if passed else CheckOutcome.FAILED
                verification.check_back(
                    engine, action_id=id_, months=months, outcome=found, note=note, by=SCRUTINEER.id, at=at, door=board
                )
            case Embed():
                verification.embed(engine, action_id=id_, by=SCRUTINEER.id, at=at, door=board)
            case Drop(kind=kind, reason=why, until=until):
                last_day = None if until is None else on(self.today, until)
                not_doing.enter(
                    engine, kind=kind, reason=why, until=last_day, action_id=id_, by=CHAIR.id, at=at, door=board
                )
            case Resume():
                not_doing.end_expired(engine, by=SYSTEM, at=at, door=Door.COMMAND_LINE)

    def _judge(self, row: Row, step: Judge, id_: str, at: datetime) -> None:
        self.judged += 1
        by = judges(row.owner, self.judged)
        signed: Any = {"by": by, "at": at, "door": Door.BROWSER}
        if step.assured:
            why = ALTHOUGH[self.judged % len(ALTHOUGH)]
            verification.assure(self.engine, action_id=id_, reason=step.reason, although=why, **signed)
        else:
            verification.return_claim(self.engine, action_id=id_, reason=step.reason, **signed)

    def _prove(self, row: Row, step: Prove, id_: str, at: datetime) -> None:
        about = local_day(at) - timedelta(days=step.age)
        by, engine, name = speaks_for(row.owner), self.engine, paper(row, step)[0].rpartition(".")[0]
        match step.kind:
            case EvidenceKind.LINK:
                kept = evidence.attach_link(
                    engine, action_id=id_, title=step.title, rung=step.rung, about=about,
                    link=f"https://example.org/{name}", restricted=step.restricted, by=by, at=at, door=Door.BROWSER,
                )  # fmt: skip
            case EvidenceKind.STATEMENT:
                kept = evidence.attach_statement(
                    engine, action_id=id_, title=step.title, statement=f"{step.title}: done as the plan says.",
                    rung=step.rung, about=about, restricted=step.restricted, by=by, at=at, door=Door.BROWSER,
                )  # fmt: skip
            case _:
                kept = evidence.attach_file(
                    engine, action_id=id_, title=step.title, rung=step.rung, about=about, restricted=step.restricted,
                    **self._received(row, step), by=by, at=at, door=Door.BROWSER,
                )  # fmt: skip
        self.last_ids[id_, "evidence"] = kept.id

    def _renew(self, row: Row, step: Renew, id_: str, at: datetime) -> None:
        proof = Prove(step.day, step.title, step.rung, age=step.age)
        kept = evidence.replace(
            self.engine, evidence_id=self.last_ids[id_, "evidence"], reason=step.reason, kind=EvidenceKind.FILE,
            title=step.title, rung=step.rung, about=local_day(at) - timedelta(days=step.age),
            **self._received(row, proof), by=speaks_for(row.owner), at=at, door=Door.BROWSER,
        )  # fmt: skip
        self.last_ids[id_, "evidence"] = kept.id

    def _received(self, row: Row, proof: Prove) -> dict[str, Any]:
        kept = self.vault.receive(*paper(row, proof), limit=1)
        return {"file_name": kept.name, "file_hash": kept.hash, "file_size": kept.size}

    def id_of(self, about: str) -> str:
        """What a decision is about: an id as it stands, or the id of the action whose title begins so."""
        found = [id_ for key, id_ in self.action_ids.items() if key.partition("|")[2].startswith(about)]
        return found[0] if found else about


def _key(row: Row) -> str:
    return f"{row.owner}|{row.title}"
