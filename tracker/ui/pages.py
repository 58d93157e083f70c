"""Every page of the dashboard: a new one is a file in pages/ and a line here. Tests and manual go over this tuple."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page: its file in pages/, its name in the menu, its icon, its place in the address, and what it is for."""

    file: str
    title: str
    icon: str
    url: str
    help: str
    in_menu: bool = True

    @property
    def path(self) -> str:
        """The file as Streamlit is told it, beside app.py."""
        return f"pages/{self.file}.py"


PAGES: tuple[Page, ...] = (
    Page(
        "overview", "Overview", "fact_check", "overview", "How many are done, late, or asked of nobody; what changed."
    ),
    Page(
        "recommendations",
        "Recommendations",
        "list_alt",
        "recommendations",
        "Find a recommendation by any of its facts.",
    ),
    Page(
        "recommendation", "Recommendation", "article", "recommendation", "One recommendation and all about it.", False
    ),
    Page("meeting", "Meeting", "groups", "meeting", "The agenda, the room, the minutes, and the paper."),
    Page("overdue", "Overdue", "event_busy", "overdue", "What is late on either date, why, and whom to ask."),
    Page(
        "verification",
        "Verification",
        "verified",
        "verification",
        "Claims and their evidence, whose claims stood, dip samples.",
    ),
    Page(
        "compare",
        "Compare two dates",
        "compare_arrows",
        "compare",
        "What moved between two days, and the figures by month.",
        False,
    ),
    Page("search", "Search", "search", "search", "Words in everything: the register and its evidence files."),
    Page("themes", "Themes", "hub", "themes", "What the reviews have in common, and what came back."),
    Page("theme", "Theme", "hub", "theme", "One theme: what was asked, done, shown, came back and is open.", False),
    Page("my_agency", "My agency", "edit_note", "my_agency", "What my agency owes: update, claim, send evidence."),
    Page("workbook", "Workbook", "table_view", "workbook", "The register out and in as an Excel file."),
    Page("chase", "Chase", "forward_to_inbox", "chase", "Ask for what is owed: who gets what, the letters, the log."),
    Page("report", "Read a report", "menu_book", "report", "A published review goes in, its recommendations come out."),
    Page(
        "reviews", "Reviews and agencies", "library_books", "reviews", "Put in and edit reviews, agencies and actions."
    ),
    Page(
        "retention",
        "Retention",
        "inventory_2",
        "retention",
        "Evidence whose time is over, and legal holds over reviews.",
        False,
    ),
    Page("help", "Help", "help", "help", "What the words mean, the guides, the keys, and whom to ask.", False),
    Page("start", "Getting started", "flag", "start", "From an empty register to the first workbooks out.", False),
    Page("history", "History", "history", "history", "Every change in words: who, when, what and why."),
)
FIRST = PAGES[0]
