"""What may identify somebody is found however it is laid out, quoted exactly, and nothing else is called so."""

import random
from dataclasses import fields
from typing import get_type_hints

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.gb import nhs

from tests.growth import grows_in_step
from tracker.rules.free_text import FREE_TEXT, NOT_FREE_TEXT, texts, words_of
from tracker.rules.identity import Kind, findings, kinds_in_words, new_findings
from tracker.rules.records import Action, Agency, Recommendation
from tracker.rules.words import Level
from tracker.store.tables import BY_RECORD

NAMES = ("Jane Smith", "O'Brien, Seán", "Zoë", "Mary Ann Smith-Jones")
NHS, BIRTH, POSTCODE, PHONE, EMAIL, NAME = Kind


def told(text, names=NAMES):
    return [(each.kind, each.said) for each in findings(text, names)]


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919", "9434765919", "943-476-5919", "943.476.5919", "943/476/5919", "943476 5919", "943 4765919",
        "943\u00a0476\u00a05919", "943\u2009476\u20115919", "943\u200b476\u200b5919", "9 4 3 4 7 6 5 9 1 9",
        "９４３４７６５９１９", "٩٤٣ ٤٧٦ ٥٩١٩", "943 – 476 – 5919", "943\n476\n5919",
        "943,476,5919", "943:476:5919", "943; 476; 5919", "943|476|5919",
        "943+476+5919", "943*476*5919", "94 34 76 59 19", "9434 765 919", "94347 65919", "943) 476 5919",
    ],
)  # fmt: skip
def test_an_nhs_number_is_found_in_every_layout(text):
    assert told(f"The child ({text}) was seen.") == [(NHS, text)]


@pytest.mark.parametrize("text", ["NHS9434765919", "NHSno9434765919", "nhs:943 476 5919.", "NHS_943_476_5919.pdf"])
def test_an_nhs_number_may_stick_to_a_word(text):
    assert [kind for kind, _ in told(text)] == [NHS]


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918", "9434765910", "a9434765919f", "9434765919abc", "19434765919", "94347659190", "943 476 591",
        "2026-11-22 10:42", "2,015 and 2,016", "f" * 64, "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ],
)  # fmt: skip
def test_a_wrong_check_digit_a_code_or_a_time_is_no_nhs_number(text):
    assert NHS not in [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("born on 3 May 2011", "3 May 2011"), ("DOB 03/05/2011", "03/05/2011"), ("DOB03/05/2011", "03/05/2011"),
        ("d.o.b. 3/5/11", "3/5/11"), ("date of birth: 3.5.11", "3.5.11"), ("D.O.B: 2011-05-03", "2011-05-03"),
        ("Born on the 3rd of May 2011", "3rd of May 2011"), ("born May 3rd, 2011", "May 3rd, 2011"),
        ("03/05/2011 (DOB)", "03/05/2011"), ("her date of birth is 3 May 2011", "3 May 2011"),
        ("birthday 3-May-2011", "3-May-2011"),
        ("DOB (child) 12/03/2015", "12/03/2015"), ("DOB: Thursday 12/03/2015", "12/03/2015"),
        ("date-of-birth 12/03/2015", "12/03/2015"), ("DOB 12032015", "12032015"), ("DOB 12|03|2015", "12|03|2015"),
        ("born 12th Mar ’15", "12th Mar ’15"), ("born Thursday 12 March 2015", "12 March 2015"),
        ("born at 03:00 on 12 March 2015", "12 March 2015"), ("Date of Birth of child: 12/03/2015", "12/03/2015"),
        ("b. 12/03/2015", "12/03/2015"), ("born 3\u00a0May\u00a02011", "3\u00a0May\u00a02011"),
    ],
)  # fmt: skip
def test_a_date_of_birth_is_found_by_the_words_beside_it(text, day):
    assert told(text) == [(BIRTH, day)]


@pytest.mark.parametrize("text", ["Jane Smith (3.5.2011)", "Jane Smith's (b. 3.5.2011)", "Jane Smith, b. 3.5.2011"])
def test_a_day_in_brackets_after_a_name_on_the_list_is_a_date_of_birth(text):
    assert told(text) == [(NAME, "Jane Smith"), (BIRTH, "3.5.2011")]


@pytest.mark.parametrize(
    "text", ["We met on 3 May 2011.", "by 03/05/2011", "the newborn on 3 May 2011", "born in 2011", "DOB 45/13/2011",
             "Amy Jones (3.5.2011)", "stubborn 3.5.2011",
             "when she was born. On 12/03/2015 the conference", "DOB 99132015"],
)  # fmt: skip
def test_any_other_date_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["SO14 7LT", "so14 7lt", "SO147LT", "so147lt", "So14 7Lt", "W1A 1AA", "EC1A 1BB", "M1 1AE", "B33 8TH",
             "CR2 6XH", "DN55 1PT", "SO14\u00a07LT", "SO14-7LT", "SO14\n7LT", "ＳＯ１４ ７ＬＴ",
             "SO14,7LY", "SO14/7LY", "SO14_7LY", "GIR 0AA"],
)  # fmt: skip
def test_a_postcode_is_found_in_any_case_with_or_without_its_space(text):
    assert told(f"They live at 4 High Street, {text}, with a cat.") == [(POSTCODE, text)]


@pytest.mark.parametrize(
    "text",
    [
        "10.2.5", "A014", "SOTON-K-A014", "SOTON-K:10.2.5/a", "E12", "E12 3", "Q1 2AB", "SO14", "see S1 2nd line",
        "XX1 1AA", "SO14 7CT", "https://example.org/SO14-7LT/x", "www.example.org/E1/2AB", "N1 1st",
        "a3e12be4f5", "KS2 3yr", "section B2.3", "H2O", "COVID19", "2015/16",
    ],
)  # fmt: skip
def test_a_reference_is_no_postcode(text):
    assert POSTCODE not in [kind for kind, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123", "07700900123", "07700-900-123", "07700.900.123", "(023) 8083 3000", "023 8083 3000",
        "020 7946 0958", "+44 7700 900123", "+44 (0)20 7946 0958", "+447700900123", "0044 20 7946 0958",
        "44 7700 900123", "7700 900123",
        "44 20 7946 0958",
        "0 7 7 0 0 9 0 0 1 2 3", "07700\u200b900\u200b123", "０７７００９００１２３", "+353 1 234 5678",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_as_people_write_it(text):
    assert told(f"Ring {text}, please.") == [(PHONE, text)]


def test_a_phone_number_may_stick_to_what_it_is_called():
    assert told("T07700900123 tel07700900124") == [(PHONE, "07700900123"), (PHONE, "07700900124")]


@pytest.mark.parametrize("text", ["0800 1111", "0300 123 4567", "0808 800 5000", "0500 600 600", "+44 800 1111", "111",
                                  "116 123", "116123"])  # fmt: skip
def test_the_number_of_a_helpline_is_nobodys(text):
    assert told(f"Ring {text}, please.") == []


@pytest.mark.parametrize(
    "text", ["1,234,567,890", "2015/16 2017", "12,13,14,15,16,17", "2015-01-02 03", "1,2,3,4,5,6,7,8,91"]
)
def test_years_thousands_and_lists_are_no_nhs_numbers(text, monkeypatch):
    from stdnum.gb import nhs

    monkeypatch.setattr(nhs, "is_valid", lambda number: len(number) == 10)
    assert NHS not in [kind for kind, _ in told(text)]


def test_two_phone_numbers_beside_each_other_are_two():
    assert told("020 7946 0958 07700 900123/0161 496 0000") == [
        (PHONE, "020 7946 0958"), (PHONE, "07700 900123"), (PHONE, "0161 496 0000"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["01/02/2026 12", "01/02/2015 123", "01/02/2015-03/04/2015", "01 02 03 04 05 06", "2015-01-02 03:04:05",
             "0.0123456780", "101", "020", "ref 0161/2015/1234567", "0123"],
)  # fmt: skip
def test_dates_and_figures_are_no_phone_numbers(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a.b@nhs.net",
        "jane.o'neil@soton.gov.uk",
        "x+y@a-b.example",
        "A_B@EXAMPLE.ORG",
        "a.b＠nhs.net",
        "a.b(at)nhs.net",
        "a.b [at] nhs.net",
    ],
)
def test_an_email_address_is_found(text):
    assert told(f"Write to <{text}>.", ()) == [(EMAIL, text)]


@pytest.mark.parametrize("text", ["@home", "jane@", "jane at nhs dot net", "a@b", "@", "5 @ 3.50"])
def test_an_at_sign_alone_is_no_address(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jane smith", "jane smith"), ("JANE  SMITH", "JANE  SMITH"), ("Jane Smith's file", "Jane Smith"),
        ("Jane Smith’s file", "Jane Smith"), ("Smith, Jane", "Smith, Jane"), ("smith jane", "smith jane"),
        ("Jane\u00a0Smith", "Jane\u00a0Smith"), ("Jane\nSmith", "Jane\nSmith"), ("jane_smith.pdf", "jane_smith"),
        ("sean obrien", "sean obrien"), ("Seán O’Brien", "Seán O’Brien"), ("O'BRIEN, SEAN", "O'BRIEN, SEAN"),
        ("zoe", "zoe"), ("ZOË", "ZOË"), ("Zoe\u0308", "Zoe"), ("Mary-Ann Smith Jones", "Mary-Ann Smith Jones"),
        ("smith-jones, mary ann", "smith-jones, mary ann"), ("Ja\u2060ne Smith", "Ja\u2060ne Smith"),
        ("Jane\u200bSmith", "Jane\u200bSmith"), ("Jane/Smith", "Jane/Smith"), ("Jane A. Smith", "Jane A. Smith"),
        ("Smith (Jane)", "Smith (Jane"),
    ],
)  # fmt: skip
def test_a_name_on_the_list_is_found_however_it_is_written(text, said):
    assert told(f"“{text}” was named.") == [(NAME, said)]


@pytest.mark.parametrize("text", ["Jane Smithson", "Smithson, Jane", "Jane", "Smith", "zoed", "Jane met Smith"])
def test_a_name_within_a_longer_word_or_half_of_one_is_not(text):
    assert told(text) == []


def test_without_a_list_no_name_is_found():
    assert told("Jane Smith", ()) == []


def test_what_is_inside_something_else_is_told_once():
    assert told("zoe.smith@nhs.net or +44 161 496 0000") == [(EMAIL, "zoe.smith@nhs.net"), (PHONE, "+44 161 496 0000")]


# ---- laws

nine = st.integers(0, 999_999_999).map(lambda n: f"{n:09}")
LAYOUTS = [
    "{}{}{} {}{}{} {}{}{}{}", "{}{}{}-{}{}{}-{}{}{}{}", "{}{}{}{}{}{}{}{}{}{}", "{}{}{}.{}{}{}.{}{}{}{}",
    "{}{}{}\u00a0{}{}{}\u00a0{}{}{}{}", "{} {} {} {} {} {} {} {} {} {}", "{}{}{}{}{}{} {}{}{}{}",
    "{}{}{}\u200b{}{}{}\u200b{}{}{}{}", "{}{}{} - {}{}{} - {}{}{}{}",
]  # fmt: skip


@given(nine, st.sampled_from(LAYOUTS), st.sampled_from(["", "NHS ", "Child K (", "no: ", "«"]))
def test_every_valid_nhs_number_is_found_in_every_layout_and_quoted_exactly(first, layout, before):
    check = next((d for d in "0123456789" if nhs.is_valid(first + d)), None)
    assume(check is not None)
    number = layout.format(*first, check)
    text = f"{before}{number}) was seen"
    assert number in [each.said for each in findings(text) if each.kind == Kind.NHS_NUMBER]


@given(nine, st.integers(0, 9), st.sampled_from(LAYOUTS))
def test_a_number_with_a_wrong_check_digit_is_not_called_an_nhs_number(first, last, layout):
    assume(not nhs.is_valid(f"{first}{last}"))
    assert Kind.NHS_NUMBER not in [each.kind for each in findings(layout.format(*first, last))]


pieces = st.lists(
    st.sampled_from(["943 476 5919", "SO14 7LT", "Jane Smith’s", "a.b@nhs.net", "07700\u00a0900123", "DOB 3/5/11",
                     "\u200b", "é", " ", "\n", "(", "'s", "ß", "İ"])
    | st.text(max_size=8),
    max_size=12,
)  # fmt: skip


@given(pieces)
def test_every_finding_quotes_the_text_exactly_in_order(some):
    text = "".join(some)
    found = findings(text, NAMES)
    assert [text[each.start : each.end] for each in found] == [each.said for each in found]
    assert all(each.said for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


@given(pieces)
def test_an_edit_that_leaves_a_finding_in_place_finds_nothing_new(some):
    text = "".join(some)
    assert new_findings(text, text, NAMES) == ()
    assert new_findings(text, f"{text}\n\nAnd more.", NAMES) == ()
    assert new_findings(None, text, NAMES) == findings(text, NAMES)


def test_a_second_number_of_the_same_kind_is_new():
    before, after = "943 476 5919", "9434765919 and 943 476 5870"
    assert [each.said for each in new_findings(before, after)] == ["943 476 5870"]
    assert [each.said for each in new_findings("zoe", "zoe and zoe", NAMES)] == ["zoe"]


def test_the_kinds_are_told_without_the_words():
    assert kinds_in_words(findings("SO14 7LT, 943 476 5919, SO14 7LT")) == "an NHS number and a postcode"


@pytest.mark.parametrize(
    "alphabet",
    ["0123456789", "0123456789 ", "0123456789     ", "0123456789 .-()+/", "0 ", "a@", "a.@", "born on 3", "é1 "],
)  # fmt: skip
def test_a_long_text_takes_time_in_proportion_to_its_length(alphabet):
    chance = random.Random(3)
    grows_in_step(
        lambda text: findings(text, NAMES), lambda n: "".join(chance.choice(alphabet) for _ in range(n)), 40_000
    )


# ---- what is looked at


@pytest.mark.parametrize("record", BY_RECORD, ids=lambda r: r.__name__)
def test_every_text_field_of_every_record_is_free_text_or_listed_as_not(record):
    hints = get_type_hints(record)
    written = {f.name for f in fields(record) if hints[f.name] in (str, str | None, tuple[str, ...])}
    assert set(FREE_TEXT[record]) | set(NOT_FREE_TEXT[record]) == written
    assert not set(FREE_TEXT[record]) & set(NOT_FREE_TEXT[record])


def test_the_texts_of_a_record_are_those_that_hold_words():
    action = Action("A1", "K", "Train", lead="", due_text=None, intended_outcome="Seen.")
    assert list(texts(action)) == [("title", "Train"), ("intended_outcome", "Seen.")]
    recommendation = Recommendation("K:1", "K", "1", 1, Level.OVERVIEW, "T", "X", addressed_to=("a", "b"))
    assert ("addressed_to", "a\nb") in list(texts(recommendation))


def test_a_field_is_called_as_people_call_it():
    assert words_of(Action, "title") == "the action to take"
    assert words_of(Agency, "note") == "the note"
