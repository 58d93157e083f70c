"""Pages as app.py draws them, frame and all, for timing in one process.

Beside a folder pages/, AppTest takes it for Streamlit's own menu from the second run on and would draw the bare page.
"""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
SCRIPT = f"""
from tracker.ui.pages import PAGES, Page
from tracker.ui.shell import render

class Elsewhere(Page):
    path = property(lambda self: "{ROOT}/pages/" + self.file + ".py")

render("{ROOT}/app.py", [Elsewhere(**vars(page)) for page in PAGES])
"""


def framed(page: str) -> AppTest:
    """A page in its frame, not yet run; "overview" is the first one."""
    app = AppTest.from_string(SCRIPT, default_timeout=600)
    return app if page == "overview" else app.switch_page(f"{ROOT}/pages/{page}.py")
