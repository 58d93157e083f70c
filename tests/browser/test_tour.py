"""The tour of the illustrative register, walked in a real browser: by button, by key, back, left, and by deep link."""

import re

import pytest
from playwright.sync_api import expect

from tracker.ui.tour import STOPS

PATIENCE = 120_000
"""Milliseconds: no machine is to be too slow for nine pages."""


def at_stop(page, number):
    told = page.get_by_text(f"Tour, stop {number} of {len(STOPS)}.")
    expect(told).to_be_visible(timeout=PATIENCE)
    where = "" if number == 1 else STOPS[number - 1].page  # Streamlit writes the first page's address without its name
    expect(page).to_have_url(re.compile(rf"/{where}\?.*\btour={number}\b"), timeout=PATIENCE)


def drawn(visitor, number):
    at_stop(visitor.page, number)
    visitor.drawn()
    assert "could not be drawn" not in visitor.page.inner_text("body")


def test_the_tour_is_walked_from_the_overview_to_its_end(visit):
    visitor = visit()
    page = visitor.page
    page.set_default_timeout(PATIENCE)
    visitor.open("/")
    page.get_by_role("link", name="Take the tour").click()
    drawn(visitor, 1)
    page.get_by_role("radio", name="The subgroup").or_(page.get_by_role("button", name="The subgroup")).first.click()
    expect(page.get_by_text("For the subgroup:")).to_be_visible(timeout=PATIENCE)
    for number in range(2, len(STOPS) + 1):
        if number % 2:
            page.keyboard.press("Alt+n")
        else:
            page.get_by_role("button", name="Next").first.click()
        drawn(visitor, number)
        expect(page.get_by_text("For the subgroup:")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Alt+b")
    drawn(visitor, len(STOPS) - 1)
    page.get_by_role("button", name="Next").first.click()
    drawn(visitor, len(STOPS))
    page.get_by_role("button", name="End the tour").click()
    expect(page.get_by_text("Tour, stop")).to_have_count(0, timeout=PATIENCE)
    assert visitor.complaints == []


@pytest.mark.parametrize("width", [1440, 400])
def test_a_stop_is_a_link_for_whoever_it_concerns_and_may_be_left(visit, width):
    visitor = visit("Children's services lead", width=width)
    page = visitor.page
    page.set_default_timeout(PATIENCE)
    visitor.open("/my_agency?tour=4")
    drawn(visitor, 4)
    expect(page.get_by_text("For an agency lead:")).to_be_visible(timeout=PATIENCE)
    assert visitor.sideways <= 1
    page.get_by_role("button", name="Leave the tour").click()
    expect(page.get_by_text("Tour, stop")).to_have_count(0, timeout=PATIENCE)
    page.get_by_role("button", name="Help").first.click()
    page.get_by_role("link", name="Go on with the tour, stop 4").click()
    drawn(visitor, 4)


def test_help_opens_above_a_page_and_leads_to_all_words_in_the_same_tab(visit):
    visitor = visit()
    page = visitor.page
    page.set_default_timeout(PATIENCE)
    visitor.open("/overdue")
    page.get_by_role("button", name="Help").first.click()
    expect(page.get_by_text("The first date that was agreed for an action.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="All words, guides and whom to ask").click()
    expect(page.get_by_role("heading", name="Whom to ask")).to_be_visible(timeout=PATIENCE)
    assert len(page.context.pages) == 1
    visitor.drawn()
    box = page.get_by_role("textbox", name="Find a word")
    box.fill("gap")
    box.press("Enter")
    expect(page.get_by_text("1 of ")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("cell", name="Hole")).to_be_visible(timeout=PATIENCE)
