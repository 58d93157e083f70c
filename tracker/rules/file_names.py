"""What a workbook is called as a file: a name that Windows, a Mac, a mailbox and a zip all take."""

from datetime import date

FORBIDDEN = frozenset('<>:"/\\|?*')
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
LONGEST = 80


def safe(text: str, otherwise: str = "Agency", limit: int = LONGEST) -> str:
    """Somebody's words as part of a file's name: marks that some system forbids become a dash."""
    clean = "".join("-" if c in FORBIDDEN else c if c.isprintable() else " " for c in text)
    clean = " ".join(clean.encode("utf-8", "ignore").decode().split())[:limit].strip(" .")
    return f"{clean}_" if clean.partition(".")[0].casefold() in RESERVED else clean or otherwise


def workbook_name(agency: str, sending_id: str, day: date, *, illustrative: bool = False) -> str:
    """The file of one agency's workbook: "Action plan, Hants Police, W12, 2026-11-20.xlsx"."""
    return f"{'Illustrative ' if illustrative else ''}Action plan, {safe(agency)}, {sending_id}, {day.isoformat()}.xlsx"
