"""How much of other boards' plans is read right: columns mapped right / total, and the rows, layout by layout.

    python -m benchmarks.layouts [-v]

The seven layouts of published plans built as real files, and the invented ones of the tests. Aim: 100 %.
"""

import sys

from tests.sheets.other.fifteen import FIFTEEN
from tests.sheets.other.fresh import FRESH
from tests.sheets.other.fresher import FRESHER
from tests.sheets.other.made import score
from tests.sheets.other.more import MORE
from tests.sheets.other.seven import SEVEN
from tests.sheets.other.ten import TEN
from tests.sheets.other.thirty import THIRTY


def main() -> None:
    right = total = 0
    for group, layouts in (
        ("published", SEVEN),
        ("invented", MORE),
        ("written after", FRESH),
        ("written later", FRESHER),
        ("thirty at once", THIRTY),
        ("fifteen after these", FIFTEEN),
        ("ten after those", TEN),
    ):
        print(f"\n{group}")
        for layout in layouts:
            found = score(layout)
            right, total = right + found.right, total + found.total
            rows = "  ".join(f"{name} {found.rows_right[name]}/{all_}" for name, all_ in found.rows_total.items())
            print(f"  {layout.name:<42} columns {found.right:>2}/{found.total:<2}  {rows}")
            if "-v" in sys.argv:
                for wrong in found.wrong:
                    print(f"      {wrong}")
    print(f"\ncolumns mapped right: {right}/{total} = {right / total:.1%}")


if __name__ == "__main__":
    main()
