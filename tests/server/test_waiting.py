"""Somebody who follows a link to a file of a big register is told first that it is being made."""

import html
import re

import pytest

from tests.server.test_routes import as_, engine, home, made, served, server  # noqa: F401  (fixtures)
from tracker.server import waiting

BY_LINK = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}
FILES = (
    "/export/register.xlsx?agency=northamptonshire-police",
    "/export/published.xlsx",
    "/export/paper.docx?paper=year&year=2026",
)


@pytest.fixture
def big(monkeypatch):
    """Every register is a big one."""
    monkeypatch.setattr(waiting, "BIG", 1)


@pytest.mark.parametrize("address", FILES)
def test_a_page_says_so_and_goes_on_to_the_file(server, as_, big, address):  # noqa: F811
    cookie = as_("business-manager")
    told = server.get(address, **cookie, **BY_LINK)
    assert (told.status, told.headers["cache-control"]) == (200, "no-store")
    assert "The file is being made" in told.text
    on = html.unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', told.text).group(1))
    assert on.startswith(address.partition("?")[0])
    given = server.get(on, **cookie, **BY_LINK)
    assert given.headers["content-disposition"].startswith("attachment"), given.text
    assert given.headers["content-disposition"] == server.get(address, **cookie).headers["content-disposition"]


def test_a_program_and_a_small_register_get_the_file_at_once(server, as_, monkeypatch):  # noqa: F811
    cookie = as_("business-manager")
    assert "attachment" in server.get(FILES[0], **cookie, **BY_LINK).headers["content-disposition"]
    monkeypatch.setattr(waiting, "BIG", 1)
    assert "attachment" in server.get(FILES[0], **cookie).headers["content-disposition"]


def test_what_stands_in_the_address_stays_text(server, as_, big):  # noqa: F811
    told = server.get(
        "/export/register.xlsx?agency=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", **as_("flo-b-reader"), **BY_LINK
    )
    assert "<script" not in told.text


def test_who_may_not_have_the_file_is_refused_after_it(server, as_, big):  # noqa: F811
    told = server.get(FILES[0], **as_("hal-nothing"), **BY_LINK)
    on = html.unescape(re.search(r"url=([^\"]+)\"", told.text).group(1))
    assert server.get(on, **as_("hal-nothing"), **BY_LINK).status == 403
