"""Whatever a page is busy with, it says so in words after a moment, and its menu can still be used."""

SAID = """() => {
  const said = getComputedStyle(document.querySelector('[data-testid=stApp]'), '::after');
  return said.content.includes('At work') && said.opacity === '1' && said.position === 'fixed';
}"""
BUSY = "state => document.querySelector('[data-testid=stApp]').setAttribute('data-test-script-state', state)"


def test_a_page_that_is_busy_says_so_and_its_menu_can_be_used(visit):
    visitor = visit("Business manager")
    page = visitor.open("/recommendations")
    assert not page.evaluate(SAID)
    page.evaluate(BUSY, "running")  # what Streamlit's own client sets while a script runs
    page.wait_for_function(SAID)
    page.get_by_test_id("stTopNavLink").filter(has_text="Overdue").first.click()
    page.wait_for_url("**/overdue")
    visitor.drawn()
    assert not page.evaluate(SAID)
    assert not visitor.complaints
