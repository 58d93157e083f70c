"""What a board's papers look like, as a setting of the register: the name on them, its logo, its Word template.

The files themselves lie in the evidence vault, under the hash of what they hold.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from tracker.rules.errors import BadValueError
from tracker.rules.files import ending
from tracker.rules.records import Setting

SETTING_ID = "papers"
LOGOS, TEMPLATES = ("png", "jpg", "jpeg"), ("docx",)
LOGO, TEMPLATE = "The logo", "The template"
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Look:
    """What was set. An empty name means: the boards' own names. Files are told by their hash and by what they were
    called."""

    board: str | None = None
    logo: str | None = None
    logo_name: str | None = None
    template: str | None = None
    template_name: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.board, str | None) or "\0" in (self.board or ""):
            raise BadValueError("Name", self.board, "is no name: type it again")
        _check(LOGO, self.logo, self.logo_name, LOGOS, "a picture: PNG or JPEG")
        _check(TEMPLATE, self.template, self.template_name, TEMPLATES, "a Word document (.docx)")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Setting]) -> "Look":
        """The look in force; the plain one where none was set, or the setting is damaged."""
        setting = settings.get(SETTING_ID)
        if setting is None:
            return cls()
        try:
            told = json.loads(setting.value)
            return cls(**{field.name: told.get(field.name) for field in fields(cls)})
        except (ValueError, AttributeError, TypeError, BadValueError):
            return cls()

    def to_json(self) -> str:
        """As kept in the setting's value: canonical, so that the same look is the same text."""
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def hashes(self) -> tuple[str, ...]:
        """The files that it names in the vault."""
        return tuple(hash_ for hash_ in (self.logo, self.template) if hash_)


def _check(what: str, hash_: str | None, name: str | None, endings: tuple[str, ...], words: str) -> None:
    if hash_ is None:
        return
    if not _HASH.fullmatch(hash_):
        raise BadValueError(what, hash_, "is no file that the tracker holds: send it again")
    if ending(name or "") not in endings:
        raise BadValueError(what, name, f"is not {words}")
