"""Every feed of the API × every role a token may have × own and other agency, as JSON and as CSV: who reads which
secret. A feed without a row here fails. Nobody reads one in an error, an ETag, a count or an order either."""

import json
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from tests.rights.people import AGENCY, OTHER, OWN, id_of
from tests.rights.test_queries import WORDS, World
from tests.server.serving import serving
from tracker import clock
from tracker.commands import api_tokens
from tracker.queries.sights import sight_for
from tracker.rules.permissions import VERBS
from tracker.rules.records import PersonRole
from tracker.rules.sight import LEAST, WHOLE, sight_by_token
from tracker.rules.words import Door, Role
from tracker.server.api.feeds import FEEDS
from tracker.server.app import middleware, routes

ROLES = {"M": Role.ADMINISTRATOR, "S": Role.SUBGROUP, "I": Role.SCRUTINEER, "L": Role.LEAD, "R": Role.READER,
         "U": Role.AUDITOR}  # fmt: skip
VARIABLES = ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_BY", "TRACKER_AS")
EVERYBODY = ("MSILRU", "MSILRU")
NOBODY = ("", "")
UNPUBLISHED = {"unpublished": ("M", "M")}
TITLE = {"restricted_title": ("MSIL", "MSI")}
# feed → who reads which secret: (tokens of the police's lead and of every other role, the same with the schools' lead)
SEES = {
    "status": {},
    "one": {},
    "hidden one": UNPUBLISHED,
    "reviews": UNPUBLISHED,
    "recommendations": UNPUBLISHED,
    "actions": UNPUBLISHED,
    "evidence": TITLE,
    "themes": {},
    "overlaps": {},
    "recurrences": {},
    "agencies": {},
    "trail": UNPUBLISHED
    | {"restricted": ("M", "M"), "restricted_title": ("M", "M"), "asked": ("M", "M")}
    | {"redacted": ("MU", "MU"), "brought_in": ("MU", "MU")}
    | {"hold": ("MU", "MU"), "hidden_hold": ("M", "M")},
}
PATHS = {
    "status": ("status",),
    "one": ("recommendations/SOTON-K:1",),
    "hidden one": ("recommendations/HIDE:1",),
    **{feed.name: (f"{feed.name}?limit=1000", f"{feed.name}.csv") for feed in FEEDS},
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patched:
        for name in VARIABLES:
            patched.delenv(name, raising=False)
        patched.setenv("TRACKER_HOME", str(folder))
        patched.setenv("TRACKER_API_PER_MINUTE", "100000")
        world = World(folder)
        signed = {"by": "manager", "at": clock.now(), "door": Door.BROWSER}
        world.tokens = {
            (letter, side): api_tokens.make(
                world.engine, name=f"{letter} {side}", role=role,
                agency_id=AGENCY[side] if role == Role.LEAD else None, **signed,
            )
            for letter, role in ROLES.items() for side in (OWN, OTHER)
        }  # fmt: skip
        with serving(Starlette(routes=list(routes), middleware=list(middleware))) as running:
            world.server = running
            yield world
        world.engine.dispose()


def ask(world, letter, side, path, **more):
    headers = {"Authorization": f"Bearer {world.tokens[letter, side]}", **more}
    return world.server.ask("GET", f"/api/v1/{path}", headers=headers)


def test_every_feed_has_its_row():
    assert {"status", "one", "hidden one", *(feed.name for feed in FEEDS)} == set(SEES) == set(PATHS)


@pytest.mark.parametrize("name", PATHS)
def test_a_token_reads_what_its_row_says_and_nothing_else(world, name):
    for path in PATHS[name]:
        answers = {(letter, side): ask(world, letter, side, path) for letter in ROLES for side in (OWN, OTHER)}
        told = {key: f"{answer.headers} {answer.text}" for key, answer in answers.items()}
        for secret, words in WORDS.items():
            found = tuple(
                "".join(letter for letter in ROLES if any(word in told[letter, side] for word in words))
                for side in (OWN, OTHER)
            )
            assert found == SEES[name].get(secret, NOBODY), (path, secret)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
@pytest.mark.parametrize("letter", ROLES)
def test_a_feed_is_open_to_the_roles_that_its_verb_has(world, feed, letter):
    for path in PATHS[feed.name]:
        answer = ask(world, letter, OWN, path)
        assert answer.status == (200 if ROLES[letter] in VERBS[feed.verb].roles else 403)


@pytest.mark.parametrize("letter", [letter for letter in ROLES if letter != "M"])
@pytest.mark.parametrize(
    "path",
    ["recommendations/{}:1", "recommendations?review={}", "status?review={}", "actions?review={}&overdue=true",
     "evidence.csv?review={}", "overlaps?review={}", "evidence?action={}-A001"],
)  # fmt: skip
def test_what_one_may_not_see_is_refused_as_what_is_not_there(world, letter, path):
    """The same sentence but for what was asked, and no ETag: neither says that there is something."""
    hidden, missing = (ask(world, letter, OWN, path.format(code)) for code in ("HIDE", "NONE"))
    assert hidden.status == missing.status and hidden.status in (404, 422)
    assert hidden.text.replace("HIDE", "NONE") == missing.text
    assert "etag" not in hidden.headers


@pytest.mark.parametrize("letter", [letter for letter in ROLES if letter != "M"])
def test_counts_and_pages_are_of_what_is_seen(world, letter):
    for name in ("reviews", "recommendations", "actions", "evidence"):
        whole = json.loads(ask(world, letter, OWN, f"{name}?limit=1000").body)
        assert whole["total"] == len(whole["rows"])
        assert not any("HIDE" in json.dumps(row) for row in whole["rows"])
        cursor, steps = "", 0
        while cursor is not None:
            page = json.loads(ask(world, letter, OWN, f"{name}?limit=1{cursor and f'&cursor={cursor}'}").body)
            assert page["rows"] == whole["rows"][steps : steps + 1]
            cursor, steps = page["next"], steps + 1
        assert steps == max(1, len(whole["rows"]))
    figures = json.loads(ask(world, letter, OWN, "status").body)
    assert figures["recommendations"]["total"] == len(
        json.loads(ask(world, letter, OWN, "recommendations").body)["rows"]
    )


def test_on_a_past_day_todays_rights_count(world):
    day = (world.today + timedelta(days=1)).isoformat()
    for path in (f"recommendations?as_at={day}", f"evidence.csv?as_at={day}", f"reviews?as_at={day}"):
        told = ask(world, "R", OWN, path).text
        assert not any(word in told for words in WORDS.values() for word in words)
    assert "zq-toddler" in ask(world, "M", OWN, f"reviews?as_at={day}").text


@pytest.mark.parametrize("letter", ROLES)
@pytest.mark.parametrize("side", [OWN, OTHER])
def test_a_token_sees_what_a_person_of_its_role_sees_and_never_more_than_its_maker(world, letter, side):
    agency = AGENCY[side] if letter == "L" else None
    role = PersonRole("t", "t", ROLES[letter], agency)
    mine, person = sight_by_token(WHOLE, role), sight_for(world.engine, id_of(letter, side))
    for part in ("restricted", "unpublished", "agencies", "accesses"):
        assert getattr(mine, part) == getattr(person, part)
    assert not mine.addresses
    for maker in (LEAST, person):
        narrow = sight_by_token(maker, role)
        for part in ("restricted", "unpublished", "accesses"):
            assert getattr(narrow, part) <= getattr(maker, part)
        assert narrow.agencies <= maker.agencies or maker.restricted
    assert sight_by_token(LEAST, role) == LEAST
