"""Errors for programs: application/problem+json (RFC 9457), each with a sentence; nothing of the register in it."""

from collections.abc import Iterable, Mapping

from starlette.responses import JSONResponse

KIND = "application/problem+json"
API = "/api/"
"""Where programs ask, and are answered in their way."""
TITLES = {
    400: "Not understood",
    401: "No token",
    403: "Not allowed",
    404: "Not found",
    405: "Read only",
    406: "No such format",
    421: "Not let in",
    422: "Wrong parameters",
    429: "Too many requests",
    500: "Something broke",
    503: "Not now",
}


def problem(
    status: int, words: str, *, wrong: Iterable[tuple[str, str]] = (), headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """A refusal in one sentence, with what is `wrong` parameter by parameter."""
    told: dict[str, object] = {"type": "about:blank", "title": TITLES.get(status, "Not done"), "status": status}
    told["detail"] = words
    if errors := [{"parameter": name, "detail": why} for name, why in wrong]:
        told["errors"] = errors
    return JSONResponse(told, status_code=status, media_type=KIND, headers={**(headers or {})})
