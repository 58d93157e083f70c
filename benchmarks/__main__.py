"""`python -m benchmarks`: everything, one after the other."""

import runpy

for name in ("pages", "workbook", "layouts", "damaged", "rights"):
    print(f"\n== benchmarks.{name}", flush=True)
    runpy.run_module(f"benchmarks.{name}", run_name="__main__")
