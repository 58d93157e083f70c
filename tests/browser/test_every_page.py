"""Every page, light and dark, wide and narrow: drawn, quiet, self-contained, within the window, and accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PATHS = (
    "/",
    "/recommendations",
    "/recommendation?id=NORTHANTS-AK:10",
    "/overdue",
    "/themes",
    "/my_agency",
    "/workbook",
    "/workbook?view=out",
    "/workbook?view=done",
    "/reviews",
    "/reviews?tab=people&do=disable&person=police-lead",
    "/reviews?tab=agencies&do=edit&agency=northamptonshire-police",
    "/history",
)
IMPORTANT = {
    "options": {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        "rules": {"heading-order": {"enabled": True}},
    }
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 400), ("dark", 400)])
def test_a_page_is_drawn_quietly_fits_and_is_accessible(visit, path, theme, width):
    visitor = visit("Business manager", theme=theme, width=width)
    page = visitor.open(path)
    assert visitor.title
    assert "could not be drawn" not in page.inner_text("body")
    assert "Illustrative actions" in page.inner_text("body")
    sideways = page.evaluate("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert sideways <= 1, f"{path} scrolls sideways by {sideways} px at {width} px"
    assert not visitor.strangers
    assert not visitor.complaints
    if width == 1440:
        found = Axe().run(page, **IMPORTANT)
        assert found.violations_count == 0, found.generate_report()
