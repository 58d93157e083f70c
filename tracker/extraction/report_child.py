"""Reads a report and prints what it holds. Run as a script by way of `tracker/apart.py`, never imported: the file is on
its standard input. The process has little memory and time, and no address or secret of the tracker.
"""

import json
import sys


def main() -> None:
    """Reads standard input, prints one line of JSON."""
    from tracker.extraction.errors import NotReadError
    from tracker.extraction.passed import said
    from tracker.extraction.whole import whole

    try:
        answer = said(whole(sys.stdin.buffer.read(), sys.argv[1]))
    except NotReadError as error:
        answer = {"refused": error.why}
    except RecursionError:
        answer = {"refused": "damaged"}
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))


if __name__ == "__main__":
    main()
