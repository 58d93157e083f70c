"""Sets one page description with Typst in a process of its own, and hands back what came out.

Run as a script, never imported: `typesetting` starts it, with what to set on its standard input. It knows nothing of
the tracker.

Typst keeps what it worked out for ten papers to come, 170 MB for one of 2,000 actions: a server would keep it
for ever, this process gives it back.
"""

import json
import sys


def main() -> None:
    """Read one request, set it, write a line about it and then the bytes."""
    asked = json.load(sys.stdin.buffer)
    import typst

    try:
        made = typst.compile(
            asked["page"],
            root=asked["root"],
            font_paths=[asked["fonts"]],
            ignore_system_fonts=True,
            sys_inputs={"paper": asked["told"]},
            **asked["how"],
        )
    except typst.TypstError as error:
        answer = json.dumps({"error": str(error)})
        parts = []
    else:
        parts = made if isinstance(made, list) else [made]
        answer = json.dumps({"sizes": [len(part) for part in parts]})
    sys.stdout.buffer.write(answer.encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
