"""The API's own front page: what there is and how to ask, for people; plain, without a script and without data."""

from html import escape

from starlette.responses import Response

from tracker.server.api.asked import MOST, USUAL, parameters_of
from tracker.server.api.feeds import FEEDS, REVIEW
from tracker.server.plain import page


def page_of_feeds() -> Response:
    """Every address, with what may be asked of it."""
    fixed = [
        ("status", "Every figure of the register.", (REVIEW, *parameters_of(None))),
        ("recommendations/ID", "One recommendation with its actions.", parameters_of(None)),
    ]
    listed = [*fixed, *((feed.name, feed.words, parameters_of(feed)) for feed in FEEDS)]
    items = "".join(
        f"<li><div><b>/api/v1/{escape(name)}</b>{escape(words)}<br>"
        f"<span>{escape(', '.join(one.name for one in known))}</span></div></li>"
        for name, words, known in listed
    )
    body = (
        "<p>Other programs read the register here, and change nothing. Each request brings a token, which the business "
        "manager makes under Reviews and agencies, API tokens: as <code>Authorization: Bearer TOKEN</code>, or as the "
        "password of Basic under any name. A token never goes into an address.</p>"
        f"<p>A page has {USUAL} rows, or as many as <code>limit</code> says, up to {MOST:,}; <code>next</code> is the "
        "<code>cursor</code> of the page after it. With <code>.csv</code> behind its name a list comes whole, for "
        "Power BI and spreadsheets. <code>as_at</code> asks for a past day.</p>"
        f'<ul>{items}</ul><p><a href="/api/v1/openapi.json">The same as an OpenAPI document</a></p>'
    )
    return page("The register for other programs", body)
