"""Other people's spreadsheets: what we send out, what comes back, and what that would change. Opens no database.

Out: `workbook.write` (scope, cover, layout, lists). In: `read.read` (guard, package, a reader for each kind of file)
gives sheets of cells, and `merge.make_plan` (recognise, desk, cells, propose) a `plan.Plan`. `layouts.LAYOUTS` are the
arrangements known.
"""
