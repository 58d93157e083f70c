"""What reading a report costs: `python -m benchmarks.reading FILE…`.

For each PDF the whole way from its bytes to its candidates, against nothing but the text of its pages as pdfium gives
it, in the same run and turn by turn, so that a busy machine slows both; of each the best of some rounds counts. The
peak of memory is that of a process that reads the file once (Linux only).
"""

import json
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 5
PEAK = """
import json, sys
from tracker.extraction.whole import whole
def most():
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
before = most()
with open(sys.argv[1], "rb") as file:
    report = whole(file.read(), sys.argv[1].rpartition(".")[2].lower())
after = most()
print(json.dumps([before, after, len(report.blocks), len(report.candidates)]))
"""


def bare(content: bytes) -> int:
    """The text of all pages and nothing else. Returns how many pages there are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def measured(path: Path) -> None:
    """Prints one line of figures."""
    from tracker.extraction.reading.pdf import read
    from tracker.extraction.whole import whole

    content = path.read_bytes()
    best = [9e9, 9e9, 9e9]
    pages = 0
    for _ in range(ROUNDS):
        for at, work in enumerate((bare, lambda it: read(it, "pdf"), lambda it: whole(it, "pdf"))):
            begun = time.process_time()
            done = work(content)
            best[at] = min(best[at], time.process_time() - begun)
            pages = done if isinstance(done, int) else pages
    alone, blocks, candidates = best
    said = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, check=True)
    before, after, many, found = json.loads(said.stdout)
    print(f"{path.name}: {pages} pages, {many} blocks, {found} candidates")
    print(f"  text alone {alone:.3f} s; to blocks {blocks:.3f} s, {blocks / alone:.2f} times that;", end=" ")
    print(
        f"to candidates {candidates:.3f} s, {candidates / alone:.2f} times, {pages / candidates:.0f} pages a second;",
        end=" ",
    )
    print(f"peak {after // 1024} MB, {(after - before) // 1024} MB of it for this file")


def main() -> None:
    """Measures the files that are named."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m benchmarks.reading FILE.pdf …")
    for name in sys.argv[1:]:
        measured(Path(name))


if __name__ == "__main__":
    main()
