"""`python -m tests.extraction.samples DIR [NAME ...]`: the samples as files, each with its gold file for the scorer.

Web pages go into DIR/html, for the scorer looks for no such file beside a gold file.
"""

import sys
from pathlib import Path

from tests.extraction.samples import SAMPLES


def main(folder: str, *names: str) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        if names and not any(one in sample.name for one in names):
            continue
        content = sample.content()
        beside = out / "html" if sample.ending == "html" else out
        beside.mkdir(exist_ok=True)
        (beside / f"{sample.name}.{sample.ending}").write_bytes(content)
        (beside / f"{sample.name}.gold.json").write_text(sample.gold(content), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
