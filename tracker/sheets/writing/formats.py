"""How a workbook looks: paper, ink, hairlines; one accent for what may be filled in; colour for ratings only."""

from typing import Any

from tracker.rules.colours import ACCENT, CHIPS, INK, QUIET, RULE, SECOND_GROUND

READING_HEAD = "#E3DFD6"
BOX = "#A08FA6"
OPEN_GROUND = "#FCFAFD"

FONT = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
CELL = FONT | {"text_wrap": True, "align": "left", "indent": 1, "bottom": 1, "bottom_color": RULE, "num_format": "@"}
DAY = {"num_format": "dd/mm/yyyy"}


class Formats:
    """The formats of one workbook, each made once. Names say what a cell is, not how it looks."""

    def __init__(self, book: Any) -> None:
        def made(**values: Any) -> Any:
            return book.add_format(FONT | values)

        def cell(**values: Any) -> Any:
            return book.add_format(CELL | values)

        self.reading = cell(bg_color=SECOND_GROUND)
        self.reading_day = cell(bg_color=SECOND_GROUND, **DAY)
        box = {"locked": False, "bg_color": OPEN_GROUND, "border": 1, "border_color": BOX}
        self.open = cell(**box)
        self.open_day = cell(**box, **DAY)
        self.reading_head = cell(bold=True, bg_color=READING_HEAD, valign="vcenter")
        self.open_head = cell(bold=True, bg_color=ACCENT, font_color="#FFFFFF", valign="vcenter")
        self.rating = {brag: cell(bold=True, font_color=ink, bg_color=ground) for brag, (ink, ground) in CHIPS.items()}
        self.plain = made(text_wrap=True)
        self.line = made()
        self.strong = made(bold=True, font_size=12)
        self.quiet_line = made(font_color=QUIET)
        self.cell = cell(num_format="General")
        self.count = cell(num_format="#,##0", align="left")
        self.number = made(num_format="#,##0", align="left")
        self.bold = made(bold=True, text_wrap=True)
        self.title = made(bold=True, font_name="Cambria", font_size=22)
        self.section = made(bold=True, font_name="Cambria", font_size=14)
        self.warning = made(bold=True, font_color=ACCENT)
