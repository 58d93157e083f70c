"""The API as an OpenAPI 3.1 document, made of the same table as its answers. It holds nothing of the register."""

import json
from functools import cache
from typing import Any

from starlette.responses import Response

from tracker import __version__
from tracker.server.api import columns as c
from tracker.server.api import csv_rows
from tracker.server.api import fields as f
from tracker.server.api.asked import parameters_of
from tracker.server.api.feeds import FEEDS, REVIEW, Feed
from tracker.server.api.fields import Parameter
from tracker.server.problem import KIND

WORDS = (
    "Reads the register of recommendations for other programs, and changes nothing. Each request brings a token, which "
    "the business manager makes; it shows what a person of its role sees, and no more. Names are never changed or "
    "taken away; new ones may come. Days are ISO dates, instants have an offset, what is not known is null."
)
REFUSALS = {
    "401": "No token, or one that opens nothing.",
    "403": "The token's role may not read this.",
    "404": "There is nothing at this address that this token may see.",
    "405": "Anything but GET and HEAD.",
    "406": "The answer has no format that was asked for.",
    "422": "A parameter is unknown, given twice or not understood: `errors` names each.",
    "429": "Too many requests: `Retry-After` says in how many seconds there may be more.",
    "503": "The register cannot be read just now.",
}
HEADERS = {
    "ETag": {"description": "Send it back as If-None-Match.", "schema": f.TEXT},
    "Cache-Control": {"description": "private, no-cache: keep it, and ask again each time.", "schema": f.TEXT},
}


def document() -> Response:
    """The document, for whoever asks: it needs no token."""
    headers = {"ETag": f'W/"openapi-{__version__}"', "Cache-Control": "no-cache"}
    return Response(_text(), media_type="application/json", headers=headers)


@cache
def _text() -> str:
    return json.dumps(openapi(), ensure_ascii=False, indent=1)


def openapi() -> dict[str, Any]:
    """The document as a value."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Recommendation tracker", "version": "1", "summary": "Read only", "description": WORDS},
        "servers": [{"url": "/api/v1"}],
        "security": [{"bearer": []}, {"basic": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": "Authorization: Bearer TOKEN"},
                "basic": {
                    "type": "http",
                    "scheme": "basic",
                    "description": "For programs that know Basic only, such as Power BI: any name, and the token as "
                    "the password.",
                },
            },
            "schemas": _schemas(),
            "responses": _refusals(),
        },
    }


def schema_name(feed: Feed) -> str:
    """What a feed's row is called among the schemas."""
    return f"{feed.name}_row"


def _schemas() -> dict[str, Any]:
    rows = {schema_name(feed): _described(feed.fields) for feed in FEEDS}
    pages = {
        f"{feed.name}_page": f.an_object(
            as_at=f.DAY,
            register_number=f.NUMBER,
            total=f.maybe(f.NUMBER),
            rows=f.a_list(_ref(schema_name(feed))),
            next=f.maybe(f.TEXT),
        )
        for feed in FEEDS
    }
    one = f.an_object(
        as_at=f.DAY,
        register_number=f.NUMBER,
        recommendation=_ref("recommendations_row"),
        actions=f.a_list(_ref("actions_row")),
    )
    problem = {
        "type": "object",
        "properties": {
            "type": f.TEXT,
            "title": f.TEXT,
            "status": {"type": "integer"},
            "detail": f.TEXT,
            "errors": f.a_list(f.an_object(parameter=f.TEXT, detail=f.TEXT)),
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
    }
    return {**rows, **pages, "status": _described(c.STATUS_FIELDS), "recommendation": one, "problem": problem}


def _described(fields: tuple[f.Field, ...]) -> dict[str, Any]:
    told = dict(f.row_schema(fields))
    told["properties"] = {one.name: {**one.schema, "description": one.words} for one in fields}
    return told


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _refusals() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for status, words in REFUSALS.items():
        made[f"refused_{status}"] = {"description": words, "content": {KIND: {"schema": _ref("problem")}}}
    made["refused_401"]["headers"] = {"WWW-Authenticate": {"schema": f.TEXT}}
    for status in ("429", "503"):
        made[f"refused_{status}"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    made["not_modified"] = {"description": "What whoever asks has already (If-None-Match).", "headers": HEADERS}
    return made


def _paths() -> dict[str, Any]:
    paths = {
        "/status": _reading(
            "status", "The figures", "Every figure of the register, as `tracker status --json` tells them.",
            (REVIEW, *parameters_of(None)), "application/json", _ref("status"), ("401", "403"),
        ),
        "/recommendations/{id}": _reading(
            "recommendation", "One recommendation", "A recommendation with every action that answers it.",
            parameters_of(None), "application/json", _ref("recommendation"), ("401", "403", "404"),
        ),
    }  # fmt: skip
    paths["/recommendations/{id}"]["get"]["parameters"].insert(
        0, {"name": "id", "in": "path", "required": True, "schema": f.TEXT, "description": "Such as SOTON-K:10.2.5."}
    )
    for feed in FEEDS:
        paths[f"/{feed.name}"] = _reading(
            feed.name, feed.title, feed.words, parameters_of(feed), "application/json", _ref(f"{feed.name}_page"),
            ("401", "403"),
        )  # fmt: skip
        kind = csv_rows.KIND.partition(";")[0]
        names = ", ".join(field.name for field in csv_rows.columns(feed.fields))
        paths[f"/{feed.name}.csv"] = _reading(
            f"{feed.name}_csv", f"{feed.title} as CSV", f"{feed.words} Every row at once, UTF-8. Columns: {names}.",
            parameters_of(feed, csv=True), kind, f.TEXT, ("401", "403"),
        )  # fmt: skip
    return paths


def _reading(
    id_: str, title: str, words: str, known: tuple[Parameter, ...], kind: str, schema: Any, refused: tuple[str, ...]
) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {"description": title, "headers": HEADERS, "content": {kind: {"schema": schema}}},
        "304": {"$ref": "#/components/responses/not_modified"},
    }
    for status in (*refused, "405", "406", "422", "429", "503"):
        answers[status] = {"$ref": f"#/components/responses/refused_{status}"}
    parameters = [
        {"name": one.name, "in": "query", "required": False, "description": one.words, "schema": one.schema}
        for one in known
    ]
    told = {"operationId": id_, "summary": title, "description": words, "parameters": parameters}
    return {"get": {**told, "responses": answers}}
