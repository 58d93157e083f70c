"""What waits for somebody from elsewhere: claims to verify, dates to agree, check-backs to make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from tracker.commands import verification
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.records import ActionFile, CheckBack, Extension
from tracker.rules.sign_off import check_back_blockers, embed_blockers, verify_blockers
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Status
from tracker.ui import desk_owed, form_dates, form_evidence, show_proof, tables
from tracker.ui.forms import Form, may_or_say, name_of, on_record, said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.who import Who

SOON = 28
ALTHOUGH = "**Why assure it although its evidence is too weak?** :gray[Kept with your verdict.]"


@dataclass(frozen=True)
class Waiting:
    """Everything that waits for a verifier, the longest wait first."""

    claims: tuple[ActionFile, ...]
    dates: tuple[tuple[Extension, ActionFile], ...]
    """New dates that this person may agree."""
    others_dates: tuple[tuple[Extension, ActionFile], ...]
    """New dates that wait for somebody else to agree them."""
    late: tuple[tuple[CheckBack, ActionFile], ...]
    """Check-backs whose day is over."""
    coming: tuple[tuple[CheckBack, ActionFile], ...]
    """Check-backs of the next four weeks, today's among them."""
    embeds: tuple[ActionFile, ...]

    @property
    def now(self) -> int:
        """How many wait for this person today: claims, dates they may agree, and late check-backs."""
        return len(self.claims) + len(self.dates) + len(self.late)

    @property
    def in_words(self) -> str:
        """ "3 claims to verify, 1 date to agree, 2 check-backs late, 5 coming"."""
        return (
            f"{plural(len(self.claims), 'claim')} to verify, {plural(len(self.dates), 'date')} to agree, "
            f"{plural(len(self.late), 'check-back')} late, {len(self.coming)} coming"
        )


def waiting(standing: Standing, who: Who) -> Waiting:
    """What waits on a day for this person; check-backs from four weeks before their day."""
    dates: list[tuple[Extension, ActionFile]] = []
    others: list[tuple[Extension, ActionFile]] = []
    checks, embeds = [], []
    for file in standing.register.files.values():
        status = standing.statuses[file.action.id]
        if pending := form_dates.waiting(file):
            theirs = not form_dates.why_not_settled(standing, who, pending, file)
            (dates if theirs else others).append((pending, file))
        if status in (Status.ASSURED, Status.EMBEDDED):
            due = [c for c in file.check_backs if c.outcome is None and (c.due - standing.today).days <= SOON]
            checks += [(c, file) for c in due]
        last = standing.thresholds_of(file.action.review_id).check_back_months[-1]
        if status == Status.ASSURED and any(
            c.outcome == CheckOutcome.PASSED and c.months == last for c in file.check_backs
        ):
            embeds.append(file)
    for some in (dates, others):
        some.sort(key=lambda d: (d[0].asked_on, d[0].id))
    checks.sort(key=lambda c: (c[0].due, c[0].id))
    late = tuple(c for c in checks if c[0].due < standing.today)
    coming = tuple(checks[len(late) :])
    return Waiting(standing.claimed, tuple(dates), tuple(others), late, coming, tuple(embeds))


def draw(at: Frame, found: Waiting) -> None:
    """The list on one side, the one that was picked on the other."""
    said("verify")
    if not at.is_past and not may_or_say(at, "verify"):
        return
    if not (found.now or found.others_dates or found.coming or found.embeds):
        st.markdown("Nothing waits for you: no claim, no date and no check-back. The Overdue page says what is late.")
        return
    if at.is_past:  # what waited then; nothing is judged there
        _list(at, found)
        return
    asked = asked_for("action")
    picked = at.now.register.files.get(asked or "")
    if picked is None:
        note("Pick one to see its evidence and to say what you find.")
        _list(at, found)
        return
    one, rest = st.columns([6, 5], gap="large")
    with one:
        _one(at, found, picked)
    with rest:
        section("What waits")
        _list(at, found, beside=True)


def _list(at: Frame, found: Waiting, *, beside: bool = False) -> None:
    _waits(at, "Claims to verify", [(f, "claimed", f.action.claimed_on) for f in found.claims], beside=beside)
    _waits(at, "Dates to agree", [(f, "to", e.to_due) for e, f in found.dates], beside=beside)
    late, coming = "Check-backs late: is the change still there?", "Check-backs coming, within four weeks"
    for title, checks in ((late, found.late), (coming, found.coming)):
        _waits(at, title, [(f, f"{c.months} months on, due", c.due) for c, f in checks], beside=beside)
    embeds = [(f, "checked back", f.action.status_on) for f in found.embeds]
    _waits(at, "To mark as embedded", embeds, beside=beside)
    others = [(f, "to", e.to_due) for e, f in found.others_dates]
    _waits(at, "New dates, for somebody else to agree", others, beside=beside)


def _waits(at: Frame, title: str, waiting_: Sequence[tuple[ActionFile, str, date | None]], *, beside: bool) -> None:
    if not waiting_:
        return
    (note if beside else section)(title)
    lines = [_line(at, file, f"{what} {at.day(when)}") for file, what, when in waiting_]
    if beside:
        pairs = [(chip, f"{what}, {when}") for chip, what, when in lines]
        tables.table(pairs, ("Rating", "Action"), alt=title)
        return
    key = "rows_" + "_".join(title.replace(":", "").replace(",", "").lower().split()[:2])
    tables.rows(lines, ("Rating", "Action", "When"), alt=f"{title}, the longest wait first", key=key)


def _line(at: Frame, file: ActionFile, when: str) -> tuple[str, str, str]:
    title = at.link(
        f"**{plain(first_words(file.action.title, 120))}**", "my_agency", desk="verify", action=file.action.id
    )
    return tables.rating_chip(at, file), titled(title, at.agency(file.action.owner_id)), when


def _one(at: Frame, found: Waiting, file: ActionFile) -> None:
    section(plain(first_words(file.action.title, 140)))
    rating = at.now.action_ratings[file.action.id]
    st.markdown(f"{tables.rating_chip(at, file)} {plain(rating.reason)}  \n{soft(plain(file.action.id))} · "
                f"{at.agency(file.action.owner_id)} · {tables.recommendation_links(at, file)}")  # fmt: skip
    desk_owed.printed(at, file.part_ids)
    if file.action.status == Status.CLAIMED:
        _claim(at, file)
    for extension, of in (*found.dates, *found.others_dates):
        if of.action.id == file.action.id:
            section("A new date to agree")
            form_dates.settle(at, extension, file)
    for check, of in (*found.late, *found.coming):
        if of.action.id == file.action.id:
            _check_back(at, check, file)
    if any(of.action.id == file.action.id for of in found.embeds):
        _embed(at, file)


def _claim(at: Frame, file: ActionFile) -> None:
    assert at.who is not None
    section("What they claim")
    last = file.updates[-1] if file.updates else None
    if last:
        who = plain(name_of(at.now.register, last.said_by))
        st.markdown(plain(last.narrative, lines=True))
        note(f"{who}, {in_words(last.said_on)}")
    section("What the evidence bears out")
    form_evidence.listed(at, file)
    form_evidence.ladder(file)
    weak = show_proof.told(at, file)
    blockers = verify_blockers(file, at.who.roles, at.who.id, at.now.register.board_agencies, same_body=_body(at, file))
    if blockers:
        note(f"You cannot judge this claim: {plain('; '.join(blockers))}.")
        return
    form = Form(at, f"verify:{file.action.id}", seen=file.action, says="verify")
    with form.open():
        found = form.radio(
            "found",
            "**What do you find?**",
            {"assured": "Assured: the evidence bears it out", "returned": "Returned: something is missing"},
        )
        if found == "assured":
            why = form.words("why", "**By what?** :gray[Which evidence convinced you, and of what.]", height=96)
            although = form.words("although", ALTHOUGH, height=96) if weak else ""
            form.send(
                "Assure this action", "Not assured", verification.assure,
                lambda v: f"**Assured.** {plain(v.action_id)}; check-backs are set. {on_record(at)}",
                action_id=file.action.id, reason=why, although=although or None,
            )  # fmt: skip
        elif found == "returned":
            why = form.words(
                "missing", "**What is missing?** :gray[The owner reads this, and works from it.]", height=96
            )
            form.send(
                "Return this claim", "Not returned", verification.return_claim,
                lambda v: f"**Returned.** {plain(v.action_id)} goes back to its owner. {on_record(at)}",
                action_id=file.action.id, reason=why,
            )  # fmt: skip


def _check_back(at: Frame, check: CheckBack, file: ActionFile) -> None:
    assert at.who is not None
    section(f"The {check.months}-month check-back")
    form_evidence.listed(at, file)
    blockers = check_back_blockers(
        file, at.who.roles, at.who.id, at.now.register.board_agencies, same_body=_body(at, file)
    )
    if blockers:
        note(f"You cannot make this check-back: {plain('; '.join(blockers))}.")
        return
    form = Form(at, f"check:{check.id}", says="verify")
    options = {CheckOutcome.PASSED: "Yes, it is still there", CheckOutcome.FAILED: "No: the action is reopened"}
    with form.box():
        outcome = form.radio("outcome", "**Is the change still there?**", options)
        found = form.words("note", "**What did you find?** :gray[Needed where the change is gone.]", height=96)
        form.send(
            "Record this check-back", "Not recorded", verification.check_back,
            lambda c: f"**Recorded.** {plain(c.action_id)}. {on_record(at)}",
            before=lambda: {"outcome": form.needed("Is the change still there", outcome)},
            action_id=file.action.id, months=check.months, note=found,
        )  # fmt: skip


def _embed(at: Frame, file: ActionFile) -> None:
    assert at.who is not None
    section("Embedded?")
    blockers = embed_blockers(
        file,
        at.who.roles,
        at.who.id,
        at.now.register.board_agencies,
        thresholds=at.now.thresholds_of(file.action.review_id),
        same_body=_body(at, file),
    )
    if blockers:
        note(f"You cannot mark it as embedded: {plain('; '.join(blockers))}.")
        return
    form = Form(at, f"embed:{file.action.id}", seen=file.action, says="verify")
    with form.box():
        note("Its last check-back was passed, so it can be marked as embedded.")
        form.send(
            "Mark as embedded", "Not embedded", verification.embed,
            lambda a: f"**Embedded.** {plain(a.id)}. {on_record(at)}", action_id=file.action.id,
        )  # fmt: skip


def _body(at: Frame, file: ActionFile) -> frozenset[str]:
    return at.now.body.get(file.action.owner_id or "", frozenset())
