"""The OpenAPI document: sound by its own rules, complete, and true of every answer, on a small board and on the
illustrative register."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.demo.conftest import built_in
from tests.factories_store import Ledger, fresh_sqlite
from tests.secret_things import restricted, unpublished
from tests.server import test_gate as gate
from tracker import clock
from tracker.commands import api_tokens, overlaps
from tracker.queries import documents
from tracker.queries.standing import standing
from tracker.rules.sight import LEAST, WHOLE
from tracker.rules.words import Door, Role, Sameness
from tracker.server.api.csv_rows import columns
from tracker.server.api.feeds import FEEDS
from tracker.server.api.openapi import openapi

served = gate.served
DOCUMENT = openapi()
VARIABLES = ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_BY", "TRACKER_AS", "TRACKER_SIGN_IN")


@pytest.fixture(scope="module", params=["small", "illustrative"])
def register(request, served, tmp_path_factory):
    """A register at TRACKER_HOME, and how it is asked by a token that sees all of it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patched:
        for name in VARIABLES:
            patched.delenv(name, raising=False)
        patched.setenv("TRACKER_HOME", str(home))
        patched.setenv("TRACKER_DEMO", "1" if request.param == "illustrative" else "0")
        patched.setenv("TRACKER_API_PER_MINUTE", "100000")
        engine = built_in(home / "demo", clock.today()).engine if request.param == "illustrative" else furnished(home)
        made = {"name": "All", "role": Role.ADMINISTRATOR, "at": clock.now(), "door": Door.BROWSER}
        secret = api_tokens.make(engine, **made, by=manager(engine))

        def ask(path):
            return served.ask("GET", f"/api/v1{path}", headers={"Authorization": f"Bearer {secret}"})

        ask.engine = engine
        yield ask
        engine.dispose()


def furnished(home):
    book = Ledger(fresh_sqlite(home, furnished=True))
    restricted(book)
    unpublished(book)
    overlaps.judge(
        book.engine, a_id="SOTON-K:1", b_id="DRAFT-X:1", answer=Sameness.SAME, **book.signed()
    )  # fmt: skip
    return book.engine


def manager(engine):
    held = standing(engine, sight=WHOLE).register.person_roles.values()
    return next(role.person_id for role in held if role.role == Role.ADMINISTRATOR)


def validator(schema):
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]}, format_checker=FormatChecker())


def test_the_document_is_sound_and_is_what_is_served_without_a_token(served, register):
    OpenAPIV31SpecValidator(DOCUMENT).validate()
    answer = served.ask("GET", "/api/v1/openapi.json", headers={})
    assert (answer.status, json.loads(answer.body)) == (200, DOCUMENT)


def test_every_feed_is_described_as_json_and_as_csv():
    named = {f"/{feed.name}{end}" for feed in FEEDS for end in ("", ".csv")}
    assert set(DOCUMENT["paths"]) == named | {"/status", "/recommendations/{id}"}
    for path in DOCUMENT["paths"].values():
        assert set(path) == {"get"}
        assert {"200", "304", "401", "405", "406", "422", "429"} <= set(path["get"]["responses"])


@pytest.mark.parametrize("path", [path for path in DOCUMENT["paths"] if not path.endswith(".csv")])
def test_every_answer_is_as_it_is_described(register, path):
    described = DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    asked = path.replace("{id}", next(iter(standing(register.engine, sight=LEAST).register.recommendations)))
    answer = register(asked if path in ("/status", "/recommendations/{id}") else f"{asked}?limit=1000")
    assert answer.status == 200
    told = json.loads(answer.body)
    validator(described).validate(told)
    if "rows" in told and path not in ("/overlaps", "/recurrences"):
        assert told["rows"]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_csv_has_the_columns_that_are_described_and_as_many_rows(register, feed):
    heads, *rows = csv.reader(io.StringIO(register(f"/{feed.name}.csv").text))
    assert heads == [field.name for field in columns(feed.fields)]
    assert all(len(row) == len(heads) for row in rows)
    described = DOCUMENT["paths"][f"/{feed.name}.csv"]["get"]["description"]
    assert described.endswith(f"Columns: {', '.join(heads)}.")
    total = json.loads(register(f"/{feed.name}?limit=1").body)["total"]
    assert total in (None, len(rows))


@pytest.mark.parametrize("path", ["/nothing", "/actions?limit=x&a=b", "/trail?as_at=never", "/recommendations/NO:1"])
def test_every_refusal_is_as_it_is_described(register, path):
    told = json.loads(register(path).body)
    validator({"$ref": "#/components/schemas/problem"}).validate(told)


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_every_parameter_that_is_described_is_known_and_no_other(register, path):
    described = [one["name"] for one in DOCUMENT["paths"][path]["get"]["parameters"] if one["in"] == "query"]
    asked = path.replace("{id}", next(iter(standing(register.engine, sight=LEAST).register.recommendations)))
    query = "&".join(f"{name}=%00" for name in [*described, "unknown"])
    errors = json.loads(register(f"{asked}?{query}").body)["errors"]
    assert [one["parameter"] for one in errors] == [*described, "unknown"]
    assert [one["parameter"] for one in errors if "is no parameter here" in one["detail"]] == ["unknown"]


def test_the_rows_are_those_of_the_command_line(register):
    look = standing(register.engine, sight=WHOLE)
    assert json.loads(register("/status").body) == documents.status_figures(look, None)
    late = json.loads(register("/actions?overdue=true&limit=1000").body)["rows"]
    names = set(documents.overdue_row(look, next(iter(look.register.files.values()))))
    told = {row["action"]: {name: row[name] for name in names} for row in late}
    assert told == {file.action.id: documents.overdue_row(look, file) for file in look.overdue}
    order = [row["recommendation"] for row in json.loads(register("/recommendations?limit=1000").body)["rows"]]
    assert order == [rec.id for rec in documents.in_printed_order(look.register)]


def test_the_keys_of_every_feed_rise_so_that_a_cursor_finds_its_place(register):
    from tracker.queries.standing import moment
    from tracker.server.api.feeds import Look

    look = Look(register.engine, moment(register.engine, sight=WHOLE), WHOLE, {})
    for feed in FEEDS:
        keys = [feed.key(one) for one in feed.things(look)]
        assert keys == sorted(set(keys))


def test_the_page_for_people_needs_no_token_and_names_every_feed(served, register):
    answer = served.ask("GET", "/api/v1/", headers={})
    assert answer.status == 200 and "<script" not in answer.text
    assert all(f"/api/v1/{feed.name}" in answer.text for feed in FEEDS)
