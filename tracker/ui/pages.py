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
    Page("overdue", "Overdue", "event_busy", "overdue", "What is late on either date, why, and whom to ask."),
    Page("themes", "Themes", "hub", "themes", "What the reviews have in common, and what came back."),
    Page("my_agency", "My agency", "edit_note", "my_agency", "What my agency owes: update, claim, send evidence."),
    Page("workbook", "Workbook", "table_view", "workbook", "The register out and in as an Excel file."),
    Page(
        "reviews", "Reviews and agencies", "library_books", "reviews", "Put in and edit reviews, agencies and actions."
    ),
    Page("history", "History", "history", "history", "Every change in words: who, when, what and why."),
)
FIRST = PAGES[0]
