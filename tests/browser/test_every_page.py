"""Every page, light and dark, wide and narrow: drawn, quiet, self-contained, within the window, and accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe

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
    sideways = visitor.sideways
    assert sideways <= 1, f"{path} scrolls sideways by {sideways} px at {width} px"
    assert not visitor.strangers
    assert not visitor.complaints
    if width == 1440:
        found = Axe().run(page, **IMPORTANT)
        assert found.violations_count == 0, found.generate_report()
