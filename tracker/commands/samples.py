"""Dip samples: draw closed actions at random, then record for each whether what was assured is really there."""

import re
import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands._register import around_actions, around_everything, same_body
from tracker.commands._values import day_of, kept, line, maybe_line, maybe_prose
from tracker.rules import sampling
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import BadValueError, EmptyValueError, VerificationBlockedError
from tracker.rules.records import Action, Agency, DipFinding, DipSample, Review
from tracker.rules.sign_off import look_blockers
from tracker.rules.standing import Standing
from tracker.rules.words import Door, Found
from tracker.store.database import Work, changing

MOST = 500
SEED = re.compile(r"[0-9a-f.-]+")
"""What a seed may hold: figures, a to f, dots and dashes. It stays on the record for good and can name nobody."""


def draw(
    engine: Engine,
    *,
    size: int,
    seed: str | None = None,
    agency_ids: Sequence[str] = (),
    review_id: str | None = None,
    about: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> DipSample:
    """Draw so many closed actions at random, the riskier the likelier, and record how, so that anybody can repeat it.

    Without a seed one is made, and recorded. Of some agencies or of one review only, if named; `about` says why.
    """
    with changing(engine, by=by, verb="draw_sample", at=at, door=door, token=token) as work:
        work.allow("draw_sample")
        today = day_of(at)
        if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= MOST:
            raise BadValueError("How many", size, f"is not a whole number from 1 to {MOST}")
        agencies = [work.record(work.get(Agency, id_)) for id_ in dict.fromkeys(agency_ids)]
        review = work.record(work.get(Review, review_id)) if review_id else None
        standing = around_everything(work, today)
        scope = [agency.short_name for agency in agencies] or ["every agency"]
        words = f"{list_in_words(scope)}, {review.id if review else 'every review'}"
        population = _population(work, standing, [agency.id for agency in agencies], review_id)
        if not population:
            raise BadValueError("From what", words, "holds no action that was assured: there is nothing to draw from")
        grain = _seed(seed) if seed is not None else secrets.token_hex(8)
        why = maybe_line("What is it about", about)
        listed = sampling.as_words(population)
        sample: DipSample = work.add(
            DipSample(work.next_id(DipSample, "S"), today, by, grain, size, listed, f"{words}: {why}" if why else words)
        )
        work.flush()
        for number, (id_, chance) in enumerate(sampling.draw(population, size, grain).items(), 1):
            work.add(DipFinding(f"{sample.id}-{number}", sample.id, id_, float(chance)))
        return sample


def record(
    engine: Engine,
    *,
    finding_id: str,
    found: Found,
    note: str | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> DipFinding:
    """Say whether what was assured was found: what was not needs a note saying what is missing. Nobody looks at the
    work of their own agency, nor at what they claimed themselves."""
    with changing(engine, by=by, verb="record_dip_finding", at=at, door=door, token=token) as work:
        row = work.get(DipFinding, finding_id, seen=seen)
        action = work.get(Action, row.action_id)
        work.allow("draw_sample", action.owner_id)
        around = around_actions(work, [action.id], day_of(at))
        blockers = look_blockers(
            around.register.files[action.id],
            work.roles,
            by,
            around.register.board_agencies,
            same_body=same_body(around, action.owner_id),
        )
        if blockers:
            raise VerificationBlockedError(action.id, blockers, "be looked at")
        words = maybe_prose("What did you find", note)
        if Found(found) == Found.NOT_FOUND and words is None:
            raise EmptyValueError("What did you find")
        day, drawn_on = day_of(at, on), work.pointed_at(DipSample, row.sample_id).drawn_on
        if day < drawn_on:
            raise BadValueError("Date", in_words(day), f"is before the sample was drawn, on {in_words(drawn_on)}")
        work.change(row, found=Found(found), note=words, looked_on=day, looked_by=by)
        return kept(work, DipFinding, row)


def _seed(text: str) -> str:
    sound = line("Seed", text, limit=60).lower()
    if not SEED.fullmatch(sound):
        raise BadValueError("Seed", sound, "holds more than figures, the letters a to f, dots and dashes")
    return sound


def _population(work: Work, standing: Standing, agency_ids: Sequence[str], review_id: str | None) -> dict[str, int]:
    """The closed actions of the scope that the signer may see, with their weights."""
    files = sampling.closed(standing, agency_ids=agency_ids, review_id=review_id)
    seen = [file for file in files if work.may_see(work.pointed_at(Action, file.action.id))]
    return sampling.weights(standing, seen)
