"""Every kind of paper: well formed, the same next year, with the figures of the screen, and for whose eyes."""

import importlib
import pkgutil
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pypdfium2
import pytest

import tracker.packs
from benchmarks.workbook import TODAY as BIG_DAY
from benchmarks.workbook import big_register, fresh
from tests.factories_store import Ledger, fresh_sqlite
from tests.packs.everything import BEFORE, DAY, MEETING, fill, later
from tests.rules.factories import Book
from tests.secret_things import SECRETS
from tracker import clock
from tracker.packs import agenda, figures, thread, waiting
from tracker.packs.brief import Asked, Brief
from tracker.packs.every import PAPERS, kind_of
from tracker.queries import papers
from tracker.queries.documents import status_figures
from tracker.queries.sights import sight_for
from tracker.queries.standing import change_number, standing
from tracker.rules.agenda import suggest
from tracker.rules.errors import BadValueError, TrackerError, UnknownError
from tracker.rules.paper import Facts, Heading, Lines, Rated, Says, Strips, Table, said, texts
from tracker.rules.records import Meeting
from tracker.rules.sight import LEAST, WHOLE
from tracker.rules.slippage import in_all
from tracker.rules.standing import build
from tracker.rules.words import ChangeKind

ASKED = {
    "meeting": Asked(MEETING),
    "agency": Asked("police"),
    "thread": Asked("SOTON-K:1"),
    "year": Asked(since=date(2026, 1, 1), until=date(2026, 12, 31)),
    "theme": Asked("voice"),
    "theme_briefing": Asked("voice"),
    "review_briefing": Asked("SOTON-K"),
}
KINDS = [kind.kind for kind in PAPERS]


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """The register with one of everything, as at the day of its June meeting."""
    ledger = Ledger(fresh_sqlite(tmp_path_factory.mktemp("papers"), furnished=True))
    ledger.ids = fill(ledger)
    yield ledger
    ledger.engine.dispose()


@pytest.fixture
def empty(tmp_path):
    """A store with nothing in it."""
    engine = fresh_sqlite(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def today(monkeypatch):
    """Sets the clock to noon of a day."""

    def set_(day):
        monkeypatch.setattr(clock, "now", lambda: datetime.combine(day, time(12), UTC))

    return set_


def make(board, kind, *, sight=WHOLE, as_at=DAY, asked=None):
    return papers.paper(board.engine, kind, asked or ASKED[kind], sight=sight, as_at=as_at)


def everything_said(paper):
    alts = [block.alt for block in paper.blocks if hasattr(block, "alt")]
    lines = [line.label for block in paper.blocks if isinstance(block, Lines) for line in block.lines]
    return "\n".join([paper.title, paper.subtitle, *texts(paper.blocks), *alts, *lines])


def table(paper, name):
    return next(one for one in paper.tables if one.name == name)


def test_every_file_with_a_kind_is_in_the_tuple():
    modules = [
        importlib.import_module(f"tracker.packs.{info.name}") for info in pkgutil.iter_modules(tracker.packs.__path__)
    ]
    assert {module.KIND.kind for module in modules if hasattr(module, "KIND")} == set(KINDS) == set(ASKED)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_well_formed(board, kind):
    made = make(board, kind)
    level = 0
    for before, block in zip([None, *made.blocks], made.blocks, strict=False):
        if isinstance(block, Heading):
            assert block.level <= level + 1, block
            level = block.level
            assert not isinstance(before, Heading) or before.level < block.level, f"nothing stands under {before}"
        if isinstance(block, Table):
            assert all(len(row) == len(block.heads) for row in block.rows), block.name
            assert block.rows and block.alt and len(block.widths) in (0, len(block.heads))
        if isinstance(block, Strips | Lines):
            rest = made.blocks[made.blocks.index(block) :]
            assert any(not isinstance(one, Says | Heading | Strips | Lines) for one in rest), "no table follows"
    names = [one.name.casefold() for one in made.tables]
    assert len(names) == len(set(names)) and all(len(name) <= 31 for name in names)
    assert not any(re.search(r"[\[\]:*?/\\]", name) for name in names)
    words = everything_said(made)
    assert not re.search(r"\bNone\b(?! (?:of|is|was|runs|that) )|<|datetime\.|Status\.|\{|\}", words), words
    assert all(isinstance(text, str) for text in texts(made.blocks))
    assert re.fullmatch(r"[^<>:\"/\\|?*]+", made.file_name)


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_of_a_past_day_says_the_same_whenever_it_is_made(tmp_path, today, kind):
    board = Ledger(fresh_sqlite(tmp_path, furnished=True))
    fill(board)
    today(DAY)
    then = make(board, kind, as_at=None)
    later(board)
    today(DAY + timedelta(days=400))
    again = make(board, kind)
    assert (then.facts, then.title, then.subtitle, then.file_name) == (
        again.facts, again.title, again.subtitle, again.file_name,
    )  # fmt: skip
    assert then == again
    now = make(board, kind, as_at=DAY + timedelta(days=399))
    assert texts(now.blocks) != texts(then.blocks) and now.facts != then.facts


def test_only_who_made_it_and_when_differ(board):
    made = make(board, "meeting")
    one = papers.signed(board.engine, made, by="manager", at=datetime(2026, 6, 2, 8, 5, tzinfo=UTC), trail_now="no. 9")
    assert one.facts[:-2] == made.facts and one.blocks == made.blocks
    assert one.facts[-2:] == (("Made", "by Manager, 2 June 2026, 09:05"), ("Trail when made", "no. 9"))
    facts = dict(made.facts)
    number = change_number(board.engine, DAY)
    assert facts["As at"] == "the end of 1 June 2026" and facts["Register"] == f"no. {number:,}"
    with board.engine.connect() as connection:
        kept = connection.exec_driver_sql(f"SELECT hash FROM trail WHERE number = {number}").scalar()
    assert facts["Trail’s head at that number"].replace(" ", "") == kept


def test_every_figure_is_the_one_on_the_screen(board):
    now, then = (standing(board.engine, day, sight=WHOLE) for day in (DAY, BEFORE))
    shown = {row[0]: row[1:] for row in table(make(board, "meeting"), "Figures").rows}
    for place, look in ((0, now), (1, then)):
        told = status_figures(look, None)
        expected = {
            "Recommendations": told["recommendations"]["total"],
            "Recommendations: overdue": told["recommendations"]["red"],
            "Recommendations: at risk": told["recommendations"]["amber"],
            "Recommendations: unplanned": told["recommendations"]["grey"],
            "Recommendations: on track": told["recommendations"]["green"],
            "Recommendations: assured": told["recommendations"]["blue"],
            "Recommendations: not doing": told["not_doing"],
            "Single-agency recommendations beside these": told["single_agency"],
            "Actions": told["actions"]["total"],
            "Actions: overdue": told["actions"]["red"],
            "Actions: at risk": told["actions"]["amber"],
            "Actions: unplanned": told["actions"]["grey"],
            "Actions: on track": told["actions"]["green"],
            "Actions: assured": told["actions"]["blue"],
            "Actions: not doing": look.action_counts().not_doing,
            "Open actions late on the current date": told["overdue"],
            "Open actions late on the original date": told["late_on_original"],
            "Holes: asked, no action": told["holes"],
            "Claims waiting for verification": told["claimed"],
            "Actions verified": told["verified"],
            "Claims ever judged or waiting": sum(f.claims for f in look.by_agency().values()),
            "Claims ever overturned": told["overturned"],
        }
        assert {name: cells[place] for name, cells in shown.items()} == {n: f"{v:,}" for n, v in expected.items()}
    assert any(number for _, number in figures.numbers(now)[1:7])


def test_strips_and_agencies_are_the_standings_own(board):
    now, made = standing(board.engine, DAY, sight=WHOLE), make(board, "meeting")
    (strips,) = (block for block in made.blocks if isinstance(block, Strips))
    by_review = {now.register.reviews[id_].subject: c for id_, c in now.by_review().items() if c.total}
    assert {
        label: {brag.value: number for brag, number in counts} for label, counts in strips.rows
    } == {
        name: {b: n for b in ("red", "amber", "grey", "green", "blue") if (n := getattr(c, b))}
        for name, c in by_review.items()
    }  # fmt: skip
    rows = {said(row[0]): row for row in table(made, "Agencies").rows}
    for id_, f in now.by_agency().items():
        if f.counts.total or f.holes:
            row = rows[now.register.agencies[id_].short_name]
            assert row[2:5] == (f"{f.holes}", f"{f.overdue}", f"{f.late_on_original}")
            assert row[6:] == (f"{f.awaiting}", f"{f.verified}", f"{f.overturned} of {f.claims}")


def test_what_waits_and_what_slipped_is_in_the_meetings_paper(board):
    made, now, ids = make(board, "meeting"), standing(board.engine, DAY, sight=WHOLE), board.ids
    assert in_all(now).in_words in texts(made.blocks)
    assert [said(row[0]).split("\n")[0] for row in table(made, "Claims").rows] == [f.action.id for f in now.claimed]
    assert ids["late"] in said(table(made, "Newly overdue").rows[0][0])
    moved = next(row for row in table(made, "Both dates").rows if said(row[0]).startswith(ids["moved"]))
    assert said(moved[3]) == "1 Feb 2026\n120 days late" and said(moved[4]) == "1 Dec 2026\nnot late"
    assert said(moved[5]) == (
        "1 Feb 2026 → 1 Apr 2026, asked by Police lead on 10 Feb 2026, agreed by Chair on 10 Feb 2026, "
        "after the date had passed: The course was full.\n"
        "1 Apr 2026 → 1 Dec 2026, asked by Police lead on 10 Apr 2026, agreed by Chair on 10 Apr 2026, "
        "after the date had passed: The trainer left."
    )
    (asked,) = table(made, "Dates asked for").rows
    assert said(asked[0]).startswith(ids["asking"]) and asked[2:5] == ("1 Jul 2026", "1 Sep 2026", "Nights are short.")
    assert asked[1] == "1 Jul 2026\nnever moved"
    assert len(table(made, "Holes").rows) == len(now.holes)
    assert "Until" in table(made, "Not doing").heads and len(table(made, "Not doing").rows) == 1
    assert table(made, "Agenda").rows[0][1] == f"Brief everybody\nClaim to verify\n{ids['waiting']}"
    assert table(made, "Put off").rows[0][1] == "Nobody from the rota is here"
    (decided,) = table(made, "Decisions").rows
    assert said(decided[0]).startswith(ids["late"]) and said(decided[1]).startswith("1.1 ")
    assert [row[2].split(":")[0] for row in table(made, "Claims").rows] == ["Not known"] * len(now.claimed)
    assert "What changed since the last meeting, on 2 March 2026" in texts(made.blocks)


def test_a_meeting_that_nobody_entered_has_a_paper_that_says_so(board):
    made = make(board, "meeting", asked=Asked(day=date(2026, 5, 25)), as_at=date(2026, 5, 25))
    assert "No meeting of 25 May 2026 is entered in the register: this is the paper that one would have." in texts(
        made.blocks
    )
    assert agenda.NOT_MADE in texts(made.blocks)
    assert made.file_name == "Meeting paper, 2026-05-25"


def test_the_golden_thread_goes_from_part_to_check_back(board):
    thread = table(make(board, "thread"), "Golden thread")
    row = next(row for row in thread.rows if board.ids["embedded"] in said(row[1]))
    assert "Part b" in said(row[0]) and "Asked of Health" in said(row[0])
    assert isinstance(row[1], Rated) and "\nDue 1 May 2026, not late" in said(row[1])
    assert "voice of children" in said(row[2])
    assert "Assured 10 Feb 2026, Scrutineer" in said(row[3]) and "6 months: due 10 Aug 2026" in said(row[3])
    moved = next(said(row[1]) for row in thread.rows if board.ids["moved"] in said(row[1]))
    assert "First due 1 Feb 2026, 120 days late\nNow due 1 Dec 2026, not late" in moved
    assert any(
        isinstance(one, Says) and one.printed and "Train everybody" in one.words for one in make(board, "thread").blocks
    )


def test_the_years_chapter_tells_what_changed_for_children_and_nothing_that_is_not_for_the_public(board):
    made = make(board, "year")
    (line,) = (block for block in made.blocks if isinstance(block, Lines))
    assert line.lines[0].values == (40.0, 55.5, 72.0) and line.aim == ("target", 90.0)
    (measure,) = table(made, "Measures").rows
    assert said(measure[-1]).replace("\N{NO-BREAK SPACE}", " ") == (
        "72 % on 1 May 2026, from 40 %: better. 18 points short of the target of 90 %."
    )
    ladder = {said(row[0]): row[1:] for row in table(made, "Evidence ladder").rows}
    assert ladder["Voice of children, families or practitioners"] == ("1", "1")
    words = everything_said(made)
    for hidden in ("Child K", "Speak up.", "Train everybody", "Asked 40", "The course was full", *SECRETS):
        assert hidden.casefold() not in words.casefold(), hidden


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["reader", "schools", None])
def test_what_is_hidden_from_whoever_makes_a_paper_is_not_in_it(board, kind, who):
    words = everything_said(make(board, kind, sight=sight_for(board.engine, who))).casefold()
    assert not [secret for secret in SECRETS if secret in words]


def test_whoever_may_see_it_has_it_in_the_boards_own_papers(board):
    words = everything_said(make(board, "meeting")).casefold()
    assert "secretum" in words
    assert "notes on the mother" in everything_said(make(board, "agency")).casefold()
    assert dict(make(board, "meeting").facts)["Shows"] == "the whole register"
    assert "may be left out" in dict(make(board, "meeting", sight=LEAST).facts)["Shows"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_an_empty_register_says_so_or_that_there_is_nothing_to_tell_it_of(empty, kind):
    try:
        made = papers.paper(empty, kind, Asked("M", DAY, date(2026, 1, 1), date(2026, 12, 31)), sight=WHOLE)
    except TrackerError as refused:
        assert str(refused).startswith("There is no ") or "no " in str(refused)
        return
    assert dict(made.facts)["Register"] == "no change recorded yet"
    assert "There is no recommendation in the register." in " ".join(texts(made.blocks))


def test_the_meeting_and_the_year_of_an_empty_register_are_papers(empty):
    for kind, asked in (("meeting", Asked(day=DAY)), ("year", ASKED["year"])):
        assert papers.paper(empty, kind, asked, sight=WHOLE).blocks


@pytest.mark.parametrize(
    ("kind", "asked", "as_at", "error"),
    [
        ("meeting", Asked("M-1999"), DAY, UnknownError),
        ("meeting", Asked(), DAY, BadValueError),
        ("agency", Asked("nobody"), DAY, UnknownError),
        ("thread", Asked("SOTON-K:99"), DAY, UnknownError),
        ("year", Asked(), DAY, BadValueError),
        ("year", Asked(since=date(2027, 1, 1), until=date(2027, 12, 31)), DAY, BadValueError),
        ("theme", Asked("nothing"), DAY, UnknownError),
        ("theme_briefing", Asked(), DAY, BadValueError),
        ("review_briefing", Asked("NONE"), DAY, UnknownError),
        ("essay", Asked(), DAY, UnknownError),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(board, kind, asked, as_at, error):
    with pytest.raises(error):
        make(board, kind, asked=asked, as_at=as_at)


def test_one_boards_paper_leaves_the_other_boards_reviews_and_meetings_out(board):
    own = make(board, "meeting", asked=Asked(day=DAY, board_id="southampton"))
    none = make(board, "meeting", asked=Asked(day=DAY, board_id="elsewhere"))
    assert own.blocks == make(board, "meeting").blocks and dict(own.facts)["Shows"] == "the reviews of Southampton"
    assert none.title == "Paper for the meeting"
    assert "There is no recommendation in the register." in " ".join(texts(none.blocks))


def test_words_that_may_identify_somebody_are_found_where_they_stand(board):
    made = make(board, "meeting")
    assert papers.leaving(board.engine, made) == ()
    rows = (("SOTON-K-A001\nVisit", "Rings 07700 900123"), ("Call SO14 7LT", "x"))
    more = made.__class__(
        "Paper",
        "",
        (),
        (Heading("Claims"), Table(("Action", "Why"), rows, "a", "Some"), Says("Write to a@b.org")),
        False,
    )
    assert [tuple(one) for one in papers.leaving(board.engine, more)] == [
        ("SOTON-K-A001", "a phone number in ‘Why’ of ‘Some’"),
        ("Claims", "a postcode in ‘Action’ of ‘Some’; an e-mail address in the text"),
    ]


def test_a_big_registers_paper_is_made_in_a_few_seconds():
    now = fresh(big_register(2000))
    started = datetime.now(UTC)
    made = kind_of("meeting").build(Brief(now, None, Asked(day=BIG_DAY)))
    assert (datetime.now(UTC) - started).total_seconds() < 20
    assert len(table(made, "Claims").rows) == len(now.claimed)


def test_an_action_of_a_former_body_is_in_its_successors_sheet():
    book = Book()
    book.review("SOTON-K")
    book.recommendation("SOTON-K:1", {"a": ["old"]})
    book.action("A1", "old", ["SOTON-K:1/a"])
    book.agency("new")
    book.edit("agencies", "old", successor_id="new")
    made = kind_of("agency").build(Brief(book.standing(BIG_DAY), None, Asked("new")))
    assert [said(row[0]) for row in table(made, "Actions").rows] == ["A1\nDo A1"]


def test_a_thread_is_set_on_one_page_and_a_long_history_says_what_it_left_out(board):
    made = make(board, "thread")
    assert made.tight
    content = papers.drawn(made, papers.PaperLook("Southampton"), "pdf")
    assert len(pypdfium2.PdfDocument(content)) == 1
    assert thread._newest(["1", "2", "3"], "earlier move") == ["1", "2", "3"]
    assert thread._newest(["1", "2", "3", "4", "5"], "earlier move") == ["2 earlier moves left out", "3", "4", "5"]


def test_an_agenda_that_nobody_has_made_is_the_one_that_the_tracker_would_make(board):
    made = make(board, "meeting", asked=Asked(day=date(2026, 5, 25)), as_at=date(2026, 5, 25))
    now, then = (standing(board.engine, day, sight=WHOLE) for day in (date(2026, 5, 25), BEFORE))
    wanted = suggest(now, Meeting("", "southampton", date(2026, 5, 25), ""), then)
    assert wanted and [row[2] for row in table(made, "Agenda").rows] == [one.why for one in wanted]


def test_the_paper_of_a_meeting_that_was_held_has_its_minutes_in_place_of_its_agenda(board):
    now = standing(board.engine, DAY, sight=WHOLE)
    over = replace(now.register.meetings[MEETING], ended_on=DAY, ended_by="chair", present=("The chair",))
    held = build(replace(now.register, meetings={**now.register.meetings, MEETING: over}), today=DAY)
    made = kind_of("meeting").build(Brief(held, None, Asked(MEETING)))
    names = [one.name for one in made.tables]
    assert "Agenda" not in names and "Put off" in names
    (item,) = table(made, "Minutes").rows
    assert item[1].startswith("Brief everybody") and item[3] == "–"
    assert ("Present", "The chair") in next(b.pairs for b in made.blocks if isinstance(b, Facts))


def test_claims_say_whether_their_evidence_is_enough(board):
    now = standing(board.engine, DAY, sight=WHOLE)
    file = now.claimed[0]
    for kind, words in ((None, "Not known"), (ChangeKind.PRACTICE, "Too weak: it has no evidence")):
        recs = {id_: replace(rec, change=kind) for id_, rec in now.register.recommendations.items()}
        asked = build(replace(now.register, recommendations=recs), today=DAY)
        assert waiting.enough(asked, file).startswith(words)
