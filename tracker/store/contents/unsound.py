"""Why the content of a file is not taken."""

AGAIN = "it is damaged or not complete: ask for it again, or open it and save it anew"
PASSWORD = "it is protected by a password: send it without a password"
MACROS = "it holds macros, which can run as a program: save it without them, or send it as a PDF"
PROGRAM = "it is a program: send the document itself, or a link to it"
TWO_IN_ONE = "it is two kinds of file in one, which no program makes by itself: open it and save it anew"


class UnsoundError(Exception):
    """Raised while a file is looked at, with the second half of a sentence: "it is protected by a password". Whoever
    asked for the look makes the sentence of it."""
