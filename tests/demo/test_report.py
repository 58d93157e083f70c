"""The invented report: it says that it is, and it is read as a review would be."""

from tracker.demo.report import illustrative_report
from tracker.extraction.read import read
from tracker.rules.words import CandidateKind


def test_every_page_says_that_it_is_invented_and_it_is_read_whole():
    name, content = illustrative_report()
    report = read(content, "pdf")
    assert name.startswith("Invented") and report.pages == 3
    found = report.of_kind(CandidateKind.RECOMMENDATION)
    assert [one.ref for one in found] == ["1", "2", "3", "4", "5"]
    assert [len(one.parts) for one in found] == [0, 3, 3, 0, 0]
    assert found[2].text.endswith("The Trust should report what it finds by 31 March 2027.")
    assert all(one.marks and one.place.page in (2, 3) for one in found)
    assert (report.subject, report.title) == ("Child Z", "Child Z: A local child safeguarding practice review")
