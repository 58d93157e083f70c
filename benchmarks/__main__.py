"""`python -m benchmarks`: the usual ones, one after the other; `python -m benchmarks NAME …`: that one."""

import runpy
import sys

USUAL = ("pages", "workbook", "layouts", "damaged", "rights")

chosen = sys.argv[1:2]
for name in chosen or USUAL:
    if chosen:
        del sys.argv[1]
    else:
        print(f"\n== benchmarks.{name}", flush=True)
    runpy.run_module(f"benchmarks.{name}", run_name="__main__", alter_sys=True)
