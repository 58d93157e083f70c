"""Recommendations printed as lists, in the ways in which reviews, inquiries, inspectorates and auditors print them."""

import pytest

from tests.extraction.printed import printed
from tracker.extraction.finding.find import recommendations
from tracker.extraction.quoting import quoted
from tracker.extraction.reading import plain

LAYOUTS = {
    "labels alone on a line, in one list, principles after it": (
        """
        c | Recommendations 12
        # | Foreword
        p | The recommendations of this review are for everybody.
        # | Recommendations
        ## Recommendation 1 |
        p | Regional boards should agree what they measure. This programme should:
        p | name the measures for each ward by the end of next year
        p | say who collects them
        p | Providers should then publish them.
        ~
        ## Recommendation 2 |
        p | Every ward should have a named lead.
        ## | Our hopes for the years to come
        p | We heard from many people.
        ### | Principles for the sharing of data
        p 1. | Data should be entered once.
        p 2. | Data should be looked at by people who can read it.
        """,
        [("1", "Regional boards should agree", "then publish them."), ("2", "Every ward", "named lead.")],
    ),
    "scattered, each after its finding, between numbered paragraphs": (
        """
        # 4) | Learning; recommendations
        p 4.1 | The reports of the agencies contain recommendations of their own.
        p 4.2 | Seeing children.
        p 4.2.1 | This theme is found in many reviews.
        p Recommendation 1: |
        p | That:
        * • | each agency reviews its training and ensures that: a) children are seen; b) they are heard;
        * • | the Partnership asks for evidence of it.
        p 4.3 | Young people who are parents
        p 4.3.1 | Much was known of the parents, and should have been written down.
        p Recommendation 2: |
        p a) | That the Partnership writes guidance for work with young parents.
        p b) | That the guidance thinks of grandparents.
        p 4.3.2 | It is therefore also recommended:
        p Recommendation 3: |
        p | That the Partnership requires assurance:
        * • | from Housing about supervision; and
        * • | about its duty desk.
        p | This recommendation links to learning of another review (Ref 12).
        # 5) | Conclusion
        p 5.1 | Many people have helped.
        """,
        [
            ("1", "That: each agency reviews", "asks for evidence of it."),
            ("2", "a) That the Partnership writes", "thinks of grandparents."),
            ("3", "That the Partnership requires", "another review (Ref 12)."),
        ],
    ),
    "10.2.n under its heading, an introduction before, appendices after": (
        """
        # 10. | THE RECOMMENDATIONS FROM THIS REVIEW
        ## 10.1 | Introduction
        p 10.1.1 | These recommendations reflect the key lessons, which the Board should consider.
        p 10.1.2 | The review does not make a recommendation for every point.
        ## 10.2 | Recommendations to the Wetherton Safeguarding Board
        p 10.2.1 | The Board should require all agencies to show how they supervise staff.
        p 10.2.2 | The Board should ask the agencies to look again at what they did.
        # | APPENDIX A: THE REVIEWERS
        p | Ms Reed should be thanked.
        """,
        [
            ("10.2.1", "The Board should require", "supervise staff."),
            ("10.2.2", "The Board should ask", "what they did."),
        ],
    ),
    "6.2.n with a title, then its argument": (
        """
        # | CHAPTER 6: RECOMMENDATIONS
        ## 6.1 | Introduction
        p | There are two recommendations in total for those who commission services.
        ## 6.2 | Recommendations
        ### 6.2.1 | Establish a working group across agencies
        p | Dual need does not have a high profile. Accordingly there is a need for a group.
        ### 6.2.2 | Name people who bring change
        p | There is no champion.
        ~
        n 12 | Op. cit.
        p | This report firmly recommends that two are recruited.
        ## 6.3 | Summary
        p | One person said that a new service should be made.
        """,
        [
            ("6.2.1", "Establish a working group across agencies Dual need", "need for a group."),
            ("6.2.2", "Name people who bring change There is no", "two are recruited."),
        ],
    ),
    "numbered with full stops under an unnumbered heading, with nested limbs": (
        """
        # | Findings
        p 1. | The police should have visited.
        # | Recommendations
        p | The panel makes the following recommendations:
        * 1. | The Constabulary should:
        ** a) | review its policy; and
        ** b) | train its officers.
        * 2. | The Trust should publish what it learns.
        # | Glossary
        p | MASH: a hub
        """,
        [("1", "The Constabulary should:", "train its officers."), ("2", "The Trust should", "what it learns.")],
    ),
    "numbers in brackets": (
        """
        ## 8 | Recommendations
        p (1) | That the Council reviews its duty desk.
        p (2) | That the Trust audits visits.
        p (3) | That both report to the Board within six months.
        ## 9 | Signatures
        """,
        [
            ("1", "That the Council", "duty desk."),
            ("2", "That the Trust", "visits."),
            ("3", "That both", "six months."),
        ],
    ),
    "R1, R2 before the words": (
        """
        # | Recommendations
        p R1 | The Board should ask for an audit.
        p R2. | Housing should tell the school.
        # | Appendix 1
        p | R3 was once withdrawn.
        """,
        [("R1", "The Board should", "an audit."), ("R2", "Housing should", "the school.")],
    ),
    "label and words in one paragraph, unparted by the reader": (
        """
        # | Our recommendations
        p | Recommendation 1: The Partnership should refresh its strategy.
        p | Recommendation 2: The Partnership should test it.
        # | What happens next
        p | Recommendation 1 was accepted by the Partnership in May.
        """,
        [("1", "The Partnership should refresh", "its strategy."), ("2", "The Partnership should test", "it.")],
    ),
    "a number and a dash, with addressee in the label": (
        """
        # 7 | Recommendations
        ## | Recommendation No. 1 – NHS England
        p | NHS England should fund the post.
        ## | Recommendation No. 2 – Water Board
        p | The Water Board should keep records for ten years.
        # 8 | References
        """,
        [("1", "NHS England NHS England should", "the post."), ("2", "Water Board The Water", "ten years.")],
    ),
    "safety recommendations of an investigator": (
        """
        # | 5 Findings
        p | The monitor was not seen.
        b | Safety recommendation R/2031/014:
        p | It is recommended that the College writes guidance on monitors.
        # | 5.2 Alarms
        p | Alarms sounded often.
        b | Safety recommendation R/2031/015:
        p | It is recommended that makers agree on one sound.
        # | 6 Conclusions
        """,
        [("R/2031/014", "It is recommended that the College", "monitors."), ("R/2031/015", "It is", "one sound.")],
    ),
    "recommendations as letters": (
        """
        # | Recommendations
        p Recommendation A | The school should keep one record.
        p Recommendation B | The school should share it.
        """,
        [("A", "The school should keep", "one record."), ("B", "The school should share", "it.")],
    ),
    "number words": (
        """
        # | Recommendations
        ## | Recommendation One
        p | The Board should meet in public.
        ## | Recommendation Two
        p | The Board should publish minutes.
        """,
        [("One", "The Board should meet", "public."), ("Two", "The Board should publish", "minutes.")],
    ),
    "without a number, to somebody": (
        """
        ## 5.1 | Health
        p 5.1.1 | The health visitor changed often.
        p | Recommendation to the Trust: The Trust should name one health visitor for each family.
        p 5.1.2 | That was known.
        ## 5.2 | School
        p | Recommendation for the Board and the School: Attendance should be looked at each week.
        ## 5.3 | Housing
        p | Nothing is recommended.
        """,
        [(None, "The Trust should name", "each family."), (None, "Attendance should", "each week.")],
    ),
    "bullets under a heading": (
        """
        # | Recommendations
        p | The review makes these recommendations to the Board:
        * • | Ensure that every child is seen alone.
        * • | Review the threshold document, and in it:
        ** o | neglect
        ** o | exploitation
        * • | Publish both.
        # | Conclusion
        * • | Children should be heard.
        """,
        [
            (None, "Ensure that", "alone."),
            (None, "Review the threshold", "exploitation"),
            (None, "Publish both", "both."),
        ],
    ),
    "lettered under subheads for each agency": (
        """
        # 9 | Recommendations
        ## 9.1 | Recommendations for the Board
        * a) | The Board should test its procedures.
        * b) | The Board should tell the public.
        ## 9.2 | Recommendations for Health
        * a) | The Trust should appoint a lead.
        # 10 | Conclusion
        """,
        [
            ("a", "The Board should test", "procedures."),
            ("b", "The Board should tell", "public."),
            ("a", "The", "lead."),
        ],
    ),
    "a paragraph each": (
        """
        ## | Recommendations
        p | The author has thought long about these recommendations.
        p | The Board should ask the Home Office to change the form.
        p | The Constabulary must look at all forms of the last year, and in particular:
        * • | those of the night shift
        * • | those without a signature
        p | The author thanks the family.
        ## | References
        """,
        [(None, "The Board should ask", "the form."), (None, "The Constabulary must", "without a signature")],
    ),
    "numbered through under unnumbered subheads of the same rank": (
        """
        ## | Recommendations
        ## | The Board
        p 1. | The Board should ask for an audit.
        p 2. | The Board should publish it.
        ## | Police
        p 3. | The Constabulary should train officers.
        ## | Thanks
        p | We thank everybody.
        """,
        [("1", "The Board", "audit."), ("2", "The Board", "publish it."), ("3", "The Constabulary", "officers.")],
    ),
    "rationale and action between": (
        """
        # | Recommendations
        p Recommendation 1 | Agencies should share chronologies.
        p | Rationale: nobody had the whole picture.
        p | Action: the Business Manager
        p Recommendation 2 | Agencies should meet each month.
        p | Response: accepted by all agencies.
        p Recommendation 3 | Agencies should report.
        """,
        [("1", "Agencies", "chronologies."), ("2", "Agencies", "each month."), ("3", "Agencies", "report.")],
    ),
    "given in the summary and in the body": (
        """
        # | Executive summary
        ## | Recommendations
        p Recommendation 1 | The Board should review supervision.
        p Recommendation 2 | The Board should review training.
        # | 1 The case
        p | The child was five.
        ~
        # | 9 Recommendations
        p Recommendation 1 | The Board should review supervision across all agencies and say what it found.
        p Recommendation 2 | The Board should review training.
        """,
        [("1", "The Board should review", "what it found."), ("2", "The Board should review", "training.")],
    ),
    "paragraphs of an inquiry numbered through, narrative between": (
        """
        # 12 | Conclusions and recommendations
        p 12.1 | The hospital was full that night.
        p 12.2 | It was known to the managers.
        p 12.3 | Recommendation 4: The Secretary of State should set a limit for each ward.
        p 12.4 | There was no lead for children.
        p 12.5 | Recommendation 5: Each hospital should name one.
        p 12.6 | The Inquiry heard nothing else.
        """,
        [("4", "The Secretary", "each ward."), ("5", "Each hospital", "name one.")],
    ),
    "an ombudsman's paragraphs with bullets": (
        """
        # | Analysis
        p 41. | The Council was at fault.
        # | Agreed recommendations
        p 42. | Within four weeks the Council should:
        * • | apologise to Mr Y;
        * • | pay him £300.
        p 43. | Within three months the Council should review its procedure.
        # | Final decision
        p 44. | I have ended my investigation, and the Council should note it.
        """,
        [("42", "Within four weeks", "pay him £300."), ("43", "Within three months", "its procedure.")],
    ),
    "mentions and contents are none": (
        """
        c Recommendation 1 | Review the desk 4
        c Recommendation 2 | Review the form 5
        # | Method
        p | Recommendation 3 was accepted by the last review.
        p | Recommendation 4 of the 2019 report has been met.
        p | See Recommendation 5 and Recommendation 6.
        # | Progress on earlier recommendations
        p 1. | The Board should review its form.
        p 2. | The Trust should train its staff.
        # | Terms of reference
        p 1. | To establish the facts.
        p 2. | To make recommendations.
        """,
        [],
    ),
    "a cited list that begins in the middle, beside the report's own": (
        """
        # 1.6 | Key findings of the earlier assessment
        p | Section 8 of the earlier assessment outlines the following recommendations:
        p | Recommendation 11 - Returns suggest that records should be better.
        p | Recommendation 12 - This requires further analysis.
        # 6 | Recommendations
        p 6.1 | The Council should fund two posts.
        p 6.2 | The Council should look at them again.
        """,
        [("6.1", "The Council should fund", "two posts."), ("6.2", "The Council should look", "again.")],
    ),
    "subsections as limbs of a numbered one": (
        """
        # 9 | Recommendations
        p 9.1 | The Board should write a strategy that:
        p 9.1.1 | names its aims; and
        p 9.1.2 | counts its results.
        p 9.2 | The Board should publish the strategy.
        # 10 | Appendices
        """,
        [
            ("9.1", "The Board should write", "counts its results."),
            ("9.2", "The Board should publish", "the strategy."),
        ],
    ),
    "a table and captions after the last one": (
        """
        # | Recommendations
        p Recommendation 1 | Schools should count absences.
        p Recommendation 2 | Councils should ask them for it.
        p | Figure 3: absences by year
        r | Year / Absences
        r | 2030 / 12
        """,
        [("1", "Schools", "absences."), ("2", "Councils", "for it.")],
    ),
    "bold recommendation, plain narrative next": (
        """
        # | What we found
        p | Nobody asked the father.
        b Recommendation 1 | The Trust should ask fathers.
        p | Another thing we found was that records were thin. They should have been better.
        b Recommendation 2 | The Trust should write full records.
        p | The family moved in May.
        """,
        [("1", "The Trust should ask", "fathers."), ("2", "The Trust should write", "full records.")],
    ),
    "numbered titles with sub-paragraphs in an auditor's report": (
        """
        # | Recommendations
        ## 1 | Publish the figures
        p | The Department should publish monthly figures.
        p | It should do so from April.
        ## 2 | Name an owner
        p | The Department should name a senior owner.
        # | Part One: Background
        p 1.1 | This part sets out how the Department should be judged.
        """,
        [("1", "Publish the figures The", "from April."), ("2", "Name an owner The Department", "senior owner.")],
    ),
    "learning points numbered straight after": (
        """
        # | Recommendations
        p 1. | The Board should hear from children.
        p 2. | The Board should hear from fathers.
        # | Learning points
        p 1. | Practitioners should be curious.
        p 2. | Managers should be available.
        """,
        [("1", "The Board", "children."), ("2", "The Board", "fathers.")],
    ),
    "Welsh and Scottish: number then title then 'should', ended by 'Next steps'": (
        """
        # 5 | Recommendations and actions
        b Recommendation 1: | Joint supervision
        p | Health and social work managers should hold joint supervision for complex cases.
        b Recommendation 2: | Recording
        p | All partners should record the child’s view.
        # 6 | Next steps
        p | The Child Protection Committee should oversee this.
        """,
        [("1", "Joint supervision Health", "complex cases."), ("2", "Recording All partners", "child’s view.")],
    ),
    "a footnote that cuts through": (
        """
        # | Recommendations
        p 3.1 | The Trust should write to the families of all who were
        n 4 | Recommendation 7 of the earlier report.
        p | affected, within a month.
        p 3.2 | The Trust should say sorry.
        """,
        [("3.1", "The Trust should write", "within a month."), ("3.2", "The Trust should say", "sorry.")],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_is_found_whole_and_nothing_else(layout):
    text, expected = LAYOUTS[layout]
    source = printed(text)
    found = [(one.ref, quoted(source, one.passages)) for one in recommendations(source)]
    assert [ref for ref, _ in found] == [ref for ref, _, _ in expected], found
    for (_, words), (_, begin, end) in zip(found, expected, strict=True):
        assert words.startswith(begin)
        assert words.endswith(end)


def test_after_a_label_a_small_letter_or_a_limb_begins_its_words_too():
    source = plain.read(
        b"Recommendations\n\nRecommendation 1: the Board should meet.\n\nRecommendation 2: a) That the Board train its "
        b"staff; b) that it publish how.\n\nRecommendation 3 - ensure that all act.\n\nThe Board was told.\n\n"
        b"Recommendation 3 was accepted by the Board in 2020.",
        "txt",
    )
    assert [one.ref for one in recommendations(source)] == ["1", "2", "3"]
