"""`python -m benchmarks`: everything, one after the other; `python -m benchmarks scale`: that one alone."""

import runpy
import sys

for name in sys.argv[1:] or ("pages", "workbook", "layouts", "damaged", "rights"):
    print(f"\n== benchmarks.{name}", flush=True)
    runpy.run_module(f"benchmarks.{name}", run_name="__main__")
