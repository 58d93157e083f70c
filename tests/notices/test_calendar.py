"""The calendar file: read back by the library, checked line by line by hand (RFC 5545), and nothing in it that was
written by anybody."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.growth import grows_in_step
from tests.secret_things import SECRETS, restricted, unpublished
from tracker import clock
from tracker.commands import actions, feeds, meetings, not_doing, people, reviews, settings
from tracker.notices.calendar import Facts, _lines, as_ics
from tracker.queries.calendar import calendar
from tracker.queries.secret_links import calendar_of, whose_calendar
from tracker.rules.calendar import Entry, entries
from tracker.rules.errors import NotAllowedError
from tracker.rules.records import Meeting, PersonRole
from tracker.rules.register import Register
from tracker.rules.standing import build
from tracker.rules.words import Door, NotDoingKind, Publication, Role, Status

LONDON = ZoneInfo("Europe/London")
FACTS = Facts({}, LONDON, "here.tracker")
WHOLE_DAY = Entry("action", "A1", 3, date(2026, 12, 1), "A1 due, Police", "Rated at risk.", page="/my_agency?action=A1")


def of(book, person):
    roles = tuple(r for r in book.register().person_roles.values() if r.person_id == person)
    return calendar(book.engine, person_id=person, roles=roles)


def events(content):
    return {str(e["uid"]).partition("@")[0]: e for e in Calendar.from_ical(content).walk("VEVENT")}


def unfolded(content):
    """The logical lines, by hand: every line ends in CRLF, none is longer than 75 bytes, folds begin with a space."""
    assert content.endswith(b"\r\n")
    raw = content.split(b"\r\n")[:-1]
    for line in raw:
        assert len(line) <= 75, line
        assert b"\n" not in line and b"\r" not in line
        line.decode("utf-8")  # no fold cuts a character in two
    lines = []
    for line in raw:
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    for line in lines:
        assert re.match(rb"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line), line
    return [line.decode() for line in lines]


# ---- the file


def test_a_whole_day_and_a_meeting_are_as_rfc_5545_says():
    meeting = Entry("meeting", "M1", 1, date(2026, 7, 4), "Meeting", begins=time(10), place="Room 2; floor 3, b\nend")
    lines = unfolded(as_ics([WHOLE_DAY, meeting], FACTS))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    for line in ("VERSION:2.0", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "SEQUENCE:2",
                 "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202", "UID:action-A1@here.tracker",
                 "SUMMARY:A1 due\\, Police", "DTSTART;TZID=Europe/London:20260704T100000",
                 "DTEND;TZID=Europe/London:20260704T113000", "LOCATION:Room 2\\; floor 3\\, b\\nend",
                 "TZID:Europe/London", "TRANSP:TRANSPARENT"):  # fmt: skip
        assert line in lines, line
    opened = [line.partition(":")[2] for line in lines if line.startswith("BEGIN:")]
    assert opened == ["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT", "VEVENT"]
    assert not [line for line in lines if line.startswith("URL")]  # no public address is known


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=300))
def test_any_text_comes_back_as_it_was_and_every_line_is_sound(text):
    content = as_ics([Entry("meeting", "M1", 1, date(2026, 7, 4), "Meeting", text, place=text)], FACTS)
    unfolded(content)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["location"]), str(event["description"])) == (text, text)


def test_the_clocks_change_when_they_do_in_london():
    """The file's own rules, worked out by hand, against the time zone as the machine knows it, every day of 5 years."""
    lines = unfolded(as_ics([Entry("meeting", "M", 1, date(2026, 7, 4), "M", begins=time(10))], FACTS))
    summer = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    winter = lines[lines.index("BEGIN:STANDARD") : lines.index("END:STANDARD")]
    assert {"DTSTART:19960331T010000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0100"} <= set(summer)  # fmt: skip
    assert {"DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0000"} <= set(winter)  # fmt: skip

    def last_sunday(year, month):
        day = date(year, month, 31)
        return day - timedelta(days=(day.weekday() + 1) % 7)

    for days in range(5 * 365):
        noon = datetime(2026, 1, 1, 12) + timedelta(days=days)
        is_summer = last_sunday(noon.year, 3) <= noon.date() < last_sunday(noon.year, 10)
        assert noon.replace(tzinfo=LONDON).utcoffset() == timedelta(hours=int(is_summer))


def test_an_illustrative_calendar_says_so_in_its_name():
    plain, marked = (as_ics([WHOLE_DAY], Facts({}, LONDON, "x", illustrative=on)) for on in (False, True))
    assert b"Illustrative" not in plain
    assert b"X-WR-CALNAME:Illustrative: Recommendation tracker\r\n" in marked
    assert b"\r\nNAME:Illustrative: Recommendation tracker\r\n" in marked


def test_the_same_entries_are_the_same_bytes_and_a_change_counts_up():
    changed = {"action-A1": datetime(2026, 11, 1, 9, 30, 5, 123, tzinfo=UTC)}
    facts = Facts(changed, LONDON, "here.tracker", "https://tracker.example.gov.uk")
    assert as_ics([WHOLE_DAY], facts) == as_ics([WHOLE_DAY], facts)
    (event,) = Calendar.from_ical(as_ics([WHOLE_DAY], facts)).walk("VEVENT")
    assert event.decoded("last-modified") == datetime(2026, 11, 1, 9, 30, 5, tzinfo=UTC)
    assert str(event["url"]) == "https://tracker.example.gov.uk/my_agency?action=A1"


def due(count):
    return [Entry("action", f"SOTON-K-A{n:04}", 1, date(2026, 12, 1), f"A{n} due", "Rated.") for n in range(count)]


def test_what_was_written_once_is_written_for_everybody():
    many = due(500)
    content = as_ics(many, FACTS)
    assert content.count(b"BEGIN:VEVENT") == 500
    written = _lines.cache_info().misses
    assert as_ics(many, FACTS) == content
    assert _lines.cache_info().misses == written


def test_work_on_ever_so_many_due_actions_grows_in_step_with_them():
    def written_anew(entries):
        _lines.cache_clear()
        assert as_ics(entries, FACTS).count(b"BEGIN:VEVENT") == len(entries)

    grows_in_step(written_anew, due, 1_250)


# ---- what stands in whose


def test_a_lead_has_what_their_agency_owes_and_the_meetings(ledger):
    ours = ledger.plan("police", due=date(2026, 12, 1))
    ledger.plan("health", due=date(2026, 12, 2))
    ledger.plan("police", title="No date", due=None)
    done = ledger.to(ledger.plan("police", title="Done").id, Status.ASSURED)
    soon = clock.today() + timedelta(days=5)
    meeting = meetings.hold(ledger.engine, board_id="southampton", held_on=soon, title="Sub", **ledger.signed())
    meetings.hold(
        ledger.engine, board_id="southampton", held_on=soon - timedelta(days=200), title="Past", **ledger.signed()
    )
    found = events(of(ledger, "police-lead"))
    assert set(found) == {f"action-{ours.id}", f"meeting-{meeting.id}"}
    assert str(found[f"action-{ours.id}"]["summary"]) == f"{ours.id} due, Police"
    assert found[f"action-{ours.id}"].decoded("dtstart") == date(2026, 12, 1)
    assert str(found[f"meeting-{meeting.id}"]["summary"]) == "Meeting, Southampton"
    verifiers = events(of(ledger, "scrutineer"))
    checks = [c.id for c in ledger.register().check_backs.values() if c.action_id == done.id]
    assert len(checks) == 2
    assert set(verifiers) == {f"meeting-{meeting.id}", *(f"check_back-{id_}" for id_ in checks)}
    assert "check-back after 6 months, Police" in str(verifiers[f"check_back-{checks[0]}"]["summary"])


def test_what_moves_keeps_its_uid_counts_up_and_what_is_gone_goes(sqlite_ledger):
    book = sqlite_ledger
    action = book.plan("police", due=date(2026, 12, 1))
    before = events(of(book, "police-lead"))[f"action-{action.id}"]
    actions.edit(book.engine, action_id=action.id, title="Another title", **book.signed())
    after = events(of(book, "police-lead"))[f"action-{action.id}"]
    assert str(before["uid"]) == str(after["uid"])
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.decoded("last-modified") > before.decoded("last-modified")
    book.to(action.id, Status.NOT_DOING)
    assert f"action-{action.id}" not in events(of(book, "police-lead"))


def test_an_entry_that_runs_out_is_for_verifiers(sqlite_ledger):
    book = sqlite_ledger
    action = book.plan("police")
    entry = not_doing.enter(
        book.engine, kind=NotDoingKind.RISK_ACCEPTED, reason="Secretum.", action_id=action.id, until=date(2027, 1, 31),
        **book.signed("chair"),
    )  # fmt: skip
    found = events(of(book, "chair"))[f"not_doing-{entry.id}"]
    assert str(found["summary"]) == f"{action.id}: not-doing entry runs out"
    assert found.decoded("dtstart") == date(2027, 1, 31)
    assert "not_doing" not in of(book, "police-lead").decode()


@pytest.mark.parametrize(
    ("told", "begins"),
    [("10:00", time(10)), ("9.30", time(9, 30)), (" 14:05 ", time(14, 5))]
    + [(words, None) for words in (None, "", "ten", "25:00", "10:60", "10:00 to 11:30")],
)
def test_a_beginning_that_is_no_time_of_day_makes_a_whole_day_of_a_meeting(told, begins):
    held = Meeting("M1", "b", date(2026, 1, 5), "Subgroup", begins=told)
    roles = (PersonRole("r", "reader", Role.READER),)
    (entry,) = entries(build(Register(meetings={"M1": held}), today=date(2026, 1, 5)), roles)
    assert entry.begins == begins


# ---- what never leaves


@pytest.mark.parametrize("person", ["manager", "chair", "scrutineer", "police-lead", "reader"])
def test_nothing_that_anybody_wrote_and_nothing_unpublished_is_in_any_calendar(sqlite_ledger, person):
    book = sqlite_ledger
    restricted(book)
    _, both = unpublished(book)
    reviews.name_reader(book.engine, review_id="DRAFT-X", person_id="police-lead", **book.signed())
    action = book.plan("police", title="zq-title", intended_outcome="zq-outcome", lead="zq-lead")
    book.to(action.id, Status.RETURNED)
    content = of(book, person).decode().replace("\r\n ", "")
    for word in (*SECRETS, "zq-", "DRAFT-X", both, "Child K", "Train", "Speak up", "No evidence", "It is done"):
        assert word.casefold() not in content.casefold(), word
    if person == "police-lead":
        assert action.id in content
    reviews.set_state(book.engine, review_id="DRAFT-X", state=Publication.PUBLISHED, **book.signed())
    if person == "police-lead":
        assert "DRAFT-X" in of(book, person).decode()  # the moment it is published


def test_roles_of_somebody_else_open_nothing(sqlite_ledger):
    book = sqlite_ledger
    book.plan("police")
    roles = tuple(book.register().person_roles.values())
    assert b"VEVENT" not in calendar(book.engine, person_id="reader", roles=roles)
    assert b"VEVENT" not in calendar(book.engine, person_id="police-lead", roles=())


# ---- the address


def test_an_address_is_ones_own_one_at_a_time_and_never_kept(ledger):
    first = feeds.make(ledger.engine, **ledger.signed("police-lead"))
    assert whose_calendar(ledger.engine, first)[0].person_id == "police-lead"
    second = feeds.make(ledger.engine, **ledger.signed("police-lead"))
    assert whose_calendar(ledger.engine, first) is None
    assert calendar_of(ledger.engine, person_id="police-lead").read_at is None
    feed = whose_calendar(ledger.engine, second)[0]
    for minutes, kept in ((0, 0), (5, 0), (10, 10)):
        at = ledger.now + timedelta(minutes=minutes)
        seen = calendar_of(ledger.engine, person_id="police-lead").read_at
        feeds.was_read(ledger.engine, feed=feed.feed, read_at=seen, by="police-lead", at=at, door=Door.LINK)
        read = calendar_of(ledger.engine, person_id="police-lead").read_at
        assert read == ledger.now + timedelta(minutes=kept)
    with pytest.raises(NotAllowedError):
        feeds.revoke(ledger.engine, person_id="police-lead", **ledger.signed("health-lead"))
    assert feeds.revoke(ledger.engine, person_id="police-lead", **ledger.signed("manager")) is True
    assert feeds.revoke(ledger.engine, person_id="police-lead", **ledger.signed("police-lead")) is False
    assert whose_calendar(ledger.engine, second) is None


def test_whoever_is_disabled_or_holds_no_role_has_no_calendar(sqlite_ledger):
    book = sqlite_ledger
    one, two = (feeds.make(book.engine, **book.signed(person)) for person in ("reader", "scrutineer"))
    people.disable(book.engine, person_id="reader", **book.signed())
    people.take_role(book.engine, person_id="scrutineer", role=Role.SCRUTINEER, **book.signed())
    assert whose_calendar(book.engine, one) is None
    assert whose_calendar(book.engine, two) is None
    people.enable(book.engine, person_id="reader", **book.signed())
    assert whose_calendar(book.engine, one) is None


def test_an_illustrative_register_is_marked(sqlite_ledger):
    settings.mark_illustrative(sqlite_ledger.engine, sentence="Illustrative.", **sqlite_ledger.signed())
    made = calendar(sqlite_ledger.engine, person_id="reader", roles=(), illustrative=True)
    assert b"X-WR-CALNAME:Illustrative" in made
