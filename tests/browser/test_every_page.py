"""Every page, light and dark, wide and narrow: drawn, quiet, self-contained, within the window, and accessible.

Each is loaded once. Theme and width are the browser's affair alone, so the same page is then seen in the others: as
quick as four loads were slow, and it holds that a page follows a theme that changes while it is open.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tracker.clock import today
from tracker.demo.days import on

MEETING = f"M-{on(today(), 0).isoformat()}"
"""The meeting of the illustrative register that is not ended yet."""
PATHS = (
    "/",
    "/recommendations",
    "/recommendation?id=NORTHANTS-AK:10",
    "/overdue",
    "/meeting",
    f"/meeting?meeting={MEETING}",
    f"/meeting?meeting={MEETING}&view=minutes",
    f"/meeting?meeting={MEETING}&view=paper",
    f"/meeting?meeting={MEETING}&view=room&item=1",
    f"/meeting?meeting={MEETING}&view=room&item=4",
    "/verification",
    "/verification?view=agencies",
    "/verification?view=samples",
    "/verification?view=needed",
    "/recommendation?id=NORTHANTS-AK:1&measure_do=measure",
    "/compare",
    "/compare?view=months",
    "/search",
    "/search?words=supervison",
    "/themes",
    "/themes?by=agency&theme=domestic-abuse&review=SOTON-K",
    "/themes?by=who",
    "/theme?id=domestic-abuse",
    "/themes?view=overlaps",
    "/themes?view=overlaps&answer=same&pair_do=change",
    "/themes?view=back",
    "/themes?view=loose",
    "/themes?view=list",
    "/themes?view=list&theme_do=merge",
    "/themes?view=waiting",
    "/recommendation?id=NORTHANTS-AK:1&theme_do=answer",
    "/my_agency",
    "/workbook",
    "/workbook?view=out",
    "/workbook?view=done",
    "/chase",
    "/chase?view=now&agency=northants-childrens-trust",
    "/chase?view=letters&agency=southampton-schools&rung=board_member",
    "/chase?view=log",
    "/chase?view=contacts&do=add",
    "/chase?view=settings",
    "/retention",
    "/retention?view=asked",
    "/retention?view=holds&do=place",
    "/retention?view=years",
    "/reviews",
    "/report",
    "/reviews?tab=papers&paper_theme=domestic-abuse&paper_review=SOTON-K",
    "/reviews?tab=people&do=disable&person=police-lead",
    "/reviews?tab=agencies&do=edit&agency=northamptonshire-police",
    "/reviews?tab=tokens",
    "/history",
    "/help",
    "/help?guide=for-an-agency-lead&word=date",
    "/start",
    "/?tour=1",
    "/overdue?tour=3",
)
VIEWS = (("light", 1440), ("dark", 1440), ("dark", 400), ("light", 400))
"""Theme and width in pixels, in the order in which a page is seen; where it begins changes from page to page."""
REFLOW = 320
"""The width that a window of 1,280 pixels has at 400 % zoom (WCAG 1.4.10)."""
IMPORTANT = {
    "options": {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        "rules": {"heading-order": {"enabled": True}, "target-size": {"enabled": True}},
    }
}
IN_THEME = "theme => getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === theme"
FITS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth <= 1"
STILL = "() => document.getAnimations().every(one => one.playState !== 'running' || !one.effect?.target)"
NAMELESS = """() => {
  const shown = e => e.checkVisibility();
  const figures = [...document.querySelectorAll('.stPlotlyChart, [data-testid=stTableStyledTable]')].filter(shown);
  const fields = [...document.querySelectorAll('[data-testid=stMain] :is(input, textarea, [role=radiogroup])')];
  return [
    ...figures.filter(e => (e.getAttribute('aria-label') ?? '').length < 5).map(e => `no name: ${e.outerHTML}`),
    ...fields.map(e => e.getAttribute('aria-label') ?? '').filter(said => /\\*\\*|:[a-z-]+\\[/.test(said)),
    ...[...document.querySelectorAll('.js-plotly-plot')].filter(shown)
      .filter(e => getComputedStyle(e.querySelector('text') ?? e).fill === 'rgb(0, 0, 55)').map(() => 'chart in navy'),
  ].map(said => said.slice(0, 160));
}"""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_drawn_quietly_fits_and_is_accessible(visit, path):
    first = PATHS.index(path) % len(VIEWS)
    views = VIEWS[first:] + VIEWS[:first]
    visitor = visit("Business manager", theme=views[0][0], width=views[0][1])
    page = visitor.open(path)
    assert visitor.title
    assert "could not be drawn" not in page.inner_text("body")
    assert "Illustrative" in page.inner_text("body")
    assert page.title().endswith(" · Recommendation tracker")
    assert page.locator("html").get_attribute("lang") == "en"
    page.emulate_media(reduced_motion="reduce", color_scheme=views[0][0])
    for theme, width in views:
        seen(page, theme, width)
        assert fits(page), f"{path} scrolls sideways by {visitor.sideways} px at {width} px"
        if (theme, width) != ("dark", 400):  # what it would find, the other three find
            found = Axe().run(page, **IMPORTANT)
            assert found.violations_count == 0, f"{theme}, {width} px: {found.generate_report()}"
    assert settled(page, f"() => !({NAMELESS})().length"), page.evaluate(NAMELESS)
    assert settled(page, STILL), "something moves although less motion was asked for"
    page.set_viewport_size({"width": REFLOW, "height": 256})
    assert fits(page), f"{path} scrolls sideways by {visitor.sideways} px at 400 % zoom"
    assert not visitor.strangers
    assert not visitor.complaints


def seen(page, theme: str, width: int) -> None:
    """Show the same page in a theme and at a width, and wait until it is so."""
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 1000})
    page.wait_for_function(IN_THEME, arg=theme)
    page.wait_for_function(STILL)


def fits(page) -> bool:
    """Whether the page comes to be no wider than its window; a chart follows a moment later."""
    return settled(page, FITS)


def settled(page, condition: str) -> bool:
    """Whether something comes to be so."""
    try:
        page.wait_for_function(condition, timeout=10_000)
    except PlaywrightTimeout:
        return False
    return True
