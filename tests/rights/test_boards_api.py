"""Two boards in one store as programs read it: every feed, count and address of the API with each board's tokens."""

import json

import pytest
from starlette.applications import Starlette

from tests.rights.test_api import PATHS, VARIABLES
from tests.rights.test_boards import BESIDE, OF_A, OF_B, A, B, bound, furnish, settle
from tests.rights.test_queries import World
from tests.server.serving import serving
from tracker import clock
from tracker.commands import api_tokens, people
from tracker.rules.words import Door, Role
from tracker.server.app import middleware, routes

READS = {"M": Role.ADMINISTRATOR, "S": Role.SUBGROUP, "U": Role.AUDITOR, "R": Role.READER}
OTHERS = {A: (*OF_B, *BESIDE[A]), B: (*OF_A, *BESIDE[B])}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """`World`, divided, served; tokens of each board's manager in four roles. Southampton's is a board member of
    Northants as well."""
    folder = tmp_path_factory.mktemp("boards-api")
    with pytest.MonkeyPatch.context() as patched:
        for name in VARIABLES:
            patched.delenv(name, raising=False)
        patched.setenv("TRACKER_HOME", str(folder))
        patched.setenv("TRACKER_API_PER_MINUTE", "100000")
        world = World(folder)
        settle(world.book)
        furnish(world.book)
        signed = {"at": clock.now(), "door": Door.BROWSER}
        people.give_role(
            world.engine, person_id=bound("M", A), role=Role.READER, board_id=B, by="system", **signed
        )  # fmt: skip
        world.tokens = {
            (letter, board): api_tokens.make(
                world.engine, name=f"{letter} program", role=role, by=bound("M", board), **signed
            )
            for letter, role in READS.items() for board in (A, B)
        }  # fmt: skip
        with serving(Starlette(routes=list(routes), middleware=list(middleware))) as running:
            world.server = running
            yield world
        world.engine.dispose()


def ask(world, letter, board, path, **more):
    headers = {"Authorization": f"Bearer {world.tokens[letter, board]}", **more}
    return world.server.ask("GET", f"/api/v1/{path}", headers=headers)


@pytest.mark.parametrize("name", PATHS)
def test_no_feed_tells_a_program_of_one_board_what_is_the_others(world, name):
    today = f"as_at={clock.today()}"
    for path in PATHS[name]:
        for asked in (path, f"{path}{'&' if '?' in path else '?'}{today}"):
            for letter, board in world.tokens:
                answer = ask(world, letter, board, asked)
                told = f"{answer.headers} {answer.text}"
                assert [word for word in OTHERS[board] if word in told] == [], (asked, letter, board)


@pytest.mark.parametrize("name", ["reviews", "recommendations", "actions", "evidence"])
def test_counts_are_of_ones_own_board(world, name):
    every = world.book.register()
    rows = {board: json.loads(ask(world, "M", board, f"{name}?limit=1000").body) for board in (A, B)}
    assert all(told["total"] == len(told["rows"]) > 0 for told in rows.values())
    assert sum(told["total"] for told in rows.values()) == len(getattr(every, name))


@pytest.mark.parametrize("path", ["status", "reviews", "reviews.csv", "evidence", "agencies", "overlaps"])
def test_what_one_board_has_is_not_answered_with_not_modified_to_the_other(world, path):
    tags = {key: ask(world, *key, path).headers["etag"] for key in world.tokens}
    assert not {tags[letter, A] for letter in READS} & {tags[letter, B] for letter in READS}
    for letter, board in world.tokens:
        other = A if board == B else B
        again = {"If-None-Match": tags[letter, other]}
        assert ask(world, letter, board, path, **again).status == 200
        assert ask(world, letter, board, path, **{"If-None-Match": tags[letter, board]}).status == 304


@pytest.mark.parametrize(
    "path",
    [
        "recommendations/{}:1",
        "recommendations?review={}",
        "status?review={}",
        "actions?review={}",
        "evidence.csv?review={}",
    ],
)
def test_anothers_review_is_refused_as_one_that_is_not_there(world, path):
    for code, board in (("OPEN", A), ("HIDB", A), ("SOTON-K", B), ("HIDE", B)):
        theirs, missing = (ask(world, "M", board, path.format(one)) for one in (code, "NONE"))
        assert theirs.status == missing.status and theirs.status in (404, 422)
        assert theirs.text.replace(code, "NONE") == missing.text
