"""What a date in another board's plan means. The tables read: as written | the day | how exact | words of the flag."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.words import DateExactness
from tracker.sheets.grid import ErrorValue, Formula
from tracker.sheets.meaning.dates import Meant, completed_on, meant

TODAY = date(2026, 11, 20)
PUBLISHED = date(2014, 6, 1)

DAYS = """
    31 December 2016                | 2016-12-31
    31/03/2023                      | 2023-03-31
    01.12.2018                      | 2018-12-01
    1-2-2019                        | 2019-02-01
    31 / 03 / 2015                  | 2015-03-31
    31st March 2015                 | 2015-03-31
    31st of March, 2015             | 2015-03-31
    1 st April 2014                 | 2014-04-01
    30th June2012                   | 2012-06-30
    31stMarch 2015                  | 2015-03-31
    Friday 3 May 2019               | 2019-05-03
    By the 31st of March 2015.      | 2015-03-31
    5pm on 3 May 2019               | 2019-05-03
    March 31, 2015                  | 2015-03-31
    31-Mar-2015                     | 2015-03-31
    2019-05-03                      | 2019-05-03
    2019-05-03T00:00:00             | 2019-05-03
    2019-05-03 00:00:00             | 2019-05-03
    03/05/2019 00:00                | 2019-05-03
    2019/05/03                      | 2019-05-03
    04/05/2019                      | 2019-05-04
    29/02/2016                      | 2016-02-29
    28th & 29th September 2016      | 2016-09-29
    31 Mawrth 2015                  | 2015-03-31
    Within 3 months (by 30/09/2014) | 2014-09-30
    6-10 October 2014               | 2014-10-10
    Oct 6-10 2014                   | 2014-10-10
    Nov 30th 2010                   | 2010-11-30
"""
FLAGGED_DAYS = """
    31-3-23                         | 2023-03-31 | two figures
    31/3/23                         | 2023-03-31 | two figures
    31-Mar-15                       | 2015-03-31 | two figures
    05/13/2019                      | 2019-05-13 | its month stands first
    43555                           | 2019-03-31 | the number by which a spreadsheet keeps that day
    20190503                        | 2019-05-03 | without a mark between them
    03052019                        | 2019-05-03 | without a mark between them
    3 Febuary 2015                  | 2015-02-03 | its month is read as February
    31 March 2015 subject to funding| 2015-03-31 | it is not certain yet
    3/31/14                         | 2014-03-31 | its month stands first
    Due 30 Sept 2014, completed 12 Nov 2014 | 2014-09-30 | other days stand beside it
    T: 30/09/2014 A: 12/11/2014     | 2014-09-30 | other days stand beside it
    Revised date 31 December 2014 (previously 30 Sept 2014) | 2014-12-31 | the last revised date is taken
    31/12/14 – not met. New date 31/3/15 | 2015-03-31 | the last revised date is taken
    Deadline extended from 30/9/14 to 31/12/14 | 2014-12-31 | two figures
    1 April 2014 start              | 2014-04-01 | when it begins
    w/c 3 March 2014                | 2014-03-03 | when it begins
    31/03/2015 (completed)          | 2015-03-31 | says too that it is done
    1 April 2015 – 31 March 2016    | 2016-03-31 | runs over a stretch of time
    31 March 2015/30 June 2015      | 2015-06-30 | the latest is taken
    31/03/15 & 30/06/15             | 2015-06-30 | the latest is taken
    31/03/2015 revised to 30/09/2015| 2015-09-30 | the last revised date is taken
    31/03/2015 → 30/09/2015         | 2015-09-30 | the last revised date is taken
    Original: 31/03/2015 Revised: 30/09/2015 | 2015-09-30 | the last revised date is taken
    Extended to 30/09/2015          | 2015-09-30 | it is a revised date
    30/09/2015 (was 31/03/2015)     | 2015-09-30 | other days stand beside it
    31/03/2015 - completed 12/05/2015 | 2015-03-31 | other days stand beside it
"""
PERIODS = """
    Sept 2014                       | 2014-09-30 | month   | 30 September 2014: the end of the month
    September 2014 (website permitting) | 2014-09-30 | month | the end of the month
    March 2015 as per training strategy | 2015-03-31 | month | the end of the month
    by end of March 2015            | 2015-03-31 | month   | the end of the month
    End December 2013               | 2013-12-31 | month   | the end of the month
    Start of April 2015             | 2015-04-30 | month   | the end of the month
    Mid March 2015                  | 2015-03-31 | month   | the end of the month
    Sep.2014                        | 2014-09-30 | month   | the end of the month
    Mar-15                          | 2015-03-31 | month   | two figures
    Sept ’14                        | 2014-09-30 | month   | two figures
    Sept 14                         | 2014-09-30 | month   | two figures
    05/2019                         | 2019-05-31 | month   | the end of the month
    2019-05                         | 2019-05-31 | month   | the end of the month
    2014 September                  | 2014-09-30 | month   | the end of the month
    March14                         | 2014-03-31 | month   | two figures
    March 2016 (Q4)                 | 2016-03-31 | month   | the end of the month
    By end of Quarter 4 (March 2016)| 2016-03-31 | month   | the end of the month
    Target Sept 14 Actual Nov 14    | 2014-09-30 | month   | other days stand beside it
    TBC (March 2015)                | 2015-03-31 | month   | it is not certain yet
    Started April 2014, to finish by Sept 2014 | 2014-09-30 | month | other days stand beside it
    Completed July 2013; audit due January 2014 | 2014-01-31 | month | other days stand beside it
    Febuary 2015                    | 2015-02-28 | month   | read as February
    Sepember 2014                   | 2014-09-30 | month   | read as September
    Jully 2012                      | 2012-07-31 | month   | read as July
    Medi 2014                       | 2014-09-30 | month   | the end of the month
    June/July 2012                  | 2012-07-31 | month   | 31 July 2012
    June - July 2012                | 2012-07-31 | month   | 31 July 2012
    Jan, April, July and October 2015 | 2015-10-31 | month | 31 October 2015
    Dec 2014/Jan 2015               | 2015-01-31 | month   | the latest is taken
    April 2015 to March 2016        | 2016-03-31 | month   | runs over a stretch of time
    March 2014/15                   | 2015-03-31 | month   | financial year 2014/15
    October 2014/15                 | 2014-10-31 | month   | financial year 2014/15
    from April 2015                 | 2015-04-30 | month   | when it begins, not when it is due
    April 2014 onwards              | 2014-04-30 | month   | when it begins, not when it is due
    ongoing - review March 2015     | 2015-03-31 | month   | the date of a review
    Annually, next review March 2016| 2016-03-31 | month   | the date of a review
    Target: March 2015. Completed: May 2015 | 2015-03-31 | month | other days stand beside it
    March 2015 (reviewed September 2015) | 2015-03-31 | month | other days stand beside it
    To be completed by March 2015   | 2015-03-31 | month   | the end of the month
    1. March 2015 2. June 2015      | 2015-06-30 | month   | the latest is taken
    Quarterly until March 2016      | 2016-03-31 | month   | the end of the month
    Q3 2018/19                      | 2018-12-31 | quarter | third quarter of the financial year 2018/19
    Quarter 3 (2018-19)             | 2018-12-31 | quarter | third quarter of the financial year 2018/19
    End of Q4 2018-19               | 2019-03-31 | quarter | fourth quarter of the financial year 2018/19
    Q4 18/19                        | 2019-03-31 | quarter | fourth quarter
    2018/19 Q2                      | 2018-09-30 | quarter | second quarter
    third quarter of 2015/16        | 2015-12-31 | quarter | third quarter of the financial year 2015/16
    Q1/Q2 2018/19                   | 2018-09-30 | quarter | second quarter
    Q3 2018                         | 2018-12-31 | quarter | of the calendar year it would be 30 September 2018
    Q3 2018 (calendar year)         | 2018-09-30 | quarter | calendar year 2018
    Summer 2015                     | 2015-08-31 | quarter | the end of summer
    spring 2021                     | 2021-05-31 | quarter | the end of spring
    no later than autumn 2023       | 2023-11-30 | quarter | the end of autumn
    Winter 2018                     | 2019-02-28 | quarter | the end of winter
    Winter 2018/19                  | 2019-02-28 | quarter | the end of winter
    Autumn/Winter 2019              | 2020-02-29 | quarter | the end of winter
    autumn term 2016                | 2016-12-31 | quarter | the end of the autumn term
    early 2019                      | 2019-03-31 | quarter | the end of the first quarter of 2019
    mid-2019                        | 2019-06-30 | quarter | the middle of 2019
    late 2018                       | 2018-12-31 | quarter | the end of 2018
    H1 2019                         | 2019-06-30 | quarter | the first half of 2019
    Easter 2016                     | 2016-03-27 | month   | Easter Day
    Christmas 2015                  | 2015-12-25 | month   | Christmas Day
    financial year 2012/13          | 2013-03-31 | year    | the end of the financial year 2012/13
    2012-13                         | 2013-03-31 | year    | the end of the financial year 2012/13
    FY18/19                         | 2019-03-31 | year    | the end of the financial year 2018/19
    academic year 2016/17           | 2017-08-31 | year    | the end of the school year
    2014                            | 2014-12-31 | year    | the end of the year 2014
    by the end of 2016              | 2016-12-31 | year    | the end of the year 2016
    2012-2015                       | 2015-12-31 | year    | the end of the year 2015
"""
NO_DAY = """
    Immediate                       | at once
    With immediate effect           | at once
    As a matter of urgency          | at once
    ASAP                            | as soon as possible
    TBC                             | still to be agreed
    TBA                             | still to be agreed
    Ongoing                         | it goes on
    every two months                | again and again
    quarterly                       | again and again
    6 monthly                       | again and again
    Completed                       | it is done, not when it is due
    Complete (May 2016)             | when it was done, not when it is due
    Completed 12/05/2016            | when it was done, not when it is due
    As per strategy and action plan | names no day
    by next board meeting           | names no day
    15 March                        | names no year
    September                       | names no year
    By autumn                       | names no year
    Q3                              | names no year
    31/02/2015                      | there is no 31 February 2015
    04/31/2019                      | there is no month 31
    12/05/1816                      | its year is 1816
    31/03/2085                      | more than 20 years ahead
    FY18                            | 2017/18 or 2018/19
    Care Act 2014                   | belongs to a document
    In line with Working Together 2018 | belongs to a document
    Strategy 2012-15                | belongs to a document
    10.2.3                          | names no day
    within six months of publication| that day is not known
    by the end of the financial year| it does not say
    within 6 months of training being completed | something other than the publication
"""
COUNTED = """
    within six months of publication | 2014-12-01 | month
    3 months after publication       | 2014-09-01 | month
    publication + 6 months           | 2014-12-01 | month
    six months                       | 2014-12-01 | month
    3-6 months                       | 2014-12-01 | month
    6/12 months                      | 2015-06-01 | month
    within 12 weeks                  | 2014-08-24 | day
    within a fortnight               | 2014-06-15 | day
    within 28 days of publication    | 2014-06-29 | day
    within a year                    | 2015-06-01 | year
    On publication                   | 2014-06-01 | day
    by the end of the financial year | 2015-03-31 | year
    end of the next financial year   | 2016-03-31 | year
    end of the calendar year         | 2014-12-31 | year
    end of the academic year         | 2014-08-31 | year
    by the end of the quarter        | 2014-06-30 | quarter
    by the end of the month          | 2014-06-30 | month
"""
DONE = """
    Completed 12/05/2016             | 2016-05-12 | day
    Achieved March 2014              | 2014-03-31 | month
    Done – Sept 2014                 | 2014-09-30 | month
    Complete (May 2016)              | 2016-05-31 | month
    Completed on the 3rd June 2015   | 2015-06-03 | day
    May 2016 - complete              | 2016-05-31 | month
    31/03/2015 Completed             | 2015-03-31 | day
    Target March 2015. Completed May 2015 | 2015-05-31 | month
    To be completed by March 2015    |            |
    Not completed. March 2015        |            |
    Ongoing                          |            |
    March 2015                       |            |
"""


def rows(table):
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("written", "day"), rows(DAYS))
def test_a_day_written_out_is_that_day_and_needs_no_flag(written, day):
    found = meant(written, today=TODAY)
    assert (str(found.day), found.exact, found.text, found.flag) == (day, DateExactness.DAY, written, None)


@pytest.mark.parametrize(("written", "day", "said"), rows(FLAGGED_DAYS))
def test_a_day_that_took_a_decision_says_which(written, day, said):
    found = meant(written, today=TODAY)
    assert (str(found.day), found.exact) == (day, DateExactness.DAY)
    assert said in found.flag


@pytest.mark.parametrize(("written", "day", "exact", "said"), rows(PERIODS))
def test_a_stretch_of_time_is_due_on_its_last_day_and_says_so(written, day, exact, said):
    found = meant(written, today=TODAY)
    assert (str(found.day), found.exact.value, found.text) == (day, exact, written)
    assert said in found.flag and found.flag.startswith("is taken as ")


@pytest.mark.parametrize(("written", "said"), rows(NO_DAY))
def test_what_names_no_day_has_none_and_says_why(written, said):
    found = meant(written, today=TODAY)
    assert (found.day, found.exact, found.text) == (None, DateExactness.NONE, written)
    assert said in found.flag


@pytest.mark.parametrize("written", ["", "  ", "-", "n/a", "N/A", "none", "…"])
def test_an_empty_cell_or_a_dash_has_nothing_to_say(written):
    assert meant(written, today=TODAY) == Meant(None, DateExactness.NONE, written.strip(), None)


@pytest.mark.parametrize(("written", "day", "exact"), rows(COUNTED))
def test_a_count_of_time_runs_from_the_publication_and_says_so(written, day, exact):
    found = meant(written, today=TODAY, published=PUBLISHED)
    assert (str(found.day), found.exact.value) == (day, exact)
    assert "publi" in found.flag


@pytest.mark.parametrize(("written", "day", "exact"), rows(DONE))
def test_when_something_was_done_is_read_apart_from_when_it_is_due(written, day, exact):
    found = completed_on(written)
    assert ("" if found is None else str(found.day), "" if found is None else found.exact.value) == (day, exact)


def test_a_cell_of_two_lines_keeps_its_text_and_takes_the_latest():
    found = meant("31/03/2015\n30/06/2015", today=TODAY)
    assert (found.day, found.text) == (date(2015, 6, 30), "31/03/2015\n30/06/2015")
    assert "the latest is taken" in found.flag


def test_cells_that_are_no_text():
    assert meant(date(2015, 3, 31), today=TODAY) == Meant(date(2015, 3, 31), DateExactness.DAY, "31/03/2015", None)
    assert meant(datetime(2015, 3, 31, 9, 30), today=TODAY).day == date(2015, 3, 31)
    assert meant(43555, today=TODAY).day == date(2019, 3, 31)
    assert meant(43555.5, today=TODAY).day == date(2019, 3, 31)
    assert meant(2014, today=TODAY).exact == DateExactness.YEAR
    assert meant(2014.0, today=TODAY).day == date(2014, 12, 31)
    assert meant(25, today=TODAY).flag == "is a number, not a date"
    assert meant(float("nan"), today=TODAY).day is None
    assert meant(True, today=TODAY).day is None
    assert meant(ErrorValue("#REF!"), today=TODAY).day is None
    assert meant(date(1816, 1, 1), today=TODAY).day is None
    assert meant(Formula("=B2+30"), today=TODAY).day is None
    stored = meant(Formula("=B2+30", date(2015, 3, 31)), today=TODAY)
    assert stored.day == date(2015, 3, 31) and "formula" in stored.flag


PIECES = st.sampled_from(
    [
        "31/03/2015",
        "31/02/2015",
        "Sept",
        "2014",
        "Q3",
        "2018/19",
        "2012-13",
        "within",
        "six",
        "months",
        "of",
        "publication",
        "completed",
        "revised",
        "to",
        "was",
        "from",
        "99/99/9999",
        "May",
        "0",
        "1.",
        "2.",
        ")",
        "(",
        "/",
        "-",
        "–",
        "→",
        "\n",
        "TBC",
        "early",
        "end",
        "of",
        "winter",
        "13",
        "Febuary",
        "’14",
        "30000",
        "99999",
        "every",
        "Easter",
        "FY",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), st.none() | st.dates())
def test_no_text_raises_and_every_text_is_kept(written, published):
    found = meant(written, today=TODAY, published=published)
    assert found.text == meant(found.text, today=TODAY).text
    assert (found.day is None) == (found.exact == DateExactness.NONE)
    assert found.flag or found.exact in (DateExactness.DAY, DateExactness.NONE)
    completed_on(written)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_no_day_is_taken_from_a_text_without_figures(written):
    found = meant(written, today=TODAY)
    assert found.day is None or any(letter.isnumeric() for letter in written)


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_day_in_any_british_dress_is_itself(day):
    dresses = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%A %d %B %Y", "%Y-%m-%d", "%B %d, %Y")
    assert {meant(day.strftime(dress), today=TODAY).day for dress in dresses} == {day}
