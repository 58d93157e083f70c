"""`python -m benchmarks.previews`: how long it takes to open a document in place, and how large the child gets.

Sound documents and ones made to harm: the time until there is a page or a sentence, and the most memory any child has
taken so far (it may take `MEMORY`, two of them at a time, whatever the file is).
"""

import resource
import time

from tests import files
from tests.extraction import documents as made
from tracker.extraction.preview.look import MEMORY, NotShownError, look

MEGABYTE = 1024 * 1024


def main() -> None:
    print(
        f"a child may take {MEMORY // MEGABYTE} MB\n{'document':28}{'size':>10}{'time':>9}{'most so far':>14}  outcome"
    )
    for name, content, ending in (
        ("a text", b"We looked.\n" * 500, "txt"),
        ("a Word document", made.docx(made.paragraph("word " * 80) * 200), "docx"),
        ("a page of a PDF", made.pdf(["One"] * 30), "pdf"),
        ("a PDF of 10,000 pages", made.pdf(["One"] * 10_000), "pdf"),
        ("a photograph, 24 megapixels", made.photograph(6_000, 4_000), "jpg"),
        ("a truncated PDF", made.pdf(["One"] * 30)[:3_000], "pdf"),
        ("a picture bomb", made.png_bomb(), "png"),
        ("a Word bomb", made.docx(made.paragraph("A") * 1_500_000), "docx"),
        ("zeros called .docx", files.bomb(), "docx"),
        ("a PDF bomb", made.pdf_bomb(), "pdf"),
        ("a busy PDF", made.busy_pdf(3_000_000), "pdf"),
    ):
        began = time.perf_counter()
        try:
            found = look(content, ending)
            outcome = f"page {found.page} of {found.pages}" if found.picture else f"{len(found.blocks)} blocks"
        except NotShownError as why:
            outcome = str(why)
        took = time.perf_counter() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{name:28}{len(content) / 1024:>7,.0f} kB{took:>7.2f} s{most:>11,.0f} MB  {outcome}", flush=True)


if __name__ == "__main__":
    main()
