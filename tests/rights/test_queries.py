"""Every query × every role × own and other agency: whose eyes see what. A query without a row here fails.

The register holds secrets of each kind, as plain words; what a query gives somebody is searched for them.
"""

import importlib
import inspect
import pkgutil
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

import tracker.queries
from tests.factories_store import Ledger, fresh_sqlite
from tests.rights.people import LETTERS, OTHER, OWN, gather, id_of
from tracker.access.limits import Limits
from tracker.access.tokens import hashed
from tracker.clock import end_of
from tracker.commands import (
    actions,
    asks,
    chases,
    downloads,
    drafts,
    evidence,
    holds,
    invitations,
    meetings,
    names,
    people,
    recommendations,
    redactions,
    reviews,
    sessions,
    updates,
    uploads,
    workbooks,
)
from tracker.commands import agendas as commands
from tracker.packs.brief import Asked
from tracker.queries import (
    agendas,
    api_tokens,
    between,
    boards,
    calendar,
    changed,
    chasing,
    history,
    holdings,
    imports,
    incoming,
    last_changes,
    leaving,
    overlapping,
    papers,
    presence,
    previews,
    register,
    reports,
    retention,
    samples,
    screen,
    searching,
    secret_links,
    sendings,
    sights,
    standing,
    suggesting,
    trends,
    unseen,
    verifying,
)
from tracker.queries import drafts as desk
from tracker.queries import names as names_kept
from tracker.queries import redactions as taken_out
from tracker.queries.ways_in import ways_in
from tracker.rules.errors import TrackerError, UnknownError
from tracker.rules.records import Disposal
from tracker.rules.sight import WHOLE
from tracker.rules.words import CandidateKind, HoldKind, LadderRung, Rung, Way
from tracker.rules.working_list import Item
from tracker.sheets.grid import Limits as FileLimits
from tracker.sheets.plan import Edit, Plan
from tracker.sheets.writing.workbook import write
from tracker.store.database import changing
from tracker.store.vault import Vault

WORDS = {
    "restricted": ("zq-bruising",),  # the words of the police's restricted evidence
    "restricted_title": ("zq-chronology",),  # and what it is called
    "unpublished": ("zq-toddler", "zq-recommend", "zq-do-it"),  # a review that nobody was named for
    "address": ("zq-post@example.org",),
    "listed": ("Zephaniah Quillfeather",),
    "redacted": ("zq-marmaduke",),
    "asked": ("zq-reason",),  # why words of the hidden review are to go
    "brought_in": ("zq-sergeant",),  # what a workbook of the police said
    "hold": ("zq-coroner",),  # why a legal hold stands
    "hidden_hold": ("zq-hidden-hold",),  # and one over the hidden review
    "draft": ("zq-half-written",),
    "password": ("$argon2",),
}
EVERYBODY = "".join(LETTERS)
KNOWN = EVERYBODY.replace("G", "")
RESTRICTED_TITLE = {"restricted_title": ("MSILD", "MSI")}
RESTRICTED = {"restricted": ("MSILD", "MSI")} | RESTRICTED_TITLE
UNPUBLISHED = {"unpublished": ("M", "M")}
ADDRESS = {"address": ("M", "M")}
REDACTED = {"redacted": ("MSILDRUNG", "MSILDRUNG")}
"""Words that somebody asked to have taken out stand where they stood until another person agrees."""
ASKED = {"asked": ("M", "M")}
HELD = {"hold": ("MSIU", "MSIU"), "hidden_hold": ("M", "M")}
"""That a hold stands is for everybody who sees what it is over."""
BROUGHT_IN = {"brought_in": (EVERYBODY, EVERYBODY)}
"""It is in the register by now; whose import it was is another matter."""
CONTENT = BROUGHT_IN | RESTRICTED | UNPUBLISHED | ADDRESS | REDACTED | ASKED | HELD
UNPUBLISHED_ITEM = {"unpublished": ("M", "M")}
"""Of the hidden review nobody plans an action for one of its parts: that is an item, for those who see it."""
NOTHING: dict[str, tuple[str, str]] = {}


class World:
    """One register with every kind of secret in it, and everybody."""

    def __init__(self, folder, engine=None):
        self.book = book = Ledger(engine or fresh_sqlite(folder, furnished=True))
        self.engine, self.folder = book.engine, folder
        gather(book)
        self.action = book.plan(title="Train officers").id
        self.evidence = evidence.attach_statement(
            self.engine, action_id=self.action, title="zq-chronology", statement="zq-bruising seen", rung=Rung.DOCUMENT,
            restricted=True, **book.signed("police-lead"),
        ).id  # fmt: skip
        downloads.note(self.engine, entity="evidence", id_=self.evidence, **book.signed("scrutineer"))
        updates.say(
            self.engine,
            action_id=self.action,
            narrative="zq-marmaduke was seen.",
            **book.signed("police-lead"),
        )
        reviews.add(
            self.engine, code="HIDE", board_id="southampton", kind="LCSPR", subject="zq-toddler", title="zq-toddler",
            **book.signed(),
        )  # fmt: skip
        self.hidden = recommendations.add(
            self.engine, review_id="HIDE", ref="1", title="zq-recommend", text="zq-recommend it", **book.signed()
        ).id
        part = next(p for p in book.register().parts.values() if p.recommendation_id == self.hidden).id
        actions.plan(self.engine, part_ids=[part], owner_id="police", title="zq-do-it", **book.signed())
        asks.ask(self.engine, part_ids=[part], agency_id="health", **book.signed())
        people.edit(self.engine, person_id="health-lead", email="zq-post@example.org", **book.signed())
        self.hidden_action = next(a.id for a in book.register().actions.values() if a.title == "zq-do-it")
        said = (
            Edit(self.action, "lead", None, "zq-sergeant"),
            Edit(self.hidden_action, "intended_outcome", None, "zq-toddler and zq-recommend"),
        )
        plan = Plan("return_workbook", file_name="police.xlsx", edits=said, agency_id="police")
        workbooks.apply(self.engine, plan, file_hash="e" * 64, **book.signed())
        names.add(self.engine, name="Zephaniah Quillfeather", **book.signed())
        self.came_back = self._changed_everywhere()
        self.redaction = redactions.ask(
            self.engine, entity="action_update", entity_id=f"{self.action}-U1", field="narrative", words="zq-marmaduke",
            reason="It is a name.", **book.signed("police-lead"),
        )  # fmt: skip
        redactions.ask(
            self.engine, entity="recommendation", entity_id=self.hidden, field="title", words="zq-recommend",
            reason="zq-reason", **book.signed(),
        )  # fmt: skip
        for review_id, reason in (("SOTON-K", "zq-coroner"), ("HIDE", "zq-hidden-hold")):
            holds.place(self.engine, kind=HoldKind.INQUEST, reason=reason, review_id=review_id, **book.signed())
        with changing(self.engine, verb="ask_disposal", **book.signed()) as work:  # as one that was asked for long ago
            work.allow("ask_disposal")
            for id_, review_id in (("D1", "SOTON-K"), ("D2", "HIDE")):
                work.add(Disposal(id_, review_id, 8, (self.evidence,), "zq-time", self.today, "manager"))
        chases.record(
            self.engine, agency_id="police", text="You owe us zq-do-it, of zq-recommend: zq-toddler.",
            listed=[self.hidden_action], **book.signed(),
        )  # fmt: skip
        drafts.keep(self.engine, place="p", text="zq-half-written", **book.signed("police-lead"))
        uploads.keep(self.engine, file_hash="b" * 64, name="zq-half-written.xlsx", size=9, **book.signed("police-lead"))
        meetings.hold(self.engine, board_id="southampton", held_on=self.today, title="S", **book.signed("chair"))
        self.meeting = meetings.hold(
            self.engine, board_id="southampton", held_on=self.today, title="Subgroup", **book.signed("chair")
        ).id
        found = agendas.suggested(self.engine, self.meeting, sight=WHOLE)
        commands.make(self.engine, meeting_id=self.meeting, items=found, **book.signed())
        commands.add(
            self.engine, meeting_id=self.meeting, title="zq-do-it and zq-recommend", about=self.hidden_action,
            **book.signed(),
        )  # fmt: skip
        self.secret = sessions.begin(
            self.engine, way=Way.PASSWORD, address="10.0.0.1", browser="Firefox", **book.signed("police-lead")
        )
        self.link = invitations.invite(self.engine, person_id="health-lead", **book.signed())

    def _changed_everywhere(self):
        """The whole register's workbook with the lead of every action changed."""
        number = register.last_change(self.engine)
        sent = write(standing.standing(self.engine, sight=WHOLE), number=number, board_name="B", at=self.book.now)
        book = load_workbook(BytesIO(sent))
        sheet = book["Actions"]
        lead = next(cell.column for cell in sheet[1] if cell.value == "Lead")
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, lead).value = "Somebody else"
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    def roles(self, who):
        return tuple(r for r in self.book.register().person_roles.values() if r.person_id == who)

    @property
    def today(self) -> date:
        return self.book.now.date()

    @property
    def at(self) -> datetime:
        return self.book.now


def sighted(query, *more, **facts):
    """A query that is told whose sight it is."""
    return lambda w, who: query(w.engine, *more, sight=sights.sight_for(w.engine, who), **facts)


READ = (Item("c0", (0,), CandidateKind.RECOMMENDATION, "zq-recommend it", "zq-recommend it", ref="1"),)
"""The report of the hidden review, read by somebody who has the file."""


def words_if_found(comparison):
    return " ".join(WORDS["unpublished"]) if comparison and comparison.review.subject == "zq-toddler" else ""


def numbered(w, who):
    return register.as_at_number(w.engine, register.last_change(w.engine), sight=sights.sight_for(w.engine, who))


def minuted(w, who):
    return agendas.minutes(w.engine, w.meeting, sight=sights.sight_for(w.engine, who))


def suggested(w, who):
    """Each item with what it is about, as somebody reads it who may see all."""
    whole = w.book.register()
    items = agendas.suggested(w.engine, w.meeting, sight=sights.sight_for(w.engine, who))
    about = {rec.id: (rec, whole.files_of_recommendation(rec.id)) for rec in whole.recommendations.values()}
    return [(one, about.get(one.about)) for one in items if one.about in about and one.about.startswith("HIDE")]


def stood(w, who):
    return standing.standing(w.engine, sight=sights.sight_for(w.engine, who))


def all_or_none(found):
    """Of the hidden review its recommendation is shown to those who see it: its words stand for all of its words."""
    return " ".join(WORDS["unpublished"]) if "zq-recommend" in repr(found) else ""


def the_paper(w, who):
    """What the papers say of the police, of a published recommendation and of the hidden one, as one paper."""
    sight, asked = sights.sight_for(w.engine, who), (("meeting", None), ("agency", "police"), ("thread", "SOTON-K:1"))
    made = [papers.paper(w.engine, kind, Asked(id_, day=w.today), sight=sight, as_at=w.today) for kind, id_ in asked]
    with suppress(UnknownError):
        made.append(papers.paper(w.engine, "thread", Asked(w.hidden), sight=sight))
        made.append(papers.paper(w.engine, "review_briefing", Asked("HIDE"), sight=sight))
    made.append(papers.paper(w.engine, "review_briefing", Asked("SOTON-K"), sight=sight))
    return replace(made[0], blocks=tuple(block for one in made for block in one.blocks))


# query → how it is asked, and who sees which secrets: (people of the police, people of the schools)
ROWS = {
    "api_tokens.kept_out": (lambda w, who: api_tokens.kept_out(w.engine, "10.0.0.1", at=w.at), NOTHING),
    "api_tokens.opened_by": (lambda w, who: api_tokens.opened_by(w.engine, w.secret, at=w.at), NOTHING),
    "api_tokens.tokens": (lambda w, who: api_tokens.tokens(w.engine, roles=w.roles(who), at=w.at), NOTHING),
    "changed.changed_since": (
        lambda w, who: changed.changed_since(
            w.engine, stood(w, who), w.at - timedelta(days=1), number=register.last_change(w.engine),
            sight=sights.sight_for(w.engine, who),
        ), NOTHING,
    ),  # ids, of what they see
    "agendas.meetings": (sighted(agendas.meetings), NOTHING),
    "agendas.minutes": (lambda w, who: minuted(w, who), UNPUBLISHED_ITEM),
    "agendas.since": (
        lambda w, who: agendas.since(w.engine, w.meeting, sight=sights.sight_for(w.engine, who)).register, CONTENT,
    ),
    "agendas.suggested": (lambda w, who: suggested(w, who), UNPUBLISHED_ITEM),
    "boards.elsewhere": (
        lambda w, who: (
            (found := boards.elsewhere(w.engine, sight=sights.sight_for(w.engine, who))).overlaps,
            {id_: one for id_, one in found.register.recommendations.items() if id_ not in found.own},
        ), NOTHING,
    ),
    "boards.overview": (sighted(boards.overview), NOTHING),
    "calendar.calendar": (
        lambda w, who: calendar.calendar(w.engine, person_id=who, roles=w.roles(who)).decode(), NOTHING,
    ),  # goes to other firms' programs: nothing that is not for everybody, whoever asks
    "secret_links.calendar_of": (lambda w, who: secret_links.calendar_of(w.engine, person_id=who), NOTHING),
    "secret_links.kept_out": (lambda w, who: secret_links.kept_out(w.engine, "10.0.0.1", at=w.at), NOTHING),
    "secret_links.links": (
        lambda w, who: secret_links.links(w.engine, roles=w.roles(who), person_id=who, at=w.at), NOTHING,
    ),
    "secret_links.opened_by": (lambda w, who: secret_links.opened_by(w.engine, w.secret, at=w.at), NOTHING),
    "secret_links.whose_calendar": (lambda w, who: secret_links.whose_calendar(w.engine, w.secret), NOTHING),
    "chasing.plan": (
        lambda w, who: chasing.plan(w.engine, roles=w.roles(who), who=who, at=w.at), {"address": ("MG", "MG")},
    ),  # no title of what an addressee may not see, nothing of what was said or shown
    "chasing.letters": (lambda w, who: chasing.letters(w.engine, roles=w.roles(who), who=who, at=w.at), NOTHING),
    "chasing.letter": (
        lambda w, who: chasing.letter(
            w.engine, "police", LadderRung.CHAIR, roles=w.roles(who), who=who, at=w.at
        ), NOTHING,
    ),
    "chasing.workbooks": (
        lambda w, who: chasing.workbooks(
            w.engine, chasing.plan(w.engine, roles=w.roles(who), who=who, at=w.at), roles=w.roles(who), who=who
        ), NOTHING,
    ),  # nobody's setting says so
    "chasing.log": (sighted(chasing.log), {"unpublished": ("M", "M")}),
    "drafts.files": (lambda w, who: desk.files(w.engine, person_id=who), NOTHING),
    "drafts.kept": (lambda w, who: desk.kept(w.engine, person_id=who, place="p"), NOTHING),
    "history.downloads": (
        lambda w, who: history.downloads(w.engine, [w.evidence], sight=sights.sight_for(w.engine, who)), NOTHING,
    ),
    "history.downloads_of": (
        lambda w, who: history.downloads_of(w.engine, w.evidence, sight=sights.sight_for(w.engine, who)), NOTHING,
    ),
    "history.entries": (sighted(history.entries, limit=None), CONTENT),
    "history.left_out": (sighted(history.left_out), NOTHING),
    "holdings.named": (lambda w, who: holdings.named(w.engine), NOTHING),
    "holdings.check": (lambda w, who: holdings.check(w.engine, Vault(w.folder / "evidence")), NOTHING),
    "imports.imports": (sighted(imports.imports), NOTHING),
    "imports.what_it_did": (
        sighted(imports.what_it_did, "I0001"), {"unpublished": ("M", "M"), "brought_in": ("MSILDU", "MSIU")},
    ),
    "leaving.leaving": (lambda w, who: leaving.leaving(w.engine, stood(w, who)), NOTHING),
    "leaving.let_out_lately": (lambda w, who: leaving.let_out_lately(w.engine, (), by=who, at=w.at), NOTHING),
    "names.kept": (
        lambda w, who: names_kept.kept(w.engine, roles=w.roles(who), who=who), {"listed": ("MG", "MG")},
    ),  # its caller has asked who is there: a disabled person never gets so far
    "names.looked_for": (lambda w, who: (), NOTHING),  # for the guard itself: no page, route or command prints it
    "previews.preview": (
        lambda w, who: previews.preview(w.engine, lambda h: None, w.evidence, sight=sights.sight_for(w.engine, who)),
        RESTRICTED,
    ),
    "papers.is_illustrative": (lambda w, who: papers.is_illustrative(w.engine), NOTHING),
    "papers.leaving": (lambda w, who: papers.leaving(w.engine, the_paper(w, who)), NOTHING),
    "papers.look": (lambda w, who: papers.look(w.engine, Vault(w.folder / "evidence")), NOTHING),
    "papers.paper": (the_paper, RESTRICTED_TITLE | UNPUBLISHED),
    "papers.signed": (
        lambda w, who: papers.signed(w.engine, the_paper(w, who), by=who, at=w.at, trail_now=""),
        RESTRICTED_TITLE | UNPUBLISHED,
    ),
    "presence.has_password": (lambda w, who: presence.has_password(w.engine, who), NOTHING),
    "presence.is_known": (lambda w, who: presence.is_known(w.engine, w.secret), NOTHING),
    "presence.opened_by": (lambda w, who: (), NOTHING),  # for whoever holds the link, who need be nobody yet
    "presence.sessions_of": (
        lambda w, who: presence.sessions_of(w.engine, person_id=who, at=w.at, limits=Limits()), NOTHING,
    ),
    "presence.who_is": (lambda w, who: presence.who_is(w.engine, hashed(w.secret), at=w.at), NOTHING),
    "redactions.copies": (
        lambda w, who: taken_out.copies(w.engine, w.redaction, sight=sights.sight_for(w.engine, who)), NOTHING,
    ),
    "redactions.count": (lambda w, who: taken_out.count(w.engine), NOTHING),
    "redactions.listed": (sighted(taken_out.listed), {"asked": ("M", "M")}),
    "redactions.removed_files": (lambda w, who: taken_out.removed_files(w.engine), NOTHING),
    "redactions.touched": (
        lambda w, who: taken_out.touched(
            w.engine, w.redaction, sight=sights.sight_for(w.engine, who), roles=w.roles(who)
        ), NOTHING,
    ),
    "redactions.unfinished": (lambda w, who: taken_out.unfinished(w.engine), NOTHING),
    "redactions.waiting_words": (
        lambda w, who: taken_out.waiting_words(w.engine, w.redaction, w.roles(who), who),
        {"redacted": ("MSIG", "MSIG")},
    ),
    "retention.copies": (
        lambda w, who: retention.copies(
            w.engine, w.book.register().disposals["D1"], sight=sights.sight_for(w.engine, who)
        ), NOTHING,
    ),
    "retention.disposals": (sighted(retention.disposals), NOTHING),
    "retention.holds": (sighted(retention.holds), HELD),
    "retention.kept": (sighted(retention.kept), HELD | RESTRICTED),
    "register.as_at": (
        lambda w, who: register.as_at(w.engine, w.today, sight=sights.sight_for(w.engine, who)), CONTENT,
    ),
    "incoming.read_plan": (
        lambda w, who: incoming.read_plan(
            w.engine, w.came_back, "all.xlsx", limits=FileLimits(), look=stood(w, who),
            sight=sights.sight_for(w.engine, who),
        ), {"brought_in": ("MSILDRUNG", "MSILDRUNG")},
    ),  # of a workbook that holds everything, what each may see of it and of what it would change
    "last_changes.last_changes": (
        lambda w, who: last_changes.last_changes(
            w.engine, [(id_, "title") for id_ in w.book.register().actions], sight=sights.sight_for(w.engine, who)
        ), NOTHING,
    ),
    "register.as_at_number": (numbered, CONTENT),
    "register.files_as_at_number": (
        lambda w, who: register.files_as_at_number(
            w.engine, register.last_change(w.engine), [*w.book.register().actions],
            sight=sights.sight_for(w.engine, who),
        ), RESTRICTED | UNPUBLISHED | REDACTED | {"brought_in": ("MSILDRUNG", "MSILDRUNG")},
    ),
    "register.current": (sighted(register.current), CONTENT),
    "register.last_change": (lambda w, who: register.last_change(w.engine, before=end_of(w.today)), NOTHING),
    "reports.same_as": (
        lambda w, who: words_if_found(
            reports.same_as(w.engine, READ, "0" * 64, sight=sights.sight_for(w.engine, who))
        ),
        UNPUBLISHED,
    ),
    "samples.samples": (sighted(samples.samples), NOTHING),
    "screen.screen_of": (lambda w, who: screen.screen_of(w.engine, sights.sight_for(w.engine, who)) and (), NOTHING),
    "sendings.desk": (
        lambda w, who: sendings.desk(w.engine, roles=w.roles(who), who=who), {"address": ("MG", "MG")},
    ),
    "sendings.outgoing": (
        lambda w, who: [
            (one.agency_id, one.number, one.contacts, one.standing.register)
            for one in sendings.outgoing(w.engine, ["police", "health"], roles=w.roles(who), who=who)
        ], {"address": ("MG", "MG"), "redacted": ("MG", "MG"), "brought_in": ("MG", "MG")},
    ),  # as its addressees see it: nothing restricted, nothing of a review that they were not named for
    "sights.addresses": (sighted(sights.addresses), ADDRESS),
    "sights.hidden_now": (lambda w, who: sights.hidden_now(w.engine, sights.sight_for(w.engine, who)), NOTHING),
    "sights.sight_for": (lambda w, who: sights.sight_for(w.engine, who), NOTHING),
    "standing.change_number": (lambda w, who: standing.change_number(w.engine), NOTHING),
    "standing.moment": (sighted(standing.moment), NOTHING),
    "standing.standing": (stood, CONTENT),
    "standing.standing_at": (
        lambda w, who: standing.standing_at(
            w.engine, standing.moment(w.engine, sight=sights.sight_for(w.engine, who))
        ), CONTENT,
    ),
    "between.between": (
        lambda w, who: (
            (found := between.between(w.engine, date(2000, 1, 1), sight=sights.sight_for(w.engine, who))).in_words(),
            found.now.register, found.then.register,
        ), CONTENT,
    ),
    "replaying.registers_at": (lambda w, who: (), NOTHING),  # for figures alone: what is hidden is taken out of them
    "trends.through_time": (
        lambda w, who: trends.through_time(w.engine, stood(w, who), sight=sights.sight_for(w.engine, who)), NOTHING,
    ),
    "trends.burn_up": (
        lambda w, who: trends.burn_up(w.engine, stood(w, who), sight=sights.sight_for(w.engine, who)), NOTHING,
    ),
    "trends.ribbon": (
        lambda w, who: trends.ribbon(w.engine, stood(w, who), "SOTON-K:1", sight=sights.sight_for(w.engine, who)),
        NOTHING,
    ),
    "searching.search": (
        lambda w, who: [
            searching.search(w.engine, word, sight=sights.sight_for(w.engine, who)).hits
            for words in WORDS.values() for word in (*words, f"{words[0]}x")
        ], BROUGHT_IN | RESTRICTED | UNPUBLISHED | REDACTED,
    ),
    "suggesting.suggestions": (
        lambda w, who: all_or_none(
            suggesting.suggestions(w.engine, stood(w, who), sight=sights.sight_for(w.engine, who))
        ),
        UNPUBLISHED,
    ),
    "suggesting.suggestions_of": (
        lambda w, who: all_or_none(
            suggesting.suggestions_of(w.engine, stood(w, who), "HIDE:1", sight=sights.sight_for(w.engine, who))
        ),
        UNPUBLISHED,
    ),
    "overlapping.near": (
        lambda w, who: overlapping.near(w.engine, stood(w, who), sight=sights.sight_for(w.engine, who)), NOTHING,
    ),
    "overlapping.near_of": (
        lambda w, who: overlapping.near_of(
            w.engine, stood(w, who), ["SOTON-K"], sight=sights.sight_for(w.engine, who)
        ), NOTHING,
    ),
    "overlapping.rests_on": (lambda w, who: overlapping.rests_on(w.engine, stood(w, who).register), NOTHING),
    "overlapping.with_encoder": (lambda w, who: overlapping.with_encoder(w.engine), NOTHING),
    "unseen.asked_unseen": (sighted(unseen.asked_unseen, "police"), NOTHING),
    "verifying.heads": (lambda w, who: verifying.heads(w.engine), NOTHING),
    "verifying.present_head": (lambda w, who: verifying.present_head(w.engine), NOTHING),
    "verifying.verify": (lambda w, who: verifying.verify(w.engine), NOTHING),
    "ways_in.ways_in": (lambda w, who: ways_in(w.engine, w.book.register()), NOTHING),
}  # fmt: skip
INNER = {"live", "screen_of_boards"}
"""What the others are made of, before anybody's sight is laid on it; tests/queries/test_scope.py."""
CELLS = len(ROWS) * len(LETTERS) * 2


def queries():
    """Every public function of every module of tracker.queries that looks into a store."""
    found = set()
    for info in pkgutil.iter_modules(tracker.queries.__path__):
        if info.name in INNER:
            continue
        module = importlib.import_module(f"tracker.queries.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), None)
            if function.__module__ == module.__name__ and not name.startswith("_") and first == "engine":
                found.add(f"{info.name}.{name}")
    return found


def test_every_query_has_its_row():
    assert set(ROWS) == queries()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("world"))
    yield world
    world.engine.dispose()


def told(world, ask, letter, side):
    try:
        return repr(ask(world, id_of(letter, side)))
    except TrackerError as refused:
        return str(refused)


@pytest.mark.parametrize("name", ROWS)
def test_a_query_shows_what_its_row_says_and_nothing_else(world, name):
    ask, sees = ROWS[name]
    answers = {(letter, side): told(world, ask, letter, side) for letter in LETTERS for side in (OWN, OTHER)}
    for secret, words in WORDS.items():
        for word in words:
            found = tuple(
                "".join(letter for letter in LETTERS if word in answers[letter, side]) for side in (OWN, OTHER)
            )
            allowed = sees.get(secret, ("", ""))
            assert found == allowed, (name, word, found)


def test_the_whole_register_holds_every_secret_that_is_looked_for(world):
    whole = repr(register.current(world.engine, sight=WHOLE)) + repr(
        history.entries(world.engine, sight=WHOLE, limit=None)
    )
    for secret in ("restricted", "unpublished", "address", "redacted"):
        assert all(word in whole for word in WORDS[secret])
