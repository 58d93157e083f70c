"""A walk by keyboard: Tab from stop to stop as somebody does who has no mouse, each stop marked and in view."""

from contextlib import suppress

from playwright.sync_api import TimeoutError as PlaywrightTimeout

MOST = 150
"""Stops before a walk gives up: no page of the illustrative register has as many."""
STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const hidden = e.matches('input[type=radio], input[type=checkbox]');
  const shown = hidden ? e.closest('label') ?? e : e;
  const by = e.getAttribute('aria-labelledby')?.split(' ').map(id => document.getElementById(id)?.innerText).join(' ');
  const words = e.matches('main') ? 'the page' : e.innerText;
  const name = e.getAttribute('aria-label') || by || e.labels?.[0]?.innerText || words || e.title || '';
  const box = shown.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 40), 0), innerWidth - 1);
  const heights = [.2, .5, .8].map(part => box.top + box.height * part).filter(y => y >= 0 && y < innerHeight);
  const seen = heights.some(y => {
    const top = document.elementFromPoint(x, y);
    return top && !top.closest('header') === !e.closest('header') && (shown.contains(top) || top.contains(shown));
  });
  let mark = false;  // a line of 2 px; in the room, where all is larger, it counts as 1.5
  for (let at = e, n = 0; at && n < 8; at = at.parentElement, n++) {
    const style = getComputedStyle(at);
    mark ||= (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1.2) || style.boxShadow !== 'none';
  }
  const role = { A: 'link', BUTTON: 'button', SUMMARY: 'summary', TEXTAREA: 'textbox', MAIN: 'main',
    INPUT: hidden ? e.type : 'textbox' }[e.tagName] ?? e.tagName.toLowerCase();
  return { role: e.getAttribute('role') ?? role, name: name.replace(/\\s+/g, ' ').trim(), seen, mark,
    html: e.outerHTML.slice(0, 200) };
}"""


STATE = "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state')"
OPTION = """() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText"""


class Walk:
    """Somebody at a keyboard. It never touches a mouse, and complains of a stop that is not marked or not in view."""

    def __init__(self, visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.wrong: list[str] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def to(self, role: str, name: str) -> None:
        """Press Tab until the stop with this role whose name holds these words. Once round the page at the most."""
        met: list[str] = []
        for _ in range(MOST):
            self.press("Tab")
            stop = self.page.evaluate(STOP)
            if stop is None:  # past the end: the browser's own bar, then the top of the page
                continue
            met.append(f"{stop['role']} {stop['name'][:40]}")
            if not stop["mark"] and not self._comes("mark"):
                self.wrong.append(f"nothing shows that it is reached: {stop['html']}")
            if not stop["seen"] and not self._comes("seen"):
                self.wrong.append(f"it is reached but out of sight: {stop['html']}")
            if stop["role"] == role and name in stop["name"]:
                return
        raise AssertionError(f"no way by Tab to {role} ‘{name}’, only to:\n" + "\n".join(met))

    def choose(self, option: str) -> None:
        """Open the list of a field and go down it by arrow until the option, then take it."""
        self.press("ArrowDown")
        self.page.get_by_role("option", name=option).wait_for()
        for _ in range(MOST):
            if option in (self.page.evaluate(OPTION) or ""):
                self.press("Enter")
                return
            self.press("ArrowDown")
        raise AssertionError(f"no way by arrow to ‘{option}’")

    def _comes(self, what: str) -> bool:
        """A page marks what is reached, and scrolls to it, a moment later."""
        try:
            self.page.wait_for_function(f"() => ({STOP})()?.{what}", timeout=3000)
        except PlaywrightTimeout:
            return False
        return True

    def taken_in(self) -> None:
        """Wait until the page has taken an answer in: the run that it begins has begun and ended."""
        with suppress(PlaywrightTimeout):  # it may be over already
            self.page.wait_for_function(f"() => {STATE} === 'running'", timeout=3000)
        self.drawn()

    def drawn(self) -> None:
        """Wait until what a key asked for is drawn."""
        self.page.wait_for_function(
            f"() => {STATE} === 'notRunning' && !document.querySelector('[data-testid=stSkeleton]')"
        )

    def reads(self, words: str) -> None:
        """Wait until the page says so."""
        self.page.get_by_text(words).first.wait_for()
