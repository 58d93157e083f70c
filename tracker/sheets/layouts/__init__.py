"""The arrangements of a plan that the tracker knows. A new one is one new file and one line in `LAYOUTS`."""

from tracker.sheets.columns import Layout
from tracker.sheets.layouts.return_workbook import RETURN_WORKBOOK

LAYOUTS: tuple[Layout, ...] = (RETURN_WORKBOOK,)
