"""Prints the text of every page of a PDF. Run as a script by way of `tracker/apart.py`, never imported: the file is on
its standard input, and it knows nothing of the tracker.
"""

import json
import sys

MOST_PAGES = 1_500
MOST_TEXT = 4_000_000


def main() -> None:
    """Reads standard input, prints one line of JSON."""
    import pypdfium2

    pages: list[str] = []
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        left = MOST_TEXT
        for number in range(min(len(document), MOST_PAGES)):
            words = document[number].get_textpage()
            count = min(words.count_chars(), left)
            text = words.get_text_range(0, count) if count else ""
            words.close()
            left -= count
            pages.append(text)
    except pypdfium2.PdfiumError as error:
        password = "assword" in str(error) or "ecurity" in str(error)
        if not pages:
            print(json.dumps({"refused": "password" if password else "damaged"}))
            return
    print(json.dumps({"pages": pages} if any(page.strip() for page in pages) else {"refused": "no_text"}))


if __name__ == "__main__":
    main()
