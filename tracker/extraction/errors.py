"""Why a report cannot be read. Each is a word that the child process says; the sentences are in `read.py`."""


class NotReadError(Exception):
    """A report cannot be read; `why` is a key of `read.WHY`, in the parent."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
